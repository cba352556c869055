"""Marks in a sheet part: conditional formats over the marked cells, and the drawing that shows its comments.

Only what stands behind the cells is parsed; the cells themselves are never touched.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from lkjip_xl.annotate.marks import NAMES
from lkjip_xl.annotate.xml import Edit, Node, content, outline, patched, removed, set_attribute
from lkjip_xl.errors import LkjipError
from lkjip_xl.findings import Severity

_ROOT = re.compile(rb"<(?:[\w.-]+:)?worksheet(?:\s[^>]*)?>")
_DATA_END = re.compile(rb"</(?:[\w.-]+:)?sheetData\s*>|<(?:[\w.-]+:)?sheetData(?:\s[^>]*)?/>")
_LONGEST_TAG = 200
_SELECTED = re.compile(rb"""(\btabSelected\s*=\s*["'])(1|0|true|false)(["'])""")
_ORDER = (
    "sheetCalcPr", "sheetProtection", "protectedRanges", "scenarios", "autoFilter", "sortState", "dataConsolidate", "customSheetViews", "mergeCells", "phoneticPr",
    "conditionalFormatting", "dataValidations", "hyperlinks", "printOptions", "pageMargins", "pageSetup", "headerFooter", "rowBreaks", "colBreaks", "customProperties", "cellWatches",
    "ignoredErrors", "smartTags", "drawing", "legacyDrawing", "legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems", "tableParts", "extLst",
)
"""What may follow the cells, in the order the schema demands (ECMA-376 part 1, 18.3.1.99)."""
_RANK = {name: n for n, name in enumerate(_ORDER)}
Cells = Mapping[Severity, list[str]]
"""Addresses to colour, by weight."""


@dataclass(slots=True)
class Tail:
    """A sheet part and the elements behind its cells."""

    data: bytes
    root: Node
    top: int
    """Where the cells end."""

    @classmethod
    def of(cls, data: bytes) -> Tail:
        """LkjipError when the part is no worksheet."""
        root, named = _ROOT.search(data), data.rfind(b"sheetData")
        end = _DATA_END.search(data, max(0, named - _LONGEST_TAG)) if named >= 0 else None
        if root is None or end is None:
            raise LkjipError("Susunan lembar di dalam berkas ini tidak biasa, jadi tidak dapat diberi tanda. Simpan ulang di Excel, lalu coba lagi.")
        top = end.end()
        return cls(data, outline(root[0] + data[top:], top - len(root[0])), top)

    def slot(self, name: str, *, before_same: bool) -> int:
        """Where an element of this name belongs."""
        rank = _RANK[name]
        for child in self.root.children:
            own = _rank(child)
            if own is not None and (own > rank or (before_same and own == rank)):
                return child.start
        return self.root.close

    @property
    def drawing(self) -> str:
        """Relationship id of the legacy drawing, or ""."""
        node = self.root.first("legacyDrawing")
        return node.get("id") if node is not None else ""


def _rank(child: Node) -> int | None:
    """Place in the order; of a choice between versions, that of what it holds."""
    return next((_RANK[n.name] for n in child.walk() if n.name in _RANK), None)


def with_marks(tail: Tail, cells: Cells, formats: Mapping[Severity, int], drawing: str, relations: str) -> bytes:
    """The part with a conditional format of highest priority for each weight, the others moved down; and with a legacy drawing of this id unless it is ""."""
    prefix = tail.root.prefix
    weights = [s for s in NAMES if cells.get(s)]
    new = "".join(
        f'<{prefix}conditionalFormatting sqref="{" ".join(cells[s])}"><{prefix}cfRule type="expression" dxfId="{formats[s]}" priority="{n}">'
        f"<{prefix}formula>{NAMES[s]}</{prefix}formula></{prefix}cfRule></{prefix}conditionalFormatting>"
        for n, s in enumerate(weights, 1))
    at = tail.slot("conditionalFormatting", before_same=True)
    edits = [*_moved(tail, len(weights)), (at, at, new.encode())]
    if drawing:
        at = tail.slot("legacyDrawing", before_same=False)
        edits.append((at, at, f'<{prefix}legacyDrawing xmlns:r="{relations}" r:id="{drawing}"/>'.encode()))
    return patched(tail.data, edits)


def without_marks(tail: Tail, *, drawing_too: bool) -> bytes:
    """The part without our conditional formats, and without its legacy drawing where that went."""
    data = tail.data
    ours: list[Node] = []
    edits: list[Edit] = []
    for block in tail.root.all("conditionalFormatting"):
        mine = [r for r in block.all("cfRule") if content(data, r).strip() in NAMES.values()]
        ours += mine
        edits += [removed(block)] if mine and len(mine) == len(block.children) else [removed(r) for r in mine]
    if ours:
        inside = {id(r) for r in ours}
        others = [int(r.get("priority", "0")) for r in _rules(tail) if id(r) not in inside]
        if not others or min(others) > len(ours):
            edits += _moved(tail, -len(ours), inside)
    drawing = tail.root.first("legacyDrawing")
    if drawing_too and drawing is not None:
        edits.append(removed(drawing))
    return patched(data, edits)


def has_marks(data: bytes) -> bool:
    """Quick look: may there be marks of ours."""
    return any(name.encode() in data for name in NAMES.values())


def _rules(tail: Tail) -> list[Node]:
    return [n for n in tail.root.walk() if n.name == "cfRule" and n.get("priority").lstrip("-").isdigit()]


def _moved(tail: Tail, by: int, skip: set[int] | frozenset[int] = frozenset()) -> list[Edit]:
    return [set_attribute(tail.data, r, "priority", str(int(r.get("priority")) + by)) for r in _rules(tail) if id(r) not in skip]


HEAD = 20_000
"""Bytes of a sheet part among which its views are."""


def selected(head: bytes) -> bool:
    """Is this sheet chosen, by the first `HEAD` bytes of its part."""
    found = _view(head)
    return found is not None and found[2] in (b"1", b"true")


def select(data: bytes, *, on: bool) -> bytes:
    """The part with its sheet chosen or not."""
    found = _view(data)
    if found is None:
        return data
    words = (b"true", b"false") if found[2] in (b"true", b"false") else (b"1", b"0")
    return patched(data, [(found.start(2), found.end(2), words[0 if on else 1])])


def _view(data: bytes) -> re.Match[bytes] | None:
    """The attribute that says whether the sheet is chosen; it stands before the cells."""
    return _SELECTED.search(data, 0, HEAD)
