"""LK103: a number stored as text."""

from __future__ import annotations

from collections.abc import Iterator

from lkjip_xl.check import Check
from lkjip_xl.rules._cells import Entered, say, troubled
from lkjip_xl.rules.rule import Hit, rule
from lkjip_xl.values import Trouble


@rule("LK103", "Angka tersimpan sebagai teks")
def number_stored_as_text(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    Sel angka yang isinya tampak seperti angka tetapi tersimpan sebagai teks, misalnya hasil salin dari dokumen Word, atau diketik
    dengan Rp, tanda % atau titik ribuan.

    ## Mengapa penting

    Rumus Excel melewati teks: jumlah, rata-rata dan capaian dihitung tanpa angka ini, tanpa peringatan apa pun.

    ## Cara memperbaiki

    Ketik ulang angkanya saja di sel itu: tanpa Rp, tanpa titik ribuan, tanpa tanda %.

    ## Dasar hukum

    Tidak ada; sel formulir ini dibaca rumus sebagai angka.
    """
    cells = (c for c in troubled(check, Trouble.TEXT_NUMBER) if c.jenis != "predikat")
    yield from say(cells, _hit)


def _hit(cell: Entered) -> Hit:
    meant = cell.value.repaired
    right = cell.figure(meant) if meant is not None else ""
    return Hit(
        cell.spot, f'{cell.label} berisi teks "{cell.typed}", bukan angka; rumus tidak menghitungnya.',
        advice=f"Ketik ulang sebagai angka: {right}." if right else "", found=cell.typed, expected=right,
    )
