"""Every figure of the tables is the engine's; every row of the workbook has its place; what is left out has a reason. Read from the five samples as they came back."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest
import right
from generated import workbook
from openpyxl import load_workbook
from reported import GROUP, SAMPLES, examined, tables

from lkjip_xl.check import Check
from lkjip_xl.engine import UNTYPED
from lkjip_xl.model import locate
from lkjip_xl.pipeline import examine, run_rules
from lkjip_xl.reader import read
from lkjip_xl.summary import summary
from lkjip_xl.tables import Cell, Table, build, sections
from lkjip_xl.tables.kata import LONG, parts
from lkjip_xl.tables.types import EMPTY, UNREADABLE, Kind
from lkjip_xl.witness import recompute

pytestmark = pytest.mark.xdist_group(GROUP)


def of_engine(check: Check, address: str) -> object:
    """What the engine says of a workbook cell, as if nothing had been typed over a formula."""
    place = locate(check.layout, address)
    assert place is not None, address
    part, index, key = place
    return check.truth.form_get(part, key) if index is None else check.truth.rows[part][index].get(key)


@pytest.mark.parametrize("name", SAMPLES)
def test_every_cell_is_what_the_engine_says_of_the_cell_it_names(name: str) -> None:
    check, _ = examined(name)
    wrong = []
    for table in tables(name).tables:
        for row, column, cell in table.cells():
            if not cell.origin:
                continue
            said = of_engine(check, cell.origin)
            right_there = cell.value == said or (said is UNTYPED and cell.gap == UNREADABLE and cell.value == "") or (said == "" and cell.value == "")
            if column.key == "tahun":  # a year is printed as a text
                right_there = cell.value == str(said)
            elif isinstance(said, str) and row.key.count("|") == 2:  # a long text in parts
                right_there = str(cell.value) in said
            if not right_there:
                wrong.append((table.key, row.key, column.key, cell.origin, cell.value, said))

    assert wrong == []


@pytest.mark.parametrize("name", SAMPLES)
def test_only_running_numbers_and_progress_have_no_cell_of_their_own(name: str) -> None:
    """A figure that comes from nowhere would be a figure of ours."""
    bare = {
        (table.key, column.key) for table in tables(name).tables for row, column, cell in table.cells()
        if isinstance(cell.value, Fraction) and not cell.origin and column.key != "no"
    }

    assert bare <= {("jangka_menengah", "kemajuan"), ("ikhtisar", "nilai")}
    assert [r.key for r in tables(name).by_key["ikhtisar"].rows if isinstance(r.cells[1].value, Fraction) and not r.cells[1].origin] == ["galat"]


ROWS = {
    "target_realisasi": "Pengukuran", "triwulan": "Triwulan", "pk_sasaran": "PK", "pk_program": "Program", "efisiensi": "Efisiensi", "belanja": "Belanja", "tindak_lanjut": "TindakLanjut",
    "anggaran": "Anggaran",
}
"""Tables that have a row for each row of the workbook."""


@pytest.mark.parametrize("name", SAMPLES)
def test_every_row_of_the_workbook_has_its_row_in_its_order(name: str) -> None:
    check, _ = examined(name)
    found = tables(name)
    for key, part in ROWS.items():
        wanted = [r.row.row for r in check.rows(part) if r.right("level") != "keluaran"] if part == "Anggaran" else [r.row.row for r in check.rows(part)]
        if key not in found.by_key:
            assert wanted == [], key
            continue
        own = check.layout.tables[part].sheet
        rows = [next((int("".join(filter(str.isdigit, c.origin.rpartition("!")[2]))) for c in r.cells if c.origin.startswith(f"{own}!")), 0) for r in found.by_key[key].rows]

        assert [n for n in rows if n in wanted] == wanted, key


@pytest.mark.parametrize("name", SAMPLES)
def test_a_table_stands_once_or_is_missing_with_its_reason(name: str) -> None:
    found = tables(name)
    chapter3 = [key for key, _ in sections("PermenPAN 53/2014")]
    keys = [t.key for t in found.tables] + [m.key for m in found.missing]

    assert len(keys) == len(set(keys))
    assert set(chapter3) < set(keys)
    assert all(m.reason and m.title for m in found.missing)
    assert all(t.rows for t in found.tables)
    assert [t.number for t in found.tables if t.number.startswith("3.")] == [f"3.{n}" for n in range(1, sum(t.number.startswith("3.") for t in found.tables) + 1)]


def row(table: Table, key: str) -> list[str]:
    return [c.text for c in table.by_row[key].cells]


def test_sungai_raya_measures_capped_and_raw() -> None:
    """450 %, 44,44 % and 101,69 % are what its own figures give; 198,71 % is printed, 81,48 % is what its rule of 100 % gives."""
    table = tables("sungai-raya-2024").by_key["target_realisasi"]

    assert row(table, "IK1.1")[4:] == ["4:18", "18:18", "450,00 %", "100,00 %", "Sangat Tinggi"]
    assert row(table, "IK2.1")[4:] == ["100 %", "44,44 %", "44,44 %", "44,44 %", "Sangat Rendah"]
    assert row(table, "IK3.1")[4:] == ["88", "89,49", "101,69 %", "100,00 %", "Sangat Tinggi"]
    assert row(table, "rata-rata")[6:] == ["198,71 %", "81,48 %", "Tinggi"]


def test_sungai_raya_by_the_end_of_the_plan_and_by_earlier_years() -> None:
    found = tables("sungai-raya-2024").by_key

    assert [found["jangka_menengah"].cell(i, "kemajuan").text for i in ("IK1.1", "IK2.1", "IK3.1")] == ["300,00 %", "44,44 %", "99,43 %"]
    assert [found["jangka_menengah"].cell(i, "akhir").text for i in ("IK1.1", "IK2.1", "IK3.1")] == ["6:18", "100 %", "90"]
    assert row(found["tahun"], "IK1.1")[3:] == ["", "3:18", "", "3:18", "9:18", "300,00 %", "4:18", "18:18", "450,00 %", "0,50"]


def test_sungai_raya_shows_what_cannot_be_read_and_says_where_it_stands() -> None:
    found = tables("sungai-raya-2024")
    total = found.by_key["anggaran"].by_row["jumlah"]

    assert [c.text for c in total.cells[2:]] == [UNREADABLE] * 4
    assert "Anggaran!F12, Anggaran!K12" in found.by_key["anggaran"].notes[-1]


def test_juai_efficiency_as_printed() -> None:
    """Its report prints 0,48, 4,86 and 5,98 per cent for the first three."""
    table = tables("juai-2024").by_key["efisiensi"]

    assert [table.cell(i, "efisiensi").text for i in ("IK1.1", "IK2.1", "IK3.1")] == ["0,48 %", "4,86 %", "5,98 %"]
    assert row(tables("juai-2024").by_key["belanja"], "jumlah")[2:] == ["Rp7.996.663.078", "Rp7.490.354.404", "Rp506.308.674", "93,67 %"]


def test_a_quarter_has_what_a_quarter_has() -> None:
    table = tables("kalumpang-tw2-2019").by_key["triwulan"]

    assert [c.key for c in table.columns if c.band] == ["t1", "t2", "t3", "t4", "r1", "r2", "c1", "c2"]
    assert [c.title for c in tables("kalumpang-tw2-2019").by_key["target_realisasi"].columns][4:6] == ["Target setahun (PK)", "Target"]


@pytest.mark.parametrize(("name", "order"), [
    ("sungai-raya-2024", ["A.1", "A.2", "A.4", "A.5", "A.7", "A.8", "A.9", "A.10", "A.11", "B"]),
    ("juai-2024", ["3.1", "3.2", "3.3", "3.4"]),
    ("sumber-harta-2023", ["A.1", "A.2", "A.3", "A.5", "A.6", "A.7", "B"]),
])
def test_bab_iii_is_numbered_as_the_kabupaten_does(name: str, order: list[str]) -> None:
    assert list(dict.fromkeys(t.section for t in tables(name).tables if t.section)) == order


def test_an_order_nobody_described_follows_the_regulation() -> None:
    assert sections("Kabupaten Antah Berantah") == sections("PermenPAN 53/2014")
    assert [{key for key, _ in sections(order)} for order in ("HSS", "Balangan", "Banjar")] == [{key for key, _ in sections("PermenPAN 53/2014")}] * 3


def answers(name: str) -> dict[str, tuple[str, str]]:
    table = tables(name).by_key["checklist"]
    return {r.key: (r.cells[2].text, r.cells[3].text) for r in table.rows}


def test_checklist_answers_with_evidence() -> None:
    said = answers("sungai-raya-2024")

    assert said["I. Format|3"] == ("Ya", "Capaian terukur untuk 3 dari 3 indikator (lembar Pengukuran).")
    assert said["I. Format|5"] == ("Sebagian", "Alternatif solusi tertulis untuk 1 dari 3 indikator (lembar Analisis); belum: IK1.1, IK3.1.")
    assert said["I. Format|4"] == ("diisi pereviu", "")
    assert said["III. Substansi|7"] == ("Sebagian", "Lembar Pembanding memuat tahun sebelumnya dan unit lain; belum ada standar.")
    assert said["II. Mekanisme penyusunan|5"] == ("Belum", "Pemeriksaan menemukan 43 galat yang masih terbuka (lembar Temuan).")


def test_a_right_workbook_has_no_gap_but_what_only_a_person_can_say(tmp_path: Path) -> None:
    data, profil = right.annual()
    check = examine(right.write(tmp_path / "benar.xlsx", right.few_rows(data), profil))
    found = build(check, run_rules(check))
    gaps = {(t.key, r.key, c.key) for t in found.tables for r, c, cell in t.cells() if cell.gap and not cell.value}

    assert found.subject.warning == ""
    assert {g for g in gaps if g[0] != "checklist"} == set()
    assert [m.key for m in found.missing] == ["standar", "temuan"]


@pytest.mark.parametrize(("seed", "lost"), [(15, "Renstra"), (14, "")])
def test_odd_workbooks_give_tables_too(seed: int, lost: str, tmp_path: Path) -> None:
    """Typing errors everywhere, a sheet gone: what holds is shown, the rest is a gap; every formula gives the engine's figure."""
    path = right.write(tmp_path / "aneh.xlsx", right.few_rows(workbook(seed, odd=True, words=True, periode="TAHUNAN")), "hss")
    if lost:
        book = load_workbook(path)
        del book[lost]
        book.save(path)
    check = examine(path)
    found = build(check, [])
    wrong = [
        (t.key, r.key, c.key, cell.value) for t in found.tables for r, c, cell in t.cells()
        if isinstance(cell.value, Fraction) and cell.origin and cell.value != of_engine(check, cell.origin)]

    assert wrong == []
    assert {c.gap for t in found.tables for _, _, c in t.cells()} >= {UNREADABLE, EMPTY}
    target = tmp_path / "ringkasan.xlsx"
    target.write_bytes(summary(found))
    raw = read(target)
    again = recompute(target, raw)
    assert [c.formula for s in raw.sheets for at, c in s.cells.items() if c.formula is not None and again.value(s.name, *at) != pytest.approx(float(c.text), rel=1e-9, abs=1e-9)] == []


