"""LK211: an output capaian that is not realisasi over target."""

from __future__ import annotations

from collections.abc import Iterator

from lkjip_xl.check import Check
from lkjip_xl.rules._figures import wrong_figures
from lkjip_xl.rules.rule import Hit, rule


@rule("LK211", "Capaian keluaran tidak sama dengan hasil hitung")
def output_capaian_differs(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    Capaian keluaran yang diketik di atas rumusnya dan tidak sama dengan realisasi keluaran dibagi targetnya.

    ## Mengapa penting

    Capaian keluaran menunjukkan apakah anggaran menghasilkan yang dijanjikan. Angka yang salah menutupi kegiatan yang tidak
    selesai.

    ## Cara memperbaiki

    Kembalikan rumus sel itu, lalu periksa target dan realisasi keluarannya.

    ## Dasar hukum

    Tidak ada; ini pemeriksaan hitungan.
    """
    yield from wrong_figures(check, "LK211", "Capaian keluaran")
