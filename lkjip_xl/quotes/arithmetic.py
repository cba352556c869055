"""The arithmetic of one printed row: which figures follow from which, and what they give with the figures as printed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from itertools import product

from lkjip_xl.quotes.judge import agreed
from lkjip_xl.quotes.quote import Quote
from lkjip_xl.quotes.sights import Sight
from lkjip_xl.spec.build import capaian
from lkjip_xl.spec.sheets.budget import efficiency
from lkjip_xl.values import Value, angka, interval, poin, rupiah

Work = Callable[[Fraction, Fraction], Fraction | None]
REST = "100-S"
"""Method of efficiency that needs no capaian, but to see whether the policies admit one."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """A derived figure: the two besaran it is made of and how."""

    inputs: tuple[str, str]
    sign: str
    look: str


RECIPES: dict[str, tuple[Recipe, ...]] = {
    "capaian": (Recipe(("realisasi", "target"), ":", "persen"),),
    "kemajuan renstra": (Recipe(("realisasi", "target akhir renstra"), ":", "persen"),),
    "serapan": (Recipe(("realisasi anggaran", "pagu"), ":", "persen"),),
    "sisa": (Recipe(("pagu", "realisasi anggaran"), "−", "rupiah"),),
    "capaian keluaran": (Recipe(("realisasi keluaran", "target keluaran"), ":", "persen"),),
    "realisasi": (Recipe(("pembilang", "penyebut"), ":", "persen"),),
    "persen": (Recipe(("pembilang", "penyebut"), ":", "persen"),),
    "efisiensi": (Recipe(("capaian", "serapan"), "", "rasio"), Recipe(("rata-rata capaian", "serapan"), "", "rasio")),
}


def _quotient(a: Fraction, b: Fraction) -> Fraction | None:
    return 100 * a / b if b else None


@dataclass(frozen=True, slots=True)
class Way:
    """How the policies work out efficiency: the method, and the capaian (as fraction) below which there is none."""

    method: str
    least: Fraction = Fraction(0)


def worker(besaran: str, arah: str, way: Way) -> Work:
    """How two inputs give the derived figure, in printed units."""
    if besaran in ("capaian", "kemajuan renstra"):
        def achieved(r: Fraction, t: Fraction) -> Fraction | None:
            value = capaian(r, t, r, arah or "naik")
            return 100 * value if isinstance(value, Fraction) else None
        return achieved
    if besaran == "efisiensi":
        def efficient(c: Fraction, s: Fraction) -> Fraction | None:
            value = efficiency(way.method, c / 100, s / 100) if c >= 100 * way.least else ""
            return value if isinstance(value, Fraction) else None
        return efficient
    return (lambda p, r: p - r) if besaran == "sisa" else _quotient


def amount(v: Value) -> Fraction | None:
    """The number a printed figure stands for: a:b as quotient."""
    if v.number is None or v.trouble is not None:
        return None
    if v.denominator is not None:
        return v.number / v.denominator if v.denominator else None
    return v.number


def ends(v: Value) -> tuple[Fraction, ...]:
    """The exact values a printed figure may be a rounding of; a whole number and a ratio stand for themselves."""
    number = amount(v)
    if number is None:
        return ()
    rounded = v.denominator is None and (v.decimals < 0 or (v.decimals > 0 and number.denominator != 1))
    return interval(number, v.decimals) if rounded else (number,)


def derive(q: Quote, first: Value, second: Value, recipe: Recipe, arah: str, way: Way) -> Sight | None:
    """What the row's own figures give for `q`; None when they cannot be worked out, or when the policies admit no efficiency."""
    a, b = amount(first), amount(second)
    mixed = (first.denominator is None) != (second.denominator is None)
    if a is None or b is None or (mixed and recipe.inputs[0] == "realisasi"):
        return None
    work = worker(q.besaran, arah, way)
    exact = work(a, b)
    results = [value for x, y in product(ends(first), ends(second)) if (value := work(x, y)) is not None]
    if exact is None or not results:
        return None
    given = [_shown(v, look) for v, look in zip((first, second), _looks(recipe), strict=True)]
    plain = f"{given[0]} {recipe.sign} {given[1]}" if recipe.sign else f"100 % − serapan {given[1]}"
    words = plain if recipe.sign or way.method == REST else f"{way.method} dengan C {given[0]} dan S {given[1]}"
    return Sight(exact, look=recipe.look, words=words, place="baris tercetak", low=min(results), high=max(results))


def _looks(recipe: Recipe) -> tuple[str, str]:
    return ("persen", "persen") if recipe.look == "rasio" else ("rupiah", "rupiah") if "pagu" in recipe.inputs else ("angka", "angka")


def _shown(v: Value, look: str) -> str:
    assert v.number is not None
    if v.denominator is not None:
        return f"({angka(v.number)}:{angka(v.denominator)})"
    return rupiah(v.number) if look == "rupiah" else poin(v.number, max(0, v.decimals)) if v.percent else angka(v.number, max(0, v.decimals))


def fits(q: Quote, sight: Sight) -> bool:
    """Does the printed figure follow from its row (state words and unreadable figures: not judged, True)."""
    told = agreed(q, sight)
    if told is False and sight.look == "rasio" and sight.low is not None and sight.high is not None:
        scale = 100 if q.value.percent else 1
        return agreed(q, Sight(scale * sight.value if isinstance(sight.value, Fraction) else sight.value, low=scale * sight.low, high=scale * sight.high)) is not False
    return told is not False
