"""What several formats say in the same words, and texts made safe for them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lkjip_xl.findings import FileReport, Finding, first_to_mend

WHOLE_FILE = "berkas"
"""What stands where a finding names no sheet."""
MANY = 10
"""More findings than this get a line that says where to begin."""


def head(report: FileReport) -> str:
    """First line of a file: its name, instansi, year, period, who saved it."""
    parts = [report.file, *about(report), f"disimpan: {report.saved_by}" if report.saved_by else ""]
    return " · ".join(p for p in parts if p)


def about(report: FileReport) -> list[str]:
    """Instansi, year and period, as far as the file says."""
    return [p for p in (report.instansi, str(report.tahun or ""), report.periode) if p]


def summary(report: FileReport) -> str:
    """How many findings of which weight, as a sentence."""
    return f"{report.counts[0].upper()}{report.counts[1:]}."


def beginning(report: FileReport) -> list[tuple[Finding, str]]:
    """Where to begin in a long list: the roots, each with what hangs on it."""
    if len(report.findings) <= MANY:
        return []
    return [(f, f"{count} sel lain bergantung") for f, count in first_to_mend(report.findings)]


def details(f: Finding, *, shown: int | None = None) -> Iterator[tuple[str, str]]:
    """Everything a finding says beside its message, as label and text; of many cells the first `shown`."""
    others = [place for place in f.sources if place not in (f.place, *f.related)]
    told = (
        ("Tertulis", f.found), ("Seharusnya", f.expected), ("Hitungan", f.calculation), ("Saran", f.advice), ("Terkait", listed(f.related, shown)),
        ("Dihitung dari", listed(others, shown)), ("Akibat dari", f.cause), ("Dasar hukum", f.legal_basis),
    )
    return ((label, text) for label, text in told if text)


def listed(places: Sequence[str], shown: int | None = None) -> str:
    """Places in a row, of many the first `shown`."""
    if shown is None or len(places) <= shown:
        return ", ".join(places)
    return f"{', '.join(places[:shown])} dan {len(places) - shown} lainnya"
