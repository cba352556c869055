"""The zip around a workbook: opened with suspicion, its parts found by relationships."""

import os
import posixpath
import re
import struct
import zipfile
import zlib
from collections.abc import Callable
from contextlib import suppress
from typing import BinaryIO
from xml.parsers import expat

from .. import limits
from ..errors import NotAWorkbook
from . import kinds
from .opening import check_bytes

CONTENT_TYPES = "[Content_Types].xml"
OnStart = Callable[[str, dict[str, str]], None]

_LARGE = 1 << 20
_SHALLOW = 2 << 20
"""Parts below these sizes can do no harm by their ratio or depth."""
_HEADER_BYTES = 30
"""Least bytes of the header before the data of an entry."""
_ZIP_ERRORS = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, ValueError, OverflowError, RuntimeError, OSError)
_ESCAPE = re.compile(r"_x((?![Dd][89A-Fa-f])[0-9A-Fa-f]{4})_")
"""Not for halves of a surrogate pair: no text holds them."""


def broken(what: str) -> NotAWorkbook:
    """Error for a workbook whose content is damaged; `what` names the damage in Indonesian."""
    return NotAWorkbook(f"Berkas ini rusak: {what}.", kinds.RESAVE)


def local(name: str) -> str:
    """Element or attribute name without its namespace prefix."""
    return name.rpartition(":")[2]


def truthy(value: str | None) -> bool:
    """xsd:boolean as Excel and others write it; absent is False."""
    return value in ("1", "true", "on")


def decode(text: str) -> str:
    """Text with Excel's _xHHHH_ escapes resolved (_x000D_, _x005F_)."""
    if "_x" not in text:
        return text
    return _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)


