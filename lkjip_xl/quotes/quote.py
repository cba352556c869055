"""One Kutipan row, read: where it is printed, what it is about, and the printed figure parsed under the kind it must have."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Final

from lkjip_xl.check import Check, CheckRow, Spot
from lkjip_xl.engine import fold
from lkjip_xl.quotes.numerals import count_in
from lkjip_xl.quotes.text import normal
from lkjip_xl.quotes.things import Thing, Things
from lkjip_xl.quotes.whole import quotes_whole
from lkjip_xl.spec.lists import KINDS
from lkjip_xl.values import Kind, Trouble, Value, parse_number, parse_printed
from lkjip_xl.values.fmt import format_shape

MEASURED: Final = frozenset({"target", "realisasi", "target renstra", "target akhir renstra", "baseline"})
PERCENT: Final = frozenset({"capaian", "kemajuan renstra", "rata-rata capaian", "serapan", "capaian keluaran", "perubahan persen", "persen"})
MONEY: Final = frozenset({"pagu", "realisasi anggaran", "sisa"})
COUNT: Final = frozenset({
    "jumlah indikator", "jumlah tercapai", "jumlah tidak tercapai", "pembilang", "penyebut", "jumlah program", "jumlah kegiatan", "jumlah sub kegiatan", "jumlah tujuan",
    "jumlah sasaran", "jumlah",
})
OUTPUT: Final = frozenset({"target keluaran", "realisasi keluaran"})
CLASS: Final = frozenset({"kategori", "kategori rata-rata"})
CHANGE: Final = frozenset({"perubahan nilai", "perubahan persen"})
NODES: Final = {"jumlah program": "program", "jumlah kegiatan": "kegiatan", "jumlah sub kegiatan": "sub kegiatan"}
"""Counts of budget rows, with their level."""
LEVELS: Final = {"jumlah tujuan": "tujuan", "jumlah sasaran": "sasaran"}
"""Counts of Renstra rows, with their level."""
PROSE: Final = frozenset({"kalimat", "judul", "keadaan", "formula"})
"""Words as they stand in the report: read for years, quarters and offices, never as a figure."""
WORDS: Final = frozenset({
    "nama", "satuan", "kode", "induk", "pendukung", "tahun", "periode", "indikator", "sasaran baris", "predikat nilai", "batas kelas", "simpulan",
    "tertinggi", "terendah", "nomor", *PROSE,
})
"""Besaran that hold a text; each has a rule of its own."""

UP: Final = ("meningkat", "peningkatan", "naik", "kenaikan", "bertambah", "lebih tinggi")
DOWN: Final = ("menurun", "penurunan", "turun", "berkurang", "lebih rendah")
SAME: Final = ("tetap", "sama", "tidak berubah", "stabil", "tidak ada perubahan", "tidak mengalami perubahan", "tidak terjadi perubahan")
_NOT_MOVED = re.compile(r"\b(?:tidak|belum|tanpa)\s+(?:\w+\s+){0,2}?(?:meningkat|peningkatan|naik|kenaikan|bertambah|menurun|penurunan|turun|berkurang)\b", re.IGNORECASE)
_BOUND = re.compile(r"(?:capaian\s*)?([<>≥≤=].+)")
_ALL, _PART = ("semua", "seluruh", "seluruhnya"), ("belum semua", "tidak semua", "belum seluruh", "tidak seluruh", "belum seluruhnya", "sebagian")


@dataclass(frozen=True, slots=True, eq=False)
class Quote:
    """One used row of the Kutipan table."""

    row: CheckRow
    table: str
    line: str
    sort: str
    """Jenis baris: rincian, induk, jumlah, rata-rata or ""."""
    parent: str
    thing: Thing
    besaran: str
    year: int | None
    """Year as typed, None when the cell is blank (then the year of the report)."""
    other_year: bool
    periode: str
    versi: str
    """murni, perubahan or ""."""
    peran: str
    text: str
    value: Value
    complete: bool
    by: str = ""
    """Column Menurut: the besaran compared or counted by."""
    base: int | None = None
    """Column Dibanding tahun: the year a change is counted from."""

    @property
    def ours(self) -> bool:
        """True when the figure is the reporting office's own."""
        return self.peran in ("", "pelapor")

    @property
    def is_figure(self) -> bool:
        """True when a figure is expected, not a name, a class or a word."""
        return self.besaran not in WORDS and self.besaran not in CLASS

    @property
    def key(self) -> tuple[object, ...]:
        """What the figure is of: two quotations with one key must not differ."""
        unit = normal(self.line) if self.peran == "pembanding" else ""
        return (self.thing.key, self.besaran, self.year if self.other_year else None, self.periode, self.versi, "" if self.ours else self.peran, unit, normal(self.by), self.base)

    @property
    def printed_row(self) -> tuple[str, str]:
        """The printed row; figures of one printed row are recomputed among themselves."""
        return (normal(self.table), normal(self.line))

    @property
    def place(self) -> str:
        """Where it is printed, for messages."""
        return f"{self.table}, baris {self.line}" if self.line else self.table

    @property
    def spot(self) -> Spot:
        """The cell of the printed value; its subject tells quotations of one table apart."""
        year = f" {self.year}" if self.other_year else ""
        return replace(self.row.spot("nilai"), subject=f"{self.place}: {self.besaran}{year} {self.thing.text}")

    def row_spot(self, key: str, subject: str) -> Spot:
        """Another cell of this row, for findings about the row or its table."""
        return replace(self.row.spot(key), subject=f"{self.table}: {subject}")

    @property
    def address(self) -> str:
        """`Kutipan!K12` of the printed value."""
        return self.row.address("nilai")

    @property
    def what(self) -> str:
        """Quantity and object, for messages: `capaian tahun 2023 IK1.1`."""
        year = f" tahun {self.year}" if self.other_year else ""
        bound = _BOUND.match(self.by) if self.besaran == "jumlah tercapai" else None
        period = "" if self.periode == "TAHUNAN" and self.other_year else " setahun" if self.periode == "TAHUNAN" else f" {self.periode}" if self.periode else ""
        besaran = f"jumlah indikator dengan capaian {bound[1]}{' %' if bound[1][-1].isdigit() else ''}" if bound else self.besaran
        return f"{besaran}{year}{period}{'' if self.thing.total else ' ' + self.thing.text}"

    @property
    def direction(self) -> int | None:
        """1 up, -1 down, 0 unchanged, None when the text is no direction word."""
        if self.besaran not in CHANGE or self.value.number is not None or _NOT_MOVED.search(self.text):
            return None
        words = f" {self.text.casefold()} "
        for sign, known in ((0, SAME), (1, UP), (-1, DOWN)):
            if any(f" {w} " in words for w in known):
                return sign
        return None

    @property
    def vague(self) -> bool:
        """Does it deny a direction without giving one (`tidak meningkat`)."""
        return self.besaran in CHANGE and self.value.number is None and _NOT_MOVED.search(self.text) is not None

    @property
    def every(self) -> bool | None:
        """`semua` True, `belum semua` False, None for anything else."""
        if self.besaran not in COUNT or self.value.number is not None:
            return None
        words = " ".join(self.text.casefold().split())
        if words.startswith(_PART):
            return False
        return True if words.startswith(_ALL) else None


