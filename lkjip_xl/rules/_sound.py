"""Whether the columns a rule compares are in the file: a missing column has its own finding and must not look like blank cells."""

from __future__ import annotations

from lkjip_xl.check import Check


def sound(check: Check, table: str, *keys: str) -> bool:
    """Are these columns of a table all in the file."""
    place = check.layout.tables.get(table)
    return place is not None and all(key in place.cols for key in keys)


def budget_sound(check: Check) -> bool:
    """Can the rows of Anggaran be told apart and added up."""
    return sound(check, "Anggaran", "level", "pagu_murni", "pagu_perubahan")


def ways_sound(check: Check) -> bool:
    """Is it known how the quarters of each indikator are entered and combined."""
    return sound(check, "IKU", "id", "cara_isi", "cara_gabung") and sound(check, "Renstra", "id", "jenis", "arah")


def targets_sound(check: Check) -> bool:
    """Are the targets of the PK all there."""
    return sound(check, "PK", "id", "target_murni", "target_perubahan", "penyebut") and sound(check, "Renstra", "id", "jenis", "arah")
