"""The one-pass reader against openpyxl, hand-written XML, hostile files and LibreOffice."""

import contextlib
import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st
from libreoffice import LibreOffice

from lkjip_xl import limits
from lkjip_xl.errors import NotAWorkbook
from lkjip_xl.reader import RawBook, RawCell, RawExtras, RawSheet, floor_parse, read

SHEET = "xl/worksheets/sheet1.xml"
Edit = Callable[[str], str]
GARBAGE = ("", "0", "-", "x", "9" * 30, "<", ">", "&", '"', "/", "<c/>", "</c>", "<v>", "<!--", "]]>", "&#0;", "&lt;", "\0", "é", " r=''", "<f t='shared'/>")


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workbook with one of everything the reader reports."""
    path = tmp_path_factory.mktemp("reader") / "sample.xlsx"
    book = xlsxwriter.Workbook(path)
    book.set_properties({"author": "Bagian Organisasi"})
    book.set_custom_property("lkjip_id", "medium-1")
    book.set_custom_property("lkjip_year", 2026)
    book.define_name("Tahun", "='Data Dukung'!$B$1")
    open_cell = book.add_format({"locked": False, "num_format": "0.00%"})
    date = book.add_format({"num_format": 14})
    data, pk = book.add_worksheet("Data Dukung"), book.add_worksheet("PK")
    book.add_worksheet("Referensi").hide()
    book.define_name("PK!Lokal", "=PK!$A$1")
    data.write_row("A1", ["Tahun <&>", 2026, 44.44, 1e-05, True, "  spasi\nbaris "])
    data.write_rich_string("A2", "satu", book.add_format({"bold": True}), " dua")
    data.write_formula("B2", '=IF(A1<>"",B1&" & x",0)', open_cell, "2026 & x")
    data.write_formula("C2", "=1/0", None, "#DIV/0!")
    data.write_formula("D2", "=B1*2", date, 4052)
    data.write_formula("E2", '=""', None, "")
    data.write_formula("F2", "=B1>1", None, True)
    data.write_array_formula("G2:G3", "{=B1:B2*2}", None, 4052)
    data.write_blank("H2", None, open_cell)
    data.set_row(4, None, None, {"hidden": True})
    data.merge_range("A8:C9", "gabung")
    data.autofilter("A10:C12")
    data.protect("", {"autofilter": True})
    data.data_validation(
        "B4:B9",
        {
            "validate": "list",
            "source": ["naik", "turun"],
            "input_title": "Arah",
            "input_message": "Pilih > satu\nsaja",
            "error_type": "warning",
        },
    )
    data.data_validation("C4", {"validate": "decimal", "criteria": "between", "minimum": 0, "maximum": "=B1"})
    data.conditional_format("A1:A3", {"type": "blanks", "format": open_cell})
    pk.write_row("A1", ["Tahun <&>", "_x000D_", "x"])
    book.close()
    return path


def edited(source: Path, part: str, edit: Edit) -> io.BytesIO:
    """The workbook with the text of one part changed."""
    target = io.BytesIO()
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, edit(data.decode()).encode() if name == part else data)
    return target


def with_cells(sample: Path, xml: str) -> RawSheet:
    """First sheet of the sample with the content of <sheetData> replaced."""
    pattern = re.compile("<sheetData>.*</sheetData>", re.DOTALL)
    data = f"<sheetData>{xml}</sheetData>"
    return read(edited(sample, SHEET, lambda text: pattern.sub(lambda _: data, text))).sheets[0]


def assert_like_openpyxl(path: Path, book: RawBook) -> None:
    """Same formulas and stored values as openpyxl's two loads."""
    formulas = openpyxl.load_workbook(path)
    values = openpyxl.load_workbook(path, data_only=True)
    assert [s.name for s in book.sheets] == formulas.sheetnames
    for raw in book.sheets:
        seen = set()
        for row in formulas[raw.name].iter_rows():
            for cell in row:
                if cell.value is None:
                    continue
                seen.add((cell.row, cell.column))
                found = raw.cells[cell.row, cell.column]
                stored = values[raw.name][cell.coordinate].value
                if cell.data_type == "f":
                    text = cell.value if isinstance(cell.value, str) else cell.value.text
                    assert found.formula == text.removeprefix("=")
                else:
                    assert found.formula is None
                if found.kind == "n" and not hasattr(stored, "year"):
                    assert float(found.text) == stored
                elif found.kind == "b":
                    assert (found.text == "1") is stored
                elif found.kind in "se":
                    assert found.text == (stored or "")
        extra = {key: cell for key, cell in raw.cells.items() if key not in seen}
        assert all(cell[:3] == ("s", "", None) for cell in extra.values())


