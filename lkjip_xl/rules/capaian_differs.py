"""LK201: a capaian that is not realisasi over target."""

from __future__ import annotations

from collections.abc import Iterator

from lkjip_xl.check import Check
from lkjip_xl.rules._figures import wrong_figures
from lkjip_xl.rules.rule import Hit, rule


@rule("LK201", "Capaian tidak sama dengan hasil hitung")
def capaian_differs(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    Capaian yang diketik di atas rumusnya dan tidak sama dengan realisasi dibagi target menurut arah indikator. Angka yang
    hanya dibulatkan atau dipotong tidak dilaporkan di sini.

    ## Mengapa penting

    Capaian dipakai untuk kategori, rata-rata dan efisiensi. Satu capaian yang salah membuat semuanya salah.

    ## Cara memperbaiki

    Hapus angka yang diketik dan kembalikan rumus sel itu. Bila hasilnya tidak seperti yang diharapkan, periksa target dan realisasinya.

    ## Dasar hukum

    Rumus mengikuti arah indikator yang dinyatakan di lembar Renstra.
    """
    yield from wrong_figures(check, "LK201", "Capaian")
