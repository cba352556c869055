"""LK028: a workbook whose formulas could not be recomputed."""

from __future__ import annotations

from collections.abc import Iterator

from lkjip_xl.check import Check, Spot
from lkjip_xl.findings import Severity
from lkjip_xl.rules._template import TOLD
from lkjip_xl.rules.rule import Hit, rule

SHOWN = 10 * TOLD
"""Most characters of the engine's own words."""


@rule("LK028", "Hitung ulang gagal", Severity.WARNING, blank_too=True)
def not_recomputed(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    Mesin hitung tidak dapat menghitung ulang buku kerja ini. Angkanya hanya diperiksa dengan dua saksi: nilai yang
    tersimpan dan mesin kami sendiri.

    ## Mengapa penting

    Rumus yang diubah tidak dapat dinilai hasilnya.

    ## Cara memperbaiki

    Buka berkas di Excel atau LibreOffice, simpan ulang sebagai .xlsx, lalu periksa lagi.

    ## Dasar hukum

    Tidak ada; ini keterangan tentang berkas.
    """
    recomputed = check.verdicts.recomputed
    if recomputed.failure:
        yield Hit(Spot(""), f"Hitung ulang dengan {recomputed.engine} gagal, sehingga angka diperiksa tanpa saksi itu ({recomputed.failure[:SHOWN]}).")
