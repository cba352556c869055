"""LK313: a rasio whose target and realisasi have other second terms."""

from __future__ import annotations

from collections.abc import Iterator

from lkjip_xl.check import Check
from lkjip_xl.findings import Severity
from lkjip_xl.rules.rule import Hit, rule
from lkjip_xl.values import angka


@rule("LK313", "Penyebut target dan realisasi berbeda", Severity.WARNING)
def denominator_differs(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    Indikator rasio yang penyebut realisasinya lain dari penyebut targetnya, misalnya target 4:18 dan realisasi 9:17.

    ## Mengapa penting

    Penyebut biasanya jumlah desa atau lembaga, yang jarang berubah di tengah tahun. Capaian tetap dihitung sebagai pecahan,
    tetapi pembaca membandingkan dua hal yang berbeda.

    ## Cara memperbaiki

    Samakan penyebutnya bila salah ketik. Bila jumlahnya memang berubah, jelaskan di kolom keterangan.

    ## Dasar hukum

    Tidak ada; ini kecocokan antarlembar.
    """
    table = "Pengukuran" if check.annual else "Triwulan"
    for row in check.rows(table):
        target = check.by_id("PK", row.text("id"))
        ours, theirs = row.number("penyebut"), target.number("penyebut") if target is not None else None
        if row.text("jenis") != "rasio" or target is None or ours is None or theirs is None or ours == theirs:
            continue
        yield Hit(
            row.spot("penyebut"), f"Penyebut realisasi {row.text('id')} {angka(ours)}, sedangkan penyebut target PK {angka(theirs)}.", found=angka(ours), expected=angka(theirs),
            related=(target.address("penyebut"),))
