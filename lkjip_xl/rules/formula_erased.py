"""LK026: a formula cell of a used row that was emptied."""

from __future__ import annotations

from collections.abc import Iterator

from lkjip_xl.check import Check
from lkjip_xl.findings import Severity
from lkjip_xl.intake import Key, Mark
from lkjip_xl.rules._depends import excused, lost
from lkjip_xl.rules._figures import calculation, expected, put_back, show
from lkjip_xl.rules._template import by_column, clusters, others, what
from lkjip_xl.rules.rule import Hit, rule
from lkjip_xl.spec.book import field_of


@rule("LK026", "Rumus dihapus", blank_too=True)
def formula_erased(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    Sel hitungan pada baris yang dipakai dikosongkan. Peringatan bila hasilnya memang kosong, galat bila seharusnya ada nilainya.

    ## Mengapa penting

    Angka itu hilang dari laporan, dari jumlah dan dari rata-rata.

    ## Cara memperbaiki

    Kembalikan rumusnya: salin sel yang sama dari baris lain di kolom itu, lalu Tempel Khusus > Rumus.

    ## Dasar hukum

    Tidak ada; ini keterangan tentang berkas.
    """
    unsure = excused(check) | lost(check)
    keys = [k for k, mark in check.verdicts.marks.items() if mark is Mark.ERASED and (k[0], k[2]) not in unsure]
    for members in clusters(check, keys, by_column):
        yield _hit(check, members)


def _hit(check: Check, members: list[Key]) -> Hit:
    key = members[0]
    right = show(expected(check.truth, key), field_of(key).look)
    spot = check.spot(key[0], key[2], key[1])
    needed = any(expected(check.truth, k) != "" for k in members)
    message = f'Rumus "{what(key)}" dihapus.' + (f" Seharusnya {right}." if needed else "")
    if len(members) > 1:
        message = f'Rumus di {len(members)} sel kolom "{what(key)}" dihapus, mulai {spot.cell}.'
    return Hit(
        spot, message, advice=put_back(check, key), found="kosong", expected=right if needed else "", related=others(check, members),
        calculation=calculation(check, key) if needed else "", severity=Severity.ERROR if needed else Severity.WARNING,
    )
