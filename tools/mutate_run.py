"""Draws mutations from a seed and runs them, several processes side by side."""

from __future__ import annotations

import random
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from lkjip_xl.pipeline import validate
from lkjip_xl.spec import book
from tools.mutate_base import Base, Cell, Mutation, Outcome, damaged, judge, report
from tools.mutate_inputs import changed, inputs
from tools.mutate_operators import FORMULA, TEXT, UNIT, Operator

KINDS = ("rumus", "teks", "satuan", "terliput", "tidak terliput")
SHARES = {"rumus": 20, "teks": 20, "satuan": 10, "terliput": 38, "tidak terliput": 12}
"""Of a hundred mutations so many of each class."""
PER_BASE = 25
TRIES = 300


def run(count: int, seed: int, jobs: int) -> list[Outcome]:
    """Outcomes of `count` mutations on workbooks of consecutive seeds."""
    units = [(seed + n, seed, min(PER_BASE, count - n * PER_BASE)) for n in range(-(-count // PER_BASE))]
    if jobs <= 1:
        return [outcome for unit in units for outcome in _unit(unit)]
    with ProcessPoolExecutor(jobs) as pool:
        return [outcome for outcomes in pool.map(_unit, units) for outcome in outcomes]


def _unit(unit: tuple[int, int, int]) -> list[Outcome]:
    """All mutations of one workbook."""
    number, seed, count = unit
    with tempfile.TemporaryDirectory(prefix="lkjip-mutasi-") as folder:
        base = Base(number, Path(folder))
        return [judge(base, mutation, Path(folder) / "rusak.xlsx") for mutation in draw(base, random.Random(f"{seed} {number}"), count)]


def draw(base: Base, rng: random.Random, count: int) -> Iterator[Mutation]:
    """Mutations of one workbook: class by share, then column, then row, so that small columns count as much as large ones."""
    cells = _by_column(inputs(base))
    formulas = _by_column(_formula_cells(base))
    for _ in range(count):
        kind = rng.choices(KINDS, [SHARES[k] for k in KINDS])[0]
        mutation = next((m for m in _tries(rng, base, kind, cells, formulas) if m is not None), None)
        if mutation is not None:
            yield mutation


def _by_column(cells: Iterator[Cell]) -> dict[str, list[Cell]]:
    found: dict[str, list[Cell]] = defaultdict(list)
    for cell in cells:
        found[cell.column].append(cell)
    return dict(sorted(found.items()))


def _formula_cells(base: Base) -> Iterator[Cell]:
    """Formula cells of filled rows and of forms."""
    for _, part in book.parts():
        for f in part.fields:
            if f.formula is not None and part.key in book.FORMS:
                yield Cell(part.key, None, f.key)
            elif f.formula is not None:
                yield from (Cell(part.key, i, f.key) for i in range(len(base.rows(part.key))))


def _tries(rng: random.Random, base: Base, kind: str, cells: dict[str, list[Cell]], formulas: dict[str, list[Cell]]) -> Iterator[Mutation | None]:
    for _ in range(TRIES):
        if kind == "rumus":
            yield rng.choice(FORMULA)(rng, base, rng.choice(formulas[rng.choice(list(formulas))]))
        elif kind in ("teks", "satuan"):
            operators: Sequence[Operator] = TEXT if kind == "teks" else UNIT
            operator = rng.choice(operators)
            tried = (operator(rng, base, rng.choice(cells[rng.choice(list(cells))])) for _ in range(TRIES))
            yield next((m for m in tried if m is not None), None)
        else:
            column = rng.choice(list(cells) + ["Kutipan.nilai"] * 12)
            mutation = changed(rng, base, rng.choice(cells.get(column, cells["Renstra.uraian"])))
            yield mutation if mutation is not None and mutation.kind == kind else None


def cross_check(outcomes: Sequence[Outcome], count: int) -> list[tuple[Outcome, Outcome]]:
    """Outcomes again for `count` of the damaged workbooks after LibreOffice recalculated and saved them, in batches of 50."""
    from libreoffice import LibreOffice

    chosen = random.Random("libreoffice").sample(list(outcomes), min(count, len(outcomes)))
    pairs: list[tuple[Outcome, Outcome]] = []
    with tempfile.TemporaryDirectory(prefix="lkjip-mutasi-") as name:
        folder, office = Path(name), LibreOffice()
        bases: dict[int, Base] = {}
        for start in range(0, len(chosen), 50):
            batch = chosen[start : start + 50]
            sources = []
            for n, outcome in enumerate(batch):
                base = bases.setdefault(outcome.seed, Base(outcome.seed, folder))
                sources.append(folder / f"m{start + n}.xlsx")
                damaged(base, outcome.mutation, sources[-1])
            for outcome, saved in zip(batch, office.convert(sources, outdir=folder / f"out{start}"), strict=True):
                again = Outcome(outcome.seed, outcome.profil, outcome.periode, outcome.mutation)
                report(again, bases[outcome.seed].findings, validate(saved).findings)
                pairs.append((outcome, again))
    return pairs
