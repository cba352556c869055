"""How figures are written: Indonesian text from a number and back, and a workbook's cells.

`parse` reads text with these pieces and offers `parse_number` and `parse_date` beside it.
"""

import datetime
import re
from dataclasses import replace
from decimal import Context
from fractions import Fraction
from functools import lru_cache
from typing import Literal, NamedTuple

from .types import ERROR_VALUES, MONTHS, Kind, Trouble, Value, number_value

__all__ = ["angka", "format_shape", "parse_date", "parse_number", "persen", "poin", "rupiah", "shortest"]

_LONGEST = 6


def _rounded(value: Fraction, decimals: int) -> int:
    """Round half up (away from zero) to units of the last place."""
    scaled = abs(value) * Fraction(10) ** decimals
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    return -whole if value < 0 else whole


def shortest(value: Fraction) -> int:
    """Decimals of the shortest exact form, 2 when it has none of up to six."""
    for decimals in range(_LONGEST + 1):
        if 10**decimals % value.denominator == 0:
            return decimals
    return 2


def angka(value: Fraction | int, decimals: int | None = None) -> str:
    """Return `1.234,56`; without `decimals` the shortest exact form, else two decimals."""
    exact = Fraction(value)
    places = shortest(exact) if decimals is None else decimals
    units = _rounded(exact, places)
    digits = str(abs(units)).zfill(places + 1)
    whole, rest = digits[: len(digits) - places], digits[len(digits) - places :]
    grouped = f"{int(whole):,}".replace(",", ".")
    sign = "-" if units < 0 else ""
    return f"{sign}{grouped},{rest}" if rest else f"{sign}{grouped}"


def persen(ratio: Fraction | int, decimals: int | None = 2) -> str:
    """Return `101,69 %` from the ratio 1.0169."""
    return poin(Fraction(ratio) * 100, decimals)


def poin(points: Fraction | int, decimals: int | None = 2) -> str:
    """Return `44,44 %` from 44.44 percentage points."""
    return f"{angka(points, decimals)} %"


def rupiah(amount: Fraction | int) -> str:
    """Return `Rp3.986.212.458`, rounded to whole rupiah."""
    text = angka(amount, 0)
    return f"-Rp{text[1:]}" if text.startswith("-") else f"Rp{text}"


class Figure(NamedTuple):
    """A bare figure read: ambiguous if only candidates stand, malformed if nothing does."""

    number: Fraction | None
    decimals: int = 0
    candidates: tuple[Fraction, ...] = ()


_WHOLE = re.compile(r"[0-9]+")
_ONE_MARK = re.compile(r"([0-9]*)([.,])([0-9]+)")
_GROUPED = re.compile(r"[1-9][0-9]{0,2}(?:\.[0-9]{3}){2,}|[1-9][0-9]{0,2}(?:,[0-9]{3}){2,}")
_INDONESIAN = re.compile(r"([1-9][0-9]{0,2}(?:\.[0-9]{3})+),([0-9]+)")
_ENGLISH = re.compile(r"([1-9][0-9]{0,2}(?:,[0-9]{3})+)\.([0-9]+)")
_MARKS = str.maketrans("", "", ".,")


def _decimal(whole: str, rest: str) -> Figure:
    digits = whole.translate(_MARKS)
    return Figure(Fraction(int(digits + rest), 10 ** len(rest)), len(rest))


def read_figure(body: str, *, money: bool = False) -> Figure:
    """Read digits with dots and commas. `money`: a whole number is meant (rupiah, year).

    `1.234` is 1234 as money and ambiguous elsewhere; `649,950` is ambiguous as money.
    """
    if _WHOLE.fullmatch(body):
        return Figure(Fraction(int(body)))
    one = _ONE_MARK.fullmatch(body)
    if one:
        return _one_mark(one[1], one[2], one[3], money=money)
    if _GROUPED.fullmatch(body):
        return Figure(Fraction(int(body.translate(_MARKS))))
    two = _INDONESIAN.fullmatch(body) or _ENGLISH.fullmatch(body)
    return _decimal(two[1], two[2]) if two else Figure(None)


def _one_mark(whole: str, mark: str, rest: str, *, money: bool) -> Figure:
    """Read a figure with one dot or comma: the place where a thousand can hide."""
    decimal = _decimal(whole, rest)
    is_group = len(rest) == 3 and 0 < len(whole) <= 3 and whole[0] != "0"
    if not is_group or (mark == "," and not money):
        return decimal
    grouped = Fraction(int(whole + rest))
    if mark == "." and money:
        return Figure(grouped)
    return Figure(None, 0, (grouped, decimal.number or grouped))


