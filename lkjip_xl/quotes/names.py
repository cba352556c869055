"""How alike two names are: alike, alike but for the verb, misspelt, or another name."""

from __future__ import annotations

import re
from collections import Counter
from enum import IntEnum
from functools import lru_cache

from lkjip_xl.quotes.text import bare, kindless, meng_folded, normal


class Likeness(IntEnum):
    """How near a printed name is to the right one; a lower value is nearer."""

    SAME = 0
    VERB = 1
    SPELLING = 2
    SMALL = 3
    """Only small words (yang, dan, di …) are missing, added or changed, one other word in the middle is missing or added, the words stand in another order,
    or both are the same survey (SKM, IKM)."""
    OTHER = 4


def likeness(printed: str, names: list[str]) -> Likeness:
    """Nearest likeness to any of the right names."""
    return min((_like(printed, name) for name in names), default=Likeness.SAME)


_BRACKET = re.compile(r"\s*\(([^()]*)\)")


def _like(printed: str, name: str) -> Likeness:
    if normal(printed) == normal(name) or bare(printed) == bare(name) or _short_form(printed, name):
        return Likeness.SAME
    printed, name = kindless(printed), kindless(name)
    if meng_folded(printed) == meng_folded(name):
        return Likeness.VERB
    if _misspelt(printed, name):
        return Likeness.SPELLING
    a, b = _big(printed), _big(name)
    return Likeness.SMALL if _nearly(a, b) or sorted(a) == sorted(b) or same_survey(printed, name) else Likeness.OTHER


_SURVEY = re.compile(r"\b(?:(?:nilai|hasil)\s+)*(?:\(?\b(?:ikm|skm)\b\)?|(?:indeks?|surve[iy])\s+kepuasan\s+masyarakat(?:\s*\((?:ikm|skm)\))?)", re.IGNORECASE)


def same_survey(a: str, b: str) -> bool:
    """Are both the survey of satisfaction, under its four names, and nothing else differs."""
    rest = [_SURVEY.sub(" ", t) for t in (a, b)]
    return all(r != t for r, t in zip(rest, (a, b), strict=True)) and normal(rest[0]) == normal(rest[1])


def _short_form(printed: str, name: str) -> bool:
    """Equal but for an abbreviation in brackets that only one of them gives, or that very abbreviation: `IKM` for `Indeks Kepuasan Masyarakat (IKM)`."""
    a, b = _BRACKET.findall(printed), _BRACKET.findall(name)
    if bool(a) == bool(b):
        return False
    brackets = a or b
    if not all(x.strip().isupper() and len(x.split()) == 1 for x in brackets):
        return False
    return normal(_BRACKET.sub("", printed)) == normal(_BRACKET.sub("", name)) or (bool(b) and normal(printed) == normal(b[0]))


_SMALL_WORDS = frozenset({"yang", "dan", "di", "ke", "dari", "dengan", "pada", "dalam", "untuk", "oleh", "atas", "serta", "atau", "para", "nya", "the", "ada", "adalah", "sebuah", "suatu"})


@lru_cache(4096)
def tokens_of(text: str) -> tuple[str, ...]:
    """Words of a name as they are written."""
    return tuple(t for t in re.split(r"[\s/,;–-]+", text) if normal(t))


@lru_cache(4096)
def words_of(text: str) -> tuple[str, ...]:
    """Words of a name, each as letters and digits."""
    return tuple(normal(t) for t in tokens_of(text))


def _big(text: str) -> tuple[str, ...]:
    return tuple(w for w in words_of(text) if w not in _SMALL_WORDS)


_WRITTEN_OUT = {"yg": "yang", "dgn": "dengan", "dlm": "dalam", "utk": "untuk", "thd": "terhadap", "pd": "pada", "dg": "dengan", "kec": "kecamatan", "kab": "kabupaten", "prosentase": "persentase"}


_CHANGES_MEANING = frozenset({"tidak", "non", "bukan", "belum", "tanpa", "kurang", "anti"})


def _nearly(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    if a == b:
        return bool(a)
    x, y = sorted((a, b), key=len)
    if len(y) != len(x) + 1 or len(x) < 3:
        return False
    at = next((i for i, w in enumerate(x) if w != y[i]), len(x))
    return at < len(x) and x[at:] == y[at + 1:] and y[at] not in _CHANGES_MEANING and not any(c.isdigit() for c in y[at])


def _misspelt(printed: str, name: str) -> bool:
    """A word in five off by at most two letters, or cut short by its ending; digits never count as spelling."""
    a, b = ([_WRITTEN_OUT.get(w, w) for w in words_of(text)] for text in (printed, name))
    if a == b:
        return True
    if len(a) != len(b):
        x, y = normal(printed), normal(name)
        return len(x) >= 20 and abs(len(x) - len(y)) <= 1 and _numbers(printed) == _numbers(name) and distance(x, y) <= 1
    apart = [(x, y) for x, y in zip(a, b, strict=True) if x != y]
    return 0 < len(apart) <= max(1, len(a) // 5) and all(_slip(x, y) for x, y in apart)


def _numbers(text: str) -> list[str]:
    return [w for w in words_of(text) if any(c.isdigit() for c in w) or set(w) <= set("ivx")]


def _slip(a: str, b: str) -> bool:
    if any(c.isdigit() for c in a + b):
        return False
    x, y = sorted((a, b), key=len)
    if len(x) <= 3:
        return False
    if len(x) > 6 and (a[2:] == b[3:] if (a[:2], b[:3]) == ("di", "ter") else b[2:] == a[3:] if (b[:2], a[:3]) == ("di", "ter") else False):
        return True
    if (y.startswith(x) and len(y) - len(x) <= 3) or distance(x, y) <= 2 or (len(x) > 9 and x[:8] == y[:8]):
        return True
    apart = Counter(x)
    apart.subtract(y)
    return len(x) > 7 and x[:3] == y[:3] and sum(map(abs, apart.values())) <= 2


OFFICE_WORDS = re.compile(r"^\s*(?:(?:opd|skpd|perangkat\s+daerah)\s+)?(?:pemerintah\s+)?(?:kantor\s+)?(?:camat|kecamatan|kec\.?)\s+", re.IGNORECASE)
"""What may stand before the name of a kecamatan."""


def of_office(text: str, office: str) -> bool:
    """Is a text the name of the office: `Kantor Camat X`, `Kec. X`, `Kecamatan X Kabupaten Y`, `X`."""
    if normal(office) in normal(text):
        return True
    if not OFFICE_WORDS.match(office):
        return False
    own, printed = normal(OFFICE_WORDS.sub("", office)), normal(OFFICE_WORDS.sub("", text))
    return printed == own or (printed.startswith(own) and bool(OFFICE_WORDS.match(text)))


def distance(a: str, b: str) -> int:
    """Edit distance."""
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        before, row[0] = row[0], i
        for j, y in enumerate(b, 1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (x != y))
    return row[-1]
