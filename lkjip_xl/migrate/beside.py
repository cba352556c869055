"""What stands in an old workbook beside our cells: columns, texts and sheets of the user's own, comments, colours, pictures, names."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path

from lkjip_xl.annotate import users_comment
from lkjip_xl.cells import a1, split_ref
from lkjip_xl.changes import LeftKind, Leftover
from lkjip_xl.layout import TablePlace
from lkjip_xl.migrate.cells import Pair
from lkjip_xl.reader import RawCell, RawSheet, Trimmings, read_trimmings
from lkjip_xl.spec import book
from lkjip_xl.typed import short, typed

NUMBERED = re.compile(r"\(\d+\)")
"""Number of a column, below its header."""
NAMED = 5
"""Cells of one colour that are named."""


def beside(path: Path, written: bytes, pair: Pair) -> Iterator[Leftover]:
    """Everything of an old workbook that stands in none of our cells and is not the template's own."""
    titles = {title: book_sheet for book_sheet, title in pair.check.layout.sheets.items()}
    new_titles = {s.key: s.name for s in book.SHEETS}
    for sheet in pair.check.raw.sheets:
        if sheet.name not in titles:
            yield Leftover(LeftKind.SHEET, sheet.name, f"{len(sheet.cells)} sel berisi", "Lembar ini bukan bagian formulir. Salin sendiri bila masih perlu.")
        else:
            yield from _outside(pair, sheet, _fixed(pair, new_titles[titles[sheet.name]]))
    added = read_trimmings(path, pair.check.raw)
    usual = read_trimmings(io.BytesIO(written), pair.new)
    for title, key in titles.items():
        yield from _trimmings(title, added, set(usual.colours.get(new_titles[key], {}).values()))
    yield from _names(pair)


def _fixed(pair: Pair, title: str) -> set[tuple[str, str]]:
    """Texts and numbers that the template itself has on a sheet, outside of cells that people fill."""
    sheet = pair.new.sheet(title)
    mine = {(place.sheet, at) for place in pair.layout.forms.values() for at in place.cells.values()}
    tables = [t for t in pair.layout.tables.values() if t.sheet == title]
    return {
        (cell.kind, cell.text) for at, cell in (sheet.cells.items() if sheet is not None else ())
        if cell.formula is None and (title, at) not in mine and not any(t.first_row <= at[0] < t.end_row and at[1] in t.cols.values() for t in tables)
    }


def _outside(pair: Pair, sheet: RawSheet, fixed: set[tuple[str, str]]) -> Iterator[Leftover]:
    dropped = _dropped(pair)
    tables = [(key, t) for key, t in pair.check.layout.tables.items() if t.sheet == sheet.name]
    own = pair.own.get(sheet.name, {})
    for at, cell in sorted(sheet.cells.items()):
        if at in own or (cell.formula is None and cell.text == ""):
            continue
        value = typed(pair.check.raw, cell).shown
        if (sheet.name, *at) in dropped:
            kind, why = dropped[sheet.name, *at]
            yield Leftover(kind, f"{sheet.name}!{a1(*at)}", value, why)
        elif not _of_template(pair, cell, at, fixed, tables):
            kind, why = _why(sheet, at, [t for _, t in tables])
            yield Leftover(kind, f"{sheet.name}!{a1(*at)}", value, why)


def _dropped(pair: Pair) -> dict[tuple[str, int, int], tuple[LeftKind, str]]:
    """Cells of fields that the version in force has not, with the reason."""
    found: dict[tuple[str, int, int], tuple[LeftKind, str]] = {}
    for name, why in pair.former.dropped.items():
        target = split_ref(pair.check.raw.names.get(name, ""))
        sheet = pair.check.raw.sheet(target[0]) if target is not None else None
        if target is not None and sheet is not None:
            _, top, left, bottom, right = target
            kind = LeftKind.POLICY if name.startswith("Kebijakan_") else LeftKind.DROPPED
            found.update({(sheet.name, row, col): (kind, why) for row, col in sheet.cells if top <= row <= bottom and left <= col <= right})
    return found


def _of_template(pair: Pair, cell: RawCell, at: tuple[int, int], fixed: set[tuple[str, str]], tables: list[tuple[str, TablePlace]]) -> bool:
    """Is a cell outside of our fields the template's own: a fixed text, the number of a column, or the year above a target column."""
    if cell.formula is None and ((cell.kind, cell.text) in fixed or (cell.kind == "s" and cell.text.startswith(pair.former.texts))):
        return True
    for key, place in tables:
        if at[0] == place.caption_row and at[1] in place.cols.values():
            f = next(f for f in book.TABLES[key].fields if place.cols.get(f.key) == at[1])
            return (f.caption is not None) if cell.formula is not None else bool(NUMBERED.fullmatch(cell.text))
    return False


def _why(sheet: RawSheet, at: tuple[int, int], tables: list[TablePlace]) -> tuple[LeftKind, str]:
    row, col = at
    for place in tables:
        if row == place.header_row and col in place.cols.values():
            return LeftKind.OUTSIDE, "Judul kolom ini diubah; formulir baru memakai judulnya sendiri."
        if place.header_row <= row < place.end_row and col not in place.cols.values():
            head = sheet.cells.get((place.header_row, col))
            named = f'Kolom "{short(head.text)}"' if head is not None and head.text else "Kolom ini"
            return LeftKind.COLUMN, f"{named} tidak ada pada formulir. Pindahkan sendiri ke kolom Keterangan bila masih perlu."
    return LeftKind.OUTSIDE, "Tulisan di luar sel isian tidak ikut pindah. Salin sendiri bila masih perlu."


def _trimmings(title: str, added: Trimmings, usual: set[str]) -> Iterator[Leftover]:
    for at, (author, whole) in sorted(added.comments.get(title, {}).items()):
        text = users_comment(author, whole)
        if not text:
            continue
        said = f"{author}: {text}" if author and not text.startswith(f"{author}:") else text
        yield Leftover(LeftKind.COMMENT, f"{title}!{a1(*at)}", short(said), "Komentar tidak ikut pindah. Tulis lagi bila masih perlu.")
    shades: dict[str, list[str]] = {}
    ours = {part for shade in usual for part in _words(shade)}
    for at, shade in sorted(added.colours.get(title, {}).items()):
        if said := " dan ".join(part for part in _words(shade) if part not in ours):
            shades.setdefault(said, []).append(a1(*at))
    for said, cells in shades.items():
        more = f" dan {len(cells) - NAMED} sel lain" if len(cells) > NAMED else ""
        yield Leftover(LeftKind.COLOUR, f"{title}!{cells[0]}", f"{said} pada {', '.join(cells[:NAMED])}{more}", "Warna sendiri tidak ikut pindah.")
    if title in added.drawings:
        yield Leftover(LeftKind.PICTURE, title, f"{added.drawings[title]} gambar atau grafik", "Gambar tidak ikut pindah. Salin sendiri bila masih perlu.")


def _words(shade: str) -> Iterator[str]:
    """Colours of a cell, each with what it colours."""
    fill, _, ink = shade.partition("/")
    if fill:
        yield f"isi sel {fill.removeprefix('FF')}"
    if ink:
        yield f"huruf {ink.removeprefix('FF')}"


def _names(pair: Pair) -> Iterator[Leftover]:
    known = {name.casefold() for name in (*pair.new.names, *pair.former.dropped)}
    for name, text in sorted(pair.check.raw.names.items()):
        if name.casefold() not in known:
            yield Leftover(LeftKind.NAME, name, short(text), "Nama sel ini bukan bagian formulir.")
