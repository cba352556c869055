"""Sentences of Analisis and Tindak Lanjut: years, quarters, names and directions in them are true of their workbook."""

from __future__ import annotations

import datetime
from fractions import Fraction
from typing import Any

from realistic_facts import Facts, decimals_of, figure
from realistic_world import NOT_YET, PERIODS_IN_ORDER, Item, Past, exact

from lkjip_xl.model import Raw
from lkjip_xl.spec.lists import PREDICATES

Rows = list[dict[str, Any]]


def said(item: Item, value: Raw, whole: int = 0) -> str:
    """A figure in a sentence, exactly as typed, with its sign or unit."""
    if isinstance(value, str):
        return value
    m, text = item.measure, figure(exact(value), decimals_of(value))
    if m.jenis == "rasio":
        return f"{text}:{whole or item.whole}"
    return f"{text}%" if m.jenis == "persen" else f"{text} {m.benda.split()[0]}" if m.jenis == "angka" and m.decimals == 0 else f"{text} {m.satuan.lower()}" if m.jenis == "angka" else text


def size(item: Item, value: Raw, whole: int) -> Fraction:
    """Number to compare by."""
    if isinstance(value, str):
        return Fraction(PREDICATES.index(value))
    return exact(value) / whole if item.measure.jenis == "rasio" else exact(value)


def analisis(facts: Facts) -> Rows:
    return [
        {"id": i.id, "pendorong": _driver(facts, i), "penghambat": _obstacle(facts, i), "solusi": _remedy(facts, i), "program": _programs(facts, i), "kesimpulan": _conclusion(facts, i)}
        for i in facts.world.promised
    ]


def _driver(facts: Facts, item: Item) -> str:
    result, target = facts.result(item), facts.target(item)
    if result == "nihil":
        return f"Pada {facts.when()} tidak ada kejadian yang harus ditangani di {facts.world.office}, sehingga {item.measure.nama} dinyatakan nihil."
    if result == NOT_YET:
        return f"{item.measure.nama} belum diukur pada {facts.when()}. {_next_time(facts, item)}"
    parts = [f"Realisasi {item.measure.nama} {facts.world.office} pada {facts.when()} sebesar {said(item, result)}{_against(facts, item, target)}."]
    parts.append(facts.rng.choice((_last_year, _neighbour, _last_year))(facts, item, result))
    parts.append(facts.rng.choice((f"Hal ini didukung koordinasi rutin {item.seksi} dengan pemerintah desa.",
        f"{item.seksi} memantau data setiap bulan melalui {item.measure.sumber.lower()}.", "Perangkat desa dan pendamping terlibat sejak perencanaan kegiatan.")))
    return " ".join(p for p in parts if p)


def _next_time(facts: Facts, item: Item) -> str:
    later = [name for k, name in enumerate(PERIODS_IN_ORDER, 1) if k > facts.world.quarter and item.results[k - 1] != NOT_YET]
    return f"Penilaiannya dijadwalkan pada {later[0].replace('TW', 'Triwulan')} tahun {facts.world.year}." if later else "Datanya masih dikumpulkan."


def _against(facts: Facts, item: Item, target: Raw) -> str:
    """Reached or not, with the capaian, as the sheet has it."""
    capaian = facts.capaian(item)
    if capaian is None or target == NOT_YET:
        return ""
    word = "sama dengan" if capaian == 1 else "lebih baik daripada" if capaian > 1 else "belum mencapai"
    return f", {word} target {said(item, target)} atau capaian {figure(100 * capaian, 2)}%"


def _moved(item: Item, now: Raw, before: Raw, below: int) -> str:
    a, b = size(item, now, item.whole), size(item, before, below)
    return "meningkat" if a > b else "menurun" if a < b else "tetap"


def _last_year(facts: Facts, item: Item, result: Raw) -> str:
    if not facts.world.annual or not item.past:
        return f"Target setahun {said(item, item.target)}."
    last: Past = item.past[0]
    way = _moved(item, result, last.result, last.whole)
    end = "" if way != "tetap" else " sehingga tidak ada perubahan"
    return f"Dibandingkan tahun {last.year} yang sebesar {said(item, last.result, last.whole)}, realisasi tahun {facts.world.year} {way}{end}."


def _neighbour(facts: Facts, item: Item, result: Raw) -> str:
    rows = [r for r in facts.engine.used("Pembanding") if r.get("id") == item.id and r.get("macam") == "unit lain"]
    if not rows or isinstance(result, str):
        return ""
    row = facts.rng.choice(rows)
    theirs, ours = row.get("nilai"), size(item, result, item.whole)
    if not isinstance(theirs, Fraction):
        return ""
    word = "lebih tinggi daripada" if ours > theirs else "lebih rendah daripada" if ours < theirs else "sama dengan"
    shown = f"{row.get('realisasi')}:{row.get('penyebut')}" if item.measure.jenis == "rasio" else figure(row.get("realisasi"), 2) + ("%" if item.measure.jenis == "persen" else "")
    return f"Angka itu {word} {row.get('pihak')} pada tahun yang sama ({shown})."


