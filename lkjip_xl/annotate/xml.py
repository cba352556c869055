"""XML as bytes: where its elements stand, so that a part can be changed in places and keep every other byte."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from xml.parsers import expat
from xml.sax.saxutils import escape

from lkjip_xl.errors import LkjipError

_TAG = re.compile(rb"""<[^\s/>]+(?:\s+[^\s=/>]+\s*=\s*(?:"[^"]*"|'[^']*'))*\s*/?>""")
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


@dataclass(slots=True)
class Node:
    """One element: `start` is its `<`, `inner` the byte after the start tag, `close` its `</` (`inner` when it closes itself), `end` the byte after it."""

    tag: str
    attrs: dict[str, str]
    start: int
    inner: int
    close: int = 0
    end: int = 0
    children: list[Node] = field(default_factory=list)

    @property
    def name(self) -> str:
        """Local name."""
        return self.tag.rpartition(":")[2]

    @property
    def prefix(self) -> str:
        """Prefix with its colon, or ""."""
        return self.tag[: len(self.tag) - len(self.name)]

    def all(self, *names: str) -> list[Node]:
        """Children of these local names."""
        return [c for c in self.children if c.name in names]

    def first(self, name: str) -> Node | None:
        """First child of a local name."""
        return next(iter(self.all(name)), None)

    def walk(self) -> Iterator[Node]:
        """Itself and everything below, in document order."""
        yield self
        for child in self.children:
            yield from child.walk()

    def get(self, name: str, default: str = "") -> str:
        """Attribute by its local name, whatever its prefix."""
        if name in self.attrs:
            return self.attrs[name]
        return next((v for k, v in self.attrs.items() if k.endswith(f":{name}") and not k.startswith("xmlns:")), default)


Edit = tuple[int, int, bytes]
"""Replace bytes start..end by these."""


def outline(data: bytes, shift: int = 0) -> Node:
    """The elements of a UTF-8 document; `shift` is added to every position. LkjipError when it is not well-formed."""
    parser = expat.ParserCreate()
    root: list[Node] = []
    stack: list[Node] = []

    def on_start(tag: str, attrs: dict[str, str]) -> None:
        at = parser.CurrentByteIndex
        match = _TAG.match(data, at)
        if match is None:
            raise LkjipError("Isi berkas ini memakai bentuk XML yang tidak dapat diberi tanda. Simpan ulang di Excel, lalu coba lagi.")
        node = Node(tag, attrs, at + shift, match.end() + shift)
        (stack[-1].children if stack else root).append(node)
        stack.append(node)

    def on_end(_: str) -> None:
        node, at = stack.pop(), parser.CurrentByteIndex
        if data[node.inner - shift - 2 : node.inner - shift] == b"/>":
            node.close = node.end = node.inner
        else:
            node.close, node.end = at + shift, data.index(b">", at) + 1 + shift

    parser.StartElementHandler = on_start
    parser.EndElementHandler = on_end
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise LkjipError(f"XML di dalam berkas ini salah pada baris {error.lineno}. Simpan ulang di Excel, lalu coba lagi.") from error
    return root[0]


def patched(data: bytes, edits: Iterable[Edit]) -> bytes:
    """Data with the edits done; positions are those of `data`, edits do not overlap. Insertions at one place stay in the order given."""
    pieces: list[bytes] = []
    at = 0
    for start, end, new in sorted(edits, key=lambda e: (e[0], e[1])):
        if start < at:
            raise ValueError(f"edits overlap at byte {start}")
        pieces += (data[at:start], new)
        at = end
    return b"".join((*pieces, data[at:]))


def set_attribute(data: bytes, node: Node, name: str, value: str) -> Edit:
    """The edit that gives an attribute another value, or adds it."""
    tag = data[node.start : node.inner]
    match = re.search(rf"""\s{re.escape(name)}\s*=\s*("[^"]*"|'[^']*')""".encode(), tag)
    if match is None:
        at = node.start + 1 + len(node.tag.encode())
        return at, at, f' {name}="{attribute(value)}"'.encode()
    return node.start + match.start(1), node.start + match.end(1), f'"{attribute(value)}"'.encode()


def appended(data: bytes, node: Node, inner: bytes) -> Edit:
    """The edit that puts `inner` at the end of an element's content; `<a/>` becomes `<a>…</a>`."""
    if node.end > node.inner:
        return node.close, node.close, inner
    slash = data.rindex(b"/", node.start, node.inner)
    return slash, node.end, b">" + inner + f"</{node.tag}>".encode()


def removed(node: Node) -> Edit:
    """The edit that takes an element out."""
    return node.start, node.end, b""


def utf8(data: bytes) -> bytes:
    """The document in UTF-8; as it is when it is that already."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>' + _DECLARATION.sub("", data.decode("utf-16")).encode()
    head = re.match(rb"""\s*<\?xml[^>]*encoding\s*=\s*["']([\w.-]+)["']""", data.removeprefix(b"\xef\xbb\xbf"))
    if head is None or head[1].lower() in (b"utf-8", b"us-ascii"):
        return data
    return b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>' + _DECLARATION.sub("", data.decode(head[1].decode())).encode()


def text(value: str) -> str:
    """Text for element content: forbidden characters dropped, Excel's own `_x0041_` escapes made harmless."""
    return escape(_ESCAPED.sub("_x005F_", _FORBIDDEN.sub("", value)))


def attribute(value: str) -> str:
    """Text for an attribute in double quotes."""
    return escape(_FORBIDDEN.sub("", value), {'"': "&quot;", "\n": "&#10;", "\r": "&#13;", "\t": "&#9;"})


def content(data: bytes, node: Node) -> str:
    """Character data of an element and of all below it, entities resolved."""
    if node.inner == node.close:
        return ""
    parser = expat.ParserCreate()
    chunks: list[str] = []
    parser.CharacterDataHandler = chunks.append
    parser.Parse(b"<a " + _spaces(node.prefix) + b">" + data[node.inner : node.close] + b"</a>", True)
    return "".join(chunks)


def _spaces(prefix: str) -> bytes:
    return f'xmlns:{prefix[:-1]}="urn:x"'.encode() if prefix else b""


def free_name(pattern: str, taken: Sequence[str] | set[str]) -> str:
    """First of `pattern` with a number from 1 that no part has, whatever its case."""
    lower = {t.lower() for t in taken}
    number = 1
    while pattern.format(number).lower() in lower:
        number += 1
    return pattern.format(number)
