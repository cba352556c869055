"""LK112: a date that is none."""

from __future__ import annotations

from collections.abc import Iterator

from lkjip_xl.check import Check
from lkjip_xl.rules._cells import Entered, entered, say
from lkjip_xl.rules.rule import Hit, rule
from lkjip_xl.values import Trouble, Value


@rule("LK112", "Tanggal tidak dapat dibaca")
def bad_date(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    Sel tanggal yang isinya bukan tanggal, tanggal yang tidak ada pada kalender, atau tanggal dengan tahun di luar 2000-2100.

    ## Mengapa penting

    Urutan PK, perubahannya dan LHE dibaca dari tanggal. Tanggal yang tidak terbaca tidak dapat diperiksa.

    ## Cara memperbaiki

    Ketik tanggal lengkap, misalnya 15/01/2024.

    ## Dasar hukum

    Tidak ada; sel formulir ini dibaca rumus sebagai angka.
    """
    yield from say(entered(check, lambda _, value: value.trouble is Trouble.BAD_DATE or _strange(value)), _hit)


def _strange(value: Value) -> bool:
    day = value.date
    return day is not None and value.trouble is None and not 2000 <= day.year <= 2100


def _hit(cell: Entered) -> Hit:
    day = cell.value.date
    shown = f"{day.day}/{day.month}/{day.year}" if day is not None else cell.typed
    return Hit(cell.spot, f'{cell.label} berisi "{shown}", yang tidak dapat dibaca sebagai tanggal laporan.', found=shown)
