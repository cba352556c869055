"""Printed parents and totals that are wrong only because rows below them in their table are."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import TYPE_CHECKING

from lkjip_xl.quotes.judge import Standing
from lkjip_xl.quotes.quote import MONEY, Quote
from lkjip_xl.quotes.text import normal

if TYPE_CHECKING:
    from lkjip_xl.quotes.ledger import Ledger


def follow_from_rows(book: Ledger) -> Iterator[tuple[Quote, list[Quote]]]:
    """Wrong amounts of upper rows and totals, with the wrong rows below them that make up the whole difference."""
    tables: dict[tuple[object, ...], list[Quote]] = {}
    for q in book.quotes:
        if q.besaran in MONEY and q.value.number is not None and book.standing(q) is Standing.WRONG and (q.thing.total or len(q.thing.nodes) == 1):
            tables.setdefault((normal(q.table), q.besaran, q.year, q.periode, q.versi), []).append(q)
    for wrong in tables.values():
        for q in wrong:
            below = [o for o in wrong if o is not q and o.thing.nodes and (q.thing.total or q.thing.nodes[0] in book.things.ancestors(o.thing.nodes[0]))]
            lowest = [o for o in below if not any(o.thing.nodes[0] in book.things.ancestors(p.thing.nodes[0]) for p in below)]
            if lowest and _same_gap(book, q, lowest):
                yield q, lowest


def _same_gap(book: Ledger, q: Quote, lowest: list[Quote]) -> bool:
    """Is the figure off by exactly what the rows below it are off."""
    gap = sum((_gaps(book, o)[0] for o in lowest), Fraction(0))
    return gap in _gaps(book, q)


def _gaps(book: Ledger, q: Quote) -> list[Fraction]:
    """Differences to every value of the sheets that may stand for the figure."""
    number = q.value.number
    assert number is not None
    return [number - s.value for s in book.sights(q, book.check.truth) if isinstance(s.value, Fraction)] or [Fraction(0)]
