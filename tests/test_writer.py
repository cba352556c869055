"""The workbook that is written: stored values, locked and unlocked cells, drop-downs, panes, print set-up, the same bytes twice."""

from __future__ import annotations

import io
import re
import zipfile
from decimal import Decimal
from functools import cache

import openpyxl
import pytest
import right
from generated import workbook

from lkjip_xl.cells import col_letter, parse_range
from lkjip_xl.layout import Layout, standard
from lkjip_xl.model import Data
from lkjip_xl.pipeline import make_template, write_filled
from lkjip_xl.profile import available, load
from lkjip_xl.reader import RawBook, read
from lkjip_xl.spec import book
from lkjip_xl.spec.types import Entry, Field, Form, Tab, Table
from lkjip_xl.writer import write_workbook
from lkjip_xl.writer.looks import TAB_COLORS
from lkjip_xl.writer.workbook import GROWTH, rows_for

IDENTITY = {"instansi": "Kecamatan Contoh", "jenis": "kecamatan", "tahun": 2025, "kode": "7.01.0.00.0.00.05.0000"}


@cache
def content(name: str) -> bytes:
    if name == "kosong":
        return make_template(IDENTITY, "netral")
    return write_workbook(right.annual()[0], load("hss"))


@cache
def raw(name: str) -> RawBook:
    return read(io.BytesIO(content(name)))


@cache
def opened(name: str) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(content(name)))


def cells_of(layout: Layout, part: Form | Table, f: Field) -> list[tuple[str, int, int]]:
    if isinstance(part, Form):
        form = layout.forms[part.key]
        return [(form.sheet, *form.cells[f.key])]
    table = layout.tables[part.key]
    return [(table.sheet, row, table.cols[f.key]) for row in range(table.first_row, table.end_row)]


EVERY = [(part, f) for _, part in book.parts() for f in part.fields]
TABLES = [(sheet, part) for sheet, part in book.parts() if isinstance(part, Table)]


# stored values


def test_blank_rows_store_nothing_not_zero() -> None:
    layout, found = standard(), raw("kosong")
    for part, f in EVERY:
        if isinstance(part, Table) and f.formula is not None:
            for sheet, row, col in cells_of(layout, part, f):
                rawsheet = found.sheet(sheet)
                assert rawsheet is not None
                cell = rawsheet.cells[row, col]
                assert (cell.kind, cell.text) == ("s", ""), (sheet, row, col)


@pytest.mark.parametrize("name", ["kosong", "terisi"])
def test_every_formula_has_a_stored_value(name: str) -> None:
    formulas = [(s.name, at) for s in raw(name).sheets for at, cell in s.cells.items() if cell.formula is not None and cell.kind not in ("n", "s")]

    assert formulas == []


def test_stored_values_of_a_filled_row() -> None:
    sheet, place = raw("terisi").sheet("Pengukuran"), standard().tables["Pengukuran"]
    assert sheet is not None

    def held(row: int, key: str) -> tuple[str, str]:
        cell = sheet.cells[place.first_row + row, place.cols[key]]
        return cell.kind, cell.text

    assert held(1, "indikator") == ("s", "Persentase BUMDes yang beroperasi dengan baik")
    assert held(1, "capaian") == ("n", "1.1666")
    assert held(1, "capaian_batas") == ("n", "1")
    assert held(1, "kategori") == ("s", "Sangat Tinggi")
    assert float(held(0, "capaian")[1]) == pytest.approx(7 / 6, rel=1e-15)
    assert held(4, "target") == ("s", "B")
    assert held(5, "capaian") == ("s", "")


def test_typed_over_figure_stands_in_the_cell() -> None:
    data = right.edit(right.few_rows(right.annual()[0]), {"Pengukuran[1].capaian": Decimal("4.5"), "Pengukuran[2].capaian": "=1+1"})

    found = read(io.BytesIO(write_filled(data, load("hss")))).sheet("Pengukuran")

    assert found is not None
    place = standard().tables["Pengukuran"]
    first, second = (found.cells[place.first_row + i, place.cols["capaian"]] for i in (0, 1))
    assert (first.kind, first.text, first.formula) == ("n", "4.5", None)
    assert (float(second.text), second.formula) == (2, "1+1")


