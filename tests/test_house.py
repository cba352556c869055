"""The house: version, locks, no machine paths, no personal numbers, short files, a whole wheel, a referee that recalculates."""

from __future__ import annotations

import importlib.metadata
import importlib.util
import re
import subprocess
import sys
import tomllib
import zipfile
import zlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
import xlsxwriter
from libreoffice import LibreOffice

ROOT = Path(__file__).resolve().parent.parent
MAX_LINES = 300
LONGER = {
    "lkjip_xl/spec/sheets/measure.py": "a table: one row per column of six sheets",
}
NOT_OURS = {".git", ".venv", "venv", "build", "dist", "__pycache__"}
LOCKS = ("requirements.lock", "requirements-dev.lock")

# Put together here, so that this file does not hold what it looks for.
MACHINE = re.compile("|".join(("/" + "work/", "file:///" + "(?:opt|root|home|tmp)", r"(?<![\w.-])/" + "(?:root|home/[a-z]+)/", "/" + "tmp/ve", r"\b[A-Z]:\\Users\\")).encode())
NIP = re.compile(rb"\b(19|20)\d{6}\s?(19|20)\d{4}\s?[12]\s?\d{3}\b")


@cache
def pyproject() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def ours() -> Iterator[Path]:
    """Every file of the repository, tracked or not yet; without git, every file outside the usual caches."""
    try:
        listed = subprocess.run(["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], cwd=ROOT, capture_output=True, check=True).stdout
        paths = [ROOT / name for name in listed.decode().split("\0") if name]
    except (OSError, subprocess.CalledProcessError):
        paths = [p for p in ROOT.rglob("*") if not any(part in NOT_OURS or part.endswith("_cache") or part == ".hypothesis" for part in p.relative_to(ROOT).parts)]
    return (p for p in paths if p.is_file())


def contents(path: Path) -> Iterator[tuple[str, bytes]]:
    """What a file holds; of a zip (.xlsx, .docx) every member."""
    name = path.relative_to(ROOT).as_posix()
    if not zipfile.is_zipfile(path):
        yield name, path.read_bytes()
        return
    try:
        with zipfile.ZipFile(path) as archive:
            for member in archive.infolist():
                if member.file_size < 50_000_000:  # a hostile sample stays unopened
                    yield f"{name}!{member.filename}", archive.read(member)
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, zlib.error, EOFError):  # a sample may be broken on purpose
        yield name, path.read_bytes()


def found(pattern: re.Pattern[bytes], *folders: str) -> list[str]:
    return [
        f"{name}: {hit.group().decode(errors='replace')}"
        for path in ours()
        if not folders or path.relative_to(ROOT).parts[0] in folders
        for name, data in contents(path)
        if (hit := pattern.search(data))
    ]


def pins(lock: str) -> dict[str, str]:
    lines = [line.strip() for line in (ROOT / lock).read_text(encoding="utf-8").splitlines()]
    result: dict[str, str] = {}
    for line in lines:
        if line and not line.startswith("#"):
            pin = re.fullmatch(r"([a-z0-9][a-z0-9.-]*)==(\d[A-Za-z0-9.]*)( ; .+)?", line)
            assert pin, f"{lock}: not an exact pin: {line!r}"
            result[pin[1]] = pin[2]
    return result


def plain(requirement: str) -> str:
    return re.sub(r"[-_.]+", "-", re.split(r"[\[<>=!~; ]", requirement, maxsplit=1)[0]).lower()


def test_version_is_one() -> None:
    import lkjip_xl

    version = pyproject()["project"]["version"]
    assert getattr(lkjip_xl, "__version__", version) == version
    try:
        installed = importlib.metadata.version("lkjip-xl")
    except importlib.metadata.PackageNotFoundError:
        pytest.skip("the package is not installed here")
    assert installed == version


def test_locks_pin_every_dependency() -> None:
    run, dev = (pins(lock) for lock in LOCKS)
    project = pyproject()["project"]
    assert {plain(r) for r in project["dependencies"]} <= run.keys()
    assert {plain(r) for r in project["optional-dependencies"]["dev"]} <= dev.keys()
    assert run.items() <= dev.items(), "the two locks disagree"


@pytest.mark.parametrize("lock", LOCKS)
def test_locks_are_closed(lock: str) -> None:
    """What an installed locked package needs is locked too."""
    from packaging.requirements import Requirement

    locked = pins(lock)
    for name in locked:
        try:
            needs = importlib.metadata.requires(name) or []
        except importlib.metadata.PackageNotFoundError:
            continue  # for another platform, or not installed here
        for need in map(Requirement, needs):
            if need.marker is None or need.marker.evaluate({"extra": ""}):
                assert plain(need.name) in locked, f"{lock}: {name} needs {need}"


def test_no_machine_paths() -> None:
    assert found(MACHINE) == []


def test_no_personal_numbers() -> None:
    assert NIP.search(b"NIP 19700101 " + b"199503 1 001"), "the pattern is dead"
    assert found(NIP, "samples", "docs", "tests", "workbook_templates") == []


def test_files_are_short() -> None:
    lines = {p.relative_to(ROOT).as_posix(): len(p.read_text(encoding="utf-8").splitlines()) for p in (ROOT / "lkjip_xl").rglob("*.py")}
    assert {name: n for name, n in lines.items() if n > MAX_LINES and name not in LONGER} == {}
    assert [name for name in LONGER if lines.get(name, 0) <= MAX_LINES] == [], "no longer an exception"


@pytest.mark.skipif(importlib.util.find_spec("hatchling") is None, reason="hatchling is not installed here")
def test_wheel_is_whole(tmp_path: Path) -> None:
    done = subprocess.run([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    with zipfile.ZipFile(next(tmp_path.glob("*.whl"))) as wheel:
        held = {name for name in wheel.namelist() if name.startswith("lkjip_xl/")}
    expected = set()
    for path in ours():
        name = path.relative_to(ROOT).as_posix()
        if name.startswith("lkjip_xl/"):
            expected.add(name)
        elif name.startswith(("workbook_templates/", "samples/")):
            expected.add(f"lkjip_xl/{name}")
    assert held == expected


def test_libreoffice_recalculates(soffice: LibreOffice, tmp_path: Path) -> None:
    """The referee is awake: a wrong stored value is replaced. Were it not, every comparison with it would be empty."""
    path = tmp_path / "satu.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_number("A1", 20)
        sheet.write_formula("A2", "=A1*2+2", None, 7)
    with zipfile.ZipFile(soffice.recalculate(path)) as result:
        values = [v.text for v in ET.fromstring(result.read("xl/worksheets/sheet1.xml")).iter("{http://schemas.openxmlformats.org/spreadsheetml/2006/main}v")]
    assert values == ["20", "42"]


def test_libreoffice_keeps_the_originals(soffice: LibreOffice, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="overwrite"):
        soffice.convert(tmp_path / "satu.xlsx", outdir=tmp_path)
    with pytest.raises(ValueError, match="same name"):
        soffice.convert([tmp_path / "a" / "satu.xlsx", tmp_path / "b" / "satu.xlsx"])
