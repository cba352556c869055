"""Besaran about the budget and besaran that are words: names, codes, parents, years."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from realistic_facts import Facts, money, percent
from realistic_quotes import NUMBERS, Quote, node_name, one, prints, quote
from realistic_world import PERIODS_IN_ORDER

from lkjip_xl.engine import Row
from lkjip_xl.spec.lists import LEVELS

MONEY = {"pagu": "pagu", "realisasi anggaran": "realisasi", "sisa": "sisa"}


def _places(facts: Facts) -> list[tuple[str, Any]]:
    """The whole office, two rows of the budget and one supported indikator, each with its cells."""
    rows = facts.budget_rows()
    found: list[tuple[str, Any]] = [("TOTAL", lambda key: facts.form("Jumlah", key))]
    found += [(node_name(r), r.get) for r in facts.rng.sample(rows, min(2, len(rows)))]
    found += [(i.id, lambda key, id_=i.id: facts.cell("Efisiensi", id_, key)) for i in one(facts, [i for i in facts.world.promised if facts.supporting(i)])]
    return found


def _amounts(facts: Facts, besaran: str) -> Iterator[Quote]:
    for objek, cell in _places(facts):
        value = cell("pagu") - cell("realisasi") if besaran == "sisa" else cell(MONEY[besaran])
        if isinstance(value, Fraction):
            yield quote(facts, besaran, objek, money(facts.rng, value), place=facts.rng.choice(("Narasi III.B", "Tabel 3.11")))


@prints("pagu")
def pagu(facts: Facts) -> Iterator[Quote]:
    yield from _amounts(facts, "pagu")
    yield quote(facts, "pagu", "TOTAL", money(facts.rng, facts.form("Jumlah", "murni")), baris="DPA murni", versi="murni")
    if facts.form("Identitas", "dpa_perubahan") != "":
        yield quote(facts, "pagu", "TOTAL", money(facts.rng, facts.form("Jumlah", "pagu")), baris="DPA perubahan", versi="perubahan")


@prints("realisasi anggaran")
def spent(facts: Facts) -> Iterator[Quote]:
    yield from _amounts(facts, "realisasi anggaran")
    k = facts.rng.randint(1, facts.world.quarter)
    rows = [r for r in facts.budget_rows() if isinstance(r.get(f"real{k}"), Fraction)]
    if rows:
        row = facts.rng.choice(rows)
        yield quote(facts, "realisasi anggaran", node_name(row), money(facts.rng, row.get(f"real{k}")), periode=PERIODS_IN_ORDER[k - 1])


@prints("sisa")
def rest(facts: Facts) -> Iterator[Quote]:
    yield from _amounts(facts, "sisa")


@prints("serapan")
def absorbed(facts: Facts) -> Iterator[Quote]:
    for objek, cell in _places(facts):
        if isinstance(cell("serapan"), Fraction):
            yield quote(facts, "serapan", objek, percent(facts.rng, 100 * cell("serapan")), place=facts.rng.choice(("Narasi III.B", "Bab IV")), versi=facts.rng.choice(("", "tidak disebut")))


def _outputs(facts: Facts, key: str) -> list[Row]:
    return [r for r in facts.budget_rows() if isinstance(r.get(key), Fraction)]


def _output(facts: Facts, besaran: str, key: str) -> Iterator[Quote]:
    rows = _outputs(facts, key)
    if rows:
        row = facts.rng.choice(rows)
        unit = row.get("satuan") or row.get("satuan_resmi")
        n = int(row.get(key))
        yield quote(facts, besaran, node_name(row), facts.rng.choice((str(n), f"{n} {unit}" if unit != "Persen" else f"{n}%")), place="Tabel 3.8")


@prints("target keluaran")
def output_target(facts: Facts) -> Iterator[Quote]:
    yield from _output(facts, "target keluaran", "k_target")


@prints("realisasi keluaran")
def output_result(facts: Facts) -> Iterator[Quote]:
    yield from _output(facts, "realisasi keluaran", "k_hasil")


@prints("capaian keluaran")
def output_reached(facts: Facts) -> Iterator[Quote]:
    rows = _outputs(facts, "k_capaian")
    if rows:
        row = facts.rng.choice(rows)
        yield quote(facts, "capaian keluaran", node_name(row), percent(facts.rng, 100 * row.get("k_capaian")), place="Tabel 3.8")


def printed_name(facts: Facts, name: str) -> str:
    """A name in the case and spacing of another table."""
    return facts.rng.choice((name, name.title(), name.upper(), name.replace("/", " / ")))


@prints("nama")
def names(facts: Facts) -> Iterator[Quote]:
    for i in one(facts, facts.world.items):
        yield quote(facts, "nama", i.id, printed_name(facts, i.measure.nama), place="Tabel 3.2")
    row = facts.rng.choice(facts.budget_rows())
    yield quote(facts, "nama", node_name(row), printed_name(facts, str(row.get("nama"))), place="Tabel 3.8")
    yield quote(facts, "nama", "TOTAL", facts.rng.choice((facts.world.office, f"Kantor {facts.world.office}", facts.world.office.upper())), place="Sampul")


@prints("satuan")
def units(facts: Facts) -> Iterator[Quote]:
    for i in one(facts, facts.world.items):
        yield quote(facts, "satuan", i.id, {"%": "Persen", "Persen": "%"}.get(i.measure.satuan, i.measure.satuan), place="Tabel 3.2")


@prints("kode")
def codes(facts: Facts) -> Iterator[Quote]:
    rows = [r for r in facts.budget_rows() if r.get("kode")]
    if rows:
        row = facts.rng.choice(rows)
        kode = str(row.get("kode"))
        yield quote(facts, "kode", str(row.get("nama")), facts.rng.choice((kode, kode.replace(".", "|"), kode.replace(".", " . "))), place="Tabel 2.2")


def parent_of(facts: Facts, row: Row) -> Row | None:
    """The row above a budget row in the tree."""
    rank = LEVELS.index(row.get("level"))
    above = [r for r in facts.budget_rows() if r.index < row.index and LEVELS.index(r.get("level")) < rank]
    return above[-1] if above else None


@prints("induk")
def parents(facts: Facts) -> Iterator[Quote]:
    for i in one(facts, [i for i in facts.world.items if i.goal is not None]):
        assert i.goal is not None
        yield quote(facts, "induk", i.id, printed_name(facts, i.goal.uraian), place="Tabel 3.2")
    low = [r for r in facts.budget_rows() if parent_of(facts, r) is not None]
    if low:
        row = facts.rng.choice(low)
        above = parent_of(facts, row)
        assert above is not None
        yield quote(facts, "induk", node_name(row), printed_name(facts, str(above.get("nama"))), place="Tabel 3.8")


@prints("pendukung")
def supporters(facts: Facts) -> Iterator[Quote]:
    for i in one(facts, [i for i in facts.world.promised if facts.supporting(i)]):
        named = [facts.rng.choice((r, parent_of(facts, r) or r)) for r in facts.supporting(i)]
        yield quote(facts, "pendukung", i.id, "; ".join(printed_name(facts, str(r.get("nama"))) for r in named), place="Tabel 3.10")


@prints("tahun")
def years(facts: Facts) -> Iterator[Quote]:
    w = facts.world
    yield quote(facts, "tahun", "TOTAL", facts.rng.choice((str(w.year), f"Tahun Anggaran {w.year}", f"TA. {w.year}")), place="Sampul")
    yield quote(facts, "tahun", "Akhir Renstra", str(w.last), place="Judul Tabel 3.3")


@prints("periode")
def spans(facts: Facts) -> Iterator[Quote]:
    w, n = facts.world, facts.world.last - facts.world.first + 1
    yield quote(facts, "periode", "Renstra", facts.rng.choice((f"{w.first}-{w.last}", f"{n} ({NUMBERS[n]}) tahun", f"Tahun {w.first} - {w.last}")), place="Narasi II.A")
    if not w.annual:
        yield quote(facts, "periode", "TOTAL", facts.rng.choice((w.periode, w.periode.replace("TW", "Triwulan"))), place="Judul laporan")
