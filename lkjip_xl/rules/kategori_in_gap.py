"""LK205: a capaian that falls between two classes of the printed scale."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from lkjip_xl.check import Check, Spot
from lkjip_xl.findings import Severity
from lkjip_xl.profile import ScaleClass
from lkjip_xl.rules.rule import Hit, rule
from lkjip_xl.values import angka, persen


@rule("LK205", "Capaian jatuh di celah skala kategori", Severity.INFO)
def kategori_in_gap(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    Capaian yang terletak di antara batas atas satu kategori dan batas bawah kategori di atasnya, misalnya 90,59 % pada skala 76-90
    dan 91 ke atas.

    ## Mengapa penting

    Skala yang tercetak tidak menyebut kategori untuk nilai seperti ini. Kategori yang dipakai bergantung pada cara membaca celah
    yang ditetapkan kebijakan kabupaten.

    ## Cara memperbaiki

    Tidak ada yang perlu diubah bila kabupaten memang memakai pembacaan itu. Tegaskan batas skala dalam pedoman kabupaten agar tidak
    ada celah.

    ## Dasar hukum

    Tidak ada; skala kategori ditetapkan kabupaten.
    """
    for row in check.rows("Pengukuran"):
        yield from _in_gap(check, f"Capaian {row.subject}", row.right("capaian_batas"), row.right("kategori"), row.spot("kategori"))
    mean = check.right_form("Ringkasan", "rata_rata")
    yield from _in_gap(check, "Rata-rata capaian", mean, check.right_form("Ringkasan", "kategori"), check.spot("Ringkasan", "kategori"))


def _in_gap(check: Check, what: str, value: object, label: object, spot: Spot) -> Iterator[Hit]:
    if not isinstance(value, Fraction):
        return
    for above, below in _gaps(check.profile.classes):
        if below.sampai is not None and above.dari is not None and below.sampai < round(value * 100, 6) < above.dari:
            reading = check.profile.cells["pembacaan"]
            yield Hit(
                spot, f"{what} {persen(value)} jatuh di celah skala: {below.label} sampai {angka(below.sampai)} %, {above.label} mulai {angka(above.dari)} %. "
                f'Dibaca sebagai {label} menurut pembacaan "{reading}".', found=persen(value), expected=str(label),
            )


def _gaps(classes: tuple[ScaleClass, ...]) -> Iterator[tuple[ScaleClass, ScaleClass]]:
    """Neighbouring classes, the higher first, that leave a gap between them."""
    for above, below in pairwise(classes):
        if above.dari is not None and below.sampai is not None and below.sampai < above.dari:
            yield above, below
