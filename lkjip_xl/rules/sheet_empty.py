"""LK503: a mandatory table without any row."""

from __future__ import annotations

from collections.abc import Iterator

from lkjip_xl.check import Check
from lkjip_xl.rules.rule import Hit, rule
from lkjip_xl.spec import book


@rule("LK503", "Lembar wajib belum diisi")
def sheet_empty(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    Lembar wajib yang tidak mempunyai satu baris pun: Renstra, IKU, PK, Pengukuran, atau Anggaran.

    ## Mengapa penting

    Tanpa lembar ini kinerja tidak dapat diukur, sehingga laporan tidak dapat disusun.

    ## Cara memperbaiki

    Isi lembar itu sesuai urutan pada Petunjuk.

    ## Dasar hukum

    Tidak ada; lembar wajib ditetapkan formulir ini.
    """
    for key, table in book.TABLES.items():
        if table.mandatory and key in check.layout.tables and next(check.all_rows(key), None) is None:
            yield Hit(check.sheet_spot(check.layout.tables[key].sheet), f"Belum ada satu baris pun pada tabel {table.title}.", advice=table.doc)
