"""Damage done to a written workbook by patching its package, so that everything else keeps its bytes and its stored values.

`damage(path, name, *arguments)` runs one operation of `OPERATIONS` in place. A place is `Sheet!A1`, `Pengukuran[3].capaian` (third row of a
table), `Pengukuran.capaian` (its header) or `Identitas.periode` (a form cell). Damage that moves cells is LibreOffice's: `libreoffice_damage.py`.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import formualizer
from lxml import etree
from openpyxl.formula.translate import Translator

from lkjip_xl.cells import a1, col_letter, parse_a1, parse_range, quote_sheet
from lkjip_xl.layout import Layout
from lkjip_xl.locate import locate
from lkjip_xl.reader import read
from lkjip_xl.spec import book

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
NS = {"m": MAIN, "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships", "p": "http://schemas.openxmlformats.org/package/2006/relationships"}
_FIELD = re.compile(r"(\w+)(?:\[(\d+)\])?\.(\w+)")


class Package:
    """Parts of one workbook; sheets by title. Parsed parts are written back on `save`."""

    def __init__(self, path: Path) -> None:
        self.path = path
        with zipfile.ZipFile(path) as archive:
            self.parts = {name: archive.read(name) for name in archive.namelist()}
        self._trees: dict[str, Any] = {}
        self._layout: Layout | None = None

    def tree(self, part: str) -> Any:
        if part not in self._trees:
            self._trees[part] = etree.fromstring(self.parts[part])
        return self._trees[part]

    @property
    def workbook(self) -> Any:
        return self.tree("xl/workbook.xml")

    @property
    def layout(self) -> Layout:
        """Where the fields stand in this file before the damage."""
        if self._layout is None:
            self._layout = locate(read(self.path)).layout
        return self._layout

    def sheet(self, title: str) -> Any:
        return self.tree(self.sheet_part(title))

    def sheet_part(self, title: str) -> str:
        entry = self.workbook.xpath("m:sheets/m:sheet[@name=$title]", namespaces=NS, title=title)[0]
        rels = self.tree("xl/_rels/workbook.xml.rels")
        target = rels.xpath("p:Relationship[@Id=$id]/@Target", namespaces=NS, id=entry.get(f"{{{NS['r']}}}id"))[0]
        return target.removeprefix("/") if target.startswith("/") else f"xl/{target}"

    def place(self, text: str) -> tuple[str, int, int]:
        """Sheet, row and column of a place."""
        match = _FIELD.fullmatch(text)
        if match and match[1] in book.TABLES:
            table = self.layout.tables[match[1]]
            row = table.first_row + int(match[2]) - 1 if match[2] else table.header_row
            return table.sheet, row, table.cols[match[3]]
        if match and match[1] in book.FORMS:
            form = self.layout.forms[match[1]]
            return form.sheet, *form.cells[match[3]]
        sheet, _, cell = text.rpartition("!")
        return sheet, *parse_a1(cell)

    def address(self, text: str) -> str:
        """A place as it stands in a formula."""
        title, row, col = self.place(text)
        return f"{quote_sheet(title)}!${col_letter(col)}${row}"

    def cell(self, text: str) -> Any:
        """The <c> element of a place, made where there is none."""
        title, row, col = self.place(text)
        data = self.sheet(title).find("m:sheetData", NS)
        line = next((r for r in data if int(r.get("r")) == row), None)
        if line is None:
            line = etree.Element(f"{{{MAIN}}}row", r=str(row))
            data.insert(sum(int(r.get("r")) < row for r in data), line)
        found = next((c for c in line if c.get("r") == a1(row, col)), None)
        if found is None:
            found = etree.Element(f"{{{MAIN}}}c", r=a1(row, col))
            line.insert(sum(parse_a1(c.get("r"))[1] < col for c in line), found)
        return found

    def save(self) -> None:
        for part, tree in self._trees.items():
            self.parts[part] = etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)
        with zipfile.ZipFile(self.path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in self.parts.items():
                archive.writestr(name, content)


def damage(path: Path, name: str, *arguments: Any) -> None:
    """Run one operation on a workbook, in place."""
    if name in WHOLE:
        WHOLE[name](path, *arguments)
        return
    package = Package(path)
    OPERATIONS[name](package, *arguments)
    package.save()


def _store(cell: Any, value: Any) -> None:
    """Give a cell a stored value; a text that starts with # is an error value."""
    for child in cell.xpath("m:v|m:is", namespaces=NS):
        cell.remove(child)
    cell.attrib.pop("t", None)
    if value == "":
        return
    if isinstance(value, str):
        cell.set("t", "e" if value.startswith("#") else "str")
    etree.SubElement(cell, f"{{{MAIN}}}v").text = str(value)


