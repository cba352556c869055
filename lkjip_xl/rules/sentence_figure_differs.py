"""LK630: a figure stated in a sentence that the sheets do not give."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from lkjip_xl import limits
from lkjip_xl.check import Check
from lkjip_xl.quotes import Ledger, ledger, shown
from lkjip_xl.quotes.mentions import ROMAN
from lkjip_xl.quotes.whole import sheets_whole
from lkjip_xl.rules._leftovers import reader
from lkjip_xl.rules._prose import ANALISIS, Passage, indicator_of, marked, quoted, short, written
from lkjip_xl.rules._sentence_figures import Mistaken, mistaken, slipped
from lkjip_xl.rules.rule import Hit, rule


@rule("LK630", "Angka dalam kalimat berbeda dari lembar")
def sentence_figure_differs(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    Target, realisasi, capaian, serapan, pagu atau realisasi anggaran yang disebut dengan angka dalam kalimat lembar Analisis, atau
    dalam kalimat kutipan tentang satu indikator, yang berbeda dari lembarnya; jumlah anggaran atau realisasi seluruh instansi dalam
    kalimat kutipan dengan satu angka salah ketik atau dua angka tertukar; dan angka periode ini yang disebut untuk tahun atau triwulan lain.
    Hanya angka yang langsung mengikuti besarannya yang diperiksa ("capaian sebesar 111,43%"). Pembulatan, capaian dengan atau tanpa
    batas, dan angka triwulan lain dari indikator yang sama tidak dilaporkan. Angka yang juga dikutip sendiri diperiksa LK601.

    ## Mengapa penting

    Kalimat analisis dibaca pimpinan bersama tabelnya. Dua angka yang berlainan untuk hal yang sama tidak mungkin benar keduanya.

    ## Cara memperbaiki

    Samakan angka dalam kalimat dengan lembarnya. Bila lembarnya yang salah, betulkan lembar itu.

    ## Dasar hukum

    Tidak ada.
    """
    book = ledger(check)
    for passage, found in _found(book):
        s, q = found.stated, found.question
        value = shown(found.right, max(0, q.value.decimals))
        if found.when and _told(check, passage):
            continue
        if found.when:
            named = " ".join((*(f"Triwulan {ROMAN[k]}" for k in s.quarters), *(f"tahun {y}" for y in s.years)))
            told = f"Renstra berakhir tahun {found.when}" if s.besaran == "target akhir renstra" else f"itu angka {found.when}"
            why, right = f"disebut untuk {named}, padahal {told}", found.when
        else:
            why, right = f"menurut lembar {found.right.place} {value} ({found.right.words})", value
        yield Hit(
            marked(passage.spot, s.words), f"{passage.place}: \"{short(s.words)}\", {why}.", found=s.text, expected=right, uses=book.sources(q))


def _told(check: Check, passage: Passage) -> bool:
    """Does LK618 tell the wrong year or quarter of a text."""
    known = reader(check)
    return any(n.kind in ("periode", "tahun") for n in (known.of_quote(passage.quote) if passage.quote is not None else known.of_text(passage)))


def _found(book: Ledger) -> Iterator[tuple[Passage, Mistaken]]:
    """Each wrong figure once per text."""
    check = book.check
    for passage in written(check, Analisis=ANALISIS) if sheets_whole(check) else ():
        row = check.by_id("Analisis", passage.subject)
        thing = book.things.find(passage.subject)
        if row is not None and len(thing.ids) == 1:
            yield from ((passage, m) for m in dict.fromkeys(islice(mistaken(book, row, thing, passage.text), limits.MAX_MISTAKES)))
    for passage in quoted(check, "kalimat"):
        q = passage.quote
        if q is not None and not q.other_year and not q.periode:
            thing = book.things.find(indicator_of(book, q))
            if len(thing.ids) == 1:
                yield from ((passage, m) for m in dict.fromkeys(islice(mistaken(book, q.row, thing, passage.text), limits.MAX_MISTAKES)))
            elif not thing.ids:
                yield from ((passage, m) for m in slipped(book, q.row, passage.text))