def test_a_parent_that_is_not_the_sum_of_its_rows_stays_a_figure_and_is_noted(tmp_path: Path) -> None:
    data, profil = right.annual()
    program = next(i for i, r in enumerate(data.tables["Anggaran"], 1) if r["level"] == "program")
    path = right.write(tmp_path / "induk.xlsx", right.edit(right.few_rows(data), {f"Anggaran[{program}].pagu_murni": 612_500_001}), profil)
    table = build(examine(path), []).by_key["anggaran"]
    key = f"Anggaran.{program}"

    assert (table.cell(key, "pagu").text, table.cell(key, "pagu").live) == ("Rp612.500.001", None)
    assert table.cell(key, "realisasi").live is not None
    assert any("tertulis Rp612.500.001; jumlah rinciannya Rp612.500.000." in n for n in table.notes)


def test_texts_of_cells() -> None:
    assert Cell(Fraction(4), Kind.RASIO, per=Fraction(18)).text == "4:18"
    assert Cell(Fraction(1, 3), Kind.PERSEN).text == "33,33 %"
    assert Cell(Fraction(4444, 100), Kind.ANGKA, unit="%").text == "44,44 %"
    assert Cell(Fraction(1234567), Kind.RUPIAH).text == "Rp1.234.567"
    assert Cell("", gap=EMPTY).text == EMPTY
    assert Cell("BB", Kind.PREDIKAT, gap=EMPTY).text == "BB"


def test_a_long_text_is_cut_behind_a_sentence_and_nothing_is_lost() -> None:
    text = " ".join(f"Kalimat nomor {n} dari uraian yang panjang." for n in range(300))
    pieces = parts(text)

    assert len(pieces) > 1
    assert all(len(p) <= LONG and p.endswith(".") for p in pieces)
    assert " ".join(pieces) == text
    assert parts("x" * (LONG + 1)) == ["x" * LONG, "x"]
