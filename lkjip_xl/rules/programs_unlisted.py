"""LK508: a PK without its programs and their budget."""

from __future__ import annotations

from collections.abc import Iterator

from lkjip_xl.check import Check
from lkjip_xl.findings import Severity
from lkjip_xl.rules.rule import Hit, rule


@rule("LK508", "Program dan anggaran PK belum diisi", Severity.WARNING)
def programs_unlisted(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    Lembar PK yang memuat indikator dan target, tetapi tabel program dan anggarannya kosong.

    ## Mengapa penting

    Lampiran PK memuat program dan anggaran yang mendukung sasaran. Tanpa itu anggaran PK tidak dapat dicocokkan dengan DPA.

    ## Cara memperbaiki

    Isi program dan anggarannya seperti dalam lampiran Perjanjian Kinerja.

    ## Dasar hukum

    Tidak ada; bentuk lampiran PK pada formulir ini memuat program dan anggaran.
    """
    if "Program" not in check.layout.tables or next(check.all_rows("Program"), None) is not None:
        return
    targets = sum(1 for _ in check.rows("PK"))
    if targets:
        yield Hit(check.spot("Program", "program"), f"PK memuat {targets} indikator, tetapi program dan anggarannya belum diisi.")
