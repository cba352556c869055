"""Whole tables as a report prints them: rows with several figures, totals, means, complete lists."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Any

from realistic_facts import Facts, measured, money, percent
from realistic_quoted_words import parent_of, printed_name
from realistic_quotes import Quote, node_name, quote, seen, worth
from realistic_world import NOT_YET, Item

from lkjip_xl.spec.build import capaian

Maker = Callable[[Facts], Iterator[Quote]]


def _line(facts: Facts, table: str, baris: str, jenis: str, objek: str, cells: dict[str, str], **more: Any) -> Iterator[Quote]:
    """One printed row: a quotation for each of its figures."""
    for besaran, text in cells.items():
        yield quote(facts, besaran, objek, text, table, baris=baris, jenis_baris=jenis, **more)


def _named(n: int, item: Item) -> str:
    return f"{n} {item.measure.nama}"


def measured_table(facts: Facts) -> Iterator[Quote]:
    """Table 3.1: target, realisasi, capaian of every indikator, and their mean."""
    style = _style(facts)
    for n, i in enumerate(facts.world.promised, 1):
        cells = {"nama": printed_name(facts, i.measure.nama), "target": measured(facts.rng, i, facts.target(i), i.whole), "realisasi": measured(facts.rng, i, facts.result(i), i.whole)}
        cells = {k: v for k, v in cells.items() if not (k == "target" and facts.target(i) == NOT_YET)}
        value = facts.capaian(i)
        if value is not None:
            cells["capaian"] = percent(facts.rng, 100 * value, style)
        yield from _line(facts, "Tabel 3.1", _named(n, i), "rincian", i.id, cells, daftar_lengkap="ya")
    mean = facts.form("Ringkasan", "rata_rata")
    if isinstance(mean, Fraction):
        yield from _line(facts, "Tabel 3.1", "Rata-rata capaian", "rata-rata", "TOTAL", {"rata-rata capaian": percent(facts.rng, 100 * mean, style),
            "kategori rata-rata": facts.form("Ringkasan", "kategori")})


def years_table(facts: Facts) -> Iterator[Quote]:
    """Table 3.5: realisasi of the last years beside this one."""
    for n, i in enumerate(facts.world.promised, 1):
        for past in reversed(i.past[:3]):
            yield from _line(facts, "Tabel 3.5", _named(n, i), "rincian", i.id, {"realisasi": measured(facts.rng, i, past.result, past.whole)}, tahun=past.year)
        if facts.world.annual:
            yield from _line(facts, "Tabel 3.5", _named(n, i), "rincian", i.id, {"realisasi": measured(facts.rng, i, i.result, i.whole)})


def plan_end_table(facts: Facts) -> Iterator[Quote]:
    """Table 3.3: realisasi against the end of the plan."""
    style = _style(facts)
    for n, i in enumerate(seen(facts), 1):
        value = capaian(facts.result(i), worth(i, i.years[-1], i.whole), worth(i, facts.result(i), i.whole), i.measure.arah)
        cells = {"target akhir renstra": measured(facts.rng, i, i.years[-1], i.whole), "realisasi": measured(facts.rng, i, facts.result(i), i.whole)}
        if isinstance(value, Fraction):
            cells["kemajuan renstra"] = percent(facts.rng, 100 * value, style)
        yield from _line(facts, "Tabel 3.3", _named(n, i), "rincian", i.id, cells)


def neighbours_table(facts: Facts) -> Iterator[Quote]:
    """Table 3.6: other kecamatan beside the own one."""
    for row in facts.engine.used("Pembanding"):
        item = next(i for i in facts.world.items if i.id == row.get("id"))
        if row.get("macam") != "unit lain":
            continue
        whole = int(row.get("penyebut")) if row.get("penyebut") != "" else item.whole
        cells = {key: measured(facts.rng, item, _raw(row.get(key)), whole) for key in ("target", "realisasi")}
        yield from _line(facts, "Tabel 3.6", str(row.get("pihak")), "rincian", item.id, cells, peran="pembanding")


def _raw(value: Any) -> Any:
    if isinstance(value, Fraction):
        return int(value) if value.denominator == 1 else (Decimal(value.numerator) / Decimal(value.denominator)).normalize()
    return value


def _style(facts: Facts) -> int | None:
    """Decimals of the percentages of one table; None where they vary."""
    return facts.rng.choice((2, 2, 2, 1, 0, None))


def _money_cells(facts: Facts, get: Callable[[str], Any], style: int | None) -> dict[str, str]:
    pagu, spent = get("pagu"), get("realisasi")
    if not (isinstance(pagu, Fraction) and isinstance(spent, Fraction)):
        return {}
    cells = {"pagu": money(facts.rng, pagu), "realisasi anggaran": money(facts.rng, spent), "sisa": money(facts.rng, pagu - spent)}
    return cells | ({"serapan": percent(facts.rng, 100 * spent / pagu, style)} if pagu else {})


def programs_table(facts: Facts) -> Iterator[Quote]:
    """Table 3.11: programs with their money and the total."""
    style = _style(facts)
    for row in facts.budget_rows("program"):
        yield from _line(facts, "Tabel 3.11", str(row.get("nama")), "rincian", node_name(row), _money_cells(facts, row.get, style), daftar_lengkap="ya")
    yield from _line(facts, "Tabel 3.11", "JUMLAH", "jumlah", "TOTAL", _money_cells(facts, lambda key: facts.form("Jumlah", key), style))


def tree_table(facts: Facts) -> Iterator[Quote]:
    """Table 3.12: every row of the budget under its parent."""
    rows, style = facts.budget_rows(), _style(facts)
    lines = {r.index: f"{n} {r.get('nama')}" for n, r in enumerate(rows, 1)}
    for row in rows:
        above = parent_of(facts, row)
        leaf = row.get("terinci") == "ya"
        more = {"induk_baris": lines[above.index]} if above is not None else {}
        cells = {"nama": printed_name(facts, str(row.get("nama"))), **{k: v for k, v in _money_cells(facts, row.get, style).items() if k in ("pagu", "serapan")}}
        if above is not None:
            cells["induk"] = str(above.get("nama"))
        yield from _line(facts, "Tabel 3.12", lines[row.index], "rincian" if leaf else "induk", node_name(row), cells, daftar_lengkap="ya", **more)
    yield quote(facts, "pagu", "TOTAL", money(facts.rng, facts.form("Jumlah", "pagu")), "Tabel 3.12", baris="T O T A L", jenis_baris="jumlah")


def efficiency_table(facts: Facts) -> Iterator[Quote]:
    """Table 3.9: capaian, serapan and efficiency."""
    style = _style(facts)
    for n, i in enumerate(facts.world.promised, 1):
        value, share, capped = facts.cell("Efisiensi", i.id, "efisiensi"), facts.cell("Efisiensi", i.id, "serapan"), facts.cell("Efisiensi", i.id, "capaian")
        if all(isinstance(v, Fraction) for v in (value, share, capped)):
            cells = {"capaian": percent(facts.rng, 100 * facts.cell("Efisiensi", i.id, "capaian_mentah"), style), "serapan": percent(facts.rng, 100 * share, style),
                "efisiensi": percent(facts.rng, 100 * value, style)}
            yield from _line(facts, "Tabel 3.9", _named(n, i), "rincian", i.id, cells)


def promise_table(facts: Facts) -> Iterator[Quote]:
    """Table 2.3: the PK with names, sasaran and satuan."""
    for n, i in enumerate(facts.world.promised, 1):
        above = i.goal.uraian if i.goal is not None else next(text for id_, text in facts.world.aims if id_ == i.parent)
        cells = {"nama": printed_name(facts, i.measure.nama), "induk": printed_name(facts, above), "satuan": i.measure.satuan, "target": measured(facts.rng, i, i.target, i.whole)}
        yield from _line(facts, "Tabel 2.3", _named(n, i), "rincian", i.id, cells, daftar_lengkap="ya")


def outputs_table(facts: Facts) -> Iterator[Quote]:
    """Table 3.8: outputs of the leaves."""
    style = _style(facts)
    for row in facts.budget_rows():
        target, result = row.get("k_target"), row.get("k_hasil")
        if row.get("terinci") == "ya" and isinstance(target, Fraction) and isinstance(result, Fraction):
            unit = row.get("satuan") or row.get("satuan_resmi")
            cells = {"target keluaran": f"{int(target)} {unit}", "realisasi keluaran": f"{int(result)} {unit}"} | ({"capaian keluaran": percent(facts.rng, 100 * result / target,
                style)} if target else {})
            yield from _line(facts, "Tabel 3.8", str(row.get("nama")), "rincian", node_name(row), cells)


def region_table(facts: Facts) -> Iterator[Quote]:
    """Figures of others that no sheet holds: the kabupaten and a dinas."""
    yield quote(facts, "target", "Nilai SAKIP Kabupaten", "A", "Tabel 2.1", peran="wilayah")
    yield quote(facts, "realisasi", "Persentase desa berstatus mandiri kabupaten", f"{facts.rng.randint(20, 60)}%", "Narasi III.A.4", peran="dinas lain")


TABLES: tuple[Maker, ...] = (
    measured_table, years_table, plan_end_table, neighbours_table, programs_table, tree_table, efficiency_table, promise_table, outputs_table, region_table,
)
