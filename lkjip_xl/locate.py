"""Finds our forms and tables in a returned workbook, by defined names first, then by header text, never by position.

Gives the layout of this very file, what is structurally wrong with it, and the typed inputs. Sheets may be renamed or
reordered, rows and columns inserted or moved.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache

from lkjip_xl import limits
from lkjip_xl.cells import split_ref
from lkjip_xl.layout import FormPlace, Layout, TablePlace, column_order, standard
from lkjip_xl.reader import RawBook, RawSheet
from lkjip_xl.spec import book
from lkjip_xl.spec.lists import LISTS
from lkjip_xl.spec.types import Field, Form, Sheet, Table, defined_name
from lkjip_xl.values import normal

REACH = 8
"""How many rows above the first data row the header is looked for."""


class Damage(StrEnum):
    """Ways in which the frame of a workbook can be damaged."""

    SHEET_MISSING = "lembar hilang"
    SHEET_RENAMED = "lembar diganti nama"
    TABLE_MISSING = "tabel hilang"
    COLUMN_MISSING = "kolom hilang"
    COLUMN_MOVED = "kolom dipindah"
    HEADER_CHANGED = "judul kolom diubah"
    NAME_BROKEN = "nama rusak"
    NAME_MOVED = "nama bergeser"
    EXTRA_COLUMN = "kolom tambahan"


@dataclass(frozen=True, slots=True)
class Flaw:
    """One structural damage; row and col are 0 when no cell can be named."""

    damage: Damage
    sheet: str
    row: int = 0
    col: int = 0
    part: str = ""
    key: str = ""
    name: str = ""
    found: str = ""
    expected: str = ""


@dataclass(slots=True)
class Located:
    """The layout of one file and its flaws."""

    layout: Layout
    flaws: list[Flaw] = field(default_factory=list)
    former: Mapping[str, str] = field(default_factory=dict)
    """Headers of an older version of the template, by defined name."""

    def says(self, text: str, name: str, f: Field) -> bool:
        """Is a text the header of a field, as it is or as it was."""
        return _same(text, f.header) or (name in self.former and _same(text, self.former[name]))


def locate(raw: RawBook, former: Mapping[str, str] | None = None) -> Located:
    """Layout of a returned workbook; missing parts are absent from it and have a Flaw. `former` are headers that an older version had."""
    located = Located(Layout(), former=former or {})
    ideal = standard()
    for sheet in book.SHEETS:
        title = _title_of(raw, sheet)
        if title is None:
            located.flaws.append(Flaw(Damage.SHEET_MISSING, sheet.name, expected=sheet.name))
            continue
        located.layout.sheets[sheet.key] = title
        if title.casefold() != sheet.name.casefold():  # to Excel one name
            located.flaws.append(Flaw(Damage.SHEET_RENAMED, title, found=title, expected=sheet.name))
        rawsheet = raw.sheet(title)
        assert rawsheet is not None
        for part in sheet.parts:
            if isinstance(part, Table):
                _table(raw, rawsheet, part, located)
            else:
                _form(raw, rawsheet, part, located, ideal)
    _list_names(raw, located)
    return located


def _title_of(raw: RawBook, sheet: Sheet) -> str | None:
    """Actual title of a spec sheet: where its names point; else the same title; else the same heading in A1."""
    votes: Counter[str] = Counter()
    for part in sheet.parts:
        for f in part.fields:
            target = split_ref(raw.names.get(defined_name(part, f), ""))
            if target is not None and raw.sheet(target[0]) is not None:
                votes[target[0]] += 1
    fields = sum(len(p.fields) for p in sheet.parts)
    if votes and votes.most_common(1)[0][1] * 2 > fields:
        return votes.most_common(1)[0][0]
    found = raw.sheet(sheet.name)
    if found is not None:
        return found.name
    for other in raw.sheets:
        cell = other.cells.get((1, 1))
        if cell is not None and cell.text == sheet.title and not any(s.name == other.name for s in book.SHEETS):
            return other.name
    return None


def _text(sheet: RawSheet, row: int, col: int) -> str:
    cell = sheet.cells.get((row, col))
    return cell.text if cell is not None and cell.kind == "s" else ""


_normal = lru_cache(maxsize=8192)(normal)
"""Headers and labels are the same in every workbook."""


def _same(a: str, b: str) -> bool:
    return a == b or _normal(a) == _normal(b)


def _table(raw: RawBook, sheet: RawSheet, table: Table, located: Located) -> None:
    targets = _targets(raw, sheet, table)
    spans = Counter((t[1], t[3]) for t in targets.values() if t[3] > t[1] and t[1] <= sheet.max_row)
    header = _header_row(sheet, table, spans.most_common(1)[0][0][0] if spans else 0)
    if header == 0:
        located.flaws.append(Flaw(Damage.TABLE_MISSING, sheet.name, part=table.key, expected=table.title))
        return
    first, end = spans.most_common(1)[0][0] if spans else _span_by_text(sheet, header)
    if first - header > limits.MAX_TABLE:
        first, end = _span_by_text(sheet, header)
    # A name may reach to the end of the sheet; nothing stands below the last cell.
    end = max(first, min(end, sheet.max_row + 1, first + limits.MAX_TABLE))
    place = TablePlace(sheet.name, header, first, end, {}, title_row=max(1, header - 2), caption_row=first - 1)
    located.layout.tables[table.key] = place
    headers = {col: _text(sheet, header, col) for (row, col) in sheet.cells if row == header}
    for f in table.fields:
        _column(raw, sheet, table, f, place, headers, targets, located)
    _order(table, place, located)
    _extras(sheet, table, place, headers, located)


def _targets(raw: RawBook, sheet: RawSheet, table: Table) -> dict[str, tuple[str, int, int, int, int]]:
    found: dict[str, tuple[str, int, int, int, int]] = {}
    for f in table.fields:
        target = split_ref(raw.names.get(defined_name(table, f), ""))
        if target is not None and target[0].casefold() == sheet.name.casefold():
            found[f.key] = target
    return found


def _header_row(sheet: RawSheet, table: Table, first: int) -> int:
    """Row with most of the table's headers: near the named rows, else anywhere; 0 when none has half of them."""
    wanted = {_normal(f.header) for f in table.fields}
    rows = range(max(1, first - REACH), first) if first else range(1, sheet.max_row + 1)
    counts: Counter[int] = Counter()
    for (row, _), cell in sheet.cells.items():
        if row in rows and cell.kind == "s" and _normal(cell.text) in wanted:
            counts[row] += 1
    best = counts.most_common(1)
    if best and best[0][1] * 2 >= len(wanted):
        return best[0][0]
    return _header_row(sheet, table, 0) if first else 0


