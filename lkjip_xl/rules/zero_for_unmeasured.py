"""LK324: a zero where nothing has been measured yet, and blanks among zeros."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from lkjip_xl.check import Check, CheckRow
from lkjip_xl.findings import Severity
from lkjip_xl.rules._budget import name_of
from lkjip_xl.rules._said import Said, not_yet, said
from lkjip_xl.rules._sound import sound
from lkjip_xl.rules._yearly import evidence, numbers
from lkjip_xl.rules.end_repeats_quarter import reported
from lkjip_xl.rules.rule import Hit, rule
from lkjip_xl.spec.sheets.measure import TWS


@rule("LK324", "Nol, kosong dan tanda - bercampur untuk belum diukur", Severity.WARNING)
def zero_for_unmeasured(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    Realisasi 0 untuk indeks, persen atau rasio yang menurut keterangan, analisis atau kutipan belum diukur atau belum dinilai,
    dan realisasi 0 di samping tanda - pada indikator berjenis indeks; kondisi akhir yang ikut ditulis 0 disebut di sana. Di lembar Anggaran: keluaran berupa indeks atau nilai
    dengan realisasi 0, dan target atau realisasi triwulan yang kosong sedangkan baris lain ditulis 0. Nol yang benar (0 dari
    n di Data Dukung, atau indikator berjenis angka) tidak dilaporkan.

    ## Mengapa penting

    0 adalah hasil terburuk dan ikut dalam rata-rata; belum diukur tidak. Bila keduanya ditulis sama, capaian menjadi salah.

    ## Cara memperbaiki

    Tulis - untuk yang belum diukur, nihil untuk yang tidak ada kejadiannya, dan 0 hanya bila hasilnya memang nol.

    ## Dasar hukum

    Tidak ada; keadaan suatu nilai dijelaskan pada formulir.
    """
    yield from _measured(check)
    if sound(check, "Anggaran", "level", "indikator", "satuan", "k_t", "k_r", *(f"k_{x}{k}" for x in "tr" for k in range(1, 5))):
        yield from _indices(check)
        if not check.annual:
            yield from _blanks(check)


UNCOUNTED = ("indeks", "persen", "rasio", "predikat")


def _measured(check: Check) -> Iterator[Hit]:
    table = "Pengukuran" if check.annual else "Triwulan"
    keys = ("realisasi",) if check.annual else tuple(f"r{k}" for k in range(1, check.quarter + 1))
    if not (sound(check, table, "id", *keys) and sound(check, "Renstra", "id", "jenis") and sound(check, "DataDukung", "id", "pembilang", "penyebut")):
        return
    cells: list[tuple[CheckRow, str]] = []
    because: list[Said] = []
    for row in check.rows(table):
        zeros = [key for key in keys if row.number(key) == 0]
        if not zeros or row.text("jenis") not in UNCOUNTED or _true_zero(check, row):
            continue
        dashed = [key for key in keys if row.text(key) in ("-", "belum diukur")]
        for key in zeros:
            quarter = 4 if check.annual else int(key[1:])
            told = [s for s in said(check).get(row.text("id").casefold(), ()) if s.year in (None, check.year) and s.covers(quarter) and not_yet(s)]
            if told or (dashed and row.text("jenis") in ("indeks", "predikat")):
                cells.append((row, key))
                because += told
    marked = [(row, key) for row, key in cells if row.text("jenis") != "predikat"]  # a predikat of 0 has its LK107
    if not marked:
        return
    first, key = marked[0]
    rows = list({row.index: row for row, _ in cells}.values())
    dashes = [] if check.annual else [s for row in rows for s in said(check).get(row.text("id").casefold(), ()) if s.unmeasured and s.year in (None, check.year) and s not in because]
    ends = [row for row in rows if not check.annual and ("Triwulan", row.index, "kondisi_akhir") in check.verdicts.marks and row.number("kondisi_akhir") == 0]
    also = f" {', '.join(dict.fromkeys(s.address for s in dashes))} mencetak tanda -, bukan 0." if dashes else ""
    results = [f"{r.text('id')} {', '.join(places)}" for r in ends if (places := reported(check, r))]
    later = f" (hasil TW {TWS[check.quarter - 1]} sudah ada: {'; '.join(results)})" if results else ""
    also += f" Kondisi akhir {', '.join(r.text('id') for r in ends)} ikut ditulis 0, padahal belum diukur{later}." if ends else ""
    names = ", ".join(dict.fromkeys(f"{row.text('id')}{'' if check.annual else f' (TW {TWS[int(k[1:]) - 1]})'}" for row, k in cells))
    proof = f" Misalnya {because[0].place}." if because else " Triwulan lain ditulis - ."
    yield Hit(
        first.spot(key), f"Realisasi ditulis 0, padahal belum diukur: {names}.{proof}{also}", found="0", expected="-",
        related=tuple(dict.fromkeys((
            *(row.address(k) for row, k in cells if (row, k) != (first, key)), *(r.address("kondisi_akhir") for r in ends), *(s.address for s in (*because, *dashes))))))


