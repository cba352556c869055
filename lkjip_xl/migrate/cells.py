"""Holds every cell of ours in the old workbook against its cell in the new one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from lkjip_xl.cells import parse_a1
from lkjip_xl.changes import LeftKind, Leftover
from lkjip_xl.check import Check
from lkjip_xl.engine import CellKey
from lkjip_xl.intake import Mark
from lkjip_xl.layout import Layout
from lkjip_xl.migrate.carry import Reasons
from lkjip_xl.model import address_of
from lkjip_xl.older import Former
from lkjip_xl.reader import RawBook, RawCell
from lkjip_xl.spec import book
from lkjip_xl.spec.types import Field
from lkjip_xl.typed import EMPTY, Typed, typed


@dataclass(slots=True)
class Held:
    """How many cells stand in the new workbook as they were."""

    inputs: int = 0
    over: int = 0


@dataclass
class Pair:
    """The old workbook, with what its version had otherwise, and the new one with where its fields stand."""

    check: Check
    former: Former
    new: RawBook
    layout: Layout
    reasons: Reasons

    @cached_property
    def own(self) -> dict[str, dict[tuple[int, int], CellKey]]:
        """Cells of fields by sheet title of the old workbook."""
        return self.check.layout.cells()

    def leftovers(self, held: Held) -> Iterator[Leftover]:
        """Cells that differ, in the order of tabs, rows and columns; `held` counts the others."""
        for sheet in self.check.raw.sheets:
            own = self.own.get(sheet.name, {})
            for at in sorted(sheet.cells.keys() & own.keys()):
                left = self._compare(own[at], sheet.cells[at], held)
                if left is not None:
                    yield left

    def _compare(self, cell: CellKey, raw: RawCell, held: Held) -> Leftover | None:
        f = book.field_of(cell)
        if cell[0] == "Templat":
            return None
        if f.formula is not None:
            return self._over(cell, f, raw, held)
        old, new = typed(self.check.raw, raw, f), self._there(cell, f)
        if old.kind == "kosong":
            return None
        if old.same == new.same:
            held.inputs += f.is_input
            return None
        kind, why = self._why(cell, f, old, new)
        return self._left(cell, kind, old.shown, why, new)

    def _over(self, cell: CellKey, f: Field, raw: RawCell, held: Held) -> Leftover | None:
        """A formula cell: what was typed over the formula is carried, a formula of the user's own is not."""
        mark = self.check.verdicts.marks.get(cell)
        if mark in (None, Mark.ERASED, Mark.BARE_ROW):
            return None
        old = typed(self.check.raw, raw, f)
        if mark is Mark.REPLACED and raw.formula is None:
            new = self._there(cell, f)
            if old.same == new.same:
                held.over += 1
                return None
            return self._left(cell, LeftKind.ERROR if old.kind == "galat" else LeftKind.VALUE, old.shown, "Isi di atas rumus ini tidak dapat dibawa; sel itu memuat rumus formulir lagi.")
        return self._left(cell, LeftKind.FORMULA, old.shown, "Rumus formulir yang diubah tidak dibawa; sel itu memuat rumus formulir lagi.")

    def _why(self, cell: CellKey, f: Field, old: Typed, new: Typed) -> tuple[LeftKind, str]:
        if cell in self.reasons:
            return self.reasons[cell]
        if f.locked:
            return LeftKind.POLICY, "Kebijakan mengikuti profil kabupaten, bukan isi sel."
        if old.kind == "galat":
            return LeftKind.ERROR, "Nilai galat bukan isian." if new.kind == "kosong" else "Nilai galat ditulis sebagai teks."
        if old.kind == "rumus":
            return LeftKind.FORMULA, "Rumus di sel isian tidak dibawa, hanya hasilnya." if new.kind != "kosong" else "Rumus di sel isian tidak dibawa, dan hasilnya tidak tersimpan."
        return LeftKind.VALUE, "Nilai ini tidak dapat ditulis sama."

    def _there(self, cell: CellKey, f: Field) -> Typed:
        """What the new workbook holds in this cell."""
        part, index, key = cell
        place = self.layout.tables.get(part)
        if index is not None and (place is None or place.first_row + index >= place.end_row):
            return EMPTY
        sheet, _, at = address_of(self.layout, part, index, key).rpartition("!")
        found = self.new.sheet(sheet)
        return typed(self.new, found.cells.get(parse_a1(at)) if found is not None else None, f)

    def _left(self, cell: CellKey, kind: LeftKind, value: str, why: str, new: Typed = EMPTY) -> Leftover:
        return Leftover(kind, self.check.spot(cell[0], cell[2], cell[1]).address, value, why, "" if new.kind == "kosong" else new.shown)