def _span_by_text(sheet: RawSheet, header: int) -> tuple[int, int]:
    """First and end row without the help of names: the end marker, else the last row with a cell."""
    first = header + 2
    ends = (row for (row, col), cell in sheet.cells.items() if row >= first and col < 12 and cell.kind == "s" and cell.text.startswith("Akhir tabel"))
    return first, min(ends, default=sheet.max_row + 1)


def _column(
    raw: RawBook, sheet: RawSheet, table: Table, f: Field, place: TablePlace, headers: dict[int, str],
    targets: dict[str, tuple[str, int, int, int, int]], located: Located,
) -> None:
    name = defined_name(table, f)
    target = targets.get(f.key)
    named = target[2] if target is not None and target[2] == target[4] else 0
    candidates = [named, *sorted(headers)] if named else sorted(headers)
    by_text = next((col for col in candidates if located.says(headers.get(col, ""), name, f)), 0)
    flaw = None
    if by_text and named == by_text:
        place.cols[f.key] = named
        if target is not None and (target[1], target[3]) != (place.first_row, place.end_row):
            flaw = Damage.NAME_MOVED
    elif by_text:
        place.cols[f.key] = by_text
        flaw = Damage.NAME_MOVED if named else Damage.NAME_BROKEN
    elif named:
        place.cols[f.key] = named
        flaw = Damage.HEADER_CHANGED
    else:
        flaw = Damage.COLUMN_MISSING
    if flaw is not None:
        col = place.cols.get(f.key, 0)
        found = headers.get(col, "") if flaw is Damage.HEADER_CHANGED else raw.names.get(name, "")
        located.flaws.append(Flaw(flaw, sheet.name, place.header_row if col else 0, col, table.key, f.key, name, found, f.header))


