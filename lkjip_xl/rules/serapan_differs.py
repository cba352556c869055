"""LK207: a typed serapan that realisasi and pagu do not give."""

from __future__ import annotations

from collections.abc import Iterator

from lkjip_xl.check import Check
from lkjip_xl.rules._figures import wrong_figures
from lkjip_xl.rules.rule import Hit, rule


@rule("LK207", "Serapan tidak sama dengan realisasi dibagi pagu")
def serapan_differs(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    Persentase serapan yang diketik di atas rumusnya dan tidak sama dengan realisasi dibagi pagu baris itu. Angka yang
    dibulatkan atau dipotong pada desimal yang tertulis tidak dilaporkan di sini.

    ## Mengapa penting

    Serapan dipakai untuk menghitung efisiensi. Kekeliruan satu angka saja, misalnya 91,95 % untuk 81,95 %, mengubah kesimpulannya.

    ## Cara memperbaiki

    Hapus angka yang diketik dan kembalikan rumus sel itu. Bila persentasenya yang benar, periksa realisasi dan pagunya.

    ## Dasar hukum

    Tidak ada; ini hitungan.
    """
    yield from wrong_figures(check, "LK207", "Serapan")
