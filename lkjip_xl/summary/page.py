"""Lays tables and texts out on a sheet: one grid of columns for all of them, rows high enough for their text, formulas between the cells of all sheets."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from itertools import groupby, pairwise

from lkjip_xl.cells import a1, quote_sheet
from lkjip_xl.tables.types import Cell, Column, Kind, Live, Role, Row, Subject, Table
from lkjip_xl.writer import printed
from lkjip_xl.writer.printed import PrintedSheet, Put, Style

SNAP = 4
"""Characters by which a column's edge may move to meet another table's."""
LETTERS = 1.12
"""Letters of ordinary breadth per character of width."""
LINE, PAD, TALLEST = 12.0, 3.0, 405.0
SPACED = "_)"
"""Ends a number format: a little room at the right, which every application keeps (LibreOffice forgets the indent of some formulas)."""
LEGEND = "Sel kuning: belum diisi, tidak terbaca, atau menunggu diisi."

Place = tuple[str, int, int]
"""Sheet, row and column, both from 0."""


@dataclass
class Book:
    """Where every cell of every table stands, so that formulas may point at it."""

    subject: Subject
    paper: str
    places: dict[tuple[str, str, str], Place] = field(default_factory=dict)
    """By table, row and column."""
    heads: dict[tuple[str, str], Place] = field(default_factory=dict)
    pages: list[Page] = field(default_factory=list)

    def address(self, place: Place, home: str) -> str:
        """Reference to a cell from a sheet."""
        sheet, row, col = place
        return a1(row + 1, col + 1) if sheet == home else f"{quote_sheet(sheet)}!{a1(row + 1, col + 1)}"

    def formula(self, live: Live, table: str, row: str, home: str) -> str:
        """Spreadsheet text of a figure; "" when a cell that it needs is on no sheet."""
        places = [self.places.get((ref.table or table, ref.row or row, ref.column)) for ref in live.refs]
        if None in places or not places:
            return ""
        known = [p for p in places if p is not None]
        text = live.text.replace("{all}", ",".join(self._ranges(known, home)))
        return re.sub(r"\{(\d+)\}", lambda m: self.address(known[int(m[1])], home), text)

    def _ranges(self, places: Sequence[Place], home: str) -> Iterator[str]:
        """Cells below each other as one range."""
        runs: list[list[Place]] = []
        for place in places:
            last = runs[-1][-1] if runs else None
            if last is not None and (last[0], last[2]) == (place[0], place[2]) and last[1] + 1 == place[1]:
                runs[-1].append(place)
            else:
                runs.append([place])
        for run in runs:
            first = self.address(run[0], home)
            yield first if len(run) == 1 else f"{first}:{a1(run[-1][1] + 1, run[-1][2] + 1)}"


def grid(tables: Sequence[Table]) -> tuple[list[int], dict[str, list[int]]]:
    """Edges of the sheet's columns, and for each table the edges its own columns take."""
    total = max(sum(c.width for c in t.columns) for t in tables)
    edges: list[int] = []
    taken: dict[str, list[int]] = {}
    for table in sorted(tables, key=lambda t: -len(t.columns)):
        wide = sum(c.width for c in table.columns)
        at, own = 0, [0]
        for column in table.columns[:-1]:
            at += column.width
            wanted = round(at * total / wide)
            near = [e for e in edges if abs(e - wanted) <= SNAP and e > own[-1] and e < total]
            own.append(min(near, key=lambda e: abs(e - wanted)) if near else max(wanted, own[-1] + 1))
        taken[table.key] = [*own, total]
        edges = sorted({*edges, *own, total})
    return edges, taken


