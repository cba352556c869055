"""What fuzzing throws texts at: functions that take any text, each with what must hold of its answer. A text that breaks one is kept in fuzz-temuan/."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from contextlib import suppress
from fractions import Fraction

from lkjip_xl import cells, intake
from lkjip_xl.errors import LkjipError
from lkjip_xl.reader import RawBook, RawCell, RawSheet
from lkjip_xl.reader.formulas import SharedFormulas
from lkjip_xl.reader.kinds import by_bytes
from lkjip_xl.rules._outside import reaches_file, reaches_program
from lkjip_xl.values import Kind, code_canonical, code_parts, meng_folded, normal, parse_date, parse_number, parse_printed, parse_text
from lkjip_xl.witness.engines import _refuse_heavy

SLOW = 0.25
"""Seconds of processor time that no text of Excel's length may take in one function."""


def values(text: str) -> None:
    """A cell's text as every kind of value."""
    for kind in Kind:
        for value in (parse_text(text, kind), parse_printed(text, kind)):
            assert value.number is None or isinstance(value.number, Fraction)
            if value.number is not None:
                assert abs(value.number) >= 0
    parse_date(text)
    parse_date(text, year=2024)


def numbers(text: str) -> None:
    """A stored number under any number format, and the text as a format."""
    try:
        finite = math.isfinite(float(text)) and "_" not in text
    except ValueError:
        finite = False
    for kind in Kind:
        parse_number("45291.5", text, kind)
        parse_number("0.4444", text, kind, date1904=True)
        if finite:
            for shape in ("General", "0.00%", "h:mm", "dd/mm/yyyy", "#,##0"):
                parse_number(text, shape, kind)


def words(text: str) -> None:
    """Names, codes and headers."""
    assert normal(normal(text)) == normal(text)
    meng_folded(text)
    code_parts(text)
    code_canonical(text)
    for read in (cells.parse_a1, cells.parse_range, cells.col_number):
        with suppress(ValueError):
            read(text)
    cells.split_ref(text)
    cells.quote_sheet(text)
    by_bytes(text.encode("utf-8", "replace"), b"")


def formulas(text: str) -> None:
    """A formula: compared, searched for what leads outside, shared, weighed."""
    intake.canon(text)
    intake.unranged(text)
    reaches_file(text)
    reaches_program(text)
    sheet = RawSheet("A", cells={(1, 2): RawCell("n", "1", text, 0), (5, 7): RawCell("n", "1", "", 0)})
    shared = SharedFormulas()
    shared.add({"si": "0", "ref": "A1"}, text, (1, 2))
    shared.add({"si": "0"}, "", (5, 7))
    shared.expand(sheet.cells)
    with suppress(LkjipError):
        _refuse_heavy(RawBook(sheets=[sheet]))


TARGETS: dict[str, Callable[[str], None]] = {f.__name__: f for f in (values, numbers, words, formulas)}


def throw(target: str, text: str) -> str:
    """Why a text breaks a target, "" when it does not."""
    start = time.process_time()
    try:
        TARGETS[target](text)
    except Exception as error:  # noqa: BLE001 - this is what is looked for
        return f"{type(error).__name__}: {error}"[:200]
    spent = time.process_time() - start
    return f"slow: {spent:.2f} s" if spent > SLOW * len(Kind) else ""
