"""Names as printed against names of the sheets: alike, alike but for the verb, misspelt, or another name; and printed parents."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from enum import IntEnum
from functools import lru_cache

from lkjip_xl.engine import fold
from lkjip_xl.quotes.ledger import Ledger
from lkjip_xl.quotes.quote import Quote
from lkjip_xl.quotes.text import bare, made_once, meng_folded, normal


class Likeness(IntEnum):
    """How near a printed name is to the right one; a lower value is nearer."""

    SAME = 0
    VERB = 1
    SPELLING = 2
    SMALL = 3
    """Only small words (yang, dan, di …) are missing, added or changed, or one other word in the middle is missing or added."""
    OTHER = 4


def likeness(printed: str, names: list[str]) -> Likeness:
    """Nearest likeness to any of the right names."""
    return min((_like(printed, name) for name in names), default=Likeness.SAME)


_BRACKET = re.compile(r"\s*\(([^()]*)\)")


def _like(printed: str, name: str) -> Likeness:
    if normal(printed) == normal(name) or bare(printed) == bare(name) or _short_form(printed, name):
        return Likeness.SAME
    if meng_folded(printed) == meng_folded(name):
        return Likeness.VERB
    if _misspelt(printed, name):
        return Likeness.SPELLING
    return Likeness.SMALL if _nearly(_big(printed), _big(name)) else Likeness.OTHER


def _short_form(printed: str, name: str) -> bool:
    """Equal but for an abbreviation in brackets that only one of them gives, or that very abbreviation: `IKM` for `Indeks Kepuasan Masyarakat (IKM)`."""
    a, b = _BRACKET.findall(printed), _BRACKET.findall(name)
    if bool(a) == bool(b):
        return False
    brackets = a or b
    if not all(x.strip().isupper() and len(x.split()) == 1 for x in brackets):
        return False
    return normal(_BRACKET.sub("", printed)) == normal(_BRACKET.sub("", name)) or (bool(b) and normal(printed) == normal(b[0]))


_SMALL_WORDS = frozenset({"yang", "dan", "di", "ke", "dari", "dengan", "pada", "dalam", "untuk", "oleh", "atas", "serta", "atau", "para", "nya", "the", "ada", "adalah", "sebuah", "suatu"})


@lru_cache(4096)
def words_of(text: str) -> tuple[str, ...]:
    """Words of a name, each as letters and digits."""
    return tuple(w for t in re.split(r"[\s/–-]+", text) if (w := normal(t)))


def _big(text: str) -> tuple[str, ...]:
    return tuple(w for w in words_of(text) if w not in _SMALL_WORDS)


_WRITTEN_OUT = {"yg": "yang", "dgn": "dengan", "dlm": "dalam", "utk": "untuk", "thd": "terhadap", "pd": "pada", "dg": "dengan", "kec": "kecamatan", "kab": "kabupaten", "prosentase": "persentase"}


_CHANGES_MEANING = frozenset({"tidak", "non", "bukan", "belum", "tanpa", "kurang", "anti"})


def _nearly(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    if a == b:
        return bool(a)
    x, y = sorted((a, b), key=len)
    if len(y) != len(x) + 1 or len(x) < 3:
        return False
    at = next((i for i, w in enumerate(x) if w != y[i]), len(x))
    return at < len(x) and x[at:] == y[at + 1:] and y[at] not in _CHANGES_MEANING and not any(c.isdigit() for c in y[at])


def _misspelt(printed: str, name: str) -> bool:
    """A word in five off by at most two letters, or cut short by its ending; digits never count as spelling."""
    a, b = ([_WRITTEN_OUT.get(w, w) for t in text.split() if (w := normal(t))] for text in (printed, name))
    if a == b:
        return True
    if len(a) != len(b):
        x, y = normal(printed), normal(name)
        return len(x) >= 20 and abs(len(x) - len(y)) <= 1 and _numbers(printed) == _numbers(name) and distance(x, y) <= 1
    apart = [(x, y) for x, y in zip(a, b, strict=True) if x != y]
    return 0 < len(apart) <= max(1, len(a) // 5) and all(_slip(x, y) for x, y in apart)


def _numbers(text: str) -> list[str]:
    return [w for w in words_of(text) if any(c.isdigit() for c in w) or set(w) <= set("ivx")]


def _slip(a: str, b: str) -> bool:
    if any(c.isdigit() for c in a + b):
        return False
    x, y = sorted((a, b), key=len)
    if len(x) <= 3:
        return False
    if len(x) > 6 and (a[2:] == b[3:] if (a[:2], b[:3]) == ("di", "ter") else b[2:] == a[3:] if (b[:2], a[:3]) == ("di", "ter") else False):
        return True
    if (y.startswith(x) and len(y) - len(x) <= 3) or distance(x, y) <= 2 or (len(x) > 9 and x[:8] == y[:8]):
        return True
    apart = Counter(x)
    apart.subtract(y)
    return len(x) > 7 and x[:3] == y[:3] and sum(map(abs, apart.values())) <= 2


OFFICE_WORDS = re.compile(r"^\s*(?:pemerintah\s+)?(?:kantor\s+)?(?:camat|kecamatan|kec\.?)\s+", re.IGNORECASE)
"""What may stand before the name of a kecamatan."""


def of_office(text: str, office: str) -> bool:
    """Is a text the name of the office: `Kantor Camat X`, `Kec. X`, `Kecamatan X Kabupaten Y`, `X`."""
    if normal(office) in normal(text):
        return True
    if not OFFICE_WORDS.match(office):
        return False
    own, printed = normal(OFFICE_WORDS.sub("", office)), normal(OFFICE_WORDS.sub("", text))
    return printed == own or (printed.startswith(own) and bool(OFFICE_WORDS.match(text)))


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
            if q.thing.total and of_office(q.text, names[0]):
                continue
            like = min(likeness(text, names) for text in self._readings(q))
            if like is not Likeness.SAME:
                self.misnamed.setdefault((q.thing.key, meng_folded(q.text)), Misnamed(like, names[0])).quotes.append(q)

    def _readings(self, q: Quote) -> list[str]:
        """A printed name, also without the name of the own office behind it (`IKM Kecamatan X`)."""
        office = self.book.check.form("Identitas", "instansi")
        at = q.text.casefold().rfind(office.casefold()) if isinstance(office, str) and office and not q.thing.total else -1
        return [q.text, q.text[:at].strip()] if at > 0 and not q.text[at + len(str(office)):].strip() else [q.text]

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
            nearest = min(likeness(q.text, self.names_of(a)) for a in above)
            if nearest <= Likeness.VERB:
                if nearest is Likeness.VERB:
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
