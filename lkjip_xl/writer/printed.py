"""Sheets made to be read and printed: cells with formats, formulas with their values, merged texts, native charts, page set-up. Knows nothing of what they say."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import xlsxwriter

from lkjip_xl.cells import looks_like_formula
from lkjip_xl.writer.looks import BAND, GRID, HEADER, HEADER_TEXT
from lkjip_xl.writer.workbook import AS_GIVEN, CREATED, SpecSheet

PAPERS = {"A4": (9, 210.0, 297.0), "F4": (14, 215.9, 330.2)}
"""Excel's number of a paper, its width and height in millimetres; F4 is what Excel calls Folio."""
MARGIN = 0.45
"""Left and right margin in inches."""
TOP, BOTTOM = 0.75, 0.7
ROW = 15.0
"""Points of a row of one line."""
FONT, SIZE = "Arial", 9
GAP, ALERT, TOTAL, PARENT = "FFF2B3", "C00000", "E3ECEF", "F1F5F6"
MANY = 12
"""Columns of a chart above which their figures would run into each other; the table above has them."""
CHART_COLORS = ("1F4E5F", "8FB8C9", "D08C3C", "6B7F3A", "A9A9A9", "5B3E78")


@dataclass(frozen=True, slots=True)
class Style:
    """How a cell looks."""

    number: str = "General"
    align: str = "left"
    bold: bool = False
    italic: bool = False
    size: int = SIZE
    fill: str = ""
    color: str = ""
    border: bool = True
    indent: int = 0
    wrap: bool = True


HEAD = Style(align="center", bold=True, fill=HEADER, color=HEADER_TEXT)
SHARED_HEAD = Style(align="center", bold=True, fill=BAND)
TITLE = Style(bold=True, size=13, color=HEADER, border=False)
PLAIN = Style(border=False)
CAPTION = Style(bold=True, size=10, color=HEADER, border=False)
NOTE = Style(italic=True, size=8, color="595959", border=False)
WARNING = Style(bold=True, color=ALERT, border=False)


@dataclass(frozen=True, slots=True)
class Put:
    """One cell: a number or text, the formula that gives it, and how many columns it covers."""

    value: float | int | str
    style: Style
    formula: str = ""
    span: int = 1


@dataclass(frozen=True, slots=True)
class Series:
    """One series of a chart, by ranges (sheet, row, column, row, column) counted from 0; the name is a text or a cell (sheet, row, column)."""

    name: str | tuple[str, int, int]
    categories: tuple[str, int, int, int, int]
    values: tuple[str, int, int, int, int]


@dataclass(frozen=True, slots=True)
class Chart:
    """A native chart over whole lines: bars lie, columns stand."""

    kind: str
    title: str
    series: tuple[Series, ...]
    row: int
    width: int
    height: int
    axis: str = ""
    """Title of the axis of categories."""


@dataclass
class PrintedSheet:
    """One sheet, its rows from the top."""

    name: str
    widths: Sequence[float]
    landscape: bool = False
    rows: list[dict[int, Put]] = field(default_factory=list)
    heights: dict[int, float] = field(default_factory=dict)
    charts: list[Chart] = field(default_factory=list)
    repeat: tuple[int, int] | None = None
    """First and last row that every page repeats."""
    breaks: list[int] = field(default_factory=list)
    """Rows before which a page ends."""
    header: str = ""
    """Text at the right of every page's head."""
    office: str = ""
    """Text at the left of it."""
    footer: str = ""
    alert: bool = False


def text_width(sheet: PrintedSheet, col: int, span: int) -> float:
    """Characters that fit beside each other in merged columns."""
    return sum(sheet.widths[col : col + span]) + 0.7 * (span - 1)


def page_points(widths: Sequence[float], paper: str, *, landscape: bool) -> float:
    """Height of a page in points of its rows, when its columns are fitted to its width."""
    _, short, long = PAPERS[paper]
    across, down = (long, short) if landscape else (short, long)
    scale = min(1.0, (across / 25.4 - 2 * MARGIN) * 96 / sum(7 * w + 5 for w in widths))
    return (down / 25.4 - TOP - BOTTOM) * 72 / scale * 0.95


def write_printed(sheets: Sequence[PrintedSheet], paper: str, title: str, properties: Mapping[str, str]) -> bytes:
    """The .xlsx of these sheets."""
    target = io.BytesIO()
    workbook = xlsxwriter.Workbook(target, AS_GIVEN | {"default_format_properties": {"font_name": FONT, "font_size": 10}})
    formats = _Formats(workbook)
    made = [(sheet, workbook.add_worksheet(sheet.name, SpecSheet)) for sheet in sheets]
    for sheet, worksheet in made:
        _page(worksheet, sheet, paper)
        for row, cells in enumerate(sheet.rows):
            worksheet.set_row(row, sheet.heights.get(row, ROW))
            for col, put in cells.items():
                _cell(worksheet, row, col, put, formats)
        for chart in sheet.charts:
            _chart(workbook, worksheet, chart)
    workbook.set_properties({"title": title, "author": "", "comments": "", "company": "", "created": CREATED})
    for name, value in properties.items():
        workbook.set_custom_property(name, value, "text")
    workbook.close()
    return target.getvalue()


