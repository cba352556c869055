"""One right workbook to be damaged, and the damage of one cell: patched into the package, recalculated, validated, judged."""

from __future__ import annotations

import re
import sys
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from lxml import etree

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

import damage  # noqa: E402
import realistic  # noqa: E402
import right  # noqa: E402

from lkjip_xl.cells import a1, covers, parse_a1  # noqa: E402
from lkjip_xl.findings import Finding  # noqa: E402
from lkjip_xl.layout import Layout  # noqa: E402
from lkjip_xl.model import Data, address_of  # noqa: E402
from lkjip_xl.pipeline import validate, write_filled  # noqa: E402
from lkjip_xl.profile import load  # noqa: E402
from lkjip_xl.reader import read  # noqa: E402
from lkjip_xl.spec import book  # noqa: E402
from lkjip_xl.spec.lists import PERIODS  # noqa: E402
from lkjip_xl.spec.types import Field  # noqa: E402
from lkjip_xl.witness import recompute  # noqa: E402

STALE = "LK023"
Step = tuple[str, tuple[Any, ...]]
"""Name of an operation of tests/damage.py and its arguments after the package."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A place of a workbook: part, row of its table (None for a form), field."""

    part: str
    index: int | None
    key: str

    @property
    def column(self) -> str:
        return f"{self.part}.{self.key}"


@dataclass(slots=True)
class Mutation:
    """One changed cell."""

    kind: str
    """Class: rumus, teks, satuan, terliput, tidak terliput."""
    operator: str
    cell: Cell
    address: str
    old: str
    new: str
    steps: list[Step]
    also: tuple[str, ...] = ()
    """Other addresses under which the cell may be named: the value beside a changed label."""
    reason: str = ""


@dataclass(slots=True)
class Outcome:
    """What validation said of a damaged workbook."""

    seed: int
    profil: str
    periode: str
    mutation: Mutation
    found: tuple[str, ...] = ()
    """Codes of new findings that stand at the cell or name it."""
    ranged: bool = False
    """They name it only as part of a range from which the right value follows."""
    elsewhere: tuple[str, ...] = ()
    """Codes and places of the other new findings."""
    failure: str = ""
    besaran: str = ""
    """Of a quotation: what is printed."""

    @property
    def verdict(self) -> str:
        return "found" if self.found else "elsewhere" if self.elsewhere else "missed"


@dataclass
class Base:
    """A right workbook on disk with everything operators need to know of it."""

    seed: int
    folder: Path
    path: Path = field(init=False)

    def __post_init__(self) -> None:
        self.path = self.folder / f"{self.seed}.xlsx"
        data, self.profil = realistic.workbook(self.seed)
        self.data: Data = right.few_rows(data)
        self.layout: Layout = right.layout_of(self.data)
        self.path.write_bytes(write_filled(self.data, load(self.profil)))
        self.findings = validate(self.path).findings
        raw = read(self.path)
        self.raw = raw
        self.values = recompute(self.path, raw).sheets

    @cached_property
    def engine(self) -> Any:
        return realistic.engine_for(self.data, load(self.profil))

    @property
    def identity(self) -> dict[str, Any]:
        return self.data.forms["Identitas"]

    @property
    def annual(self) -> bool:
        return bool(self.identity["periode"] == "TAHUNAN")

    @property
    def quarter(self) -> int:
        return 4 if self.annual else PERIODS.index(str(self.identity["periode"])) + 1

    def rows(self, table: str) -> list[dict[str, Any]]:
        return self.data.tables.get(table, [])

    def row(self, cell: Cell) -> dict[str, Any]:
        return self.data.forms.get(cell.part, {}) if cell.index is None else self.rows(cell.part)[cell.index]

    def typed(self, cell: Cell) -> Any:
        """Content of an input, None when blank."""
        return self.row(cell).get(cell.key)

    def computed(self, cell: Cell) -> Any:
        """Value of a formula cell."""
        return self.engine.form_get(cell.part, cell.key) if cell.index is None else self.engine.rows[cell.part][cell.index].get(cell.key)

    def address(self, cell: Cell) -> str:
        return address_of(self.layout, cell.part, cell.index, cell.key)

    def formula(self, cell: Cell) -> str:
        sheet, _, place = self.address(cell).rpartition("!")
        found = self.raw.sheet(sheet)
        stored = found.cells.get(parse_a1(place)) if found is not None else None
        return stored.formula or "" if stored is not None else ""

    def quotes(self, besaran: str, objek: str = "", **more: Any) -> list[dict[str, Any]]:
        """Quotations of this office about a besaran, with exactly these other cells where they are given."""
        return [
            q for q in self.rows("Kutipan")
            if q["besaran"] == besaran and (not objek or q["objek"] == objek) and all(q.get(k) == v for k, v in more.items()) and q.get("peran") in (None, "pelapor", more.get("peran"))
        ]

    def fields(self, *, inputs: bool) -> Iterator[Field]:
        for _, part in book.parts():
            for f in part.fields:
                if f.is_input if inputs else f.formula is not None:
                    yield f


