"""LK405: money spent up to a quarter that is less than up to the quarter before."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from lkjip_xl.check import Check
from lkjip_xl.findings import Severity
from lkjip_xl.rules._budget import Node, tree, under
from lkjip_xl.rules.rule import Hit, rule
from lkjip_xl.spec.sheets.measure import TWS
from lkjip_xl.values import rupiah

_Fall = tuple[int, Fraction, int, Fraction]


@rule("LK405", "Realisasi belanja s.d. triwulan turun", Severity.WARNING)
def spending_falls(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    Realisasi belanja sampai dengan suatu triwulan yang lebih kecil daripada sampai dengan triwulan sebelumnya. Baris induk
    dilaporkan hanya bila tidak ada rinciannya yang turun.

    ## Mengapa penting

    Kolom ini berisi angka sampai dengan triwulan itu, jadi tidak turun kecuali ada pengembalian belanja. Biasanya yang diketik
    belanja triwulan itu saja.

    ## Cara memperbaiki

    Ketik realisasi sampai dengan triwulan itu. Bila ada pengembalian belanja, jelaskan dalam laporan.

    ## Dasar hukum

    Tidak ada; ini perbandingan antartriwulan.
    """
    nodes = tree(check)
    falls = {id(n): _falls(n, check.quarter) for n in nodes}
    for node in nodes:
        found = falls[id(node)]
        if not found or any(falls[id(below)] for below in under(node)):
            continue
        j, before, k, after = found[0]
        yield Hit(
            node.row.spot(f"real{k}"), f"Realisasi {node.name} turun dari {rupiah(before)} (s.d. TW {TWS[j - 1]}) menjadi {rupiah(after)} (s.d. TW {TWS[k - 1]}).",
            found=rupiah(after), expected=f"paling sedikit {rupiah(before)}", related=(node.row.address(f"real{j}"), *(node.row.address(f"real{f[2]}") for f in found[1:])))


def _falls(node: Node, quarters: int) -> list[_Fall]:
    filled = [(k, v) for k in range(1, quarters + 1) if (v := node.row.number(f"real{k}")) is not None]
    return [(j, before, k, after) for (j, before), (k, after) in pairwise(filled) if after < before]
