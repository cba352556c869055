"""LK601: a figure printed elsewhere that is not the figure of the sheets."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from lkjip_xl.check import Check
from lkjip_xl.findings import Severity
from lkjip_xl.quotes import Ledger, Quote, Sight, Standing, ledger, normal
from lkjip_xl.quotes.arithmetic import RECIPES, Way, derive, fits
from lkjip_xl.quotes.change import ends_quoted, one_sided
from lkjip_xl.quotes.printed import worked
from lkjip_xl.quotes.quote import CHANGE, LEVELS, MONEY
from lkjip_xl.quotes.text import made_once
from lkjip_xl.rules import _measured
from lkjip_xl.rules._quoted import addresses, alike, followers, listing, others, right_value
from lkjip_xl.rules.output_above_year import output_above_year
from lkjip_xl.rules.rule import Hit, rule
from lkjip_xl.values import State, poin

_LISTED = 8
"""Figures under a wrong head that are told one by one."""


@rule("LK601", "Angka kutipan berbeda dari lembar asalnya")
def quote_differs(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    Angka yang dicetak lagi di tabel atau kalimat lain dan tidak sama dengan lembar asalnya: target dengan PK, realisasi
    dengan Pengukuran, tahun lalu dengan Pembanding, pagu dan serapan dengan Anggaran. Angka yang hanya dibulatkan atau
    dipotong, dan angka yang hanya mengikuti angka salah lain, tidak dilaporkan sendiri. Angka salah yang sama di beberapa
    tempat dilaporkan sekali. Realisasi yang tercetak di kolom capaian juga dilaporkan di sini, sekali untuk seluruh laporan. Begitu
    pula hasil yang tercetak padahal lembarnya menyatakan belum diukur (juga 0 dari n), nihil di satu tempat dan 0 di lembar, dan
    kenaikan atau penurunan yang salah satu ujungnya tidak ada angkanya di mana pun (peringatan).

    ## Mengapa penting

    Pembaca menemukan dua angka untuk satu hal dan tidak tahu mana yang benar; angka ini pula yang dikutip orang.

    ## Cara memperbaiki

    Betulkan angka di laporan sesuai lembar asalnya, di semua tempat yang disebut. Bila laporan yang benar, betulkan lembar asalnya.

    ## Dasar hukum

    Tidak ada; angka yang sama harus sama di seluruh laporan.
    """
    book = ledger(check)
    wrong = [q for q in book.quotes if q.is_figure and book.standing(q) is Standing.WRONG and not _measured.says_unmeasured(book, q) and not _doubted(check, book, q)]
    for group in alike(wrong):
        yield _hit(check, book, group)
    yield from _measured.hits(check, book)
    yield from _mislabelled(book)
    yield from _unproved(book)


def _hit(check: Check, book: Ledger, group: list[Quote]) -> Hit:
    first = group[0]
    expected = book.judged[first.row.index].expected
    assert expected is not None
    right = right_value(first, expected)
    blank = _blank_amounts(check, book, first, expected)
    if first.every is not None:
        right, says = expected.words, f"{first.what} tercetak \"{first.text}\", padahal {expected.words}"
    elif first.direction is not None:
        right, says = expected.value if isinstance(expected.value, str) else "", f"{first.what} tercetak \"{first.text}\", padahal {expected.value} ({expected.words})"
    elif first.besaran in LEVELS and "," in expected.words:
        right, says = " atau ".join(dict.fromkeys(right_value(first, s) for s in book.sights(first, check.truth))), f"{first.what} tercetak {first.text}, padahal {expected.words}"
    elif blank:
        right, says = "", f"{first.what} tercetak {first.text}, padahal kosong atau \"-\""
    else:
        says = f"{first.what} tercetak {first.text}, seharusnya {right}"
    follow = [q for q in followers(book, group) if q not in group]
    sheet = f" menurut lembar {expected.place}" if expected.place and first.every is None and expected.words not in says else ""
    tail = f" {len(follow)} angka lain mengikuti angka ini." if follow else ""
    row, inputs = _by_its_row(book, first, expected)
    unmeasured = first.value.number is None and first.value.state is State.BELUM
    mend = f"Betulkan angka ini di laporan menjadi {right}, juga di tempat lain yang disebut; bila laporan benar, betulkan lembar {expected.place or 'asalnya'}."
    if blank:
        mend = f"Bila laporan benar, isi {', '.join(blank)}; bila tidak, hapus angka ini dari laporan."
    return Hit(
        first.spot, f"{first.place}: {says}{sheet}.{others(len(group) - 1)}{row}{tail}", found=first.text, expected=right, advice=mend, calculation=expected.words,
        related=(*_related(check, book, group, [*follow, *inputs]), *blank), uses=book.sources(first), severity=Severity.WARNING if unmeasured else None,
    )


def _by_its_row(book: Ledger, q: Quote, expected: Sight) -> tuple[str, list[Quote]]:
    """What the printed row itself gives, when that is neither the printed figure nor the right one."""
    for found in worked(book, q, lambda o: book.standing(o) is not Standing.MALFORMED):
        given = right_value(q, found.sight)
        if not fits(q, found.sight) and given != right_value(q, expected):
            return f" Di baris yang sama {found.sight.words} = {given}.", list(found.inputs)
    return "", []


