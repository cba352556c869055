"""LK206: a typed kondisi akhir that the quarters do not give."""

from __future__ import annotations

from collections.abc import Iterator

from lkjip_xl.check import Check
from lkjip_xl.rules._figures import wrong_figures
from lkjip_xl.rules.rule import Hit, rule


@rule("LK206", "Kondisi akhir tidak sama dengan gabungan triwulan")
def year_end_differs(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    Kondisi akhir di lembar Triwulan diketik di atas rumusnya dan bukan gabungan realisasi triwulan menurut cara gabung
    (jumlah, posisi akhir, atau rata-rata) yang dipilih di lembar IKU.

    ## Mengapa penting

    Kondisi akhir dibandingkan dengan realisasi setahun. Bila salah, laporan triwulan dan laporan tahunan bertentangan.

    ## Cara memperbaiki

    Hapus angka yang diketik dan kembalikan rumusnya. Bila hasilnya tidak seperti yang diharapkan, periksa cara gabung di lembar IKU.

    ## Dasar hukum

    Tidak ada; cara gabung dinyatakan per indikator di lembar IKU.
    """
    yield from wrong_figures(check, "LK206", "Kondisi akhir")