def read_quotes(check: Check, things: Things) -> list[Quote]:
    """Every used row of the Kutipan table, top to bottom; none when a column that they need is gone."""
    if not quotes_whole(check):
        return []
    jenis = {fold(r.text("id")): r.text("jenis") for r in check.rows("Renstra") if r.text("jenis")}
    return [q for row in check.rows("Kutipan") if (q := _quote(check, row, things, jenis)) is not None]


def question(row: CheckRow, thing: Thing, besaran: str, year: int | None, periode: str = "", text: str = "") -> Quote:
    """A quotation that no row prints, to ask what the workbook knows of a thing; `row` is the row that asks, `text` a figure that its sentence states."""
    other = year is not None and year != row.check.year
    plan = row.check.by_id("Renstra", thing.ids[0]) if text and thing.ids else None
    value = _read(text, besaran, thing, {fold(thing.ids[0]): plan.text("jenis")} if plan is not None else {}) if text else Value()
    return Quote(row, "", "", "", "", thing, besaran, year, other, periode, "", "", text, value, complete=False)


def _quote(check: Check, row: CheckRow, things: Things, jenis: dict[str, str]) -> Quote | None:
    besaran, (text, became) = row.text("besaran"), _printed(check, row)
    if not besaran or not text:
        return None
    thing = things.find(row.text("objek"))
    year = int(n) if (n := row.number("tahun")) is not None else None
    versi, periode = row.text("versi"), row.text("periode")
    return Quote(
        row, row.text("tabel").strip(), row.text("baris").strip(), row.text("jenis_baris"), row.text("induk_baris").strip(), thing, besaran, year,
        year is not None and year != check.year, "" if periode == check.form("Identitas", "periode") else periode,
        versi if versi != "tidak disebut" else "", row.text("peran"), text, became or _read(text, besaran, thing, jenis), row.text("daftar_lengkap") == "ya",
        row.text("menurut").strip(), int(b) if (b := row.number("banding")) is not None else None,
    )


