"""The summary workbook: the tables of the report as sheets to read, print and sign, with live formulas between them."""

from __future__ import annotations

from lkjip_xl.summary import sheets
from lkjip_xl.summary.page import Book
from lkjip_xl.tables import Tables
from lkjip_xl.writer.printed import PAPERS, write_printed

__all__ = ["PAPERS", "layout", "summary"]


def layout(tables: Tables, paper: str = "A4") -> Book:
    """All sheets with their cells and formulas, and where each cell of each table stands."""
    book = Book(tables.subject, paper)
    for write in (sheets.ikhtisar, sheets.perjanjian, sheets.sections, sheets.checklist, sheets.statement, sheets.temuan):
        write(book, tables)
    for page in book.pages:
        page.finish()
    return book


def summary(tables: Tables, paper: str = "A4") -> bytes:
    """The .xlsx of the tables of one report."""
    subject = tables.subject
    properties = {"lkjip_ringkasan": "1", "lkjip_instansi": subject.instansi, "lkjip_tahun": str(subject.tahun or ""), "lkjip_periode": subject.periode}
    title = f"Ringkasan kinerja {subject.instansi} {subject.span}"
    return write_printed([p.out for p in layout(tables, paper).pages], paper, title, {k: v for k, v in properties.items() if v})
