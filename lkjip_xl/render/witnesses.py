"""The table of `lkjip recompute`: what each witness says of a formula cell."""

from __future__ import annotations

import io
from collections.abc import Sequence
from fractions import Fraction
from typing import Any, Protocol

from rich.console import Console
from rich.table import Table

WIDTH = 150


class Witnessed(Protocol):
    """A row of the table."""

    @property
    def place(self) -> str: ...  # noqa: D102
    @property
    def stored(self) -> Any: ...  # noqa: D102
    @property
    def recomputed(self) -> Any: ...  # noqa: D102
    @property
    def own(self) -> Any: ...  # noqa: D102
    @property
    def verdict(self) -> str: ...  # noqa: D102
    @property
    def formula(self) -> str: ...  # noqa: D102


def render_witnesses(rows: Sequence[Witnessed], *, width: int | None = None) -> str:
    """The witnesses side by side; a plain sentence when none disagrees."""
    if not rows:
        return "Semua saksi sepakat pada setiap sel rumus.\n"
    out = io.StringIO()
    table = Table(show_lines=False, expand=True)
    for name in ("Sel", "Tersimpan", "Dihitung ulang", "Mesin sendiri", "Putusan"):
        table.add_column(name, no_wrap=name == "Sel")
    for r in rows:
        table.add_row(r.place, *(_text(v) for v in (r.stored, r.recomputed, r.own)), r.verdict)
    Console(file=out, width=width or WIDTH, highlight=False, legacy_windows=False).print(table)
    return out.getvalue()


def _text(value: Any) -> str:
    if isinstance(value, (Fraction, float)):
        return f"{float(value):.12g}"
    return "" if value is None else str(value)