def test_agrees_with_openpyxl(sample: Path) -> None:
    book = read(sample)
    assert_like_openpyxl(sample, book)
    assert [(s.name, s.state) for s in book.sheets][2] == ("Referensi", "hidden")
    with sample.open("rb") as stream:
        assert read(stream) == book


def test_cells(sample: Path) -> None:
    data = read(sample).sheets[0]
    assert data.cells[1, 3][:3] == ("n", "44.44", None)
    assert data.cells[1, 5][:3] == ("b", "1", None)
    assert data.cells[1, 6].text == "  spasi\nbaris "
    assert data.cells[2, 1].text == "satu dua"
    assert data.cells[2, 2][:3] == ("s", "2026 & x", 'IF(A1<>"",B1&" & x",0)')
    assert data.cells[2, 3][:3] == ("e", "#DIV/0!", "1/0")
    assert data.cells[2, 5][:3] == ("s", "", '""')
    assert data.cells[2, 6][:3] == ("b", "1", "B1>1")
    assert data.cells[2, 7].formula == "B1:B2*2"
    assert data.array_cells == {(2, 7): "G2:G3"}
    assert (2, 8) not in data.cells
    assert (data.max_row, data.max_col) == (8, 7)


def test_what_surrounds_the_cells(sample: Path) -> None:
    book = read(sample)
    data = book.sheets[0]
    first, second = data.validations
    assert (first.type, first.formula1, first.ranges) == ("list", '"naik,turun"', ((4, 2, 9, 2),))
    assert (first.prompt_title, first.prompt) == ("Arah", "Pilih > satu\nsaja")
    assert (first.error_style, first.allow_blank, first.show_error) == ("warning", True, True)
    assert (second.type, second.operator, second.formula1) == ("decimal", "between", "0")
    assert second.formula2 == "B1"
    assert data.protection is not None
    assert data.protection["autoFilter"] == "0"
    assert book.sheets[1].protection is None
    assert data.merged == [(8, 1, 9, 3)]
    assert data.hidden_rows == {5}
    assert data.auto_filter == "A10:C12"
    assert data.conditional_count == 1
    assert book.names == {"Tahun": "'Data Dukung'!$B$1"}
    assert book.local_names == {("PK", "Lokal"): "PK!$A$1"}
    assert list(book.builtin_names) == [("Data Dukung", "_xlnm._FilterDatabase")]
    assert book.custom == {"lkjip_id": "medium-1", "lkjip_year": "2026"}
    assert (book.application, book.creator) == ("Microsoft Excel", "Bagian Organisasi")
    assert book.full_calc_on_load
    assert not book.structure_locked
    assert not book.date1904
    assert book.extras == RawExtras()
    cells = data.cells
    assert not book.locked(cells[2, 2].style)
    assert book.locked(cells[1, 1].style)
    assert book.number_format(cells[2, 2].style) == "0.00%"
    assert book.number_format(cells[2, 4].style) == "mm-dd-yy"
    assert book.locked(999)
    assert book.number_format(-1) == "General"
    assert book.sheet("data dukung") is data
    assert book.sheet("tidak ada") is None


def test_workbook_flags(sample: Path) -> None:
    extra = '<workbookProtection lockStructure="1"/>'
    stream = edited(
        sample,
        "xl/workbook.xml",
        lambda text: text.replace("<workbookPr", '<workbookPr date1904="true"').replace("<sheets>", f"{extra}<sheets>"),
    )
    book = read(stream)
    assert book.date1904
    assert book.structure_locked


