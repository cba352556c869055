"""Spreadsheet engines behind one interface: give a file, get the values of its cells from its own formulas."""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from threading import Thread
from typing import Any

from lkjip_xl import limits
from lkjip_xl.cells import parse_range
from lkjip_xl.errors import LkjipError
from lkjip_xl.reader import RawBook, canonical

Grid = dict[tuple[int, int], Any]
NONE = {"-": "bukan formulir kami", "terhenti": "mesin hitungnya terhenti, atau melebihi batas waktu atau memori"}
"""Names for no engine at all, and why it is not asked."""


@dataclass(frozen=True, slots=True)
class Recomputed:
    """Values by sheet title and (row, column); `failure` says why an engine gave none."""

    engine: str
    sheets: dict[str, Grid]
    failure: str = ""

    def value(self, sheet: str, row: int, col: int) -> Any:
        """float, str, bool, None for blank; KeyError when the engine did not judge the cell."""
        return self.sheets[sheet][row, col]


def recompute(path: str | Path, raw: RawBook, engine: str = "formualizer") -> Recomputed:
    """Recompute a workbook with `formualizer` or `formulas`; failures come back as text, never as an exception."""
    return start(path, raw, engine)()


def start(path: str | Path, raw: RawBook, engine: str = "formualizer") -> Callable[[], Recomputed]:
    """Begin to recompute; the call that is returned waits for the end.

    `formualizer` calculates outside of Python's lock, so meanwhile the caller types cells and runs our own engine.
    """
    if engine in NONE:
        return lambda: Recomputed("formualizer", {}, NONE[engine])
    run = {"formualizer": _formualizer, "formulas": _formulas}[engine]
    found: list[Recomputed] = []

    def work() -> None:
        try:
            found.append(Recomputed(engine, run(Path(path), raw)))
        except LkjipError as error:
            found.append(Recomputed(engine, {}, str(error)))
        except BaseException as error:  # noqa: BLE001 - a foreign engine may raise anything; the failure is reported, not hidden
            found.append(Recomputed(engine, {}, f"{type(error).__name__}: {error}"))

    thread = Thread(target=work, name="hitung-ulang", daemon=True)
    thread.start()

    def result() -> Recomputed:
        # formualizer keeps to the time while it calculates, not while it loads; formulas knows none: there the process is stopped.
        thread.join(2 * limits.ENGINE_SECONDS if engine == "formualizer" else None)
        return found[0] if found else Recomputed(engine, {}, f"lebih dari {2 * limits.ENGINE_SECONDS} detik")

    return result


def _formula_cells(raw: RawBook) -> Iterable[tuple[str, list[tuple[int, int]]]]:
    for sheet in raw.sheets:
        cells = [at for at, cell in sheet.cells.items() if cell.formula is not None]
        if cells:
            yield sheet.name, cells


def _formualizer(path: Path, raw: RawBook) -> dict[str, Grid]:
    import formualizer  # noqa: PLC0415 - loaded where it is used

    evaluation = formualizer.EvaluationConfig()
    evaluation.max_eval_time_ms = limits.ENGINE_SECONDS * 1000
    _refuse_heavy(raw)
    boxes = {name: (max(r for r, _ in cells), max(c for _, c in cells)) for name, cells in _formula_cells(raw)}
    far = next((name for name, (rows, cols) in boxes.items() if rows * cols > limits.MAX_AREA), None)
    if far is not None:
        raise LkjipError(f"rumus di lembar {far} berdiri terlalu jauh dari A1")
    workbook = _load(path, raw, formualizer.Workbook, formualizer.WorkbookConfig(eval_config=evaluation))
    workbook.evaluate_all()
    found: dict[str, Grid] = {}
    for name, cells in _formula_cells(raw):
        last_row, last_col = boxes[name]
        rows = workbook.sheet(name).get_values(formualizer.RangeAddress(name, 1, 1, last_row, last_col))
        found[name] = {(r, c): _error_text(rows[r - 1][c - 1]) for r, c in cells}
    return found


_HEAVY = re.compile(r"\bREPT\(|\{[^}]{1000}|\$?[A-Z]{1,3}\$?\d+:\$?[A-Z]{1,3}\$?\d+", re.IGNORECASE)
"""Text that grows without a bound in this engine, long array constants (quadratic), and ranges, whose size is then looked at."""


def _refuse_heavy(raw: RawBook) -> None:
    """LkjipError for formulas that cost this engine more time or memory than a whole workbook."""
    texts = [(sheet.name, [cell.formula for cell in sheet.cells.values() if cell.formula]) for sheet in raw.sheets]
    if sum(len(formulas) for _, formulas in texts) > limits.MAX_FORMULAS:
        raise LkjipError(f"lebih dari {limits.MAX_FORMULAS} rumus")
    for name, formulas in texts:
        for found in set(_HEAVY.findall("\n".join(formulas))):
            if ":" not in found or found.startswith("{") or _area(found) > limits.MAX_FORMULA_AREA:
                raise LkjipError(f"rumus di lembar {name} memakai {found[:40]}, yang terlalu berat")


def _area(reference: str) -> int:
    try:
        top, left, bottom, right = parse_range(reference.replace("$", ""))
    except ValueError:
        return 0
    return (bottom - top + 1) * (right - left + 1)


def _load(path: Path, raw: RawBook, workbook: Any, config: Any) -> Any:
    """The file in the engine; written anew where the engine would read nothing of it (strict) or refuses the way it is written."""
    if not raw.strict:
        try:
            return workbook.load_path(str(path), config=config)
        except OSError:
            pass
    return workbook.from_bytes(canonical(str(path)), config=config)


def _error_text(value: Any) -> Any:
    if isinstance(value, dict):
        kind = str(value.get("kind", value.get("type", "error")))
        return _ERRORS.get(kind, f"#{kind.upper()}!")
    return value


_ERRORS = {"Div": "#DIV/0!", "Na": "#N/A", "Name": "#NAME?", "Null": "#NULL!", "Num": "#NUM!", "Ref": "#REF!", "Value": "#VALUE!"}


def load_formulas() -> Any:
    """The library `formulas`, imported when it is first asked: a second, and warnings about its own source on a fresh installation."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", SyntaxWarning)
        import formulas  # noqa: PLC0415
        import formulas.functions  # noqa: PLC0415
    return formulas


def _formulas(path: Path, raw: RawBook) -> dict[str, Grid]:
    from numpy import ndarray  # noqa: PLC0415

    formulas = load_formulas()
    model = formulas.ExcelModel().loads(str(path)).finish()
    solution = model.calculate()
    values: dict[str, Any] = {}
    for key, ranges in solution.items():
        grid = getattr(ranges, "value", None)
        if isinstance(grid, ndarray) and grid.size == 1:
            values[str(key).upper().partition("]")[2]] = grid[0, 0]
    found: dict[str, Grid] = {}
    for name, cells in _formula_cells(raw):
        found[name] = {}
        for row, col in cells:
            value = values.get(_formulas_key(name, row, col), _formulas_key)
            if value is not _formulas_key:
                found[name][row, col] = _plain(value)
    return found


def _formulas_key(sheet: str, row: int, col: int) -> str:
    from lkjip_xl.cells import a1  # noqa: PLC0415

    return f"{sheet.upper()}'!{a1(row, col)}"


def _plain(value: Any) -> Any:
    if hasattr(value, "item"):
        value = value.item()
    if value is None or type(value).__name__ == "XlError":
        return None if value is None else str(value)
    return str(value) if isinstance(value, str) else value
