"""The office that a seed draws: place, period, plan, and for each indikator targets, earlier years, quarters and result.

A figure is drawn once and everything else follows from it, so that all sheets agree. `Figures` knows how each jenis nilai moves.
"""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any

from realistic_stock import AIM_MEASURES, AIMS, GOALS, HEADS, KABUPATEN, TAILS, Goal, Measure

from lkjip_xl.model import Raw
from lkjip_xl.profile import Profile, available, load
from lkjip_xl.spec.lists import PREDICATES

PERIODS = ("TAHUNAN", "TW I", "TAHUNAN", "TW II", "TAHUNAN", "TW III", "TAHUNAN", "TW IV")
OLD_UNTIL = 2020
"""Last budget year of the structure program > kegiatan."""
NOT_YET = "-"
MOST = 8
"""Indikator in a PK."""


@dataclass(slots=True)
class Past:
    """One earlier year of an indikator."""

    year: int
    target: Raw
    result: Raw
    whole: int


@dataclass(slots=True)
class Item:
    """One indikator with all its figures."""

    id: str
    parent: str
    measure: Measure
    seksi: str
    goal: Goal | None
    isi: str
    gabung: str
    whole: int
    """Second term of a rasio; what a percent is a part of."""
    years: list[Raw] = field(default_factory=list)
    """Targets of the plan, first year first."""
    baseline: Raw = ""
    past: list[Past] = field(default_factory=list)
    target: Raw = ""
    murni: Raw = ""
    """Target of the PK before its change; equal to `target` where that did not change."""
    targets: list[Raw] = field(default_factory=list)
    results: list[Raw] = field(default_factory=list)
    """Quarters of the whole year; a quarterly report shows only those up to its own."""
    counts: list[int] = field(default_factory=list)
    """Pembilang behind the quarters of a percent or rasio."""
    result: Raw = ""
    note: str = ""
    promised: bool = True


@dataclass(slots=True)
class World:
    """Everything that is true of one office in one year."""

    rng: random.Random
    profil: Profile
    periode: str
    year: int
    first: int
    last: int
    kecamatan: str
    kabupaten: str
    neighbours: list[str]
    villages: list[str]
    changed: bool
    """The budget was changed during the year."""
    pk_changed: bool
    aims: list[tuple[str, str]] = field(default_factory=list)
    goals: list[tuple[str, str, Goal]] = field(default_factory=list)
    """Id, id of the tujuan, and the sasaran itself."""
    items: list[Item] = field(default_factory=list)

    @property
    def annual(self) -> bool:
        return self.periode == "TAHUNAN"

    @property
    def quarter(self) -> int:
        return 4 if self.annual else PERIODS_IN_ORDER.index(self.periode) + 1

    @property
    def old(self) -> bool:
        return self.year <= OLD_UNTIL

    @property
    def office(self) -> str:
        return f"Kecamatan {self.kecamatan}"

    @property
    def promised(self) -> list[Item]:
        return [i for i in self.items if i.promised]

    def chance(self, share: float) -> bool:
        return self.rng.random() < share


PERIODS_IN_ORDER = ("TW I", "TW II", "TW III", "TW IV")


def number(value: float | Decimal, decimals: int, *, cut: bool = False) -> Raw:
    """A figure with so many decimals at most, as an int where it is whole."""
    step = Decimal(1).scaleb(-decimals)
    rounded = Decimal(str(value)).quantize(step, rounding=ROUND_DOWN if cut else ROUND_HALF_UP)
    return int(rounded) if rounded == rounded.to_integral_value() else rounded.normalize()


def share(count: int, whole: int, decimals: int = 2, *, cut: bool = False) -> Raw:
    """A part of a whole as percent."""
    return number(Decimal(100 * count) / Decimal(whole), decimals, cut=cut)


def dec(value: Raw) -> Decimal:
    assert isinstance(value, (int, Decimal))
    return Decimal(value)


def exact(value: Raw) -> Fraction:
    """A typed number as the engine sees it."""
    return Fraction(dec(value))