def test_x14_validation(sample: Path) -> None:
    extension = (
        '<extLst><ext xmlns:x14="urn:a"><x14:dataValidations xmlns:xm="urn:b">'
        '<x14:dataValidation type="list" allowBlank="1"><x14:formula1>\n <xm:f>Referensi!$A$1:$A$3'
        "</xm:f></x14:formula1><xm:sqref>B2:B4 D1</xm:sqref></x14:dataValidation>"
        "</x14:dataValidations></ext></extLst></worksheet>"
    )
    stream = edited(sample, SHEET, lambda text: text.replace("</worksheet>", extension))
    found = read(stream).sheets[0].validations[-1]
    assert (found.formula1, found.ranges) == ("Referensi!$A$1:$A$3", ((2, 2, 4, 2), (1, 4, 1, 4)))


PLAIN = '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" s="1"><f>A1&amp;"&lt;"</f><v>5</v></c></row>'


@pytest.mark.parametrize(
    "edit",
    [
        lambda xml: xml.replace("><", ">\n  <"),
        lambda xml: xml.replace('"1"', "'1'").replace('"A1"', "'A1'"),
        lambda xml: xml.replace("<v>5</v>", "<v><!-- </v> --><![CDATA[5]]></v>"),
        lambda xml: xml.replace("<v>5</v>", "<?pi x?><v>&#53;</v>"),
        lambda xml: xml.replace("<f>", '<f aca="false">').replace("<c ", "<c\n"),
        lambda xml: xml.replace(' r="A1"', "").replace(' r="B1"', "").replace(' r="1"', ""),
        lambda xml: xml.replace("\n", "\r\n"),
    ],
)
def test_other_ways_to_write_the_same(sample: Path, edit: Edit) -> None:
    expected = with_cells(sample, PLAIN).cells
    assert expected == {
        (1, 1): RawCell("s", "Tahun <&>", None, 0),
        (1, 2): RawCell("n", "5", 'A1&"<"', 1),
    }
    assert with_cells(sample, edit(PLAIN)).cells == expected


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_prefixed_document(sample: Path, encoding: str) -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(sample) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "xl/workbook.xml" or name.startswith(("xl/worksheets", "xl/shared")):
                text = re.sub(r"<(/?)(\w)", r"<\1x:\2", data.decode()).replace("xmlns=", "xmlns:x=")
                text = re.sub(r"<x:(\w+) xmlns:x", r'<x:\1 a="sheetData" xmlns:x', text)
                data = text.replace('encoding="UTF-8"', "").encode(encoding)
            new.writestr(name, data)
    assert read(target) == read(sample)


@pytest.mark.parametrize(
    ("xml", "expected"),
    [
        ("<v></v>", ("s", "", None)),
        ("<f>1</f>", ("", "", "1")),
        ("<f/><v>1</v>", ("n", "1", "")),
        ("<v>1E-05</v>", ("n", "1E-05", None)),
        ("<v>nan</v>", ("s", "nan", None)),
        ("<v>1_0</v>", ("s", "1_0", None)),
        ('<f t="dataTable" r1="B1" r2="B2"/><v>1</v>', ("n", "1", "TABLE(B1,B2)")),
        (' t="str"><f>A</f><v></v>', ("s", "", "A")),
        (' t="str"><v>a_x000D_&lt;</v>', ("s", "a\r<", None)),
        (' t="b"><v>true</v>', ("b", "1", None)),
        (' t="e"><v>#N/A</v>', ("e", "#N/A", None)),
        (' t="d"><v>2026-01-31</v>', ("s", "2026-01-31", None)),
        (
            " t=\"inlineStr\"><is><r><t>sa</t></r><r><rPr><b/></rPr><t xml:space=\"preserve\">tu </t></r><rPh sb='0' eb='1'><t>x</t></rPh></is>",
            ("s", "satu ", None),
        ),
    ],
)
def test_one_cell(sample: Path, xml: str, expected: tuple[str, str, str | None]) -> None:
    cell = f'<c r="C3"{xml}</c>' if xml.startswith(" ") else f'<c r="C3">{xml}</c>'
    assert with_cells(sample, f'<row r="3"><c r="B3"/>{cell}</row>').cells[3, 3][:3] == expected


