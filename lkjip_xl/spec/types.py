"""The words in which the workbook is defined: Book > Sheet > Form | Table > Field.

A field is one cell of a form or one column of a table. It carries everything anybody needs to know of it: look, unit,
validation, prompt, formula (Excel text and Python twin side by side), defined name, data-file key, documentation.
Writer, reader, engine, rules and reference page read these objects; nothing restates them.

Excel's limits are refused here, when the spec is imported (`SpecError`), never passed over.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from lkjip_xl.cells import MAX_FORMULA_CHARS, MAX_LIST_CHARS, MAX_PROMPT, MAX_PROMPT_TITLE, MAX_SHEET_NAME
from lkjip_xl.errors import SpecError


class Entry(StrEnum):
    """What a person types into a cell; each member has one validation and one parser."""

    TEXT = "teks"
    NEW_ID = "id baru"
    REF = "pilih id"
    REFS = "id, boleh beberapa"
    LIST = "pilih dari daftar"
    CODE = "kode rekening"
    MEASURED = "angka, predikat atau keadaan"
    POSITIVE = "angka lebih dari 0"
    QUANTITY = "angka 0 atau lebih"
    RUPIAH = "rupiah bulat"
    YEAR = "tahun"
    WHOLE = "bilangan bulat"
    DATE = "tanggal"
    PRINTED = "persis seperti tercetak"


class Look(StrEnum):
    """How a value is shown; the writer maps each to a number format and alignment."""

    TEXT = "teks"
    CENTER = "tengah"
    NUMBER = "angka"
    DECIMAL = "dua desimal"
    PERCENT = "persen"
    MONEY = "rupiah"
    DATE = "tanggal"
    YEAR = "tahun"
    RATIO = "rasio"


Twin = Callable[[Any], Any]
"""Python side of a formula: takes the engine's Row, gives a Fraction, a str or "" for blank."""


@dataclass(frozen=True, slots=True)
class Formula:
    """One formula, twice: what Excel calculates and what our engine calculates."""

    excel: str
    """Text without `=`; `{key}` own row, `{first.key}` first row, `{table.key}` whole column, `{form.key}` a named cell."""
    twin: Twin
    words: str = ""
    """The formula in Indonesian words, for findings and the reference page."""
    blank: bool = True
    """True when a row without any input gives "" (the engine then skips the row)."""


@dataclass(frozen=True, slots=True)
class Field:
    """One cell of a form or one column of a table."""

    key: str
    header: str
    doc: str = ""
    """What belongs here, in Indonesian: prompt of the cell, text of the reference page."""
    entry: Entry | None = None
    formula: Formula | None = None
    look: Look = Look.TEXT
    width: int = 14
    source: str = ""
    """Name of a list (`lists`) or `table.key` whose column feeds the drop-down."""
    strict: bool = True
    """False: the drop-down proposes, other text is allowed."""
    required: str = ""
    """"" never; "selalu" whenever the row is used; "tahunan"; "tw": the quarters up to the period; "rasio"; "indikator"."""
    quarter: int = 0
    """1-4 for a cell that belongs to a quarter."""
    kind_from: str = ""
    """Key of the column of the row that holds its jenis nilai (measured cells)."""
    band: str = ""
    hidden: bool = False
    locked: bool = False
    """A value written by us that nobody types (policies, template id)."""
    rule: str = ""
    """Code of the rule that speaks when this figure is wrong."""
    unit: str = ""
    caption: Formula | None = None
    """Formula of the cell between header and first row (the year of a target column)."""

    @property
    def is_input(self) -> bool:
        """True for a cell that people fill."""
        return self.entry is not None and not self.locked


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under one header: `fields` are its columns from left to right."""

    key: str
    title: str
    fields: tuple[Field, ...]
    rows: int
    """Spare rows of a blank template."""
    key_field: str = "id"
    """The input that says that a row is used."""
    filtered: bool = True
    doc: str = ""
    mandatory: bool = False
    by_key: Mapping[str, Field] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_key", {f.key: f for f in self.fields})

    def __getitem__(self, key: str) -> Field:
        return self.by_key[key]


@dataclass(frozen=True, slots=True)
class Form:
    """Label and value pairs: each field is a named cell with its label to the left."""

    key: str
    title: str
    fields: tuple[Field, ...]
    doc: str = ""
    by_key: Mapping[str, Field] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_key", {f.key: f for f in self.fields})

    def __getitem__(self, key: str) -> Field:
        return self.by_key[key]


class Tab(StrEnum):
    """Meaning of a tab's colour."""

    FILL = "isi"
    COMPUTED = "dihitung"
    READ = "dibaca"


