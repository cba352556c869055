"""A1 arithmetic and Excel's limits: the only place that knows column letters and what a formula starts with.

Rows and columns are 1-based integers; a range is the tuple (row1, col1, row2, col2), both corners
included, the first one the upper left.
"""

import re
from functools import lru_cache

MAX_ROWS = 1_048_576
MAX_COLS = 16_384
MAX_LIST_CHARS = 255
MAX_SHEET_NAME = 31
MAX_FORMULA_CHARS = 8192
MAX_PROMPT = 255
MAX_PROMPT_TITLE = 32

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
"""A text that starts so becomes a formula when a spreadsheet reads it as typed (OWASP, CSV injection)."""

Range = tuple[int, int, int, int]

_CELL = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")
_COLUMNS = re.compile(r"\$?([A-Za-z]{1,3}):\$?([A-Za-z]{1,3})")
_ROWS = re.compile(r"\$?([0-9]{1,7}):\$?([0-9]{1,7})")
_PLAIN_SHEET = re.compile(r"[^\W\d][\w.]*")
_R1C1 = re.compile(r"[Rr][0-9]*(?:[Cc][0-9]*)?|[Cc][0-9]*")
_REF = re.compile(r"(?:'((?:[^'\[\]]|'')+)'|([^\W\d][\w.]*))!([$A-Za-z0-9:]+)")


def looks_like_formula(text: str) -> bool:
    """Would a spreadsheet take this text for a formula when it is typed, or read from a CSV."""
    return text.startswith(FORMULA_STARTS)


@lru_cache(maxsize=MAX_COLS)
def col_letter(n: int) -> str:
    """Letters of column n: 1 -> 'A', 16384 -> 'XFD'. ValueError outside the sheet."""
    if not 1 <= n <= MAX_COLS:
        raise ValueError(f"column {n} is outside 1..{MAX_COLS}")
    letters = ""
    while n:
        n, rest = divmod(n - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def col_number(s: str) -> int:
    """Column of letters in either case: 'A' -> 1. ValueError when it is no column of a sheet."""
    number = 0
    for char in s.upper():
        if not "A" <= char <= "Z":
            raise ValueError(f"{s!r} is no column")
        number = number * 26 + ord(char) - 64
    if not 1 <= number <= MAX_COLS:
        raise ValueError(f"{s!r} is no column")
    return number


def a1(row: int, col: int) -> str:
    """Relative address of one cell: (12, 28) -> 'AB12'. ValueError outside the sheet."""
    if not 1 <= row <= MAX_ROWS:
        raise ValueError(f"row {row} is outside 1..{MAX_ROWS}")
    return f"{col_letter(col)}{row}"


def parse_a1(ref: str) -> tuple[int, int]:
    """(row, col) of 'AB12', '$AB$12', 'ab12'. ValueError when it is not one cell of a sheet."""
    match = _CELL.fullmatch(ref)
    if match is None:
        raise ValueError(f"{ref!r} is no cell address")
    return _row_number(match[2]), col_number(match[1])


def parse_range(ref: str) -> Range:
    """Corners of 'A1:B4', 'A1', '$B$7:$B$48', 'A:C' (all rows) or '2:5' (all columns).

    Reversed corners are put in order. ValueError when it is not such a range.
    """
    if match := _COLUMNS.fullmatch(ref):
        first, last = sorted((col_number(match[1]), col_number(match[2])))
        return 1, first, MAX_ROWS, last
    if match := _ROWS.fullmatch(ref):
        first, last = sorted((_row_number(match[1]), _row_number(match[2])))
        return first, 1, last, MAX_COLS
    start, _, end = ref.partition(":")
    row1, col1 = parse_a1(start)
    if not end and ":" not in ref:
        return row1, col1, row1, col1
    row2, col2 = parse_a1(end)
    return min(row1, row2), min(col1, col2), max(row1, row2), max(col1, col2)


def quote_sheet(name: str) -> str:
    """Sheet name as it stands before '!' in a formula, quoted where Excel quotes it."""
    plain = _PLAIN_SHEET.fullmatch(name) and not _R1C1.fullmatch(name) and not _is_cell(name)
    if plain and name.upper() not in ("TRUE", "FALSE"):
        return name
    return "'" + name.replace("'", "''") + "'"


def split_ref(text: str) -> tuple[str, int, int, int, int] | None:
    """(sheet, row1, col1, row2, col2) of "'Data Dukung'!$B$7:$B$48".

    None for everything that is not one plain range of one sheet: #REF!, a formula, a reference
    without sheet, into another workbook or over several sheets.
    """
    match = _REF.fullmatch(text)
    if match is None:
        return None
    sheet = match[2] if match[1] is None else match[1].replace("''", "'")
    try:
        return (sheet, *parse_range(match[3]))
    except ValueError:
        return None


def _row_number(digits: str) -> int:
    row = int(digits)
    if not 1 <= row <= MAX_ROWS:
        raise ValueError(f"row {row} is outside 1..{MAX_ROWS}")
    return row


def _is_cell(name: str) -> bool:
    try:
        parse_a1(name)
    except ValueError:
        return False
    return True


def covers(reference: str, address: str) -> bool:
    """Is `Sheet!A5` the cell of a reference, or one of its range `Sheet!A1:B9`."""
    if reference == address:
        return True
    sheet, _, span = reference.rpartition("!")
    where, _, cell = address.rpartition("!")
    if sheet != where or ":" not in span or not cell:
        return False
    (top, left), (bottom, right), (row, col) = (parse_a1(x) for x in (*span.split(":"), cell))
    return top <= row <= bottom and left <= col <= right
