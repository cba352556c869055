"""Marked copies: only the parts that must change do, everything of the user's stays, marks are found again and taken out exactly."""

from __future__ import annotations

import datetime
import io
import json
import os
import re
import resource
import shutil
import subprocess
import sys
import time
import zipfile
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import right
from damage import damage
from libreoffice import LibreOffice
from lxml import etree
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment

from lkjip_xl.annotate import ALL_NAMES, mark, unmark
from lkjip_xl.annotate.marks import DIVIDER, NAMES
from lkjip_xl.annotate.temuan import COLUMNS, head_row
from lkjip_xl.diff import diff
from lkjip_xl.errors import LkjipError
from lkjip_xl.findings import FileReport, Finding, Severity, Waived, Waiver
from lkjip_xl.marked import annotate, marked_names
from lkjip_xl.migrate import migrate
from lkjip_xl.pipeline import samples, validate
from lkjip_xl.reader import read

ROOT = Path(__file__).resolve().parent.parent
VALIDATOR = os.environ.get("LKJIP_OOXML", "")
"""Folder in which the Open XML SDK's validator is installed (`make ooxml`)."""
MAY_CHANGE = re.compile(
    r"\[Content_Types\]\.xml|xl/workbook\.xml|xl/_rels/workbook\.xml\.rels|xl/styles\.xml|xl/worksheets/(_rels/)?[^/]+\.xml(\.rels)?|xl/comments[^/]*\.xml|xl/comments/[^/]+|xl/drawings/[^/]+\.vml")
"""The explicit list of parts that marks may change or add."""


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def compressed(data: bytes) -> dict[str, tuple[int, int, int]]:
    """How each part is stored: a copied one keeps its compressed size and its checksum."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {i.filename: (i.compress_size, i.CRC, i.compress_type) for i in archive.infolist()}


def said(report: FileReport) -> list[tuple[str, str, str]]:
    return [(f.code, f.place, f.message) for f in report.findings]


def links(book: openpyxl.Workbook) -> dict[str, str]:
    """Targets of the links on the sheet of findings, by cell."""
    return {c.coordinate: c.hyperlink.location for row in book["Temuan"].iter_rows() for c in row if c.hyperlink}


EDITS: dict[str, Any] = {"Pengukuran[3].capaian": 1.2, "Triwulan[2].r1": "41,67", "Renstra[3].uraian": ""}


@pytest.fixture(scope="module")
def wrong(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, FileReport]:
    """A workbook with findings on three sheets, and what is found in it."""
    path = tmp_path_factory.mktemp("tanda") / "salah.xlsx"
    data, profil = right.annual()
    right.write(path, right.edit(right.few_rows(data), EDITS), profil)
    report = validate(path)
    assert {f.sheet for f in report.findings} == {"Pengukuran", "Triwulan", "Renstra"}
    return path, report


@pytest.fixture(scope="module")
def rich(wrong: tuple[Path, FileReport], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same with what a user adds: comments (one on a cell with a finding), a chart, a sheet called Temuan, custom XML."""
    path = tmp_path_factory.mktemp("kaya") / "kaya.xlsx"
    book = openpyxl.load_workbook(wrong[0])
    place = next(f for f in wrong[1].findings if f.sheet == "Pengukuran")
    book["Pengukuran"][place.cell].comment = Comment("Angka dari seksi <pelayanan> & umum", "Pengisi")
    book["Pengukuran"]["B9"].comment = Comment("Catatan saya", "Pengisi")
    own = book.create_sheet("Temuan")
    for n in range(1, 5):
        own.append([n, n * n])
    chart = BarChart()
    chart.add_data(Reference(own, min_col=2, min_row=1, max_row=4))
    own.add_chart(chart, "D2")
    book.save(path)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("customXml/item1.xml", "<catatan>tetap</catatan>")
        archive.writestr("xl/printerSettings/printerSettings1.bin", bytes(range(256)))
    return path


