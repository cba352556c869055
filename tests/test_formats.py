"""Output formats: each says all and only what the report says, holds to its schema, and carries any text as text."""

from __future__ import annotations

import csv
import datetime
import io
import json
import re
from dataclasses import replace
from functools import cache
from pathlib import Path, PureWindowsPath
from typing import Any

import pytest
import right
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft4Validator
from lxml import etree
from lxml import html as lxml_html
from markdown_it import MarkdownIt

from lkjip_xl.datafile import dump, from_check, loads
from lkjip_xl.findings import FOUND, UNREADABLE, FileReport, Finding, Idleness, IdleWaiver, Severity, Waived, Waiver
from lkjip_xl.pipeline import examine, write_filled
from lkjip_xl.profile import load
from lkjip_xl.reader import read
from lkjip_xl.reader.package import decode
from lkjip_xl.render import Format, render
from lkjip_xl.render.sarif import _artifact, _drive
from lkjip_xl.values.printable import printable

SCHEMAS = Path(__file__).parent / "skema"
Listed = tuple[list[tuple[str, str, str]], list[tuple[str, str, str]]]
"""File, code and place of what counts and of what is excused."""
HOSTILE = (
    "<script>alert(1)</script>", "a | b || c", "`x` *y* _z_ [a](http://b) #1", "]]><b>&amp;&lt;", "{0} {{x}}", "\x00\x01\x1b[31mmerah\x7f\x9b", "=HYPERLINK(\"http://x\")", "+62", "-1", "@SUM(A1)",
    "\ttab", "\rbalik", "dua\nbaris\r\ntiga", "\ud800 separuh \uffff", "\u202ekebalik", "'\"><img src=x onerror=y>", "\\| \\\\", "panjang " * 4000, "</style></td></tr></table>",
)
DAY = datetime.date(2026, 12, 31)


def waiver(number: int = 1, **more: Any) -> Waiver:
    return replace(Waiver(number, "LK201", "Sudah dibahas.", "Inspektorat", DAY, "Pengukuran!G8"), **more)


def finding(code: str, severity: Severity, sheet: str, cell: str, message: str = "Salah.", **more: Any) -> Finding:
    return Finding(code, severity, sheet, cell, message, **{"advice": "Betulkan."} | more)


@cache
def reports() -> tuple[FileReport, ...]:
    """A file with findings and exceptions, a right one, one that cannot be read, and one where all is excused."""
    many = (
        finding("LK201", Severity.ERROR, "Pengukuran", "G8", found="90 %", expected="91 %", calculation="a : b", related=("PK!E8", "PK!E9"), sources=("PK!E8", "Anggaran!F8:F38"), subject="IK1.1"),
        finding("LK201", Severity.ERROR, "Pengukuran", "G9", cause="Pengukuran!G8"),
        finding("LK505", Severity.WARNING, "Data Dukung", "", legal_basis="PermenPAN-RB 53/2014"),
        finding("LK500", Severity.INFO, "Identitas", "B6"),
    )
    excused = Waived(finding("LK207", Severity.ERROR, "Anggaran", "N47", "Serapan salah."), waiver(code="LK207", place="Anggaran!N47"))
    return (
        FileReport("kembali/a b#1.xlsx", "lkjip-xl 1.1", "Kecamatan Contoh", 2025, "TAHUNAN", "Calc 7.4", FOUND, many, (excused,)),
        FileReport("benar.xlsx", "lkjip-xl 1.1", "Kecamatan Lain", 2025, "TAHUNAN", "", "sesuai", ()),
        FileReport("/data/rusak.xlsx", "", "", None, "", "", UNREADABLE, (finding("LK001", Severity.ERROR, "", "", "Berkas tidak dapat dibaca."),)),
        FileReport("terima.xlsx", "", "Kecamatan Tiga", 2025, "TW I", "", "sesuai dengan pengecualian", (), (excused,)),
    )


