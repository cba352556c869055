"""Forms and tables on a worksheet: labels, headers, inputs, formulas with their stored values, colours, print set-up."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from itertools import groupby
from typing import Any

from lkjip_xl.cells import a1, col_letter
from lkjip_xl.engine import UNTYPED, Engine, Row
from lkjip_xl.layout import FORM_VALUE, Layout, TablePlace, at_row, column_order
from lkjip_xl.model import Data, Raw, is_formula, unmarked
from lkjip_xl.profile import Profile
from lkjip_xl.spec import book
from lkjip_xl.spec.build import CLASSES
from lkjip_xl.spec.types import Entry, Field, Form, Look, Sheet, Table
from lkjip_xl.writer import looks as colors
from lkjip_xl.writer import validation
from lkjip_xl.writer.looks import Looks

Values = Mapping[str, Mapping[tuple[int, int], Any]]
"""Stored values of formula cells by sheet and (row, column), as a spreadsheet engine worked them out."""
TEXT_ENTRIES = {Entry.CODE, Entry.NEW_ID, Entry.REF, Entry.REFS, Entry.PRINTED}
END_TEXT = "Akhir tabel. Sisipkan baris baru di atas baris ini, lalu salin rumusnya."
WIDE = 20
LINE_HEIGHT, MAX_HEIGHT, LETTERS = 13, 400, 1.08
PAGE_WIDTH = 330
"""Column widths (characters) that still print readably on one landscape page."""
LABEL_WIDTH, VALUE_WIDTH, NOTE_WIDTH = 38, 46, 70


def _name_column(table: Table) -> int:
    """Position of the first wide column: what every printed page repeats ends there."""
    return next((i for i, f in enumerate(column_order(table)) if f.width >= WIDE), 0)


_ESCAPED = re.compile(r"_x(?=[0-9A-Fa-f]{4}_)")
"""What Excel takes for a character in a stored text; xlsxwriter escapes it in a typed text only."""


def _note(f: Field) -> str:
    """Explanation beside a form field: for a formula what it works out, else what to type."""
    return f.formula.words if f.formula is not None and f.formula.words else f.doc


def stored(value: Any) -> float | int | str:
    """Stored value of a formula cell: number, text, or "" for blank and for what does not type."""
    if isinstance(value, Fraction):
        return int(value) if value.denominator == 1 else float(value)
    return "" if value is UNTYPED else str(value)


class Pen:
    """Writes the parts of one workbook."""

    def __init__(self, looks: Looks, layout: Layout, engine: Engine, data: Data, profile: Profile, values: Values | None = None) -> None:
        self.looks, self.layout, self.engine, self.data, self.profile = looks, layout, engine, data, profile
        self.values = values
        self.unknown = False
        """Set when a formula cell's stored value could not be worked out by our engine alone."""

    def sheet(self, worksheet: Any, sheet: Sheet, timpa: Mapping[str, Raw]) -> None:
        """All parts of a sheet; `timpa` maps A1 to figures typed over a formula here."""
        worksheet.write_string(0, 0, sheet.title, self.looks.title())
        worksheet.write_string(1, 0, sheet.intro, self.looks.intro())
        tables = [p for p in sheet.parts if isinstance(p, Table)]
        self._columns(worksheet, tables)
        for part in sheet.parts:
            if isinstance(part, Table):
                self._table(worksheet, part, timpa)
            else:
                self._form(worksheet, part, timpa, wide=not tables)
        if tables:
            first = self.layout.tables[tables[0].key]
            worksheet.freeze_panes(first.first_row - 1, 1)
            if len(tables) == 1:
                worksheet.repeat_rows(first.header_row - 2, first.header_row)
            self._print_area(worksheet, sheet, tables)

    def _columns(self, worksheet: Any, tables: list[Table]) -> None:
        if not tables:
            for col, width in enumerate((LABEL_WIDTH, VALUE_WIDTH, NOTE_WIDTH)):
                worksheet.set_column(col, col, width)
            return
        widths: dict[int, int] = {}
        for table in tables:
            for i, f in enumerate(column_order(table)):
                if not f.hidden:
                    widths[i] = max(widths.get(i, 0), f.width)
        for i, width in widths.items():
            worksheet.set_column(i, i, width)
        last = max(len(t.fields) for t in tables)
        if last > len(widths):
            worksheet.set_column(len(widths), last - 1, 9, None, {"hidden": True})

    def _print_area(self, worksheet: Any, sheet: Sheet, tables: list[Table]) -> None:
        visible = max(sum(not f.hidden for f in t.fields) for t in tables)
        bottom = max(
            [self.layout.tables[t.key].end_row for t in tables]
            + [row for p in sheet.parts if isinstance(p, Form) for row, _ in self.layout.forms[p.key].cells.values()]
        )
        worksheet.print_area(0, 0, bottom - 1, visible - 1)
        width = max(sum(f.width for f in t.fields if not f.hidden) for t in tables)
        if width > PAGE_WIDTH:
            worksheet.fit_to_pages(-(-width // PAGE_WIDTH), 0)
            worksheet.repeat_columns(0, _name_column(tables[0]))

    # forms

    def _form(self, worksheet: Any, form: Form, timpa: Mapping[str, Raw], *, wide: bool) -> None:
        place = self.layout.forms[form.key]
        worksheet.write_string(place.title_row - 1, 0, form.title, self.looks.part())
        given = self.data.forms.get(form.key, {})
        for f in form.fields:
            row, col = place.cells[f.key]
            if wide:
                worksheet.write_string(row - 1, col - 2, f.header, self.looks.label())
                worksheet.write_string(row - 1, col, _note(f), self.looks.note())
            else:
                worksheet.merge_range(row - 1, 0, row - 1, FORM_VALUE - 2, f.header, self.looks.label())
            self._form_cell(worksheet, form, f, given, timpa.get(a1(row, col)))

    def _form_cell(self, worksheet: Any, form: Form, f: Field, given: Mapping[str, Raw], typed: Raw | None) -> None:
        row, col = self.layout.forms[form.key].cells[f.key]
        look = self.looks.cell(f.look, entry=f.is_input, text=f.entry in TEXT_ENTRIES, policy=f.locked)
        if f.formula is not None:
            text = at_row(self.layout.cell_formula(form, f.formula), row)
            self._formula(worksheet, row, col, text, look, self.engine.form_get(form.key, f.key), typed)
        elif f.locked:
            self._raw(worksheet, row, col, self._locked(form, f), look)
        else:
            self._raw(worksheet, row, col, given.get(f.key), look)
            validation.apply(worksheet, f, rows=(row, row), col=col, cols={}, end=0)
        if f.is_input and f.required:
            self._warn_blank(worksheet, row, col)
        if f.look is Look.CENTER and f.formula is not None:
            self._colour_words(worksheet, row, row, col, form.key)

    def _locked(self, form: Form, f: Field) -> Any:
        if form.key == "Kebijakan":
            return stored(self.profile.cells[f.key])
        return {"id": book.TEMPLATE_ID, "versi": book.TEMPLATE_VERSION}[f.key]

    def _warn_blank(self, worksheet: Any, row: int, col: int) -> None:
        worksheet.conditional_format(row - 1, col - 1, row - 1, col - 1, {"type": "blanks", "format": self.looks.fill((colors.MISSING, "000000"), bold=False)})

    # tables

    def _table(self, worksheet: Any, table: Table, timpa: Mapping[str, Raw]) -> None:
        place = self.layout.tables[table.key]
        worksheet.write_string(place.title_row - 1, 0, table.title, self.looks.part())
        self._header(worksheet, table, place)
        rows = self.data.tables.get(table.key, [])
        engine_rows = self.engine.rows[table.key]
        plan = [
            (f, place.cols[f.key], self.looks.cell(f.look, entry=f.is_input, text=f.entry in TEXT_ENTRIES),
             self.layout.row_formula(table, f) if f.formula else "")
            for f in column_order(table)
        ]
        for i, number in enumerate(range(place.first_row, place.end_row)):
            given = rows[i] if i < len(rows) else {}
            self._row(worksheet, number, plan, given, engine_rows[i], timpa)
            if given:
                self._height(worksheet, number, plan, engine_rows[i])
        self._end(worksheet, table, place)
        for f in table.fields:
            if f.is_input:
                validation.apply(worksheet, f, rows=(place.first_row, place.end_row - 1), col=place.cols[f.key], cols=place.cols, end=place.end_row)
        self._colours(worksheet, table, place)
        if table.filtered:
            self._filter(worksheet, table, place, rows)

    def _header(self, worksheet: Any, table: Table, place: TablePlace) -> None:
        ordered = column_order(table)
        worksheet.set_row(place.header_row - 1, 46)
        at = 0
        for band, group in groupby((f for f in ordered if not f.hidden), key=lambda f: f.band):
            size = len(list(group))
            if band and size > 1:
                worksheet.merge_range(place.header_row - 2, at, place.header_row - 2, at + size - 1, band, self.looks.band())
            elif band:
                worksheet.write_string(place.header_row - 2, at, band, self.looks.band())
            at += size
        for i, f in enumerate(ordered):
            worksheet.write_string(place.header_row - 1, i, f.header, self.looks.header())
            if f.caption is not None:
                text = at_row(self.layout.cell_formula(table, f.caption), place.caption_row)
                worksheet.write_formula(place.caption_row - 1, i, f"={text}", self.looks.band(), stored(f.caption.twin(self.engine.page)))
            elif f.hidden:
                worksheet.write_blank(place.caption_row - 1, i, None, self.looks.band())
            else:
                worksheet.write_string(place.caption_row - 1, i, f"({i + 1})", self.looks.band())

    def _row(self, worksheet: Any, number: int, plan: list[tuple[Field, int, Any, str]], given: Mapping[str, Raw], row: Row, timpa: Mapping[str, Raw]) -> None:
        for f, col, look, text in plan:
            if text:
                typed = timpa.get(a1(number, col)) if timpa else None
                self._formula(worksheet, number, col, at_row(text, number), look, row.get(f.key), typed)
            else:
                self._raw(worksheet, number, col, given.get(f.key), look)

    def _height(self, worksheet: Any, number: int, plan: list[tuple[Field, int, Any, str]], row: Row) -> None:
        """A row is as high as its longest wrapped text; applications do not fit rows they did not fill."""
        lines = 1
        for f, _, _, _ in plan:
            value = row.get(f.key)
            if isinstance(value, str) and not f.hidden:
                lines = max(lines, sum(-(-len(line) // max(1, int(f.width * LETTERS))) for line in value.split("\n")))
        if lines > 1:
            worksheet.set_row(number - 1, min(LINE_HEIGHT * lines + 3, MAX_HEIGHT))

    def _end(self, worksheet: Any, table: Table, place: TablePlace) -> None:
        said = False
        for i, f in enumerate(column_order(table)):
            if not said and not f.hidden and f.width >= WIDE:
                worksheet.write_string(place.end_row - 1, i, END_TEXT, self.looks.end())
                said = True
            else:
                worksheet.write_blank(place.end_row - 1, i, None, self.looks.end())

    def _filter(self, worksheet: Any, table: Table, place: TablePlace, rows: list[dict[str, Raw]]) -> None:
        key = place.cols[table.key_field] - 1
        visible = sum(not f.hidden for f in table.fields)
        worksheet.autofilter(place.header_row, 0, place.end_row - 2, visible - 1)
        if rows:
            worksheet.filter_column(key, "x == NonBlanks")
            for number in range(place.first_row, place.end_row):
                i = number - place.first_row
                if i >= len(rows) or table.key_field not in rows[i]:
                    worksheet.set_row(number - 1, None, None, {"hidden": True})

    def _colours(self, worksheet: Any, table: Table, place: TablePlace) -> None:
        first, last = place.first_row, place.end_row - 1
        key = col_letter(place.cols[table.key_field])
        for f in table.fields:
            col = place.cols[f.key]
            if f.required and f.key != table.key_field and f.is_input:
                test = f'=AND(${key}{first}<>"",{self._due(f, place, first)}{a1(first, col)}="")'
                worksheet.conditional_format(first - 1, col - 1, last - 1, col - 1, {"type": "formula", "criteria": test, "format": self.looks.fill((colors.MISSING, "000000"), bold=False)})
            if f.key in ("status", "kategori"):
                self._colour_words(worksheet, first, last, col, f.key)

    def _due(self, f: Field, place: TablePlace, first: int) -> str:
        if f.required == "tahunan":
            return 'Identitas_periode="TAHUNAN",'
        if f.required == "tw":
            return f"Identitas_tw>={f.quarter},"
        if f.required in ("rasio", "indikator"):
            other = "jenis" if f.required == "rasio" else "level"
            return f'${col_letter(place.cols[other])}{first}="{f.required}",'
        return ""

    def _colour_words(self, worksheet: Any, first: int, last: int, col: int, what: str) -> None:
        area = (first - 1, col - 1, last - 1, col - 1)
        if what in ("kategori", "Ringkasan"):
            classes = self.profile.classes
            for i in range(1, min(len(classes), CLASSES) + 1):
                shade = colors.CLASS_COLORS.get(classes[i - 1].warna)
                if shade:
                    worksheet.conditional_format(*area, {"type": "formula", "criteria": f'=AND({a1(first, col)}<>"",{a1(first, col)}=Kebijakan_kelas_{i}_label)', "format": self.looks.fill(shade)})
        elif what in ("status", "Periksa"):
            for word, shade in colors.STATUS.items():
                worksheet.conditional_format(*area, {"type": "cell", "criteria": "==", "value": f'"{word}"', "format": self.looks.fill(shade)})

    # cells

    def _formula(self, worksheet: Any, row: int, col: int, text: str, look: Any, value: Any, typed: Raw | None) -> None:
        changed = is_formula(typed)
        if typed is None or changed:
            self.unknown |= value is UNTYPED or changed
            shown = stored(value) if self.values is None else self.values[worksheet.get_name()].get((row, col))
            if isinstance(shown, str) and "_x" in shown:
                shown = _ESCAPED.sub(r"_x005F\g<0>", shown)
            worksheet.write_formula(row - 1, col - 1, typed if changed else f"={text}", look, "" if shown is None else shown)
        else:
            self._raw(worksheet, row, col, unmarked(typed), look)

    def _raw(self, worksheet: Any, row: int, col: int, raw: Any, look: Any) -> None:
        if raw is None or raw == "":
            worksheet.write_blank(row - 1, col - 1, None, look)
        elif isinstance(raw, str):
            worksheet.write_string(row - 1, col - 1, raw, self.looks.for_text(look, raw))
        elif isinstance(raw, bool):
            worksheet.write_boolean(row - 1, col - 1, raw, look)
        elif isinstance(raw, datetime.date):
            worksheet.write_datetime(row - 1, col - 1, datetime.datetime.combine(raw, datetime.time()), look)
        else:
            worksheet.write_number(row - 1, col - 1, float(raw) if isinstance(raw, Decimal) else raw, look)
