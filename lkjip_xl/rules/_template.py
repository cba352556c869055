"""What the rules about the frame of a workbook share: places of flaws, grouping of equal findings, canonical texts."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator

from lkjip_xl.check import Check, Spot
from lkjip_xl.intake import Key
from lkjip_xl.locate import Damage, Flaw
from lkjip_xl.spec import book

SINGLE = 3
"""Up to this many equal findings are told one by one; more are one finding with the others as related places."""
TOLD = 20
"""Most places named as related."""


def flaws(check: Check, *damages: Damage) -> Iterator[Flaw]:
    """Structural damages of these kinds, in the order of the tabs."""
    return (f for f in check.located.flaws if f.damage in damages)


def place(check: Check, flaw: Flaw) -> Spot:
    """Place of a flaw; what is missing stands where the template has its sheet."""
    spot = check.sheet_spot(flaw.sheet, flaw.row, flaw.col)
    if check.raw.sheet(flaw.sheet) is None:
        tab = next((i for i, s in enumerate(book.SHEETS) if s.name == flaw.sheet), 0)
        spot = Spot(flaw.sheet, order=(tab, 0, 0))
    return Spot(spot.sheet, spot.cell, flaw.name or flaw.key or flaw.part, flaw.key, spot.order)


def column_text(flaw: Flaw) -> str:
    """How people call a field: `kolom "Capaian"` of a table, `isian "Tahun kinerja"` of a form."""
    return f'{"kolom" if flaw.part in book.TABLES else "isian"} "{flaw.expected}"'


def sort_keys(check: Check, keys: Iterable[Key]) -> list[Key]:
    """Keys by tab, row and column."""
    return sorted(keys, key=lambda k: check.spot(k[0], k[2], k[1]).order)


def clusters(check: Check, keys: Iterable[Key], group: Callable[[Key], Hashable]) -> Iterator[list[Key]]:
    """Equal findings: alone where a group is small, together where it is large; in the order of the file."""
    groups: dict[Hashable, list[Key]] = {}
    for key in sort_keys(check, keys):
        groups.setdefault(group(key), []).append(key)
    for members in groups.values():
        if len(members) > SINGLE:
            yield members
        else:
            yield from ([key] for key in members)


def by_column(key: Key) -> Hashable:
    """Group of a formula cell: its column."""
    return key[0], key[2]


def by_sheet(key: Key) -> Hashable:
    """Group of a formula cell: its sheet."""
    return book.SHEET_OF[key[0]].key


def per_sheet(check: Check, keys: list[Key]) -> Iterator[list[Key]]:
    """Few findings alone; more than SINGLE in the workbook together, one group per sheet."""
    ordered = sort_keys(check, keys)
    if len(ordered) <= SINGLE:
        yield from ([key] for key in ordered)
        return
    groups: dict[str, list[Key]] = {}
    for key in ordered:
        groups.setdefault(check.position(key[0], key[2], key[1])[0], []).append(key)
    yield from groups.values()


def others(check: Check, members: list[Key]) -> tuple[str, ...]:
    """Addresses of all but the first of a group."""
    return tuple(check.spot(k[0], k[2], k[1]).address for k in members[1 : TOLD + 1])


def what(key: Key) -> str:
    """How people call a formula cell: the header of its column, the label of a form cell."""
    part, index, name = key
    return book.FORMS[part][name].header if index is None else book.TABLES[part][name].header
