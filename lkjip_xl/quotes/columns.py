"""Figures that stand in another column than their own: a row that slipped, a realisasi under the head of capaian."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING

from lkjip_xl.engine import fold
from lkjip_xl.quotes.arithmetic import RECIPES, derive, fits
from lkjip_xl.quotes.judge import Standing, best
from lkjip_xl.quotes.quote import Quote
from lkjip_xl.quotes.sights import Sight
from lkjip_xl.spec.lists import KINDS
from lkjip_xl.values import Kind, parse_printed

if TYPE_CHECKING:
    from lkjip_xl.quotes.ledger import Ledger

_MEASURED = ("target", "realisasi", "capaian")
"""Columns whose figures may have slipped into others, in the order in which tables print them."""
_COLUMNS = (*_MEASURED, "kemajuan renstra", "serapan", "efisiensi")
_PLAIN = (Fraction(0), Fraction(100))
"""Figures that many columns share."""


def as_besaran(book: Ledger, q: Quote, besaran: str) -> bool:
    """Is a printed figure the workbook's own figure of another besaran of that indikator, year and period."""
    jenis = next((r.get("jenis") for i in q.thing.ids if (r := book.things.plan.get(str(fold(i)))) is not None), "")
    kind = Kind.PERSEN if besaran == "capaian" else Kind(jenis) if jenis in KINDS else Kind.ANGKA
    asked = replace(q, besaran=besaran, value=parse_printed(q.text, kind))
    return bool(best(asked, book.sights(asked, book.check.truth)))


def slipped(book: Ledger) -> Iterator[tuple[Quote, str]]:
    """Wrong figures of a printed row of which two or more are the target, realisasi or capaian of the same indikator, in that order."""
    rows: dict[tuple[object, ...], list[tuple[Quote, str]]] = defaultdict(list)
    for q in book.quotes:
        doubtful = book.standing(q) in (Standing.WRONG, Standing.UNKNOWN) and q.besaran in _COLUMNS
        if doubtful and q.ours and len(q.thing.ids) == 1 and not q.other_year and q.value.number is not None and q.value.number not in _PLAIN:
            really = [b for b in _MEASURED if b != q.besaran and as_besaran(book, q, b)]
            if len(really) == 1:
                rows[q.printed_row, q.thing.key, q.periode].append((q, really[0]))
    for found in rows.values():
        if len(found) > 1 and all(_MEASURED.index(a) < _MEASURED.index(b) for (_, a), (_, b) in pairwise(found)):
            yield from found


def quoted_results(book: Ledger) -> Iterator[tuple[Quote, Sight]]:
    """Capaian that no sheet knows and that print the realisasi as quoted elsewhere, each with the capaian that follows from the quoted target."""
    for q in book.quotes:
        if q.besaran != "capaian" or q.thing.total or not q.thing.known or not q.ours or q.value.number is None or book.standing(q) is not Standing.UNKNOWN:
            continue
        results, targets = ([o for o in book.by_key.get(replace(q, besaran=b).key, ()) if o.value.number is not None] for b in ("realisasi", "target"))
        figures = [{(o.value.number, o.value.denominator) for o in found} for found in (results, targets)]
        if figures[0] != {(q.value.number, q.value.denominator)} or len(figures[1]) != 1:
            continue
        sight = derive(q, results[0].value, targets[0].value, RECIPES["capaian"][0], book.arah(q), book.way)
        if sight is not None and not fits(q, sight):
            yield q, replace(sight, place="")
