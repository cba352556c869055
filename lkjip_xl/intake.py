"""From cells to typed inputs: what people typed, and what became of every formula cell.

One pass over the located fields. Inputs are typed by their spec field; a formula cell is compared with the text the
template has for that very place in this file's layout.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache
from typing import Any

from lkjip_xl.engine import UNTYPED, CellKey, Inputs, TableInputs
from lkjip_xl.layout import Layout, at_row
from lkjip_xl.locate import Located
from lkjip_xl.model import engine_value, kind_of
from lkjip_xl.reader import RawBook, RawCell, RawSheet
from lkjip_xl.spec import book
from lkjip_xl.spec.lists import PREDICATES
from lkjip_xl.spec.types import Entry, Field, Form, Formula, Table, defined_name
from lkjip_xl.values import Kind, Value, parse_number, parse_text

Key = CellKey


class Mark(StrEnum):
    """What a formula cell holds instead of its formula."""

    REPLACED = "diganti nilai"
    ERASED = "dihapus"
    ALTERED = "diubah"
    RANGE = "rentang berubah"
    BARE_ROW = "baris tanpa rumus"


@dataclass(slots=True)
class Intake:
    """Typed content of one workbook."""

    inputs: Inputs = field(default_factory=Inputs)
    values: dict[Key, Value] = field(default_factory=dict)
    marks: dict[Key, Mark] = field(default_factory=dict)
    expected: dict[Key, str] = field(default_factory=dict)
    """Formula text that belongs in each marked cell."""


def take_in(raw: RawBook, located: Located, former: Mapping[str, Formula] | None = None) -> Intake:
    """Type every input cell and judge the text of every formula cell of a located workbook. `former` are formulas that an older version had, by defined name."""
    former = former or {}
    intake = Intake()
    layout = located.layout
    for key, form in book.FORMS.items():
        if key in layout.forms:
            _form(raw, layout, form, intake, former)
    kinds: dict[str, str] = {}
    for key, table in book.TABLES.items():
        if key in layout.tables:
            _table(raw, layout, table, intake, kinds, former)
    return intake


def read_cell(raw: RawBook, cell: RawCell, kind: Kind) -> Value:
    """Typed value of an input cell as stored."""
    read = _typed if len(cell.text) <= SHORT else _typed.__wrapped__
    return read(cell.kind, cell.text, raw.number_format(cell.style) if cell.kind == "n" else "", kind, raw.date1904)


SHORT = 60
"""Longest cell text whose typed value is kept: ids, figures and words of lists come again and again."""


@lru_cache(maxsize=16384)
def _typed(stored: str, text: str, number_format: str, kind: Kind, date1904: bool) -> Value:
    if stored == "n":
        return parse_number(text, number_format, kind, date1904=date1904)
    if stored == "b":
        return parse_text("TRUE" if text == "1" else "FALSE", kind)
    return parse_text(text, kind)


def _form(raw: RawBook, layout: Layout, form: Form, intake: Intake, former: Mapping[str, Formula]) -> None:
    place = layout.forms[form.key]
    sheet = raw.sheet(place.sheet)
    assert sheet is not None
    given: dict[str, Any] = {}
    intake.inputs.forms[form.key] = given
    for f in form.fields:
        at = place.cells.get(f.key)
        if at is None:
            continue
        cell = sheet.cells.get(at)
        if f.formula is not None:
            text = _safe(lambda f=f: layout.cell_formula(form, former.get(defined_name(form, f), f.formula)))
            override = _judge(cell, None if text is None else at_row(text, at[0]), (form.key, None, f.key), intake, used=True)
            if override is not _NONE:
                intake.inputs.form_overrides.setdefault(form.key, {})[f.key] = override
        elif cell is not None:
            if f.locked:
                given[f.key] = plain(cell)
            else:
                value = read_cell(raw, cell, kind_of(f, ""))
                intake.values[form.key, None, f.key] = value
                given[f.key] = engine_value(value, f)


def _table(raw: RawBook, layout: Layout, table: Table, intake: Intake, kinds: dict[str, str], former: Mapping[str, Formula]) -> None:
    place = layout.tables[table.key]
    sheet = raw.sheet(place.sheet)
    assert sheet is not None
    entries = [(f, place.cols[f.key]) for f in table.fields if f.is_input and f.key in place.cols]
    formulas = [(f, place.cols[f.key], _row_text(layout, table, f, former)) for f in table.fields if f.formula is not None and f.key in place.cols]
    rows = TableInputs()
    intake.inputs.tables[table.key] = rows
    for index, number in enumerate(range(place.first_row, place.end_row)):
        cells = _row_inputs(raw, sheet, table, entries, number, index, intake, kinds)
        rows.numbers.append(number)
        rows.rows.append(cells)
        if table.key == "Renstra" and cells.get("id") and isinstance(cells.get("jenis", ""), str):
            kinds.setdefault(str(cells["id"]).casefold(), cells.get("jenis", ""))
        _row_formulas(sheet, table, formulas, number, index, intake, cells)


def _row_text(layout: Layout, table: Table, f: Field, former: Mapping[str, Formula]) -> str | None:
    older = former.get(defined_name(table, f)) if former else None
    return _safe(lambda: layout.row_formula(table, f) if older is None else layout.cell_formula(table, older))


def _row_inputs(
    raw: RawBook, sheet: RawSheet, table: Table, entries: list[tuple[Field, int]], number: int, index: int, intake: Intake, kinds: dict[str, str]
) -> dict[str, Any]:
    found = [(f, cell) for f, col in entries if (cell := sheet.cells.get((number, col))) is not None and (cell.text or cell.kind not in ("s", ""))]
    if not found:
        return {}
    texts = {f.key: cell.text for f, cell in found}
    jenis = texts.get("jenis", "") if "jenis" in table.by_key and table["jenis"].is_input else kinds.get(texts.get("id", "").strip().casefold(), "")
    cells: dict[str, Any] = {}
    for f, cell in found:
        # Where nothing says the jenis nilai (its row or sheet is gone, which has its own finding), a predicate is one.
        guessed = f.entry is Entry.MEASURED and not jenis and cell.text.strip().upper() in PREDICATES
        value = read_cell(raw, cell, Kind.PREDIKAT if guessed else kind_of(f, jenis))
        if not value.blank:
            intake.values[table.key, index, f.key] = value
            cells[f.key] = engine_value(value, f)
        elif cell.text:
            cells[f.key] = cell.text  # spaces alone are nothing to people, but not to a formula
    return cells


def _row_formulas(
    sheet: RawSheet, table: Table, formulas: list[tuple[Field, int, str | None]], number: int, index: int, intake: Intake, inputs: dict[str, Any]
) -> None:
    over: dict[str, Any] = {}
    bare = True
    used = bool(inputs)
    row = str(number)
    for f, col, text in formulas:
        cell = sheet.cells.get((number, col))
        if cell is not None and cell.formula is not None:
            bare = False
            if text is not None and cell.formula == text.replace("\0", row):
                continue
        override = _judge(cell, None if text is None else text.replace("\0", row), (table.key, index, f.key), intake, used=used)
        if override is not _NONE:
            over[f.key] = override
    if over:
        intake.inputs.tables[table.key].overrides[index] = over
    if bare and used and formulas and all(intake.marks.get((table.key, index, f.key)) is Mark.ERASED for f, _, _ in formulas):
        for f, _, _ in formulas:
            intake.marks[table.key, index, f.key] = Mark.BARE_ROW


_NONE: Any = object()


def _judge(cell: RawCell | None, expected: str | None, key: Key, intake: Intake, *, used: bool) -> Any:
    """Mark a deviating formula cell; gives what the cell holds when dependents must use that, else _NONE."""
    mark: Mark | None = None
    if cell is None or (cell.formula is None and cell.text == "" and cell.kind in ("s", "")):
        mark = Mark.ERASED if used else None
    elif cell.formula is None or (cell.kind == "e" and cell.formula.upper() == cell.text):
        mark = Mark.REPLACED  # LibreOffice stores an error that was typed as the formula =#N/A
    elif expected is not None and cell.formula != expected and canon(cell.formula) != canon(expected):
        mark = Mark.RANGE if unranged(cell.formula) == unranged(expected) else Mark.ALTERED
    if mark is None:
        return _NONE
    intake.marks[key] = mark
    intake.expected[key] = expected or ""
    return "" if cell is None else plain(cell)


def plain(cell: RawCell) -> Any:
    """What a formula sees of a cell, with no reading of texts: Fraction, str, or UNTYPED for an error value."""
    if cell.kind == "n":
        return Fraction(cell.text)
    return UNTYPED if cell.kind == "e" else cell.text


def _safe(build: Any) -> str | None:
    """Formula text, or None when a column it refers to is not in the file (that has its own finding)."""
    try:
        return str(build())
    except KeyError:
        return None


_STRING = re.compile(r'("(?:[^"]|"")*")')
_PREFIX = re.compile(r"_XLFN\.|_XLWS\.|_XLPM\.")
_QUOTED = re.compile(r"'([A-Z_][A-Z0-9_.]*)'!")
_RANGE = re.compile(r"\$([A-Z]{1,3})\$(\d+):\$([A-Z]{1,3})\$?(\d+)")


@lru_cache(maxsize=20000)
def canon(text: str) -> str:
    """Formula text without what applications write differently: case, spaces, TRUE(), quotes, function prefixes."""
    pieces = _STRING.split(text)
    for i in range(0, len(pieces), 2):
        plain_text = pieces[i].upper().replace(" ", "").replace("TRUE()", "TRUE").replace("FALSE()", "FALSE")
        pieces[i] = _QUOTED.sub(r"\1!", _PREFIX.sub("", plain_text))
    return "".join(pieces)


def unranged(text: str) -> str:
    """Canonical text with the row numbers of every range blanked out."""
    return _RANGE.sub(r"$\1:$\3", canon(text))
