"""Counts of the sheet Profil: staff by category, villages, people; shared by the rules on Profil and by quotations of such counts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from lkjip_xl.check import Check, CheckRow
from lkjip_xl.quotes.text import normal

TOTALS = frozenset({"jumlah", "total", "seluruhnya", "jumlahseluruhnya", "jumlahpegawai", "totalpegawai", "pegawai", "jumlahtotal"})
"""Categories (letters only) that stand for everybody."""
FIELDS = {
    "status": "status_pegawai", "golongan": "golongan", "eselon": "eselon", "jabatan": "jabatan", "pendidikan": "pendidikan", "jenis kelamin": "kelamin", "unit kerja": "unit",
}
"""Column of Pegawai behind each way of grouping."""
_RANK = re.compile(r"\b(i{1,3}|iv|v|vii|ix|x)\b(?:\s*[/.\- ]\s*([a-e])\b)?", re.IGNORECASE)
_SCHOOLS = (
    ("S-3", ("s3", "doktor", "strata3")), ("S-2", ("s2", "magister", "strata2", "pascasarjana")), ("S-1", ("s1", "sarjana", "strata1")), ("D-IV", ("d4", "div", "diplomaiv", "diploma4")),
    ("D-III", ("d3", "diii", "diplomaiii", "diploma3", "sarjanamuda")), ("D-II", ("d2", "dii", "diplomaii", "diploma2")), ("D-I", ("d1", "di", "diplomai", "diploma1")),
    ("SLTA", ("slta", "sma", "smk", "smu", "ma", "smasederajat", "sltasederajat", "smasmk", "smasmksederajat", "sltasmasederajat")),
    ("SLTP", ("sltp", "smp", "mts", "smpsederajat", "sltpsederajat")), ("SD", ("sd", "mi", "sdsederajat")),
)
_SCHOOL = {word: name for name, words in _SCHOOLS for word in words}


def rank(text: str) -> tuple[str, str]:
    """Golongan and ruang of a text: ("III", "c") of `Penata (III/c)`, ("III", "") of `Golongan III`, ("", "") of anything else."""
    found = _RANK.search(text)
    return (found[1].upper(), (found[2] or "").lower()) if found else ("", "")


def school(text: str) -> str:
    """Level of education as the list writes it, "" when unknown."""
    word = normal(text)
    return _SCHOOL.get(word, _SCHOOL.get(word.removeprefix("tamat").removeprefix("lulusan"), ""))


def sex(text: str) -> str:
    """L, P or ""."""
    word = normal(text)
    if word in ("l", "lakilaki", "pria", "laki"):
        return "L"
    return "P" if word in ("p", "perempuan", "wanita") else ""


def matcher(basis: str, category: str) -> Callable[[str], bool] | None:
    """Does a cell of Pegawai belong to a category; None when the category cannot be told."""
    if basis == "golongan":
        roman, letter = rank(category)
        return (lambda text: rank(text)[0] == roman and (not letter or rank(text)[1] == letter)) if roman else None
    if basis == "pendidikan":
        level = school(category)
        return (lambda text: school(text) == level) if level else None
    if basis == "jenis kelamin":
        side = sex(category)
        return (lambda text: sex(text) == side) if side else None
    word = normal(category)
    return (lambda text: normal(text) == word) if basis in FIELDS else None


def is_total(row: CheckRow) -> bool:
    """Is a row of RekapPegawai the count of everybody."""
    return row.text("dasar") == "seluruhnya" or normal(row.text("kategori")) in TOTALS


def listed(check: Check, basis: str, category: str) -> list[CheckRow] | None:
    """Rows of the staff list in a category; None when the list does not tell (empty, or the column not filled everywhere)."""
    staff = list(check.rows("Pegawai"))
    if not staff:
        return None
    if normal(category) in TOTALS or basis == "seluruhnya":
        return staff
    column, fits = FIELDS.get(basis, ""), matcher(basis, category)
    if not column or fits is None or any(r.text(column) == "" for r in staff):
        return None
    return [r for r in staff if fits(r.text(column))]


@dataclass(frozen=True, slots=True)
class Group:
    """Rows of RekapPegawai that belong together: one way of grouping printed in one place."""

    basis: str
    place: str
    rows: tuple[CheckRow, ...]

    @property
    def total(self) -> CheckRow | None:
        """The printed total, None without one."""
        return next((r for r in self.rows if is_total(r)), None)

    @property
    def parts(self) -> list[CheckRow]:
        """Rows that add up: no totals, and no golongan that its own ruang rows repeat."""
        parts = [r for r in self.rows if not is_total(r)]
        if self.basis != "golongan":
            return parts
        fine = {rank(r.text("kategori"))[0] for r in parts if rank(r.text("kategori"))[1]}
        return [r for r in parts if rank(r.text("kategori"))[1] or rank(r.text("kategori"))[0] not in fine]

    def sum(self, key: str) -> Fraction | None:
        """Sum of a column over the parts; None when one is missing."""
        values = [r.number(key) for r in self.parts]
        known = [v for v in values if v is not None]
        return sum(known, Fraction(0)) if known and len(known) == len(values) else None


def groups(check: Check) -> list[Group]:
    """Groups of RekapPegawai in sheet order."""
    found: dict[tuple[str, str], list[CheckRow]] = {}
    for row in check.rows("RekapPegawai"):
        found.setdefault((row.text("dasar"), normal(row.text("tempat"))), []).append(row)
    return [Group(basis, rows[0].text("tempat"), tuple(rows)) for (basis, _), rows in found.items()]


_PEOPLE = {
    "penduduk": "penduduk", "jumlahpenduduk": "penduduk", "jiwa": "penduduk", "penduduklakilaki": "laki", "pendudukperempuan": "perempuan",
    "kk": "kk", "kepalakeluarga": "kk", "rt": "rt", "rw": "rw",
}


def counts_of(check: Check, text: str) -> Iterator[tuple[Fraction, str]]:
    """Counts that a quoted name may stand for, each with its source: staff of a category, villages, people."""
    word = normal(text)
    words = text.split(None, 1)
    about_staff = normal(words[0]) in ("pegawai", "asn", "pns") if words else False
    category = words[1] if about_staff and len(words) > 1 else ""
    if about_staff:
        yield from _staff(check, category, "PNS" if normal(words[0]) == "pns" and not category else "")
    villages = [r for r in check.rows("Wilayah") if r.text("jenis") in ("desa", "kelurahan")]
    kind = word.removeprefix("jumlah")
    if villages and kind in ("desa", "kelurahan", "desadankelurahan", "desakelurahan"):
        yield Fraction(sum(r.text("jenis") == kind or kind not in ("desa", "kelurahan") for r in villages)), "baris di lembar Profil"
    column = _PEOPLE.get(word)
    if column:
        totals = [r.number(column) for r in check.rows("Wilayah") if r.text("jenis") == "jumlah"]
        values = [r.number(column) for r in villages]
        known = [v for v in values if v is not None]
        yield from ((v, "baris jumlah di lembar Profil") for v in totals if v is not None)
        if known and len(known) == len(values):
            yield sum(known, Fraction(0)), "jumlah baris di lembar Profil"


def _staff(check: Check, category: str, status: str) -> Iterator[tuple[Fraction, str]]:
    category = category or status
    for row in check.rows("RekapPegawai"):
        number = row.number("banyak")
        same = is_total(row) if not category else normal(row.text("kategori")) == normal(category)
        if number is not None and same:
            yield number, f"rekapitulasi pegawai menurut {row.text('dasar')}"
    for basis in ("seluruhnya",) if not category else tuple(FIELDS):
        rows = listed(check, basis, category)
        if rows:
            yield Fraction(len(rows)), "daftar pegawai"
