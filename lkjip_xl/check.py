"""What rules see of one returned workbook: the cells as stored, the typed values, the engines' answers, and places.

A rule never touches a file or an engine. It walks `check.rows("PK")`, reads `row.value("target")` (typed cell),
`row["target"]` (what a formula sees), `row.right("capaian")` (what the cell should hold) and yields a `Hit` at
`row.spot("capaian")`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cached_property
from typing import Any

from lkjip_xl.cells import a1
from lkjip_xl.engine import UNTYPED, CellKey, Engine, Origins, Row
from lkjip_xl.layout import Layout
from lkjip_xl.locate import Damage, Located
from lkjip_xl.profile import Profile
from lkjip_xl.reader import RawBook, RawCell
from lkjip_xl.spec import book
from lkjip_xl.spec.types import Table
from lkjip_xl.values import Value
from lkjip_xl.witness import Verdicts


@dataclass(frozen=True, slots=True)
class Spot:
    """A place a finding points at."""

    sheet: str
    cell: str = ""
    subject: str = ""
    column: str = ""
    order: tuple[int, int, int] = (0, 0, 0)

    @property
    def address(self) -> str:
        """`Sheet!A1`, or the sheet alone."""
        return f"{self.sheet}!{self.cell}" if self.cell else self.sheet


BLANK = Value()
MISSING = (Damage.SHEET_MISSING, Damage.TABLE_MISSING, Damage.COLUMN_MISSING)


class CheckRow:
    """One used row of a table."""

    __slots__ = ("check", "index", "row", "table")

    def __init__(self, check: Check, table: Table, row: Row) -> None:
        self.check, self.table, self.row, self.index = check, table, row, row.index

    def __getitem__(self, key: str) -> Any:
        """What a formula sees: Fraction, str, "" or UNTYPED (never raises)."""
        return self.row.get(key)

    def number(self, key: str) -> Fraction | None:
        """The cell's number, None for anything else."""
        value = self.row.get(key)
        return value if isinstance(value, Fraction) else None

    def text(self, key: str) -> str:
        """The cell's text, "" for anything else."""
        value = self.row.get(key)
        return value if isinstance(value, str) else ""

    def value(self, key: str) -> Value:
        """The typed input cell: number, trouble, repair, decimals as typed."""
        return self.check.values.get((self.table.key, self.index, key), BLANK)

    def right(self, key: str) -> Any:
        """What the cell should hold if no formula had been typed over anywhere."""
        return self.check.truth.rows[self.table.key][self.index].get(key)

    def raw(self, key: str) -> RawCell | None:
        """The cell as stored."""
        return self.check.raw_cell(self.table.key, self.index, key)

    def spot(self, key: str = "") -> Spot:
        """Place of a cell of this row (of its key cell when no key is given)."""
        return self.check.spot(self.table.key, key or self.table.key_field, self.index)

    def cell(self, key: str) -> CellKey:
        """A cell of this row as the engine knows it."""
        return self.table.key, self.index, key

    def address(self, key: str) -> str:
        """`Sheet!A1` of a cell of this row."""
        return self.spot(key).address

    @property
    def subject(self) -> str:
        """Id, code or name that identifies this row."""
        return self.check.subject(self.table.key, self.index)


