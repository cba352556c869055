"""One worksheet part, tokenised once.

Inside <sheetData> expat runs without handlers and only checks; the cells are then read from the
text (see `tokens` for why). Everything around it is cut out and read with handlers, in `frame`.
"""

import re
from functools import lru_cache

from ..cells import parse_a1
from .formulas import SharedFormulas
from .frame import read_frame
from .package import broken, decode, feed, local, new_parser, too_many, truthy
from .rawbook import Key, RawCell, RawSheet
from .tokens import as_utf8, attributes, plain_markup, split_run, split_tag, unescape

_SLICE = 1 << 20
_MEMO = 65_536

# (row, col) or None without an address, xf index, t attribute
Head = tuple[Key | None, int, str | None]

_INFINITY = float("inf")
_MAY_BE_EMPTY = (None, "n", "str", "inlineStr")
_BOOLEANS = {"true": "1", "false": "0"}


class _Heads(dict[str, Head]):
    """Attribute text of a cell's tag -> what it says.

    Shared by all sheets of all workbooks in the process: offices return the same template, so
    nearly every tag has been seen before. Bounded.
    """

    def __missing__(self, text: str) -> Head:
        attrs = attributes(text.removesuffix("/"))
        key = parse_a1(attrs["r"]) if "r" in attrs else None
        head = key, int(attrs.get("s", "0")), attrs.get("t")
        if len(text) < 100:
            if len(self) >= _MEMO:
                self.clear()
            self[text] = head
        return head


class _Rows(dict[str, tuple[int | None, bool]]):
    """Row tag without its brackets -> (row or None, hidden); shared and bounded likewise."""

    def __missing__(self, tag: str) -> tuple[int | None, bool]:
        attrs = attributes(split_tag(f"<{tag}>")[2])
        number = int(attrs["r"]) if "r" in attrs else None
        row = number, truthy(attrs.get("hidden"))
        if len(tag) < 200:
            if len(self) >= _MEMO:
                self.clear()
            self[tag] = row
        return row


HEADS = _Heads()
_ROWS = _Rows()


@lru_cache(maxsize=8)
def _pattern(prefix: str) -> re.Pattern[str]:
    """Next cell or row tag: (cell attributes, formula, value, formula without value, other content, row tag).

    A cell with one plain formula at most and a value gives the second and third group, a formula
    that gives an empty text the fourth, any other one with content the fifth. LibreOffice writes
    aca, Excel ca for a volatile formula.
    """
    p = re.escape(prefix)
    return re.compile(
        rf"<{p}c((?:\s[^>]*|/)?)>"
        rf"(?:(?:<{p}f(?:\saca=\"false\"|\sca=\"1\")?>([^<]+)</{p}f>)?"
        rf"<{p}v>([^<]+)</{p}v></{p}c>|<{p}f(?:\saca=\"false\")?>([^<]+)</{p}f><{p}v></{p}v></{p}c>|(?<!/>)(.*?)</{p}c>)?"
        rf"|<({p}row(?:\s[^>]*)?)>",
        re.DOTALL,
    )


