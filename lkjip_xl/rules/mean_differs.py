"""LK203: a typed mean of capaian that the capaian do not give."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from typing import Any

from lkjip_xl.check import Check
from lkjip_xl.engine import Engine
from lkjip_xl.findings import Severity
from lkjip_xl.intake import Key
from lkjip_xl.reader import RawCell
from lkjip_xl.rules._figures import Standing, agrees_with, expected, hit_of, typed_over
from lkjip_xl.rules.rule import Hit, rule
from lkjip_xl.spec.types import Look


@rule("LK203", "Rata-rata capaian tidak sama dengan hasil hitung")
def mean_differs(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    Rata-rata capaian yang diketik di atas rumusnya dan tidak sama dengan rata-rata capaian indikator. Bila angka itu ternyata
    hasil bagi jumlah realisasi dengan jumlah target, yang salah hanya sebutannya dan temuannya peringatan.

    ## Mengapa penting

    Rata-rata menentukan kategori instansi dan efisiensi total.

    ## Cara memperbaiki

    Hapus angka yang diketik dan kembalikan rumus sel itu. Rata-rata dihitung dari capaian dengan batas, menurut kebijakan
    rata-rata (atas indikator atau atas sasaran) pada lembar Identitas.

    ## Dasar hukum

    Tidak ada; cara merata-ratakan ditetapkan kabupaten.
    """
    for found in typed_over(check, "LK203"):
        cell = check.raw_cell(*found.key)
        if found.standing is not Standing.WRONG or cell is None:
            continue
        if agrees_with(cell, _quotient_of_sums(check), found.field.look):
            yield replace(
                hit_of(check, found, "Rata-rata capaian"), severity=Severity.WARNING,
                message="Angka yang disebut rata-rata adalah jumlah realisasi dibagi jumlah target, bukan rata-rata capaian.")
        else:
            yield hit_of(check, found, "Rata-rata capaian", _other_way(check, cell, found.key))


def _quotient_of_sums(check: Check) -> Any:
    pairs = [(r.number("nilai_hasil"), r.number("nilai_target")) for r in check.rows("Pengukuran")]
    reached = sum((a for a, b in pairs if a is not None and b is not None), Fraction(0))
    target = sum((b for a, b in pairs if a is not None and b is not None), Fraction(0))
    return reached / target if target else ""


def _other_way(check: Check, cell: RawCell, key: Key) -> str:
    """Says so when the figure is the mean taken the other way (over sasaran instead of indikator)."""
    here = check.form("Kebijakan", "rata_rata")
    other = "sasaran" if here == "indikator" else "indikator"
    changes: tuple[dict[str, Any], ...] = ({"rata_rata": other}, {"rata_rata": other, "batas": "tanpa"})
    for policies in changes:
        engine = Engine(check.verdicts.inputs, use_overrides=False, policies=policies, partial=True)
        if agrees_with(cell, expected(engine, key), Look.PERCENT):
            return f"Angka itu rata-rata atas {other}, padahal kebijakan merata-ratakan atas {here}."
    return ""
