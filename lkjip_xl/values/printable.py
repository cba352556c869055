"""Texts made safe for every format that is read by people."""

import re

__all__ = ["printable"]

_LINE_END = re.compile(r"\r\n?")
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")


def printable(text: str) -> str:
    """Text without what XML and HTML cannot hold (control characters, halves of pairs) and what turns the order of what is read around it."""
    return _UNPRINTABLE.sub(lambda hit: chr(0x2400 + ord(hit[0])) if hit[0] < " " else "\ufffd", _LINE_END.sub("\n", text))
