"""Titles of quoted tables that belong to another table: another sasaran by its number, an analysis of efficiency over a list of programs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lkjip_xl.engine import fold
from lkjip_xl.quotes import Ledger, Quote, normal
from lkjip_xl.rules._prose import short
from lkjip_xl.rules._stale import Leftover
from lkjip_xl.spec.sheets.budget import SUPPORTS

_ORDINALS = {"pertama": 1, "kesatu": 1, "kedua": 2, "ketiga": 3, "keempat": 4, "kelima": 5, "keenam": 6, "ketujuh": 7, "kedelapan": 8}
_ORDINAL = re.compile(rf"\b(?P<level>sasaran|tujuan)(?:\s+(?:kinerja|strategis|utama))*\s+(?P<nth>{'|'.join(_ORDINALS)})\b", re.IGNORECASE)
_EFFICIENCY = re.compile(r"\b(?:analisis|pengukuran|perhitungan)\s+ef[ei]siensi(?:\s+(?!capaian\b|sasaran\b|tujuan\b)\w+){0,4}", re.IGNORECASE)
_NAMED = frozenset({"nama", "kode", "induk", "pendukung"})
"""Besaran of a list of programs, kegiatan and sub kegiatan."""
_FEWEST = 2
"""Budget rows that make a list."""


def misnamed(book: Ledger, q: Quote) -> Iterator[Leftover]:
    """What a title names wrongly: the number of the sasaran, and the subject."""
    yield from _ordinal(book, q)
    yield from _subject(book, q)


def _ordinal(book: Ledger, q: Quote) -> Iterator[Leftover]:
    """Another sasaran by its number than the one that the rows of the table belong to."""
    said = _ORDINAL.search(q.text)
    rows = [o for o in book.by_table.get(normal(q.thing.text), ()) if o.ours and o.thing.known and not o.thing.total]
    if said is None or not rows:
        return
    level = said["level"].casefold()
    order = [fold(r.get("id")) for r in book.check.truth.used("Renstra") if r.get("level") == level]
    owners = {owner for o in rows for i in _ids(book, o) if (owner := _owner(book, i, level)) is not None}
    nth = order.index(next(iter(owners))) + 1 if len(owners) == 1 and next(iter(owners)) in order else None
    if nth is not None and nth != _ORDINALS[said["nth"].casefold()] and _ORDINALS[said["nth"].casefold()] <= len(order):
        yield Leftover("judul", f"{level} {said['nth'].casefold()}", f"{level} {next(w for w, n in _ORDINALS.items() if n == nth)}")


def _ids(book: Ledger, q: Quote) -> list[str]:
    """Indikator, sasaran or tujuan a row is about, or that its budget row supports."""
    things = book.things
    supported = [str(v) for n in q.thing.nodes for m in (n, *things.ancestors(n)) for s in SUPPORTS if isinstance(v := things.budget[m].get(s), str) and v]
    return [*q.thing.ids, *supported]


def _owner(book: Ledger, id_: str, level: str) -> object:
    plan = book.things.plan
    row, steps = plan.get(str(fold(id_))), 0
    while row is not None and steps < 4:
        if row.get("level") == level:
            return fold(row.get("id"))
        row, steps = plan.get(str(fold(row.get("induk")))), steps + 1
    return None


def _subject(book: Ledger, q: Quote) -> Iterator[Leftover]:
    """An analysis of efficiency over a mere list of programs, in a report that has a title for such lists and figures in its real analyses."""
    said = _EFFICIENCY.search(q.text)
    if said is None or not _lists(book, q):
        return
    titles = [o for o in book.quotes if o.besaran == "judul" and o.ours and o.thing.key != q.thing.key]
    analysed = any(_EFFICIENCY.search(o.text) and any(r.besaran == "efisiensi" for r in book.by_table.get(normal(o.thing.text), ())) for o in titles)
    like = next((o for o in titles if not _EFFICIENCY.search(o.text) and _lists(book, o)), None)
    if analysed and like is not None:
        note = f"padahal tabelnya hanya memuat nama program, kegiatan atau sub kegiatan, tanpa angka; {like.thing.text} yang isinya seperti itu berjudul \"{short(like.text)}\""
        yield Leftover("pokok", said[0], "", note)


def _lists(book: Ledger, title: Quote) -> bool:
    """Does the table of a title hold names and codes of budget rows, and nothing else."""
    rows = [o for o in book.by_table.get(normal(title.thing.text), ()) if o is not title]
    return all(o.besaran in _NAMED for o in rows) and len({n for o in rows for n in o.thing.nodes}) >= _FEWEST
