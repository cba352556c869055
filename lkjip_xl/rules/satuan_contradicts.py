"""LK117: a satuan that contradicts the jenis nilai."""

from __future__ import annotations

from collections.abc import Iterator

from lkjip_xl.check import Check, CheckRow
from lkjip_xl.findings import Severity
from lkjip_xl.rules.rule import Hit, rule
from lkjip_xl.spec.lists import KINDS
from lkjip_xl.values import normal


@rule("LK117", "Satuan bertentangan dengan jenis nilai", Severity.WARNING)
def satuan_contradicts(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    Indikator dengan satuan persen yang jenis nilainya bukan persen, indikator berjenis persen dengan satuan lain, dan indikator
    berjenis predikat dengan satuan yang bukan predikat atau nilai.

    ## Mengapa penting

    Jenis nilai menentukan cara membaca dan menghitung target serta realisasi. Bila salah, rasio dihitung sebagai persen atau
    predikat sebagai angka.

    ## Cara memperbaiki

    Samakan keduanya di lembar Renstra: ubah satuan bila jenis nilainya benar, atau jenis nilai bila satuannya benar.

    ## Dasar hukum

    Tidak ada; satuan dan jenis nilai dinyatakan dalam dokumen Renstra.
    """
    for row in check.rows("Renstra"):
        satuan, jenis = row.text("satuan"), row.text("jenis").casefold()
        if reason := kind_contradicts(row):
            yield Hit(row.spot("satuan"), f'Indikator {row.subject} bersatuan "{satuan}" tetapi jenis nilainya {jenis}: {reason}.', found=satuan, related=(row.address("jenis"),))


def kind_contradicts(row: CheckRow) -> str:
    """Why the satuan of a Renstra row does not go with its jenis nilai, "" when it does."""
    satuan, jenis = row.text("satuan"), row.text("jenis").casefold()
    return _contradiction(satuan, jenis) if satuan and jenis in KINDS else ""


GRADED = ("predikat", "nilai", "indeks", "kategori", "peringkat", "huruf", "opini", "skor", "level", "grade")


def _contradiction(satuan: str, jenis: str) -> str:
    """What does not go together, "" when nothing."""
    word = normal(satuan)
    percent = "%" in satuan or "persen" in word or "prosen" in word or "percent" in word
    if percent and jenis != "persen":
        return "satuan persen hanya untuk jenis persen"
    if jenis == "persen" and not percent:
        return "jenis persen memakai satuan persen"
    if jenis == "predikat" and not any(g in word for g in GRADED):
        return "jenis predikat memakai satuan predikat, nilai, indeks atau kategori"
    return "satuan predikat hanya untuk jenis predikat" if word == "predikat" and jenis != "predikat" else ""
