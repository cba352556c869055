"""LK601: a figure printed elsewhere that is not the figure of the sheets."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from lkjip_xl.check import Check
from lkjip_xl.findings import Severity
from lkjip_xl.quotes import UNMEASURED, Ledger, Quote, Standing, ledger, normal
from lkjip_xl.quotes.arithmetic import RECIPES, derive, fits
from lkjip_xl.rules._quoted import addresses, alike, followers, others, right_value
from lkjip_xl.rules.rule import Hit, rule
from lkjip_xl.values import State


@rule("LK601", "Angka kutipan berbeda dari lembar asalnya")
def quote_differs(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    Angka yang dicetak lagi di tabel atau kalimat lain dan tidak sama dengan lembar asalnya: target dengan PK, realisasi
    dengan Pengukuran, tahun lalu dengan Pembanding, pagu dan serapan dengan Anggaran. Angka yang hanya dibulatkan atau
    dipotong, dan angka yang hanya mengikuti angka salah lain, tidak dilaporkan sendiri. Angka salah yang sama di beberapa
    tempat dilaporkan sekali. Realisasi yang tercetak di kolom capaian juga dilaporkan di sini, sekali untuk setiap tabel.

    ## Mengapa penting

    Pembaca menemukan dua angka untuk satu hal dan tidak tahu mana yang benar; angka ini pula yang dikutip orang.

    ## Cara memperbaiki

    Betulkan angka di laporan sesuai lembar asalnya, di semua tempat yang disebut. Bila laporan yang benar, betulkan lembar asalnya.

    ## Dasar hukum

    Tidak ada; angka yang sama harus sama di seluruh laporan.
    """
    book = ledger(check)
    wrong = [q for q in book.quotes if q.is_figure and book.standing(q) is Standing.WRONG]
    for group in alike(wrong):
        yield _hit(check, book, group)
    yield from _mislabelled(book)


def _hit(check: Check, book: Ledger, group: list[Quote]) -> Hit:
    first = group[0]
    expected = book.judged[first.row.index].expected
    assert expected is not None
    right = right_value(first, expected)
    if first.every is not None:
        right, says = expected.words, f"{first.what} tercetak \"{first.text}\", padahal {expected.words}"
    elif first.direction is not None:
        right, says = expected.value if isinstance(expected.value, str) else "", f"{first.what} tercetak \"{first.text}\", padahal {expected.value}"
    elif expected.value in UNMEASURED:
        says = f"{first.what} tercetak {first.text}, padahal {'' if 'target' in first.besaran else 'belum diukur, '}tertulis \"{right}\""
    else:
        says = f"{first.what} tercetak {first.text}, seharusnya {right}"
    follow = [q for q in followers(book, group) if q not in group]
    sheet = f" menurut lembar {expected.place}" if expected.place and first.every is None else ""
    tail = f" {len(follow)} angka lain mengikuti angka ini." if follow else ""
    unmeasured = first.value.number is None and first.value.state is State.BELUM
    mend = f"Betulkan angka ini di laporan menjadi {right}, juga di tempat lain yang disebut; bila laporan benar, betulkan lembar {expected.place or 'asalnya'}."
    if expected.value in UNMEASURED:
        mend = f"Bila memang sudah diukur, isi angka itu di lembar {expected.place or 'asalnya'}; bila belum, hapus dari laporan."
    return Hit(
        first.spot, f"{first.place}: {says}{sheet}.{others(len(group) - 1)}{tail}", found=first.text, expected=right, advice=mend,
        calculation=expected.words, related=_related(check, book, group, follow), uses=book.sources(first), severity=Severity.WARNING if unmeasured else None,
    )


def _related(check: Check, book: Ledger, group: list[Quote], follow: list[Quote]) -> tuple[str, ...]:
    """Same figure elsewhere, what follows from it, what contradicts it in its row, and the same figure typed over a formula."""
    clash = [d for q in group for d in _clashing(book, q)]
    cells = addresses([*group[1:], *follow, *clash])
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
                sight = derive(derived, inputs[0].value, inputs[1].value, recipe, book.arah(derived), book.method)
                if sight is not None and not fits(derived, sight):
                    found.append(derived)
    return found


def _mislabelled(book: Ledger) -> Iterator[Hit]:
    tables: dict[str, list[Quote]] = defaultdict(list)
    for q in book.quotes:
        if book.standing(q) is Standing.MISLABELLED:
            tables[normal(q.table)].append(q)
    for table, certain in tables.items():
        cells = [q for q in book.by_table[table] if q in certain or (q.besaran == "capaian" and book.standing(q) is Standing.UNKNOWN and book.is_result(q))]
        first = cells[0]
        sure = certain[0]
        expected = book.judged[sure.row.index].expected
        right = right_value(sure, expected) if expected is not None else ""
        more = f" Begitu juga {len(cells) - 1} angka lain di tabel ini." if len(cells) > 1 else ""
        yield Hit(
            first.spot, f"{first.table}: {first.text} tercetak sebagai {first.what}, tetapi itu realisasinya. Misalnya {sure.what} seharusnya {right}, bukan {sure.text}.{more}",
            advice="Ganti judul kolom menjadi Realisasi, atau isi kolom itu dengan capaian.", found=first.text,
            expected=right if first is sure else "", calculation=expected.words if expected is not None else "", related=addresses(cells[1:]), uses=book.sources(first),
        )
