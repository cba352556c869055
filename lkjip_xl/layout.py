"""Where each field stands: rows and columns of every form and table, and the formula text that belongs in each cell.

`standard` gives the layout that the writer uses; the reader finds another one in a returned workbook (`locate`). The
formula text expected in a cell follows from the layout, so inserted rows and moved columns need no special case.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from lkjip_xl.cells import col_letter, quote_sheet
from lkjip_xl.spec import book
from lkjip_xl.spec.types import Field, Form, Formula, Sheet, Table, defined_name

TITLE_ROWS = 3
"""Title, intro, blank: rows above the first part of a sheet."""
FORM_ONLY_VALUE = 2
FORM_VALUE = 4
"""Column of a form's values: on a sheet of forms only, and above a table (labels span the columns before)."""


@dataclass(slots=True)
class FormPlace:
    """Cells of one form: `cells[key]` is (row, column) of the value."""

    sheet: str
    cells: dict[str, tuple[int, int]]
    title_row: int = 0


@dataclass(slots=True)
class TablePlace:
    """Cells of one table: header row, first data row, end-marker row, column of each key."""

    sheet: str
    header_row: int
    first_row: int
    end_row: int
    cols: dict[str, int]
    title_row: int = 0
    caption_row: int = 0


@dataclass(slots=True)
class Layout:
    """Place of every part, keyed by part key, and the actual title of every sheet."""

    forms: dict[str, FormPlace] = field(default_factory=dict)
    tables: dict[str, TablePlace] = field(default_factory=dict)
    sheets: dict[str, str] = field(default_factory=dict)
    _texts: dict[tuple[str, str], str] = field(default_factory=dict)

    def name_target(self, part: Form | Table, f: Field) -> str:
        """Text of the defined name of a field, e.g. `PK!$G$8:$G$48`."""
        if isinstance(part, Form):
            place = self.forms[part.key]
            row, col = place.cells[f.key]
            return f"{quote_sheet(place.sheet)}!${col_letter(col)}${row}"
        table = self.tables[part.key]
        letter = col_letter(table.cols[f.key])
        return f"{quote_sheet(table.sheet)}!${letter}${table.first_row}:${letter}${table.end_row}"

    def cells(self) -> dict[str, dict[tuple[int, int], tuple[str, int | None, str]]]:
        """Every cell of a field by sheet title, row and column: part key, position of the row (None for a form), field key."""
        found: dict[str, dict[tuple[int, int], tuple[str, int | None, str]]] = {}
        for part, form in self.forms.items():
            found.setdefault(form.sheet, {}).update({at: (part, None, key) for key, at in form.cells.items()})
        for part, table in self.tables.items():
            here = found.setdefault(table.sheet, {})
            for key, col in table.cols.items():
                here.update({(row, col): (part, row - table.first_row, key) for row in range(table.first_row, table.end_row)})
        return found

    def row_formula(self, table: Table, f: Field) -> str:
        """Formula text of a column with \\0 for the row number."""
        key = (table.key, f.key)
        if key not in self._texts:
            assert f.formula is not None
            self._texts[key] = self._fill(f.formula, table)
        return self._texts[key]

    def cell_formula(self, part: Form | Table, formula: Formula) -> str:
        """Formula text of a form cell or a caption."""
        return self._fill(formula, part)

    def _fill(self, formula: Formula, owner: Form | Table) -> str:
        home = self.tables[owner.key].sheet if isinstance(owner, Table) else self.forms[owner.key].sheet

        def replace(match: re.Match[str]) -> str:
            head, _, key = match[1].rpartition(".")
            if not head:
                return f"${col_letter(self.tables[owner.key].cols[key])}\0"
            if head == "first":
                own = self.tables[owner.key]
                return f"${col_letter(own.cols[key])}${own.first_row}"
            place = self.tables[head]
            letter = col_letter(place.cols[key])
            sheet = "" if place.sheet == home else f"{quote_sheet(place.sheet)}!"
            return f"{sheet}${letter}${place.first_row}:${letter}${place.end_row}"

        return re.sub(r"\{([A-Za-z0-9_. ]+)\}", replace, formula.excel)


def at_row(text: str, row: int) -> str:
    """Formula text of one row."""
    return text.replace("\0", str(row))


def column_order(table: Table) -> list[Field]:
    """Columns as they stand: visible ones first, helpers at the right end."""
    return [f for f in table.fields if not f.hidden] + [f for f in table.fields if f.hidden]


def standard(rows: Mapping[str, int] | None = None) -> Layout:
    """Layout that the writer uses; `rows` overrides the number of data rows of a table."""
    layout = Layout()
    for sheet in book.SHEETS:
        layout.sheets[sheet.key] = sheet.name
        _place_sheet(layout, sheet, rows or {})
    return layout


def _place_sheet(layout: Layout, sheet: Sheet, rows: Mapping[str, int]) -> None:
    at = TITLE_ROWS + 1
    value_col = FORM_VALUE if any(isinstance(p, Table) for p in sheet.parts) else FORM_ONLY_VALUE
    for part in sheet.parts:
        if isinstance(part, Form):
            cells = {f.key: (at + 1 + i, value_col) for i, f in enumerate(part.fields)}
            layout.forms[part.key] = FormPlace(sheet.name, cells, title_row=at)
            at += len(part.fields) + 2
        else:
            count = rows.get(part.key, part.rows)
            cols = {f.key: i for i, f in enumerate(column_order(part), 1)}
            layout.tables[part.key] = TablePlace(
                sheet.name, header_row=at + 2, first_row=at + 4, end_row=at + 4 + count, cols=cols, title_row=at, caption_row=at + 3
            )
            at += count + 6


def all_names(layout: Layout) -> dict[str, str]:
    """Defined names of all fields and their targets."""
    return {defined_name(part, f): layout.name_target(part, f) for _, part in book.parts() for f in part.fields}
