"""A computed value names the typed cells it follows from: all that matter, none that do not."""

from __future__ import annotations

from pathlib import Path

import pytest
import right

from lkjip_xl.check import Check
from lkjip_xl.engine import CellKey
from lkjip_xl.pipeline import examine, validate


def check_of(tmp_path: Path, changes: dict[str, object] | None = None) -> Check:
    data, profil = right.RIGHT["tahunan"]()
    return examine(right.write(tmp_path / "asal.xlsx", right.edit(right.few_rows(data), changes or {}), profil))


def cells(check: Check, *keys: CellKey) -> set[CellKey]:
    return check.origins.behind(keys)


def test_capaian_follows_from_realisasi_target_and_direction(tmp_path: Path) -> None:
    check = check_of(tmp_path)
    row = check.by_id("Pengukuran", "IK2.1")
    assert row is not None
    found = cells(check, row.cell("capaian"))

    assert {("Pengukuran", row.index, "realisasi"), ("PK", 2, "target_murni")} <= found
    assert {key for part, _, key in found if part == "Renstra"} == {"jenis", "arah"}
    assert not any(part in ("Triwulan", "DataDukung", "Pembanding", "Kebijakan") for part, _, _ in found)
    assert {index for part, index, _ in found if part in ("PK", "Pengukuran")} == {2}


def test_every_origin_changes_the_value_or_its_kind(tmp_path: Path) -> None:
    """A realisasi that is changed changes the capaian; a figure of another indikator does not."""
    before, after = check_of(tmp_path), check_of(tmp_path, {"Pengukuran[3].realisasi": 80, "DataDukung[3].nilai": 79, "DataDukung[4].nilai": 81})
    rows = [c.by_id("Pengukuran", i) for c in (before, after) for i in ("IK2.1", "IK2.2")]
    values = [r.right("capaian") for r in rows if r is not None]

    assert values[0] != values[2]
    assert values[1] == values[3]


def test_a_total_follows_from_the_rows_it_adds_up(tmp_path: Path) -> None:
    check = check_of(tmp_path)
    typed = {("Anggaran", r.index, "pagu_murni") for r in check.rows("Anggaran") if r.number("pagu_murni") is not None}

    assert {c for c in cells(check, ("Jumlah", None, "murni")) if c[2] == "pagu_murni"} == typed
    assert len(typed) == 4


def test_pagu_of_an_indikator_follows_from_the_marks_of_support(tmp_path: Path) -> None:
    check = check_of(tmp_path)
    row = check.by_id("Efisiensi", "IK1.2")
    assert row is not None
    found = cells(check, row.cell("pagu"))

    assert ("Anggaran", 7, "pagu_murni") in found
    assert ("Anggaran", 5, "mendukung1") in found
    assert ("Anggaran", 2, "pagu_murni") not in found


def test_sources_are_addresses_and_long_columns_are_ranges(tmp_path: Path) -> None:
    check = check_of(tmp_path)

    assert check.sources([("Jumlah", None, "murni")]) == (check.spot("Jumlah", "murni").address, "Anggaran!F10:F18")


def test_a_figure_typed_over_a_formula_is_an_origin_of_what_follows_from_it(tmp_path: Path) -> None:
    check = check_of(tmp_path, {"Efisiensi[2].serapan": 0.5})
    row = check.by_id("Efisiensi", "IK1.2")
    assert row is not None
    with check.stored_origins.tracing() as read:
        check.stored_origins.rows["Efisiensi"][row.index].get("efisiensi")

    assert row.cell("serapan") in read
    assert not any(part == "Anggaran" for part, _, _ in read)


@pytest.mark.parametrize("code", ["LK306", "LK601"])
def test_findings_name_their_sources(code: str, tmp_path: Path) -> None:
    data, profil = right.RIGHT["tahunan"]()
    path = right.write(tmp_path / "salah.xlsx", right.edit(data, {"Identitas.dpa_total": 687500001, "Kutipan[5].nilai": "Rp600.000.000,00"}), profil)
    found = [f for f in validate(path).findings if f.code == code]

    assert found
    assert all(any(source.startswith("Anggaran!") for source in f.sources) for f in found)
