"""LK402: a cumulative entry that is below the quarter before."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from lkjip_xl.check import Check, CheckRow
from lkjip_xl.rules.rule import Hit, rule
from lkjip_xl.spec.sheets.measure import TWS
from lkjip_xl.values import angka


@rule("LK402", "Angka kumulatif turun dari triwulan sebelumnya")
def cumulative_falls(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    Target atau realisasi triwulan yang lebih kecil daripada triwulan sebelumnya, pada indikator berarah naik yang cara isinya
    kumulatif (nilai sampai dengan triwulan itu). Setiap indikator dilaporkan sekali untuk target dan sekali untuk realisasi.

    ## Mengapa penting

    Nilai sampai dengan suatu triwulan sudah memuat triwulan sebelumnya, jadi tidak dapat turun. Biasanya yang diketik nilai
    triwulan itu saja.

    ## Cara memperbaiki

    Ketik nilai sampai dengan triwulan itu, atau pilih cara isi per TW di lembar IKU bila angkanya memang per triwulan.

    ## Dasar hukum

    Tidak ada; cara isi dinyatakan per indikator di lembar IKU.
    """
    for row in check.rows("Triwulan"):
        if row.text("cara_isi") == "kumulatif" and row.text("arah") == "naik" and row.text("jenis") != "predikat":
            yield from _falls(row, "t", "Target", 4)
            yield from _falls(row, "r", "Realisasi", check.quarter)


def _falls(row: CheckRow, prefix: str, what: str, quarters: int) -> Iterator[Hit]:
    filled = [(k, v) for k in range(1, quarters + 1) if (v := row.number(f"{prefix}{k}")) is not None]
    falls = [(j, before, k, after) for (j, before), (k, after) in pairwise(filled) if after < before]
    if falls:
        j, before, k, after = falls[0]
        yield Hit(
            row.spot(f"{prefix}{k}"), f"{what} kumulatif {row.text('id')} turun dari {angka(before)} (TW {TWS[j - 1]}) menjadi {angka(after)} (TW {TWS[k - 1]}).",
            found=angka(after), expected=f"paling sedikit {angka(before)}", related=(row.address(f"{prefix}{j}"), *(row.address(f"{prefix}{f[2]}") for f in falls[1:])))
