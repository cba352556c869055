"""The workbook goes back with its errors marked: each finding a coloured cell with a comment, and a sheet of findings with links.

Only these parts change: `[Content_Types].xml`, the workbook part and its relationships, styles, and of each marked sheet the sheet part, its
relationships, comments and legacy drawing (a sheet that was chosen is unchosen). All others are copied as they are compressed. Marks are conditional
formats that name our defined names, so that a cell keeps its own style; `unmark` knows them, and everything else of ours, by these names and by the author.
"""

from __future__ import annotations

from collections.abc import Sequence

from lkjip_xl.annotate import temuan
from lkjip_xl.annotate.archive import Archive, rels_of
from lkjip_xl.annotate.book import Book, add_sheet, drop_sheet, is_marked
from lkjip_xl.annotate.marks import ALL_NAMES, AUTHOR, DIVIDER, HEADING, NAMES, SHEET_NAME
from lkjip_xl.annotate.notes import add_notes, drop_notes
from lkjip_xl.annotate.sheets import Tail, has_marks, with_marks, without_marks
from lkjip_xl.annotate.styles import add_looks, without_looks
from lkjip_xl.cells import parse_range, split_ref
from lkjip_xl.errors import LkjipError
from lkjip_xl.findings import FileReport, Finding, Severity
from lkjip_xl.reader import RawBook

__all__ = ["ALL_NAMES", "mark", "unmark", "unseen", "users_comment"]

MOST_IN_NOTE = 5
"""Findings of one cell told in its comment; the rest is on the sheet of findings."""
MOST_CHARS = 900
"""Of one finding in a comment: a longer text is on the sheet of findings."""


def mark(data: bytes, report: FileReport) -> bytes:
    """The workbook with the findings of a report marked in it; marks of an earlier check are replaced. LkjipError when its structure does not allow it."""
    archive = Archive(data)
    book = Book.of(archive)
    _unmark(book)
    styles = book.styles
    if not styles:
        raise LkjipError("Berkas ini tidak memuat gaya sel, jadi tidak dapat diberi tanda. Simpan ulang di Excel, lalu coba lagi.")
    looks, first, formats = add_looks(archive.read(styles))
    archive.set(styles, looks)
    names = [name for name, _ in book.sheets]
    for name, part in book.sheets:
        found = [f for f in report.findings if f.sheet == name]
        if part and found:
            _mark_sheet(book, part, found, formats)
    add_sheet(book, book.free_title(), temuan.findings_sheet(report, names, first, archive.main), temuan.print_titles(report))
    return archive.content()


def unmark(data: bytes) -> bytes:
    """The workbook without our marks; the very same bytes when it has none."""
    archive = Archive(data)
    _unmark(Book.of(archive))
    return archive.content() if archive.changed else data


def unseen(raw: RawBook) -> RawBook:
    """The workbook as read, without our sheet and names: what is checked, compared and carried on is the user's."""
    target = split_ref(raw.names.get(SHEET_NAME, ""))
    for name in ALL_NAMES & raw.names.keys():
        del raw.names[name]
    if target is not None:
        raw.sheets = [s for s in raw.sheets if s.name != target[0]]
        raw.builtin_names = {key: text for key, text in raw.builtin_names.items() if key[0] != target[0]}
    return raw


def users_comment(author: str, text: str) -> str:
    """What is left of a comment without ours; "" when it is ours alone."""
    return "" if author == AUTHOR or HEADING.match(text) else text.partition(DIVIDER)[0]


def _mark_sheet(book: Book, part: str, findings: Sequence[Finding], formats: dict[Severity, int]) -> None:
    archive = book.archive
    at: dict[str, list[Finding]] = {}
    for f in findings:
        at.setdefault(_first_cell(f.cell), []).append(f)
    cells: dict[Severity, list[str]] = {s: [] for s in NAMES}
    for address, several in at.items():
        cells[max(several, key=lambda f: f.severity.rank).severity].append(address)
    tail = Tail.of(archive.read(part))
    notes = {address: _note(several) for address, several in at.items()}
    drawing = add_notes(archive, part, notes, book.drawing(part, tail.drawing))
    archive.set(part, with_marks(tail, cells, formats, drawing, archive.relations))


def _first_cell(cell: str) -> str:
    """The cell that carries the mark: of a range the first, of a whole sheet A1."""
    return cell.partition(":")[0].replace("$", "") if cell and parse_range(cell) else "A1"


def _note(findings: Sequence[Finding]) -> tuple[str, str]:
    """Heading and text of a comment: rule, what is wrong, the right value, what to do."""
    told = []
    for n, f in enumerate(findings[:MOST_IN_NOTE], 1):
        words = [f.message if len(findings) == 1 else f"{n}. {f.code} {f.severity.word}: {f.message}"]
        words += [f"Seharusnya: {f.expected}"] if f.expected else []
        words += [f"Hitungan: {f.calculation}"] if f.calculation else []
        words += [f"Yang perlu dilakukan: {f.advice}"] if f.advice else []
        whole = "\n".join(words)
        told.append(whole if len(whole) <= MOST_CHARS else whole[: MOST_CHARS - 1].rstrip() + "…")
    if len(findings) > MOST_IN_NOTE:
        told.append(f"dan {len(findings) - MOST_IN_NOTE} temuan lain: lihat lembar Temuan.")
    head = f"lkjip · {findings[0].code} · {findings[0].severity.word}" if len(findings) == 1 else f"lkjip · {len(findings)} temuan"
    return head, "\n\n".join(told)


def _unmark(book: Book) -> None:
    archive = book.archive
    if not is_marked(book):
        return
    dropped = drop_sheet(book)
    for _, part in book.sheets:
        if part and has_marks(archive.read(part)):
            tail = Tail.of(archive.read(part))
            gone = drop_notes(archive, part, book.drawing(part, tail.drawing))
            archive.set(part, without_marks(tail, drawing_too=gone))
    if dropped:
        for _, target in archive.rels(dropped).values():
            if target in archive:
                archive.drop(target)
        if rels_of(dropped) in archive:
            archive.drop(rels_of(dropped))
        archive.unrelate(book.part, dropped)
        archive.drop(dropped)
    if styles := book.styles:
        archive.set(styles, without_looks(archive.read(styles)))
