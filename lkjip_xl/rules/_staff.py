"""Tables of staff counts as their own rows and as the staff list judge them (the rules LK216 and LK321 share this, so that one slip is told once)."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from lkjip_xl.check import Check
from lkjip_xl.quotes.people import Difference, Group, differences, is_total
from lkjip_xl.rules._crosstab import Crosstab, Slip

COLUMNS = {"laki": "laki-laki", "perempuan": "perempuan", "banyak": "jumlah"}


def slips(group: Group) -> Iterator[Slip]:
    """Wrong cells of a group; with several total rows each closes the rows above it, or all of them."""
    totals = [r for r in group.rows if is_total(r)]
    if group.basis == "seluruhnya" or not totals:
        yield from Crosstab(group.rows, None, "banyak", ()).slips()
        return
    if len(totals) == 1:
        yield from Crosstab(group.parts, totals[0], "banyak", tuple(COLUMNS)).slips()
        return
    parts, start = group.parts, -1
    for total in totals:
        near = [r for r in parts if start < r.index < total.index]
        tables = [Crosstab(rows, total, "banyak", tuple(COLUMNS)) for rows in (near, [r for r in parts if r.index < total.index]) if rows]
        start = total.index
        if tables:
            yield from min(tables, key=lambda t: len(t.below)).slips()


def against_list(check: Check, group: Group) -> list[Difference]:
    """Counts that the staff list denies and that the table itself does not mend in the same way."""
    found = differences(check, group)
    mended = {s.row.index: s.right for s in slips(group) if s.key == "banyak" and not s.down} if found else {}
    left = [d for d in found if mended.get(d.row.index) != d.tally.low]
    return left if any(d.impossible for d in left) else []


def listed_sum(check: Check, group: Group) -> Fraction | None:
    """What the rows add up to when those that the staff list denies follow it; None when it denies none."""
    listed = {d.row.index: d.tally.low for d in against_list(check, group) if d.tally.certain}
    values = [Fraction(listed[r.index]) if r.index in listed else r.number("banyak") for r in group.parts]
    return sum((v for v in values if v is not None), Fraction(0)) if listed else None


def told_by_list(check: Check, group: Group, slip: Slip) -> bool:
    """Does a printed total hold as soon as the counts follow the staff list."""
    return slip.down and slip.key == "banyak" and listed_sum(check, group) == slip.printed
