"""Markdown: for a mail or a merge request. What a message holds stands there as text, whatever it looks like."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from lkjip_xl.findings import FileReport, Finding, IdleWaiver
from lkjip_xl.render.words import WHOLE_FILE, about, beginning, details, summary
from lkjip_xl.values.printable import printable

SHOWN = 4
"""Related cells named before "dan n lainnya"."""
_MARKS = re.compile(r"[\\`*_\[\]<>|~&$#]")
_BREAK = "<br>"


def render_markdown(reports: Sequence[FileReport], idle: Sequence[IdleWaiver] = ()) -> str:
    """One heading and one table for each file."""
    lines: list[str] = []
    for report in reports:
        lines += [*_file(report), ""]
    if idle:
        lines += ["## Pengecualian yang tidak berlaku", "", *(f"- {plain(i.message)}" for i in idle), ""]
    return "\n".join(lines)


def plain(text: str) -> str:
    """Text for one line of a table: no mark of Markdown or HTML in it means anything, line ends are kept as breaks."""
    return _BREAK.join(_MARKS.sub(r"\\\g<0>", line.strip()) for line in printable(text).split("\n"))


def _file(r: FileReport) -> Iterator[str]:
    yield f"## {plain(r.file)}"
    yield ""
    yield " · ".join(plain(p) for p in (r.status, *about(r), f"disimpan: {r.saved_by}" if r.saved_by else "") if p)
    yield ""
    yield f"**{plain(summary(r))}**"
    if first := beginning(r):
        yield ""
        yield "Perbaiki dahulu:"
        yield ""
        yield from (f"1. {plain(f.place)} ({plain(why)})" for f, why in first)
    if r.findings or r.waived:
        yield ""
        yield "| Sel | Aturan | Temuan |"
        yield "| --- | --- | --- |"
        yield from (_row(f, f.severity.word, *_said(f)) for f in r.findings)
        yield from (_row(w.finding, "dikecualikan", plain(w.finding.message), plain(w.waiver.words)) for w in r.waived)


def _row(f: Finding, word: str, *said: str) -> str:
    return f"| {plain(f.place or WHOLE_FILE)} | {plain(f.code)} {word} | {_BREAK.join(said)} |"


def _said(f: Finding) -> Iterator[str]:
    yield plain(f.message)
    for label, text in details(f, shown=SHOWN):
        yield f"→ {plain(text)}" if label == "Saran" else f"{label}: {plain(text)}"
