"""LK307: more spent on a budget row than it holds."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from lkjip_xl.check import Check
from lkjip_xl.engine import UNTYPED
from lkjip_xl.rules._budget import tree
from lkjip_xl.rules._sound import budget_sound
from lkjip_xl.rules.rule import Hit, rule
from lkjip_xl.spec.sheets.measure import TWS
from lkjip_xl.values import persen, rupiah


@rule("LK307", "Realisasi melebihi pagu")
def spent_above_budget(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    Baris terinci di lembar Anggaran yang realisasinya sampai triwulan yang dilaporkan lebih besar daripada pagu yang berlaku,
    atau yang mempunyai realisasi tetapi tidak mempunyai pagu.

    ## Mengapa penting

    Belanja tidak dapat melampaui pagunya. Biasanya angkanya salah ketik, berpindah baris, atau pagu perubahan belum diisi.

    ## Cara memperbaiki

    Periksa realisasi dan pagu baris itu dengan laporan keuangan. Isi pagu perubahan bila pagunya memang berubah.

    ## Dasar hukum

    Tidak ada; ini perbandingan angka pada satu baris.
    """
    column = f"real{check.quarter}"
    for node in tree(check) if budget_sound(check) else []:
        spent, pagu = node.row.number(column), node.row.right("pagu_tulis")
        if not node.leaf or spent is None or spent <= 0 or pagu is UNTYPED:
            continue
        if pagu == "":
            yield Hit(node.row.spot(column), f"{node.name} mempunyai realisasi {rupiah(spent)}, tetapi pagunya kosong.", found=rupiah(spent))
        elif isinstance(pagu, Fraction) and spent > pagu:
            share = f" ({persen(spent / pagu)})" if pagu else ""
            yield Hit(
                node.row.spot(column),
                f"Realisasi s.d. TW {TWS[check.quarter - 1]} {node.name} {rupiah(spent)} melebihi pagu {rupiah(pagu)}{share}: lebih {rupiah(spent - pagu)}.",
                found=rupiah(spent), expected=f"paling banyak {rupiah(pagu)}", related=(node.row.address("pagu_murni"),))