def stored_report(folder: Path) -> FileReport:
    """The reviewed findings of a sample as a report."""
    listed = json.loads((folder / "temuan.json").read_text(encoding="utf-8"))
    file = listed["files"][0] if "files" in listed else listed
    keys = {"code", "sheet", "cell", "message", "advice", "found", "expected", "calculation"}
    findings = tuple(Finding(severity=Severity(f["severity"]), related=tuple(f["related"]), **{k: f[k] for k in keys}) for f in file["findings"])
    return FileReport(file["file"], file["template"], file["instansi"], file["tahun"], file["periode"], file["saved_by"], file["status"], findings)


@pytest.mark.parametrize("name", samples())
def test_sample_changes_only_where_it_must(name: str) -> None:
    folder = ROOT / "samples" / name
    data, report = (folder / "kembali.xlsx").read_bytes(), stored_report(ROOT / "samples" / name)

    marked = mark(data, report)

    before, after = parts(data), parts(marked)
    changed = {n for n in after if after[n] != before.get(n)}
    assert before.keys() - after.keys() == set()
    assert [n for n in changed if not MAY_CHANGE.fullmatch(n)] == []
    assert {n: v for n, v in compressed(marked).items() if n not in changed} == {n: v for n, v in compressed(data).items() if n not in changed}
    assert "docProps/custom.xml" not in changed
    assert parts(unmark(marked)) == before
    assert mark(marked, report) == marked


def test_same_findings_in_the_marked_copy(wrong: tuple[Path, FileReport], tmp_path: Path) -> None:
    path, report = wrong
    target = tmp_path / "salah-temuan.xlsx"
    before = path.read_bytes()

    assert annotate(path, report, target)

    assert said(validate(target)) == said(report)
    assert path.read_bytes() == before


def test_libreoffice_opens_saves_and_the_marks_are_still_known(wrong: tuple[Path, FileReport], tmp_path: Path, soffice: LibreOffice) -> None:
    path, report = wrong
    target = tmp_path / "bertanda.xlsx"
    annotate(path, report, target)

    saved = soffice.recalculate(target)

    assert said(validate(saved)) == said(report)
    clean = tmp_path / "bersih.xlsx"
    clean.write_bytes(unmark(saved.read_bytes()))
    assert "Temuan" not in [s.name for s in read(clean).sheets]
    left = b"".join(v for n, v in parts(clean.read_bytes()).items() if n != "xl/sharedStrings.xml")
    assert [w for w in (*ALL_NAMES, "lkjip ·") if w.encode() in left] == []
    assert said(validate(clean)) == said(report)


def test_every_finding_is_a_coloured_cell_with_a_comment_and_a_row(wrong: tuple[Path, FileReport]) -> None:
    path, report = wrong

    book = openpyxl.load_workbook(io.BytesIO(mark(path.read_bytes(), report)))

    assert book.sheetnames[0] == "Temuan"
    assert book.active.title == "Temuan"
    for f in report.findings:
        sheet = book[f.sheet]
        rules = [r for block in sheet.conditional_formatting if f.cell in block.sqref for r in block.rules if r.formula == [NAMES[f.severity]]]
        assert [r.type for r in rules] == ["expression"]
        assert min(r.priority for block in sheet.conditional_formatting for r in block.rules) == rules[0].priority
        note = sheet[f.cell].comment
        assert note.author == "lkjip"
        assert note.text.startswith(f"lkjip · {f.code} · {f.severity.word}\n{f.message}")
        assert not f.expected or f"Seharusnya: {f.expected}" in note.text
        assert f.advice in note.text
    head = head_row(report)
    rows = list(book["Temuan"].iter_rows(min_row=head, values_only=True))
    assert rows[0] == tuple(name for name, _ in COLUMNS)
    assert [(r[1], r[2], r[3]) for r in rows[1:]] == [(f.place, f.severity.word, f.code) for f in report.findings]
    assert links(book) == {f"B{head + n}": f"{f.sheet}!{f.cell}" for n, f in enumerate(report.findings, 1)}