@dataclass(slots=True)
class Figures:
    """Draws the figures of one indikator."""

    world: World
    item: Item
    decimals: int = 2
    cut: bool = False

    @property
    def up(self) -> bool:
        return self.item.measure.arah == "naik"

    def uniform(self, low: float, high: float) -> float:
        return self.world.rng.uniform(low, high)

    def plan(self, years: int) -> list[Raw]:
        """Targets of the plan: never easier from year to year."""
        m, rng = self.item.measure, self.world.rng
        if m.jenis == "predikat":
            ranks = _steps(rng, rng.randint(2, 3), (0, 0, 1), years, 5)
            return [PREDICATES[r] for r in ranks]
        if m.jenis == "rasio":
            return list(_steps(rng, rng.randint(1, max(1, self.item.whole // 2)), (0, 1, 1, 2), years, self.item.whole))
        if m.jenis == "persen" and self.up:
            return list(_steps(rng, rng.choice((50, 60, 70, 75, 80, 90, 100)), (0, 0, 5, 5, 10), years, 100))
        if m.jenis == "persen":
            return [max(2, v) for v in _steps(rng, rng.randint(7, 12), (0, -1, -1), years, 100)]
        size = m.high - m.low
        start = self.uniform(m.low, m.low + size / 2) if self.up else self.uniform(m.low + size / 2, m.high)
        values = [start]
        for _ in range(years - 1):
            values.append(values[-1] + (1 if self.up else -1) * self.uniform(0, size / 10))
        places = 0 if m.jenis == "angka" and m.decimals == 0 else rng.choice(range(m.decimals + 1)) if m.high > 10 else m.decimals
        return [number(v, places) for v in values]

    def near(self, goal: Raw, way: str, whole: int) -> Raw:
        """A realisasi that misses, meets or passes a target."""
        m, rng = self.item.measure, self.world.rng
        if m.jenis == "predikat":
            rank = PREDICATES.index(str(goal)) + {"kurang": -1, "lebih": 1, "jauh": 1}.get(way, 0)
            return PREDICATES[min(6, max(0, rank))]
        factor = {"tepat": 1.0, "kurang": self.uniform(0.72, 0.985), "lebih": self.uniform(1.002, 1.09), "jauh": self.uniform(1.3, 2.6)}[way]
        factor = factor if self.up else max(0.4, 2 - factor)
        if m.jenis == "rasio":
            return min(whole, max(1, round(int(dec(goal)) * factor) + (way == "lebih") - (way == "kurang" and dec(goal) > 2)))
        if m.jenis == "persen":
            return self.part(round(float(dec(goal)) * factor * whole / 100), whole)
        if m.jenis == "angka" and m.decimals == 0:
            return max(0, round(int(dec(goal)) * factor))
        limit = (factor - 1) * (0.35 if m.jenis == "indeks" else 1)
        return number(dec(goal) * Decimal(str(1 + limit)), max(m.decimals, 1), cut=rng.random() < 0.3) if way != "tepat" else goal

    def part(self, count: int, whole: int) -> Raw:
        """Percent of a count, as this office writes it."""
        return share(min(whole, max(0, count)), whole, self.decimals, cut=self.cut)

    def before(self, goal: Raw, whole: int) -> Raw:
        """A realisasi of last year that does not make this year's target look easy."""
        for way in ("kurang", "tepat"):
            if way == "kurang" and self.world.chance(0.3):
                continue
            found = self.near(goal, way, whole)
            if self.reaches(goal, found):
                return found
        if self.item.measure.jenis != "persen":
            return goal
        count = dec(goal) * whole / 100
        return self.part(math.floor(count) if self.up else math.ceil(count), whole)

    def reaches(self, goal: Raw, other: Raw) -> bool:
        """Is `goal` at least as good as `other`."""
        if isinstance(goal, str) or isinstance(other, str):
            return PREDICATES.index(str(goal)) >= PREDICATES.index(str(other))
        return dec(goal) >= dec(other) if self.up else dec(goal) <= dec(other)


def _steps(rng: random.Random, start: int, steps: Sequence[int], years: int, most: int) -> list[int]:
    values = [min(start, most)]
    for _ in range(years - 1):
        values.append(min(most, max(0, values[-1] + rng.choice(steps))))
    return values


def draw_world(seed: int, attempt: int) -> World:
    """Place, period and plan of a seed, without figures yet."""
    rng = random.Random(f"lkjip {seed} {attempt}")
    profil, periode = load(available()[seed % len(available())]), PERIODS[seed % len(PERIODS)]
    year, years = rng.randint(2018, 2026), rng.randint(3, 6)
    first = year - rng.randrange(years)
    names = _names(rng, 6)
    late = periode in ("TAHUNAN", "TW III", "TW IV")
    changed = late and rng.random() < 0.55
    world = World(
        rng, profil, periode, year, first, first + years - 1, names[0], profil.kabupaten or rng.choice(KABUPATEN), names[1 : rng.randint(3, 6)],
        _names(rng, rng.randint(7, 14)), changed, late and (changed or rng.random() < 0.15) and rng.random() < 0.7)
    _draw_plan(world)
    return world


def _names(rng: random.Random, count: int) -> list[str]:
    every = [f"{head} {tail}" for head in HEADS for tail in TAILS]
    return rng.sample(every, count)


def _draw_plan(world: World) -> None:
    """Tujuan, sasaran and their indikator, two to eight in the PK."""
    rng = world.rng
    wanted = rng.randint(2, MOST)
    aims = rng.sample(AIMS, rng.choice((1, 1, 2)))
    world.aims = [(f"T{n}", text) for n, text in enumerate(aims, 1)]
    for n, goal in enumerate(rng.sample(GOALS, min(len(GOALS), max(len(aims), rng.randint(2, 5)))), 1):
        room = wanted - len(world.items)
        if room <= 0 and n > len(aims):
            break
        aim = world.aims[(n - 1) % len(aims)][0]
        world.goals.append((f"S{n}", aim, goal))
        for k, measure in enumerate(rng.sample(goal.measures, min(max(1, room), rng.randint(1, min(3, len(goal.measures))))), 1):
            world.items.append(_item(world, f"IK{n}.{k}", f"S{n}", measure, goal.seksi, goal))
    world.goals.sort(key=lambda g: g[1])
    for n, (id_, _) in enumerate(world.aims, 1):
        if world.chance(0.4):
            measure = rng.choice(AIM_MEASURES) if n == 1 else AIM_MEASURES[0]
            item = _item(world, f"IT{n}", id_, measure, "Sekretariat", None)
            item.promised = world.chance(0.3) and len(world.promised) < MOST
            world.items.append(item)
    if len(world.aims) == 2 and sum(i.goal is None and i.measure is AIM_MEASURES[0] for i in world.items) == 2:
        world.items.pop()


def _item(world: World, id_: str, parent: str, measure: Measure, seksi: str, goal: Goal | None) -> Item:
    isi, gabung = world.rng.choice(measure.cara)
    counted = measure.bukti == "daftar"
    whole = len(world.villages) if counted else world.rng.randint(int(measure.low), int(measure.high)) if measure.jenis == "persen" else 1
    return Item(id_, parent, measure, seksi, goal, isi, gabung, whole)


def plain(row: dict[str, Any]) -> dict[str, Any]:
    """A row without its blank cells."""
    return {k: v for k, v in row.items() if v not in ("", None)}
