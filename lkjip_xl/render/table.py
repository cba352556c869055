"""The table people read on a terminal: cell, rule, what is wrong and what to do."""

from __future__ import annotations

import io
from collections.abc import Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from lkjip_xl.findings import FileReport, Finding, IdleWaiver, Severity
from lkjip_xl.render.words import WHOLE_FILE, beginning, details, head, summary
from lkjip_xl.values.printable import printable

STYLE = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}
WIDTH = 120
SHOWN = 4
"""Related cells named before "dan n lainnya"."""
LEFT_OUT = ("Tertulis", "Seharusnya", "Dasar hukum", "Akibat dari")
"""What the message says already, or `lkjip rule` does."""


def render_table(reports: Sequence[FileReport], idle: Sequence[IdleWaiver] = (), *, width: int | None = None, color: bool = False) -> str:
    """Reports as tables with a summary line each; plain text unless `color`."""
    out = io.StringIO()
    console = Console(file=out, width=width or WIDTH, force_terminal=color, no_color=not color, highlight=False, legacy_windows=False)
    for report in reports:
        console.print(Text(printable(head(report)), style="bold"))
        if report.findings or report.waived:
            console.print(_table(report))
        console.print(summary(report))
        if first := beginning(report):
            console.print(Text("Perbaiki dahulu: " + printable("; ".join(f"{f.place} ({why})" for f, why in first)) + "."))
        console.print()
    for waiver in idle:
        console.print(Text(printable(waiver.message), style="yellow"))
    return out.getvalue()


def _table(report: FileReport) -> Table:
    table = Table(show_lines=True, expand=True)
    table.add_column("Sel", no_wrap=True)
    table.add_column("Aturan", no_wrap=True)
    table.add_column("Temuan dan saran", ratio=1)
    for f in report.findings:
        table.add_row(_place(f), Text(f"{f.code}\n{f.severity.word}", style=STYLE[f.severity]), _words(f))
    for w in report.waived:
        table.add_row(_place(w.finding), Text(f"{w.finding.code}\ndikecualikan"), Text(printable(f"{w.finding.message}\n{w.waiver.words}")), style="dim")
    return table


def _place(f: Finding) -> Text:
    return Text(printable(f.place or WHOLE_FILE))


def _words(f: Finding) -> Text:
    text = Text(printable(f"Akibat dari {f.cause}. {f.message}" if f.cause else f.message))
    for label, told in details(f, shown=SHOWN):
        said = printable(told)
        if label == "Saran":
            text.append(f"\n→ {said}", style="green")
        elif label not in LEFT_OUT:
            text.append(f"\n{label}: {said}", style="dim")
    return text
