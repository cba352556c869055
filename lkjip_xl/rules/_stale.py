"""Sentences that fit another time or another document: plans in a report, measures for a year that is over, news of long ago."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lkjip_xl.findings import Severity
from lkjip_xl.quotes.mentions import sentences, years


@dataclass(frozen=True, slots=True)
class Leftover:
    """One wrong mention: what kind, what stands there and what belongs there."""

    kind: str
    printed: str
    right: str
    note: str = ""
    """Why it cannot stand there, where that is more than another word."""
    severity: Severity = Severity.ERROR


_REPORT = r"(?:laporan\s+(?:akuntabilitas\s+)?kinerja(?:\s+instansi\s+pemerintah(?:an)?)?|lkj?ip|lkj|lakip)"
_REPORT_OF = re.compile(rf"\b{_REPORT}\b(?:(?!renstra|rencana|rpjmd|\brpd\b|periode)[^.;]){{0,70}}\btahun\s+$", re.IGNORECASE)
_RENJA_OF = re.compile(r"\b(?:renja|rencana\s+kerja)\b(?:(?!renstra|strategis|rpjmd)[^.;]){0,70}\btahun\s+$", re.IGNORECASE)
_YEARS_AHEAD = re.compile(
    rf"\b{_REPORT}\b(?:(?!renstra|rencana\s+strategis|rpjmd|\brpd\b)[^.;])*?\bselama\s+(?:kurun\s+waktu\s+)?(?P<span>(?:\d|tiga|empat|lima)\s*(?:\(\w+\)\s*)?tahun\s+(?:ke\s?depan|mendatang))\b",
    re.IGNORECASE)
_LONG_AGO = re.compile(r"\bbaru\s+(?!saja\b)(?:\w+\s+){1,12}?(?:sejak|mulai)\s+tahun\s+(?P<year>(?:19|20)\d\d)\b", re.IGNORECASE)
_LONG = 5
"""Years after which nothing is new any more."""
_IMPROVE = re.compile(
    r"\b(?:langkah|upaya|strategi|usaha)\b[^.;]{0,40}\b(?:dapat|akan|perlu|harus|bisa)\b[^.;]{0,60}?"
    r"(?P<words>(?:meningkatkan|memperbaiki|peningkatan|perbaikan)\s+(?:\w+\s+)??kinerja(?:\s+(?!dan\b)\w+){0,3}?\s+tahun\s+(?P<year>\d{4}))\b", re.IGNORECASE)
_REDESIGN = re.compile(
    r"^\W*(?:(?:\d{1,2}|[a-z])[.)]\s*)?(?P<words>(?:merancang(?:\s+ulang)?|menganggarkan|mengusulkan|mengalokasikan|merencanakan)\s+(?:\w+\s+){0,3}?(?:belanja|anggaran|dpa|rka)\b"
    r"(?:\s+\w+){0,5}?\s+tahun\s+(?P<year>\d{4}))\b", re.IGNORECASE)
_DONE = re.compile(r"\b(?:telah|sudah)\b", re.IGNORECASE)


def stale(text: str, year: int, plan: tuple[int, int] | None, *, annual: bool, remedy: bool) -> Iterator[Leftover]:
    """Such sentences in a report of `year`; `remedy`: the text says what is going to be done."""
    for span in years(text):
        told = f"{span.first}-{span.last}"
        if span.kind == "masa" and span.first < span.last and _REPORT_OF.search(text[:span.start]) and span.first <= year < span.last:
            yield Leftover("laporan", told, "", f"padahal laporan kinerja sesudah tahun {year} belum ada", Severity.WARNING)
        elif span.kind == "masa" and span.first < span.last and _RENJA_OF.search(text[:span.start]):
            yield Leftover("renja", told, f"Renja tahun {year}", f"padahal Renja dibuat untuk satu tahun{'; itu masa Renstra' if plan == (span.first, span.last) else ''}")
    for sentence in sentences(text):
        ahead, long_ago = _YEARS_AHEAD.search(sentence), _LONG_AGO.search(sentence)
        if ahead:
            yield Leftover("rencana", ahead["span"], f"tahun {year}", f"padahal laporan kinerja berisi tahun {year} yang sudah berjalan; kalimat ini milik Renstra", Severity.WARNING)
        if long_ago and year - int(long_ago["year"]) > _LONG:
            yield Leftover("lama", f"baru … {long_ago['year']}", "", f"padahal itu {year - int(long_ago['year'])} tahun sebelum tahun laporan", Severity.WARNING)
        for pattern, severity in ((_IMPROVE, Severity.WARNING), *(((_REDESIGN, Severity.INFO),) if remedy else ())):
            late = pattern.search(sentence)
            if annual and late and int(late["year"]) == year and not _DONE.search(sentence):
                yield Leftover("upaya", late["words"], f"tahun {year + 1}", f"padahal tahun {year} sudah berakhir", severity)
                break
