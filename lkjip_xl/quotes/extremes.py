"""Which of several things is highest or lowest, as a quotation names it and as sheets and other quotations have it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from lkjip_xl.engine import CellKey, Engine, fold
from lkjip_xl.quotes.judge import UNMEASURED
from lkjip_xl.quotes.ledger import Ledger
from lkjip_xl.quotes.names import Likeness, likeness
from lkjip_xl.quotes.quote import Quote
from lkjip_xl.quotes.sights import Sight, shown
from lkjip_xl.quotes.text import bare, normal
from lkjip_xl.quotes.things import Thing
from lkjip_xl.values import poin

_BY = {"kemajuan": "kemajuan renstra", "penyerapan": "serapan", "anggaran": "pagu", "skor": "nilai", "": "nilai", "rata-rata": "nilai"}
_OF_NODES = {"realisasi": "realisasi anggaran", "capaian": "capaian keluaran", "target": "target keluaran"}
_FREE = ("nilai", "persen", "jumlah")
_NEAR = Fraction(1, 200)
"""Values nearer than this print alike at two decimals: either may be called the highest."""


@dataclass(frozen=True, slots=True)
class Rival:
    """One of the things compared, with its values in one source."""

    name: str
    label: str
    values: tuple[Fraction, ...]
    texts: tuple[str, ...]

    @property
    def shown(self) -> str:
        """Its value as people read it; of several all."""
        return " dan ".join(dict.fromkeys(self.texts))


@dataclass(frozen=True, slots=True)
class Contest:
    """All things compared, by one source."""

    source: str
    rivals: tuple[Rival, ...]
    related: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Upset:
    """A quotation that names another thing than the extreme one."""

    named: Rival
    right: Rival
    source: str
    related: tuple[str, ...]


def upset(book: Ledger, q: Quote) -> Upset | None:
    """What is really highest or lowest where a quotation names something else in every source that knows; None when it is right or nobody knows."""
    parts = [p.strip() for p in q.text.split(";") if p.strip()]
    found: Upset | None = None
    named = parts[0] if parts else q.text
    for contest in _contests(book, q, named):
        if not any(_same(r, named) for r in contest.rivals):
            continue
        wrong = _lost(contest, q.besaran == "tertinggi", parts)
        if wrong is None:
            return None
        found = found or wrong
    return found or (_unmeasured(book, q, parts[0]) if len(parts) == 1 else None)


def _unmeasured(book: Ledger, q: Quote, named: str) -> Upset | None:
    """An indikator that nobody has measured yet is no winner where others are measured."""
    thing, by = book.things.find(named), _BY.get(q.by.casefold(), q.by.casefold())
    if not thing.known or len(thing.ids) != 1 or by not in ("capaian", "realisasi", "efisiensi"):
        return None
    sights = book.sights(replace(q, besaran="capaian" if by == "efisiensi" else by, thing=thing), book.check.truth)
    contest = next((c for c in _of_ids(book, q, by, thing) if c.source == "lembar"), None)
    if not sights or sights[0].value not in UNMEASURED or contest is None or not contest.rivals:
        return None
    pick = max if q.besaran == "tertinggi" else min
    label = book.things.plan[str(fold(thing.ids[0]))].get("uraian")
    return Upset(Rival(thing.ids[0], str(label), (), (str(sights[0].value),)), pick(contest.rivals, key=lambda r: _mean(r.values)), contest.source, ())


def _mean(values: tuple[Fraction, ...]) -> Fraction:
    return sum(values, Fraction(0)) / len(values)


def cells_of(book: Ledger, q: Quote, found: Upset) -> tuple[CellKey, ...]:
    """Cells from which the sheets' values of the two things follow."""
    by = _BY.get(q.by.casefold(), q.by.casefold())
    cells: list[CellKey] = []
    for rival in (found.named, found.right):
        thing = next((t for text in (rival.name, rival.label) if (t := book.things.find(text)).known), None)
        if thing is not None:
            cells += book.sources(replace(q, besaran=_OF_NODES.get(by, by) if thing.nodes else by, thing=thing))
    return tuple(dict.fromkeys(cells))


_WAYS: tuple[Callable[[tuple[Fraction, ...]], Fraction], ...] = (max, min, _mean)


