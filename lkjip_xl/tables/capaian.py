"""Tables of targets and what was reached: this period, its quarters, earlier years, the end of the plan, standards and other units."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from lkjip_xl.check import CheckRow
from lkjip_xl.tables.source import ROMAN, Source, difference, literal, mean, row_key, same, word
from lkjip_xl.tables.types import Cell, Column, Kind, Live, Missing, Ref, Role, Row, Table

NO = Column("no", "No", Kind.ANGKA, 5, center=True)
INDIKATOR = Column("indikator", "Indikator kinerja", width=34)
SATUAN = Column("satuan", "Satuan", width=12, center=True)
FEW = 3
"""Earlier years of which target and capaian are printed beside the realisasi."""


def numbered(n: int) -> Cell:
    """A running number."""
    return Cell(Fraction(n), Kind.ANGKA)


def target_realisasi(source: Source) -> Table | Missing:
    """A.1: target, realisasi and capaian of the period, with the mean by the kabupaten's rule."""
    key, title = "target_realisasi", f"Target dan realisasi kinerja {source.period_name()}"
    found = list(source.rows("Pengukuran"))
    if not found:
        return Missing(key, title, "lembar Pengukuran belum diisi")
    annual, cap = source.check.annual, source.cap
    columns = [
        NO, Column("sasaran", "Sasaran strategis", width=30), INDIKATOR, SATUAN,
        *([] if annual else [Column("setahun", "Target setahun (PK)", Kind.ANGKA, 12)]),
        Column("target", "Target", Kind.ANGKA, 12), Column("realisasi", "Realisasi", Kind.ANGKA, 12), Column("capaian", "Capaian", Kind.PERSEN, 12),
        *([Column("capaian_batas", f"Capaian, paling tinggi {Cell(cap, Kind.PERSEN).text}", Kind.PERSEN, 14)] if cap is not None else []),
        Column("kategori", "Kategori", width=16, center=True),
    ]
    rows = [_measured_row(source, n, row, annual=annual) for n, row in enumerate(found, 1)]
    rows.append(_mean_row(source, columns, found))
    notes = ["Capaian: makin tinggi makin baik = realisasi : target; makin rendah makin baik = (2 × target − realisasi) : target, atau target : realisasi bila dinyatakan demikian."]
    if cap is not None:
        notes.append(f"Capaian di atas {Cell(cap, Kind.PERSEN).text} dihitung sebesar itu untuk rata-rata dan kategori.")
    if source.policy("rata_rata") == "sasaran":
        notes.append("Rata-rata dihitung per sasaran dahulu, lalu atas semua sasaran.")
    if any(word(r, "jenis") == "predikat" for r in found):
        notes.append("Capaian predikat dihitung dari urutannya: D = 1, C = 2, CC = 3, B = 4, BB = 5, A = 6, AA = 7.")
    return Table(key, title, tuple(columns), tuple(rows), "Target dan Realisasi", notes=(*notes, *scale_notes(source)))


def scale_notes(source: Source) -> tuple[str, ...]:
    """The scale of categories in one line."""
    classes = source.check.profile.classes
    if not classes:
        return ()

    def span(low: Fraction | None, high: Fraction | None) -> str:
        if low is None:
            return f"sampai {Cell(high, Kind.ANGKA).text} %" if high is not None else ""
        return f"{Cell(low, Kind.ANGKA).text} % ke atas" if high is None else f"{Cell(low, Kind.ANGKA).text}–{Cell(high, Kind.ANGKA).text} %"

    reading = {"batas bawah": "celah antarkelas masuk kelas di bawahnya", "kontinu": "celah antarkelas masuk kelas di atasnya", "bulatkan": "capaian dibulatkan dahulu ke persen bulat"}
    text = "; ".join(f"{c.label}: {span(c.dari, c.sampai)}".rstrip(": ") for c in classes)
    return (f"Kategori: {text} ({reading.get(str(source.policy('pembacaan')), 'menurut Kebijakan')}).",)


