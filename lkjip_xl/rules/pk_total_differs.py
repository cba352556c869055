"""LK305: programs of the PK that do not add up to the total of the DPA."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from lkjip_xl.check import Check
from lkjip_xl.rules._arithmetic import worked
from lkjip_xl.rules._budget import explained, version_total
from lkjip_xl.rules._figures import wrong_figures
from lkjip_xl.rules._sound import sound
from lkjip_xl.rules.rule import Hit, rule
from lkjip_xl.values import rupiah


@rule("LK305", "Jumlah anggaran PK tidak sama dengan total DPA")
def pk_total_differs(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    JUMLAH anggaran di lembar PK yang diketik dan bukan jumlah programnya, atau jumlah program yang tidak sama dengan total DPA
    versi PK itu di lembar Identitas. Selisih yang sudah dijelaskan oleh satu program (LK304) tidak dilaporkan lagi.

    ## Mengapa penting

    PK memuat seluruh anggaran instansi. Jumlah yang lain berarti ada program yang tertinggal atau angka yang salah.

    ## Cara memperbaiki

    Periksa apakah semua program sudah ditulis dengan anggaran yang benar, dan apakah total DPA di lembar Identitas versi yang sama.

    ## Dasar hukum

    Tidak ada; ini kecocokan antarlembar.
    """
    typed = list(wrong_figures(check, "LK305", "Jumlah anggaran PK"))
    yield from typed
    right, dpa = check.right_form("PKJumlah", "jumlah"), check.right_form("PKJumlah", "total_dpa")
    if typed or not sound(check, "Program", "anggaran") or not (isinstance(right, Fraction) and isinstance(dpa, Fraction)) or not any(True for _ in check.rows("Program")):
        return
    difference = right - dpa
    if not difference or difference == explained(check) or version_total(check) == right:
        return  # right, told program by program, or the DPA total itself is the odd one (LK306)
    way = "lebih" if difference > 0 else "kurang"
    spot = check.spot("PKJumlah", "jumlah")
    which = check.form("Identitas", "pk_versi") == "perubahan" and check.form("Identitas", "dpa_perubahan") != ""
    yield Hit(
        spot, f"Jumlah anggaran program dalam PK {rupiah(right)}, padahal total DPA {rupiah(dpa)}: {way} {rupiah(abs(difference))}.", found=rupiah(right), expected=rupiah(dpa),
        calculation=worked(check.truth, ("PKJumlah", None, "jumlah"), right), related=(check.spot("Identitas", "dpa_perubahan" if which else "dpa_total").address,),
    )
