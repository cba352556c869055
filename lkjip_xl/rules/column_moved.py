"""LK008: a column that stands elsewhere than in the form."""

from __future__ import annotations

from collections.abc import Iterator

from lkjip_xl.check import Check
from lkjip_xl.findings import Severity
from lkjip_xl.locate import Damage, Flaw
from lkjip_xl.rules._template import SINGLE, column_text, flaws, place
from lkjip_xl.rules.rule import Hit, rule


@rule("LK008", "Kolom dipindah", Severity.WARNING, blank_too=True)
def column_moved(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    Sebuah kolom dipindah dari tempatnya di formulir.

    ## Mengapa penting

    Berkas tetap terbaca, tetapi menyalin antarberkas kolom demi kolom menjadi salah, dan rumus yang memakai beberapa kolom berurutan dapat kehilangan satu kolom.

    ## Cara memperbaiki

    Kembalikan kolom itu ke tempatnya: pilih kolomnya, potong, lalu sisipkan di tempat semula.

    ## Dasar hukum

    Tidak ada; ini keterangan tentang berkas.
    """
    tables: dict[str, list[Flaw]] = {}
    for flaw in flaws(check, Damage.COLUMN_MOVED):
        tables.setdefault(flaw.part, []).append(flaw)
    for moved in tables.values():
        spots = [place(check, flaw) for flaw in moved]
        if len(moved) > SINGLE:
            names = ", ".join(f'"{flaw.expected}"' for flaw in moved[:SINGLE])
            message = f"Di lembar {moved[0].sheet} {len(moved)} kolom dipindah: {names} dan lainnya."
            yield Hit(spots[0], message, expected=moved[0].expected, related=tuple(s.address for s in spots[1:]))
            continue
        for flaw, spot in zip(moved, spots, strict=True):
            yield Hit(spot, f"Di lembar {flaw.sheet} {column_text(flaw)} dipindah ke {spot.cell}.", expected=flaw.expected)
