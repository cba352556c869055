"""All values of one workbook, worked out lazily and once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext
from fractions import Fraction
from itertools import accumulate
from typing import Any

from lkjip_xl.engine.inputs import UNTYPED, Inputs, TableInputs, Untyped
from lkjip_xl.engine.row import MISSING, Row, fold
from lkjip_xl.spec import book


class Engine:
    """All values of one workbook. `use_overrides=False` gives the truth as if no formula had been typed over.

    `partial` says that parts of the workbook are missing or its policies damaged: a twin that then meets a value of the
    wrong type gives UNTYPED instead of raising.
    """

    def __init__(self, inputs: Inputs, *, use_overrides: bool = True, policies: Mapping[str, Any] | None = None, partial: bool = False, row_type: type[Row] = Row) -> None:
        self.inputs = inputs
        self.partial = partial
        self.use_overrides = use_overrides
        self.policies = dict(policies or {})
        none: dict[str, Any] = {}
        self.rows: dict[str, list[Row]] = {}
        for key in book.TABLES:
            given = inputs.tables.get(key, TableInputs())
            self.rows[key] = [
                row_type(self, key, i, number, cells, given.overrides.get(i, none) if use_overrides else none)
                for i, (number, cells) in enumerate(zip(given.numbers, given.rows, strict=True))
            ]
        self.live = {key: [row for row in rows if not row.spare] for key, rows in self.rows.items()}
        """Rows with content; sums, counts and searches need no others, as a spare row's cells are all blank."""
        self._forms: dict[tuple[str, str], Any] = {}
        self._index: dict[tuple[str, str], dict[Any, Row]] = {}
        self._groups: dict[tuple[str, str, tuple[str, ...]], tuple[dict[Any, Any], dict[Any, Any]]] = {}
        self._counts: dict[tuple[str, tuple[str, ...]], dict[Any, int]] = {}
        self._running: dict[tuple[str, str, str], list[int]] = {}
        self.page = row_type(self, "", -1, 0, {}, {})

    def searching(self) -> AbstractContextManager[Any]:
        """Around reads that only look for a row; an engine that keeps origins forgets them."""
        return nullcontext()

    def form(self, part: str, key: str) -> Any:
        """Value of a form cell; raises Untyped when it does not type."""
        value = self._forms.get((part, key), MISSING)
        if value is MISSING:
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
            for row in self.live[table]:
                here = row.get(by)
                if here != "" and here is not UNTYPED:
                    index.setdefault(fold(here), row)
            self._index[table, by] = index
        return index.get(fold(value))

    def groups(self, table: str, column: str, where: tuple[str, ...]) -> dict[Any, Any]:
        """Sums of `column` for each combination of the `where` columns.

        UNTYPED as a sum: a summand does not type. UNTYPED as a key: a row of which it is unknown whether it matches.
        """
        return self._tally(table, column, where)[0]

    def tallies(self, table: str, column: str, where: tuple[str, ...]) -> dict[Any, Any]:
        """How many numbers stand behind each sum of `groups`."""
        return self._tally(table, column, where)[1]

    def _tally(self, table: str, column: str, where: tuple[str, ...]) -> tuple[dict[Any, Any], dict[Any, Any]]:
        key = (table, column, where)
        if key not in self._groups:
            sums: dict[Any, Any] = {}
            numbers: dict[Any, Any] = {}
            for row in self.live[table]:
                group: Any = tuple(fold(row.get(w)) for w in where)
                if UNTYPED in group:
                    group = UNTYPED
                value = row.get(column)
                if value is UNTYPED:
                    sums[group] = numbers[group] = UNTYPED
                elif isinstance(value, Fraction) and sums.get(group) is not UNTYPED:
                    sums[group] = sums.get(group, Fraction(0)) + value
                    numbers[group] = numbers.get(group, 0) + 1
            self._groups[key] = sums, numbers
        return self._groups[key]

    def counts(self, table: str, where: tuple[str, ...]) -> dict[Any, int]:
        """Row counts for each combination of the `where` columns."""
        key = (table, where)
        if key not in self._counts:
            numbers: dict[Any, int] = {}
            for row in self.live[table]:
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
        return (row for row in self.live[table] if not row.blank(key))
