"""LK310: a realisasi that the data behind it do not give."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from lkjip_xl.check import Check, CheckRow
from lkjip_xl.rules._arithmetic import sum_text
from lkjip_xl.rules._sound import sound, ways_sound
from lkjip_xl.rules._yearly import agrees_with_year, data_results, evidence, evidence_cells, last_period, numbers, prints_as, shown, worth, year_end
from lkjip_xl.rules.rule import Hit, rule
from lkjip_xl.values import angka


@rule("LK310", "Realisasi tidak sama dengan Data Dukung")
def data_disagrees(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    Realisasi setahun di lembar Pengukuran yang tidak sama dengan hasil Data Dukung indikator itu: pembilang dibagi penyebut,
    nilai yang digabung menurut cara gabung, atau jumlah daftar. Untuk rasio, penyebutnya juga dicocokkan. Angka yang
    dibulatkan atau dipotong tidak dilaporkan, begitu juga Data Dukung yang belum mencakup setahun.

    ## Mengapa penting

    Reviu dimulai dari bukti. Angka yang tidak dapat ditelusuri ke buktinya tidak dapat diyakini.

    ## Cara memperbaiki

    Periksa mana yang benar dengan dokumen sumbernya, lalu samakan realisasi dan Data Dukung.

    ## Dasar hukum

    Tidak ada; ini kecocokan antarlembar.
    """
    if not check.annual or not ways_sound(check) or not sound(check, "DataDukung", "id", "periode", "pembilang", "penyebut", "nilai"):
        return
    for row in check.rows("Pengukuran"):
        results = data_results(check, row)
        ours = row.number("realisasi")
        if not results or ours is None:
            continue
        if not any(prints_as(row.value("realisasi"), r) for r in results):
            if not _same_ratio(check, row, ours):
                yield _hit(check, row, results[0])
        elif row.text("jenis") == "rasio":
            yield from _denominator(check, row)


def _same_ratio(check: Check, row: CheckRow, ours: Fraction) -> bool:
    """Does a rasio of other terms come to the same (7 : 12 and 14 : 24)."""
    rows = evidence(check, row.text("id"))
    top, below = sum(numbers(rows, "pembilang"), Fraction(0)), sum(numbers(rows, "penyebut"), Fraction(0))
    mine = worth(ours, row["penyebut"], row.text("jenis"))
    return row.text("jenis") == "rasio" and mine is not None and mine == worth(top, below, "rasio")


def _hit(check: Check, row: CheckRow, result: Fraction) -> Hit:
    rows, id_ = evidence(check, row.text("id")), row.text("id")
    quarters = year_end(check, id_)
    also = quarters is not None and not agrees_with_year(row, quarters)
    more = f" Kondisi akhir di lembar Triwulan juga {shown(quarters.right('kondisi_akhir'))}." if also and quarters is not None else ""
    related = [r.address("nilai" if r.number("nilai") is not None else "pembilang") for r in rows[:10]]
    return Hit(
        row.spot("realisasi"), f"Realisasi {id_} tertulis {angka(row['realisasi'])}, padahal hasil Data Dukung {angka(result)}.{more}",
        found=angka(row["realisasi"]), expected=angka(result), calculation=_work(row, rows, result),
        related=(*related, *([quarters.address("kondisi_akhir")] if also and quarters is not None else [])), uses=(row.cell("data_dukung"), *evidence_cells(rows)),
    )


def _work(row: CheckRow, rows: list[CheckRow], result: Fraction) -> str:
    values = list(numbers(rows, "nilai"))
    if values:
        way = row.text("cara_gabung")
        if len(values) == 1 or way == "posisi akhir":
            return f"nilai terakhir = {angka(result)}"
        return sum_text(values, result, "nilai") if way == "jumlah" else f"({' + '.join(angka(v) for v in values)}) : {len(values)} = {angka(result)}"
    top, below = list(numbers(rows, "pembilang")), list(numbers(rows, "penyebut"))
    if row.text("jenis") == "persen":
        return f"{angka(sum(top, Fraction(0)))} : {angka(sum(below, Fraction(0)))} × 100 = {angka(result)}"
    return sum_text(top, result, "baris pembilang")


def _denominator(check: Check, row: CheckRow) -> Iterator[Hit]:
    """The penyebut of a rasio against the penyebut in Data Dukung."""
    rows = evidence(check, row.text("id"))
    ours = row.number("penyebut")
    if ours is None or any(r.number("penyebut") is None for r in rows):
        return
    whole, last = (sum(numbers(r, "penyebut"), Fraction(0)) for r in (rows, last_period(rows)))
    if ours not in (whole, last):
        yield Hit(
            row.spot("penyebut"), f"Penyebut realisasi {row.text('id')} tertulis {angka(ours)}, padahal jumlah penyebut di Data Dukung {angka(whole)}.",
            found=angka(ours), expected=angka(whole), related=tuple(r.address("penyebut") for r in rows[:10]), uses=evidence_cells(rows))
