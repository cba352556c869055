"""Efficiencies printed for capaian below the least that the policies ask for (LK602 tells them)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from lkjip_xl.findings import Severity
from lkjip_xl.quotes import Ledger, Quote, Standing, normal
from lkjip_xl.quotes.arithmetic import RECIPES, Way, derive, fits
from lkjip_xl.rules._quoted import addresses, listing
from lkjip_xl.rules.rule import Hit
from lkjip_xl.values import poin

_HEAD = re.compile(r"capaian[^|]*?(?:>=|=>|≥|minimal)\s*(\d+)", re.IGNORECASE)
_EMPTY = ("kosong", "")
_MOST = 8


@dataclass(frozen=True, slots=True)
class _Row:
    """One indikator of a table whose capaian admits no efficiency."""

    id: str
    reached: Fraction
    capaian: tuple[Quote, ...]
    efisiensi: tuple[Quote, ...]
    blank: tuple[Quote, ...]
    """Quotations which say that the place of its efficiency is empty."""


def hits(book: Ledger) -> Iterator[Hit]:
    """One finding for each table that prints such efficiencies, and one for each that leaves them out in several ways."""
    if book.way.least <= 0:
        return
    for table in dict.fromkeys(normal(q.table) for q in book.quotes if q.besaran == "efisiensi" and q.ours):
        rows = list(_rows(book, table))
        yield from _printed(book, table, rows)
        yield from _mixed(book, rows)


def _rows(book: Ledger, table: str) -> Iterator[_Row]:
    quotes = book.by_table[table]
    for id_ in dict.fromkeys(q.thing.ids[0] for q in quotes if q.besaran in ("efisiensi", "capaian") and q.ours and len(q.thing.ids) == 1):
        own = [q for q in quotes if q.ours and q.thing.ids == (id_,) and not q.other_year and not q.periode]
        found = book.sights(replace(own[0], besaran="capaian"), book.check.truth) if own else []
        value = found[0].value if found else ""
        if isinstance(value, Fraction) and value < 100 * book.way.least:
            lines = {q.line for q in own}
            empty = [q for q in quotes if q.besaran == "keadaan" and q.line in lines and q.thing.text.casefold().startswith("efisiensi") and normal(q.text) in _EMPTY]
            capaian, efficiency = (tuple(q for q in own if q.besaran == b) for b in ("capaian", "efisiensi"))
            yield _Row(id_, value, capaian, efficiency, tuple(empty))


def _printed(book: Ledger, table: str, rows: list[_Row]) -> Iterator[Hit]:
    printed = [(r, q) for r in rows for q in r.efisiensi if q.value.number and book.standing(q) is not Standing.SHIFTED]
    if not printed:
        return
    least = poin(100 * book.way.least, 0)
    head = next((q for q in book.by_table[table] if q.besaran == "judul" and (m := _HEAD.search(q.text)) and Fraction(m[1]) == 100 * book.way.least), None)
    first = printed[0][1]
    source = f"judul kolom menyebut \"{_column(head.text)}\" dan " if head is not None else ""
    told = listing((f"{r.id} tercetak {q.text}" for r, q in printed), _MOST)
    below = listing((f"{r.id} {poin(r.reached)}" for r in rows), _MOST)
    among = [q for r in rows for q in r.capaian]
    yield Hit(
        first.spot, f"{first.table}: efisiensi {told}, padahal {source}efisiensi hanya dihitung bila capaian paling sedikit {least}. Capaian di bawah syarat itu: {below}.",
        advice="Kosongkan efisiensi indikator yang capaiannya di bawah syarat itu.", found=first.text, severity=Severity.ERROR if head is not None else Severity.WARNING,
        related=addresses(q for q in (*(q for _, q in printed[1:]), *([head] if head is not None else []), *among) if q is not first), uses=book.sources(first, "capaian"))


def _column(text: str) -> str:
    """The head of the one column that states the condition."""
    return next((part.strip() for part in text.split("|") if _HEAD.search(part)), text)


def _mixed(book: Ledger, rows: list[_Row]) -> Iterator[Hit]:
    """0 in one row and nothing in another for efficiencies that are not worked out."""
    zeros = [(r, q) for r in rows for q in r.efisiensi if q.value.number == 0 and not _true_zero(book, q)]
    blanks = [(r, q) for r in rows for q in (*r.blank, *(q for q in r.efisiensi if q.value.number is None and q.value.state is not None))]
    if zeros and blanks:
        first = blanks[0][1]
        told = [" dan ".join(f"{text} untuk {', '.join(dict.fromkeys(r.id for r, _ in found))}" for text, found in (("0", zeros), (blanks[0][1].text, blanks)))]
        yield Hit(
            first.spot, f"{first.table}: efisiensi yang tidak dihitung tercetak dengan cara berbeda: {told[0]}.", advice="Tulis satu tanda saja, misalnya -; 0 berarti tidak ada efisiensi.",
            found=first.text, severity=Severity.WARNING, related=addresses(q for _, q in (*zeros, *blanks[1:])))


def _true_zero(book: Ledger, q: Quote) -> bool:
    """Does the row itself give 0, whatever the policies admit."""
    for recipe in RECIPES["efisiensi"]:
        inputs = [next(iter(book.siblings(q, name)), None) for name in recipe.inputs]
        if inputs[0] is not None and inputs[1] is not None:
            sight = derive(q, inputs[0].value, inputs[1].value, recipe, book.arah(q), Way(book.method))
            return sight is not None and fits(q, sight)
    return False