def test_positions_without_addresses(sample: Path) -> None:
    xml = '<row><c/><c><v>1</v></c></row><row r="5"><c r="C5"/><c><v>2</v></c></row><row><c><v>3</v></c></row>'
    found = with_cells(sample, xml).cells
    assert {key: cell.text for key, cell in found.items()} == {
        (1, 2): "1",
        (5, 4): "2",
        (6, 1): "3",
    }


def test_a_sheet_of_several_slices(sample: Path) -> None:
    text = "x" * 400
    rows = [f'<row r="{n}"><c r="B{n}" t="str"><v>{text}{n}</v></c></row>' for n in range(1, 6001)]
    cells = with_cells(sample, "".join(rows) + '<row ht="1"/>' * 200_000).cells
    assert len(cells) == 6000
    assert all(cells[n, 2].text == f"{text}{n}" for n in range(1, 6001))


def test_shared_formulas(sample: Path) -> None:
    xml = (
        '<row r="1"><c r="B1"><f t="shared" ref="B1:B3" si="0">A1*$A$1+Data!A1</f><v>1</v></c></row>'
        '<row r="2"><c r="B2"><f t="shared" si="0"/><v>2</v></c></row>'
        '<row r="3"><c r="B3"><f t="shared" si="0"></f></c><c r="C3"><f t="shared" si="9"/></c></row>'
    )
    cells = with_cells(sample, xml).cells
    assert cells[1, 2].formula == "A1*$A$1+Data!A1"
    assert cells[2, 2] == RawCell("n", "2", "A2*$A$1+Data!A2", 0)
    assert cells[3, 2] == RawCell("", "", "A3*$A$1+Data!A3", 0)
    assert cells[3, 3].formula == ""


