"""What stands around <sheetData>: validations, protection, merged cells, filter."""

from .. import limits
from ..cells import Range, parse_range
from .package import broken, decode, feed, local, new_parser, too_big, too_many, truthy
from .rawbook import RawSheet, RawValidation


class Frame:
    """Handlers for everything around <sheetData>."""

    def __init__(self, sheet: RawSheet) -> None:
        self.sheet = sheet
        self.buf: list[str] = []
        self.validation: RawValidation | None = None
        self.inner: str | None = None
        self.custom_view = False
        self.ranges = 0

    def start(self, name: str, attrs: dict[str, str]) -> None:
        """Handle a start tag."""
        tag = local(name)
        self.buf.clear()
        sheet = self.sheet
        if self.custom_view:
            return
        if tag == "dataValidation":
            self.validation = new_validation(attrs)
            sheet.validations.append(self.validation)
            self.count(max(1, len(self.validation.ranges)))
        elif tag in ("formula1", "formula2", "sqref"):
            self.inner = None
        elif tag == "cfRule":
            sheet.conditional_count += 1
        elif tag == "mergeCell":
            sheet.merged.append(parse_range(attrs.get("ref", "")))
            self.count(1)
        elif tag == "sheetProtection":
            sheet.protection = dict(attrs)
        elif tag == "autoFilter":
            sheet.auto_filter = attrs.get("ref")
        elif tag == "customSheetViews":
            self.custom_view = True

    def count(self, ranges: int) -> None:
        """Refuse more ranges than a sheet may have."""
        self.ranges += ranges
        if self.ranges > limits.MAX_RANGES:
            raise too_many()

    def end(self, name: str) -> None:
        """Handle an end tag; the text before it is in `buf`."""
        tag = local(name)
        if tag == "customSheetViews":
            self.custom_view = False
        validation = self.validation
        if validation is None:
            return
        if tag == "f":
            self.inner = "".join(self.buf)
        elif tag in ("formula1", "formula2"):
            setattr(validation, tag, "".join(self.buf) if self.inner is None else self.inner)
        elif tag == "sqref":
            validation.ranges = parse_sqref("".join(self.buf))
            self.count(len(validation.ranges))
        elif tag == "dataValidation":
            self.validation = None


def read_frame(data: bytes, part: str, sheet: RawSheet, row_tag: str) -> None:
    """Read a sheet part from which <sheetData> was cut out; row_tag as it would stand in it.

    NotAWorkbook when rows are left: only a comment that quotes the end tag can make the cut wrong.
    """
    if len(data) > limits.MAX_SMALL_PART:
        raise too_big()
    frame = Frame(sheet)
    parser = new_parser()

    def on_start(name: str, attrs: dict[str, str]) -> None:
        if name == row_tag:
            raise broken(f"{part} memuat baris di luar tabelnya")
        frame.start(name, attrs)

    parser.StartElementHandler = on_start
    parser.EndElementHandler = frame.end
    parser.CharacterDataHandler = frame.buf.append
    feed(parser, data, part)


def new_validation(attrs: dict[str, str]) -> RawValidation:
    """A validation from the attributes of its element, with the defaults of the standard."""
    return RawValidation(
        type=attrs.get("type", "none"),
        operator=attrs.get("operator", "between"),
        allow_blank=truthy(attrs.get("allowBlank")),
        show_error=truthy(attrs.get("showErrorMessage")),
        error_style=attrs.get("errorStyle", "stop"),
        prompt_title=decode(attrs.get("promptTitle", "")),
        prompt=decode(attrs.get("prompt", "")),
        error_title=decode(attrs.get("errorTitle", "")),
        error=decode(attrs.get("error", "")),
        ranges=parse_sqref(attrs.get("sqref", "")),
    )


def parse_sqref(text: str) -> tuple[Range, ...]:
    """Ranges of a space-separated list of references."""
    return tuple(parse_range(part) for part in text.split())
