"""LK113: a unit typed in the cell of the figure."""

from __future__ import annotations

from collections.abc import Iterator

from lkjip_xl.check import Check
from lkjip_xl.rules._cells import Entered, say, troubled
from lkjip_xl.rules.rule import Hit, rule
from lkjip_xl.values import Trouble


@rule("LK113", "Satuan diketik di sel angka")
def unit_in_cell(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    Sel angka yang memuat angka bersama satuannya, misalnya 70 LKD atau 12 Bulan, atau angka dengan kata juta dan miliar.

    ## Mengapa penting

    Isi sel menjadi teks, sehingga rumus tidak menghitungnya. Satuan mempunyai kolomnya sendiri.

    ## Cara memperbaiki

    Tulis angkanya saja; satuannya di kolom Satuan. Rupiah ditulis lengkap, bukan dengan kata juta atau miliar.

    ## Dasar hukum

    Tidak ada; sel formulir ini dibaca rumus sebagai angka.
    """
    yield from say(troubled(check, Trouble.UNIT_IN_CELL), _hit)


def _hit(cell: Entered) -> Hit:
    meant = cell.value.repaired
    right = cell.figure(meant) if meant is not None else ""
    return Hit(
        cell.spot, f'{cell.label} memuat angka bersama satuannya: "{cell.typed}". Rumus tidak menghitungnya.',
        advice=f"Tulis {right} saja; satuannya di kolom Satuan." if right else "", found=cell.typed, expected=right,
    )