def test_priorities_of_the_users_own_formats_keep_their_order(wrong: tuple[Path, FileReport]) -> None:
    path, report = wrong

    def order(data: bytes) -> list[tuple[str, str]]:
        sheet = openpyxl.load_workbook(io.BytesIO(data))["Pengukuran"]
        rules = [(r.priority, str(b.sqref), str(r.formula)) for b in sheet.conditional_formatting for r in b.rules if r.formula[0] not in NAMES.values()]
        assert len({p for p, _, _ in rules}) == len(rules)
        return [(where, formula) for _, where, formula in sorted(rules)]

    assert order(mark(path.read_bytes(), report)) == order(path.read_bytes())


def test_what_the_user_added_stays(rich: Path, tmp_path: Path) -> None:
    report = validate(rich)
    data = rich.read_bytes()

    marked = mark(data, report)

    before, after = parts(data), parts(marked)
    assert [n for n in before if before[n] != after.get(n) and not MAY_CHANGE.fullmatch(n)] == []
    book = openpyxl.load_workbook(io.BytesIO(marked))
    assert book.sheetnames[:2] == ["Temuan lkjip", "Petunjuk"]
    sheet = book["Pengukuran"]
    place = next(c for row in sheet.iter_rows() for c in row if c.comment and c.comment.text.startswith("Angka dari"))
    assert sheet["B9"].comment.text == "Catatan saya"
    assert place.comment.text.startswith(f"Angka dari seksi <pelayanan> & umum{DIVIDER}lkjip · ")
    assert place.comment.author == "Pengisi"
    assert parts(unmark(marked)) == before
    assert mark(marked, report) == marked
    copy = tmp_path / "lagi.xlsx"
    copy.write_bytes(marked)
    assert said(validate(copy)) == said(report)


def test_filled_on_and_returned_the_old_marks_go(wrong: tuple[Path, FileReport], tmp_path: Path) -> None:
    path, report = wrong
    target = tmp_path / "kedua.xlsx"
    annotate(path, report, target)
    damage(target, "set_value", "Triwulan[2].r1", 41.67)
    damage(target, "recalculate")

    second = validate(target)
    again = mark(target.read_bytes(), second)

    assert {f.sheet for f in second.findings} == {"Pengukuran", "Renstra"}
    book = openpyxl.load_workbook(io.BytesIO(again))
    assert book.sheetnames.count("Temuan") == 1
    assert [c.coordinate for row in book["Triwulan"].iter_rows() for c in row if c.comment] == []
    rules = Counter(r.formula[0] for s in book for block in s.conditional_formatting for r in block.rules if r.formula and r.formula[0] in NAMES.values())
    assert sum(rules.values()) == len({(f.sheet, f.severity) for f in second.findings})


def test_a_finding_about_a_whole_sheet_is_marked_at_its_title(wrong: tuple[Path, FileReport]) -> None:
    path, _ = wrong
    findings = (Finding("LK007", Severity.ERROR, "PK", "", "Kolom hilang.", "Kembalikan."), Finding("LK001", Severity.ERROR, "", "", "Berkas.", "Ganti."))
    report = FileReport("x.xlsx", "lkjip-xl 1.1", "Kecamatan Contoh", 2025, "TAHUNAN", "", "ada temuan", findings)

    book = openpyxl.load_workbook(io.BytesIO(mark(path.read_bytes(), report)))

    assert book["PK"]["A1"].comment.text.startswith("lkjip · LK007 · galat")
    assert links(book) == {f"B{head_row(report) + 1}": "PK!A1"}


def test_accepted_exceptions_are_told_but_not_marked(wrong: tuple[Path, FileReport]) -> None:
    path, report = wrong
    first, *rest = report.findings
    waiver = Waiver(1, first.code, "Menunggu revisi DPA", "Bagian Organisasi", datetime.date(2026, 3, 31), place=first.place)
    kept = replace(report, findings=tuple(rest), waived=(Waived(first, waiver),))

    book = openpyxl.load_workbook(io.BytesIO(mark(path.read_bytes(), kept)))

    last = [c.value for c in list(book["Temuan"].iter_rows())[-1]]
    assert last[1:4] == [first.place, "dikecualikan", first.code]
    assert last[7] == waiver.words
    assert book[first.sheet][first.cell].comment is None


