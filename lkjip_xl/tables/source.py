"""Cells of tables from a checked workbook: what is right, not what somebody typed over a formula, each with the place it comes from."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import replace
from fractions import Fraction
from functools import cached_property
from typing import Any

from lkjip_xl.check import Check, CheckRow
from lkjip_xl.engine import UNTYPED
from lkjip_xl.spec.build import BELUM
from lkjip_xl.spec.lists import PERIODS
from lkjip_xl.tables.types import EMPTY, UNREADABLE, Cell, Kind, Live, Ref, Twin

ROMAN = ("I", "II", "III", "IV")
MONTHS = ("Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November", "Desember")


def date_text(day: datetime.date) -> str:
    """`15 Januari 2024`."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def literal(value: Fraction) -> str:
    """A number as it stands in a spreadsheet formula."""
    return str(value.numerator) if value.denominator == 1 else repr(float(value))


def row_key(row: CheckRow) -> str:
    """Key of a table row that comes from one row of the workbook: its id where it has one."""
    return row.subject if row.table.key_field == "id" and not _twice(row) else f"{row.table.key}.{row.index + 1}"


def _twice(row: CheckRow) -> bool:
    return sum(r.subject == row.subject for r in row.check.rows(row.table.key)) > 1


def plain(text: str) -> str:
    """A one-line text; what a computed cell holds beside its figure."""
    return " ".join(text.split())


def word(row: CheckRow, key: str) -> str:
    """Text that a cell should hold, "" for anything else."""
    value = row.right(key)
    return value if isinstance(value, str) else ""


class Source:
    """Reads one workbook for the tables."""

    def __init__(self, check: Check) -> None:
        self.check = check

    def form(self, part: str, key: str, kind: Kind = Kind.TEKS) -> Cell:
        """A cell of a form."""
        return self._cell(self.check.right_form(part, key), kind, self.check.spot(part, key).address)

    def mean(self, key: str) -> Cell:
        """A mean of capaian; without any measured indikator it says so."""
        cell = self.form("Ringkasan", key, Kind.PERSEN)
        return cell if isinstance(cell.value, Fraction) or cell.gap else replace(cell, gap=BELUM)

    def identity(self, key: str) -> str:
        """A text of Identitas, "" when it has none."""
        value = self.check.right_form("Identitas", key)
        return plain(value) if isinstance(value, str) else ""

    def policy(self, key: str) -> Any:
        """A policy in force."""
        return self.check.right_form("Kebijakan", key)

    @cached_property
    def cap(self) -> Fraction | None:
        """Highest capaian that counts, None when there is no cap."""
        value = self.policy("batas")
        return value if isinstance(value, Fraction) else None

    def cell(self, row: CheckRow, key: str, kind: Kind = Kind.TEKS, *, live: Live | None = None) -> Cell:
        """A cell of a table; a required one that is empty says so."""
        value = row.right(key)
        gap = EMPTY if value == "" and row.row.missing(row.table[key]) else ""
        return self._cell(value, kind, row.address(key), gap, live)

    def said(self, row: CheckRow, key: str) -> Cell:
        """A text that the report needs: empty says so whether the sheet requires it or not."""
        value = row.right(key)
        return self._cell(value, Kind.TEKS, row.address(key), EMPTY if value == "" else "")

    @staticmethod
    def _cell(value: Any, kind: Kind, origin: str, gap: str = "", live: Live | None = None) -> Cell:
        origin = origin if "!" in origin else ""  # a column that the file has lost
        if value is UNTYPED:
            return Cell("", kind, origin, gap=UNREADABLE)
        if isinstance(value, Fraction):
            return Cell(value, kind, origin, live)
        return Cell(str(value), Kind.TEKS, origin, gap=gap)

    def measured(self, row: CheckRow, key: str, per: str = "penyebut", jenis: str = "") -> Cell:
        """A target or realisasi as its jenis nilai prints it: `44,44 %`, `4:18`, `BB`, or the word for its state."""
        kind = jenis or word(row, "jenis")
        found = self.cell(row, key, Kind.ANGKA)
        if isinstance(found.value, str):
            return Cell(found.value, Kind.PREDIKAT if kind == "predikat" else Kind.TEKS, found.origin, gap=found.gap)
        below = row.right(per) if per in row.table.by_key else ""
        if kind == "rasio":
            if isinstance(below, Fraction):
                return Cell(found.value, Kind.RASIO, found.origin, per=below)
            return Cell(found.value, Kind.RASIO, found.origin, gap=UNREADABLE if below is UNTYPED else EMPTY)
        return Cell(found.value, Kind.ANGKA, found.origin, unit="%" if kind == "persen" else "")

    def capaian(self, row: CheckRow, key: str, target: Cell, result: Cell, columns: tuple[str, str], arah: str = "") -> Cell:
        """A capaian with the formula that gives it from two cells of its table row, where one does."""
        found = self.cell(row, key, Kind.PERSEN)
        if not isinstance(found.value, Fraction):
            return found
        return replace(found, live=quotient(target, result, columns, arah or word(row, "arah")))

    def troubled(self, sheets: Iterable[str]) -> list[str]:
        """Places of these sheets whose content does not type, in reading order."""
        spots = [self.check.spot(part, key, index) for (part, index, key), value in self.check.values.items() if value.trouble is not None]
        wanted = set(sheets)
        return [s.address for s in sorted(spots, key=lambda s: s.order) if s.sheet in wanted]

    def rows(self, table: str) -> Iterator[CheckRow]:
        """Used rows."""
        return self.check.rows(table)

    @cached_property
    def measured_ids(self) -> dict[str, CheckRow]:
        """Rows of Pengukuran by indikator, in their order; of an id that stands twice the first."""
        found: dict[str, CheckRow] = {}
        for row in self.rows("Pengukuran"):
            found.setdefault(row.subject, row)
        return found

    def period_name(self) -> str:
        """`Tahun 2024`, or `TW II 2024`."""
        periode = self.identity("periode")
        return f"{periode if periode in PERIODS[:4] else 'Tahun'} {self.check.year or ''}".strip()

    def name_of(self, id_: str) -> Cell:
        """Wording of a tujuan, sasaran or indikator."""
        row = self.check.by_id("Renstra", id_)
        return self.cell(row, "uraian") if row is not None else Cell(gap=f"{id_} tidak ada di lembar Renstra")


