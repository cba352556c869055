"""CSV: one line per finding, for a spreadsheet; cells that a spreadsheet would take for a formula are neutralised."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from lkjip_xl.findings import FileReport

HEADER = ("berkas", "instansi", "tahun", "periode", "kode", "tingkat", "lembar", "sel", "temuan", "saran", "tertulis", "seharusnya", "perhitungan", "terkait", "dihitung_dari", "akibat_dari")
DANGEROUS = ("=", "+", "-", "@", "\t", "\r")


def harmless(text: str) -> str:
    """Text that a spreadsheet does not run (an apostrophe before what looks like a formula), with line ends a CSV can hold."""
    safe = f"'{text}" if text.startswith(DANGEROUS) else text
    return safe.replace("\r\n", "\n").replace("\r", "\n")


def render_csv(reports: Sequence[FileReport]) -> str:
    """All findings as CSV with a header line; a file without findings has no line."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(HEADER)
    for r in reports:
        for f in r.findings:
            line = (
                r.file, r.instansi, str(r.tahun or ""), r.periode, f.code, f.severity.word, f.sheet, f.cell, f.message, f.advice,
                f.found, f.expected, f.calculation, " ".join(f.related), " ".join(f.sources), f.cause,
            )
            writer.writerow([harmless(x) for x in line])
    return out.getvalue()
