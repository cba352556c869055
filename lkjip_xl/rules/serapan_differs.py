"""LK207: a typed serapan that realisasi and pagu do not give."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from lkjip_xl.check import Check
from lkjip_xl.findings import Severity
from lkjip_xl.rules._budget import tree, under
from lkjip_xl.rules._figures import Standing, TypedOver, agrees_with, hit_of, name_of, typed_over
from lkjip_xl.rules._quoted import listing
from lkjip_xl.rules.rule import Hit, rule
from lkjip_xl.spec.sheets.budget import SUPPORTS
from lkjip_xl.values import angka, persen


@rule("LK207", "Serapan tidak sama dengan realisasi dibagi pagu")
def serapan_differs(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    Persentase serapan yang diketik di atas rumusnya dan tidak sama dengan realisasi dibagi pagu baris itu. Angka yang
    dibulatkan atau dipotong pada desimal yang tertulis tidak dilaporkan di sini. Angka 0 % pada baris tanpa pagu dan tanpa
    realisasi cukup info. Pada serapan indikator di lembar Efisiensi disebut baris pendukungnya; bila realisasi salah satunya kosong,
    dihitung tanpa baris itu, dan dengan selisih total realisasi sebagai isinya.

    ## Mengapa penting

    Serapan dipakai untuk menghitung efisiensi. Kekeliruan satu angka saja, misalnya 91,95 % untuk 81,95 %, mengubah kesimpulannya.

    ## Cara memperbaiki

    Hapus angka yang diketik dan kembalikan rumus sel itu. Bila persentasenya yang benar, periksa realisasi dan pagunya.

    ## Dasar hukum

    Tidak ada; ini hitungan.
    """
    for found in typed_over(check, "LK207"):
        if found.standing is Standing.WRONG:
            if found.key[0] == "Efisiensi":
                yield from _of_indicator(check, found)
            else:
                yield _of_nothing(check, found) if found.shown == 0 and found.right == "" else hit_of(check, found, "Serapan")


def _of_indicator(check: Check, found: TypedOver) -> Iterator[Hit]:
    """Serapan of the rows that support an indikator, which are named; a realisasi left blank among them leaves two right values."""
    id_ = str(check.stored.rows[found.key[0]][found.key[1] or 0].get("id") or "").casefold()
    nodes = [n for n in tree(check) if any(n.row.text(key).casefold() == id_ for key in SUPPORTS)]
    names = listing((n.name for n in nodes), 3)
    hit = hit_of(check, found, "Serapan", f"Pendukungnya menurut lembar Anggaran: {names}." if nodes else "")
    blank = [b for n in nodes for b in (n, *under(n)) if b.leaf and b.row.number("pagu_tulis") and b.row["real_tulis"] == ""]
    pagu, spent, left = (sum((v for n in rows if isinstance(v := n.row.right(key), Fraction)), Fraction(0)) for rows, key in ((nodes, "pagu"), (nodes, "realisasi"), (blank, "pagu")))
    cell, missing = check.raw_cell(*found.key), _missing(check)
    if not blank or pagu == left or cell is None:
        yield hit
        return
    ways = [(f"tanpa {blank[0].name if len(blank) == 1 else f'{len(blank)} baris itu'}", spent, pagu - left)]
    ways += [("dengan selisih total realisasi sebagai isinya", spent + missing, pagu)] if len(blank) == 1 and 0 < missing <= left else []
    if any(agrees_with(cell, top / below, found.field.look) for _, top, below in ways):
        return
    told = " atau ".join(f"{persen(top / below)} {way}" for way, top, below in ways)
    yield replace(
        hit, message=f"Serapan{name_of(check, found.key)} tertulis {hit.found}, padahal realisasi {blank[0].row.address(f'real{check.quarter}')} kosong: serapannya {told}. Pendukungnya: {names}.",
        advice=f"Isi realisasi yang kosong itu. {hit.advice}", expected=" atau ".join(persen(top / below) for _, top, below in ways),
        calculation="; ".join(f"{angka(top)} : {angka(below)} = {persen(top / below)}" for _, top, below in ways),
        related=(*hit.related, *(b.row.address(f"real{check.quarter}") for b in blank)))


def _missing(check: Check) -> Fraction:
    """How far the rows fall short of the realisasi that Identitas states."""
    stated, rows = check.form("Identitas", "dpa_realisasi"), check.right_form("Jumlah", "realisasi")
    return stated - rows if isinstance(stated, Fraction) and isinstance(rows, Fraction) else Fraction(0)


def _of_nothing(check: Check, found: TypedOver) -> Hit:
    """0 % on a row without pagu and realisasi: nothing was to be spent, so nothing is misled."""
    told = f"Serapan{name_of(check, found.key)} tertulis 0 %, padahal pagu dan realisasinya kosong: tidak ada yang dihitung."
    return replace(hit_of(check, found, "Serapan"), message=told, calculation="", severity=Severity.INFO)
