"""Figures typed over a formula: which of them are right, which follow from another wrong figure, which only lack the cap."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Any

from lkjip_xl.check import Check
from lkjip_xl.engine import UNTYPED, Engine, Row
from lkjip_xl.findings import Severity
from lkjip_xl.intake import Key, Mark
from lkjip_xl.reader import RawCell
from lkjip_xl.rules.rule import Hit
from lkjip_xl.spec import book
from lkjip_xl.spec.types import Field, Look
from lkjip_xl.values import agrees, angka, normal, persen, rupiah


class Standing(StrEnum):
    """What a figure typed over a formula is worth."""

    RIGHT = "benar"
    FOLLOWS = "mengikuti angka lain yang diketik"
    UNCAPPED = "benar hanya tanpa batas capaian"
    WRONG = "salah"
    UNKNOWN = "tidak dapat dinilai"


@dataclass(frozen=True, slots=True)
class TypedOver:
    """One formula cell that holds something else than its formula."""

    key: Key
    field: Field
    mark: Mark
    shown: Any
    right: Any
    standing: Standing


def field_of(key: Key) -> Field:
    """Spec field of a key."""
    part, index, name = key
    return book.FORMS[part][name] if index is None else book.TABLES[part][name]


def show(value: Any, look: Look) -> str:
    """A value as people read it: percent, rupiah, number or text; "kosong" for blank."""
    if value in ("", None):
        return "kosong"
    if not isinstance(value, Fraction):
        return str(value)
    if look is Look.PERCENT:
        return persen(value)
    if look is Look.MONEY and value.denominator == 1:
        return rupiah(value)
    return angka(value)


def printed(cell: RawCell, look: Look) -> tuple[Fraction, int] | None:
    """The figure as printed and its decimals (percent cells in percentage points); None when it is no number."""
    if cell.kind != "n":
        return None
    value = Fraction(cell.text)
    digits = len(cell.text.partition(".")[2]) if "E" not in cell.text.upper() else 12
    return (value * 100, max(0, digits - 2)) if look is Look.PERCENT else (value, digits)


def agrees_with(cell: RawCell, exact: Any, look: Look) -> bool:
    """Does the stored figure agree with an exact value at the decimals it is given in (text: letters and digits)."""
    if exact is UNTYPED:
        return False
    figure = printed(cell, look)
    if figure is None:
        return isinstance(exact, str) and normal(exact) == normal(cell.text)
    if not isinstance(exact, Fraction):
        return False
    return agrees(figure[0], figure[1], exact * 100 if look is Look.PERCENT else exact)


def _expected(engine: Engine, key: Key) -> Any:
    """What the twin gives for a cell, whatever the cell holds."""
    part, index, name = key
    row: Row = engine.page if index is None else engine.rows[part][index]
    return row.expected(field_of(key))


def typed_over(check: Check) -> Iterator[TypedOver]:
    """Every formula cell that was replaced or altered and holds a value, in sheet order."""
    for key, mark in check.verdicts.marks.items():
        cell = check.raw_cell(*key)
        if mark in (Mark.ERASED, Mark.BARE_ROW) or cell is None or cell.kind == "e":
            continue
        field = field_of(key)
        yield TypedOver(key, field, mark, _shown(cell), _expected(check.truth, key), _standing(check, key, cell, field.look))


def _shown(cell: RawCell) -> Any:
    return Fraction(cell.text) if cell.kind == "n" else cell.text


def _standing(check: Check, key: Key, cell: RawCell, look: Look) -> Standing:
    truth = _expected(check.truth, key)
    if agrees_with(cell, truth, look):
        return Standing.RIGHT
    if agrees_with(cell, _expected(check.stored, key), look):
        return Standing.FOLLOWS
    if any(agrees_with(cell, _expected(engine, key), look) for engine in (check.uncapped, check.uncapped_stored)):
        return Standing.UNCAPPED
    return Standing.UNKNOWN if truth is UNTYPED else Standing.WRONG


def wrong_figures(check: Check, code: str, what: str) -> Iterator[Hit]:
    """Hits of a value rule: cells of columns that name `code`, typed over and wrong. `what` names the figure."""
    for found in typed_over(check):
        if found.field.rule != code or found.standing is not Standing.WRONG:
            continue
        look = found.field.look
        spot = check.spot(found.key[0], found.key[2], found.key[1])
        subject = f" {spot.subject}" if found.key[1] is not None else ""
        right, shown = show(found.right, look), show(found.shown, look)
        yield Hit(
            spot, f"{what}{subject} tertulis {shown}, seharusnya {right}. Rumus di sel ini ditimpa." if found.mark is Mark.REPLACED
            else f"{what}{subject} dihitung dengan rumus yang diubah: {shown}, seharusnya {right}.",
            advice=f"Kembalikan rumus: ={check.verdicts.intake.expected[found.key]}", found=shown, expected=right,
            calculation=calculation(check, found.key), severity=Severity.ERROR,
        )


def calculation(check: Check, key: Key) -> str:
    """The formula in words with the figures it was worked out from."""
    part, index, name = key
    formula = field_of(key).formula
    words = formula.words if formula is not None else ""
    if index is None:
        return words
    row = check.truth.rows[part][index]
    inputs = CALCULATED_FROM.get((part, name), ())
    figures = [f"{book.TABLES[part][k].header.lower()} {show(row.get(k), book.TABLES[part][k].look)}" for k in inputs if row.get(k) not in ("", UNTYPED)]
    return f"{words}: {', '.join(figures)}" if figures else words


CALCULATED_FROM: dict[tuple[str, str], tuple[str, ...]] = {
    ("Pengukuran", "capaian"): ("hasil", "penyebut_hasil", "target", "penyebut_target"),
    ("Pengukuran", "kategori"): ("capaian_batas",),
    ("Pembanding", "capaian"): ("realisasi", "target", "penyebut"),
    ("Anggaran", "serapan"): ("realisasi", "pagu"),
    ("Anggaran", "sisa"): ("pagu", "realisasi"),
    ("Efisiensi", "serapan"): ("realisasi", "pagu"),
    ("Efisiensi", "capaian_mentah"): (),
    ("Efisiensi", "efisiensi"): ("capaian", "serapan"),
}