class Package(damage.Package):
    """The package of a base, written lightly compressed to another path."""

    def __init__(self, base: Base, target: Path) -> None:
        super().__init__(base.path)
        self.path = target

    def save(self) -> None:
        for part, tree in self._trees.items():
            self.parts[part] = etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)
        with zipfile.ZipFile(self.path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
            for name, content in self.parts.items():
                archive.writestr(name, content)


def damaged(base: Base, mutation: Mutation, target: Path) -> str:
    """Write the damaged workbook with the values its formulas give; the reason when it cannot be recalculated."""
    package = Package(base, target)
    for name, arguments in mutation.steps:
        damage.OPERATIONS[name](package, *arguments)
    _keep_spaces(package)
    package.save()
    recomputed = recompute(target, base.raw)
    if recomputed.failure:
        return recomputed.failure
    changed = False
    for sheet, grid in recomputed.sheets.items():
        before = base.values.get(sheet, {})
        fresh = {at: value for at, value in grid.items() if before[at] != value}
        if fresh:
            changed = True
            _store(package.sheet(sheet), fresh)
    if changed:
        package.save()
    return ""


def _keep_spaces(package: damage.Package) -> None:
    """Texts that begin or end with a space say so, as spreadsheets write them; LibreOffice cuts them else."""
    for tree in package._trees.values():
        for value in tree.iter(f"{{{damage.MAIN}}}v"):
            if value.text and value.text != value.text.strip():
                value.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def _store(root: Any, fresh: dict[tuple[int, int], Any]) -> None:
    """Stored values of formula cells, as a spreadsheet writes them; a cell that lost its formula keeps what it holds."""
    wanted = {a1(*at): value for at, value in fresh.items()}
    for cell in root.iter(f"{{{damage.MAIN}}}c"):
        name = cell.get("r")
        if name in wanted and cell.find("m:f", damage.NS) is not None:
            value = wanted[name]
            damage._store(cell, "" if value is None else value)
            if value in ("", None):
                cell.set("t", "str")


def judge(base: Base, mutation: Mutation, target: Path) -> Outcome:
    """Damage, recalculate, validate, and say whether the damage was found at its cell."""
    outcome = Outcome(base.seed, base.profil, str(base.identity["periode"]), mutation, besaran=str(base.row(mutation.cell).get("besaran", "")) if mutation.cell.part == "Kutipan" else "")
    outcome.failure = damaged(base, mutation, target)
    report(outcome, base.findings, validate(target).findings)
    return outcome


def report(outcome: Outcome, before: Sequence[Finding], after: Sequence[Finding]) -> None:
    """Sort the new findings into those that name the cell and the others."""
    known = {(f.code, f.place, f.message) for f in before}
    new = [f for f in after if (f.code, f.place, f.message) not in known and f.code != STALE]
    places = (outcome.mutation.address, *outcome.mutation.also)
    exact = [f for f in new if names(f, places)]
    here = exact or [f for f in new if any(covers(source, place) for source in f.sources for place in places)]
    outcome.ranged = bool(here) and not exact
    outcome.found = tuple(dict.fromkeys(f.code for f in here))
    outcome.elsewhere = tuple(dict.fromkeys(f"{f.code} {f.place}" for f in new if f not in here))


def names(found: Finding, places: Sequence[str]) -> bool:
    """Does a finding name one of these cells: as its place, as related, as source of the right value, or in its message."""
    return any(p == found.place or p in found.related or p in found.sources or re.search(rf"{re.escape(p)}(?!\d)", found.message) is not None for p in places)
