"""Every rule fires where its bad cases say, at the exact cells, and stays silent on its near-misses.

`cases/<CODE>/<what>.toml`: `dasar` (tahunan, triwulan or kosong), `[ubah]` cells changed in the right workbook, `rusak` damage done to the
written file (`damage.py`), `harap` the complete ordered list of findings as "CODE place severity". A place is `Pengukuran[3].capaian` (third
row of a table), `Identitas.periode` (a form cell) or plainly `Sheet!A1`. A file named `hampir-…` is a near-miss.
"""

from __future__ import annotations

import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import right

from lkjip_xl.pipeline import validate
from lkjip_xl.rules import RULES

CASES = sorted((Path(__file__).parent / "cases").glob("LK*/*.toml"))


def _apply(path: Path, damages: list[list[Any]]) -> None:
    if damages:
        from damage import damage

        for name, *arguments in damages:
            damage(path, name, *arguments)


@pytest.mark.parametrize("case", CASES, ids=lambda p: f"{p.parent.name}-{p.stem}")
def test_case(case: Path, tmp_path: Path) -> None:
    text = case.read_text(encoding="utf-8")
    given = tomllib.loads(text, parse_float=Decimal)
    data, profil = right.BASES[given["dasar"]]()
    data = right.edit(right.few_rows(data, text, spare=0), given.get("ubah", {}))
    path = right.write(tmp_path / "kasus.xlsx", data, given.get("profil_terbit", profil))
    layout = right.layout_of(data)
    _apply(path, given.get("rusak", []))

    findings = validate(path, given.get("profil", "")).findings
    found = [f"{f.code} {f.place} {f.severity.value}" for f in findings]

    assert found == [right.resolve(layout, line) for line in given["harap"]], "\n".join(f"{f.code} {f.place} {f.message}" for f in findings)
    fires = any(line.startswith(case.parent.name) for line in found)
    assert fires != case.stem.startswith("hampir-")


@pytest.mark.parametrize("code", sorted(RULES))
def test_every_rule_has_a_case_and_a_near_miss(code: str) -> None:
    names = [c.stem for c in CASES if c.parent.name == code]

    assert [n for n in names if not n.startswith("hampir-")], f"{code} has no case where it fires"
    assert [n for n in names if n.startswith("hampir-")], f"{code} has no near-miss"