# cells


@pytest.mark.parametrize("name", ["kosong", "terisi"])
def test_inputs_are_unlocked_and_the_rest_is_locked(name: str) -> None:
    layout, found = standard(), opened(name)
    for part, f in EVERY:
        for sheet, row, col in cells_of(layout, part, f)[:3]:
            assert found[sheet].cell(row, col).protection.locked is not f.is_input, (sheet, row, col, f.key)


def test_every_sheet_is_protected_without_password_and_lets_people_filter() -> None:
    for sheet in raw("kosong").sheets:
        assert sheet.protection is not None
        assert "password" not in sheet.protection
        assert sheet.protection.get("autoFilter") == sheet.protection.get("formatColumns") == sheet.protection.get("formatRows") == "0"


def test_codes_ids_and_quotations_stay_text() -> None:
    layout, found = standard(), opened("kosong")
    kinds = {Entry.CODE, Entry.NEW_ID, Entry.REF, Entry.REFS, Entry.PRINTED, Entry.TEXT}
    seen = set()
    for part, f in EVERY:
        if f.entry in kinds and f.is_input:
            seen.add(f.entry)
            for sheet, row, col in cells_of(layout, part, f):
                assert found[sheet].cell(row, col).number_format == "@", (sheet, row, col)
    assert seen >= {Entry.CODE, Entry.NEW_ID, Entry.REF, Entry.PRINTED}


def test_measured_cells_have_no_percent_format() -> None:
    layout, found = standard(), opened("kosong")
    for part, f in EVERY:
        if f.entry in (Entry.MEASURED, Entry.QUANTITY, Entry.POSITIVE):
            sheet, row, col = cells_of(layout, part, f)[0]
            assert found[sheet].cell(row, col).number_format == "General"


def test_every_input_has_its_validation_over_all_rows() -> None:
    layout, found = standard(), raw("kosong")
    for part, f in EVERY:
        if f.is_input:
            places = cells_of(layout, part, f)
            sheet = found.sheet(places[0][0])
            assert sheet is not None
            rows, col = (places[0][1], places[-1][1]), places[0][2]
            hits = [v for v in sheet.validations if any(r1 <= rows[0] and rows[1] <= r2 and c1 <= col <= c2 for r1, c1, r2, c2 in v.ranges)]
            assert len(hits) == 1, (part.key, f.key)
            assert hits[0].prompt == f.doc
            if f.entry is Entry.LIST and f.strict:
                assert hits[0].type == "list"
                assert hits[0].show_error
                assert hits[0].formula1 in found.names
            if f.entry is Entry.CODE or not f.strict:
                assert not hits[0].show_error


# sheets


def test_tabs_in_order_with_their_colours() -> None:
    found = opened("kosong")

    assert found.sheetnames == [s.name for s in book.SHEETS]
    for sheet in book.SHEETS:
        assert found[sheet.name].sheet_properties.tabColor.rgb[-6:] == TAB_COLORS[sheet.tab]
        assert (found[sheet.name].sheet_state == "visible") is not sheet.hidden
    assert {s.tab for s in book.SHEETS} == set(Tab)


def test_panes_titles_filters_and_helper_columns() -> None:
    layout, found = standard(), opened("terisi")
    for sheet in book.SHEETS:
        tables = [p for p in sheet.parts if isinstance(p, Table)]
        if not tables:
            continue
        place, worksheet = layout.tables[tables[0].key], found[sheet.name]
        panes = re.fullmatch(r"([A-Z]+)(\d+)", worksheet.freeze_panes or "")
        assert panes is not None
        assert int(panes[2]) == place.first_row
        assert panes[1] != "A"
        if len(tables) > 1:
            continue  # the header of one table would stand above the rows of the other
        titles = re.search(r"!\$(\d+):\$(\d+)", raw("terisi").builtin_names[sheet.name, "_xlnm.Print_Titles"])
        assert titles is not None
        assert int(titles[1]) <= place.header_row <= int(titles[2]) < place.first_row
        if tables[0].filtered:
            r1, c1, r2, _ = parse_range(worksheet.auto_filter.ref)
            assert (r1, c1, r2) == (place.caption_row, 1, place.end_row - 1)
        assert worksheet.print_area
        assert worksheet.page_setup.fitToHeight == 0


