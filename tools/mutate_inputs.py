"""Operators of the classes covered and not covered input: figures, words, dates and choices changed to others that type well."""

from __future__ import annotations

import datetime
import random
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Any

from lkjip_xl.spec.lists import LISTS, PREDICATES
from lkjip_xl.spec.types import Entry
from tools.mutate_base import Base, Cell, Mutation
from tools.mutate_columns import cover
from tools.mutate_cover import by_id, leaf, number, swap_shows, this_quarter, way
from tools.mutate_operators import field_of, plain, typed_over
from tools.mutate_prose import COVER, sentence
from tools.mutate_quotes import printed_otherwise, quote_cover
from tools.mutate_text import digit, other_word, swapped

ONCE = ("IKU", "PK", "Triwulan", "Pengukuran", "Efisiensi", "Analisis")
SWAP = "tertukar dengan sel di bawah"
SHAPES = ("angka lain", "angka tertukar", "dikali 10", SWAP, "dikosongkan")
PROSE = 0.7
"""Share of the changes to Analisis that change what a sentence says of the figures, not just a word."""


def changed(rng: random.Random, base: Base, cell: Cell) -> Mutation | None:
    """The cell with another content of its own kind, or blank where blank contradicts; class by the table of columns."""
    old = base.typed(cell)
    if old is None:
        return None
    if cell.column == "Kutipan.nilai":
        found = printed_otherwise(rng, base, cell)
        covered, reason = quote_cover(base, cell)
    elif cell.part == "Analisis" and cell.key != "id" and rng.random() < PROSE:
        found = sentence(rng, base, cell, str(old))
        covered, reason = True, COVER
    else:
        found = _other(rng, base, cell, old)
        covered, reason = cover(base, cell)
        if covered and found is not None and found.operator == SWAP and not swap_shows(base, cell):
            covered, reason = False, "two rows swapped within one sum"
    return replace(found, kind="terliput" if covered else "tidak terliput", reason=reason) if found is not None else None


def _other(rng: random.Random, base: Base, cell: Cell, old: Any) -> Mutation | None:
    f = field_of(cell)
    if f.entry in (Entry.LIST, Entry.REF) and isinstance(old, str):
        return _other_choice(rng, base, cell, old)
    if f.entry is Entry.YEAR and isinstance(old, int):
        return typed_over("", "tahun lain", base, cell, old, old + rng.choice((-1, 1)))
    if isinstance(old, datetime.date):
        return _other_day(rng, base, cell, old)
    if isinstance(old, (int, Decimal)):
        return _other_figure(rng, base, cell, old)
    if f.entry is Entry.MEASURED and old in PREDICATES:
        new = PREDICATES[(PREDICATES.index(old) + rng.choice((-1, 1))) % len(PREDICATES)]
        return typed_over("", "predikat lain", base, cell, old, new)
    if f.entry is Entry.TEXT and isinstance(old, str):
        new = other_word(rng, old)
        return typed_over("", "satu kata lain", base, cell, old, new) if new != old else None
    return None


def _other_choice(rng: random.Random, base: Base, cell: Cell, old: str) -> Mutation | None:
    """Another item of the list, or another id of the column's kind."""
    f = field_of(cell)
    if f.entry is Entry.REF:
        same = by_id(base, "Renstra", old).get("level")
        items = [r["id"] for r in base.rows("Renstra") if r["level"] == same and r["id"] != old]
        if cell.key == "id" and cell.part in ONCE:
            items = [i for i in items if by_id(base, cell.part, i)]
        if cell.key == "induk":
            items = [i for i in items if i != base.row(cell)["id"]]
    elif cell.key == "cara_gabung":
        items = ["jumlah"] if old != "jumlah" else ["posisi akhir", "rata-rata"]
    elif cell.column in ("Anggaran.level", "Belanja.level"):
        items = [i for i in LISTS[f.source] if i != old and i != "keluaran"]
    else:
        items = [i for i in LISTS[f.source] if i != old]
    return typed_over("", "pilihan lain", base, cell, old, rng.choice(items)) if items else None


