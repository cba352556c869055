"""LK005: a sheet of the form that is gone."""

from __future__ import annotations

from collections.abc import Iterator

from lkjip_xl.check import Check
from lkjip_xl.findings import Severity
from lkjip_xl.locate import Damage
from lkjip_xl.rules._template import flaws, place
from lkjip_xl.rules.rule import Hit, rule
from lkjip_xl.spec import book


@rule("LK005", "Lembar hilang", blank_too=True)
def sheet_missing(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    Satu lembar formulir tidak ada lagi di dalam berkas.

    ## Mengapa penting

    Isiannya tidak ada, dan rumus di lembar lain yang memakainya tidak menghasilkan angka yang benar.

    ## Cara memperbaiki

    Ambil kembali berkas sebelum lembar itu dihapus, atau salin isian ke formulir yang baru. Menambah lembar kosong dengan nama itu tidak cukup.

    ## Dasar hukum

    Tidak ada; ini keterangan tentang berkas.
    """
    for flaw in flaws(check, Damage.SHEET_MISSING):
        yield Hit(
            place(check, flaw), f"Lembar {flaw.expected} tidak ada.", expected=flaw.expected,
            severity=Severity.WARNING if flaw.expected == book.PETUNJUK.name else Severity.ERROR,
        )
