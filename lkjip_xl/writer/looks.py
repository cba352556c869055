"""All formats and colours of the workbook; a colour means one thing everywhere (legend on Petunjuk)."""

from __future__ import annotations

from typing import Any

from lkjip_xl.cells import looks_like_formula
from lkjip_xl.spec.types import Look, Tab

INPUT, COMPUTED, POLICY = "FFF8DC", "EEF3EE", "E7E6E6"
HEADER, HEADER_TEXT, BAND = "1F4E5F", "FFFFFF", "D5E4EA"
GRID = "B8C4C9"
TAB_COLORS = {Tab.FILL: "FFD966", Tab.COMPUTED: "70AD47", Tab.READ: "FFFFFF"}
STATUS = {"LENGKAP": ("C6E7C8", "1E5E23"), "BELUM": ("FFE699", "7F6000"), "TIDAK COCOK": ("F8CBAD", "9C0006"), "BELUM DIISI": ("EDEDED", "7F7F7F")}
MISSING = "FFC000"
CLASS_COLORS = {
    "hijau tua": ("3C8D40", "FFFFFF"), "hijau muda": ("A9D08E", "000000"), "biru": ("9DC3E6", "000000"),
    "kuning tua": ("F4B942", "000000"), "kuning muda": ("FFE699", "000000"), "merah": ("E06666", "FFFFFF"),
}
NUMBER_FORMATS = {
    Look.TEXT: "@", Look.CENTER: "General", Look.NUMBER: "General", Look.DECIMAL: "0.00", Look.PERCENT: "0.00%", Look.MONEY: "#,##0", Look.DATE: "dd/mm/yyyy",
    Look.YEAR: "0", Look.RATIO: "0.00",
}
_ALIGN = {Look.TEXT: "left", Look.CENTER: "center", Look.DATE: "center", Look.YEAR: "center"}
FONT = "Calibri"


class Looks:
    """Formats of one workbook, made once each."""

    def __init__(self, workbook: Any) -> None:
        self._workbook = workbook
        self._made: dict[tuple[object, ...], Any] = {}
        self._properties: dict[Any, dict[str, object]] = {}

    def _make(self, key: tuple[object, ...], properties: dict[str, object]) -> Any:
        if key not in self._made:
            look = self._workbook.add_format({"font_name": FONT, "font_size": 10, "valign": "top", **properties})
            self._made[key], self._properties[look] = look, properties
        return self._made[key]

    def for_text(self, look: Any, text: str) -> Any:
        """The look of a cell that holds this text: with Excel's mark for "text, whatever it looks like" where editing the cell would make a formula of it."""
        return self._make(("quoted", look), {**self._properties[look], "quote_prefix": True}) if looks_like_formula(text) else look

    def cell(self, look: Look, *, entry: bool, text: bool = False, policy: bool = False) -> Any:
        """Cell of a table or form: yellow and unlocked for input, pale green and locked for a formula, grey for policy.

        `text` marks an input cell whose content must stay text (codes, ids, quotations).
        """
        fill = INPUT if entry else POLICY if policy else COMPUTED
        number = "@" if text else "General" if look is Look.TEXT and not entry else NUMBER_FORMATS[look]
        return self._make(("cell", look, entry, text, policy), {
            "bg_color": fill, "border": 1, "border_color": GRID, "locked": not entry, "num_format": number,
            "align": _ALIGN.get(look, "right"), "text_wrap": look in (Look.TEXT, Look.CENTER), "indent": int(look in (Look.TEXT, Look.MONEY)),
        })

    def title(self) -> Any:
        """Title of a sheet."""
        return self._make(("title",), {"bold": True, "font_size": 14, "font_color": HEADER})

    def intro(self) -> Any:
        """Line under the title."""
        return self._make(("intro",), {"italic": True, "font_color": "595959"})

    def part(self) -> Any:
        """Title of a form or table."""
        return self._make(("part",), {"bold": True, "font_size": 11, "font_color": HEADER})

    def header(self) -> Any:
        """Column header."""
        return self._make(("header",), {
            "bold": True, "bg_color": HEADER, "font_color": HEADER_TEXT, "text_wrap": True, "align": "center", "valign": "vcenter",
            "border": 1, "border_color": GRID})

    def band(self) -> Any:
        """Group header above columns, and the caption row below the header."""
        return self._make(("band",), {"bold": True, "bg_color": BAND, "align": "center", "border": 1, "border_color": GRID})

    def label(self) -> Any:
        """Label of a form field."""
        return self._make(("label",), {"bg_color": BAND, "border": 1, "border_color": GRID, "text_wrap": True})

    def note(self) -> Any:
        """Explanation beside a form field."""
        return self._make(("note",), {"font_color": "7F7F7F", "italic": True, "text_wrap": True})

    def end(self) -> Any:
        """End-marker row of a table."""
        return self._make(("end",), {"bg_color": BAND, "italic": True, "font_color": "595959", "font_size": 8})

    def plain(self) -> Any:
        """Running text."""
        return self._make(("plain",), {"text_wrap": True})

    def fill(self, colors: tuple[str, str], *, bold: bool = True) -> Any:
        """Conditional format with fill and font colour."""
        return self._workbook.add_format({"bg_color": colors[0], "font_color": colors[1], "bold": bold})
