"""Whether the drop-downs and limits of input cells are still there, whatever an application made of their text on saving."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lkjip_xl.cells import Range, col_letter, col_number
from lkjip_xl.check import Check
from lkjip_xl.intake import Mark, canon, unranged
from lkjip_xl.locate import Damage
from lkjip_xl.model import serial
from lkjip_xl.reader import RawSheet, RawValidation
from lkjip_xl.rules._depends import lost
from lkjip_xl.spec import book
from lkjip_xl.spec.types import Entry, Field, Form, Table, defined_name
from lkjip_xl.writer import validation

TYPES = {"integer": "whole", "decimal": "decimal", "list": "list", "custom": "custom", "date": "date"}
OPERATORS = {">": "greaterThan", ">=": "greaterThanOrEqual", "between": "between"}
_REF = re.compile(r"(?<![A-Za-z0-9_.!])(\$?)([A-Za-z]{1,3})(\$?)(\d{1,7})(?![A-Za-z0-9_(.])")


@dataclass(frozen=True, slots=True)
class Bare:
    """An input column (or form cell) whose validation does not reach all of its cells."""

    part: str
    field: Field
    row: int
    col: int
    changed: bool
    """Another validation stands there; otherwise there is none."""


MOVING = (Damage.SHEET_MISSING, Damage.COLUMN_MISSING, Damage.COLUMN_MOVED, Damage.EXTRA_COLUMN)
"""LibreOffice then shifts the references in validations of every sheet, also of those nobody touched."""


@dataclass(frozen=True, slots=True)
class _Reach:
    """Cells that a field's validation must cover, and what is known of the file around them."""

    part: str
    field: Field
    rows: range
    col: int
    cols: Mapping[str, int]
    end: int
    inserted: frozenset[int]
    moved: bool


def uncovered(check: Check) -> Iterator[Bare]:
    """First uncovered cell of every input field whose validation is damaged."""
    moved = any(f.damage in MOVING for f in check.located.flaws)
    gone = {name if not part else f"{part}_{name}" for part, name in lost(check)}
    for key, form in book.FORMS.items():
        place = check.layout.forms.get(key)
        sheet = check.raw.sheet(place.sheet) if place else None
        for f in form.fields if place and sheet else ():
            at = place.cells.get(f.key) if place else None
            if at and sheet and f.is_input and not _needs(form, f) & gone:
                found = _first_bare(sheet, _Reach(form.key, f, range(at[0], at[0] + 1), at[1], {}, 0, frozenset(), moved))
                if found:
                    yield found
    for key, table in book.TABLES.items():
        where = check.layout.tables.get(key)
        sheet = check.raw.sheet(where.sheet) if where else None
        if where is None or sheet is None:
            continue
        for f in table.fields:
            if f.is_input and f.key in where.cols and not _needs(table, f) & gone:
                rows = range(where.first_row, where.end_row)
                found = _first_bare(sheet, _Reach(key, f, rows, where.cols[f.key], where.cols, where.end_row, _inserted(check, key), moved))
                if found:
                    yield found


def _needs(part: Form | Table, f: Field) -> set[str]:
    """Names and columns that a validation reads; one that is gone has its own finding."""
    needs = {validation.list_name(f)} if f.source else set()
    if f.entry is Entry.MEASURED:
        needs |= {"Daftar_keadaan", "Daftar_predikat", f"{part.key}_{f.kind_from}"}
    return needs | {defined_name(part, f)} if f.entry is Entry.NEW_ID else needs


def _inserted(check: Check, table: str) -> frozenset[int]:
    """Rows that somebody inserted without formulas: they have their own finding."""
    numbers = check.verdicts.inputs.tables[table].numbers
    return frozenset(numbers[index] for (part, index, _), mark in check.verdicts.marks.items() if part == table and mark is Mark.BARE_ROW and index is not None)


def _first_bare(sheet: RawSheet, reach: _Reach) -> Bare | None:
    f, rows, col = reach.field, reach.rows, reach.col
    options = validation.rule(f, f"{col_letter(col)}{rows.start}", cols=reach.cols, first=rows.start, end=reach.end)
    if options["validate"] == "any":
        return None
    want = _wanted(options)
    good: list[Range] = []
    other: list[Range] = []
    for v in sheet.validations:
        for area in v.ranges:
            if area[1] <= col <= area[3]:
                if not _is(v, want, rows.start, col, moved=reach.moved):
                    other.append(area)
                elif area[0] <= rows.start and rows.stop <= area[2] + 1:
                    return None
                else:
                    good.append(area)
    for row in rows:
        if not any(r1 <= row <= r2 for r1, _, r2, _ in good) and row not in reach.inserted:
            return Bare(reach.part, f, row, col, any(r1 <= row <= r2 for r1, _, r2, _ in other))
    return None


def _wanted(options: Mapping[str, object]) -> RawValidation:
    low = options.get("source", options.get("value", options.get("minimum", "")))
    return RawValidation(
        type=TYPES[str(options["validate"])], operator=OPERATORS[str(options.get("criteria", "between"))], formula1=_text(low),
        formula2=_text(options.get("maximum", "")), show_error=bool(options.get("show_error", True)),
    )


def _text(value: object) -> str:
    return str(serial(value)) if isinstance(value, datetime.date) else str(value).removeprefix("=")


def _is(v: RawValidation, want: RawValidation, row: int, col: int, *, moved: bool) -> bool:
    """Same kind, same limits, and it still stops what it stopped; texts of prompts may differ."""
    if v.type != want.type or (want.show_error and (not v.show_error or v.error_style != "stop")):
        return False
    if want.type not in ("list", "custom") and v.operator != want.operator:
        return False
    if want.formula2 and canon(v.formula2) != canon(want.formula2):
        return False
    if moved and want.type == "custom":
        return _skeleton(v.formula1) == _skeleton(want.formula1)
    anchors = {(v.ranges[0][0], v.ranges[0][1]), (min(r[0] for r in v.ranges), min(r[1] for r in v.ranges))}
    return any(unranged(shift(v.formula1, row - r, col - c)) == unranged(want.formula1) for r, c in anchors)


def _skeleton(text: str) -> str:
    """Formula text with every reference blanked out."""
    return _REF.sub("§", canon(text).replace("#REF!", "§"))


def shift(text: str, rows: int, cols: int) -> str:
    """Formula text as it reads that many rows and columns further."""

    def moved(match: re.Match[str]) -> str:
        fixed_col, letters, fixed_row, number = match.groups()
        col = col_number(letters) + (0 if fixed_col else cols)
        row = int(number) + (0 if fixed_row else rows)
        return f"{fixed_col}{col_letter(max(1, col))}{fixed_row}{max(1, row)}"

    return _REF.sub(moved, text) if rows or cols else text