IDLE = (
    IdleWaiver(waiver(2, until=datetime.date(2025, 12, 31)), Idleness.EXPIRED), IdleWaiver(waiver(3, place="", subject="IK9.9"), Idleness.UNUSED),
    IdleWaiver(waiver(4, place="", sheet="Anggaran", instansi="Kecamatan Entah"), Idleness.NO_FILE),
)


# reading each format back


def from_json(text: str) -> Listed:
    files = json.loads(text)["files"]
    return tuple([(f["file"], x["code"], f"{x['sheet']}!{x['cell']}" if x["cell"] else x["sheet"]) for f in files for x in f[key]] for key in ("findings", "waived"))  # type: ignore[return-value]


def from_csv(text: str) -> Listed:
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    return tuple(  # type: ignore[return-value]
        [(r["berkas"], r["kode"], f"{r['lembar']}!{r['sel']}" if r["sel"] else r["lembar"]) for r in rows if r["keadaan"] == word] for word in ("terbuka", "dikecualikan"))


def from_html(text: str) -> Listed:
    page = lxml_html.document_fromstring(text.encode())
    rows = [
        (section.xpath("string(h2)"), row.xpath("string(.//*[@class='kode'])"), row[0].text_content().replace("berkas", ""), row.get("class") == "kecuali")
        for section in page.xpath("//section[@class='berkas']") for row in section.xpath(".//tbody/tr")
    ]
    return [r[:3] for r in rows if not r[3]], [r[:3] for r in rows if r[3]]


def cells(text: str) -> list[list[str]]:
    """Rows of the tables of a Markdown text, each with the plain text of its cells, line by line."""
    rows: list[list[str]] = []
    for token in MarkdownIt("commonmark").enable("table").parse(text):
        if token.type == "tr_open":
            rows.append([])
        elif token.type == "inline" and token.level >= 4 and rows:
            assert all(c.type in ("text", "text_special", "html_inline") for c in token.children or []), token.content
            rows[-1].append("".join("\n" if c.type == "html_inline" and c.content == "<br>" else c.content for c in token.children or []))
    return [r for r in rows if r[0] != "Sel"]


def from_markdown(text: str) -> Listed:
    found: Listed = ([], [])
    for block in text.split("\n## "):
        name = block.removeprefix("## ").splitlines()[0].replace("\\", "")
        for place, rule, *_ in cells(block):
            code, word = rule.split()
            found[word == "dikecualikan"].append((name, code, place.replace("berkas", "")))
    return found


def from_sarif(text: str) -> Listed:
    run = json.loads(text)["runs"][0]
    found: Listed = ([], [])
    names = [r.file for r in reports()]
    for r in run["results"]:
        at = r["locations"][0]
        place = at["logicalLocations"][0]["fullyQualifiedName"] if "logicalLocations" in at else ""
        assert run["tool"]["driver"]["rules"][r["ruleIndex"]]["id"] == r["ruleId"]
        found[bool(r["suppressions"])].append((names[at["physicalLocation"]["artifactLocation"]["index"]], r["ruleId"], place))
    return found


def from_junit(text: str) -> Listed:
    found: Listed = ([], [])
    for suite in etree.fromstring(text.encode()).iter("testsuite"):
        for case in suite:
            code, _, place = case.get("name").partition(" ")
            if suite.get("name") != "pengecualian" and re.fullmatch(r"LK\d{3}", code):
                found[case.find("skipped") is not None].append((suite.get("name"), code, place.replace("berkas", "")))
    return found


def from_table(text: str) -> Listed:
    found: Listed = ([], [])
    name = ""
    for line, after in zip(text.splitlines(), [*text.splitlines()[1:], ""], strict=True):
        row = re.match(r"│ (\S.*?) +│ (LK\d{3}) ", line)
        if row:
            found["dikecualikan" in after].append((name, row[2], row[1].replace("berkas", "")))
        elif line.partition(" · ")[0].endswith(".xlsx"):
            name = line.partition(" · ")[0]
    return found


READ = {
    Format.JSON: from_json, Format.CSV: from_csv, Format.HTML: from_html, Format.MARKDOWN: from_markdown, Format.SARIF: from_sarif, Format.JUNIT: from_junit, Format.TABLE: from_table,
}


