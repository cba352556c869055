"""LK006: a sheet that was given another name."""

from __future__ import annotations

from collections.abc import Iterator

from lkjip_xl.check import Check
from lkjip_xl.findings import Severity
from lkjip_xl.locate import Damage
from lkjip_xl.rules._template import flaws, place
from lkjip_xl.rules.rule import Hit, rule


@rule("LK006", "Lembar diganti nama", Severity.WARNING, blank_too=True)
def sheet_renamed(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    Lembar formulir masih ada, tetapi namanya diganti.

    ## Mengapa penting

    Berkas tetap terbaca, tetapi orang lain dan rekap kabupaten mencari lembar itu dengan nama aslinya.

    ## Cara memperbaiki

    Kembalikan nama lembar seperti semula: klik kanan pada tab, lalu Ganti nama.

    ## Dasar hukum

    Tidak ada; ini keterangan tentang berkas.
    """
    for flaw in flaws(check, Damage.SHEET_RENAMED):
        yield Hit(place(check, flaw), f"Lembar {flaw.expected} diganti nama menjadi {flaw.found}.", found=flaw.found, expected=flaw.expected)
