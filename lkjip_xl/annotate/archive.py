"""The zip of a workbook: unchanged parts are copied as they are compressed, byte for byte."""

from __future__ import annotations

import copy
import io
import posixpath
import struct
import zipfile
import zlib

from lkjip_xl.annotate.xml import Node, attribute, free_name, outline, patched, removed, utf8
from lkjip_xl.errors import LkjipError

LEVEL = 1
"""Compression of changed parts: the default takes three times as long for a tenth less."""
EPOCH = (1980, 1, 1, 0, 0, 0)
TYPES = "[Content_Types].xml"
_TRANSITIONAL = "http://schemas.openxmlformats.org/spreadsheetml/2006/main", "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main", "http://purl.oclc.org/ooxml/officeDocument/relationships"


class Archive:
    """Parts of one workbook by name; what is set or dropped is written by `content`, the rest is copied."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._zip = zipfile.ZipFile(io.BytesIO(data))
        self._infos = {i.filename: i for i in self._zip.infolist()}
        self._lower = {name.lower(): name for name in self._infos}
        self._new: dict[str, bytes] = {}
        self._gone: set[str] = set()
        self.main, self.relations = _STRICT if b"purl.oclc.org" in self.read(rels_of("")) else _TRANSITIONAL
        """Namespaces of cells and of relationships in this workbook, strict or transitional."""

    def __contains__(self, part: str) -> bool:
        return self._name(part) in self.names

    @property
    def names(self) -> set[str]:
        """Names of all parts as they would be written."""
        return (set(self._infos) | set(self._new)) - self._gone

    @property
    def changed(self) -> set[str]:
        """Names of the parts that are not copied."""
        return set(self._new)

    def _name(self, part: str) -> str:
        return self._lower.get(part.lower(), part)

    def read(self, part: str) -> bytes:
        """Content of a part in UTF-8; LkjipError when it is missing or damaged."""
        name = self._name(part)
        if name in self._new:
            return self._new[name]
        if name in self._gone or name not in self._infos:
            raise LkjipError(f"Bagian {part} tidak ada di dalam berkas ini.")
        try:
            return utf8(self._zip.read(name))
        except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, OSError, UnicodeDecodeError, LookupError) as error:
            raise LkjipError(f"Bagian {part} tidak terbaca.") from error

    def head(self, part: str, size: int) -> bytes:
        """The first bytes of a part, for a look at what stands there."""
        name = self._name(part)
        if name in self._new:
            return self._new[name][:size]
        try:
            with self._zip.open(name) as stream:
                return stream.read(size)
        except (KeyError, zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, OSError) as error:
            raise LkjipError(f"Bagian {part} tidak terbaca.") from error

    def outline(self, part: str) -> tuple[bytes, Node]:
        """Content of a part and its elements."""
        data = self.read(part)
        return data, outline(data)

    def set(self, part: str, data: bytes) -> None:
        """Give a part another content, or add it."""
        name = self._name(part)
        self._lower[name.lower()] = name
        self._gone.discard(name)
        self._new[name] = data

    def drop(self, part: str) -> None:
        """Take a part out, with its content type."""
        name = self._name(part)
        self._gone.add(name)
        self._new.pop(name, None)
        data, types = self.outline(TYPES)
        self.set(TYPES, patched(data, [removed(o) for o in types.all("Override") if o.get("PartName").lower() == f"/{name}".lower()]))

    def content(self) -> bytes:
        """The archive: parts in their old order, new ones behind them."""
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=LEVEL) as out:
            for name, info in self._infos.items():
                if name in self._gone:
                    continue
                if name in self._new:
                    _add(out, name, self._new[name], info.date_time)
                else:
                    _copy(out, info, self._raw(info))
            for name, data in self._new.items():
                if name not in self._infos:
                    _add(out, name, data, EPOCH)
        return target.getvalue()

    def _raw(self, info: zipfile.ZipInfo) -> memoryview:
        """Compressed bytes of a part as they stand in the file."""
        at = info.header_offset
        name_length, extra_length = struct.unpack_from("<HH", self._data, at + 26)
        start = at + 30 + name_length + extra_length
        return memoryview(self._data)[start : start + info.compress_size]

    # relationships and content types

    def rels(self, part: str) -> dict[str, tuple[str, str]]:
        """Internal relationships of a part: id to (last word of the type, lower case and without hyphens; target part)."""
        found: dict[str, tuple[str, str]] = {}
        if (where := rels_of(part)) in self:
            for r in self.outline(where)[1].all("Relationship"):
                if r.get("TargetMode") != "External":
                    target = posixpath.normpath(posixpath.join("/", posixpath.dirname(part), r.get("Target").replace("\\", "/"))).lstrip("/")
                    found[r.get("Id")] = r.get("Type").rpartition("/")[2].replace("-", "").lower(), target
        return found

    def relate(self, part: str, kind: str, target: str) -> str:
        """Add a relationship (`comments`, `vmlDrawing`, `worksheet`) and give its id."""
        where = rels_of(part)
        if where not in self:
            self.set(where, b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>')
        data, root = self.outline(where)
        id_ = free_name("rIdLkjip{}", [r.get("Id") for r in root.all("Relationship")])
        path = posixpath.relpath(f"/{target}", f"/{posixpath.dirname(part)}")
        new = f'<{root.prefix}Relationship Id="{id_}" Type="{self.relations}/{kind}" Target="{attribute(path)}"/>'.encode()
        self.set(where, patched(data, [(root.close, root.close, new)]))
        return id_

    def unrelate(self, part: str, target: str) -> None:
        """Take out the relationships to a part; a rels part that is empty then goes too."""
        where = rels_of(part)
        ids = {id_ for id_, (_, to) in self.rels(part).items() if to.lower() == target.lower()}
        data, root = self.outline(where)
        rest = [r for r in root.all("Relationship") if r.get("Id") not in ids]
        if rest:
            self.set(where, patched(data, [removed(r) for r in root.all("Relationship") if r.get("Id") in ids]))
        else:
            self.drop(where)

    def declare(self, part: str, content_type: str) -> None:
        """Name the content type of a new part."""
        data, types = self.outline(TYPES)
        self.set(TYPES, patched(data, [(types.close, types.close, f'<{types.prefix}Override PartName="/{part}" ContentType="{content_type}"/>'.encode())]))


def rels_of(part: str) -> str:
    """Name of the part that holds the relationships of a part."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _add(out: zipfile.ZipFile, name: str, data: bytes, when: tuple[int, int, int, int, int, int]) -> None:
    info = zipfile.ZipInfo(name, when)
    info.compress_type = zipfile.ZIP_DEFLATED
    info.external_attr = 0o600 << 16
    out.writestr(info, data)


def _copy(out: zipfile.ZipFile, info: zipfile.ZipInfo, raw: memoryview) -> None:
    """Write an entry whose compressed bytes are known: zipfile itself can only compress anew."""
    entry = copy.copy(info)
    entry.flag_bits &= ~0x08  # sizes stand in the header, not behind the data
    entry.extra = b""
    stream = out.fp
    assert stream is not None
    entry.header_offset = stream.tell()
    stream.write(entry.FileHeader(zip64=False))
    stream.write(raw)
    out.start_dir = stream.tell()
    out.filelist.append(entry)
    out.NameToInfo[entry.filename] = entry