def _printed(check: Check, row: CheckRow) -> tuple[str, Value | None]:
    """Text of the printed value; a figure that Excel took for a number is written out again, a date or time it made of one is told."""
    cell = row.raw("nilai")
    if cell is None or cell.kind != "n":
        return row.text("nilai").strip(), None
    number_format = check.raw.number_format(cell.style)
    value = parse_number(cell.text, number_format, Kind.ANGKA, date1904=check.raw.date1904)
    if value.trouble in (Trouble.DATE, Trouble.TIME):
        return cell.text, value
    if value.number is None:
        return cell.text, value
    percent = format_shape(number_format) == "percent"
    figure, decimals = (100 * value.number, max(0, value.decimals - 2)) if percent else (value.number, value.decimals)
    return f"{float(figure):.{decimals}f}".replace(".", ",") + ("%" if percent else ""), None


_GARBAGE = (Trouble.TEXT, Trouble.OFF_SCALE)


def _read(text: str, besaran: str, thing: Thing, jenis: dict[str, str]) -> Value:
    """The printed figure under the first kind that fits; the trouble of the first kind when none does."""
    if besaran in WORDS or besaran in CLASS:
        return parse_printed(text, Kind.TEKS)
    first: Value | None = None
    for kind in _kinds(besaran, thing, jenis):
        value = parse_printed(text, kind)
        if value.trouble is None:
            return value
        first = first if first is not None and first.trouble not in _GARBAGE else value
    assert first is not None
    if besaran in COUNT and first.trouble in _GARBAGE and (count := count_in(text)) is not None:
        return Value(number=Fraction(count), raw=text)
    return first


def _kinds(besaran: str, thing: Thing, jenis: dict[str, str]) -> tuple[Kind, ...]:
    """Kinds a printed figure may have, most fitting first."""
    own = Kind(word) if thing.ids and (word := jenis.get(fold(thing.ids[0]), "")) in KINDS else None
    if besaran in MONEY or (besaran == "perubahan nilai" and (thing.total or thing.nodes)):
        return (Kind.RUPIAH,)
    if besaran in PERCENT:
        return (Kind.PERSEN,)
    if besaran in COUNT:
        return (Kind.BULAT,)
    if besaran in OUTPUT:
        return (Kind.BULAT,)
    if besaran == "efisiensi":
        return (Kind.ANGKA,)
    if besaran in MEASURED or besaran in CHANGE:
        return (own,) if own is not None else (Kind.ANGKA, Kind.RASIO, Kind.PREDIKAT)
    return (Kind.ANGKA,)


_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


def years_in(text: str) -> list[int]:
    """Every year named in a text, in order."""
    return [int(y) for y in _YEAR.findall(text)]
