"""Misspelt words of names: a word nobody knows that is one letter off a word of the official list, of ordinary reports or of the rest of the workbook."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from itertools import pairwise

from lkjip_xl.check import Check, Spot
from lkjip_xl.engine import CellKey, fold
from lkjip_xl.quotes.ledger import Ledger
from lkjip_xl.quotes.names import distance
from lkjip_xl.quotes.quote import Quote
from lkjip_xl.quotes.text import made_once
from lkjip_xl.spec.lists import nomenclature

_WORD = re.compile(r"[A-Za-z]+")
NAMING = {"Renstra": ("uraian",), "IKU": ("formulasi",), "Anggaran": ("uraian", "kinerja", "indikator"), "Program": ("program",)}
"""Columns of the sheets that hold names."""
PRINTED = frozenset({"nama", "induk", "pendukung", "indikator", "sasaran baris", "judul"})
"""Besaran of Kutipan that hold names."""
_SHORTEST, _SWAPPED, _REPLACED = 4, 6, 8
"""Fewest letters of a word with a letter missing or too many, with two letters exchanged, with one letter replaced: shorter ones are other words too often."""
_PROVEN = 7
"""Letters from which the lists alone prove a slip; of a shorter word the right one must stand elsewhere in the workbook, or no word may begin so (`tnaga`)."""
_MIDDLE = 7
"""Letters of a word of which one may be off from the word that stands in its place in another name of the same thing; of a longer one, one for each letter more, three at most."""
_FREQUENT = 4
"""A word that is in no list counts as right when it stands in this many cells, and this many times as often as the other."""


_JOINED = re.compile(r"\b(antar|intra)\s+([a-z]+)")
"""Prefixes that the official list sets apart and reports write as one word with the next."""


@cache
def report_words() -> frozenset[str]:
    """Words of the official list and of ordinary reports: what a misspelt word may stand for."""
    texts = [text.casefold() for n in nomenclature() for text in (n.nama, n.kinerja, n.indikator, n.satuan)]
    official = {w for text in texts for w in _WORD.findall(text)} | {m[1] + m[2] for text in texts for m in _JOINED.finditer(text)}
    return frozenset({*official, *_listed_words("kata.txt")})


@cache
def known_words() -> frozenset[str]:
    """Words that are none misspelt: of reports, and others that look like one of them."""
    return report_words() | _listed_words("kata-lain.txt")


def _listed_words(name: str) -> frozenset[str]:
    return frozenset(files("lkjip_xl").joinpath(f"data/{name}").read_text(encoding="utf-8").split())


@dataclass(frozen=True, slots=True)
class Use:
    """One cell with a word in it."""

    spot: Spot
    text: str
    cell: CellKey
    names: bool
    """Is it a cell that holds a name."""


@dataclass(slots=True)
class Slip:
    """One misspelt word, the right one, and the texts it stands in, names first."""

    wrong: str
    right: str
    uses: list[Use] = field(default_factory=list)

    def words(self, text: str) -> tuple[str, str]:
        """The misspelt word as a text has it, and the right one written in the same way."""
        wrong = next((w for w in _WORD.findall(text) if w.casefold() == self.wrong), self.wrong)
        return wrong, _cased(self.right, wrong)


class Spelling:
    """The misspelt words of one workbook."""

    def __init__(self, book: Ledger) -> None:
        self._uses: dict[str, list[Use]] = defaultdict(list)
        for use in _texts(book):
            for word in dict.fromkeys(w.casefold() for w in _WORD.findall(use.text)):
                self._uses[word].append(use)
        self._index = _Index(w for w, uses in self._uses.items() if len(uses) >= _FREQUENT)
        self._places = _place_words(book)
        self.slips: dict[str, Slip] = {}
        for word, uses in self._uses.items():
            if any(u.names for u in uses) and (right := self._meant(word, len(uses))):
                self._add(word, right)
        for wrong, right in _beside(book):
            if wrong not in self._places and wrong not in self.slips:
                self._add(wrong, right)

    def _add(self, wrong: str, right: str) -> None:
        """Note a slip; `Penyelenggaraa n` is torn by the end of a line, not misspelt."""
        torn = re.compile(rf"\b{wrong}\s+{right.removeprefix(wrong)}\b", re.IGNORECASE) if right.startswith(wrong) else None
        uses = [u for u in self._uses[wrong] if not (torn is not None and torn.search(u.text))]
        if any(u.names for u in uses):
            self.slips[wrong] = Slip(wrong, right, sorted(uses, key=lambda u: not u.names))

    def mend(self, text: str) -> str:
        """A text with its misspelt words spelt right."""
        return _WORD.sub(lambda m: _cased(self.slips[m[0].casefold()].right, m[0]) if m[0].casefold() in self.slips else m[0], text) if self.slips else text

    def _meant(self, word: str, count: int) -> str:
        """The word that a misspelt one stands for, "" when it is no slip of the pen."""
        if len(word) < _SHORTEST or word in known_words() or word in self._places:
            return ""
        here = {r: len(self._uses.get(r, ())) for r in _listed().near(word)}
        proven = len(word) >= _PROVEN or word[:2] not in _listed().starts
        listed = {r for r, n in here.items() if (n or proven) and (count < _FREQUENT or 2 * n >= count)}
        often = {r for r in self._index.near(word) if len(self._uses[r]) >= _FREQUENT * count}
        found = sorted(listed or often, key=lambda r: (-len(self._uses.get(r, ())), r))
        return found[0] if found else ""


def _beside(book: Ledger) -> Iterator[tuple[str, str]]:
    """Words that differ by a letter or two between two names of one thing, one of them unknown to all lists."""
    for one, other in _pairs(book):
        a, b = ([w.casefold() for w in _WORD.findall(text)] for text in (one, other))
        for x, y in zip(a, b, strict=True) if len(a) == len(b) else ():
            known, shorter = [w in known_words() for w in (x, y)], min(len(x), len(y))
            if known[0] is not known[1] and x[0] == y[0] and shorter > _SHORTEST and distance(x, y) <= max(1, min(3, shorter - _MIDDLE)):
                yield (y, x) if known[0] else (x, y)


def _pairs(book: Ledger) -> Iterator[tuple[str, str]]:
    """A printed name with that of the sheet, a printed title or name with another one of the same thing."""
    for q in book.quotes:
        if q.besaran == "nama" and q.ours and not q.thing.rest and not q.thing.total and len(q.thing.ids) + len(q.thing.nodes) == 1:
            yield from ((q.text, name) for name in _names(book, q))
    for group in book.by_key.values():
        yield from ((a.text, b.text) for a, b in pairwise(group) if a.besaran in ("nama", "judul") and a.ours and a.thing.rest)


def _names(book: Ledger, q: Quote) -> list[str]:
    if q.thing.nodes:
        return book.things.names(q.thing.nodes[0])
    row = book.things.plan.get(str(fold(q.thing.ids[0])))
    return [str(row.get("uraian"))] if row is not None else []


class _Index:
    """Words found by what is left of them when one letter is taken out."""

    def __init__(self, words: Iterator[str]) -> None:
        self.words = frozenset(w for w in words if len(w) >= _SHORTEST)
        self.starts = frozenset(w[:2] for w in self.words)
        self.without: dict[str, set[str]] = defaultdict(set)
        for word in self.words:
            for rest in _less(word):
                self.without[rest].add(word)

    def near(self, word: str) -> set[str]:
        """Words from which a word differs by one slip, the first letter the same."""
        longer = self.without.get(word, set())
        shorter = {rest for rest in _less(word) if rest in self.words and rest != word[:-1]}
        other = {w for rest in _less(word) for w in self.without.get(rest, ()) if len(w) == len(word) and _exchanged(word, w)}
        return {w for w in (*longer, *shorter, *other) if w[0] == word[0] and w != word and w.endswith("nya") == word.endswith("nya")}


@cache
def _listed() -> _Index:
    return _Index(iter(report_words()))


def _less(word: str) -> set[str]:
    return {word[:i] + word[i + 1:] for i in range(len(word))}


def _exchanged(a: str, b: str) -> bool:
    """Two neighbouring letters exchanged, or one letter of a long word replaced."""
    apart = [i for i, (x, y) in enumerate(zip(a, b, strict=True)) if x != y]
    if len(apart) == 2 and apart[1] == apart[0] + 1:
        return len(a) >= _SWAPPED and a[apart[0]] == b[apart[1]] and a[apart[1]] == b[apart[0]]
    return len(apart) == 1 and len(a) >= _REPLACED


def _cased(word: str, like: str) -> str:
    return word.upper() if like.isupper() else word.capitalize() if like[0].isupper() else word


_AFTER_PLACE = re.compile(r"\b(?i:kecamatan|kec|camat|kabupaten|kab|bupati|kota|desa|kelurahan|kel|dusun|sungai|provinsi)\b\.?\s+((?:[A-Z][\w'’-]*\s*){1,3})")


def _place_words(book: Ledger) -> frozenset[str]:
    """Words of names of places and units: no list has them."""
    check = book.check
    named = [str(check.form("Identitas", key)) for key in ("instansi", "kabupaten")]
    named += [row.text(key) for table, key in (("Wilayah", "nama"), ("Pembanding", "pihak"), ("Pegawai", "unit")) for row in check.rows(table)]
    named += [m[1] for q in book.quotes if not q.text.isupper() for m in _AFTER_PLACE.finditer(q.text)]
    named += [q.text for q in book.quotes if q.peran in ("wilayah", "dinas lain", "pembanding")]
    return frozenset(w.casefold() for text in named for w in _WORD.findall(text))


def _texts(book: Ledger) -> Iterator[Use]:
    """Every name and sentence of the workbook with its cell."""
    check: Check = book.check
    for table, keys in NAMING.items():
        for row in check.rows(table):
            for key in keys:
                if text := row.text(key):
                    yield Use(row.spot(key), text, row.cell(key), names=True)
    for table, keys in _PROSE.items():
        for row in check.rows(table):
            for key in keys:
                if text := row.text(key):
                    yield Use(row.spot(key), text, row.cell(key), names=False)
    for q in book.quotes:
        yield Use(q.spot, q.text, q.row.cell("nilai"), names=q.besaran in PRINTED and q.ours)


_PROSE = {"IKU": ("makna", "sumber_data"), "Analisis": ("pendorong", "penghambat", "solusi", "program", "kesimpulan")}


def spelling(book: Ledger) -> Spelling:
    """The misspelt words of a ledger's workbook, found once."""
    return made_once(book, "_spelling", Spelling)
