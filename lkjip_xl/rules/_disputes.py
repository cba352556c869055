"""Cells whose witnesses disagree, without those that only follow from a damage reported elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from lkjip_xl.check import Check
from lkjip_xl.engine import UNTYPED
from lkjip_xl.intake import Key
from lkjip_xl.rules._depends import downstream, excused
from lkjip_xl.rules._figures import show
from lkjip_xl.rules._template import per_sheet
from lkjip_xl.spec.book import field_of
from lkjip_xl.witness.verdicts import Dispute, Said


def disputed(check: Check, *kinds: Dispute) -> dict[Key, Said]:
    """Disputes of these kinds at cells that no other finding explains."""
    excuse = excused(check)
    return {k: said for k, said in check.verdicts.disputes.items() if said.dispute in kinds and (k[0], k[2]) not in excuse}


def root_cells(check: Check, found: dict[Key, Said]) -> Iterator[list[Key]]:
    """The disputed cells that do not hang on another disputed cell, few alone and many per sheet."""
    follow = downstream((k[0], k[2]) for k in found)
    yield from per_sheet(check, [k for k in found if (k[0], k[2]) not in follow] or list(found))


def is_error(value: Any) -> bool:
    """Is a stored value an error word such as #DIV/0!"""
    return isinstance(value, str) and value.startswith("#") and value.endswith(("!", "?", "A"))


def told(key: Key, value: Any) -> str:
    """A witness's value as people read it."""
    if value is UNTYPED:
        return "tidak dinilai"
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, (int, float)):
        # Fifteen digits, as Excel shows them: the rest is noise of binary fractions.
        value = Fraction(f"{value:.15g}")
    return show(value, field_of(key).look)
