"""What a figure that cannot be read keeps from being checked, and which of its readings the totals of the workbook confirm."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from lkjip_xl.check import Check
from lkjip_xl.engine import UNTYPED, Engine
from lkjip_xl.intake import Key, Mark
from lkjip_xl.quotes.text import made_once
from lkjip_xl.rules._cells import Entered, readings, troubled
from lkjip_xl.rules._figures import agrees_with, expected
from lkjip_xl.spec import book
from lkjip_xl.spec.book import field_of
from lkjip_xl.values import Trouble
from lkjip_xl.witness.verdicts import own_value

AGAINST = {("Jumlah", "murni"): "dpa_total", ("Jumlah", "pagu"): "dpa_total", ("Jumlah", "realisasi"): "dpa_realisasi"}
"""Totals that Identitas states too."""


@dataclass(frozen=True, slots=True)
class Blocked:
    """Cells that cannot be judged while one figure does not type, and the reading of it that fits most of them."""

    cells: tuple[Key, ...]
    reading: Fraction | None
    """None when no reading stands out."""
    fitting: tuple[Key, ...] = ()
    """Cells that agree once it is read so."""


def blocked(check: Check, cell: Entered) -> Blocked:
    """Judge one malformed figure, with every other malformed figure taken at its first reading; worked out once."""
    return made_once(check, f"_blocked {_key(cell)}", lambda c: _judge(c, cell))


def _judge(check: Check, cell: Entered) -> Blocked:
    others = {_key(c): found[0] for c in troubled(check, Trouble.MALFORMED) if (found := readings(c))}
    mine = _key(cell)
    choices = readings(cell)
    if not choices:
        return Blocked((), None)
    rest = {k: v for k, v in others.items() if k != mine}
    without, whole = _engine(check, rest), _engine(check, rest | {mine: choices[0]})
    cells = tuple(k for k in _judged(check) if own_value(without, k) is UNTYPED and own_value(whole, k) is not UNTYPED)
    fits = {choice: {k for k in cells if _agrees(check, _engine(check, rest | {mine: choice}), k) is True} for choice in choices}
    best = max(choices, key=lambda c: len(fits[c]))
    clear = fits[best] and all(len(fits[c]) < len(fits[best]) for c in choices if c != best)
    if not clear:
        return Blocked(cells, None)
    return Blocked(cells, best, tuple(k for k in cells if k in fits[best]))


def _key(cell: Entered) -> Key:
    return cell.part, cell.index, cell.field.key


def _engine(check: Check, repaired: Mapping[Key, Fraction]) -> Engine:
    """Engine over the inputs with these cells read, and nothing typed over a formula."""
    return Engine(check.verdicts.inputs.having(repaired), use_overrides=False, partial=True)


def _judged(check: Check) -> Iterator[Key]:
    """Formula cells with something to be held against: typed over, a total that Identitas states, the pagu of a program in the PK."""
    yield from (k for k, mark in check.verdicts.marks.items() if mark is Mark.REPLACED)
    yield from ((part, None, key) for part, key in AGAINST if (part, None, key) not in check.verdicts.marks)
    yield ("PKJumlah", None, "selisih")
    yield from (("Program", row.index, "selisih") for row in check.rows("Program"))


def _agrees(check: Check, engine: Engine, key: Key) -> bool | None:
    """Does what stands at a cell agree with an engine; None when it cannot be told."""
    part, index, name = key
    if name == "selisih":
        value = own_value(engine, key)
        return value == 0 if isinstance(value, Fraction) else None
    stated = AGAINST.get((part, name)) if index is None and key not in check.verdicts.marks else None
    if stated is not None:
        total, value = check.form("Identitas", stated), own_value(engine, key)
        return total == value if isinstance(total, Fraction) and isinstance(value, Fraction) else None
    cell = check.raw_cell(*key)
    right = expected(engine, key)
    return None if cell is None or right is UNTYPED else agrees_with(cell, right, field_of(key).look)


def names(check: Check, keys: tuple[Key, ...], most: int = 4) -> str:
    """`Jumlah belanja (Anggaran!D212), …` for a message."""
    told = [_named(check, k) for k in keys[:most]]
    return ", ".join(told) + (f" dan {len(keys) - most} lainnya" if len(keys) > most else "")


def _named(check: Check, key: Key) -> str:
    part, index, name = key
    if name == "selisih":  # nobody typed the difference: what it judges is the amount beside it
        name = "anggaran" if index is not None else "jumlah"
    header = book.FORMS[part][name].header if index is None else book.TABLES[part][name].header
    return f"{header} {check.spot(part, name, index).address}"