def _other_day(rng: random.Random, base: Base, cell: Cell, old: datetime.date) -> Mutation:
    new = old + datetime.timedelta(days=rng.randint(1, 40))
    serial = (new - datetime.date(1899, 12, 30)).days
    found = typed_over("", "tanggal lain", base, cell, old, serial)
    return replace(found, new=str(new))


def _other_figure(rng: random.Random, base: Base, cell: Cell, old: int | Decimal) -> Mutation | None:
    shape = rng.choice(SHAPES)
    if shape == "dikosongkan":
        return typed_over("", shape, base, cell, old, None) if _blank_contradicts(base, cell) else None
    if shape == SWAP:
        return _swapped_below(base, cell, old)
    new = digit(rng, str(old)) if shape == "angka lain" else swapped(rng, str(old)) if shape == "angka tertukar" else str(old * 10)
    if new is None or Decimal(new) == old:
        return None
    value = Decimal(new)
    if _drowned(base, cell, abs(value - old)):
        return None
    return typed_over("", shape, base, cell, old, int(value) if value == value.to_integral_value() else value)


def _swapped_below(base: Base, cell: Cell, old: int | Decimal) -> Mutation | None:
    """Two rows filled into each other's cell."""
    if cell.index is None or cell.index + 1 >= len(base.rows(cell.part)):
        return None
    below = Cell(cell.part, cell.index + 1, cell.key)
    other = base.typed(below)
    if not number(other) or other == old:
        return None
    steps = [("set_value", (base.address(cell), plain(other))), ("set_value", (base.address(below), plain(old)))]
    return Mutation("", SWAP, cell, base.address(cell), str(old), str(other), list(steps), (base.address(below),))


_NEEDED = frozenset({
    "PK.target_perubahan", "Program.anggaran", "DataDukung.pembilang", "DataDukung.penyebut", "DataDukung.nilai", "RekapPegawai.banyak",
    *(f"Triwulan.{side}{k}" for side in "tr" for k in range(1, 5)), "PK.target_murni", "PK.penyebut", "Renstra.penyebut", "Triwulan.penyebut", "Pengukuran.realisasi",
})


def _drowned(base: Base, cell: Cell, change: Decimal) -> bool:
    """Is a change of one quarter lost in the rounding of the mean of the year."""
    row = base.row(cell)
    if cell.column not in ("DataDukung.nilai", *(f"Triwulan.{side}{k}" for side in "tr" for k in range(1, 5))) or way(base, row["id"]) != "rata-rata":
        return False
    year = by_id(base, "Pengukuran", row["id"]).get("realisasi", 0)
    places = len(str(year).partition(".")[2])
    return change / 4 < Decimal(2).scaleb(-places)


def _blank_contradicts(base: Base, cell: Cell) -> bool:
    """Does an emptied cell contradict something, and not only leave a fact out (upper rows and results may stay blank)."""
    if cell.column == "Belanja.pagu_murni" and "pagu_perubahan" in base.row(cell):
        return False
    if cell.column == "PK.target_perubahan":
        return bool(base.typed(cell) != base.row(cell)["target_murni"])
    if cell.part == "DataDukung" and base.typed(cell) == 0:
        return False
    if cell.part in ("Anggaran", "Belanja") and (cell.key in ("pagu_murni", "pagu_perubahan") or this_quarter(base, cell)):
        return leaf(base, cell)
    if cell.part == "Triwulan" and cell.key[0] == "t" and cell.key[1:].isdigit():
        return int(cell.key[1:]) <= base.quarter
    return cell.column in _NEEDED


def inputs(base: Base) -> Iterator[Cell]:
    """Every filled input cell."""
    for part, given in base.data.forms.items():
        yield from (Cell(part, None, key) for key in given)
    for part, rows in base.data.tables.items():
        yield from (Cell(part, i, key) for i, row in enumerate(rows) for key in row)
