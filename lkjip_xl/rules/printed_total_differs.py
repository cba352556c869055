"""LK603: totals, parents and means of a quoted table that are not those of its rows."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from fractions import Fraction

from lkjip_xl.check import Check
from lkjip_xl.findings import Severity
from lkjip_xl.quotes import BAD, Ledger, Quote, Sight, Standing, ledger, normal, shown
from lkjip_xl.quotes.arithmetic import ends
from lkjip_xl.quotes.quote import COUNT, MONEY
from lkjip_xl.rules._quoted import addresses, listing, right_value
from lkjip_xl.rules._totals import counted_twice, excess, lacking, left_out, promised, sum_words, wrong_rows
from lkjip_xl.rules.rule import Hit, rule
from lkjip_xl.values import agrees_interval, angka, interval, persen, rupiah

_SUMMED = (MONEY | COUNT) - {"jumlah tidak tercapai"}


@rule("LK603", "Jumlah atau rata-rata tabel kutipan salah")
def printed_total_differs(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    Baris jumlah, induk atau rata-rata sebuah tabel kutipan yang tidak sama dengan jumlah atau rata-rata rinciannya di tabel
    itu, dan persen induk atau jumlah yang berada di luar persen rinciannya. Bila selisihnya tepat satu baris atau satu kelompok
    yang tidak tercetak atau tidak dijumlahkan, baris itu disebut. Rincian yang tidak terbaca membuat jumlah tidak dapat dihitung,
    dan baris "rata-rata" yang berisi hasil bagi jumlah hanya diperingatkan. Rumus efisiensi yang menjumlahkan lalu membagi dengan n
    tetapi hasilnya tidak tercetak di mana pun juga diperingatkan.

    ## Mengapa penting

    Jumlah yang tidak cocok berarti ada rincian yang hilang, rangkap atau salah ketik.

    ## Cara memperbaiki

    Jumlahkan ulang rincian tabel itu; tambahkan baris yang hilang atau betulkan angkanya.

    ## Dasar hukum

    Tidak ada; ini penjumlahan tabel itu sendiri.
    """
    book = ledger(check)
    yield from _two_totals(book)
    for q in book.quotes:
        if q.sort in ("jumlah", "induk", "rata-rata") and q.value.number is not None and q.value.denominator is None and book.standing(q) not in BAD:
            addends = rows_under(book, q)
            if len(addends) < 2 or any(a.value.number is None or a.value.denominator is not None for a in addends):
                continue
            if all(book.standing(a) not in BAD for a in addends):
                yield from _mean(book, q, addends) if q.sort == "rata-rata" else _total(book, q, addends) if q.besaran in _SUMMED else _between(q, addends)
            elif q.sort == "rata-rata" and _is_ratio(book, q) and not _means(book, q, addends):
                yield _ratio(book, q, addends)
    yield from _never_formed(book)


def _two_totals(book: Ledger) -> Iterator[Hit]:
    """Two totals of one column of one table, at its head and at its foot, that are not the same."""
    groups: dict[tuple[object, ...], list[Quote]] = defaultdict(list)
    for q in book.quotes:
        if q.sort in ("jumlah", "induk") and q.thing.total and q.besaran in _SUMMED and q.value.number is not None and book.standing(q) not in BAD:
            groups[normal(q.table), *q.key].append(q)
    for totals in groups.values():
        first = totals[0]
        other = next((q for q in totals[1:] if q.value.number != first.value.number), None)
        if other is None:
            continue
        rows = wrong_rows(book, first)
        follows = [(a, b) for a, b in ((first, other), (other, first)) if rows and a.value.number is not None and b.value.number is not None and a.value.number - b.value.number == excess(book, rows)]
        if follows:
            odd, usual = follows[0]
            yield Hit(
                odd.spot, f"{odd.place}: {odd.besaran} seluruhnya tercetak {odd.text}, di baris \"{usual.line}\" tabel yang sama {usual.text}. Selisihnya tepat selisih {len(rows)} rincian yang salah "
                f"({listing((o.line for o in rows), 3)}).", advice="Betulkan rincian yang salah, lalu jumlahnya.", found=odd.text, expected=usual.text,
                related=addresses(q for q in (*totals, *rows) if q is not odd), uses=book.sources(usual))
        else:
            odd, usual = (first, other) if _adds_up(book, other) and not _adds_up(book, first) else (other, first)
            yield Hit(
                odd.spot, f"{odd.place}: {odd.besaran} seluruhnya tercetak {odd.text}, di baris \"{usual.line}\" tabel yang sama {usual.text}.", found=odd.text, expected=usual.text,
                related=addresses(q for q in totals if q is not odd))