def zipped(parts: dict[str, str]) -> io.BytesIO:
    """A zip of these parts."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return target


def root_rels(target: str) -> str:
    """Package relationships with `target` as the document."""
    return f'<Relationships><Relationship Id="a" Type="x/officeDocument" Target="{target}"/></Relationships>'


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"", "kosong"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "terkunci kata sandi"),
        (b"%PDF-1.7\n", "PDF"),
        (b"<html><table>", "HTML"),
        (b"a;b;c\n1;2;3\n", "bukan buku kerja"),
        (b"PK\x03\x04rusak", "terpotong"),
        (zipped({"a.txt": "x"}).getvalue(), "arsip zip biasa"),
        (zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}).getvalue(), "OpenDocument"),
        (
            zipped({"_rels/.rels": root_rels("d.xml"), "d.xml": "<w:document xmlns:w='a'/>"}).getvalue(),
            "Word",
        ),
        (zipped({"_rels/.rels": root_rels("xl/workbook.bin")}).getvalue(), ".xlsb"),
        (zipped({"_rels/.rels": root_rels("xl/w.xml")}).getvalue(), "xl/w.xml tidak ada"),
    ],
)
def test_not_a_workbook(tmp_path: Path, content: bytes, word: str) -> None:
    path = tmp_path / "berkas.xlsx"
    path.write_bytes(content)
    with pytest.raises(NotAWorkbook, match=word) as caught:
        read(path)
    assert caught.value.reason.endswith(".")


def test_paths_that_cannot_be_opened(tmp_path: Path) -> None:
    (tmp_path / "~$pk.xlsx").write_bytes(b"x")
    for path, word in (
        (tmp_path, "folder"),
        (tmp_path / "x", "tidak ditemukan"),
        (tmp_path / "~$pk.xlsx", "penanda"),
    ):
        with pytest.raises(NotAWorkbook, match=word):
            read(path)


def test_truncated(sample: Path) -> None:
    content = sample.read_bytes()
    for size in range(1, len(content), 97):
        with pytest.raises(NotAWorkbook):
            read(io.BytesIO(content[:size]))


@pytest.mark.parametrize(
    ("part", "edit"),
    [
        (SHEET, lambda text: text.replace('r="A1"', 'r="A1" r="A1"')),
        (SHEET, lambda text: text.replace("</sheetData>", "")),
        (
            SHEET,
            lambda text: text.replace("<worksheet", '<!DOCTYPE a [<!ENTITY b "c">]><worksheet', 1),
        ),
        (SHEET, lambda text: text.replace("<v>0</v>", "<v>99999</v>")),
        (SHEET, lambda text: text.replace("<v>0</v>", "<v>-1</v>")),
        (SHEET, lambda text: text.replace('r="A1"', 'r="A9999999"')),
        (SHEET, lambda text: text.replace('r="A1"', 'r="A1" ph="a>b"')),
        (SHEET, lambda text: text.replace("<row", "<!--</sheetData>--><row")),
        ("xl/styles.xml", lambda text: text.replace('numFmtId="', 'numFmtId="x')),
        (
            "xl/workbook.xml",
            lambda text: text.replace("</sheets>", "<sheet name='x' r:id='no'/></sheets>"),
        ),
        ("xl/workbook.xml", lambda text: text.replace('localSheetId="1"', 'localSheetId="7"')),
        ("xl/_rels/workbook.xml.rels", lambda text: text.replace("sheet2.xml", "sheet9.xml")),
    ],
)
def test_damaged(sample: Path, part: str, edit: Edit) -> None:
    with pytest.raises(NotAWorkbook, match=r"rusak|DTD"):
        read(edited(sample, part, edit))


def test_limits(sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(limits, "MAX_CELLS", 10)
        with pytest.raises(NotAWorkbook, match="terlalu banyak sel"):
            read(sample)
    for limit in ("MAX_INFLATED", "MAX_XML", "MAX_PARTS"):
        with monkeypatch.context() as patch:
            patch.setattr(limits, limit, 3)
            with pytest.raises(NotAWorkbook, match="luar biasa besar"):
                read(sample)
    deep = "<a>" * 2_000_000 + "</a>" * 2_000_000
    with pytest.raises(NotAWorkbook, match="bersarang"):
        with_cells(sample, deep)


def test_forged_size_does_not_inflate(sample: Path) -> None:
    stream = edited(sample, "none", str)
    content = bytearray(stream.getvalue())
    entry = content.rfind(b"PK\x01\x02", 0, content.rfind(SHEET.encode()))
    content[entry + 24 : entry + 28] = (10).to_bytes(4, "little")
    with pytest.raises(NotAWorkbook):
        read(io.BytesIO(bytes(content)))


@settings(max_examples=150)
@given(st.sampled_from([SHEET, "xl/workbook.xml", "xl/styles.xml", "xl/sharedStrings.xml", "docProps/custom.xml"]), st.data())
def test_a_garbled_part_is_read_or_refused(sample: Path, part: str, data: st.DataObject) -> None:
    def garble(text: str) -> str:
        start = data.draw(st.integers(0, len(text)))
        return text[:start] + data.draw(st.sampled_from(GARBAGE)) + text[start + data.draw(st.integers(0, 9)) :]

    with contextlib.suppress(NotAWorkbook):
        read(edited(sample, part, garble))


def test_floor_counts_all_xml(sample: Path) -> None:
    with zipfile.ZipFile(sample) as archive:
        assert floor_parse(sample) == sum(info.file_size for info in archive.infolist())


def test_saved_by_libreoffice(sample: Path, soffice: LibreOffice) -> None:
    path = soffice.recalculate(sample)
    book = read(path)
    assert_like_openpyxl(path, book)
    data = book.sheets[0]
    assert book.application.startswith("LibreOffice")
    assert data.cells[2, 2][:3] == ("s", "2026 & x", 'IF(A1<>"",B1&" & x",0)')
    assert (data.cells[1, 3].text, data.cells[2, 3].kind) == ("44.44", "e")
    assert book.names["Tahun"] == "'Data Dukung'!$B$1"
    assert book.custom["lkjip_id"] == "medium-1"
    assert data.protection is not None
    assert {found.type for found in data.validations} == {"list", "decimal"}
    assert not book.locked(data.cells[2, 2].style)
