"""What comes back instead of a workbook, and workbooks written in other ways: each file has one clear outcome."""

from __future__ import annotations

import io
import json
import os
import re
import socket
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import right

from lkjip_xl import cli, limits
from lkjip_xl.cli.common import expand
from lkjip_xl.findings import UNREADABLE
from lkjip_xl.pipeline import validate
from lkjip_xl.reader import kinds, read
from lkjip_xl.reader.kinds import Kind

ROOT = Path(__file__).resolve().parent.parent
Parts = dict[str, bytes]
Change = Callable[[Parts], Parts]


def zipped(parts: dict[str, str | bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return target.getvalue()


def ole(*streams: str) -> bytes:
    """The outside of an OLE file with these names in its directory."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(5000) + b"".join(s.encode("utf-16-le").ljust(128, b"\0") for s in streams)


def document(target: str, root: str) -> dict[str, str | bytes]:
    return {"[Content_Types].xml": "<Types/>", "_rels/.rels": f'<R><Relationship Id="a" Type="x/officeDocument" Target="{target}"/></R>', target: root}


BINARY_TYPES = '<Types><Override PartName="/xl/buku" ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"/></Types>'
OTHERS: list[tuple[str, bytes, Kind]] = [
    ("kosong.xlsx", b"", kinds.EMPTY),
    ("nol.xlsx", bytes(9000), kinds.ZEROS),
    ("lama.xls", ole("Root Entry", "Workbook"), kinds.XLS),
    ("lama95.xls", ole("Root Entry", "Book"), kinds.XLS),
    ("bersandi.xlsx", ole("Root Entry", "DataSpaces", "EncryptionInfo", "EncryptedPackage"), kinds.LOCKED),
    ("surat.doc", ole("Root Entry", "WordDocument"), kinds.WORD),
    ("paparan.ppt", ole("Root Entry", "PowerPoint Document"), kinds.SLIDES),
    ("surel.msg", ole("Root Entry", "__substg1.0_0037001F"), kinds.MAIL),
    ("surel.eml", b"From: a@contoh.go.id\r\nSubject: x\r\n\r\nhalo", kinds.MAIL),
    ("lain.xlsx", ole("Root Entry", "Contents"), kinds.OLE),
    ("biner.xlsb", zipped(document("xl/workbook.bin", "x")), kinds.XLSB),
    ("biner2.xlsx", zipped(document("xl/buku", "x") | {"[Content_Types].xml": BINARY_TYPES}), kinds.XLSB),
    ("odf.ods", zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<a/>"}), kinds.ODS),
    ("odf.odt", zipped({"mimetype": "application/vnd.oasis.opendocument.text"}), kinds.WORD),
    ("odf.odp", zipped({"mimetype": "application/vnd.oasis.opendocument.presentation"}), kinds.SLIDES),
    ("apel.numbers", zipped({"Index/Document.iwa": "x"}), kinds.NUMBERS),
    ("surat.docx", zipped(document("word/document.xml", "<w:document xmlns:w='a'/>")), kinds.WORD),
    ("surat2.xlsx", zipped({"word/document.xml": "<a/>"}), kinds.WORD),
    ("paparan.pptx", zipped(document("ppt/presentation.xml", "<p:presentation xmlns:p='a'/>")), kinds.SLIDES),
    ("gambar.vsdx", zipped(document("visio/document.xml", "<VisioDocument/>")), kinds.OFFICE),
    ("arsip.zip", zipped({"pk.xlsx": "x"}), kinds.ZIP),
    ("arsip.rar", b"Rar!\x1a\x07\x01\0" + bytes(50), kinds.ARCHIVE),
    ("arsip.7z", b"7z\xbc\xaf\x27\x1c\0\4", kinds.ARCHIVE),
    ("arsip.gz", b"\x1f\x8b\x08\0", kinds.ARCHIVE),
    ("arsip.tar", b"a".ljust(257, b"\0") + b"ustar\0" + bytes(300), kinds.ARCHIVE),
    ("pindaian.pdf", b"%PDF-1.7\n%\xe2\xe3", kinds.PDF),
    ("foto.png", b"\x89PNG\r\n\x1a\n\0\0", kinds.IMAGE),
    ("foto.jpg", b"\xff\xd8\xff\xe0\0\x10JFIF", kinds.IMAGE),
    ("foto.webp", b"RIFF\x10\0\0\0WEBPVP8 ", kinds.IMAGE),
    ("foto.heic", b"\0\0\0\x18ftypheic\0\0", kinds.IMAGE),
    ("foto.bmp", b"BM\x36\0\0\0\0\0\0\0\x36", kinds.IMAGE),
    ("bm.csv", b"BM;nama;nilai\n1;2;3\n", kinds.CSV),
    ("ekspor.csv", "\ufeffkode;uraian\n7.01;Kecamatan\n".encode(), kinds.CSV),
    ("ekspor16.csv", "kode\turaian\r\n7.01\tKecamatan\r\n".encode("utf-16"), kinds.CSV),
    ("ekspor-ansi.csv", "kode,nama\n1,Caf\xe9\n".encode("cp1252"), kinds.CSV),
    ("catatan.txt", b"Mohon dicek kembali.\n", kinds.TEXT),
    ("halaman.xls", b"\r\n <html xmlns:x='urn:schemas-microsoft-com:office:excel'><table></table></html>", kinds.HTML),
    ("tabel.xls", b"<TABLE border=1><tr><td>1</td></tr></TABLE>", kinds.HTML),
    ("lama.xml", b'<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>', kinds.XML_2003),
    ("data.xml", b"<?xml version='1.0'?><data/>", kinds.XML),
    ("datar.fods", b'<?xml version="1.0"?><office:document xmlns:office="a"/>', kinds.XML),
    ("surat.rtf", b"{\\rtf1\\ansi x}", kinds.RTF),
    ("data.json", b'{"a": 1}', kinds.JSON),
    ("rekap.gsheet", b'{"url": "https://docs.google.com/spreadsheets/d/x", "doc_id": "x"}', kinds.SHORTCUT),
    ("pintasan.lnk", b"L\0\0\0\x01\x14\x02\0\0\0", kinds.SHORTCUT),
    ("acak.xlsx", bytes(range(256)) * 4, kinds.UNKNOWN),
    ("potong.xlsx", b"PK\x03\x04" + bytes(200), kinds.CUT),
]


@pytest.mark.parametrize(("name", "content", "kind"), OTHERS, ids=[name for name, _, _ in OTHERS])
def test_other_kinds_are_named(tmp_path: Path, name: str, content: bytes, kind: Kind) -> None:
    path = tmp_path / name
    path.write_bytes(content)

    report = validate(path)

    assert report.status == UNREADABLE
    assert [(f.code, f.place, f.message, f.advice) for f in report.findings] == [("LK001", "", f"Berkas tidak dapat dibaca. {kind.what}", kind.advice)]


def test_every_kind_has_a_test() -> None:
    elsewhere = {"LOCKED_ZIP", "DTD", "BIG", "CROWDED", "FOLDER", "LOCK_FILE", "MISSING", "DANGLING", "OUTSIDE", "DEVICE", "FORBIDDEN"}

    assert {k for k, v in vars(kinds).items() if isinstance(v, Kind)} == elsewhere | {k for k, v in vars(kinds).items() if any(v is kind for _, _, kind in OTHERS)}


# what is no file


@pytest.mark.skipif(sys.platform == "win32", reason="no such files there")
def test_paths_that_are_no_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data, profil = right.empty()
    whole = right.write(tmp_path / "utuh.xlsx", right.few_rows(data), profil)
    inner = tmp_path / "dalam"
    inner.mkdir()
    (inner / "folder.xlsx").mkdir()
    (inner / "~$pk.xlsx").write_bytes(b"x")
    os.mkfifo(inner / "pipa.xlsx")
    (inner / "putus.xlsx").symlink_to("tidak-ada.xlsx")
    (inner / "luar.xlsx").symlink_to(whole)
    (inner / "perangkat.xlsx").symlink_to("/dev/zero")
    (inner / "lingkar.xlsx").symlink_to("lingkar.xlsx")
    (inner / "utuh.xlsx").write_bytes(whole.read_bytes())
    (inner / "di-sini.xlsx").symlink_to("utuh.xlsx")
    monkeypatch.chdir(inner)
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("soket.xlsx")
        expected = {
            "folder.xlsx": kinds.FOLDER, "~$pk.xlsx": kinds.LOCK_FILE, "pipa.xlsx": kinds.DEVICE, "putus.xlsx": kinds.DANGLING, "luar.xlsx": kinds.OUTSIDE,
            "perangkat.xlsx": kinds.OUTSIDE, "lingkar.xlsx": kinds.FORBIDDEN, "soket.xlsx": kinds.DEVICE, "/dev/zero": kinds.DEVICE, "tidak-ada.xlsx": kinds.MISSING,
            "a\0b.xlsx": kinds.FORBIDDEN,
        }
        said = {name: [(f.code, f.advice) for f in validate(Path(name)).findings] for name in expected}
    assert said == {name: [("LK001", kind.advice)] for name, kind in expected.items()}
    assert [f.code for f in validate(Path("di-sini.xlsx")).findings] == ["LK500"]


def test_without_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"PK")

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("builtins.open", refuse)
    assert [f.advice for f in validate(path).findings] == [kinds.FORBIDDEN.advice]


def test_sizes_on_disk_and_inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data, profil = right.empty()
    path = right.write(tmp_path / "a.xlsx", right.few_rows(data), profil)

    def advice(limit: str, value: int) -> list[str]:
        with monkeypatch.context() as patch:
            patch.setattr(limits, limit, value)
            return [f.message.partition(". ")[2] for f in validate(path).findings if f.code == "LK001"]

    big, crowded = [kinds.BIG.what], [kinds.CROWDED.what]
    assert advice("MAX_FILE", path.stat().st_size) == []
    assert advice("MAX_FILE", path.stat().st_size - 1) == big
    assert [advice(name, 3) for name in ("MAX_PARTS", "MAX_INFLATED", "MAX_XML", "MAX_SMALL_PART")] == [big] * 4
    assert [advice(name, 3) for name in ("MAX_CELLS", "MAX_SHEETS", "MAX_NAMES", "MAX_RANGES")] == [crowded] * 4
    assert "rumus di" in advice("MAX_FORMULA", 200)[0]
    assert "format sel" in advice("MAX_FORMATS", 3)[0]


# what a folder holds


def test_folder_leaves_nothing_out_silently(tmp_path: Path) -> None:
    names = ["A.XLSX", "b.xlsm", "c.xls", "d.xlsb", "e.ods", "f.csv", "sub/g.Xlsx", "sub/h.numbers", "i.et", "~$A.XLSX", "sub/._g.xlsx", "j.zip", "k.rar", "surat.pdf", "catatan.txt"]
    for name in names:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"x")
    (tmp_path / "map.xlsx").mkdir()
    (tmp_path / "putus.xlsx").symlink_to("tidak-ada")
    said: list[str] = []

    found = [p.relative_to(tmp_path).as_posix() for p in expand([str(tmp_path)], said.append)]

    assert found == ["A.XLSX", "b.xlsm", "c.xls", "d.xlsb", "e.ods", "f.csv", "i.et", "map.xlsx", "putus.xlsx", "sub/g.Xlsx", "sub/h.numbers"]
    assert [line.split(str(tmp_path) + os.sep)[1].split()[0] for line in said] == ["j.zip", "k.rar", "sub/._g.xlsx", "~$A.XLSX"]
    assert all(line.startswith("Dilewati: ") for line in said)
    assert expand([str(tmp_path / "~$A.XLSX")]) == [tmp_path / "~$A.XLSX"]
    assert expand([str(tmp_path / "*A.XLSX")]) == [tmp_path / "A.XLSX"]


def test_lock_files_are_said_on_stderr(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.csv").write_bytes(b"a,b\n1,2\n")
    (tmp_path / "~$a.xlsx").write_bytes(b"x")
    monkeypatch.setattr(sys, "argv", ["lkjip", "validate", str(tmp_path), "--format", "json"])

    with pytest.raises(SystemExit) as stop:
        cli.main()

    said = capsys.readouterr()
    assert stop.value.code == 3
    assert [f["findings"][0]["advice"] for f in json.loads(said.out)["files"]] == [kinds.CSV.advice]
    assert said.err == f"Dilewati: {tmp_path / '~$a.xlsx'} hanya penanda bahwa buku kerjanya sedang dibuka.\n"


# the same workbook, written otherwise


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    data, profil = right.annual()
    return right.write(tmp_path_factory.mktemp("wadah") / "buku.xlsx", right.few_rows(data), profil)


def changed(source: Path, target: Path, *changes: Change) -> Path:
    with zipfile.ZipFile(source) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for change in changes:
        parts = change(parts)
    target.write_bytes(zipped(dict(parts)))
    return target


def text(pattern: str, new: str | Callable[[re.Match[str]], str], names: str = r".*\.(xml|rels)") -> Change:
    """A change of the text of parts."""
    return lambda parts: {
        name: re.sub(pattern, new, data.decode(), flags=re.DOTALL).encode() if re.fullmatch(names, name) else data for name, data in parts.items()
    }


def without(*names: str) -> Change:
    """Parts lost, with the relationships that lead to them."""
    gone = "|".join(re.escape(n.rpartition("/")[2]) for n in names)

    def change(parts: Parts) -> Parts:
        kept = {name: data for name, data in parts.items() if name not in names}
        return text(rf'<(?:Relationship|Override)\b[^>]*(?:{gone})"[^>]*/>', "")(kept)

    return change


def renamed(rename: Callable[[str], str]) -> Change:
    return lambda parts: {rename(name): data for name, data in parts.items()}


def recoded(encoding: str) -> Change:
    def change(parts: Parts) -> Parts:
        return {
            name: re.sub(r"<\?xml.*?\?>", f'<?xml version="1.0" encoding="{encoding}"?>', data.decode(), count=1).encode(encoding)
            if re.match(r"xl/(workbook|sharedStrings|styles|worksheets/[^/]*)\.xml", name) else data for name, data in parts.items()
        }

    return change


STRICT = text(r"http://schemas\.openxmlformats\.org/(spreadsheetml/2006/main|officeDocument/2006/(relationships|extended-properties|custom-properties|docPropsVTypes))",
              lambda m: "http://purl.oclc.org/ooxml/" + m[1].replace("/2006", ""), r"(?!\[Content).*")
PREFIX = r"xl/(workbook|sharedStrings|styles|worksheets/[^/]*)\.xml"
SAME: dict[str, list[Change]] = {
    "strict": [STRICT],
    "prefiks": [text(r"<(/?)([A-Za-z])", r"<\1x:\2", PREFIX), text(r'xmlns="', 'xmlns:x="', PREFIX)],
    "utf-16": [recoded("utf-16")],
    "latin-1": [text(r"[^\x00-\x7f]", lambda m: f"&#{ord(m[0])};", PREFIX), recoded("iso-8859-1")],
    "bom": [lambda parts: {n: b"\xef\xbb\xbf" + d if n.endswith(".xml") else d for n, d in parts.items()}],
    "alamat mutlak": [text(r'Target="(worksheets|styles|sharedStrings)', r'Target="/xl/\1', r"xl/_rels/workbook.xml.rels")],
    "alamat berliku": [text(r'Target="(worksheets|styles|sharedStrings)', r'Target="./../xl/\1', r"xl/_rels/workbook.xml.rels")],
    "huruf besar": [renamed(lambda n: n if n.startswith("_rels") or n == "[Content_Types].xml" else n.replace("sheet", "SHEET").replace("styles", "Styles"))],
    "garis miring terbalik": [renamed(lambda n: n.replace("/", "\\") if n.startswith("xl/worksheets/sheet") else n)],
    "tanpa docProps": [without("docProps/app.xml", "docProps/core.xml")],
    "baris dan alamat tak bernomor": [text(r'<dimension [^>]*/>', "", r"xl/worksheets/.*\.xml")],
    "spasi di antara unsur": [text(r"><(row|c|/row|f|v)\b", r">\n  <\1", r"xl/worksheets/.*\.xml")],
}


@pytest.mark.parametrize("way", SAME)
def test_same_workbook_written_otherwise(way: str, whole: Path, tmp_path: Path) -> None:
    """Cells, names and validations are read alike, and nothing is found that was not there."""
    path = changed(whole, tmp_path / "lain.xlsx", *SAME[way])
    expected, found = read(whole), read(path)

    assert [(s.name, s.state, s.cells, s.validations, s.protection) for s in found.sheets] == [(s.name, s.state, s.cells, s.validations, s.protection) for s in expected.sheets]
    assert (found.names, found.styles, found.custom) == (expected.names, expected.styles, expected.custom)
    assert [f.code for f in validate(path).findings] == []


def test_epoch_1904_is_read(whole: Path, tmp_path: Path) -> None:
    path = changed(whole, tmp_path / "mac.xlsx", text(r"<workbookPr", '<workbookPr date1904="1"', "xl/workbook.xml"))

    assert read(path).date1904
    assert "LK001" not in {f.code for f in validate(path).findings}


@pytest.mark.parametrize(("part", "outcome"), [
    ("xl/styles.xml", "LK013"), ("docProps/custom.xml", "LK004"), ("[Content_Types].xml", "LK028"), ("docProps/core.xml", ""), ("docProps/app.xml", ""), ("xl/theme/theme1.xml", ""),
])
def test_parts_that_may_be_missing(part: str, outcome: str, whole: Path, tmp_path: Path) -> None:
    found = {f.code for f in validate(changed(whole, tmp_path / "kurang.xlsx", without(part))).findings} - {"LK028"}

    assert found <= {outcome}


def test_without_strings_the_file_is_broken(whole: Path, tmp_path: Path) -> None:
    assert [f.code for f in validate(changed(whole, tmp_path / "a.xlsx", without("xl/sharedStrings.xml"))).findings] == ["LK001"]


# what other applications make of the form when it is saved there


def google(parts: Parts) -> Parts:
    """As Google Sheets exports: no docProps, no custom properties, names of single cells kept and ranges of lists dropped, protection and validations gone, texts inline."""
    parts = without("docProps/app.xml", "docProps/core.xml", "docProps/custom.xml")(parts)
    strings = [re.sub(r"^<si>|</si>$", "", m) for m in re.findall(r"<si>.*?</si>", parts["xl/sharedStrings.xml"].decode(), re.DOTALL)]
    sheets = r"xl/worksheets/.*\.xml"
    for change in (
        text(r"<sheetProtection[^>]*/>|<dataValidations.*?</dataValidations>|<conditionalFormatting.*?</conditionalFormatting>", "", sheets),
        text(r'(<c r="[A-Z]+\d+"(?: s="\d+")?) t="s"><v>(\d+)</v>', lambda m: f'{m[1]} t="inlineStr"><is>{strings[int(m[2])]}</is>', sheets),
        text(r'<definedName name="(?:Daftar|Nomenklatur)_[^>]*>[^<]*</definedName>', "", "xl/workbook.xml"),
        without("xl/sharedStrings.xml"),
    ):
        parts = change(parts)
    return parts


def wps(parts: Parts) -> Parts:
    """As WPS saves: sheet names in names always quoted, application WPS Office, custom properties dropped, protection kept."""
    parts = without("docProps/custom.xml")(parts)
    parts = text(r"<Application>[^<]*</Application>", "<Application>WPS Office</Application>", "docProps/app.xml")(parts)
    return text(r"(<definedName [^>]*>)(\w+)!", r"\1'\2'!", "xl/workbook.xml")(parts)


@pytest.mark.parametrize(("application", "change", "codes", "saved"), [
    ("google", google, {"LK010", "LK012", "LK013"}, ""), ("wps", wps, set(), "WPS Office"),
])
def test_exports_of_other_applications_are_read(application: str, change: Change, codes: set[str], saved: str, whole: Path, tmp_path: Path) -> None:
    path = changed(whole, tmp_path / "ekspor.xlsx", change)

    report = validate(path)

    assert {s.name: {at: c[:3] for at, c in s.cells.items()} for s in read(path).sheets} == {s.name: {at: c[:3] for at, c in s.cells.items()} for s in read(whole).sheets}
    assert {f.code for f in report.findings} == codes
    assert saved in report.saved_by
    assert report.instansi == "Kecamatan Muara Contoh"
