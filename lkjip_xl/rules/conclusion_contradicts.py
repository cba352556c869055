"""LK615: conclusions that the figures contradict."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from lkjip_xl.check import Check, CheckRow, Spot
from lkjip_xl.findings import Severity
from lkjip_xl.quotes import UNMEASURED, Ledger, Quote, Thing, ledger, normal, shown
from lkjip_xl.quotes.mentions import ROMAN
from lkjip_xl.quotes.quote import question
from lkjip_xl.quotes.spoken import MET, OPPOSITE, Verdict, claims, moves, of_a_part, result_in, unmeasured, verdict
from lkjip_xl.quotes.whole import sheets_whole
from lkjip_xl.rules._prose import marked
from lkjip_xl.rules._quoted import addresses
from lkjip_xl.rules._verdicts import Doubt, about, part_of, sheet_of
from lkjip_xl.rules.rule import Hit, rule

_JUDGED = ("capaian", "efisiensi", "realisasi anggaran", "capaian keluaran", "rata-rata capaian")
"""Quantities that decide whether a claim holds."""
_COLUMNS = ("kesimpulan", "pendorong", "penghambat")


@dataclass(frozen=True, slots=True)
class _Wrong:
    """One claim that cannot be right."""

    key: tuple[object, ...]
    spot: Spot
    place: str
    words: str
    doubt: Doubt
    about: Quote


@rule("LK615", "Simpulan bertentangan dengan angka")
def conclusion_contradicts(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    Simpulan "tercapai", "melampaui target", "belum tercapai", "efisien", "tidak dilaksanakan", "belum diukur" dan sejenisnya,
    sebagai kutipan atau dalam kolom Kesimpulan, Faktor pendorong dan Faktor penghambat di lembar Analisis, yang bertentangan
    dengan capaian, efisiensi, realisasi atau keluarannya; arah "meningkat dari tahun lalu" yang tidak sesuai lembar Pembanding;
    dan dua simpulan yang bertentangan. Hanya kalimat yang tidak bermakna ganda yang diperiksa; harapan, rencana dan syarat tidak.

    ## Mengapa penting

    Simpulan adalah bagian yang dibaca pimpinan. Bila bertentangan dengan angkanya, salah satunya pasti salah.

    ## Cara memperbaiki

    Sesuaikan simpulan dengan angkanya. Bila angkanya yang salah, betulkan angka itu lebih dahulu.

    ## Dasar hukum

    Tidak ada.
    """
    book = ledger(check)
    found = [*_written(book), *_quoted(book)]
    for group in _grouped(found):
        first, more = group[0], len(group) - 1
        also = f" Begitu juga di {more} tempat lain." if more else ""
        yield Hit(
            marked(first.spot, str(first.key[-1])), f"{first.place}: disebut \"{first.words}\", {first.doubt.why}.{also}", found=first.words, expected=first.doubt.right, severity=first.doubt.severity,
            related=(*(w.spot.address for w in group[1:]), *first.doubt.related), uses=book.sources(first.about, *_JUDGED))
    yield from _against_each_other(book, {w.spot.address for w in found})


def _grouped(found: list[_Wrong]) -> list[list[_Wrong]]:
    groups: dict[tuple[object, ...], list[_Wrong]] = {}
    for wrong in sorted(found, key=lambda w: w.spot.order):
        group = groups.setdefault(wrong.key, [])
        if all(w.spot.address != wrong.spot.address for w in group):
            group.append(wrong)
    return list(groups.values())


def _quoted(book: Ledger) -> Iterator[_Wrong]:
    for q in book.quotes:
        if q.besaran not in ("simpulan", "keadaan") or not q.ours or not q.thing.known:
            continue
        said = verdict(q.text)
        if q.besaran == "keadaan" and (said not in (Verdict.UNMEASURED, Verdict.NOT_DONE) or len(q.thing.ids) != 1):
            continue
        doubt = about(book, q, said) if said is not None else part_of(book, q) if of_a_part(q.text) and q.besaran == "simpulan" else None
        if doubt is not None:
            yield _Wrong((*q.thing.key, q.year if q.other_year else None, q.periode, _sort(said)), q.spot, f"{q.place}, {q.thing.text}", q.text, doubt, q)


def _sort(said: Verdict | None) -> str:
    """Claims of one sort about one thing are one mistake."""
    return "tercapai" if said in MET else str(said)


def _written(book: Ledger) -> Iterator[_Wrong]:
    """Claims of the sheet Analisis about their indikator."""
    for row in book.check.rows("Analisis") if sheets_whole(book.check) else ():
        thing = book.things.find(row.text("id"))
        if len(thing.ids) != 1:
            continue
        for key in _COLUMNS:
            text = row.text(key)
            if text:
                place = f"Analisis {row.subject}, {row.table[key].header.lower()}"
                yield from (_Wrong((*thing.key, *when), row.spot(key), place, words, doubt, q) for when, words, doubt, q in _doubts(book, row, thing, text))


def _doubts(book: Ledger, row: CheckRow, thing: Thing, text: str) -> Iterator[tuple[tuple[object, ...], str, Doubt, Quote]]:
    check = book.check
    for claim in claims(text):
        q = question(row, thing, "capaian", claim.year, _periode(check, claim.quarter))
        doubt = about(book, q, claim.verdict)
        if doubt is not None:
            yield (q.year if q.other_year else None, q.periode, _sort(claim.verdict)), claim.words, doubt, q
    for said, state in ((unmeasured(text), True), (result_in(text), False)):
        if said is not None and said[1] in (None, check.year):
            q = question(row, thing, "realisasi", said[1], _periode(check, said[2]))
            doubt = about(book, q, Verdict.UNMEASURED) if state else _not_there(book, q)
            if doubt is not None:
                yield (None, q.periode, "belum diukur" if state else "hasil"), said[0], doubt, q
    if check.annual:
        for move in moves(text):
            doubt = _direction(book, row, thing, move.sign, move.year, move.base)
            if doubt is not None:
                yield (move.year, move.base, "arah"), move.words, doubt, question(row, thing, "realisasi", move.year)


def _periode(check: Check, quarter: int | None) -> str:
    name = f"TW {ROMAN[quarter]}" if quarter is not None else ""
    return "" if name == check.form("Identitas", "periode") else name


def _not_there(book: Ledger, q: Quote) -> Doubt | None:
    """A result told in a sentence while the sheet says that nothing is measured."""
    sights = book.sights(q, book.check.truth)
    if sights and sights[0].value in UNMEASURED:
        return Doubt(f"padahal realisasinya di lembar {sheet_of(book, sights[0])} tertulis \"{sights[0].value}\"", Severity.WARNING)
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


def _against_each_other(book: Ledger, told: set[str]) -> Iterator[Hit]:
    """Two conclusions of one thing that cannot both hold, neither of them told above."""
    groups: dict[tuple[object, ...], list[tuple[Quote, Verdict]]] = {}
    for q in book.quotes:
        said = verdict(q.text) if q.besaran == "simpulan" and q.ours else None
        if said is not None and q.address not in told:
            groups.setdefault((q.thing.key, q.year if q.other_year else None, q.periode, normal(q.by)), []).append((q, said))
    for group in groups.values():
        for i, (q, said) in enumerate(group):
            other = next(((o, s) for o, s in group[:i] if s in OPPOSITE[said]), None)
            if other is not None:
                o = other[0]
                yield Hit(
                    q.spot, f"{q.place}: {q.thing.text} disebut \"{q.text}\", sedangkan di {o.place} \"{o.text}\".", found=q.text, related=addresses(x for x, _ in group if x is not q),
                    severity=Severity.WARNING)
                break
