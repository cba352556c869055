"""LK007: a column of a table, or a cell of a form, that is gone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from lkjip_xl.check import Check
from lkjip_xl.locate import Damage
from lkjip_xl.rules._template import column_text, flaws, place
from lkjip_xl.rules.rule import Hit, rule
from lkjip_xl.spec import book


@rule("LK007", "Kolom hilang", blank_too=True)
def column_missing(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    Satu kolom tabel atau satu isian formulir dihapus.

    ## Mengapa penting

    Isiannya tidak terbaca, dan rumus yang memakainya rusak.

    ## Cara memperbaiki

    Ambil kembali berkas sebelum kolom itu dihapus, atau salin isian ke formulir yang baru.

    ## Dasar hukum

    Tidak ada; ini keterangan tentang berkas.
    """
    found = list(flaws(check, Damage.COLUMN_MISSING))
    gone = Counter(f.part for f in found)
    for flaw in found:
        if flaw.part in book.TABLES or gone[flaw.part] < len(book.FORMS[flaw.part].fields):
            yield Hit(place(check, flaw), f"Di lembar {flaw.sheet} tidak ada {column_text(flaw)}.", expected=flaw.expected)