Shape = Literal["plain", "percent", "time", "date"]
_LITERAL = re.compile(r'"[^"]*"?|\\.|_.|\*.|\[(?!(?:h+|m+|s+)\])[^\]]*\]', re.IGNORECASE)


@lru_cache(maxsize=512)
def format_shape(number_format: str) -> Shape:
    """Tell what an Excel number format makes of a number; quoted words do not count."""
    first = _LITERAL.sub("", number_format).split(";", 1)[0].lower()
    if first in {"", "general", "@"}:
        return "plain"
    if "%" in first:
        return "percent"
    if "y" in first or "d" in first or "mmm" in first:
        return "date"
    if "h" in first or "s" in first:
        return "time"
    return "date" if "m" in first else "plain"


_SPACES = {ord(c): " " for c in "\u00a0\u2007\u2009\u202f\t"}
_PLAIN_TEXT = str.maketrans(_SPACES | dict.fromkeys(map(ord, "\u200b\u200e\u200f\u2060\ufeff")))
_FIGURE_TEXT = str.maketrans(
    {ord(c): "-" for c in "\u2010\u2011\u2012\u2013\u2014\u2212"}
    | dict.fromkeys(map(ord, "\u2018\u2019`"), "'")
)
_BREAK = re.compile(r"<br ?/?>", re.IGNORECASE)
_TAG = re.compile(r"</?(?:b|i|u|p|strong|em|span|font)(?: [^<>]*)?>|\*\*", re.IGNORECASE)
_LEAD = re.compile(r"^(?:'|\+/-|[\u00b1\u2265\u2264<>\u2248~=] ?)+ ?")
_TRAIL = re.compile(r"(?<!\.)\.?(?: \.)*$")


def plain_text(raw: str) -> str:
    """Return the text with ordinary spaces, without zero-width marks."""
    return raw.translate(_PLAIN_TEXT).strip()


def figure_text(raw: str) -> tuple[tuple[str, ...], str]:
    """Return the lines typed, and their figure without known marks and conversion left-overs."""
    text = raw.translate(_PLAIN_TEXT).translate(_FIGURE_TEXT)
    text = _TAG.sub("", _BREAK.sub("\n", text))
    lines = tuple(line for line in (" ".join(part.split()) for part in text.splitlines()) if line)
    return lines, _TRAIL.sub("", _LEAD.sub("", " ".join(lines))).strip()


_ISO = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})(?:[t ][0-9:.]+z?)?")
_NUMERIC = re.compile(r"([0-9]{1,2})([/.-])([0-9]{1,2})\2([0-9]{4})")
_WORDED = re.compile(
    r"(?:[a-z.' ]+, ?)?(?:tanggal |tgl\.? )?([0-9]{1,2})[ -]?([a-z]{3,9})\.?(?:[ -]([0-9]{4}|[0-9]{2}))?"
)


def parse_date(text: str, *, year: int | None = None) -> datetime.date | None:
    """Read `19 Juli 2024`, `19/7/2024` (day first) or `2024-07-19`; `year` serves `28 Februari`."""
    plain = " ".join(plain_text(text[:80]).lower().split())
    parts: tuple[int, int, int] | None = None
    if found := _ISO.fullmatch(plain):
        parts = int(found[1]), int(found[2]), int(found[3])
    elif found := _NUMERIC.fullmatch(plain):
        parts = int(found[4]), int(found[3]), int(found[1])
    elif (found := _WORDED.fullmatch(plain)) and found[2] in MONTHS:
        typed = int(found[3]) + (2000 if len(found[3]) == 2 else 0) if found[3] else year
        parts = (typed, MONTHS[found[2]], int(found[1])) if typed else None
    try:
        return datetime.date(*parts) if parts else None
    except ValueError:
        return None


_ORDINARY = re.compile(r"(-?[0-9]+)(?:\.([0-9]+))?")
_FIFTEEN = Context(prec=15, traps=[])
_LARGEST = 400
_DAY_MINUTES = 1440
_COMPUTED = 8  # nobody types so many decimals
_TEKS, _TANGGAL, _RASIO = Kind.TEKS, Kind.TANGGAL, Kind.RASIO
_PERSEN, _RUPIAH, _BULAT = Kind.PERSEN, Kind.RUPIAH, Kind.BULAT


def exact(text: str) -> tuple[Fraction, int] | None:
    """Return the number in a cell's XML and its decimals; what Excel shows counts.

    Excel stores 0.29 as 0.28999999999999998, so digits beyond its fifteenth are rounded off.
    """
    match = _ORDINARY.fullmatch(text) if len(text) <= 16 else None
    if match:
        whole, rest = match.groups()
        if rest is None:
            return Fraction(int(whole)), 0
        return Fraction(int(whole + rest), 10 ** len(rest)), len(rest)
    number = _FIFTEEN.create_decimal(text[:_LARGEST].strip()).normalize(_FIFTEEN)
    if not number.is_finite() or abs(number.adjusted()) > _LARGEST:
        return None
    places = number.as_tuple().exponent
    return Fraction(number), max(0, -places if isinstance(places, int) else 0)