def test_no_finding_gives_a_sheet_that_says_so(tmp_path: Path) -> None:
    data, profil = right.annual()
    path = right.write(tmp_path / "benar.xlsx", right.few_rows(data), profil)

    book = openpyxl.load_workbook(io.BytesIO(mark(path.read_bytes(), validate(path))))

    assert book["Temuan"]["A3"].value == "Tidak ada temuan: semua angka yang dapat diperiksa sesuai."


@pytest.mark.parametrize("text", ["<script>&\"'", "_x000D_ lurus", "garis\nbaru \x07\ufffe", "=1+1", "]]>", "panjang " * 2000])
def test_any_text_survives(wrong: tuple[Path, FileReport], text: str) -> None:
    path, _ = wrong
    report = FileReport("x.xlsx", "", text, None, "", "", "ada temuan", (Finding("LK201", Severity.ERROR, "PK", "B9", text, text, found=text),))

    data = mark(path.read_bytes(), report)

    book = openpyxl.load_workbook(io.BytesIO(data))
    cell = book["Temuan"].cell(head_row(report) + 1, 5)
    assert cell.value == re.sub("[\x07\ufffe]", "", text).replace("_x000D_", "_x005F_x000D_")
    assert cell.data_type in ("s", "inlineStr")
    assert parts(unmark(data)) == parts(path.read_bytes())


STRICT = {
    b"http://schemas.openxmlformats.org/spreadsheetml/2006/main": b"http://purl.oclc.org/ooxml/spreadsheetml/main",
    b"http://schemas.openxmlformats.org/officeDocument/2006/relationships": b"http://purl.oclc.org/ooxml/officeDocument/relationships",
}


