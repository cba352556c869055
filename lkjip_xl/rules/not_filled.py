"""LK500: a workbook nobody has filled."""

from __future__ import annotations

from collections.abc import Iterator

from lkjip_xl.check import Check
from lkjip_xl.findings import Severity
from lkjip_xl.rules.rule import Hit, rule


@rule("LK500", "Formulir belum diisi", Severity.INFO, blank_too=True)
def not_filled(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    Formulir kami yang sah, tetapi tidak satu pun baris tabelnya diisi.

    ## Mengapa penting

    Instansi ini belum menyampaikan datanya, atau mengirim berkas yang salah.

    ## Cara memperbaiki

    Isi lembar sesuai urutan pada Petunjuk, atau kirim berkas yang sudah diisi.

    ## Dasar hukum

    Tidak ada; ini keterangan tentang berkas.
    """
    if check.blank and not check.broken:
        yield Hit(check.spot("Identitas", "instansi"), "Formulir ini belum diisi.")