@pytest.mark.parametrize("form", Format)
def test_each_format_lists_exactly_the_findings(form: Format) -> None:
    counted, excused = READ[form](render(reports(), form, idle=IDLE))

    assert counted == [(r.file, f.code, f.place) for r in reports() for f in r.findings]
    assert excused == [(r.file, w.finding.code, w.finding.place) for r in reports() for w in r.waived]


@pytest.mark.parametrize("form", Format)
def test_each_format_says_who_excused_what_and_which_exception_did_nothing(form: Format) -> None:
    text = render(reports(), form, idle=IDLE)
    plain = " ".join(re.sub(r"[│\s]+", " ", text).split())

    for part in ("Sudah dibahas.", "Inspektorat", "31/12/2026" if form not in (Format.CSV, Format.JSON) else "2026-12-31"):
        assert part in plain, part
    for i in IDLE:
        assert i.message in plain
    assert "kedaluwarsa sejak 01/01/2026" in plain
    assert "kedaluwarsa" not in render(reports(), form)
    assert render(reports(), form, idle=IDLE) == text


# SARIF


@cache
def sarif_schema() -> Draft4Validator:
    return Draft4Validator(json.loads((SCHEMAS / "sarif-schema-2.1.0.json").read_text(encoding="utf-8")))


def sarif(found: tuple[FileReport, ...], idle: tuple[IdleWaiver, ...] = ()) -> dict[str, Any]:
    document = json.loads(render(found, Format.SARIF, idle=idle))
    assert [f"{list(e.absolute_path)}: {e.message}" for e in sarif_schema().iter_errors(document)] == []
    run = document["runs"][0]
    assert isinstance(run, dict)
    return run


def test_sarif_schema_is_awake() -> None:
    document = json.loads(render(reports(), Format.SARIF))
    document["runs"][0]["results"][0]["level"] = "galat"

    assert [list(e.absolute_path) for e in sarif_schema().iter_errors(document)] == [["runs", 0, "results", 0, "level"]]


def test_sarif_of_all_kinds_of_reports() -> None:
    run = sarif(reports(), IDLE)
    first, second, third, fourth, excused, broken, _ = run["results"]

    assert sarif(())["results"] == []
    assert [r["level"] for r in (first, second, third, fourth)] == ["error", "error", "warning", "note"]
    assert first["message"]["text"].splitlines() == ["Salah.", "Tertulis: 90 %", "Seharusnya: 91 %", "Hitungan: a : b", "Saran: Betulkan."]
    assert first["partialFingerprints"] == {"lkjip/v1": reports()[0].findings[0].fingerprint}
    assert first["locations"][0]["physicalLocation"]["artifactLocation"] == {"uri": "kembali/a%20b%231.xlsx", "index": 0}
    assert [(r["message"]["text"], r["logicalLocations"][0]["fullyQualifiedName"]) for r in first["relatedLocations"]] == [
        ("Terkait", "PK!E8"), ("Terkait", "PK!E9"), ("Dihitung dari", "PK!E8"), ("Dihitung dari", "Anggaran!F8:F38")]
    assert [r["logicalLocations"][0]["fullyQualifiedName"] for r in second["relatedLocations"]] == ["Pengukuran!G8"]
    assert third["locations"][0]["logicalLocations"] == [{"name": "Data Dukung", "fullyQualifiedName": "Data Dukung", "kind": "sheet"}]
    assert [s["kind"] for s in excused["suppressions"]] == ["external"]
    assert excused["suppressions"][0]["justification"] == "Dikecualikan sampai 31/12/2026 oleh Inspektorat: Sudah dibahas."
    assert (broken["locations"][0]["physicalLocation"]["artifactLocation"]["uri"], "logicalLocations" in broken["locations"][0]) == ("data/rusak.xlsx", False)
    assert run["originalUriBaseIds"] == {"AKAR": {"uri": "file:///"}}
    assert [n["message"]["text"] for n in run["invocations"][0]["toolConfigurationNotifications"]] == [i.message for i in IDLE]


