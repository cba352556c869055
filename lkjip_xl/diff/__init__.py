"""What changed between two submissions of one workbook: content cell by cell, joined by what a row is, and findings."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from lkjip_xl import changes, pipeline
from lkjip_xl.changes import Change, Diff, FindingChange
from lkjip_xl.check import Check
from lkjip_xl.diff import cells
from lkjip_xl.diff.books import Books
from lkjip_xl.diff.findings import compare_findings
from lkjip_xl.diff.results import results
from lkjip_xl.engine import CellKey
from lkjip_xl.errors import NotAWorkbook

CONTENT, FINDINGS = "isi", "temuan"


def diff(old: Path, new: Path, only: str = "") -> Diff:
    """Everything that differs between two workbooks, or `only` their content (`isi`) or their findings (`temuan`); NotAWorkbook when one cannot be read."""
    return compare(_read(old, only), _read(new, only), only)


def _read(path: Path, only: str) -> Check:
    try:
        return pipeline.content(path) if only == CONTENT else pipeline.examine(path)
    except NotAWorkbook as error:
        raise NotAWorkbook(f"{path}: {error.what}", error.advice) from error


def compare(old: Check, new: Check, only: str = "") -> Diff:
    """The same of two workbooks that have been read."""
    books = Books(old, new)
    note = "" if only == CONTENT else _not_comparable(old, new)
    found = () if only == FINDINGS else tuple(_content(books))
    said: tuple[FindingChange, ...] = ()
    if only != CONTENT and not note:
        said = tuple(compare_findings(books, *(pipeline.run_rules(check) for check in (old, new))))
    return Diff(_side(old), _side(new), tuple(_apart(old, new)), found, said, note, only)


def _side(check: Check) -> changes.Side:
    template, version = check.identity
    return changes.Side(check.file, _text(check, "instansi"), check.year, _text(check, "periode"), f"{template} {version}".strip())


def _text(check: Check, key: str) -> str:
    value = check.form("Identitas", key)
    return value if isinstance(value, str) else ""


def _apart(old: Check, new: Check) -> Iterator[str]:
    """What sets the two apart as a whole: template, office, year, period, profile."""
    pairs = (
        ("versi formulir", *(" ".join(check.identity).strip() for check in (old, new))), ("kabupaten", _text(old, "kabupaten"), _text(new, "kabupaten")),
        ("instansi", _text(old, "instansi"), _text(new, "instansi")), ("tahun", str(old.year or ""), str(new.year or "")),
        ("periode", _text(old, "periode"), _text(new, "periode")), ("profil kebijakan", old.own_profile, new.own_profile),
    )
    for what, before, after in pairs:
        if " ".join(before.casefold().split()) != " ".join(after.casefold().split()):
            yield f"{what}: {before or '(kosong)'} → {after or '(kosong)'}"


def _not_comparable(old: Check, new: Check) -> str:
    for check in (old, new):
        if check.stopped:
            version = " ".join(check.identity).strip() or "formulir yang tidak dikenal"
            return f"Temuan tidak dibandingkan: {check.file} ({version}) tidak dapat diperiksa program ini."
    return ""


def _content(books: Books) -> Iterator[Change]:
    """Changes in the order of the newer workbook, those that have no place in it after the row above them; results after all others."""
    old_causes: dict[CellKey, str] = {}
    new_causes: dict[CellKey, str] = {}
    found: list[tuple[tuple[int, int, int], Change]] = []
    apart: list[CellKey] = []
    for change, before, after in (*cells.inputs(books), *cells.formulas(books)):
        if before is not None:
            old_causes[before] = change.place
        if after is not None:
            new_causes[after] = change.place
            apart.append(after)
            found.append((books.new.order(after), change))
    for change, part, i, j in cells.rows(books):
        side, causes, index = (books.new, new_causes, j) if j is not None else (books.old, old_causes, i)
        table = side.check.layout.tables[part]
        if i is None or j is None:
            causes.update({(part, index, key): change.place for key in table.cols})
        found.append((side.order((part, index, next(iter(table.cols)))), change))
    yield from cells.frame(books)
    yield from (change for _, change in sorted(found, key=lambda x: x[0]))
    yield from cells.outside(books)
    followed = sorted(results(books, old_causes, new_causes, apart), key=lambda x: books.new.order(x[1]))
    yield from (change for change, _ in followed)