def _obstacle(facts: Facts, item: Item) -> str:
    capaian = facts.capaian(item)
    common = facts.rng.choice(("Jumlah personel belum sebanding dengan beban kerja.", "Data dari sebagian desa terlambat diterima.",
        "Sarana pendukung kegiatan di lapangan masih terbatas.", f"Jadwal kegiatan {item.seksi} berdekatan dengan kegiatan kabupaten."))
    if capaian is not None and capaian < 1:
        return f"Target {facts.when()} belum tercapai, masih kurang {figure(100 - 100 * capaian, 2)}%. {common}"
    return common


def _remedy(facts: Facts, item: Item) -> str:
    year = facts.world.year + 1
    return facts.rng.choice((
        f"Pada tahun {year} pembinaan dilakukan setiap triwulan ke {len(facts.world.villages)} desa dan kelurahan.", "Pembagian tugas disusun ulang dan dievaluasi setiap bulan.",
        f"{item.seksi} menyusun jadwal pengumpulan data bersama {facts.world.villages[0]} dan desa lainnya.", f"Kegiatan yang sama diusulkan kembali dalam rencana kerja tahun {year}."))


def _programs(facts: Facts, item: Item) -> str:
    rows = facts.supporting(item)
    if not rows:
        return "Didukung kegiatan koordinasi lintas sektor tanpa anggaran tersendiri."
    names = "; ".join(str(r.get("nama")) for r in rows)
    share = facts.cell("Efisiensi", item.id, "serapan")
    told = f" dengan serapan anggaran {figure(100 * share, 2)}% {'pada' if facts.world.annual else 'sampai dengan'} {facts.when()}" if isinstance(share, Fraction) else ""
    return f"{names}{told}."


def _conclusion(facts: Facts, item: Item) -> str:
    capaian, label = facts.capaian(item), facts.cell("Pengukuran", item.id, "kategori")
    if capaian is None:
        return f"Capaian {facts.when()} belum dapat disimpulkan."
    reached = "tercapai" if capaian >= 1 else "belum tercapai"
    goal = f" Target akhir Renstra tahun {facts.world.last} sebesar {said(item, item.years[-1])}." if facts.world.chance(0.4) else ""
    return f"Target {facts.when()} {reached} dengan capaian {figure(100 * capaian, 2)}% dan termasuk kategori {label}.{goal}"


_ADVICE = (
    ("Perencanaan", "Menyelaraskan indikator kinerja dengan sasaran Renstra.", "Meninjau indikator bersama Bappeda.", "Dokumen reviu IKU"),
    ("Pengukuran", "Mengukur kinerja setiap triwulan dan memanfaatkan hasilnya.", "Menetapkan jadwal pengumpulan data kinerja.", "Laporan triwulan"),
    ("Pelaporan", "Menyajikan perbandingan kinerja beberapa tahun.", "Menambah tabel pembanding pada laporan.", "Laporan Kinerja"),
    ("Evaluasi Internal", "Memanfaatkan hasil evaluasi untuk perbaikan kinerja.", "Membahas hasil evaluasi dalam rapat bulanan.", "Notulen rapat"),
)


def tindak_lanjut(facts: Facts) -> Rows:
    rng, year = facts.rng, facts.world.year
    number, day = f"700/{rng.randint(10, 90)}/LHE/{year - 1}", datetime.date(year - 1, rng.randint(6, 11), rng.randint(1, 28))
    rows: Rows = []
    for n, (komponen, advice, plan, goal) in enumerate(rng.sample(_ADVICE, rng.randint(1, 4)), 1):
        status = rng.choice(("Selesai", "Proses", "Belum")) if not facts.world.annual else rng.choice(("Selesai", "Selesai", "Proses"))
        told = {"Selesai": f"{goal} tahun {year} sudah disusun.", "Proses": f"{goal} sedang disusun.", "Belum": "Dijadwalkan pada triwulan berikutnya."}[status]
        rows.append({
            "no": n, "lhe_nomor": number, "lhe_tanggal": day, "komponen": komponen, "rekomendasi": advice, "rencana": plan, "target": goal, "waktu": f"Januari s.d. Desember {year}",
            "penanggung_jawab": rng.choice(("Sekretaris Kecamatan", "Kasubbag Perencanaan dan Keuangan")), "status_tl": status, "progres": told})
    return rows
