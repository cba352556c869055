"""LK211: an output capaian that is not realisasi over target."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from lkjip_xl.check import Check
from lkjip_xl.findings import Severity
from lkjip_xl.rules._budget import tree
from lkjip_xl.rules._figures import Standing, TypedOver, hit_of, name_of, typed_over
from lkjip_xl.rules.parent_progress_off import family
from lkjip_xl.rules.rule import Hit, rule


@rule("LK211", "Capaian keluaran tidak sama dengan hasil hitung")
def output_capaian_differs(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    Capaian keluaran yang diketik di atas rumusnya dan tidak sama dengan realisasi keluaran dibagi targetnya. Capaian pada baris
    tanpa target atau realisasi yang berupa angka hanya diperingatkan; pada baris induk capaian itu dicocokkan dengan rinciannya (LK318).

    ## Mengapa penting

    Capaian keluaran menunjukkan apakah anggaran menghasilkan yang dijanjikan. Angka yang salah menutupi kegiatan yang tidak
    selesai.

    ## Cara memperbaiki

    Kembalikan rumus sel itu, lalu periksa target dan realisasi keluarannya.

    ## Dasar hukum

    Tidak ada; ini pemeriksaan hitungan.
    """
    uppers = {n.row.index: n for n in tree(check) if not n.leaf}
    for found in typed_over(check, "LK211"):
        if found.standing is not Standing.WRONG:
            continue
        if found.right != "":
            yield hit_of(check, found, "Capaian keluaran")
        elif found.key[1] not in uppers or family(check, uppers[found.key[1]]) is None:
            yield _without_figures(check, found)


def _without_figures(check: Check, found: TypedOver) -> Hit:
    hit = hit_of(check, found, "Capaian keluaran")
    told = f"Capaian keluaran{name_of(check, found.key)} tertulis {hit.found}, padahal target atau realisasinya tidak berupa angka: capaian itu tidak dapat dihitung."
    advice = "Isi target dan realisasi keluarannya dengan angka, lalu kembalikan rumus sel ini."
    return replace(hit, message=told, advice=advice, calculation="", severity=Severity.WARNING)