def set_value(package: Package, place: str, value: Any) -> None:
    """A number, text or error typed into a cell; a formula there is gone."""
    clear_cell(package, place)
    _store(package.cell(place), value)


def clear_cell(package: Package, place: str) -> None:
    """A cell emptied with the Delete key."""
    cell = package.cell(place)
    for child in cell.xpath("m:f", namespaces=NS):
        cell.remove(child)
    _store(cell, "")


def set_formula(package: Package, place: str, text: str) -> None:
    """Another formula, without `=`; {places} in it become addresses; the stored value stays."""
    cell = package.cell(place)
    text = re.sub(r"\{([^}]+)\}", lambda m: package.address(m[1]), text)
    formula = cell.find("m:f", NS)
    if formula is None:
        formula = etree.Element(f"{{{MAIN}}}f")
        cell.insert(0, formula)
    formula.text = text


def replace_in_formula(package: Package, place: str, old: str, new: str) -> None:
    formula = package.cell(place).find("m:f", NS)
    assert old in formula.text, formula.text
    formula.text = formula.text.replace(old, new)


def shift_formula(package: Package, place: str, rows: int) -> None:
    """A formula pasted from some rows above or below without adjusting: its relative references are off by as many."""
    cell = package.cell(place)
    row, col = parse_a1(cell.get("r"))
    formula = cell.find("m:f", NS)
    formula.text = Translator(f"={formula.text}", a1(row, col)).translate_formula(a1(row + int(rows), col))[1:]


def shorten_ranges(package: Package, place: str, rows: int) -> None:
    """The ranges in a formula end some rows earlier."""
    formula = package.cell(place).find("m:f", NS)
    formula.text = re.sub(r"(\$[A-Z]+\$\d+:\$[A-Z]+\$)(\d+)", lambda m: f"{m[1]}{int(m[2]) - int(rows)}", formula.text)


def bare_row(package: Package, table: str, index: int) -> None:
    """All formulas of a row are gone, as in a row inserted by hand."""
    for f in book.TABLES[table].fields:
        if f.formula is not None:
            clear_cell(package, f"{table}[{index}].{f.key}")


def wrong_dimension(package: Package, sheet: str) -> None:
    """A <dimension> that is no range: we never read it, the calculating engine stumbles over it."""
    package.sheet(sheet).find("m:dimension", NS).set("ref", "x")


def set_stored(package: Package, place: str, value: Any) -> None:
    """Another stored value; the formula stays."""
    _store(package.cell(place), value)


def _restyle(package: Package, place: str, change: Callable[[Any, Any], None]) -> None:
    styles = package.tree("xl/styles.xml")
    formats = styles.find("m:cellXfs", NS)
    cell = package.cell(place)
    copy = etree.fromstring(etree.tostring(formats[int(cell.get("s", "0"))]))
    change(styles, copy)
    formats.append(copy)
    formats.set("count", str(len(formats)))
    cell.set("s", str(len(formats) - 1))


def set_format(package: Package, place: str, code: str) -> None:
    """A number format of its own, as Excel gives one when 4:18 or 44% is typed."""

    def change(styles: Any, xf: Any) -> None:
        custom = styles.find("m:numFmts", NS)
        if custom is None:
            custom = etree.Element(f"{{{MAIN}}}numFmts")
            styles.insert(0, custom)
        number = str(200 + len(custom))
        etree.SubElement(custom, f"{{{MAIN}}}numFmt", numFmtId=number, formatCode=code)
        custom.set("count", str(len(custom)))
        xf.set("numFmtId", number)
        xf.set("applyNumberFormat", "1")

    _restyle(package, place, change)


