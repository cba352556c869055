"""LK627: figures of a printed row that stand under the heads of other columns."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from lkjip_xl.check import Check
from lkjip_xl.quotes import Ledger, Quote, Standing, ledger, normal, shown
from lkjip_xl.rules._prose import marked
from lkjip_xl.rules._quoted import addresses, followers, listing
from lkjip_xl.rules.rule import Hit, rule
from lkjip_xl.values import angka

_DISTINCT = 2
"""Decimals that make an equal figure no chance."""
_MOST = 6
"""Rows that are told one by one."""


@rule("LK627", "Angka tercetak di kolom lain dari barisnya")
def row_shifted(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    Baris tabel yang bergeser: dua angka atau lebih dari satu indikator salah di kolomnya, tetapi persis target, realisasi atau
    capaian indikator itu menurut lembar, misalnya realisasi di kolom serapan dan capaian di kolom efisiensi. Juga nilai
    standar atau unit lain yang persis serapan anggaran indikator itu (pecahan, dua desimal), sedangkan serapan tidak tercetak di
    baris itu. Semua baris yang bergeser dilaporkan sekali.

    ## Mengapa penting

    Setiap angka di baris itu terbaca sebagai hal lain, walaupun angkanya sendiri benar.

    ## Cara memperbaiki

    Cocokkan baris itu dengan judul kolomnya, lalu pindahkan setiap angka ke kolomnya dan isi yang kosong.

    ## Dasar hukum

    Tidak ada; ini pembandingan judul kolom dengan angka di lembar.
    """
    book = ledger(check)
    moved = [q for q in book.quotes if book.standing(q) is Standing.SHIFTED]
    if moved:
        yield _moved(book, moved)
    yield from _spent(book)


def _moved(book: Ledger, moved: list[Quote]) -> Hit:
    first = moved[0]
    rows: dict[str, list[str]] = defaultdict(list)
    for q in moved:
        rows[q.place].append(f"{q.besaran} {q.thing.text} tercetak {q.text}, itu {book.judged[q.row.index].really}{_instead(book, q)}")
    expected = book.judged[first.row.index].expected
    uses = tuple(dict.fromkeys(cell for q in moved for b in (q.besaran, book.judged[q.row.index].really) for cell in book.sources(q, b)))
    where = listing((f"{place}: {', '.join(told)}" for place, told in rows.items()), _MOST)
    follow = followers(book, moved)
    tail = f" {len(follow)} angka lain mengikutinya: {listing((f'{q.what} {q.text}{_instead(book, q)}' for q in follow), _MOST)}." if follow else ""
    return Hit(
        marked(first.spot, "kolom"), f"{len(moved)} angka berada di kolom yang salah. {where}.{tail}", found=first.text,
        expected=shown(expected) if expected is not None else "", calculation=expected.words if expected is not None else "", related=addresses([*moved[1:], *follow]), uses=uses)


def _instead(book: Ledger, q: Quote) -> str:
    expected = book.judged[q.row.index].expected
    return f" (seharusnya {shown(expected)})" if expected is not None else ""


def _spent(book: Ledger) -> Iterator[Hit]:
    """The serapan of an indikator as the result of a standard or of another unit, in a table that prints no serapan for it."""
    for q in book.quotes:
        if q.peran != "pembanding" or q.besaran not in ("target", "realisasi", "capaian") or len(q.thing.ids) != 1 or q.other_year or q.value.decimals < _DISTINCT:
            continue
        if q.value.number is None or q.value.number.denominator == 1 or (q.besaran == "capaian" and book.standing(q) is Standing.RIGHT):
            continue  # a capaian that follows from the other unit's own target and realisasi is where it belongs
        table = [o for o in book.by_table[normal(q.table)] if o.thing.ids == q.thing.ids and not o.other_year]
        asked = replace(q, besaran="serapan", peran="pelapor")
        spent = [s.value for s in book.sights(asked, book.check.truth)]
        if any(o.besaran == "serapan" for o in table) or q.value.number not in [round(v, q.value.decimals) for v in spent if not isinstance(v, str)]:
            continue
        empty = [o for o in book.by_table[normal(q.table)] if o.besaran == "keadaan" and "serapan" in o.thing.text.casefold() and normal(o.text) == "kosong"]
        lost = [o for o in table if o.ours and o.value.number is None and o.is_figure and book.standing(o) is Standing.WRONG]
        typed = tuple(book.check.spot(part, key, index).address for part, index, key in book.sources(q) if part == "Pembanding" and key == q.besaran)
        yield Hit(
            marked(q.spot, "serapan"), f"{q.place}: {q.text} tercetak sebagai {q.besaran} pembanding {q.thing.text}, padahal itu serapan anggaran {q.thing.text} ({angka(q.value.number)} %), "
            f"dan serapannya tidak tercetak di baris itu: isi baris bergeser satu kolom.", found=q.text, related=(*addresses([*lost, *empty]), *typed), uses=book.sources(asked))
