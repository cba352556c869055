"""Two workbooks side by side: which cell of one is which cell of the other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from lkjip_xl.check import Check
from lkjip_xl.diff.rows import pair_rows
from lkjip_xl.engine import CellKey
from lkjip_xl.intake import Mark
from lkjip_xl.reader import RawCell
from lkjip_xl.spec import book
from lkjip_xl.spec.types import Table
from lkjip_xl.typed import EMPTY, Typed, typed

REPLACED = (Mark.REPLACED, Mark.ALTERED, Mark.RANGE)


@dataclass
class Side:
    """One of the two workbooks."""

    check: Check

    @cached_property
    def by_sheet(self) -> dict[str, dict[tuple[int, int], RawCell]]:
        """Cells by sheet title."""
        return {s.name: s.cells for s in self.check.raw.sheets}

    @cached_property
    def fields(self) -> dict[str, dict[tuple[int, int], CellKey]]:
        """Cells of fields by sheet title."""
        return self.check.layout.cells()

    def raw(self, cell: CellKey) -> RawCell | None:
        """The cell as stored."""
        part, index, key = cell
        if index is None:
            form = self.check.layout.forms[part]
            return self.by_sheet[form.sheet].get(form.cells[key])
        table = self.check.layout.tables[part]
        return self.by_sheet[table.sheet].get((table.first_row + index, table.cols[key]))

    def typed(self, cell: CellKey) -> Typed:
        """What somebody typed into a cell."""
        return typed(self.check.raw, self.raw(cell), book.field_of(cell))

    def mark(self, cell: CellKey) -> Mark | None:
        """What became of a formula cell, None where it holds its formula."""
        return self.check.verdicts.marks.get(cell)

    def place(self, cell: CellKey) -> str:
        """`Sheet!A1` of a cell."""
        return self.check.spot(cell[0], cell[2], cell[1]).address

    def order(self, cell: CellKey) -> tuple[int, int, int]:
        """Tab, row and column."""
        return self.check.spot(cell[0], cell[2], cell[1]).order

    def inputs(self, table: Table, index: int) -> dict[str, Typed]:
        """Filled input cells of a row."""
        cols = self.check.layout.tables[table.key].cols
        held = {f.key: self.typed((table.key, index, f.key)) for f in table.fields if f.is_input and f.key in cols}
        return {key: content for key, content in held.items() if content is not EMPTY}

    def rows(self, table: Table) -> dict[int, dict[str, tuple[str, object]]]:
        """Filled rows of a table: inputs, and what stands where a formula should."""
        found: dict[int, dict[str, tuple[str, object]]] = {}
        overrides = self.check.verdicts.inputs.tables[table.key].overrides
        for row in self.check.stored.rows[table.key]:
            if row.inputs or row.index in overrides:
                signature: dict[str, tuple[str, object]] = {key: content.same for key, content in self.inputs(table, row.index).items()}
                over = [key for key in overrides.get(row.index, {}) if self.mark((table.key, row.index, key)) in REPLACED]
                signature |= {f"={key}": self.typed((table.key, row.index, key)).same for key in over}
                if signature:
                    found[row.index] = signature
        return found


class Books:
    """Both workbooks and what belongs together in them."""

    def __init__(self, old: Check, new: Check) -> None:
        self.old, self.new = Side(old), Side(new)
        self.one_version = old.identity[1] == new.identity[1]
        self.pairings = {key: pair_rows(key, self.old.rows(table), self.new.rows(table)) for key, table in self.tables()}

    def tables(self) -> Iterator[tuple[str, Table]]:
        """Tables that both workbooks have."""
        both = self.old.check.layout.tables.keys() & self.new.check.layout.tables.keys()
        return ((key, table) for key, table in book.TABLES.items() if key in both)

    def keys(self, part: str) -> set[str]:
        """Fields of a part that both workbooks have."""
        ours, theirs = self.old.check.layout, self.new.check.layout
        if part in book.FORMS:
            return set(ours.forms[part].cells.keys() & theirs.forms[part].cells.keys()) if part in ours.forms and part in theirs.forms else set()
        return set(ours.tables[part].cols.keys() & theirs.tables[part].cols.keys())

    def pairs(self) -> Iterator[tuple[CellKey, CellKey]]:
        """Cells that are one field of one row in both, forms first."""
        for part, form in book.FORMS.items():
            both = self.keys(part)
            yield from (((part, None, f.key), (part, None, f.key)) for f in form.fields if f.key in both)
        for part, table in self.tables():
            both = self.keys(part)
            fields = [f.key for f in table.fields if f.key in both]
            for i, j in self.pairings[part].pairs:
                yield from (((part, i, key), (part, j, key)) for key in fields)

    @cached_property
    def _to_new(self) -> dict[str, dict[int, int]]:
        return {part: pairing.to_new() for part, pairing in self.pairings.items()}

    def to_new(self, cell: CellKey) -> CellKey | None:
        """The cell in the newer workbook that a cell of the older one became; None for a row that is gone."""
        part, index, key = cell
        if index is None:
            return cell
        found = self._to_new.get(part, {}).get(index)
        return None if found is None else (part, found, key)

