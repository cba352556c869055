"""Operators of the classes formula, text and unit: each damages one cell of a kind it fits, or gives None."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import Any

from openpyxl.formula.translate import Translator

from lkjip_xl.cells import a1, parse_a1
from lkjip_xl.spec import book
from lkjip_xl.spec.lists import LISTS
from lkjip_xl.spec.types import Entry, Field
from lkjip_xl.values import normal
from tools.mutate_base import Base, Cell, Mutation, Step

Operator = Callable[[random.Random, Base, Cell], Mutation | None]
FIGURES = (Entry.MEASURED, Entry.POSITIVE, Entry.QUANTITY, Entry.RUPIAH)
SHOWN = 60
"""Characters of an old or new content that a report shows."""


def field_of(cell: Cell) -> Field:
    part = book.FORMS[cell.part] if cell.index is None else book.TABLES[cell.part]
    return part[cell.key]


def made(kind: str, operator: str, base: Base, cell: Cell, old: Any, new: Any, *steps: Step) -> Mutation:
    """A mutation of the cell at its own place."""
    a, b = words(old), words(new)
    start = max(0, next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b))) - SHOWN // 2)
    return Mutation(kind, operator, cell, base.address(cell), short(a, start), short(b, start), list(steps))


def words(value: Any) -> str:
    return f"{float(value):.10g}" if isinstance(value, Fraction) else str(value)


def short(text: str, start: int = 0) -> str:
    """A text, of a long one the part around `start`."""
    if len(text) <= SHOWN:
        return text
    return ("…" if start else "") + text[start : start + SHOWN] + ("…" if start + SHOWN < len(text) else "")


def typed_over(kind: str, operator: str, base: Base, cell: Cell, old: Any, new: Any) -> Mutation:
    """A cell that holds another content; None empties it."""
    place = base.address(cell)
    step: Step = ("clear_cell", (place,)) if new is None else ("set_value", (place, plain(new)))
    return made(kind, operator, base, cell, old, "(kosong)" if new is None else new, step)


def plain(value: Any) -> Any:
    """A content as the package stores it."""
    if isinstance(value, Fraction):
        return float(value) if value.denominator != 1 else int(value)
    return float(value) if isinstance(value, Decimal) else value


# class 1: formulas


def right_value(_: random.Random, base: Base, cell: Cell) -> Mutation | None:
    value = base.computed(cell)
    return typed_over("rumus", "rumus diganti nilai yang benar", base, cell, "=" + base.formula(cell), value) if isinstance(value, (Fraction, str)) and value != "" else None


def wrong_value(rng: random.Random, base: Base, cell: Cell) -> Mutation | None:
    value = base.computed(cell)
    if not isinstance(value, Fraction):
        return None
    wrong = rng.choice((value + rng.randint(1, 9), value * Fraction(rng.choice((10, Fraction(1, 10), Fraction(9, 10), Fraction(11, 10)))), value + Fraction(rng.randint(2, 9), 100)))
    return typed_over("rumus", "rumus diganti nilai yang salah", base, cell, value, wrong) if wrong != value else None


def other_formula(rng: random.Random, base: Base, cell: Cell) -> Mutation | None:
    text = base.formula(cell)
    new = rng.choice((f"IFERROR({text},0)", f"({text})", "1+1", '"-"', f"IF(TRUE,{text},0)"))
    return made("rumus", "rumus lain", base, cell, "=" + text, "=" + new, ("set_formula", (base.address(cell), new)))


def shifted(rng: random.Random, base: Base, cell: Cell) -> Mutation | None:
    rows, text = rng.choice((1, -1)), base.formula(cell)
    row, col = parse_a1(base.address(cell).rpartition("!")[2])
    moved = Translator(f"={text}", a1(row, col)).translate_formula(a1(row + rows, col))[1:]
    return made("rumus", "rumus bergeser satu baris", base, cell, "=" + text, "=" + moved, ("set_formula", (base.address(cell), moved))) if moved != text else None


_RANGE = re.compile(r"(\$[A-Z]+\$\d+:\$[A-Z]+\$)(\d+)")


def shortened(rng: random.Random, base: Base, cell: Cell) -> Mutation | None:
    rows, text = rng.randint(1, 6), base.formula(cell)
    new = _RANGE.sub(lambda m: f"{m[1]}{int(m[2]) - rows}", text)
    return made("rumus", "rentang dipendekkan", base, cell, "=" + text, "=" + new, ("set_formula", (base.address(cell), new))) if new != text else None


def erased(_: random.Random, base: Base, cell: Cell) -> Mutation | None:
    return made("rumus", "rumus dihapus", base, cell, "=" + base.formula(cell), "(kosong)", ("clear_cell", (base.address(cell),)))


FORMULA: tuple[Operator, ...] = (right_value, wrong_value, other_formula, shifted, shortened, erased)


# class 2: text


def comma(value: Any) -> str:
    return str(value).replace(".", ",")


def figure_as_text(_: random.Random, base: Base, cell: Cell) -> Mutation | None:
    old = base.typed(cell)
    if field_of(cell).entry not in FIGURES or not isinstance(old, (int, Decimal)):
        return None
    return typed_over("teks", "angka tersimpan sebagai teks", base, cell, old, comma(old))


def words_in_figure(rng: random.Random, base: Base, cell: Cell) -> Mutation | None:
    old = base.typed(cell)
    if field_of(cell).entry not in FIGURES or not isinstance(old, (int, Decimal)):
        return None
    return typed_over("teks", "kata di sel angka", base, cell, old, rng.choice(("terlaksana", "sesuai jadwal", "lihat lampiran", "belum ada", "n/a", "sudah tercapai semua")))


def malformed(rng: random.Random, base: Base, cell: Cell) -> Mutation | None:
    old = base.typed(cell)
    if field_of(cell).entry not in FIGURES or not isinstance(old, (int, Decimal)):
        return None
    digits = re.sub(r"\D", "", str(old)).zfill(5)
    new = rng.choice((f"{digits[:-3]}..{digits[-3:]}", f"{digits[:-2]},,{digits[-2:]}", f"{digits[:-4]}.{digits[-4:-2]}.{digits[-2:]}", f"{digits[:-3]}.{digits[-3:]},"))
    return typed_over("teks", "angka cacat", base, cell, old, new)


def letters_off(rng: random.Random, text: str) -> str:
    """A word misspelt by one letter: dropped, doubled, swapped or replaced."""
    at = rng.randrange(len(text))
    how = rng.choice(("drop", "double", "swap", "other"))
    if how == "drop" and len(text) > 2:
        return text[:at] + text[at + 1 :]
    if how == "swap" and at + 1 < len(text) and text[at] != text[at + 1]:
        return text[:at] + text[at + 1] + text[at] + text[at + 2 :]
    return text[: at + 1] + text[at:] if how == "double" else text[:at] + ("z" if text[at] != "z" else "q") + text[at + 1 :]


def list_misspelt(rng: random.Random, base: Base, cell: Cell) -> Mutation | None:
    f, old = field_of(cell), base.typed(cell)
    if f.entry is not Entry.LIST or not f.strict or not isinstance(old, str):
        return None
    new = rng.choice((letters_off(rng, old), f"{old} "))
    known = {item.casefold() for item in LISTS[f.source]}
    return typed_over("teks", "isi daftar salah eja", base, cell, old, new) if new.casefold() not in known else None


def id_misspelt(rng: random.Random, base: Base, cell: Cell) -> Mutation | None:
    f, old = field_of(cell), base.typed(cell)
    if f.entry not in (Entry.REF, Entry.REFS, Entry.NEW_ID) or not isinstance(old, str):
        return None
    new = letters_off(rng, old)
    known = {str(r["id"]).casefold() for r in base.rows("Renstra")}
    return typed_over("teks", "ID salah eja", base, cell, old, new) if new.casefold() not in known else None


def code_misspelt(rng: random.Random, base: Base, cell: Cell) -> Mutation | None:
    f, old = field_of(cell), base.typed(cell)
    if f.entry is not Entry.CODE or not isinstance(old, str) or cell.part == "Identitas":
        return None
    new = rng.choice((letters_off(rng, old), old.replace(".", ",", 1), old.replace(".", "", 1)))
    return typed_over("teks", "kode salah eja", base, cell, old, new) if new != old else None


def header_changed(rng: random.Random, base: Base, cell: Cell) -> Mutation | None:
    """The header of the cell's column, or the label beside a form cell."""
    f = field_of(cell)
    new = rng.choice((letters_off(rng, f.header), "Hasil", f"{f.header} (lama)"))
    if normal(new) == normal(f.header):
        return None  # only spaces or signs: no other header
    if cell.index is None:
        sheet, row, _ = base.layout.forms[cell.part].sheet, *base.layout.forms[cell.part].cells[cell.key]
        return Mutation("teks", "judul atau label diubah", cell, f"{sheet}!{a1(row, 1)}", f.header, new, [("set_value", (f"{sheet}!{a1(row, 1)}", new))], (base.address(cell),))
    table = base.layout.tables[cell.part]
    place = f"{table.sheet}!{a1(table.header_row, table.cols[cell.key])}"
    return Mutation("teks", "judul atau label diubah", cell, place, f.header, new, [("set_value", (place, new))])