def _order(table: Table, place: TablePlace, located: Located) -> None:
    """Columns that no longer stand in the template's order (all but a longest run in order)."""
    ordered = [f for f in column_order(table) if f.key in place.cols]
    positions = [place.cols[f.key] for f in ordered]
    kept = _longest_rising(positions)
    for i, f in enumerate(ordered):
        if i not in kept:
            located.flaws.append(Flaw(Damage.COLUMN_MOVED, place.sheet, place.header_row, positions[i], table.key, f.key, expected=f.header))


def _longest_rising(values: list[int]) -> set[int]:
    best: list[list[int]] = []
    for i, value in enumerate(values):
        fitting = [run for run in best if values[run[-1]] < value]
        before: list[int] = max(fitting, key=len, default=[])
        best.append([*before, i])
    longest: list[int] = max(best, key=len, default=[])
    return set(longest)


def _extras(sheet: RawSheet, table: Table, place: TablePlace, headers: dict[int, str], located: Located) -> None:
    """Columns with a header of their own, and columns without one between ours."""
    ours = set(place.cols.values())
    whole = len(place.cols) == len(table.fields)
    between = range(min(ours, default=1), max(ours, default=0) if whole else 0)
    for col in sorted(headers.keys() | set(between)):
        text = headers.get(col, "")
        if col not in ours and (text or col in between):
            located.flaws.append(Flaw(Damage.EXTRA_COLUMN, sheet.name, place.header_row, col, table.key, found=text))


def _form(raw: RawBook, sheet: RawSheet, form: Form, located: Located, ideal: Layout) -> None:
    place = FormPlace(sheet.name, {})
    located.layout.forms[form.key] = place
    col = next(iter(ideal.forms[form.key].cells.values()))[1]
    labels: dict[str, list[int]] = {}
    for (row, c), cell in sheet.cells.items():
        if c == 1 and cell.kind == "s":
            labels.setdefault(_normal(cell.text), []).append(row)
    for f in form.fields:
        name = defined_name(form, f)
        target = split_ref(raw.names.get(name, ""))
        ours = target is not None and target[0].casefold() == sheet.name.casefold()
        named = (target[1], target[2]) if ours and target is not None else None
        rows = labels.get(_normal(f.header), []) or labels.get(_normal(located.former.get(name, f.header)), [])
        if named is not None and (named[0] in rows or not rows):
            place.cells[f.key] = named
            flaw = None if named[0] in rows else Damage.HEADER_CHANGED
        elif rows:
            place.cells[f.key] = (rows[0], named[1] if named is not None else col)
            flaw = Damage.NAME_MOVED if named is not None else Damage.NAME_BROKEN
        else:
            flaw = Damage.COLUMN_MISSING
        if flaw is not None:
            row, at = place.cells.get(f.key, (0, 0))
            found = _text(sheet, row, 1) if flaw is Damage.HEADER_CHANGED else raw.names.get(name, "")
            located.flaws.append(Flaw(flaw, sheet.name, row, at, form.key, f.key, name, found, f.header))


def _list_names(raw: RawBook, located: Located) -> None:
    """Names of drop-down lists and nomenclature that are gone, point nowhere, or no longer at their list."""
    title = located.layout.sheets.get("referensi")
    sheet = raw.sheet(title) if title is not None else None
    if title is None or sheet is None:
        return
    official = split_ref(raw.names.get("Nomenklatur_kode", ""))
    for name in LIST_NAMES:
        target = split_ref(raw.names.get(name, ""))
        if target is None or target[0].casefold() != title.casefold():
            located.flaws.append(Flaw(Damage.NAME_BROKEN, title, name=name, found=raw.names.get(name, "")))
            continue
        group, _, key = name.partition("_")
        _, top, col, bottom, _ = target
        asked = LISTS[key] if key in LISTS and group == "Daftar" else ()
        held = bottom - top + 1 == len(asked) and tuple(_text(sheet, row, col) for row in range(top, bottom + 1)) == asked
        if (asked and not held) or (group == "Nomenklatur" and official is not None and (top, bottom) != (official[1], official[3])):
            located.flaws.append(Flaw(Damage.NAME_MOVED, title, name=name, found=raw.names[name]))


LIST_NAMES = tuple(f"Daftar_{key}" for key in (*book.LIST_KEYS, "kode")) + tuple(
    f"Nomenklatur_{key}" for key in ("kode", "level", "nama", "indikator", "satuan")
)
