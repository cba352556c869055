"""LK035: XML of other programs stored in the workbook."""

from __future__ import annotations

from collections.abc import Iterator

from lkjip_xl.check import Check, Spot
from lkjip_xl.findings import Severity
from lkjip_xl.rules._outside import some
from lkjip_xl.rules.rule import Hit, rule


@rule("LK035", "Memuat data XML tambahan", Severity.INFO, blank_too=True)
def custom_xml(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    Buku kerja ini menyimpan data XML milik program lain (customXml), misalnya dari SharePoint, Power Query atau pengelola dokumen.

    ## Mengapa penting

    Data itu tidak tampak di lembar mana pun dan tidak dibaca di sini, tetapi ikut terkirim bersama berkas.

    ## Cara memperbaiki

    Tidak wajib. Bila tidak dikehendaki: Berkas > Info > Periksa Dokumen (Inspect Document) > Data XML Kustom > Hapus.

    ## Dasar hukum

    Tidak ada; ini keterangan tentang berkas.
    """
    parts = check.raw.extras.custom_xml
    if parts:
        yield Hit(Spot(""), f"Buku kerja ini menyimpan {len(parts)} data XML tambahan milik program lain, yang tidak dibaca.", found=some(parts))
