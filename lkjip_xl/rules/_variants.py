"""Quotations of one thing in several wordings: which of them is right, and how a finding says so."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from lkjip_xl.quotes import Quote, normal
from lkjip_xl.quotes.names import Likeness, likeness, words_of
from lkjip_xl.rules._quoted import listing

_EMPTY = frozenset({"yang", "masih", "ini", "itu", "tersebut"})
_LONG = 6
"""Words from which a statement holds more than one matter: two of them need not be about the same."""
_MOST = 4


def same_words(a: str, b: str) -> bool:
    """Do two texts say the same, perhaps in another order (`koordinasi yang belum optimal`, `masih belum optimalnya koordinasi`)."""
    return normal(a) == normal(b) or _bag(a) == _bag(b)


def _bag(text: str) -> list[str]:
    return sorted(w.removesuffix("nya") if len(w) > _LONG else w for w in words_of(text) if w not in _EMPTY)


def wordings(group: Iterable[Quote], differ: Callable[[Quote, Quote], bool]) -> list[list[Quote]]:
    """Quotations of one thing by what they say."""
    found: list[list[Quote]] = []
    for q in group:
        same = next((v for v in found if not differ(v[0], q)), None)
        if same is None:
            found.append([q])
        else:
            same.append(q)
    return found


def right_one(found: list[list[Quote]]) -> list[Quote] | None:
    """The wording that is right: what most places print, what has the objek's name, what is fuller; None when nothing decides."""
    most = max(found, key=len)
    if 2 * len(most) > sum(map(len, found)):
        return most
    named = [v for v in found if normal(v[0].thing.text) in normal(v[0].text)]
    if len(named) == 1:
        return named[0]
    if len(found) == 2 and found[0][0].besaran in ("judul", "nama"):
        short, full = sorted(found, key=lambda v: len(words_of(v[0].text)))
        if _holds(words_of(full[0].text), words_of(short[0].text)) and not any(q.table.casefold().startswith("daftar") for q in short):
            return full
    return None


def _holds(long: tuple[str, ...], short: tuple[str, ...]) -> bool:
    return len(short) < len(long) and any(long[i:i + len(short)] == short for i in range(len(long) - len(short) + 1))


def told(found: list[list[Quote]], right: list[Quote] | None) -> str:
    """The sentence of the finding: all wordings with all their places."""
    first = found[0][0]
    what = re.sub(rf"^{first.besaran} (?={first.besaran}\b)", "", first.what, flags=re.IGNORECASE)
    if right is None:
        return f"{what[0].upper()}{what[1:]} tercetak berbeda: {'; '.join(f'{_said(v)} di {places(v)}' for v in found)}."
    odd, *more = [v for v in found if v is not right]
    also = "".join(f" Di {places(v)} tercetak {_said(v)}." for v in more)
    return f"{places(odd)}: {what} tercetak {_said(odd)}, sedangkan di {places(right)} tercetak {_said(right)}.{also}"


def _said(wording: list[Quote]) -> str:
    return f"\"{wording[0].text}\""


def places(wording: list[Quote]) -> str:
    """Where a wording is printed."""
    return listing(dict.fromkeys(q.place for q in wording), _MOST)


def slight(found: list[list[Quote]]) -> bool:
    """Do the wordings differ in spelling, small words or a single word; or is one statement the other with more in it, or are they too long to be about one matter."""
    texts = [v[0].text for v in found]
    near = all(likeness(t, [texts[0]]) is not Likeness.OTHER for t in texts[1:])
    if near or found[0][0].besaran != "keadaan" or len(texts) != 2:
        return near
    bags = [set(_bag(t)) for t in texts]
    return all(bags) and (bags[0] < bags[1] or bags[1] < bags[0] or all(len(words_of(t)) > _LONG for t in texts))
