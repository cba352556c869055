"""Quoted results against cells that say "not measured yet", and the words nihil and 0 for one value (LK601 tells them)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from lkjip_xl.check import Check, CheckRow
from lkjip_xl.findings import Severity
from lkjip_xl.quotes import UNMEASURED, Ledger, Quote, Standing
from lkjip_xl.rules._quoted import addresses, alike, others, right_value
from lkjip_xl.rules._said import QUARTERS, Said, name_of, not_yet, nothing_happened, said
from lkjip_xl.rules._yearly import evidence
from lkjip_xl.rules.rule import Hit
from lkjip_xl.spec.build import capaian
from lkjip_xl.spec.sheets.measure import TWS
from lkjip_xl.values import State, agrees, angka, persen, poin

_RESULTS = ("realisasi", "capaian")
_FULL = 100
_COVERED = {"TW I": ("TW I",), "TW II": ("TW II", "Semester I"), "TW III": ("TW III",), "TW IV": ("TW IV", "Semester II"), "TAHUNAN": ("TAHUNAN",)}
"""Periods of Data Dukung that give the result of a period by themselves."""


def hits(check: Check, book: Ledger) -> Iterator[Hit]:
    """Findings about results where a sheet says that nothing has been measured."""
    wrong = [q for q in book.quotes if q.is_figure and book.standing(q) is Standing.WRONG and says_unmeasured(book, q)]
    for group in alike(wrong):
        yield _hit(check, book, group)
    yield from _zeros(check, book)
    yield from _nihil(check, book)


def says_unmeasured(book: Ledger, q: Quote) -> bool:
    """Does the sheet hold a word for "not measured" where a figure is quoted."""
    found = book.judged.get(q.row.index)
    return found is not None and found.expected is not None and found.expected.value in UNMEASURED


@dataclass(frozen=True, slots=True)
class _Cells:
    """The cells of one result that say nothing has been measured."""

    row: CheckRow
    result: str
    reached: str
    period: str

    @property
    def addresses(self) -> tuple[str, ...]:
        """Realisasi, then capaian."""
        return (self.row.address(self.result), self.row.address(self.reached))

    @property
    def says(self) -> str:
        """What the sheet says and in which cells, for messages; a capaian that nobody typed only follows."""
        here, there = (a.rpartition("!")[2] for a in self.addresses)
        word, sheet = self.row.text(self.result) or "belum diukur", f"di lembar {self.row.spot().sheet}"
        typed = self.row.raw(self.reached)
        if typed is not None and typed.formula is None:
            return f"{sheet} ({here}, {there}) realisasi dan capaian {self.period} tertulis \"{word}\""
        return f"{sheet} ({here}) realisasi {self.period} tertulis \"{word}\", jadi capaiannya belum terhitung"


def _cells(check: Check, q: Quote) -> _Cells | None:
    """Where realisasi and capaian of the quoted period stand; None for earlier years and anything but one indikator."""
    if len(q.thing.ids) != 1 or q.other_year or q.besaran not in _RESULTS:
        return None
    if check.annual and q.periode in ("", "TAHUNAN"):
        row = check.by_id("Pengukuran", q.thing.ids[0])
        return _Cells(row, "realisasi", "capaian", "TAHUNAN") if row is not None else None
    period = q.periode or f"TW {TWS[check.quarter - 1]}"
    row = check.by_id("Triwulan", q.thing.ids[0])
    k = QUARTERS.get(period, 0)
    return _Cells(row, f"r{k}", f"c{k}", period) if row is not None and period in _COVERED and period != "TAHUNAN" else None


@dataclass(frozen=True, slots=True)
class _Proof:
    """A result that Data Dukung or quoted counts show."""

    result: Fraction
    words: str
    addresses: tuple[str, ...]
    counted: bool
    """Counted from at least one case, not typed as a value."""


def _proof(check: Check, book: Ledger, q: Quote, cells: _Cells) -> _Proof | None:
    rows = [r for r in evidence(check, q.thing.ids[0]) if r.text("periode") in _COVERED[cells.period]]
    result = rows[0]["hasil"] if len(rows) == 1 else ""
    if isinstance(result, Fraction):
        row, top, below = rows[0], rows[0].number("pembilang"), rows[0].number("penyebut")
        if top is not None and below:
            return _Proof(result, f"{angka(top)} dari {angka(below)} menurut Data Dukung", (row.address("pembilang"), row.address("penyebut")), counted=True)
        return _Proof(result, f"Data Dukung {row.text('periode')}", (row.address("nilai"),), counted=False)
    counts = [_one([o for o in book.quotes if o.besaran == b and o.thing.key == q.thing.key and o.periode == q.periode and not o.other_year]) for b in ("pembilang", "penyebut")]
    top_quote, below_quote = counts
    if top_quote is None or below_quote is None or not below_quote.value.number or top_quote.value.number is None or cells.row.text("jenis") != "persen":
        return None
    a, b = top_quote.value.number, below_quote.value.number
    return _Proof(100 * a / b, f"{angka(a)} dari {angka(b)} di {below_quote.place}", addresses((top_quote, below_quote)), counted=True)


def _one(quotes: list[Quote]) -> Quote | None:
    """The first of quotations that all print one number."""
    return quotes[0] if quotes and len({q.value.number for q in quotes}) == 1 else None


def _reached(check: Check, cells: _Cells, result: Fraction) -> tuple[Fraction | None, str]:
    """Capaian of a result against the target of its period, and how it is worked out."""
    target = cells.row.number("nilai_target" if cells.result == "realisasi" else f"nt{cells.result[1:]}")
    value = capaian(result, target, result, cells.row.text("arah")) if target is not None and cells.row.text("jenis") != "rasio" else None
    if not isinstance(value, Fraction) or target is None:
        return None, ""
    cap = check.form("Kebijakan", "batas")
    held = f", dengan batas {persen(cap, None)}" if isinstance(cap, Fraction) and value > cap else ""
    sign = f"{angka(result)} : {angka(target)}" if cells.row.text("arah") == "naik" else f"realisasi {angka(result)}, target {angka(target)}"
    return value, f"{sign} = {persen(value)}{held}"


def _agrees(check: Check, q: Quote, result: Fraction, reached: Fraction | None) -> bool:
    assert q.value.number is not None
    if q.besaran == "realisasi":
        return agrees(q.value.number, q.value.decimals, result)
    cap = check.form("Kebijakan", "batas")
    values = [] if reached is None else [100 * reached, *([100 * cap] if isinstance(cap, Fraction) and reached > cap else [])]
    return any(agrees(q.value.number, q.value.decimals, v) for v in values)


def _hit(check: Check, book: Ledger, group: list[Quote], also: tuple[Quote, ...] = ()) -> Hit:
    first = group[0]
    expected = book.judged[first.row.index].expected
    assert expected is not None
    cells = _cells(check, first)
    if cells is None:
        return _elsewhere(book, group)
    proof = _proof(check, book, first, cells)
    reached, worked = _reached(check, cells, proof.result) if proof is not None else (None, "")
    proved = proof is not None and _agrees(check, first, proof.result, reached)
    shown = _result(cells, proof.result) if proof is not None else ""
    because = f" ({proof.words}{'' if first.besaran == 'realisasi' else f': realisasi {shown}'})" if proof is not None else ""
    follows = f" Capaian yang mengikuti realisasi {shown}: {worked}." if worked else ""
    right = "" if proved else shown if proof is not None and first.besaran == "realisasi" else persen(reached) if reached is not None else ""
    nothing = _nothing(check, first, cells) if proof is None else None
    if nothing is not None:
        follows += f" Menurut {nothing.place} tidak ada kejadiannya: realisasinya nihil."
    if proof is not None:
        advice = f"Isi realisasi {cells.period} {first.thing.text} di {cells.addresses[0]} dengan {shown}; capaiannya lalu terhitung."
    elif nothing is not None:
        advice = f"Isi {cells.addresses[0]} dengan nihil (tidak ada yang harus dikerjakan); capaiannya lalu 100 %."
    else:
        what = "angka itu" if first.besaran == "realisasi" else "realisasinya"
        advice = f"Bila memang sudah diukur, isi {what} di {cells.addresses[0]}; bila belum, hapus dari laporan."
    return Hit(
        first.spot, f"{first.place}: {first.what} tercetak {first.text}{because}, padahal {cells.says}.{others(len(group) - 1)}{follows}", advice=advice, found=first.text, expected=right,
        calculation=worked or expected.words, uses=book.sources(first),
        related=(*addresses([*group[1:], *also]), *cells.addresses, *(proof.addresses if proof is not None else ()), *((nothing.address,) if nothing is not None else ())))


def _nothing(check: Check, q: Quote, cells: _Cells) -> Said | None:
    """The statement that there was nothing to handle in the period, which makes a printed 100 % a nihil."""
    if q.value.number != _FULL:
        return None
    quarter, name = QUARTERS.get(cells.period, 0), name_of(cells.row)
    return next((s for s in said(check).get(q.thing.ids[0].casefold(), ()) if s.year in (None, check.year) and s.covers(quarter) and nothing_happened(s, name)), None)


def _result(cells: _Cells, result: Fraction) -> str:
    return poin(result, None if result.denominator == 1 else 2) if cells.row.text("jenis") == "persen" else angka(result)


def _elsewhere(book: Ledger, group: list[Quote]) -> Hit:
    """A figure whose cell says "not measured" outside the cells of this period: of an earlier year, another unit, a target."""
    first = group[0]
    expected = book.judged[first.row.index].expected
    assert expected is not None
    right, sheet = right_value(first, expected), expected.place or "asalnya"
    says = f"{first.what} tercetak {first.text}, padahal {'' if 'target' in first.besaran else 'belum diukur, '}tertulis \"{right}\""
    return Hit(
        first.spot, f"{first.place}: {says} menurut lembar {sheet}.{others(len(group) - 1)}", found=first.text, expected=right, calculation=expected.words, related=addresses(group[1:]),
        advice=f"Bila memang sudah diukur, isi angka itu di lembar {sheet}; bila belum, hapus dari laporan.", uses=book.sources(first))


def _zeros(check: Check, book: Ledger) -> Iterator[Hit]:
    """A quoted 0 that was counted (0 of n), so that the sheet's "not measured" is wrong."""
    groups: dict[tuple[object, ...], list[Quote]] = {}
    for q in book.quotes:
        if q.besaran not in _RESULTS or not q.ours or q.value.number != 0 or not says_unmeasured(book, q):
            continue
        cells = _cells(check, q)
        proof = _proof(check, book, q, cells) if cells is not None else None
        if proof is not None and proof.counted and proof.result == 0:
            groups.setdefault((q.thing.key, q.periode), []).append(q)
    for found in groups.values():
        first = next((q for q in found if q.besaran == "realisasi"), found[0])
        same = [q for q in found if q.besaran == first.besaran]
        yield _hit(check, book, same, tuple(q for q in found if q not in same))