def unlock(package: Package, place: str) -> None:
    """A cell whose lock was taken off."""

    def change(_: Any, xf: Any) -> None:
        for child in xf.xpath("m:protection", namespaces=NS):
            xf.remove(child)
        etree.SubElement(xf, f"{{{MAIN}}}protection", locked="0")
        xf.set("applyProtection", "1")

    _restyle(package, place, change)


def clear_validations(package: Package, sheet: str, first: str = "", last: str = "") -> None:
    """All validations of a sheet, or those between two places of it, are gone."""
    root = package.sheet(sheet)
    area = ":".join(a1(*package.place(place)[1:]) for place in (first, last)) if first else ""
    found = root.find("m:dataValidations", NS)
    for validation in list(found):
        kept: list[str] = []
        for ref in validation.get("sqref").split() if area else ():
            kept += _minus(ref, area)
        validation.set("sqref", " ".join(kept))
        if not kept:
            found.remove(validation)
    found.set("count", str(len(found)))
    if not len(found):
        root.remove(found)


def _minus(ref: str, area: str) -> list[str]:
    """What is left of a one-column range without an area."""
    r1, c1, r2, c2 = parse_range(ref)
    a, b, c, d = parse_range(area)
    if c1 < b or c2 > d or r2 < a or r1 > c:
        return [ref]
    rest = [(r1, a - 1), (c + 1, r2)]
    return [f"{a1(top, c1)}:{a1(bottom, c2)}" for top, bottom in rest if top <= bottom]


def set_validation(package: Package, place: str, **attributes: str) -> None:
    """Another validation on the whole range that covers a cell, e.g. showErrorMessage="0", formula1="Daftar_level"."""
    title, row, col = package.place(place)
    for validation in package.sheet(title).find("m:dataValidations", NS):
        if any(r1 <= row <= r2 and c1 <= col <= c2 for r1, c1, r2, c2 in map(parse_range, validation.get("sqref").split())):
            for name, value in attributes.items():
                if name.startswith("formula"):
                    validation.find(f"m:{name}", NS).text = value
                else:
                    validation.set(name, value)


def list_source(package: Package, place: str, name: str) -> None:
    """A drop-down that takes another list."""
    set_validation(package, place, formula1=name)


def no_alert(package: Package, place: str) -> None:
    """A validation whose error message was switched off."""
    set_validation(package, place, showErrorMessage="0")


def unprotect(package: Package, *sheets: str) -> None:
    """Sheets without protection; all of them when none is named."""
    titles = sheets or package.workbook.xpath("m:sheets/m:sheet/@name", namespaces=NS)
    for title in titles:
        root = package.sheet(title)
        root.remove(root.find("m:sheetProtection", NS))


def _name(package: Package, name: str) -> Any:
    return package.workbook.xpath("m:definedNames/m:definedName[@name=$name]", namespaces=NS, name=name)[0]


def rename_name(package: Package, name: str, new: str) -> None:
    _name(package, name).set("name", new)


def add_name(package: Package, name: str, target: str) -> None:
    """A name of the user's own."""
    etree.SubElement(package.workbook.find("m:definedNames", NS), f"{{{MAIN}}}definedName", name=name).text = target


def move_name(package: Package, name: str, target: str) -> None:
    _name(package, name).text = target


def drop_name(package: Package, name: str) -> None:
    found = _name(package, name)
    found.getparent().remove(found)


def set_property(package: Package, name: str, value: str) -> None:
    """A custom document property changed."""
    for item in package.tree("docProps/custom.xml"):
        if item.get("name") == name:
            item[0].text = value


def drop_properties(package: Package) -> None:
    """All custom document properties lost, as some applications do."""
    root = package.tree("docProps/custom.xml")
    for item in list(root):
        root.remove(item)


