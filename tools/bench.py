"""Measures the goals of docs/benchmarks.md side by side, in one run, on a medium workbook of the real template.

`make bench` prints the ratios and writes docs/benchmarks.md. What is compared runs interleaved, so that a busy machine slows both sides
alike; figures are medians. `--quick` leaves out `formulas` and LibreOffice and writes nothing.
"""

from __future__ import annotations

import argparse
import gc
import io
import platform
import shutil
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Callable
from contextlib import redirect_stderr
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path
from statistics import median
from typing import Any

import openpyxl
import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from lkjip_xl.annotate import mark
from lkjip_xl.model import Data
from lkjip_xl.pipeline import examine, validate
from lkjip_xl.profile import load
from lkjip_xl.reader import floor_parse, read
from lkjip_xl.spec.lists import nomenclature
from lkjip_xl.witness import recompute
from lkjip_xl.witness.judge import Judge
from lkjip_xl.writer import workbook as writer

ROOT = Path(__file__).resolve().parent.parent
INDIKATOR, BUDGET_ROWS, DISPUTED, BATCH, ROUNDS, MARKS = 40, 150, 20, 20, 9, 20
PROFILE = "hss"
WHO = {"makna": "Hasil kerja.", "penanggung_jawab": "Seksi"}
WHY = {"pendorong": "Koordinasi rutin.", "penghambat": "Personel terbatas.", "solusi": "Tugas dibagi ulang.", "program": "Program penunjang", "kesimpulan": "Tercapai."}
REPORT = ROOT / "docs" / "benchmarks.md"


# the workbook


def medium() -> Data:
    """A right annual report with 40 indikator and 150 budget rows."""
    ids = [f"IK{1 + n // 10}.{1 + n % 10}" for n in range(INDIKATOR)]
    plan: list[dict[str, Any]] = [{"id": "T1", "level": "tujuan", "uraian": "Meningkatnya kualitas pelayanan dan pemerintahan kecamatan"}]
    for s in range(1, 5):
        plan.append({"id": f"S{s}", "level": "sasaran", "induk": "T1", "uraian": f"Meningkatnya hasil urusan {s} kecamatan"})
        same = {"level": "indikator", "induk": f"S{s}", "satuan": "Nilai", "jenis": "indeks", "arah": "naik", "baseline": 78, "t1": 80, "t2": 81, "t3": 82, "akhir": 82}
        plan += [{"id": i, "uraian": f"Nilai hasil urusan {i}", **same} for i in ids[10 * (s - 1) : 10 * s]]
    quarters = {f"{side}{k}": value for side, values in (("t", (80, 80, 80, 80)), ("r", (79, 80, 81, 82))) for k, value in enumerate(values, 1)}
    budget = budget_rows(ids)
    total = sum(row.get("pagu_murni", 0) for row in budget)
    tables: dict[str, list[dict[str, Any]]] = {
        "Renstra": plan, "PK": [{"id": i, "target_murni": 80} for i in ids], "Triwulan": [{"id": i, **quarters} for i in ids],
        "IKU": [{"id": i, "formulasi": "Rata-rata nilai survei", "sumber_data": "Laporan seksi", "iku": "ya", "cara_isi": "per TW", "cara_gabung": "posisi akhir", **WHO} for i in ids],
        "Pengukuran": [{"id": i, "realisasi": 82} for i in ids], "Efisiensi": [{"id": i} for i in ids], "Anggaran": budget,
        "Program": [{"kode": n.kode, "program": n.nama, "anggaran": total_below(budget, n.kode)} for n in nomenclature() if n.level == "program" and total_below(budget, n.kode)],
        "DataDukung": [{"id": i, "uraian": "Nilai survei", "periode": "TAHUNAN", "nilai": 82, "sumber": "Laporan survei"} for i in ids],
        "Pembanding": [{"id": i, "macam": "tahun sebelumnya", "tahun": 2023, "target": 78, "realisasi": 79, "sumber": "LKjIP 2023"} for i in ids],
        "Analisis": [{"id": i, **WHY} for i in ids],
    }
    identity = {"kabupaten": "Kabupaten Hulu Sungai Selatan", "instansi": "Kecamatan Muara Contoh", "kode": "7.01.0.00.0.00.05.0000", "jenis": "kecamatan", "tahun": 2024,
                "periode": "TAHUNAN", "pk_versi": "murni", "dpa_total": total,
                "dpa_realisasi": total - 100_000 * sum("pagu_murni" in row for row in budget), "renstra_awal": 2024, "renstra_akhir": 2026, "kepala_jabatan": "Camat Muara Contoh"}
    return Data(forms={"Identitas": identity}, tables=tables)


