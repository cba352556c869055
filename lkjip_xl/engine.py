"""The domain engine: runs the spec's Python twins over typed inputs, with exact fractions.

Witness 3 of every formula cell. The same engine gives the writer its stored values. A cell that does not type is
`UNTYPED`; what depends on it is `UNTYPED` too and is never compared (design section 3).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cache
from itertools import accumulate
from typing import Any, Final

from lkjip_xl.spec import book
from lkjip_xl.spec.lists import PREDICATES, nomenclature
from lkjip_xl.spec.types import Field

class _Untyped:
    def __repr__(self) -> str:
        return "UNTYPED"


UNTYPED: Final = _Untyped()
_MISSING: Final = object()


class Untyped(Exception):  # noqa: N818 - a signal between twins, not an error for users
    """Raised inside a twin that reads a cell which does not type."""


@dataclass(slots=True)
class TableInputs:
    """Typed inputs of one table: per row its Excel row number, its cells and the cells that replace a formula."""

    numbers: list[int] = field(default_factory=list)
    rows: list[dict[str, Any]] = field(default_factory=list)
    overrides: dict[int, dict[str, Any]] = field(default_factory=dict)
    """Row index to {key: value} for formula cells that hold something else than their formula."""


@dataclass(slots=True)
class Inputs:
    """Everything the engine needs of one workbook."""

    forms: dict[str, dict[str, Any]] = field(default_factory=dict)
    tables: dict[str, TableInputs] = field(default_factory=dict)
    form_overrides: dict[str, dict[str, Any]] = field(default_factory=dict)


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


_OFFICIAL = {"nama": 0, "indikator": 1, "satuan": 2}


def fold(value: Any) -> Any:
    """Key under which Excel finds a value equal: text without regard to case."""
    return value.casefold() if isinstance(value, str) else value


def excel_round(x: Fraction, digits: int) -> Fraction:
    """ROUND of Excel on an exact number: half away from zero."""
    scale = 10**digits
    scaled = abs(x) * scale
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    return Fraction(whole if x >= 0 else -whole, scale)


class Row:
    """One row as a twin sees it; also the pseudo-row of a form (index -1)."""

    __slots__ = ("cache", "engine", "fields", "index", "inputs", "overrides", "row", "table")

    def __init__(self, engine: Engine, table: str, index: int, row: int, inputs: dict[str, Any], overrides: Mapping[str, Any]) -> None:
        self.engine, self.table, self.index, self.row = engine, table, index, row
        self.inputs, self.overrides = inputs, overrides
        self.fields: Mapping[str, Field] = book.TABLES[table].by_key if table in book.TABLES else {}
        self.cache: dict[str, Any] = {}

    def __getitem__(self, key: str) -> Any:
        value = self.cache.get(key, _MISSING)
        if value is _MISSING:
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
            return self.get("jenis") == "rasio"
        if f.required == "indikator":
            return self.get("level") == "indikator"
        return f.required == "selalu"

    def count_to(self, key: str, value: str) -> int:
        """COUNTIF from the first row of the table down to this row."""
        return self.engine.counts_to(self.table, key, value)[self.index]

    def identitas(self, key: str) -> Any:
        """A cell of the form Identitas."""
        return self.engine.form("Identitas", key)

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

    def later(self, table: str, column: str, value: Any, **where: Any) -> bool:
        """True when a row matching `where` has a greater number in `column`."""
        return any(
            all(fold(o.get(k)) == fold(v) for k, v in where.items()) and isinstance(o.get(column), Fraction) and o.get(column) > value
            for o in self.engine.rows[table]
        )

    def column(self, table: str, key: str) -> list[Any]:
        """All values of a column; raises Untyped when one does not type."""
        return [o[key] for o in self.engine.rows[table]]

    def sum(self, table: str, key: str) -> Fraction:
        """SUM over a column; text is ignored."""
        return sum((v for v in self.column(table, key) if isinstance(v, Fraction)), Fraction(0))

    def official(self, kode: Any, want: str) -> str:
        """Official name, indikator or satuan of a code; "" when the code is not on the list."""
        found = official_names().get(str(kode))
        return found[_OFFICIAL[want]] if found else ""

    def predicate_rank(self, value: Any) -> Any:
        """Rank of an AKIP predicate, D = 1 … AA = 7; "" for anything else."""
        text = value.upper() if isinstance(value, str) else ""
        return Fraction(PREDICATES.index(text) + 1) if text in PREDICATES else ""

    @staticmethod
    def round(x: Fraction, digits: int) -> Fraction:
        """Excel's ROUND."""
        return excel_round(x, digits)


