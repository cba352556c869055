"""What a table of the report is: columns, rows and cells with exact values, the text people read, and where each figure stands in the workbook.

One definition serves every output: a sheet of the summary, a table of the document. Nothing here knows a file format.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from functools import cached_property

from lkjip_xl.values.fmt import angka, persen, rupiah, shortest


class Kind(StrEnum):
    """What a column or cell holds."""

    TEKS = "teks"
    ANGKA = "angka"
    PERSEN = "persen"
    """A fraction, 1 = 100 %."""
    RUPIAH = "rupiah"
    RASIO = "rasio"
    """A first term; the second is the cell's `per`."""
    PREDIKAT = "predikat"


class Role(StrEnum):
    """What a row is among its neighbours."""

    ISI = "isi"
    INDUK = "induk"
    JUMLAH = "jumlah"
    RATA_RATA = "rata-rata"


UNREADABLE, EMPTY = "tidak terbaca", "belum diisi"
"""What is printed for a cell of the workbook that does not type, and for one that had to be filled."""


@dataclass(frozen=True, slots=True)
class Ref:
    """A cell of a table: own table and own row unless they are named."""

    column: str
    row: str = ""
    table: str = ""


Twin = Callable[[Sequence[Fraction]], Fraction]
"""Python side of a formula over the figures of its cells."""


@dataclass(frozen=True, slots=True)
class Live:
    """A figure that follows from others, twice: spreadsheet text with `{0}`, `{1}` for the cells of `refs` and `{all}` for all of them as a list of ranges; and its twin."""

    text: str
    twin: Twin = field(compare=False)
    refs: tuple[Ref, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table."""

    value: Fraction | str = ""
    """Exact, as the engine has it; "" when there is none."""
    kind: Kind = Kind.TEKS
    origin: str = ""
    """`Sheet!A1` of the workbook cell it comes from, "" when it stands in none."""
    live: Live | None = None
    per: Fraction | None = None
    """Second term of a rasio."""
    unit: str = ""
    """Printed behind the figure."""
    gap: str = ""
    """Why there is no value, or no second term of a rasio, where one belongs: printed instead, and marked."""
    decimals: int | None = None
    """Decimals to print; None for as many as the figure has."""

    @property
    def places(self) -> int:
        """Decimals as printed."""
        if not isinstance(self.value, Fraction):
            return 0
        return shortest(self.value) if self.decimals is None else self.decimals

    @property
    def text(self) -> str:
        """What people read, in Indonesian."""
        if isinstance(self.value, str):
            return self.value or self.gap
        if self.kind is Kind.PERSEN:
            return persen(self.value)
        if self.kind is Kind.RUPIAH:
            return rupiah(self.value)
        return angka(self.value, self.places) + self.tail

    @property
    def tail(self) -> str:
        """What stands behind a figure that is neither money nor a share."""
        if self.kind is Kind.RASIO:
            return f":{self.gap if self.per is None else angka(self.per)}"
        return f" {self.unit}" if self.unit else ""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: `width` in characters, `band` a heading that neighbouring columns share."""

    key: str
    title: str
    kind: Kind = Kind.TEKS
    width: int = 14
    band: str = ""
    center: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One row; `key` is unique in its table."""

    key: str
    cells: tuple[Cell, ...]
    role: Role = Role.ISI
    indent: int = 0
    """Depth in a tree of rows."""


@dataclass(frozen=True)
class Table:
    """One table of the report."""

    key: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    sheet: str = ""
    """Short name of the sheet on which it stands in the summary."""
    section: str = ""
    """Where it belongs by the numbering of the kabupaten: `A.1`, `3.2`, `B`."""
    number: str = ""
    """Number of the table in its chapter: `3.1`."""
    notes: tuple[str, ...] = ()
    landscape: bool = True

    @cached_property
    def positions(self) -> Mapping[str, int]:
        """Position of each column."""
        return {c.key: i for i, c in enumerate(self.columns)}

    @cached_property
    def by_row(self) -> Mapping[str, Row]:
        """Rows by key."""
        return {r.key: r for r in self.rows}

    def cell(self, row: str, column: str) -> Cell:
        """One cell; KeyError when there is no such row or column."""
        return self.by_row[row].cells[self.positions[column]]

    def cells(self) -> Iterator[tuple[Row, Column, Cell]]:
        """Every cell with its row and column."""
        for row in self.rows:
            for column, cell in zip(self.columns, row.cells, strict=True):
                yield row, column, cell

    @property
    def caption(self) -> str:
        """Number and title, as printed above the table."""
        return f"Tabel {self.number} {self.title}" if self.number else self.title

    @property
    def sources(self) -> tuple[str, ...]:
        """Sheets of the workbook from which figures come, each once, in order."""
        return tuple(dict.fromkeys(c.origin.rpartition("!")[0] for _, _, c in self.cells() if c.origin))


@dataclass(frozen=True, slots=True)
class Missing:
    """A table that this report does not have, and why."""

    key: str
    title: str
    reason: str


@dataclass(frozen=True, slots=True)
class Subject:
    """Whose report of what period it is."""

    kabupaten: str
    instansi: str
    tahun: int | None
    periode: str
    """TAHUNAN, or TW I to TW IV."""
    kepala: str
    """Position of the head of the office."""
    atasan: str
    errors: int
    """Open errors."""

    @property
    def span(self) -> str:
        """`Tahun 2024` or `Triwulan II Tahun 2024`."""
        year = f"Tahun {self.tahun}" if self.tahun else "Tahun (belum diisi)"
        return year if self.periode == "TAHUNAN" else f"{self.periode.replace('TW', 'Triwulan')} {year}"

    @property
    def warning(self) -> str:
        """What stands on every page while errors are open, "" when none is."""
        return f"memuat {self.errors} galat" if self.errors else ""


@dataclass(frozen=True)
class Tables:
    """All tables of one report, in its order."""

    subject: Subject
    tables: tuple[Table, ...]
    missing: tuple[Missing, ...] = ()
    by_key: Mapping[str, Table] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_key", {t.key: t for t in self.tables})