def budget_rows(ids: list[str]) -> list[dict[str, Any]]:
    """The first 150 rows of the official list, money at its leaves."""
    rows: list[dict[str, Any]] = []
    for n, item in enumerate([n for n in nomenclature() if n.level in ("program", "kegiatan", "sub kegiatan")][:BUDGET_ROWS]):
        row: dict[str, Any] = {"kode": item.kode, "level": item.level}
        if item.level == "program":
            row |= {f"mendukung{k}": ids[(n + k) % INDIKATOR] for k in range(1, 5)}
        if item.level == "sub kegiatan":
            pagu = 1_000_000 * (n % 30 + 2)
            row |= {"pagu_murni": pagu, "sumber_dana": "APBD", "satuan": item.satuan, "k_t": 10, "k_r": 10} | {f"real{k}": pagu * k // 4 - 100_000 for k in range(1, 5)}
        rows.append(row)
    return rows


def total_below(rows: list[dict[str, Any]], kode: str) -> int:
    """Money of the leaves below a code."""
    return sum(int(r.get("pagu_murni", 0)) for r in rows if str(r["kode"]).startswith(f"{kode}."))


def disputed_book(data: Data, path: Path) -> bytes:
    """The workbook with 20 stored values of capaian that are not what their formulas give."""
    check = examine(path)
    values = {name: dict(grid) for name, grid in check.verdicts.recomputed.sheets.items()}
    place = check.layout.tables["Pengukuran"]
    for row in range(place.first_row, place.first_row + DISPUTED):
        values[place.sheet][row, place.cols["capaian"]] = 0.5
    return writer.write_workbook(data, load(PROFILE), values)


# raw xlsxwriter


class Tape:
    """Stands before a workbook or worksheet of xlsxwriter and notes every call."""

    def __init__(self, target: Any, calls: list[tuple[Any, str, tuple[Any, ...], dict[str, Any]]], who: Any) -> None:
        self._target, self._calls, self._who = target, calls, who

    def __getattr__(self, name: str) -> Any:
        method = getattr(self._target, name)

        def call(*args: Any, **more: Any) -> Any:
            result = method(*args, **more)
            if name == "add_worksheet":
                self._calls.append((None, name, args[:1], {}))
                return Tape(result, self._calls, args[0])
            plain = tuple(a._target if isinstance(a, Tape) else a for a in args)
            self._calls.append((id(result) if name == "add_format" else self._who, name, plain, more))
            return result

        return call


def record(data: Data) -> list[tuple[Any, str, tuple[Any, ...], dict[str, Any]]]:
    """Every call our writer makes."""
    calls: list[tuple[Any, str, tuple[Any, ...], dict[str, Any]]] = []
    real = xlsxwriter.Workbook
    xlsxwriter.Workbook = lambda *args: Tape(real(*args), calls, None)
    try:
        writer.write_workbook(data, load(PROFILE))
    finally:
        xlsxwriter.Workbook = real
    return calls


def replay(calls: list[tuple[Any, str, tuple[Any, ...], dict[str, Any]]], sheet: type[Worksheet] = Worksheet) -> float:
    """Seconds that xlsxwriter takes for the same calls."""
    start = time.perf_counter()
    book = xlsxwriter.Workbook(io.BytesIO(), {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False})
    made = {who: book.add_format(*args, **more) for who, name, args, more in calls if name == "add_format"}
    sheets: dict[Any, Any] = {args[0]: book.add_worksheet(args[0], sheet) for _, name, args, _ in calls if name == "add_worksheet"}
    spent = time.perf_counter() - start

    def own(value: Any) -> Any:
        if isinstance(value, Format):
            return made[id(value)]
        return {k: own(v) for k, v in value.items()} if isinstance(value, dict) else value

    jobs = [
        (getattr(sheets[who] if who is not None else book, name), tuple(own(a) for a in args), {k: own(v) for k, v in more.items()})
        for who, name, args, more in calls if name not in ("add_format", "add_worksheet")
    ]
    start = time.perf_counter()
    for method, args, more in jobs:
        method(*args, **more)
    return spent + time.perf_counter() - start


# measuring


def seconds(job: Callable[[], object]) -> float:
    """Wall time of one run, after a collection."""
    gc.collect()
    start = time.perf_counter()
    job()
    return time.perf_counter() - start


def interleaved(jobs: dict[str, Callable[[], float]], rounds: int) -> dict[str, float]:
    """Median seconds of each job; the jobs take turns, after one unmeasured turn."""
    taken: dict[str, list[float]] = {name: [] for name in jobs}
    for turn in range(rounds + 1):
        for name, job in jobs.items():
            gc.collect()
            spent = job()
            if turn:
                taken[name].append(spent)
    return {name: median(values) for name, values in taken.items()}


def python(code: str) -> Callable[[], float]:
    """Time of a fresh Python process."""
    return lambda: seconds(lambda: subprocess.run([sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.DEVNULL, check=True))


def judge_seconds(path: Path) -> float:
    """Time of the judge on 20 cells, its import included."""
    check = examine(path)
    judge = Judge(check.raw, check.verdicts.recomputed)
    return seconds(lambda: [judge.ask(("Pengukuran", i, "capaian"), check.layout) for i in range(DISPUTED)])


def openpyxl_load_and_save(path: Path) -> None:
    """What marking with openpyxl would take at least."""
    openpyxl.load_workbook(path).save(io.BytesIO())


def openpyxl_twice(path: Path) -> None:
    """Formulas and stored values, as a reader without our package gets them."""
    openpyxl.load_workbook(path)
    openpyxl.load_workbook(path, data_only=True)


def formulas_alone(path: Path) -> float:
    """`formulas` over the whole workbook, once."""
    raw = read(path)
    with warnings.catch_warnings(), redirect_stderr(io.StringIO()):
        warnings.simplefilter("ignore")
        result = []
        spent = seconds(lambda: result.append(recompute(path, raw, "formulas")))
    return spent if not result[0].failure else float("nan")


def libreoffice(path: Path, folder: Path) -> float:
    """LibreOffice recalculating 20 copies in one process, per workbook."""
    sys.path.insert(0, str(ROOT / "tests"))
    from libreoffice import LibreOffice

    copies = [folder / f"salinan-{n}.xlsx" for n in range(BATCH)]
    for copy in copies:
        shutil.copy(path, copy)
    office = LibreOffice(folder / "kantor")
    office.convert(copies[:1])  # makes its profile
    return seconds(lambda: office.convert(copies)) / BATCH


# report


def measure(folder: Path, *, quick: bool) -> tuple[dict[str, float], list[str]]:
    """Median seconds by name, and notes on the workbook."""
    data, good, bad = medium(), folder / "benar.xlsx", folder / "sengketa.xlsx"
    good.write_bytes(writer.write_workbook(data, load(PROFILE)))
    bad.write_bytes(disputed_book(data, good))
    calls, report, dispute = record(data), validate(good), examine(bad).verdicts
    found = validate(bad)
    content, twenty = bad.read_bytes(), replace(found, findings=found.findings[:MARKS])
    taken = interleaved({
        "floor": lambda: seconds(lambda: floor_parse(good)), "read": lambda: seconds(lambda: read(good)), "validate": lambda: seconds(lambda: validate(good)),
        "validate disputed": lambda: seconds(lambda: validate(bad)), "openpyxl": lambda: seconds(lambda: openpyxl_twice(good)),
        "write": lambda: seconds(lambda: writer.write_workbook(data, load(PROFILE))), "raw": lambda: replay(calls), "raw quick": lambda: replay(calls, writer.SpecSheet),
        "mark": lambda: seconds(lambda: mark(content, twenty)), "load and save": lambda: seconds(lambda: openpyxl_load_and_save(bad)),
        "help": python("import sys; sys.argv = ['lkjip', '--help']; from lkjip_xl.cli import main; main()"), "typer": python("import typer, rich.table"),
    }, 3 if quick else ROUNDS)
    taken["judge"] = judge_seconds(bad)
    if not quick:
        taken["formulas"] = formulas_alone(good)
        taken["libreoffice"] = libreoffice(good, folder)
    formulas = sum(cell.formula is not None for sheet in read(good).sheets for cell in sheet.cells.values())
    notes = [f"{INDIKATOR} indikator, {BUDGET_ROWS} budget rows, {formulas} formulas (spare rows included), {good.stat().st_size // 1024} KB",
             f"findings of the right workbook: {len(report.findings)}; disputed cells of the other: {len(dispute.disputes)}"]
    return taken, notes


def rows(t: dict[str, float]) -> list[tuple[str, str, float, bool]]:
    """What, goal, ratio, whether met."""
    found = [
        ("read, against openpyxl's two loads", ">= 7 x faster", t["openpyxl"] / t["read"], t["openpyxl"] / t["read"] >= 7),
        ("validate a right workbook, against the floor", "<= 10 x", t["validate"] / t["floor"], t["validate"] / t["floor"] <= 10),
        ("validate one with 20 disputed cells, against the floor", "<= 10 x", t["validate disputed"] / t["floor"], t["validate disputed"] / t["floor"] <= 10),
        ("write, against raw xlsxwriter", "<= 1.3 x", t["write"] / t["raw"], t["write"] / t["raw"] <= 1.3),
        (f"mark {MARKS} findings, against openpyxl's load and save", ">= 10 x faster", t["load and save"] / t["mark"], t["load and save"] / t["mark"] >= 10),
        ("lkjip --help, against importing typer and rich.table", "<= 1.3 x", t["help"] / t["typer"], t["help"] / t["typer"] <= 1.3),
    ]
    if "formulas" in t:
        slow, office = (t["openpyxl"] + t["formulas"]) / t["validate"], t["libreoffice"] / t["validate"]
        found[3:3] = [("validate, against openpyxl + formulas", ">= 200 x faster", slow, slow >= 200), ("validate, against LibreOffice", ">= 8 x faster", office, office >= 8)]
    return found


WORDS = {
    "floor": "floor: inflate and tokenise every XML part once (expat, no handlers)",
    "read": "read: every cell, formula and stored value",
    "validate": "validate: right workbook, warm process",
    "validate disputed": "validate: 20 disputed cells, without the judge",
    "judge": "the judge on those 20 cells, import of `formulas` included (n = 1)",
    "openpyxl": "openpyxl, two loads",
    "formulas": "`formulas` over the whole workbook (n = 1)",
    "libreoffice": f"LibreOffice, per workbook in a batch of {BATCH} (n = 1)",
    "write": "write_workbook",
    "raw": "the same calls on plain xlsxwriter",
    "raw quick": "the same calls on xlsxwriter without its search for functions newer than 2010",
    "mark": f"mark {MARKS} findings in the workbook of disputed cells",
    "load and save": "openpyxl, load and save of the same workbook",
    "help": "lkjip --help",
    "typer": "python -c 'import typer, rich.table'",
}


def page(taken: dict[str, float], notes: list[str]) -> str:
    """docs/benchmarks.md."""
    machine = f"Python {platform.python_version()}, {platform.system()} {platform.machine()}; " + ", ".join(f"{p} {version(p)}" for p in ("xlsxwriter", "openpyxl", "formualizer", "formulas"))
    lines = ["# Benchmarks", "", "Written by `make bench` (tools/bench.py). Ratios hold across machines, seconds do not: all of it is measured side by side in one run,",
             f"interleaved, medians of {ROUNDS} rounds unless a line says n = 1.", "", f"- {machine}", *(f"- {n}" for n in notes), "", "| what | goal | measured | met |", "| --- | --- | --- | --- |"]
    lines += [f"| {what} | {goal} | {ratio:.2f} x | {'yes' if met else '**no**'} |" for what, goal, ratio, met in rows(taken)]
    lines += ["", "| measured | milliseconds |", "| --- | --- |", *(f"| {words} | {taken[name] * 1000:.1f} |" for name, words in WORDS.items() if name in taken), ""]
    return "\n".join(lines)


def main() -> None:
    """Measure, print, write."""
    options = argparse.ArgumentParser(description="Measures the goals side by side.")
    options.add_argument("--quick", action="store_true", help="without formulas and LibreOffice; writes nothing")
    quick = options.parse_args().quick
    with tempfile.TemporaryDirectory() as folder:
        taken, notes = measure(Path(folder), quick=quick)
    text = page(taken, notes)
    print(text)
    if not quick:
        REPORT.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
