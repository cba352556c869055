"""LK012: drop-downs and limits of input cells that were removed or changed."""

from __future__ import annotations

from collections.abc import Iterator

from lkjip_xl.cells import a1
from lkjip_xl.check import Check, Spot
from lkjip_xl.findings import Severity
from lkjip_xl.rules._template import SINGLE, TOLD
from lkjip_xl.rules._validations import Bare, uncovered
from lkjip_xl.rules.rule import Hit, rule
from lkjip_xl.spec import book


@rule("LK012", "Aturan isian hilang atau diubah", Severity.WARNING, blank_too=True)
def validation_changed(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    Daftar pilihan atau batas isian (validasi data) sebuah kolom tidak lagi ada di semua barisnya, termasuk baris cadangan,
    atau isinya diganti. Sebab yang biasa: menempel sel dari berkas lain tanpa Tempel Khusus > Nilai.

    ## Mengapa penting

    Tanpa aturan itu Excel menerima ID, satuan atau angka yang salah tulis.

    ## Cara memperbaiki

    Salin sel kosong dari baris lain di kolom yang sama, lalu Tempel Khusus > Validasi pada sel yang disebut.

    ## Dasar hukum

    Tidak ada; ini keterangan tentang berkas.
    """
    rows: dict[tuple[str, int], list[Bare]] = {}
    for bare in uncovered(check):
        spot = check.spot(bare.part, bare.field.key)
        rows.setdefault((spot.sheet, bare.row if bare.part in book.TABLES else 0), []).append(bare)
    for (sheet, _), found in sorted(rows.items(), key=lambda item: _spot(check, item[0][0], item[1][0]).order):
        if len(found) > SINGLE:
            found.sort(key=lambda b: (b.row, b.col))
            first = _spot(check, sheet, found[0])
            labels = ", ".join(f'"{b.field.header}"' for b in found[:3])
            yield Hit(
                first, f"Aturan isian {len(found)} kolom atau isian di lembar {sheet} hilang atau diubah mulai baris {found[0].row}: {labels} dan lainnya.",
                related=tuple(_spot(check, sheet, b).address for b in found[1 : TOLD + 1]),
            )
            continue
        for bare in found:
            how = "diubah" if bare.changed else "hilang"
            yield Hit(_spot(check, sheet, bare), f'Aturan isian "{bare.field.header}" {how} mulai sel {a1(bare.row, bare.col)}.')


def _spot(check: Check, sheet: str, bare: Bare) -> Spot:
    at = check.sheet_spot(sheet, bare.row, bare.col)
    return Spot(sheet, at.cell, bare.part, bare.field.key, at.order)
