"""The drop-down lists, one definition each. A list's name in the workbook is `Daftar_<key>`."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from lkjip_xl.spec.types import check_list

PERIODS = ("TW I", "TW II", "TW III", "TW IV", "TAHUNAN")
KINDS = ("angka", "persen", "indeks", "rasio", "predikat")
DIRECTIONS = ("naik", "turun", "turun T/R")
PREDICATES = ("D", "C", "CC", "B", "BB", "A", "AA")
"""AKIP predicates from low to high: the position is the rank used for capaian (domain.md 4.3, 4.5)."""
LEVELS = ("unit", "urusan", "bidang", "program", "kegiatan", "sub kegiatan", "keluaran")
"""Levels of a budget row from the top; `keluaran` is a further output of the row above it, without money."""

SPENDING_LEVELS = ("kelompok", "jenis")
"""Levels of a row of Belanja from the top."""

LISTS: dict[str, tuple[str, ...]] = {
    "periode": PERIODS,
    "jenis_instansi": ("kecamatan", "dinas", "badan", "sekretariat", "inspektorat", "kelurahan", "lainnya"),
    "versi_pk": ("murni", "perubahan"),
    "alasan_pk": (
        "pergantian atau mutasi pejabat",
        "perubahan strategi, program, kegiatan atau anggaran",
        "perubahan prioritas atau asumsi",
    ),
    "level_renstra": ("tujuan", "sasaran", "indikator"),
    "jenis": KINDS,
    "arah": DIRECTIONS,
    "satuan": (
        "%", "Persen", "Nilai", "Indeks", "Rasio", "Predikat", "Desa", "Kelurahan", "Dokumen", "Laporan", "Orang", "Orang/bulan",
        "Paket", "Unit", "Kegiatan", "Bulan", "Kali", "Lembaga", "Kelompok", "Keluarga", "Layanan", "Rupiah", "Tahun", "Hari",
    ),
    "cara_isi": ("per TW", "kumulatif"),
    "cara_gabung": ("jumlah", "posisi akhir", "rata-rata"),
    "ya_tidak": ("ya", "tidak"),
    "keadaan": ("-", "belum diukur", "nihil"),
    "predikat": PREDICATES,
    "periode_data": ("TW I", "Semester I", "TW II", "TW III", "Semester II", "TW IV", "TAHUNAN"),
    "pembanding": ("tahun sebelumnya", "standar nasional", "standar provinsi", "unit lain"),
    "level": LEVELS,
    "level_belanja": SPENDING_LEVELS,
    "belanja": (
        "Belanja Operasi", "Belanja Pegawai", "Belanja Barang dan Jasa", "Belanja Hibah", "Belanja Bantuan Sosial", "Belanja Modal",
        "Belanja Modal Peralatan dan Mesin", "Belanja Modal Gedung dan Bangunan", "Belanja Modal Jalan, Jaringan dan Irigasi", "Belanja Modal Aset Tetap Lainnya",
        "Belanja Tidak Langsung", "Belanja Langsung",
    ),
    "skala_nilai": ("AKIP", "mutu pelayanan"),
    "status_pegawai": ("PNS", "CPNS", "PPPK", "PPPK paruh waktu", "Tenaga kontrak", "Honorer"),
    "golongan": (
        "I/a", "I/b", "I/c", "I/d", "II/a", "II/b", "II/c", "II/d", "III/a", "III/b", "III/c", "III/d", "IV/a", "IV/b", "IV/c", "IV/d", "IV/e", "V", "VII", "IX", "X", "-",
    ),
    "eselon": ("II.a", "II.b", "III.a", "III.b", "IV.a", "IV.b", "Fungsional", "Pelaksana"),
    "pendidikan": ("SD", "SLTP", "SLTA", "D-I", "D-II", "D-III", "D-IV", "S-1", "S-2", "S-3"),
    "kelamin": ("L", "P"),
    "dasar_rekap": ("seluruhnya", "status", "golongan", "eselon", "jabatan", "pendidikan", "jenis kelamin", "unit kerja", "lainnya"),
    "jenis_wilayah": ("desa", "kelurahan", "jumlah"),
    "macam_prestasi": ("penghargaan", "prestasi", "inovasi"),
    "sumber_dana": ("APBD", "APBD-P", "DAU", "DAK Fisik", "DAK Nonfisik", "DBH", "PAD", "Bantuan Keuangan", "Lainnya"),
    "komponen": ("Perencanaan", "Pengukuran", "Pelaporan", "Evaluasi Internal"),
    "status_tl": ("Belum", "Proses", "Selesai"),
    "jenis_baris": ("rincian", "induk", "jumlah", "rata-rata"),
    "besaran": (
        "target", "realisasi", "capaian", "kategori", "kemajuan renstra", "target renstra", "target akhir renstra", "baseline",
        "rata-rata capaian", "kategori rata-rata", "jumlah indikator", "jumlah tercapai", "jumlah tidak tercapai",
        "pembilang", "penyebut", "pagu", "realisasi anggaran", "sisa", "serapan", "target keluaran", "realisasi keluaran",
        "capaian keluaran", "perubahan nilai", "perubahan persen", "efisiensi", "nama", "satuan", "kode", "induk",
        "pendukung", "tahun", "periode",
        "indikator", "sasaran baris", "formula", "predikat nilai", "batas kelas", "simpulan", "tertinggi", "terendah",
        "jumlah tujuan", "jumlah sasaran", "jumlah program", "jumlah kegiatan", "jumlah sub kegiatan",
        "jumlah", "persen", "nilai", "keadaan", "judul", "nomor", "kalimat",
    ),
    "versi_anggaran": ("murni", "perubahan", "tidak disebut"),
    "peran": ("pelapor", "pembanding", "wilayah", "dinas lain"),
}

for _name, _items in LISTS.items():
    check_list(_name, _items)


class Nomenclature(NamedTuple):
    """One row of the official list: `kode` in four digits, level, names; kinerja, indikator, satuan at sub kegiatan only."""

    kode: str
    level: str
    nama: str
    kinerja: str
    indikator: str
    satuan: str


@cache
def nomenclature() -> tuple[Nomenclature, ...]:
    """Official nomenclature 7.01 (Unsur Kewilayahan, Kecamatan); source in docs/decisions/0007."""
    text = files("lkjip_xl").joinpath("data/nomenklatur-7.01.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines())
    return tuple(
        Nomenclature(
            r["kode"], r["level"].replace("_", " ").replace("unsur", "urusan"), r["nama"], r["kinerja"], r["indikator"], r["satuan"]
        )
        for r in rows
    )
