"""The workbook part: our sheet in front, our names, and the way back."""

from __future__ import annotations

from dataclasses import dataclass

from lkjip_xl.annotate.archive import Archive
from lkjip_xl.annotate.marks import ALL_NAMES, NAMES, SHEET_NAME, STATE_NAME, TITLE
from lkjip_xl.annotate.sheets import HEAD, select, selected
from lkjip_xl.annotate.xml import Edit, Node, attribute, content, free_name, patched, removed, set_attribute, text
from lkjip_xl.cells import quote_sheet, split_ref
from lkjip_xl.errors import LkjipError

_SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_AFTER_NAMES = ("calcPr", "oleSize", "customWorkbookViews", "pivotCaches", "smartTagPr", "smartTagTypes", "webPublishing", "fileRecoveryPr", "webPublishObjects", "extLst")
_MOST = 31


@dataclass(slots=True)
class Book:
    """Where the workbook part is, and its sheets as (name, part), in their order; the part is "" for what is no worksheet."""

    archive: Archive
    part: str
    sheets: list[tuple[str, str]]

    @classmethod
    def of(cls, archive: Archive) -> Book:
        """LkjipError when the archive is no workbook."""
        part = next((to for kind, to in archive.rels("").values() if kind == "officedocument"), "")
        if not part or part not in archive:
            raise LkjipError("Berkas ini bukan buku kerja Excel, jadi tidak dapat diberi tanda.")
        rels = archive.rels(part)
        sheets = _sheets(archive.outline(part)[1])
        where = [rels.get(s.get("id"), ("", "")) for s in sheets]
        return cls(archive, part, [(s.get("name"), to if kind == "worksheet" else "") for s, (kind, to) in zip(sheets, where, strict=True)])

    @property
    def styles(self) -> str:
        """Part of the cell styles, or ""."""
        return next((to for kind, to in self.archive.rels(self.part).values() if kind == "styles" and to in self.archive), "")

    def drawing(self, sheet: str, id_: str) -> str:
        """Part of a legacy drawing that a sheet names by relationship id, or ""."""
        return self.archive.rels(sheet).get(id_, ("", ""))[1] if id_ else ""

    def free_title(self) -> str:
        """Name for our sheet that no sheet has."""
        taken = {name.casefold() for name, _ in self.sheets}
        return TITLE if TITLE.casefold() not in taken else free_name(TITLE + " lkjip {}", list(taken)).replace(" lkjip 1", " lkjip")[:_MOST]


def is_marked(book: Book) -> bool:
    """Does the workbook carry names of ours."""
    names = book.archive.outline(book.part)[1].first("definedNames")
    return any(n.get("name") in ALL_NAMES for n in (names.children if names else ()))


def _sheets(root: Node) -> list[Node]:
    group = root.first("sheets")
    return group.all("sheet") if group is not None else []


