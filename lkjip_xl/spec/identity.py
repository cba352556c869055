"""What makes a row of a table that row and no other, for telling rows of two workbooks apart from their row numbers."""

from __future__ import annotations

from lkjip_xl.spec import book

IDENTITY: dict[str, tuple[tuple[str, ...], ...]] = {
    "Renstra": (("id",), ("level", "uraian")),
    "Program": (("kode",), ("program",)),
    "DataDukung": (("id", "uraian", "periode"), ("id", "periode")),
    "Pembanding": (("id", "macam", "tahun", "pihak"), ("id", "macam", "tahun")),
    "Anggaran": (("kode", "level"), ("uraian", "level")),
    "Belanja": (("kode",), ("uraian", "level")),
    "TindakLanjut": (("rekomendasi",), ("no",)),
    "Pegawai": (("no", "jabatan"), ("jabatan", "unit", "golongan"), ("no",)),
    "RekapPegawai": (("kategori", "dasar", "tempat"), ("kategori", "dasar")),
    "Wilayah": (("nama", "jenis"), ("nama",)),
    "Prestasi": (("nama", "macam", "tahun"), ("nama", "macam")),
    "Kutipan": (
        ("objek", "besaran", "tabel", "baris", "induk_baris", "menurut", "tahun", "banding", "periode", "versi", "peran"), ("objek", "besaran", "tabel", "baris"),
    ),
}
"""Columns by which rows are known, the surest set first; a set counts where its first column is filled. Other tables have one row per key cell."""


def identity(table: str) -> tuple[tuple[str, ...], ...]:
    """Sets of columns by which a row of a table is known, the surest first."""
    return IDENTITY.get(table, ((book.TABLES[table].key_field,),))
