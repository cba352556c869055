"""LK616: printed scales with overlaps or gaps, or that are not the scale in force."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from lkjip_xl.check import Check
from lkjip_xl.findings import Severity
from lkjip_xl.quotes import Ledger, Quote, ledger, normal
from lkjip_xl.quotes.scales import Band, Scale, band, edges, scales
from lkjip_xl.rules._prose import marked
from lkjip_xl.rules._quoted import addresses, listing
from lkjip_xl.rules.rule import Hit, rule
from lkjip_xl.values import Kind, angka, parse_printed, poin

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_FINE = 2
"""With this many decimals a gap of one unit in the last place is only how bounds are written (90,00 and 90,01)."""


@dataclass(frozen=True, slots=True)
class _Row:
    """One printed class."""

    quote: Quote
    band: Band


@rule("LK616", "Skala tercetak bercelah, bertumpuk atau berbeda dari kebijakan", Severity.WARNING)
def scale_printed_wrong(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    Tabel skala yang kelasnya bertumpuk (satu nilai masuk dua kelas), bercelah (ada nilai yang tidak masuk kelas mana pun), atau
    yang batas dan sebutannya lain daripada skala kabupaten pada bagian Kebijakan atau skala resmi predikatnya. Celah hanya
    disebut sebagai info, kecuali bila ada nilai dalam laporan yang jatuh di celah itu. Batas yang tidak terbaca, misalnya yang batas
    bawahnya di atas batas atasnya, dilaporkan lebih dahulu.

    ## Mengapa penting

    Kategori tidak dapat ditetapkan dengan pasti, dan dua orang akan membacanya berbeda.

    ## Cara memperbaiki

    Tulis batas kelas tanpa celah dan tanpa tumpang tindih, sama dengan skala yang ditetapkan kabupaten.

    ## Dasar hukum

    Tidak ada; skala kategori ditetapkan kabupaten.
    """
    book = ledger(check)
    tables: dict[str, list[_Row]] = defaultdict(list)
    unread: dict[str, list[Quote]] = defaultdict(list)
    for q in book.quotes:
        if q.besaran != "batas kelas" or not q.ours:
            continue
        table, bounds = normal(q.table), band(q.text)
        if bounds is None:
            unread[table].append(q)
        elif not any(r.band == bounds and r.quote.thing.key == q.thing.key for r in tables[table]):
            tables[table].append(_Row(q, bounds))
    for table, rows in tables.items():
        lost = [q for q in unread[table] if _NUMBER.search(q.text)]
        if len(rows) > 1 and lost:
            yield _unreadable(lost)
        elif len(rows) > 1:
            yield from _among(book, table, rows)
            yield from _against(check, rows)


def _unreadable(lost: list[Quote]) -> Hit:
    """Bounds that are none; what the other classes then lack follows from them."""
    first = lost[0]
    told = listing((f"\"{q.thing.text}\" ({q.text})" for q in lost), 4)
    numbers = [parse_printed(n, Kind.ANGKA).number for n in _NUMBER.findall(first.text)]
    turned = len(numbers) == 2 and numbers[0] is not None and numbers[1] is not None and numbers[0] > numbers[1]
    why = f"batas bawah {angka(numbers[0])} di atas batas atas {angka(numbers[1])}" if turned and numbers[0] is not None and numbers[1] is not None else "tidak terbaca sebagai batas"
    return Hit(marked(first.spot, "batas"), f"{first.table}: batas kelas {told} {why}.", found=first.text, related=addresses(lost[1:]))


def _among(book: Ledger, table: str, rows: list[_Row]) -> Iterator[Hit]:
    order = edges([r.band for r in rows])
    ordered = sorted(rows, key=lambda r: order.index(r.band))
    gaps: list[tuple[_Row, _Row]] = []
    overlaps: list[tuple[_Row, _Row]] = []
    for low, high in pairwise(ordered):
        top, bottom = low.band.high, high.band.low
        if top is None or bottom is None or top > bottom or (top == bottom and low.band.high_in and high.band.low_in):
            overlaps.append((low, high))
        elif (top == bottom and not low.band.high_in and not high.band.low_in) or (top < bottom and not _written_fine(top, bottom, max(low.band.decimals, high.band.decimals))):
            gaps.append((low, high))
    if overlaps:
        yield _overlap(overlaps)
    if gaps:
        yield _gap(book, table, gaps)


def _written_fine(top: Fraction, bottom: Fraction, decimals: int) -> bool:
    return decimals >= _FINE and bottom - top <= Fraction(1, 10**decimals)


def _overlap(overlaps: list[tuple[_Row, _Row]]) -> Hit:
    """One finding for all; only a bound that two classes share is a warning."""
    touching = all(low.band.high is not None and low.band.high == high.band.low for low, high in overlaps)
    told = listing((f"\"{low.quote.thing.text}\" ({low.quote.text}) dengan \"{high.quote.thing.text}\" ({high.quote.text})" for low, high in overlaps), 4)
    first = min((max((a.quote, b.quote), key=lambda q: q.row.index) for a, b in overlaps), key=lambda q: q.row.index)
    what = "batas yang sama dimiliki dua kelas" if touching else "sebagian nilainya masuk dua kelas"
    return Hit(
        first.spot, f"{first.table}: skala bertumpuk, {what}: {told}.", found=first.text, severity=Severity.WARNING if touching else Severity.ERROR,
        related=addresses(r.quote for pair in overlaps for r in pair if r.quote is not first))


