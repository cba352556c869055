"""The LKjIP as a Word document: Bab I to IV from the same tables as the summary, with sentences that follow from their figures; what only a person can write is a marked gap."""

from __future__ import annotations

from fractions import Fraction
from itertools import groupby
from typing import TYPE_CHECKING

from lkjip_xl.document.sentences import closing, overview, said_of
from lkjip_xl.tables.types import Cell, Column, Kind, Role, Table, Tables

if TYPE_CHECKING:
    from lkjip_xl.document.word import Word

__all__ = ["document"]
WIDE = 125
"""Characters of columns above which a table stands on a page of its own orientation."""
TITLES = {
    "target_realisasi": "Target dan realisasi kinerja", "triwulan": "Kinerja per triwulan", "tahun": "Perbandingan dengan tahun-tahun sebelumnya",
    "jangka_menengah": "Perbandingan dengan target jangka menengah",
    "standar": "Perbandingan dengan standar nasional", "unit_lain": "Perbandingan dengan unit lain", "analisis": "Analisis penyebab keberhasilan atau kegagalan dan solusinya",
    "efisiensi": "Analisis efisiensi penggunaan sumber daya", "penunjang": "Program dan kegiatan yang menunjang", "keluaran": "Keluaran program dan kegiatan", "anggaran": "Realisasi anggaran",
    "belanja": "Realisasi menurut jenis belanja", "tindak_lanjut": "Tindak lanjut hasil evaluasi",
}
"""Headings of Bab III by table."""


def document(tables: Tables) -> bytes:
    """The .docx of one report."""
    from lkjip_xl.document.word import Word  # noqa: PLC0415

    subject = tables.subject
    name = "LAPORAN KINERJA INSTANSI PEMERINTAH (LKjIP)"
    word = Word(f"{name} {subject.instansi} {subject.span}", " · ".join(x for x in (subject.instansi, subject.span, subject.warning) if x))
    word.front(name, big=True)
    for line in (subject.instansi, subject.kabupaten, subject.span):
        word.front(line or "(belum diisi)")
    if subject.warning:
        word.gap(f"buku kerja {subject.warning}; angka dalam dokumen ini belum final")
    word.heading("KATA PENGANTAR", 1)
    word.gap("kata pengantar, tempat dan tanggal, nama dan tanda tangan")
    word.heading("IKHTISAR EKSEKUTIF", 1)
    for sentence in overview(tables):
        word.text(sentence)
    _table(word, tables.by_key["ikhtisar"])
    _lists(word, tables)
    _chapters(word, tables)
    return word.content()


def _lists(word: Word, tables: Tables) -> None:
    word.heading("DAFTAR ISI", 1)
    word.contents('TOC \\o "1-2" \\h \\z \\u', [heading for _, heading, _ in _plan(tables)])
    word.heading("DAFTAR TABEL", 1)
    word.contents('TOC \\h \\z \\c "Tabel"', [t.caption for t in tables.tables if t.number])


def _plan(tables: Tables) -> list[tuple[int, str, Table | None]]:
    """Headings in order, each with the table below it."""
    plan: list[tuple[int, str, Table | None]] = [(1, "BAB I PENDAHULUAN", None), (1, "BAB II PERENCANAAN KINERJA", None)]
    plan += [(2, t.title, t) for t in tables.tables if t.sheet == "Perjanjian Kinerja"]
    plan.append((1, "BAB III AKUNTABILITAS KINERJA", None))
    plan += [(2, f"{t.section} {TITLES[t.key]}", t) for t in tables.tables if t.section]
    return [*plan, (1, "BAB IV PENUTUP", None)]


def _chapters(word: Word, tables: Tables) -> None:
    for level, heading, table in _plan(tables):
        if table is not None:
            word.turn(landscape=sum(c.width for c in table.columns) > WIDE)
        else:
            word.turn(landscape=False)
        word.heading(heading, level)
        if table is not None:
            for sentence in said_of(table):
                made = word.text(f"{sentence} (")
                word.refer(made, f"tabel_{table.key}", f"Tabel {table.number}")
                made.add_run(").")
            _table(word, table)
        elif heading.startswith("BAB I "):
            for what in ("gambaran umum organisasi, tugas dan fungsi, struktur", "aspek strategis dan permasalahan utama", "sistematika laporan"):
                word.gap(what)
        elif heading.startswith("BAB III"):
            for missing in tables.missing:
                if missing.key in TITLES:
                    word.gap(f"{missing.title}: {missing.reason}")
        elif heading.startswith("BAB IV"):
            for sentence in closing(tables):
                word.text(sentence)
            word.gap("langkah perbaikan pada tahun berikutnya")


def _table(word: Word, table: Table) -> None:
    if table.number:
        chapter, _, number = table.number.partition(".")
        word.caption(chapter, number, table.title, f"tabel_{table.key}")
    heads: list[list[tuple[str, int]]] = []
    if any(c.band for c in table.columns):
        heads.append([(band, len(list(group))) for band, group in groupby(table.columns, key=lambda c: c.band)])
    heads.append([(c.title, 1) for c in table.columns])
    rows = [[(_indented(row.indent, c, cell), _aligned(c, cell)) for c, cell in zip(table.columns, row.cells, strict=True)] for row in table.rows]
    marks = [(row.role is not Role.ISI, [bool(cell.gap) and (not cell.value or cell.kind is Kind.RASIO) for cell in row.cells]) for row in table.rows]
    word.table(heads, rows, [c.width for c in table.columns], marks)
    for note in table.notes:
        word.note(note)


def _indented(depth: int, column: Column, cell: Cell) -> str:
    return "\u2003" * depth + cell.text if depth and column.key in ("uraian", "hal", "pernyataan") and cell.text else cell.text


def _aligned(column: Column, cell: Cell) -> str:
    if column.center:
        return "center"
    return "right" if isinstance(cell.value, Fraction) else "left"