def _lost(contest: Contest, highest: bool, parts: list[str]) -> Upset | None:
    """The winner, when none of the named rivals is among the winners."""
    named = [r for r in contest.rivals if any(_same(r, part) for part in parts)]
    if not named:
        return None
    pick = max if highest else min
    for way in _WAYS:
        extreme = pick(way(r.values) for r in contest.rivals)
        if any(abs(way(n.values) - extreme) <= _NEAR for n in named):
            return None
    right = pick(contest.rivals, key=lambda r: _mean(r.values))
    return Upset(named[0], right, contest.source, contest.related)


def _same(rival: Rival, text: str) -> bool:
    return normal(text) in (normal(rival.name), normal(rival.label)) or bare(text) == bare(rival.label) or likeness(text, [rival.label]) <= Likeness.SPELLING


def _contests(book: Ledger, q: Quote, named: str) -> Iterator[Contest]:
    """Every source that knows the values of at least two things."""
    by = _BY.get(q.by.casefold(), q.by.casefold())
    thing = book.things.find(named)
    made: list[Contest] = []
    if thing.known and thing.nodes:
        made += _of_nodes(book, q, _OF_NODES.get(by, by), thing)
    elif thing.known and thing.ids:
        made += _of_ids(book, q, by, thing)
    elif q.thing.known and len(q.thing.ids) == 1:
        made += _of_units(book, q, by)
    made += _of_names(book, q, by, named)
    for contest in made:
        if len(contest.rivals) > 1:
            yield contest


def _of_nodes(book: Ledger, q: Quote, by: str, thing: Thing) -> Iterator[Contest]:
    """Budget rows: those listed, else all of the level of the named one."""
    things = book.things
    level = things.budget[thing.nodes[0]].get("level")
    among = list(q.thing.nodes) if len(q.thing.nodes) > 1 else [n for n, row in things.budget.items() if row.get("level") == level]
    entries = [(things.label(n), things.names(n)[0] if things.names(n) else "", Thing(things.label(n), nodes=(n,))) for n in among]
    yield from _valued(book, q, by, [((name, label), [t]) for name, label, t in entries])


def _of_ids(book: Ledger, q: Quote, by: str, thing: Thing) -> Iterator[Contest]:
    """Indikator, or sasaran by their indikator."""
    plan = book.things.plan
    level = plan[str(fold(thing.ids[0]))].get("level")
    measured = [str(r.get("id")) for r in book.check.truth.used("Pengukuran")]
    wanted = {fold(i) for i in q.thing.ids} if len(q.thing.ids) > 1 else set()
    groups: dict[str, list[str]] = {}
    for i in measured:
        row = plan.get(str(fold(i)))
        owner = i if level == "indikator" else _above(book, i, str(level))
        if row is not None and owner and (not wanted or fold(owner) in wanted):
            groups.setdefault(owner, []).append(i)
    kinds = {plan[str(fold(i))].get("jenis") for ids in groups.values() for i in ids}
    if by in ("realisasi", "nilai", "target") and len(kinds) > 1:
        return
    names = {owner: plan[str(fold(owner))].get("uraian") for owner in groups}
    yield from _valued(book, q, "realisasi" if by == "nilai" else by, [((owner, str(names[owner])), [Thing(i, ids=(i,)) for i in ids]) for owner, ids in groups.items()])


def _above(book: Ledger, id_: str, level: str) -> str:
    """The sasaran or tujuan an indikator belongs to."""
    row, seen = book.things.plan.get(str(fold(id_))), 0
    while row is not None and seen < 4:
        if row.get("level") == level:
            return str(row.get("id"))
        row, seen = book.things.plan.get(str(fold(row.get("induk")))), seen + 1
    return ""


