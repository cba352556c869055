"""LK403: realisasi of a quarter that the report does not cover yet."""

from __future__ import annotations

from collections.abc import Iterator

from lkjip_xl.check import Check, CheckRow
from lkjip_xl.findings import Severity
from lkjip_xl.rules._yearly import known
from lkjip_xl.rules.rule import Hit, rule
from lkjip_xl.spec.sheets.measure import TWS

COLUMNS = (("Triwulan", "r", "realisasi indikator"), ("Anggaran", "real", "realisasi anggaran"), ("Anggaran", "k_r", "realisasi keluaran"))


@rule("LK403", "Triwulan sesudah periode laporan sudah diisi", Severity.WARNING)
def later_quarter_filled(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    Laporan triwulan yang memuat realisasi untuk triwulan sesudah periode di lembar Identitas. Sel kosong atau tanda - tidak
    dilaporkan. Setiap kolom dilaporkan sekali.

    ## Mengapa penting

    Biasanya angka tahun lalu tertinggal di formulir, atau periode di lembar Identitas belum diganti.

    ## Cara memperbaiki

    Ganti periode di lembar Identitas bila triwulan itu memang dilaporkan, atau kosongkan selnya.

    ## Dasar hukum

    Tidak ada; ini kecocokan dengan periode laporan.
    """
    if check.annual:
        return
    for table, prefix, what in COLUMNS:
        for k in range(check.quarter + 1, 5):
            key = f"{prefix}{k}"
            rows: list[CheckRow] = [r for r in check.rows(table) if known(r[key])]
            if rows:
                count = f" pada {len(rows)} baris" if len(rows) > 1 else f" ({rows[0].subject})"
                yield Hit(
                    rows[0].spot(key), f"Laporan ini untuk {check.form('Identitas', 'periode')}, tetapi {what} TW {TWS[k - 1]} sudah diisi{count}.",
                    related=(check.spot("Identitas", "periode").address, *(r.address(key) for r in rows[1:])))
