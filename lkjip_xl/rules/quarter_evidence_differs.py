"""LK330: a realisasi of a quarter that the Data Dukung of that quarter does not give."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from lkjip_xl.check import Check, CheckRow
from lkjip_xl.engine import UNTYPED
from lkjip_xl.rules._sound import sound
from lkjip_xl.rules._yearly import data_results, evidence, evidence_cells, numbers, prints_as, shown
from lkjip_xl.rules.rule import Hit, rule
from lkjip_xl.spec.sheets.measure import TWS
from lkjip_xl.values import normal

_PERIODS = {1: ("TW I",), 2: ("TW II", "Semester I"), 3: ("TW III",), 4: ("TW IV", "Semester II")}
"""Periods of Data Dukung that end with a quarter: itself, and the half-year, which speaks of the quarter only where the last position counts."""
_FIGURES = ("pembilang", "penyebut", "nilai")
Result = tuple[Fraction | str, Fraction | None]
"""What evidence gives, and the second term of a rasio."""


@rule("LK330", "Realisasi triwulan tidak sama dengan Data Dukung triwulan itu")
def quarter_evidence_differs(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    Realisasi suatu triwulan di lembar Triwulan yang tidak sama dengan Data Dukung berperiode triwulan itu (atau semester yang
    berakhir dengannya), baik bila Data Dukung triwulan itu dihitung sendiri maupun bersama triwulan sebelumnya. Angka yang
    dibulatkan tidak dilaporkan. Bila realisasi setahun sudah dilaporkan berbeda dari Data Dukung (LK310), triwulannya tidak
    dilaporkan lagi.

    ## Mengapa penting

    Reviu triwulan memeriksa bukti triwulan itu. Realisasi yang tidak sesuai buktinya tidak dapat diyakini.

    ## Cara memperbaiki

    Periksa dokumen sumbernya, lalu samakan realisasi triwulan dan Data Dukung.

    ## Dasar hukum

    Tidak ada; ini kecocokan antarlembar.
    """
    if not (sound(check, "Triwulan", "id", *(f"r{k}" for k in range(1, 5))) and sound(check, "DataDukung", "id", "periode", *_FIGURES)):
        return
    for row in check.rows("Triwulan"):
        rows = evidence(check, row.text("id"))
        if rows and not any(r[key] is UNTYPED for r in rows for key in (*_FIGURES, "periode")) and not _told_for_year(check, row):
            yield from (hit for k in range(1, check.quarter + 1) if (hit := _quarter(row, rows, k)) is not None)


def _told_for_year(check: Check, row: CheckRow) -> bool:
    """Does LK310 say that the evidence denies the realisasi of the year."""
    measured = check.by_id("Pengukuran", row.text("id")) if check.annual else None
    results = data_results(check, measured) if measured is not None else []
    return measured is not None and bool(results) and not any(prints_as(measured.value("realisasi"), r) for r in results)


def _quarter(row: CheckRow, rows: list[CheckRow], k: int) -> Hit | None:
    key, jenis = f"r{k}", row.text("jenis")
    ends = row.text("cara_gabung") == "posisi akhir"
    own = [r for r in rows if r.text("periode") in _PERIODS[k][: 2 if ends else 1]]
    until = [r for r in rows if any(r.text("periode") in _PERIODS[j] for j in range(1, k + 1))]
    said, below = row[key], row["penyebut"] if jenis == "rasio" else ""
    results = [result for some in (own, until) for result in _results(some, jenis)]
    known = isinstance(said, Fraction) or (isinstance(said, str) and jenis == "predikat" and said not in ("", "-"))
    if not own or not results or not known or below is UNTYPED or any(_same(row, key, below, r) for r in results):
        return None
    value, second = results[0]
    id_ = row.text("id")
    return Hit(
        row.spot(key), f"Realisasi TW {TWS[k - 1]} {id_} tertulis {shown(said, below)}, padahal Data Dukung {own[0].text('periode')} memberi {shown(value, second or '')}.",
        found=shown(said, below), expected=shown(value, second or ""), uses=(row.cell("penyebut"), *evidence_cells(own)))


def _results(rows: list[CheckRow], jenis: str) -> Iterator[Result]:
    """Everything that some rows of evidence may be taken to give."""
    values = list(numbers(rows, "nilai"))
    if values:
        yield from ((v, None) for v in dict.fromkeys((values[-1], sum(values, Fraction(0)), sum(values, Fraction(0)) / len(values))))
    words = [r.text("nilai") for r in rows if r.text("nilai")]
    if words:
        yield words[-1], None
    tops, belows = list(numbers(rows, "pembilang")), list(numbers(rows, "penyebut"))
    top, below = sum(tops, Fraction(0)), sum(belows, Fraction(0))
    if tops and jenis == "persen" and len(tops) == len(belows) and below > 0:
        yield 100 * top / below, None
    elif tops and jenis != "persen":
        yield top, below if belows and jenis == "rasio" else None
        if jenis == "rasio" and belows:
            yield top, belows[-1]


def _same(row: CheckRow, key: str, below: object, result: Result) -> bool:
    value, second = result
    if isinstance(value, str):
        return normal(value) == normal(row.text(key) or row.value(key).raw)
    if second is None or not isinstance(below, Fraction):
        return prints_as(row.value(key), value)
    mine = row.number(key)
    return mine is not None and ((prints_as(row.value(key), value) and below == second) or (below > 0 and second > 0 and mine / below == value / second))
