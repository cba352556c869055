"""Changes over a year: the figure now less the figure of the year before, from the sheets or as quoted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING

from lkjip_xl.engine import fold
from lkjip_xl.quotes.office import Office
from lkjip_xl.quotes.quote import PERCENT, Quote
from lkjip_xl.quotes.sights import Measures, Sight, shown
from lkjip_xl.values import angka

if TYPE_CHECKING:
    from lkjip_xl.quotes.ledger import Ledger

_QUANTITIES = ("capaian", "realisasi", "target", "pagu", "realisasi anggaran", "serapan")


def changes(book: Ledger, q: Quote, measures: Measures, office: Office) -> list[Sight]:
    """Changes that a quotation may name: absolute or percent, as a size or (for a direction word) as a sign."""
    if not q.ours:
        return []
    found: list[Sight] = []
    for quantity in quantities(book, q):
        for new, old, percent, words in _pairs(book, q, quantity, measures, office):
            found += _sights(q, new, old, percent, words)
    return found


def quantities(book: Ledger, q: Quote) -> tuple[str, ...]:
    """The quantity the change is of: what column Menurut or its printed row names, else realisasi or capaian (budget: pagu)."""
    if q.by in _QUANTITIES:
        return (q.by,)
    near = {o.besaran for o in book.by_row[q.printed_row] if o is not q and o.thing.key == q.thing.key and o.besaran in _QUANTITIES}
    if near:
        return tuple(b for b in _QUANTITIES if b in near)[:1] if len(near) == 1 else tuple(b for b in _QUANTITIES if b in near)
    return ("pagu",) if q.thing.total or q.thing.nodes else ("realisasi", "capaian")


def _pairs(book: Ledger, q: Quote, quantity: str, measures: Measures, office: Office) -> Iterator[tuple[Fraction, Fraction, bool, str]]:
    year = q.year if q.year is not None else book.check.year
    if year is None:
        return
    base = q.base if q.base is not None else year - 1
    now, before = (_values(book, q, quantity, y, measures, office) for y in (year, base))
    for new in now:
        for old in before:
            for a, b in _amounts(new, old):
                yield a, b, new.look == "persen" or quantity in PERCENT, f"{quantity} {year} {angka(a)} − {quantity} {base} {angka(b)}"


def _values(book: Ledger, q: Quote, quantity: str, year: int, measures: Measures, office: Office) -> list[Sight]:
    other = year != book.check.year
    asked = replace(q, besaran=quantity, year=year, other_year=other)
    found = office.of_total(asked) if q.thing.total else office.of_nodes(asked) if q.thing.nodes else [s for i in q.thing.ids[:1] for s in measures.of(asked, i)]
    if found:
        return found[:1] if quantity == "capaian" else found
    quoted = _quoted(book, q, quantity, year)
    figures = {(o.value.number, o.value.denominator): o.place for o in reversed(quoted) if o.value.number is not None}
    return [Sight(number, below, words=place) for (number, below), place in reversed(figures.items())]


def _quoted(book: Ledger, q: Quote, quantity: str, year: int) -> list[Quote]:
    return [o for o in book.quotes if o.besaran == quantity and o.thing.key == q.thing.key and (o.year or book.check.year) == year and o.value.number is not None]


def ends_quoted(book: Ledger, q: Quote) -> list[Quote]:
    """Quoted figures of the two years of a change, of which one may be the wrong one."""
    year = q.year if q.year is not None else book.check.year
    base = q.base if q.base is not None else year - 1 if year is not None else None
    return [o for quantity in quantities(book, q) for y in (year, base) if y is not None for o in _quoted(book, q, quantity, y)]


def _amounts(new: Sight, old: Sight) -> list[tuple[Fraction, Fraction]]:
    """Numbers to subtract: of ratios both the first terms (when the second are equal) and the quotients."""
    if not (isinstance(new.value, Fraction) and isinstance(old.value, Fraction)):
        return []
    if new.below and old.below:
        quotients = [(new.value / new.below, old.value / old.below)]
        return ([(new.value, old.value)] if new.below == old.below else []) + quotients
    return [(new.value, old.value)]


def _sights(q: Quote, new: Fraction, old: Fraction, percent: bool, words: str) -> list[Sight]:
    change = new - old
    if q.direction is not None:
        rounded = round(new, 2) - round(old, 2) if percent else change
        signs = dict.fromkeys((c > 0) - (c < 0) for c in (change, rounded))
        return [Sight({1: "naik", -1: "turun", 0: "tetap"}[sign], words=words) for sign in signs]
    signed = change if q.value.number is not None and q.value.number < 0 else abs(change)
    if q.besaran == "perubahan nilai":
        return [Sight(signed, look="persen" if percent else "rupiah" if q.thing.total or q.thing.nodes else "angka", words=words)]
    relative = [Sight(100 * signed / old, look="persen", words=f"{words}, dibagi {angka(old)}")] if old > 0 else []
    return relative + ([Sight(signed, look="persen", words=words)] if percent else [])


@dataclass(frozen=True, slots=True)
class OneSided:
    """A change of which only one end has a figure."""

    quantity: str
    year: int
    known: str
    lacking: int


def one_sided(book: Ledger, q: Quote) -> OneSided | None:
    """The end of a declared change that has no figure in the sheets, in other quotations or as baseline, while the other end has one; else None."""
    year = q.year if q.year is not None else book.check.year
    if year is None or q.base is None or q.base == year or len(q.thing.ids) != 1 or not q.ours:
        return None
    found: OneSided | None = None
    for quantity in quantities(book, q):
        ends = {y: _figure(book, q, quantity, y) for y in (year, q.base)}
        lacking = [y for y, text in ends.items() if not text]
        if not lacking or (len(lacking) == 1 and _told(book, q, lacking[0])):
            return None
        if len(lacking) == 1 and found is None:
            known = year if lacking[0] == q.base else q.base
            found = OneSided(quantity, known, ends[known], lacking[0])
    return found


def _figure(book: Ledger, q: Quote, quantity: str, year: int) -> str:
    sights = book.sights(replace(q, besaran=quantity, year=year, other_year=year != book.check.year), book.check.truth)
    return next((shown(s) for s in sights if isinstance(s.value, Fraction)), "")


def _told(book: Ledger, q: Quote, year: int) -> bool:
    """Does anything tell a result of that year: a quotation, a typed figure of Pembanding, the baseline."""
    if any(o.thing.key == q.thing.key and (o.year or book.check.year) == year and o.value.number is not None and o.besaran in (*_QUANTITIES[:2], "pembilang") for o in book.quotes):
        return True
    ids = {fold(i) for i in q.thing.ids}
    plan = [book.things.plan[str(i)] for i in ids if str(i) in book.things.plan]
    past = (r for r in book.check.stored.used("Pembanding") if fold(r.get("id")) in ids and r.get("tahun") == year)
    return any(r.get("baseline") != "" for r in plan) or any(isinstance(r.get(k), Fraction) for r in past for k in ("realisasi", "capaian"))
