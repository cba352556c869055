"""The official nomenclature beside what was typed: codes, names, indikator and satuan (the rules LK121, LK122, LK124 and LK317 share this)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache, lru_cache

from lkjip_xl.quotes import meng_folded, normal
from lkjip_xl.quotes.names import distance
from lkjip_xl.quotes.text import bare
from lkjip_xl.rules._budget import Node
from lkjip_xl.spec.lists import Nomenclature, nomenclature
from lkjip_xl.values import code_canonical

_SPELT = {
    "ketentraman": "ketenteraman", "efektifitas": "efektivitas", "kreatifitas": "kreativitas", "produktifitas": "produktivitas",
    "perijinan": "perizinan", "analisa": "analisis", "standarisasi": "standardisasi",
}
"""Words with two accepted spellings: the list itself uses both."""
_KIND = re.compile(r"^\s*(?:program|sub\s*kegiatan|kegiatan)\s+", re.IGNORECASE)
_GAPS = re.compile(r"[\s/,;:()\-–]+")
_PREFIX = 4
"""Fewest letters of a word that may be cut short."""
_LONG = 6
"""Letters from which a word may be off by two."""


@cache
def _codes() -> dict[str, Nomenclature]:
    return {n.kode: n for n in nomenclature()}


def by_code(kode: str) -> Nomenclature | None:
    """Official entry of a code, in any width and with or without leading zeros."""
    canonical = code_canonical(kode) if kode else None
    return _codes().get(canonical) if canonical else None


@lru_cache(4096)
def folded(text: str) -> str:
    """Letters and digits, with accepted spellings as one and without a leading Program / Kegiatan / Sub Kegiatan."""
    plain = bare(text)
    for word, usual in _SPELT.items():
        plain = plain.replace(word, usual)
    return plain


@cache
def _index(column: str) -> dict[str, tuple[Nomenclature, ...]]:
    found: dict[str, list[Nomenclature]] = defaultdict(list)
    for n in nomenclature():
        text = getattr(n, column)
        if text:
            found[folded(text)].append(n)
    return {key: tuple(entries) for key, entries in found.items()}


def owners(column: str, text: str, level: str = "") -> tuple[Nomenclature, ...]:
    """Entries whose `nama`, `indikator` or `kinerja` has these words; only those of a level when one is given."""
    return tuple(n for n in _index(column).get(folded(text), ()) if not level or n.level == level)


def below(kode: str, level: str) -> Iterator[Nomenclature]:
    """Official entries of a level under a code."""
    return (n for n in nomenclature() if n.level == level and n.kode.startswith(f"{kode}."))


def words(text: str) -> list[str]:
    """Words of a name as written, without a leading Program / Kegiatan / Sub Kegiatan."""
    return [w for w in _GAPS.split(_KIND.sub("", text)) if normal(w)]


def short(name: str, width: int = 70) -> str:
    """A long name cut between words, for lists of several."""
    return name if len(name) <= width else f"{name[:width].rsplit(maxsplit=1)[0]} …"


def near(printed: str, right: str, *, other_words: int = 0) -> str | None:
    """How a name differs from the right one: "" when it does not, None when it is another name. At most `other_words` words may be other words."""
    if folded(printed) == folded(right):
        return ""
    a, b = words(printed), words(right)
    if folded(right).startswith(folded(printed)) and 2 * len(a) >= len(b):
        return "tercetak tidak lengkap"
    told, lost, other = _changes(a, b)
    if other > other_words or lost > max(1, len(b) // 3) or 2 * (lost + other) > len(b):
        return None
    return ", ".join(told)


def _changes(a: list[str], b: list[str]) -> tuple[list[str], int, int]:
    """What was changed word by word, how many words are missing or extra, how many are other words."""
    told: list[str] = []
    lost = other = 0
    matcher = SequenceMatcher(None, [folded(w) or normal(w) for w in a], [folded(w) or normal(w) for w in b], autojunk=False)
    for kind, i1, i2, j1, j2 in matcher.get_opcodes():
        if kind == "equal":
            told += [f'"{x}" seharusnya "{y}"' for x, y in zip(a[i1:i2], b[j1:j2], strict=True) if normal(x) != normal(y)]
            continue
        shift = kind == "insert" and j2 < len(b) and normal(b[j1]) == normal(b[j2])  # "A (B A) dan" is the same as "(A B) A dan" and reads better
        here, there = a[i1:i2], b[j1 + shift:j2 + shift]
        if normal("".join(here)) == normal("".join(there)):
            continue
        if len(here) != len(there) and misspelt("".join(here), "".join(there)):
            told.append(f'"{" ".join(here)}" seharusnya "{" ".join(there)}"')
            continue
        while here and there:
            x, y = here.pop(0), there.pop(0)
            if misspelt(x, y):
                told.append(f'"{x}" seharusnya "{y}"')
            elif there and misspelt(x, there[0]):
                lost += 1
                told.append(f'kata "{y}" hilang')
                here.insert(0, x)
            else:
                other += 1
                told.append(f'"{x}" seharusnya "{y}"')
        lost += len(here) + len(there)
        told += [f'kata "{" ".join(there)}" hilang'] if there else []
        told += [f'kata "{" ".join(here)}" berlebih'] if here else []
    return told, lost, other


def misspelt(x: str, y: str) -> bool:
    """One word for another that was meant: cut short, a letter or two off, or another form of the verb."""
    short, long = sorted((x, y), key=len)
    stopped, short, long = short.endswith("."), normal(short), normal(long)
    if any(c.isdigit() for c in short + long) or not short:
        return False
    if short == long or meng_folded(x) == meng_folded(y):
        return True
    if (len(short) >= _PREFIX or (stopped and len(short) > 1)) and long.startswith(short):
        return True
    return len(short) > _PREFIX and distance(short, long) <= (2 if len(short) >= _LONG else 1)


def respelt(a: str, b: str) -> bool:
    """Do two names differ in the spelling of words only, none of them more or fewer."""
    x, y = words(a), words(b)
    return len(x) == len(y) and folded(a) != folded(b) and all(folded(v) == folded(w) or misspelt(v, w) for v, w in zip(x, y, strict=True))


LEVELS = ("program", "kegiatan", "sub kegiatan")


@dataclass(frozen=True, slots=True)
class Apart:
    """A budget row whose code and name are not those of one official entry."""

    node: Node
    right: Nomenclature
    """Official entry of the code, or the nearest one for a row without code."""
    how: str
    other: Nomenclature | None = None
    """The entry whose name was typed beside another code."""


def apart(node: Node) -> Apart | None:
    """What is wrong with code and name of a row; None when they go together or the list does not know."""
    kode, name = node.row.text("kode"), node.row.text("uraian")
    if not name or node.level not in LEVELS:
        return None
    right = by_code(kode)
    if right is None:
        return _unlisted(node, kode, name) if kode else _without_code(node, name)
    how = near(name, right.nama, other_words=1)
    if how == "":
        return None
    exact = owners("nama", name)
    if exact:
        return Apart(node, right, "", _nearest(exact, node))
    if how is None:
        close = [n for n in below(right.kode.rpartition(".")[0], right.level) if near(name, n.nama)]
        if len(close) == 1:
            return Apart(node, right, "", close[0])
    return Apart(node, right, how or "nama lain, tidak ada dalam nomenklatur")


def official_of(node: Node) -> Nomenclature | None:
    """The official entry that a row is: the one whose name it bears, else that of its code; None when neither says."""
    found = apart(node)
    if found is not None:
        return found.other or found.right
    coded = by_code(node.row.text("kode"))
    if coded is not None:
        return coded if coded.level == node.level else None
    named = owners("nama", node.row.text("uraian"), node.level) if not node.row.text("kode") else ()
    return named[0] if len(named) == 1 else None


def _nearest(entries: tuple[Nomenclature, ...], node: Node) -> Nomenclature:
    """Of entries with one name the one under the row's parent, else of its level, else the first."""
    above = _parent_code(node)
    return max(entries, key=lambda n: (bool(above) and n.kode.startswith(f"{above}."), n.level == node.level))


