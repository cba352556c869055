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

from ..errors import NotAWorkbook

# Any archive within these is read or refused in seconds and some 300 MB; images count for the first only.
MAX_INFLATED = 200 << 20
MAX_XML = 32 << 20
MAX_SMALL_PART = 4 << 20
MAX_PARTS = 10_000
MAX_DEPTH = 256

Source = str | os.PathLike[str] | BinaryIO
OnStart = Callable[[str, dict[str, str]], None]

_RESAVE = "Buka di Excel, simpan ulang sebagai .xlsx, lalu coba lagi."
_ASK = "Minta berkas .xlsx aslinya kepada pengirim."
_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (
        b"\xd0\xcf\x11\xe0",
        "Berkas ini terkunci kata sandi atau berformat .xls lama. Simpan ulang sebagai .xlsx tanpa kata sandi.",
    ),
    (b"%PDF", f"Berkas ini PDF, bukan buku kerja Excel. {_ASK}"),
    (b"{\\rtf", f"Berkas ini dokumen RTF, bukan buku kerja Excel. {_ASK}"),
    (b"<", f"Berkas ini halaman HTML atau XML, bukan .xlsx. {_RESAVE}"),
)
_ESCAPE = re.compile(r"_x((?![Dd][89A-Fa-f])[0-9A-Fa-f]{4})_")
"""Not for halves of a surrogate pair: no text holds them."""


def broken(what: str) -> NotAWorkbook:
    """Error for a workbook whose content is damaged; `what` names the damage in Indonesian."""
    return NotAWorkbook(f"Berkas ini rusak: {what}. {_RESAVE}")


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
    raise NotAWorkbook("Berkas ini memuat deklarasi DTD atau entitas XML, yang tidak pernah ditulis Excel dan bisa berbahaya. Jangan dibuka; minta berkas baru kepada pengirim.")


class Package:
    """An opened .xlsx: part names are looked up without regard to case.

    Raises NotAWorkbook when the file is no zip, is encrypted or inflates beyond MAX_INFLATED.
    """

    def __init__(self, stream: BinaryIO) -> None:
        _check_signature(stream)
        try:
            self._zip = zipfile.ZipFile(stream)
        except (zipfile.BadZipFile, struct.error, ValueError, RuntimeError, OSError) as error:
            raise NotAWorkbook(f"Berkas ini terpotong atau rusak (arsip zip tidak utuh). {_ASK}") from error
        self._parts = _index(self._zip.infolist())
        self._inflated = 0

    def __contains__(self, part: str) -> bool:
        return part.lower() in self._parts

    def names(self) -> list[str]:
        """Lower-cased part names, without leading slash."""
        return list(self._parts)

    def read(self, part: str, limit: int = MAX_SMALL_PART) -> bytes:
        """Inflated bytes of a part; NotAWorkbook when it is missing, damaged or beyond `limit`."""
        info = self._parts.get(part.lower())
        if info is None:
            raise broken(f"bagian {part} tidak ada")
        self._inflated += info.file_size
        if info.file_size > limit or self._inflated > MAX_XML:
            raise too_big()
        try:
            with self._zip.open(info) as stream:
                # A size is asked for: without one zlib inflates past a forged file_size first.
                data = stream.read(info.file_size)
        except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, OSError) as error:
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

    def rels(self, part: str) -> dict[str, tuple[str, str]]:
        """Internal relationships of a part ('' = the package): id -> (kind, target part).

        kind is the last word of the type without hyphens in lower case, so that transitional and
        strict files answer alike: 'worksheet', 'officedocument', 'customproperties'.
        """
        folder, name = posixpath.split(part)
        rels_part = posixpath.join(folder, "_rels", f"{name}.rels")
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


def feed(parser: expat.XMLParserType, data: bytes, part: str) -> None:
    """Parse a whole part.

    Broken XML, and any ValueError or LookupError of a handler, becomes NotAWorkbook.
    """
    if len(data) > MAX_SMALL_PART:
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
        if depth > MAX_DEPTH:
            raise broken(f"XML di {part} bersarang terlalu dalam")

    def on_end(_: str) -> None:
        nonlocal depth
        depth -= 1

    parser = new_parser()
    parser.StartElementHandler = on_start
    parser.EndElementHandler = on_end
    with suppress(expat.ExpatError):
        parser.Parse(data, True)


def open_stream(source: Source) -> tuple[BinaryIO, bool]:
    """(seekable binary stream, whether we opened it); NotAWorkbook when it cannot be opened."""
    if not isinstance(source, str | os.PathLike):
        return source, False
    name = os.path.basename(os.fspath(source))
    if os.path.isdir(source):
        raise NotAWorkbook(f"{name} adalah folder. Sebutkan berkas .xlsx di dalamnya.")
    if name.startswith("~$"):
        raise NotAWorkbook(f"{name} hanya penanda bahwa berkasnya sedang dibuka. Lewati saja.")
    try:
        return open(source, "rb"), True
    except FileNotFoundError as error:
        raise NotAWorkbook("Berkas tidak ditemukan. Periksa nama dan foldernya.") from error
    except (OSError, ValueError) as error:
        raise NotAWorkbook("Berkas tidak dapat dibuka. Tutup di Excel, periksa izinnya.") from error


def _check_signature(stream: BinaryIO) -> None:
    stream.seek(0)
    head = stream.read(4096)
    stream.seek(0)
    if not head:
        raise NotAWorkbook(f"Berkas ini kosong (0 byte). {_ASK}")
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    for signature, reason in _SIGNATURES:
        if start.startswith(signature):
            raise NotAWorkbook(reason)
    if not head.startswith(b"PK"):
        raise NotAWorkbook(f"Berkas ini bukan buku kerja .xlsx. {_ASK}")
    stream.seek(0, os.SEEK_END)
    stream.seek(max(0, stream.tell() - 65_557))
    tail = stream.read()
    end = tail.rfind(b"PK\x05\x06")
    stream.seek(0)
    # zipfile lists every entry before we can count them, which alone can take minutes.
    if end >= 0 and int.from_bytes(tail[end + 10 : end + 12], "little") > MAX_PARTS:
        raise too_big()


def too_big() -> NotAWorkbook:
    """Error for an archive beyond one of the sizes above."""
    return NotAWorkbook("Isi berkas ini luar biasa besar setelah dibuka (mungkin bom zip), jadi tidak dibaca. Hapus baris dan lembar yang tidak dipakai, simpan ulang, lalu coba lagi.")


def too_many_cells() -> NotAWorkbook:
    """Error for more cells, or more text of shared formulas, than any real workbook has."""
    return NotAWorkbook("Berkas ini memuat terlalu banyak sel untuk sebuah buku kerja LKjIP. Hapus baris dan lembar yang tidak dipakai, simpan ulang, lalu coba lagi.")


def _index(infos: list[zipfile.ZipInfo]) -> dict[str, zipfile.ZipInfo]:
    if len(infos) > MAX_PARTS or sum(info.file_size for info in infos) > MAX_INFLATED:
        raise too_big()
    parts: dict[str, zipfile.ZipInfo] = {}
    for info in infos:
        if info.flag_bits & 1:
            raise NotAWorkbook("Arsip ini terkunci kata sandi. Simpan ulang tanpa kata sandi.")
        # bz2 and lzma inflate without a bound, and no spreadsheet program writes them.
        if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise broken("cara pemampatan zip tidak dikenal")
        name = info.filename.replace("\\", "/").lstrip("/").lower()
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
