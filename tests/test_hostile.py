"""A sample of the hostile collection: each file has one clear outcome, in 2 seconds of processor time and 300 MB. All of it: `make hostile`."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from hostile import CASES, form_bytes

if sys.platform == "win32":
    pytest.skip("forks", allow_module_level=True)

from measured import check, measure
from targets import throw

FOUND = Path(__file__).parent / "fuzz-temuan"
WORST = frozenset((
    "bom-zip/lembar", "bom-zip/tumpang-tindih-besar", "xml/dalam-600000-sheet1", "xml/tawa-sharedStrings", "xml/atribut-panjang", "sel/form-sudut-terjauh", "sel/teks-15000000",
    "sel/3000000-sel-kosong", "rumus/minus", "rumus/form-seluruh-lembar", "rumus/larik-raksasa", "rumus/melingkar-panjang", "rumus/bersama-induk-panjang", "sekitar/form-20000-aturan",
    "formulir/nama-jauh-ke-bawah", "formulir/semua-nama-11",
))
"""Cases that once hung, died or swelled, and the dearest of each class."""
SAMPLE = [c for n, c in enumerate(CASES) if c.id in WORST or (n % 29 == 3 and c.group not in ("bom-zip", "formulir"))]


def test_collection_is_large_and_the_same_every_time() -> None:
    ids = [c.id for c in CASES]

    assert len(ids) >= 300
    assert len(set(ids)) == len(ids)
    assert set(ids) >= WORST
    assert all(c.make() == c.make() for c in SAMPLE if c.group in ("zip-rusak", "paket"))


@pytest.mark.parametrize("case", SAMPLE, ids=lambda c: c.id)
def test_one_clear_outcome(case: object) -> None:
    found = measure(case)  # type: ignore[arg-type]

    assert found.complaint == "", found


@pytest.mark.parametrize("path", sorted(FOUND.glob("*")) if FOUND.is_dir() else [], ids=lambda p: p.name)
def test_what_fuzzing_found(path: Path) -> None:
    if path.suffix == ".txt":
        assert throw(path.name.partition("-")[0], path.read_bytes().decode()) == ""
    else:
        assert check(path).complaint == ""


def test_the_whole_form_is_right(tmp_path: Path) -> None:
    """The base of the attacks has nothing wrong, so whatever is found comes from the attack."""
    path = tmp_path / "a.xlsx"
    path.write_bytes(form_bytes())

    assert check(path).codes == ()
