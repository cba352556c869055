"""LK106: words where a figure belongs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from lkjip_xl.check import Check
from lkjip_xl.findings import Severity
from lkjip_xl.rules._cells import Entered, say, troubled
from lkjip_xl.rules.rule import Hit, rule
from lkjip_xl.values import Trouble


@rule("LK106", "Kata pada sel angka")
def words_for_figure(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    Sel angka yang berisi kalimat atau kata, misalnya terlaksana atau sesuai jadwal. Kata yang sama di beberapa sel satu baris dilaporkan
    sekali. Angka atau tanda - yang masih terbaca bersama satuannya ("- orang") hanya diperingatkan.

    ## Mengapa penting

    Rumus tidak dapat menghitung kata: capaian menjadi tidak dapat dihitung.

    ## Cara memperbaiki

    Tulis angkanya. Bila belum diukur tulis - ; bila tidak ada kejadian tulis nihil. Penjelasan ditulis di kolom Keterangan.

    ## Dasar hukum

    Tidak ada; sel formulir ini dibaca rumus sebagai angka.
    """
    rows: dict[tuple[object, ...], list[Entered]] = {}
    for cell in troubled(check, Trouble.TEXT):
        rows.setdefault((cell.part, cell.index, cell.typed.casefold()), []).append(cell)
    again = {cells[0].spot.address: cells[1:] for cells in rows.values()}
    for hit in say((cells[0] for cells in rows.values()), _hit):
        rest = [c for address in (hit.spot.address, *hit.related) for c in again[address]]
        headers = ", ".join(dict.fromkeys(c.field.header for c in rest))
        yield replace(hit, message=f"{hit.message} Begitu juga {headers}.", related=(*hit.related, *(c.spot.address for c in rest))) if rest else hit


_ALMOST = re.compile(r"\s*(?:-|\d+)\s*\.?\s*[A-Za-z]+\s*")
"""A figure or a dash with its satuan, which a person still reads."""


def _hit(cell: Entered) -> Hit:
    grade = cell.value.predicate
    if grade is not None:
        advice = f"Tulis nilai angkanya. Bila indikator ini memang dinilai dengan predikat seperti {grade}, ubah jenis nilainya menjadi predikat di lembar Renstra."
        return Hit(cell.spot, f'{cell.label} berisi predikat "{cell.typed}", padahal jenis nilainya bukan predikat.', advice=advice, found=cell.typed)
    if _ALMOST.fullmatch(cell.value.raw):
        return Hit(
            cell.spot, f'{cell.label} tertulis "{cell.typed}"; satuan jangan ditulis di sel angka.', advice="Tulis angkanya saja, atau - bila tidak ada.",
            found=cell.typed, severity=Severity.WARNING)
    return Hit(cell.spot, f'{cell.label} berisi kata "{cell.typed}", padahal sel ini harus diisi angka.', found=cell.typed)
