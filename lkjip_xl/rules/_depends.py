"""Which formula fields hang on which: so that a damaged part is reported once, at its root.

The graph is one of columns and form cells, read from the spec's own formulas; rows do not matter here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from lkjip_xl.check import Check
from lkjip_xl.intake import Mark
from lkjip_xl.locate import LIST_NAMES, Damage, Flaw
from lkjip_xl.spec import book
from lkjip_xl.spec.types import defined_name
from lkjip_xl.witness.verdicts import same_value, stored_value

Node = tuple[str, str]
"""Part key and field key; ("", name) for the name of a list."""

_BRACED = re.compile(r"\{([A-Za-z0-9_. ]+)\}")
_WORD = re.compile(r"[A-Za-z][A-Za-z0-9]*_[A-Za-z0-9_]+")
_ACROSS = re.compile(r"\{(\w+)\}:\{(\w+)\}")


@cache
def _names() -> dict[str, Node]:
    names = {defined_name(part, f): (part.key, f.key) for part in book.FORMS.values() for f in part.fields}
    return names | {name: ("", name) for name in LIST_NAMES}


@cache
def _users() -> dict[Node, tuple[Node, ...]]:
    """Fields whose formula reads a field directly."""
    users: dict[Node, list[Node]] = {}
    for _, part in book.parts():
        for f in part.fields:
            if f.formula is None:
                continue
            text = f.formula.excel
            read = {_node(part.key, m) for m in _BRACED.findall(text)}
            read |= {node for word in _WORD.findall(_BRACED.sub(" ", text)) if (node := _names().get(word))}
            for node in read:
                users.setdefault(node, []).append((part.key, f.key))
    return {node: tuple(found) for node, found in users.items()}


def _node(owner: str, text: str) -> Node:
    head, _, key = text.rpartition(".")
    return (owner if head in ("", "first") else head, key)


def downstream(roots: Iterable[Node]) -> set[Node]:
    """Every field that hangs on one of the roots; a root itself only when it hangs on another."""
    found: set[Node] = set()
    waiting = list(roots)
    while waiting:
        for user in _users().get(waiting.pop(), ()):
            if user not in found:
                found.add(user)
                waiting.append(user)
    return found


def lost(check: Check) -> set[Node]:
    """Fields and names that are not in the file, or whose name no longer points at them."""
    nodes: set[Node] = set()
    for flaw in check.located.flaws:
        nodes.update(_lost(flaw))
    return nodes


def _lost(flaw: Flaw) -> Iterable[Node]:
    if flaw.damage is Damage.SHEET_MISSING:
        sheet = next(s for s in book.SHEETS if s.name == flaw.expected)
        listed = [("", name) for name in LIST_NAMES] if sheet is book.REFERENSI else []
        return [(part.key, f.key) for part in sheet.parts for f in part.fields] + listed
    if flaw.damage is Damage.TABLE_MISSING:
        return [(flaw.part, f.key) for f in book.TABLES[flaw.part].fields]
    if flaw.damage is Damage.COLUMN_MISSING:
        return [(flaw.part, flaw.key)]
    if flaw.damage in (Damage.NAME_BROKEN, Damage.NAME_MOVED) and flaw.part not in book.TABLES:
        return [(flaw.part, flaw.key) if flaw.part else ("", flaw.name)]
    if flaw.damage is Damage.COLUMN_MOVED:
        return _spanning(flaw.part)
    return []


def _spanning(table: str) -> list[Node]:
    """Columns that a formula of this table reads as one block (t1 to t4): the block breaks when one of them moves."""
    blocks = [m.groups() for f in book.TABLES[table].fields if f.formula is not None for m in _ACROSS.finditer(f.formula.excel)]
    return [(table, key) for block in blocks for key in block]


def excused(check: Check) -> set[Node]:
    """Fields whose figures may differ because of a flaw or a changed formula elsewhere: that one is reported, not these."""
    roots = lost(check)
    for key, mark in check.verdicts.marks.items():
        if mark in (Mark.ALTERED, Mark.RANGE):
            spot = check.position(key[0], key[2], key[1])
            found = check.verdicts.recomputed.sheets.get(spot[0], {}).get((spot[1], spot[2]), spot)
            if found is spot or not same_value(stored_value(check.raw_cell(*key)), found):
                roots.add((key[0], key[2]))
    return downstream(roots)
