"""What the other figures of a printed row give for one figure of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING

from lkjip_xl.quotes.arithmetic import RECIPES, REST, derive
from lkjip_xl.quotes.quote import Quote
from lkjip_xl.quotes.sights import Sight
from lkjip_xl.values import Value

if TYPE_CHECKING:
    from lkjip_xl.quotes.ledger import Ledger

Trusted = Callable[[Quote], bool]
_Input = tuple[Value, tuple[Quote, ...]]


@dataclass(frozen=True, slots=True)
class Worked:
    """The value that a printed row gives, with the figures it was worked out from."""

    sight: Sight
    inputs: tuple[Quote, ...]


def worked(book: Ledger, q: Quote, trusted: Trusted) -> Iterator[Worked]:
    """Values for a figure by each recipe whose inputs stand in its row; a row with an input that is not trusted gives none."""
    for recipe in RECIPES.get(q.besaran, ()):
        first, second = (_input(book, q, name, trusted) for name in recipe.inputs)
        if first is None and q.besaran == "efisiensi" and book.method == REST and not book.siblings(q, "capaian", "rata-rata capaian"):
            first = Value(number=Fraction(100), percent=True), ()
        if first is None or second is None or (q.besaran == "realisasi" and not q.value.percent):
            continue
        sight = derive(q, first[0], second[0], recipe, book.arah(q), book.way)
        if sight is not None:
            yield Worked(sight, (*first[1], *second[1]))


def _input(book: Ledger, q: Quote, name: str, trusted: Trusted) -> _Input | None:
    """A figure of the printed row: printed, else worked out from the amounts printed there."""
    found = next(iter(book.siblings(q, name)), None)
    if found is not None:
        return (found.value, (found,)) if trusted(found) else None
    for recipe in RECIPES.get(name, ()) if name in ("capaian", "serapan") and q.besaran == "efisiensi" else ():
        a, b = (next(iter(book.siblings(q, part)), None) for part in recipe.inputs)
        if a is None or b is None or not (trusted(a) and trusted(b)):
            continue
        sight = derive(replace(q, besaran=name), a.value, b.value, recipe, book.arah(q), book.way)
        if sight is not None and isinstance(sight.value, Fraction):
            return Value(number=sight.value, percent=True), (a, b)
    return None
