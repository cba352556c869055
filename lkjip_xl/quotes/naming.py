"""Wrong names and wrong parents among the quotations, each wrong name once, with the side that is wrong: the print or the sheet."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache

from lkjip_xl.engine import CellKey, fold
from lkjip_xl.quotes.ledger import Ledger
from lkjip_xl.quotes.names import Likeness, likeness, of_office, words_of
from lkjip_xl.quotes.quote import Quote
from lkjip_xl.quotes.spelling import Spelling, spelling
from lkjip_xl.quotes.text import bare, kindless, made_once, meng_folded
from lkjip_xl.spec.lists import Nomenclature, nomenclature


@dataclass(slots=True)
class Misnamed:
    """One wrong name of one thing, at all its places."""

    thing: str | int
    """Renstra id or position in Anggaran; "" for the office."""
    likeness: Likeness
    right: str
    quotes: list[Quote] = field(default_factory=list)
    official: str = ""
    """Code of the official row with the printed name, when it is the sheet that has it wrong."""


class Names:
    """The names of one workbook's quotations against its sheets."""

    def __init__(self, book: Ledger) -> None:
        self.book, self.things = book, book.things
        self.spelling: Spelling = spelling(book)
        self.misnamed: dict[tuple[str | int, str], Misnamed] = {}
        self.verbs: list[tuple[Quote, str, CellKey]] = []
        """Names that differ in the form of the verb alone, with the sheet's and its cell."""
        self.orphaned: dict[tuple[str, str | int], list[Quote]] = defaultdict(list)
        self._by_names()
        self._by_parents()
        self._by_supports()

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

    def cells(self, key: str | int) -> tuple[CellKey, ...]:
        """The cell of the sheet that holds the name of a thing."""
        if isinstance(key, int):
            return (("Anggaran", key, "uraian"),)
        row = self.things.plan.get(str(fold(key)))
        return (("Renstra", row.index, "uraian"),) if row is not None else (("Identitas", None, "instansi"),)

    def alike(self, text: str, names: list[str]) -> Likeness:
        """Likeness of two names, misspelt words read as they are meant."""
        mend = self.spelling.mend
        return min(likeness(mend(text), [mend(n) for n in names]), likeness(text, names))

    def _by_names(self) -> None:
        for q in self.book.quotes:
            if q.besaran != "nama" or not q.ours or not (names := self.right_names(q)):
                continue
            if q.thing.total and of_office(q.text, names[0]):
                continue
            like = min(self.alike(text, names) for text in self._readings(q))
            key = "" if q.thing.total else str(fold(q.thing.ids[0])) if q.thing.ids else q.thing.nodes[0]
            self._note(q, q.text, key, like, names)

    def _note(self, q: Quote, text: str, key: str | int, like: Likeness, names: list[str]) -> None:
        if like is Likeness.VERB:
            self.verbs.append((q, self.spelling.mend(names[0]), self.cells(key)[0]))
        elif like is not Likeness.SAME:
            official = self._official(text, key, like)
            self.misnamed.setdefault((key, self._folded(text)), Misnamed(key, like, names[0], official=official)).quotes.append(q)

    def _folded(self, text: str) -> str:
        return meng_folded(kindless(self.spelling.mend(text)))

    def _readings(self, q: Quote) -> list[str]:
        """A printed name, also without the name of the own office behind it (`IKM Kecamatan X`)."""
        office = self.book.check.form("Identitas", "instansi")
        at = q.text.casefold().rfind(office.casefold()) if isinstance(office, str) and office and not q.thing.total else -1
        return [q.text, q.text[:at].strip()] if at > 0 and not q.text[at + len(str(office)):].strip() else [q.text]

    def _official(self, text: str, key: str | int, like: Likeness) -> str:
        """Code of the official row with the printed name, when the sheet has nearly the same name and no official one."""
        if not isinstance(key, int):
            return ""
        row = self.things.budget[key]
        same = [n.kode for n in _official_names().get(bare(self.spelling.mend(text)), ()) if n.level == row.get("level")]
        typed = self.things.names(key)
        near = like is not Likeness.OTHER or _one_word_off(text, typed[0])
        return same[0] if same and near and not any(bare(n) in _official_names() for n in typed) else ""

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
            near = min(above, key=lambda a: self.alike(q.text, self.names_of(a)))
            like = self.alike(q.text, self.names_of(near))
            joined = self.misnamed.get((_key(above[0]), self._folded(q.text)))
            if joined is not None and like is not Likeness.SAME:
                joined.quotes.append(q)
            elif like is not Likeness.OTHER:
                self._note(q, q.text, _key(near), like, self.names_of(near))
            else:
                right = above[0] if isinstance(above[0], int) else ""
                self.orphaned[self._folded(q.text), right].append(q)

    def _by_supports(self) -> None:
        """Supporting programs whose printed name is nearly that of a row of the budget."""
        for q in self.book.quotes:
            if q.besaran == "pendukung" and q.ours:
                for part in parts_of(q):
                    node = self.supporter(part)
                    if node is not None and self.things.node(part) is None:
                        self._note(q, part, node, self.alike(part, self.things.names(node)), self.things.names(node))

    def supporter(self, part: str) -> int | None:
        """The budget row that a printed supporting program names, also when it is misspelt or cut by a word."""
        exact = self.things.node(part)
        if exact is not None:
            return exact
        known = {node: like for node in self.things.budget if (like := self.alike(part, self.things.names(node))) is not Likeness.OTHER}
        best = [node for node, like in known.items() if like == min(known.values())]
        programs = [node for node in best if self.things.budget[node].get("level") == "program"]
        return programs[0] if len(programs) == 1 else best[0] if len(best) == 1 else None

    def wrong_parents(self) -> set[str]:
        """Folded names printed as parent where another one belongs."""
        return {meng_folded(q.text) for group in self.orphaned.values() for q in group}


def parts_of(q: Quote) -> list[str]:
    """The names that one quotation of supporting programs strings together."""
    return [part.strip() for part in q.text.split(";") if part.strip()]


def _key(above: str | int) -> str | int:
    return above if isinstance(above, int) else str(fold(above))


def _one_word_off(a: str, b: str) -> bool:
    """Do two names of the same many words differ in a single one."""
    x, y = words_of(kindless(a)), words_of(kindless(b))
    return len(x) == len(y) > 3 and sum(v != w for v, w in zip(x, y, strict=True)) == 1


def official_level(name: str) -> str:
    """Level of the official row with this name, "" when there is none or the levels differ."""
    levels = {n.level for n in _official_names().get(bare(name), ())}
    return next(iter(levels)) if len(levels) == 1 else ""


@cache
def _official_names() -> dict[str, list[Nomenclature]]:
    found: dict[str, list[Nomenclature]] = defaultdict(list)
    for n in nomenclature():
        found[bare(n.nama)].append(n)
    return dict(found)


def names(book: Ledger) -> Names:
    """The names of a ledger, made once."""
    return made_once(book, "_names", Names)
