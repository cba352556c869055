"""LK602: figures of one printed row that do not follow from each other."""

from __future__ import annotations

from collections.abc import Iterator

from lkjip_xl.check import Check
from lkjip_xl.quotes import BAD, Ledger, Quote, Standing, ledger
from lkjip_xl.quotes.arithmetic import RECIPES, derive, fits
from lkjip_xl.rules._quoted import right_value
from lkjip_xl.rules.rule import Hit, rule


@rule("LK602", "Angka dalam satu baris tercetak saling bertentangan")
def printed_row_contradicts(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    Capaian yang tidak mengikuti target dan realisasi di baris tercetak yang sama, serapan atau sisa yang tidak mengikuti pagu
    dan realisasinya, persen yang tidak mengikuti pembilang dan penyebutnya, efisiensi yang tidak mengikuti capaian dan
    serapannya. Hanya angka yang tidak dapat dicocokkan dengan lembar; yang dapat dicocokkan dilaporkan sebagai LK601.

    ## Mengapa penting

    Baris itu salah hitung, apa pun isi lembar lain.

    ## Cara memperbaiki

    Hitung ulang baris itu dan betulkan angka yang keliru di laporan.

    ## Dasar hukum

    Tidak ada; ini hitungan baris itu sendiri.
    """
    book = ledger(check)
    for q in book.quotes:
        if book.standing(q) is Standing.UNKNOWN and q.value.number is not None:
            hit = _hit(book, q)
            if hit is not None:
                yield hit


def _hit(book: Ledger, q: Quote) -> Hit | None:
    for recipe in RECIPES.get(q.besaran, ()):
        inputs = [next(iter(book.siblings(q, name)), None) for name in recipe.inputs]
        first, second = inputs
        if first is None or second is None or any(book.standing(o) in (*BAD, Standing.MALFORMED) for o in (first, second)):
            continue
        if q.besaran == "realisasi" and not q.value.percent:
            continue
        sight = derive(q, first.value, second.value, recipe, book.arah(q), book.method)
        if sight is None or fits(q, sight):
            continue
        right = right_value(q, sight)
        return Hit(
            q.spot, f"{q.place}: {q.what} tercetak {q.text}, padahal {sight.words} di baris yang sama memberi {right}.", found=q.text, expected=right,
            calculation=f"{sight.words} = {right}", related=(first.address, second.address),
        )
    return None
