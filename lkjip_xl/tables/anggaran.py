"""Tables of money: what was budgeted and spent at every level, what came out of it, by jenis belanja, and whether it was worth it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from lkjip_xl.check import CheckRow
from lkjip_xl.spec.sheets.budget import SPENDING, SUPPORTS, TREE, efficiency
from lkjip_xl.spec.sheets.tree import Tree
from lkjip_xl.tables.capaian import INDIKATOR, NO, SATUAN, linked, numbered
from lkjip_xl.tables.source import Source, mean, row_key, total, word
from lkjip_xl.tables.types import Cell, Column, Kind, Live, Missing, Ref, Role, Row, Table

MONEY = (
    Column("pagu", "Pagu (Rp)", Kind.RUPIAH, 18), Column("realisasi", "Realisasi (Rp)", Kind.RUPIAH, 18),
    Column("sisa", "Sisa (Rp)", Kind.RUPIAH, 17), Column("serapan", "Serapan", Kind.PERSEN, 10),
)
SPENT = Live("{0}/{1}", lambda v: v[0] / v[1], (Ref("realisasi"), Ref("pagu")))
LEFT = Live("{0}-{1}", lambda v: v[0] - v[1], (Ref("pagu"), Ref("realisasi")))
GROUPS = ("unit", "urusan", "bidang", "program", "kegiatan", "kelompok")


def anggaran(source: Source) -> Table | Missing:
    """B: pagu and realisasi at all levels, with the total."""
    key, title = "anggaran", f"Pagu dan realisasi anggaran {source.period_name()}"
    found = [r for r in source.rows("Anggaran") if word(r, "level") != "keluaran"]
    if not found:
        return Missing(key, title, "lembar Anggaran belum diisi")
    rows, notes = _tree(source, found, TREE, ("kode", "nama"))
    rows.append(_total_row(source, "Jumlah", found, (Cell(), Cell("JUMLAH"))))
    columns = (Column("kode", "Kode", width=19), Column("uraian", "Program / kegiatan / sub kegiatan", width=52), *MONEY)
    until = "setahun" if source.check.annual else f"s.d. {source.identity('periode')}"
    return Table(key, title, columns, tuple(rows), "Realisasi Anggaran", notes=(f"Pagu: pagu terakhir (perubahan bila ada). Realisasi {until}.", *notes), landscape=False)


def belanja(source: Source) -> Table | Missing:
    """Pagu and realisasi by jenis belanja."""
    key, title = "belanja", f"Pagu dan realisasi menurut jenis belanja {source.period_name()}"
    found = list(source.rows("Belanja"))
    if not found:
        return Missing(key, title, "lembar Belanja belum diisi")
    rows, notes = _tree(source, found, SPENDING, ("kode", "uraian"))
    rows.append(_total_row(source, "BelanjaJumlah", found, (Cell(), Cell("JUMLAH"))))
    columns = (Column("kode", "Kode", width=12), Column("uraian", "Jenis belanja", width=46), *MONEY)
    return Table(key, title, columns, tuple(rows), "Belanja", notes=tuple(notes), landscape=False)


def _tree(source: Source, found: Sequence[CheckRow], tree: Tree, names: tuple[str, str]) -> tuple[list[Row], list[str]]:
    """Rows of a tree of amounts; a parent is the sum of its leaves where it is, and noted where it is not."""
    order = [tree.top, *tree.upper, tree.lowest]
    present = [lv for lv in order if any(word(r, "level") == lv for r in found)]
    rows, notes = [], []
    for at, row in enumerate(found):
        level = word(row, "level")
        deep = present.index(level) if level in present else 0
        below = []
        for other in found[at + 1:]:
            if word(other, "level") in order[: order.index(level) + 1 if level in order else 0]:
                break
            below.append(other)
        code = row.right(names[0])
        cells = [source.cell(row, names[0]) if code != "" else Cell(), source.cell(row, names[1])]
        for column, counted in (("pagu", "hitung_pagu"), ("realisasi", "hitung_realisasi")):
            cell = source.cell(row, column, Kind.RUPIAH)
            leaves = [r for r in below if isinstance(r.right(counted), Fraction)]
            summed = sum((r.right(counted) for r in leaves), Fraction(0))
            if isinstance(cell.value, Fraction) and leaves and not isinstance(row.right(counted), Fraction):
                if summed == cell.value:
                    cell = replace(cell, live=total(Ref(column, row_key(r)) for r in leaves))
                else:
                    notes.append(f"{column.capitalize()} {word(row, names[1])} tertulis {cell.text}; jumlah rinciannya {Cell(summed, Kind.RUPIAH).text}.")
            cells.append(cell)
        cells += _rest_and_share(source, row)
        rows.append(Row(row_key(row), tuple(cells), Role.INDUK if level in GROUPS and level != tree.lowest and below else Role.ISI, deep))
    return rows, notes


def _rest_and_share(source: Source, row: CheckRow) -> list[Cell]:
    return [source.cell(row, "sisa", Kind.RUPIAH, live=LEFT), source.cell(row, "serapan", Kind.PERSEN, live=SPENT)]


def _total_row(source: Source, form: str, found: Sequence[CheckRow], names: tuple[Cell, ...]) -> Row:
    cells = list(names)
    for column, counted in (("pagu", "hitung_pagu"), ("realisasi", "hitung_realisasi")):
        cell = source.form(form, column, Kind.RUPIAH)
        cells.append(replace(cell, live=total(Ref(column, row_key(r)) for r in found if isinstance(r.right(counted), Fraction))))
    for column, kind, live in (("sisa", Kind.RUPIAH, LEFT), ("serapan", Kind.PERSEN, SPENT)):
        cells.append(replace(source.form(form, column, kind), live=live))
    return Row("jumlah", tuple(cells), Role.JUMLAH)


def serapan_program(source: Source) -> Table | Missing:
    """Serapan per program, for Ikhtisar and its chart; each figure from the table of all levels."""
    key, title = "serapan_program", "Serapan anggaran per program"
    found = [r for r in source.rows("Anggaran") if word(r, "level") == "program"]
    if not found:
        return Missing(key, title, "lembar Anggaran tidak memuat baris program")
    rows = []
    for n, row in enumerate(found, 1):
        at = row_key(row)
        money = [linked(source.cell(row, c.key, c.kind), c.key, at, "anggaran") for c in MONEY if c.key != "sisa"]
        rows.append(Row(at, (numbered(n), source.cell(row, "nama"), *money)))
    columns = (NO, Column("program", "Program", width=50), *(c for c in MONEY if c.key != "sisa"))
    return Table(key, title, columns, tuple(rows), "Ikhtisar", landscape=False)


def keluaran(source: Source) -> Table | Missing:
    """Output of programs, kegiatan and sub kegiatan: target, realisasi, capaian."""
    key, title = "keluaran", f"Keluaran program, kegiatan dan sub kegiatan {source.period_name()}"
    found = [r for r in source.rows("Anggaran") if r.right("k_target") != "" or r.right("k_hasil") != ""]
    if not found:
        return Missing(key, title, "lembar Anggaran tidak memuat keluaran pada periode ini")
    order = [lv for lv in (*TREE.upper, TREE.lowest) if any(word(r, "level") == lv for r in found)]
    rows = []
    for row in found:
        level = word(row, "level")
        wording, unit = (source.cell(row, k) if row.right(k) != "" else source.cell(row, f"{k}_resmi") for k in ("indikator", "satuan"))
        target, result = source.cell(row, "k_target", Kind.ANGKA), source.cell(row, "k_hasil", Kind.ANGKA)
        share = source.cell(row, "k_capaian", Kind.PERSEN, live=Live("{0}/{1}", lambda v: v[0] / v[1], (Ref("hasil"), Ref("target"))))
        cells = (source.cell(row, "kode"), source.cell(row, "nama"), wording, unit, target, result, share)
        rows.append(Row(row_key(row), cells, Role.INDUK if level in ("program", "kegiatan") else Role.ISI, order.index(level) if level in order else len(order)))
    columns = (
        Column("kode", "Kode", width=19), Column("uraian", "Program / kegiatan / sub kegiatan", width=38), Column("indikator", "Indikator keluaran", width=38), SATUAN,
        Column("target", "Target", Kind.ANGKA, 10), Column("hasil", "Realisasi", Kind.ANGKA, 10), Column("capaian", "Capaian", Kind.PERSEN, 11),
    )
    return Table(key, title, columns, tuple(rows), "Keluaran")


METHOD = {"1-S/C": "1-{1}/{0}", "C/S": "{0}/{1}", "C/S-1": "{0}/{1}-1", "C-S": "{0}-{1}", "100-S": "1-{1}"}
"""Efficiency from capaian `{0}` and serapan `{1}`; its twin is the spec's."""
WORDS = {"1-S/C": "1 − serapan : capaian", "C/S": "capaian : serapan", "C/S-1": "capaian : serapan − 1", "C-S": "capaian − serapan", "100-S": "100 % − serapan"}


