"""Output indikator and kinerja sentences of budget rows as printed against those of the sheets and of the official list; and in which words two names differ."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import cache

from lkjip_xl.engine import Row
from lkjip_xl.quotes.ledger import Ledger
from lkjip_xl.quotes.names import Likeness, likeness, same_survey, tokens_of, words_of
from lkjip_xl.quotes.quote import Quote
from lkjip_xl.quotes.spelling import spelling
from lkjip_xl.quotes.text import bare, clip, kindless, meng_folded, normal
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
    beside: str
    """The right sentence that stands in the same table too, "" when none does."""
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
    mend = spelling(book).mend
    for q in book.quotes:
        column = SENTENCES.get(q.besaran)
        if column is None or not q.ours or len(q.thing.nodes) != 1 or q.thing.rest or q.other_year:
            continue
        node = q.thing.nodes[0]
        right = right_sentences(book, node, column)
        like = likeness(mend(q.text), [mend(r) for r in right])
        owner = _owner_by_words(book, q.text, node) if not right and column == "indikator" else ""
        if not owner and (not right or like is Likeness.SAME):
            continue
        key = next((k for k, m in found.items() if k[:2] == (node, q.besaran) and same_survey(q.text, m.quotes[0].text)), (node, q.besaran, meng_folded(q.text)))
        if key not in found:
            official = _owners(column).get(meng_folded(q.text), "") if like is Likeness.OTHER else ""
            owner = owner or official or ((_owner(book, q.text, node, own[column]) or _planned(book, q.text)) if like is Likeness.OTHER else "")
            found[key] = Misworded(q.besaran, like if right else Likeness.OTHER, _nearest(q.text, right) if right else "", owner, bool(official), _beside(book, q, right))
        found[key].quotes.append(q)
    return list(found.values())


def _beside(book: Ledger, q: Quote, right: list[str]) -> str:
    """The right sentence that the same table prints for the same row: then this one is one too many."""
    folded = {meng_folded(r) for r in right}
    same = (o.text for o in book.by_table[normal(q.table)] if o.besaran == q.besaran and o.thing.key == q.thing.key and meng_folded(o.text) in folded)
    return next(same, "")


def _owner_by_words(book: Ledger, text: str, node: int) -> str:
    """The one row elsewhere in the budget whose own sentence has a word of this one that stands in no other row."""
    things = book.things
    rows = {n: _words(things.budget[n]) for n in things.budget}
    own = {n for n in rows if n == node or node in things.ancestors(n)}
    hits = {n for word in _words_in(text) if len(with_it := [n for n, words in rows.items() if word in words]) == 1 for n in with_it}
    return things.label(next(iter(hits))) if len(hits) == 1 and not hits & own else ""


def _planned(book: Ledger, text: str) -> str:
    """The indikator of Renstra with this name, the name of the office left out."""
    office = book.check.form("Identitas", "instansi")
    plain = text.replace(office, "") if isinstance(office, str) and office else text
    named = ((str(row.get("id")), str(row.get("uraian"))) for row in book.things.plan.values())
    return next((f"{i} di lembar Renstra" for i, name in named if likeness(plain, [name]) is Likeness.SAME or same_survey(plain, name)), "")


def _words(row: Row) -> frozenset[str]:
    return frozenset(w for key in ("nama", "indikator", "kinerja") if isinstance(t := row.get(key), str) for w in _words_in(t))


def _words_in(text: str) -> frozenset[str]:
    """Words long enough to tell one thing from another."""
    return frozenset(w for w in words_of(text) if len(w) >= 6) - _GENERAL


_GENERAL = frozenset({
    "jumlah", "tingkat", "kecamatan", "kegiatan", "program", "pelaksanaan", "penyelenggaraan", "terlaksananya", "tersedianya", "terbayarnya", "terpeliharanya", "terbinanya", "persentase",
    "laporan", "dokumen", "daerah", "perangkat", "layanan", "pelayanan", "terpelihara", "kelurahan", "masyarakat", "kantor", "terselenggaranya", "terpenuhinya", "meningkatnya",
})
"""Words of outputs of every kind."""


def typed_sentences(book: Ledger, node: int, column: str) -> list[str]:
    """Sentences that the sheet has for a budget row, those of its further outputs with them."""
    rows = [book.things.budget[node], *(_outputs(book, node) if column == "indikator" else ())]
    return [t for r in rows if isinstance(t := r.get(column), str) and t]


def right_sentences(book: Ledger, node: int, column: str) -> list[str]:
    """Sentences a budget row may be printed with: as typed, those of its further outputs, the official one."""
    found, kode = typed_sentences(book, node, column), book.things.budget[node].get("kode")
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


def difference(printed: str, right: str, mend: Callable[[str], str] = str) -> str:
    """In which words a printed name differs: cut short, abbreviated, a word too many, another word, another order. `mend` reads misspelt words as they are meant; they are told as printed."""
    printed, right = kindless(printed), kindless(right)
    a, b = (tuple(meng_folded(w) for w in words_of(mend(text))) for text in (printed, right))
    if not a or not b or a == b:
        return "beda ejaan"
    if sorted(a) == sorted(b):
        return "kata-katanya sama, urutannya lain"
    if len(a) < len(b) and b[:len(a)] == a:
        return f"terpotong, tanpa \"{_told(right, len(a), len(b))}\" di belakang"
    changes = SequenceMatcher(None, a, b, autojunk=False).get_opcodes()
    parts = _moved(printed, right, a, b, changes) or []
    for tag, i1, i2, j1, j2 in changes if not parts else ():
        if tag == "delete":
            parts.append(f"kelebihan \"{_told(printed, i1, i2)}\"")
        elif tag == "insert":
            parts.append(f"tanpa \"{_told(right, j1, j2)}\"")
        elif tag == "replace":
            short = _abbreviates("".join(a[i1:i2]), "".join(b[j1:j2])) and i2 - i1 < j2 - j1
            said, meant = _told(printed, i1, i2), _told(right, j1, j2)
            parts.append(f"\"{meant}\" disingkat \"{said}\"" if short else f"\"{said}\" menggantikan \"{meant}\"")
    same = sum(j2 - j1 for tag, _, _, j1, j2 in changes if tag == "equal")
    near = len(parts) <= 3 and (2 * same >= len(b) or any("disingkat" in part for part in parts))
    return "; ".join(parts) if near else "namanya berbeda"


def _moved(printed: str, right: str, a: tuple[str, ...], b: tuple[str, ...], changes: Sequence[tuple[str, int, int, int, int]]) -> list[str]:
    """What differs when some of the words stand elsewhere in the name: those are neither lacking nor one too many; [] when all keep their places."""
    gone = {w for tag, i1, i2, _, _ in changes if tag != "equal" for w in a[i1:i2]}
    come = {w for tag, _, _, j1, j2 in changes if tag != "equal" for w in b[j1:j2]}
    if not any(len(w) > 2 for w in (gone & come) - _REPEATED):
        return []
    more, less = Counter(a) - Counter(b), Counter(b) - Counter(a)
    apart = [" ".join(t for t, w in zip(tokens_of(text), words, strict=True) if w in other) for text, words, other in ((printed, a, more), (right, b, less))]
    return [*([f"kelebihan \"{apart[0]}\""] if more else []), *([f"tanpa \"{apart[1]}\""] if less else []), "urutannya lain"]


_REPEATED = frozenset({"yang", "dan", "dari", "pada", "dalam", "untuk", "dengan"})
"""Words that a name may well have twice."""


def _told(text: str, start: int, end: int) -> str:
    return clip(" ".join(tokens_of(text)[start:end]).strip(" .,:;"), _LONGEST)


def _abbreviates(short: str, long: str) -> bool:
    """Do the letters of a word stand in another text in their order, as in trantibum for ketentraman dan ketertiban umum; a few letters prove nothing."""
    rest = iter(long)
    return len(short) >= _FEWEST and len(short) * 2 <= len(long) and all(c in rest for c in short)


_FEWEST = 6
