"""LK207: a typed serapan that realisasi and pagu do not give."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from lkjip_xl.check import Check
from lkjip_xl.findings import Severity
from lkjip_xl.rules._figures import Standing, TypedOver, hit_of, name_of, typed_over
from lkjip_xl.rules.rule import Hit, rule


@rule("LK207", "Serapan tidak sama dengan realisasi dibagi pagu")
def serapan_differs(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    Persentase serapan yang diketik di atas rumusnya dan tidak sama dengan realisasi dibagi pagu baris itu. Angka yang
    dibulatkan atau dipotong pada desimal yang tertulis tidak dilaporkan di sini. Angka 0 % pada baris tanpa pagu dan tanpa
    realisasi cukup info.

    ## Mengapa penting

    Serapan dipakai untuk menghitung efisiensi. Kekeliruan satu angka saja, misalnya 91,95 % untuk 81,95 %, mengubah kesimpulannya.

    ## Cara memperbaiki

    Hapus angka yang diketik dan kembalikan rumus sel itu. Bila persentasenya yang benar, periksa realisasi dan pagunya.

    ## Dasar hukum

    Tidak ada; ini hitungan.
    """
    for found in typed_over(check, "LK207"):
        if found.standing is Standing.WRONG:
            yield _of_nothing(check, found) if found.shown == 0 and found.right == "" else hit_of(check, found, "Serapan")


def _of_nothing(check: Check, found: TypedOver) -> Hit:
    """0 % on a row without pagu and realisasi: nothing was to be spent, so nothing is misled."""
    told = f"Serapan{name_of(check, found.key)} tertulis 0 %, padahal pagu dan realisasinya kosong: tidak ada yang dihitung."
    return replace(hit_of(check, found, "Serapan"), message=told, calculation="", severity=Severity.INFO)
