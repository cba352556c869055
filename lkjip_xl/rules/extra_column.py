"""LK011: a column that somebody added to one of our tables."""

from __future__ import annotations

from collections.abc import Iterator

from lkjip_xl.check import Check
from lkjip_xl.findings import Severity
from lkjip_xl.locate import Damage
from lkjip_xl.rules._template import flaws, place
from lkjip_xl.rules.rule import Hit, rule


@rule("LK011", "Kolom tambahan", Severity.INFO, blank_too=True)
def extra_column(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    Di dalam atau di samping tabel ada kolom yang bukan bagian formulir.

    ## Mengapa penting

    Isinya tidak dibaca dan tidak ikut ke rekap.

    ## Cara memperbaiki

    Pindahkan catatan itu ke kolom Keterangan, atau biarkan bila hanya untuk keperluan sendiri.

    ## Dasar hukum

    Tidak ada; ini keterangan tentang berkas.
    """
    for flaw in flaws(check, Damage.EXTRA_COLUMN):
        spot = place(check, flaw)
        name = f'Kolom "{flaw.found}" di {spot.cell}' if flaw.found else f"Kolom tanpa judul di {spot.cell}"
        yield Hit(spot, f"{name} lembar {flaw.sheet} bukan bagian formulir; isinya tidak dibaca.", found=flaw.found)
