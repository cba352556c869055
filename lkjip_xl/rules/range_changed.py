"""LK025: a formula whose range no longer covers its table."""

from __future__ import annotations

from collections.abc import Iterator

from lkjip_xl.check import Check
from lkjip_xl.intake import Key, Mark
from lkjip_xl.rules._figures import Standing, typed_over
from lkjip_xl.rules._template import by_column, clusters, others, what
from lkjip_xl.rules.rule import Hit, rule


@rule("LK025", "Rentang rumus tidak mencakup semua baris", blank_too=True)
def range_changed(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    Rumus menjumlahkan atau mencari di rentang yang lebih pendek, atau lain, daripada tabelnya.

    ## Mengapa penting

    Baris di luar rentang itu tidak ikut dihitung; jumlah dan rata-ratanya kurang tanpa tanda apa pun.

    ## Cara memperbaiki

    Kembalikan rumusnya sehingga rentangnya sampai ke baris "Akhir tabel".

    ## Dasar hukum

    Tidak ada; ini keterangan tentang berkas.
    """
    # A wrong figure of a column with a rule of its own is told there, with the right value.
    told = {f.key for f in typed_over(check) if f.mark is Mark.RANGE and f.field.rule and f.standing is Standing.WRONG}
    keys = [k for k, mark in check.verdicts.marks.items() if mark is Mark.RANGE and k not in told]
    for members in clusters(check, keys, by_column):
        yield _hit(check, members)


def _hit(check: Check, members: list[Key]) -> Hit:
    key = members[0]
    cell, formula = check.raw_cell(*key), check.verdicts.intake.expected[key]
    more = f" Begitu juga {len(members) - 1} sel lain di kolom ini." if len(members) > 1 else ""
    return Hit(
        check.spot(key[0], key[2], key[1]), f'Rentang dalam rumus "{what(key)}" tidak sama dengan baris tabelnya.{more}', advice=f"Kembalikan rumusnya: ={formula}",
        found=f"={cell.formula}" if cell is not None else "", expected=f"={formula}", related=others(check, members),
    )
