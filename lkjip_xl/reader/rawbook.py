"""What a workbook holds, as stored: no value is typed, rounded or judged here."""

from dataclasses import dataclass, field
from typing import NamedTuple

from ..cells import Range

Key = tuple[int, int]


class RawCell(NamedTuple):
    """One cell that stores a value or a formula.

    kind: 'n' number, 's' text, 'b' boolean, 'e' error, '' formula without a stored value.
    text: a finite number exactly as written in the XML ('44.44', '1E-05'), the decoded string,
        '1'/'0' of a boolean, the error word ('#DIV/0!'), '' when nothing is stored.
    formula: without '='; None when the cell has none, '' when the file lost its text (a shared
        formula without its master).
    style: index into the cell formats, for RawBook.locked and RawBook.number_format.
    """

    kind: str
    text: str
    formula: str | None
    style: int


@dataclass(slots=True)
class RawValidation:
    """One data validation; formulas without '=', texts decoded, ranges 1-based and inclusive."""

    type: str = "none"
    operator: str = "between"
    formula1: str = ""
    formula2: str = ""
    allow_blank: bool = False
    show_error: bool = False
    error_style: str = "stop"
    prompt_title: str = ""
    prompt: str = ""
    error_title: str = ""
    error: str = ""
    ranges: tuple[Range, ...] = ()


@dataclass(slots=True)
class RawSheet:
    """One worksheet.

    cells: keyed (row, col), 1-based, only those with a value or a formula.
    array_cells: (row, col) of an array or data-table formula -> the range it fills, as written.
    part: where the sheet stands in the package.
    protection: attributes of sheetProtection as written, None when the sheet is not protected.
    conditional_count: number of conditional-format rules, those of the x14 extension included.
    """

    name: str
    state: str = "visible"
    cells: dict[Key, RawCell] = field(default_factory=dict)
    validations: list[RawValidation] = field(default_factory=list)
    protection: dict[str, str] | None = None
    merged: list[Range] = field(default_factory=list)
    hidden_rows: frozenset[int] = frozenset()
    auto_filter: str | None = None
    conditional_count: int = 0
    array_cells: dict[Key, str] = field(default_factory=dict)
    part: str = field(default="", repr=False, compare=False)
    _extent: Key | None = field(default=None, repr=False, compare=False)

    @property
    def max_row(self) -> int:
        """Last row with a cell, 0 for an empty sheet; never the <dimension> of the file."""
        return self._bounds()[0]

    @property
    def max_col(self) -> int:
        """Last column with a cell, 0 for an empty sheet."""
        return self._bounds()[1]

    def _bounds(self) -> Key:
        if self._extent is None:
            rows = max((row for row, _ in self.cells), default=0)
            self._extent = rows, max((col for _, col in self.cells), default=0)
        return self._extent


@dataclass(slots=True)
class RawStyles:
    """Cell formats by xf index: locked flag and number format code."""

    locked: list[bool] = field(default_factory=list)
    formats: list[str] = field(default_factory=list)


class RawLink(NamedTuple):
    """A link out of the workbook: kind 'berkas', 'dde' or 'ole', and where it leads."""

    kind: str
    target: str


@dataclass(slots=True)
class RawExtras:
    """Names of the parts that are neither sheets nor their furniture, and links out of the workbook.

    controls: ActiveX. objects: embedded files and OLE objects.
    """

    macros: list[str] = field(default_factory=list)
    controls: list[str] = field(default_factory=list)
    objects: list[str] = field(default_factory=list)
    connections: list[str] = field(default_factory=list)
    connection_names: list[str] = field(default_factory=list)
    custom_xml: list[str] = field(default_factory=list)
    links: list[RawLink] = field(default_factory=list)


@dataclass(slots=True)
class RawBook:
    """One workbook.

    sheets: worksheets in the order of their tabs; chart sheets hold no cells and are left out.
    names: global defined names -> text. local_names: (sheet, name) -> text.
    builtin_names: (sheet or '' when global, '_xlnm...') -> text.
    custom: custom document properties as text. strict: written in the ISO Strict variant.
    """

    sheets: list[RawSheet] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)
    local_names: dict[tuple[str, str], str] = field(default_factory=dict)
    builtin_names: dict[tuple[str, str], str] = field(default_factory=dict)
    custom: dict[str, str] = field(default_factory=dict)
    application: str = ""
    app_version: str = ""
    creator: str = ""
    modified_by: str = ""
    date1904: bool = False
    extras: RawExtras = field(default_factory=RawExtras)
    structure_locked: bool = False
    full_calc_on_load: bool = False
    strict: bool = False
    styles: RawStyles = field(default_factory=RawStyles)

    def sheet(self, name: str) -> RawSheet | None:
        """Sheet of that name, in any case as Excel has it; None when there is none."""
        folded = name.casefold()
        for sheet in self.sheets:
            if sheet.name.casefold() == folded:
                return sheet
        return None

    def locked(self, style: int) -> bool:
        """Whether sheet protection covers cells of this format; True for an unknown one."""
        return self.styles.locked[style] if 0 <= style < len(self.styles.locked) else True

    def number_format(self, style: int) -> str:
        """Format code, built-in ids resolved as in the en-US list; 'General' when unknown."""
        return self.styles.formats[style] if 0 <= style < len(self.styles.formats) else "General"
