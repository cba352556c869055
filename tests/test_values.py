"""Vectors for lkjip_xl.values: every row of how staff type (domain.md 10), and near misses."""

import datetime
from fractions import Fraction

import pytest

from lkjip_xl.values import (
    Kind,
    State,
    Trouble,
    Value,
    agrees,
    parse_number,
    parse_printed,
    parse_text,
)
from lkjip_xl.values.fmt import format_shape

F = Fraction
A, P, I, R = Kind.ANGKA, Kind.PERSEN, Kind.INDEKS, Kind.RASIO
G, RP, B, TX, D = Kind.PREDIKAT, Kind.RUPIAH, Kind.BULAT, Kind.TEKS, Kind.TANGGAL
T = Trouble

# text, kind, what a quotation means, decimals, what a cell is told
FIGURES = [
    ("87,65", I, "87.65", 2, T.TEXT_NUMBER),
    (",5", I, "0.5", 1, T.TEXT_NUMBER),
    ("44,44%", P, "44.44", 2, T.TEXT_NUMBER),
    ("1,234", I, "1.234", 3, T.TEXT_NUMBER),
    ("79.53", I, "79.53", 2, T.TEXT_NUMBER),
    ("0.9086", A, "0.9086", 4, T.TEXT_NUMBER),
    ("0.648", A, "0.648", 3, T.TEXT_NUMBER),
    ("1234.567", A, "1234.567", 3, T.TEXT_NUMBER),
    ("1,234.56", A, "1234.56", 2, T.TEXT_NUMBER),
    ("1.234,5", A, "1234.5", 1, T.TEXT_NUMBER),
    ("6.025.173.178", RP, "6025173178", 0, T.TEXT_NUMBER),
    ("6.025.173", A, "6025173", 0, T.TEXT_NUMBER),
    ("649.950", RP, "649950", 0, T.TEXT_NUMBER),
    ("2.024", B, "2024", 0, T.TEXT_NUMBER),
    ("Rp. 7.996.663.078,00", RP, "7996663078", 2, T.TEXT_NUMBER),
    ("Rp432.248.899,-", RP, "432248899", 0, T.TEXT_NUMBER),
    ("Rp0,00", RP, "0", 2, T.TEXT_NUMBER),
    ("Rp 3.558.865.249,00,-", RP, "3558865249", 2, T.TEXT_NUMBER),
    ("Rp.399.943.749,-(11,24%). .", RP, "399943749", 0, T.TEXT_NUMBER),
    ("Rp **2.355.308.250,-**", RP, "2355308250", 0, T.TEXT_NUMBER),
    ("Rp. 1.234,-", A, "1234", 0, T.TEXT_NUMBER),
    ("500.000 rupiah", RP, "500000", 0, T.TEXT_NUMBER),
    ("100%", P, "100", 0, T.TEXT_NUMBER),
    ("100 %", P, "100", 0, T.TEXT_NUMBER),
    ("100 Persen", P, "100", 0, T.TEXT_NUMBER),
    ("450%", P, "450", 0, T.TEXT_NUMBER),
    ("-5,59", P, "-5.59", 2, T.TEXT_NUMBER),
    ("\u22125,59", P, "-5.59", 2, T.TEXT_NUMBER),
    ("0", P, "0", 0, T.TEXT_NUMBER),
    ("70 LKD", A, "70", 0, T.UNIT_IN_CELL),
    ("16 Orang/bulan", A, "16", 0, T.UNIT_IN_CELL),
    ("22 Orang Per Bulan", A, "22", 0, T.UNIT_IN_CELL),
    ("83 Nilai", I, "83", 0, T.UNIT_IN_CELL),
    ("15 M", A, "15", 0, T.UNIT_IN_CELL),
    ("5 m2", A, "5", 0, T.UNIT_IN_CELL),
    ("12 (dua belas) dokumen", A, "12", 0, T.UNIT_IN_CELL),
    ("B (64,59)", I, "64.59", 2, T.PREDICATE_SCORE),
    ("B.( 64,59)", G, "64.59", 2, T.PREDICATE_SCORE),
    ("B(64,59)", I, "64.59", 2, T.PREDICATE_SCORE),
    ("B\n(64,59)", I, "64.59", 2, T.PREDICATE_SCORE),
    ("Baik (67,50)", I, "67.5", 2, T.PREDICATE_SCORE),
    ("Kurang Baik (67,50)", I, "67.5", 2, T.PREDICATE_SCORE),
    ("64,59 (B)", I, "64.59", 2, T.PREDICATE_SCORE),
    ("\u00b1 80", I, "80", 0, T.TEXT_NUMBER),
    ("\u226580%", P, "80", 0, T.TEXT_NUMBER),
    ("< 5", A, "5", 0, T.TEXT_NUMBER),
    ("80. ", A, "80", 0, T.TEXT_NUMBER),
    ("\u00a080\u00a0", A, "80", 0, T.TEXT_NUMBER),
    ("<b>80</b>", A, "80", 0, T.TEXT_NUMBER),
    ("'80", A, "80", 0, T.TEXT_NUMBER),
]


