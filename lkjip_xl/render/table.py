"""The table people read on a terminal: cell, rule, what is wrong and what to do."""

from __future__ import annotations

import io
from collections.abc import Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from lkjip_xl.findings import FileReport, Finding, Severity, first_to_mend

STYLE = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}
WIDTH = 120
MANY = 10
"""More findings than this get a line that says where to begin."""
SHOWN = 4
"""Related cells named before "dan n lainnya"."""


def render_table(reports: Sequence[FileReport], *, width: int | None = None, color: bool = False) -> str:
    """Reports as tables with a summary line each; plain text unless `color`."""
    out = io.StringIO()
    console = Console(file=out, width=width or WIDTH, force_terminal=color, no_color=not color, highlight=False, legacy_windows=False)
    for report in reports:
        console.print(Text(head(report), style="bold"))
        if report.findings:
            console.print(_table(report))
        console.print(summary(report))
        if len(report.findings) > MANY and (first := first_to_mend(report.findings)):
            console.print("Perbaiki dahulu: " + "; ".join(f"{f.place} ({count} sel lain bergantung)" for f, count in first) + ".")
        console.print()
    return out.getvalue()


def head(report: FileReport) -> str:
    """First line: file, instansi, year, period, who saved it."""
    parts = [report.file, report.instansi, str(report.tahun or ""), report.periode, f"disimpan: {report.saved_by}" if report.saved_by else ""]
    return " · ".join(p for p in parts if p)


def summary(report: FileReport) -> str:
    """Last line: how many findings of which weight."""
    return f"{report.counts[0].upper()}{report.counts[1:]}."


def _table(report: FileReport) -> Table:
    table = Table(show_lines=True, expand=True)
    table.add_column("Sel", no_wrap=True)
    table.add_column("Aturan", no_wrap=True)
    table.add_column("Temuan dan saran", ratio=1)
    for f in report.findings:
        table.add_row(f.place or "berkas", Text(f"{f.code}\n{f.severity.word}", style=STYLE[f.severity]), _words(f))
    return table


def _words(f: Finding) -> Text:
    text = Text(f"Akibat dari {f.cause}. {f.message}" if f.cause else f.message)
    if f.calculation:
        text.append(f"\nHitungan: {f.calculation}", style="dim")
    if f.advice:
        text.append(f"\n→ {f.advice}", style="green")
    if f.related:
        more = f" dan {len(f.related) - SHOWN} lainnya" if len(f.related) > SHOWN else ""
        text.append(f"\nTerkait: {', '.join(f.related[:SHOWN])}{more}", style="dim")
    others = [place for place in f.sources if place not in (f.place, *f.related)]
    if others:
        more = f" dan {len(others) - SHOWN} lainnya" if len(others) > SHOWN else ""
        text.append(f"\nDihitung dari: {', '.join(others[:SHOWN])}{more}", style="dim")
    return text
