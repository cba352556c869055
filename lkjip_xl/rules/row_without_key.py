"""LK504: a row with inputs whose key cell is empty."""

from __future__ import annotations

from collections.abc import Iterator

from lkjip_xl.check import Check, CheckRow
from lkjip_xl.rules._cells import MANY, merged
from lkjip_xl.rules.rule import Hit, rule
from lkjip_xl.spec import book


@rule("LK504", "Baris tanpa ID")
def row_without_key(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    Baris yang sudah berisi sesuatu, tetapi sel kuncinya (ID, level, program, nomor atau tabel) kosong.

    ## Mengapa penting

    Baris tanpa kunci dianggap tidak dipakai: isinya tidak dihitung dan tidak diperiksa.

    ## Cara memperbaiki

    Isi sel kuncinya, atau kosongkan baris itu.

    ## Dasar hukum

    Tidak ada; ini susunan formulir.
    """
    for key, table in book.TABLES.items():
        if key not in check.layout.tables or table.key_field not in check.layout.tables[key].cols:
            continue
        header = table[table.key_field].header
        rows = [row for row in check.all_rows(key) if row.row.blank(table.key_field)]
        hits = [_hit(row, header) for row in rows]
        if len(hits) > MANY:
            yield merged(hits[0], [h.spot for h in hits[1:]], f"tabel {table.title}")
        else:
            yield from hits


def _hit(row: CheckRow, header: str) -> Hit:
    return Hit(
        row.spot(), f"Baris ini berisi {_what(row)}, tetapi {header} kosong, sehingga tidak ikut dihitung.",
        advice=f"Isi {header}, atau kosongkan baris ini.", found="kosong",
    )


def _what(row: CheckRow) -> str:
    """Headers of the first cells that are filled."""
    names = [f.header for f in row.table.fields if f.is_input and f.key in row.row.inputs]
    return ", ".join(names[:3]) + (" dan lainnya" if len(names) > 3 else "")