@pytest.mark.parametrize(("text", "kind", "number", "decimals", "told"), FIGURES)
def test_figures(text: str, kind: Kind, number: str, decimals: int, told: Trouble) -> None:
    """A right figure: typed in a quotation, repaired and told in a cell."""
    printed = parse_printed(text, kind)
    assert (printed.number, printed.decimals, printed.trouble) == (F(number), decimals, None)
    cell = parse_text(text, kind)
    assert (cell.number, cell.repaired, cell.trouble) == (None, F(number), told)
    assert cell.raw == printed.raw == text


# text, kind, trouble as printed, trouble in a cell
TROUBLES = [
    ("376.920.00", RP, T.MALFORMED, None),
    ("2.500..000", RP, T.MALFORMED, None),
    ("2.500.00", RP, T.MALFORMED, None),
    ("2.500.00", A, T.MALFORMED, None),
    ("2.500..", RP, T.MALFORMED, None),
    ("0.123.456", RP, T.MALFORMED, None),
    ("1234.567,8", A, T.MALFORMED, None),
    ("1 234 567", RP, T.MALFORMED, None),
    ("B (64,,59)", I, T.MALFORMED, None),
    ("4:1..8", R, T.MALFORMED, None),
    ("1.234", I, T.AMBIGUOUS, None),
    ("1.234", P, T.AMBIGUOUS, None),
    ("1.234 orang", A, T.AMBIGUOUS, None),
    ("649,950", RP, T.AMBIGUOUS, None),
    ("(5,2%)", P, T.AMBIGUOUS, None),
    ("1. 80% 2. 90%", P, T.TWO_VALUES, None),
    ("80%\n90%", P, T.TWO_VALUES, None),
    ("80<br>90", P, T.TWO_VALUES, None),
    ("BB\nB", G, T.TWO_VALUES, None),
    ("80% dan 90%", P, T.TWO_VALUES, None),
    ("Desa A 80%, Desa B 90%", P, T.TWO_VALUES, None),
    ("61,90 (95%)", I, T.TWO_VALUES, None),
    ("4/18", A, T.TWO_VALUES, None),
    ("1. ada 2. tidak", A, T.TWO_VALUES, None),
    ("koran / majalah", A, T.TEXT, None),
    ("Perda Nomor 5 Tahun 2024", A, T.TEXT, None),
    ("koran", RP, T.TEXT, None),
    ("D1", A, T.TEXT, None),
    (".", A, T.TEXT, None),
    ("<x>80</x>", A, T.TEXT, None),
    ("9" * 301, A, T.TEXT, None),
    ("E", G, T.TEXT, T.OFF_SCALE),
    ("AB", G, T.TEXT, T.OFF_SCALE),
    ("B+", G, T.TEXT, T.OFF_SCALE),
    ("E (12,00)", I, T.TEXT, T.OFF_SCALE),
    ("B", P, T.TEXT, None),
    ("#DIV/0!", A, T.TEXT, T.ERROR),
    ("TRUE", A, T.TEXT, T.BOOL),
    ("18/4/2024", A, T.TEXT, T.DATE),
    ("4:18:00", R, T.TEXT, T.TIME),
    ("4:00:00", R, T.TEXT, T.TIME),
    ("28 Februari", D, T.BAD_DATE, None),
    ("nanti", D, T.BAD_DATE, None),
]


