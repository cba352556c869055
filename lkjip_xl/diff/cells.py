"""Differences of content: typed cells, policies, formulas typed over or restored, rows, and what stands outside the tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from lkjip_xl.cells import a1
from lkjip_xl.changes import NOTHING, Change, ChangeKind, Content
from lkjip_xl.check import Check
from lkjip_xl.diff.books import REPLACED, Books, Side
from lkjip_xl.engine import CellKey
from lkjip_xl.intake import Mark
from lkjip_xl.reader import RawCell
from lkjip_xl.spec import book
from lkjip_xl.spec.types import Field
from lkjip_xl.typed import EMPTY, Typed, result, typed
from lkjip_xl.witness.verdicts import own_value

Found = tuple[Change, CellKey | None, CellKey | None]
"""A change with its cell in the older and in the newer workbook."""
OFFICIAL = "rumus formulir"


def inputs(books: Books) -> Iterator[Found]:
    """Typed cells and policies that differ."""
    for before, after in books.pairs():
        f = book.field_of(after)
        if f.formula is not None or before[0] == "Templat":
            continue
        old, new = books.old.typed(before), books.new.typed(after)
        if old.same != new.same:
            kind = ChangeKind.POLICY if f.locked else ChangeKind.INPUT
            yield _change(books, kind, before, after, content(old), content(new), _note(old, new)), before, after


def content(held: Typed) -> Content:
    """A typed cell as one side of a change."""
    if held is EMPTY:
        return NOTHING
    value = held.value[1] if held.kind == "rumus" else held.value
    return Content(held.kind, str(value), held.shown)


def _note(old: Typed, new: Typed) -> str:
    """What is to be said of two contents of another kind."""
    if "kosong" in (old.kind, new.kind) or old.kind == new.kind:
        return ""
    words = f"dahulu {old.kind}, kini {new.kind}"
    alike = str(old.value).replace(",", ".").strip() == str(new.value).replace(",", ".").strip()
    return f"nilainya sama, jenisnya berbeda: {words}" if alike else f"jenisnya berbeda: {words}"


def _change(books: Books, kind: ChangeKind, before: CellKey, after: CellKey, old: Content, new: Content, note: str = "") -> Change:
    subject = books.new.check.subject(after[0], after[1]) if after[1] is not None else ""
    return Change(kind, books.old.place(before), books.new.place(after), subject, book.field_of(after).header, old, new, note)


def formulas(books: Books) -> Iterator[Found]:
    """Formula cells that were typed over, altered, emptied or restored; a whole row without its formulas is one."""
    told: set[tuple[str, int | None]] = set()
    for before, after in books.pairs():
        f = book.field_of(after)
        if f.formula is None:
            continue
        was, now = books.old.mark(before), books.new.mark(after)
        if was is None and now is None:
            continue
        if Mark.BARE_ROW in (was, now) and was is not now:
            if after[:2] not in told:
                told.add(after[:2])
                yield _bare(books, before, after, gone=now is Mark.BARE_ROW), before, after
            continue
        old, new = _formula(books.old, before, was, f), _formula(books.new, after, now, f)
        if (old.kind, old.text) != (new.kind, new.text):
            yield _change(books, ChangeKind.FORMULA, before, after, old, new, _said(was, now)), before, after


def _formula(side: Side, cell: CellKey, mark: Mark | None, f: Field) -> Content:
    if mark is None:
        return Content(OFFICIAL, "", f"rumus formulir (hasil {result(own_value(side.check.stored, cell), f)})")
    if mark not in REPLACED:
        return NOTHING
    held = side.typed(cell)
    # A formula of the user's own is compared by its text: what it gives follows from the cells it reads.
    return Content("rumus", held.value[0], held.shown) if held.kind == "rumus" else Content(held.kind, str(held.value), held.shown)


def _said(was: Mark | None, now: Mark | None) -> str:
    if now is None:
        return "rumus formulir dipulihkan"
    words = {Mark.REPLACED: "rumus ditimpa isi", Mark.ERASED: "rumus dihapus", Mark.BARE_ROW: "rumus dihapus", Mark.ALTERED: "rumus diubah", Mark.RANGE: "rumus diubah"}
    return words[now] if now is not was else "isi di atas rumus berubah" if now is Mark.REPLACED else words[now]


def _bare(books: Books, before: CellKey, after: CellKey, *, gone: bool) -> Change:
    part, i, j = after[0], before[1], after[1]
    key = book.TABLES[part].key_field
    note = "semua rumus baris ini dihapus" if gone else "semua rumus baris ini dipulihkan"
    return Change(ChangeKind.FORMULA, books.old.place((part, i, key)), books.new.place((part, j, key)), books.new.check.subject(part, j), "", note=note)


def rows(books: Books) -> Iterator[tuple[Change, str, int | None, int | None]]:
    """Rows that came, went or stand elsewhere, with table and positions."""
    for part, table in books.tables():
        pairing = books.pairings[part]
        key = table.key_field
        for i in pairing.gone:
            yield _row(books.old, ChangeKind.ROW_GONE, part, i), part, i, None
        for j in pairing.added:
            yield _row(books.new, ChangeKind.ROW_NEW, part, j), part, None, j
        for i, j in sorted(pairing.moved, key=lambda p: p[1]):
            places = books.old.place((part, i, key)), books.new.place((part, j, key))
            yield Change(ChangeKind.ROW_MOVED, *places, books.new.check.subject(part, j)), part, i, j


def _row(side: Side, kind: ChangeKind, part: str, index: int) -> Change:
    table = book.TABLES[part]
    place = side.place((part, index, table.key_field))
    held = tuple((table[key].header, content.shown) for key, content in side.inputs(table, index).items())
    ends = ("", place) if kind is ChangeKind.ROW_NEW else (place, "")
    return Change(kind, *ends, side.check.subject(part, index), cells=held)


def frame(books: Books) -> Iterator[Change]:
    """Sheets that were renamed, added or lost, tables and columns that only one of the two has; between versions that is expected, and not told."""
    old, new = books.old.check, books.new.check
    for key, title in new.layout.sheets.items():
        if (before := old.layout.sheets.get(key, title)) != title:
            yield Change(ChangeKind.FRAME, before, title, note=f"lembar {before} kini bernama {title}")
    for side, other, gone in ((books.old, new, True), (books.new, old, False)):
        own = set(side.check.layout.sheets.values())
        titles = {s.name.casefold() for s in other.raw.sheets}
        strangers = (s.name for s in side.check.raw.sheets if s.name not in own and s.name.casefold() not in titles)
        yield from (_lost(title, f"lembar tambahan {title}", gone=gone) for title in strangers)
        if books.one_version:
            yield from (_lost(title, what, gone=gone) for title, what in _missing(side, other))


def _missing(side: Side, other: Check) -> Iterator[tuple[str, str]]:
    """Parts and fields of one workbook that the other has not, with the sheet; of a column also how many filled cells go with it."""
    layout = side.check.layout
    for part, form in layout.forms.items():
        if part not in other.layout.forms:
            yield form.sheet, f"bagian {book.FORMS[part].title}"
        else:
            yield from ((form.sheet, f'isian "{book.FORMS[part][key].header}"') for key in form.cells if key not in other.layout.forms[part].cells)
    for part, table in layout.tables.items():
        if part not in other.layout.tables:
            rows = len(side.rows(book.TABLES[part]))
            yield table.sheet, f"tabel {book.TABLES[part].title}" + (f" dengan {rows} baris berisi" if rows else "")
            continue
        for key in (k for k in table.cols if k not in other.layout.tables[part].cols):
            f = book.TABLES[part][key]
            filled = sum(side.typed((part, n, key)) is not EMPTY for n in range(table.end_row - table.first_row)) if f.is_input else 0
            yield table.sheet, f'kolom "{f.header}"' + (f" dengan {filled} isian" if filled else "")


def _lost(title: str, what: str, *, gone: bool) -> Change:
    return Change(ChangeKind.FRAME, title if gone else "", "" if gone else title, note=f"{what} {'tidak ada lagi' if gone else 'kini ada'}")


def outside(books: Books) -> Iterator[Change]:
    """Texts and figures outside of our cells, and on sheets of the user's own; those that only stand elsewhere on their sheet are no change."""
    if not books.one_version:
        return
    pairs = {books.old.check.layout.sheets[key]: title for key, title in books.new.check.layout.sheets.items() if key in books.old.check.layout.sheets}
    named = {s.name.casefold(): s.name for s in books.new.check.raw.sheets}
    for sheet in books.old.check.raw.sheets:
        title = pairs.get(sheet.name) or named.get(sheet.name.casefold())
        if title is None:
            continue
        before, after = _strays(books, books.old, sheet.name), _strays(books, books.new, title)
        spare_old, spare_new = Counter(c.text for c in before.values()), Counter(c.text for c in after.values())
        gone = _beyond(before, spare_old - spare_new)
        come = _beyond(after, spare_new - spare_old)
        for at in sorted(gone.keys() | come.keys()):
            old, new = gone.get(at), come.get(at)
            yield Change(
                ChangeKind.OUTSIDE, f"{sheet.name}!{a1(*at)}" if old else "", f"{title}!{a1(*at)}" if new else "",
                old=content(typed(books.old.check.raw, old)), new=content(typed(books.new.check.raw, new)))


def _strays(books: Books, side: Side, title: str) -> dict[tuple[int, int], RawCell]:
    """Constants outside of our cells; numbers below headers, and headers of columns that only this workbook has, go with their column."""
    own = set(side.fields.get(title, {}))
    for part, table in side.check.layout.tables.items():
        if table.sheet == title:
            both = books.keys(part) if part in books.pairings else set()
            own |= {(table.caption_row, col) for col in table.cols.values()} | {(table.header_row, col) for key, col in table.cols.items() if key not in both}
    return {at: cell for at, cell in side.by_sheet[title].items() if cell.formula is None and cell.text and at not in own}


def _beyond(cells: dict[tuple[int, int], RawCell], more: Counter[str]) -> dict[tuple[int, int], RawCell]:
    """The last cells of each text that one side has more often than the other."""
    left = Counter(more)
    found: dict[tuple[int, int], RawCell] = {}
    for at, cell in sorted(cells.items(), reverse=True):
        if left[cell.text] > 0:
            left[cell.text] -= 1
            found[at] = cell
    return found

