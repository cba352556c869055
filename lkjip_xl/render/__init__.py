"""Findings as text: one file per format behind one function. No sorting, counting or filtering happens here."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lkjip_xl.findings import FileReport


class Format(StrEnum):
    """Output formats of `lkjip validate`."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


def render(reports: Sequence[FileReport], form: Format, *, width: int | None = None, color: bool = False) -> str:
    """Text of the reports in one format; `width` and `color` matter to the table only."""
    match form:
        case Format.TABLE:
            from lkjip_xl.render.table import render_table  # noqa: PLC0415 - rich is loaded where it is used

            return render_table(reports, width=width, color=color)
        case Format.JSON:
            from lkjip_xl.render.json import render_json  # noqa: PLC0415

            return render_json(reports)
        case Format.CSV:
            from lkjip_xl.render.csv import render_csv  # noqa: PLC0415

            return render_csv(reports)
