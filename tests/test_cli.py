"""The command line: exit codes, options, files that stay untouched, and the shapes that other programs read."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import right

from lkjip_xl import cli, pipeline
from lkjip_xl.findings import FileReport, Finding, Severity
from lkjip_xl.locate import locate
from lkjip_xl.reader import read
from lkjip_xl.render import Format, render
from lkjip_xl.rules import CATALOGUE, HEADINGS

ROOT = Path(__file__).resolve().parent.parent
ISSUE = {"code", "severity", "sheet", "cell", "message", "advice", "found", "expected", "calculation", "legal_basis", "related"}
FILE = {"file", "template", "instansi", "tahun", "periode", "saved_by", "status", "findings", "waived"}


class Done(NamedTuple):
    code: int
    out: str
    err: str


Run = Callable[..., Done]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """`lkjip` in this process, with its exit code and what it printed."""

    def lkjip(*arguments: object) -> Done:
        monkeypatch.setattr(sys, "argv", ["lkjip", *map(str, arguments)])
        try:
            cli.main()
            code: Any = 0
        except SystemExit as stop:
            code = stop.code or 0
        said = capsys.readouterr()
        return Done(int(code), said.out, said.err)

    return lkjip


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A right workbook, one with an error, a blank one and a broken file."""
    folder = tmp_path_factory.mktemp("berkas")
    data, profil = right.annual()
    good = right.few_rows(data)
    bad = right.edit(good, {"Pengukuran[2].capaian": 5, "Pengukuran[3].realisasi": "86,00"})
    paths = {name: folder / f"{name}.xlsx" for name in ("benar", "salah", "kosong", "rusak")}
    right.write(paths["benar"], good, profil)
    right.write(paths["salah"], bad, profil)
    paths["kosong"].write_bytes(pipeline.make_template({"instansi": "Kecamatan Contoh", "jenis": "kecamatan", "tahun": 2025}))
    paths["rusak"].write_bytes(b"bukan xlsx")
    return paths


# exit codes


def test_exit_0_when_nothing_is_wrong(run: Run, files: dict[str, Path]) -> None:
    assert run("validate", files["benar"]).code == 0
    assert run("validate", files["kosong"]).code == 0


def test_exit_1_for_findings_and_3_for_an_unreadable_file_whatever_the_order(run: Run, files: dict[str, Path]) -> None:
    assert run("validate", files["salah"]).code == 1
    assert run("validate", files["rusak"]).code == 3
    assert run("validate", files["salah"], files["rusak"]).code == 3
    done = run("validate", files["rusak"], files["salah"], "--format", "json")
    assert done.code == 3
    assert [bool(f["findings"]) for f in json.loads(done.out)["files"]] == [True, True]


@pytest.mark.parametrize("arguments", [
    ["validate"], ["validate", "x.xlsx", "--format", "pdf"], ["validate", "x.xlsx", "--fail-on", "berat"],
    ["validate", "x.xlsx", "--min-severity", "berat"], ["validate", "x.xlsx", "--engine", "excel"],
    ["validate", "x.xlsx", "--profil", "tidak-ada"], ["validate", "tidak-ada-*.xlsx"], ["rule", "LK999"], ["tidak-ada"], ["fill", "tidak-ada.toml", "-o", "x.xlsx"], ["template", "-o", "x.xlsx"],
    ["template", "-o", "x.xlsx", "--instansi", "K", "--tahun", "2025", "--jenis", "kerajaan"], ["template", "-o", "x.xlsx", "--instansi", "K", "--tahun", "2025", "--profil", "tidak-ada"],
])
def test_exit_2_for_wrong_usage(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str]) -> None:
    monkeypatch.chdir(tmp_path)

    done = run(*arguments)

    assert done.code == 2
    assert done.err
    assert list(tmp_path.iterdir()) == []


def test_unreadable_workbook_stops_extract_and_recompute_with_3(run: Run, files: dict[str, Path], tmp_path: Path) -> None:
    assert run("extract", files["rusak"], "-o", tmp_path / "x.toml").code == 3
    assert run("recompute", files["rusak"]).code == 3
    assert run("extract", tmp_path / "tidak-ada.xlsx", "-o", tmp_path / "x.toml").code == 3
    assert list(tmp_path.iterdir()) == []


# choosing findings


def findings(done: Done) -> list[dict[str, Any]]:
    return [f for file in json.loads(done.out)["files"] for f in file["findings"]]


def test_select_and_ignore_take_codes_and_prefixes(run: Run, files: dict[str, Path]) -> None:
    def codes(*options: str) -> set[str]:
        return {f["code"] for f in findings(run("validate", files["salah"], "--format", "json", *options))}

    every = codes()
    assert "LK201" in every
    assert codes("--select", "LK201") == {"LK201"}
    assert codes("--select", "lk2") == {c for c in every if c.startswith("LK2")}
    assert codes("--select", "LK201,LK1") == {c for c in every if c == "LK201" or c.startswith("LK1")}
    assert codes("--ignore", "LK201") == every - {"LK201"}
    assert codes("--ignore", "LK2", "--ignore", "LK1") == {c for c in every if not c.startswith(("LK1", "LK2"))}
    assert codes("--select", "LK2", "--ignore", "LK201") == {c for c in every if c.startswith("LK2")} - {"LK201"}


