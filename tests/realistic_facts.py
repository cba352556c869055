"""What is true of a world, as the engine of its own workbook works it out, and how reports print such figures."""

from __future__ import annotations

import random
from fractions import Fraction
from typing import Any

from realistic_budget import Budget
from realistic_world import Item, World, exact

from lkjip_xl.engine import Engine, Row
from lkjip_xl.model import Raw
from lkjip_xl.values import angka

MUTU = ((Fraction("88.31"), "A", "Sangat Baik"), (Fraction("76.61"), "B", "Baik"), (Fraction(65), "C", "Kurang Baik"), (Fraction(0), "D", "Tidak Baik"))
AKIP = ((Fraction(90), "AA"), (Fraction(80), "A"), (Fraction(70), "BB"), (Fraction(60), "B"), (Fraction(50), "CC"), (Fraction(30), "C"), (Fraction(0), "D"))
SCORES = {"AA": "91,40", "A": "82,15", "BB": "74,20", "B": "64,59", "CC": "55,30", "C": "42,00", "D": "21,75"}


class Facts:
    """Computed values of a workbook that is not finished yet: its Kutipan and sentences are made from them."""

    def __init__(self, world: World, budget: Budget, engine: Engine) -> None:
        self.world, self.budget, self.engine = world, budget, engine

    @property
    def rng(self) -> random.Random:
        return self.world.rng

    def row(self, table: str, id_: str) -> Row | None:
        """First row of a table with this id."""
        return self.engine.find(table, "id", id_)

    def cell(self, table: str, id_: str, key: str) -> Any:
        """A cell of that row; "" when there is none."""
        row = self.row(table, id_)
        return "" if row is None else row.get(key)

    def form(self, part: str, key: str) -> Any:
        """A cell of a form."""
        return self.engine.form_get(part, key)

    def capaian(self, item: Item) -> Fraction | None:
        """Capaian of the period, None for a state word."""
        value = self.cell("Pengukuran", item.id, "capaian")
        return value if isinstance(value, Fraction) else None

    def result(self, item: Item) -> Raw:
        """Realisasi of the period as typed."""
        return item.result if self.world.annual else item.results[self.world.quarter - 1]

    def target(self, item: Item) -> Raw:
        """Target of the period as typed."""
        return item.target if self.world.annual else item.targets[self.world.quarter - 1]

    def budget_rows(self, level: str = "") -> list[Row]:
        """Rows of Anggaran, of one level or of all that hold money."""
        return [r for r in self.engine.used("Anggaran") if (r.get("level") == level if level else r.get("level") not in ("keluaran", "unit", "urusan", "bidang"))]

    def supporting(self, item: Item) -> list[Row]:
        """Rows of Anggaran that support an indikator."""
        return [r for r in self.engine.used("Anggaran") if item.id in [r.get(f"mendukung{n}") for n in range(1, 5)]]

    def when(self) -> str:
        """The period as a sentence names it."""
        roman = self.world.periode.removeprefix("TW ")
        return f"tahun {self.world.year}" if self.world.annual else f"Triwulan {roman} tahun {self.world.year}"


def figure(value: Fraction, decimals: int, *, cut: bool = False) -> str:
    """`1.234,56` rounded half up, or cut."""
    if cut:
        scale = 10**decimals
        whole = abs(value) * scale
        value = Fraction(whole.numerator // whole.denominator, scale) * (1 if value >= 0 else -1)
    return angka(value, decimals)


def decimals_of(raw: Raw) -> int:
    """Decimals with which a figure was typed."""
    text = str(raw)
    return len(text.partition(".")[2])


def percent(rng: random.Random, points: Fraction, decimals: int | None = None) -> str:
    """Percentage points as reports print them: 0 to 2 decimals, rounded or cut, no dots for thousands, the sign close or apart."""
    places = rng.choice((2, 2, 2, 1, 0)) if decimals is None else decimals
    return figure(points, places, cut=rng.random() < 0.3).replace(".", "") + rng.choice(("%", "%", " %", ""))


def money(rng: random.Random, amount: Fraction) -> str:
    """Rupiah in the usual shapes."""
    bare = angka(amount, 0)
    sign, bare = ("-", bare[1:]) if bare.startswith("-") else ("", bare)
    return sign + rng.choice((f"Rp{bare}", f"Rp. {bare},-", f"Rp {bare}", f"Rp{bare},00", bare, f"Rp.{bare},00"))


def measured(rng: random.Random, item: Item, value: Raw, whole: int) -> str:
    """A target or realisasi of an indikator as printed: with unit, percent sign, a:b, predikat or score."""
    m = item.measure
    if isinstance(value, str):
        return _word(rng, item, value)
    number = exact(value)
    if m.jenis == "rasio":
        return rng.choice((f"{angka(number)}:{whole}", f"{angka(number)} : {whole}", f"{angka(number)}:{whole}", f"{angka(number)} dari {whole}"))
    if m.jenis == "persen":
        return figure(number, max(decimals_of(value), rng.choice((0, 0, 2)))) + rng.choice(("%", "%", " %", ""))
    if m.jenis == "indeks":
        text = figure(number, max(decimals_of(value), rng.choice((0, 2))))
        return rng.choice((text, text, *(graded(m.skala, number, text) or ())[:1]))
    text = figure(number, decimals_of(value))
    return rng.choice((text, f"{text} {m.benda.split()[0] if m.decimals == 0 else m.satuan.lower()}"))


def _word(rng: random.Random, item: Item, value: str) -> str:
    if item.measure.jenis == "predikat" and value in SCORES:
        return rng.choice((value, value, f"{value} ({SCORES[value]})"))
    return value.capitalize() if value == "nihil" else value


def graded(skala: str, number: Fraction, text: str) -> tuple[str, ...] | None:
    """`B (64,59)` and other ways to print a score with its predicate; None without a scale."""
    if skala == "AKIP":
        grade = next(g for low, g in AKIP if number > low or low == 0)
        return f"{grade} ({text})", f"{text} ({grade})"
    if skala == "mutu pelayanan":
        _, grade, word = next(m for m in MUTU if number >= m[0])
        return f"{grade} ({text})", f"{word} ({text})", f"{text} ({grade})"
    return None