@pytest.mark.parametrize(("text", "kind", "printed", "told"), TROUBLES)
def test_troubles(text: str, kind: Kind, printed: Trouble, told: Trouble | None) -> None:
    """What cannot be used has no number and is told once."""
    assert (parse_printed(text, kind).number, parse_printed(text, kind).trouble) == (None, printed)
    assert (parse_text(text, kind).number, parse_text(text, kind).trouble) == (
        None,
        told or printed,
    )


def test_never_guessed() -> None:
    """Malformed figures have no repair, ambiguous ones have both readings."""
    assert parse_text("2.500..000", RP).repaired is None
    assert parse_text("1.234", I).candidates == (F(1234), F("1.234"))
    assert parse_text("649,950", RP).candidates == (F(649950), F("649.95"))
    assert parse_text("(5,2)", P).candidates == (F("5.2"), F("-5.2"))
    assert parse_text("1.234 juta", A).candidates == (F(1234000000), F(1234000))


@pytest.mark.parametrize(
    ("text", "state"),
    [(w, State.BELUM) for w in ("-", "\u2013", "\u2014", "--", " - ", "n/a", "N/A", "Tidak ada")]
    + [(w, State.BELUM) for w in ("Belum tersedia", "belum  dinilai.", "tidak\u00a0ada data")]
    + [("Belum diukur", State.BELUM), ("Rp -", State.BELUM), ("NIHIL", State.NIHIL)]
    + [("tidak dapat dihitung", State.TIDAK)],
)
def test_states(text: str, state: State) -> None:
    """Absence has its words, and they are no trouble."""
    for value in (parse_text(text, RP), parse_printed(text, P)):
        assert (value.state, value.trouble, value.blank) == (state, None, False)


def test_blank_and_text() -> None:
    """Spaces are nothing; a text column keeps its words."""
    assert parse_text("\u00a0 \u200b", A).blank
    assert parse_text("", TX).blank
    assert parse_text(" Tidak ada ", TX).text == "Tidak ada"
    assert parse_text("#N/A", TX).trouble is T.ERROR
    assert parse_number("5", "General", TX).text == "5"


def test_predicates() -> None:
    """A predicate of the scale types; written otherwise it is named."""
    assert parse_text(" bb ", G) == Value(predicate="BB", raw=" bb ")
    loose = parse_text("BB.", G)
    assert (loose.predicate, loose.trouble) == ("BB", T.OFF_SCALE)
    assert parse_printed("Predikat B", I).predicate == "B"
    assert parse_printed("Sangat Baik", G).predicate == "BB"
    assert parse_text("BB", I).trouble is T.TEXT
    assert parse_text("WTP", G, predicates=("WTP", "WDP")).predicate == "WTP"
    assert parse_text("B (64,59)", I).predicate == "B"
    assert parse_text("Sangat Baik (89,49)", I).predicate is None  # IKM's A, AKIP's BB


def test_ratios() -> None:
    """A ratio keeps both terms; only a ratio column can take its first."""
    for text in ("4:18", "4 : 18", "4/18", "4 dari 18 desa"):
        printed = parse_printed(text, R)
        assert (printed.number, printed.denominator, printed.trouble) == (F(4), F(18), None)
        cell = parse_text(text, R)
        assert (cell.repaired, cell.denominator, cell.trouble) == (F(4), F(18), T.RATIO_IN_CELL)
    assert parse_text("4:18", P).repaired is None
    assert parse_printed("0:0", R).denominator == 0


def test_units_and_money() -> None:
    """Units are split off, rounded amounts say so, rupiah are whole and not negative."""
    assert parse_printed("12 Dok", A).unit == "Dok"
    assert parse_printed("80%", P).percent
    amount = parse_printed("Rp3,9 miliar", RP)
    assert (amount.number, amount.decimals) == (F(3_900_000_000), -8)
    assert agrees(F(3_900_000_000), -8, F(3_986_212_458))
    assert parse_text("15 M", RP).repaired is None
    assert parse_printed("15 M", RP).number == 15 * 10**9
    for text in ("-Rp5.000", "(5.000)", "Rp(5.000)"):
        assert parse_printed(text, RP).number == -5000
        assert (parse_text(text, RP).trouble, parse_text(text, RP).repaired) == (T.NEGATIVE, None)
    assert parse_text("1.234,50", RP).trouble is T.NOT_WHOLE


