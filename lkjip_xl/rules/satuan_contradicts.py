"""LK117: a satuan that contradicts the jenis nilai."""

from __future__ import annotations

from collections.abc import Iterator

from lkjip_xl.check import Check, CheckRow
from lkjip_xl.findings import Severity
from lkjip_xl.quotes import Quote, ledger
from lkjip_xl.quotes.quote import MEASURED
from lkjip_xl.rules.rule import Hit, rule
from lkjip_xl.spec.lists import KINDS
from lkjip_xl.spec.sheets.plan import YEARS
from lkjip_xl.values import Kind, angka, normal, parse_printed


@rule("LK117", "Satuan bertentangan dengan jenis nilai", Severity.WARNING)
def satuan_contradicts(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    Indikator dengan satuan persen yang jenis nilainya bukan persen, indikator berjenis persen dengan satuan lain, indikator
    berjenis predikat dengan satuan yang bukan predikat atau nilai, dan indikator bersatuan nilai atau indeks yang targetnya
    sebagian predikat (BB) dan sebagian angka. Satuan yang tercetak di kutipan ikut dibaca; satuan indeks atau skor di kutipan
    yang semua nilainya predikat juga dilaporkan.

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
        elif jenis == "predikat" and normal(satuan) in NUMBERS:
            yield from _mixed(check, row)
    yield from _quoted(check)


NUMBERS = ("nilai", "indeks", "skor", "angka")
"""Satuan of figures. `Nilai` alone is often written for a predikat too."""


TARGETS = frozenset({"baseline", "akhir", "target_murni", "target_perubahan", *(f"t{k}" for k in range(1, YEARS + 1))})
"""Columns of Renstra and PK that hold what is to be reached."""


def _mixed(check: Check, row: CheckRow) -> Iterator[Hit]:
    """An indikator of which some targets are grades and some are figures."""
    promise = check.by_id("PK", row.text("id"))
    cells = [(r, k) for r in (row, promise) if r is not None for k in r.table.by_key if k in TARGETS]
    grades = [(r, k) for r, k in cells if r.value(k).predicate is not None and r.value(k).trouble is None]
    figures = [(r, k, n) for r, k in cells if (n := parse_printed(r.value(k).raw, Kind.ANGKA).number) is not None]
    if not grades or not figures:
        return
    (g, letter), (f, score, number) = grades[0], figures[0]
    printed = [q for q in ledger(check).quotes if q.besaran == "satuan" and normal(q.text) in NUMBERS and row.text("id") in q.thing.ids]
    places = f"predikat {g.text(letter)} ({g.address(letter)}) dan angka {angka(number)} ({f.address(score)})"
    yield Hit(
        row.spot("satuan"), f'Indikator {row.subject} bersatuan "{row.text("satuan")}", tetapi targetnya bercampur: {places}.',
        advice="Pilih satu: satuan Predikat dengan target huruf, atau satuan Nilai dengan target angka.", found=row.text("satuan"), expected="Predikat",
        related=(*(r.address(k) for r, k in grades), *(r.address(k) for r, k, _ in figures), *(a for q in printed for a in (q.address, *(v.address for v in _values(check, q))))))


def _values(check: Check, satuan: Quote) -> list[Quote]:
    """Targets and results that are grades, printed in the row of a quoted satuan."""
    return [q for q in ledger(check).quotes if q.printed_row == satuan.printed_row and q.thing.key == satuan.thing.key and q.besaran in MEASURED and q.value.predicate is not None]


def _quoted(check: Check) -> Iterator[Hit]:
    """A printed satuan of figures beside nothing but grades, of an indikator that the sheets do not have."""
    for q in ledger(check).quotes:
        if q.besaran != "satuan" or normal(q.text) not in NUMBERS or normal(q.text) == "nilai" or q.thing.ids:
            continue
        beside = [v for v in ledger(check).quotes if v.printed_row == q.printed_row and v.thing.key == q.thing.key and v.besaran in MEASURED]
        if beside and all(v.value.predicate is not None for v in beside):
            yield Hit(
                q.spot, f'{q.place}: {q.thing.text} bersatuan "{q.text}", padahal semua nilainya predikat ({", ".join(dict.fromkeys(v.text for v in beside))}).',
                advice="Tulis satuan Predikat, atau nilainya sebagai angka.", found=q.text, expected="Predikat", related=tuple(v.address for v in beside))


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
