"""What the workbook knows when a sentence says that something is reached, efficient, done or measured."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from fractions import Fraction

from lkjip_xl.check import CheckRow
from lkjip_xl.engine import UNTYPED, Engine
from lkjip_xl.findings import Severity
from lkjip_xl.quotes import UNMEASURED, Ledger, Quote, Sight, shown
from lkjip_xl.quotes.spoken import MET, Verdict
from lkjip_xl.values import poin

_EXACT = Fraction(1, 10**6)


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why a claim cannot be right."""

    why: str
    severity: Severity = Severity.ERROR
    right: str = ""
    related: tuple[str, ...] = ()


def about(book: Ledger, q: Quote, verdict: Verdict, *, of_quarter: bool = False) -> Doubt | None:
    """What contradicts a verdict on one indikator, on budget rows or on the whole office; None when nothing does or nobody knows.

    `of_quarter`: the words name the quarter, so that the target of the year is not meant.
    """
    if verdict in (Verdict.EFFICIENT, Verdict.WASTEFUL):
        return _efficient(book, q, verdict) if len(q.thing.ids) == 1 or q.thing.total else None
    if q.thing.nodes:
        return _activity(book, q, verdict)
    if q.thing.total or len(q.thing.ids) > 1:
        return _together(book, q, verdict)
    return _one(book, q, verdict, of_quarter=of_quarter) if len(q.thing.ids) == 1 else None


def _first(book: Ledger, q: Quote, besaran: str, engine: Engine) -> Sight | None:
    found = book.sights(replace(q, besaran=besaran), engine)
    return found[0] if found else None


def _one(book: Ledger, q: Quote, verdict: Verdict, *, of_quarter: bool) -> Doubt | None:
    sights = [s for engine in (book.check.truth, book.check.stored) if (s := _first(book, q, "capaian", engine)) is not None]
    if verdict in (Verdict.UNMEASURED, Verdict.NOT_DONE):
        return _measured(book, q)
    if not sights:
        return None
    state = sights[0].value
    if isinstance(state, str):
        typed = _first(book, q, "realisasi", book.check.truth) or sights[0]
        unfounded = state in UNMEASURED and verdict in MET and not printed(book, q)
        return Doubt(f"padahal realisasinya di lembar {sheet_of(book, typed)} tertulis \"{typed.value}\"", Severity.WARNING) if unfounded else None
    values = [s.value for s in sights if isinstance(s.value, Fraction)] + ([] if of_quarter else _whole_year(book, q))
    told = sights[0].words if "=" in sights[0].words else f"{sights[0].words}, capaian {shown(sights[0])}"
    if verdict in MET and all(v < 100 - _EXACT for v in values):
        return Doubt(f"padahal capaiannya {shown(sights[0])} ({told})", Severity.WARNING if verdict is Verdict.SUCCESS else Severity.ERROR, "tidak tercapai")
    if verdict is Verdict.MISSED and all(v >= 100 - _EXACT for v in values):
        return Doubt(f"padahal capaiannya {shown(sights[0])} ({told})", right="tercapai")
    if verdict is Verdict.EXCEEDED and all(abs(v - 100) <= _EXACT for v in values):
        return Doubt(f"padahal realisasinya sama dengan target, capaian {shown(sights[0])}", Severity.WARNING, "tercapai")
    return None


def printed(book: Ledger, q: Quote) -> bool:
    """Does the report print a result that the sheet lacks: then the sheet is wrong (LK601), not the conclusion."""
    return any(
        o.thing.key == q.thing.key and o.besaran in ("realisasi", "capaian") and o.ours and not o.other_year and o.periode == q.periode and o.value.number not in (None, 0)
        for o in book.quotes)


def all_of_it(book: Ledger, q: Quote, what: str, done: str) -> Doubt | None:
    """`seluruh temuan telah ditindaklanjuti` of an indikator that counts just that in percent: its realisasi can only be 100 %."""
    row = book.things.plan.get(q.thing.ids[0].casefold()) if len(q.thing.ids) == 1 else None
    name = str(row.get("uraian")).casefold() if row is not None and row.get("jenis") == "persen" else ""
    if not re.search(rf"\b{what}\b", name) or not re.search(rf"\b{done}\b", name):
        return None
    sights = [s for engine in (book.check.truth, book.check.stored) if (s := _first(book, q, "realisasi", engine)) is not None]
    if not sights or any(s.value == 100 or (isinstance(s.value, str) and s.value not in UNMEASURED) for s in sights):
        return None
    told = f"tertulis \"{sights[0].value}\"" if isinstance(sights[0].value, str) else shown(sights[0])
    return Doubt(f"jadi realisasinya 100 %, padahal di lembar {sheet_of(book, sights[0])} {told}", right="100 %")


def sheet_of(book: Ledger, sight: Sight) -> str:
    """The sheet where the figure is typed."""
    return "Triwulan" if sight.place == "Pengukuran" and not book.check.annual else sight.place


