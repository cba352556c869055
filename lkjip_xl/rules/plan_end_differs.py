"""LK410: a target akhir that is not the target of the plan's last year."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from lkjip_xl.check import Check, CheckRow
from lkjip_xl.findings import Severity
from lkjip_xl.rules._plan import indicators, path, plan_sound, plan_years, span, step, year_of
from lkjip_xl.rules.rule import Hit, rule


@rule("LK410", "Target akhir berbeda dari target tahun terakhir", Severity.WARNING)
def plan_end_differs(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    Target akhir Renstra yang tidak sama dengan target tahun terakhirnya. Target akhir yang sama dengan jumlah semua target
    tahunan (indikator berjenis angka) tidak dilaporkan.

    ## Mengapa penting

    Kemajuan terhadap Renstra dihitung dari target akhir. Dua angka untuk akhir periode membuat kemajuan itu tidak pasti.

    ## Cara memperbaiki

    Samakan keduanya menurut naskah Renstra.

    ## Dasar hukum

    Tidak ada; ini kecocokan antarkolom.
    """
    years = span(check)
    if not years or not plan_sound(check):
        return
    last = years[-1]
    for row in indicators(check):
        end, final = step(row, "akhir"), step(row, f"t{last}")
        if end is None or final is None or end.worth == final.worth or _accumulated(check, row, end.worth):
            continue
        yield Hit(
            row.spot("akhir"), f"Target akhir {row.subject} {end.shown}, padahal target tahun {year_of(check, last)}, tahun terakhir Renstra, {final.shown}.", found=end.shown,
            expected=final.shown, related=(final.address,), uses=plan_years(row, end.key, final.key))


def _accumulated(check: Check, row: CheckRow, end: Fraction) -> bool:
    """Is the end the sum of all years, as for things that are built year after year."""
    return row.text("jenis") == "angka" and sum((s.worth for _, s in path(check, row)), Fraction(0)) == end
