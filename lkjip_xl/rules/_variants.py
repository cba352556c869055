"""Quotations of one thing in several wordings: which of them is right, and how a finding says so."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable

from lkjip_xl.quotes import Quote, normal
from lkjip_xl.quotes.citations import regulations
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
    """The wording that is right: the official title, what most places print (a statement is not truer for being repeated), what has the objek's name, what is fuller; None when nothing decides."""
    first = found[0][0]
    title = official_title(found)
    if title:
        near = [v for v in found if likeness(v[0].text, [title]) <= Likeness.SPELLING]
        return near[0] if len(near) == 1 else None
    if misprints(found):
        return None
    most = max(found, key=len)
    if 2 * len(most) > sum(map(len, found)) and first.besaran != "keadaan":
        return most
    named = [v for v in found if normal(v[0].thing.text) in normal(v[0].text)] or _of_unit(found)
    if len(named) == 1:
        return named[0]
    if len(found) == 2 and first.besaran in ("judul", "nama"):
        short, full = sorted(found, key=lambda v: len(words_of(v[0].text)))
        if _holds(words_of(full[0].text), words_of(short[0].text)) and not any(q.table.casefold().startswith("daftar") for q in short):
            return full
    return None


_NUMBERED = re.compile(r"(?:nomor|no\.?)\s*(\d+)|\b(\d+)/\d{4}\b", re.IGNORECASE)


def official_title(found: list[list[Quote]]) -> str:
    """The title of the regulation that these wordings are titles of, "" when it is not on the list."""
    number = _NUMBERED.search(found[0][0].thing.text)
    if found[0][0].besaran != "judul" or number is None:
        return ""
    same = [r for r in regulations() if any(n.partition("/")[0] in number.groups() for n, _ in r.pairs)]
    return next((r.title for r in same if any(r.titled(" ".join(v[0].text.casefold().split())) for v in found)), "")


_MISPRINT, _MEANT = re.compile(r"\btidak\s+lanjut\b", re.IGNORECASE), re.compile(r"\btindak\s+lanjut\b", re.IGNORECASE)


def misprints(found: list[list[Quote]]) -> bool:
    """Does one wording print Tidak Lanjut where another has Tindak Lanjut."""
    return any(_MISPRINT.search(v[0].text) for v in found) and any(_MEANT.search(v[0].text) for v in found)


_UNIT = re.compile(r"\b(?:seksi|sub\s*bag(?:ian)?|sub\s*bidang|bidang)\s+(?=\w+\s+(?:dan|,)|\w+,)(.+)$", re.IGNORECASE)


def _of_unit(found: list[list[Quote]]) -> list[list[Quote]]:
    """Of the fields of work printed for one unit (`Bidang tugas Seksi …`) the one that is in the unit's name, the others not at all."""
    unit = _UNIT.search(found[0][0].thing.text)
    own = set(words_of(unit[1])) - _JOINING if unit is not None else set()
    shares = [len(words & own) / len(words) if (words := set(words_of(v[0].text)) - _JOINING) else 0 for v in found]
    return [v for v, share in zip(found, shares, strict=True) if share >= _MOSTLY] if own and all(s >= _MOSTLY or s <= 1 - _MOSTLY for s in shares) else []


_JOINING = frozenset({"bidang", "dan", "umum"})
_MOSTLY = 0.7


def _holds(long: tuple[str, ...], short: tuple[str, ...]) -> bool:
    return len(short) < len(long) and any(long[i:i + len(short)] == short for i in range(len(long) - len(short) + 1))


def told(found: list[list[Quote]], right: list[Quote] | None) -> str:
    """The sentence of the finding: all wordings with all their places."""
    what, title = _what(found), official_title(found)
    more = f" Judul resminya \"{title}\"." if title else " \"Tidak Lanjut\" salah cetak untuk \"Tindak Lanjut\"." if misprints(found) else ""
    if right is None:
        return f"{what[0].upper()}{what[1:]} tercetak berbeda: {'; '.join(map(_said, found))}.{more}"
    odd, *others = [v for v in found if v is not right]
    also = "".join(f" Juga tercetak {_said(v)}." for v in others)
    there = "; ".join(f"di {places(same)} \"{same[0].text}\"" for same in _forms(right))
    return f"{what[0].upper()}{what[1:]} tercetak {_said(odd)}, sedangkan {there}.{also}{more}"


_SAYS_ITSELF = re.compile(r"^(?:judul|nama|tahun|masa|periode|tanggal)\b", re.IGNORECASE)


def _what(found: list[list[Quote]]) -> str:
    """What the wordings are of: the objek, with its besaran where it does not say that itself."""
    first = found[0][0]
    name = first.thing.text
    year = f" {first.year}" if first.other_year and not any(str(first.year) in text for text in (name, *(v[0].text for v in found))) else ""
    itself = _SAYS_ITSELF.match(name) or (first.besaran == "keadaan" and not first.thing.known)
    return re.sub(r"\b(\w+) (?=\1\b)", "", f"{'' if itself else first.besaran + ' '}{name}{year}", flags=re.IGNORECASE)


def _forms(wording: list[Quote]) -> list[list[Quote]]:
    """The quotations of a wording by the form in which it is printed."""
    forms: dict[str, list[Quote]] = defaultdict(list)
    for q in wording:
        forms[normal(q.text)].append(q)
    return list(forms.values())


def _said(wording: list[Quote]) -> str:
    """A wording with its places, each form of it as it is printed."""
    return "; ".join(f"\"{same[0].text}\" di {places(same)}" for same in _forms(wording))


def places(wording: list[Quote]) -> str:
    """Where a wording is printed."""
    return listing(dict.fromkeys(q.place for q in wording), _MOST)


_HEAD = re.compile(r"^(?:judul\s+)?(?:kolom|sebutan)\b", re.IGNORECASE)


def slight(found: list[list[Quote]]) -> bool:
    """Do the wordings differ in spelling, small words or a single word, or are they heads of columns; or is one statement the other with more in it, or are they too long to be about one matter."""
    texts = [v[0].text for v in found]
    if _HEAD.match(found[0][0].thing.text):
        return True
    near = all(likeness(t, [texts[0]]) is not Likeness.OTHER for t in texts[1:])
    if near or found[0][0].besaran != "keadaan" or len(texts) != 2:
        return near
    bags = [set(_bag(t)) for t in texts]
    return all(bags) and (bags[0] < bags[1] or bags[1] < bags[0] or all(len(words_of(t)) > _LONG for t in texts))
