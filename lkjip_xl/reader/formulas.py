"""Shared formulas of a sheet, expanded for each cell that repeats them."""

from .. import limits
from ..cells import a1
from .package import broken, too_many
from .rawbook import Key, RawCell, RawSheet


class SharedFormulas:
    """Shared formulas of one sheet: masters by si, and the cells that repeat them."""

    def __init__(self) -> None:
        self.masters: dict[str, tuple[str, Key]] = {}
        self.cells: list[tuple[Key, str, tuple[str, Key] | None]] = []

    def add(self, attrs: dict[str, str], text: str, key: Key) -> None:
        """Note a cell; one with text of its own is the master, or keeps what it says."""
        si = attrs.get("si", "")
        if not text:
            self.cells.append((key, si, self.masters.get(si)))
        elif "ref" in attrs or si not in self.masters:
            self.masters[si] = text, key

    def expand(self, cells: dict[Key, RawCell]) -> None:
        """Write each repeated formula, shifted, into its cell; '' stays where none is known."""
        from openpyxl.formula.tokenizer import TokenizerError  # noqa: PLC0415
        from openpyxl.formula.translate import Translator  # noqa: PLC0415

        translators: dict[tuple[str, Key], Translator | None] = {}
        room = limits.MAX_SHARED
        for key, si, early in self.cells:
            master = early or self.masters.get(si)
            if master is None or key not in cells:
                continue
            if master not in translators:
                try:
                    translators[master] = Translator("=" + master[0], a1(*master[1]))
                except (TokenizerError, IndexError):  # the tokenizer pops what a stray bracket never pushed
                    translators[master] = None
            translator = translators[master]
            if translator is None:
                continue
            text = translator.translate_formula(a1(*key))[1:]
            room -= len(text) + 100
            if room < 0:
                raise too_many()
            cells[key] = cells[key]._replace(formula=text)


def check_formulas(sheet: RawSheet) -> None:
    """Refuse a sheet with a formula longer or deeper than Excel takes: engines go through formulas recursively, and some die of a deep one."""
    for (row, col), cell in sheet.cells.items():
        text = cell.formula
        if not text or len(text) <= limits.MAX_NESTING:
            continue
        if len(text) > limits.MAX_FORMULA:
            raise broken(f"rumus di {sheet.name}!{a1(row, col)} lebih panjang dari {limits.MAX_FORMULA} huruf")
        if text.count("(") > limits.MAX_NESTING and _depth(text) > limits.MAX_NESTING:
            raise broken(f"rumus di {sheet.name}!{a1(row, col)} bersarang lebih dari {limits.MAX_NESTING} tingkat")


def _depth(text: str) -> int:
    depth = deepest = 0
    quoted = False
    for char in text:
        if char == '"':
            quoted = not quoted
        elif not quoted and char in "()":
            depth += 1 if char == "(" else -1
            deepest = max(deepest, depth)
    return deepest
