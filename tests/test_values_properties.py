"""Agreement, names, codes, dates and formats of lkjip_xl.values, by vectors and properties."""

import datetime
import math
import time
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lkjip_xl.values import (
    Kind,
    Trouble,
    agrees,
    agrees_interval,
    angka,
    close,
    code_canonical,
    code_parts,
    interval,
    meng_folded,
    normal,
    parse_date,
    parse_number,
    parse_printed,
    parse_text,
    persen,
    poin,
    rupiah,
)

F = Fraction
PLACES = st.integers(0, 4)
EXACT = st.fractions(min_value=-(10**7), max_value=10**7, max_denominator=10**6)
KINDS = st.sampled_from(Kind)
TYPED = st.one_of(
    st.text(max_size=60),
    st.text(alphabet="0123456789.,:/%-()RpBAC \n\u00a0\u2264\u00b2\u0663", max_size=30),
)


def half_up(exact: Fraction, decimals: int) -> Fraction:
    """Round away from zero at a half."""
    units = math.floor(abs(exact) * 10**decimals + F(1, 2))
    return F(-units if exact < 0 else units, 10**decimals)


def half_even(exact: Fraction, decimals: int) -> Fraction:
    """Round to even at a half, as Python does."""
    return F(round(exact * 10**decimals), 10**decimals)


def truncated(exact: Fraction, decimals: int) -> Fraction:
    """Cut the digits off."""
    return F(math.trunc(exact * 10**decimals), 10**decimals)


@given(EXACT, PLACES)
def test_agrees_rounded_and_truncated(exact: Fraction, decimals: int) -> None:
    """Every way to print agrees, and lies in the interval read back."""
    for way in (half_up, half_even, truncated):
        printed = way(exact, decimals)
        assert agrees(printed, decimals, exact)
        low, high = interval(printed, decimals)
        assert low <= exact <= high
        assert agrees_interval(printed, decimals, exact - 1, exact + 1)


@given(EXACT, PLACES, st.integers(1, 50), st.sampled_from([-1, 1]))
def test_a_unit_away_does_not_agree(exact: Fraction, decimals: int, more: int, sign: int) -> None:
    """One unit in the last place away, or farther, is another figure."""
    step = F(1, 10**decimals)
    near = truncated(exact, decimals)
    printed = near + sign * more * step
    agreed = agrees(printed, decimals, exact)
    assert agreed == (printed in {half_up(exact, decimals), half_even(exact, decimals), near})
    if abs(printed - exact) >= step:
        assert not agreed


@given(EXACT, EXACT, PLACES, st.integers(-200, 200))
def test_agrees_interval(low: Fraction, width: Fraction, decimals: int, units: int) -> None:
    """The interval agrees if one of its ends, or a value inside, does."""
    high = low + abs(width) / 10**5
    printed = truncated(low, decimals) + F(units, 10**decimals)
    if agrees(printed, decimals, low) or agrees(printed, decimals, high) or low < printed < high:
        assert agrees_interval(printed, decimals, low, high)
        assert agrees_interval(printed, decimals, high, low)
    first, last = interval(printed, decimals)
    if high < first or low > last:
        assert not agrees_interval(printed, decimals, low, high)


def test_agrees_vectors() -> None:
    """The seeds' own figures and the edges."""
    assert agrees(F("95.84"), 2, F("61.90") / F("64.59") * 100) is True
    assert agrees(F("95.83"), 2, F("61.90") / F("64.59") * 100) is True
    assert agrees(F("95.85"), 2, F("61.90") / F("64.59") * 100) is False
    assert agrees(F(450), 0, F(18, 4) * 100)
    assert agrees(F(0), 0, F("-0.99"))
    assert not agrees(F(0), 0, F(1))
    assert agrees(F(2), 0, F("2.5"))
    assert agrees(F(3), 0, F("2.5"))
    assert not agrees(F("2.5"), 0, F("2.5"))  # printed with more digits than told


def test_close() -> None:
    """Within 1e-9, relative or absolute; never nan."""
    assert close(0.1 + 0.2, 0.3)
    assert close(F(1, 3), 1 / 3)
    assert close(10**12, 10**12 + 1)
    assert close(0, F(1, 10**9))
    assert close(math.inf, math.inf)
    assert not close(F(1), F("1.00000001"))
    assert not close(0.0, 1e-8)
    assert not close(math.nan, F(1))
    assert not close(F(10) ** 400, math.inf)


