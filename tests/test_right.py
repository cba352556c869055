"""A blank template gives exactly one info; workbooks filled rightly give no finding, and the witnesses agree."""

from __future__ import annotations

from pathlib import Path

import pytest
import right

from lkjip_xl.pipeline import examine, make_template, validate


@pytest.mark.parametrize("name", right.RIGHT)
def test_right_workbook_is_silent(name: str, tmp_path: Path) -> None:
    path = right.write(tmp_path / "kanan.xlsx", *right.RIGHT[name]())

    check = examine(path)

    assert check.verdicts.disputes == {}
    assert check.verdicts.marks == {}
    assert [(f.code, f.place, f.message) for f in validate(path).findings] == []


def test_blank_template_gives_one_info(tmp_path: Path) -> None:
    path = tmp_path / "kosong.xlsx"
    path.write_bytes(make_template({"instansi": "Kecamatan Contoh", "jenis": "kecamatan", "tahun": 2025}, "netral"))

    assert [(f.code, f.severity.value) for f in validate(path).findings] == [("LK500", "info")]
