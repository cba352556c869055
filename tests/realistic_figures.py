"""Figures of every indikator of a world: plan, earlier years, the year's result and the quarters that give it."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from realistic_world import NOT_YET, Figures, Item, Past, World, dec, number, share

from lkjip_xl.model import Raw
from lkjip_xl.spec.lists import PREDICATES

WAYS = ("tepat", "tepat", "lebih", "lebih", "kurang", "kurang", "jauh")


def draw_figures(world: World) -> None:
    """Fill all items."""
    seen = world.rng.randint(1, 5)
    for item in world.items:
        _Draw(world, item).run(seen)
    if world.chance(0.25) and world.items[0].goal is not None and not any(i.parent == "T1" for i in world.items):
        world.items.append(replace(world.items[0], id="IT1", parent="T1", goal=None, promised=False))  # the same indikator on tujuan and sasaran


class _Draw:
    def __init__(self, world: World, item: Item) -> None:
        self.world, self.item, self.rng = world, item, world.rng
        self.f = Figures(world, item, self.rng.choice((2, 2, 2, 1)), self.rng.random() < 0.3)

    def run(self, seen: int) -> None:
        """Targets, past, result, quarters."""
        item, world = self.item, self.world
        item.years = self.f.plan(world.last - world.first + 1)
        item.target = item.murni = item.years[world.year - world.first]
        if world.pk_changed and item.measure.jenis in ("angka", "indeks", "persen") and world.chance(0.35):
            item.murni = self._other_target(item.target)
        self._past(seen)
        if item.measure.nihil and world.chance(0.2):
            item.targets, item.results, item.result, item.note = [item.target] * 4, ["nihil"] * 4, "nihil", item.measure.nihil
            return
        self._year()
        if world.annual:
            self._lift_plan()

    def _lift_plan(self) -> None:
        """A plan that the year's result has overtaken was raised when the Renstra was changed; else LK404 mentions it."""
        item, now = self.item, self.world.year - self.world.first + 1
        item.years[now:] = [t if self.f.reaches(t, item.result) else item.result for t in item.years[now:]]

    def _other_target(self, target: Raw) -> Raw:
        value = dec(target) * Decimal("0.9")
        return number(value, 0 if value > 10 else 1)

    def _past(self, seen: int) -> None:
        item, world, f = self.item, self.world, self.f
        goal = item.target
        for year in range(world.year - 1, world.year - 1 - seen, -1):
            whole = item.whole
            result = f.before(goal, whole)
            planned = item.years[year - world.first] if year >= world.first else self._easier(result)
            item.past.append(Past(year, planned, result, whole))
            # no target was easier than the realisasi of the year before it (LK404)
            goal = planned if f.reaches(result, planned) else result
        start = next((p.result for p in item.past if p.year == world.first - 1), None)
        item.baseline = start if start is not None else f.before(item.years[0], item.whole)

    def _easier(self, result: Raw) -> Raw:
        """A target of a year before the plan, at or near its realisasi."""
        if isinstance(result, str) or self.item.measure.jenis == "rasio" or self.rng.random() < 0.4:
            return max(1, int(dec(result))) if self.item.measure.jenis == "persen" else result
        factor = Decimal(str(round(self.rng.uniform(0.95, 1.04), 3)))
        value = number(dec(result) * factor, 0 if dec(result) > 10 else self.item.measure.decimals)
        return min(100, max(1, int(dec(value)))) if self.item.measure.jenis == "persen" else value if dec(value) > 0 else 1

    def _year(self) -> None:
        item, m, f = self.item, self.item.measure, self.f
        way = self.rng.choice(WAYS)
        result = f.near(item.target, way if m.jenis in ("rasio", "angka") or way != "jauh" else "lebih", item.whole)
        if m.jenis in ("persen", "rasio"):
            self._counted(result)
        elif item.isi == "kumulatif":
            self._cumulative(int(dec(result)))
        elif item.gabung == "jumlah":
            self._sum(int(dec(result)))
        elif item.gabung == "rata-rata":
            self._mean(result)
        else:
            self._last(result)

    def _counted(self, result: Raw) -> None:
        """A part of a whole: the count rises to its end; percent and rasio follow from it."""
        item, rasio = self.item, self.item.measure.jenis == "rasio"
        end = int(dec(result)) if rasio else round(dec(result) * item.whole / 100)
        end = max(1, end)
        start = self.rng.randint(0 if not rasio and item.isi != "kumulatif" else 1, end) if self.f.up else end
        between = sorted(self.rng.randint(start, end) for _ in range(2))
        item.counts = [start, *between, end]
        values: list[Raw] = [c if rasio else self.f.part(c, item.whole) for c in item.counts]
        item.result = values[3]
        if item.isi == "kumulatif":
            item.targets = self._rising(item.target)
            item.results = values
        else:
            self._spread(values)

    def _spread(self, values: list[Raw]) -> None:
        """Position at the end: measured every quarter, twice or once a year; targets flat, or told at the end only."""
        item = self.item
        seen = self.rng.choice(((1, 2, 3, 4), (1, 2, 3, 4), (2, 4), (4,)))
        item.results = [v if k in seen else NOT_YET for k, v in enumerate(values, 1)]
        late = len(seen) == 1 and self.rng.random() < 0.4
        item.targets = [item.target if k == 4 or not late else NOT_YET for k in range(1, 5)]
        if item.measure.nihil and len(seen) == 4 and self.rng.random() < 0.25:
            item.results[0], item.note = "nihil", item.measure.nihil.replace("pada masa ini", "pada Triwulan I")

    def _rising(self, target: Raw) -> list[Raw]:
        """Cumulative targets: four even steps, the last the target itself."""
        whole = dec(target)
        steps: list[Raw] = [max(1, int(whole * k / 4)) for k in range(1, 4)]
        return [*steps, target]

    def _cumulative(self, end: int) -> None:
        item = self.item
        end = max(4, end)
        item.result = end
        item.targets = self._rising(item.target)
        item.results = [*sorted(self.rng.randint(1, end) for _ in range(3)), end]

    def _sum(self, end: int) -> None:
        """Quarters that add up: targets in nearly even parts, results as they came."""
        item, whole = self.item, int(dec(self.item.target))
        base = [whole // 4 + (k < whole % 4) for k in range(4)]
        item.targets = list(base)
        cuts = sorted(self.rng.randint(0, end) for _ in range(3))
        parts = [b - a for a, b in zip([0, *cuts], [*cuts, end], strict=True)]
        even = [end // 4 + (k < end % 4) for k in range(4)]
        item.results = list(parts if self.rng.random() < 0.5 else even)
        item.result = end

    def _mean(self, result: Raw) -> None:
        """Quarters or semesters around the result, which becomes their mean."""
        item, m = self.item, self.item.measure
        base, places = float(dec(result)), max(1, m.decimals)
        seen = (2, 4) if m.bukti == "semester" else (1, 2, 3, 4)
        drawn = {k: number(max(0.5, base * (1 + self.rng.uniform(-0.02, 0.02))), places) for k in seen}
        item.results = [drawn.get(k, NOT_YET) for k in range(1, 5)]
        item.targets = [item.target] * 4
        total = sum((dec(v) for v in drawn.values()), Decimal(0))
        item.result = number(total / len(drawn), 2, cut=self.f.cut)

    def _last(self, result: Raw) -> None:
        """Position at the end of an index, a count or a predikat."""
        item, m = self.item, self.item.measure
        item.result = result
        if isinstance(result, str):
            rank = PREDICATES.index(result)
            earlier: list[Raw] = [PREDICATES[max(0, rank - self.rng.randint(0, 1))]] * 3
        elif m.jenis == "angka":
            earlier = [*sorted(self.rng.randint(max(1, int(dec(result)) // 2), max(1, int(dec(result)))) for _ in range(3))]
        else:
            earlier = [number(dec(result) * Decimal(str(round(self.rng.uniform(0.97, 1.005), 4))), m.decimals or 1) for _ in range(3)]
        if m.bukti in ("resmi", "") or (m.jenis == "indeks" and m.bukti != "semester"):
            late = self.rng.random() < 0.5
            item.results = [NOT_YET] * 3 + [result] if self.rng.random() < 0.7 else [*earlier, result]
            item.targets = [NOT_YET if late and r == NOT_YET else item.target for r in item.results]
        elif m.bukti == "semester":
            item.results, item.targets = [NOT_YET, earlier[1], NOT_YET, result], [item.target] * 4
        else:
            self._spread([*earlier, result])


def count_for(item: Item, quarter: int) -> int:
    """Pembilang behind a percent or rasio at the end of a quarter."""
    return item.counts[quarter - 1] if item.counts else 0


def percent_of(count: int, whole: int) -> Raw:
    """Percent with two decimals."""
    return share(count, whole)
