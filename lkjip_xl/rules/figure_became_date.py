"""LK104: a figure that Excel turned into a time or a date."""

from __future__ import annotations

from collections.abc import Iterator

from lkjip_xl.check import Check
from lkjip_xl.rules._cells import Entered, or_list, say, troubled
from lkjip_xl.rules.rule import Hit, rule
from lkjip_xl.spec.types import Entry
from lkjip_xl.values import Trouble


@rule("LK104", "Angka berubah menjadi jam atau tanggal")
def figure_became_date(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    Sel angka yang oleh Excel diubah menjadi jam atau tanggal: 4:18 menjadi jam 04.18, 4/18 menjadi tanggal 18 April.

    ## Mengapa penting

    Yang tersimpan bukan lagi angka yang diketik. 4:18 tersimpan sebagai 0,179, dan capaian yang dihitung darinya salah.

    ## Cara memperbaiki

    Hapus isi sel, kembalikan format selnya menjadi angka, lalu ketik angkanya saja. Rasio: pembilang di sel ini, penyebut di kolom
    Penyebut.

    ## Dasar hukum

    Tidak ada; sel formulir ini dibaca rumus sebagai angka.
    """
    yield from say(troubled(check, Trouble.TIME, Trouble.DATE), _hit)


def _hit(cell: Entered) -> Hit:
    shown, pairs = _as_date(cell) if cell.value.trouble is Trouble.DATE else _as_time(cell)
    became = "tanggal" if cell.value.trouble is Trouble.DATE else "jam"
    right, advice = "", "Hapus isi sel, ubah format selnya menjadi angka, lalu ketik angkanya saja."
    if cell.field.entry is Entry.YEAR and cell.value.date is not None:
        right = str(cell.value.date.year)
    elif cell.jenis == "rasio":
        advice = "Hapus isi sel, ubah format selnya menjadi angka, lalu tulis pembilangnya di sel ini dan penyebutnya di kolom Penyebut."
        right = _numerator(cell, pairs)
        if right and became == "jam":
            advice = f"Hapus isi sel, ubah format selnya menjadi angka, lalu tulis {right} di sel ini dan {pairs[0][1]} di kolom Penyebut."
    elif pairs:
        advice = f"Apakah yang dimaksud {or_list(f'{a},{b:02d}' if became == 'jam' else f'{a},{b}' for a, b in pairs[:1])}? {advice}"
    return Hit(cell.spot, f"{cell.label} menjadi {became} {shown}, padahal sel ini harus diisi angka.", advice=advice, found=shown, expected=right)


def _as_time(cell: Entered) -> tuple[str, list[tuple[int, int]]]:
    """The time as shown and what was typed: `4:18`."""
    value = cell.value
    if value.repaired is not None and value.denominator is not None:
        first, second = int(value.repaired), int(value.denominator)
    else:
        first, second = divmod(round(float(value.raw) * 1440), 60) if _is_number(value.raw) else (0, 0)
    return (f"{first}:{second:02d}" if (first or second) else value.raw), [(first, second)] if second else []


def _as_date(cell: Entered) -> tuple[str, list[tuple[int, int]]]:
    """The date as shown and what may have been typed: month/day, day/month, or month/year (18 April from 4/18)."""
    day = cell.value.date
    if day is None:
        return cell.typed, []
    pairs = [(day.day, day.month), (day.month, day.day)]
    if day.day == 1:
        pairs.append((day.month, day.year % 100))
    return f"{day.day}/{day.month}/{day.year}", pairs


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def _numerator(cell: Entered, pairs: list[tuple[int, int]]) -> str:
    """Pembilang when only one reading is left: a time has one, a date one that fits the penyebut of the row."""
    row = cell.row
    below = row.number("penyebut") if row is not None and "penyebut" in row.row.fields else None
    fits = {a for a, b in pairs if b == below} if cell.value.trouble is Trouble.DATE else {a for a, _ in pairs}
    return str(fits.pop()) if len(fits) == 1 else ""
