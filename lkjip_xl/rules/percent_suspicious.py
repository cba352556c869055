"""LK118: a percent of at most 1 beside percents far above 1."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from lkjip_xl.check import Check, CheckRow
from lkjip_xl.findings import Severity
from lkjip_xl.rules._cells import Entered, say
from lkjip_xl.rules._yearly import evidence, prints_as
from lkjip_xl.rules.rule import Hit, rule
from lkjip_xl.values import angka


@rule("LK118", "Persen tampak sebagai pecahan", Severity.WARNING)
def percent_suspicious(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    Sel persen berisi angka di atas 0 sampai 1, padahal angka lain pada baris itu jauh lebih besar, misalnya realisasi 0,4444 dengan
    target 100. Realisasi yang berupa bilangan bulat dari penyebut di Data Dukung
    (0,3 persen adalah 1 dari 333) tidak dilaporkan.

    ## Mengapa penting

    Sel ini memuat persen: 44,44 untuk 44,44 %. Pecahan 0,4444 dihitung sebagai kurang dari setengah persen.

    ## Cara memperbaiki

    Bila yang dimaksud 44,44 %, tulis 44,44. Bila memang di bawah satu persen, biarkan dan jelaskan di kolom Keterangan.

    ## Dasar hukum

    Tidak ada; persen ditulis tanpa tanda % pada formulir ini.
    """
    for table, groups in ROWS.items():
        found = [_entered(row, key) for row in check.rows(table) if _percent(row) for key in _small(row, groups) if not _counted(row, key)]
        yield from say(found, _hit)


ROWS: dict[str, tuple[str, ...]] = {
    "Renstra": ("baseline", "t1", "t2", "t3", "t4", "t5", "t6", "akhir"),
    "PK": ("target_murni", "target_perubahan", "target_renstra"),
    "Triwulan": ("t1", "t2", "t3", "t4", "r1", "r2", "r3", "r4", "target"),
    "Pengukuran": ("realisasi", "target"),
    "Pembanding": ("target", "realisasi"),
    "Anggaran": ("k_t", "k_r", "k_t1", "k_t2", "k_t3", "k_t4", "k_r1", "k_r2", "k_r3", "k_r4"),
}
"""Cells of a row that are percentages of one thing; formula cells only lend their size."""


def _percent(row: CheckRow) -> bool:
    if row.table.key == "Anggaran":
        return row.text("satuan").strip().casefold() in ("%", "persen")
    return row.text("jenis").casefold() == "persen"


def _small(row: CheckRow, keys: tuple[str, ...]) -> list[str]:
    """Inputs in (0, 1] that come nearer to the largest figure of the row when taken a hundredfold."""
    numbers = {k: n for k in keys if (n := row.number(k)) is not None and n > 0}
    largest = max(numbers.values(), default=0)
    if largest <= 1.5:
        return []
    return [k for k, n in numbers.items() if n <= 1 and row.table[k].is_input and n * 10 < largest]


def _counted(row: CheckRow, key: str) -> bool:
    """Is this realisasi a whole number out of a penyebut of Data Dukung; a penyebut so large that every figure would be is no proof."""
    if row.table.key not in ("Triwulan", "Pengukuran") or not key.startswith("r"):
        return False
    value = row.value(key)
    wholes = [n for r in evidence(row.check, row.text("id")) if (n := r.number("penyebut")) is not None and 0 < n < 100 * 10 ** value.decimals]
    return any(prints_as(value, 100 * Fraction(round((value.number or 0) * n / 100)) / n) for n in wholes)


def _entered(row: CheckRow, key: str) -> Entered:
    return Entered(row.check, row.table.key, row.index, row.table[key], row.value(key))


def _hit(cell: Entered) -> Hit:
    number = cell.value.number or 0
    found = angka(number, cell.value.decimals)
    return Hit(
        cell.spot, f"{cell.label} berisi {found} persen, padahal angka lain pada baris ini jauh lebih besar.",
        advice=f"Bila yang dimaksud {angka(number * 100)} %, tulis {angka(number * 100)}. Bila memang di bawah satu persen, biarkan dan jelaskan di kolom Keterangan.", found=found,
    )
