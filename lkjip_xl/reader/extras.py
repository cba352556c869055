"""What a workbook carries beside its sheets: macros, objects, connections, links to other files and programs. Named, never opened."""

from collections.abc import Iterable

from .package import Package
from .rawbook import RawExtras, RawLink

_MOST = 200
"""Parts of one kind that are named."""
# (field of RawExtras, piece of the part's name, piece of its content type); the first that fits counts.
_SIGNS: tuple[tuple[str, str, str], ...] = (
    ("macros", "vbaproject.bin", "vbaproject"),
    ("macros", "xl/macrosheets/", "macrosheet"),
    ("macros", "xl/dialogsheets/", "dialogsheet"),
    ("controls", "xl/activex/", "activex"),
    ("objects", "xl/embeddings/", "oleobject"),
    ("connections", "xl/connections.xml", "spreadsheetml.connections"),
    ("connections", "xl/querytables/", "spreadsheetml.querytable"),
    ("connections", "xl/model/", "application/vnd.ms-excel.model"),
    ("custom_xml", "customxml/item", "\0"),
)
_LINKS = frozenset(("externalBook", "ddeLink", "oleLink"))


def read_extras(package: Package, types: dict[str, str], rels: Iterable[tuple[str, str]]) -> RawExtras:
    """Parts by kind, as names and content types tell them, and the links of the workbook part, whose relationships are `rels`."""
    extras = RawExtras()
    for part in sorted(package.names()):
        if part.endswith(".rels") or part.startswith("customxml/itemprops"):
            continue
        kind = next((field for field, name, content in _SIGNS if name in part or content in types.get(part, "")), None)
        found: list[str] = getattr(extras, kind) if kind is not None else []
        if len(found) < _MOST:
            found.append(part)
    for kind, part in rels:
        if kind == "externallink" and part in package and len(extras.links) < _MOST:
            extras.links += _links(package, part)
    if "xl/connections.xml" in package:
        extras.connection_names = [attrs.get("name", "") for _, attrs, _ in package.leaves("xl/connections.xml", frozenset(("connection",)))][:_MOST]
    return extras


def _links(package: Package, part: str) -> list[RawLink]:
    found: list[RawLink] = []
    for tag, attrs, _ in package.leaves(part, _LINKS):
        if tag == "externalBook":
            found.append(RawLink("berkas", next(iter(package.outside(part)), "")))
        else:
            target = " ".join(attrs[key] for key in ("ddeService", "ddeTopic", "progId") if key in attrs)
            found.append(RawLink("dde" if tag == "ddeLink" else "ole", target))
    return found
