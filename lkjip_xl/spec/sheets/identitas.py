"""Identitas: who reports what period of which year, and the policies in force (locked)."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from lkjip_xl.spec.build import CLASSES
from lkjip_xl.spec.lists import PERIODS
from lkjip_xl.spec.types import Entry, Field, Form, Formula, Look, Sheet, Tab


def _quarter(r: Any) -> Any:
    return Fraction(min(PERIODS.index(p) + 1, 4)) if (p := r.identitas("periode")) in PERIODS else Fraction(4)


def _year_of_plan(r: Any) -> Any:
    year, first = r.identitas("tahun"), r.identitas("renstra_awal")
    return year - first + 1 if isinstance(year, Fraction) and isinstance(first, Fraction) else ""


IDENTITAS = Form(
    "Identitas",
    "Identitas instansi dan dokumen",
    (
        Field("kabupaten", "Kabupaten/Kota", "Nama kabupaten atau kota, misalnya: Kabupaten Hulu Sungai Selatan.", Entry.TEXT, required="selalu"),
        Field("instansi", "Instansi", "Nama kecamatan atau perangkat daerah yang melaporkan.", Entry.TEXT, required="selalu"),
        Field("kode", "Kode instansi", "Kode unit sebagai teks, misalnya 7.01.0.00.0.00.01.0000. Nol di depan tetap ada.", Entry.CODE),
        Field("jenis", "Jenis instansi", "Pilih jenis instansi dari daftar.", Entry.LIST, source="jenis_instansi", required="selalu"),
        Field("tahun", "Tahun kinerja", "Tahun yang dilaporkan, empat angka.", Entry.YEAR, look=Look.YEAR, required="selalu"),
        Field("periode", "Periode yang dilaporkan", "Pilih triwulan yang dilaporkan, atau TAHUNAN. Pemeriksaan mengikuti pilihan ini.", Entry.LIST, source="periode", required="selalu"),
        Field("pk_versi", "PK yang berlaku", "murni, atau perubahan bila PK sudah direvisi.", Entry.LIST, source="versi_pk"),
        Field("pk_ke", "Perubahan PK ke-", "Diisi hanya bila PK sudah direvisi: 1, 2, dan seterusnya.", Entry.WHOLE, look=Look.CENTER),
        Field("pk_tanggal", "Tanggal PK yang berlaku", "Tanggal penandatanganan PK, misalnya 15/01/2024.", Entry.DATE, look=Look.DATE),
        Field("pk_alasan", "Alasan perubahan PK", "Diisi hanya bila PK sudah direvisi.", Entry.LIST, source="alasan_pk"),
        Field("dpa_total", "Total DPA murni (Rp)", "Jumlah belanja seluruhnya menurut DPA murni, rupiah bulat tanpa titik.", Entry.RUPIAH, look=Look.MONEY),
        Field("dpa_perubahan", "Total DPA perubahan (Rp)", "Jumlah belanja menurut DPA perubahan; kosongkan bila tidak ada perubahan.", Entry.RUPIAH, look=Look.MONEY),
        Field("dpa_realisasi", "Total realisasi belanja (Rp)", "Jumlah realisasi belanja sampai periode ini menurut laporan keuangan.", Entry.RUPIAH, look=Look.MONEY),
        Field("renstra_awal", "Tahun pertama Renstra", "Tahun pertama periode Renstra/RPD, misalnya 2024.", Entry.YEAR, look=Look.YEAR, required="selalu"),
        Field("renstra_akhir", "Tahun terakhir Renstra", "Tahun terakhir periode Renstra/RPD, misalnya 2026 (3 sampai 6 tahun).", Entry.YEAR, look=Look.YEAR, required="selalu"),
        Field("kepala_jabatan", "Jabatan kepala instansi", "Jabatan pihak pertama PK, misalnya Camat Sungai Raya.", Entry.TEXT),
        Field("kepala_nama", "Nama kepala instansi", "Nama pejabat yang menandatangani PK sebagai pihak pertama.", Entry.TEXT),
        Field("atasan_jabatan", "Jabatan atasan", "Jabatan pihak kedua PK, misalnya Bupati.", Entry.TEXT),
        Field("tw", "Triwulan terakhir yang dihitung", "Dihitung dari periode.", formula=Formula(
            'IFERROR(MIN(MATCH(Identitas_periode,Daftar_periode,0),4),4)', _quarter, "urutan triwulan dari periode; TAHUNAN = 4", blank=False), look=Look.CENTER),
        Field("tahun_ke", "Tahun Renstra ke-", "Dihitung dari tahun kinerja dan tahun pertama Renstra.", formula=Formula(
            'IF(AND(ISNUMBER(Identitas_tahun),ISNUMBER(Identitas_renstra_awal)),Identitas_tahun-Identitas_renstra_awal+1,"")', _year_of_plan,
            "tahun kinerja − tahun pertama Renstra + 1", blank=False), look=Look.CENTER),
    ),
)


def _policy_fields() -> tuple[Field, ...]:
    head = (
        Field("profil", "Profil kebijakan", "Profil kabupaten yang dipakai saat formulir diterbitkan.", locked=True),
        Field("batas", "Batas capaian", "Batas atas capaian untuk rata-rata, kategori dan efisiensi; 'tanpa' bila tidak dibatasi.", locked=True, look=Look.PERCENT),
        Field("rata_rata", "Rata-rata atas", "indikator: rata-rata semua indikator; sasaran: rata-rata per sasaran dahulu.", locked=True),
        Field("digit", "Pembulatan sebelum kategori", "Jumlah desimal capaian (1 = 100 %) sebelum dibandingkan dengan skala.", locked=True, look=Look.CENTER),
        Field("pembacaan", "Pembacaan skala", "Cara membaca celah pada skala kategori.", locked=True),
        Field("efisiensi", "Metode efisiensi", "1-S/C, C/S, C/S-1, C-S atau 100-S (C = capaian, S = serapan).", locked=True),
        Field("efisiensi_syarat", "Efisiensi hanya bila capaian ≥", "Capaian terendah agar efisiensi dihitung; 0 berarti selalu.", locked=True, look=Look.PERCENT),
        Field("efisiensi_total", "Efisiensi total", "hasil bagi: dari rata-rata capaian dan serapan total; rata-rata: rata-rata efisiensi indikator.", locked=True),
        Field("bab_iii", "Penomoran Bab III", "Urutan bagian Bab III di kabupaten ini.", locked=True),
    )
    scale: list[Field] = []
    for i in range(1, CLASSES + 1):
        scale += [
            Field(f"kelas_{i}_dari", f"Kelas {i}: mulai dari", "Batas bawah kelas.", locked=True, look=Look.PERCENT),
            Field(f"kelas_{i}_termasuk", f"Kelas {i}: batas termasuk", "ya: batas bawah termasuk kelas ini.", locked=True),
            Field(f"kelas_{i}_label", f"Kelas {i}: kategori", "Nama kategori.", locked=True),
        ]
    return head + tuple(scale)


KEBIJAKAN = Form("Kebijakan", "Kebijakan kabupaten (terkunci, jangan diubah)", _policy_fields())

TEMPLAT = Form(
    "Templat",
    "Formulir",
    (
        Field("id", "Nama formulir", "Tanda pengenal formulir.", locked=True),
        Field("versi", "Versi formulir", "Versi formulir.", locked=True),
    ),
)

SHEET = Sheet(
    "identitas", "Identitas", Tab.FILL, "Identitas", (IDENTITAS, KEBIJAKAN, TEMPLAT),
    "Isi sel kuning. Kebijakan di bawah ditetapkan kabupaten dan terkunci.", landscape=False,
)
