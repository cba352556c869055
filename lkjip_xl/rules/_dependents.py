"""What follows from a figure typed over its formula: typed results beside it and quotations, so that one mistake is told once."""

from __future__ import annotations

from collections import defaultdict

from lkjip_xl.check import Check
from lkjip_xl.engine import CellKey
from lkjip_xl.quotes import Standing as Quoted
from lkjip_xl.quotes import ledger
from lkjip_xl.quotes.text import made_once
from lkjip_xl.rules._arithmetic import expected


def dependents(check: Check, key: CellKey, followers: dict[CellKey, str]) -> tuple[str, ...]:
    """Addresses of what is right only if this figure were: `followers` (typed cells known to follow, with their address) and quotations."""
    return tuple(dict.fromkeys((*(address for cell, address in followers.items() if cell != key and key in _read_by(check, cell)), *made_once(check, "_followed", _quoted).get(key, ()))))


def _read_by(check: Check, cell: CellKey) -> frozenset[CellKey]:
    """Cells that a formula would read, figures typed over other formulas among them."""
    origins = check.stored_origins
    with origins.tracing() as read:
        expected(origins, cell)
    return frozenset(read)


def _quoted(check: Check) -> dict[CellKey, list[str]]:
    """Cells typed over a formula, with the quotations that print what follows from them."""
    book = ledger(check)
    found: dict[CellKey, list[str]] = defaultdict(list)
    for q in book.quotes:
        judged = book.judged.get(q.row.index)
        if judged is not None and judged.standing is Quoted.FOLLOWS and not judged.causes:
            for cell in book.sources(q, origins=check.stored_origins):
                if cell in check.verdicts.marks:
                    found[cell].append(q.address)
    return dict(found)
