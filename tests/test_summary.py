"""The summary workbook, read back: it holds what the tables hold, its formulas give what it stores, and it prints whole. The command around it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import right
from libreoffice import LibreOffice
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from reported import GROUP, SAMPLES, WITH_FINDINGS, run, tables

from lkjip_xl import reporting
from lkjip_xl.cells import a1
from lkjip_xl.reader import read
from lkjip_xl.summary import PAPERS, layout, summary
from lkjip_xl.summary.page import Book, breadth, wrapped
from lkjip_xl.summary.sheets import sheet_name
from lkjip_xl.tables import Role
from lkjip_xl.witness import recompute

pytestmark = pytest.mark.xdist_group(GROUP)
FUNCTIONS = {"SUM", "AVERAGE", "MIN", "MAX"}


@cache
def written(name: str) -> bytes:
    return summary(tables(name))


@cache
def workbook(name: str, *, formulas: bool = False) -> Any:
    return load_workbook(BytesIO(written(name)), data_only=not formulas)


@cache
def laid_out(name: str) -> Book:
    return layout(tables(name))


def placed(name: str) -> Iterator[tuple[str, str, Any, Any]]:
    """Sheet, address, column and cell of every cell of every table that has a sheet."""
    book = laid_out(name)
    for table in tables(name).tables:
        for row, column, cell in table.cells():
            sheet, at, col = book.places[table.key, row.key, column.key]
            yield sheet, a1(at + 1, col + 1), column, cell


@pytest.mark.parametrize("name", SAMPLES)
def test_every_cell_of_every_table_is_read_back(name: str) -> None:
    book = workbook(name)
    wrong = []
    for sheet, address, column, cell in placed(name):
        found = book[sheet][address].value
        wanted = float(cell.value) if isinstance(cell.value, Fraction) else cell.text or None
        if found != pytest.approx(wanted, rel=1e-12) if isinstance(wanted, float) else found != wanted:
            wrong.append((sheet, address, column.key, wanted, found))

    assert wrong == []


@pytest.mark.parametrize("name", SAMPLES)
def test_heads_and_captions_are_read_back(name: str) -> None:
    book, laid = workbook(name), laid_out(name)
    for table in tables(name).tables:
        for column in table.columns:
            sheet, row, col = laid.heads[table.key, column.key]
            assert book[sheet].cell(row + 1, col + 1).value == column.title
        if table.number:
            assert any(c.value == table.caption for c in book[laid.heads[table.key, table.columns[0].key][0]]["A"]), table.caption


@pytest.mark.parametrize("name", SAMPLES)
def test_every_formula_gives_what_is_stored(name: str, tmp_path: Path) -> None:
    path = tmp_path / "ringkasan.xlsx"
    path.write_bytes(written(name))
    raw = read(path)
    found = recompute(path, raw)
    assert found.failure == ""
    cells = [(s.name, at, c) for s in raw.sheets for at, c in s.cells.items() if c.formula is not None]

    assert [(sheet, at, c.formula) for sheet, at, c in cells if found.value(sheet, *at) != pytest.approx(float(c.text), rel=1e-9, abs=1e-9)] == []
    assert {f for _, _, c in cells for f in re.findall(r"[A-Z]+(?=\()", c.formula or "")} <= FUNCTIONS
    assert len(cells) > 100


LIVE = {
    "target_realisasi": ("capaian", "capaian_batas"), "tahun": ("target", "realisasi", "capaian", "perubahan"), "jangka_menengah": ("realisasi", "kemajuan"), "anggaran": ("sisa", "serapan"),
    "efisiensi": ("capaian", "pagu", "realisasi", "serapan", "efisiensi"), "serapan_program": ("pagu", "realisasi", "serapan"), "capaian_indikator": ("capaian",), "belanja": ("sisa", "serapan"),
}
"""Columns whose figures follow from others in the same workbook."""


@pytest.mark.parametrize("name", SAMPLES)
def test_figures_that_follow_from_others_are_formulas(name: str) -> None:
    book, laid = workbook(name, formulas=True), laid_out(name)
    for key, columns in LIVE.items():
        table = tables(name).by_key.get(key)
        for row in table.rows if table else ():
            for column in columns:
                if table is None or column not in table.positions or not isinstance(table.cell(row.key, column).value, Fraction):
                    continue
                sheet, at, col = laid.places[key, row.key, column]
                assert str(book[sheet].cell(at + 1, col + 1).value).startswith("="), (key, row.key, column)
    for table in tables(name).tables:
        for row in table.rows:
            if row.role in (Role.JUMLAH, Role.RATA_RATA):
                figures = [laid.places[table.key, row.key, c.key] for c in table.columns if isinstance(table.cell(row.key, c.key).value, Fraction)]
                assert all(str(book[s].cell(r + 1, c + 1).value).startswith("=") for s, r, c in figures), (table.key, row.key)


def test_libreoffice_recalculates_the_same(soffice: LibreOffice, tmp_path: Path) -> None:
    path = tmp_path / "ringkasan.xlsx"
    path.write_bytes(written("juai-2024"))
    ours, theirs = read(path), read(soffice.recalculate(path))
    wrong = []
    for sheet in ours.sheets:
        other = theirs.sheet(sheet.name)
        assert other is not None, sheet.name
        wrong += [
            (sheet.name, at, cell.text, other.cells[at].text) for at, cell in sheet.cells.items()
            if cell.formula is not None and float(other.cells[at].text) != pytest.approx(float(cell.text), rel=1e-9, abs=1e-9)]

    assert wrong == []


@pytest.mark.parametrize("name", SAMPLES)
def test_every_sheet_prints_on_one_width_with_page_numbers_and_heads(name: str) -> None:
    book, laid = workbook(name), laid_out(name)
    for sheet in book:
        assert sheet.page_setup.fitToWidth in (None, 1), sheet.title  # one page wide is what a sheet without a word about it has
        assert (sheet.page_setup.fitToHeight, sheet.sheet_properties.pageSetUpPr.fitToPage, sheet.page_setup.paperSize) == (0, True, 9), sheet.title
        assert sheet.oddFooter.center.text == "Halaman &P dari &N", sheet.title
        *_, column, row = sheet.print_area.split("$")
        assert (column, int(row) >= sheet.max_row) == (get_column_letter(sheet.max_column), True), sheet.title
    for table in tables(name).tables:
        if table.section or table.key in ("checklist", "temuan"):
            sheet, row, _ = laid.heads[table.key, table.columns[0].key]
            assert book[sheet].print_title_rows.endswith(f"${row + 1}"), sheet


def test_open_errors_are_told_on_every_sheet_and_page() -> None:
    for sheet in workbook(WITH_FINDINGS):
        assert "Buku kerja ini memuat 43 galat: angka di lembar ini belum final. Lihat lembar Temuan." in [c.value for c in sheet["A"]], sheet.title
        assert sheet.oddHeader.right.text.strip() == "memuat 43 galat"


def test_a_right_workbook_is_not_marked(tmp_path: Path) -> None:
    data, profil = right.annual()
    path, target = right.write(tmp_path / "benar.xlsx", right.few_rows(data), profil), tmp_path / "ringkasan.xlsx"
    assert run("summary", path, "-o", target, "--strict") == 0

    for sheet in load_workbook(target):
        assert [c.value for row in sheet.iter_rows() for c in row if isinstance(c.value, str) and "memuat" in c.value and "galat" in c.value] == [], sheet.title
        assert sheet.oddHeader.right.text is None


def test_sheets_are_named_and_ordered_as_the_report() -> None:
    assert workbook("sungai-raya-2024").sheetnames == [
        "Ikhtisar", "Perjanjian Kinerja", "A.1 Target dan Realisasi", "A.2 Jangka Menengah", "A.4 Tahun Sebelumnya", "A.5 Unit Lain", "A.7 Tindak Lanjut LHE", "A.8 Keluaran", "A.9 Analisis",
        "A.10 Efisiensi", "A.11 Program Penunjang", "B Realisasi Anggaran", "Checklist Reviu", "Pernyataan Reviu", "Temuan",
    ]


@pytest.mark.parametrize("name", SAMPLES)
def test_charts_draw_the_cells_of_their_tables(name: str) -> None:
    found = tables(name)
    charts = workbook(name)["Ikhtisar"]._charts
    drawable = [
        key for key, column in (("capaian_indikator", "capaian"), ("serapan_program", "serapan"), ("tren", ""))
        if key in found.by_key and any(isinstance(c.value, Fraction) for _, col, c in found.by_key[key].cells() if column in ("", col.key))
    ]
    laid = laid_out(name)

    assert len(charts) == len(drawable)
    for key, chart in zip(drawable, charts, strict=True):
        table = found.by_key[key]
        rows = [laid.places[key, r.key, table.columns[-1].key][1] + 1 for r in table.rows]
        assert {tuple(map(int, re.findall(r"\$(\d+)", s.val.numRef.f))) for s in chart.series} <= {(min(rows), max(rows)), (rows[0],)}, key


def test_wording_from_memory_is_marked_wherever_it_stands() -> None:
    mark = "Bunyi naskah ini perlu dicocokkan dengan naskah asli (PermenPAN-RB 53/2014) sebelum ditandatangani."
    marked = [s.title for s in workbook("juai-2024") if mark in [c.value for c in s["A"]]]

    assert marked == ["Perjanjian Kinerja", "Checklist Reviu", "Pernyataan Reviu"]


def test_same_tables_same_bytes_and_another_paper() -> None:
    found = tables("pengaron-tw1-2024")

    assert summary(found) == written("pengaron-tw1-2024")
    assert {s.page_setup.paperSize for s in load_workbook(BytesIO(summary(found, "F4")))} == {PAPERS["F4"][0]}


@pytest.mark.parametrize("name", SAMPLES)
def test_rows_are_as_high_as_their_texts(name: str) -> None:
    """No text may be cut: every row is at least as high as its longest text at nine points, and no row is higher than a workbook allows."""
    for page in laid_out(name).pages:
        for at, row in enumerate(page.out.rows):
            high = page.out.heights.get(at, 15.0)
            assert high < 405, (page.name, at)
            for col, put in row.items():
                if isinstance(put.value, str):
                    wide = sum(page.out.widths[col : col + put.span]) * 1.17 * 9 / put.style.size
                    assert sum(wrapped(line, wide) for line in put.value.split("\n")) * 1.2 * put.style.size <= high + 2, (page.name, at, put.value)


def test_words_wrap_as_in_a_column() -> None:
    assert breadth("mm") > breadth("nn") > breadth("il")
    assert wrapped("satu dua tiga", 9) == 2
    assert wrapped("x" * 30, 10) == 4
    assert wrapped("", 10) == 1


def test_sheet_names_fit_into_excel() -> None:
    assert all(len(sheet_name(t)) <= 31 for name in SAMPLES for t in tables(name).tables)
    assert len({p.name for p in laid_out(WITH_FINDINGS).pages}) == len(laid_out(WITH_FINDINGS).pages)


def test_strict_refuses_and_writes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    data, profil = right.annual()
    path = right.write(tmp_path / "salah.xlsx", right.edit(right.few_rows(data), {"Pengukuran[1].capaian": 9}), profil)
    before = path.read_bytes()
    target = tmp_path / "ringkasan.xlsx"

    assert run("summary", path, "-o", target, "--strict") == 1
    assert "Perbaiki dahulu" in capsys.readouterr().err
    assert not target.exists()
    assert run("summary", path, "-o", target) == 0
    assert "setiap halaman hasil ditandai" in capsys.readouterr().err
    monkeypatch.setattr(reporting, "report_tables", lambda *_, **__: pytest.fail("the work is done before it is known that it cannot be written"))
    assert run("summary", path, "-o", target) == 2
    assert "sudah ada" in capsys.readouterr().err
    assert path.read_bytes() == before


def test_blank_and_foreign_workbooks_are_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data, profil = right.empty()
    blank = right.write(tmp_path / "kosong.xlsx", right.few_rows(data), profil)
    foreign = tmp_path / "asing.xlsx"
    foreign.write_bytes(written("kalumpang-tw2-2019"))
    target = tmp_path / "ringkasan.xlsx"
    wanted: list[tuple[object, int, str]] = [(blank, 2, "belum diisi"), (foreign, 2, "bukan formulir kami"), (tmp_path / "tidak-ada.xlsx", 3, "tidak ditemukan")]
    for path, code, words in wanted:
        assert run("summary", path, "-o", target) == code
        assert words in capsys.readouterr().err
        assert not target.exists()


