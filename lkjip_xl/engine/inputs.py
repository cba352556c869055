"""What the engine is given: typed cells of forms and tables, and the values that stand where a formula should."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final


class _Untyped:
    def __repr__(self) -> str:
        return "UNTYPED"


UNTYPED: Final = _Untyped()
"""A cell that does not type; so is everything that depends on it."""


class Untyped(Exception):
    """Raised inside a twin that reads a cell which does not type; a signal between twins, not an error for users."""


CellKey = tuple[str, int | None, str]
"""A cell of the template: part, position of the row (None for a form), field."""


@dataclass(slots=True)
class TableInputs:
    """Typed inputs of one table: per row its Excel row number, its cells and the cells that replace a formula."""

    numbers: list[int] = field(default_factory=list)
    rows: list[dict[str, Any]] = field(default_factory=list)
    overrides: dict[int, dict[str, Any]] = field(default_factory=dict)
    """Row index to {key: value} for formula cells that hold something else than their formula."""


@dataclass(slots=True)
class Inputs:
    """Everything the engine needs of one workbook."""

    forms: dict[str, dict[str, Any]] = field(default_factory=dict)
    tables: dict[str, TableInputs] = field(default_factory=dict)
    form_overrides: dict[str, dict[str, Any]] = field(default_factory=dict)

    def having(self, cells: Mapping[CellKey, Any]) -> Inputs:
        """A copy in which these input cells hold other values."""
        forms, tables = dict(self.forms), dict(self.tables)
        for (part, index, key), value in cells.items():
            if index is None:
                forms[part] = forms.get(part, {}) | {key: value}
                continue
            rows = list(tables[part].rows)
            rows[index] = rows[index] | {key: value}
            tables[part] = replace(tables[part], rows=rows)
        return Inputs(forms, tables, self.form_overrides)
