"""One function per besaran: how a report prints that figure or word again, right for its workbook.

A new besaran of `lists.LISTS["besaran"]` is one new function with `@prints("<besaran>")`; it yields rows of Kutipan.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import Any

from realistic_facts import Facts, decimals_of, figure, measured, money, percent
from realistic_world import NOT_YET, PERIODS_IN_ORDER, Item, exact

from lkjip_xl.engine import Row
from lkjip_xl.model import Raw
from lkjip_xl.spec.build import capaian, capped, kategori
from lkjip_xl.spec.lists import PREDICATES

Quote = dict[str, Any]
Printer = Callable[[Facts], Iterator[Quote]]
PRINTERS: dict[str, Printer] = {}
NUMBERS = ("nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh")


def prints(besaran: str) -> Callable[[Printer], Printer]:
    """Register the function that prints a besaran."""
    def register(run: Printer) -> Printer:
        PRINTERS[besaran] = run
        return run

    return register


def quote(facts: Facts, besaran: str, objek: str, nilai: str, place: str = "", **more: Any) -> Quote:
    """One row: a sentence of its own unless `more` names table and row."""
    place = place or facts.rng.choice(("Ikhtisar Eksekutif", "Narasi III.A.1", "Narasi III.A.2", "Bab IV"))
    tail = " ".join(str(v) for v in (more.get("tahun"), more.get("periode")) if v)
    row = {"tabel": place, "baris": f"{objek}: {besaran} {tail}".strip(), "objek": objek, "besaran": besaran, "nilai": nilai} | more
    return {k: v for k, v in row.items() if v != ""}


def worth(item: Item, value: Raw, whole: int) -> Fraction | None:
    """Number that a value stands for, None for a state word."""
    if isinstance(value, str):
        return Fraction(PREDICATES.index(value) + 1) if value in PREDICATES else None
    return exact(value) / whole if item.measure.jenis == "rasio" else exact(value)


def seen(facts: Facts) -> list[Item]:
    """Indikator with a realisasi in this period."""
    return [i for i in facts.world.promised if facts.result(i) not in (NOT_YET, "nihil")]


def one(facts: Facts, items: list[Item]) -> Iterator[Item]:
    """A random one of them, or none."""
    if items:
        yield facts.rng.choice(items)


@prints("target")
def target(facts: Facts) -> Iterator[Quote]:
    w = facts.world
    for i in one(facts, w.promised):
        yield quote(facts, "target", i.id, measured(facts.rng, i, i.target, i.whole))
        if i.past:
            yield quote(facts, "target", i.id, measured(facts.rng, i, i.past[-1].target, i.past[-1].whole), tahun=i.past[-1].year)
        if w.year < w.last:
            yield quote(facts, "target", i.id, measured(facts.rng, i, i.years[w.year + 1 - w.first], i.whole), tahun=w.year + 1)
        k = facts.rng.randint(1, 4)
        if i.targets[k - 1] != NOT_YET:
            yield quote(facts, "target", i.id, measured(facts.rng, i, i.targets[k - 1], i.whole), periode=PERIODS_IN_ORDER[k - 1])


@prints("realisasi")
def realisasi(facts: Facts) -> Iterator[Quote]:
    for i in one(facts, facts.world.promised):
        yield quote(facts, "realisasi", i.id, measured(facts.rng, i, facts.result(i), i.whole))
        for past in i.past[:2]:
            yield quote(facts, "realisasi", i.id, measured(facts.rng, i, past.result, past.whole), tahun=past.year)
        k = facts.rng.randint(1, facts.world.quarter)
        yield quote(facts, "realisasi", i.id, measured(facts.rng, i, i.results[k - 1], i.whole), periode=PERIODS_IN_ORDER[k - 1])
    for row in facts.engine.used("DataDukung"):
        if str(row.get("periode")).startswith("Semester"):
            yield quote(facts, "realisasi", row.get("id"), figure(row.get("hasil"), 2), periode=row.get("periode"))


@prints("capaian")
def achieved(facts: Facts) -> Iterator[Quote]:
    known = [(i.id, value) for i in facts.world.promised if (value := facts.capaian(i)) is not None]
    for id_, value in facts.rng.sample(known, min(1, len(known))):
        yield quote(facts, "capaian", id_, percent(facts.rng, 100 * value))
    rows = [r for r in facts.engine.used("Pembanding") if isinstance(r.get("capaian"), Fraction)]
    for row in facts.rng.sample(rows, min(2, len(rows))):
        who = {"peran": "pembanding", "baris": row.get("pihak")} if row.get("macam") == "unit lain" else {"tahun": int(row.get("tahun"))}
        yield quote(facts, "capaian", row.get("id"), percent(facts.rng, 100 * row.get("capaian")), **who)


@prints("kategori")
def category(facts: Facts) -> Iterator[Quote]:
    for i in one(facts, [i for i in facts.world.promised if facts.capaian(i) is not None]):
        yield quote(facts, "kategori", i.id, facts.cell("Pengukuran", i.id, "kategori"))
        row = next((r for r in facts.engine.used("Pembanding") if r.get("id") == i.id and r.get("macam") == "tahun sebelumnya"), None)
        if row is not None and isinstance(row.get("capaian"), Fraction):
            page = facts.engine.page
            yield quote(facts, "kategori", i.id, kategori(page, capped(page, row.get("capaian"))).lower(), tahun=int(row.get("tahun")))


@prints("kemajuan renstra")
def progress(facts: Facts) -> Iterator[Quote]:
    for i in one(facts, seen(facts)):
        value = capaian(facts.result(i), worth(i, i.years[-1], i.whole), worth(i, facts.result(i), i.whole), i.measure.arah)
        if isinstance(value, Fraction):
            yield quote(facts, "kemajuan renstra", i.id, percent(facts.rng, 100 * value))


@prints("target renstra")
def planned(facts: Facts) -> Iterator[Quote]:
    w = facts.world
    for i in one(facts, w.items):
        year = facts.rng.randint(w.first, w.last)
        yield quote(facts, "target renstra", i.id, measured(facts.rng, i, i.years[year - w.first], i.whole), place="Tabel 2.1", tahun=year)


@prints("target akhir renstra")
def planned_end(facts: Facts) -> Iterator[Quote]:
    for i in one(facts, facts.world.items):
        yield quote(facts, "target akhir renstra", i.id, measured(facts.rng, i, i.years[-1], i.whole))


@prints("baseline")
def baseline(facts: Facts) -> Iterator[Quote]:
    for i in one(facts, facts.world.items):
        yield quote(facts, "baseline", i.id, measured(facts.rng, i, i.baseline, i.whole), place="Tabel 2.1")


@prints("rata-rata capaian")
def mean(facts: Facts) -> Iterator[Quote]:
    value = facts.form("Ringkasan", "rata_rata")
    if isinstance(value, Fraction):
        yield quote(facts, "rata-rata capaian", "TOTAL", percent(facts.rng, 100 * value))
    some = [i for i in facts.world.promised if isinstance(facts.cell("Pengukuran", i.id, "capaian_batas"), Fraction)][:3]
    if len(some) > 1:
        values = [facts.cell("Pengukuran", i.id, "capaian_batas") for i in some]
        yield quote(facts, "rata-rata capaian", "; ".join(i.id for i in some), percent(facts.rng, 100 * sum(values, Fraction(0)) / len(values)))


@prints("kategori rata-rata")
def mean_category(facts: Facts) -> Iterator[Quote]:
    label = facts.form("Ringkasan", "kategori")
    if label:
        yield quote(facts, "kategori rata-rata", "TOTAL", facts.rng.choice((label, label.upper(), label.lower())))


def counted(facts: Facts, n: int) -> str:
    """A number of indikator as sentences have it."""
    spelt = f"{n} ({NUMBERS[n]}) indikator" if n < len(NUMBERS) else f"{n} indikator"
    return facts.rng.choice((str(n), f"{n} indikator", spelt))


@prints("jumlah indikator")
def indikator_count(facts: Facts) -> Iterator[Quote]:
    yield quote(facts, "jumlah indikator", "TOTAL", counted(facts, len(facts.world.promised)))


@prints("jumlah tercapai")
def reached(facts: Facts) -> Iterator[Quote]:
    n, whole = int(facts.form("Ringkasan", "tercapai")), len(facts.world.promised)
    yield quote(facts, "jumlah tercapai", "TOTAL", facts.rng.choice((counted(facts, n), f"{n} dari {whole} indikator", "semua indikator" if n == whole else "belum semua indikator")))


@prints("jumlah tidak tercapai")
def missed(facts: Facts) -> Iterator[Quote]:
    n = len(facts.world.promised) - int(facts.form("Ringkasan", "tercapai"))
    yield quote(facts, "jumlah tidak tercapai", "TOTAL", counted(facts, n))


def parts(facts: Facts, column: str) -> Iterator[Quote]:
    """Pembilang or penyebut of a percent or rasio with evidence."""
    items = [i for i in seen(facts) if i.counts and facts.row("DataDukung", i.id) is not None]
    for i in one(facts, items):
        n = i.counts[facts.world.quarter - 1] if column == "pembilang" else i.whole
        yield quote(facts, column, i.id, facts.rng.choice((str(n), f"{n} {i.measure.benda}")))


@prints("pembilang")
def tops(facts: Facts) -> Iterator[Quote]:
    yield from parts(facts, "pembilang")
    yield quote(facts, "pembilang", "Responden survei", f"{facts.rng.randint(40, 150)} orang", peran="wilayah")


@prints("penyebut")
def bottoms(facts: Facts) -> Iterator[Quote]:
    yield from parts(facts, "penyebut")


@prints("perubahan nilai")
def change(facts: Facts) -> Iterator[Quote]:
    if facts.world.annual:
        for i, diff, _ in changes(facts):
            text = figure(abs(diff), max(decimals_of(i.result), decimals_of(i.past[0].result))) + facts.rng.choice(("", " poin"))
            yield quote(facts, "perubahan nilai", i.id, text)
            yield quote(facts, "perubahan nilai", i.id, direction(facts, diff), baris=f"{i.id}: arah perubahan")


def changes(facts: Facts) -> Iterator[tuple[Item, Fraction, Fraction]]:
    """An indikator, its change against last year, and last year's number (of a rasio the pembilang)."""
    items = [i for i in seen(facts) if i.past and not isinstance(i.result, str)]
    for i in one(facts, items):
        before = exact(i.past[0].result)
        yield i, exact(i.result) - before, before


