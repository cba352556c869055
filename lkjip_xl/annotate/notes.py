"""Comments of marked cells: the comments part and the VML drawing that shows it, ours beside the user's own."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from lkjip_xl.annotate.archive import Archive
from lkjip_xl.annotate.marks import AUTHOR, DIVIDER, HEADING
from lkjip_xl.annotate.xml import Edit, Node, appended, content, free_name, patched, removed, text
from lkjip_xl.cells import parse_a1

_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_VML_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_SPACES = 'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel"'
_VML = (
    "<xml {spaces}>"
    '<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="{data}"/></o:shapelayout>{shapetype}</xml>')
_SHAPETYPE = (
    '<v:shapetype {spaces} id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/>'
    '<v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>')
_SHAPE = (
    '<v:shape {spaces} id="_x0000_s{id}" type="#_x0000_t202" style="position:absolute;margin-left:60pt;margin-top:2pt;width:330pt;height:{height}pt;z-index:{z};visibility:hidden"'
    ' fillcolor="#fff2cc" o:insetmode="auto"><v:fill color2="#fff2cc"/><v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>'
    '<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>'
    '<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>{anchor}</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>{row}</x:Row>'
    "<x:Column>{col}</x:Column></x:ClientData></v:shape>")
_RUN = '<r><rPr>{bold}<sz val="9"/><color indexed="81"/><rFont val="Tahoma"/><family val="2"/></rPr><t xml:space="preserve">{text}</t></r>'
_SHAPE_ID = re.compile(rb"""_x0000_s(\d+)""")
_DATA = re.compile(rb"""idmap[^>]*\bdata\s*=\s*["']([\d,\s]+)["']""")
_SHAPES = re.compile(rb"<([\w.-]+:)(shape|rect|roundrect|oval|line|polyline|curve|arc|image|group)\b.*?</\1\2>", re.DOTALL)
_ROW = re.compile(rb"<(?:[\w.-]+:)?Row>\s*(\d+)\s*<")
_COLUMN = re.compile(rb"<(?:[\w.-]+:)?Column>\s*(\d+)\s*<")
IDS_PER_DRAWING = 1024

Notes = Mapping[str, tuple[str, str]]
"""Heading and text by address."""


def add_notes(archive: Archive, sheet: str, notes: Notes, drawing: str) -> str:
    """Add comments to a sheet part; `drawing` is its legacy drawing or "". Gives the id of a drawing that the sheet must now name, or ""."""
    rels = archive.rels(sheet)
    existing = next((part for kind, part in rels.values() if kind == "comments" and part in archive), "")
    threaded = any(kind == "threadedcomment" for kind, _ in rels.values())
    if existing:
        data, fresh = _joined(*archive.outline(existing), notes, threaded=threaded)
    else:
        existing, fresh = free_name("xl/comments{}.xml", archive.names), dict(notes)
        data = _new_comments(fresh, archive.main)
        archive.declare(existing, _COMMENTS_TYPE)
        archive.relate(sheet, "comments", existing)
    archive.set(existing, data)
    if not fresh:
        return ""
    if drawing and drawing in archive:
        archive.set(drawing, _more_shapes(archive.read(drawing), fresh))
        return ""
    part = free_name("xl/drawings/vmlDrawing{}.vml", archive.names)
    data_id = 1 + max((int(n) for other in archive.names if other.lower().endswith(".vml") for m in _DATA.findall(archive.read(other)) for n in m.split(b",") if n.strip()), default=0)
    archive.set(part, _more_shapes(_VML.format(spaces=_SPACES, data=data_id, shapetype=_SHAPETYPE.format(spaces=_SPACES)).encode(), fresh))
    archive.declare(part, _VML_TYPE)
    return archive.relate(sheet, "vmlDrawing", part)


def drop_notes(archive: Archive, sheet: str, drawing: str) -> bool:
    """Take our comments out of a sheet part; True when its legacy drawing went with them."""
    part = next((p for kind, p in archive.rels(sheet).values() if kind == "comments" and p in archive), "")
    if not part:
        return False
    data, root = archive.outline(part)
    authors, comments = root.first("authors"), root.first("commentList")
    if authors is None or comments is None:
        return False
    names = [content(data, a) for a in authors.children]
    ours = [c for c in comments.children if _by_us(names, c) or HEADING.match(content(data, c))]
    if len(ours) == len(comments.children) and ours:
        archive.unrelate(sheet, part)
        archive.drop(part)
    else:
        edits: list[Edit] = [removed(c) for c in ours]
        for comment in comments.children:
            if comment not in ours:
                edits += _cut(data, comment)
        if names and names[-1] == AUTHOR:
            edits.append(removed(authors.children[-1]))
        if edits:
            archive.set(part, patched(data, edits))
    if not ours or not drawing or drawing not in archive:
        return False
    shapes = _without_shapes(archive.read(drawing), {parse_a1(c.get("ref")) for c in ours})
    if shapes is not None:
        archive.set(drawing, shapes)
        return False
    archive.unrelate(sheet, drawing)
    archive.drop(drawing)
    return True


def _by_us(names: Sequence[str], comment: Node) -> bool:
    number = comment.get("authorId")
    return number.isdigit() and int(number) < len(names) and names[int(number)] == AUTHOR


def _runs(note: tuple[str, str]) -> str:
    return _RUN.format(bold="<b/>", text=text(note[0])) + _RUN.format(bold="", text=text(f"\n{note[1]}"))


def _comment(address: str, author: int, note: tuple[str, str]) -> str:
    return f'<comment ref="{address}" authorId="{author}"><text>{_runs(note)}</text></comment>'


def _new_comments(notes: Notes, main: str) -> bytes:
    listed = "".join(_comment(address, 0, notes[address]) for address in sorted(notes, key=parse_a1))
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<comments xmlns="{main}"><authors><author>{AUTHOR}</author></authors><commentList>{listed}</commentList></comments>'.encode()


def _joined(data: bytes, root: Node, notes: Notes, *, threaded: bool) -> tuple[bytes, dict[str, tuple[str, str]]]:
    """A comments part with ours; and those of our notes that got a comment of their own."""
    authors, comments = root.first("authors"), root.first("commentList")
    if authors is None or comments is None:
        return data, {}
    taken = {c.get("ref").replace("$", "").upper(): c for c in comments.children}
    fresh = {address: note for address, note in notes.items() if address not in taken}
    edits: list[Edit] = []
    if not threaded:
        edits += [edit for address, note in notes.items() if address in taken for edit in _added(taken[address], note)]
    if fresh:
        number = len(authors.children)
        edits.append(appended(data, authors, f"<{root.prefix}author>{AUTHOR}</{root.prefix}author>".encode()))
        listed = "".join(_comment(address, number, fresh[address]) for address in sorted(fresh, key=parse_a1))
        if root.prefix:
            listed = listed.replace("</", "\0").replace("<", f"<{root.prefix}").replace("\0", f"</{root.prefix}")
        edits.append(appended(data, comments, listed.encode()))
    return patched(data, edits), fresh


def _last_text(comment: Node) -> Node | None:
    """The last <t> of a comment that is not a reading aid."""
    whole = comment.first("text")
    found = [t for n in (whole.children if whole else ()) if n.name in ("t", "r") for t in ([n] if n.name == "t" else n.all("t"))]
    return found[-1] if found else None


def _added(comment: Node, note: tuple[str, str]) -> list[Edit]:
    last = _last_text(comment)
    if last is None or last.inner == last.end:
        return []
    return [(last.close, last.close, text(f"{DIVIDER}{note[0]}\n{note[1]}").encode())]


def _cut(data: bytes, comment: Node) -> list[Edit]:
    """The edits that take what we added out of a user's own comment."""
    marker = text(DIVIDER.strip("\n")).encode()
    whole = comment.first("text")
    for t in (n for n in (whole.walk() if whole else ()) if n.name == "t"):
        at = data.find(marker, t.inner, t.close)
        if at >= 0:
            start = at
            while data[start - 1 : start] in (b"\n", b"\r") and start > t.inner:
                start -= 1
            later = [r for r in (whole.all("r") if whole else ()) if r.start > t.end]
            return [(start, t.close, b""), *(removed(r) for r in later)]
    return []


def _more_shapes(data: bytes, notes: Notes) -> bytes:
    """A VML drawing with a hidden box for each note. VML of old programs is not always well-formed, so it is searched, not parsed."""
    idmap = _DATA.search(data)
    maps = [int(n) for n in idmap[1].split(b",") if n.strip()] if idmap else [1]
    number = max((n for n in map(int, _SHAPE_ID.findall(data)) if n // IDS_PER_DRAWING == maps[-1]), default=maps[-1] * IDS_PER_DRAWING)
    shapes = []
    for z, address in enumerate(sorted(notes, key=parse_a1), 1):
        number += 1
        row, col = parse_a1(address)
        lines = sum(1 + len(line) // 62 for line in (notes[address][0] + "\n" + notes[address][1]).split("\n"))
        high, top = min(max(4, lines), 24), max(row - 2, 0)
        anchor = f"{col}, 12, {top}, 4, {col + 5}, 40, {top + high}, 6"
        shapes.append(_SHAPE.format(spaces=_SPACES, id=number, z=z, height=12 * high, anchor=anchor, row=row - 1, col=col - 1))
    end = data.rfind(b"</xml>")
    edits: list[Edit] = [(end, end, (("" if b"_x0000_t202" in data else _SHAPETYPE.format(spaces=_SPACES)) + "".join(shapes)).encode())]
    if idmap is not None and (more := range(maps[-1] + 1, number // IDS_PER_DRAWING + 1)):
        edits.append((idmap.end(1), idmap.end(1), "".join(f",{n}" for n in more).encode()))
    return patched(data, edits)


def _without_shapes(data: bytes, cells: set[tuple[int, int]]) -> bytes | None:
    """A VML drawing without the boxes of these cells; None when nothing else is in it."""
    shapes = list(_SHAPES.finditer(data))
    ours = [m for m in shapes if _cell(m[0]) in cells]
    if len(ours) == len(shapes):
        return None
    return patched(data, [(m.start(), m.end(), b"") for m in ours])


def _cell(shape: bytes) -> tuple[int, int] | None:
    row, col = _ROW.search(shape), _COLUMN.search(shape)
    if b'ObjectType="Note"' not in shape or row is None or col is None:
        return None
    return int(row[1]) + 1, int(col[1]) + 1
