"""One-pass reader of .xlsx: every cell with formula and stored value, and what surrounds them."""

import gc
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager, nullcontext

from .. import limits
from . import kinds
from . import sheet as _sheet
from .canonical import STRICT, canonical
from .extras import read_extras
from .formulas import check_formulas
from .opening import Source, open_stream
from .package import Package, broken, decode, floor_parse, too_many, truthy
from .rawbook import RawBook, RawCell, RawExtras, RawLink, RawSheet, RawStyles, RawValidation
from .styles import read_strings, read_styles
from .trimmings import Trimmings, read_trimmings

__all__ = [
    "RawBook",
    "RawCell",
    "RawExtras",
    "RawLink",
    "RawSheet",
    "RawStyles",
    "RawValidation",
    "Source",
    "Trimmings",
    "canonical",
    "collector_paused",
    "floor_parse",
    "read",
    "read_trimmings",
]

_WORKBOOK_TAGS = frozenset(("workbook", "document", "presentation", "sheet", "definedName", "workbookPr", "workbookProtection", "calcPr"))
_CUSTOM_TAGS = frozenset(["property", "lpwstr", "lpstr", "bstr", "bool", "i1", "i2", "i4", "i8", "int", "ui1", "ui2", "ui4", "ui8", "uint", "r4", "r8", "decimal", "filetime", "date"])
_FOREIGN = {"document": kinds.WORD, "presentation": kinds.SLIDES}


def read(path: Source) -> RawBook:
    """Read a workbook from a path or a seekable binary stream.

    Raises NotAWorkbook, and nothing else, for whatever cannot be read as .xlsx.
    """
    stream, ours = open_stream(path)
    with closing(stream) if ours else nullcontext(), collector_paused():
        try:
            return _read_package(Package(stream))
        except OSError as error:  # a disk or network drive that fails while we read
            raise kinds.FORBIDDEN.error() from error


@contextmanager
def collector_paused() -> Iterator[None]:
    """Keep the garbage collector from walking thousands of new cells, none of them garbage.

    It would take a tenth to a fifth of the time.
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _read_package(package: Package) -> RawBook:
    root = package.rels("")
    types = package.content_types()
    workbook_part = _only(root.values(), "officedocument")
    if workbook_part is None:
        raise kinds.by_parts(package.names(), package.read("mimetype") if "mimetype" in package else b"").error()
    if workbook_part.endswith(".bin") or "sheet.binary" in types.get(workbook_part.lower(), ""):
        raise kinds.XLSB.error()
    book = RawBook(strict=STRICT in package.read(workbook_part, limits.MAX_XML)[:4096])
    rels = package.rels(workbook_part)
    entries, names = _read_workbook(package, workbook_part, book)
    _file_names(book, names, [name for name, _, _ in entries])
    styles = _only(rels.values(), "styles")
    if styles is not None:
        book.styles = read_styles(package, styles)
    strings_part = _only(rels.values(), "sharedstrings")
    strings = {} if strings_part is None else read_strings(package, strings_part, limits.MAX_CELLS)
    room = limits.MAX_CELLS
    for name, state, rel_id in entries:
        kind, part = rels.get(rel_id, ("", ""))
        if not part:
            raise broken(f"lembar {name} tidak ada di dalam berkas")
        if kind == "worksheet":
            sheet = RawSheet(name, state, part=part)
            _sheet.read_sheet(package.read(part, limits.MAX_XML), part, sheet, strings, room)
            room -= len(sheet.cells)
            check_formulas(sheet)
            book.sheets.append(sheet)
    book.extras = read_extras(package, types, rels.values())
    _read_properties(package, root.values(), book)
    return book


def _only(rels: Iterable[tuple[str, str]], kind: str) -> str | None:
    return next((part for found, part in rels if found == kind), None)


def _read_workbook(package: Package, part: str, book: RawBook) -> tuple[list[tuple[str, str, str]], list[tuple[dict[str, str], str]]]:
    """Sheets as (name, state, relationship id) and defined names as (attributes, text)."""
    entries: list[tuple[str, str, str]] = []
    names: list[tuple[dict[str, str], str]] = []
    leaves = package.leaves(part, _WORKBOOK_TAGS)
    if not leaves or leaves[0][0] != "workbook":
        raise _FOREIGN.get(leaves[0][0] if leaves else "", kinds.OFFICE).error()
    for tag, attrs, text in leaves:
        if tag == "sheet":
            # The prefix of the r: namespace is free; the attribute is known by its local name.
            rel_id = next((attrs[key] for key in attrs if key.endswith(":id")), "")
            state = attrs.get("state", "visible")
            entries.append((decode(attrs.get("name", "")), state, rel_id))
        elif tag == "definedName":
            names.append((attrs, text))
        elif tag == "workbookPr":
            book.date1904 = truthy(attrs.get("date1904"))
        elif tag == "workbookProtection":
            book.structure_locked = truthy(attrs.get("lockStructure"))
        elif tag == "calcPr":
            book.full_calc_on_load = truthy(attrs.get("fullCalcOnLoad"))
    if len(entries) > limits.MAX_SHEETS or len(names) > limits.MAX_NAMES:
        raise too_many()
    return entries, names


def _file_names(book: RawBook, names: list[tuple[dict[str, str], str]], sheets: list[str]) -> None:
    for attrs, text in names:
        name = attrs.get("name", "")
        scope = attrs.get("localSheetId")
        owner = ""
        if scope is not None:
            if not scope.isdecimal() or int(scope) >= len(sheets):
                raise broken(f"nama {name} menunjuk lembar yang tidak ada")
            owner = sheets[int(scope)]
        if name.lower().startswith("_xlnm."):
            book.builtin_names[owner, name] = text
        elif scope is None:
            book.names[name] = text
        else:
            book.local_names[owner, name] = text


def _read_properties(package: Package, rels: Iterable[tuple[str, str]], book: RawBook) -> None:
    parts = dict(rels)
    extended = parts.get("extendedproperties", "docProps/app.xml")
    core = parts.get("coreproperties", "docProps/core.xml")
    custom = parts.get("customproperties", "docProps/custom.xml")
    if extended in package:
        for tag, _, text in package.leaves(extended, frozenset(("Application", "AppVersion"))):
            if tag == "Application":
                book.application = text
            elif tag == "AppVersion":
                book.app_version = text
    if core in package:
        for tag, _, text in package.leaves(core, frozenset(("creator", "lastModifiedBy"))):
            if tag == "creator":
                book.creator = text
            elif tag == "lastModifiedBy":
                book.modified_by = text
    if custom in package:
        name = None
        for tag, attrs, text in package.leaves(custom, _CUSTOM_TAGS):
            if tag == "property":
                name = attrs.get("name")
            elif name is not None:
                book.custom[name] = decode(text)
                name = None