def test_sarif_describes_the_rules_it_names() -> None:
    rules = sarif(reports())["tool"]["driver"]["rules"]

    assert [r["id"] for r in rules] == ["LK001", "LK201", "LK207", "LK500", "LK505"]
    found = rules[1]
    assert (found["shortDescription"]["text"], found["defaultConfiguration"]) == ("Capaian tidak sama dengan hasil hitung", {"level": "error"})
    assert found["fullDescription"]["text"]
    assert "## Cara memperbaiki" in found["help"]["markdown"]


@pytest.mark.parametrize(("path", "uri", "base"), [
    ("C:\\Data\\kembali 1.xlsx", "Data/kembali%201.xlsx", "AKAR-C"), ("\\\\server\\bagi\\a.xlsx", "a.xlsx", "AKAR-SERVER-BAGI"), ("kembali\\ä.xlsx", "kembali/%C3%A4.xlsx", None),
])
def test_sarif_paths_of_windows(path: str, uri: str, base: str | None) -> None:
    given_ = PureWindowsPath(path)

    assert _artifact(given_) == {"uri": uri} | ({"uriBaseId": base} if base else {})
    assert base is None or _drive(given_) == base


# JUnit


@cache
def junit_schema() -> Any:
    return etree.XMLSchema(etree.parse(str(SCHEMAS / "junit-10.xsd")))


def junit(found: tuple[FileReport, ...], idle: tuple[IdleWaiver, ...] = ()) -> Any:
    root = etree.fromstring(render(found, Format.JUNIT, idle=idle).encode())
    junit_schema().assertValid(root)
    return root


def test_junit_counts_what_fails() -> None:
    root = junit(reports(), IDLE)
    suites = [(s.get("name"), *(int(s.get(k)) for k in ("tests", "failures", "errors", "skipped"))) for s in root]

    assert suites == [("kembali/a b#1.xlsx", 5, 3, 0, 1), ("benar.xlsx", 1, 0, 0, 0), ("/data/rusak.xlsx", 1, 0, 1, 0), ("terima.xlsx", 2, 0, 0, 1), ("pengecualian", 3, 0, 0, 3)]
    assert {k: root.get(k) for k in ("tests", "failures", "errors")} == {"tests": "12", "failures": "3", "errors": "1"}
    assert [[child.tag for child in case] for case in root[0]] == [["failure"], ["failure"], ["failure"], ["system-out"], ["skipped"]]
    assert [case.get("name") for case in root[1]] == ["tanpa temuan"]
    assert (root[0][0][0].get("type"), root[0][0][0].get("message")) == ("LK201", "Salah.")
    assert "Seharusnya: 91 %" in root[0][0][0].text
    assert junit(()).get("tests") == "0"


def test_junit_schema_is_awake() -> None:
    root = junit(reports())
    del root[0].attrib["tests"]

    assert not junit_schema().validate(root)


# HTML


def page_of(*found: FileReport, idle: tuple[IdleWaiver, ...] = ()) -> Any:
    return lxml_html.document_fromstring(render(found, Format.HTML, idle=idle).encode())


def test_html_stands_alone_and_every_link_leads_somewhere() -> None:
    page = page_of(*reports(), idle=IDLE)

    assert {e.tag for e in page.iter()} & {"script", "link", "img", "iframe", "object", "base", "form"} == set()
    assert page.xpath("//@src | //@style") == []
    assert "url(" not in page.xpath("string(//style)")
    assert "@import" not in page.xpath("string(//style)")
    marks = page.xpath("//@id")
    assert len(marks) == len(set(marks))
    links = page.xpath("//a/@href")
    assert {x.removeprefix("#") for x in links} <= set(marks)
    assert links[:4] == ["#b1", "#b2", "#b3", "#b4"]
    assert page.xpath("string(//a[text()='Pengukuran!G8']/@href)") == "#" + page.xpath("//tr[td[1]='Pengukuran!G8']/@id")[0]
    assert page.get("lang") == "id"


