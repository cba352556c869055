"""Key figures of the report, and the two tables behind its charts; each figure from the table that holds it."""

from __future__ import annotations

from fractions import Fraction

from lkjip_xl.tables.anggaran import link_total
from lkjip_xl.tables.capaian import INDIKATOR, NO, linked, numbered
from lkjip_xl.tables.source import Source, row_key
from lkjip_xl.tables.types import Cell, Column, Kind, Missing, Row, Subject, Table

SHEET = "Ikhtisar"


def key_figures(source: Source, subject: Subject, present: dict[str, Table]) -> Table:
    """What a reader wants to know first."""
    rows = [
        ("jumlah", "Jumlah indikator", source.form("Ringkasan", "jumlah", Kind.ANGKA), ""),
        ("terukur", "Indikator yang terukur", source.form("Ringkasan", "terukur", Kind.ANGKA), ""),
        ("tercapai", "Indikator yang mencapai target", source.form("Ringkasan", "tercapai", Kind.ANGKA), "capaian 100 % atau lebih"),
        *_means(source),
        ("pagu", "Pagu anggaran", link_total(source, "pagu", Kind.RUPIAH), ""),
        ("realisasi", "Realisasi anggaran", link_total(source, "realisasi", Kind.RUPIAH), "" if source.check.annual else f"s.d. {subject.periode}"),
        ("sisa", "Sisa anggaran", link_total(source, "sisa", Kind.RUPIAH), ""),
        ("serapan", "Serapan anggaran", link_total(source, "serapan", Kind.PERSEN), ""),
        *_efficiency(present),
        ("galat", "Galat yang masih terbuka", Cell(Fraction(subject.errors), Kind.ANGKA), "lihat lembar Temuan" if subject.errors else ""),
    ]
    columns = (Column("hal", "Hal", width=40), Column("nilai", "Nilai", Kind.ANGKA, 24), Column("keterangan", "Keterangan", width=36))
    made = tuple(Row(key, (Cell(name), cell, Cell(note))) for key, name, cell, note in rows)
    return Table("ikhtisar", "Angka pokok", columns, made, SHEET, landscape=False)


def _means(source: Source) -> list[tuple[str, str, Cell, str]]:
    mean, raw = source.mean("rata_rata"), source.mean("rata_rata_mentah")
    grade = source.form("Ringkasan", "kategori").text
    if source.cap is None:
        return [("rata_rata", "Rata-rata capaian", linked(mean, "capaian", "rata-rata", "target_realisasi"), grade)]
    return [
        ("rata_rata", f"Rata-rata capaian (paling tinggi {Cell(source.cap, Kind.PERSEN).text})", linked(mean, "capaian_batas", "rata-rata", "target_realisasi"), grade),
        ("rata_rata_mentah", "Rata-rata capaian tanpa batas", linked(raw, "capaian", "rata-rata", "target_realisasi"), ""),
    ]


def _efficiency(present: dict[str, Table]) -> list[tuple[str, str, Cell, str]]:
    table = present.get("efisiensi")
    if table is None:
        return []
    cell = linked(table.cell("total", "efisiensi"), "efisiensi", "total", "efisiensi")
    return [("efisiensi", "Efisiensi", cell, table.notes[0].removeprefix("Efisiensi: ").rstrip("."))]


def capaian_indikator(source: Source) -> Table | Missing:
    """Capaian per indikator, for the chart."""
    key, title = "capaian_indikator", f"Capaian per indikator {source.period_name()}"
    if not source.measured_ids:
        return Missing(key, title, "lembar Pengukuran belum diisi")
    rows = tuple(
        Row(id_, (numbered(n), source.cell(row, "indikator"), linked(source.cell(row, "capaian", Kind.PERSEN), "capaian", row_key(row), "target_realisasi"), source.cell(row, "kategori")))
        for n, (id_, row) in enumerate(source.measured_ids.items(), 1))
    columns = (NO, Column("indikator", INDIKATOR.title, width=60), Column("capaian", "Capaian", Kind.PERSEN, 15), Column("kategori", "Kategori", width=18, center=True))
    return Table(key, title, columns, rows, SHEET, landscape=False)


def tren(years: Table) -> Table | Missing:
    """Capaian over the years, a row per indikator and a column per year, for the chart."""
    key, title = "tren", "Capaian per tahun"
    shown = [c for c in years.columns if c.title == "Capaian" and any(isinstance(years.cell(r.key, c.key).value, Fraction) for r in years.rows)]
    if len(shown) < 2:
        return Missing(key, title, "capaian baru ada untuk satu tahun")
    rows: list[Row] = []
    for row in years.rows:
        cells = [linked(Cell(c.value, c.kind, c.origin, gap=c.gap), column.key, row.key, "tahun") for column in shown for c in [years.cell(row.key, column.key)]]
        if any(isinstance(c.value, Fraction) for c in cells):
            rows.append(Row(row.key, (numbered(len(rows) + 1), years.cell(row.key, "indikator"), *cells)))
    columns = (NO, Column("indikator", INDIKATOR.title, width=50), *(Column(c.key, c.band.removeprefix("Tahun "), Kind.PERSEN, 11) for c in shown))
    return Table(key, title, columns, tuple(rows), SHEET, landscape=False)
