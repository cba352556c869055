"""Comparing the witnesses, and keeping what each of them says of a cell."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from typing import Any

from lkjip_xl.engine import UNTYPED, Engine, Inputs
from lkjip_xl.intake import Intake, Key, Mark
from lkjip_xl.layout import Layout
from lkjip_xl.reader import RawBook, RawCell
from lkjip_xl.spec import book
from lkjip_xl.witness.engines import Recomputed
from lkjip_xl.witness.judge import Judge

TOLERANCE = 1e-9


class Dispute(StrEnum):
    """Ways in which an intact formula's witnesses disagree."""

    STALE = "nilai tersimpan usang"
    ERROR = "nilai galat"
    CONFLICT = "mesin hitung berbeda"


@dataclass(frozen=True, slots=True)
class Said:
    """What the witnesses say of one cell; `judge` is "" until asked, "belum diputus" when it could not."""

    stored: Any
    recomputed: Any
    own: Any
    dispute: Dispute | None = None
    judge: Any = ""


@dataclass(slots=True)
class Verdicts:
    """All witnesses of one workbook."""

    inputs: Inputs
    stored: Engine
    truth: Engine
    intake: Intake
    recomputed: Recomputed
    disputes: dict[Key, Said] = field(default_factory=dict)
    checked: int = 0

    @property
    def marks(self) -> dict[Key, Mark]:
        """Formula cells that no longer hold their formula."""
        return self.intake.marks


def same_value(a: Any, b: Any) -> bool:
    """Do two cell values agree: numbers within 1e-9 relative or absolute, text equal as Excel compares it, "" equal to empty."""
    if type(a) is str and type(b) is str:
        return a == b or a.casefold() == b.casefold()
    blank = (None, "")
    if a in blank or b in blank:
        return a in blank and b in blank
    if isinstance(a, (int, float, Fraction)) and isinstance(b, (int, float, Fraction)):
        x, y = float(a), float(b)
        return x == y or abs(x - y) <= TOLERANCE * max(1.0, abs(x), abs(y))
    return bool(a == b)


def stored_value(cell: RawCell | None) -> Any:
    """Stored value of a cell as float, str or None."""
    if cell is None:
        return None
    if cell.kind == "n":
        return float(cell.text)
    return bool(int(cell.text)) if cell.kind == "b" else cell.text


def formula_cells(layout: Layout) -> Iterator[tuple[Key, str, int, int]]:
    """Every formula field of a located file: its key, sheet title, row and column."""
    for part, form in book.FORMS.items():
        place = layout.forms.get(part)
        if place is not None:
            for f in form.fields:
                if f.formula is not None and f.key in place.cells:
                    yield (part, None, f.key), place.sheet, *place.cells[f.key]
    for part, table in book.TABLES.items():
        where = layout.tables.get(part)
        if where is not None:
            cols = [(f.key, where.cols[f.key]) for f in table.fields if f.formula is not None and f.key in where.cols]
            for index in range(where.end_row - where.first_row):
                for key, col in cols:
                    yield (part, index, key), where.sheet, where.first_row + index, col


def own_value(engine: Engine, key: Key) -> Any:
    """Our engine's value of a formula field."""
    part, index, name = key
    if index is None:
        return engine.form_get(part, name)
    row = engine.rows[part][index]
    return "" if row.spare and row.fields[name].formula.blank else row.get(name)  # type: ignore[union-attr]


def compare(raw: RawBook, layout: Layout, intake: Intake, recomputing: Callable[[], Recomputed], *, partial: bool = False) -> Verdicts:
    """Hold the three witnesses of every formula cell against each other; conflicts go to the judge."""
    partial = partial or bool(intake.marks)  # a figure typed over a formula may be of the wrong type
    stored = Engine(intake.inputs, partial=partial)
    touched = any(t.overrides for t in intake.inputs.tables.values()) or bool(intake.inputs.form_overrides)
    truth = Engine(intake.inputs, use_overrides=False, partial=partial) if touched else stored
    found = [(key, sheet, at, own_value(stored, key)) for key, sheet, *at in formula_cells(layout)]
    recomputed = recomputing()
    verdicts = Verdicts(intake.inputs, stored, truth, intake, recomputed, checked=len(found))
    sheets = {s.name: s.cells for s in raw.sheets}
    for key, sheet, (row, col), own in found:
        cell = sheets[sheet].get((row, col))
        if cell is None or (intake.marks and key in intake.marks):
            continue
        theirs = recomputed.sheets.get(sheet, {}).get((row, col), UNTYPED)
        if own == "" and theirs in ("", None) and cell.kind == "s" and not cell.text:
            continue  # most cells of most workbooks: blank to all three
        said = _witness(cell, theirs, own)
        if said is not None:
            verdicts.disputes[key] = said
    judge = Judge(raw, recomputed)
    for key, said in verdicts.disputes.items():
        if said.dispute is Dispute.CONFLICT:
            verdicts.disputes[key] = Said(said.stored, said.recomputed, said.own, said.dispute, judge.ask(key, layout))
    return verdicts


def _witness(cell: RawCell, recomputed: Any, own: Any) -> Said | None:
    value = stored_value(cell)
    if recomputed is not UNTYPED and not same_value(value, recomputed):
        # Two against one: what is stored and our engine agree on is not stale.
        return Said(value, recomputed, own, Dispute.CONFLICT if own is not UNTYPED and same_value(value, own) else Dispute.STALE)
    if cell.kind == "e":
        return Said(value, recomputed, own, Dispute.ERROR)
    if own is UNTYPED or same_value(value, own):
        return None
    return Said(value, recomputed, own, Dispute.STALE if recomputed is UNTYPED else Dispute.CONFLICT)
