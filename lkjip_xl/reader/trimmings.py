"""What people add to a workbook beside its content: comments, colours, pictures. Read apart, as only moving a workbook asks for it."""

from __future__ import annotations

import re
from contextlib import closing, nullcontext
from dataclasses import dataclass, field

from .. import limits
from ..cells import parse_a1
from .opening import Source, open_stream
from .package import Package
from .rawbook import Key, RawBook
from .sheet import HEADS
from .tokens import as_utf8, plain_markup


@dataclass(slots=True)
class Trimmings:
    """By sheet title: comments as (author, text), colours of cells as written, and how many pictures or charts."""

    comments: dict[str, dict[Key, tuple[str, str]]] = field(default_factory=dict)
    colours: dict[str, dict[Key, str]] = field(default_factory=dict)
    """Fill and colour of letters in one word, e.g. `FFFF00/FF0000`; a part is empty where it is plain."""
    drawings: dict[str, int] = field(default_factory=dict)


_CELL = re.compile(r"<(?:\w+:)?c((?:\s[^>]*)?)>")
PLAIN_LETTERS = ("", "FF000000", "tema 0", "tema 1", "indeks 8", "indeks 64")
PLAIN_FILLS = ("", "FFFFFFFF", "tema 0", "indeks 9", "indeks 64", "indeks 65")


def read_trimmings(path: Source, raw: RawBook) -> Trimmings:
    """Trimmings of a workbook that has been read; NotAWorkbook when a part of them is broken."""
    stream, ours = open_stream(path)
    with closing(stream) if ours else nullcontext():
        package = Package(stream)
        found = Trimmings()
        shades = _shades(package)
        for sheet in raw.sheets:
            _sheet(package, sheet.name, sheet.part, shades, found)
    return found


def _sheet(package: Package, title: str, part: str, shades: list[str], found: Trimmings) -> None:
    comments: dict[Key, tuple[str, str]] = {}
    threaded: dict[Key, tuple[str, str]] = {}
    drawings = 0
    for kind, target in package.rels(part).values():
        if kind == "comments":
            comments |= _comments(package, target)
        elif kind == "threadedcomment":
            threaded |= _threaded(package, target)
        elif kind == "drawing":
            drawings += len(package.leaves(target, frozenset(("pic", "graphicFrame", "sp"))))
    if drawings:
        found.drawings[title] = drawings
    if comments or threaded:
        found.comments[title] = comments | threaded
    colours = _coloured(package, part, shades) if any(shades) else {}
    if colours:
        found.colours[title] = colours


def _comments(package: Package, part: str) -> dict[Key, tuple[str, str]]:
    authors: list[str] = []
    found: dict[Key, tuple[str, str]] = {}
    at: Key | None = None
    for tag, attrs, text in package.leaves(part, frozenset(("author", "comment", "t"))):
        if tag == "author":
            authors.append(text)
        elif tag == "comment":
            at = parse_a1(attrs["ref"])
            number = int(attrs.get("authorId", "0"))
            found[at] = authors[number] if number < len(authors) else "", ""
        elif at is not None:
            found[at] = found[at][0], found[at][1] + text
    return found


def _threaded(package: Package, part: str) -> dict[Key, tuple[str, str]]:
    """Comments with answers, whose plain twin holds a notice of the application instead of the words."""
    found: dict[Key, tuple[str, str]] = {}
    at: Key | None = None
    for tag, attrs, text in package.leaves(part, frozenset(("threadedComment", "text"))):
        if tag == "threadedComment":
            at = parse_a1(attrs["ref"])
        elif at is not None:
            found[at] = "", f"{found[at][1]}\n{text}" if at in found else text
    return found


def _coloured(package: Package, part: str, shades: list[str]) -> dict[Key, str]:
    """Coloured cells of a sheet, blank ones too; the part has been checked when the workbook was read."""
    found: dict[Key, str] = {}
    for match in _CELL.finditer(plain_markup(as_utf8(package.read(part, limits.MAX_XML)).decode(), False)):
        at, number, _ = HEADS[match[1]]
        if at is not None and number < len(shades) and shades[number]:
            found[at] = shades[number]
    return found


def _shades(package: Package) -> list[str]:
    """Colours of each cell format, "" for a plain one."""
    part = next((p for p in package.names() if p.endswith("xl/styles.xml")), "")
    fills: list[str] = []
    letters: list[str] = []
    shades: list[str] = []
    section = ""

    def on_start(name: str, attrs: dict[str, str]) -> None:
        nonlocal section
        if name in ("fonts", "fills", "cellStyleXfs", "cellXfs", "dxfs", "colors"):
            section = name
        elif section == "fills" and name == "fill":
            fills.append("")
        elif section == "fills" and name == "fgColor" and fills:
            fills[-1] = _colour(attrs)
        elif section == "fonts" and name == "font":
            letters.append("")
        elif section == "fonts" and name == "color" and letters:
            letters[-1] = _colour(attrs)
        elif section == "cellXfs" and name == "xf":
            shades.append(_shade(fills, int(attrs.get("fillId", "0")), letters, int(attrs.get("fontId", "0"))))

    if part:
        package.parse(part, on_start)
    return shades


def _shade(fills: list[str], fill: int, letters: list[str], font: int) -> str:
    shown = fills[fill] if fill < len(fills) else ""
    ink = letters[font] if font < len(letters) else ""
    shown, ink = "" if shown in PLAIN_FILLS else shown, "" if ink in PLAIN_LETTERS else ink
    return f"{shown}/{ink}" if shown or ink else ""


def _colour(attrs: dict[str, str]) -> str:
    if "rgb" in attrs:
        return f"FF{attrs['rgb'].upper()[-6:]}"
    if "theme" in attrs:
        return f"tema {attrs['theme']}"
    return f"indeks {attrs['indexed']}" if "indexed" in attrs else ""
