"""LK208: a typed sisa that is not pagu minus realisasi."""

from __future__ import annotations

from collections.abc import Iterator

from lkjip_xl.check import Check
from lkjip_xl.rules._figures import wrong_figures
from lkjip_xl.rules.rule import Hit, rule


@rule("LK208", "Sisa anggaran tidak sama dengan pagu dikurangi realisasi")
def remainder_differs(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    Sisa anggaran yang diketik di atas rumusnya dan tidak sama dengan pagu dikurangi realisasi.

    ## Mengapa penting

    Pagu, realisasi dan sisa dicetak berdampingan; pembaca yang menghitung ulang langsung melihat bahwa tabelnya salah.

    ## Cara memperbaiki

    Hapus angka yang diketik dan kembalikan rumus sel itu.

    ## Dasar hukum

    Tidak ada; ini hitungan.
    """
    yield from wrong_figures(check, "LK208", "Sisa anggaran")