class _Cells:
    """Builds the cells of a sheet from the text between <sheetData> and its end."""

    def __init__(self, sheet: RawSheet, strings: dict[str, str], prefix: str, room: int) -> None:
        self.sheet = sheet
        self.strings = strings
        self.prefix = prefix
        self.room = room
        self.key: Key = (0, 0)
        self.hidden: set[int] = set()
        self.shared = SharedFormulas()

    def read(self, text: str) -> None:
        """Store all cells; ValueError or LookupError for one that cannot be read."""
        row_tag = f"<{self.prefix}row"
        begin = 0
        while begin < len(text):
            # Slices begin with a row, so that a hostile sheet never stands in memory as matches.
            end = text.find(row_tag, begin + _SLICE)
            end = len(text) if end < 0 else end
            if end - begin > 4 * _SLICE:
                raise too_many()
            self.read_rows(text[begin:end])
            begin = end
        if self.shared.cells:
            self.shared.expand(self.sheet.cells)
        self.sheet.hidden_rows = frozenset(self.hidden)

    def read_rows(self, text: str) -> None:
        """Store the cells of whole rows."""
        cells, strings, heads = self.sheet.cells, self.strings, HEADS
        make, infinity = tuple.__new__, _INFINITY
        key = self.key
        found = _pattern(self.prefix).findall(text)
        # Blank cells and rows count too: they cost as much to pass over.
        self.room -= len(found)
        if self.room < 0:
            raise too_many()
        for attrs, formula, raw, empty, odd, row in found:
            if row:
                key = self.start_row(row, key)
                continue
            at, style, kind = heads[attrs]
            key = at or (key[0], key[1] + 1)
            if not raw:
                if empty:
                    said = "s" if kind in _MAY_BE_EMPTY else ""
                    cells[key] = make(RawCell, (said, "", unescape(empty), style))
                elif odd:
                    self.store_odd(key, style, kind, odd)
                continue
            if kind is None:
                try:
                    # float() alone also takes 'nan', 'inf' and '1_0'.
                    number = -infinity < float(raw) < infinity and "_" not in raw
                except ValueError:
                    number = False
                if number:
                    kind, value = "n", raw
                else:
                    kind, value = self.typed(None, unescape(raw))
            elif kind == "s" and raw in strings:
                value = strings[raw]
            else:
                kind, value = self.typed(kind, unescape(raw))
            if not formula:
                cells[key] = make(RawCell, (kind, value, None, style))
            elif "&" in formula:
                cells[key] = make(RawCell, (kind, value, unescape(formula), style))
            else:
                cells[key] = make(RawCell, (kind, value, formula, style))
        self.key = key

    def start_row(self, tag: str, last: Key) -> Key:
        """Note the tag of a row, which may lack its number; returns where the row begins.

        last: the last cell, or the begin of the last row.
        """
        number, hidden = _ROWS[tag]
        row = last[0] + 1 if number is None else number
        if hidden:
            self.hidden.add(row)
        return row, 0

    def typed(self, kind: str | None, text: str) -> tuple[str, str]:
        """(kind, text) of a stored value by its t attribute."""
        if kind == "str" or kind == "inlineStr":
            return "s", decode(text)
        if kind is None or kind == "n":
            return "n" if is_number(text) else "s", text
        if kind == "b":
            return "b", _BOOLEANS.get(text, text)
        if kind == "s":
            return "s", self.strings[str(int(text))]
        return "e" if kind == "e" else "s", text

    def store_odd(self, key: Key, style: int, declared: str | None, content: str) -> None:
        """Store a cell from all that stands between its tags."""
        attrs, found = split_run(content, self.prefix)
        value, inline = found.get("v"), found.get("is")
        kind = text = ""
        if inline is not None and (value is None or declared == "inlineStr"):
            kind, text = "s", decode(unescape(inline))
        elif value:
            kind, text = self.typed(declared, unescape(value))
        elif value == "" and declared in _MAY_BE_EMPTY:
            kind = "s"
        formula = None if attrs is None else self.formula(attrs, unescape(found["f"]), key)
        if kind or formula is not None:
            self.sheet.cells[key] = RawCell(kind, text, formula, style)

    def formula(self, attrs: dict[str, str], text: str, key: Key) -> str:
        """Formula text of a cell; what shares another cell's is filled in by `shared.expand`."""
        kind = attrs.get("t")
        if kind == "shared":
            self.shared.add(attrs, text, key)
        elif kind == "array":
            self.sheet.array_cells[key] = attrs.get("ref", "")
        elif kind == "dataTable":
            self.sheet.array_cells[key] = attrs.get("ref", "")
            return text or f"TABLE({attrs.get('r1', '')},{attrs.get('r2', '')})"
        return text


def is_number(text: str) -> bool:
    """Whether it is a finite number."""
    try:
        return -_INFINITY < float(text) < _INFINITY and "_" not in text
    except ValueError:
        return False


def read_sheet(data: bytes, part: str, sheet: RawSheet, strings: dict[str, str], room: int) -> None:
    """Fill `sheet` from the bytes of its part.

    strings: the string table keyed by index as written; room: cells and rows it may hold, blank ones too.
    NotAWorkbook for broken XML, unreadable addresses or indexes, and too many cells.
    """
    data = as_utf8(data)
    begin, prefix, plain = check_part(data, part)
    end = end_of_cells(data, begin)
    if end > 0:
        text = data[begin:end].decode()
        try:
            cells = _Cells(sheet, strings, prefix, room)
            cells.read(plain_markup(text, plain))
        except (LookupError, ValueError, OverflowError) as error:
            raise broken(f"sel di lembar {sheet.name} tidak terbaca") from error
        data = data[:begin] + data[data.index(b">", end) + 1 :]
    read_frame(data, part, sheet, f"{prefix}row")


def check_part(data: bytes, part: str) -> tuple[int, str, bool]:
    """Tokenise a part; NotAWorkbook unless it is well-formed.

    Returns the offset of <sheetData> (-1 without one), its prefix, and whether the part has
    neither comments nor processing instructions nor CDATA.
    """
    parser = new_parser()
    begin, prefix = -1, ""
    plain = True

    def on_start(name: str, _: dict[str, str]) -> None:
        nonlocal begin, prefix
        if local(name) == "sheetData":
            begin, prefix = parser.CurrentByteIndex, name.removesuffix("sheetData")
            parser.StartElementHandler = None

    def on_aside(*_: str) -> None:
        nonlocal plain
        plain = False

    parser.StartElementHandler = on_start
    parser.CommentHandler = parser.ProcessingInstructionHandler = on_aside
    parser.StartCdataSectionHandler = on_aside
    feed(parser, data, part)
    return begin, prefix, plain


def end_of_cells(data: bytes, begin: int) -> int:
    """Offset of </sheetData>, -1 when there is none; data is UTF-8."""
    found = data.find(b"sheetData", begin) if begin >= 0 else -1
    while found >= 0:
        tag = data.rfind(b"<", 0, found)
        if data[tag : tag + 2] == b"</":
            return tag
        found = data.find(b"sheetData", found + 9)
    return -1