def rename_sheet(package: Package, old: str, new: str) -> None:
    """A sheet given another name; formulas and names follow."""
    package.workbook.xpath("m:sheets/m:sheet[@name=$old]", namespaces=NS, old=old)[0].set("name", new)
    _rewrite(package, f"{quote_sheet(old)}!", f"{quote_sheet(new)}!")


def drop_sheet(package: Package, title: str) -> None:
    """A sheet deleted; formulas and names that pointed there say #REF!."""
    entry = package.workbook.xpath("m:sheets/m:sheet[@name=$title]", namespaces=NS, title=title)[0]
    index = list(entry.getparent()).index(entry)
    entry.getparent().remove(entry)
    names = package.workbook.find("m:definedNames", NS)
    for name in list(names):
        scope = name.get("localSheetId")
        if scope is not None and int(scope) == index:
            names.remove(name)
        elif scope is not None and int(scope) > index:
            name.set("localSheetId", str(int(scope) - 1))
    views = package.workbook.find("m:bookViews/m:workbookView", NS)
    for attribute in ("activeTab", "firstSheet"):
        views.attrib.pop(attribute, None)
    _rewrite(package, re.compile(re.escape(quote_sheet(title)) + r"!\$?[A-Z]+\$?\d+(:\$?[A-Z]+\$?\d+)?"), "#REF!")


def _rewrite(package: Package, old: str | re.Pattern[str], new: str) -> None:
    pattern = re.compile(re.escape(old)) if isinstance(old, str) else old
    trees = [package.workbook, *(package.sheet(t) for t in package.workbook.xpath("m:sheets/m:sheet/@name", namespaces=NS))]
    for tree in trees:
        for node in tree.iter(f"{{{MAIN}}}f", f"{{{MAIN}}}formula1", f"{{{MAIN}}}formula", f"{{{MAIN}}}definedName"):
            if node.text:
                node.text = pattern.sub(lambda _: new, node.text)


def swap_columns(package: Package, table: str, one: str, other: str) -> None:
    """Two input columns that no formula reads change places, with header, validation and name."""
    place = package.layout.tables[table]
    cols = {place.cols[one]: place.cols[other], place.cols[other]: place.cols[one]}
    root = package.sheet(place.sheet)
    for line in root.find("m:sheetData", NS):
        row = int(line.get("r"))
        if place.header_row <= row <= place.end_row:
            for cell in line:
                _, col = parse_a1(cell.get("r"))
                cell.set("r", a1(row, cols.get(col, col)))
            line[:] = sorted(line, key=lambda c: parse_a1(c.get("r"))[1])
    for validation in root.find("m:dataValidations", NS):
        r1, c1, r2, _ = parse_range(validation.get("sqref"))
        if c1 in cols:
            validation.set("sqref", f"{a1(r1, cols[c1])}:{a1(r2, cols[c1])}")
    for key, col in ((one, cols[place.cols[one]]), (other, cols[place.cols[other]])):
        letter = col_letter(col)
        move_name(package, f"{table}_{key}", f"{quote_sheet(place.sheet)}!${letter}${place.first_row}:${letter}${place.end_row}")


def lose_column(package: Package, table: str, key: str) -> None:
    """Header, content and name of a column that no formula reads are gone; its cells stay empty."""
    place = package.layout.tables[table]
    for row in range(place.header_row, place.end_row + 1):
        clear_cell(package, f"{place.sheet}!{a1(row, place.cols[key])}")
    drop_name(package, f"{table}_{key}")


def lose_table(package: Package, table: str) -> None:
    """Headers and names of a whole table are gone."""
    place = package.layout.tables[table]
    for key, col in place.cols.items():
        clear_cell(package, f"{place.sheet}!{a1(place.header_row, col)}")
        drop_name(package, f"{table}_{key}")


def hide_sheet(package: Package, title: str, state: str = "hidden") -> None:
    """A sheet hidden, or hidden so that Excel does not offer it again (`veryHidden`)."""
    package.workbook.xpath("m:sheets/m:sheet[@name=$title]", namespaces=NS, title=title)[0].set("state", state)