@pytest.mark.parametrize(
    ("made", "text"),
    [(angka(F("1234.56")), "1.234,56"), (angka(F("-1234.5"), 2), "-1.234,50"), (angka(0), "0")]
    + [(angka(F(1, 3)), "0,33"), (angka(F("0.000001")), "0,000001"), (angka(F("2.5"), 0), "3")]
    + [(angka(F("-0.001"), 2), "0,00"), (angka(F("64.590")), "64,59"), (angka(1000), "1.000")]
    + [(persen(F("1.0169")), "101,69 %"), (poin(F("44.44")), "44,44 %"), (poin(80, None), "80 %")]
    + [(rupiah(3986212458), "Rp3.986.212.458"), (rupiah(F("-4999.5")), "-Rp5.000")],
)
def test_formats(made: str, text: str) -> None:
    """Figures as Indonesian messages print them."""
    assert made == text


@given(EXACT, st.integers(0, 6))
def test_angka_round_trip(exact: Fraction, decimals: int) -> None:
    """What is printed is read again, or said to be ambiguous, with the right reading."""
    wanted = half_up(exact, decimals)
    value = parse_printed(angka(exact, decimals), Kind.INDEKS)
    if value.trouble is Trouble.AMBIGUOUS:
        assert wanted in value.candidates
        assert decimals == 0
    else:
        assert (value.number, value.decimals, value.trouble) == (wanted, decimals, None)
    cell = parse_text(angka(exact, decimals), Kind.INDEKS)
    assert cell.number is None
    assert cell.repaired in {None, wanted}


@given(st.integers(-(10**13), 10**13))
def test_rupiah_round_trip(amount: int) -> None:
    """Rupiah are read again in every column."""
    for kind in (Kind.RUPIAH, Kind.ANGKA, Kind.BULAT):
        value = parse_printed(rupiah(amount), kind)
        assert (value.number, value.unit, value.trouble) == (F(amount), "Rp", None)
    assert parse_text(rupiah(abs(amount)), Kind.RUPIAH).repaired == abs(amount)


@given(EXACT, st.integers(1, 4))
def test_percent_round_trip(points: Fraction, decimals: int) -> None:
    """Percentages are read again as points."""
    for text in (poin(points, decimals), persen(points / 100, decimals).replace(" ", "")):
        value = parse_printed(text, Kind.PERSEN)
        assert (value.number, value.percent) == (half_up(points, decimals), True)


@given(TYPED, KINDS)
def test_parse_never_raises(text: str, kind: Kind) -> None:
    """Any text is read; trouble leaves no number and everything keeps what was typed."""
    values = parse_text(text, kind), parse_printed(text, kind), parse_number(text, text, kind)
    for value in values:
        assert value.raw == text
        assert value.trouble is None or value.number is None
        assert not (value.blank and any(char.isalnum() for char in text))
    normal(text)
    meng_folded(text)
    code_parts(text)
    parse_date(text, year=2024)


@given(st.floats(allow_nan=False, allow_infinity=False), KINDS, st.sampled_from(["0%", "h:mm", ""]))
def test_any_float_is_read(number: float, kind: Kind, fmt: str) -> None:
    """A cell's number is what Excel shows of it, to 15 digits."""
    value = parse_number(repr(number), fmt, kind)
    if value.number is not None:
        assert abs(value.number - F(repr(number))) <= abs(F(repr(number))) / 10**14


@pytest.mark.parametrize("text", ["0" * 300, "0." * 150, "a " * 150, "(" * 300, "1 " * 150])
@pytest.mark.parametrize("tail", ["", "!", "%"])
def test_no_slow_text(text: str, tail: str) -> None:
    """No pattern goes astray on long repeats."""
    start = time.perf_counter()
    parse_text(text[: 300 - len(tail)] + tail, Kind.ANGKA)
    assert time.perf_counter() - start < 0.5


DAY = datetime.date(2024, 7, 19)


