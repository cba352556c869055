"""Comparing figures, names and budget codes the way a reader of the report would."""

import math
import re
import unicodedata
from fractions import Fraction

__all__ = [
    "agrees",
    "agrees_interval",
    "close",
    "code_canonical",
    "code_parts",
    "interval",
    "meng_folded",
    "normal",
]

_HALF = Fraction(1, 2)
_TOLERANCE = Fraction(1, 10**9)


def _step(decimals: int) -> Fraction:
    """One unit in the last printed place; decimals may be negative."""
    return Fraction(10) ** -decimals


def interval(value: Fraction, decimals: int) -> tuple[Fraction, Fraction]:
    """Return the bounds of the exact values that print as this one, rounded or truncated.

    The bound nearer to zero belongs to them, the farther one does not (for 0 neither does).
    """
    step = _step(decimals)
    if value == 0:
        return -step, step
    if value > 0:
        return value - step * _HALF, value + step
    return value - step, value + step * _HALF


def agrees_interval(printed: Fraction, decimals: int, low: Fraction, high: Fraction) -> bool:
    """Tell whether some exact value in [low, high] prints as `printed`."""
    if (printed / _step(decimals)).denominator != 1:
        return False
    low, high = min(low, high), max(low, high)
    first, last = interval(printed, decimals)
    if printed == 0:
        return high > first and low < last
    if printed > 0:
        return high >= first and low < last
    return high > first and low <= last


def agrees(printed: Fraction, decimals: int, exact: Fraction) -> bool:
    """Tell whether `printed` is `exact` rounded half up, half even or truncated."""
    return agrees_interval(printed, decimals, exact, exact)


def close(a: float | Fraction, b: float | Fraction) -> bool:
    """Tell whether two computed figures are one: within 1e-9, relative or absolute."""
    if a == b:
        return True
    if isinstance(a, float) and isinstance(b, float):
        return math.isclose(a, b, rel_tol=1e-9, abs_tol=1e-9)
    if any(isinstance(x, float) and not math.isfinite(x) for x in (a, b)):
        return False
    left, right = Fraction(a), Fraction(b)
    largest = max(Fraction(1), abs(left), abs(right))
    return bool(abs(left - right) <= _TOLERANCE * largest)


def normal(text: str) -> str:
    """Return the letters and digits of a name, for comparing: no case, spacing or dashes."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    folded = unicodedata.normalize("NFKC", folded)
    return "".join(char for char in folded if char.isalnum())


_WORD = re.compile(r"[^\W\d_]+")
_SUFFIX = re.compile(r"(me\w{3,}?)(?:kannya|kan|nya)")
_PAIRS: dict[str, str] = {
    "terwujudnya": "mewujud",
    "terwujud": "mewujud",
    "terciptanya": "mencipta",
    "tercapainya": "mencapai",
    "terpenuhinya": "memenuhi",
    "terlaksananya": "melaksana",
    "melaksanakan": "melaksana",
    "terselenggaranya": "menyelenggara",
    "tersedianya": "menyedia",
    "terkendalinya": "mengendali",
    "optimalnya": "mengoptimal",
}


def _folded_word(match: re.Match[str]) -> str:
    word = match.group()
    if word in _PAIRS:
        return _PAIRS[word]
    verb = _SUFFIX.fullmatch(word)
    return verb.group(1) if verb else word


def meng_folded(text: str) -> str:
    """Return `normal(text)` with Meningkatkan/Meningkatnya, Mewujudkan/Terwujudnya as one.

    Nouns (Peningkatan, Penyediaan) stay: they name programs, not their results.
    """
    plain = unicodedata.normalize("NFKC", text).casefold()
    return normal(_WORD.sub(_folded_word, plain))


_CODE = re.compile(r"[0-9]{1,9}(?: ?[.|\s-] ?[0-9]{1,9}){0,11}")
_CODE_BREAK = re.compile(r"[^0-9]+")
_CODE_WIDTHS = (1, 2, 2, 1, 2, 4)


def _code_texts(text: str) -> list[str] | None:
    spaced = " ".join(text.split()).strip(" .|")
    if not _CODE.fullmatch(spaced):
        return None
    return _CODE_BREAK.split(spaced)


def code_parts(text: str) -> tuple[int, ...] | None:
    """Return the integer parts of a budget code; equal parts are the same code.

    `07.01.01` equals `7.01.01`, and `7|1|2|2.01|1` equals `7.01.02.2.01.0001`. None if not a code.
    """
    texts = _code_texts(text)
    return None if texts is None else tuple(int(part) for part in texts)


def code_canonical(text: str) -> str | None:
    """Return a code as the nomenclature writes it: `7.01.01.2.01.0001`.

    Longer codes (those of a unit, with more than six parts) keep their digits.
    """
    texts = _code_texts(text)
    if texts is None:
        return None
    if len(texts) > len(_CODE_WIDTHS):
        return ".".join(texts)
    pairs = zip(texts, _CODE_WIDTHS, strict=False)
    return ".".join(str(int(part)).zfill(width) for part, width in pairs)
