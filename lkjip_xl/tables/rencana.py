"""A.3: how far the office has come on the way to the end of its plan."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from lkjip_xl.check import CheckRow
from lkjip_xl.spec.build import capaian
from lkjip_xl.tables.capaian import INDIKATOR, NO, SATUAN, linked_results, numbered
from lkjip_xl.tables.source import Source, quotient, word, worth
from lkjip_xl.tables.types import UNREADABLE, Cell, Column, Kind, Missing, Row, Table


def jangka_menengah(source: Source) -> Table | Missing:
    """A.3: realisasi up to this year against the end of the plan."""
    key, title = "jangka_menengah", f"Realisasi kinerja s.d. {source.period_name()} dibandingkan target jangka menengah (akhir Renstra)"
    rows = [r for n, row in enumerate(source.measured_ids.values(), 1) if (r := _plan_row(source, n, row)) is not None]
    if not rows:
        return Missing(key, title, "lembar Renstra tidak memuat target akhir indikator yang diukur")
    first, last = (source.check.right_form("Identitas", k) for k in ("renstra_awal", "renstra_akhir"))
    span = f" {int(first)}–{int(last)}" if isinstance(first, Fraction) and isinstance(last, Fraction) else ""
    columns = (
        NO, INDIKATOR, SATUAN, Column("awal", "Kondisi awal", Kind.ANGKA, 12), Column("target", "Target tahun ini (Renstra)", Kind.ANGKA, 13),
        Column("akhir", f"Target akhir Renstra{span}", Kind.ANGKA, 14), Column("realisasi", f"Realisasi {source.period_name()}", Kind.ANGKA, 13),
        Column("kemajuan", "Tingkat kemajuan", Kind.PERSEN, 12),
    )
    notes = ("Tingkat kemajuan: realisasi periode ini terhadap target akhir Renstra, menurut arah indikator.",)
    return Table(key, title, columns, tuple(rows), "Jangka Menengah", notes=notes)


def _plan_row(source: Source, n: int, row: CheckRow) -> Row | None:
    plan = source.check.by_id("Renstra", row.subject)
    if plan is None:
        return None
    end = source.measured(plan, "akhir")
    if end.text == "":
        end = _last_year(source, plan)
    if end.text == "":
        return None
    result = linked_results(source, row)["realisasi"]
    progress = plan_progress(row, end)
    live = quotient(end, result, ("akhir", "realisasi"), word(row, "arah"))
    shown = Cell(progress, Kind.PERSEN, live=live) if progress != UNREADABLE else Cell("", Kind.PERSEN, gap=UNREADABLE)
    return Row(row.subject, (
        numbered(n), source.cell(row, "indikator"), source.cell(row, "satuan"), source.measured(plan, "baseline"), source.measured(plan, "target_tahun"), end, result, shown))


def _last_year(source: Source, plan: CheckRow) -> Cell:
    """Target of the last year of the plan, where the plan has no column of its own for its end."""
    first, last = (source.check.right_form("Identitas", k) for k in ("renstra_awal", "renstra_akhir"))
    k = int(last - first) + 1 if isinstance(first, Fraction) and isinstance(last, Fraction) else 0
    return source.measured(plan, f"t{k}") if f"t{k}" in plan.table.by_key else Cell()


def plan_progress(row: CheckRow, end: Cell) -> Fraction | str:
    """Realisasi against the end of the plan, as a fraction; a state word; UNREADABLE when one of them does not type."""
    result = row.right("nilai_hasil")
    if end.gap == UNREADABLE or not isinstance(result, (Fraction, str)) or not isinstance(row.right("hasil"), (Fraction, str)):
        return UNREADABLE
    goal: Any = row.row.predicate_rank(end.value) if end.kind is Kind.PREDIKAT else worth(end)
    return capaian(row.right("hasil"), goal, result, word(row, "arah")) if isinstance(goal, Fraction) else ""