class _Formats:
    def __init__(self, workbook: Any) -> None:
        self._workbook = workbook
        self._made: dict[tuple[Style, bool], Any] = {}

    def get(self, style: Style, *, quoted: bool = False) -> Any:
        key = (style, quoted)
        if key not in self._made:
            given: dict[str, Any] = {
                "font_name": FONT, "font_size": style.size, "num_format": style.number, "align": style.align, "valign": "vcenter", "text_wrap": style.wrap,
                "bold": style.bold, "italic": style.italic, "indent": style.indent, "quote_prefix": quoted,
            }
            given |= {"bg_color": style.fill} if style.fill else {}
            given |= {"font_color": style.color} if style.color else {}
            given |= {"border": 1, "border_color": GRID} if style.border else {}
            self._made[key] = self._workbook.add_format(given)
        return self._made[key]


def _cell(worksheet: Any, row: int, col: int, put: Put, formats: _Formats) -> None:
    text = put.value if isinstance(put.value, str) else ""
    look = formats.get(put.style, quoted=bool(text) and not put.formula and looks_like_formula(text))
    if put.span > 1:
        worksheet.merge_range(row, col, row, col + put.span - 1, "", look)
    if put.formula:
        worksheet.write_formula(row, col, f"={put.formula}", look, put.value)
    elif put.value == "":
        worksheet.write_blank(row, col, None, look)
    elif isinstance(put.value, str):
        worksheet.write_string(row, col, put.value, look)
    else:
        worksheet.write_number(row, col, put.value, look)


def _page(worksheet: Any, sheet: PrintedSheet, paper: str) -> None:
    for col, width in enumerate(sheet.widths):
        worksheet.set_column(col, col, width)
    worksheet.set_paper(PAPERS[paper][0])
    if sheet.landscape:
        worksheet.set_landscape()
    worksheet.set_margins(left=MARGIN, right=MARGIN, top=TOP, bottom=BOTTOM)
    worksheet.center_horizontally()
    worksheet.fit_to_pages(1, 0)
    if sheet.breaks:
        worksheet.set_h_pagebreaks(sheet.breaks)
    if sheet.repeat is not None:
        worksheet.repeat_rows(*sheet.repeat)
        worksheet.freeze_panes(sheet.repeat[1] + 1, 0)
    worksheet.print_area(0, 0, max(len(sheet.rows) - 1, 0), len(sheet.widths) - 1)
    right = f"&R{_small(sheet.header)}" if sheet.header else ""
    worksheet.set_header(f"&L{_small(sheet.office)}{right}")
    worksheet.set_footer(f"&L{_small(sheet.name)}&C{_small('Halaman ')}&P dari &N&R{_small(sheet.footer)}")
    worksheet.hide_gridlines(2)
    if sheet.alert:
        worksheet.set_tab_color(ALERT)


def _small(text: str) -> str:
    """Text in small letters at the head or foot of a page: an ampersand there begins a code, and a digit right behind the size would belong to it."""
    return f"&8 {text[:70].replace('&', '&&')}"


def _chart(workbook: Any, worksheet: Any, chart: Chart) -> None:
    made = workbook.add_chart({"type": chart.kind})
    points = sum(s.values[3] - s.values[1] + 1 for s in chart.series)
    labelled = chart.kind == "bar" or points <= MANY
    for i, series in enumerate(chart.series):
        color = CHART_COLORS[i % len(CHART_COLORS)]
        made.add_series({
            "name": list(series.name) if isinstance(series.name, tuple) else series.name, "categories": list(series.categories), "values": list(series.values),
            "fill": {"color": color}, "border": {"color": "595959", "width": 0.5}, "gap": 60,
            "data_labels": {"value": labelled, "num_format": "0.0%", "font": {"name": FONT, "size": 8}},
        })
    font = {"name": FONT, "size": 8}
    across = chart.kind == "bar"
    categories: dict[str, Any] = {"num_font": font, "reverse": across, "name": chart.axis, "name_font": font}
    values: dict[str, Any] = {"num_font": font, "num_format": "0%", "min": 0, "label_position": "high" if across else "next_to"}
    values["major_gridlines"] = {"visible": True, "line": {"color": "D9D9D9", "width": 0.5}}
    (made.set_y_axis if across else made.set_x_axis)(categories)
    (made.set_x_axis if across else made.set_y_axis)(values)
    made.set_title({"name": chart.title, "name_font": {"name": FONT, "size": 10, "bold": True}, "overlay": False})
    made.set_legend({"none": True} if len(chart.series) < 2 else {"position": "bottom", "font": font})
    made.set_size({"width": chart.width, "height": chart.height})
    worksheet.insert_chart(chart.row, 0, made, {"object_position": 2, "x_offset": 2, "y_offset": 2})