def _measured_row(source: Source, n: int, row: CheckRow, *, annual: bool) -> Row:
    target = source.measured(row, "target", "penyebut_target")
    result = source.measured(row, "hasil", "penyebut_hasil")
    cells = [numbered(n), source.cell(row, "sasaran"), source.cell(row, "indikator"), source.cell(row, "satuan")]
    if not annual:
        promised = source.check.by_id("PK", row.subject)
        cells.append(source.measured(promised, "target") if promised is not None else Cell(gap="tidak ada di PK"))
    raw = source.capaian(row, "capaian", target, result, ("target", "realisasi"))
    cells += [target, result, raw]
    if source.cap is not None:
        capped = source.cell(row, "capaian_batas", Kind.PERSEN, live=_capped(source.cap))
        cells.append(capped)
    return Row(row_key(row), (*cells, source.cell(row, "kategori")))


def _capped(cap: Fraction) -> Live:
    return Live(f"MIN({{0}},{literal(cap)})", lambda v: min(v[0], cap), (Ref("capaian"),))


def _mean_row(source: Source, columns: list[Column], found: list[CheckRow]) -> Row:
    def averaged(form_key: str, column: str) -> Cell:
        cell = source.mean(form_key)
        if not isinstance(cell.value, Fraction):
            return cell
        counted = [r for r in found if isinstance(r.right("capaian_batas"), Fraction)]
        return Cell(cell.value, Kind.PERSEN, cell.origin, _mean(source, counted, column))

    given = {
        "indikator": Cell("Rata-rata capaian"), "kategori": source.form("Ringkasan", "kategori"),
        "capaian": averaged("rata_rata_mentah", "capaian"), "capaian_batas": averaged("rata_rata", "capaian_batas"),
    }
    return Row("rata-rata", tuple(given.get(c.key, Cell()) for c in columns), Role.RATA_RATA)


def _mean(source: Source, counted: list[CheckRow], column: str) -> Live | None:
    if source.policy("rata_rata") != "sasaran":
        return mean(Ref(column, row_key(r)) for r in counted)
    groups: dict[str, list[str]] = {}
    for row in counted:
        groups.setdefault(str(row.right("induk")).casefold(), []).append(row_key(row))
    refs = [Ref(column, key) for keys in groups.values() for key in keys]
    at, parts = 0, []
    for keys in groups.values():
        parts.append(f"AVERAGE({','.join(f'{{{i}}}' for i in range(at, at + len(keys)))})")
        at += len(keys)
    sizes = [len(keys) for keys in groups.values()]
    return Live(f"AVERAGE({','.join(parts)})", lambda v: _mean_of_means(v, sizes), tuple(refs)) if refs else None


def _mean_of_means(values: Sequence[Fraction], sizes: Sequence[int]) -> Fraction:
    rest = iter(values)
    means = [sum((next(rest) for _ in range(size)), Fraction(0)) / size for size in sizes]
    return sum(means, Fraction(0)) / len(means)