@dataclass
class Check:
    """One workbook under examination."""

    file: str
    raw: RawBook
    located: Located
    profile: Profile
    """Profile the workbook should follow (its own, or the one asked for)."""
    own_profile: str
    """Name of the profile the file says it was issued under, "" when it says none."""
    verdicts: Verdicts
    values: dict[tuple[str, int | None, str], Value] = field(default_factory=dict)
    failure: str = ""
    """Why the file cannot be read at all ("" when it can): only LK001 speaks then."""
    remedy: str = ""
    """What to do about it."""
    profile_asked: bool = False
    """True when the caller named the profile the workbook must follow."""

    @property
    def layout(self) -> Layout:
        """Where everything stands in this file."""
        return self.located.layout

    @property
    def stored(self) -> Engine:
        """Engine over the cells as stored (figures typed over formulas count)."""
        return self.verdicts.stored

    @property
    def truth(self) -> Engine:
        """Engine over the inputs alone (as if nothing had been typed over a formula)."""
        return self.verdicts.truth

    @cached_property
    def uncapped(self) -> Engine:
        """`truth` without the policy's cap, to recognise figures where only the cap was not applied."""
        return Engine(self.verdicts.inputs, use_overrides=False, policies={"batas": "tanpa"}, partial=True)

    @cached_property
    def uncapped_stored(self) -> Engine:
        """`stored` without the policy's cap."""
        return Engine(self.verdicts.inputs, policies={"batas": "tanpa"}, partial=True)

    def reread(self, cells: Mapping[CellKey, Fraction]) -> Check:
        """This workbook with some input cells read as these figures; nothing but inputs and what follows from them changes."""
        inputs = self.verdicts.inputs.having(cells)
        verdicts = replace(self.verdicts, inputs=inputs, stored=Engine(inputs, partial=True), truth=Engine(inputs, use_overrides=False, partial=True), disputes={})
        values = self.values | {key: replace(self.values[key], number=value, trouble=None) for key, value in cells.items()}
        return replace(self, verdicts=verdicts, values=values)

    def rows(self, table: str) -> Iterator[CheckRow]:
        """Used rows (key cell filled) of a table, top to bottom."""
        spec = book.TABLES[table]
        return (CheckRow(self, spec, row) for row in self.stored.used(table)) if table in self.layout.tables else iter(())

    def all_rows(self, table: str) -> Iterator[CheckRow]:
        """Every row with any input, used or not."""
        spec = book.TABLES[table]
        return (CheckRow(self, spec, row) for row in self.stored.rows[table] if row.inputs) if table in self.layout.tables else iter(())

    def by_id(self, table: str, id_: str) -> CheckRow | None:
        """First used row of a table with this id."""
        found = self.stored.find(table, "id", id_)
        return CheckRow(self, book.TABLES[table], found) if found is not None else None

    def form(self, part: str, key: str) -> Any:
        """What a formula sees of a form cell (never raises)."""
        return self.stored.form_get(part, key)

    def right_form(self, part: str, key: str) -> Any:
        """What a form cell should hold."""
        return self.truth.form_get(part, key)

    @property
    def annual(self) -> bool:
        """True when the report is for the whole year."""
        return bool(self.form("Identitas", "periode") == "TAHUNAN")

    @property
    def quarter(self) -> int:
        """Last quarter that counts (4 for an annual report)."""
        value = self.form("Identitas", "tw")
        return int(value) if value in (1, 2, 3, 4) else 4

    @property
    def year(self) -> int | None:
        """Year of the report."""
        value = self.form("Identitas", "tahun")
        return int(value) if isinstance(value, Fraction) else None

    @property
    def broken(self) -> bool:
        """True when sheets, tables or columns are missing: errors in formulas are then consequences of that."""
        return any(f.damage in MISSING and f.expected != book.PETUNJUK.name for f in self.located.flaws)

    @property
    def identity(self) -> tuple[str, str]:
        """Template id and version the file carries: document property, else the named cell; "" where neither says."""
        cell = {key: str(self.verdicts.inputs.forms.get("Templat", {}).get(key, "")) for key in ("id", "versi")}
        return self.raw.custom.get("lkjip_formulir", cell["id"]), self.raw.custom.get("lkjip_versi", cell["versi"])

    @property
    def stopped(self) -> bool:
        """True when the file is not ours or of a version we cannot read: only structural rules speak then."""
        template, version = self.identity
        known = template == book.TEMPLATE_ID or (not template and len(self.layout.tables) * 2 > len(book.TABLES))
        return bool(self.failure) or not known or (bool(version) and version not in book.ACCEPTED_VERSIONS)

    @cached_property
    def blank(self) -> bool:
        """True when nobody has filled anything: no table row has an input."""
        return not any(row.inputs for rows in self.stored.rows.values() for row in rows)

    @cached_property
    def origins(self) -> Origins:
        """`truth` once more, remembering which typed cells a value follows from."""
        return Origins(self.verdicts.inputs)

    @cached_property
    def stored_origins(self) -> Origins:
        """`stored` in the same way; a figure typed over a formula is an origin."""
        return Origins(self.verdicts.inputs, use_overrides=True)

    def sources(self, cells: Iterable[CellKey]) -> tuple[str, ...]:
        """Addresses of these cells and of the filled cells behind them, in reading order; more than two in a column are given as a range."""
        columns: dict[tuple[int, str, int], list[int]] = {}
        shown = [cell for cell in cells if not book.field_of(cell).hidden]
        for part, index, key in {*shown, *self.origins.behind(cells)}:
            sheet, row, col = self.position(part, key, index)
            tab = next((i for i, s in enumerate(self.raw.sheets) if s.name == sheet), -1)
            if row and tab >= 0:
                columns.setdefault((tab, sheet, col), []).append(row)
        found: list[str] = []
        for (_, sheet, col), rows in sorted(columns.items()):
            found += [f"{sheet}!{a1(min(rows), col)}:{a1(max(rows), col)}"] if len(rows) > 2 else [f"{sheet}!{a1(r, col)}" for r in sorted(rows)]
        return tuple(found)

    def spot(self, part: str, key: str, index: int | None = None) -> Spot:
        """Place of a field; `index` is the row's position, None for a form."""
        sheet, row, col = self.position(part, key, index)
        tab = next((i for i, s in enumerate(self.raw.sheets) if s.name == sheet), 0)
        cell = a1(row, col) if row and col else ""
        return Spot(sheet, cell, self.subject(part, index) if index is not None else key, key, (tab, row, col))

    def position(self, part: str, key: str, index: int | None = None) -> tuple[str, int, int]:
        """Sheet, row and column of a field (row and column 0 when it is not in the file)."""
        if index is None and part in self.layout.forms:
            form = self.layout.forms[part]
            return form.sheet, *form.cells.get(key, (0, 0))
        if part in self.layout.tables:
            table = self.layout.tables[part]
            row = self.stored.rows[part][index].row if index is not None else table.header_row
            return table.sheet, row, table.cols.get(key, 0)
        return book.SHEET_OF[part].name, 0, 0

    def sheet_spot(self, sheet: str, row: int = 0, col: int = 0) -> Spot:
        """Place on a sheet by its actual title; the whole sheet when row is 0."""
        tab = next((i for i, s in enumerate(self.raw.sheets) if s.name == sheet), 0)
        return Spot(sheet, a1(row, col) if row else "", order=(tab, row, col))

    def subject(self, part: str, index: int | None) -> str:
        """What a row is about: id, else code, else name, else "" (used in fingerprints and messages)."""
        if index is None:
            return part
        row = self.stored.rows[part][index]
        for key in ("id", "kode", "no", "program", "nama", "tabel", "uraian"):
            if key in row.fields and row.get(key) not in ("", UNTYPED):
                value = row.get(key)
                return f"{float(value):g}" if isinstance(value, Fraction) else str(value)
        return ""

    def raw_cell(self, part: str, index: int | None, key: str) -> RawCell | None:
        """The cell of a field as stored, None when the cell is empty."""
        sheet, row, col = self.position(part, key, index)
        found = self.raw.sheet(sheet)
        return found.cells.get((row, col)) if found else None
