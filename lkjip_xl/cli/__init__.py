"""The command line: arguments in, text and exit code out. Everything else is `pipeline`.

Exit codes: 0 nothing at or above --fail-on, 1 findings, 2 usage, 3 a file unreadable. One module per group of commands; `common` holds what they share.
"""

from __future__ import annotations

import sys

import typer

from lkjip_xl.cli import issuing, moved, reports, returned
from lkjip_xl.cli.common import UNREADABLE, USAGE, app
from lkjip_xl.errors import LkjipError, NotAWorkbook

__all__ = ["app", "issuing", "main", "moved", "reports", "returned"]


def main() -> None:
    """Entry point: errors of ours become one line and an exit code."""
    try:
        app()
    except NotAWorkbook as error:
        typer.echo(f"lkjip: {error.reason}", err=True)
        sys.exit(UNREADABLE)
    except LkjipError as error:
        typer.echo(f"lkjip: {error}", err=True)
        sys.exit(USAGE)
