"""A data file that is wrong is refused with a message that names the place and what was expected; nothing is invented."""

from __future__ import annotations

import datetime
from decimal import Decimal
from pathlib import Path

import pytest

from lkjip_xl.datafile import dump, load, loads, number
from lkjip_xl.errors import DataFileError
from lkjip_xl.model import Data
from lkjip_xl.spec import book

PLAN = '[[renstra]]\nid = "IK1"\nlevel = "indikator"\n'


@pytest.mark.parametrize(("text", "named"), [
    ("[baris]\nanggaran = 0\n", ["[baris]", "anggaran"]),
    ("[baris]\nanggara = 9\n", ["[baris]", "anggara"]),
    ("[pengukurann]\n", ["pengukurann", "pengukuran"]),
    ("[kebijakan]\nbatas = 1\n", ["kebijakan"]),
    ("[[pk]]\ntarget_murnii = 1\n", ["[[pk]] baris 1", "target_murnii", "tidak dikenal", "target_murni"]),
    ("[[pk]]\n[[pk]]\nsasaran = 'x'\n", ["[[pk]] baris 2", "sasaran", "dihitung"]),
    ("[identitas]\ntw = 2\n", ["[identitas]", "tw", "dihitung"]),
    (PLAN + "[[pk]]\nid = 'IK9'\n", ["[[pk]] baris 1", "IK9", "renstra"]),
    (PLAN + "[[anggaran]]\nlevel = 'program'\nmendukung1 = 'IK2'\n", ["[[anggaran]] baris 1", "mendukung1", "IK2"]),
    ("[[renstra]]\nid = 'S1'\ninduk = 'T9'\n", ["[[renstra]] baris 1", "T9"]),
    ("[identitas]\nperiode = 'TW 2'\n", ["[identitas]", "periode", "TW 2", "TW II"]),
    ("[[renstra]]\nid = 'IK1'\narah = 'Naik'\n", ["arah", "Naik", "naik"]),
    ("[identitas]\ntahun = 2024.5\nkode = [1]\n", ["[identitas]", "kode"]),
    ("[identitas]\npk_tanggal = 2024-01-15T10:00:00\n", ["pk_tanggal"]),
    ("[identitas]\nkode = {a = 1}\n", ["[identitas]", "kode"]),
    ("identitas = 3\n", ["[identitas]"]),
    ("pk = [1]\n", ["[[pk]]"]),
    ("[timpa]\n'Pengukuran!A8' = 1\n", ["timpa", "Pengukuran!A8"]),
    ("[timpa]\n'Pengukuran!M8000' = 1\n", ["timpa", "Pengukuran!M8000"]),
    ("[timpa]\n'Lembar X!M8' = 1\n", ["timpa", "Lembar X!M8"]),
    ("[timpa]\n'capaian' = 1\n", ["timpa", "capaian"]),
    ("timpa = 3\n", ["timpa"]),
    ("profil = 3\n", ["profil"]),
    ("[timpa]\n'Pengukuran!M8' = [1]\n", ["timpa", "Pengukuran!M8"]),
    ("[identitas\n", ["TOML"]),
    ("a = 1\na = 2\n", ["TOML"]),
])
def test_wrong_file_is_refused_by_name(text: str, named: list[str]) -> None:
    with pytest.raises(DataFileError) as caught:
        loads(text, "isian.toml")

    assert all(word in str(caught.value) for word in ["isian.toml", *named]), str(caught.value)


def test_unreadable_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataFileError, match=r"tidak-ada\.toml"):
        load(tmp_path / "tidak-ada.toml")
    (tmp_path / "biner.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(DataFileError, match=r"biner\.toml"):
        load(tmp_path / "biner.toml")


def test_what_is_malformed_but_typed_by_people_is_kept() -> None:
    data, profil = loads(PLAN + "t1 = '44,44%'\nsatuan = 'Buah'\n[[kutipan]]\nobjek = 'nama yang tidak ada'\nnilai = '=1'\n", "x")

    assert profil == "netral"
    assert data.tables["Renstra"][0]["t1"] == "44,44%"
    assert data.tables["Kutipan"][0] == {"objek": "nama yang tidak ada", "nilai": "=1"}


def test_numbers_are_exact_and_dates_are_dates() -> None:
    data, _ = loads(PLAN + "baseline = 0.1\nt1 = 44.440\n[identitas]\npk_tanggal = 2024-01-15\n")

    assert data.tables["Renstra"][0]["baseline"] == Decimal("0.1")
    assert str(data.tables["Renstra"][0]["t1"]) == "44.440"
    assert data.forms["Identitas"]["pk_tanggal"] == datetime.date(2024, 1, 15)


def test_ids_match_without_regard_to_case() -> None:
    loads(PLAN + "[[pk]]\nid = 'ik1'\n")


@pytest.mark.parametrize(("text", "value"), [
    ("3", 3), ("3.0", 3), ("-0.5", Decimal("-0.5")), ("0.28999999999999998", Decimal("0.29")), ("1E-05", Decimal("0.00001")), ("1e11", 10**11), ("44.44", Decimal("44.44")), ("100", 100),
])
def test_stored_number_becomes_what_was_typed(text: str, value: int | Decimal) -> None:
    found = number(text)

    assert (found, type(found)) == (value, type(value))


def test_dump_is_stable_and_in_the_order_of_the_tabs() -> None:
    data = Data(forms={"Identitas": {"tahun": 2024}}, tables={"PK": [{"id": "IK1"}], "Renstra": [{"id": "IK1"}]}, timpa={"Pengukuran!M8": Decimal("4.5")})

    text = dump(data, "hss")

    assert text == dump(data, "hss")
    assert [line for line in text.splitlines() if line.startswith(("[", "profil"))] == ['profil = "hss"', "[identitas]", "[[renstra]]", "[[pk]]", "[timpa]"]
    assert set(book.DATA_KEYS.values()) >= {"renstra", "pk", "identitas"}
