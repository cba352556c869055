"""LK202: a typed kategori that the scale does not give, or does not have."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from lkjip_xl.check import Check
from lkjip_xl.rules._figures import Standing, hit_of, typed_over
from lkjip_xl.rules.rule import Hit, rule
from lkjip_xl.spec.build import CLASSES
from lkjip_xl.values import normal


@rule("LK202", "Kategori tidak sesuai skala")
def category_differs(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    Kategori yang diketik di atas rumusnya dan bukan kelas yang diberikan skala untuk capaian itu, atau kategori dengan nama
    yang tidak ada dalam skala kabupaten. Huruf besar, spasi dan tanda hubung tidak dibedakan.

    ## Mengapa penting

    Kategori adalah kesimpulan yang paling dibaca. Nama kelas di luar skala tidak dapat dibandingkan dengan instansi lain.

    ## Cara memperbaiki

    Hapus kategori yang diketik dan kembalikan rumus sel itu; kelas dihitung dari skala pada Kebijakan.

    ## Dasar hukum

    Tidak ada; skala kategori ditetapkan kabupaten dan tertulis pada bagian Kebijakan di lembar Identitas.
    """
    labels = _labels(check)
    for found in typed_over(check, "LK202"):
        off_scale = bool(labels) and found.shown != "" and normal(str(found.shown)) not in {normal(x) for x in labels}
        if off_scale:
            hit = hit_of(check, found, "Kategori")
            names = ", ".join(labels)
            yield replace(hit, message=f"Kategori yang diketik, {_shown(found.shown)}, tidak ada dalam skala. Kelas pada Kebijakan: {names}.")
        elif found.standing is Standing.WRONG:
            yield hit_of(check, found, "Kategori")


def _shown(value: Any) -> str:
    return f'"{value}"'


def _labels(check: Check) -> list[str]:
    values = (check.form("Kebijakan", f"kelas_{i}_label") for i in range(1, CLASSES + 1))
    return [v for v in values if isinstance(v, str) and v]
