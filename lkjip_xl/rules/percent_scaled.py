"""LK105: a percent-points cell that holds a fraction shown with a percent format."""

from __future__ import annotations

from collections.abc import Iterator

from lkjip_xl.check import Check
from lkjip_xl.rules._cells import Entered, or_list, say, troubled
from lkjip_xl.rules.rule import Hit, rule
from lkjip_xl.values import Trouble


@rule("LK105", "Persen ditulis dengan format %")
def percent_scaled(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    Sel persen yang memakai format %, sehingga 44,44 % tersimpan sebagai 0,4444. Formulir ini memuat persen sebagai 44,44 tanpa
    tanda %.

    ## Mengapa penting

    Realisasi menjadi seperseratus dari yang dimaksud, dan capaian serta rata-rata ikut salah.

    ## Cara memperbaiki

    Ubah format sel menjadi angka biasa (General/Umum), lalu ketik 44,44.

    ## Dasar hukum

    Tidak ada; sel formulir ini dibaca rumus sebagai angka.
    """
    yield from say(troubled(check, Trouble.PERCENT_SCALE), _hit)


def _hit(cell: Entered) -> Hit:
    meant = cell.value.repaired
    right = cell.figure(meant) if meant is not None else ""
    asked = f"Apakah yang dimaksud {or_list(cell.figure(n) for n in cell.value.candidates)}? " if cell.value.candidates else ""
    return Hit(
        cell.spot, f"{cell.label} tersimpan {cell.typed.replace('.', ',')} dengan format %, padahal sel ini harus diisi persen tanpa tanda %.",
        advice=f"{asked}Ubah format sel menjadi angka biasa, lalu ketik {right or 'angkanya'}.", found=cell.typed.replace(".", ","), expected=right,
    )
