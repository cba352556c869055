"""Names folded for comparing, each text once: a table of quotations repeats a few hundred names thousands of times."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any, TypeVar

from lkjip_xl import values

_KIND_WORD = re.compile(r"^\s*(?:program|sub\s*kegiatan|kegiatan)\s+", re.IGNORECASE)
_KEPT = 8192
T = TypeVar("T")


@lru_cache(_KEPT)
def normal(text: str) -> str:
    """Letters and digits of a name; `&` is read as dan."""
    return values.normal(_and(text))


@lru_cache(_KEPT)
def meng_folded(text: str) -> str:
    """`normal` with Meningkatkan and Meningkatnya as one."""
    return values.meng_folded(_and(text))


@lru_cache(_KEPT)
def bare(name: str) -> str:
    """`normal` of a name without a leading Program / Kegiatan / Sub Kegiatan."""
    return values.normal(_and(kindless(name)))


def kindless(name: str) -> str:
    """A name without a leading Program / Kegiatan / Sub Kegiatan."""
    return _KIND_WORD.sub("", name)


def _and(text: str) -> str:
    return text.replace("&", " dan ") if "&" in text else text


def clip(text: str, width: int, near: str = "") -> str:
    """A text cut between words to about `width` letters, with the words `near` in it: they are what a message is about."""
    plain, about = " ".join(text.split()), " ".join(near.split())
    if len(plain) <= width:
        return plain
    at = max(0, plain.casefold().find(about.casefold()))
    stop = at + len(about)
    start = 0 if stop < width else plain.rfind(" ", 0, max(1, at - (width - len(about)) // 2)) + 1
    end = max(start + width, stop)
    cut = len(plain) if end >= len(plain) else max(plain.rfind(" ", start, end), stop) if " " in plain[start:end] else end
    return f"{'… ' if start else ''}{plain[start:cut].rstrip()}{' …' if cut < len(plain) else ''}"


def made_once(owner: object, name: str, make: Callable[[Any], T]) -> T:
    """What `make` gives for `owner`, kept on it under `name`: many rules ask, the first one pays."""
    kept = vars(owner)
    if name not in kept:
        kept[name] = make(owner)
    found: T = kept[name]
    return found