def _true_zero(check: Check, row: CheckRow) -> bool:
    """Is it 0 of n by Data Dukung."""
    rows = evidence(check, row.text("id"))
    return sum(numbers(rows, "penyebut"), Fraction(0)) > 0 and not any(numbers(rows, "pembilang"))


_INDEX = re.compile(r"^\s*(?:(?:indeks?|skor|predikat)\b|nilai\s+(?:\w+\s+)?(?:akip|sakip|lke|ikm|skm|evaluasi|kepuasan|indeks|kepatuhan|survei|reformasi)\b)", re.IGNORECASE)


def _indices(check: Check) -> Iterator[Hit]:
    """Outputs that are an index or a score and stand at 0 in the period."""
    key = "k_r" if check.annual else f"k_r{check.quarter}"
    rows = [r for r in check.rows("Anggaran") if r.number(key) == 0 and (r.number("k_t") or 0) > 0 and _is_index(r)]
    if rows:
        first, *others = rows
        names = "; ".join(f"{r.text('indikator') or name_of(r)}" for r in rows[:4]) + (f" dan {len(rows) - 4} lainnya" if len(rows) > 4 else "")
        yield Hit(first.spot(key), f"Realisasi keluaran berupa indeks atau nilai ditulis 0, padahal nilai seperti itu baru ada sesudah diukur: {names}.",
                  found="0", expected="kosong", advice="Bila belum diukur, kosongkan sel ini (di laporan tulis -) dan sebut kapan diukur.", related=tuple(r.address(key) for r in others))


def _is_index(row: CheckRow) -> bool:
    unit = row.text("satuan").strip().casefold()
    if not row.text("indikator"):
        return unit in ("indeks", "skor", "predikat")
    return bool(_INDEX.match(row.text("indikator"))) and unit not in ("%", "persen", "dokumen", "laporan")


def _blanks(check: Check) -> Iterator[Hit]:
    """Quarter cells of outputs left blank where the other rows write 0."""
    q = check.quarter
    rows = [r for r in check.rows("Anggaran") if r.number("k_t") is not None]
    for key, other, what in ((f"k_t{q}", f"k_r{q}", "Target"), (f"k_r{q}", f"k_t{q}", "Realisasi")):
        blank = [r for r in rows if r[key] == "" and r.number(other) is not None and (key[2] == "t" or r.right("realisasi") in ("", 0))]
        filled = [r.number(key) for r in rows if r.number(key) is not None]
        if not blank or 0 not in filled or 10 * len(blank) > len(rows) or len(filled) + len(blank) < len(rows):
            continue
        first, *others = blank
        names = "; ".join(name_of(r) for r in blank[:4])
        yield Hit(
            first.spot(key), f"{what} keluaran TW {TWS[q - 1]} kosong, sedangkan {sum(v == 0 for v in filled)} baris lain ditulis 0: {names}.", found="kosong",
            related=tuple(r.address(key) for r in others))
