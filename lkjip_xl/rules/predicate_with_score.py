"""LK108: a predicate and a score in one cell."""

from __future__ import annotations

from collections.abc import Iterator

from lkjip_xl.check import Check
from lkjip_xl.rules._cells import Entered, say, troubled
from lkjip_xl.rules.rule import Hit, rule
from lkjip_xl.values import Trouble


@rule("LK108", "Predikat dan nilai dalam satu sel")
def predicate_with_score(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    Sel yang memuat predikat sekaligus nilainya, misalnya B (64,59).

    ## Mengapa penting

    Rumus membaca isi sel sebagai teks: bukan predikat pada skala dan bukan angka.

    ## Cara memperbaiki

    Indikator berjenis predikat: tulis predikatnya saja. Indikator berjenis indeks atau angka: tulis nilainya saja. Sisanya ditulis
    di kolom Keterangan.

    ## Dasar hukum

    Tidak ada; sel formulir ini dibaca rumus sebagai angka.
    """
    yield from say(troubled(check, Trouble.PREDICATE_SCORE), _hit)


def _hit(cell: Entered) -> Hit:
    value = cell.value
    if cell.jenis == "predikat":
        right, kept = value.predicate or "", "predikatnya saja"
    else:
        right, kept = cell.figure(value.repaired) if value.repaired is not None else "", "nilainya saja"
    return Hit(
        cell.spot, f'{cell.label} memuat predikat dan nilai sekaligus: "{cell.typed}".',
        advice=f"Tulis {kept}{f': {right}' if right else ''}. Sisanya ditulis di kolom Keterangan.", found=cell.typed, expected=right,
    )
