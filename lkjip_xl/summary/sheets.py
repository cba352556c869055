"""The sheets of the summary, each from its tables: Ikhtisar with charts, Perjanjian Kinerja, one sheet per table of Bab III, checklist, statement, findings."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from lkjip_xl.cells import MAX_SHEET_NAME
from lkjip_xl.summary.page import Book, Page
from lkjip_xl.tables.naskah import fitted, wording
from lkjip_xl.tables.types import Cell, Column, Missing, Row, Table, Tables
from lkjip_xl.writer import printed
from lkjip_xl.writer.printed import Chart, Put, Series, Style

BAR, COLUMN_HEIGHT, AXIS = 34, 300, 90
"""Pixels: a bar of a chart, a chart of columns, what axes and title take."""
PIXELS = 20
"""Height of an ordinary row."""
LABEL = Style(border=False, bold=True, align="center")
DOTS = "." * 50
"""A line to sign or to write on."""


def ikhtisar(book: Book, tables: Tables) -> None:
    """Key figures, then each chart below the table it draws; what the report does not have, with the reason."""
    shown = [t for t in tables.tables if t.sheet == "Ikhtisar"]
    left_out = _left_out(tables.missing)
    page = Page(book, "Ikhtisar", [*shown, *([left_out] if left_out else [])], landscape=False)
    page.heading("IKHTISAR KINERJA")
    for table in shown:
        _block(page, lambda table=table: _with_chart(page, table))  # type: ignore[misc]
    if left_out:
        _block(page, lambda: page.table(left_out))


def _left_out(missing: tuple[Missing, ...]) -> Table | None:
    rows = tuple(Row(m.key, (Cell(m.title), Cell(m.reason))) for m in missing if m.key != "temuan")
    columns = (Column("tabel", "Tabel", width=58), Column("alasan", "Mengapa tidak ada", width=42))
    return Table("tidak_termuat", "Tabel yang tidak termuat dalam ringkasan ini", columns, rows, "Ikhtisar", landscape=False) if rows else None


def _block(page: Page, write: Callable[[], None]) -> None:
    """Write something that must not be broken over two pages, if it fits on one."""
    start = page.next_row
    since = page.out.breaks[-1] if page.out.breaks else 0
    before = page.block(since)
    write()
    room = printed.page_points(page.out.widths, page.book.paper, landscape=page.out.landscape)
    if before and before + page.block(start) > room:
        page.out.breaks.append(start)


def _with_chart(page: Page, table: Table) -> None:
    page.table(table)
    chart = DRAWN[table.key](page, table) if table.key in DRAWN else None
    if chart is not None:
        page.out.charts.append(chart)
        page.space(-(-(chart.height + 8) // PIXELS))


def _bars(page: Page, table: Table, label: str, value: str) -> Chart | None:
    """One bar per row of a table."""
    if not any(isinstance(r.cells[table.positions[value]].value, Fraction) for r in table.rows):
        page.line("Belum ada angka yang dapat digambar.", printed.NOTE)
        return None
    categories, values = (_down(page, table, key) for key in (label, value))
    series = Series(table.title, categories, values)
    return Chart("bar", table.title, (series,), page.next_row, _pixels(page), AXIS + BAR * len(table.rows))


def _down(page: Page, table: Table, column: str) -> tuple[str, int, int, int, int]:
    sheet, top, col = page.book.places[table.key, table.rows[0].key, column]
    return sheet, top, col, page.book.places[table.key, table.rows[-1].key, column][1], col


def _years(page: Page, table: Table) -> Chart:
    """A group of columns per indikator, a column per year."""
    years = [c.key for c in table.columns[2:]]
    categories = _down(page, table, "no")
    series = tuple(Series(page.book.heads[table.key, year], categories, _down(page, table, year)) for year in years)
    return Chart("column", table.title, series, page.next_row, _pixels(page), COLUMN_HEIGHT, "Nomor indikator pada tabel di atas")


def _pixels(page: Page) -> int:
    return int(sum(7 * w + 5 for w in page.out.widths)) - 6


DRAWN: dict[str, Callable[[Page, Table], Chart | None]] = {
    "capaian_indikator": lambda page, table: _bars(page, table, "indikator", "capaian"),
    "serapan_program": lambda page, table: _bars(page, table, "program", "serapan"),
    "tren": _years,
}


def perjanjian(book: Book, tables: Tables) -> None:
    """Perjanjian Kinerja: statement, signatures, and its lampiran with the tables."""
    shown = [t for t in tables.tables if t.sheet == "Perjanjian Kinerja"]
    if not shown:
        return
    subject, texts = tables.subject, wording().agreement
    page = Page(book, "Perjanjian Kinerja", shown, landscape=False)
    page.heading(f"PERJANJIAN KINERJA TAHUN {subject.tahun or ''}".strip())
    page.line(texts["pembuka"])
    for who, position in (("pihak pertama", subject.kepala or f"Kepala {subject.instansi}"), ("pihak kedua", subject.atasan or "Bupati/Wali Kota")):
        page.space()
        page.line(f"Nama: {DOTS}")
        chief = ", selaku atasan pihak pertama," if who == "pihak kedua" else ""
        page.line(f"Jabatan: {position}{chief} selanjutnya disebut {who}.")
    page.space()
    page.line(texts["janji"])
    page.line(texts["supervisi"])
    page.space()
    _signatures(page, tables)
    page.line(wording().mark, printed.NOTE)
    page.out.breaks.append(page.next_row)
    page.line("LAMPIRAN PERJANJIAN KINERJA", printed.TITLE)
    page.space()
    for table in shown:
        _block(page, lambda table=table: page.table(table))  # type: ignore[misc]
    _block(page, lambda: _signatures(page, tables))


def _signatures(page: Page, tables: Tables) -> None:
    """Pihak kedua left, pihak pertama right; lines to fill and to sign, no names."""
    subject = tables.subject
    _pair(page, "", f"{DOTS[:20]}, {DOTS[:25]} {subject.tahun or ''}".rstrip())
    _pair(page, "Pihak Kedua,", "Pihak Pertama,")
    _pair(page, subject.atasan or "Bupati/Wali Kota", subject.kepala or f"Kepala {subject.instansi}")
    page.space(4)
    _pair(page, DOTS, DOTS)
    _pair(page, "(nama lengkap)", "(nama lengkap)")
    _pair(page, "", f"Pangkat: {DOTS[:20]}")
    _pair(page, "", f"NIP: {DOTS[:20]}")
    page.space()


def _pair(page: Page, left: str, right: str) -> None:
    """Two texts in the left and the right half."""
    middle = _middle(page)
    page.add({0: Put(left, LABEL, span=middle), middle: Put(right, LABEL, span=page.columns - middle)})


def _middle(page: Page) -> int:
    """Column at which the right half begins."""
    half, at = sum(page.out.widths) / 2, 0.0
    for col, width in enumerate(page.out.widths[:-1], 1):
        at += width
        if at >= half:
            return col
    return max(1, page.columns - 1)


def sections(book: Book, tables: Tables) -> None:
    """One sheet per table of Bab III, named by the numbering of the kabupaten: so every page of it repeats the right heads."""
    for table in tables.tables:
        if table.section:
            name = sheet_name(table)
            page = Page(book, name, [table])
            page.heading(name if name.startswith("Lampiran") else f"BAB III {name}")
            page.table(table, repeat=True)


def sheet_name(table: Table) -> str:
    """Title of the sheet of a table: section and short name."""
    return f"{table.section} {table.sheet}"[:MAX_SHEET_NAME]


def checklist(book: Book, tables: Tables) -> None:
    """Formulir checklist reviu, and the statement that the report was reviewed."""
    table = tables.by_key["checklist"]
    page = Page(book, table.sheet, [table])
    page.heading("FORMULIR CHECKLIST REVIU")
    page.table(table, repeat=True, caption=False)


def statement(book: Book, tables: Tables) -> None:
    """Pernyataan telah direviu, with lines for the inspektur."""
    subject, texts = tables.subject, wording()
    page = Page(book, "Pernyataan Reviu", [], width=96)
    page.heading(f"{texts.reviewed_title} {subject.instansi.upper()} TAHUN ANGGARAN {subject.tahun or ''}".strip())
    for paragraph in texts.reviewed:
        page.line(fitted(paragraph, subject), Style(border=False, size=10))
        page.space()
    for text in (f"{DOTS[:20]}, {DOTS[:25]} {(subject.tahun or 0) + 1 if subject.tahun else ''}".rstrip(), "Inspektur,"):
        page.line(text, Style(border=False, align="right", size=10))
    page.space(4)
    for text in (DOTS, "(nama lengkap)", f"NIP: {DOTS[:40]}"):
        page.line(text, Style(border=False, align="right", size=10))
    page.space()
    page.line(texts.mark, printed.NOTE)


def temuan(book: Book, tables: Tables) -> None:
    """Findings still open; without any, the sheet says so."""
    table = tables.by_key.get("temuan")
    page = Page(book, "Temuan", [table] if table else [])
    page.heading("TEMUAN YANG MASIH TERBUKA")
    if table is None:
        page.line("Tidak ada temuan: semua yang dapat diperiksa sesuai.")
        return
    page.table(table, repeat=True, caption=False)
