"""What a cell can hold once it has been read, and the words staff use for it."""

import datetime
from dataclasses import dataclass, fields
from enum import StrEnum
from fractions import Fraction

__all__ = ["AKIP", "MEASURED", "Kind", "State", "Trouble", "Value"]

AKIP: tuple[str, ...] = ("AA", "A", "BB", "B", "CC", "C", "D")
"""The AKIP predicates, best first. There is no E."""


class Kind(StrEnum):
    """What a column holds; the first five are the jenis nilai of an indikator."""

    ANGKA = "angka"
    PERSEN = "persen"
    INDEKS = "indeks"
    RASIO = "rasio"
    PREDIKAT = "predikat"
    RUPIAH = "rupiah"
    BULAT = "bulat"
    TEKS = "teks"
    TANGGAL = "tanggal"


MEASURED: frozenset[Kind] = frozenset(
    {Kind.ANGKA, Kind.PERSEN, Kind.INDEKS, Kind.RASIO, Kind.PREDIKAT}
)
"""The kinds a target or realisasi can have."""


class State(StrEnum):
    """A cell that answers without a figure. Blank is not a state and 0 is a number."""

    BELUM = "belum diukur"
    TIDAK = "tidak dapat dihitung"
    NIHIL = "nihil"


class Trouble(StrEnum):
    """Why a cell does not type. Words and codes for it belong to the rules."""

    MALFORMED = "malformed"
    AMBIGUOUS = "ambiguous"
    TEXT_NUMBER = "text number"
    UNIT_IN_CELL = "unit in cell"
    RATIO_IN_CELL = "ratio in cell"
    TIME = "time"
    DATE = "date"
    PERCENT_SCALE = "percent scale"
    PREDICATE_SCORE = "predicate and score"
    TWO_VALUES = "two values"
    OFF_SCALE = "off scale"
    TEXT = "text"
    NEGATIVE = "negative"
    NOT_WHOLE = "not whole"
    BAD_DATE = "bad date"
    ERROR = "error value"
    BOOL = "boolean"


@dataclass(frozen=True, slots=True)
class Value:
    """One cell or one quoted figure, read.

    When `trouble` is set, `number` is None, as it is for a formula; what the cell most
    likely means stands in `repaired`, and only if nothing else can be meant.
    """

    number: Fraction | None = None
    denominator: Fraction | None = None
    """Second term of a:b, as typed; may be 0."""
    predicate: str | None = None
    """As on the scale. With OFF_SCALE: what it would be when written properly."""
    state: State | None = None
    text: str | None = None
    date: datetime.date | None = None
    decimals: int = 0
    """Decimals as printed; negative for a rounded amount (`Rp3,9 miliar`: -8)."""
    percent: bool = False
    unit: str | None = None
    trouble: Trouble | None = None
    repaired: Fraction | None = None
    candidates: tuple[Fraction, ...] = ()
    raw: str = ""

    @property
    def blank(self) -> bool:
        """True if nothing was typed (spaces are nothing)."""
        return (
            self.number is None
            and self.trouble is None
            and self.state is None
            and self.predicate is None
            and self.text is None
            and self.date is None
        )

    @property
    def figure(self) -> Fraction | None:
        """The number, or else what the cell most likely means."""
        return self.repaired if self.number is None else self.number


_SLOTS = {field.name: Value.__dict__[field.name].__set__ for field in fields(Value)}
_EMPTY = tuple((_SLOTS[field.name], field.default) for field in fields(Value))
_put_number, _put_decimals, _put_raw = (_SLOTS[n] for n in ("number", "decimals", "raw"))


def number_value(number: Fraction, decimals: int, raw: str) -> Value:
    """Return `Value(number=…, decimals=…, raw=…)`, made twice as fast: most cells are this."""
    value = object.__new__(Value)
    for put, default in _EMPTY:
        put(value, default)
    _put_number(value, number)
    _put_decimals(value, decimals)
    _put_raw(value, raw)
    return value


STATE_WORDS: dict[str, State] = {
    "-": State.BELUM,
    "n/a": State.BELUM,
    "na": State.BELUM,
    "belum ada": State.BELUM,
    "belum ada data": State.BELUM,
    "belum diukur": State.BELUM,
    "belum dinilai": State.BELUM,
    "belum tersedia": State.BELUM,
    "data belum tersedia": State.BELUM,
    "tidak ada": State.BELUM,
    "tidak ada data": State.BELUM,
    "tidak dapat dihitung": State.TIDAK,
    "nihil": State.NIHIL,
}

_ERRORS = (
    "#DIV/0! #N/A #NAME? #NULL! #NUM! #REF! #VALUE! #SPILL! #CALC! #FIELD! #BLOCKED! "
    "#CONNECT! #UNKNOWN! #BUSY! #GETTING_DATA"
)
ERROR_VALUES: frozenset[str] = frozenset(_ERRORS.split())

BOOL_WORDS: frozenset[str] = frozenset({"true", "false", "benar", "salah"})

PERCENT_WORDS: frozenset[str] = frozenset({"%", "persen", "prosen", "percent"})

SCALE_WORDS: dict[str, int] = {
    "ribu": 3,
    "rb": 3,
    "juta": 6,
    "jt": 6,
    "miliar": 9,
    "milyar": 9,
    "triliun": 12,
    "trilyun": 12,
}
"""Powers of ten that staff write out."""

MONEY_SCALE: dict[str, int] = {"m": 9, "t": 12}
"""Abbreviations that mean a power of ten only where money stands (`15 M`)."""

GRADE_WORDS: dict[str, str] = {
    "sangat memuaskan": "AA",
    "memuaskan": "A",
    "sangat baik": "BB",
    "baik": "B",
    "cukup": "CC",
    "cukup (memadai)": "CC",
    "kurang": "C",
    "sangat kurang": "D",
}
"""Interpretations of the AKIP predicates (PermenPAN-RB 88/2021)."""

OTHER_GRADES: frozenset[str] = frozenset({"cukup baik", "kurang baik", "tidak baik"})
"""Grade words of other scales: a score may follow them, they name no predicate here."""

MONTHS: dict[str, int] = {
    name: number
    for number, names in enumerate(
        (
            "januari january jan",
            "februari february pebruari febuari feb peb",
            "maret march mar mrt",
            "april apr",
            "mei may",
            "juni june jun",
            "juli july jul",
            "agustus august agu agt ags agst aug",
            "september sept sep",
            "oktober october okt oct",
            "november nopember nov nop",
            "desember december des dec",
        ),
        start=1,
    )
    for name in names.split()
}