class Page:
    """One sheet while it is being filled."""

    def __init__(self, book: Book, name: str, tables: Sequence[Table], *, landscape: bool | None = None, width: int = 98) -> None:
        self.book, self.name = book, name
        edges, self._taken = grid(tables) if tables else ([0, width], {})
        self._edges = edges
        across = tables[0].landscape if landscape is None and tables else bool(landscape)
        self.out = PrintedSheet(
            name, [float(b - a) for a, b in pairwise(edges)], landscape=across, office=f"{book.subject.instansi} {book.subject.kabupaten}".strip(),
            header=book.subject.warning, footer=book.subject.span, alert=bool(book.subject.errors) and name == "Temuan")
        self._waiting: list[tuple[Table, Mapping[str, int]]] = []
        book.pages.append(self)

    @property
    def columns(self) -> int:
        """Columns of the sheet."""
        return len(self._edges) - 1

    @property
    def next_row(self) -> int:
        """Row that comes next, from 0."""
        return len(self.out.rows)

    def add(self, cells: dict[int, Put]) -> int:
        """A row, as high as its longest text."""
        row = self.next_row
        self.out.rows.append(cells)
        lines, size = max(((self._lines(col, put), put.style.size) for col, put in cells.items()), default=(1, printed.SIZE))
        if lines > 1 or size > printed.SIZE + 1:
            self.out.heights[row] = min(TALLEST, round(LINE * lines * size / printed.SIZE, 1) + PAD)
        return row

    def _lines(self, col: int, put: Put) -> int:
        if not isinstance(put.value, str):
            return 1
        wide = printed.text_width(self.out, col, put.span) * LETTERS * printed.SIZE / put.style.size * (0.93 if put.style.bold else 1) - 1.5 * put.style.indent
        return sum(wrapped(line, max(3.0, wide)) for line in put.value.split("\n"))

    def line(self, text: str, style: Style = printed.PLAIN) -> int:
        """A text over the whole width."""
        return self.add({0: Put(text, style, span=self.columns)})

    def space(self, count: int = 1) -> None:
        """Empty rows."""
        for _ in range(count):
            self.add({})

    def heading(self, title: str) -> None:
        """Title, whose report it is, and the warning while errors are open."""
        subject = self.book.subject
        self.line(title, printed.TITLE)
        self.line(" · ".join(x for x in (subject.instansi, subject.kabupaten, subject.span) if x))
        if subject.warning:
            self.line(f"Buku kerja ini {subject.warning}: angka di lembar ini belum final. Lihat lembar Temuan.", printed.WARNING)
        self.space()

    def table(self, table: Table, *, repeat: bool = False, caption: bool = True) -> None:
        """A table with caption, heads, rows and notes."""
        own = self._taken[table.key]
        cols = {c.key: self._edges.index(left) for c, left in zip(table.columns, own, strict=False)}
        spans = {c.key: self._edges.index(right) - cols[c.key] for c, right in zip(table.columns, own[1:], strict=True)}
        if caption:
            self.line(table.caption, printed.CAPTION)
        first = self.next_row
        self._heads(table, cols, spans)
        if repeat:
            self.out.repeat = (first, self.next_row - 1)
        for row in table.rows:
            at = self.add(_spread({cols[c.key]: self._put(c, cell, row, spans[c.key]) for c, cell in zip(table.columns, row.cells, strict=True)}, row))
            for c in table.columns:
                self.book.places[table.key, row.key, c.key] = (self.name, at, cols[c.key])
        self._waiting.append((table, cols))
        notes = [*table.notes, *([LEGEND] if any(c.gap and not c.value for _, _, c in table.cells()) else [])]
        if table.sources:
            notes.append(f"Sumber: lembar {', '.join(table.sources)}.")
        for note in notes:
            self.line(note, printed.NOTE)
        self.space()

    def _heads(self, table: Table, cols: Mapping[str, int], spans: Mapping[str, int]) -> None:
        if any(c.band for c in table.columns):
            cells: dict[int, Put] = {}
            for band, group in groupby(table.columns, key=lambda c: c.band):
                keys = [c.key for c in group]
                if band:
                    cells[cols[keys[0]]] = Put(band, printed.SHARED_HEAD, span=sum(spans[k] for k in keys))
            self.add(cells)
        row = self.add({cols[c.key]: Put(c.title, printed.HEAD, span=spans[c.key]) for c in table.columns})
        for c in table.columns:
            self.book.heads[table.key, c.key] = (self.name, row, cols[c.key])

    def _put(self, column: Column, cell: Cell, row: Row, span: int) -> Put:
        strong = row.role is not Role.ISI
        fill = printed.GAP if cell.gap and (not cell.value or cell.kind is Kind.RASIO) else {Role.ISI: "", Role.INDUK: printed.PARENT}.get(row.role, printed.TOTAL)
        if isinstance(cell.value, Fraction):
            align = "center" if column.center else "right"
            look = number_format(cell, column) + ("" if column.center else SPACED)
            return Put(stored(cell.value), Style(look, align, bold=strong, fill=fill, wrap=False), span=span)
        words = column.kind in (Kind.TEKS, Kind.PREDIKAT) and not column.center
        first = column.kind is Kind.TEKS and row.indent and column.key in ("uraian", "hal", "pernyataan")
        return Put(cell.text, Style("@" if cell.text else "General", "left" if words else "center", bold=strong, fill=fill, indent=row.indent if first else 0), span=span)

    def finish(self) -> None:
        """Put the formulas in, when every table of the book has its place."""
        for table, cols in self._waiting:
            for row, column, cell in table.cells():
                if cell.live is None or not isinstance(cell.value, Fraction):
                    continue
                text = self.book.formula(cell.live, table.key, row.key, self.name)
                if text:
                    at = self.book.places[table.key, row.key, column.key][1]
                    self.out.rows[at][cols[column.key]] = replace(self.out.rows[at][cols[column.key]], formula=text)

    def block(self, start: int) -> float:
        """Points from a row to the end."""
        return sum(self.out.heights.get(r, printed.ROW) for r in range(start, self.next_row))


