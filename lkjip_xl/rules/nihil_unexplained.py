"""LK212: `nihil` without a note."""

from __future__ import annotations

from collections.abc import Iterator

from lkjip_xl.check import Check, CheckRow
from lkjip_xl.rules.rule import Hit, rule


@rule("LK212", "Nihil tanpa keterangan")
def nihil_unexplained(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    Realisasi yang ditulis nihil tanpa penjelasan di kolom Keterangan.

    ## Mengapa penting

    Nihil berarti tidak ada kejadian dan dihitung 100 %. Tanpa penjelasan, pembaca tidak dapat membedakannya dari pekerjaan yang
    tidak dilakukan.

    ## Cara memperbaiki

    Tulis di kolom Keterangan mengapa tidak ada kejadian. Bila kegiatannya belum diukur, tulis - ; bila hasilnya memang nol, tulis
    0.

    ## Dasar hukum

    Tidak ada; nihil adalah isian khusus formulir ini.
    """
    for id_, cells in _nihil(check).items():
        if all(row["keterangan"] == "" for row, _ in cells):
            row, key = cells[0]
            others = tuple(r.address(k) for r, k in cells[1:])
            yield Hit(row.spot(key), f"Realisasi {id_} ditulis nihil tanpa keterangan. Nihil dihitung sebagai capaian 100 %.", found="nihil", related=others)


def _nihil(check: Check) -> dict[str, list[tuple[CheckRow, str]]]:
    """Cells that say nihil in the period being reported, by indikator; the annual figure first."""
    keys = {"Pengukuran": ("realisasi",) if check.annual else (), "Triwulan": tuple(f"r{k}" for k in range(1, check.quarter + 1))}
    found: dict[str, list[tuple[CheckRow, str]]] = {}
    for table, cells in keys.items():
        for row in check.rows(table):
            for key in cells:
                if row.text(key).casefold() == "nihil":
                    found.setdefault(row.subject, []).append((row, key))
    return found
