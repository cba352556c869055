"""The sheet of findings: who sent the workbook, how many findings of which weight, where to begin, and each finding with a link to its cell."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence

from lkjip_xl.annotate.marks import COLORS
from lkjip_xl.annotate.styles import WEIGHT, Look
from lkjip_xl.annotate.xml import attribute, text
from lkjip_xl.cells import a1, quote_sheet
from lkjip_xl.findings import FileReport, Finding, Severity, first_to_mend

COLUMNS = (("No", 5), ("Sel", 19), ("Tingkat", 11), ("Aturan", 8), ("Temuan", 48), ("Tertulis", 16), ("Seharusnya", 16), ("Yang perlu dilakukan", 40), ("Akibat dari / terkait", 17))
"""Heads and widths in characters."""
LINE = 13.2
"""Points of one line of text; programs that do not fit rows to their text on opening need the height said."""
TALLEST = 400.0
MANY_RELATED = 6
Row = tuple[tuple[str | int, Look], ...]


def head_row(report: FileReport) -> int:
    """Row of the column heads."""
    return len(_top(report)) + 2


def print_titles(report: FileReport) -> str:
    """Rows that every printed page repeats."""
    row = head_row(report)
    return f"${row}:${row}"


def findings_sheet(report: FileReport, sheets: Sequence[str], first_look: int, main: str) -> bytes:
    """Worksheet part; `sheets` are those that can be linked to, `first_look` the index of our first cell style, `main` the namespace."""
    top = _top(report)
    head = head_row(report)
    rows = [*_rows(report.findings), *_waived(report)]
    last = head + len(report.findings)
    xml = [_before(head, main), "<sheetData>"]
    xml += [_row(n, cells, first_look, 24 if n == 1 else None) for n, cells in enumerate(top, 1)]
    xml.append(_row(head, tuple((name, Look.HEAD) for name, _ in COLUMNS), first_look))
    xml += [_row(n, cells, first_look, _height(cells)) for n, cells in enumerate(rows, head + 1)]
    xml.append("</sheetData>")
    if report.findings:
        xml.append(f'<autoFilter ref="A{head}:{a1(last, len(COLUMNS))}"/>')
    xml += [_links(report.findings, head + 1, set(sheets)), _after()]
    return "".join(xml).encode()


def _top(report: FileReport) -> list[Row]:
    counts = Counter(f.severity for f in report.findings)
    who = " · ".join(x for x in (report.instansi, str(report.tahun or ""), report.periode, f"formulir {report.template}" if report.template else "") if x)
    lines: list[Row] = [(("Temuan pemeriksaan buku kerja LKjIP", Look.TITLE),), ((who, Look.PLAIN),)]
    weights = [(s, counts[s]) for s in Severity if counts[s]]
    for severity, count in weights:
        lines.append(((count, WEIGHT[severity]), (_MEANING[severity], Look.PLAIN)))
    if not weights:
        lines.append((("Tidak ada temuan: semua angka yang dapat diperiksa sesuai.", Look.STRONG),))
    if first := first_to_mend(report.findings):
        lines.append((("Perbaiki dahulu: " + "; ".join(f"{f.place} ({count} sel lain bergantung)" for f, count in first) + ".", Look.STRONG),))
    lines += [((line, Look.PLAIN),) for line in _HOW]
    return lines


_HOW = (
    "Klik alamat di kolom Sel untuk membuka selnya. Perbaiki di lembar isian, simpan, lalu kirim kembali.",
    "Lembar ini, warna sel dan komentar dari lkjip diganti sendiri saat berkas diperiksa lagi.",
)
_MEANING = {
    Severity.ERROR: "galat: harus diperbaiki",
    Severity.WARNING: "peringatan: periksa, lalu perbaiki atau jelaskan",
    Severity.INFO: "info: untuk diketahui",
}


def _rows(findings: Sequence[Finding]) -> Iterator[Row]:
    for n, f in enumerate(findings, 1):
        words = f.message + (f"\nHitungan: {f.calculation}" if f.calculation else "")
        yield ((n, Look.CENTER), (f.place or "berkas", Look.LINK if f.sheet else Look.BODY), (f.severity.word, WEIGHT[f.severity]), (f.code, Look.CENTER), (words, Look.BODY),
               (f.found, Look.BODY), (f.expected, Look.BODY), (f.advice, Look.BODY), (_related(f), Look.BODY))


def _waived(report: FileReport) -> Iterator[Row]:
    """Findings that do not count, below a line that says so: no link and no mark, for there is nothing to mend."""
    empty = ("", Look.BODY)
    if report.waived:
        yield (empty, ("", Look.BODY), empty, empty, ("Temuan di bawah ini diterima dan tidak perlu diperbaiki:", Look.BODY), empty, empty, empty, empty)
    for w in report.waived:
        f = w.finding
        yield (empty, (f.place or "berkas", Look.BODY), ("dikecualikan", Look.CENTER), (f.code, Look.CENTER), (f.message, Look.BODY), (f.found, Look.BODY), (f.expected, Look.BODY),
               (w.waiver.words, Look.BODY), empty)


def _related(f: Finding) -> str:
    more = f" dan {len(f.related) - MANY_RELATED} lainnya" if len(f.related) > MANY_RELATED else ""
    parts = (f"akibat dari {f.cause}" if f.cause else "", ", ".join(f.related[:MANY_RELATED]) + more)
    return "\n".join(p for p in parts if p)


def _before(head: int, main: str) -> str:
    columns = "".join(f'<col min="{n}" max="{n}" width="{width + 0.7}" customWidth="1"/>' for n, (_, width) in enumerate(COLUMNS, 1))
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="{main}"><sheetPr><tabColor rgb="{COLORS[Severity.ERROR]}"/><pageSetUpPr fitToPage="1"/></sheetPr>'
        f'<sheetViews><sheetView showGridLines="0" tabSelected="1" workbookViewId="0"><pane ySplit="{head}" topLeftCell="A{head + 1}" activePane="bottomLeft" state="frozen"/>'
        f'<selection pane="bottomLeft" activeCell="B{head + 1}" sqref="B{head + 1}"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/><cols>{columns}</cols>')


def _after() -> str:
    return (
        '<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.6" header="0.3" footer="0.3"/><pageSetup paperSize="9" fitToHeight="0" orientation="landscape"/>'
        "<headerFooter><oddFooter>&amp;L&amp;8Temuan pemeriksaan&amp;C&amp;8Halaman &amp;P dari &amp;N</oddFooter></headerFooter></worksheet>")


def _height(cells: Row) -> float:
    """Points that the longest text of a row takes when wrapped in its column."""
    lines = [sum(max(1, math.ceil(len(part) * 0.9 / width)) for part in str(value).split("\n")) for (value, _), (_, width) in zip(cells, COLUMNS, strict=True)]
    return min(TALLEST, round(max(lines) * LINE + 3, 1))


def _row(number: int, cells: Row, first_look: int, height: float | None = None) -> str:
    high = f' ht="{height}" customHeight="1"' if height else ""
    return f'<row r="{number}"{high}>' + "".join(_cell(a1(number, col), value, first_look + look) for col, (value, look) in enumerate(cells, 1)) + "</row>"


def _cell(address: str, value: str | int, look: int) -> str:
    style = f's="{look}"'
    if isinstance(value, int):
        return f'<c r="{address}" {style}><v>{value}</v></c>'
    return f'<c r="{address}" {style} t="inlineStr"><is><t xml:space="preserve">{text(value)}</t></is></c>' if value else f'<c r="{address}" {style}/>'


def _links(findings: Sequence[Finding], first: int, sheets: set[str]) -> str:
    targets = ((n, f.place, f"{quote_sheet(f.sheet)}!{f.cell or 'A1'}") for n, f in enumerate(findings, first) if f.sheet in sheets)
    links = "".join(f'<hyperlink ref="B{n}" location="{attribute(target)}" display="{attribute(place)}"/>' for n, place, target in targets)
    return f"<hyperlinks>{links}</hyperlinks>" if links else ""
