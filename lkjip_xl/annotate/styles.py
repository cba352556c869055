"""Looks of marks and of the sheet of findings: appended to styles.xml, so that no index in use changes."""

from __future__ import annotations

from enum import IntEnum

from lkjip_xl.annotate.marks import COLORS
from lkjip_xl.annotate.xml import Edit, Node, appended, outline, patched, set_attribute
from lkjip_xl.errors import LkjipError
from lkjip_xl.findings import Severity


class Look(IntEnum):
    """Cell styles of the sheet of findings, in the order in which they are appended."""

    PLAIN = 0
    TITLE = 1
    HEAD = 2
    BODY = 3
    CENTER = 4
    LINK = 5
    ERROR = 6
    WARNING = 7
    INFO = 8
    STRONG = 9


WEIGHT = {Severity.ERROR: Look.ERROR, Severity.WARNING: Look.WARNING, Severity.INFO: Look.INFO}

_FONTS = (
    '<font><sz val="10"/><color rgb="FF000000"/><name val="Calibri"/><family val="2"/></font>',
    '<font><b/><sz val="14"/><color rgb="FF1F3864"/><name val="Calibri"/><family val="2"/></font>',
    '<font><b/><sz val="10"/><color rgb="FFFFFFFF"/><name val="Calibri"/><family val="2"/></font>',
    '<font><u/><sz val="10"/><color rgb="FF0563C1"/><name val="Calibri"/><family val="2"/></font>',
    '<font><b/><sz val="10"/><color rgb="FF000000"/><name val="Calibri"/><family val="2"/></font>',
)
_FILLS = tuple(f'<fill><patternFill patternType="solid"><fgColor rgb="{color}"/><bgColor indexed="64"/></patternFill></fill>' for color in ("FF1F3864", *COLORS.values()))
_SIDES = "".join(f'<{side} style="thin"><color rgb="FFBFBFBF"/></{side}>' for side in ("left", "right", "top", "bottom"))
_BORDERS = (f"<border>{_SIDES}<diagonal/></border>",)
_TOP = '<alignment vertical="top" wrapText="1"/>'
_MIDDLE = '<alignment horizontal="center" vertical="top" wrapText="1"/>'
_XFS: dict[Look, tuple[int, int | None, bool, str]] = {
    Look.PLAIN: (0, None, False, '<alignment vertical="top"/>'), Look.TITLE: (1, None, False, '<alignment vertical="center"/>'), Look.HEAD: (2, 0, True, _MIDDLE),
    Look.BODY: (0, None, True, _TOP), Look.CENTER: (0, None, True, _MIDDLE), Look.LINK: (3, None, True, _TOP),
    Look.ERROR: (4, 1, True, _MIDDLE), Look.WARNING: (4, 2, True, _MIDDLE), Look.INFO: (4, 3, True, _MIDDLE), Look.STRONG: (4, None, False, '<alignment vertical="top"/>'),
}
"""Font, fill and border (indices into what we append) and alignment."""
_DXFS = tuple(f'<dxf><fill><patternFill patternType="solid"><fgColor rgb="{color}"/><bgColor rgb="{color}"/></patternFill></fill></dxf>' for color in COLORS.values())
_ORDER = ("numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs", "tableStyles", "colors", "extLst")


def add_looks(data: bytes) -> tuple[bytes, int, dict[Severity, int]]:
    """styles.xml with ours appended; index of the first cell style, and of the format of each weight."""
    root = outline(data)
    fonts, fills, borders = (_count(root, name) for name in ("fonts", "fills", "borders"))
    first, dxf = _count(root, "cellXfs"), _count(root, "dxfs")
    edits: list[Edit] = []
    for name, items in (("fonts", _FONTS), ("fills", _FILLS), ("borders", _BORDERS), ("cellXfs", _xfs(fonts, fills, borders)), ("dxfs", _DXFS)):
        edits += _append(data, root, name, items)
    return patched(data, edits), first, {severity: dxf + n for n, severity in enumerate(COLORS)}


def without_looks(data: bytes) -> bytes:
    """styles.xml without ours, where they still stand last and as we wrote them; elsewhere they are left, for indices in use must not change."""
    root = outline(data)
    sizes = {"fonts": len(_FONTS), "fills": len(_FILLS), "borders": len(_BORDERS)}
    before = {name: _count(root, name) - count for name, count in sizes.items()}
    ours = {"fonts": _FONTS, "fills": _FILLS, "borders": _BORDERS, "cellXfs": _xfs(before["fonts"], before["fills"], before["borders"]), "dxfs": _DXFS}
    edits: list[Edit] = []
    for name, items in ours.items():
        group = root.first(name)
        tail = _in(root, items).encode()
        if group is None or not data[group.inner : group.close].endswith(tail):
            return data
        left = len(group.children) - len(items)
        if left:
            edits += [(group.close - len(tail), group.close, b""), set_attribute(data, group, "count", str(left))]
        else:
            edits.append((group.start, group.end, f'<{group.tag} count="0"/>'.encode()))
    return patched(data, edits)


def _xfs(fonts: int, fills: int, borders: int) -> tuple[str, ...]:
    return tuple(
        f'<xf numFmtId="0" fontId="{fonts + font}" fillId="{0 if fill is None else fills + fill}" borderId="{borders if border else 0}" xfId="0"'
        f' applyFont="1"{"" if fill is None else " applyFill=" + chr(34) + "1" + chr(34)}{" applyBorder=" + chr(34) + "1" + chr(34) if border else ""} applyAlignment="1">{alignment}</xf>'
        for font, fill, border, alignment in (_XFS[look] for look in Look)
    )


def _count(root: Node, name: str) -> int:
    group = root.first(name)
    return len(group.children) if group is not None else 0


def _in(root: Node, items: tuple[str, ...]) -> str:
    """Our elements with the prefix of this document."""
    joined = "".join(items)
    return joined if not root.prefix else joined.replace("</", "\0").replace("<", f"<{root.prefix}").replace("\0", f"</{root.prefix}")


def _append(data: bytes, root: Node, name: str, items: tuple[str, ...]) -> list[Edit]:
    new = _in(root, items).encode()
    group = root.first(name)
    if group is not None:
        return [set_attribute(data, group, "count", str(len(group.children) + len(items))), appended(data, group, new)]
    if name != "dxfs":
        raise LkjipError("Gaya sel di dalam berkas ini tidak lengkap, jadi tidak dapat diberi tanda. Simpan ulang di Excel, lalu coba lagi.")
    at = next((c.start for c in root.children if c.name in _ORDER[_ORDER.index(name) + 1 :]), root.close)
    return [(at, at, f'<{root.prefix}{name} count="{len(items)}">'.encode() + new + f"</{root.prefix}{name}>".encode())]
