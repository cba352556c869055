"""Figures of one indikator in several places: what makes them the same (the rules LK310 to LK314, LK401 and LK404 share this)."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from lkjip_xl.check import Check, CheckRow
from lkjip_xl.engine import UNTYPED, CellKey
from lkjip_xl.spec.build import UNMEASURED
from lkjip_xl.spec.lists import LISTS, PREDICATES
from lkjip_xl.values import Value, agrees, angka, close, normal

YEAR_END = ("Semester II", "TW IV", "TAHUNAN")
WHOLE_YEAR = ({"TAHUNAN"}, {"Semester I", "Semester II"}, {"TW I", "TW II", "TW III", "TW IV"})


def shown(value: Any, below: Any = "") -> str:
    """A measured value as people write it: `4 : 18`, `44,44`, `BB`."""
    if not isinstance(value, Fraction):
        return "kosong" if value == "" else str(value)
    return f"{angka(value)} : {angka(below)}" if isinstance(below, Fraction) else angka(value)


def worth(value: Any, below: Any, jenis: str) -> Fraction | None:
    """Number that a measured value stands for: predikat as rank, rasio as quotient; None when it has none."""
    if jenis == "predikat":
        return Fraction(PREDICATES.index(value.upper()) + 1) if isinstance(value, str) and value.upper() in PREDICATES else None
    if not isinstance(value, Fraction):
        return None
    if jenis == "rasio":
        return value / below if isinstance(below, Fraction) and below > 0 else None
    return value


def prints_as(value: Value, exact: Any) -> bool:
    """Is a typed figure the exact one, rounded or cut at its own decimals; words compare on letters."""
    if isinstance(exact, str):
        return normal(value.predicate or value.raw) == normal(exact)
    if value.number is None or not isinstance(exact, Fraction):
        return False
    return agrees(value.number, value.decimals, exact) or close(value.number, exact)


def known(value: Any) -> bool:
    """Does a measured cell say something: neither blank, nor belum diukur, nor unreadable."""
    return value is not UNTYPED and not (isinstance(value, str) and value.casefold() in UNMEASURED)


def year_end(check: Check, id_: str) -> CheckRow | None:
    """Row of Triwulan whose four quarters are all answered; None when the year cannot be told from it."""
    row = check.by_id("Triwulan", id_)
    quarters = [row[f"r{k}"] for k in range(1, 5)] if row is not None else []
    return row if row is not None and all(q != "" and q is not UNTYPED for q in quarters) and any(known(q) for q in quarters) else None


def agrees_with_year(row: CheckRow, quarters: CheckRow) -> bool:
    """Is the realisasi of the year what its quarters give; True as well when they cannot be compared."""
    ours, theirs = row["realisasi"], quarters.right("kondisi_akhir")
    if ours is UNTYPED or ours == "" or not known(theirs):
        return True
    if row.text("jenis") == "rasio" and isinstance(ours, Fraction) and isinstance(theirs, Fraction):
        a, b = worth(ours, row["penyebut"], "rasio"), worth(theirs, quarters["penyebut"], "rasio")
        return a == b if a is not None and b is not None else ours == theirs
    last = next((v for k in range(4, 0, -1) if known((v := quarters.value(f"r{k}")).raw) and v.number is not None), None)
    coarser = last is not None and last.number == theirs and prints_as(last, ours)
    return prints_as(row.value("realisasi"), theirs) or coarser


def evidence(check: Check, id_: str) -> list[CheckRow]:
    """Rows of Data Dukung behind one indikator."""
    return [r for r in check.rows("DataDukung") if r.text("id").casefold() == id_.casefold()]


def evidence_cells(rows: list[CheckRow]) -> tuple[CellKey, ...]:
    """Cells of Data Dukung that make a result: whose it is, and its figures."""
    return tuple(r.cell(key) for r in rows for key in ("id", "pembilang", "penyebut", "nilai"))


def data_results(check: Check, row: CheckRow) -> list[Fraction]:
    """Values of the year that Data Dukung can stand for, the sheet's own result first; none when it does not cover the year."""
    rows = evidence(check, row.text("id"))
    if not rows or any(r[k] is UNTYPED for r in rows for k in ("pembilang", "penyebut", "nilai", "periode")):
        return []
    periods, way = {r.text("periode") for r in rows}, row.text("cara_gabung")
    if way == "posisi akhir" and not periods & set(YEAR_END):
        return []
    if way != "posisi akhir" and not any(whole <= periods for whole in WHOLE_YEAR):
        return []
    result = row.right("data_dukung")
    return [v for v in (result, _of_last_period(rows, row.text("jenis"))) if isinstance(v, Fraction)]


def last_period(rows: list[CheckRow]) -> list[CheckRow]:
    """Rows of the latest period among them."""
    order = LISTS["periode_data"]
    places = [order.index(r.text("periode")) if r.text("periode") in order else -1 for r in rows]
    return [r for r, place in zip(rows, places, strict=True) if place == max(places)]


def _of_last_period(rows: list[CheckRow], jenis: str) -> Fraction | None:
    last = last_period(rows)
    if len({r.text("periode") for r in rows}) < 2 or any(r.number("nilai") is not None for r in last):
        return None
    top, below = (sum((v for v in numbers(last, k)), Fraction(0)) for k in ("pembilang", "penyebut"))
    if jenis == "persen":
        return 100 * top / below if below > 0 else None
    return top


def numbers(rows: list[CheckRow], key: str) -> Iterator[Fraction]:
    """Numbers of a column."""
    return (v for r in rows if (v := r.number(key)) is not None)