def _valued(book: Ledger, q: Quote, by: str, entries: list[tuple[tuple[str, str], list[Thing]]]) -> Iterator[Contest]:
    """The sheets without and with typed-over figures, then each table that prints the besaran."""
    for engine in (book.check.truth, book.check.stored):
        rivals = [r for (name, label), things in entries if (r := _rival(book, q, by, engine, name, label, things)) is not None]
        yield Contest("lembar", tuple(rivals))
    keys = {t.key: names for names, things in entries for t in things}
    tables: dict[str, dict[tuple[str, str], list[Quote]]] = {}
    for o in book.quotes:
        if o.besaran == by and o.ours and o.thing.key in keys and o.value.number is not None and (o.year, o.periode) == (q.year, q.periode) and o.value.denominator is None:
            tables.setdefault(o.table, {}).setdefault(keys[o.thing.key], []).append(o)
    for table, found in tables.items():
        if len(found) == len(entries):
            rivals = [_printed(name, label, quotes) for (name, label), quotes in found.items()]
            yield Contest(table, tuple(rivals), tuple(o.address for quotes in found.values() for o in quotes))


def _rival(book: Ledger, q: Quote, by: str, engine: Engine, name: str, label: str, things: list[Thing]) -> Rival | None:
    sights = [s for t in things if (found := book.sights(replace(q, besaran=by, thing=t), engine)) for s in found[:1]]
    scale = 100 if _in_percent(by, book.method) else 1
    known = [(scale * n, _text(s, by, book.method)) for s in sights if (n := _size(s)) is not None]
    return Rival(name, label, tuple(n for n, _ in known), tuple(t for _, t in known)) if known else None


def _in_percent(by: str, method: str) -> bool:
    """Efficiency is printed in percent unless it is a plain quotient."""
    return by == "efisiensi" and not method.startswith("C/S")


def _text(sight: Sight, by: str, method: str) -> str:
    """A value as reports print it."""
    if _in_percent(by, method) and isinstance(sight.value, Fraction):
        return poin(100 * sight.value)
    return shown(sight)


def _size(sight: Sight) -> Fraction | None:
    if not isinstance(sight.value, Fraction):
        return None
    return sight.value / sight.below if sight.below else sight.value


def _printed(name: str, label: str, quotes: list[Quote]) -> Rival:
    return Rival(name, label, tuple(o.value.number for o in quotes if o.value.number is not None), tuple(o.text for o in quotes))


def _of_units(book: Ledger, q: Quote, by: str) -> Iterator[Contest]:
    """Other offices in Pembanding and the own one, for one indikator."""
    id_ = q.thing.ids[0]
    year = q.year if q.year is not None else book.check.year
    key = "capaian" if by == "capaian" else "nilai"
    rivals = []
    for row in book.check.truth.used("Pembanding"):
        value, who = row.get(key), row.get("pihak")
        if fold(row.get("id")) == fold(id_) and row.get("macam") == "unit lain" and row.get("tahun") == year and isinstance(value, Fraction) and isinstance(who, str):
            rivals.append(Rival(who, who, (value,), (_own(value, by),)))
    own = book.check.truth.find("Pengukuran", "id", id_)
    value, office = own.get("capaian" if by == "capaian" else "nilai_hasil") if own is not None else "", book.check.form("Identitas", "instansi")
    if isinstance(value, Fraction) and isinstance(office, str) and not q.other_year:
        rivals.append(Rival(office, office, (value,), (_own(value, by),)))
    yield Contest("lembar Pembanding", tuple(rivals))


def _own(value: Fraction, by: str) -> str:
    return shown(Sight(100 * value, look="persen")) if by == "capaian" else shown(Sight(value))


def _of_names(book: Ledger, q: Quote, by: str, named: str) -> Iterator[Contest]:
    """Free names (unsur of a survey, villages) by what other rows print of them."""
    wanted = {by} if q.by else {*_FREE}
    tables: dict[tuple[str, str], list[Quote]] = {}
    for o in book.quotes:
        free = o.besaran in wanted and o.thing.rest and not o.thing.known and o.value.number is not None and o.value.denominator is None
        if o is not q and free and o.sort in ("", "rincian") and (o.year, o.periode) == (q.year, q.periode):
            tables.setdefault((normal(o.table), o.besaran), []).append(o)
    near = [quotes for (table, _), quotes in tables.items() if table == normal(q.table)] or list(tables.values())
    for quotes in near:
        if any(_same(Rival(o.thing.text, o.thing.text, (), ()), named) for o in quotes):
            rivals = [Rival(o.thing.text, o.thing.text, (o.value.number,), (o.text,)) for o in quotes if o.value.number is not None]
            yield Contest(quotes[0].table, tuple(rivals), tuple(o.address for o in quotes))