NUMBERS = [  # text, format, kind, number, repaired, trouble
    ("87.65", "0.00", I, "87.65", None, None),
    ("-5", "General", A, "-5", None, None),
    ("1E3", "General", A, "1000", None, None),
    ("0.28999999999999998", "General", I, "0.29", None, None),
    ("3986212458", '"Rp"#,##0', RP, "3986212458", None, None),
    ("5", '#,##0 "Dok/hari"', A, "5", None, None),
    ("0", "0%", P, "0", None, None),
    ("0.5", "0%", A, "0.5", None, None),
    ("0.4444", "0.00%", P, None, "44.44", T.PERCENT_SCALE),
    ("4.5", "0%", P, None, "450", T.PERCENT_SCALE),
    ("44.44", "0.00%", P, None, "44.44", T.PERCENT_SCALE),
    ("7.5", "0%", P, None, None, T.PERCENT_SCALE),
    ("0.17916666666666667", "h:mm", R, None, "4", T.TIME),
    ("1.5277777777777777", "[h]:mm", R, None, "36", T.TIME),
    ("0.25", "h:mm", R, None, None, T.TIME),
    ("0.17916666666666667", "h:mm", A, None, None, T.TIME),
    ("0.25", "0.00", R, "0.25", None, None),
    ("0.27", "0.00", R, "0.27", None, None),
    ("0.22222222222222221", "0.00", R, None, None, T.AMBIGUOUS),
    ("0.33333333333333331", "0.00", R, "0.333333333333333", None, None),
    ("45400", "d-mmm", A, None, None, T.DATE),
    ("649.95", "#,##0", RP, None, None, T.NOT_WHOLE),
    ("2024.5", "0", B, None, None, T.NOT_WHOLE),
    ("-5", "#,##0", RP, None, None, T.NEGATIVE),
    ("-5", "#,##0", B, "-5", None, None),
    ("1E+99999999", "General", A, None, None, T.MALFORMED),
    ("NaN", "General", A, None, None, T.MALFORMED),
    ("#N/A", "General", A, None, None, T.ERROR),
]


@pytest.mark.parametrize(("text", "fmt", "kind", "number", "repaired", "trouble"), NUMBERS)
def test_numbers(
    text: str, fmt: str, kind: Kind, number: str | None, repaired: str | None, trouble: Trouble
) -> None:
    """A number cell, with what its format says Excel did to it."""
    value = parse_number(text, fmt, kind)
    wanted = (number and F(number), repaired and F(repaired), trouble)
    assert (value.number, value.repaired, value.trouble) == wanted
    assert number is None or value == Value(number=F(number), decimals=value.decimals, raw=text)


def test_number_details() -> None:
    """Decimals, the other term, both readings."""
    assert parse_number("87.65", "0.0", I).decimals == 2
    assert parse_number("0.17916666666666667", "h:mm", R).denominator == 18
    assert parse_number("649.95", "#,##0", RP).candidates == (F(649950), F("649.95"))
    assert parse_number("45400", "d-mmm", A).date == datetime.date(2024, 4, 18)


@pytest.mark.parametrize(
    ("fmt", "shape"),
    [("", "plain"), ("General", "plain"), ("@", "plain"), ("0.00_);[Red](0.00)", "plain")]
    + [("0.00%", "percent"), ('0"%"', "plain"), ("[$-421]dd mmmm yyyy", "date"), ("mmm", "date")]
    + [("m/d/yy h:mm", "date"), ("[h]:mm:ss", "time"), ("mm:ss.0", "time"), ("m", "date")]
    + [('_-"Rp"* #,##0_-;-"Rp"* #,##0_-', "plain"), ("0.00E+00", "plain"), ("\\d0", "plain")],
)
def test_format_shape(fmt: str, shape: str) -> None:
    """Only unquoted letters make a date."""
    assert format_shape(fmt) == shape