def changed_parts(data: bytes, change: Callable[[str, bytes], bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts(data).items():
            archive.writestr(name, change(name, content))
    return out.getvalue()


def strict(_: str, content: bytes) -> bytes:
    for old, new in STRICT.items():
        content = content.replace(old, new)
    return content


def prefixed(name: str, content: bytes) -> bytes:
    """Sheet parts, workbook and styles with every element of the main namespace in prefix x, as some programs write."""
    if not re.fullmatch(r"xl/(worksheets/[^/]+|workbook|styles)\.xml", name):
        return content
    return re.sub(rb"<(/?)(?=[A-Za-z])", rb"<\1x:", content).replace(b'xmlns="', b'xmlns:x="', 1)


@pytest.mark.parametrize("change", [strict, prefixed], ids=["strict", "prefixed"])
def test_other_spellings_of_the_same_workbook(wrong: tuple[Path, FileReport], tmp_path: Path, change: Callable[[str, bytes], bytes]) -> None:
    path, target = tmp_path / "lain.xlsx", tmp_path / "bertanda.xlsx"
    path.write_bytes(changed_parts(wrong[0].read_bytes(), change))
    report = validate(path)

    assert annotate(path, report, target)

    assert said(report) == said(wrong[1])
    assert said(validate(target)) == said(report)
    assert parts(unmark(target.read_bytes())) == parts(path.read_bytes())
    if change is strict:
        assert [n for n, v in parts(target.read_bytes()).items() if any(old in v for old in STRICT)] == []
    for name, content in parts(target.read_bytes()).items():
        if name.endswith((".xml", ".rels", ".vml")):
            etree.fromstring(content)


def test_names_of_copies_never_collide() -> None:
    paths = [Path("a/kembali.xlsx"), Path("b/kembali.xlsx"), Path("b/Kembali.xlsx"), Path("b/lain-temuan.xlsx"), Path("c/b/kembali.xlsx")]

    assert marked_names(paths) == ["a-kembali-temuan.xlsx", "b-kembali-temuan.xlsx", "b-Kembali-temuan-2.xlsx", "lain-temuan.xlsx", "b-kembali-temuan-3.xlsx"]


def test_a_structure_that_cannot_be_marked_is_said(wrong: tuple[Path, FileReport]) -> None:
    path, report = wrong
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in parts(path.read_bytes()).items():
            if name != "xl/styles.xml":
                archive.writestr(name, data)

    with pytest.raises(LkjipError, match="gaya sel"):
        mark(out.getvalue(), report)


SCRIPT = """
import resource, signal, sys
from pathlib import Path
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[3]), int(sys.argv[3])))
from lkjip_xl import cli
sys.argv = ["lkjip", "validate", sys.argv[1], "--annotate", sys.argv[2]]
cli.main()
"""


def test_a_full_disk_leaves_no_half_copy_and_no_changed_input(wrong: tuple[Path, FileReport], tmp_path: Path) -> None:
    """A limit on the size of files stands for the full disk."""
    path = tmp_path / "salah.xlsx"
    shutil.copy(wrong[0], path)
    before = path.read_bytes()

    done = subprocess.run([sys.executable, "-c", SCRIPT, str(path), str(tmp_path / "tanda"), "20000"], cwd=ROOT, capture_output=True, text=True, check=False)

    assert done.returncode == 2
    assert "tidak dapat ditulis" in done.stderr
    assert list((tmp_path / "tanda").iterdir()) == []
    assert path.read_bytes() == before
    assert resource.getrlimit(resource.RLIMIT_FSIZE)[0] == resource.RLIM_INFINITY


def test_a_run_killed_half_way_leaves_whole_copies_only(wrong: tuple[Path, FileReport], tmp_path: Path) -> None:
    source, target = tmp_path / "masuk", tmp_path / "tanda"
    source.mkdir()
    for n in range(12):
        shutil.copy(wrong[0], source / f"{n:02}.xlsx")
    before = {p.name: p.read_bytes() for p in source.iterdir()}

    command = [sys.executable, "-m", "lkjip_xl", "validate", str(source), "--annotate", str(target), "--select", "LK2"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        while process.poll() is None and not list(target.glob("*-temuan.xlsx")):
            time.sleep(0.002)
        process.kill()

    copies = list(target.glob("*-temuan.xlsx"))
    assert copies
    assert [c.name for c in copies if zipfile.ZipFile(c).testzip() is not None or read(c).sheets[0].name != "Temuan"] == []
    assert [p.name for p in target.iterdir() if p not in copies and not p.name.startswith(".")] == []
    assert {p.name: p.read_bytes() for p in source.iterdir()} == before


CHECK = """
import validate from "@ooxml-tools/validate";
import { readFileSync } from "node:fs";
console.log(JSON.stringify(await validate(readFileSync(process.argv[2]), "xlsx", "Microsoft365")));
"""


@pytest.mark.skipif(not VALIDATOR, reason="takes minutes; make ooxml runs it")
def test_the_open_xml_sdk_finds_nothing_wrong_that_was_not_there(wrong: tuple[Path, FileReport], tmp_path: Path) -> None:
    source = wrong[0]
    target, script = tmp_path / "x.xlsx", Path(VALIDATOR) / "periksa.mjs"
    target.write_bytes(mark(source.read_bytes(), validate(source)))
    script.write_text(CHECK, encoding="utf-8")

    def errors(path: Path) -> list[str]:
        done = subprocess.run(["node", str(script), str(path)], capture_output=True, text=True, check=True)
        return [f"{e['path']['partUri']} {e['description']}" for e in json.loads(done.stdout)]

    assert [e for e in errors(target) if e not in errors(source)] == []


def test_marks_are_no_change_and_are_not_carried_on(tmp_path: Path) -> None:
    old = ROOT / "tests" / "lama" / "sungai-raya-2024-1.0.xlsx"
    finding = Finding("LK003", Severity.ERROR, "PK", "E9", "Versi lama.", "Pindahkan.")
    marked = tmp_path / "lama.xlsx"
    marked.write_bytes(mark(old.read_bytes(), FileReport("x", "", "", None, "", "", "ada temuan", (finding,))))

    assert migrate(marked)[1].leftovers == migrate(old)[1].leftovers
    assert diff(old, marked, "isi").changes == ()


def test_right_data_stays_readable_in_the_marked_copy(wrong: tuple[Path, FileReport], tmp_path: Path) -> None:
    """The data taken out of a marked copy are those of the workbook itself."""
    from lkjip_xl.pipeline import extract

    path, report = wrong
    target = tmp_path / "bertanda.xlsx"
    annotate(path, report, target)

    assert extract(target) == extract(path)
