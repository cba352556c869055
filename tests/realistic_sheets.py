"""Sheets of plan and measurement, written out from the figures of a world."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from realistic_world import NOT_YET, PERIODS_IN_ORDER, Figures, Item, World, dec, number, plain

from lkjip_xl.model import Raw

Rows = list[dict[str, Any]]


def renstra(world: World) -> Rows:
    rows: Rows = []
    for aim, text in world.aims:
        rows.append({"id": aim, "level": "tujuan", "uraian": text})
        rows += [_planned(world, i) for i in world.items if i.parent == aim]
        for id_, above, goal in world.goals:
            if above == aim:
                rows.append({"id": id_, "level": "sasaran", "induk": aim, "uraian": goal.uraian})
                rows += [_planned(world, i) for i in world.items if i.parent == id_]
    return rows


def _planned(world: World, item: Item) -> dict[str, Any]:
    m = item.measure
    years = {f"t{k}": v for k, v in enumerate(item.years, 1)}
    return plain({
        "id": item.id, "level": "indikator", "induk": item.parent, "uraian": m.nama, "satuan": m.satuan, "jenis": m.jenis, "arah": m.arah, "skala": m.skala,
        **_below(item), "baseline": item.baseline, **years, "akhir": item.years[-1]})


def _below(item: Item) -> dict[str, Any]:
    return {"penyebut": item.whole} if item.measure.jenis == "rasio" else {}


def iku(world: World) -> Rows:
    return [
        {"id": i.id, "makna": f"Menunjukkan {_object(i)} sehingga {world.office} dapat menilai hasil kerjanya dari tahun ke tahun.", "formulasi": i.measure.formulasi,
         "sumber_data": i.measure.sumber, "penanggung_jawab": i.seksi, "iku": "ya" if i.goal is not None else world.rng.choice(("ya", "tidak")), "cara_isi": i.isi, "cara_gabung": i.gabung}
        for i in world.items
    ]


def _object(item: Item) -> str:
    return item.measure.nama[0].lower() + item.measure.nama[1:]


def pk(world: World) -> Rows:
    rows = []
    for i in world.promised:
        changed = {"target_perubahan": i.target} if i.murni != i.target or (world.pk_changed and world.chance(0.3)) else {}
        rows.append({"id": i.id, "target_murni": i.murni, **changed, **_below(i)})
    return rows


def triwulan(world: World) -> Rows:
    rows = []
    for i in world.promised:
        row: dict[str, Any] = {"id": i.id, **_below(i)}
        row |= {f"t{k}": i.targets[k - 1] for k in range(1, 5)} | {f"r{k}": i.results[k - 1] for k in range(1, world.quarter + 1)}
        rows.append(plain(row | {"keterangan": i.note}))
    return rows


def pengukuran(world: World) -> Rows:
    if not world.annual:
        return [{"id": i.id} for i in world.promised]
    return [plain({"id": i.id, "realisasi": i.result, **_below(i), "keterangan": i.note if i.result == "nihil" else ""}) for i in world.promised]


def data_dukung(world: World) -> Rows:
    rows: Rows = []
    if world.chance(0.1):
        return rows
    for item in world.promised:
        if item.result != "nihil" and item.measure.bukti:
            rows += EVIDENCE[item.measure.bukti](world, item)
    return rows


def _when(world: World) -> str:
    return "TAHUNAN" if world.annual else world.periode


def _row(world: World, item: Item, uraian: str, periode: str, **figures: Raw) -> dict[str, Any]:
    proof = {"bukti": f"{item.measure.sumber}, {periode.replace('TAHUNAN', 'Tahun')} {world.year}"} if world.chance(0.4) else {}
    return {"id": item.id, "uraian": uraian, "periode": periode, **figures, "sumber": item.measure.sumber, **proof}


def _measured(world: World, item: Item) -> bool:
    return item.results[world.quarter - 1] not in (NOT_YET, "nihil")


def _part(world: World, item: Item) -> Rows:
    """Pembilang and penyebut in one row."""
    if not _measured(world, item):
        return []
    return [_row(world, item, f"{item.measure.benda.capitalize()} menurut {item.measure.sumber}", _when(world), pembilang=item.counts[world.quarter - 1], penyebut=item.whole)]


def _villages(world: World, item: Item) -> Rows:
    """One row for each village, 1 or 0; or one row for all of them."""
    if not _measured(world, item) or world.chance(0.35):
        return _part(world, item)
    good = set(world.rng.sample(range(item.whole), item.counts[world.quarter - 1]))
    prefix = "" if item.measure.benda == "Desa" else f"{item.measure.benda} "
    return [_row(world, item, f"{prefix}Desa {name}", _when(world), pembilang=int(n in good), penyebut=1) for n, name in enumerate(world.villages[: item.whole])]


def _semesters(world: World, item: Item) -> Rows:
    names = {2: "Semester I", 4: "Semester II"}
    return [
        _row(world, item, item.measure.benda.capitalize(), names[k], nilai=item.results[k - 1]) for k in (2, 4) if k <= world.quarter and item.results[k - 1] not in (NOT_YET, "nihil")
    ]


def _quarters(world: World, item: Item) -> Rows:
    """One value per quarter; a sum takes what each quarter added."""
    rows, before = [], Decimal(0)
    for k, name in enumerate(PERIODS_IN_ORDER[: world.quarter], 1):
        value = item.results[k - 1]
        if value in (NOT_YET, "nihil"):
            continue
        added = item.isi == "kumulatif" and item.gabung == "jumlah"
        shown = number(dec(value) - before, item.measure.decimals) if added else value
        before = dec(value)
        rows.append(_row(world, item, item.measure.benda.capitalize(), name, nilai=shown))
    return rows


def _kinds(world: World, item: Item) -> Rows:
    """Kinds that add up to the count."""
    if not _measured(world, item):
        return []
    count = int(dec(item.results[world.quarter - 1]))
    cuts = sorted(world.rng.randint(0, count) for _ in item.measure.macam[1:])
    parts = [b - a for a, b in zip([0, *cuts], [*cuts, count], strict=True)]
    return [_row(world, item, f"{item.measure.benda} {kind}", _when(world), pembilang=part) for kind, part in zip(item.measure.macam, parts, strict=True)]


def _official(world: World, item: Item) -> Rows:
    return [_row(world, item, item.measure.benda.capitalize(), _when(world), nilai=item.results[world.quarter - 1])] if _measured(world, item) else []


EVIDENCE = {"bagian": _part, "daftar": _villages, "semester": _semesters, "triwulan": _quarters, "rincian": _kinds, "resmi": _official}


def pembanding(world: World) -> Rows:
    rows: Rows = []
    for item in world.promised:
        below = {"penyebut": item.whole} if item.measure.jenis == "rasio" else {}
        rows += [{"id": item.id, "macam": "tahun sebelumnya", "tahun": p.year, "target": p.target, "realisasi": p.result, **below,
            "sumber": f"LKjIP {world.office} {p.year}"} for p in item.past]
        if world.annual and world.chance(0.6):
            rows += _others(world, item)
        if world.chance(0.4):
            rows.append(_standard(world, item))
    return rows


def _others(world: World, item: Item) -> Rows:
    """Neighbouring kecamatan with figures of their own."""
    rows = []
    for name in world.rng.sample(world.neighbours, world.rng.randint(1, len(world.neighbours))):
        whole = item.whole if item.measure.jenis != "rasio" else world.rng.randint(5, 18)
        figures = Figures(world, item)
        target = item.target if item.measure.jenis != "rasio" else min(whole, max(1, int(dec(item.target))))
        result = figures.near(target, world.rng.choice(("tepat", "kurang", "lebih")), whole)
        below = {"penyebut": whole} if item.measure.jenis == "rasio" else {}
        rows.append({"id": item.id, "macam": "unit lain", "tahun": world.year, "pihak": f"Kecamatan {name}", "target": target, "realisasi": result, **below,
            "sumber": f"LKjIP Kecamatan {name} {world.year}"})
    return rows


def _standard(world: World, item: Item) -> dict[str, Any]:
    macam = world.rng.choice(("standar nasional", "standar provinsi"))
    if item.measure.jenis == "indeks" and world.chance(0.6):
        value = Figures(world, item).near(item.target, "kurang", item.whole)
        return {"id": item.id, "macam": macam, "tahun": world.year, "pihak": "Kementerian PANRB" if macam == "standar nasional" else "Pemerintah Provinsi", "realisasi": value,
            "sumber": "Laporan kinerja instansi pembina"}
    return {"id": item.id, "macam": macam, "tahun": world.year, "realisasi": world.rng.choice(("Tidak ada", "-", "tidak ada")), "sumber": "Belum ditetapkan"}
