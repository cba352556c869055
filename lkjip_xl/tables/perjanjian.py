"""Perjanjian Kinerja: what was promised per sasaran, and the budget of the programs."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from lkjip_xl.tables.capaian import INDIKATOR, NO, SATUAN, numbered
from lkjip_xl.tables.source import Source, row_key, total
from lkjip_xl.tables.types import Cell, Column, Kind, Missing, Ref, Role, Row, Table

SHEET = "Perjanjian Kinerja"


def sasaran(source: Source) -> Table | Missing:
    """Sasaran, indikator and target of the PK in force."""
    key, title = "pk_sasaran", "Sasaran, indikator dan target Perjanjian Kinerja"
    found = list(source.rows("PK"))
    if not found:
        return Missing(key, title, "lembar PK belum diisi")
    rows = tuple(
        Row(row_key(r), (numbered(n), source.cell(r, "sasaran"), source.cell(r, "indikator"), source.cell(r, "satuan"), source.measured(r, "target")))
        for n, r in enumerate(found, 1))
    columns = (NO, Column("sasaran", "Sasaran strategis", width=36), INDIKATOR, SATUAN, Column("target", "Target", Kind.ANGKA, 13))
    return Table(key, title, columns, rows, SHEET, landscape=False)


def program(source: Source) -> Table | Missing:
    """Programs and their budget, with the total."""
    key, title = "pk_program", "Program dan anggaran Perjanjian Kinerja"
    found = list(source.rows("Program"))
    if not found:
        return Missing(key, title, "lembar PK tidak memuat program dan anggaran")
    rows = [
        Row(row_key(r), (numbered(n), source.cell(r, "program"), source.cell(r, "anggaran", Kind.RUPIAH), source.cell(r, "keterangan")))
        for n, r in enumerate(found, 1)]
    summed = replace(source.form("PKJumlah", "jumlah", Kind.RUPIAH), live=total(Ref("anggaran", row_key(r)) for r in found if isinstance(r.right("anggaran"), Fraction)))
    rows.append(Row("jumlah", (Cell(), Cell("JUMLAH"), summed, Cell()), Role.JUMLAH))
    columns = (NO, Column("program", "Program", width=60), Column("anggaran", "Anggaran (Rp)", Kind.RUPIAH, 20), Column("keterangan", "Keterangan", width=16))
    return Table(key, title, columns, tuple(rows), SHEET, landscape=False)
