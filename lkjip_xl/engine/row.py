"""One row as a twin sees it, with the few questions of Excel that a twin may ask."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from lkjip_xl.engine.inputs import UNTYPED, Untyped
from lkjip_xl.spec import book
from lkjip_xl.spec.lists import PREDICATES, nomenclature
from lkjip_xl.spec.types import Field

if TYPE_CHECKING:
    from lkjip_xl.engine.core import Engine

MISSING: Final = object()


@cache
def official_names() -> dict[str, tuple[str, str, str]]:
    """Official code (four and two digits) to nama, indikator, satuan."""
    found: dict[str, tuple[str, str, str]] = {}
    for n in nomenclature():
        found[n.kode] = (n.nama, n.indikator, n.satuan)
    for n in nomenclature():
        if n.level == "sub kegiatan":
            head, _, tail = n.kode.rpartition(".")
            found.setdefault(f"{head}.{tail[-2:]}", (n.nama, n.indikator, n.satuan))
    return found


@cache
def official_positions() -> dict[str, int]:
    """Position of each code in the list on Referensi, which has the order of `official_names`."""
    return {kode: i for i, kode in enumerate(official_names(), 1)}


@cache
def official_rows() -> tuple[tuple[str, str, str], ...]:
    """Names of the list on Referensi in its order."""
    return tuple(official_names().values())


_OFFICIAL = {"nama": 0, "indikator": 1, "satuan": 2}


def fold(value: Any) -> Any:
    """Key under which Excel finds a value equal: text without regard to case."""
    return value.casefold() if isinstance(value, str) else value


QUARTERS = (1, 2, 3, 4)
MOST_DIGITS, MOST_TENS = 30, 400
"""Decimals beyond which rounding changes no figure of Excel's, and powers of ten beyond all of them."""


