"""A second look: what else is wrong once the figures that cannot be read are taken as they must have been meant."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from fractions import Fraction

from lkjip_xl.cells import covers
from lkjip_xl.check import Check
from lkjip_xl.findings import Finding
from lkjip_xl.rules._blocked import blocked
from lkjip_xl.rules._cells import Entered, entered, troubled
from lkjip_xl.rules.rule import Rule
from lkjip_xl.values import Trouble

FIRST = "LK2"
"""Rules below this code speak of the cells as they stand."""


def second_look(check: Check, rules: Iterable[Rule], found: list[Finding]) -> Iterator[Finding]:
    """Findings of the rules on figures that only appear when unreadable cells are read in the one way that fits; each says so."""
    cells = list(_readings(check))
    if not cells:
        return
    again = check.reread({(c.part, c.index, c.field.key): value for c, value in cells})
    told = {(f.code, place) for f in found for place in (f.place, *f.related)}
    for rule in rules:
        if rule.code >= FIRST and not rule.structural:
            yield from (replace(f, message=f"{_when(f, cells)}{f.message}") for f in rule.findings(again) if (f.code, f.place) not in told)


def _readings(check: Check) -> Iterator[tuple[Entered, Fraction]]:
    """Cells that do not type but can only mean one figure, by themselves or because the totals confirm it."""
    for cell in entered(check, lambda _, value: value.trouble is not None and value.repaired is not None):
        if cell.value.repaired is not None and cell.jenis != "rasio":  # a:b has its second term in another cell
            yield cell, cell.value.repaired
    for cell in troubled(check, Trouble.MALFORMED):
        reading = blocked(check, cell).reading if cell.value.repaired is None else None
        if reading is not None:
            yield cell, reading


def _when(found: Finding, cells: list[tuple[Entered, Fraction]]) -> str:
    """`Bila K12 dibaca Rp2.500.000: `, for the cells that the finding rests on."""
    named = [(c, v) for c, v in cells if any(covers(place, c.spot.address) for place in (found.place, *found.related, *found.sources))] or cells
    told = " dan ".join(f"{c.spot.address} dibaca {c.figure(v)}" for c, v in named[:3])
    return f"Bila {told}: " if len(named) <= 3 else f"Bila {told} dan {len(named) - 3} angka lain dibaca sebagaimana mestinya: "
