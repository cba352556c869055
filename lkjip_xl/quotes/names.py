"""Names as printed against names of the sheets: alike, alike but for the verb, misspelt, or another name; and printed parents."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from enum import IntEnum

from lkjip_xl.engine import fold
from lkjip_xl.quotes.ledger import Ledger
from lkjip_xl.quotes.quote import Quote
from lkjip_xl.quotes.text import bare, made_once, meng_folded, normal


class Likeness(IntEnum):
    """How near a printed name is to the right one; a lower value is nearer."""

    SAME = 0
    VERB = 1
    SPELLING = 2
    OTHER = 3


def likeness(printed: str, names: list[str]) -> Likeness:
    """Nearest likeness to any of the right names."""
    return min((_like(printed, name) for name in names), default=Likeness.SAME)


def _like(printed: str, name: str) -> Likeness:
    if normal(printed) == normal(name) or bare(printed) == bare(name):
        return Likeness.SAME
    if meng_folded(printed) == meng_folded(name):
        return Likeness.VERB
    return Likeness.SPELLING if _misspelt(printed, name) else Likeness.OTHER


def _misspelt(printed: str, name: str) -> bool:
    """One word off by at most two letters, or cut short by its ending; digits never count as spelling."""
    a, b = ([w for t in text.split() if (w := normal(t))] for text in (printed, name))
    if len(a) != len(b):
        return False
    apart = [(x, y) for x, y in zip(a, b, strict=True) if x != y]
    if len(apart) != 1 or any(c.isdigit() for pair in apart for w in pair for c in w):
        return False
    x, y = sorted(apart[0], key=len)
    return len(x) > 3 and ((y.startswith(x) and len(y) - len(x) <= 3) or distance(x, y) <= 2)


def distance(a: str, b: str) -> int:
    """Edit distance."""
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        before, row[0] = row[0], i
        for j, y in enumerate(b, 1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (x != y))
    return row[-1]


@dataclass(slots=True)
class Misnamed:
    """One wrong name printed for one thing, at all its places."""

    likeness: Likeness
    right: str
    quotes: list[Quote] = field(default_factory=list)


class Names:
    """Wrong names and wrong parents among the quotations, grouped by root."""

    def __init__(self, book: Ledger) -> None:
        self.book, self.things = book, book.things
        self.misnamed: dict[tuple[object, str], Misnamed] = {}
        self.orphaned: dict[tuple[object, ...], list[Quote]] = defaultdict(list)
        self._by_names()
        self._by_parents()

    def right_names(self, q: Quote) -> list[str]:
        """Names under which the thing may be printed; empty when unknown."""
        if q.thing.rest or len(q.thing.ids) + len(q.thing.nodes) + q.thing.total != 1:
            return []
        if q.thing.total:
            office = self.book.check.form("Identitas", "instansi")
            return [office] if isinstance(office, str) and office else []
        return self.names_of(q.thing.ids[0] if q.thing.ids else q.thing.nodes[0])

    def names_of(self, key: str | int) -> list[str]:
        """Names of a Renstra id or of a budget row."""
        if isinstance(key, int):
            return self.things.names(key)
        row = self.things.plan.get(str(fold(key)))
        name = row.get("uraian") if row is not None else ""
        return [name] if isinstance(name, str) and name else []

    def _by_names(self) -> None:
        for q in self.book.quotes:
            if q.besaran != "nama" or not q.ours or not (names := self.right_names(q)):
                continue
            if q.thing.total and normal(names[0]) in normal(q.text):
                continue
            like = likeness(q.text, names)
            if like is not Likeness.SAME:
                self.misnamed.setdefault((q.thing.key, meng_folded(q.text)), Misnamed(like, names[0])).quotes.append(q)

    def above(self, q: Quote) -> list[str | int]:
        """The right parent and what stands above it, nearest first."""
        if q.thing.nodes:
            return list(self.things.ancestors(q.thing.nodes[0]))
        found: list[str | int] = []
        row = self.things.plan.get(str(fold(q.thing.ids[0])))
        while row is not None and isinstance(up := row.get("induk"), str) and up and up not in found:
            found.append(up)
            row = self.things.plan.get(str(fold(up)))
        return found

    def _by_parents(self) -> None:
        for q in self.book.quotes:
            single = q.thing.known and len(q.thing.ids) + len(q.thing.nodes) == 1
            if q.besaran != "induk" or not q.ours or not single or not (above := self.above(q)):
                continue
            if min(likeness(q.text, self.names_of(a)) for a in above) <= Likeness.VERB:
                self._join(q, above[0])
                continue
            if not self._join(q, above[0]):
                right = above[0] if isinstance(above[0], int) else ""
                self.orphaned[meng_folded(q.text), right].append(q)

    def _join(self, q: Quote, right: str | int) -> bool:
        """Add a printed parent to the wrong name it repeats; False when nobody prints that name for the right parent."""
        key = ((), (right,), False, (), ()) if isinstance(right, int) else ((fold(right),), (), False, (), ())
        found = self.misnamed.get((key, meng_folded(q.text)))
        if found is not None:
            found.quotes.append(q)
        return found is not None

    def wrong_parents(self) -> set[str]:
        """Folded names printed as parent where another one belongs."""
        return {str(name) for name, _ in self.orphaned}


def names(book: Ledger) -> Names:
    """The names of a ledger, made once."""
    return made_once(book, "_names", Names)
