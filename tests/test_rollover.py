"""Next year's workbook: what is carried, what becomes a year to compare with, what is told."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
import right
from reported import run

from lkjip_xl import datafile
from lkjip_xl.errors import LkjipError
from lkjip_xl.model import Data
from lkjip_xl.pipeline import examine, run_rules
from lkjip_xl.rollover import rollover


def source(tmp_path: Path, edits: dict[str, object] | None = None) -> Path:
    data, profil = right.annual()
    return right.write(tmp_path / "2024.xlsx", right.edit(right.few_rows(data), edits or {}), profil)


def written(path: Path, content: bytes) -> Data:
    path.write_bytes(content)
    return datafile.from_check(examine(path))


def test_plan_and_names_are_carried_and_this_year_is_compared_with(tmp_path: Path) -> None:
    before, _ = right.annual()
    rolled = rollover(source(tmp_path), 2025)
    after = written(tmp_path / "2025.xlsx", rolled.content)

    assert (after.tables["Renstra"], after.tables["IKU"]) == (before.tables["Renstra"], before.tables["IKU"])
    assert after.forms["Identitas"] == {
        "kabupaten": "Kabupaten Hulu Sungai Selatan", "instansi": "Kecamatan Muara Contoh", "kode": "7.01.0.00.0.00.05.0000", "jenis": "kecamatan", "tahun": 2025, "periode": "TAHUNAN",
        "pk_versi": "murni", "renstra_awal": 2024, "renstra_akhir": 2026, "kepala_jabatan": "Camat Muara Contoh", "atasan_jabatan": "Bupati"}
    assert after.tables["Pembanding"][:5] == [
        {"id": "IK1.1", "macam": "tahun sebelumnya", "tahun": 2024, "target": 6, "realisasi": 7, "penyebut": 12, "sumber": "LKjIP 2024"},
        {"id": "IK1.2", "macam": "tahun sebelumnya", "tahun": 2024, "target": 50, "realisasi": Decimal("58.33"), "sumber": "LKjIP 2024"},
        {"id": "IK2.1", "macam": "tahun sebelumnya", "tahun": 2024, "target": 85, "realisasi": 86, "sumber": "LKjIP 2024"},
        {"id": "IK2.2", "macam": "tahun sebelumnya", "tahun": 2024, "target": 4, "realisasi": Decimal("3.5"), "sumber": "LKjIP 2024"},
        {"id": "IK3.1", "macam": "tahun sebelumnya", "tahun": 2024, "target": "B", "realisasi": "B", "sumber": "LKjIP 2024"}]
    assert {r["tahun"] for r in after.tables["Pembanding"][5:]} == {2023}
    assert [{k: r.get(k) for k in ("kode", "level", "mendukung1")} for r in after.tables["Anggaran"]] == [{k: r.get(k) for k in ("kode", "level", "mendukung1")} for r in before.tables["Anggaran"]]
    assert {k for r in after.tables["Anggaran"] for k in r} <= {"kode", "level", "uraian", "sumber_dana", "mendukung1", "mendukung2", "mendukung3", "mendukung4", "kinerja", "indikator", "satuan"}
    assert not {"PK", "Triwulan", "Pengukuran", "Efisiensi", "Analisis", "TindakLanjut", "Kutipan"} & set(after.tables)
    assert rolled.notes == ()


def test_what_the_new_workbook_lacks_is_what_is_to_be_filled(tmp_path: Path) -> None:
    path = tmp_path / "2025.xlsx"
    path.write_bytes(rollover(source(tmp_path), 2025).content)

    assert {(f.code, f.place) for f in run_rules(examine(path))} == {("LK503", "PK"), ("LK503", "Pengukuran")}


def test_an_unreadable_figure_and_the_end_of_the_plan_are_told(tmp_path: Path) -> None:
    rolled = rollover(source(tmp_path, {"Pengukuran[3].realisasi": "delapan"}), 2027)
    after = written(tmp_path / "2027.xlsx", rolled.content)

    assert [r["id"] for r in after.tables["Pembanding"] if r["tahun"] == 2024] == ["IK1.1", "IK1.2", "IK2.2", "IK3.1"]
    assert any("Realisasi IK2.1" in n and "tidak masuk lembar Pembanding" in n for n in rolled.notes)
    assert "Tahun 2027 sesudah Renstra yang berakhir 2026: isi Renstra baru di lembar Identitas dan Renstra." in rolled.notes
    assert any(f.place.startswith("Pengukuran!") for f in rolled.findings)


def test_of_more_than_five_years_the_oldest_give_way(tmp_path: Path) -> None:
    data, profil = right.annual()
    data.tables["Pembanding"] += [{"id": "IK2.1", "macam": "tahun sebelumnya", "tahun": y, "target": 80, "realisasi": 80, "sumber": "LKjIP"} for y in range(2018, 2023)]
    path = right.write(tmp_path / "2024.xlsx", right.few_rows(data), profil)

    after = written(tmp_path / "2025.xlsx", rollover(path, 2025).content)

    assert sorted({int(str(r["tahun"])) for r in after.tables["Pembanding"]}) == [2020, 2021, 2022, 2023, 2024]


@pytest.mark.parametrize(("make", "year", "words"), [("triwulan", 2025, "dari laporan TAHUNAN"), ("tahunan", 2024, "harus sesudah tahun kinerja")])
def test_only_a_later_year_and_only_of_a_whole_one(make: str, year: int, words: str, tmp_path: Path) -> None:
    data, profil = right.RIGHT[make]()
    path = right.write(tmp_path / "ini.xlsx", right.few_rows(data), profil)

    with pytest.raises(LkjipError, match=words):
        rollover(path, year)


def test_the_command_lists_open_findings(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path, target = source(tmp_path, {"Pengukuran[1].capaian": 9}), tmp_path / "2025.xlsx"

    assert run("rollover", path, "--tahun", 2025, "-o", target) == 0
    said = capsys.readouterr().out
    assert said.startswith(f"Buku kerja tahun 2025 ditulis ke {target}.\n\nTemuan yang masih terbuka di {path} (")
    assert "LK201 galat Pengukuran!" in said
