"""Findings as text: one file per format behind one function. What is shown is decided before: nothing is sorted or left out here.

Every format is a function of the reports and of the exceptions that did nothing (`IdleWaiver`), and shows both.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lkjip_xl.findings import FileReport, IdleWaiver


class Format(StrEnum):
    """Output formats of `lkjip validate`."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    HTML = "html"
    MARKDOWN = "markdown"
    SARIF = "sarif"
    JUNIT = "junit"


def render(reports: Sequence[FileReport], form: Format, *, idle: Sequence[IdleWaiver] = (), width: int | None = None, color: bool = False) -> str:
    """Text of the reports in one format; `width` and `color` matter to the table only."""
    match form:
        case Format.TABLE:
            from lkjip_xl.render.table import render_table  # noqa: PLC0415 - each format loads what it needs when it is used

            return render_table(reports, idle, width=width, color=color)
        case Format.JSON:
            from lkjip_xl.render.json import render_json  # noqa: PLC0415

            return render_json(reports, idle)
        case Format.CSV:
            from lkjip_xl.render.csv import render_csv  # noqa: PLC0415

            return render_csv(reports, idle)
        case Format.HTML:
            from lkjip_xl.render.html import render_html  # noqa: PLC0415

            return render_html(reports, idle)
        case Format.MARKDOWN:
            from lkjip_xl.render.markdown import render_markdown  # noqa: PLC0415

            return render_markdown(reports, idle)
        case Format.SARIF:
            from lkjip_xl.render.sarif import render_sarif  # noqa: PLC0415

            return render_sarif(reports, idle)
        case Format.JUNIT:
            from lkjip_xl.render.junit import render_junit  # noqa: PLC0415

            return render_junit(reports, idle)
