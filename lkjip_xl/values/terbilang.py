"""Amounts in Indonesian words, as documents write them behind the figures."""

from fractions import Fraction

__all__ = ["terbilang"]

_ONES = ("nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan")
_GROUPS = ((10**15, "kuadriliun"), (10**12, "triliun"), (10**9, "miliar"), (10**6, "juta"), (1000, "ribu"))


def terbilang(amount: Fraction | int) -> str:
    """Return `tiga juta seribu lima ratus` for 3001500; a fraction is rounded half up to whole units."""
    exact = Fraction(amount)
    whole = (2 * abs(exact).numerator + exact.denominator) // (2 * exact.denominator)
    return f"minus {_words(whole)}" if exact < 0 and whole else _words(whole)


def _words(number: int) -> str:
    for size, name in _GROUPS:
        if number >= size:
            many, rest = divmod(number, size)
            head = "seribu" if (size, many) == (1000, 1) else f"{_words(many)} {name}"
            return f"{head} {_words(rest)}" if rest else head
    return _below_thousand(number)


def _below_thousand(number: int) -> str:
    if number >= 100:
        many, rest = divmod(number, 100)
        head = "seratus" if many == 1 else f"{_ONES[many]} ratus"
        return f"{head} {_below_thousand(rest)}" if rest else head
    if number < 10:
        return _ONES[number]
    if number < 20:
        return {10: "sepuluh", 11: "sebelas"}.get(number) or f"{_ONES[number - 10]} belas"
    many, rest = divmod(number, 10)
    return f"{_ONES[many]} puluh {_ONES[rest]}" if rest else f"{_ONES[many]} puluh"
