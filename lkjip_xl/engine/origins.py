"""Which typed cells a computed value follows from, so that a finding can name them.

An engine over the same inputs that remembers, cell by cell, what its twins read. It works lazily: only what is asked for is traced.
A search or a criterion (MATCH, SUMIFS) is no origin, what it finds or adds up is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from fractions import Fraction
from typing import Any

from lkjip_xl.engine.core import Engine
from lkjip_xl.engine.inputs import CellKey, Inputs, Untyped
from lkjip_xl.engine.row import MISSING, Row, fold
from lkjip_xl.spec import book

SETTINGS = ("Kebijakan", "Templat")
"""Forms that nobody fills."""


class Origins(Engine):
    """The truth of one workbook (with `use_overrides` what its cells hold), with the typed cells behind each value."""

    def __init__(self, inputs: Inputs, *, use_overrides: bool = False) -> None:
        super().__init__(inputs, use_overrides=use_overrides, partial=True, row_type=_Traced)
        self.of: dict[CellKey, frozenset[CellKey]] = {}
        self._open: list[set[CellKey]] = [set()]

    def behind(self, cells: Iterable[CellKey]) -> set[CellKey]:
        """Filled input cells from which these cells follow; an input stands for itself."""
        found: set[CellKey] = set()
        for part, index, key in cells:
            if book.field_of((part, index, key)).formula is None:
                found |= {(part, index, key)} if (self.form_get(part, key) if index is None else self.rows[part][index].get(key)) != "" else set()
                continue
            with self.tracing() as read:
                if index is None:
                    self.form_get(part, key)
                else:
                    self.rows[part][index].get(key)
            found |= read
        return found

    @contextmanager
    def tracing(self) -> Iterator[set[CellKey]]:
        """Collect what is read inside; nothing of it reaches the caller's own collection."""
        self._open.append(set())
        try:
            yield self._open[-1]
        finally:
            self._open.pop()

    def searching(self) -> AbstractContextManager[Any]:
        """As in Engine; a search is no origin."""
        return self.tracing()

    def read(self, cells: Iterable[CellKey]) -> None:
        """Note origins of the value being worked out."""
        self._open[-1].update(cells)

    def note(self, cell: CellKey, value: Any, read: set[CellKey]) -> None:
        """Keep what stands behind a cell that has been worked out."""
        f = book.field_of(cell)
        own = {cell} if value != "" and f.is_input and not self._names_row(cell) else set()
        self.of[cell] = frozenset(own if f.formula is None else {cell} if self._typed_over(cell) else read)

    def _typed_over(self, cell: CellKey) -> bool:
        part, index, key = cell
        return self.use_overrides and key in (self.inputs.form_overrides.get(part, {}) if index is None else self.rows[part][index].overrides)

    def _names_row(self, cell: CellKey) -> bool:
        return cell[0] in book.TABLES and cell[2] == book.TABLES[cell[0]].key_field

    def form(self, part: str, key: str) -> Any:
        """As in Engine, tracing."""
        cell = (part, None, key)
        if cell not in self.of:
            with self.tracing() as read:
                value = self.form_get_plain(part, key)
            self.note(cell, value, set() if part in SETTINGS else read)
        self.read(self.of[cell])
        return super().form(part, key)

    def form_get_plain(self, part: str, key: str) -> Any:
        """Value of a form cell, UNTYPED included, without noting it."""
        try:
            return super().form(part, key)
        except Untyped:
            return MISSING

    def find(self, table: str, by: str, value: Any) -> Row | None:
        """As in Engine; a search is no origin."""
        with self.searching():
            return super().find(table, by, value)


class _Traced(Row):
    """A row that tells its engine what is read."""

    __slots__ = ()
    engine: Origins

    def __getitem__(self, key: str) -> Any:
        cell = (self.table, self.index, key)
        if cell not in self.engine.of:
            with self.engine.tracing() as read:
                value = self._quiet(key)
            self.engine.note(cell, value, read)
        self.engine.read(self.engine.of[cell])
        return super().__getitem__(key)

    def _quiet(self, key: str) -> Any:
        try:
            return super().__getitem__(key)
        except Untyped:
            return MISSING

    def total(self, table: str, column: str, **where: Any) -> Fraction:
        """As in Row; the summands are the origins, and typed cells that say which rows are added up."""
        with self.engine.tracing():
            value = super().total(table, column, **where)
            rows = list(self._meeting(table, where))
        for key in (k for k in where if book.TABLES[table][k].is_input):
            for row in self.engine.live[table]:
                row.get(key)
        for row in rows:
            if isinstance(row.get(column), Fraction):
                self.engine.read(self.engine.of[table, row.index, column])
        return value

    def count(self, table: str, **where: Any) -> int:
        """As in Row; the cells that are counted are the origins."""
        with self.engine.tracing():
            value = super().count(table, **where)
            rows = list(self._meeting(table, where))
        for row in rows:
            for key in where:
                row.get(key)
        return value

    def numbers(self, table: str, column: str, **where: Any) -> int:
        """As in Row; whether a row counts is no origin."""
        with self.engine.tracing():
            return super().numbers(table, column, **where)

    def count_to(self, key: str, value: str) -> int:
        """As in Row; a running key is no origin."""
        with self.engine.tracing():
            return super().count_to(key, value)

    def later(self, table: str, column: str, value: Any, **where: Any) -> bool:
        """As in Row; that another row is later is no origin."""
        with self.engine.tracing():
            return super().later(table, column, value, **where)

    def _meeting(self, table: str, where: dict[str, Any]) -> Iterator[Row]:
        return (r for r in self.engine.live[table] if all(fold(r.get(k)) == fold(v) for k, v in where.items()))
