"""Besaran that reports print as sentences, titles, counts, predicates and conclusions."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from realistic_facts import SCORES, Facts, decimals_of, figure, graded
from realistic_quotes import NUMBERS, Quote, node_name, one, prints, quote, seen
from realistic_words import analisis
from realistic_world import exact

from lkjip_xl.values import angka


def spelt(facts: Facts, n: int, unit: str = "") -> str:
    """A count as sentences have it: `6`, `6 (enam)`, `6 (enam) program`."""
    words = f"{n} ({NUMBERS[n]})" if n < len(NUMBERS) else str(n)
    return facts.rng.choice((str(n), words, f"{words} {unit}".strip(), f"{n} {unit}".strip()))


@prints("indikator")
def output_names(facts: Facts) -> Iterator[Quote]:
    rows = [r for r in facts.budget_rows() if r.get("indikator") or r.get("indikator_resmi")]
    if rows:
        row = facts.rng.choice(rows)
        yield quote(facts, "indikator", node_name(row), str(row.get("indikator") or row.get("indikator_resmi")), place="Tabel 3.8")


@prints("sasaran baris")
def output_goals(facts: Facts) -> Iterator[Quote]:
    rows = [r for r in facts.budget_rows() if r.get("kinerja")]
    if rows:
        row = facts.rng.choice(rows)
        yield quote(facts, "sasaran baris", node_name(row), str(row.get("kinerja")), place="Tabel 3.8")


@prints("formula")
def formulas(facts: Facts) -> Iterator[Quote]:
    for i in one(facts, facts.world.items):
        text = i.measure.formulasi
        yield quote(facts, "formula", i.id, facts.rng.choice((text, text[0].lower() + text[1:], f"{text}.")), place="Tabel 2.4")


@prints("predikat nilai")
def grades(facts: Facts) -> Iterator[Quote]:
    for i in one(facts, [i for i in seen(facts) if i.measure.skala]):
        value = facts.result(i)
        if isinstance(value, str):
            yield quote(facts, "predikat nilai", i.id, f"{value} ({SCORES[value]})", place="Narasi III.A.1")
        else:
            text = graded(i.measure.skala, exact(value), figure(exact(value), decimals_of(value)))
            if text is not None:
                yield quote(facts, "predikat nilai", i.id, facts.rng.choice(text), place="Narasi III.A.1")


@prints("batas kelas")
def scale(facts: Facts) -> Iterator[Quote]:
    """The whole category scale as the profile reads it: without the gaps that LK616 would mention."""
    upper: Fraction | None = None
    for c in facts.world.profil.classes:
        if c.dari is None:
            text = f"< {angka(upper or 0)}%"
        elif c.sampai is None and upper is None:
            text = f"≥ {angka(c.dari)}%"
        else:
            text = f"{angka(c.dari)}% - <{angka(upper or 0)}%"
        upper = c.dari
        yield quote(facts, "batas kelas", c.label, text, place="Tabel 2.5", baris=c.label)


@prints("simpulan")
def verdicts(facts: Facts) -> Iterator[Quote]:
    for i in one(facts, [i for i in seen(facts) if facts.capaian(i) is not None]):
        value = facts.capaian(i)
        assert value is not None
        words = ("tercapai", "melampaui target") if value > 1 else ("tercapai", "sesuai target") if value == 1 else ("belum tercapai", "tidak tercapai", "tidak mencapai target")
        yield quote(facts, "simpulan", i.id, facts.rng.choice(words), place="Bab IV", menurut=facts.rng.choice(("", "capaian")))


def _extreme(facts: Facts, besaran: str, *, highest: bool) -> Iterator[Quote]:
    """The one indikator with the highest or lowest capaian or efficiency; none when two share it."""
    menurut, table = facts.rng.choice((("capaian", "Pengukuran"), ("efisiensi", "Efisiensi")))
    known = [(v, i.id) for i in facts.world.promised if isinstance(v := facts.cell(table, i.id, menurut), Fraction)]
    values = [v for v, _ in known]
    if len(known) > 1 and values.count(max(values) if highest else min(values)) == 1:
        yield quote(facts, besaran, "TOTAL", (max if highest else min)(known)[1], place="Narasi III.A.6", menurut=menurut)


@prints("tertinggi")
def highest(facts: Facts) -> Iterator[Quote]:
    yield from _extreme(facts, "tertinggi", highest=True)


@prints("terendah")
def lowest(facts: Facts) -> Iterator[Quote]:
    yield from _extreme(facts, "terendah", highest=False)


@prints("jumlah tujuan")
def aims(facts: Facts) -> Iterator[Quote]:
    yield quote(facts, "jumlah tujuan", "TOTAL", spelt(facts, len(facts.world.aims), "tujuan"), place="Narasi II.A")


@prints("jumlah sasaran")
def goals(facts: Facts) -> Iterator[Quote]:
    yield quote(facts, "jumlah sasaran", "TOTAL", spelt(facts, len(facts.world.goals), "sasaran"), place="Narasi II.A")


def _rows_of(facts: Facts, level: str) -> Iterator[Quote]:
    n = len(facts.budget_rows(level))
    if n:
        yield quote(facts, f"jumlah {level}", "TOTAL", spelt(facts, n, level), place="Narasi II.B")


@prints("jumlah program")
def programs(facts: Facts) -> Iterator[Quote]:
    yield from _rows_of(facts, "program")


@prints("jumlah kegiatan")
def activities(facts: Facts) -> Iterator[Quote]:
    yield from _rows_of(facts, "kegiatan")


@prints("jumlah sub kegiatan")
def sub_activities(facts: Facts) -> Iterator[Quote]:
    yield from _rows_of(facts, "sub kegiatan")


@prints("jumlah")
def counts(facts: Facts) -> Iterator[Quote]:
    """Villages, staff and people of Bab I."""
    villages = [r for r in facts.engine.used("Wilayah") if r.get("jenis") == "desa"]
    if villages:
        yield quote(facts, "jumlah", "Desa", spelt(facts, len(villages), "desa"), place="Narasi I.B")
        people = next(r.get("penduduk") for r in facts.engine.used("Wilayah") if r.get("jenis") == "jumlah")
        yield quote(facts, "jumlah", "Penduduk", f"{angka(people)} jiwa", place="Narasi I.B")
    staff = len(list(facts.engine.used("Pegawai")))
    if staff:
        yield quote(facts, "jumlah", "Pegawai", spelt(facts, staff, "orang"), place="Narasi I.C")


@prints("persen")
def shares(facts: Facts) -> Iterator[Quote]:
    text = f"{facts.rng.randint(30, 70)},{facts.rng.randint(10, 99)}%"
    for place in ("Publikasi IKM", "Narasi III.A.1"):
        yield quote(facts, "persen", "Responden perempuan", text, place=place)


@prints("nilai")
def scores(facts: Facts) -> Iterator[Quote]:
    for unsur in facts.rng.sample(("Waktu pelayanan", "Prosedur pelayanan", "Kompetensi petugas", "Sarana dan prasarana"), 2):
        yield quote(facts, "nilai", unsur, f"3,{facts.rng.randint(10, 60)}", place="Publikasi IKM")


@prints("keadaan")
def states(facts: Facts) -> Iterator[Quote]:
    text = "melaksanakan koordinasi penyelenggaraan pemerintahan, pelayanan publik dan pemberdayaan masyarakat"
    for place in ("Narasi I.A", "Narasi I.C"):
        yield quote(facts, "keadaan", "Tugas kecamatan", text, place=place)


@prints("judul")
def titles(facts: Facts) -> Iterator[Quote]:
    w = facts.world
    every = {
        "Tabel 3.1": f"Capaian Kinerja {w.office} {facts.when().capitalize()}", "Tabel 3.11": f"Pagu dan Realisasi Anggaran {w.office} Tahun {w.year}",
        "Tabel 2.1": f"Tujuan dan Sasaran Renstra {w.first}-{w.last}"}
    for table, title in facts.rng.sample(sorted(every.items()), 2):
        for place in ("Daftar Tabel", "Judul tabel"):
            yield quote(facts, "judul", table, title, place=place, baris=table)


@prints("nomor")
def ordinals(facts: Facts) -> Iterator[Quote]:
    for n, (_, _, goal) in enumerate(facts.world.goals, 1):
        yield quote(facts, "nomor", goal.uraian, str(n), place="Ikhtisar Eksekutif", baris=f"Butir {n}")


@prints("kalimat")
def sentences(facts: Facts) -> Iterator[Quote]:
    """A few true sentences: of the cover, about the budget, the plan, the law and an indikator."""
    w, n = facts.world, len(facts.budget_rows("program"))
    pagu, spent = facts.form("Jumlah", "pagu"), facts.form("Jumlah", "realisasi")
    every = [
        ("Sampul", "Instansi", f"LAPORAN KINERJA {w.office.upper()} {w.kabupaten.upper()} TAHUN {w.year}"),
        ("Kata Pengantar", "Dasar hukum", "Laporan ini berpedoman pada Peraturan Menteri PANRB Nomor 53 Tahun 2014 tentang Petunjuk Teknis Perjanjian Kinerja, Pelaporan Kinerja dan Tata Cara Reviu."),
        ("Narasi II.A", "Renstra", f"Renstra {w.office} Tahun {w.first}-{w.last} memuat {len(w.goals)} sasaran yang dijabarkan dari RPJMD {w.kabupaten}."),
        ("Narasi III.B", "Anggaran", f"Anggaran tahun {w.year} sebesar Rp{angka(pagu)} untuk {n} program, dengan realisasi {'pada' if w.annual else 'sampai dengan'} {facts.when()} Rp{angka(spent)}."),
        ("Bab IV", "Rencana", f"Pada tahun {w.year + 1} {w.office} akan melanjutkan pembinaan ke {len(w.villages)} desa dan kelurahan."),
    ]
    words = facts.rng.choice(analisis(facts))
    every.append(("Narasi III.A.1", f"Analisis {words['id']}", str(words["pendorong"])))
    for place, subject, text in facts.rng.sample(every, 3):
        yield quote(facts, "kalimat", subject, text, place=place)
