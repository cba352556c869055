"""Claims in a sentence about one indikator that its figures contradict."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from lkjip_xl.check import Check, CheckRow
from lkjip_xl.engine import fold
from lkjip_xl.findings import Severity
from lkjip_xl.quotes import UNMEASURED, Ledger, Quote, Thing, normal, shown
from lkjip_xl.quotes.mentions import ROMAN
from lkjip_xl.quotes.quote import question
from lkjip_xl.quotes.spoken import Verdict, claims, entire, moves, ranks, result_in, unmeasured, waits_for_semester
from lkjip_xl.rules._prose import nameless
from lkjip_xl.rules._verdicts import Doubt, about, all_of_it, printed, sheet_of
from lkjip_xl.values import angka

Doubtful = tuple[tuple[object, ...], str, Doubt, Quote]
"""What the claim is of (claims of one sort are one mistake), its words, the doubt, and the question its figures answer."""


def doubts(book: Ledger, row: CheckRow, thing: Thing, text: str) -> Iterator[Doubtful]:
    """Claims of a text that cannot be right; `row` is the row that holds it."""
    check = book.check
    for claim in claims(nameless(book, text)):
        q = question(row, thing, "capaian", claim.year, _periode(check, claim.quarter))
        doubt = about(book, q, claim.verdict, of_quarter=claim.quarter is not None)
        if doubt is not None:
            yield (q.year if q.other_year else None, q.periode, sort_of(claim.verdict)), claim.words, doubt, q
    for said, state in ((unmeasured(text), True), (result_in(text), False)):
        if said is not None and said[1] in (None, check.year):
            q = question(row, thing, "realisasi", said[1], _periode(check, said[2]))
            doubt = about(book, q, Verdict.UNMEASURED) if state else _not_there(book, q)
            if doubt is not None:
                yield (None, q.periode, "belum diukur" if state else "hasil"), said[0], doubt, q
    yield from states(book, row, thing, text)
    if check.annual:
        for move in moves(text):
            doubt = _direction(book, row, thing, move.sign, move.year, move.base)
            if doubt is not None:
                yield (move.year, move.base, "arah"), move.words, doubt, question(row, thing, "realisasi", move.year)
    for sign, words, who in ranks(text):
        doubt = _ranked(book, thing, sign, who)
        if doubt is not None:
            yield (None, normal(who), "arah"), words, doubt, question(row, thing, "realisasi", None)


def states(book: Ledger, row: CheckRow, thing: Thing, text: str) -> Iterator[Doubtful]:
    """`seluruh … telah …`, and a survey `per semester` as the reason why the semester that is over has no result."""
    q = question(row, thing, "realisasi", None)
    for words, what, done in entire(text):
        doubt = all_of_it(book, q, what, done)
        if doubt is not None:
            yield (None, "", "seluruhnya"), words, doubt, q
    words = waits_for_semester(text)
    doubt = _semester_over(book, thing) if words else None
    if doubt is not None:
        yield (None, "", "per semester"), words, doubt, q


def sort_of(said: Verdict | None) -> str:
    """Claims of one sort about one thing are one mistake."""
    return "tercapai" if said in (Verdict.REACHED, Verdict.EXCEEDED) else str(said)


def _periode(check: Check, quarter: int | None) -> str:
    name = f"TW {ROMAN[quarter]}" if quarter is not None else ""
    return "" if name == check.form("Identitas", "periode") else name


def _not_there(book: Ledger, q: Quote) -> Doubt | None:
    """A result told in a sentence while the sheet says that nothing is measured; where a figure is quoted too, LK601 tells it."""
    sights = book.sights(q, book.check.truth)
    if sights and sights[0].value in UNMEASURED and not printed(book, q):
        return Doubt(f"padahal realisasinya di lembar {sheet_of(book, sights[0])} tertulis \"{sights[0].value}\"", Severity.WARNING)
    return None


def _semester_over(book: Ledger, thing: Thing) -> Doubt | None:
    """The evidence of the semester that ends with the period, when it has a result."""
    check = book.check
    name = {2: "Semester I", 4: "Semester II"}.get(check.quarter)
    for row in check.rows("DataDukung") if name is not None else ():
        result = row.row.get("hasil")
        if row.text("periode") == name and fold(row.text("id")) == fold(thing.ids[0]) and isinstance(result, Fraction):
            key = "nilai" if row.number("nilai") is not None else "pembilang"
            number = row.number(key)
            told = f"{key} {angka(number, row.value(key).decimals)}" if number is not None else "hasilnya"
            return Doubt(f"padahal {name} sudah berakhir dan {told} ada di lembar Data Dukung", Severity.WARNING, related=(row.address(key),))
    return None


def _direction(book: Ledger, row: CheckRow, thing: Thing, sign: int, year: int | None, base: int | None) -> Doubt | None:
    """A direction that neither realisasi nor capaian took between the two years."""
    new = year if year is not None else book.check.year
    old = base if base is not None else None if new is None else new - 1
    if new is None or old is None:
        return None
    told: list[str] = []
    for besaran in ("realisasi", "capaian"):
        pair = [_amount(book, question(row, thing, besaran, y)) for y in (new, old)]
        now, before = pair
        if now is not None and before is not None:
            change = now[0] - before[0]
            if change * sign > 0:
                return None
            told.append(f"{besaran} {old} {before[1]}, {new} {now[1]}")
    return Doubt(f"padahal {'; '.join(told)}") if told and told[0].startswith("realisasi") else None


def _amount(book: Ledger, q: Quote) -> tuple[Fraction, str] | None:
    sights = book.sights(q, book.check.truth)
    if not sights or not isinstance(sights[0].value, Fraction):
        return None
    s = sights[0]
    value = sights[0].value
    return (value / s.below if s.below else value), shown(s)


def _ranked(book: Ledger, thing: Thing, sign: int, who: str) -> Doubt | None:
    """Higher or lower than another unit of Pembanding, where the figures of both say the opposite."""
    check = book.check
    ours = check.by_id("Pengukuran", thing.ids[0])
    mine = ours.right("nilai_hasil") if ours is not None else ""
    for row in check.rows("Pembanding"):
        named = normal(row.text("pihak"))
        theirs = row.right("nilai")
        same = named and normal(who).startswith(named) and fold(row.text("id")) == fold(thing.ids[0]) and row.number("tahun") == check.year
        if same and isinstance(mine, Fraction) and isinstance(theirs, Fraction):
            if (mine - theirs) * sign > 0:
                return None
            typed = row["realisasi"]
            told = f"{row.text('pihak')} {angka(typed) if isinstance(typed, Fraction) else typed}"
            return Doubt(f"padahal realisasi {told} di lembar Pembanding tidak lebih {'rendah' if sign > 0 else 'tinggi'}", related=(row.address("realisasi"),))
    return None