def _gap(book: Ledger, table: str, gaps: list[tuple[_Row, _Row]]) -> Hit:
    inside = [(text, address) for value, text, address in _values(book, table) for low, high in gaps if _between(value, low.band, high.band)]
    told = listing((f"antara {_end(low.band.high, low.band.high_in, upper=True)} (\"{low.quote.thing.text}\") dan {_end(high.band.low, high.band.low_in, upper=False)}"
                    f" (\"{high.quote.thing.text}\")" for low, high in gaps), 4)
    first = gaps[-1][0].quote
    fallen = f" Nilai {inside[0][0]} jatuh di celah itu." if inside else " Tidak ada nilai yang digolongkan dengan skala itu yang jatuh di celahnya."
    return Hit(
        marked(first.spot, "celah"), f"{first.table}: skala bercelah {told}.{fallen}", found=first.text, severity=Severity.WARNING if inside else Severity.INFO,
        related=(*addresses(r.quote for pair in gaps for r in pair if r.quote is not first), *(address for _, address in inside)))


def _end(value: Fraction | None, included: bool, *, upper: bool) -> str:
    mark = "" if included else "di bawah " if upper else "di atas "
    return f"{mark}{angka(value)}" if value is not None else "-"


def _between(value: Fraction, low: Band, high: Band) -> bool:
    if low.high is None or high.low is None:
        return False
    return (value > low.high or (value == low.high and not low.high_in)) and (value < high.low or (value == high.low and not high.low_in))


def _values(book: Ledger, table: str) -> Iterator[tuple[Fraction, str, str]]:
    """Values that are classed on the scale, with their name and cell: scores of the same table, capaian on the scale of the kabupaten."""
    for q in book.by_table[table]:
        if q.besaran == "nilai" and q.value.number is not None and q.value.denominator is None:
            yield q.value.number, f"{q.text} ({q.thing.text})", q.address
    labels = {normal(q.thing.text) for q in book.by_table[table] if q.besaran == "batas kelas"}
    if len(labels & _policy(book.check).keys()) > 1:
        for row in book.check.rows("Pengukuran"):
            value = row.right("capaian_batas")
            if isinstance(value, Fraction):
                yield round(100 * value, 6), f"{poin(100 * value)} (capaian {row.subject})", row.address("capaian")


def _against(check: Check, rows: list[_Row]) -> Iterator[Hit]:
    """The scale of the kabupaten when most labels are its labels, else the official scale whose labels these are."""
    labels = {normal(r.quote.thing.text) for r in rows}
    policy = _policy(check)
    shared = labels & policy.keys()
    if len(shared) * 2 > len(labels) and len(shared) > 1:
        yield from _policy_differs(rows, policy)
        return
    fitting = [(_unlike(rows, s), s) for s in scales() if all(s.grade(r.quote.thing.text) for r in rows) and len(labels) >= len(s.grades) - 1 and _fits_range(s, rows)]
    if fitting:
        wrong, scale = min(fitting, key=lambda f: len(f[0]))
        yield from _official_differs(wrong, scale)


def _fits_range(scale: Scale, rows: list[_Row]) -> bool:
    tops = [v for r in rows for v in (r.band.low, r.band.high) if v is not None]
    return bool(tops) and scale.least <= max(tops) <= scale.most


def _policy(check: Check) -> dict[str, tuple[str, Fraction | None]]:
    """Classes of the kabupaten as its profile prints them: label and lower bound in percent."""
    return {normal(c.label): (c.label, c.dari) for c in check.profile.classes}


def _policy_differs(rows: list[_Row], policy: dict[str, tuple[str, Fraction | None]]) -> Iterator[Hit]:
    printed = {normal(r.quote.thing.text): r for r in rows}
    wrong = [(r, policy[k][1]) for k, r in printed.items() if k in policy and (r.band.low or 0) != (policy[k][1] or 0)]
    strange = [r for k, r in printed.items() if k not in policy]
    lacking = [label for k, (label, _) in policy.items() if k not in printed]
    if not (wrong or strange or lacking):
        return
    first = (wrong[0][0] if wrong else strange[0] if strange else rows[0]).quote
    parts = [f"\"{r.quote.thing.text}\" tercetak {r.quote.text}, pada Kebijakan mulai {angka(low or 0)} %" for r, low in wrong]
    parts += [f"\"{r.quote.thing.text}\" tidak ada pada Kebijakan" for r in strange] + [f"\"{label}\" tidak tercetak" for label in lacking]
    yield Hit(
        marked(first.spot, "skala"), f"{first.table}: skala berbeda dari skala kabupaten: {listing(parts, 4)}.", found=first.text,
        related=addresses(r.quote for r in [*(w for w, _ in wrong), *strange] if r.quote is not first))


def _unlike(rows: list[_Row], scale: Scale) -> list[tuple[_Row, str]]:
    """Rows whose lower bound is not that of their class, with the right one."""
    wrong = []
    for r in rows:
        grade = scale.grade(r.quote.thing.text)
        step = Fraction(1, 10 ** max(r.band.decimals, 2))
        if grade is not None and r.band.low is not None and abs(r.band.low - grade.low) > step and grade.low > scale.least:
            wrong.append((r, scale.bounds(grade)))
    return wrong


def _official_differs(wrong: list[tuple[_Row, str]], scale: Scale) -> Iterator[Hit]:
    if wrong:
        first = wrong[0][0].quote
        parts = [f"\"{r.quote.thing.text}\" tercetak {r.quote.text}, seharusnya {right}" for r, right in wrong]
        yield Hit(
            marked(first.spot, "skala"), f"{first.table}: skala berbeda dari skala {scale.name} ({scale.source}): {listing(parts, 4)}.", found=first.text,
            related=addresses(r.quote for r, _ in wrong[1:]))
