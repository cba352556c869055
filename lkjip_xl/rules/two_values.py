"""LK109: several values in one cell."""

from __future__ import annotations

from collections.abc import Iterator

from lkjip_xl.check import Check
from lkjip_xl.rules._cells import Entered, say, troubled
from lkjip_xl.rules.rule import Hit, rule
from lkjip_xl.values import Trouble


@rule("LK109", "Lebih dari satu nilai dalam satu sel")
def two_values(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    Sel angka yang memuat beberapa angka, misalnya nilai dua semester atau beberapa target yang dipisah baris.

    ## Mengapa penting

    Satu sel hanya satu nilai. Rumus tidak dapat memilih angka mana yang dihitung.

    ## Cara memperbaiki

    Tulis satu angka yang berlaku. Nilai per semester atau per bagian ditulis di lembar Data Dukung, satu baris untuk setiap nilai.

    ## Dasar hukum

    Tidak ada; sel formulir ini dibaca rumus sebagai angka.
    """
    yield from say(troubled(check, Trouble.TWO_VALUES), _hit)


def _hit(cell: Entered) -> Hit:
    return Hit(cell.spot, f'{cell.label} memuat lebih dari satu nilai: "{cell.typed}".', found=cell.typed)
