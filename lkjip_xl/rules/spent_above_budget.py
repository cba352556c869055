"""LK307: more spent on a budget row than it holds."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from lkjip_xl.check import Check
from lkjip_xl.engine import UNTYPED
from lkjip_xl.rules._budget import Node, tree, under
from lkjip_xl.rules._sound import budget_sound
from lkjip_xl.rules.rule import Hit, rule
from lkjip_xl.spec.sheets.measure import TWS
from lkjip_xl.values import persen, rupiah


@rule("LK307", "Realisasi melebihi pagu")
def spent_above_budget(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    Baris terinci di lembar Anggaran yang realisasinya sampai triwulan yang dilaporkan lebih besar daripada pagu yang berlaku,
    atau yang mempunyai realisasi tetapi tidak mempunyai pagu. Baris induk dilaporkan bila pagunya diketik terlalu kecil dan belum
    ada temuan bahwa pagu atau realisasinya tidak sama dengan rinciannya (LK301).

    ## Mengapa penting

    Belanja tidak dapat melampaui pagunya. Biasanya angkanya salah ketik, berpindah baris, atau pagu perubahan belum diisi.

    ## Cara memperbaiki

    Periksa realisasi dan pagu baris itu dengan laporan keuangan. Isi pagu perubahan bila pagunya memang berubah.

    ## Dasar hukum

    Tidak ada; ini perbandingan angka pada satu baris.
    """
    column = f"real{check.quarter}"
    told: set[int] = set()
    for node in reversed(tree(check) if budget_sound(check) else []):
        hit = _leaf(check, node, column) if node.leaf else _upper(check, node, column)
        if hit is not None and (node.leaf or not any(id(n) in told for n in under(node))):
            told.add(id(node))
            yield hit


def _leaf(check: Check, node: Node, column: str) -> Hit | None:
    spent, pagu = node.row.number(column), node.row.right("pagu_tulis")
    if spent is None or spent <= 0 or pagu is UNTYPED:
        return None
    if pagu == "" and any(a.counts("pagu_tulis") for a in node.above()):
        return None  # the pagu stands in a row above, which is compared as a whole
    if pagu == "":
        return Hit(node.row.spot(column), f"{node.name} mempunyai realisasi {rupiah(spent)}, tetapi pagunya kosong.", found=rupiah(spent))
    return _above(check, node, column, spent, pagu)


def _upper(check: Check, node: Node, column: str) -> Hit | None:
    """An upper row whose own pagu is too small; silent where it is not the sum of its rows, for that is told already."""
    pagu, spent, below = node.row.number("pagu_tulis"), node.row.number(column), node.below(column)
    rows = node.below("pagu_tulis")
    if pagu is None or (rows is not None and rows != pagu) or (spent is not None and below is not None and spent != below):
        return None
    return _above(check, node, column, spent if spent is not None else below, pagu)


def _above(check: Check, node: Node, column: str, spent: Fraction | None, pagu: Any) -> Hit | None:
    if not isinstance(pagu, Fraction) or spent is None or spent <= pagu:
        return None
    share = f" ({persen(spent / pagu)})" if pagu else ""
    return Hit(
        node.row.spot(column), f"Realisasi s.d. TW {TWS[check.quarter - 1]} {node.name} {rupiah(spent)} melebihi pagu {rupiah(pagu)}{share}: lebih {rupiah(spent - pagu)}.",
        found=rupiah(spent), expected=f"paling banyak {rupiah(pagu)}", related=(node.row.address("pagu_murni"),))
