"""LK608: quoted means, classes and efficiencies that are right only without the stated cap."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from lkjip_xl.check import Check
from lkjip_xl.findings import Severity
from lkjip_xl.quotes import Standing, ledger
from lkjip_xl.rules._quoted import addresses, right_value
from lkjip_xl.rules.rule import Hit, rule
from lkjip_xl.values import persen


@rule("LK608", "Angka kutipan tidak menerapkan batas capaian", Severity.WARNING)
def quote_ignores_cap(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    Rata-rata capaian, kategorinya, atau efisiensi yang dikutip dan benar bila capaian dipakai apa adanya, tetapi kebijakan
    kabupaten membatasi capaian. Semua kutipan seperti ini dilaporkan sekali. Bila angka yang sama juga diketik di lembar
    Pengukuran, temuannya ada di sana (LK204) dan kutipannya tidak dilaporkan lagi.

    ## Mengapa penting

    Satu capaian yang sangat tinggi menutupi indikator yang gagal.

    ## Cara memperbaiki

    Pakai rata-rata, kategori dan efisiensi dengan batas, seperti pada lembar Pengukuran dan Efisiensi.

    ## Dasar hukum

    Tidak ada; batas capaian ditetapkan kabupaten dan tertulis pada bagian Kebijakan.
    """
    book = ledger(check)
    cells = [q for q in book.quotes if book.standing(q) is Standing.UNCAPPED]
    if not cells:
        return
    first, cap = cells[0], check.form("Kebijakan", "batas")
    expected = book.judged[first.row.index].expected
    right = right_value(first, expected) if expected is not None else ""
    more = f" Begitu juga {len(cells) - 1} kutipan lain." if len(cells) > 1 else ""
    limit = f" {persen(cap, None)}" if isinstance(cap, Fraction) else ""
    yield Hit(
        first.spot, f"{first.place}: {first.what} tercetak {first.text}, benar hanya bila capaian tidak dibatasi. Dengan batas{limit} nilainya {right}.{more}",
        found=first.text, expected=right, calculation=expected.words if expected is not None else "", related=addresses(cells[1:]), uses=book.sources(first),
    )