QUOTIENTS: dict[str, tuple[str, Twin]] = {
    "naik": ("{1}/{0}", lambda v: v[1] / v[0]), "turun": ("(2*{0}-{1})/{0}", lambda v: (2 * v[0] - v[1]) / v[0]), "turun T/R": ("{0}/{1}", lambda v: v[0] / v[1]),
}
"""Capaian from target `{0}` and realisasi `{1}`, by arah."""


def quotient(target: Cell, result: Cell, columns: tuple[str, str], arah: str) -> Live | None:
    """A capaian from the cells of target and realisasi; None where these are no figures."""
    return None if arah not in QUOTIENTS else _of_two(*QUOTIENTS[arah], target, result, columns)


def difference(first: Cell, second: Cell, columns: tuple[str, str]) -> Live | None:
    """First less second; None where these are no figures."""
    return _of_two("{0}-{1}", lambda v: v[0] - v[1], first, second, columns)


def worth(cell: Cell) -> Fraction | None:
    """The number a cell stands for: of a rasio the quotient of its terms; None when it stands for none."""
    if not isinstance(cell.value, Fraction) or (cell.kind is Kind.RASIO and not cell.per):
        return None
    return cell.value / cell.per if cell.per else cell.value


def _of_two(text: str, twin: Twin, first: Cell, second: Cell, columns: tuple[str, str]) -> Live | None:
    """A formula over what two cells are worth: of a rasio the quotient of its terms."""
    if worth(first) is None or worth(second) is None:
        return None
    below = [c.per if c.per is not None else Fraction(1) for c in (first, second)]
    terms = (f"({{{i}}}/{literal(c.per)})" if c.per is not None else f"{{{i}}}" for i, c in enumerate((first, second)))
    return Live(text.format(*terms), lambda v: twin([v[0] / below[0], v[1] / below[1]]), (Ref(columns[0]), Ref(columns[1])))


def same(column: str, row: str, table: str) -> Live:
    """The figure of another table's cell."""
    return Live("{0}", lambda v: v[0], (Ref(column, row, table),))


def total(refs: Iterable[Ref]) -> Live | None:
    """Sum of cells; None of none."""
    found = tuple(refs)
    return Live("SUM({all})", lambda v: sum(v, Fraction(0)), found) if found else None


def mean(refs: Iterable[Ref]) -> Live | None:
    """Mean of cells; None of none."""
    found = tuple(refs)
    return Live("AVERAGE({all})", lambda v: sum(v, Fraction(0)) / len(v), found) if found else None
