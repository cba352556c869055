"""Numbers of headings, tables and lists as printed: read, and held against their place and order."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import pairwise

from lkjip_xl.quotes import Quote, normal

_KINDS = ("tabel", "gambar", "grafik", "bagan", "lampiran", "bab", "diagram")
_NUMBER = re.compile(rf"^\s*(?P<kind>{'|'.join(_KINDS)}|table)?\.?\s*(?P<body>[0-9]+(?:\s*[.-]\s*[0-9a-zA-Z]+)*|[IVX]+|[A-Za-z](?:\.\d+)*)\s*[.):]*\s*$", re.IGNORECASE)
_ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6, "VII": 7, "VIII": 8, "IX": 9, "X": 10, "XI": 11, "XII": 12}
_ABBREVIATION = re.compile(r"\s*\(\s*[A-Z][A-Za-z]*[A-Z]\s*\)")
_COUNTED = re.compile(r"^(?P<words>\D+)(?P<number>\d{1,2})(?!\d)")
_CHAPTER = re.compile(r"\bbab\s+([IVX]+|\d+)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Numbered:
    """One heading, table or item with its number."""

    quote: Quote
    kind: str
    """tabel, gambar, bab, huruf, romawi or angka."""
    parts: tuple[int, ...]
    words: str = ""
    """Its title with the misspelt words spelt right."""

    @property
    def title(self) -> str:
        """Its title, for comparing; `Indikator Kinerja Utama (IKU)` is Indikator Kinerja Utama."""
        text = self.words or self.quote.thing.text
        return normal(_ABBREVIATION.sub("", text)) or normal(text)

    @property
    def place(self) -> str:
        """The chapter or list where it stands, for comparing."""
        return normal(self.quote.table)

    @property
    def named(self) -> bool:
        """Does its number name it alone: `Tabel 3.1`, `4.1.1`; an item `2.` of a list is not."""
        return self.kind in _KINDS or len(self.parts) > 1


def numbered(q: Quote, words: str = "") -> Numbered | None:
    """A row of besaran nomor read; None when the number is nothing of the kind."""
    found = _NUMBER.match(q.text)
    if found is None:
        return None
    kind, body = (found["kind"] or "").casefold().replace("table", "tabel"), found["body"]
    if body.upper() in _ROMAN and (kind or len(body) > 1 or body == "I"):
        return Numbered(q, kind or "romawi", (_ROMAN[body.upper()],), words)
    pieces = re.split(r"\s*[.-]\s*", body)
    rest = pieces[1:] if pieces[0].isalpha() else pieces
    if not all(re.fullmatch(r"[0-9]{1,4}", p) for p in rest) or len(pieces[0]) > 4:
        return None
    if pieces[0].isalpha():
        return Numbered(q, kind or "huruf", (ord(pieces[0].casefold()) - 96, *map(int, rest)), words) if len(pieces[0]) == 1 else None
    return Numbered(q, kind or "angka", tuple(int(p) for p in pieces), words)


def chapter_of(place: str) -> int | None:
    """Number of the chapter that a place names (`Bab II`)."""
    found = _CHAPTER.search(place)
    return None if found is None else int(found[1]) if found[1].isdigit() else _ROMAN.get(found[1].upper())


def shifted(items: list[Numbered]) -> list[list[tuple[Numbered, Numbered]]]:
    """Titles with two numbers: those of one pair of places and one shift together, and each title that one place has twice, with its other places."""
    by_title: dict[tuple[str, str], dict[str, list[Numbered]]] = defaultdict(lambda: defaultdict(list))
    for n in items:
        by_title[n.title, n.kind if n.kind in _KINDS else ""][n.place].append(n)
    groups: dict[tuple[object, ...], list[tuple[Numbered, Numbered]]] = defaultdict(list)
    for title, places in by_title.items():
        for here in places.values():
            for a, b in pairwise(here):
                if ((a.named and b.named) or a.kind in ("huruf", "romawi")) and _comparable(a, b):
                    groups[title].append((a, b))
        for here, there in pairwise(places.values()):
            for a, b in zip(here, there, strict=False):
                if a.named and b.named and _comparable(a, b):
                    groups[a.place, b.place, tuple(x - y for x, y in zip(b.parts, a.parts, strict=True))].append((a, b))
    return sorted(groups.values(), key=lambda pairs: pairs[0][0].quote.row.index)


def _comparable(a: Numbered, b: Numbered) -> bool:
    return a.parts != b.parts and len(a.parts) == len(b.parts) and a.kind == b.kind


def unlisted(pairs: list[tuple[Numbered, Numbered]], items: list[Numbered]) -> list[Numbered]:
    """What a list lacks that makes its numbers lower than those of the other place, [] when that does not explain the shift."""
    a, b = pairs[0]
    listed, others = ([n for n in items if n.place == p.place and n.kind == p.kind and n.parts[:-1] == p.parts[:-1]] for p in (a, b))
    lacking = [n for n in others if not get_close_matches(n.title, [m.title for m in listed], 1, _NEAR)]
    return lacking if a.place != b.place and len(lacking) == b.parts[-1] - a.parts[-1] else []


_NEAR = 0.85


def sequences(items: list[Numbered]) -> list[list[Numbered]]:
    """Numbers of one place, kind and depth below one parent; an item numbered no higher than the one before starts a new list."""
    return [items for lists in _grouped(items) for items in lists]


def restarted(items: list[Numbered]) -> list[tuple[Numbered, Numbered]]:
    """Items that start a new list while their titles count on from the item before (`… Kinerja 2`, `… Kinerja 3`)."""
    return [(before[-1], after[0]) for lists in _grouped(items) for before, after in pairwise(lists) if _counts_on(before[-1].quote.thing.text, after[0].quote.thing.text)]


def _counts_on(before: str, after: str) -> bool:
    a, b = _COUNTED.match(before), _COUNTED.match(after)
    return a is not None and b is not None and normal(a["words"]) == normal(b["words"]) and len(a["words"].split()) > 2 and int(b["number"]) == int(a["number"]) + 1


def _grouped(items: list[Numbered]) -> list[list[list[Numbered]]]:
    groups: dict[tuple[object, ...], list[list[Numbered]]] = defaultdict(lambda: [[]])
    for n in items:
        lists = groups[n.place, n.kind, n.parts[:-1], len(n.parts)]
        if not n.named and lists[-1] and (n.parts[-1] == 1 or n.parts[-1] < lists[-1][-1].parts[-1]):
            lists.append([])
        lists[-1].append(n)
    return list(groups.values())