def _adds_up(book: Ledger, q: Quote) -> bool:
    rows = rows_under(book, q)
    tops = [o for o in rows if o.thing.nodes and not any(o.thing.nodes[0] in book.things.ancestors(p.thing.nodes[0]) for p in rows if p.thing.nodes)]
    return bool(tops) and sum((o.value.number for o in tops if o.value.number is not None), Fraction(0)) == q.value.number


def rows_under(book: Ledger, q: Quote) -> list[Quote]:
    """The rows that a total, parent or mean row stands for."""
    besaran = "capaian" if q.besaran == "rata-rata capaian" else q.besaran
    same = [
        o for o in book.by_table[normal(q.table)]
        if o is not q and o.besaran == besaran and o.year == q.year and o.periode == q.periode and o.versi == q.versi and o.peran == q.peran
    ]
    own = [o for o in same if o.parent and normal(o.parent) == normal(q.line)]
    if own or q.sort == "induk":
        return own
    return [o for o in same if o.sort == "rincian"]


def _total(book: Ledger, q: Quote, addends: list[Quote]) -> Iterator[Hit]:
    low, high = (sum(f(ends(a.value)) for a in addends) for f in (min, max))
    numbers = [a.value.number for a in addends if a.value.number is not None]
    exact = sum(numbers, Fraction(0))
    assert q.value.number is not None
    if q.value.number == exact or agrees_interval(q.value.number, q.value.decimals, Fraction(low), Fraction(high)):
        return
    money = q.besaran in MONEY
    write = rupiah if money else angka
    gap = q.value.number - exact
    node = lacking(book, q, addends, gap)
    missing = book.things.label(node) if node is not None else ""
    pledge, pledged = promised(book, q, addends, node) if node is not None else ("", ())
    row, rows = left_out(addends, gap)
    twice = "" if missing or row else counted_twice(addends, gap)
    complete = any(o.complete for o in book.by_table[normal(q.table)])
    told = f" Selisih {write(abs(gap))}"
    told += f" adalah {missing}, yang tidak tercetak." if missing else f" sama dengan {row}, yang tidak ikut dijumlahkan." if row else ""
    told += f" sama dengan baris \"{twice}\", yang tampaknya dijumlahkan dua kali." if twice else "" if missing or row else "."
    yield Hit(
        q.spot, f"{q.place}: {q.besaran} tercetak {q.text}, jumlah {len(addends)} rinciannya {write(exact)}.{told}{pledge}",
        advice=f"Tambahkan {missing} ke tabel itu." if missing else "", found=q.text, expected="" if missing else write(exact), calculation=sum_words(numbers, money),
        related=(*pledged, *addresses(rows or addends)), severity=Severity.WARNING if missing and not complete else None,
    )


_SHARED = ("serapan", "capaian keluaran", "persen", "capaian", "kemajuan renstra")


def _between(q: Quote, addends: list[Quote]) -> Iterator[Hit]:
    """A percentage of the whole lies between those of its parts; shares may add up to it instead."""
    if q.besaran not in _SHARED:
        return
    assert q.value.number is not None
    spans = [interval(a.value.number, max(0, a.value.decimals)) for a in addends if a.value.number is not None]
    low, high = min(a for a, _ in spans), max(b for _, b in spans)
    if agrees_interval(q.value.number, q.value.decimals, low, high):
        return
    if q.besaran == "persen":
        sums = [sum((span[i] for span in spans), Fraction(0)) for i in (0, 1)]
        if agrees_interval(q.value.number, q.value.decimals, sums[0], sums[1]):
            return
    bounds = [f(a.value.number for a in addends if a.value.number is not None) for f in (min, max)]
    yield Hit(
        q.spot, f"{q.place}: {q.besaran} tercetak {q.text}, di luar {q.besaran} {len(addends)} rinciannya ({angka(bounds[0])} sampai {angka(bounds[1])} %); persen keseluruhan selalu di antaranya.",
        found=q.text, related=addresses(addends))


def _mean(book: Ledger, q: Quote, addends: list[Quote]) -> Iterator[Hit]:
    numbers = [a.value.number for a in addends if a.value.number is not None]
    low, high = (Fraction(sum(f(ends(a.value)) for a in addends), len(addends)) for f in (min, max))
    exact = sum(numbers, Fraction(0)) / len(numbers)
    assert q.value.number is not None
    if agrees_interval(q.value.number, q.value.decimals, min(low, exact), max(high, exact)) or (q.besaran == "rata-rata capaian" and _mean_holds(book, q, addends)):
        return
    right = shown(Sight(exact, look="persen" if q.value.percent else "angka"), q.value.decimals)
    if _is_ratio(book, q):
        yield _ratio(book, q, addends)
        return
    yield Hit(
        q.spot, f"{q.place}: {q.besaran} tercetak {q.text}, rata-rata {len(addends)} rinciannya {right}.", found=q.text, expected=right,
        calculation=f"({' + '.join(angka(n) for n in numbers[:8])}{' + …' if len(numbers) > 8 else ''}) : {len(numbers)}", related=addresses(addends),
    )


