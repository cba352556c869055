"""CSV: one line per finding, for a spreadsheet; cells that a spreadsheet would take for a formula are neutralised."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence

from lkjip_xl.cells import looks_like_formula
from lkjip_xl.findings import FileReport, Finding, IdleWaiver, Waiver

HEADER = (
    "berkas", "instansi", "tahun", "periode", "kode", "tingkat", "lembar", "sel", "temuan", "saran", "tertulis", "seharusnya", "perhitungan", "terkait", "dihitung_dari",
    "akibat_dari", "keadaan", "alasan", "oleh", "sampai",
)
OPEN, WAIVED = "terbuka", "dikecualikan"
"""`keadaan` of a finding; an exception that did nothing has its own."""


def harmless(text: str) -> str:
    """Text that a spreadsheet does not run (an apostrophe before what looks like a formula), with line ends a CSV can hold."""
    safe = f"'{text}" if looks_like_formula(text) else text
    return safe.replace("\r\n", "\n").replace("\r", "\n")


def render_csv(reports: Sequence[FileReport], idle: Sequence[IdleWaiver] = ()) -> str:
    """All findings as CSV with a header line; a file without findings has no line, an exception that did nothing has one."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(HEADER)
    for r in reports:
        writer.writerows(map(harmless, line) for line in _lines(r))
    for i in idle:
        sheet, _, cell = i.waiver.place.rpartition("!")
        line = (i.waiver.file, i.waiver.instansi, "", "", i.waiver.code, "", sheet or i.waiver.sheet, cell, i.message, *[""] * 7, i.title, *_waiver(i.waiver))
        writer.writerow(map(harmless, line))
    return out.getvalue()


def _lines(r: FileReport) -> Iterator[tuple[str, ...]]:
    start = (r.file, r.instansi, str(r.tahun or ""), r.periode)
    for f in r.findings:
        yield (*start, *_finding(f), OPEN, "", "", "")
    for w in r.waived:
        yield (*start, *_finding(w.finding), WAIVED, *_waiver(w.waiver))


def _finding(f: Finding) -> tuple[str, ...]:
    return (
        f.code, f.severity.word, f.sheet, f.cell, f.message, f.advice, f.found, f.expected, f.calculation, " ".join(f.related), " ".join(f.sources), f.cause,
    )


def _waiver(w: Waiver) -> tuple[str, str, str]:
    return w.reason, w.by, w.until.isoformat()
