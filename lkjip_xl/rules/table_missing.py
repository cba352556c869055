"""LK017: a whole table or form that cannot be found on its sheet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from lkjip_xl.check import Check, Spot
from lkjip_xl.locate import Damage
from lkjip_xl.rules._template import flaws, place
from lkjip_xl.rules.rule import Hit, rule
from lkjip_xl.spec import book


@rule("LK017", "Tabel hilang", blank_too=True)
def table_missing(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    Lembarnya ada, tetapi tabel atau formulir di dalamnya tidak ditemukan: judul kolomnya dihapus dan namanya rusak.

    ## Mengapa penting

    Isiannya tidak terbaca, dan rumus yang memakainya rusak.

    ## Cara memperbaiki

    Ambil kembali berkas sebelum tabel itu dihapus, atau salin isian ke formulir yang baru.

    ## Dasar hukum

    Tidak ada; ini keterangan tentang berkas.
    """
    for flaw in flaws(check, Damage.TABLE_MISSING):
        yield Hit(place(check, flaw), f'Tabel "{flaw.expected}" di lembar {flaw.sheet} tidak ditemukan.', expected=flaw.expected)
    gone = Counter((f.sheet, f.part) for f in flaws(check, Damage.COLUMN_MISSING))
    for (sheet, part), count in gone.items():
        if part in book.FORMS and count == len(book.FORMS[part].fields):
            spot = check.sheet_spot(sheet)
            yield Hit(Spot(spot.sheet, "", part, order=spot.order), f'Bagian "{book.FORMS[part].title}" di lembar {sheet} tidak ditemukan.', expected=book.FORMS[part].title)
