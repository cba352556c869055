"""Results of formulas that differ, each with the changes it follows from where the engine can trace them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from lkjip_xl.changes import Change, ChangeKind, Content
from lkjip_xl.diff.books import Books, Side
from lkjip_xl.engine import UNTYPED, CellKey
from lkjip_xl.spec import book
from lkjip_xl.spec.types import Field
from lkjip_xl.typed import UNJUDGED, result
from lkjip_xl.witness.verdicts import own_value, same_value

Causes = Mapping[CellKey, str]
"""Changed cells of one workbook, with the place that the change is told at."""


def results(books: Books, old_causes: Causes, new_causes: Causes, apart: Iterable[CellKey]) -> Iterator[tuple[Change, CellKey]]:
    """Visible formula cells of rows that both workbooks have and whose result differs; `apart` are cells of the newer one whose formula itself changed."""
    told = set(apart)
    for before, after in books.pairs():
        f = book.field_of(after)
        if f.formula is None or f.hidden or after in told:
            continue
        old, new = own_value(books.old.check.stored, before), own_value(books.new.check.stored, after)
        if _equal(old, new):
            continue
        causes = dict.fromkeys((*_behind(books.new, after, new_causes), *_behind(books.old, before, old_causes)))
        subject = books.new.check.subject(after[0], after[1]) if after[1] is not None else ""
        yield Change(
            ChangeKind.RESULT, books.old.place(before), books.new.place(after), subject, f.header, _content(old, f), _content(new, f), causes=tuple(sorted(causes))), after


def _equal(old: object, new: object) -> bool:
    if UNTYPED in (old, new):
        return old is new
    return same_value(old, new)


def _content(value: object, f: Field) -> Content:
    if value in ("", None):
        return Content("kosong", "", "(kosong)")
    shown = result(value, f)
    if value is UNTYPED:
        return Content(UNJUDGED, "", shown)
    return Content("teks", str(value), shown) if isinstance(value, str) else Content("angka", f"{float(value):.15g}", shown)  # type: ignore[arg-type]


def _behind(side: Side, cell: CellKey, causes: Causes) -> list[str]:
    """Places of the changes among the typed cells from which a value follows."""
    if not causes:
        return []
    return [causes[origin] for origin in sorted(side.check.stored_origins.behind([cell]), key=str) if origin in causes]