TEXT: tuple[Operator, ...] = (figure_as_text, words_in_figure, malformed, list_misspelt, id_misspelt, code_misspelt, header_changed)


# class 3: units


def unit_typed(rng: random.Random, base: Base, cell: Cell) -> Mutation | None:
    old, entry = base.typed(cell), field_of(cell).entry
    if entry not in FIGURES or not isinstance(old, (int, Decimal)):
        return None
    if entry is Entry.RUPIAH:
        new = rng.choice((f"Rp{old}", f"Rp. {old:,},-".replace(",", "."), f"{old} rupiah"))
    else:
        new = rng.choice((f"{comma(old)} Dokumen", f"{comma(old)}%", f"{comma(old)} desa", f"{comma(old)} poin"))
    return typed_over("satuan", "satuan diketik di sel angka", base, cell, old, new)


def percent_format(_: random.Random, base: Base, cell: Cell) -> Mutation | None:
    """44,44 typed as 44,44 % in Excel: stored 0.4444 with a percent format."""
    old = base.typed(cell)
    jenis = base.row(cell).get("jenis") or next((r.get("jenis") for r in base.rows("Renstra") if r["id"] == base.row(cell).get("id")), "")
    if field_of(cell).entry is not Entry.MEASURED or jenis != "persen" or not isinstance(old, (int, Decimal)) or old == 0:
        return None
    place = base.address(cell)
    return made("satuan", "format % dengan nilai dibagi 100", base, cell, old, f"{float(old) / 100:.6g} (0.00%)", ("set_value", (place, float(old) / 100)), ("set_format", (place, "0.00%")))


def satuan_contradicts(rng: random.Random, base: Base, cell: Cell) -> Mutation | None:
    row = base.row(cell)
    if cell.part != "Renstra" or cell.key != "satuan" or "satuan" not in row:
        return None
    other = {"persen": ("Nilai", "Dokumen", "Orang"), "predikat": ("Desa", "%", "Orang")}.get(str(row["jenis"]), ("Persen", "%", "Predikat"))
    return typed_over("satuan", "satuan bertentangan dengan jenis nilai", base, cell, row["satuan"], rng.choice(other))


UNIT: tuple[Operator, ...] = (unit_typed, percent_format, satuan_contradicts)
