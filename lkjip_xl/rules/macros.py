"""LK029: macros, which are never run or read."""

from __future__ import annotations

from collections.abc import Iterator

from lkjip_xl.check import Check, Spot
from lkjip_xl.findings import Severity
from lkjip_xl.rules.rule import Hit, rule


@rule("LK029", "Memuat makro", Severity.INFO, blank_too=True)
def macros(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    Buku kerja ini memuat makro (.xlsm): proyek VBA, lembar makro, atau lembar dialog.

    ## Mengapa penting

    Formulir kami tidak bermakro. Makro tidak dijalankan dan tidak dibaca di sini; isi selnya tetap diperiksa. Saat berkas dibuka di Excel, makro dari pengirim
    yang tidak dikenal dapat berbahaya.

    ## Cara memperbaiki

    Jangan aktifkan makronya. Simpan ulang sebagai "Buku Kerja Excel (.xlsx)", yang membuang makro, lalu kirim lagi.

    ## Dasar hukum

    Tidak ada; ini keterangan tentang berkas.
    """
    parts = check.raw.extras.macros
    if parts:
        yield Hit(Spot(""), "Buku kerja ini memuat makro. Isinya dibaca tanpa makro itu.", found=", ".join(parts))
