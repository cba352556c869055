"""LK107: a predicate that is not on the AKIP scale."""

from __future__ import annotations

from collections.abc import Iterator

from lkjip_xl.check import Check
from lkjip_xl.rules._cells import Entered, entered, say
from lkjip_xl.rules.rule import Hit, rule
from lkjip_xl.spec import book
from lkjip_xl.spec.types import Entry
from lkjip_xl.values import Trouble


@rule("LK107", "Predikat di luar skala")
def predicate_off_scale(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    Sel indikator berjenis predikat yang berisi huruf di luar skala AA, A, BB, B, CC, C, D, kata arti predikat, atau angka.

    ## Mengapa penting

    Capaian predikat dihitung dari urutannya pada skala. Yang tidak ada pada skala tidak dapat dihitung.

    ## Cara memperbaiki

    Tulis predikatnya persis seperti pada skala: AA, A, BB, B, CC, C atau D, dan - bila belum dinilai. Nilai angkanya ditulis di
    kolom Keterangan, bila lembar itu mempunyainya.

    ## Dasar hukum

    Tidak ada; sel formulir ini dibaca rumus sebagai angka.
    """
    yield from say((c for c in entered(check, lambda f, _: f.entry is Entry.MEASURED) if _is_off(c)), _hit)


def _is_off(cell: Entered) -> bool:
    """Off the scale, or a figure where a predicate belongs."""
    if cell.value.trouble is Trouble.OFF_SCALE:
        return True
    figure = cell.value.number is not None or cell.value.trouble is Trouble.TEXT_NUMBER
    return figure and cell.jenis == "predikat"


def _hit(cell: Entered) -> Hit:
    proper = cell.value.predicate or ""
    number = cell.value.figure
    typed = cell.figure(number) if number is not None and cell.value.trouble is None else cell.typed
    return Hit(
        cell.spot, f'{cell.label} berisi "{typed}", yang bukan predikat pada skala AA, A, BB, B, CC, C, D.',
        advice=_advice(cell, proper), found=typed, expected=proper,
    )


def _advice(cell: Entered, proper: str) -> str:
    """A 0 mostly stands for what has not been assessed; only some sheets have a place for the score."""
    if proper:
        return f"Tulis {proper}."
    scale = "predikatnya persis seperti pada skala: AA, A, BB, B, CC, C atau D"
    if cell.value.figure == 0:
        return f"Bila belum dinilai tulis - ; bila sudah, tulis {scale}."
    noted = cell.index is not None and "keterangan" in book.TABLES[cell.part].by_key
    return f"Tulis {scale}.{' Nilai angkanya ditulis di kolom Keterangan.' if noted else ''}"