def _blank_amounts(check: Check, book: Ledger, q: Quote, expected: Sight) -> tuple[str, ...]:
    """The cells of a budget row whose amount is no 0 but blank or `-`, like all amounts below it."""
    if expected.value != 0 or q.besaran not in MONEY or len(q.thing.nodes) != 1 or q.periode:
        return ()
    keys = ("real1", "real2", "real3", "real4") if q.besaran == "realisasi anggaran" else ("pagu_murni", "pagu_perubahan")
    if q.besaran == "sisa" or any(part == "Anggaran" and key in keys and check.values[part, index, key].number is not None for part, index, key in book.sources(q)):
        return ()
    node = q.thing.nodes[0]
    return (check.spot("Anggaran", keys[-1], node).address,)


def _related(check: Check, book: Ledger, group: list[Quote], follow: list[Quote]) -> tuple[str, ...]:
    """Same figure elsewhere, what follows from it, what contradicts it in its row, the quoted ends of a change, and the same figure typed over a formula."""
    clash = [d for q in group for d in _clashing(book, q)]
    ends = [o for q in group if q.besaran in CHANGE for o in ends_quoted(book, q)]
    cells = addresses([*group[1:], *follow, *clash, *ends])
    first = group[0]
    if first.besaran == "capaian" and not first.other_year and first.thing.ids and first.value.number is not None:
        row = check.by_id("Efisiensi", first.thing.ids[0])
        typed = row.number("capaian_mentah") if row is not None else None
        if row is not None and typed is not None and 100 * typed == first.value.number:
            cells += (row.address("capaian_mentah"),)
    return cells


def _clashing(book: Ledger, q: Quote) -> list[Quote]:
    """Figures of the same printed row that are right but do not follow from this one."""
    found = []
    for name, recipes in RECIPES.items():
        for recipe in recipes:
            for derived in book.siblings(q, name) if q.besaran in recipe.inputs else ():
                inputs = [q if b == q.besaran else next(iter(book.siblings(q, b)), None) for b in recipe.inputs]
                if inputs[0] is None or inputs[1] is None:
                    continue
                sight = derive(derived, inputs[0].value, inputs[1].value, recipe, book.arah(derived), Way(book.method))
                if sight is not None and not fits(derived, sight):
                    found.append(derived)
    return found

def _doubted(check: Check, book: Ledger, q: Quote) -> bool:
    """Is the sheet's figure one that LK319 holds wrong, and the quoted one what that rule expects there."""
    if q.besaran != "target keluaran" or q.value.number is None:
        return False
    wrong = made_once(check, "_output_targets", lambda c: {h.spot.address: h.expected for h in output_above_year(c)})
    cells = [check.spot(part, key, index).address for part, index, key in book.sources(q) if part == "Anggaran" and key == "k_t"]
    return any(wrong[a] == poin(q.value.number, 0) for a in cells if a in wrong)


def _mislabelled(book: Ledger) -> Iterator[Hit]:
    """Realisasi under the head of capaian: one finding for all tables, because it is one habit."""
    tables: dict[str, list[Quote]] = defaultdict(list)
    for q in book.quotes:
        if book.standing(q) is Standing.MISLABELLED:
            tables[normal(q.table)].append(q)
    if not tables:
        return
    cells: list[Quote] = []
    for table, certain in tables.items():
        cells += [q for q in book.by_table[table] if q in certain or (q.besaran == "capaian" and book.standing(q) is Standing.UNKNOWN and book.is_result(q))]
    first, sure = cells[0], next(iter(tables.values()))[0]
    expected = book.judged[sure.row.index].expected
    right = right_value(sure, expected) if expected is not None else ""
    says = f"{first.text} tercetak sebagai {first.what}, tetapi itu realisasinya"
    instead = f"; seharusnya {right}" if sure is first else f". Misalnya {sure.what} seharusnya {right}, bukan {sure.text}"
    also = listing(dict.fromkeys(f"{q.text} di {q.place}" for q in cells[1:]), _LISTED)
    more = f" Begitu juga {len(cells) - 1} angka lain: {also}." if also else ""
    yield Hit(
        first.spot, f"{first.place}: {says}{instead}.{more}", advice="Ganti judul kolom atau kata capaian menjadi realisasi, atau isi dengan capaian.", found=first.text,
        expected=right if first is sure else "", calculation=expected.words if expected is not None else "", related=addresses(cells[1:]), uses=book.sources(sure))


def _unproved(book: Ledger) -> Iterator[Hit]:
    """A rise or fall of which one end stands in the workbook and the other nowhere."""
    for q in book.quotes:
        found = one_sided(book, q) if q.direction is not None and book.standing(q) is Standing.UNKNOWN else None
        if found is not None:
            yield Hit(
                q.spot, f"{q.place}: {q.what} tercetak \"{q.text}\", tetapi angka {found.quantity} {found.lacking} tidak ada di lembar maupun di kutipan lain, sehingga arah ini tidak dapat "
                f"dibuktikan ({found.quantity} {found.year} {found.known}).", advice=f"Cantumkan angka {found.lacking} di lembar Pembanding, atau hapus pernyataan ini dari laporan.", found=q.text,
                severity=Severity.WARNING, uses=book.sources(q, found.quantity))
