"""Pairs that slipped by a row: targets, amounts or parents that belong to the neighbouring row (LK325; LK304 and LK311 are silent on them)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Any, TypeVar

from lkjip_xl.check import Check, CheckRow
from lkjip_xl.engine import UNTYPED
from lkjip_xl.quotes import Likeness, Quote, ledger, likeness, names, normal
from lkjip_xl.quotes.text import made_once
from lkjip_xl.rules._budget import Gap, gaps
from lkjip_xl.rules._yearly import known

T = TypeVar("T")
Neighbours = list[tuple[T, T]]
"""Rows of one run, each with the row whose value it shows."""


def runs(items: Sequence[T], shows: Callable[[T, T], bool | None]) -> Iterator[Neighbours[T]]:
    """Runs of two or more items that show the value of the item before (or all of the item after) and not their own, and pairs that changed places.

    `shows(a, b)` says whether a shows the value of b, None when that cannot be told. An item whose own value is its neighbour's too does not break a run."""
    taken: set[int] = set()
    for step in (-1, 1):
        run: list[int] = []
        for i, item in enumerate(items):
            j = i + step
            near, own = (shows(item, items[j]) if 0 <= j < len(items) else None), shows(item, item)
            if near and own is False:
                run.append(i)
            elif not near:
                yield from _closed(items, run, step, taken)
                run = []
        yield from _closed(items, run, step, taken)
    for i, (a, b) in enumerate(pairwise(items)):
        if shows(a, b) and shows(b, a) and shows(a, a) is False and shows(b, b) is False and not {i, i + 1} & taken:
            taken |= {i, i + 1}
            yield [(a, b), (b, a)]


def _closed(items: Sequence[T], run: list[int], step: int, taken: set[int]) -> Iterator[Neighbours[T]]:
    if len(run) > 1 and not set(run) & taken:
        taken |= set(run)
        yield [(items[i], items[i + step]) for i in run]


def shifted_targets(check: Check) -> list[Neighbours[CheckRow]]:
    """Runs of PK rows whose target is the Renstra target of the row before or after."""
    return made_once(check, "_shifted_targets", _targets)


def _targets(check: Check) -> list[Neighbours[CheckRow]]:
    rows = [r for r in check.rows("PK") if check.by_id("Renstra", r.text("id")) is not None]
    return [run for run in runs(rows, lambda a, b: _shows_target(check, a, b)) if len({_target(a) for a, _ in run}) > 1]


def _shows_target(check: Check, row: CheckRow, other: CheckRow) -> bool | None:
    plan = check.by_id("Renstra", other.text("id"))
    mine, theirs = _target(row), plan.right("target_tahun") if plan is not None else ""
    if not (known(mine) and known(theirs)):
        return None
    if mine is UNTYPED or theirs is UNTYPED:
        return None
    return bool(mine.casefold() == theirs.casefold()) if isinstance(mine, str) and isinstance(theirs, str) else bool(mine == theirs)


def _target(row: CheckRow) -> Any:
    return row.right("target")


def shifted_amounts(check: Check) -> list[Neighbours[Gap]]:
    """Runs of PK programs whose amount is the pagu of the program before or after."""
    return made_once(check, "_shifted_amounts", lambda c: list(runs([g for g in gaps(c) if g.node is not None], _shows_amount)))


def _shows_amount(gap: Gap, other: Gap) -> bool | None:
    return gap.amount == other.pagu if isinstance(other.pagu, Fraction) else None


def shifted_parents(check: Check) -> list[Neighbours[Quote]]:
    """Runs of quoted pairs of one table whose printed parent is that of the row before or after."""
    return made_once(check, "_shifted_parents", _parents)


def _parents(check: Check) -> list[Neighbours[Quote]]:
    book = ledger(check)
    tables: dict[str, list[Quote]] = {}
    for q in book.quotes:
        if q.besaran == "induk" and q.ours and q.thing.known and len(q.thing.ids) + len(q.thing.nodes) == 1:
            tables.setdefault(normal(q.table), []).append(q)
    known_names = names(book)

    def shows(a: Quote, b: Quote) -> bool | None:
        above = known_names.above(b)
        return likeness(a.text, known_names.names_of(above[0])) <= Likeness.VERB if above else None

    return [run for found in tables.values() for run in runs(found, shows)]


def told_elsewhere(check: Check) -> set[tuple[str, int]]:
    """Rows of PK and Program (table and position) that LK325 speaks of."""
    return made_once(check, "_shifted_rows", _rows)


def _rows(check: Check) -> set[tuple[str, int]]:
    found = {("PK", row.index) for run in shifted_targets(check) for row, _ in run}
    return found | {("Program", gap.row.index) for run in shifted_amounts(check) for gap, _ in run}
