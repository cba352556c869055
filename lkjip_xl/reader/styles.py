"""Parts every sheet shares: cell formats and the string table."""

import re

from .. import limits
from .package import (
    Package,
    broken,
    decode,
    feed,
    local,
    new_parser,
    too_many,
    truthy,
)
from .rawbook import RawStyles
from .tokens import as_utf8, plain_markup, split_run, unescape

BUILTIN_FORMATS: dict[int, str] = {
    0: "General",
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    5: '"$"#,##0_);("$"#,##0)',
    6: '"$"#,##0_);[Red]("$"#,##0)',
    7: '"$"#,##0.00_);("$"#,##0.00)',
    8: '"$"#,##0.00_);[Red]("$"#,##0.00)',
    9: "0%",
    10: "0.00%",
    11: "0.00E+00",
    12: "# ?/?",
    13: "# ??/??",
    14: "mm-dd-yy",
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM",
    20: "h:mm",
    21: "h:mm:ss",
    22: "m/d/yy h:mm",
    37: "#,##0_);(#,##0)",
    38: "#,##0_);[Red](#,##0)",
    39: "#,##0.00_);(#,##0.00)",
    40: "#,##0.00_);[Red](#,##0.00)",
    41: r'_(* #,##0_);_(* \(#,##0\);_(* "-"_);_(@_)',
    42: r'_("$"* #,##0_);_("$"* \(#,##0\);_("$"* "-"_);_(@_)',
    43: r'_(* #,##0.00_);_(* \(#,##0.00\);_(* "-"??_);_(@_)',
    44: r'_("$"* #,##0.00_);_("$"* \(#,##0.00\);_("$"* "-"??_);_(@_)',
    45: "mm:ss",
    46: "[h]:mm:ss",
    47: "mmss.0",
    48: "##0.0E+0",
    49: "@",
}

_SECTIONS = frozenset(["numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs", "tableStyles", "colors"])


def read_styles(package: Package, part: str) -> RawStyles:
    """Locked flag and number format of every cell format, in xf order.

    The flag is the xf's own <protection>, whatever applyProtection says: Excel repeats the whole
    format in each xf, and openpyxl and LibreOffice read it the same way.
    """
    styles = RawStyles()
    custom: dict[int, str] = {}
    section = ""

    def on_start(name: str, attrs: dict[str, str]) -> None:
        nonlocal section
        if name in _SECTIONS:
            section = name
        elif section == "numFmts" and name == "numFmt":
            custom[int(attrs.get("numFmtId", "0"))] = decode(attrs.get("formatCode", "General"))
        elif section == "cellXfs" and name == "xf":
            number = int(attrs.get("numFmtId", "0"))
            code = custom.get(number) or BUILTIN_FORMATS.get(number, "General")
            styles.formats.append(code)
            if len(styles.formats) > limits.MAX_FORMATS:
                raise broken(f"{part} memuat lebih dari {limits.MAX_FORMATS} format sel")
            styles.locked.append(True)
        elif section == "cellXfs" and name == "protection" and styles.locked:
            styles.locked[-1] = truthy(attrs.get("locked", "1"))

    package.parse(part, on_start)
    return styles


def read_strings(package: Package, part: str, limit: int) -> dict[str, str]:
    """The string table, keyed by the index as written in a cell ('0', '1', ...).

    Rich-text runs are joined, phonetic runs left out, escapes decoded. NotAWorkbook for broken
    XML and for more than `limit` strings.
    """
    data = as_utf8(package.read(part, limits.MAX_XML // 2))
    names: list[str] = []
    parser = new_parser()

    def on_root(name: str, _: dict[str, str]) -> None:
        names.append(name)
        parser.StartElementHandler = None

    parser.StartElementHandler = on_root
    feed(parser, data, part)
    prefix = names[0].removesuffix(local(names[0]))
    p = re.escape(prefix)
    item = re.compile(
        rf"<{p}si(?:/>|>(?:<{p}t(?:\sxml:space=.preserve.)?>([^<]*)</{p}t></{p}si>"
        rf"|(.*?)</{p}si>))",
        re.DOTALL,
    )
    strings: dict[str, str] = {}
    for count, match in enumerate(item.finditer(plain_markup(data.decode(), False))):
        if count >= limit:
            raise too_many()
        text = match[1]
        if text is None:
            text = split_run(match[2] or "", prefix)[1].get("is", "")
        strings[str(count)] = decode(unescape(text))
    return strings
