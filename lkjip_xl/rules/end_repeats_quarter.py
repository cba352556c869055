"""LK407: a kondisi akhir that only repeats an earlier quarter."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from lkjip_xl.check import Check, CheckRow
from lkjip_xl.findings import Severity
from lkjip_xl.rules._sound import ways_sound
from lkjip_xl.rules._yearly import known, shown
from lkjip_xl.rules.rule import Hit, rule
from lkjip_xl.spec.sheets.measure import TWS


@rule("LK407", "Kondisi akhir hanya mengulang triwulan", Severity.WARNING)
def end_repeats_quarter(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    Laporan triwulan dengan kondisi akhir yang diketik dan sama dengan nilai triwulan terdahulu, padahal triwulan yang
    dilaporkan belum diukur (- atau kosong). Semua baris seperti itu disebut dalam satu temuan. Bila baru satu triwulan yang
    jatuh tempo, tidak dilaporkan.

    ## Mengapa penting

    Pembaca mengira kondisi akhir sudah memuat triwulan yang dilaporkan, padahal angkanya milik triwulan lama.

    ## Cara memperbaiki

    Isi realisasi triwulan yang dilaporkan bila sudah ada, lalu kembalikan rumus kondisi akhir. Bila belum diukur, jelaskan di
    Keterangan bahwa kondisi akhir itu menurut triwulan terdahulu.

    ## Dasar hukum

    Tidak ada; cara mengisi triwulan dijelaskan pada formulir.
    """
    if check.annual or check.quarter < 2 or not ways_sound(check):
        return
    found = [(row, k) for row in check.rows("Triwulan") if (k := _repeated(check, row))]
    if not found:
        return
    (first, k), *others = found
    value = shown(first["kondisi_akhir"])
    told = ", ".join(f"{row.text('id')} (TW {TWS[quarter - 1]})" for row, quarter in found)
    yield Hit(
        first.spot("kondisi_akhir"), f"Kondisi akhir s.d. TW {TWS[check.quarter - 1]} hanya mengulang triwulan terdahulu, sedangkan triwulan itu belum diukur: {told}.", found=value,
        related=(*(row.address("kondisi_akhir") for row, _ in others), *(row.address(f"r{check.quarter}") for row, _ in found)))


def _repeated(check: Check, row: CheckRow) -> int:
    """The earlier quarter whose value stands typed as kondisi akhir; 0 when it is none or the quarter is measured."""
    if ("Triwulan", row.index, "kondisi_akhir") not in check.verdicts.marks or known(row[f"r{check.quarter}"]) or row.value(f"r{check.quarter}").trouble is not None:
        return 0
    end = row["kondisi_akhir"]
    for k in range(check.quarter - 1, 0, -1):
        value = row[f"r{k}"]
        same = value == end if isinstance(value, Fraction) else isinstance(end, str) and isinstance(value, str) and value.casefold() == end.casefold()
        if known(value) and same:
            return k
    return 0
