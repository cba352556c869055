"""Files in processes of their own: one that hangs, swells or crashes costs one finding, and never the run."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import misbehave
import pytest
import right
from hostile import CASES

from lkjip_xl import jobs, limits, pipeline
from lkjip_xl.errors import LkjipError, SpecError
from lkjip_xl.findings import CLEAN, UNREADABLE, FileReport

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture
def pretend(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "_validate", misbehave.misbehave)
    monkeypatch.setattr(limits, "FILE_MEMORY", 400 << 20)


def run(*names: str, count: int = 2, seconds: float = 4) -> list[FileReport]:
    return list(jobs.validate_files([Path(name) for name in names], jobs=count, seconds=seconds))


def test_order_is_that_of_the_input_and_workers_are_used_again(pretend: None) -> None:
    names = ["a-lambat", *(f"b{n}" for n in range(12)), "c-lambat", "d"]

    reports = run(*names, seconds=30)

    assert [r.file for r in reports] == names
    assert len({r.template for r in reports}) <= 2
    assert {r.saved_by for r in reports} == {os.getcwd()}


def test_each_way_to_fail_costs_one_finding(pretend: None) -> None:
    names = ["1-tidur", "2", "3-regex", "4-abort", "5", "6-keluar", "7-gemuk", "8-raksasa", "9-salah", "10"]

    reports = run(*names)

    said = {r.file: [(f.code, f.message) for f in r.findings] for r in reports}
    time_, memory = "Pemeriksaannya melebihi batas waktu 4 detik, jadi dihentikan.", "Pemeriksaannya melebihi batas memori 400 MB, jadi dihentikan."
    expected = {
        "1-tidur": time_, "3-regex": time_, "4-abort": "Pemeriksaannya terhenti di tengah jalan (kode -6).", "6-keluar": "Pemeriksaannya terhenti di tengah jalan (kode 7).",
        "7-gemuk": memory, "8-raksasa": memory, "9-salah": "Pemeriksaannya terhenti di tengah jalan (KeyError: 'lembar').",
    }
    assert said == {name: [("LK001", f"Berkas tidak dapat dibaca. {expected[name]}")] if name in expected else [] for name in names}
    assert [r.status for r in reports] == [UNREADABLE if name in expected else CLEAN for name in names]


def test_a_check_that_died_is_tried_again_without_the_engine(pretend: None) -> None:
    assert [(r.file, r.status) for r in run("1-mesin", "2")] == [("1-mesin", CLEAN), ("2", CLEAN)]


def test_a_formula_that_outgrows_the_memory_costs_the_witness_not_the_report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(next(c for c in CASES if c.id == "rumus/form-gandakan-teks").make())

    (report,) = jobs.validate_files([path])

    assert "LK028" in {f.code for f in report.findings}
    assert report.instansi == "Kecamatan Muara Contoh"


def test_memory_of_one_file_is_not_held_against_the_next(pretend: None) -> None:
    assert [r.status for r in run("1-gemuk", "2", "3-gemuk", "4", count=1, seconds=30)] == [UNREADABLE, CLEAN, UNREADABLE, CLEAN]


def test_what_is_wrong_with_the_request_ends_the_run(pretend: None) -> None:
    with pytest.raises(SpecError, match="Profil 'x' tidak ada"):
        run("1", "2-profil")


def test_workers_that_cannot_start_are_said(pretend: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "_confine", misbehave.misbehave)  # takes other arguments: the worker ends before its first file

    with pytest.raises(LkjipError, match="Proses pemeriksa tidak dapat dijalankan"):
        run("1")


def test_a_run_that_is_left_leaves_no_worker(pretend: None) -> None:
    started = time.monotonic()
    reports = jobs.validate_files([Path("1"), *(Path(f"{n}-tidur") for n in range(5))], jobs=2, seconds=600)
    pid = int(next(reports).template)

    reports.close()  # type: ignore[attr-defined]

    assert time.monotonic() - started < 15
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def test_worker_and_process_of_the_caller_say_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data, profil = right.annual()
    right.write(tmp_path / "a.xlsx", right.few_rows(right.edit(data, {"Pengukuran[2].capaian": 5})), profil)
    (tmp_path / "b.xlsx").write_bytes(b"%PDF-1.7")
    monkeypatch.chdir(tmp_path)
    paths = [Path("a.xlsx"), Path("b.xlsx"), Path("tidak-ada.xlsx")]

    assert list(jobs.validate_files(paths, jobs=1)) == [pipeline.validate(p) for p in paths]


def test_interrupt_ends_promptly_and_quietly(tmp_path: Path) -> None:
    (tmp_path / "mulai.py").write_text(
        "import misbehave, pathlib\nfrom lkjip_xl import jobs\n"
        "if __name__ == '__main__':\n"
        "    jobs._validate = misbehave.misbehave\n"
        "    for report in jobs.validate_files([pathlib.Path(n) for n in ('1', '2-tidur', '3-regex')], jobs=2, seconds=600):\n"
        "        print(report.template, flush=True)\n", encoding="utf-8")
    environment = os.environ | {"PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'tests'}"}
    with subprocess.Popen([sys.executable, tmp_path / "mulai.py"], env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True) as process:
        assert process.stdout is not None
        worker = int(process.stdout.readline())
        time.sleep(0.3)
        started = time.monotonic()
        os.killpg(process.pid, signal.SIGINT)  # as a terminal does
        _, said = process.communicate(timeout=20)

    assert time.monotonic() - started < 8
    assert said.count("Traceback") == 1  # of the program itself
    assert said.rstrip().endswith("KeyboardInterrupt")
    with pytest.raises(ProcessLookupError):
        os.kill(worker, 0)


def test_command_takes_jobs_and_timeout(tmp_path: Path) -> None:
    data, profil = right.annual()
    right.write(tmp_path / "a.xlsx", right.few_rows(data), profil)
    (tmp_path / "b.xlsx").write_bytes(b"")
    command = [sys.executable, "-m", "lkjip_xl", "validate", "--format", "json", str(tmp_path / "a.xlsx"), str(tmp_path / "b.xlsx")]

    done = [subprocess.run([*command, *more], cwd=ROOT, capture_output=True, text=True, check=False) for more in ([], ["--jobs", "1", "--timeout", "0.001"])]

    assert [d.returncode for d in done] == [3, 3]
    found = [[f["status"] for f in json.loads(d.stdout)["files"]] for d in done]
    assert found == [["sesuai", "tidak terbaca"], ["tidak terbaca", "tidak terbaca"]]
    assert "melebihi batas waktu 0.001 detik" in done[1].stdout