def _nihil(check: Check, book: Ledger) -> Iterator[Hit]:
    """`nihil` (nothing to do, capaian 100 %) printed where the sheet has 0 (nothing done): in number they agree, as a state they do not."""
    for q in book.quotes:
        if q.besaran not in _RESULTS or not q.ours or q.value.state is not State.NIHIL:
            continue
        cells = _cells(check, q)
        if cells is None or cells.row.number(cells.result) != 0:
            continue
        quarter = QUARTERS[cells.period]
        waiting = [s for s in said(check).get(q.thing.ids[0].casefold(), ()) if s.address != q.address and s.year in (None, check.year) and s.covers(quarter) and not_yet(s)]
        cases = [o for o in book.quotes if o.besaran == "penyebut" and o.thing.key == q.thing.key and not o.other_year and o.value.number]
        counted = [r.address("penyebut") for r in evidence(check, q.thing.ids[0]) if (r.number("penyebut") or 0) > 0] + list(addresses(cases))
        here = cells.row.address(cells.result)
        if waiting:
            says = f"di {here} tertulis 0, dan menurut {waiting[0].place} belum dinilai: tiga keadaan untuk satu nilai"
            yield Hit(
                q.spot, f"{q.place}: {q.what} tercetak \"{q.text}\", {says}.", advice="Tulis - di semua tempat bila memang belum dinilai; nihil berarti tidak ada yang harus dikerjakan.",
                found=q.text, expected="-", related=(here, *(s.address for s in waiting)), uses=(cells.row.cell(cells.result),))
        elif counted:
            below = next((n for n in (*(r.number("penyebut") for r in evidence(check, q.thing.ids[0])), *(o.value.number for o in cases)) if n), None)
            says = f"padahal ada yang dihitung (penyebut di {counted[0]}) dan di {here} tertulis 0: 0 dari {angka(below) if below else 'n'} adalah angka, bukan nihil"
            yield Hit(
                q.spot, f"{q.place}: {q.what} tercetak \"{q.text}\", {says}.", advice="Tulis 0; nihil hanya bila tidak ada yang harus dikerjakan, dan capaiannya lalu 100 %.",
                found=q.text, expected="0", related=(here, *counted), severity=Severity.WARNING, uses=(cells.row.cell(cells.result),))
