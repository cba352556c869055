"""LK602: figures of one printed row that do not follow from each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from lkjip_xl.check import Check
from lkjip_xl.findings import Severity
from lkjip_xl.quotes import BAD, Ledger, Quote, Standing, ledger, normal
from lkjip_xl.quotes.arithmetic import RECIPES, derive, fits
from lkjip_xl.rules._quoted import addresses, listing, right_value
from lkjip_xl.rules.rule import Hit, rule
from lkjip_xl.values import Value, agrees, poin


@rule("LK602", "Angka dalam satu baris tercetak saling bertentangan")
def printed_row_contradicts(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    Capaian yang tidak mengikuti target dan realisasi di baris tercetak yang sama, serapan atau sisa yang tidak mengikuti pagu
    dan realisasinya, persen yang tidak mengikuti pembilang dan penyebutnya atau jumlah tabelnya, efisiensi yang tidak mengikuti
    capaian dan serapannya, dan efisiensi yang tercetak padahal capaiannya di bawah syarat kebijakan. Hanya angka yang tidak dapat
    dicocokkan dengan lembar; yang dapat dicocokkan dilaporkan sebagai LK601.

    ## Mengapa penting

    Baris itu salah hitung, apa pun isi lembar lain.

    ## Cara memperbaiki

    Hitung ulang baris itu dan betulkan angka yang keliru di laporan.

    ## Dasar hukum

    Tidak ada; ini hitungan baris itu sendiri.
    """
    book = ledger(check)
    for q in book.quotes:
        if book.standing(q) is Standing.UNKNOWN and q.value.number is not None:
            hit = _hit(book, q) or _share(book, q)
            if hit is not None:
                yield hit
    yield from _not_admitted(book)


def _hit(book: Ledger, q: Quote) -> Hit | None:
    for recipe in RECIPES.get(q.besaran, ()):
        inputs = [_input(book, q, name) for name in recipe.inputs]
        first, second = inputs
        if first is None or second is None or (q.besaran == "realisasi" and not q.value.percent):
            continue
        sight = derive(q, first[0], second[0], recipe, book.arah(q), book.method)
        if sight is None or fits(q, sight):
            continue
        right = right_value(q, sight)
        return Hit(
            q.spot, f"{q.place}: {q.what} tercetak {q.text}, padahal {sight.words} di baris yang sama memberi {right}.", found=q.text, expected=right,
            calculation=f"{sight.words} = {right}", related=tuple(dict.fromkeys((*first[1], *second[1]))),
        )
    return None


def _input(book: Ledger, q: Quote, name: str) -> tuple[Value, tuple[str, ...]] | None:
    """A figure of the printed row with its cells: printed, else worked out from the amounts printed there."""
    found = next(iter(book.siblings(q, name)), None)
    if found is not None:
        return None if book.standing(found) in (*BAD, Standing.MALFORMED) else (found.value, (found.address,))
    for recipe in RECIPES.get(name, ()) if name in ("capaian", "serapan") and q.besaran == "efisiensi" else ():
        a, b = (next(iter(book.siblings(q, part)), None) for part in recipe.inputs)
        if a is None or b is None or any(book.standing(o) in (*BAD, Standing.MALFORMED) for o in (a, b)):
            continue
        sight = derive(replace(q, besaran=name), a.value, b.value, recipe, book.arah(q), book.method)
        if sight is not None and isinstance(sight.value, Fraction):
            return Value(number=sight.value, percent=True), (a.address, b.address)
    return None


_WHOLES = ("jumlah", "pagu", "realisasi anggaran", "nilai")


def _share(book: Ledger, q: Quote) -> Hit | None:
    """A share in percent against its amount and the total of the table."""
    if q.besaran != "persen" or q.sort == "jumlah":
        return None
    for part in book.siblings(q, *_WHOLES):
        totals = [o for o in book.by_table[normal(q.table)] if o.sort == "jumlah" and o.besaran == part.besaran and (o.year, o.periode, o.versi) == (part.year, part.periode, part.versi)]
        if len(totals) != 1 or not totals[0].value.number or part.value.number is None or any(book.standing(o) in BAD for o in (part, totals[0])):
            continue
        exact = 100 * part.value.number / totals[0].value.number
        assert q.value.number is not None
        if agrees(q.value.number, q.value.decimals, exact):
            return None
        right = poin(exact, max(2, q.value.decimals))
        return Hit(
            q.spot, f"{q.place}: {q.what} tercetak {q.text}, padahal {part.text} dari {totals[0].text} memberi {right}.", found=q.text, expected=right,
            calculation=f"{part.text} : {totals[0].text} = {right}", related=(part.address, totals[0].address))
    return None


def _not_admitted(book: Ledger) -> Iterator[Hit]:
    """Efficiencies printed for capaian below the least that the policy asks for, one finding for each table."""
    least = book.check.form("Kebijakan", "efisiensi_syarat")
    if not isinstance(least, Fraction) or least <= 0:
        return
    tables: dict[str, list[tuple[Quote, str]]] = defaultdict(list)
    for q in book.quotes:
        if q.besaran == "efisiensi" and q.ours and q.value.number and len(q.thing.ids) == 1 and not q.other_year and book.standing(q) is Standing.UNKNOWN:
            reached = book.sights(replace(q, besaran="capaian"), book.check.truth)
            value = reached[0].value if reached else ""
            if isinstance(value, Fraction) and value < 100 * least:
                tables[normal(q.table)].append((q, poin(value)))
    for found in tables.values():
        first, told = found[0][0], listing((f"{q.thing.text} {text}" for q, text in found), 4)
        rule_ = f"efisiensi hanya dihitung bila capaian paling sedikit {poin(100 * least, 0)}"
        yield Hit(
            first.spot, f"{first.table}: {first.what} tercetak {first.text}, padahal {rule_}. Capaiannya {told}.",
            advice="Kosongkan efisiensi indikator yang capaiannya di bawah syarat itu.", found=first.text, severity=Severity.WARNING, related=addresses(q for q, _ in found[1:]))