@pytest.mark.parametrize(
    "text",
    ["19 Juli 2024", "19  juli\u00a02024", "19 July 2024", "19/7/2024", "19-07-2024", "19.7.2024"]
    + ["2024-07-19", "2024-07-19T00:00:00", "Jumat, 19 Juli 2024", "Barabai, 19 Juli 2024"]
    + ["19-Jul-24", "tanggal 19 Juli 2024"],
)
def test_dates(text: str) -> None:
    """Day first, Indonesian or English months."""
    assert parse_date(text) == DAY
    assert parse_text(text, Kind.TANGGAL).date == parse_printed(text, Kind.TANGGAL).date == DAY


@pytest.mark.parametrize(
    "text", ["31 Februari 2024", "19 Juli", "07/19/2024", "19 Jull 2024", "19/7-2024", "2024", ""]
)
def test_no_dates(text: str) -> None:
    """What is not a day of the calendar is no date."""
    assert parse_date(text) is None


def test_date_words_and_serials() -> None:
    """Slips of staff, days without a year, and Excel's serial numbers."""
    assert parse_date("28 Februari", year=2024) == parse_date("28 february 2024")
    assert parse_date("3 Nopember 2024") == datetime.date(2024, 11, 3)
    for text, old, wanted in (
        ("45492", False, DAY),
        ("45492.75", False, DAY),
        ("44030", True, DAY),
    ):
        assert parse_number(text, "dd/mm/yyyy", Kind.TANGGAL, date1904=old).date == wanted
    assert parse_number("59", "yyyy", Kind.TANGGAL).date == datetime.date(1900, 2, 28)
    assert parse_number("61", "yyyy", Kind.TANGGAL).date == datetime.date(1900, 3, 1)
    for text in ("60", "-1", "0", "1E9"):
        assert parse_number(text, "d/m/yy", Kind.TANGGAL).trouble is Trouble.BAD_DATE
    assert parse_number("45492", "General", Kind.TANGGAL).date == DAY
    assert parse_number("2024", "General", Kind.TANGGAL).trouble is Trouble.BAD_DATE


SUB = (7, 1, 1, 2, 1, 1)


@pytest.mark.parametrize(
    ("text", "parts", "canonical"),
    [(t, SUB, "7.01.01.2.01.0001") for t in ("7.01.01.2.01.01", "7.01.01.02.01.0001")]
    + [(t, SUB, "7.01.01.2.01.0001") for t in ("7|1|1|2.01|1", " 7.01.01 | 2.01 | 0001 ")]
    + [("07.01.01", (7, 1, 1), "7.01.01"), ("7.01.01.2.10.", (7, 1, 1, 2, 10), "7.01.01.2.10")]
    + [("7.01", (7, 1), "7.01"), ("7", (7,), "7"), ("2.02", (2, 2), "2.02")]
    + [("7-01.0-00.0-00.01.0000", (7, 1, 0, 0, 0, 0, 1, 0), "7.01.0.00.0.00.01.0000")]
    + [(t, None, None) for t in ("", "X.XX.01", "Program", "7..01", "7.01a", "7,01", "4/18")],
)
def test_codes(text: str, parts: tuple[int, ...] | None, canonical: str | None) -> None:
    """Codes are one when their integer parts are."""
    assert (code_parts(text), code_canonical(text)) == (parts, canonical)


@given(st.lists(st.integers(0, 99), min_size=1, max_size=6))
def test_canonical_code_is_stable(parts: list[int]) -> None:
    """Canonical form keeps the parts and is its own canonical form."""
    canonical = code_canonical(".".join(map(str, parts)))
    assert canonical is not None
    assert code_parts(canonical) == tuple(parts)
    assert code_canonical(canonical) == canonical


def test_names() -> None:
    """Names differ neither by case nor by dashes; a verb's ending is folded apart."""
    assert normal("Antar Suku / RT\u2013RW") == normal("ANTARSUKU/RT-RW")
    assert normal("Ketentraman") != normal("Ketenteraman")
    assert meng_folded("Meningkatkan Kualitas") == meng_folded("MENINGKATNYA kualitas")
    assert meng_folded("Mewujudkan desa") == meng_folded("Terwujudnya desa")
    assert meng_folded("Menciptakan") == meng_folded("Terciptanya")
    assert meng_folded("Meningkatnya A") != meng_folded("Menurunnya A")
    assert meng_folded("Peningkatan A") != meng_folded("Meningkatnya A")
    assert meng_folded("Rekan kerja") == "rekankerja"
