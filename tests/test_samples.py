"""The committed samples are what their data files give, their reviewed findings are what the rules say today, and both agree with the audit of each report."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tools import audits, build_samples
from tools.audits import Audit, places

FOLDERS = sorted(p.parent for p in build_samples.SAMPLES.glob("*/data.toml"))
REPORTS = [f.name for f in FOLDERS]
LEAST = 0.95
"""Part of the provable discrepancies that must be found in every report."""


def audit(name: str) -> Audit:
    return audits.load(build_samples.SAMPLES / name)


def test_every_audited_report_is_a_sample() -> None:
    assert sorted(a.key for a in audits.all_audits()) == REPORTS


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda p: p.name)
def test_sample_is_current(folder: Path) -> None:
    content = build_samples.workbook(folder)
    found = json.loads(build_samples.findings(folder, content))
    reviewed = json.loads((folder / "temuan.json").read_text(encoding="utf-8"))

    def lines(report: dict[str, list[dict[str, list[dict[str, str]]]]]) -> list[tuple[str, str, str, str]]:
        return [(f["code"], f["severity"], f"{f['sheet']}!{f['cell']}", f["expected"]) for f in report["files"][0]["findings"]]

    assert lines(found) == lines(reviewed)
    assert found == reviewed
    assert build_samples.same(folder / "kembali.xlsx", content)


@pytest.mark.parametrize("name", REPORTS)
def test_what_the_audit_says_is_found_is_found_at_its_cell(name: str) -> None:
    report = audit(name)
    missing = [
        (item.id, code, item.cell) for item in report.items for code in item.codes
        if not any(f["code"] == code and places(f) & set(item.cells) for f in report.findings)
    ]

    assert missing == []


@pytest.mark.parametrize("name", REPORTS)
def test_every_finding_is_an_item_of_the_audit(name: str) -> None:
    """A finding that no item explains is a false alarm, or the audit lacks an item. Printed figures over formulas (LK02x) are how a report is copied, no error of it."""
    report = audit(name)
    cited = {(code, cell) for item in report.items for code in item.codes for cell in item.cells}
    unexplained = [
        (f["code"], f"{f['sheet']}!{f['cell']}", f["message"]) for f in report.findings
        if f["code"] > "LK1" and not any((f["code"], place) in cited for place in places(f))
    ]

    assert unexplained == []


@pytest.mark.parametrize("name", REPORTS)
def test_what_holds_stays_silent(name: str) -> None:
    """Nothing stands at a cell that holds, except that a printed figure lies over the formula (LK02x)."""
    report = audit(name)
    told = {f"{f['sheet']}!{f['cell']}" for f in report.findings if f["code"] > "LK1"}
    wrong_too = {cell for item in report.items if item.proof != "holds" for cell in item.cells}

    assert [(i.id, i.cell) for i in report.items if i.proof == "holds" and set(i.cells) & (told - wrong_too)] == []


@pytest.mark.parametrize("name", REPORTS)
def test_nearly_everything_provable_is_found(name: str) -> None:
    report = audit(name)

    assert report.share >= LEAST, [i.id for i in report.counted if not i.found]
    assert [i.id for i in report.items if i.reason.startswith(audits.TOGETHER) and not set(i.reason.removeprefix(audits.TOGETHER).replace(",", " ").split()) & report.by_id.keys()] == []
