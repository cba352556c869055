"""LK101: a figure whose dots and commas fit no way of writing figures."""

from __future__ import annotations

from collections.abc import Iterator

from lkjip_xl.check import Check
from lkjip_xl.rules._cells import Entered, or_list, readings, say, troubled
from lkjip_xl.rules.rule import Hit, rule
from lkjip_xl.values import Trouble


@rule("LK101", "Angka cacat: titik atau komanya tidak wajar")
def malformed_figure(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    Sel angka yang berisi angka dengan titik atau koma yang tidak sesuai cara menulis angka mana pun, misalnya 2.500..000 atau
    376.920.00.

    ## Mengapa penting

    Rumus tidak menghitung sel seperti ini, dan pembaca tidak tahu angka mana yang dimaksud. Jumlah pagu dan serapan menjadi kurang.

    ## Cara memperbaiki

    Lihat dokumen asalnya (DPA, PK, laporan keuangan), lalu tulis angkanya saja tanpa titik ribuan. Program ini tidak menebak
    angkanya.

    ## Dasar hukum

    Tidak ada; sel formulir ini dibaca rumus sebagai angka.
    """
    yield from say(troubled(check, Trouble.MALFORMED), _hit)


def _hit(cell: Entered) -> Hit:
    asked = [cell.figure(n) for n in readings(cell)]
    question = f"Apakah yang dimaksud {or_list(asked)}? " if asked else ""
    return Hit(
        cell.spot, f'{cell.label} tertulis "{cell.typed}": titik atau komanya tidak wajar, sehingga tidak terbaca sebagai angka.',
        advice=f"{question}Lihat dokumen asalnya dan tulis angkanya saja, tanpa titik ribuan.", found=cell.typed,
    )