def _whole_year(book: Ledger, q: Quote) -> list[Fraction]:
    """Capaian against the target of the year, which a sentence of a quarterly report may mean as well."""
    row = book.check.by_id("Triwulan", q.thing.ids[0]) if not book.check.annual and not q.other_year and not q.periode else None
    value = row.right("c_akhir") if row is not None else ""
    return [100 * value] if isinstance(value, Fraction) else []


def _measured(book: Ledger, q: Quote) -> Doubt | None:
    """A realisasi that is there although it is said not to be measured; 0 may stand for that (LK324)."""
    sights = [_first(book, q, "realisasi", engine) for engine in (book.check.truth, book.check.stored)]
    found = sights[0]
    if found is None or any(s is None or not isinstance(s.value, Fraction) or s.value == 0 for s in sights):
        return None
    return Doubt(f"padahal realisasinya {shown(found)} menurut lembar {sheet_of(book, found)}", Severity.WARNING)


def _efficient(book: Ledger, q: Quote, verdict: Verdict) -> Doubt | None:
    limit = Fraction(1) if book.method == "C/S" else Fraction(0)
    sights = [s for engine in (book.check.truth, book.check.stored, book.check.uncapped) if (s := _first(book, q, "efisiensi", engine)) is not None]
    values = [s.value for s in sights if isinstance(s.value, Fraction)]
    if not values:
        return None
    told = shown(sights[0]) if book.method == "C/S" or not isinstance(sights[0].value, Fraction) else poin(100 * sights[0].value)
    wrong = all(v < limit for v in values) if verdict is Verdict.EFFICIENT else all(v > limit for v in values)
    return Doubt(f"padahal efisiensinya {told} dengan metode {book.method}", right="tidak efisien" if verdict is Verdict.EFFICIENT else "efisien") if wrong else None


def _activity(book: Ledger, q: Quote, verdict: Verdict) -> Doubt | None:
    spent, output = (_first(book, q, besaran, book.check.truth) for besaran in ("realisasi anggaran", "realisasi keluaran"))
    amounts = [s for s in (spent, output) if s is not None and isinstance(s.value, Fraction)]
    if verdict is Verdict.NOT_DONE:
        found = next((s for s in amounts if s.value != 0), None)
        what = "realisasi anggarannya" if found is spent else "realisasi keluarannya"
        return Doubt(f"padahal {what} {shown(found)} menurut lembar Anggaran") if found is not None else None
    if verdict is Verdict.DONE:
        return Doubt("padahal realisasi anggaran dan keluarannya 0 menurut lembar Anggaran") if len(amounts) == 2 and all(s.value == 0 for s in amounts) else None
    if verdict in (*MET, Verdict.MISSED) and len(q.thing.nodes) == 1:
        reached = _first(book, q, "capaian keluaran", book.check.truth)
        value = reached.value if reached is not None else ""
        if reached is not None and isinstance(value, Fraction) and (value < 100) is (verdict in MET):
            return Doubt(f"padahal capaian keluarannya {shown(reached)} ({reached.words})", right="tidak tercapai" if verdict in MET else "tercapai")
    return None


_OTHER_BASIS = ("serapan", "anggaran", "realisasi anggaran", "keuangan", "nilai", "keluaran")


def _together(book: Ledger, q: Quote, verdict: Verdict) -> Doubt | None:
    """All indikator, or several named ones."""
    if q.other_year or q.periode or q.by in _OTHER_BASIS or q.by.startswith("rata"):
        return None
    wanted = {i.casefold() for i in q.thing.ids}
    rows = [r for r in book.check.rows("Pengukuran") if not wanted or r.subject.casefold() in wanted]
    if not rows or any(r.right("capaian") is UNTYPED for r in rows):
        return None
    values = [(r, r.right("capaian")) for r in rows]
    numbers = [(r, v) for r, v in values if isinstance(v, Fraction)]
    below = [(r, v) for r, v in numbers if v < 1 - _EXACT]
    if verdict in MET and below:
        return Doubt(f"padahal {len(below)} dari {len(numbers)} indikator yang diukur belum mencapai target: {_named(below)}", right="belum semua tercapai")
    if verdict in MET and not numbers and all(v in ("", *UNMEASURED) for _, v in values):
        return Doubt("padahal belum ada indikator tujuan atau sasaran yang diukur pada periode ini")
    if verdict is Verdict.MISSED and len(numbers) == len(rows) and not below:
        return Doubt(f"padahal semua {len(rows)} indikator mencapai targetnya", right="tercapai")
    return None


def _named(rows: list[tuple[CheckRow, Fraction]]) -> str:
    told = [f"{r.subject} {poin(100 * v)}" for r, v in rows[:4]]
    return ", ".join(told) + (f" dan {len(rows) - 4} lainnya" if len(rows) > 4 else "")


def part_of(book: Ledger, q: Quote) -> Doubt | None:
    """`belum semua` although every indikator is measured and reached."""
    return _together(book, q, Verdict.MISSED) if q.thing.total or len(q.thing.ids) > 1 else None
