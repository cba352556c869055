"""LK101: a figure whose dots and commas fit no way of writing figures."""

from __future__ import annotations

from collections.abc import Iterator

from lkjip_xl.check import Check
from lkjip_xl.rules._blocked import blocked, names
from lkjip_xl.rules._cells import Entered, or_list, readings, say, troubled
from lkjip_xl.rules.rule import Hit, rule
from lkjip_xl.values import Trouble


@rule("LK101", "Angka cacat: titik atau komanya tidak wajar")
def malformed_figure(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    Sel angka yang berisi angka dengan titik atau koma yang tidak sesuai cara menulis angka mana pun, misalnya 2.500..000 atau
    376.920.00. Jumlah dan persen yang tidak dapat diperiksa karenanya disebut sebagai sel terkait.

    ## Mengapa penting

    Rumus tidak menghitung sel seperti ini, dan pembaca tidak tahu angka mana yang dimaksud. Jumlah pagu dan serapan menjadi kurang.

    ## Cara memperbaiki

    Lihat dokumen asalnya (DPA, PK, laporan keuangan), lalu tulis angkanya saja tanpa titik ribuan. Program ini tidak menebak
    angkanya.

    ## Dasar hukum

    Tidak ada; sel formulir ini dibaca rumus sebagai angka.
    """
    yield from say(troubled(check, Trouble.MALFORMED), lambda cell: _hit(check, cell))


def _hit(check: Check, cell: Entered) -> Hit:
    asked = [cell.figure(n) for n in readings(cell)]
    found = blocked(check, cell)
    question, told = f"Apakah yang dimaksud {or_list(asked)}? " if asked else "", ""
    if found.reading is not None:
        question = f"Apakah yang dimaksud {cell.figure(found.reading)}? Dengan angka itu cocok: {names(check, found.fitting)}. "
    elif found.cells:
        told = f" Selama itu tidak dapat diperiksa: {names(check, found.cells)}."
    return Hit(
        cell.spot, f'{cell.label} tertulis "{cell.typed}": titik atau komanya tidak wajar, sehingga tidak terbaca sebagai angka.{told}',
        advice=f"{question}Lihat dokumen asalnya dan tulis angkanya saja, tanpa titik ribuan.", found=cell.typed,
        related=tuple(check.spot(k[0], k[2], k[1]).address for k in found.cells),
    )
