"""The tables of the report, from one checked workbook: one definition for the summary workbook and for the document.

Each table is built by one function from `Check`; what a workbook or a period does not have is a `Missing` with its reason.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import cache
from importlib.resources import files

from lkjip_xl.check import Check
from lkjip_xl.findings import Finding, Severity
from lkjip_xl.tables import anggaran, capaian, ikhtisar, kata, perjanjian, rencana, reviu
from lkjip_xl.tables.source import Source
from lkjip_xl.tables.types import UNREADABLE, Cell, Column, Kind, Live, Missing, Ref, Role, Row, Subject, Table, Tables

__all__ = ["Cell", "Column", "Kind", "Live", "Missing", "Ref", "Role", "Row", "Subject", "Table", "Tables", "build"]


MOST = 6
"""Unreadable cells that a note names."""


@cache
def _orders() -> dict[str, tuple[tuple[str, str], ...]]:
    """Section of each table of Bab III, in the order of the report, by the name of the order."""
    data = tomllib.loads(files("lkjip_xl").joinpath("data/bab3.toml").read_text(encoding="utf-8"))
    return {order["nama"]: tuple((key, part["nomor"]) for part in order["bagian"] for key in part["tabel"]) for order in data["urutan"]}


def sections(order: str) -> tuple[tuple[str, str], ...]:
    """Tables of Bab III with their section, in the order of the kabupaten; of the regulation when it has none of its own."""
    known = _orders()
    return known.get(order) or next(iter(known.values()))


def build(check: Check, findings: Sequence[Finding]) -> Tables:
    """All tables of the report of one workbook; `findings` are those still open."""
    source = Source(check)
    subject = _subject(source, findings)
    chapter3 = _by_key([
        capaian.target_realisasi(source), capaian.triwulan(source), capaian.tahun(source), rencana.jangka_menengah(source), *capaian.others(source),
        kata.analisis(source), anggaran.efisiensi(source), anggaran.penunjang(source), anggaran.keluaran(source), anggaran.anggaran(source), anggaran.belanja(source),
        kata.tindak_lanjut(source)])
    placed = [replace(found, section=number) if isinstance(found, Table) else found for key, number in sections(str(source.policy("bab_iii"))) for found in [chapter3[key]]]
    present = {t.key: t for t in placed if isinstance(t, Table)}
    first = [ikhtisar.key_figures(source, subject, present), ikhtisar.capaian_indikator(source), anggaran.serapan_program(source)]
    if "tahun" in present:
        first.append(ikhtisar.tren(present["tahun"]))
    promised = _numbered([perjanjian.sasaran(source), perjanjian.program(source)], 2)
    everything = [*(_explained(source, t) for t in (*first, *promised, *_numbered(placed, 3))), reviu.checklist(source, findings), kata.temuan(findings)]
    return Tables(subject, _proved([t for t in everything if isinstance(t, Table)]), tuple(m for m in everything if isinstance(m, Missing)))


def _proved(found: Sequence[Table]) -> tuple[Table, ...]:
    """The tables with only those formulas that give the very figure of the engine: else the figure stands alone."""
    figures = {(t.key, row.key, column.key): cell.value for t in found for row, column, cell in t.cells()}

    def gives(live: Live, table: str, row: str) -> Fraction | None:
        values = [figures.get((ref.table or table, ref.row or row, ref.column), "") for ref in live.refs]
        numbers = [v for v in values if isinstance(v, Fraction)]
        try:
            return live.twin(numbers) if len(numbers) == len(values) else None
        except ZeroDivisionError:
            return None

    def proved(table: Table, row: Row) -> Row:
        cells = (replace(c, live=None) if c.live is not None and gives(c.live, table.key, row.key) != c.value else c for c in row.cells)
        return replace(row, cells=tuple(cells))

    return tuple(replace(t, rows=tuple(proved(t, row) for row in t.rows)) for t in found)


def _explained(source: Source, table: Table | Missing) -> Table | Missing:
    """A table with gaps that come from unreadable cells says which cells these are."""
    if isinstance(table, Missing) or not any(c.gap == UNREADABLE for _, _, c in table.cells()):
        return table
    places = source.troubled(table.sources)
    more = f" dan {len(places) - MOST} lainnya" if len(places) > MOST else ""
    why = f" Yang perlu dibetulkan: {', '.join(places[:MOST])}{more}." if places else ""
    return replace(table, notes=(*table.notes, f"{UNREADABLE}: isinya, atau isi sel yang dipakainya, bukan angka yang dapat dibaca.{why}"))


def _by_key(found: Iterable[Table | Missing]) -> dict[str, Table | Missing]:
    return {t.key: t for t in found}


def _numbered(found: Iterable[Table | Missing], chapter: int) -> list[Table | Missing]:
    made: list[Table | Missing] = []
    n = 0
    for table in found:
        n += isinstance(table, Table)
        made.append(replace(table, number=f"{chapter}.{n}") if isinstance(table, Table) else table)
    return made


def _subject(source: Source, findings: Sequence[Finding]) -> Subject:
    errors = sum(f.severity is Severity.ERROR for f in findings)
    return Subject(
        source.identity("kabupaten"), source.identity("instansi"), source.check.year, source.identity("periode") or "TAHUNAN",
        source.identity("kepala_jabatan"), source.identity("atasan_jabatan"), errors)