def efisiensi(source: Source) -> Table | Missing:
    """A.6: capaian against the serapan of the budget that supports each indikator, by the kabupaten's method."""
    key, title = "efisiensi", f"Efisiensi penggunaan sumber daya {source.period_name()}"
    found = list(source.rows("Efisiensi"))
    if not found:
        return Missing(key, title, "lembar Efisiensi belum diisi")
    method = str(source.policy("efisiensi"))
    kind = Kind.ANGKA if method == "C/S" else Kind.PERSEN
    grade = method == "1-S/C"
    rows = [_efficiency_row(source, n, row, method, kind, grade=grade) for n, row in enumerate(found, 1)]
    rows.append(_efficiency_total(source, found, method, kind, grade=grade))
    columns = (
        NO, INDIKATOR, Column("capaian", "Capaian (dengan batas)" if source.cap is not None else "Capaian", Kind.PERSEN, 12), Column("pagu", "Pagu pendukung (Rp)", Kind.RUPIAH, 18),
        Column("realisasi", "Realisasi pendukung (Rp)", Kind.RUPIAH, 18), Column("serapan", "Serapan", Kind.PERSEN, 11), Column("efisiensi", "Efisiensi", kind, 11),
        *([Column("ne", "Nilai efisiensi", Kind.PERSEN, 11)] if grade else []),
    )
    notes = [f"Efisiensi: {WORDS.get(method, method)}.", "Anggaran yang mendukung beberapa indikator tercantum pada setiap indikator itu, karena itu tidak dijumlahkan."]
    least = source.policy("efisiensi_syarat")
    if isinstance(least, Fraction) and least > 0:
        notes.append(f"Efisiensi hanya dihitung bila capaian {Cell(least, Kind.PERSEN).text} atau lebih.")
    if grade:
        notes.append("Nilai efisiensi: 50 % + efisiensi × 2,5, paling rendah 0 % dan paling tinggi 100 %.")
    notes.append("Baris terakhir: rata-rata efisiensi indikator." if source.policy("efisiensi_total") == "rata-rata" else "Baris terakhir: dari rata-rata capaian dan serapan seluruh anggaran.")
    return Table(key, title, columns, tuple(rows), "Efisiensi", notes=tuple(notes))