def direction(facts: Facts, diff: Fraction) -> str:
    """Up, down or unchanged in words."""
    words = {1: ("meningkat", "mengalami peningkatan", "naik"), -1: ("menurun", "mengalami penurunan", "turun"), 0: ("tetap", "sama", "tidak berubah")}
    return facts.rng.choice(words[(diff > 0) - (diff < 0)])


@prints("perubahan persen")
def relative_change(facts: Facts) -> Iterator[Quote]:
    if facts.world.annual:
        for i, diff, before in changes(facts):
            if before > 0:
                yield quote(facts, "perubahan persen", i.id, percent(facts.rng, 100 * abs(diff) / before), baris=f"{i.id}: perubahan relatif")
        yield from _budget_change(facts)


def _budget_change(facts: Facts) -> Iterator[Quote]:
    """Pagu of last year, which no sheet holds, and its change in rupiah and percent."""
    now = facts.form("Jumlah", "pagu")
    before = Fraction(int(now * Fraction(facts.rng.randint(90, 110), 100)))
    place, year = "Narasi II.B", facts.world.year - 1
    yield quote(facts, "pagu", "TOTAL", money(facts.rng, before), place, tahun=year)
    yield quote(facts, "perubahan nilai", "TOTAL", money(facts.rng, abs(now - before)), place)
    yield quote(facts, "perubahan persen", "TOTAL", percent(facts.rng, 100 * abs(now - before) / before), place)


@prints("efisiensi")
def efficiency(facts: Facts) -> Iterator[Quote]:
    cells = [(i.id, facts.cell("Efisiensi", i.id, "efisiensi")) for i in facts.world.promised] + [("TOTAL", facts.form("EfisiensiTotal", "efisiensi"))]
    known = [(id_, v) for id_, v in cells if isinstance(v, Fraction)]
    for id_, value in facts.rng.sample(known, min(2, len(known))):
        yield quote(facts, "efisiensi", id_, facts.rng.choice((figure(value, 2), percent(facts.rng, 100 * value))))


def node_name(row: Row) -> str:
    """How an objek names a budget row: by code where there is one."""
    return str(row.get("kode") or row.get("nama"))