def add_sheet(package: Package, title: str, state: str = "visible") -> None:
    """A sheet of the user's own, with one text."""
    part = f"xl/worksheets/tambahan{len(package.parts)}.xml"
    add_part(package, part, f'<worksheet xmlns="{MAIN}"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>catatan</t></is></c></row></sheetData></worksheet>')
    rel = _add_rel(package, "xl/_rels/workbook.xml.rels", "worksheet", f"/{part}")
    sheets = package.workbook.find("m:sheets", NS)
    etree.SubElement(sheets, f"{{{MAIN}}}sheet", name=title, sheetId=str(900 + len(sheets)), state=state).set(f"{{{NS['r']}}}id", rel)


def add_part(package: Package, name: str, content: str = "x") -> None:
    """A part beside the sheets: a macro project, an embedded file, data of another program."""
    package.parts[name] = content.encode()


def link_file(package: Package, content: str, target: str = "") -> None:
    """An external link of the workbook; `content` is what stands inside <externalLink>, `target` the file it leads to."""
    number = sum("externalLink" in name for name in package.parts) + 1
    add_part(package, f"xl/externalLinks/externalLink{number}.xml", f'<externalLink xmlns="{MAIN}" xmlns:r="{NS["r"]}">{content}</externalLink>')
    if target:
        add_part(package, f"xl/externalLinks/_rels/externalLink{number}.xml.rels", (
            f'<Relationships xmlns="{NS["p"]}"><Relationship Id="rId1" Type="{NS["r"]}/externalLinkPath" Target="{target}" TargetMode="External"/></Relationships>'))
    rel = _add_rel(package, "xl/_rels/workbook.xml.rels", "externalLink", f"externalLinks/externalLink{number}.xml")
    references = package.workbook.find("m:externalReferences", NS)
    if references is None:
        references = etree.Element(f"{{{MAIN}}}externalReferences")
        package.workbook.find("m:sheets", NS).addnext(references)
    etree.SubElement(references, f"{{{MAIN}}}externalReference").set(f"{{{NS['r']}}}id", rel)


def _add_rel(package: Package, part: str, kind: str, target: str) -> str:
    rels = package.tree(part)
    rel = f"rId{900 + len(rels)}"
    etree.SubElement(rels, f"{{{NS['p']}}}Relationship", Id=rel, Type=f"{NS['r']}/{kind}", Target=target)
    return rel


def recalculate(path: Path) -> None:
    """Stored values as a spreadsheet would show them after the damage."""
    path.write_bytes(formualizer.recalculate_xlsx_bytes(path.read_bytes())["bytes"])


def truncate(path: Path, share: float = 0.5) -> None:
    """A file cut short on its way."""
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * float(share))])


def replace_file(path: Path, kind: str) -> None:
    """Another file under the same name: `teks`, `kosong` (no bytes), `asing` (somebody's own workbook)."""
    if kind == "asing":
        import xlsxwriter

        target = io.BytesIO()
        with xlsxwriter.Workbook(target) as workbook:
            for title in ("Rekap", "Sheet2"):
                workbook.add_worksheet(title).write_row(0, 0, ["No", "Uraian", "Jumlah"])
        path.write_bytes(target.getvalue())
    else:
        path.write_bytes(b"" if kind == "kosong" else b"LKjIP 2024\n")


WHOLE: dict[str, Callable[..., None]] = {"recalculate": recalculate, "truncate": truncate, "replace_file": replace_file}
OPERATIONS: dict[str, Callable[..., None]] = {
    f.__name__: f
    for f in (
        set_value, clear_cell, set_formula, replace_in_formula, shift_formula, shorten_ranges, bare_row, set_stored, set_format, unlock,
        clear_validations, list_source, no_alert, unprotect, rename_name, add_name, move_name, drop_name, set_property, drop_properties,
        rename_sheet, drop_sheet, swap_columns, lose_column, lose_table, wrong_dimension, hide_sheet, add_sheet, add_part, link_file,
    )
}
