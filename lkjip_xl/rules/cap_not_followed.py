"""LK204: figures that are right raw, with the stated cap of capaian left out."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from lkjip_xl.check import Check
from lkjip_xl.findings import Severity
from lkjip_xl.rules._arithmetic import worked
from lkjip_xl.rules._figures import Standing, TypedOver, apart, expected, typed_over
from lkjip_xl.rules.rule import Hit, rule
from lkjip_xl.values import persen

MEAN = ("Ringkasan", None, "rata_rata")


@rule("LK204", "Batas capaian pada Kebijakan tidak diterapkan", Severity.WARNING)
def cap_not_followed(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    Rata-rata, kategori atau efisiensi yang diketik dan benar bila capaian dipakai apa adanya, tetapi kebijakan kabupaten
    membatasi capaian untuk perhitungan itu. Semua sel seperti ini dilaporkan sekali. Capaian indikator sendiri tidak
    dibatasi dan tidak dilaporkan.

    ## Mengapa penting

    Satu capaian yang sangat tinggi menutupi indikator yang gagal, dan rata-rata tidak lagi mengikuti aturan yang ditulis
    laporan itu sendiri.

    ## Cara memperbaiki

    Kembalikan rumus sel-sel itu sehingga batas capaian diterapkan, atau minta kabupaten mengubah kebijakannya.

    ## Dasar hukum

    Tidak ada; batas capaian ditetapkan kabupaten dan tertulis pada bagian Kebijakan.
    """
    cap = check.form("Kebijakan", "batas")
    cells = [t for t in typed_over(check) if t.standing is Standing.UNCAPPED]
    if not cells or not isinstance(cap, Fraction):
        return
    first = next((t for t in cells if t.key == MEAN), cells[0])
    yield _hit(check, first, [t for t in cells if t is not first], cap)


def _hit(check: Check, first: TypedOver, others: list[TypedOver], cap: Fraction) -> Hit:
    right, shown = apart(first.right, first.shown, first.field.look)
    known = isinstance(first.right, Fraction | str) and first.right != ""
    told = f"Dengan batas itu nilainya {right}{_class(check, first)}." if known else "Dengan batas itu nilainya lain."
    more = f" Begitu juga {len(others)} sel lain yang mengikuti capaian tanpa batas." if others else ""
    return Hit(
        check.spot(first.key[0], first.key[2], first.key[1]),
        f"{first.field.header} {shown} benar hanya bila capaian dipakai apa adanya; batas capaian {persen(cap, None)} pada Kebijakan tidak diterapkan. {told}{more}",
        found=shown, expected=right if known else "", calculation=worked(first.basis, first.key, first.right),
        related=tuple(check.spot(t.key[0], t.key[2], t.key[1]).address for t in others),
    )


def _class(check: Check, found: TypedOver) -> str:
    """Class of the capped mean, for the finding at the mean."""
    label: Any = expected(check.truth, ("Ringkasan", None, "kategori")) if found.key == MEAN else ""
    return f", kategori {label}" if isinstance(label, str) and label else ""
