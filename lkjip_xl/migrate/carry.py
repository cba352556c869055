"""The data that the new workbook is written from: the old one's, in words of the version in force."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from lkjip_xl import datafile
from lkjip_xl.changes import LeftKind
from lkjip_xl.check import Check
from lkjip_xl.engine import CellKey
from lkjip_xl.model import Data, Raw
from lkjip_xl.older import Former
from lkjip_xl.spec import book
from lkjip_xl.spec.types import Entry
from lkjip_xl.typed import figure
from lkjip_xl.values import Trouble, Value

Reasons = dict[CellKey, tuple[LeftKind, str]]
"""Why a cell does not stand in the new workbook as it stood in the old one."""


def carried_data(check: Check, former: Former) -> tuple[Data, Reasons]:
    """Data of the old workbook with words of lists renewed, figures that only their format explains spelt out, and formulas of the user's own left out."""
    data = datafile.from_check(check)
    reasons: Reasons = {}
    for cell, cells in _filled(data):
        _, index, key = cell
        f, raw = book.field_of(cell), cells[key]
        if f.entry is Entry.LIST and isinstance(raw, str) and (word := former.word(f.source, raw)) != raw:
            reasons[cell] = LeftKind.WORD, "Kata ini tidak ada lagi di daftar pilihan." if word == "" else "Daftar pilihan memakai kata lain untuk hal yang sama."
            _put(cells, key, word)
        elif (text := as_shown(check.values.get(cell))) and check.raw_cell(cell[0], index, key) is not None:
            reasons[cell] = LeftKind.SHOWN, "Angka ini hanya terbaca benar dengan format selnya, yang tidak ikut pindah; ditulis sebagai teks seperti tampilannya."
            _put(cells, key, text)
    data.timpa = {place: value for place, value in data.timpa.items() if not (isinstance(value, str) and value.startswith("="))}
    return data, reasons


def _filled(data: Data) -> Iterator[tuple[CellKey, dict[str, Raw]]]:
    for part, cells in data.forms.items():
        yield from (((part, None, key), cells) for key in list(cells))
    for part, rows in data.tables.items():
        for index, cells in enumerate(rows):
            yield from (((part, index, key), cells) for key in list(cells))


def _put(cells: dict[str, Raw], key: str, word: str) -> None:
    if word:
        cells[key] = word
    else:
        del cells[key]


def as_shown(value: Value | None) -> str:
    """How Excel shows a figure that its number format turned into a percentage, a time or a date; "" for any other."""
    if value is None or value.trouble not in (Trouble.PERCENT_SCALE, Trouble.TIME, Trouble.DATE):
        return ""
    try:
        number = Fraction(value.raw)
    except ValueError:
        return ""  # typed as text: it is carried as it stands
    if value.trouble is Trouble.PERCENT_SCALE:
        return f"{figure(number * 100 if value.repaired is None else value.repaired)}%"
    if value.trouble is Trouble.DATE:
        return f"{value.date:%d/%m/%Y}" if value.date is not None else ""
    seconds = round(number * 86_400)
    hours, minutes, rest = seconds // 3600, seconds // 60 % 60, seconds % 60
    return f"{hours}:{minutes:02}" + (f":{rest:02}" if rest else "")
