"""The judge: `formulas` evaluates single formulas from the values around them. Started lazily, within a budget."""

from __future__ import annotations

import time
from typing import Any

from lkjip_xl import limits
from lkjip_xl.cells import parse_range, split_ref
from lkjip_xl.layout import Layout
from lkjip_xl.reader import RawBook
from lkjip_xl.witness.engines import Recomputed, _plain, load_formulas

UNDECIDED = "belum diputus"


class Judge:
    """Second opinion on single cells of one workbook; what it cannot judge is `belum diputus`, never a pass."""

    def __init__(self, raw: RawBook, recomputed: Recomputed) -> None:
        self.raw, self.recomputed = raw, recomputed
        self.asked, self.spent = 0, 0.0

    def ask(self, key: tuple[str, int | None, str], layout: Layout) -> Any:
        """Value of the formula in a field's cell, or `belum diputus`."""
        part, index, name = key
        if index is None:
            form = layout.forms[part]
            return self.value(form.sheet, *form.cells[name])
        table = layout.tables[part]
        return self.value(table.sheet, table.first_row + index, table.cols[name])

    def value(self, sheet: str, row: int, col: int) -> Any:
        """Value of the formula stored at one cell, from the other cells' values, or `belum diputus`."""
        found = self.raw.sheet(sheet)
        cell = found.cells.get((row, col)) if found else None
        if cell is None or not cell.formula or len(cell.formula) > limits.JUDGE_FORMULA or self.asked >= limits.JUDGE_CELLS or self.spent > limits.JUDGE_SECONDS:
            return UNDECIDED
        self.asked += 1
        start = time.monotonic()
        try:
            return self._evaluate(cell.formula, sheet, row)
        except Exception:  # noqa: BLE001 - a foreign engine may raise anything; undecided is reported as such
            return UNDECIDED
        finally:
            self.spent += time.monotonic() - start

    def _evaluate(self, formula: str, sheet: str, row: int) -> Any:
        import numpy as np  # noqa: PLC0415

        compiled = load_formulas().Parser().ast(f"={formula.replace('ROW()', str(row))}")[1].compile()
        arrays = [np.array(self._grid(str(name), sheet), dtype=object) for name in compiled.inputs]
        result = compiled(*arrays)
        grid = getattr(result, "value", result)
        return _plain(np.asarray(grid, dtype=object).reshape(-1)[0])

    def _grid(self, reference: str, home: str) -> list[list[Any]]:
        text = self.raw.names.get(reference) or next((v for k, v in self.raw.names.items() if k.upper() == reference.upper()), reference)
        target = split_ref(text) or (home, *parse_range(text.replace("$", "")))
        title, r1, c1, r2, c2 = target
        found = next((s for s in self.raw.sheets if s.name.upper() == title.upper()), None)
        if found is None:
            raise KeyError(title)
        if (r2 - r1 + 1) * (c2 - c1 + 1) > limits.JUDGE_AREA:
            raise OverflowError(reference)
        return [[self._value(found.name, r, c) for c in range(c1, c2 + 1)] for r in range(r1, r2 + 1)]

    def _value(self, sheet: str, row: int, col: int) -> Any:
        cells = self.raw.sheet(sheet)
        cell = cells.cells.get((row, col)) if cells else None
        if cell is None:
            return ""
        if cell.formula is not None:
            value = self.recomputed.sheets.get(sheet, {}).get((row, col))
            return "" if value is None else value
        return float(cell.text) if cell.kind == "n" else cell.text