def test_severity_decides_what_is_shown_and_what_fails(run: Run, files: dict[str, Path]) -> None:
    assert run("validate", files["kosong"], "--fail-on", "info").code == 1
    assert run("validate", files["kosong"], "--min-severity", "peringatan").code == 0
    shown = findings(run("validate", files["salah"], "--format", "json", "--min-severity", "galat"))
    assert {f["severity"] for f in shown} == {"error"}
    assert run("validate", files["salah"], "--fail-on", "galat").code == 1
    assert run("validate", files["salah"], "--ignore", "LK").code == 0


# shapes


def test_json_shape(run: Run, files: dict[str, Path]) -> None:
    document = json.loads(run("validate", files["salah"], files["benar"], "--format", "json").out)

    assert set(document) == {"version", "files", "idle_waivers"}
    assert document["version"] == 1
    assert all(set(f) == FILE for f in document["files"])
    assert [f["status"] for f in document["files"]] == ["ada temuan", "sesuai"]
    assert (document["files"][0]["instansi"], document["files"][0]["tahun"], document["files"][0]["periode"]) == ("Kecamatan Muara Contoh", 2024, "TAHUNAN")
    for finding in document["files"][0]["findings"]:
        assert set(finding) >= ISSUE
        assert finding["severity"] in ("error", "warning", "info")
        assert isinstance(finding["related"], list)
        assert finding["message"]
        assert finding["advice"]
    hit = next(f for f in document["files"][0]["findings"] if f["code"] == "LK201")
    assert (hit["sheet"], hit["expected"]) == ("Pengukuran", "116,66 %")


def test_same_file_same_output(run: Run, files: dict[str, Path]) -> None:
    for form in ("json", "csv", "table"):
        assert run("validate", files["salah"], "--format", form) == run("validate", files["salah"], "--format", form)


def test_csv_neutralises_what_a_spreadsheet_would_run() -> None:
    dangerous = ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx"]
    report = FileReport("=berkas.xlsx", "t", "@instansi", 2024, "-", "", "ada temuan", tuple(Finding("LK201", Severity.ERROR, "Lembar", "A1", d, "saran", found=d) for d in dangerous))

    rows = list(csv.DictReader(io.StringIO(render([report], Format.CSV), newline="")))

    assert [r["temuan"] for r in rows] == [f"'{d}".replace("\r", "\n") for d in dangerous] == [r["tertulis"] for r in rows]
    assert {(r["berkas"], r["instansi"], r["periode"]) for r in rows} == {("'=berkas.xlsx", "'@instansi", "'-")}


def test_table_names_cell_rule_and_advice(run: Run, files: dict[str, Path]) -> None:
    out = run("validate", files["salah"]).out

    assert "LK201" in out
    assert "Pengukuran!" in out
    assert "seharusnya 116,66" in " ".join(out.split())


# files


