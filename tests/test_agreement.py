"""Every formula cell means the same to all: LibreOffice, formualizer, `formulas`, the stored value and our engine.

LibreOffice recalculates everything and is the referee. A disagreement is a defect of a formula or of its Python twin.
"""

from __future__ import annotations

import warnings
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import right
from generated import workbook
from libreoffice import LibreOffice

from lkjip_xl import datafile
from lkjip_xl.engine import UNTYPED
from lkjip_xl.model import Data
from lkjip_xl.pipeline import examine, sample, write_filled
from lkjip_xl.profile import available, load
from lkjip_xl.reader import RawBook, read
from lkjip_xl.spec import book
from lkjip_xl.spec.lists import PERIODS
from lkjip_xl.witness import recompute
from lkjip_xl.witness.verdicts import formula_cells, own_value, same_value, stored_value
from lkjip_xl.writer import workbook as writer

pytestmark = pytest.mark.xdist_group("agreement")
"""One worker: its workbooks are written and recalculated once."""
PROFILES = available()


@cache
def filled() -> dict[str, tuple[Data, str]]:
    """Every workbook that is compared, by name."""
    found = {name: make() for name, make in right.RIGHT.items()}
    found["sungai-raya"] = datafile.load(sample("sungai-raya-2024") / "data.toml")
    for n, profil in enumerate(PROFILES):
        found[f"{profil}-tahunan"] = workbook(n, periode="TAHUNAN", spare=2), profil
        found[f"{profil}-ditimpa"] = workbook(100 + n, periode=PERIODS[n % len(PERIODS)], timpa=8, spare=2 if n else None), profil
        found[f"{profil}-salah-ketik"] = workbook(200 + n, odd=True, words=True, periode=PERIODS[(n + 2) % len(PERIODS)], spare=2), profil
    return found


SMALL = {f"{p}-{what}" for p in PROFILES for what in ("tahunan", "salah-ketik", "ditimpa")} - {f"{PROFILES[0]}-ditimpa"}
"""Those with few spare rows; the others are as large as what is issued."""
NAMES = sorted([*right.RIGHT, "sungai-raya", *(f"{p}-{what}" for p in PROFILES for what in ("tahunan", "ditimpa", "salah-ketik"))])


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """All workbooks as files."""
    folder = tmp_path_factory.mktemp("setara")
    paths = {}
    for name, (data, profil) in filled().items():
        paths[name] = folder / f"{name}.xlsx"
        paths[name].write_bytes(write_filled(data, load(profil)))
    return paths


@pytest.fixture(scope="module")
def recalculated(written: dict[str, Path], soffice: LibreOffice) -> dict[str, Path]:
    """The same workbooks after LibreOffice recalculated them, all in one of its runs."""
    return dict(zip(written, soffice.convert(list(written.values())), strict=True))


def values(book_: RawBook) -> dict[tuple[str, int, int], Any]:
    """Stored value of every cell of a workbook."""
    return {(s.name, r, c): stored_value(cell) for s in book_.sheets for (r, c), cell in s.cells.items()}


def shown(value: Any) -> Any:
    return float(value) if isinstance(value, Fraction) else value


@pytest.mark.parametrize("name", NAMES)
def test_our_witnesses_agree(name: str, written: dict[str, Path]) -> None:
    verdicts = examine(written[name]).verdicts

    assert verdicts.recomputed.failure == ""
    assert {key: said for key, said in verdicts.disputes.items() if said.recomputed not in ("#DIV/0!", "#VALUE!")} == {}
    if "ditimpa" not in name:
        assert verdicts.disputes == {}
    assert verdicts.checked > (1000 if name in SMALL else 5000)


@pytest.mark.parametrize("name", NAMES)
def test_libreoffice_agrees(name: str, written: dict[str, Path], recalculated: dict[str, Path]) -> None:
    check = examine(written[name])
    referee = values(read(recalculated[name]))
    stored = values(check.raw)
    apart = []
    for key, sheet, row, col in formula_cells(check.layout):
        if check.verdicts.marks.get(key) == "diganti nilai":
            continue
        at = (sheet, row, col)
        own = UNTYPED if key in check.verdicts.marks else own_value(check.stored, key)
        said = {"tersimpan": stored.get(at), "formualizer": check.verdicts.recomputed.sheets[sheet].get((row, col)), "mesin": own}
        apart += [(*at, key[2], who, shown(v), referee.get(at)) for who, v in said.items() if v is not UNTYPED and not same_value(v, referee.get(at))]

    assert apart == []


@pytest.mark.parametrize("name", ["netral", "hss"])
def test_captions_and_blank_template_agree(name: str, tmp_path: Path, soffice: LibreOffice) -> None:
    """A blank template holds the values that LibreOffice gives it, in every formula cell, captions included."""
    path = tmp_path / f"kosong-{name}.xlsx"
    path.write_bytes(writer.write_workbook(Data(forms={"Identitas": {"tahun": 2025, "renstra_awal": 2025, "periode": "TW I"}}), load(name)))
    before, after = read(path), values(read(soffice.recalculate(path)))

    formulas = {(s.name, r, c) for s in before.sheets for (r, c), cell in s.cells.items() if cell.formula is not None}
    stored = values(before)

    assert len(formulas) > 5000
    assert [(at, stored[at], after.get(at)) for at in formulas if not same_value(stored[at], after.get(at))] == []


def test_formulas_agrees(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The judge, on a workbook with few spare rows: it takes seconds for a whole template."""
    data = workbook(7, count=3, periode="TAHUNAN")
    monkeypatch.setattr(writer, "rows_for", lambda d: {key: len(d.tables.get(key, [])) + 1 for key in book.TABLES})
    path = tmp_path / "kecil.xlsx"
    path.write_bytes(writer.write_workbook(data, load("balangan")))
    check = examine(path)

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        judged = recompute(path, check.raw, "formulas")

    assert judged.failure == ""
    cells = [(key, sheet, row, col) for key, sheet, row, col in formula_cells(check.layout)]
    asked = [(key, judged.sheets[sheet][row, col]) for key, sheet, row, col in cells if (row, col) in judged.sheets.get(sheet, {})]
    assert len(asked) > 0.95 * len(cells)
    assert [(key, shown(own_value(check.stored, key)), value) for key, value in asked if not same_value(own_value(check.stored, key), value)] == []
    assert check.verdicts.disputes == {}
