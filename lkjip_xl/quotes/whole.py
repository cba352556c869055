"""Whether the columns that printed figures and sentences are held against are in the file: a missing column must not look like blank cells."""

from __future__ import annotations

from lkjip_xl.check import Check
from lkjip_xl.locate import Damage
from lkjip_xl.quotes.text import made_once
from lkjip_xl.spec import book

_TABLES = ("Renstra", "IKU", "PK", "Triwulan", "Pengukuran", "Pembanding", "Anggaran", "Belanja", "Efisiensi")
_ASIDE = frozenset({"keterangan", "sumber", "makna", "sumber_data", "penanggung_jawab", "sumber_dana"})
"""Columns whose loss changes no figure and no name."""
_IDENTITY = frozenset({"instansi", "jenis", "tahun", "periode", "pk_versi", "renstra_awal", "renstra_akhir"})
_MEANING = frozenset({"tabel", "baris", "jenis_baris", "induk_baris", "objek", "besaran", "menurut", "tahun", "banding", "periode", "versi", "peran", "nilai"})
"""Columns of Kutipan that say what a printed value is of."""


def sheets_whole(check: Check) -> bool:
    """Are the figures and names of the sheets all in the file (else what is missing has its own finding, and nothing is held against the rest)."""
    return made_once(check, "_sheets_whole", _sheets)


def quotes_whole(check: Check) -> bool:
    """Can the rows of Kutipan be held against the sheets and against each other."""
    place = check.layout.tables.get("Kutipan")
    return place is not None and place.cols.keys() >= _MEANING and sheets_whole(check)


def _sheets(check: Check) -> bool:
    lost = [(f.part, f.key) for f in check.located.flaws if f.damage is Damage.COLUMN_MISSING]
    return all(t in check.layout.tables for t in _TABLES) and not any(
        key in _IDENTITY if part == "Identitas" else part in _TABLES and key not in _ASIDE and book.TABLES[part][key].is_input for part, key in lost
    )
