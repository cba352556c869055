"""Reading the text of a part that expat has found well-formed.

A handler call per element costs more than the tokenising itself, so the two big kinds of part are
checked by expat without handlers and then read with regular expressions. On well-formed text
without comments and CDATA (`plain_markup`) these are exact, not a guess: '<' starts a tag and
nothing else, and '>' ends it unless it stands inside quotes.
"""

import re
from xml.sax.saxutils import escape

from .package import broken

TAG_OR_TEXT = re.compile(r"""<(?:[^>"']|"[^"]*"|'[^']*')*>|[^<]+""")

_REFERENCE = re.compile(r"&(?:#([0-9]+)|#x([0-9A-Fa-f]+)|(\w+));")
# The ampersand last, so that what it uncovers is not resolved once more.
_ENTITIES = {"&lt;": "<", "&gt;": ">", "&quot;": '"', "&apos;": "'", "&amp;": "&"}
_ATTRIBUTE = re.compile(r"""\s+([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_TAG = re.compile(r"<(/?)([^\s/>]+)")
_ENCODING = re.compile(rb"""<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)""")
_ASIDE = re.compile(r"<!--.*?-->|<\?.*?\?>|<!\[CDATA\[(.*?)\]\]>", re.DOTALL)


def plain_markup(text: str, plain: bool) -> str:
    """Well-formed text made plain: line ends as XML has them, CDATA as escaped text.

    Comments and processing instructions are gone; plain says that there are none of the three.
    """
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if plain:
        return text
    return _ASIDE.sub(lambda match: escape(match[1] or ""), text)


def as_utf8(data: bytes) -> bytes:
    """The document in UTF-8, so that offsets and text can be taken from the bytes."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        encoding = "utf-16"
    else:
        match = _ENCODING.match(data.removeprefix(b"\xef\xbb\xbf")[:200])
        encoding = match[1].decode().lower() if match else "utf-8"
        if encoding in ("utf-8", "us-ascii"):
            return data
    try:
        text = data.decode(encoding)
    except (LookupError, ValueError) as error:
        raise broken(f"penyandian {encoding} tidak terbaca") from error
    return re.sub(r"^\s*<\?xml.*?\?>", "", text, flags=re.DOTALL).encode()


def unescape(raw: str) -> str:
    """Text of raw character data with its references resolved."""
    if "&" not in raw:
        return raw
    if "&#" in raw:
        return _REFERENCE.sub(_resolve, raw)
    for name, char in _ENTITIES.items():
        raw = raw.replace(name, char)
    return raw


def _resolve(match: re.Match[str]) -> str:
    if match[3]:
        return _ENTITIES[match[0]]
    return chr(int(match[1]) if match[1] else int(match[2], 16))


def attributes(text: str) -> dict[str, str]:
    """Attributes of a start tag from what stands between its name and '>' or '/>'.

    ValueError when there is anything else, as after a cut at a '>' inside quotes.
    """
    found: dict[str, str] = {}
    end = 0
    for match in _ATTRIBUTE.finditer(text):
        if match.start() != end:
            break
        end = match.end()
        found[match[1]] = unescape(match[2] if match[3] is None else match[3])
    if text[end:].strip():
        raise ValueError(f"{text!r} is no list of attributes")
    return found


def split_tag(tag: str) -> tuple[bool, str, str]:
    """(whether it closes, name with prefix, text of its attributes) of a raw tag."""
    match = _TAG.match(tag)
    if match is None:
        raise ValueError(f"{tag!r} is no tag")
    return bool(match[1]), match[2], tag[match.end() : -1].removesuffix("/")


def split_run(text: str, prefix: str) -> tuple[dict[str, str] | None, dict[str, str]]:
    """What stands inside a cell or an item of the string table.

    Returns the attributes of <f>, None without one, and the raw texts by 'f', 'v' and 'is'; the
    last is the text of all runs but the phonetic ones.
    """
    attrs: dict[str, str] | None = None
    found: dict[str, list[str]] = {}
    target: list[str] | None = None
    phonetic = False
    for token in TAG_OR_TEXT.findall(text):
        if token[0] != "<":
            if target is not None:
                target.append(token)
            continue
        target = None
        closes, name, rest = split_tag(token)
        name = name.removeprefix(prefix)
        if name == "rPh":
            phonetic = not closes
        elif name in ("f", "v", "t") and not closes and not phonetic:
            if name == "f":
                attrs = attributes(rest)
            chunks = found.setdefault("is" if name == "t" else name, [])
            target = None if token.endswith("/>") else chunks
    return attrs, {name: "".join(chunks) for name, chunks in found.items()}
