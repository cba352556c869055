"""Renstra, IKU and PK: what was promised."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from lkjip_xl.spec.build import look_text, pick_text, pick_value, position, status_field, when_used
from lkjip_xl.spec.types import Entry, Field, Form, Formula, Look, Sheet, Tab, Table

YEARS = 6
"""Most years of a plan (Renstra 3 to 6 years)."""


def _year_caption(k: int) -> Formula:
    return Formula(
        f'IF(ISNUMBER(Identitas_renstra_awal),Identitas_renstra_awal+{k - 1},"")',
        lambda r: r.identitas("renstra_awal") + (k - 1) if isinstance(r.identitas("renstra_awal"), Fraction) else "",
        blank=False,
    )


def _target_of_year(r: Any) -> Any:
    k = r.identitas("tahun_ke")
    return r[f"t{int(k)}"] if isinstance(k, Fraction) and k in range(1, YEARS + 1) else ""


def _target_of_year_excel() -> str:
    text = '""'
    for k in range(YEARS, 0, -1):
        text = f'IF(Identitas_tahun_ke={k},IF({{t{k}}}="","",{{t{k}}}),{text})'
    return text


_RENSTRA = (
    Field("id", "ID", "ID yang dipakai semua lembar: T1 untuk tujuan, S1 untuk sasaran, IK1.1 untuk indikator. Jangan diubah setelah dipakai.", Entry.NEW_ID, width=9, look=Look.CENTER, required="selalu"),
    Field("level", "Level", "tujuan, sasaran, atau indikator.", Entry.LIST, source="level_renstra", width=11, required="selalu"),
    Field("induk", "ID induk", "Sasaran: ID tujuannya. Indikator: ID sasaran (atau tujuan) yang diukurnya.", Entry.REF, source="Renstra.id", width=9, look=Look.CENTER),
    Field("uraian", "Tujuan / sasaran / indikator", "Tulis lengkap persis seperti dalam dokumen Renstra.", Entry.TEXT, width=48, required="selalu"),
    Field("satuan", "Satuan", "Satuan indikator; pilih dari daftar atau ketik.", Entry.LIST, source="satuan", strict=False, width=12, required="indikator"),
    Field("jenis", "Jenis nilai", "persen: 44,44 ditulis 44,44 tanpa tanda %. rasio: pembilang di kolom target, penyebut di kolom penyebut.", Entry.LIST, source="jenis", width=10, required="indikator"),
    Field("arah", "Arah", "naik: makin tinggi makin baik. turun: makin rendah makin baik, (2T-R)/T. turun T/R: memakai T/R.", Entry.LIST, source="arah", width=11, required="indikator"),
    Field("skala", "Skala nilai", "Bila nilainya mempunyai predikat: AKIP (D sampai AA) atau mutu pelayanan (A sampai D). Selain itu kosong.", Entry.LIST, source="skala_nilai", width=11),
    Field("penyebut", "Penyebut", "Hanya untuk rasio: penyebut target, misalnya 18 pada 4:18.", Entry.POSITIVE, look=Look.NUMBER, width=10, required="rasio"),
    Field("baseline", "Kondisi awal", "Nilai pada awal periode Renstra.", Entry.MEASURED, kind_from="jenis", look=Look.NUMBER, width=10),
    *(
        Field(f"t{k}", f"Target tahun ke-{k}", f"Target tahun ke-{k} Renstra.", Entry.MEASURED, kind_from="jenis", look=Look.NUMBER, width=10, band="Target Renstra", caption=_year_caption(k))
        for k in range(1, YEARS + 1)
    ),
    Field("akhir", "Target akhir", "Target pada akhir periode Renstra.", Entry.MEASURED, kind_from="jenis", look=Look.NUMBER, width=10, band="Target Renstra"),
    Field("target_tahun", "Target tahun ini", "Dihitung: target Renstra untuk tahun kinerja.", formula=when_used(
        _target_of_year_excel(), _target_of_year, words="target Renstra untuk tahun kinerja"), look=Look.NUMBER, width=10),
)


RENSTRA = Table("Renstra", "Tujuan, sasaran dan indikator Renstra", (*_RENSTRA, status_field(_RENSTRA)), rows=60, mandatory=True,
                doc="Satu baris untuk setiap tujuan, sasaran dan indikator. ID di sini dipakai semua lembar lain.")

_IKU = (
    Field("id", "ID", "Pilih ID indikator dari lembar Renstra.", Entry.REF, source="Renstra.id", width=9, look=Look.CENTER, required="selalu"),
    Field("indikator", "Indikator", "Dihitung.", formula=look_text("Renstra", "uraian"), width=38),
    Field("satuan", "Satuan", "Dihitung.", formula=look_text("Renstra", "satuan"), width=10, look=Look.CENTER),
    Field("makna", "Makna / alasan pemilihan", "Apa yang digambarkan indikator ini dan mengapa dipilih.", Entry.TEXT, width=34),
    Field("formulasi", "Formulasi / cara hitung", "Rumus realisasi, misalnya: BUMDes beroperasi baik dibagi seluruh BUMDes kali 100.", Entry.TEXT, width=34, required="selalu"),
    Field("sumber_data", "Sumber data", "Dokumen atau instansi asal data.", Entry.TEXT, width=22, required="selalu"),
    Field("penanggung_jawab", "Penanggung jawab", "Unit yang mengumpulkan data.", Entry.TEXT, width=20),
    Field("iku", "IKU", "ya bila termasuk Indikator Kinerja Utama.", Entry.LIST, source="ya_tidak", width=7, look=Look.CENTER),
    Field("cara_isi", "Cara isi TW", "per TW: nilai triwulan itu saja. kumulatif: nilai sampai dengan triwulan itu.", Entry.LIST, source="cara_isi", width=11, required="selalu"),
    Field("cara_gabung", "Cara gabung TW", "Nilai tahun dari triwulan: jumlah, posisi akhir, atau rata-rata.", Entry.LIST, source="cara_gabung", width=13, required="selalu"),
)
IKU = Table("IKU", "Indikator Kinerja Utama dan cara mengukurnya", (*_IKU, status_field(_IKU)), rows=40, mandatory=True,
            doc="Satu baris untuk setiap indikator Renstra yang diukur.")

_PK = (
    Field("id", "ID", "Pilih ID indikator dari lembar Renstra.", Entry.REF, source="Renstra.id", width=9, look=Look.CENTER, required="selalu"),
    Field("induk", "ID sasaran", "Dihitung.", formula=pick_text("Renstra", "induk", "b_renstra"), width=8, hidden=True),
    Field("sasaran", "Sasaran strategis", "Dihitung.", formula=look_text("Renstra", "uraian", key="induk"), width=38),
    Field("indikator", "Indikator kinerja", "Dihitung.", formula=pick_text("Renstra", "uraian", "b_renstra"), width=38),
    Field("satuan", "Satuan", "Dihitung.", formula=pick_text("Renstra", "satuan", "b_renstra"), width=17, look=Look.CENTER),
    Field("jenis", "Jenis nilai", "Dihitung.", formula=pick_text("Renstra", "jenis", "b_renstra"), width=9, hidden=True),
    Field("target_murni", "Target PK murni", "Target dalam PK murni. Persen ditulis 100, bukan 100%. Rasio: pembilangnya saja.", Entry.MEASURED, kind_from="jenis", look=Look.NUMBER, width=12, required="selalu"),
    Field("target_perubahan", "Target PK perubahan", "Diisi hanya bila target berubah dalam PK perubahan.", Entry.MEASURED, kind_from="jenis", look=Look.NUMBER, width=12),
    Field("penyebut", "Penyebut", "Hanya untuk rasio: penyebut target, misalnya 18 pada 4:18.", Entry.POSITIVE, look=Look.NUMBER, width=10, required="rasio"),
    Field("target", "Target berlaku", "Dihitung: target PK terakhir.", formula=when_used(
        'IF({target_perubahan}<>"",{target_perubahan},IF({target_murni}="","",{target_murni}))',
        lambda r: r["target_perubahan"] if not r.blank("target_perubahan") else r["target_murni"],
        words="target perubahan bila ada, selain itu target murni"), look=Look.NUMBER, width=12),
    Field("target_renstra", "Target Renstra", "Dihitung: target Renstra tahun ini.", formula=pick_value("Renstra", "target_tahun", "b_renstra"), look=Look.NUMBER, width=12),
    Field("b_renstra", "Baris Renstra", "Dihitung.", formula=position("Renstra"), hidden=True, width=7),
)
PK = Table("PK", "Perjanjian Kinerja: sasaran, indikator dan target", (*_PK, status_field(_PK)), rows=40, mandatory=True,
           doc="Satu baris untuk setiap indikator dalam Perjanjian Kinerja.")


def _pagu_of(r: Any, want: str) -> Any:
    by_code = r.found("Anggaran", "kode", r["kode"])
    return r.look("Anggaran", want, r["kode"], by="kode") if by_code else r.look("Anggaran", want, r["program"], by="nama")


def _difference(r: Any) -> Any:
    return r["anggaran"] - r["pagu"] if isinstance(r["pagu"], Fraction) and isinstance(r["anggaran"], Fraction) else ""


def _find(want: str, key: str, by: str) -> str:
    index = f"INDEX({{Anggaran.{want}}},MATCH({{{key}}},{{Anggaran.{by}}},0))"
    return f'IF({index}="","",{index})'


_PROGRAM = (
    Field("kode", "Kode", "Kode program sebagai teks; pilih dari daftar atau ketik. Boleh kosong bila dokumen tidak memakai kode.", Entry.CODE, source="Anggaran.kode", strict=False, width=9),
    Field("program", "Program / kegiatan / sub kegiatan", "Nama program persis seperti dalam PK.", Entry.TEXT, width=40, required="selalu"),
    Field("keterangan", "Keterangan", "Sumber dana atau keterangan lain, misalnya APBD atau APBD-P.", Entry.LIST, source="sumber_dana", strict=False, width=14),
    Field("anggaran", "Anggaran (Rp)", "Anggaran program dalam PK, rupiah bulat tanpa titik.", Entry.RUPIAH, look=Look.MONEY, width=18, required="selalu"),
    Field("pagu", "Pagu di lembar Anggaran", "Dihitung: pagu baris yang sama di lembar Anggaran.", formula=when_used(
        f'IFERROR({_find("pagu_versi_pk", "kode", "kode")},IFERROR({_find("pagu_versi_pk", "program", "nama")},""))',
        lambda r: _pagu_of(r, "pagu_versi_pk"), key="program", words="pagu baris Anggaran dengan kode atau nama yang sama"), look=Look.MONEY, width=18),
    Field("selisih", "Selisih", "Dihitung: anggaran PK dikurangi pagu.", formula=when_used(
        'IF(AND(ISNUMBER({anggaran}),ISNUMBER({pagu})),{anggaran}-{pagu},"")', _difference, key="program",
        words="anggaran PK − pagu di lembar Anggaran"), look=Look.MONEY, width=14),
)
PROGRAM = Table(
    "Program", "Perjanjian Kinerja: program dan anggaran", (*_PROGRAM, status_field(
        _PROGRAM, key="program", mismatch='IF(ISNUMBER({selisih}),{selisih}<>0,FALSE)',
        twin=lambda r: isinstance(r["selisih"], Fraction) and r["selisih"] != 0)),
    rows=20, key_field="program", filtered=False,
    doc="Program dan anggaran yang tercantum dalam PK; JUMLAH dihitung di bawahnya.")


def _against_dpa(r: Any) -> Any:
    total = r.form("PKJumlah", "total_dpa")
    return r.form("PKJumlah", "jumlah") - total if isinstance(total, Fraction) else ""


JUMLAH = Form(
    "PKJumlah",
    "Jumlah anggaran PK",
    (
        Field("jumlah", "JUMLAH anggaran PK (Rp)", "Dihitung dari tabel program.", formula=Formula(
            "SUM({Program.anggaran})", lambda r: r.sum("Program", "anggaran"), "jumlah anggaran semua program", blank=False), look=Look.MONEY, rule="LK305"),
        Field("total_dpa", "Total DPA menurut Identitas (Rp)", "Dihitung.", formula=Formula(
            'IF(AND(Identitas_pk_versi="perubahan",Identitas_dpa_perubahan<>""),Identitas_dpa_perubahan,IF(Identitas_dpa_total="","",Identitas_dpa_total))',
            lambda r: r.identitas("dpa_perubahan") if r.identitas("pk_versi") == "perubahan" and r.identitas("dpa_perubahan") != "" else r.identitas("dpa_total"),
            "total DPA versi PK yang berlaku", blank=False), look=Look.MONEY),
        Field("selisih", "Selisih (Rp)", "Dihitung.", formula=Formula(
            'IF(ISNUMBER(PKJumlah_total_dpa),PKJumlah_jumlah-PKJumlah_total_dpa,"")', _against_dpa, "jumlah anggaran PK − total DPA", blank=False), look=Look.MONEY),
    ),
)

SHEETS = (
    Sheet("renstra", "Renstra", Tab.FILL, "Rencana Strategis", (RENSTRA,), "Diisi sekali untuk satu periode Renstra. Tahun pada judul target mengikuti Identitas."),
    Sheet("iku", "IKU", Tab.FILL, "Indikator Kinerja Utama", (IKU,), "Menentukan cara mengisi dan menggabung nilai triwulan."),
    Sheet("pk", "PK", Tab.FILL, "Perjanjian Kinerja", (PK, PROGRAM, JUMLAH), "Target dan anggaran persis seperti dalam dokumen PK yang ditandatangani."),
)
