"""A workbook's data: what people typed, with no Excel in it. The data file (TOML) and the writer both speak this."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import Any

from lkjip_xl.cells import a1, parse_a1
from lkjip_xl.engine import UNTYPED, Inputs, TableInputs
from lkjip_xl.layout import Layout
from lkjip_xl.spec import book
from lkjip_xl.spec.lists import KINDS, LISTS
from lkjip_xl.spec.types import Entry, Field
from lkjip_xl.values import Kind, Value

Raw = int | Decimal | str | datetime.date | bool
"""A typed-in value as the data file holds it: a number, or text (a malformed figure stays text)."""

KIND_OF: dict[Entry, Kind] = {
    Entry.TEXT: Kind.TEKS, Entry.NEW_ID: Kind.TEKS, Entry.REF: Kind.TEKS, Entry.REFS: Kind.TEKS, Entry.LIST: Kind.TEKS,
    Entry.CODE: Kind.TEKS, Entry.PRINTED: Kind.TEKS, Entry.POSITIVE: Kind.ANGKA, Entry.QUANTITY: Kind.ANGKA,
    Entry.RUPIAH: Kind.RUPIAH, Entry.YEAR: Kind.BULAT, Entry.WHOLE: Kind.BULAT, Entry.DATE: Kind.TANGGAL, Entry.MEASURED: Kind.ANGKA,
}


MEASURED_KINDS = {name: Kind(name) for name in KINDS}


@dataclass(slots=True)
class Data:
    """Everything people typed: forms and tables by part key, and figures typed over a formula by `Sheet!A1`."""

    forms: dict[str, dict[str, Raw]] = field(default_factory=dict)
    tables: dict[str, list[dict[str, Raw]]] = field(default_factory=dict)
    timpa: dict[str, Raw] = field(default_factory=dict)
    rows: dict[str, int] = field(default_factory=dict)
    """Data rows of a table where they are not the template's: a setting (`[baris]` in a data file)."""


def kind_of(f: Field, jenis: str) -> Kind:
    """Kind under which a cell of this field is read; `jenis` is the row's jenis nilai (may be "")."""
    assert f.entry is not None
    if f.entry is Entry.MEASURED:
        return MEASURED_KINDS.get(jenis, Kind.ANGKA)
    return KIND_OF[f.entry]


def serial(day: datetime.date) -> int:
    """Excel's day number (1900 system)."""
    return (day - datetime.date(1899, 12, 30)).days


def engine_value(value: Value, f: Field) -> Any:
    """What a formula sees of a typed cell: Fraction, text, "" or UNTYPED."""
    if value.trouble is not None:
        return UNTYPED
    if value.number is not None:
        return value.number
    if value.date is not None:
        return Fraction(serial(value.date))
    return as_listed(value.raw, f)


def as_listed(text: str, f: Field) -> str:
    """Text as the list of its field writes it: to a formula `Nihil` is `nihil`, and a space at the end makes another text."""
    if f.entry is Entry.LIST and f.strict:
        return LISTED[f.source].get(text.casefold(), text)
    return STATES.get(text.casefold(), text) if f.entry is Entry.MEASURED else text


LISTED = {name: {item.casefold(): item for item in items} for name, items in LISTS.items()}
STATES = LISTED["keadaan"]


def seen(raw: Raw, f: Field) -> Any:
    """What a formula sees of a data-file entry, mistyped or not: a number, or the text as it stands."""
    if isinstance(raw, str):
        return as_listed(raw, f)
    return Fraction(serial(raw)) if isinstance(raw, datetime.date) else Fraction(raw)


def inputs_of(data: Data, layout: Layout, policies: Mapping[str, Any]) -> Inputs:
    """What formulas see of data, with row numbers from the layout and `timpa` as overrides: gives the stored values."""
    inputs = Inputs(forms={"Kebijakan": dict(policies)})
    for part, form in book.FORMS.items():
        given = data.forms.get(part, {})
        inputs.forms.setdefault(part, {}).update(
            {f.key: seen(given[f.key], f) for f in form.fields if f.is_input and f.key in given}
        )
    for part, table in book.TABLES.items():
        place = layout.tables[part]
        rows = TableInputs(numbers=list(range(place.first_row, place.end_row)))
        rows.rows.extend({k: seen(v, table[k]) for k, v in given.items()} for given in data.tables.get(part, []))
        rows.rows.extend({} for _ in range(len(rows.numbers) - len(rows.rows)))
        inputs.tables[part] = rows
    for address, raw in data.timpa.items():
        _override(inputs, layout, address, raw)
    return inputs


def locate(layout: Layout, address: str) -> tuple[str, int | None, str] | None:
    """Part key, row index (None for a form) and field key of `Sheet!A1`; None when no field stands there."""
    sheet, _, cell = address.rpartition("!")
    row, col = parse_a1(cell)
    for key, place in layout.tables.items():
        if place.sheet == sheet and place.first_row <= row < place.end_row:
            for name, at in place.cols.items():
                if at == col:
                    return key, row - place.first_row, name
    for key, form in layout.forms.items():
        if form.sheet == sheet:
            for name, at_cell in form.cells.items():
                if at_cell == (row, col):
                    return key, None, name
    return None


_PLACE = re.compile(r"(\w+)(?:\[(\d+)\])?\.(\w+)")


def place_of(layout: Layout, text: str) -> tuple[str, int | None, str] | None:
    """Like `locate`, also for `Pengukuran[3].capaian` (third row) and `Jumlah.pagu` (a form cell)."""
    named = _PLACE.fullmatch(text)
    if named is None:
        return locate(layout, text)
    part, row, key = named.groups()
    known = book.TABLES if row else book.FORMS
    fits = part in known and key in known[part].by_key
    return (part, int(row) - 1 if row else None, key) if fits and (not row or 0 < int(row) <= layout.tables[part].end_row - layout.tables[part].first_row) else None


def address_of(layout: Layout, part: str, index: int | None, key: str) -> str:
    """`Sheet!A1` of a field; `index` is the row's position in its table."""
    if index is None:
        form = layout.forms[part]
        return f"{form.sheet}!{a1(*form.cells[key])}"
    table = layout.tables[part]
    return f"{table.sheet}!{a1(table.first_row + index, table.cols[key])}"


FORMULA, TEXT = "=", "'"
"""First character of what `timpa` holds: a formula of the user's own; a text that would else begin with one of these two (Excel marks it the same way)."""


def is_formula(raw: Raw | None) -> bool:
    """Is a value typed over a formula another formula."""
    return isinstance(raw, str) and raw.startswith(FORMULA)


def marked(text: str) -> str:
    """Text that stands over a formula as `timpa` holds it: never to be taken for a formula."""
    return f"{TEXT}{text}" if text.startswith((FORMULA, TEXT)) else text


def unmarked(raw: Raw) -> Raw:
    """What stands in the cell, the inverse of `marked`."""
    return raw.removeprefix(TEXT) if isinstance(raw, str) else raw


def plain_value(raw: Raw) -> Any:
    """What a formula sees of a value typed over a formula."""
    if isinstance(raw, str):
        return unmarked(raw)
    return Fraction(serial(raw)) if isinstance(raw, datetime.date) else Fraction(raw)


def _override(inputs: Inputs, layout: Layout, address: str, raw: Raw) -> None:
    found = locate(layout, address)
    if found is None or is_formula(raw):
        return  # another formula: what it gives is not known here, so what the template's gives stands
    part, index, key = found
    if index is None:
        inputs.form_overrides.setdefault(part, {})[key] = plain_value(raw)
    else:
        inputs.tables[part].overrides.setdefault(index, {})[key] = plain_value(raw)
