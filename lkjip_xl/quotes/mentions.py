"""Quarters, years, spans of years and places named in a sentence, with what they are named for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from lkjip_xl.values.types import MONTHS

_LONGEST, _MOST = 8000, 100
"""Characters of a text and years in it that are looked at: no sentence of a report is longer."""
ROMAN = ("", "I", "II", "III", "IV")
_QUARTERS = {
    "i": 1, "1": 1, "pertama": 1, "kesatu": 1, "satu": 1, "ii": 2, "2": 2, "kedua": 2, "dua": 2, "iii": 3, "3": 3, "ketiga": 3, "tiga": 3,
    "iv": 4, "4": 4, "keempat": 4, "empat": 4,
}
_WHICH = r"(IV|III|II|I|[1-4]|pertama|kesatu|kedua|ketiga|keempat|satu|dua|tiga|empat)\b"
_UPTO = r"(?:-|–|—|s\.?\s?/?d\.?|sampai(?:\s+dengan)?|hingga)"
_QUARTER = re.compile(rf"\b(?:tri\s?wulan|tw)\.?\s*(?:ke[\s-]?)?{_WHICH}(?:\s*\([a-z]+\))?(?:\s*{_UPTO}\s*(?:(?:tri\s?wulan|tw)\.?\s*)?(?:ke[\s-]?)?{_WHICH})?", re.IGNORECASE)
_MONTHS = "|".join(sorted((m for m in MONTHS if len(m) > 3), key=len, reverse=True))
_MONTH_END = re.compile(rf"\b(?:{_UPTO}|per|posisi|akhir)\s+(?:akhir\s+)?(?:bulan\s+)?(?:\d{{1,2}}\s+)?({_MONTHS})\b", re.IGNORECASE)
_BREAK = re.compile(
    r"(?<!\bNo)(?<!\bKab)(?<!\bKec)(?<!\bRp)(?<!\bTh)(?<!\bProv)(?<!\bs\.d)[.!?;]\s+(?=[A-Z0-9(“\"])|(?:(?<=[a-z]{4})|(?<=[%\d)]))\.\s+(?=[a-z])|\n+")


def sentences(text: str) -> list[str]:
    """The sentences of a text; `No. 53`, `Kab. Banjar` and `Rp. 5` end none."""
    return [s.strip() for s in _BREAK.split(text[:_LONGEST]) if s.strip()]


@dataclass(frozen=True, slots=True)
class Quarter:
    """A quarter named in a text, or the last month of one (`sampai akhir bulan Maret`)."""

    first: int
    last: int
    text: str
    start: int

    def holds(self, quarter: int) -> bool:
        """Is this quarter the one, or in the range, that is named."""
        return self.first <= quarter <= self.last


def quarters(text: str) -> list[Quarter]:
    """Every quarter a text names, in order."""
    found = []
    for m in _QUARTER.finditer(text):
        first = _QUARTERS[m[1].casefold()]
        found.append(Quarter(first, max(first, _QUARTERS[m[2].casefold()]) if m[2] else first, m[0], m.start()))
    for m in _MONTH_END.finditer(text):
        month = MONTHS[m[1].casefold()]
        if month % 3 == 0:
            found.append(Quarter(month // 3, month // 3, m[0], m.start()))
    return sorted(found, key=lambda q: q.start)


@dataclass(frozen=True, slots=True)
class Year:
    """A year or a span of years named in a text."""

    first: int
    last: int
    kind: str
    """`tahun`, `masa` (a span), `peraturan` (number of a regulation or letter) or `tanggal` (after a month)."""
    start: int
    end: int


_YEAR = re.compile(r"(?<![\d.,/])(?:19|20)\d\d(?!\d|[.,]\d|/\w)")
_SPAN = re.compile(rf"(?<![\d.,/])((?:19|20)\d\d)\s*{_UPTO}\s*(?:tahun\s+)?((?:19|20)\d\d)(?!\d)", re.IGNORECASE)
_CITED = re.compile(
    r"(?:\b(?:nomor|nomer|nomon|no)\b[\s.:]*[\w./-]+|(?:undang|peraturan|perpu|perpres|permen|perda|perbup|pmk|kepmen|keputusan|inpres|\buu\b|\bpp\b)[^.;]{0,60}\d)"
    r"\s+(?:tahun|thn|th)\b\.?\s*$", re.IGNORECASE)
_CITES_ON = re.compile(r"\s+(?:nomor|no\.)\s*\d", re.IGNORECASE)
_TO_MONTH = re.compile(rf"{_MONTH_END.pattern}\s*$", re.IGNORECASE)
_DATED = re.compile(rf"\b(?:{_MONTHS})\s*$", re.IGNORECASE)


def years(text: str) -> list[Year]:
    """Every year a text names, in order; a span counts once."""
    text = text[:_LONGEST]
    spans = [Year(int(m[1]), int(m[2]), "masa", m.start(), m.end()) for m in islice(_SPAN.finditer(text), _MOST)]
    found = list(spans)
    for m in islice(_YEAR.finditer(text), _MOST):
        if not any(y.start <= m.start() < y.end for y in spans):
            before = text[:m.start()]
            cited = _CITED.search(before[-110:]) or _CITES_ON.match(text, m.end())
            dated = _DATED.search(before[-14:]) and not _TO_MONTH.search(before[-50:])
            kind = "peraturan" if cited else "tanggal" if dated else "tahun"
            found.append(Year(int(m[0]), int(m[0]), kind, m.start(), m.end()))
    return sorted(found, key=lambda y: y.start)


COMPARES = re.compile(
    r"banding|\bdari tahun\b|\bdari tri|\bdari tw|sebelumnya|\blalu\b|\bterakhir\b|\bsejak\b|\bmulai\b|\bsemula\b|\bawal\b|\bsedangkan\b|\bmenjadi\b|\bbaseline\b|\bberturut|"
    r"\bmasing-masing\b|\blhe\b|evaluasi (?:sakip|akip|akuntabilitas)|rekomendasi|\bselama\b|\bkurun\b|\brentang\b", re.IGNORECASE)
"""Words of a sentence that looks back on purpose."""
PLANS = re.compile(
    r"\bakan\b|rencana|\brenja\b|\brkpd\b|\brkt\b|berikutnya|mendatang|\bdepan\b|selanjutnya|\btarget|\busul|dijadwalkan|diharapkan|"
    r"\bsupaya\b|\bagar\b|\buntuk tahun\b|\bmenyusun\b|penyusunan|\bakhir\b",
    re.IGNORECASE,
)
"""Words of a sentence that looks ahead on purpose."""

_KIND = {"kecamatan": "Kecamatan", "kec.": "Kecamatan", "camat": "Kecamatan", "kabupaten": "Kabupaten", "kab.": "Kabupaten", "bupati": "Kabupaten"}
_PLACE = re.compile(r"\b((?i:kecamatan|kec\.|camat|kabupaten|kab\.|bupati))[ \t]+(?!(?i:kecamatan|camat|kabupaten|bupati)\b|Rp\.?\s?\d)((?:[A-Z][\w'’-]*)(?:[ \t]+[A-Z][\w'’-]*){0,4})")
DIRECTIONS = frozenset({"utara", "selatan", "barat", "timur", "tengah", "tenggara", "hulu", "hilir", "ulu", "ilir", "dalam", "luar", "kota", "baru", "lama", "atas", "bawah"})
"""Words that make another place of a name they follow."""


@dataclass(frozen=True, slots=True)
class Place:
    """A kecamatan or kabupaten named in a text: the kind and the capitalised words behind it."""

    kind: str
    words: tuple[str, ...]
    start: int


def places(text: str) -> Iterator[Place]:
    """Every place a text names by `Kecamatan …` or `Kabupaten …`."""
    small = text.casefold()
    if not any(word in small for word in ("camat", "kec.", "kab", "bupati")):
        return
    for m in _PLACE.finditer(text):
        yield Place(_KIND[m[1].casefold()], tuple(m[2].split()), m.start())