def _spread(cells: dict[int, Put], row: Row) -> dict[int, Put]:
    """A heading row, or a row of one text, with its text over the empty cells to the right of it."""
    filled = [col for col, put in cells.items() if put.value != ""]
    if not filled or not isinstance(cells[filled[0]].value, str) or (row.role is not Role.INDUK and (len(filled) > 1 or not row.indent)):
        return cells
    first = filled[0]
    until = filled[1] if len(filled) > 1 else max(cells) + cells[max(cells)].span
    taken = {col: put for col, put in cells.items() if not first < col < until}
    return taken | {first: replace(cells[first], span=until - first)}


NARROW, WIDE = frozenset("iIljtfr.,:;'|()[]-/ "), frozenset("mwMW%@&")


def breadth(text: str) -> float:
    """Room that a text takes, in letters of ordinary breadth."""
    return sum(0.55 if c in NARROW else 1.5 if c in WIDE else 1.35 if c.isupper() else 1.08 for c in text)


def wrapped(line: str, width: float) -> int:
    """Lines that a text takes when broken between words, in a column as broad as so many letters."""
    lines, used = 1, 0.0
    for word in line.split():
        size = breadth(word) + (0.55 if used else 0)
        if used + size > width and used:
            lines, used, size = lines + 1, 0.0, breadth(word)
        if size > width:
            lines += int(size // width)
            size %= width
        used += size
    return lines


def stored(value: Fraction) -> float | int:
    """A number as a workbook holds it."""
    return int(value) if value.denominator == 1 else float(value)


def number_format(cell: Cell, column: Column) -> str:
    """Number format under which a workbook shows what the cell's text says."""
    if cell.kind is Kind.PERSEN:
        return "0.00%"
    if cell.kind is Kind.RUPIAH:
        return "#,##0" if column.kind is Kind.RUPIAH else '"Rp"#,##0'
    body = "#,##0" + (f".{'0' * cell.places}" if cell.places else "")
    return f'{body}"{cell.tail}"' if cell.tail else body
