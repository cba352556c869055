"""LK102: a figure that can be read in two ways."""

from __future__ import annotations

from collections.abc import Iterator

from lkjip_xl.check import Check
from lkjip_xl.rules._cells import Entered, or_list, say, troubled
from lkjip_xl.rules.rule import Hit, rule
from lkjip_xl.values import Trouble


@rule("LK102", "Angka dapat dibaca dengan dua cara")
def ambiguous_figure(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    Angka seperti 1.234 pada sel yang dapat memuat ribuan maupun pecahan, atau bilangan pecahan yang mungkin hasil Excel dari rasio
    yang diketik.

    ## Mengapa penting

    1.234 dapat berarti seribu dua ratus tiga puluh empat atau satu koma dua tiga empat. Program ini tidak memilih salah satunya.

    ## Cara memperbaiki

    Tulis ulang sebagai angka: ribuan tanpa titik (1234), pecahan dengan koma (1,234). Rasio ditulis pembilangnya saja, penyebutnya
    di kolom Penyebut.

    ## Dasar hukum

    Tidak ada; sel formulir ini dibaca rumus sebagai angka.
    """
    yield from say(troubled(check, Trouble.AMBIGUOUS), _hit)


def _hit(cell: Entered) -> Hit:
    meant = or_list(cell.figure(n) for n in cell.value.candidates)
    return Hit(
        cell.spot, f'{cell.label} tertulis "{cell.typed}", yang dapat berarti {meant}.',
        advice="Tulis ulang sebagai angka: ribuan tanpa titik (1234), pecahan dengan koma (1,234), rasio pembilangnya saja.", found=cell.typed,
    )
