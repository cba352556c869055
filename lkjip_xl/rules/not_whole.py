"""LK111: a fraction where whole rupiah or a whole number belongs."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from lkjip_xl.check import Check
from lkjip_xl.rules._cells import Entered, or_list, say, troubled
from lkjip_xl.rules.rule import Hit, rule
from lkjip_xl.spec.types import Entry
from lkjip_xl.values import Trouble, angka


@rule("LK111", "Bukan bilangan bulat")
def not_whole(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    Rupiah dengan sen, atau tahun dan nomor dengan pecahan.

    ## Mengapa penting

    Anggaran dan realisasi ditulis dalam rupiah bulat. Pecahan biasanya berasal dari titik ribuan yang dibaca sebagai koma.

    ## Cara memperbaiki

    Tulis rupiah bulat tanpa titik dan tanpa koma.

    ## Dasar hukum

    Tidak ada; sel formulir ini dibaca rumus sebagai angka.
    """
    yield from say(troubled(check, Trouble.NOT_WHOLE), _hit)


def _hit(cell: Entered) -> Hit:
    number = cell.raw is not None and cell.raw.kind == "n"
    shown = angka(Fraction(cell.value.raw)) if number else cell.typed
    asked = [cell.figure(n) for n in cell.value.candidates if n.denominator == 1]
    question = f"Apakah yang dimaksud {or_list(asked)}? " if asked else ""
    what = "rupiah bulat" if cell.field.entry is Entry.RUPIAH else "bilangan bulat"
    return Hit(
        cell.spot, f"{cell.label} berisi {shown}, padahal sel ini harus diisi {what}.",
        advice=f"{question}Tulis {what} tanpa titik dan tanpa koma, sesuai dokumen asalnya.", found=shown,
    )
