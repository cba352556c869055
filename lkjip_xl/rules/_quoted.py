"""Words and groups that the rules on quotations share."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from fractions import Fraction

from lkjip_xl.quotes import Ledger, Quote, Sight, normal, shown
from lkjip_xl.values import poin


def alike(quotes: Iterable[Quote]) -> list[list[Quote]]:
    """Quotations of one thing with one printed value, each group in sheet order."""
    groups: dict[tuple[object, ...], list[Quote]] = defaultdict(list)
    for q in quotes:
        v = q.value
        printed = (v.number, v.denominator) if v.number is not None else normal(q.text)
        groups[(*q.key, printed)].append(q)
    return list(groups.values())


def addresses(quotes: Iterable[Quote]) -> tuple[str, ...]:
    """Cells of quotations in sheet order, each once."""
    return tuple(dict.fromkeys(q.address for q in sorted(quotes, key=lambda q: q.row.index)))


def followers(book: Ledger, group: list[Quote]) -> list[Quote]:
    """Quotations that only follow from the figures of a group."""
    roots = {q.row.index for q in group}
    return [q for q in book.quotes if (found := book.judged.get(q.row.index)) is not None and roots & {c.row.index for c in found.causes}]


def others(count: int) -> str:
    """` Sama tercetak di 3 tempat lain.`, "" for none."""
    return f" Sama tercetak di {count} tempat lain." if count else ""


def printed_again(quotes: Iterable[Quote]) -> int:
    """At how many more lines a name is printed; the parent column of a table repeats the one line of the parent."""
    named = list(quotes)
    lines = {q.printed_row for q in named if q.besaran != "induk"}
    above = {normal(q.table) for q in named if q.besaran == "induk"} - {table for table, _ in lines}
    return len(lines) + len(above) - 1


def right_value(q: Quote, sight: Sight) -> str:
    """The value that belongs there, at the printed decimals or two; efficiency as percent where it is printed so."""
    if sight.look == "rasio" and q.value.percent and isinstance(sight.value, Fraction):
        points = 100 * sight.value
        return poin(points, None if points.denominator == 1 else max(2, q.value.decimals))
    return shown(sight, max(0, q.value.decimals))


def listing(items: Iterable[str], most: int = 6) -> str:
    """`a; b; c dan 4 lainnya`."""
    known = list(items)
    rest = f" dan {len(known) - most} lainnya" if len(known) > most else ""
    return "; ".join(known[:most]) + rest
