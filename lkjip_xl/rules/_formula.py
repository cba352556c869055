"""Formula texts as reports print them: percent factors, divisions, and formulas of capaian that can be worked out (LK127)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

_PERCENT = r"(\d{1,3}(?:[.,]\d+)?)\s*(?:%|persen\b|prosen\b)"
_FACTOR = re.compile(rf"(?:(?<![a-z])[x×*✕]|\bkali\b|\bdikali(?:kan)?\b)\s*(?:dengan\s+)?{_PERCENT}(?P<rest>[^.;]*)", re.IGNORECASE)
_ANY_PERCENT = re.compile(_PERCENT, re.IGNORECASE)
_HUNDRED = re.compile(r"(?:(?<![a-z])[x×*✕]|\bkali\b|\bdikali(?:kan)?\b)\s*(?:dengan\s+)?100\b", re.IGNORECASE)
_DIVIDED = re.compile(
    r"[/÷]|(?<=[\s\d)]):|\b(?:per|bagi|dibagi|dibanding\w*|perbandingan|banding|terhadap|rasio|proporsi)\b|\bdari\s+(?:jumlah|seluruh|total|semua|target)\b", re.IGNORECASE)
_SIGN = re.compile(r"[/÷]|(?<=[\s\d)]):|\bbagi\b|\bdibagi\b|\bdibanding\w*", re.IGNORECASE)
_LESS = re.compile(r"\bdikurangi?\b|\bdikurangkan\b|\bminus\b|\s[−–]\s", re.IGNORECASE)
_TERM = re.compile(r"\b(?:jumlah|total|banyaknya)\b", re.IGNORECASE)
_SKM = re.compile(r"\bnilai\s+persepsi\b.*\b(?:nilai\s+)?penimbang\b", re.IGNORECASE)
_PER = re.compile(
    r"^(?P<top>.*?)(?:\bdibagi(?:\s+dengan)?|[/÷:])\s*(?P<n>\d+)\s*(?:\([^)]*\)\s*)?(?P<noun>[a-z]+(?:\s[a-z]+){0,2}?)\s+(?:per|tiap|setiap)\s+(?P<each>[a-z]+)", re.IGNORECASE | re.DOTALL)


def number(text: str) -> Fraction:
    """A figure with a decimal comma or point."""
    return Fraction(text.replace(",", "."))


def factor(text: str) -> Fraction | None:
    """The one percent other than 100 that a share is multiplied by at its end; None for weights and for anything else."""
    found = list(_FACTOR.finditer(text))
    values = {number(m[1]) for m in found}
    if len(values) != 1 or 100 in values or _ANY_PERCENT.search(text[: found[0].start()]) or re.search(r"\+|\bditambah\b", text):
        return None
    tail = found[-1]["rest"].strip(" )]}")
    return next(iter(values)) if not tail or tail.startswith("=") else None


def divides(text: str) -> bool:
    """Does a formula divide, in signs or in words."""
    return bool(_DIVIDED.search(text))


def lacks_division(text: str) -> str:
    """Why a formula gives no percentage, "" when it may."""
    if divides(text) or "\n" in text.strip():
        return ""
    if _LESS.search(text):
        return "mengurangkan, tidak membagi"
    return "mengalikan dengan 100 tanpa membagi" if _HUNDRED.search(text) and _TERM.search(text) else ""


def lost_bar(text: str) -> bool:
    """Is it the formula of the satisfaction survey without the division between its two totals."""
    return bool(_SKM.search(text)) and not _SIGN.search(text) and "\n" not in text.strip() and len(_TERM.findall(text)) > 1


def survey_scale(text: str) -> bool:
    """Is it the formula of the satisfaction survey that ends at 1 to 4, without the conversion to 25 to 100."""
    return bool(_SKM.search(text)) and bool(_SIGN.search(text)) and not re.search(r"\b25\b|\bkonversi\b", text, re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Share:
    """A divisor that counts one unit while the pembilang counts all of them."""

    count: int
    noun: str
    each: str


def bare_divisor(text: str) -> Share | None:
    """`… seluruh desa dibagi 2 laporan per desa`; None for anything else."""
    found = _PER.match(" ".join(text.split()))
    if found is None:
        return None
    each = found["each"].casefold()
    every = re.search(rf"\b(?:seluruh|semua|setiap|tiap|masing-masing)\s+{re.escape(each)}\b", found["top"], re.IGNORECASE)
    return Share(int(found["n"]), found["noun"].casefold(), each) if every else None


_BY_ALL = re.compile(
    r"^\s*(?:jumlah|banyaknya)\s+(?P<noun>(?:laporan|dokumen|berkas)\b.*?)\s+yang\s+(?:di\w+)\s+(?:oleh\s+)?(?:seluruh|semua|setiap|tiap)\s+(?P<each>\w+)\s+"
    r"(?:dibagi(?:\s+dengan)?|[/÷:])\s*(?:jumlah\s+)?(?:seluruh\s+)?(?P=each)\b", re.IGNORECASE | re.DOTALL)
_OFTEN = re.compile(
    r"(?P<what>(?:laporan|dokumen|berkas)\b[^.;,()]*?)\s+(?:per|tiap|setiap)\s+(?P<period>bulan|triwulan|semester)\b"
    r"(?:\s+(?:dan\s+)?(?:per|tiap|setiap)\s+(?P<each>(?!desa|kelurahan)[a-z]+(?:\s+[a-z]+)?)\s*$)?", re.IGNORECASE)
_IN_A_YEAR = {"bulan": 12, "triwulan": 4, "semester": 2}


@dataclass(frozen=True, slots=True)
class ByAll:
    """What all villages hand in, divided by the number of villages."""

    noun: str
    each: str


def counted_by_all(text: str) -> ByAll | None:
    """`jumlah laporan keuangan yang disampaikan seluruh desa dibagi jumlah desa`; None for anything else."""
    found = _BY_ALL.match(" ".join(text.split()))
    return ByAll(found["noun"].casefold(), found["each"].casefold()) if found else None


def how_often(text: str, noun: str) -> tuple[int, str, str] | None:
    """How many of `noun` a text counts in a year, its word for the period, and for what else it counts them (`per sumber dana`); None when it is about something else."""
    for found in _OFTEN.finditer(text):
        if set(found["what"].casefold().split()) <= set(noun.split()):
            return _IN_A_YEAR[found["period"].casefold()], found["period"].casefold(), (found["each"] or "").casefold()
    return None


_TOKEN = re.compile(
    r"\s*(?:(?P<n>\d+(?:[.,]\d+)?)|(?P<r>realisasi(?:\s+(?:kinerja|capaian|indikator))*)|(?P<t>(?:rencana|target)(?:\s+(?:tingkat|capaian|kinerja|indikator|tahunan))*)"
    r"|(?P<op>[-+−–×x*✕/÷:()\[\]{}%]))", re.IGNORECASE)
_SAME = {"−": "-", "–": "-", "×": "*", "x": "*", "X": "*", "✕": "*", "÷": "/", ":": "/", "[": "(", "{": "(", "]": ")", "}": ")"}


def parsed(text: str) -> list[str] | None:
    """Tokens of a formula that holds nothing but realisasi, target, figures and signs; None for any other text."""
    body, at, tokens = text.rpartition("=")[2] if text.count("=") == 1 else text, 0, list[str]()
    body = body.strip()
    while at < len(body):
        m = _TOKEN.match(body, at)
        if m is None:
            return None if body[at:].strip(" .,;") else tokens
        at = m.end()
        tokens.append("R" if m["r"] else "T" if m["t"] else m["n"].replace(",", ".") if m["n"] else _SAME.get(m["op"], m["op"]))
    return tokens if {"R", "T"} <= set(tokens) else None


_DEFINED = re.compile(r"^\s*([A-Z]{2,5})(?:\s*ke[\s-]*i)?\s*(?:=|:|adalah\b)\s*(.*[a-z]{3}.*)$")
_SYMBOL = re.compile(r"\b[A-Z]{2,5}\b")


def legend(text: str) -> tuple[dict[str, list[str]], set[str]]:
    """Symbols with their meanings as a formula explains them, and the symbols it uses."""
    meanings: dict[str, list[str]] = {}
    used: set[str] = set()
    for part in re.split(r"[;\n]|(?<=[a-z]),\s*(?=[A-Z]{2,5}\b)", text):
        found = _DEFINED.match(part)
        if found:
            meanings.setdefault(found[1], []).append(found[2].strip(" .,"))
        else:
            used |= set(_SYMBOL.findall(part.rpartition("=")[2]))
    return meanings, used


_OBJECT = re.compile(r"^\s*([A-Z]{2,5})(?:\s*ke[\s-]*i)?\s*$")


def symbol_of(text: str) -> str:
    """The symbol that the objek of a legend row names (`RAK ke i`), "" for anything else."""
    found = _OBJECT.match(text)
    return found[1] if found else ""


class Unclear(Exception):
    """The tokens are no formula that can be worked out."""


class _Reader:
    """Recursive descent over tokens; two factors side by side are multiplied."""

    def __init__(self, tokens: list[str], r: Fraction, t: Fraction) -> None:
        self.tokens, self.at, self.values = tokens, 0, {"R": r, "T": t}

    def whole(self) -> Fraction:
        value = self.total()
        if self.at != len(self.tokens):
            raise Unclear
        return value

    def peek(self) -> str:
        return self.tokens[self.at] if self.at < len(self.tokens) else ""

    def take(self) -> str:
        self.at += 1
        return self.tokens[self.at - 1]

    def total(self) -> Fraction:
        value = self.product()
        while self.peek() in ("+", "-"):
            sign = self.take()
            other = self.product()
            value = value + other if sign == "+" else value - other
        return value

    def product(self) -> Fraction:
        value = self.atom()
        while (ahead := self.peek()) and ahead not in "+-)":
            if ahead in "*/":
                self.take()
            elif self.tokens[self.at - 1] in "RT" and ahead in "RT":
                raise Unclear  # two names side by side: a line of the fraction may be lost
            other = self.atom()
            if ahead == "/" and other == 0:
                raise Unclear
            value = value / other if ahead == "/" else value * other
        return value

    def atom(self) -> Fraction:
        token = self.take() if self.peek() else ""
        if token == "(":
            value = self.total()
            if self.peek() != ")":
                raise Unclear
            self.take()
        elif token in self.values:
            value = self.values[token]
        elif token[:1].isdigit():
            value = Fraction(token)
        else:
            raise Unclear
        while self.peek() == "%":
            self.take()
            value /= 100
        return value


def worked(tokens: list[str], r: int, t: int) -> Fraction | None:
    """Result of a formula of capaian for a realisasi and a target; None when it cannot be worked out."""
    try:
        return _Reader(tokens, Fraction(r), Fraction(t)).whole()
    except Unclear:
        return None