def test_folders_globs_and_lock_files(run: Run, files: dict[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    deep = tmp_path / "kembali" / "dalam"
    deep.mkdir(parents=True)
    for name in ("a.xlsx", "~$a.xlsx", "dalam/b.xlsm", "catatan.txt"):
        (tmp_path / "kembali" / name).write_bytes(files["benar"].read_bytes())

    def names(*arguments: str) -> list[str]:
        return [Path(f["file"]).name for f in json.loads(run("validate", "--format", "json", *arguments).out)["files"]]

    assert names("kembali") == ["a.xlsx", "b.xlsm"]
    assert names("kembali/*.xlsx") == ["a.xlsx"]
    assert names("kembali/a.xlsx", "kembali/~$a.xlsx") == ["a.xlsx", "~$a.xlsx"]
    assert names("kembali/**/*.xls?") == ["a.xlsx", "b.xlsm"]
    assert names("kembali/a.xlsx", "kembali") == ["a.xlsx", "b.xlsm"]
    (tmp_path / "tanda[1].xlsx").write_bytes(files["benar"].read_bytes())
    assert names("tanda[1].xlsx") == ["tanda[1].xlsx"]


def test_input_is_never_modified(run: Run, files: dict[str, Path], tmp_path: Path) -> None:
    before = {p: (hashlib.sha256(p.read_bytes()).hexdigest(), p.stat().st_mtime_ns) for p in files.values()}

    for path in files.values():
        run("validate", path)
        run("recompute", path)
        run("extract", path, "-o", tmp_path / f"{path.stem}.toml")

    assert {p: (hashlib.sha256(p.read_bytes()).hexdigest(), p.stat().st_mtime_ns) for p in files.values()} == before


def test_existing_output_is_kept_without_force(run: Run, files: dict[str, Path], tmp_path: Path) -> None:
    data, book = tmp_path / "isi.toml", tmp_path / "isi.xlsx"
    assert run("extract", files["benar"], "-o", data).code == 0
    for target, arguments in ((book, ["fill", data]), (data, ["extract", files["benar"]]), (book, ["template", "--instansi", "K", "--tahun", "2025"])):
        target_was = target.read_bytes() if target.exists() else b""
        target.write_bytes(target_was or b"lama")
        kept = target.read_bytes()
        done = run(*arguments, "-o", target)
        assert (done.code, target.read_bytes()) == (2, kept)
        assert "--force" in done.err
        assert run(*arguments, "-o", target, "--force").code == 0
        assert target.read_bytes() != b"lama"
        book.unlink(missing_ok=True)


@pytest.mark.parametrize("existing", [False, True])
def test_interrupted_write_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, existing: bool) -> None:
    target = tmp_path / "hasil.xlsx"
    if existing:
        target.write_bytes(b"lama")

    def broken(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "replace", broken)
    with pytest.raises(KeyboardInterrupt):
        pipeline.save(target, b"baru", force=True)

    assert {p.name: p.read_bytes() for p in tmp_path.iterdir()} == ({"hasil.xlsx": b"lama"} if existing else {})


def test_missing_folder_is_said(run: Run, files: dict[str, Path], tmp_path: Path) -> None:
    done = run("extract", files["benar"], "-o", tmp_path / "tidak" / "ada.toml")

    assert done.code == 2
    assert "tidak ada" in done.err


# the other commands


def test_template_fill_extract_go_round(run: Run, files: dict[str, Path], tmp_path: Path) -> None:
    assert run("extract", files["salah"], "-o", tmp_path / "a.toml").code == 0
    assert run("fill", tmp_path / "a.toml", "-o", tmp_path / "a.xlsx").code == 0
    assert run("extract", tmp_path / "a.xlsx", "-o", tmp_path / "b.toml").code == 0
    assert (tmp_path / "a.toml").read_bytes() == (tmp_path / "b.toml").read_bytes()
    assert run("template", "--instansi", "Kecamatan Baru", "--tahun", "2026", "--profil", "banjar", "--kode", "7.01", "-o", tmp_path / "t.xlsx").code == 0
    report = json.loads(run("validate", tmp_path / "t.xlsx", "--format", "json").out)["files"][0]
    assert (report["instansi"], report["tahun"], report["status"]) == ("Kecamatan Baru", 2026, "belum diisi")


def test_recompute_shows_what_differs_or_everything(run: Run, files: dict[str, Path]) -> None:
    right_, wrong, every = run("recompute", files["benar"]), run("recompute", files["salah"]), run("recompute", files["benar"], "--semua")

    assert [right_.code, wrong.code, every.code] == [0, 0, 0]
    assert "Pengukuran!M9" not in right_.out
    assert "Pengukuran!M9" in wrong.out
    assert "Pengukuran!M9" in every.out


def test_rules_and_their_pages(run: Run) -> None:
    listed = run("rules")

    assert listed.code == 0
    assert all(r.code in listed.out for r in CATALOGUE)
    page = run("rule", "lk201")
    assert page.code == 0
    assert all(h in page.out for h in HEADINGS)


def test_help_as_a_program_loads_nothing_heavy() -> None:
    heavy = {"xlsxwriter", "formualizer", "formulas", "openpyxl", "numpy", "docx", "lxml"}
    script = f"import sys; sys.argv = ['lkjip', '--help']\nfrom lkjip_xl.cli import app\ntry:\n    app()\nfinally:\n    print(sorted({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1] == "[]"
    assert "validate" in done.stdout


def test_program_returns_its_exit_code(files: dict[str, Path]) -> None:
    done = subprocess.run([sys.executable, "-m", "lkjip_xl", "validate", str(files["rusak"]), "--format", "json"], cwd=ROOT, capture_output=True, text=True, check=False)

    assert done.returncode == 3
    assert json.loads(done.stdout)["files"][0]["status"] == "tidak terbaca"


def test_rows_of_a_table_are_a_setting(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "formulir.xlsx"
    options = ["template", "--instansi", "Kecamatan Contoh", "--tahun", "2025", "-o", path]

    small = run(*options, "--baris", "anggaran=12", "--baris", "kutipan=5")
    place = locate(read(path)).layout.tables

    assert small.code == 0
    assert (place["Anggaran"].end_row - place["Anggaran"].first_row, place["Kutipan"].end_row - place["Kutipan"].first_row) == (12, 5)
    for wrong in ("anggaran=0", "anggaran=banyak", "anggara=5"):
        assert run(*options, "--force", "--baris", wrong).code == 2
