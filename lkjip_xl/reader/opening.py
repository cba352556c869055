"""From a path to a stream that is worth unzipping: what is no plain file, no archive, or too large is refused before anything is parsed."""

import os
import stat
from typing import BinaryIO

from .. import limits
from . import kinds

Source = str | os.PathLike[str] | BinaryIO

_DIRECTORY_BYTES = 200
"""Bytes of an entry in the zip's directory, with a long name."""
_END_BYTES, _COMMENT_BYTES, _WIDE_BYTES = 22, 65_535, 76
"""The zip's last record, its longest comment, and the two records before it in a large archive (zip64)."""


def open_stream(source: Source) -> tuple[BinaryIO, bool]:
    """(seekable binary stream, whether we opened it); NotAWorkbook when it cannot be opened."""
    if not isinstance(source, str | os.PathLike):
        return source, False
    path = os.fspath(source)
    if os.path.basename(path).startswith("~$"):
        raise kinds.LOCK_FILE.error()
    link = os.path.islink(path)
    try:
        found = os.stat(path)
        if link and not _stays(path):
            raise kinds.OUTSIDE.error()
        if stat.S_ISDIR(found.st_mode):
            raise kinds.FOLDER.error()
        if not stat.S_ISREG(found.st_mode):
            raise kinds.DEVICE.error()
        if found.st_size > limits.MAX_FILE:
            raise kinds.BIG.error()
        return open(path, "rb"), True
    except FileNotFoundError as error:
        raise (kinds.DANGLING if link else kinds.MISSING).error() from error
    except (OSError, ValueError) as error:
        raise kinds.FORBIDDEN.error() from error


def _stays(path: str) -> bool:
    """Does a symbolic link point into the folder it stands in."""
    folder = os.path.realpath(os.path.dirname(path))
    return os.path.commonpath((folder, os.path.realpath(path))) == folder


def check_bytes(stream: BinaryIO) -> None:
    """Refuse what is no zip archive, and one whose directory alone is too long to be listed."""
    stream.seek(0)
    head = stream.read(4096)
    ole = head.startswith(b"\xd0\xcf\x11\xe0")
    kind = kinds.by_bytes(head, head + stream.read(limits.MAX_FILE) if ole else b"")
    if kind is not None:
        raise kind.error()
    stream.seek(0, os.SEEK_END)
    stream.seek(max(0, stream.tell() - _END_BYTES - _COMMENT_BYTES - _WIDE_BYTES))
    tail = stream.read()
    end = tail.rfind(b"PK\x05\x06")
    stream.seek(0)
    if end < 0:
        return
    size = int.from_bytes(tail[end + 12 : end + 16], "little")
    if tail[end - 20 : end - 16] == b"PK\x06\x07" and end >= _WIDE_BYTES:
        size = int.from_bytes(tail[end - 36 : end - 28], "little")
    # zipfile lists every entry before we can count them, and trusts this size, not the count beside it.
    if size > _DIRECTORY_BYTES * limits.MAX_PARTS:
        raise kinds.BIG.error()
