"""LK001: a file that cannot be read as a workbook."""

from __future__ import annotations

from collections.abc import Iterator

from lkjip_xl.check import Check, Spot
from lkjip_xl.rules.rule import Hit, rule


@rule("LK001", "Berkas tidak dapat dibaca", structural=True)
def file_unreadable(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    Berkas rusak, terkunci sandi, bukan .xlsx, atau isinya melampaui batas yang aman untuk dibaca. Juga berkas yang pemeriksaannya
    melebihi batas waktu atau memori. Semua batas dan hasil untuk setiap jenis berkas: docs/batas.md.

    ## Mengapa penting

    Tidak satu pun angka di dalamnya dapat diperiksa.

    ## Cara memperbaiki

    Buka berkas itu di Excel atau LibreOffice, simpan ulang sebagai .xlsx tanpa sandi, lalu kirim lagi.

    ## Dasar hukum

    Tidak ada; ini keterangan tentang berkas.
    """
    if check.failure:
        yield Hit(Spot(""), f"Berkas tidak dapat dibaca. {check.failure}", check.remedy)
