"""LK106: words where a figure belongs."""

from __future__ import annotations

from collections.abc import Iterator

from lkjip_xl.check import Check
from lkjip_xl.rules._cells import Entered, say, troubled
from lkjip_xl.rules.rule import Hit, rule
from lkjip_xl.values import Trouble


@rule("LK106", "Kata pada sel angka")
def words_for_figure(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    Sel angka yang berisi kalimat atau kata, misalnya terlaksana atau sesuai jadwal.

    ## Mengapa penting

    Rumus tidak dapat menghitung kata: capaian menjadi tidak dapat dihitung.

    ## Cara memperbaiki

    Tulis angkanya. Bila belum diukur tulis - ; bila tidak ada kejadian tulis nihil. Penjelasan ditulis di kolom Keterangan.

    ## Dasar hukum

    Tidak ada; sel formulir ini dibaca rumus sebagai angka.
    """
    yield from say(troubled(check, Trouble.TEXT), _hit)


def _hit(cell: Entered) -> Hit:
    grade = cell.value.predicate
    if grade is not None:
        advice = f"Tulis nilai angkanya. Bila indikator ini memang dinilai dengan predikat seperti {grade}, ubah jenis nilainya menjadi predikat di lembar Renstra."
        return Hit(cell.spot, f'{cell.label} berisi predikat "{cell.typed}", padahal jenis nilainya bukan predikat.', advice=advice, found=cell.typed)
    return Hit(cell.spot, f'{cell.label} berisi kata "{cell.typed}", padahal sel ini memuat angka.', found=cell.typed)