def add_sheet(book: Book, title: str, data: bytes, print_titles: str) -> None:
    """Put our sheet in front and make it the active one; remember which were."""
    archive = book.archive
    part = free_name("xl/worksheets/sheet{}.xml", archive.names)
    chosen = [n for n, (_, p) in enumerate(book.sheets) if p and selected(archive.head(p, HEAD))]
    archive.set(part, data)
    archive.declare(part, _SHEET_TYPE)
    id_ = archive.relate(book.part, "worksheet", part)
    for n in chosen:
        archive.set(book.sheets[n][1], select(archive.read(book.sheets[n][1]), on=False))
    xml, root = archive.outline(book.part)
    group = root.first("sheets")
    if group is None:
        raise LkjipError("Berkas ini tidak memuat daftar lembar, jadi tidak dapat diberi tanda.")
    number = 1 + max((int(s.get("sheetId")) for s in group.children if s.get("sheetId").isdigit()), default=0)
    p = root.prefix
    edits: list[Edit] = [(group.inner, group.inner, f'<{p}sheet name="{attribute(title)}" sheetId="{number}" xmlns:r="{archive.relations}" r:id="{id_}"/>'.encode())]
    active = ""
    views = root.first("bookViews")
    for view in views.all("workbookView") if views is not None else ():
        active = active or view.get("activeTab", "-")
        edits += [set_attribute(xml, view, "activeTab", "0")] if view.get("activeTab") else []
    names = root.first("definedNames")
    edits += [set_attribute(xml, n, "localSheetId", str(int(n.get("localSheetId")) + 1)) for n in (names.children if names else ()) if n.get("localSheetId").isdigit()]
    state = f"{active or '-'} {','.join(map(str, chosen))}".strip()
    new = "".join(f'<{p}definedName name="{name}" hidden="1">TRUE</{p}definedName>' for name in NAMES.values())
    new += f'<{p}definedName name="{STATE_NAME}" hidden="1">"{state}"</{p}definedName>'
    new += f'<{p}definedName name="{SHEET_NAME}" hidden="1">{text(quote_sheet(title))}!$A$1</{p}definedName>'
    new += f'<{p}definedName name="_xlnm.Print_Titles" localSheetId="0">{text(quote_sheet(title))}!{print_titles}</{p}definedName>'
    if names is not None and names.inner != names.end:
        edits.append((names.close, names.close, new.encode()))
    else:
        at = next((c.start for c in root.children if c.name in _AFTER_NAMES), root.close)
        edits.append((at, at, f"<{p}definedNames>{new}</{p}definedNames>".encode()))
    archive.set(book.part, patched(xml, edits))


def drop_sheet(book: Book) -> str:
    """Take our sheet and our names out, and what was active before is active again; gives the part of our sheet or ""."""
    archive = book.archive
    xml, root = archive.outline(book.part)
    names = root.first("definedNames")
    listed = names.all("definedName") if names is not None else []
    ours = [n for n in listed if n.get("name") in ALL_NAMES]
    said = {n.get("name"): content(xml, n) for n in ours}
    target = split_ref(said.get(SHEET_NAME, ""))
    index = next((i for i, (name, _) in enumerate(book.sheets) if target is not None and name == target[0]), None)
    scoped = [n for n in listed if index is not None and n.get("localSheetId") == str(index)]
    gone = {id(n) for n in (*ours, *scoped)}
    edits: list[Edit] = []
    if names is not None:
        edits += [removed(names)] if len(gone) == len(names.children) else [removed(n) for n in listed if id(n) in gone]
    part = ""
    if index is not None and len(book.sheets) > 1:
        part = book.sheets[index][1]
        edits += [removed(_sheets(root)[index])]
        behind = [n for n in listed if id(n) not in gone and n.get("localSheetId").isdigit() and int(n.get("localSheetId")) > index]
        edits += [set_attribute(xml, n, "localSheetId", str(int(n.get("localSheetId")) - 1)) for n in behind]
        del book.sheets[index]
        edits += _back(book, xml, root, index, said.get(STATE_NAME, '""').strip('"'))
    archive.set(book.part, patched(xml, edits))
    return part


def _back(book: Book, xml: bytes, root: Node, index: int, state: str) -> list[Edit]:
    """Edits that make the sheets active which were; where the user has moved on, only the count changes."""
    views = root.first("bookViews")
    found = views.all("workbookView") if views is not None else []
    active, _, chosen = state.partition(" ")
    if index != 0 or (found and found[0].get("activeTab") not in ("", "0")):
        return [set_attribute(xml, v, "activeTab", str(max(int(v.get("activeTab")) - 1, 0))) for v in found if v.get("activeTab").isdigit() and int(v.get("activeTab")) > index]
    edits = []
    if active.isdigit() and int(active) < len(book.sheets):
        edits = [set_attribute(xml, v, "activeTab", active) for v in found if v.get("activeTab") or active != "0"]
    for n in (int(c) for c in chosen.split(",") if c.isdigit()):
        if n < len(book.sheets) and book.sheets[n][1] in book.archive:
            book.archive.set(book.sheets[n][1], select(book.archive.read(book.sheets[n][1]), on=True))
    return edits
