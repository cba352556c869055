"""Outputs of budget rows: the row itself and the `keluaran` rows below it, and how far each has come (the rules LK122, LK317 to LK320 share this)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from lkjip_xl.check import Check, CheckRow
from lkjip_xl.quotes.text import made_once
from lkjip_xl.rules._budget import Node
from lkjip_xl.rules._figures import printed
from lkjip_xl.spec.types import Look
from lkjip_xl.values import interval


def outputs(check: Check, node: Node) -> list[CheckRow]:
    """The row of a node and its `keluaran` rows, in sheet order."""
    further: dict[int, list[CheckRow]] = made_once(check, "_outputs", _further)
    return [node.row, *further.get(node.row.index, ())]


def _further(check: Check) -> dict[int, list[CheckRow]]:
    found: dict[int, list[CheckRow]] = defaultdict(list)
    owner = -1
    for row in check.rows("Anggaran"):
        if row.text("level").casefold() != "keluaran":
            owner = row.index
        elif owner >= 0:
            found[owner].append(row)
    return found


@dataclass(frozen=True, slots=True)
class Progress:
    """How far one output has come of its target of the year, as fractions; two figures where quarters may be added up or run on."""

    row: CheckRow
    low: Fraction
    high: Fraction
    own_target: bool
    """False for a percentage that was typed without a target."""


def progress(check: Check, row: CheckRow) -> Progress | None:
    """Progress of an output over the year; None when it has none."""
    target = row.number("k_t")
    if target is None:
        return _typed(check, row)
    if target <= 0:
        return None
    reached = list(_reached(check, row))
    if not reached:
        return None
    low = min(a for a, _ in reached) / target
    high = max(b for _, b in reached) / target
    return Progress(row, low, high, own_target=True)


def _reached(check: Check, row: CheckRow) -> Iterator[tuple[Fraction, Fraction]]:
    """What was reached so far, with the room that its rounding leaves: of the year, or of the quarters added up and of the last one."""
    keys = ["k_r"] if check.annual and row.number("k_r") is not None else [f"k_r{k}" for k in range(1, check.quarter + 1)]
    known = [(v, row.value(k).decimals) for k in keys if (v := row.number(k)) is not None]
    if known:
        yield _room(*known[-1])
    if len(known) > 1:
        yield _room(sum((v for v, _ in known), Fraction(0)), max(d for _, d in known))


def _room(value: Fraction, decimals: int) -> tuple[Fraction, Fraction]:
    return (value, value) if decimals <= 0 else interval(value, decimals)


def _typed(check: Check, row: CheckRow) -> Progress | None:
    """A capaian of the output typed over its formula, without a target."""
    cell = row.raw("k_capaian") if ("Anggaran", row.index, "k_capaian") in check.verdicts.marks else None
    figure = printed(cell, Look.PERCENT) if cell is not None else None
    if figure is None:
        return None
    low, high = _room(*figure)
    return Progress(row, low / 100, high / 100, own_target=False)
