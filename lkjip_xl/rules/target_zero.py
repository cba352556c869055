"""LK210: a target of zero, which gives no capaian."""

from __future__ import annotations

from collections.abc import Iterator

from lkjip_xl.check import Check, CheckRow, Spot
from lkjip_xl.findings import Severity
from lkjip_xl.rules.rule import Hit, rule
from lkjip_xl.spec.build import TIDAK


@rule("LK210", "Target nol", Severity.WARNING)
def target_zero(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    Target periode ini 0 untuk indikator yang sudah mempunyai realisasi, sehingga capaian tidak dapat dihitung.

    ## Mengapa penting

    Realisasi tidak dapat dibagi nol. Indikator itu tidak ikut dalam rata-rata, dan kinerjanya tidak terukur.

    ## Cara memperbaiki

    Periksa target terhadap dokumen PK. Bila memang nol, jelaskan di Keterangan; untuk indikator yang makin rendah makin baik,
    realisasi 0 dihitung 100 %.

    ## Dasar hukum

    Tidak ada; ini akibat rumus capaian.
    """
    severity = Severity.WARNING if check.annual else Severity.INFO
    for row in check.rows("Pengukuran"):
        if row["target"] == 0 and row.right("capaian") == TIDAK and row.number("hasil") is not None:
            yield Hit(_source(check, row), f"Target {row.subject} periode ini 0, sehingga capaiannya tidak dapat dihitung.", found="0", severity=severity)


def _source(check: Check, row: CheckRow) -> Spot:
    """The input the target comes from; the computed cell when it cannot be found."""
    table = "PK" if check.annual else "Triwulan"
    found = check.by_id(table, row.text("id"))
    if found is None:
        return row.spot("target")
    if not check.annual:
        return found.spot(f"t{check.quarter}")
    return found.spot("target_murni" if found["target_perubahan"] == "" else "target_perubahan")
