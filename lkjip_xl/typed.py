"""What a cell holds as somebody typed it, to compare two workbooks: the kind and the value, whatever the format that shows it."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Any, NamedTuple

from lkjip_xl.datafile import number
from lkjip_xl.engine import UNTYPED
from lkjip_xl.intake import canon, read_cell
from lkjip_xl.reader import RawBook, RawCell
from lkjip_xl.spec.types import Entry, Field, Look
from lkjip_xl.values import Kind, angka, persen, rupiah


class Typed(NamedTuple):
    """Content of one cell. Two are equal when kind and value are; `shown` is for people."""

    kind: str
    """`kosong`, `angka`, `teks`, `tanggal`, `benar/salah`, `galat` or `rumus`."""
    value: Any
    shown: str

    @property
    def same(self) -> tuple[str, Any]:
        """What two contents are compared by."""
        return self.kind, self.value


EMPTY = Typed("kosong", "", "(kosong)")
_ROWS = re.compile(r"(?<=[A-Z])\$?\d+\b")
UNJUDGED = "tidak dinilai"
"""Result that hangs on a cell which cannot be read."""
SHOWN = 160
"""Longest text shown whole."""


def typed(raw: RawBook, cell: RawCell | None, f: Field | None = None) -> Typed:
    """Content of a cell; `f` says how a number in it is written, and whether it is a date."""
    if cell is None or (cell.formula is None and cell.text == "" and cell.kind in ("s", "")):
        return EMPTY
    held = _constant(raw, cell, f)
    if cell.formula is None:
        return held
    # Row numbers in it follow when rows are inserted, so they are not what somebody changed.
    return Typed("rumus", (_ROWS.sub("", canon(cell.formula)), held.value), f"={short(cell.formula)} (hasil {held.shown if cell.text else EMPTY.shown})")


def _constant(raw: RawBook, cell: RawCell, f: Field | None) -> Typed:
    if cell.kind == "b":
        return Typed("benar/salah", cell.text == "1", "BENAR" if cell.text == "1" else "SALAH")
    if cell.kind == "e":
        return Typed("galat", cell.text, cell.text)
    if cell.kind != "n":
        return Typed("teks", cell.text, f'"{short(cell.text)}"')
    if f is not None and f.entry is Entry.DATE:
        day = read_cell(raw, cell, Kind.TANGGAL).date
        if day is not None:
            return Typed("tanggal", day, f"{day:%d/%m/%Y}")
    value = number(cell.text)
    return Typed("angka", value, figure(Fraction(value), f))


def figure(value: Fraction, f: Field | None = None) -> str:
    """A number as the column writes it: money with dots, percent of a formula, everything else plain."""
    if f is not None and f.look is Look.MONEY and value.denominator == 1:
        return rupiah(value)
    if f is not None and f.look is Look.PERCENT:
        return persen(value)
    if f is not None and f.formula is not None:
        return angka(value) if f.look is not Look.YEAR else str(value)
    text = f"{float(value):.15g}"
    return text if "e" in text else text.replace(".", ",")


def short(text: str) -> str:
    """A text on one line, cut where it is long."""
    line = text.replace("\n", " ⏎ ")
    return line if len(line) <= SHOWN else f"{line[:SHOWN]}…"


def result(value: Any, f: Field) -> str:
    """What a formula gives, for people."""
    if value is UNTYPED:
        return UNJUDGED
    if isinstance(value, Fraction):
        return figure(value, f)
    return f'"{short(str(value))}"' if value not in ("", None) else EMPTY.shown
