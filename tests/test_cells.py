"""A1 arithmetic: round trips, limits, and what is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.utils import get_column_letter, quote_sheetname

from lkjip_xl.cells import (
    MAX_COLS,
    MAX_ROWS,
    a1,
    col_letter,
    col_number,
    parse_a1,
    parse_range,
    quote_sheet,
    split_ref,
)

rows = st.integers(1, MAX_ROWS)
cols = st.integers(1, MAX_COLS)
names = st.text(st.characters(blacklist_characters="[]:*?/\\", blacklist_categories=["Cs", "Cc"]), min_size=1).filter(lambda name: name[0] != "'" and name[-1] != "'")


def test_every_column_agrees_with_openpyxl() -> None:
    for number in range(1, MAX_COLS + 1):
        assert col_letter(number) == get_column_letter(number)
        assert col_number(col_letter(number)) == number


@given(rows, cols)
def test_a1_round_trip(row: int, col: int) -> None:
    assert parse_a1(a1(row, col)) == (row, col)
    assert parse_a1(f"${col_letter(col)}${row}") == (row, col)
    assert parse_a1(a1(row, col).lower()) == (row, col)


@given(rows, cols, rows, cols)
def test_range_has_ordered_corners(row1: int, col1: int, row2: int, col2: int) -> None:
    expected = (min(row1, row2), min(col1, col2), max(row1, row2), max(col1, col2))
    assert parse_range(f"{a1(row1, col1)}:{a1(row2, col2)}") == expected


def test_range_of_one_cell_whole_columns_and_rows() -> None:
    assert parse_range("B4") == (4, 2, 4, 2)
    assert parse_range("$A:C") == (1, 1, MAX_ROWS, 3)
    assert parse_range("5:$2") == (2, 1, 5, MAX_COLS)


@pytest.mark.parametrize("ref", ["", "A", "1", "A0", "XFE1", "A1048577", "A1:", ":A1", "A1:B", "Ａ1"])
def test_bad_references_are_refused(ref: str) -> None:
    with pytest.raises(ValueError, match=r"is no|outside"):
        parse_range(ref)


@pytest.mark.parametrize("number", [0, -1, MAX_COLS + 1])
def test_column_outside_the_sheet(number: int) -> None:
    with pytest.raises(ValueError, match="outside"):
        col_letter(number)


@given(names, rows, cols, rows, cols)
def test_quoted_sheet_splits_back(name: str, row1: int, col1: int, row2: int, col2: int) -> None:
    ref = f"{quote_sheet(name)}!${col_letter(col1)}${row1}:{a1(row2, col2)}"
    expected = (min(row1, row2), min(col1, col2), max(row1, row2), max(col1, col2))
    assert split_ref(ref) == (name, *expected)


@pytest.mark.parametrize(
    ("name", "quoted"),
    [
        ("Renstra", "Renstra"),
        ("Data Dukung", "'Data Dukung'"),
        ("Jum'at", "'Jum''at'"),
        ("2026", "'2026'"),
        ("TW1", "'TW1'"),
        ("XYZ1", "XYZ1"),
        ("RC", "'RC'"),
        ("r1c1", "'r1c1'"),
        ("A-B", "'A-B'"),
        ("Tabel.1_a", "Tabel.1_a"),
        ("TRUE", "'TRUE'"),
    ],
)
def test_quotes_where_excel_does(name: str, quoted: str) -> None:
    assert quote_sheet(name) == quoted
    if "'" in name:
        assert quote_sheetname(name) == quoted


@pytest.mark.parametrize(
    "text",
    [
        "#REF!",
        "PK!#REF!",
        "$A$1",
        "SUM(PK!$A$1:$A$3)",
        "PK!$A$1,PK!$B$1",
        "[1]PK!$A$1",
        "'[1]Data Dukung'!$A$1",
        "PK!Nama",
        "'a'b'!A1",
        "",
    ],
)
def test_no_plain_range(text: str) -> None:
    assert split_ref(text) is None
