"""Scales of predicates: the official ones from `data/skala.toml`, and the rows of a scale as a report prints it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cache, lru_cache
from importlib.resources import files

from lkjip_xl.quotes.text import normal
from lkjip_xl.values import Kind, interval, parse_printed


@dataclass(frozen=True, slots=True)
class Grade:
    """One class of an official scale."""

    letter: str
    names: tuple[str, ...]
    low: Fraction
    included: bool

    def starts(self, value: Fraction) -> bool:
        """Is a value at or above the lower bound."""
        return value >= self.low if self.included else value > self.low


@dataclass(frozen=True, slots=True)
class Scale:
    """One official scale, best class first."""

    name: str
    source: str
    words: tuple[str, ...]
    least: Fraction
    most: Fraction
    grades: tuple[Grade, ...]

    def grade(self, word: str) -> Grade | None:
        """The class that a letter or a word names."""
        wanted = normal(word)
        return next((g for g in self.grades if wanted in (normal(g.letter), *map(normal, g.names))), None)

    def of(self, value: Fraction) -> Grade | None:
        """The class of an exact value, None outside the scale."""
        return next((g for g in self.grades if g.starts(value)), None) if self.least <= value <= self.most else None

    def may_be(self, value: Fraction, decimals: int) -> set[str]:
        """Letters of the classes that a printed value may belong to: below two decimals it may be a rounding of a neighbour."""
        found = {g.letter for g in (self.of(value),) if g is not None}
        if decimals < 2 and value.denominator != 1:
            found |= {g.letter for end in interval(value, max(0, decimals)) if (g := self.of(end)) is not None}
        return found

    def bounds(self, grade: Grade) -> str:
        """`76,61 – 88,30` in the words of the scale: from which value on a class counts."""
        sign = "mulai" if grade.included else "di atas"
        return f"{sign} {float(grade.low):g}".replace(".", ",")


@cache
def scales() -> tuple[Scale, ...]:
    """The official scales."""
    data = tomllib.loads(files("lkjip_xl").joinpath("data/skala.toml").read_text(encoding="utf-8"), parse_float=Decimal)
    return tuple(
        Scale(
            s["nama"], s["sumber"], tuple(s["kata"]), Fraction(s["bawah"]), Fraction(s["atas"]),
            tuple(Grade(k["predikat"], tuple(k["sebutan"]), Fraction(k["dari"]), k["termasuk"]) for k in s["kelas"]),
        )
        for s in data["skala"]
    )


_WORDS = re.compile(r"[^\W_]+")


def scale_of(declared: str, name: str, score: Fraction | None = None) -> Scale | None:
    """The scale of an indikator: the one declared in Renstra, else the one its name tells; of two ranges the one that holds the score."""
    folded = f" {' '.join(_WORDS.findall(name.casefold()))} "
    wanted = declared or next((s.name for s in scales() if any(f" {w} " in folded for w in s.words)), "")
    same = [s for s in scales() if s.name == wanted]
    return next((s for s in same if score is not None and s.least <= score <= s.most), same[0] if same and score is None else None)


_LETTER_FIRST = re.compile(r"^\s*(?:(?:predikat|nilai|kategori|mutu)\s+)?([A-Za-z]+(?:\s+[A-Za-z]+)*)\s*[.:]?\s*[(/=]\s*(?:nilai\s+)?([\d.,]+)\s*\)?\s*\.?$", re.IGNORECASE)
_SCORE_FIRST = re.compile(r"^\s*([\d.,]+)\s*[(/=]\s*(?:(?:predikat|kategori|mutu)\s+)?([A-Za-z]+(?:\s+[A-Za-z]+)*)\s*\)?\s*\.?$", re.IGNORECASE)
_ALONE = re.compile(r"^\s*[“\"'(]?\s*(?:.*\b(?:predikat|nilai|kategori|mutu)\s+)?([A-Za-z]+(?:\s+[A-Za-z]+)*)\s*[”\"')]?\s*(?:\([A-Za-z ]+\))?\.?$", re.IGNORECASE)


@lru_cache(1024)
def graded(text: str) -> tuple[str, Fraction | None, int]:
    """Predicate, score and its decimals of `B (64,59)`, `64,59 (B)`, `Baik` or `B`; ("", None, 0) when the text is nothing of the kind."""
    if len(text) > _LONGEST:
        return "", None, 0
    for pattern, word, number in ((_LETTER_FIRST, 1, 2), (_SCORE_FIRST, 2, 1)):
        found = pattern.match(text)
        if found:
            read = parse_printed(found[number].strip(".,"), Kind.ANGKA)
            return (found[word], read.number, read.decimals) if read.number is not None else ("", None, 0)
    alone = _ALONE.match(text)
    return (alone[1], None, 0) if alone else ("", None, 0)


_LONGEST = 120
"""Longer texts are no bounds and no predicates."""


@dataclass(frozen=True, slots=True)
class Band:
    """The bounds of one printed class; None is open."""

    low: Fraction | None
    low_in: bool
    high: Fraction | None
    high_in: bool
    decimals: int

    def holds(self, value: Fraction) -> bool:
        """Does a value lie within the bounds."""
        above = self.low is None or value > self.low or (self.low_in and value == self.low)
        return above and (self.high is None or value < self.high or (self.high_in and value == self.high))


_NUM = r"\d[\d.]*(?:,\d+)?|\d+\.\d+"
_TOKEN = re.compile(
    rf"(?P<num>{_NUM})|(?P<ge>>=|=>|≥|⩾|minimal|paling\s+rendah|sekurang-kurangnya|mulai(?:\s+dari)?)|(?P<le><=|=<|≤|⩽|maksimal|paling\s+tinggi)|"
    r"(?P<gt>>|lebih\s+(?:besar\s+)?dari|di\s?atas)|(?P<lt><|kurang\s+dari|lebih\s+kecil\s+dari|di\s?bawah)|(?P<eq>=|sama\s+dengan)|(?P<up>ke\s*atas)|(?P<down>ke\s*bawah)|"
    r"(?P<to>s\.?\s?/?\s?d\.?(?!\w)|sampai(?:\s+dengan)?|hingga|-|–|—|…|\.\.+)|(?P<join>dan|atau|,|;|&)|(?P<var>capaian|nilai|skor|x|n)|(?P<unit>%|persen|poin)|(?P<space>\s+)",
    re.IGNORECASE,
)


def _tokens(text: str) -> list[tuple[str, str]] | None:
    """Words of a bounds text; None when something else stands there."""
    found, at = [], 0
    text = re.sub(r"[()\[\]]", " ", text.strip().rstrip("."))
    while at < len(text):
        m = _TOKEN.match(text, at)
        if m is None:
            return None
        kind = str(m.lastgroup)
        if kind not in ("space", "unit", "var"):
            found.append((kind, m[0]))
        at = m.end()
    return found


@lru_cache(1024)
def band(text: str) -> Band | None:
    """Bounds as printed: `91 <= 100`, `70% < 100%`, `>= 100%`, `85 ke atas`, `76 - 90`, `> 0,491 dan ≤ 0,601`; None when they cannot be told."""
    tokens = _tokens(text) if len(text) <= _LONGEST else None
    if not tokens:
        return None
    numbers = [parse_printed(t, Kind.ANGKA) for kind, t in tokens if kind == "num"]
    values = [v.number for v in numbers]
    if not 1 <= len(values) <= 2 or None in values:
        return None
    decimals = max(v.decimals for v in numbers)
    kinds = [k for k, _ in tokens if k != "join"]
    figures = [v for v in values if v is not None]
    return _single(kinds, figures[0], decimals) if len(figures) == 1 else _double(kinds, figures[0], figures[1], decimals)


def _single(kinds: list[str], value: Fraction, decimals: int) -> Band | None:
    others = [k for k in kinds if k != "num"]
    if not others or others == ["eq"]:
        return Band(value, True, value, True, decimals)
    if len(others) == 2 and set(others) in ({"gt", "eq"}, {"ge", "eq"}):
        others = ["ge"]
    if len(others) == 2 and set(others) in ({"lt", "eq"}, {"le", "eq"}):
        others = ["le"]
    if len(others) != 1:
        return None
    sign = others[0]
    behind = kinds[0] == "num"
    if sign == "up" or (sign == "ge" and not behind) or (sign == "le" and behind):
        return Band(value, True, None, False, decimals)
    if sign == "down" or (sign == "le" and not behind) or (sign == "ge" and behind):
        return Band(None, False, value, True, decimals)
    if sign == "to":
        return None
    upward = (sign == "gt") != behind
    return Band(value, False, None, False, decimals) if upward else Band(None, False, value, False, decimals)


def _double(kinds: list[str], a: Fraction, b: Fraction, decimals: int) -> Band | None:
    if a == b:  # `= 100 atau > 100`
        signs = {k for k in kinds if k != "num"}
        if signs & {"gt", "ge", "up"}:
            return Band(a, True, None, False, decimals)
        return Band(None, False, a, True, decimals) if signs & {"lt", "le", "down"} else Band(a, True, a, True, decimals)
    first, second = kinds.index("num"), len(kinds) - 1 - kinds[::-1].index("num")
    before, between, after = kinds[:first], kinds[first + 1:second], kinds[second + 1:]
    if after:
        return None
    low, high = min(a, b), max(a, b)
    if not before and len(between) == 1:
        return _between(between[0], a < b, low, high, decimals)
    marks = [*before, *[k for k in between if k != "to"]]
    if len(marks) == 2 and before and set(marks) <= {"gt", "ge", "lt", "le"}:
        marked = dict(zip((a, b), marks, strict=True))
        if marked[low] in ("gt", "ge") and marked[high] in ("lt", "le"):
            return Band(low, marked[low] == "ge", high, marked[high] == "le", decimals)
    if len(marks) == 1 and before and a < b and marks[0] in ("gt", "ge"):  # `> 90 - 100`
        return Band(a, marks[0] == "ge", b, True, decimals)
    if not before and len(marks) == 2 and a < b and set(marks) <= {"lt", "le"}:  # `91 ≤ x ≤ 100`
        return Band(a, marks[0] == "le", b, marks[1] == "le", decimals)
    if not before and len(marks) == 1 and "to" in between and a < b and marks[0] in ("lt", "le"):  # `75 - <90`, `70 s.d. < 100`
        return Band(a, True, b, marks[0] == "le", decimals)
    return None


def _between(sign: str, rising: bool, low: Fraction, high: Fraction, decimals: int) -> Band | None:
    if sign == "to" or (sign == "le" and rising) or (sign == "ge" and not rising):
        return Band(low, True, high, True, decimals)
    if (sign == "lt" and rising) or (sign == "gt" and not rising):
        return Band(low, True, high, False, decimals)
    return None


def edges(bands: Sequence[Band]) -> list[Band]:
    """Bands from the lowest to the highest."""
    floor, ceiling = Fraction(-10**9), Fraction(10**9)
    return sorted(bands, key=lambda b: (floor if b.low is None else b.low, ceiling if b.high is None else b.high))
