"""Output indikator and kinerja sentences of budget rows as printed against those of the sheets and of the official list; and in which words two names differ."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import cache

from lkjip_xl.engine import Row
from lkjip_xl.quotes.ledger import Ledger
from lkjip_xl.quotes.names import Likeness, likeness, words_of
from lkjip_xl.quotes.quote import Quote
from lkjip_xl.quotes.text import bare, meng_folded, normal
from lkjip_xl.spec.lists import Nomenclature, nomenclature
from lkjip_xl.values import code_canonical

SENTENCES = {"indikator": "indikator", "sasaran baris": "kinerja"}
"""Besaran of Kutipan, and the column of Anggaran and of the official list it repeats."""


@dataclass(slots=True)
class Misworded:
    """One wrong sentence printed for one budget row, at all its places."""

    besaran: str
    likeness: Likeness
    right: str
    owner: str
    """The other row whose sentence it is, "" when it is nobody's."""
    official: bool
    """Is it the sentence of another row of the official list."""
    quotes: list[Quote] = field(default_factory=list)


@cache
def _official() -> dict[str, Nomenclature]:
    return {n.kode: n for n in nomenclature()}


@cache
def _owners(column: str) -> dict[str, str]:
    """Official sentences, each with the code and name of its row."""
    found: dict[str, str] = {}
    for n in nomenclature():
        text = getattr(n, column)
        if text:
            found.setdefault(meng_folded(text), f"{n.kode} {n.nama}")
    return found


@cache
def _named() -> dict[str, str]:
    return {bare(n.nama): n.kode for n in reversed(nomenclature())}


def code_named(text: str) -> str:
    """Code of the official row with this name, "" when there is none."""
    return _named().get(bare(text), "")


def misworded(book: Ledger) -> list[Misworded]:
    """Sentences printed for budget rows that are not theirs, each wrong sentence of one row once."""
    found: dict[tuple[object, ...], Misworded] = {}
    own: dict[str, dict[str, list[int]]] = {column: _typed(book, column) for column in SENTENCES.values()}
    for q in book.quotes:
        column = SENTENCES.get(q.besaran)
        if column is None or not q.ours or len(q.thing.nodes) != 1 or q.thing.rest or q.other_year:
            continue
        node = q.thing.nodes[0]
        right = right_sentences(book, node, column)
        like = likeness(q.text, right)
        if not right or like is Likeness.SAME:
            continue
        key = (node, q.besaran, meng_folded(q.text))
        if key not in found:
            official = _owners(column).get(meng_folded(q.text), "") if like is Likeness.OTHER else ""
            owner = official or (_owner(book, q.text, node, own[column]) if like is Likeness.OTHER else "")
            found[key] = Misworded(q.besaran, like, _nearest(q.text, right), owner, bool(official))
        found[key].quotes.append(q)
    return list(found.values())


def right_sentences(book: Ledger, node: int, column: str) -> list[str]:
    """Sentences a budget row may be printed with: as typed, those of its further outputs, the official one."""
    row = book.things.budget[node]
    rows = [row, *_outputs(book, node)] if column == "indikator" else [row]
    found = [t for r in rows if isinstance(t := r.get(column), str) and t]
    kode = row.get("kode")
    official = _official().get((code_canonical(kode) or "") if isinstance(kode, str) else "")
    text = getattr(official, column) if official is not None else ""
    return [*found, text] if text and text not in found else found


def _outputs(book: Ledger, node: int) -> list[Row]:
    """Rows of level keluaran right below a row."""
    return [book.things.budget[i] for i, up in book.things.parent.items() if up == node and book.things.budget[i].get("level") == "keluaran"]


def _typed(book: Ledger, column: str) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for node, row in book.things.budget.items():
        text = row.get(column)
        if isinstance(text, str) and text:
            found[meng_folded(text)].append(node if row.get("level") != "keluaran" else book.things.parent.get(node, node))
    return found


def _owner(book: Ledger, text: str, node: int, typed: dict[str, list[int]]) -> str:
    """Another row of this budget that has the sentence."""
    others = [n for n in typed.get(meng_folded(text), ()) if n != node]
    return book.things.label(others[0]) if others else ""


def _nearest(text: str, right: list[str]) -> str:
    return max(right, key=lambda r: SequenceMatcher(None, normal(text), normal(r)).ratio()) if len(right) > 1 else right[0]


_LONGEST = 60


def difference(printed: str, right: str) -> str:
    """In which words a printed name differs: cut short, abbreviated, a word too many, another word."""
    a, b = (tuple(meng_folded(w) for w in words_of(text)) for text in (printed, right))
    if not a or not b or a == b:
        return "beda ejaan"
    if len(a) < len(b) and b[:len(a)] == a:
        return f"terpotong, tanpa \"{_told(right, len(a), len(b))}\" di belakang"
    parts = []
    changes = SequenceMatcher(None, a, b, autojunk=False).get_opcodes()
    for tag, i1, i2, j1, j2 in changes:
        if tag == "delete":
            parts.append(f"kelebihan \"{_told(printed, i1, i2)}\"")
        elif tag == "insert":
            parts.append(f"tanpa \"{_told(right, j1, j2)}\"")
        elif tag == "replace":
            short = _abbreviates("".join(a[i1:i2]), "".join(b[j1:j2])) and i2 - i1 < j2 - j1
            said, meant = _told(printed, i1, i2), _told(right, j1, j2)
            parts.append(f"\"{meant}\" disingkat \"{said}\"" if short else f"\"{said}\", bukan \"{meant}\"")
    same = sum(j2 - j1 for tag, _, _, j1, j2 in changes if tag == "equal")
    near = len(parts) <= 3 and (2 * same >= len(b) or any("disingkat" in part for part in parts))
    return ", ".join(parts) if near else "namanya berbeda"


def _told(text: str, start: int, end: int) -> str:
    words = [t for t in text.replace("/", " ").replace("–", " ").replace("-", " ").split() if normal(t)]
    told = " ".join(words[start:end])
    return told if len(told) <= _LONGEST else f"{told[:_LONGEST - 3].rstrip()}…"


def _abbreviates(short: str, long: str) -> bool:
    """Do the letters of a word stand in another text in their order, as in trantibum for ketentraman dan ketertiban umum."""
    rest = iter(long)
    return len(short) * 2 <= len(long) and all(c in rest for c in short)