def test_html_says_what_a_finding_says() -> None:
    page = page_of(reports()[0])
    row = page.xpath("//tr[td[1]='Pengukuran!G8']")[0]

    assert page.xpath("//table[@class='daftar']") == []
    assert [e.text_content() for e in page.xpath("//dl[@class='kepala']/*")] == [
        "Instansi", "Kecamatan Contoh", "Tahun", "2025", "Periode", "TAHUNAN", "Status", "ada temuan", "Disimpan oleh", "Calc 7.4", "Formulir", "lkjip-xl 1.1"]
    assert page.xpath("string(//p[@class='ringkas'])") == "2 galat, 1 peringatan, 1 info, 1 dikecualikan."
    assert [p.text_content() for p in row.iter("p")] == [
        "Salah.", "Hitungan: a : b", "Saran: Betulkan.", "Terkait: PK!E8, PK!E9", "Dihitung dari: Anggaran!F8:F38", "Tertulis: 90 %", "Seharusnya: 91 %"]
    assert row.xpath("string(.//*[@class='tanda'])") == "galat"


def test_html_prints_on_a4_with_repeated_heads_and_whole_rows() -> None:
    style = " ".join(page_of(reports()[0]).xpath("string(//style)").split())

    assert "@page { size: A4 portrait;" in style
    printed = style.partition("@media print")[2]
    assert "thead { display: table-header-group; }" in printed
    assert re.search(r"tr, [^{]*\{ break-inside: avoid;", printed)


def test_long_lists_say_where_to_begin() -> None:
    root = finding("LK101", Severity.ERROR, "Anggaran", "K12", related=("PK!A1",))
    others = tuple(finding("LK207", Severity.ERROR, "Efisiensi", f"G{n}", cause="Anggaran!K12") for n in range(8, 18))
    report = FileReport("a.xlsx", "", "", None, "", "", FOUND, (root, *others))

    assert [li.text_content() for li in page_of(report).xpath("//ol[@class='dahulu']/li")] == ["Anggaran!K12 (11 sel lain bergantung): Salah."]
    assert "1. Anggaran!K12 (11 sel lain bergantung)" in render([report], Format.MARKDOWN).splitlines()
    assert "Perbaiki dahulu: Anggaran!K12 (11 sel lain bergantung)." in render([report], Format.TABLE).splitlines()


# any text


def hostile(text: str) -> tuple[FileReport, IdleWaiver]:
    f = Finding("LK201", Severity.ERROR, "Lembar", "A1", text, text, text, text, text, text, (text,), (text,), text, text, cause=text)
    w = waiver(reason=text, by=text)
    return FileReport(text.replace("\ud800", "\udc80"), text, text, 2025, text, text, FOUND, (f,), (Waived(f, w),)), IdleWaiver(w, Idleness.UNUSED)


def lines_of(text: str) -> str:
    return "\n".join(line.strip() for line in printable(text).split("\n"))


@given(st.text(st.characters(codec="utf-8"), max_size=60) | st.text("|\\`*_[]<>&#~$\n\r{}=\u202e\x00\x1b ", max_size=12))
@settings(max_examples=40)
def test_any_text_stays_text(text: str) -> None:
    check_text(text)


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_stays_text(text: str) -> None:
    check_text(text)