def _is_ratio(book: Ledger, q: Quote) -> bool:
    """Is a mean really the quotient of the totals, which the sheets have."""
    return q.besaran in ("serapan", "capaian keluaran") and book.standing(q) is Standing.RIGHT


def _ratio(book: Ledger, q: Quote, addends: list[Quote]) -> Hit:
    exact = sum((a.value.number for a in addends if a.value.number is not None), Fraction(0)) / len(addends)
    right = shown(Sight(exact, look="persen" if q.value.percent else "angka"), q.value.decimals)
    known = book.judged[q.row.index].expected
    how = f" ({known.words} = {right_value(q, known)})" if known is not None and ":" in known.words else ""
    shifted = sum(book.standing(a) is Standing.SHIFTED for a in addends)
    apart = f" ({shifted} di antaranya bukan {q.besaran}, lihat LK627)" if shifted else ""
    return Hit(
        q.spot, f"{q.place}: baris rata-rata berisi {q.text}, yaitu hasil bagi jumlahnya{how}; rata-rata {len(addends)} angka rinciannya {right}{apart}.",
        advice="Ganti nama baris itu menjadi Jumlah.", found=q.text, severity=Severity.WARNING, related=addresses(addends),
    )


def _means(book: Ledger, q: Quote, addends: list[Quote]) -> bool:
    """Is a figure the mean of its rows, as printed or with wrong rows put right."""
    assert q.value.number is not None
    sums = [Fraction(0), Fraction(0)]
    for a in addends:
        right = book.judged[a.row.index].expected
        assert a.value.number is not None
        sums[0] += a.value.number
        sums[1] += right.value if right is not None and isinstance(right.value, Fraction) and book.standing(a) in BAD else a.value.number
    return any(agrees_interval(q.value.number, q.value.decimals, total / len(addends), total / len(addends)) for total in sums)


_SUM_OVER_N = re.compile(r"(?:[∑Σ]|\bsigma\b).*(?:[/:÷]|\bdibagi)\s*n\b", re.IGNORECASE | re.DOTALL)


def _never_formed(book: Ledger) -> Iterator[Hit]:
    """A formula of efficiency that is a mean, two or more terms of it, and no result."""
    check = book.check
    if any(q.besaran == "efisiensi" and q.thing.total and q.ours for q in book.quotes) or "efisiensi" in check.verdicts.inputs.form_overrides.get("EfisiensiTotal", {}):
        return
    rows = [(row, value) for row in check.rows("Efisiensi") if isinstance(value := row["efisiensi"], Fraction)]
    for q in book.quotes:
        if q.besaran == "formula" and q.ours and len(rows) > 1 and "efisiensi" in normal(q.thing.text) and _SUM_OVER_N.search(q.text):
            write = angka if book.method.startswith("C/S") else persen
            mean = write(sum((v for _, v in rows), Fraction(0)) / len(rows))
            n, terms = len(rows), listing((f"{row.subject} {write(v)}" for row, v in rows), 8)
            rights = [row.right("efisiensi") for row, _ in rows]
            wrong = [f"{row.subject} {write(r)}" for (row, v), r in zip(rows, rights, strict=True) if isinstance(r, Fraction) and write(r) != write(v)]
            known = wrong and all(isinstance(r, Fraction) for r in rights)
            mended = f"; dengan angka yang benar ({listing(wrong, 4)}) {write(sum(rights, Fraction(0)) / n)}" if known else ""
            yield Hit(
                q.spot, f"{q.place}: rumus {q.thing.text} membagi jumlah n suku dengan n, tetapi hasilnya tidak tercetak di mana pun. Rata-rata {n} suku yang tercetak ({terms}) {mean}{mended}.",
                advice="Cetak hasil rumus itu, atau pakai rumus per indikator tanpa penjumlahan.", found=q.text, severity=Severity.WARNING,
                related=tuple(row.address("efisiensi") for row, _ in rows), uses=tuple(row.cell("efisiensi") for row, _ in rows))


def _mean_holds(book: Ledger, q: Quote, addends: list[Quote]) -> bool:
    """Is a mean of capaian right with the exact figures of the sheets (of which the rows are roundings), or under the cap."""
    return all(book.standing(o) is Standing.RIGHT for o in (q, *addends)) or _capped(book, q, addends)


def _capped(book: Ledger, q: Quote, addends: list[Quote]) -> bool:
    """True when the printed mean is that of the rows under the policy's cap."""
    cap = book.check.form("Kebijakan", "batas")
    if not isinstance(cap, Fraction) or q.value.number is None:
        return False
    bounds = [Fraction(sum(min(100 * cap, f(ends(a.value))) for a in addends), len(addends)) for f in (min, max)]
    return agrees_interval(q.value.number, q.value.decimals, *bounds)
