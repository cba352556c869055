"""LK602: figures of one printed row that do not follow from each other."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from lkjip_xl.check import Check
from lkjip_xl.quotes import BAD, Ledger, Quote, Standing, ledger, normal
from lkjip_xl.quotes.arithmetic import fits
from lkjip_xl.quotes.printed import worked
from lkjip_xl.rules import _admitted
from lkjip_xl.rules._quoted import addresses, right_value
from lkjip_xl.rules.rule import Hit, rule
from lkjip_xl.values import agrees, poin


@rule("LK602", "Angka dalam satu baris tercetak saling bertentangan")
def printed_row_contradicts(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    Capaian yang tidak mengikuti target dan realisasi di baris tercetak yang sama, serapan atau sisa yang tidak mengikuti pagu
    dan realisasinya, persen yang tidak mengikuti pembilang dan penyebutnya atau jumlah tabelnya, efisiensi yang tidak mengikuti
    capaian dan serapannya, dan efisiensi yang tercetak padahal capaiannya di bawah syarat kebijakan, atau yang tidak dihitung
    tetapi tercetak 0 di satu baris dan kosong di baris lain. Hanya angka yang tidak dapat dicocokkan dengan lembar, atau yang di
    lembar pun diketik menimpa rumus; yang dapat dicocokkan dilaporkan sebagai LK601.

    ## Mengapa penting

    Baris itu salah hitung, apa pun isi lembar lain.

    ## Cara memperbaiki

    Hitung ulang baris itu dan betulkan angka yang keliru di laporan.

    ## Dasar hukum

    Tidak ada; ini hitungan baris itu sendiri.
    """
    book = ledger(check)
    for q in book.quotes:
        hit = _hit(book, q) or _share(book, q) if q.value.number is not None and _unjudged(book, q) else None
        if hit is not None:
            yield hit
    yield from _admitted.hits(book)


def _unjudged(book: Ledger, q: Quote) -> bool:
    """Does no sheet judge a figure, or only find it right because the sheet holds the same figure typed over its formula."""
    standing = book.standing(q)
    return standing is Standing.UNKNOWN or (standing is Standing.FOLLOWS and not book.judged[q.row.index].causes)


def _hit(book: Ledger, q: Quote) -> Hit | None:
    expected = book.judged[q.row.index].expected
    for found in worked(book, q, lambda o: book.standing(o) not in (*BAD, Standing.MALFORMED)):
        right = given = right_value(q, found.sight)
        if fits(q, found.sight) or (book.standing(q) is Standing.FOLLOWS and expected is not None and right == right_value(q, expected)):
            continue
        full = ""
        if book.standing(q) is Standing.FOLLOWS and expected is not None and isinstance(expected.value, Fraction):
            full, right = f"; tanpa pembulatan {right_value(q, expected)} ({expected.words})", right_value(q, expected)
        return Hit(
            q.spot, f"{q.place}: {q.what} tercetak {q.text}, padahal {found.sight.words} di baris yang sama memberi {given}{full}.", found=q.text, expected=right,
            calculation=f"{found.sight.words} = {given}", related=addresses(found.inputs),
        )
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
