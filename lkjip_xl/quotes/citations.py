"""Regulations cited in a sentence, against those of `data/peraturan.toml` whose number, year and title are sure."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


def _has(words: str, text: str) -> bool:
    return re.search(rf"(?<![a-z]){re.escape(words)}(?![a-z])", text) is not None


@dataclass(frozen=True, slots=True)
class Regulation:
    """One regulation: how it is called, its number and year (and those of its forerunners), the words of its title."""

    kind: str
    called: tuple[str, ...]
    pairs: tuple[tuple[str, int], ...]
    title: str
    keys: tuple[tuple[str, ...], ...]
    others: tuple[str, ...]

    def near(self, number: str, year: int) -> tuple[str, int] | None:
        """Its own number and year where a citation has only one of the two right; None when it has both or none."""
        if any(number == n.casefold() and year == y for n, y in self.pairs):
            return None
        return next(((n, y) for n, y in self.pairs if (number.partition("/")[0] == n.partition("/")[0]) != (year == y)), None)

    def name(self, pair: tuple[str, int]) -> str:
        """`PermenPAN-RB Nomor 53 Tahun 2014`."""
        number, year = pair
        return f"{self.kind} Nomor {number}" if "/" in number else f"{self.kind} Nomor {number} Tahun {year}"

    def titled(self, words: str) -> bool:
        """Are the words of its title there, and none that belongs to another regulation."""
        return any(all(_has(k, words) for k in key) for key in self.keys) and not any(_has(o, words) for o in self.others)


@dataclass(frozen=True, slots=True)
class Slip:
    """A citation that names a regulation by its title but with another number, year or kind."""

    printed: str
    right: str
    title: str


@cache
def regulations() -> tuple[Regulation, ...]:
    """The regulations that citations are held against."""
    data = tomllib.loads(files("lkjip_xl").joinpath("data/peraturan.toml").read_text(encoding="utf-8"))
    return tuple(
        Regulation(
            r["jenis"], tuple(r["sebutan"]), tuple((str(n), int(y)) for n, y in r["pasangan"]), r["judul"], tuple(tuple(k) for k in r["kunci"]), tuple(r.get("bukan", ())))
        for r in data["peraturan"]
    )


_CITATION = re.compile(
    r"(?:\b(?:nomor|nomer|nomon|no)\b[\s.:]*)?(?P<number>\d{1,3}(?:/[a-z]+\.?\d*/(?P<slash>\d{4}))?)\s*(?:(?:tahun|thn|th)\b\.?\s*|/\s*(?=\d{4}))?(?P<year>\d{4})?\b", re.IGNORECASE)
_MAY_CITE = re.compile(r"peraturan|permen|perpres|pmk|inpres|undang|keputusan|kepmen|mendagri|\bpp\b", re.IGNORECASE)
_LONGEST_KIND, _LONGEST_TITLE = 120, 260


@dataclass(frozen=True, slots=True)
class _Citation:
    number: str
    year: int
    start: int
    end: int


def _citations(text: str) -> list[_Citation]:
    found = []
    for m in _CITATION.finditer(text):
        year = m["year"] or m["slash"]
        if year is not None and 1945 <= int(year) <= 2099 and (m["slash"] or re.search(r"no|tahun|thn|th\b|/", m[0], re.IGNORECASE)):
            found.append(_Citation(m["number"], int(year), m.start(), m.end()))
    return found


def slips(text: str) -> Iterator[Slip]:
    """Citations in a text that cannot be right."""
    if not _MAY_CITE.search(text):
        return
    cited = _citations(text)
    for i, c in enumerate(cited):
        begin, end = cited[i - 1].end if i else 0, cited[i + 1].start if i + 1 < len(cited) else len(text)
        before = " ".join(text[max(begin, c.start - _LONGEST_KIND):c.start].casefold().split())
        after = " ".join(text[c.end:min(end, c.end + _LONGEST_TITLE)].casefold().split())
        found = _slip(c, before, after)
        if found is not None:
            right, title, other_kind = found
            kinds = list(_KIND.finditer(text[begin:c.start])) if other_kind else []
            kind = " ".join(text[begin + kinds[-1].start():c.start].split()) if kinds else ""
            number = f"Nomor {c.number}" if "/" in c.number else f"Nomor {c.number} Tahun {c.year}"
            yield Slip(f"{kind} {number}".strip(" ,"), right, title)


def _slip(c: _Citation, before: str, after: str) -> tuple[str, str, bool] | None:
    """What should be cited, its title, and whether it is the kind that is wrong."""
    number = c.number.casefold()
    for regulation in regulations():
        called, near = _called(regulation, before), regulation.near(number, c.year)
        if called and near is not None and regulation.titled(after):
            return regulation.name(near), regulation.title, False
        exact = next(((n, y) for n, y in regulation.pairs if number == n.casefold() and c.year == y), None)
        if exact is not None and not called and _other_kind(before) and (regulation.titled(after) or regulation.titled(before)):
            return regulation.name(exact), regulation.title, True
    return None


def _called(regulation: Regulation, before: str) -> bool:
    tail = before[-_LONGEST_KIND:]
    return any(re.search(rf"(?<![a-z]){re.escape(word)}", tail) for word in regulation.called)


_KIND = re.compile(r"\b(?:peraturan|permen\w*|perpres|pp|pmk|undang|instruksi|inpres|keputusan|kepmen\w*)\b", re.IGNORECASE)
_LOCAL = re.compile(r"\b(?:daerah|bupati|wali\s?kota|gubernur|desa|camat|perda|perbup|perwali|pergub)\b")


def _other_kind(before: str) -> bool:
    """Does a kind of national regulation stand in front, though not the right one."""
    if _LOCAL.search(before):
        return False
    return bool(_KIND.search(before))


_GAZETTE = re.compile(
    r"\blembaran\s+negara(?:\s+republik\s+indonesia)?\s+tahun\s+(?P<year>\d{4})\s+nomor\s+\d{1,4},?\s+"
    r"tambahan\s+lembaran\s+negara(?:\s+republik\s+indonesia)?\s+nomor\s+(?P<number>\d{1,5})", re.IGNORECASE)
_LAW = re.compile(r"\bnomor\s+(\d{1,3})\s+tahun\s+(\d{4})", re.IGNORECASE)


def gazettes(text: str) -> Iterator[tuple[str, str]]:
    """Each law cited with the number of its Tambahan Lembaran Negara; of several laws in front the one of the year of that gazette."""
    for m in _GAZETTE.finditer(text):
        laws = [law for law in _LAW.finditer(text, 0, m.start()) if law[2] == m["year"]]
        if laws:
            yield m["number"], f"Nomor {laws[-1][1]} Tahun {laws[-1][2]}"
