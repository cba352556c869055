"""LK002: a readable workbook that was not issued by us."""

from __future__ import annotations

from collections.abc import Iterator

from lkjip_xl.check import Check, Spot
from lkjip_xl.rules.rule import Hit, rule
from lkjip_xl.spec import book


@rule("LK002", "Bukan formulir kami", structural=True)
def not_our_form(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    Buku kerja ini tidak membawa tanda pengenal formulir kami dan tabelnya tidak dikenali.

    ## Mengapa penting

    Isinya tidak dapat dicocokkan dengan formulir, sehingga tidak diperiksa.

    ## Cara memperbaiki

    Kirim buku kerja yang diterbitkan Bagian Organisasi. Bila data diketik di berkas lain, salin ke formulir itu.

    ## Dasar hukum

    Tidak ada; ini keterangan tentang berkas.
    """
    if check.failure or not check.stopped or check.identity[0] == book.TEMPLATE_ID:
        return
    names = [s.name for s in check.raw.sheets]
    shown = ", ".join(names[:12]) + (f", dan {len(names) - 12} lembar lain" if len(names) > 12 else "")
    yield Hit(Spot(""), f"Buku kerja ini bukan formulir {book.TEMPLATE_ID}. Lembar di dalamnya: {shown or 'tidak ada'}.", found=check.identity[0], expected=book.TEMPLATE_ID)