def triwulan(source: Source) -> Table | Missing:
    """Targets of the four quarters; realisasi and capaian of those that are over."""
    key, title = "triwulan", "Target dan realisasi per triwulan"
    found = list(source.rows("Triwulan"))
    if not found:
        return Missing(key, title, "lembar Triwulan belum diisi")
    due = range(1, source.check.quarter + 1)
    columns = [NO, INDIKATOR, SATUAN, Column("setahun", "Target setahun (PK)", Kind.ANGKA, 11)]
    columns += [Column(f"t{k}", f"TW {ROMAN[k - 1]}", Kind.ANGKA, 10, "Target") for k in range(1, 5)]
    columns += [Column(f"r{k}", f"TW {ROMAN[k - 1]}", Kind.ANGKA, 10, "Realisasi") for k in due]
    columns += [Column(f"c{k}", f"TW {ROMAN[k - 1]}", Kind.PERSEN, 11, "Capaian") for k in due]
    columns += [Column("kondisi_akhir", "Kondisi akhir", Kind.ANGKA, 11), Column("c_akhir", "Capaian kondisi akhir", Kind.PERSEN, 11)]
    rows = []
    for n, row in enumerate(found, 1):
        targets = {k: source.measured(row, f"t{k}") for k in range(1, 5)}
        results = {k: source.measured(row, f"r{k}") for k in due}
        year, end = source.measured(row, "target"), source.measured(row, "kondisi_akhir")
        cells = [numbered(n), source.cell(row, "indikator"), source.cell(row, "satuan"), year, *targets.values(), *results.values()]
        cells += [source.capaian(row, f"c{k}", targets[k], results[k], (f"t{k}", f"r{k}")) for k in due]
        cells += [end, source.capaian(row, "c_akhir", year, end, ("setahun", "kondisi_akhir"))]
        rows.append(Row(row_key(row), tuple(cells)))
    notes = ("Kondisi akhir: realisasi triwulan digabung menurut cara gabung di lembar IKU (jumlah, posisi akhir, atau rata-rata).",)
    return Table(key, title, tuple(columns), tuple(rows), "Triwulan", notes=notes)


def tahun(source: Source) -> Table | Missing:
    """A.2: realisasi and capaian of earlier years beside this one."""
    key, title = "tahun", f"Realisasi dan capaian kinerja {source.period_name()} dibandingkan tahun-tahun sebelumnya"
    past: dict[str, dict[int, CheckRow]] = {}
    for row in source.rows("Pembanding"):
        year = row.right("tahun")
        if word(row, "macam") == "tahun sebelumnya" and isinstance(year, Fraction):
            past.setdefault(row.subject, {}).setdefault(int(year), row)
    years = sorted({y for found in past.values() for y in found})[-5:]
    if not years:
        return Missing(key, title, "lembar Pembanding tidak memuat tahun sebelumnya")
    measured = source.measured_ids
    ids = [*(i for i in measured if i in past), *(i for i in past if i not in measured)]
    wide = len(years) <= FEW
    columns = [NO, INDIKATOR, SATUAN]
    for year in years:
        columns += [Column(f"t{year}", "Target", Kind.ANGKA, 11, str(year))] if wide else []
        columns += [Column(f"r{year}", "Realisasi", Kind.ANGKA, 11, str(year)), Column(f"c{year}", "Capaian", Kind.PERSEN, 11, str(year))]
    now = source.period_name()
    columns += [Column("target", "Target", Kind.ANGKA, 11, now), Column("realisasi", "Realisasi", Kind.ANGKA, 11, now), Column("capaian", "Capaian", Kind.PERSEN, 11, now)]
    columns.append(Column("perubahan", f"Perubahan nilai dari {years[-1]}", Kind.ANGKA, 12))
    rows = [_years_row(source, n, id_, past[id_], years, columns) for n, id_ in enumerate(ids, 1)]
    notes = ["Perubahan nilai: realisasi periode ini dikurangi realisasi tahun terakhir sebelumnya; rasio sebagai hasil bagi."]
    return Table(key, title, tuple(columns), tuple(rows), "Tahun Sebelumnya", notes=tuple(notes))


def _years_row(source: Source, n: int, id_: str, past: Mapping[int, CheckRow], years: list[int], columns: list[Column]) -> Row:
    any_row = next(iter(past.values()))
    cells: dict[str, Cell] = {"no": numbered(n), "indikator": source.cell(any_row, "indikator"), "satuan": source.cell(any_row, "satuan")}
    for year in years:
        row = past.get(year)
        if row is None:
            continue
        target, result = source.measured(row, "target"), source.measured(row, "realisasi")
        cells |= {f"t{year}": target, f"r{year}": result, f"c{year}": source.capaian(row, "capaian", target, result, (f"t{year}", f"r{year}"))}
        if f"t{year}" not in {c.key for c in columns}:
            cells[f"c{year}"] = source.cell(row, "capaian", Kind.PERSEN)
    now = source.measured_ids.get(id_)
    if now is not None:
        shown = linked_results(source, now)
        cells |= shown
        last = past.get(years[-1])
        if last is not None:
            change = source.cell(last, "selisih", Kind.ANGKA)
            cells["perubahan"] = replace(change, live=difference(shown["realisasi"], cells[f"r{years[-1]}"], ("realisasi", f"r{years[-1]}")), decimals=2)
    return Row(id_, tuple(cells.get(c.key, Cell()) for c in columns))


