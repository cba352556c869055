"""LK621: a number given in digits and in words that are not the same number."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from lkjip_xl.check import Check
from lkjip_xl.quotes import ledger
from lkjip_xl.quotes.numerals import pairs
from lkjip_xl.rules._prose import Passage, also, grouped, marked, rest, written
from lkjip_xl.rules.rule import Hit, rule
from lkjip_xl.values import angka


@rule("LK621", "Angka dan sebutannya berbeda")
def figure_and_words_differ(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    Angka yang diikuti sebutannya dalam kurung, atau sebaliknya, padahal keduanya bukan bilangan yang sama: "4 (lima)",
    "dua belas (13)", jumlah rupiah dengan terbilang yang lain.

    ## Mengapa penting

    Pembaca tidak tahu mana yang benar; pada uang, terbilanglah yang biasanya dipegang.

    ## Cara memperbaiki

    Periksa sumbernya, lalu samakan angka dan sebutannya.

    ## Dasar hukum

    Tidak ada.
    """
    texts = chain(written(check), _printed(check))
    found = ((pair, passage) for passage in texts for pair in pairs(passage.text) if pair.by_figure != pair.by_words)
    for pair, group in grouped(found):
        first = group[0]
        yield Hit(
            marked(first.spot, pair.figure), f"{first.place}: \"{pair.figure}\" disebut \"{pair.words}\", padahal {pair.words} adalah {angka(pair.by_words)}.{also(group)}",
            found=pair.figure, expected=angka(pair.by_words), related=rest(group))


def _printed(check: Check) -> Iterator[Passage]:
    """Everything quoted, whoever it belongs to."""
    return (Passage(q.text, q.spot, q.place, "Kutipan", "nilai", q.thing.text, q) for q in ledger(check).quotes if "(" in q.text)
