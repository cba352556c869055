"""LK314: a realisasi of the year that the quarters do not give."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from lkjip_xl.check import Check, CheckRow
from lkjip_xl.rules._arithmetic import worked
from lkjip_xl.rules._sound import ways_sound
from lkjip_xl.rules._yearly import agrees_with_year, data_results, prints_as, shown, year_end
from lkjip_xl.rules.rule import Hit, rule


@rule("LK314", "Realisasi setahun tidak sama dengan kondisi akhir triwulan")
def year_and_quarters_differ(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    Realisasi setahun di lembar Pengukuran yang tidak sama dengan kondisi akhir di lembar Triwulan, yaitu gabungan empat
    triwulan menurut cara gabung indikator itu. Indikator yang triwulannya belum lengkap tidak diperiksa. Bila Data Dukung
    juga menyangkal realisasi itu, temuannya cukup satu (LK310).

    ## Mengapa penting

    Laporan triwulan sudah disampaikan. Laporan tahunan yang berbeda tanpa penjelasan membuat keduanya diragukan.

    ## Cara memperbaiki

    Periksa realisasi tiap triwulan dan cara gabung di lembar IKU, lalu betulkan yang salah.

    ## Dasar hukum

    Tidak ada; ini kecocokan antarlembar.
    """
    if not check.annual or not ways_sound(check):
        return
    for row in check.rows("Pengukuran"):
        quarters = year_end(check, row.text("id"))
        if quarters is None or agrees_with_year(row, quarters) or _told_by_data(check, row, quarters):
            continue
        end = quarters.right("kondisi_akhir")
        ratio = row.text("jenis") == "rasio"
        mine, theirs = shown(row["realisasi"], row["penyebut"] if ratio else ""), shown(end, quarters["penyebut"] if ratio else "")
        yield Hit(
            row.spot("realisasi"), f"Realisasi setahun {row.text('id')} tertulis {mine}, padahal kondisi akhir dari triwulan {theirs} (cara gabung: {row.text('cara_gabung') or 'belum dipilih'}).",
            found=mine, expected=theirs, calculation=worked(check.truth, ("Triwulan", quarters.index, "kondisi_akhir"), end), related=(quarters.address("kondisi_akhir"),),
            uses=(quarters.cell("kondisi_akhir"), quarters.cell("penyebut"), row.cell("penyebut")))


def _told_by_data(check: Check, row: CheckRow, quarters: CheckRow) -> bool:
    """Does Data Dukung deny the realisasi too, and give what the quarters give."""
    results, end = data_results(check, row), quarters.right("kondisi_akhir")
    if not results or any(prints_as(row.value("realisasi"), r) for r in results):
        return False
    return isinstance(end, Fraction) and any(abs(r - end) < Fraction(1, 100) for r in results)
