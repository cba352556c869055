"""Which row of one workbook is which row of the other: by what a row is, then by how much of it is alike, never by its number."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from lkjip_xl.spec.identity import identity

Signature = Mapping[str, tuple[str, Any]]
"""Filled cells of a row: key to kind and value."""
ALIKE = 0.5
"""Share of equal cells from which two rows are one row whose key was changed."""
MANY = 250_000
"""Pairs of rows beyond which likeness is not tried: such tables have nothing in common."""


@dataclass(slots=True)
class Pairing:
    """Rows of one table: the same row in both, only in the older, only in the newer; `moved` are pairs that no longer stand in order."""

    pairs: list[tuple[int, int]] = field(default_factory=list)
    gone: list[int] = field(default_factory=list)
    added: list[int] = field(default_factory=list)
    moved: set[tuple[int, int]] = field(default_factory=set)

    def to_new(self) -> dict[int, int]:
        """Row of the newer workbook by row of the older one."""
        return dict(self.pairs)


def pair_rows(table: str, old: Mapping[int, Signature], new: Mapping[int, Signature]) -> Pairing:
    """Pair the filled rows of a table, by their positions."""
    left, right = sorted(old), sorted(new)
    pairs: list[tuple[int, int]] = []

    def take(found: Iterable[tuple[int, int]]) -> None:
        pairs.extend(found)
        done_old, done_new = {i for i, _ in pairs}, {j for _, j in pairs}
        left[:] = [i for i in left if i not in done_old]
        right[:] = [j for j in right if j not in done_new]

    for keys in identity(table):
        ours, theirs = _groups(keys, old, left), _groups(keys, new, right)
        take([pair for key in ours if key in theirs for pair in _within(ours[key], theirs[key], old, new)])
    if len(left) * len(right) <= MANY:
        take(_closest(left, right, old, new, ALIKE))
    take(_same_slot(table, pairs, left, right, old, new))
    pairs.sort()
    kept = _longest_rising([j for _, j in pairs])
    return Pairing(pairs, left, right, {pair for n, pair in enumerate(pairs) if n not in kept})


def _groups(keys: tuple[str, ...], rows: Mapping[int, Signature], among: Sequence[int]) -> dict[tuple[Any, ...], list[int]]:
    found: dict[tuple[Any, ...], list[int]] = {}
    for i in among:
        if keys[0] in rows[i]:
            found.setdefault(tuple(_fold(rows[i].get(key)) for key in keys), []).append(i)
    return found


def _fold(content: tuple[str, Any] | None) -> Any:
    """A key as people mean it: `ik1.1 ` is `IK1.1`, and a number typed as text is that number."""
    return "" if content is None else " ".join(str(content[1]).casefold().split())


def _within(ours: list[int], theirs: list[int], old: Mapping[int, Signature], new: Mapping[int, Signature]) -> list[tuple[int, int]]:
    """Pairs among rows with one identity: equal rows first, those at the same place among their like before others."""
    if len(ours) == len(theirs) == 1:
        return [(ours[0], theirs[0])]
    pairs = [(i, j) for i, j in zip(ours, theirs, strict=False) if old[i] == new[j]]
    for i in ours:
        if all(i != a for a, _ in pairs):
            equal = next((j for j in theirs if old[i] == new[j] and all(j != b for _, b in pairs)), None)
            pairs += [] if equal is None else [(i, equal)]
    done_old, done_new = {i for i, _ in pairs}, {j for _, j in pairs}
    return pairs + _closest([i for i in ours if i not in done_old], [j for j in theirs if j not in done_new], old, new, 0)


def _closest(ours: Sequence[int], theirs: Sequence[int], old: Mapping[int, Signature], new: Mapping[int, Signature], least: float) -> list[tuple[int, int]]:
    """Pairs of rows that are most alike, at least so much; of equally good ones those that stand closest together."""
    scored = [(-score, abs(m - n), i, j) for m, i in enumerate(ours) for n, j in enumerate(theirs) if (score := _alike(old[i], new[j])) >= least]
    pairs: list[tuple[int, int]] = []
    done_old: set[int] = set()
    done_new: set[int] = set()
    for _, _, i, j in sorted(scored):
        if i not in done_old and j not in done_new:
            pairs.append((i, j))
            done_old.add(i)
            done_new.add(j)
    return pairs


def _alike(a: Signature, b: Signature) -> float:
    """Share of equal cells."""
    return sum(b.get(key) == content for key, content in a.items()) / max(len(a), len(b), 1)


def _same_slot(
    table: str, pairs: Sequence[tuple[int, int]], left: Sequence[int], right: Sequence[int], old: Mapping[int, Signature], new: Mapping[int, Signature]
) -> list[tuple[int, int]]:
    """Rows that hold nothing but their key, between the same neighbours: the key was changed."""
    keys = {key for group in identity(table) for key in group}
    partner = dict(pairs)
    slots: dict[int, list[int]] = {}
    for j in right:
        if new[j].keys() <= keys:
            slots.setdefault(max((b for _, b in pairs if b < j), default=-1), []).append(j)
    found: list[tuple[int, int]] = []
    for i in left:
        before = max((a for a in partner if a < i), default=None)
        slot = slots.get(-1 if before is None else partner[before], [])
        if old[i].keys() <= keys and slot:
            found.append((i, slot.pop(0)))
    return found


def _longest_rising(values: Sequence[int]) -> set[int]:
    """Positions of a longest run in rising order."""
    ends: list[int] = []
    at: list[int] = []
    before: list[int] = []
    for n, value in enumerate(values):
        k = bisect_left(ends, value)
        before.append(at[k - 1] if k else -1)
        ends[k : k + 1] = [value]
        at[k : k + 1] = [n]
    kept: set[int] = set()
    n = at[-1] if at else -1
    while n >= 0:
        kept.add(n)
        n = before[n]
    return kept
