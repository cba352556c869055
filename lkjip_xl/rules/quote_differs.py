"""LK601: a figure printed elsewhere that is not the figure of the sheets."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from lkjip_xl.check import Check
from lkjip_xl.findings import Severity
from lkjip_xl.quotes import BAD, Ledger, Quote, Sight, Standing, ledger, normal
from lkjip_xl.quotes.arithmetic import RECIPES, Way, derive, fits
from lkjip_xl.quotes.change import ends_quoted, one_sided
from lkjip_xl.quotes.printed import worked
from lkjip_xl.quotes.quote import CHANGE, LEVELS, MONEY
from lkjip_xl.quotes.text import made_once
from lkjip_xl.quotes.wording import right_sentences
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
    tempat dilaporkan sekali; angka tahun ini yang tercetak untuk tahun lain, dan jumlah atau banyaknya program yang hanya cocok
    dengan PK, disebut demikian. Realisasi yang tercetak di kolom capaian juga dilaporkan di sini, sekali untuk seluruh laporan. Begitu
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
    printed = first.text if first.value.number is not None else f"\"{first.text}\""
    if first.every is not None:
        right, says = expected.words, f"{first.what} tercetak \"{first.text}\", padahal {expected.words}"
    elif first.direction is not None:
        right, says = expected.value if isinstance(expected.value, str) else "", f"{_moved(first, expected)} tercetak \"{first.text}\", padahal {expected.value} ({expected.words})"
    elif first.besaran in LEVELS:
        right, says = "", f"{first.what} tercetak {printed}, padahal {expected.words}"
    elif blank:
        right, says = "", f"{first.what} tercetak {printed}, padahal di lembar Anggaran {_blank_words(check, book, first)}"
    else:
        worked_out = f" ({expected.words})" if first.besaran == "efisiensi" and first.thing.total else ""
        says = f"{first.what} tercetak {printed}, seharusnya {right}{worked_out}"
    follow = [q for q in followers(book, group) if q not in group]
    sheet = f" menurut lembar {expected.place}" if expected.place and first.every is None and not blank and expected.words not in says else ""
    typed = [a for a in _typed_over(check, first) if a not in addresses(group)]
    tail = f" {len(follow)} angka lain mengikuti angka ini." if follow else ""
    row, inputs = _by_its_row(book, first, expected)
    clash = listing(dict.fromkeys(f"{d.what} {d.text}" for d in _clashing(book, first) if book.standing(d) is Standing.RIGHT), 3)
    row += f" {clash[0].upper()}{clash[1:]} di baris yang sama cocok dengan {right}, tidak dengan angka ini." if clash and right and not row else ""
    slip = _of_this_year(book, first) if first.other_year else ""
    whole = _of_pk(book, first)
    unmeasured = first.value.number is None and first.value.state is State.BELUM
    indicator = _no_indicator(book, first) if unmeasured else ""
    row += f" Indikatornya (\"{indicator}\") juga tidak tercetak di baris itu." if indicator else ""
    elsewhere = ", juga di tempat lain yang disebut" if len(group) > 1 or follow else ""
    mend = f"Betulkan angka ini di laporan menjadi {right}{elsewhere}; bila laporan benar, betulkan lembar {expected.place or 'asalnya'}."
    if first.every is not None:
        mend = f"Betulkan kalimat ini: {right}; bila laporan benar, betulkan lembar {expected.place or 'asalnya'}."
    elif first.direction is not None:
        mend = f"Betulkan kata ini di laporan menjadi {right}{elsewhere}; bila laporan benar, betulkan angka-angkanya."
    elif first.besaran in LEVELS:
        mend = (f"Tetapkan dahulu daftar {LEVELS[first.besaran]} yang berlaku (Renstra dan PK), lalu cetak daftar yang sama di semua tempat; bila lembar {expected.place or 'asalnya'} belum memuat "
                "semuanya, lengkapi lembar itu.")
    elif indicator:
        mend = f"Cetak indikator dan target baris itu ({right}); bila laporan benar, betulkan lembar {expected.place or 'asalnya'}."
    elif slip:
        says = f"{first.what} tercetak {printed}, menurut lembar {expected.place or 'asalnya'} {right}; {printed} adalah angka tahun {check.year}{slip}"
        mend, right = f"Bila angka tahun {check.year} yang dimaksud, betulkan tahunnya; bila tidak, betulkan angkanya menjadi {right}.", ""
        sheet = ""
    elif whole:
        twins = [o for o in book.quotes if o.besaran == first.besaran == "pagu" and o.ours and o.thing.total and o.value.number == first.value.number and o not in group]
        row += f" {whole}" + (f" Angka itu juga tercetak di {listing(dict.fromkeys(o.place for o in twins), 3)}." if twins else "")
        follow, right = [*follow, *twins], "" if first.besaran == "pagu" else right
        mend = f"Samakan dahulu daftar program dan anggarannya di PK dengan lembar {expected.place or 'Anggaran'}, lalu jumlahnya{elsewhere}."
    elif blank:
        mend = f"Bila laporan benar, isi {', '.join(blank)}; bila tidak, hapus angka ini dari laporan."
    return Hit(
        first.spot, f"{first.place}: {says}{sheet}.{others(len(group) - 1 + len(typed))}{row}{tail}", found=first.text, expected=right, advice=mend, calculation=expected.words,
        related=(*_related(check, book, group, [*follow, *inputs]), *blank), uses=book.sources(first), severity=Severity.WARNING if unmeasured else None,
    )


def _moved(q: Quote, expected: Sight) -> str:
    """What is said to rise or fall: the quantity that was compared, where the quotation itself only says perubahan."""
    compared = expected.words.split(f" {q.year or q.row.check.year} ")[0]
    return q.what.replace(q.besaran, f"perubahan {compared}", 1) if compared in ("capaian", "realisasi", "target") else q.what


def _by_its_row(book: Ledger, q: Quote, expected: Sight) -> tuple[str, list[Quote]]:
    """What the printed row itself gives, when that is neither the printed figure nor the right one."""
    for found in worked(book, q, lambda o: book.standing(o) is not Standing.MALFORMED):
        given = right_value(q, found.sight)
        if not fits(q, found.sight) and given != right_value(q, expected):
            return f" Di baris yang sama {found.sight.words} = {given}.", list(found.inputs)
    return "", []


def _of_this_year(book: Ledger, q: Quote) -> str:
    """Where the figure of this year stands that is printed for an earlier one; "" when it is none."""
    asked = replace(q, year=None, other_year=False)
    same = next((o for o in book.quotes if o.key == asked.key and o.value.number == q.value.number and (o.value.denominator, o.value.percent) == (q.value.denominator, q.value.percent)), None)
    if same is not None and book.standing(same) not in BAD and q.value.number:
        return f" ({same.place})"
    found = next((s for s in book.sights(asked, book.check.truth) if isinstance(s.value, Fraction) and s.value and fits(q, s)), None) if q.value.number else None
    return "" if found is None else f" (lembar {found.place})" if found.place else " "


def _of_pk(book: Ledger, q: Quote) -> str:
    """The total or number of the programs in the PK, which differ from those of the budget: the list is what must change."""
    if not q.thing.total or q.other_year or q.periode:
        return ""
    rows = [r for r in book.check.rows("Program") if r.text("program") or r.text("kode")]
    total = book.check.right_form("PKJumlah", "jumlah")
    if q.besaran == "pagu" and isinstance(total, Fraction) and total == q.value.number:
        return f"Angka itu jumlah {len(rows)} program di lembar PK; yang berbeda adalah anggaran programnya."
    return f"Di lembar PK tercantum {len(rows)} program." if q.besaran == "jumlah program" and not q.by and len(rows) == q.value.number else ""


def _no_indicator(book: Ledger, q: Quote) -> str:
    """The indikator that the row of an output target does not print either, while other rows of its table print theirs."""
    if q.besaran != "target keluaran" or len(q.thing.nodes) != 1:
        return ""
    named = [o for o in book.by_table[normal(q.table)] if o.besaran == "indikator" and o.ours]
    right = right_sentences(book, q.thing.nodes[0], "indikator")
    lacks = named and right and all(o.thing.key != q.thing.key and o.printed_row != q.printed_row for o in named)
    return right[0] if lacks else ""


def _blank_amounts(check: Check, book: Ledger, q: Quote, expected: Sight) -> tuple[str, ...]:
    """The cells of a budget row whose amount is no 0 but blank or `-`, like all amounts below it."""
    if expected.value != 0 or q.besaran not in MONEY or len(q.thing.nodes) != 1 or q.periode:
        return ()
    keys = ("real1", "real2", "real3", "real4") if q.besaran == "realisasi anggaran" else ("pagu_murni", "pagu_perubahan")
    if q.besaran == "sisa" or any(part == "Anggaran" and key in keys and check.values[part, index, key].number is not None for part, index, key in book.sources(q)):
        return ()
    node = q.thing.nodes[0]
    return (check.spot("Anggaran", keys[-1], node).address,)


def _blank_words(check: Check, book: Ledger, q: Quote) -> str:
    """What a budget row has in place of an amount: nothing, and `-` in which rows below it."""
    keys = ("real1", "real2", "real3", "real4") if q.besaran == "realisasi anggaran" else ("pagu_murni", "pagu_perubahan")
    node = q.thing.nodes[0]
    below = (node, *(n for n in book.things.budget if node in book.things.ancestors(n)))
    dashes = [check.spot("Anggaran", key, n).address for n in below for key in keys if (v := check.values.get(("Anggaran", n, key))) is not None and v.state is State.BELUM]
    return f"tertulis \"-\" ({', '.join(dashes[:3])})" if dashes else "kosong"


def _related(check: Check, book: Ledger, group: list[Quote], follow: list[Quote]) -> tuple[str, ...]:
    """Same figure elsewhere, what follows from it, what contradicts it in its row, the quoted ends of a change, and the same figure typed over a formula."""
    clash = [d for q in group for d in _clashing(book, q)]
    ends = [o for q in group if q.besaran in CHANGE for o in ends_quoted(book, q) if book.standing(o) is not Standing.WRONG]
    return (*addresses([*group[1:], *follow, *clash, *ends]), *_typed_over(check, group[0]))


def _typed_over(check: Check, q: Quote) -> tuple[str, ...]:
    """The cell of Efisiensi that holds the same wrong capaian."""
    if q.besaran != "capaian" or q.other_year or not q.thing.ids or q.value.number is None:
        return ()
    row = check.by_id("Efisiensi", q.thing.ids[0])
    typed = row.number("capaian_mentah") if row is not None else None
    return (row.address("capaian_mentah"),) if row is not None and typed is not None and 100 * typed == q.value.number else ()


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
