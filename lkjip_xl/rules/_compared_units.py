"""Units that the report compares itself with, under another name than in the sheet Pembanding (LK604)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from lkjip_xl.check import CheckRow
from lkjip_xl.engine import fold
from lkjip_xl.findings import Severity
from lkjip_xl.quotes import Ledger, Quote, normal
from lkjip_xl.quotes.judge import best
from lkjip_xl.quotes.names import words_of
from lkjip_xl.quotes.wording import difference
from lkjip_xl.rules._quoted import addresses
from lkjip_xl.rules.rule import Hit

_KINDS = frozenset({"kecamatan", "kelurahan", "desa", "dinas", "badan", "kabupaten", "kota"})
_ENOUGH = 2
"""Printed figures that must be those of the other unit when the names have only the kind of the unit in common."""


def units_off(book: Ledger) -> Iterator[Hit]:
    """Printed rows of a unit that Pembanding has not, with the very figures of one it has and the report does not print."""
    groups: dict[tuple[object, ...], list[Quote]] = defaultdict(list)
    for q in book.quotes:
        if q.peran == "pembanding" and q.line and q.is_figure and len(q.thing.ids) == 1 and not q.thing.rest:
            groups[(*q.printed_row, fold(q.thing.ids[0]), q.year)].append(q)
    printed: dict[object, set[str]] = defaultdict(set)
    for _, line, id_, _ in groups:
        printed[id_].add(str(line))
    told: set[tuple[str, int]] = set()
    for (_, _, id_, _), group in groups.items():
        first = group[0]
        if any(book.sights(q, book.check.truth) for q in group):
            continue
        for row in book.check.rows("Pembanding"):
            unit = row.text("pihak")
            same_row = fold(row.text("id")) == id_ and row.text("macam") == "unit lain" and row.number("tahun") == (first.year or book.check.year)
            if unit and same_row and (first.line, row.index) not in told and not any(_names(unit, line) for line in printed[id_]) and _of(book, group, unit):
                told.add((first.line, row.index))
                yield _hit(group, row)


def _names(unit: str, line: str) -> bool:
    return normal(unit) in line or line in normal(unit)


def _of(book: Ledger, group: list[Quote], unit: str) -> bool:
    """Are all printed figures those of this unit, and the names nearly alike or the figures many enough."""
    known = [best(replace(q, line=unit), book.sights(replace(q, line=unit), book.check.truth)) for q in group]
    if False in known or True not in known:
        return False
    return _near(group[0].line, unit) or known.count(True) >= _ENOUGH


def _near(a: str, b: str) -> bool:
    """Do two names differ in a single word and have another one than the kind of unit in common."""
    x, y = words_of(a), words_of(b)
    common = {w for w in x if w in y} - _KINDS
    if len(x) == len(y):
        return bool(common) and sum(v != w for v, w in zip(x, y, strict=True)) == 1
    return bool(common) and abs(len(x) - len(y)) == 1


def _hit(group: list[Quote], row: CheckRow) -> Hit:
    first, unit = group[0], row.text("pihak")
    return Hit(
        replace(first.row_spot("baris", first.line), subject=f"{first.place}: unit {first.thing.text}"),
        f"{first.table}: unit pembanding {first.thing.text} tercetak \"{first.line}\", di lembar Pembanding \"{unit}\" ({difference(first.line, unit)}); angkanya sama.", found=first.line,
        expected=unit, severity=Severity.WARNING, related=(row.address("pihak"), *addresses(group)), uses=(row.cell("pihak"),))