def check_text(text: str) -> None:
    report, idle = hostile(text)
    safe = printable(text)

    run = sarif((report,), (idle,))
    said = run["results"][0]["message"]["text"]
    assert said.replace("{{", "{").replace("}}", "}").replace("\\[", "[").startswith(safe.replace("\\[", "["))
    assert len(run["results"]) == 2

    root = junit((report,), (idle,))
    assert [c.get("name") for c in root[0]] == ["LK201 Lembar!A1"] * 2
    assert root[0][0][0].get("message") == safe
    assert root[0][0][0].text.startswith(f"galat: {safe}")

    page = page_of(report, idle=(idle,))
    assert page.xpath("//script | //img | //td/b[not(contains(text(), ':'))]") == []
    assert [[p.text_content() for p in row[2].iter("p") if not p.get("class")] for row in page.xpath("//section[@class='berkas']//tbody/tr")] == [[safe], [safe]]

    counted, excused = cells(render([report], Format.MARKDOWN, idle=[idle]))
    assert [counted[0], excused[0]] == ["Lembar!A1"] * 2
    assert counted[2].startswith(lines_of(text))
    assert excused[2] == f"{lines_of(text)}\n{lines_of(idle.waiver.words)}"

    rows = list(csv.reader(io.StringIO(render([report], Format.CSV, idle=[idle]), newline="")))
    assert len(rows) == 4
    assert not [c for row in rows for c in row if c.startswith(("=", "+", "-", "@", "\t", "\r"))]
    assert json.loads(render([report], Format.JSON))["files"][0]["findings"][0]["message"] == text
    assert "\x1b" not in render([report], Format.TABLE, idle=[idle])


def test_printable_keeps_what_can_be_read_and_shows_what_cannot() -> None:
    assert printable("a\tb\r\nc\rd é 漢 😀") == "a\tb\nc\nd é 漢 😀"
    assert printable("\x00\x1b\x7f\x9b\u202e\ud800\uffff") == "␀␛" + "\ufffd" * 5


def test_half_a_pair_never_gets_into_a_text() -> None:
    assert [decode(t) for t in ("_xD800_", "_xdFFf_", "_x001B_", "_x005F_xD800_")] == ["_xD800_", "_xdFFf_", "\x1b", "_xD800_"]


# workbooks


STARTS = ("=1+1", "+62", "-", "@SUM(A1)", "\ttab", "\rbalik", "'kutip", "biasa = ya")


def test_text_that_looks_like_a_formula_is_marked_text_in_the_workbook() -> None:
    import openpyxl

    data = right.few_rows(right.annual()[0])
    data.tables["Kutipan"] = [{"tabel": "Narasi 1", "baris": text, "nilai": text} for text in STARTS]
    content = write_filled(data, load("hss"))

    layout = right.layout_of(data)
    place = layout.tables["Kutipan"]
    stored = read(io.BytesIO(content)).sheet("Kutipan")
    shown = openpyxl.load_workbook(io.BytesIO(content))["Kutipan"]
    assert stored is not None
    for i, text in enumerate(STARTS):
        for key in ("baris", "nilai"):
            at = (place.first_row + i, place.cols[key])
            assert (stored.cells[at].kind, stored.cells[at].text, stored.cells[at].formula) == ("s", text, None)
            assert bool(shown.cell(*at).quotePrefix) is text.startswith(("=", "+", "-", "@", "\t", "\r")), text
            assert shown.cell(*at).number_format == shown.cell(place.first_row + 6, at[1]).number_format
    assert not any(shown.cell(*at).quotePrefix for at, cell in stored.cells.items() if cell.formula)


OVER = {"'=1+1": "=1+1", "''kutip": "'kutip", "-": "-", "+62": "+62", "@a": "@a"}
"""What a data file holds over a formula, and the text that the cell shows."""


def test_text_over_a_formula_never_becomes_one(tmp_path: Path) -> None:
    """A returned workbook may hold the text `=1+1` where a formula was: its data file must not make a formula of it."""
    data = right.edit(right.few_rows(right.annual()[0]), {f"Pengukuran[{i}].kategori": typed for i, typed in enumerate(OVER, 1)})
    path = tmp_path / "a.xlsx"
    path.write_bytes(write_filled(data, load("hss")))
    sheet = read(path).sheet("Pengukuran")
    place = right.layout_of(data).tables["Pengukuran"]
    assert sheet is not None
    cells_ = [sheet.cells[place.first_row + i, place.cols["kategori"]] for i in range(len(OVER))]

    assert [(c.text, c.formula) for c in cells_] == [(shown, None) for shown in OVER.values()]
    again = from_check(examine(path))
    assert list(again.timpa.values()) == list(OVER)
    assert loads(dump(again, "hss"))[0].timpa == again.timpa