def excel_round(x: Fraction, digits: int) -> Fraction:
    """ROUND of Excel on an exact number: half away from zero. A policy cell may hold any number of digits, also a hostile one."""
    if not 0 <= digits <= MOST_DIGITS:
        tens = 10 ** min(-digits, MOST_TENS) if digits < 0 else 0
        return x if digits > 0 else Fraction((1 if x >= 0 else -1) * ((2 * abs(x) + tens) // (2 * tens)) * tens)
    scale = 10**digits
    scaled = abs(x) * scale
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    return Fraction(whole if x >= 0 else -whole, scale)


class Row:
    """One row as a twin sees it; also the pseudo-row of a form (index -1)."""

    __slots__ = ("cache", "engine", "fields", "index", "inputs", "overrides", "row", "spare", "table")

    def __init__(self, engine: Engine, table: str, index: int, row: int, inputs: dict[str, Any], overrides: Mapping[str, Any]) -> None:
        self.engine, self.table, self.index, self.row = engine, table, index, row
        self.inputs, self.overrides = inputs, overrides
        self.spare = not inputs and not overrides and index >= 0
        self.fields: Mapping[str, Field] = book.TABLES[table].by_key if table in book.TABLES else {}
        self.cache: dict[str, Any] = {}

    def __getitem__(self, key: str) -> Any:
        value = self.cache.get(key, MISSING)
        if value is MISSING:
            value = self.cache[key] = self._value(key)
        if value is UNTYPED:
            raise Untyped
        return value

    def get(self, key: str) -> Any:
        """Like `row[key]`, with UNTYPED as a value instead of an exception."""
        try:
            return self[key]
        except Untyped:
            return UNTYPED

    def _value(self, key: str) -> Any:
        f = self.fields[key]
        if f.formula is None:
            return self.inputs.get(key, "")
        if self.spare and f.formula.blank:
            return ""
        if key in self.overrides:
            return self.overrides[key]
        return self.expected(f)

    def expected(self, f: Field) -> Any:
        """What the twin gives, whatever the cell holds."""
        assert f.formula is not None
        try:
            return f.formula.twin(self)
        except Untyped:
            return UNTYPED
        except (TypeError, ValueError, ArithmeticError):
            if self.engine.partial:
                return UNTYPED
            raise

    def blank(self, key: str) -> bool:
        """True when the cell holds nothing (a cell that does not type is not blank)."""
        return bool(self.get(key) == "")

    def missing(self, f: Field) -> bool:
        """True when a required cell is blank in the period being reported."""
        if not self.blank(f.key):
            return False
        if f.required == "tahunan":
            return bool(self.identitas("periode") == "TAHUNAN")
        if f.required == "tw":
            return bool(f.quarter <= self.identitas("tw"))
        if f.required == "rasio":
            return bool(self.get("jenis") == "rasio")
        if f.required == "indikator":
            return bool(self.get("level") == "indikator")
        return f.required == "selalu"

    def count_to(self, key: str, value: str) -> int:
        """COUNTIF from the first row of the table down to this row."""
        return self.engine.counts_to(self.table, key, value)[self.index]

    def identitas(self, key: str) -> Any:
        """A cell of the form Identitas."""
        return self.engine.form("Identitas", key)

    def of_quarter(self, prefix: str) -> str:
        """Key of the column of the quarter that is reported, "" when the cell holds no quarter: our formulas then give an empty text."""
        quarter = self.identitas("tw")
        return f"{prefix}{int(quarter)}" if quarter in QUARTERS else ""

    def policy(self, key: str) -> Any:
        """A cell of the policies in force."""
        return self.engine.form("Kebijakan", key)

    def form(self, part: str, key: str) -> Any:
        """A cell of any form."""
        return self.engine.form(part, key)

    def look(self, table: str, want: str, value: Any, *, by: str = "id") -> Any:
        """INDEX/MATCH: `want` of the first row whose `by` equals `value`; "" when none."""
        found = self.engine.find(table, by, value)
        return "" if found is None else found[want]

    def found(self, table: str, by: str, value: Any) -> bool:
        """Whether MATCH finds a row."""
        return self.engine.find(table, by, value) is not None

    def position(self, table: str, value: Any, *, by: str = "id") -> Any:
        """MATCH: position (1 = first) of the first row whose `by` equals `value`; "" when none."""
        found = self.engine.find(table, by, value)
        return "" if found is None else Fraction(found.index + 1)

    def pick(self, table: str, want: str, at: str) -> Any:
        """INDEX at the position that stands in the own cell `at`; "" when that is no position, Untyped when it is beyond the table."""
        place = self[at]
        if not isinstance(place, Fraction) or place < 1:
            return ""
        rows = self.engine.rows[table]
        if int(place) > len(rows):
            raise Untyped
        return rows[int(place) - 1][want]

    def total(self, table: str, column: str, **where: Any) -> Fraction:
        """SUMIFS over a column; text is ignored."""
        sums = self.engine.groups(table, column, tuple(where))
        value = sums.get(tuple(fold(v) for v in where.values()), Fraction(0))
        if value is UNTYPED or UNTYPED in sums:
            raise Untyped
        return value  # type: ignore[no-any-return]

    def count(self, table: str, **where: Any) -> int:
        """COUNTIFS."""
        counts = self.engine.counts(table, tuple(where))
        if UNTYPED in counts:
            raise Untyped
        return counts.get(tuple(fold(v) for v in where.values()), 0)

    def numbers(self, table: str, column: str, **where: Any) -> int:
        """COUNTIFS of the numbers in a column."""
        counts = self.engine.tallies(table, column, tuple(where))
        value = counts.get(tuple(fold(v) for v in where.values()), 0)
        if value is UNTYPED or UNTYPED in counts:
            raise Untyped
        return value  # type: ignore[no-any-return]

    def later(self, table: str, column: str, value: Any, **where: Any) -> bool:
        """True when a row matching `where` has a greater number in `column`."""
        return any(
            all(fold(o.get(k)) == fold(v) for k, v in where.items()) and isinstance(o.get(column), Fraction) and o.get(column) > value
            for o in self.engine.live[table]
        )

    def column(self, table: str, key: str) -> list[Any]:
        """All values of a column but those of spare rows; raises Untyped when one does not type."""
        return [o[key] for o in self.engine.live[table]]

    def sum(self, table: str, key: str) -> Fraction:
        """SUM over a column; text is ignored."""
        return sum((v for v in self.column(table, key) if isinstance(v, Fraction)), Fraction(0))

    def official(self, at: str, want: str) -> str:
        """Official name, indikator or satuan at the position that stands in the own cell `at`; "" when it is blank."""
        place = self[at]
        if not isinstance(place, Fraction) or place < 1:
            return ""
        rows = official_rows()
        if int(place) > len(rows):
            raise Untyped
        return rows[int(place) - 1][_OFFICIAL[want]]

    def official_row(self, kode: Any) -> Any:
        """Position of a code in the official list (1 = first); "" when it is not on it."""
        found = official_positions().get(str(kode))
        return "" if found is None else Fraction(found)

    def predicate_rank(self, value: Any) -> Any:
        """Rank of an AKIP predicate, D = 1 … AA = 7; "" for anything else."""
        text = value.upper() if isinstance(value, str) else ""
        return Fraction(PREDICATES.index(text) + 1) if text in PREDICATES else ""

    @staticmethod
    def round(x: Fraction, digits: int) -> Fraction:
        """Excel's ROUND."""
        return excel_round(x, digits)
