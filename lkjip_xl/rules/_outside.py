"""What the rules about links out of a workbook share: formula cells that reach other files or programs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from lkjip_xl.check import Check, Spot

_STRING = re.compile(r'"[^"]*"')
_OTHER_FILE = re.compile(r"\[[^\[\]]+\][^\[\]!\"(),;]*!")
_SHEET = re.compile(r"(?<!\|)'[^']*'!")
_PROGRAM = re.compile(r"[A-Za-z_][\w.]*\|")


def reaches_file(formula: str) -> bool:
    """Does a formula take a cell of another file: `[1]Rekap!A1`, `'C:\\data\\[x.xlsx]Rekap'!A1`."""
    return "[" in formula and _OTHER_FILE.search(_STRING.sub("", formula)) is not None


def reaches_program(formula: str) -> bool:
    """Does a formula ask another program (DDE): `program|'topik'!butir`."""
    return "|" in formula and _PROGRAM.search(_SHEET.sub("", _STRING.sub("", formula))) is not None


def formula_spots(check: Check, reaches: Callable[[str], bool]) -> list[Spot]:
    """Places of the formulas for which `reaches` holds, by tab, row and column."""
    return list(_spots(check, reaches))


def _spots(check: Check, reaches: Callable[[str], bool]) -> Iterator[Spot]:
    for sheet in check.raw.sheets:
        for row, col in sorted(at for at, cell in sheet.cells.items() if cell.formula and reaches(cell.formula)):
            yield check.sheet_spot(sheet.name, row, col)


def some(names: list[str], most: int = 5) -> str:
    """Names in a sentence: all, or the first few and how many more."""
    told = ", ".join(name[:80] for name in names[:most])
    return f"{told} dan {len(names) - most} lainnya" if len(names) > most else told