def new_parser() -> expat.XMLParserType:
    """Expat parser that joins text and refuses any DTD, hence any entity declaration."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse_dtd
    parser.EntityDeclHandler = _refuse_dtd
    return parser


def _refuse_dtd(*_: object) -> None:
    raise kinds.DTD.error()


class Package:
    """An opened .xlsx: part names are looked up without regard to case.

    Raises NotAWorkbook when the file is no zip, is encrypted or inflates beyond the limits.
    """

    def __init__(self, stream: BinaryIO) -> None:
        check_bytes(stream)
        try:
            self._zip = zipfile.ZipFile(stream)
        except _ZIP_ERRORS as error:
            raise kinds.CUT.error() from error
        self._parts = _index(self._zip.infolist())
        self._inflated = 0

    def __contains__(self, part: str) -> bool:
        return part.lower() in self._parts

    def names(self) -> list[str]:
        """Lower-cased part names, without leading slash."""
        return list(self._parts)

    def read(self, part: str, limit: int | None = None) -> bytes:
        """Inflated bytes of a part; NotAWorkbook when it is missing, damaged or beyond `limit` (none given: a small part's)."""
        info = self._parts.get(part.lower())
        if info is None:
            raise broken(f"bagian {part} tidak ada")
        self._inflated += info.file_size
        if info.file_size > (limits.MAX_SMALL_PART if limit is None else limit) or self._inflated > limits.MAX_XML:
            raise too_big()
        try:
            with self._zip.open(info) as stream:
                # A size is asked for: without one zlib inflates past a forged file_size first.
                data = stream.read(info.file_size)
        except _ZIP_ERRORS as error:
            raise broken(f"bagian {part} tidak terbaca") from error
        if len(data) != info.file_size:
            raise broken(f"bagian {part} terpotong")
        return data

    def parse(self, part: str, on_start: OnStart) -> None:
        """Run expat over a part, `on_start(local_name, attributes)` for every element."""
        parser = new_parser()
        parser.StartElementHandler = lambda name, attrs: on_start(local(name), attrs)
        feed(parser, self.read(part), part)

    def leaves(self, part: str, tags: frozenset[str]) -> list[tuple[str, dict[str, str], str]]:
        """(local name, attributes, text before any child) of each element named in `tags`."""
        found: list[tuple[str, dict[str, str], list[str]]] = []
        parser = new_parser()

        def on_start(name: str, attrs: dict[str, str]) -> None:
            text: list[str] = []
            if local(name) in tags:
                found.append((local(name), attrs, text))
            parser.CharacterDataHandler = text.append

        def on_end(_: str) -> None:
            parser.CharacterDataHandler = None

        parser.StartElementHandler = on_start
        parser.EndElementHandler = on_end
        feed(parser, self.read(part), part)
        return [(name, attrs, "".join(chunks)) for name, attrs, chunks in found]

    def content_types(self) -> dict[str, str]:
        """Content type in lower case of each part that [Content_Types].xml names; empty without it."""
        if CONTENT_TYPES not in self:
            return {}
        by_ending: dict[str, str] = {}
        named: dict[str, str] = {}

        def on_start(tag: str, attrs: dict[str, str]) -> None:
            kind = attrs.get("ContentType", "").lower()
            if tag == "Default":
                by_ending[attrs.get("Extension", "").lower()] = kind
            elif tag == "Override":
                named[attrs.get("PartName", "").lstrip("/").lower()] = kind

        self.parse(CONTENT_TYPES, on_start)
        return {name: named.get(name) or by_ending.get(name.rpartition(".")[2], "") for name in self._parts}

    def outside(self, part: str) -> list[str]:
        """Targets of the relationships of a part that lead out of the package."""
        found: list[str] = []

        def on_start(tag: str, attrs: dict[str, str]) -> None:
            if tag == "Relationship" and attrs.get("TargetMode") == "External":
                found.append(attrs.get("Target", ""))

        rels_part = _rels_part(part)
        if rels_part in self:
            self.parse(rels_part, on_start)
        return found

    def rels(self, part: str) -> dict[str, tuple[str, str]]:
        """Internal relationships of a part ('' = the package): id -> (kind, target part).

        kind is the last word of the type without hyphens in lower case, so that transitional and
        strict files answer alike: 'worksheet', 'officedocument', 'customproperties'.
        """
        folder, rels_part = posixpath.dirname(part), _rels_part(part)
        found: dict[str, tuple[str, str]] = {}

        def on_start(tag: str, attrs: dict[str, str]) -> None:
            if tag != "Relationship" or attrs.get("TargetMode") == "External":
                return
            kind = attrs.get("Type", "").rpartition("/")[2].replace("-", "").lower()
            target = attrs.get("Target", "").replace("\\", "/")
            path = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            found[attrs.get("Id", "")] = kind, path

        if rels_part in self:
            self.parse(rels_part, on_start)
        return found


def _rels_part(part: str) -> str:
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def feed(parser: expat.XMLParserType, data: bytes, part: str) -> None:
    """Parse a whole part.

    Broken XML, and any ValueError or LookupError of a handler, becomes NotAWorkbook.
    """
    if len(data) > _SHALLOW:
        _check_depth(data, part)
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise broken(f"XML di {part} salah pada baris {error.lineno}") from error
    except (LookupError, ValueError, OverflowError) as error:
        raise broken(f"isi {part} tidak terbaca") from error


def _check_depth(data: bytes, part: str) -> None:
    """Refuse nesting that no sheet has: expat keeps 130 bytes for each of perhaps millions of levels."""
    depth = 0

    def on_start(*_: object) -> None:
        nonlocal depth
        depth += 1
        if depth > limits.MAX_DEPTH:
            raise broken(f"XML di {part} bersarang terlalu dalam")

    def on_end(_: str) -> None:
        nonlocal depth
        depth -= 1

    parser = new_parser()
    parser.StartElementHandler = on_start
    parser.EndElementHandler = on_end
    with suppress(expat.ExpatError):
        parser.Parse(data, True)


def too_big() -> NotAWorkbook:
    """Error for an archive beyond one of the limits of size."""
    return kinds.BIG.error()


def too_many() -> NotAWorkbook:
    """Error for more cells, names or text of formulas than any real workbook has."""
    return kinds.CROWDED.error()


def _index(infos: list[zipfile.ZipInfo]) -> dict[str, zipfile.ZipInfo]:
    if len(infos) > limits.MAX_PARTS or sum(info.file_size for info in infos) > limits.MAX_INFLATED:
        raise too_big()
    parts: dict[str, zipfile.ZipInfo] = {}
    end = 0
    for info in sorted(infos, key=lambda i: i.header_offset):
        if info.flag_bits & 1:
            raise kinds.LOCKED_ZIP.error()
        # bz2 and lzma inflate without a bound, and no spreadsheet program writes them.
        if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise broken("cara pemampatan zip tidak dikenal")
        if info.header_offset < end:
            raise broken("bagian-bagian arsipnya saling menimpa")
        if info.file_size > _LARGE and info.file_size > info.compress_size * limits.MAX_RATIO:
            raise too_big()
        end = info.header_offset + _HEADER_BYTES + info.compress_size
        name = info.filename.replace("\\", "/").lstrip("/").lower()
        if ".." in name.split("/"):
            raise broken("sebuah bagian bernama alamat di luar arsip")
        if name in parts:
            raise broken(f"bagian {name} ada dua kali")
        parts[name] = info
    return parts


def floor_parse(path: str | os.PathLike[str]) -> int:
    """Inflate and tokenise every XML part with no handlers; returns the bytes seen.

    This is the floor the reader is measured against.
    """
    total = 0
    with zipfile.ZipFile(path) as archive:
        for info in archive.infolist():
            if info.filename.endswith((".xml", ".rels")):
                data = archive.read(info)
                expat.ParserCreate().Parse(data, True)
                total += len(data)
    return total