def serial_date(number: Fraction, *, date1904: bool = False) -> datetime.date | None:
    """Return the day of an Excel serial; None outside its calendar and for 29-2-1900."""
    day = int(number)
    if not 0 < day <= 2_957_000 or (day == 60 and not date1904):
        return None
    late = 0 if day > 60 else 1
    start = datetime.date(1904, 1, 1) if date1904 else datetime.date(1899, 12, 30 + late)
    return start + datetime.timedelta(days=day)


def money_trouble(number: Fraction, kind: Kind) -> Trouble | None:
    """Tell why a number cannot stand in a rupiah or whole-number column."""
    if kind is _RUPIAH and number.numerator < 0:
        return Trouble.NEGATIVE
    broken = number.denominator != 1 and (kind is _RUPIAH or kind is _BULAT)
    return Trouble.NOT_WHOLE if broken else None


def parse_number(text: str, number_format: str, kind: Kind, *, date1904: bool = False) -> Value:
    """Read a cell that holds a number, told by its format what Excel may have made of it."""
    read = exact(text)
    if read is None:
        error = text.strip().upper() in ERROR_VALUES
        return Value(trouble=Trouble.ERROR if error else Trouble.MALFORMED, raw=text)
    number, decimals = read
    if kind is _TEKS:
        return Value(text=text.strip(), raw=text)
    shape = format_shape(number_format)
    if kind is _TANGGAL:
        date = serial_date(number, date1904=date1904)
        likely = date and (shape == "date" or 1990 <= date.year < 2100)
        return Value(date=date, raw=text) if likely else Value(trouble=Trouble.BAD_DATE, raw=text)
    value = number_value(number, decimals, text)
    if shape == "date":
        date = serial_date(number, date1904=date1904)
        return replace(value, number=None, trouble=Trouble.DATE, date=date)
    if shape == "time":
        return _time(value, number, kind)
    if kind is _RASIO and decimals >= _COMPUTED and _minutes(number) and number < 1:
        return _time_or_quotient(value, number)
    if shape == "percent" and kind is _PERSEN and number:
        return _percent_scale(value, number)
    trouble = money_trouble(number, kind)
    return _unusable(value, number, trouble) if trouble else value


def _minutes(number: Fraction) -> int | None:
    """Return the whole minutes of a time of day, None if it is not one."""
    minutes = round(number * _DAY_MINUTES)
    near = abs(number * _DAY_MINUTES - minutes) < Fraction(1, 10**6)
    return minutes if near and minutes > 0 else None


def _time(value: Value, number: Fraction, kind: Kind) -> Value:
    """Take `4:18` back from the time that Excel made of it."""
    first, second = divmod(_minutes(number) or 0, 60)
    value = replace(value, number=None, decimals=0, trouble=Trouble.TIME)
    if not second:
        return value
    repaired = Fraction(first) if kind is _RASIO else None
    return replace(value, repaired=repaired, denominator=Fraction(second))


def _time_or_quotient(value: Value, number: Fraction) -> Value:
    """Leave open what 0.2222222222 is without a time format: 4/18 worked out, or `5:20`."""
    time = _time(value, number, _RASIO)
    if time.repaired is None:
        return value
    both = (number, time.repaired)
    return replace(time, trouble=Trouble.AMBIGUOUS, repaired=None, candidates=both)


def _percent_scale(value: Value, number: Fraction) -> Value:
    """Take a percent cell back to points: 0.4444 is 44.44, and 44.44 was typed before the %."""
    value = replace(value, number=None, trouble=Trouble.PERCENT_SCALE, percent=True)
    hundredfold = number * 100
    if abs(number) <= 5:
        return replace(value, repaired=hundredfold, decimals=max(0, value.decimals - 2))
    if abs(number) >= 20:
        return replace(value, repaired=number)
    return replace(value, candidates=(hundredfold, number))


def _unusable(value: Value, number: Fraction, trouble: Trouble) -> Value:
    """Refuse a number; 649.95 rupiah may have been `649.950` in an English Excel."""
    thousandfold = number * 1000
    lost = trouble is Trouble.NOT_WHOLE and abs(number) < 1000 and thousandfold.denominator == 1
    candidates = (thousandfold, number) if lost else ()
    return replace(value, number=None, trouble=trouble, candidates=candidates)