class Engine:
    """All values of one workbook. `use_overrides=False` gives the truth as if no formula had been typed over.

    `partial` says that parts of the workbook are missing or its policies damaged: a twin that then meets a value of the
    wrong type gives UNTYPED instead of raising.
    """

    def __init__(self, inputs: Inputs, *, use_overrides: bool = True, policies: Mapping[str, Any] | None = None, partial: bool = False) -> None:
        self.inputs = inputs
        self.partial = partial
        self.use_overrides = use_overrides
        self.policies = dict(policies or {})
        none: dict[str, Any] = {}
        self.rows: dict[str, list[Row]] = {}
        for key in book.TABLES:
            given = inputs.tables.get(key, TableInputs())
            self.rows[key] = [
                Row(self, key, i, number, cells, given.overrides.get(i, none) if use_overrides else none)
                for i, (number, cells) in enumerate(zip(given.numbers, given.rows, strict=True))
            ]
        self._forms: dict[tuple[str, str], Any] = {}
        self._index: dict[tuple[str, str], dict[Any, Row]] = {}
        self._groups: dict[tuple[str, str, tuple[str, ...]], dict[Any, Any]] = {}
        self._counts: dict[tuple[str, tuple[str, ...]], dict[Any, int]] = {}
        self._running: dict[tuple[str, str, str], list[int]] = {}
        self.page = Row(self, "", -1, 0, {}, {})

    def form(self, part: str, key: str) -> Any:
        """Value of a form cell; raises Untyped when it does not type."""
        value = self._forms.get((part, key), _MISSING)
        if value is _MISSING:
            value = self._forms[part, key] = self._form_value(part, key)
        if value is UNTYPED:
            raise Untyped
        return value

    def form_get(self, part: str, key: str) -> Any:
        """Like `form`, with UNTYPED as a value."""
        try:
            return self.form(part, key)
        except Untyped:
            return UNTYPED

    def _form_value(self, part: str, key: str) -> Any:
        f = book.FORMS[part][key]
        if part == "Kebijakan" and key in self.policies:
            return self.policies[key]
        if f.formula is None:
            return self.inputs.forms.get(part, {}).get(key, "")
        over = self.inputs.form_overrides.get(part, {})
        if self.use_overrides and key in over:
            return over[key]
        return self.page.expected(f)

    def find(self, table: str, by: str, value: Any) -> Row | None:
        """First row whose column `by` equals `value`; None for blank."""
        if value == "":
            return None
        index = self._index.get((table, by))
        if index is None:
            index = {}
            for row in self.rows[table]:
                here = row.get(by)
                if here != "" and here is not UNTYPED:
                    index.setdefault(fold(here), row)
            self._index[table, by] = index
        return index.get(fold(value))

    def groups(self, table: str, column: str, where: tuple[str, ...]) -> dict[Any, Any]:
        """Sums of `column` for each combination of the `where` columns.

        UNTYPED as a sum: a summand does not type. UNTYPED as a key: a row of which it is unknown whether it matches.
        """
        key = (table, column, where)
        if key not in self._groups:
            sums: dict[Any, Any] = {}
            for row in self.rows[table]:
                group: Any = tuple(fold(row.get(w)) for w in where)
                if UNTYPED in group:
                    group = UNTYPED
                value = row.get(column)
                if value is UNTYPED:
                    sums[group] = UNTYPED
                elif isinstance(value, Fraction) and sums.get(group) is not UNTYPED:
                    sums[group] = sums.get(group, Fraction(0)) + value
            self._groups[key] = sums
        return self._groups[key]

    def counts(self, table: str, where: tuple[str, ...]) -> dict[Any, int]:
        """Row counts for each combination of the `where` columns."""
        key = (table, where)
        if key not in self._counts:
            numbers: dict[Any, int] = {}
            for row in self.rows[table]:
                group: Any = tuple(fold(row.get(w)) for w in where)
                if UNTYPED in group:
                    group = UNTYPED
                numbers[group] = numbers.get(group, 0) + 1
            self._counts[key] = numbers
        return self._counts[key]

    def counts_to(self, table: str, key: str, value: str) -> list[int]:
        """For each row: how many rows from the first to it hold `value` in `key`."""
        at = (table, key, value)
        if at not in self._running:
            hits = (int(fold(row.get(key)) == fold(value)) for row in self.rows[table])
            self._running[at] = list(accumulate(hits))
        return self._running[at]

    def used(self, table: str) -> Iterator[Row]:
        """Rows whose key cell is filled."""
        key = book.TABLES[table].key_field
        return (row for row in self.rows[table] if not row.blank(key))
