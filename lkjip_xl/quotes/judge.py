"""Does a printed figure agree with a value of the workbook, as a reader of the report would judge it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from lkjip_xl.quotes.quote import COUNT, PERCENT, Quote
from lkjip_xl.quotes.sights import Sight
from lkjip_xl.quotes.text import normal
from lkjip_xl.values import State, Value, agrees, agrees_interval


class Standing(StrEnum):
    """What a quoted figure is worth."""

    RIGHT = "benar"
    UNCAPPED = "benar hanya tanpa batas capaian"
    FOLLOWS = "mengikuti angka lain yang salah"
    MISLABELLED = "besaran lain yang tercetak"
    SHIFTED = "angka kolom lain dari barisnya"
    WRONG = "salah"
    UNKNOWN = "tidak dapat dinilai"
    MALFORMED = "tidak terbaca"


UNMEASURED = ("-", "belum diukur")
"""Words of a cell that say nobody has measured yet; a quoted 0 may stand for them (LK324)."""
BAD = (Standing.WRONG, Standing.MISLABELLED, Standing.SHIFTED, Standing.FOLLOWS)
"""Standings of a figure that does not hold."""


@dataclass(slots=True)
class Judgement:
    """Standing of one quotation, the value it should have, and the quotations it follows from."""

    standing: Standing
    expected: Sight | None = None
    causes: tuple[Quote, ...] = ()
    really: str = ""
    """The besaran whose figure is printed instead, for a figure of another column."""


def agreed(q: Quote, sight: Sight) -> bool | None:
    """True or False; None when the two cannot be compared (a score against a predicate)."""
    v = q.value
    if q.direction is not None:
        return q.direction == {"naik": 1, "turun": -1, "tetap": 0}.get(str(sight.value))
    if isinstance(sight.value, str):
        return _word_agrees(q, sight.value)
    if q.every is not None and sight.below is not None:
        whole = sight.value == sight.below
        return whole is q.every
    if v.number is None:
        return sight.value == 0 if v.state is State.BELUM else None
    if q.besaran in COUNT:
        return agrees(v.number, v.decimals, sight.value) and (v.denominator is None or sight.below is None or v.denominator == sight.below)
    if sight.below is not None:
        return _ratio_agrees(v, sight.value, sight.below)
    if v.denominator is not None:
        return _share_agrees(v, sight, percent=sight.look == "persen" and q.besaran not in PERCENT)
    if sight.look == "rasio":
        return any(agrees(v.number, v.decimals, x) for x in ((100 * sight.value,) if v.percent else (sight.value, 100 * sight.value)))
    if agrees(v.number, v.decimals, sight.value):
        return True
    return sight.low is not None and sight.high is not None and agrees_interval(v.number, v.decimals, sight.low, sight.high)


def _word_agrees(q: Quote, word: str) -> bool | None:
    v = q.value
    if v.number is not None and v.predicate is None and word in UNMEASURED:
        return None if v.number == 0 else False
    if v.predicate is not None:
        return v.predicate.casefold() == word.casefold()
    if v.state is not None:
        return normal(q.text) == normal(word) or (v.state is State.BELUM and word in UNMEASURED)
    if v.text is not None:
        return normal(v.text) == normal(word)
    return None


def _ratio_agrees(v: Value, value: Fraction, below: Fraction) -> bool:
    """`4:18`, 4 (Desa), 0,22 or 22 % against 4 of 18."""
    assert v.number is not None
    if v.denominator is not None:
        return (v.number == value and v.denominator == below) or (v.denominator != 0 and below != 0 and v.number / v.denominator == value / below)
    if v.percent:
        return agrees(v.number, v.decimals, 100 * value / below)
    return agrees(v.number, v.decimals, value) or (v.decimals > 0 and agrees(v.number, v.decimals, value / below))


def _share_agrees(v: Value, sight: Sight, *, percent: bool) -> bool:
    """`8:18` or `8 dari 18` against 44,44 %."""
    assert v.number is not None
    if not v.denominator or not percent or isinstance(sight.value, str):
        return False
    return agrees(sight.value, sight.decimals, 100 * v.number / v.denominator)


def best(q: Quote, sights: list[Sight]) -> bool | None:
    """True when any value agrees, False when some can be compared and none does, None when none can be compared."""
    told = [agreed(q, s) for s in sights]
    return True if True in told else False if False in told else None