@dataclass(frozen=True, slots=True)
class Sheet:
    """One tab: its parts stand below each other in order."""

    key: str
    name: str
    tab: Tab
    title: str
    parts: tuple[Form | Table, ...] = ()
    intro: str = ""
    hidden: bool = False
    landscape: bool = True


NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]*\Z")
CELL_LIKE = re.compile(r"([A-Za-z]{1,3}\d+|[rRcC]\d*)\Z")
FORBIDDEN = ("TEXT(", "VALUE(", "INDIRECT(", "OFFSET(", "SUBTOTAL(", "AGGREGATE(", "--(", "TODAY(", "NOW(", "[")
"""Functions that the five applications do not calculate alike (decision 0004)."""


def defined_name(owner: Form | Table, f: Field) -> str:
    """Defined name of a form cell or table column, e.g. `PK_target`."""
    return f"{owner.key}_{f.key}"


def check_sheet(sheet: Sheet) -> None:
    """Raise SpecError when a sheet breaks a limit of Excel or a rule of the house."""
    if not 0 < len(sheet.name) <= MAX_SHEET_NAME or set(sheet.name) & set("[]:*?/\\"):
        raise SpecError(f"sheet name {sheet.name!r}: 1 to {MAX_SHEET_NAME} characters, none of []:*?/\\")
    for part in sheet.parts:
        seen: set[str] = set()
        for f in part.fields:
            heading = f"header {f.header.casefold()}"
            if f.key in seen or heading in seen:
                raise SpecError(f"{sheet.name}: key {f.key!r} or header {f.header!r} twice in {part.key}")
            seen |= {f.key, heading}
            check_field(sheet, part, f)


def check_field(sheet: Sheet, part: Form | Table, f: Field) -> None:
    """Raise SpecError when a field cannot be written as Excel demands."""
    where = f"{sheet.name}.{part.key}.{f.key}"
    name = defined_name(part, f)
    if not NAME.match(name) or CELL_LIKE.match(name) or len(name) > 255:
        raise SpecError(f"{where}: {name!r} is no defined name")
    if f.entry is None and f.formula is None and not f.locked:
        raise SpecError(f"{where}: neither input nor formula")
    if f.is_input and f.formula is not None:
        raise SpecError(f"{where}: both input and formula")
    if f.is_input and not f.doc:
        raise SpecError(f"{where}: an input cell has a prompt")
    if len(f.doc) > MAX_PROMPT:
        raise SpecError(f"{where}: prompt of {len(f.doc)} characters, Excel takes {MAX_PROMPT}")
    if len(f.header) > 255 or not f.header:
        raise SpecError(f"{where}: header of {len(f.header)} characters")
    if f.formula is not None:
        check_formula(where, f.formula.excel)


def check_formula(where: str, text: str) -> None:
    """Raise SpecError for a formula that is too long or uses what the engines do not share."""
    if len(text) > MAX_FORMULA_CHARS // 2:
        raise SpecError(f"{where}: formula template of {len(text)} characters leaves no room for references")
    for word in FORBIDDEN:
        if word in text.upper():
            raise SpecError(f"{where}: formula uses {word.rstrip('(')}")


def check_list(name: str, items: tuple[str, ...], *, inline: bool = False) -> None:
    """Raise SpecError for an empty list, a doubled item, or an inline list over Excel's 255 characters."""
    if not items or len(set(items)) != len(items):
        raise SpecError(f"list {name}: empty or doubled items")
    if inline and len(",".join(items)) > MAX_LIST_CHARS:
        raise SpecError(f"list {name}: {len(','.join(items))} characters, Excel takes {MAX_LIST_CHARS} inline")


def short_title(text: str) -> str:
    """A prompt's title, cut by design at Excel's 32 characters (headers may be longer than titles)."""
    return text if len(text) <= MAX_PROMPT_TITLE else text[: MAX_PROMPT_TITLE - 1].rstrip() + "…"