def _efficiency_row(source: Source, n: int, row: CheckRow, method: str, kind: Kind, *, grade: bool) -> Row:
    measured = source.measured_ids.get(row.subject)
    capaian = source.cell(row, "capaian", Kind.PERSEN)
    if isinstance(capaian.value, Fraction) and measured is not None:
        capaian = linked(capaian, "capaian_batas" if source.cap is not None else "capaian", row_key(measured), "target_realisasi")
    supporting = supports(source, row.subject)
    money = []
    for column in ("pagu", "realisasi"):
        cell = source.cell(row, column, Kind.RUPIAH)
        money.append(replace(cell, live=total(Ref(column, row_key(r), "anggaran") for r in supporting if isinstance(r.right(column), Fraction))))
    cells = [numbered(n), source.cell(row, "indikator"), capaian, *money, source.cell(row, "serapan", Kind.PERSEN, live=SPENT)]
    cells.append(replace(source.cell(row, "efisiensi", kind), live=_by_method(method), decimals=2))
    if grade:
        cells.append(source.cell(row, "ne", Kind.PERSEN, live=GRADE))
    return Row(row_key(row), tuple(cells))


GRADE = Live("MIN(1,MAX(0,0.5+2.5*{0}))", lambda v: min(Fraction(1), max(Fraction(0), Fraction(1, 2) + v[0] * Fraction(5, 2))), (Ref("efisiensi"),))


