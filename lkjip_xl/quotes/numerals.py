"""Numbers in words: `enam`, `dua puluh satu`, `6 (enam)`, `sebanyak 21 layanan`, and figures whose words in brackets say another number."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from lkjip_xl.values import Kind, parse_printed

_DIGITS = {"nol": 0, "kosong": 0, "satu": 1, "dua": 2, "tiga": 3, "empat": 4, "lima": 5, "enam": 6, "tujuh": 7, "delapan": 8, "sembilan": 9}
_SINGLE = {"sepuluh": 10, "sebelas": 11, "seratus": 100}
_WHOLE_SCALES = {"seribu": 10**3, "sejuta": 10**6}
_SCALES = {"ribu": 10**3, "juta": 10**6, "miliar": 10**9, "milyar": 10**9, "triliun": 10**12, "trilyun": 10**12}
_TAIL = frozenset({"rupiah", "persen", "poin", "rp"})
"""Words that may follow a number in words and say only what it counts."""


@lru_cache(2048)
def number_of(words: str) -> Fraction | None:
    """`dua puluh satu` is 21, `tiga koma lima` 3.5, `lima juta rupiah` 5,000,000; None when any other word stands there."""
    tokens = re.findall(r"[a-z]+", words.casefold())
    while tokens and tokens[-1] in _TAIL:
        tokens.pop()
    if not tokens or re.search(r"\d", words):
        return None
    whole, _, rest = " ".join(tokens).partition(" koma ")
    number = _whole(whole.split())
    if number is None or not rest:
        return None if number is None else Fraction(number)
    digits = _decimals(rest.split())
    return None if digits is None else Fraction(number) + Fraction(int(digits), 10 ** len(digits))


def _decimals(tokens: list[str]) -> str | None:
    """Digits after the comma: read one by one, or as one number (`enam puluh tujuh`)."""
    if all(t in _DIGITS for t in tokens):
        return "".join(str(_DIGITS[t]) for t in tokens)
    number = _whole(tokens)
    return None if number is None else str(number)


def _whole(tokens: list[str]) -> int | None:
    total = group = last = 0
    for token in tokens:
        if token in _DIGITS:
            last = _DIGITS[token]
            group += last
        elif token in ("belas", "puluh", "ratus") and last:
            group += {"belas": 10, "puluh": 9 * last, "ratus": 99 * last}[token]
            last = 0
        elif token in _SINGLE:
            group, last = group + _SINGLE[token], 0
        elif token in _WHOLE_SCALES and not group:
            total, last = total + _WHOLE_SCALES[token], 0
        elif token in _SCALES and group:
            total, group, last = total + group * _SCALES[token], 0, 0
        else:
            return None
    return total + group


_LONGEST = 300
"""Longer texts are no counts."""
_LEAD = re.compile(r"^\s*(?:(?:sebanyak|sejumlah|berjumlah|jumlah(?:nya)?|terdiri (?:dari|atas)|ada|terdapat|melalui|seluruhnya|total|dari)\s+)+", re.IGNORECASE)
_NUMBER = re.compile(r"\d{1,3}(?:\.\d{3})+(?![\d.])|\d+(?![\d.,]*\d)")
_DECIMAL = re.compile(r"\d,\d")
_WORD = re.compile(r"[A-Za-z]+")


@lru_cache(2048)
def count_in(text: str) -> int | None:
    """The one count a phrase gives: `enam`, `enam program`, `sebanyak 21 layanan`, `4 (empat ) misi`; None when there is none or more than one."""
    plain = _LEAD.sub("", " ".join(text[:_LONGEST].split()))
    if _DECIMAL.search(plain):
        return None
    figures = {int(f.replace(".", "")) for f in _NUMBER.findall(plain) if len(f) < 20}
    if figures:
        return figures.pop() if len(figures) == 1 else None
    words = _WORD.findall(plain.casefold())
    for end in range(min(len(words), 8), 0, -1):
        number = number_of(" ".join(words[:end]))
        if number is not None and number.denominator == 1 and words[end - 1] not in _TAIL:
            return int(number)
    return None


@dataclass(frozen=True, slots=True)
class Pair:
    """A figure and the words in brackets behind it (or the words and the figure in brackets)."""

    figure: str
    words: str
    by_figure: Fraction
    by_words: Fraction


_BODY = r"(?:Rp\.?\s*)?\d[\d.]*(?:,\d+)?(?:,-)?"
_FIGURE_FIRST = re.compile(rf"(?<![\w.,/])({_BODY})\s*(?:%|persen)?\s*\(\s*([A-Za-z][A-Za-z\s-]*?)\s*\)")
_IN_BRACKETS = re.compile(r"(?<=[a-z]\s)\(\s*(\d{1,3}(?:\.\d{3})*)\s*\)", re.IGNORECASE)
_MOST_WORDS = 12
_ORDINAL = frozenset({
    "ke", "semester", "triwulan", "tw", "tahap", "tahun", "nomor", "no", "unsur", "indikator", "sasaran", "tujuan", "program", "kegiatan", "misi", "tabel", "bab", "peringkat", "juara", "dan", "atau",
})
"""Words after which a number names one of a row, so that a figure in brackets behind it is a value and not the same number again."""


def pairs(text: str) -> Iterator[Pair]:
    """Figures given twice in a text, in digits and in words."""
    if "(" not in text:
        return
    for found in _FIGURE_FIRST.finditer(text):
        yield from _pair(found[1], found[2])
    for found in _IN_BRACKETS.finditer(text):
        words = re.findall(r"[A-Za-z]+", text[max(0, found.start() - 120):found.start()])[-_MOST_WORDS:]
        start = next((i for i in range(len(words)) if number_of(" ".join(words[i:])) is not None), None)
        if start is not None and (start == 0 or words[start - 1].casefold() not in _ORDINAL):
            yield from _pair(found[1], " ".join(words[start:]))


def _pair(figure: str, words: str) -> Iterator[Pair]:
    said = number_of(words)
    money = figure.casefold().startswith("rp") or figure.count(".") > 1
    read = parse_printed(figure.rstrip("."), Kind.RUPIAH if money or (said is not None and said >= 1000) else Kind.ANGKA)
    number = read.number
    if said is not None and number is not None and read.denominator is None:
        yield Pair(figure, words, number, said)
