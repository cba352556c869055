"""A workbook written anew in the way every program takes: UTF-8, transitional namespaces, one spelling of part names.

Only an engine that is stricter than this reader is given such a copy; nothing is computed from it but values.
"""

import io
import re
import zipfile

from .. import limits
from .opening import open_stream
from .package import CONTENT_TYPES, Package
from .tokens import as_utf8

STRICT = b"http://purl.oclc.org/ooxml/"
_NAMESPACE = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)/")
_PATH = re.compile(rb'(\b(?:Target|PartName)=")([^":]*)(")')


def canonical(path: str) -> bytes:
    """The bytes of the copy; NotAWorkbook for what cannot be read."""
    stream, _ = open_stream(path)
    target = io.BytesIO()
    with stream, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        package = Package(stream)
        for name in package.names():
            if not name.endswith((".xml", ".rels")):
                continue
            data = as_utf8(package.read(name, limits.MAX_XML))
            data = _NAMESPACE.sub(rb"http://schemas.openxmlformats.org/\1/2006/", data)
            if name.endswith(".rels") or name == CONTENT_TYPES.lower():
                data = _PATH.sub(lambda m: m[1] + m[2].replace(b"\\", b"/").lower() + m[3], data)
            archive.writestr(CONTENT_TYPES if name == CONTENT_TYPES.lower() else name, data)
    return target.getvalue()