def _by_method(method: str) -> Live | None:
    return Live(METHOD[method], lambda v: efficiency(method, *v), (Ref("capaian"), Ref("serapan"))) if method in METHOD else None


def _efficiency_total(source: Source, found: Sequence[CheckRow], method: str, kind: Kind, *, grade: bool) -> Row:
    cell = source.form("EfisiensiTotal", "efisiensi", kind)
    averaged = source.policy("efisiensi_total") == "rata-rata"
    blank = (Cell(), Cell()) if averaged else (
        linked(source.form("Ringkasan", "rata_rata", Kind.PERSEN), "capaian_batas" if source.cap is not None else "capaian", "rata-rata", "target_realisasi"),
        linked(source.form("Jumlah", "serapan", Kind.PERSEN), "serapan", "jumlah", "anggaran"))
    live = mean(Ref("efisiensi", row_key(r)) for r in found if isinstance(r.right("efisiensi"), Fraction)) if averaged else _by_method(method)
    shown = replace(cell, live=live, decimals=2)
    return Row("total", (Cell(), Cell("Rata-rata" if averaged else "Seluruhnya"), blank[0], Cell(), Cell(), blank[1], shown, *([Cell()] if grade else [])), Role.RATA_RATA if averaged else Role.JUMLAH)


def supports(source: Source, id_: str) -> list[CheckRow]:
    """Budget rows that support an indikator."""
    return [r for r in source.rows("Anggaran") if any(word(r, s).casefold() == id_.casefold() for s in SUPPORTS)]


def penunjang(source: Source) -> Table | Missing:
    """A.7: the programs and kegiatan behind each indikator, with their serapan and what the office says of them."""
    key, title = "penunjang", "Program dan kegiatan yang menunjang setiap indikator"
    said = {r.subject: r for r in source.rows("Analisis") if r.right("program") != ""}
    rows: list[Row] = []
    for id_, measured in source.measured_ids.items():
        found = supports(source, id_)
        if not found and id_ not in said:
            continue
        capaian = linked(source.cell(measured, "capaian", Kind.PERSEN), "capaian", row_key(measured), "target_realisasi")
        rows.append(Row(id_, (source.cell(measured, "indikator"), Cell(), Cell(), Cell(), capaian), Role.INDUK))
        for row in found:
            at = row_key(row)
            money = (linked(source.cell(row, k, kind), k, at, "anggaran") for k, kind in (("pagu", Kind.RUPIAH), ("realisasi", Kind.RUPIAH), ("serapan", Kind.PERSEN)))
            rows.append(Row(f"{id_}|{at}", (source.cell(row, "nama"), *money, Cell()), indent=1))
        if id_ in said:
            rows.append(Row(f"{id_}|kata", (source.cell(said[id_], "program"), Cell(), Cell(), Cell(), Cell()), indent=1))
    if not rows:
        return Missing(key, title, "belum ada baris Anggaran dengan kolom Mendukung, dan kolom Program di lembar Analisis kosong")
    columns = (Column("uraian", "Indikator dan program penunjangnya", width=60), *MONEY[:2], MONEY[3], Column("capaian", "Capaian indikator", Kind.PERSEN, 12))
    note = "Baris tebal: indikator. Di bawahnya program atau kegiatan menurut kolom Mendukung di lembar Anggaran, lalu penjelasan dari lembar Analisis."
    return Table(key, title, columns, tuple(rows), "Program Penunjang", notes=(note,))


def link_total(source: Source, key: str, kind: Kind) -> Cell:
    """A total of all spending, from the table of all levels."""
    return linked(source.form("Jumlah", key, kind), key, "jumlah", "anggaran")
