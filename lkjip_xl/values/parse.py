"""Reading figures as kecamatan staff type them; what is ambiguous is told, never guessed.

A recogniser returns what a quotation means and what a cell holding that text is told.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from .agree import code_canonical, code_parts, meng_folded, normal
from .fmt import (
    Figure,
    figure_text,
    money_trouble,
    parse_date,
    parse_number,
    plain_text,
    read_figure,
)
from .types import (
    AKIP,
    BOOL_WORDS,
    ERROR_VALUES,
    GRADE_WORDS,
    MONEY_SCALE,
    OTHER_GRADES,
    PERCENT_WORDS,
    SCALE_WORDS,
    STATE_WORDS,
    Kind,
    Trouble,
    Value,
)

__all__ = [
    "AKIP",
    "code_canonical",
    "code_parts",
    "meng_folded",
    "normal",
    "parse_date",
    "parse_number",
    "parse_printed",
    "parse_text",
]

_LONGEST = 300
_Read = tuple[Value, Trouble | None]


@dataclass(frozen=True, slots=True)
class _Cell:
    raw: str
    text: str
    lines: tuple[str, ...]
    kind: Kind
    scale: Sequence[str]

    def says(self, trouble: Trouble, told: Trouble | None = None, **more: object) -> _Read:
        """Return a text that cannot be used; a cell may be told something more exact."""
        return replace(Value(trouble=trouble, raw=self.raw), **more), told  # type: ignore[arg-type]

    def grade(self, word: str) -> str | None:
        """Return the predicate as the scale writes it."""
        if word.lower() in GRADE_WORDS and self.kind is Kind.PREDIKAT and tuple(self.scale) == AKIP:
            return GRADE_WORDS[word.lower()]
        return next((p for p in self.scale if p.casefold() == word.casefold()), None)


def _cell(raw: str, kind: Kind, scale: Sequence[str]) -> _Cell:
    lines, figure = figure_text(raw)
    return _Cell(raw, figure, lines, kind, scale)


_DASHES = re.compile(r"(?:rp\.? ?)?-+", re.IGNORECASE)
_TIME_TEXT = re.compile(r"([0-9]{1,3}):([0-9]{2}):00")


def _special(cell: _Cell) -> _Read | None:
    """Recognise state words, error values, TRUE/FALSE, dates and times."""
    word = "-" if _DASHES.fullmatch(cell.text) else cell.text.lower()
    if word in STATE_WORDS:
        return Value(state=STATE_WORDS[word], raw=cell.raw), None
    if cell.text.upper() in ERROR_VALUES or word.startswith("err:"):
        return cell.says(Trouble.TEXT, Trouble.ERROR)
    if word in BOOL_WORDS:
        return cell.says(Trouble.TEXT, Trouble.BOOL)
    time = _TIME_TEXT.fullmatch(word)
    if time:
        return cell.says(Trouble.TEXT, Trouble.TIME, **_clock(int(time[1]), int(time[2])))
    date = parse_date(word)
    if cell.kind is Kind.TANGGAL:
        known = Value(date=date, raw=cell.raw), None
        return known if date else cell.says(Trouble.BAD_DATE)
    return cell.says(Trouble.TEXT, Trouble.DATE, date=date) if date else None


def _clock(first: int, second: int) -> dict[str, Fraction | None]:
    """Return the ratio that became a time, unless its second term would be 0."""
    if second == 0:
        return {}
    return {"repaired": Fraction(first), "denominator": Fraction(second)}


_LISTED = re.compile(r"1[.)] .* 2[.)] .+")
_PERCENT = re.compile(r"[0-9] ?%")


def _stacked(cell: _Cell) -> _Read | None:
    """Recognise several values in one cell, on lines or numbered."""
    figures = sum(any("0" <= char <= "9" for char in line) for line in cell.lines)
    grades = sum(cell.grade(line.rstrip(".")) is not None for line in cell.lines)
    if figures > 1 or grades > 1 or _LISTED.match(cell.text):
        return cell.says(Trouble.TWO_VALUES)
    return None


_BODY = r"[.,]?[0-9](?:[0-9.,]*[0-9])?"
_SCORE = re.compile(
    r"(?:(?:nilai|predikat|kategori|mutu) )?(?P<p>[a-z+-]{1,3}|[a-z]+(?: [a-z]+| \([a-z]+\))?)"
    rf"(?:[ .:=/]+|(?=\())(?P<open>\()? ?(?:nilai )?(?P<n>{_BODY}) ?\)?",
    re.IGNORECASE,
)
_SCORE_FIRST = re.compile(
    rf"(?P<n>{_BODY}) ?(?P<open>[(/=]) ?(?P<p>[a-z+-]{{1,3}}|[a-z]+(?: [a-z]+)?) ?\)?",
    re.IGNORECASE,
)
_LETTERS = re.compile(r"(?!rp|idr)[A-Z]{1,3}[+-]?")


def _score(cell: _Cell) -> _Read | None:
    """Recognise `B (64,59)`, `B.( 64,59)`, `Baik (67,50)` and `64,59 (B)`."""
    match = _SCORE.fullmatch(cell.text) or _SCORE_FIRST.fullmatch(cell.text)
    if not match:
        return None
    word, grade = match["p"], cell.grade(match["p"])
    known = word.lower() in GRADE_WORDS or word.lower() in OTHER_GRADES
    stray = match["open"] == "(" and _LETTERS.fullmatch(word) and word.upper() != "RP"
    if not (grade or known or (stray and cell.text.startswith(word))):
        return None
    read = read_figure(match["n"])
    if read.number is None:
        return _unread(cell, read)
    if not (grade or known):
        return cell.says(Trouble.TEXT, Trouble.OFF_SCALE, repaired=read.number)
    value = Value(number=read.number, decimals=read.decimals, predicate=grade, raw=cell.raw)
    return value, Trouble.PREDICATE_SCORE


def _predicate(cell: _Cell) -> _Read | None:
    """Recognise a predicate alone, on the scale or off it."""
    word = re.sub(r"^predikat ", "", cell.text, flags=re.IGNORECASE)
    grade = cell.grade(word)
    measured = cell.kind in {Kind.PREDIKAT, Kind.INDEKS, Kind.ANGKA}
    if grade is None:
        off = cell.kind is Kind.PREDIKAT and _LETTERS.fullmatch(word.upper())
        return cell.says(Trouble.TEXT, Trouble.OFF_SCALE) if off else None
    if not measured:
        return cell.says(Trouble.TEXT, predicate=grade)
    as_is = plain_text(cell.raw).casefold() == grade.casefold()
    proper = None if as_is else Trouble.OFF_SCALE
    told = proper if cell.kind is Kind.PREDIKAT else Trouble.TEXT
    return Value(predicate=grade, raw=cell.raw), told


_RATIO = re.compile(
    rf"(?P<a>{_BODY}) ?(?P<mark>:|/|dari|banding) ?(?P<b>{_BODY})(?: (?P<unit>[^\W\d_][^0-9%]*))?",
    re.IGNORECASE,
)


def _ratio(cell: _Cell) -> _Read | None:
    """Recognise `4:18`, `4 dari 18 desa`, and `4/18` in a ratio column."""
    match = _RATIO.fullmatch(cell.text)
    if not match or (match["mark"] == "/" and cell.kind is not Kind.RASIO):
        return None
    first, second = read_figure(match["a"]), read_figure(match["b"])
    if first.number is None or second.number is None:
        return _unread(cell, Figure(None))
    value = Value(number=first.number, denominator=second.number, unit=match["unit"], raw=cell.raw)
    return replace(value, decimals=first.decimals), Trouble.RATIO_IN_CELL


_SPELT = (
    r"nol|se(?:puluh|belas|ratus|ribu)|satu|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan"
    r"|puluh|belas|ratus|ribu|juta|miliar|koma"
)
_FIGURE = re.compile(
    rf"(?P<sign>[+-])? ?(?P<rp>(?:rp|idr)\.? ?)?(?P<minus>-)?(?:(?:nilai|skor|indeks) )?"
    rf"(?P<body>{_BODY})(?P<tail> ?[.,] ?(?:-+|=))?(?P<share> ?\([0-9.,]+ ?%\))?"
    rf"(?: ?\((?:(?:{_SPELT}) ?)+\))?"
    r"(?: ?(?P<unit>%|[/(]?[^\W\d_](?:[^0-9%]|(?<=[^\W\d_])[0-9](?![0-9])){0,40}))?",
    re.IGNORECASE,
)
_WRAPPED = re.compile(r"((?:rp|idr)?\.? ?)\((.+)\)", re.IGNORECASE)


def _figure(cell: _Cell) -> _Read | None:
    """Recognise a figure with its Rp, sign, marks, percent or unit."""
    wrapped = _WRAPPED.fullmatch(cell.text)
    match = _FIGURE.fullmatch(wrapped[1] + wrapped[2] if wrapped else cell.text)
    if not match:
        return None
    unit = (match["unit"] or "").strip(" ()")
    word = unit.lower().removesuffix("rupiah").strip()
    rp = bool(match["rp"] or match["tail"] or word != unit.lower())
    money = rp or cell.kind is Kind.RUPIAH
    power = SCALE_WORDS.get(word) or (MONEY_SCALE.get(word, 0) if money else 0)
    read = read_figure(match["body"], money=not power and (money or cell.kind is Kind.BULAT))
    if match["share"] and not money:
        return cell.says(Trouble.TWO_VALUES)
    factor = Fraction(-1 if "-" in {match["sign"], match["minus"]} else 1) * 10**power
    if read.number is None:
        return _unread(cell, read, factor)
    number = read.number * factor
    if wrapped and not money:
        return cell.says(Trouble.AMBIGUOUS, candidates=(number, -number))
    percent = word in PERCENT_WORDS
    named = None if percent or (power and not rp) else ("Rp" if rp else unit or None)
    value = Value(number=-number if wrapped else number, decimals=read.decimals - power)
    value = replace(value, percent=percent, unit=named, raw=cell.raw)
    is_unit = power or (unit and not percent and not rp)
    return value, Trouble.UNIT_IN_CELL if is_unit else Trouble.TEXT_NUMBER


def _unread(cell: _Cell, read: Figure, factor: Fraction = Fraction(1)) -> _Read:
    if not read.candidates:
        return cell.says(Trouble.MALFORMED)
    return cell.says(Trouble.AMBIGUOUS, candidates=tuple(n * factor for n in read.candidates))


_TOKEN = re.compile(r"(?<![^\W_])[0-9][0-9.,]*")
_STARTS = re.compile(r"[+-]?(?:rp|idr)?[. ]{0,2}[0-9(]", re.IGNORECASE)
_BROKEN = re.compile(
    r"[+-]?(?:rp\.? ?)?[0-9][0-9.,]*(?: [0-9]{3})*(?:[.,][0-9]+)? ?%?", re.IGNORECASE
)


def _rest(cell: _Cell) -> _Read:
    """Tell words from several figures and from one that is broken."""
    if _BROKEN.fullmatch(cell.text):
        return cell.says(Trouble.MALFORMED)
    several = len(_TOKEN.findall(cell.text)) > 1 and _STARTS.match(cell.text)
    two = several or len(_PERCENT.findall(cell.text)) > 1
    return cell.says(Trouble.TWO_VALUES if two else Trouble.TEXT)


def _read(raw: str, kind: Kind, scale: Sequence[str]) -> _Read:
    plain = plain_text(raw)
    if not plain:
        return Value(raw=raw), None
    if kind is Kind.TEKS:
        error = plain.upper() in ERROR_VALUES
        return Value(text=plain, raw=raw), Trouble.ERROR if error else None
    cell = _cell(raw[:_LONGEST], kind, scale)
    cell = replace(cell, raw=raw)
    if len(plain) > _LONGEST or not cell.text:
        return cell.says(Trouble.BAD_DATE if kind is Kind.TANGGAL else Trouble.TEXT)
    for recognise in (_special, _stacked, _score, _predicate, _ratio, _figure):
        found = recognise(cell)
        if found:
            return found
    return _rest(cell)


def parse_printed(text: str, kind: Kind, *, predicates: Sequence[str] = AKIP) -> Value:
    """Read a figure as printed in a report; percent sign, unit, Rp and a:b belong to it."""
    return _read(text, kind, predicates)[0]


def parse_text(text: str, kind: Kind, *, predicates: Sequence[str] = AKIP) -> Value:
    """Read a cell that holds text. A figure in it is no number for a formula: it is repaired."""
    value, told = _read(text, kind, predicates)
    trouble = told or value.trouble
    if trouble is None:
        return value
    number, repaired = value.number, value.repaired
    if number is not None:
        sure = value.decimals >= 0 and (value.denominator is None or kind is Kind.RASIO)
        repaired = number if sure else None
        unusable = money_trouble(number, kind)
        if unusable:
            trouble, repaired = unusable, None
    return replace(value, number=None, repaired=repaired, trouble=trouble)
