"""LK110: a negative figure, or a zero where more is needed."""

from __future__ import annotations

from collections.abc import Iterator

from lkjip_xl.check import Check
from lkjip_xl.rules._cells import Entered, entered, say
from lkjip_xl.rules.rule import Hit, rule
from lkjip_xl.spec.types import Entry, Field
from lkjip_xl.values import Trouble, Value


@rule("LK110", "Angka negatif atau nol yang tidak mungkin")
def negative_figure(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    Rupiah atau jumlah yang negatif, dan penyebut atau nomor yang nol.

    ## Mengapa penting

    Pagu, realisasi anggaran dan jumlah keluaran tidak pernah negatif, dan penyebut nol membuat rasio tidak dapat dihitung.

    ## Cara memperbaiki

    Periksa tandanya terhadap dokumen asal. Pengembalian belanja mengurangi realisasi kumulatif, bukan ditulis negatif.

    ## Dasar hukum

    Tidak ada; sel formulir ini dibaca rumus sebagai angka.
    """
    yield from say(entered(check, _too_low), _hit)


def _too_low(field: Field, value: Value) -> bool:
    number = value.number
    if value.trouble is Trouble.NEGATIVE:
        return True
    if number is None:
        return False
    return number < 0 if field.entry is Entry.QUANTITY else field.entry in (Entry.POSITIVE, Entry.WHOLE) and number <= 0


def _hit(cell: Entered) -> Hit:
    number = cell.value.number
    shown = cell.figure(number) if number is not None else cell.typed.replace(".", ",")
    least = "lebih dari 0" if cell.field.entry in (Entry.POSITIVE, Entry.WHOLE) else "0 atau lebih"
    advice = "Tulis angka yang benar menurut dokumen asalnya." if least == "lebih dari 0" else ""
    return Hit(cell.spot, f"{cell.label} berisi {shown}, seharusnya {least}.", advice=advice, found=shown)