def test_helper_columns_are_hidden_and_the_others_are_not() -> None:
    layout = standard()
    with zipfile.ZipFile(io.BytesIO(content("kosong"))) as archive:
        for number, sheet in enumerate(book.SHEETS, 1):
            hidden: set[int] = set()
            for tag in re.findall(r"<col [^>]*>", archive.read(f"xl/worksheets/sheet{number}.xml").decode()):
                if 'hidden="1"' in tag:
                    first, last = (int(m) for m in re.findall(r'm(?:in|ax)="(\d+)"', tag))
                    hidden |= set(range(first, last + 1))
            tables = [p for p in sheet.parts if isinstance(p, Table)]
            shown = {layout.tables[t.key].cols[f.key] for t in tables for f in t.fields if not f.hidden}
            helpers = {layout.tables[t.key].cols[f.key] for t in tables for f in t.fields if f.hidden}
            assert not hidden & shown, sheet.name
            assert helpers - shown <= hidden, sheet.name


def test_filled_rows_are_shown_and_spare_rows_filtered_away() -> None:
    place, sheet = standard().tables["Pengukuran"], raw("terisi").sheet("Pengukuran")

    assert sheet is not None
    assert sheet.hidden_rows == frozenset(range(place.first_row + 5, place.end_row))


def test_print_area_holds_every_visible_cell() -> None:
    layout = standard()
    for sheet, table in TABLES:
        area = parse_range(opened("kosong")[sheet.name].print_area.rpartition("!")[2].replace("$", ""))
        visible = [layout.tables[table.key].cols[f.key] for f in table.fields if not f.hidden]
        assert area[3] >= max(visible), (sheet.name, col_letter(max(visible)))
        assert area[2] >= layout.tables[table.key].end_row - 1


# the file


@pytest.mark.parametrize("profil", available())
def test_same_data_same_bytes(profil: str) -> None:
    data = right.few_rows(workbook(3, odd=True, words=True))

    assert write_workbook(data, load(profil)) == write_workbook(data, load(profil))


def test_opens_in_openpyxl_with_the_same_values() -> None:
    values = openpyxl.load_workbook(io.BytesIO(content("terisi")), data_only=True)
    for sheet in raw("terisi").sheets:
        for (row, col), cell in sheet.cells.items():
            if cell.kind == "n" and values[sheet.name].cell(row, col).data_type == "n":
                assert values[sheet.name].cell(row, col).value == pytest.approx(float(cell.text))


def test_the_file_says_whose_it_is() -> None:
    custom = raw("kosong").custom

    assert (custom["lkjip_formulir"], custom["lkjip_versi"]) == (book.TEMPLATE_ID, book.TEMPLATE_VERSION)
    assert (custom["lkjip_instansi"], custom["lkjip_tahun"], custom["lkjip_profil"]) == ("Kecamatan Contoh", "2025", "netral")
    assert custom["lkjip_kebijakan"] == load("netral").fingerprint
    assert raw("kosong").creator == ""


def test_tables_grow_with_their_data() -> None:
    data = Data(tables={"TindakLanjut": [{"no": n, "rekomendasi": "r"} for n in range(1, 101)]})

    assert rows_for(data)["TindakLanjut"] == 100 + GROWTH
    assert rows_for(data)["PK"] == book.TABLES["PK"].rows
    sheet = read(io.BytesIO(write_workbook(data, load("netral")))).sheet("Tindak Lanjut")
    assert sheet is not None
    assert sheet.cells[standard().tables["TindakLanjut"].first_row + 99, 1].text == "100"