def _parent_code(node: Node) -> str:
    """Official code of the nearest row above that the list knows, by its code or by its name, be it a letter off; "" when it knows none."""
    for upper in node.above():
        found = _code_of(upper) if upper.level in LEVELS else ""
        if found:
            return found
    return ""


def _code_of(node: Node) -> str:
    """Official code of a row; of several with its name, or nearly its name, the one under the row above."""
    if node.row.text("kode"):
        official = by_code(node.row.text("kode"))
        return official.kode if official is not None else ""
    name, above = node.row.text("uraian"), _parent_code(node)
    named = owners("nama", name, node.level) or tuple(n for n in below(above or "7.01", node.level) if near(name, n.nama) is not None)
    found = [n for n in named if not above or n.kode.startswith(f"{above}.")]
    return found[0].kode if len(found) == 1 else ""


def _without_code(node: Node, name: str) -> Apart | None:
    """A name that is nearly an official one under the row's program or kegiatan."""
    above = _parent_code(node)
    if owners("nama", name) or (not above and node.level != "program"):
        return None
    close = [(n, how) for n in below(above or "7.01", node.level) if (how := near(name, n.nama))]
    return Apart(node, *close[0]) if len({folded(n.nama) for n, _ in close}) == 1 else None


def _unlisted(node: Node, kode: str, name: str) -> Apart | None:
    """A code that is not on the list, on a row whose name is that of a sister on the list."""
    head = (code_canonical(kode) or "").rpartition(".")[0]
    found = [n for n in owners("nama", name, node.level) if n.kode.startswith(f"{head}.")] if by_code(head) else []
    return Apart(node, found[0], "tidak terdaftar", found[0]) if len(found) == 1 else None
