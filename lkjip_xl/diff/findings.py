"""Findings of two workbooks against each other: gone, new, still there."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import replace

from lkjip_xl.cells import a1, parse_a1
from lkjip_xl.changes import FindingChange, FindingState
from lkjip_xl.diff.books import Books
from lkjip_xl.findings import Finding
from lkjip_xl.spec import book

GONE = " (dahulu)"
"""After the cell of a finding whose row is gone: nothing that stands at this address now is this finding."""


def compare_findings(books: Books, old: Sequence[Finding], new: Sequence[Finding]) -> list[FindingChange]:
    """Every finding of both, new and unchanged ones in the order of the newer workbook, then those that are gone."""
    partner = _pair([_moved(books, f) for f in old], new)
    found: list[FindingChange] = []
    for n, f in enumerate(new):
        if n not in partner:
            found.append(FindingChange(FindingState.NEW, f))
            continue
        before = old[partner[n]]
        state = FindingState.SAME if (before.found, before.expected) == (f.found, f.expected) else FindingState.OTHER
        found.append(FindingChange(state, f, before.place))
    kept = set(partner.values())
    return found + [FindingChange(FindingState.GONE, f, f.place) for m, f in enumerate(old) if m not in kept]


def _pair(old: Sequence[Finding], new: Sequence[Finding]) -> dict[int, int]:
    """Position in the older list by position in the newer one: the same rule at the same cell; where the cell is gone, the same fingerprint."""
    partner: dict[int, int] = {}
    for way, takes in ((_at, lambda _: True), (lambda f: f.fingerprint, lambda f: f.cell.endswith(GONE))):
        waiting: dict[Hashable, list[int]] = {}
        done = set(partner.values())
        for m, f in enumerate(old):
            if m not in done and takes(f):
                waiting.setdefault(way(f), []).append(m)
        for n, f in enumerate(new):
            if n not in partner and waiting.get(way(f)):
                partner[n] = waiting[way(f)].pop(0)
    return partner


def _at(f: Finding) -> Hashable:
    return f.code, f.place, f.column


def _moved(books: Books, f: Finding) -> Finding:
    """A finding of the older workbook at the place that its cell has in the newer one."""
    ours, theirs = books.old.check.layout, books.new.check.layout
    title = next((theirs.sheets[key] for key, name in ours.sheets.items() if name == f.sheet and key in theirs.sheets), f.sheet)
    at = parse_a1(f.cell) if f.cell else None
    cell = books.old.fields.get(f.sheet, {}).get(at) if at is not None else None
    if cell is not None:
        there = books.to_new(cell)
        if there is None or there[2] not in books.keys(there[0]):
            return replace(f, sheet=title, cell=f.cell + GONE)
        return replace(f, sheet=title, cell=books.new.place(there).rpartition("!")[2])
    if at is not None:
        for part, table in ours.tables.items():
            key = next((k for k, col in table.cols.items() if col == at[1]), "") if table.sheet == f.sheet and table.header_row == at[0] else ""
            if key and part in book.TABLES and key in theirs.tables[part].cols:
                return replace(f, sheet=title, cell=a1(theirs.tables[part].header_row, theirs.tables[part].cols[key]))
    return replace(f, sheet=title)
