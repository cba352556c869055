"""LK020: a row with inputs and without any formula, as rows inserted by hand are."""

from __future__ import annotations

from collections.abc import Iterator

from lkjip_xl.check import Check
from lkjip_xl.intake import Mark
from lkjip_xl.rules._template import sort_keys
from lkjip_xl.rules.rule import Hit, rule
from lkjip_xl.spec import book


@rule("LK020", "Baris tanpa rumus", blank_too=True)
def row_without_formulas(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    Satu baris tabel sudah diisi, tetapi tidak satu pun sel hitungannya berisi rumus. Biasanya baris itu disisipkan sendiri.

    ## Mengapa penting

    Baris itu tidak dihitung: capaian, serapan dan status barisnya kosong, dan jumlah di bawahnya dapat kurang.

    ## Cara memperbaiki

    Pilih seluruh baris di atasnya, salin, lalu Tempel Khusus > Rumus pada baris ini. Formulir menyediakan baris cadangan; pakai itu lebih dahulu.

    ## Dasar hukum

    Tidak ada; ini keterangan tentang berkas.
    """
    rows: dict[tuple[str, int], list[tuple[str, int | None, str]]] = {}
    for key, mark in check.verdicts.marks.items():
        if mark is Mark.BARE_ROW and key[1] is not None:
            rows.setdefault((key[0], key[1]), []).append(key)
    for (part, index), keys in rows.items():
        first = sort_keys(check, keys)[0]
        spot = check.spot(part, first[2], index)
        formula = check.verdicts.intake.expected[first]
        yield Hit(
            spot, f'Baris {spot.order[1]} di tabel "{book.TABLES[part].title}" ({check.subject(part, index) or "tanpa ID"}) diisi, tetapi {len(keys)} sel hitungannya tidak mempunyai rumus.',
            advice=f"Salin rumus dari baris di atasnya ke seluruh sel hijau baris ini; sel {spot.cell}: ={formula}", expected=f"={formula}",
        )