def linked_results(source: Source, row: CheckRow) -> dict[str, Cell]:
    """Target, realisasi and capaian of the period, each linked to the table of this period."""
    found = {
        "target": source.measured(row, "target", "penyebut_target"), "realisasi": source.measured(row, "hasil", "penyebut_hasil"),
        "capaian": source.cell(row, "capaian", Kind.PERSEN),
    }
    return {k: linked(c, k, row_key(row), "target_realisasi") for k, c in found.items()}


def linked(cell: Cell, column: str, row: str, table: str) -> Cell:
    """The same cell, its figure taken from another table of the report."""
    if not isinstance(cell.value, Fraction):
        return cell
    return replace(cell, live=same(column, row, table))


def others(source: Source) -> Iterator[Table | Missing]:
    """A.4: national and provincial standards; other units."""
    found = list(source.rows("Pembanding"))
    standards = [r for r in found if word(r, "macam").startswith("standar")]
    units = [r for r in found if word(r, "macam") == "unit lain"]
    yield _compared(source, "standar", "standar nasional atau provinsi", standards, "Standar")
    yield _compared(source, "unit_lain", "unit lain", units, "Unit Lain")


def _compared(source: Source, key: str, against: str, found: list[CheckRow], whose: str) -> Table | Missing:
    title = f"Realisasi kinerja {source.period_name()} dibandingkan {against}"
    if not found:
        return Missing(key, title, f"lembar Pembanding tidak memuat {against}")
    columns = (
        NO, INDIKATOR, SATUAN, Column("realisasi", f"Realisasi {source.period_name()}", Kind.ANGKA, 13), Column("pihak", whose, width=26), Column("tahun", "Tahun", Kind.ANGKA, 8, center=True),
        Column("target_lain", "Target", Kind.ANGKA, 11, whose), Column("realisasi_lain", "Nilai" if key == "standar" else "Realisasi", Kind.ANGKA, 11, whose),
        Column("capaian_lain", "Capaian", Kind.PERSEN, 11, whose), Column("selisih", "Selisih nilai", Kind.ANGKA, 11),
    )
    order = {id_: i for i, id_ in enumerate(source.measured_ids)}
    rows = []
    for n, row in enumerate(sorted(found, key=lambda r: order.get(r.subject, len(order))), 1):
        own = source.measured_ids.get(row.subject)
        here = linked_results(source, own)["realisasi"] if own is not None else Cell()
        target, result = source.measured(row, "target"), source.measured(row, "realisasi")
        gap = source.cell(row, "selisih", Kind.ANGKA)
        who, what = source.cell(row, "pihak"), word(row, "macam")
        year = source.cell(row, "tahun", Kind.ANGKA)
        cells = (
            numbered(n), source.cell(row, "indikator"), source.cell(row, "satuan"), here, who if who.value else Cell(what, origin=row.address("macam")),
            Cell(str(int(year.value)), Kind.TEKS, year.origin) if isinstance(year.value, Fraction) else year, target, result,
            source.capaian(row, "capaian", target, result, ("target_lain", "realisasi_lain")),
            replace(gap, live=difference(here, result, ("realisasi", "realisasi_lain")), decimals=2),
        )
        rows.append(Row(row_key(row), cells))
    return Table(key, title, columns, tuple(rows), whose, notes=("Selisih nilai: realisasi periode ini dikurangi nilai pembanding; rasio sebagai hasil bagi.",))
