"""LK114: a ratio typed as text."""

from __future__ import annotations

from collections.abc import Iterator

from lkjip_xl.check import Check
from lkjip_xl.rules._cells import Entered, say, troubled
from lkjip_xl.rules.rule import Hit, rule
from lkjip_xl.values import Trouble, angka


@rule("LK114", "Rasio diketik sebagai a:b")
def ratio_as_text(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    Sel yang memuat rasio sebagai teks, misalnya 4:18 atau 4 dari 18 desa.

    ## Mengapa penting

    Rumus membaca 4:18 sebagai teks dan tidak dapat menghitung capaiannya. Pembilang dan penyebut mempunyai sel masing-masing.

    ## Cara memperbaiki

    Tulis pembilangnya di sel ini dan penyebutnya di kolom Penyebut pada baris yang sama.

    ## Dasar hukum

    Tidak ada; sel formulir ini dibaca rumus sebagai angka.
    """
    yield from say(troubled(check, Trouble.RATIO_IN_CELL), _hit)


def _hit(cell: Entered) -> Hit:
    value, advice, right = cell.value, "", ""
    if cell.jenis not in ("", "rasio"):
        advice = f"Indikator ini berjenis {cell.jenis}: tulis satu angka, atau ubah jenis nilainya menjadi rasio di lembar Renstra."
    elif cell.jenis and value.repaired is not None and value.denominator is not None:
        right = angka(value.repaired)
        advice = f"Tulis {right} di sel ini dan {angka(value.denominator)} di kolom Penyebut."
    return Hit(cell.spot, f'{cell.label} memuat rasio sebagai teks: "{cell.typed}".', advice=advice, found=cell.typed, expected=right)
