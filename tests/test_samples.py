"""The committed samples are what their data files give, and their reviewed findings are what the rules say today."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tools import build_samples

FOLDERS = sorted(p.parent for p in build_samples.SAMPLES.glob("*/data.toml"))


def test_there_is_one_sample() -> None:
    assert [f.name for f in FOLDERS] == ["sungai-raya-2024"]


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
