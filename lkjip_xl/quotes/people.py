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
STRUCTURED = ("golongan", "eselon")
"""Ways of grouping whose rows may stand under rows of their own (III/a under Golongan III)."""
_RANK = re.compile(r"\b(i{1,3}|iv|v|vii|ix|x)\b(?:\s*[/.\- ]\s*([a-e])\b)?", re.IGNORECASE)
_FINE = re.compile(r"\b(i{1,3}|iv)\s*[/.\- ]\s*([a-e])\b", re.IGNORECASE)
_STEP = re.compile(r"\b(?:tk|tkt|tingkat)\b\.?\s*[i1]\b", re.IGNORECASE)
_PANGKAT = {
    "jurumuda": ("I", "a"), "jurumuda1": ("I", "b"), "juru": ("I", "c"), "juru1": ("I", "d"),
    "pengaturmuda": ("II", "a"), "pengaturmuda1": ("II", "b"), "pengatur": ("II", "c"), "pengatur1": ("II", "d"),
    "penatamuda": ("III", "a"), "penatamuda1": ("III", "b"), "penata": ("III", "c"), "penata1": ("III", "d"),
    "pembina": ("IV", "a"), "pembina1": ("IV", "b"), "pembinautamamuda": ("IV", "c"), "pembinautamamadya": ("IV", "d"), "pembinautama": ("IV", "e"),
}
"""Pangkat without golongan; 1 stands for Tingkat I."""
_AND, _TAKES_IN = re.compile(r"\s*(?:/|,|&|\+|\bdan\b)\s*"), {"PNS": "CPNS", "PPPK": "PPPK paruh waktu"}
_STATUS = {
    "pns": "PNS", "cpns": "CPNS", "pppk": "PPPK", "p3k": "PPPK", "pppkparuhwaktu": "PPPK paruh waktu", "p3kparuhwaktu": "PPPK paruh waktu", "honorer": "Honorer", "tenagahonorer": "Honorer",
    "kontrak": "Tenaga kontrak", "tenagakontrak": "Tenaga kontrak",
}
_SCHOOLS = (
    ("S-3", ("s3", "doktor", "strata3")), ("S-2", ("s2", "magister", "strata2", "pascasarjana")), ("S-1", ("s1", "sarjana", "strata1")), ("D-IV", ("d4", "div", "diplomaiv", "diploma4")),
    ("D-III", ("d3", "diii", "diplomaiii", "diploma3", "sarjanamuda")), ("D-II", ("d2", "dii", "diplomaii", "diploma2")), ("D-I", ("d1", "di", "diplomai", "diploma1")),
    ("SLTA", ("slta", "sma", "smk", "smu", "ma", "smasederajat", "sltasederajat", "smasmk", "smasmksederajat", "sltasmasederajat")),
    ("SLTP", ("sltp", "smp", "mts", "smpsederajat", "sltpsederajat")), ("SD", ("sd", "mi", "sdsederajat")),
)
_SCHOOL = {word: name for name, words in _SCHOOLS for word in words}


def rank(text: str) -> tuple[str, str]:
    """Golongan and ruang of a text: ("III", "c") of `Penata (III/c)`, ("III", "") of `Golongan III`, ("", "") of anything else."""
    fine = _FINE.search(text)
    if fine:
        return fine[1].upper(), fine[2].lower()
    named = _PANGKAT.get(normal(_STEP.sub("1", text)))
    if named:
        return named
    found = _RANK.search(_STEP.sub(" ", text))
    return (found[1].upper(), (found[2] or "").lower()) if found else ("", "")


def school(text: str) -> str:
    """Level of education as the list writes it, "" when unknown."""
    word = normal(text)
    return _SCHOOL.get(word, _SCHOOL.get(word.removeprefix("tamat").removeprefix("lulusan"), ""))


def status(text: str) -> str:
    """Status as the list writes it, "" when the text names none."""
    return _STATUS.get(normal(text), "")


def sex(text: str) -> str:
    """L, P or ""."""
    word = normal(text)
    if word in ("l", "lakilaki", "pria", "laki"):
        return "L"
    return "P" if word in ("p", "perempuan", "wanita") else ""


def matcher(basis: str, category: str) -> Callable[[str], bool] | None:
    """Does a cell of Pegawai belong to a category; None when the category cannot be told."""
    roman, letter = rank(category) if basis in STRUCTURED else ("", "")
    if roman:
        return lambda text: rank(text)[0] == roman and (not letter or rank(text)[1] == letter)
    if basis == "golongan":
        return None
    if basis == "pendidikan":
        level = school(category)
        return (lambda text: school(text) == level) if level else None
    if basis == "jenis kelamin":
        side = sex(category)
        return (lambda text: sex(text) == side) if side else None
    word = normal(category)
    return (lambda text: normal(text) == word) if basis in FIELDS else None


_NON = re.compile(r"non[\s-]*(?:gol|pns|asn|es|struk|jab|pang|ruang|pendidikan)", re.IGNORECASE)
_FREE = re.compile(r"\b(?:lain|non|tidak|belum|honor|kontrak|thl|ptt|gtt|outsourc|tenaga|pegawai|wiyata|bakti|kebersihan|penjaga|magang|pppk|p3k|pjlp)", re.IGNORECASE)
"""Beginnings of words under which offices count those who have no golongan or school of the list."""
_PANGKAT_WORDS = frozenset({
    "golongan", "gol", "ruang", "pangkat", "juru", "pengatur", "penata", "pembina", "muda", "madya", "utama", "tingkat", "tkt", "iii", "vii", "viii", "pns", "cpns", "asn", "dan", "sampai",
})
_BESIDE = re.compile(r"\([^()]*\)")


def category_key(basis: str, category: str) -> str | None:
    """One key for all names of a category; "" when the basis does not know it, None when it cannot be judged."""
    roman, letter = rank(category)
    if normal(category).startswith("non") and not _NON.match(category):
        return ""
    if basis == "golongan" and roman and any(len(w) > 2 and normal(w) not in _PANGKAT_WORDS and not _FREE.search(w) for w in re.findall(r"[A-Za-z]+", _BESIDE.sub(" ", category))):
        return ""
    known = {
        "golongan": f"{roman}/{letter}" if roman else "", "pendidikan": school(category), "jenis kelamin": sex(category), "status": status(category),
    }.get(basis)
    if known is None or known:
        return known
    return None if not category or status(category) or _FREE.search(category) else ""


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
        if self.basis not in STRUCTURED:
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


@dataclass(frozen=True, slots=True)
class Tally:
    """How many of the staff list are in a category; `high` counts those of whom the list does not say."""

    low: int
    high: int
    members: tuple[CheckRow, ...]
    column: str

    @property
    def certain(self) -> bool:
        """Does the list say it of everybody."""
        return self.low == self.high


def count(row: CheckRow) -> Fraction | None:
    """The printed count of a row of RekapPegawai; a dash counts none."""
    number = row.number("banyak")
    return Fraction(0) if number is None and row.text("banyak").strip() in ("-", "–", "nihil") else number


def tally(check: Check, basis: str, category: str) -> Tally | None:
    """The staff list counted for one category of RekapPegawai; None when it cannot tell."""
    staff, word = list(check.rows("Pegawai")), status(category)
    if not staff or basis == "seluruhnya" or normal(category) in TOTALS:
        return None
    named = {word} if word else {status(w) for w in _AND.split(category)} if basis == "status" else {""}
    if "" not in named:
        return _by_status(staff, named)
    column, fits = FIELDS.get(basis, ""), matcher(basis, category)
    if not column or fits is None:
        return None
    members = tuple(r for r in staff if fits(r.text(column)))
    if not members and basis not in ("golongan", "pendidikan", "jenis kelamin", "status"):
        return None  # a wording of its own: nobody in the list is called so
    unsaid = sum(r.text(column) == "" and not (basis == "golongan" and status(r.text("status_pegawai")) not in ("", "PNS", "CPNS")) for r in staff)
    return Tally(len(members), len(members) + unsaid, members, column)


def _by_status(staff: list[CheckRow], words: set[str]) -> Tally:
    """Staff of one status or several (`PNS/CPNS`); PNS may take in CPNS, PPPK those of part time."""
    members = tuple(r for r in staff if status(r.text("status_pegawai")) in words)
    near = {_TAKES_IN[w] for w in words if w in _TAKES_IN} - words
    unsaid = sum(r.text("status_pegawai") == "" or status(r.text("status_pegawai")) in near for r in staff)
    return Tally(len(members), len(members) + unsaid, members, "status_pegawai")


@dataclass(frozen=True, slots=True)
class Difference:
    """A count of RekapPegawai that the staff list does not give."""

    row: CheckRow
    tally: Tally

    @property
    def printed(self) -> Fraction:
        """The count as printed."""
        value = count(self.row)
        assert value is not None
        return value

    @property
    def impossible(self) -> bool:
        """Can the list not give it, whatever those are of whom it does not say."""
        return not self.tally.low <= self.printed <= self.tally.high


def differences(check: Check, group: Group) -> list[Difference]:
    """Counts of a group that differ from the staff list; none when the list says too little to deny any of them."""
    found: list[Difference] = []
    enough = True
    for row in group.rows:
        counted = tally(check, group.basis, row.text("kategori")) if not is_total(row) else None
        if counted is None or count(row) is None:
            continue
        enough = enough and 2 * (counted.high - counted.low) <= len(list(check.rows("Pegawai")))
        if count(row) != counted.low:
            found.append(Difference(row, counted))
    return found if enough and any(d.impossible for d in found) else []


COMPLETE = ("seluruhnya", "status", "golongan", "pendidikan", "jenis kelamin")
"""Ways of grouping that take in everybody, so that their totals are one number."""


def takes_in_all(group: Group) -> bool:
    """Are all rows of a group categories of its basis (a table of courses under the name of pendidikan is not)."""
    known = {"pendidikan": school, "jenis kelamin": sex}.get(group.basis)
    return group.basis in COMPLETE and (known is None or all(known(r.text("kategori")) or status(r.text("kategori")) for r in group.rows if not is_total(r)))


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
        yield from _staff(check, category or ("PNS" if normal(words[0]) == "pns" else ""))
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


def _staff(check: Check, category: str) -> Iterator[tuple[Fraction, str]]:
    for row in check.rows("RekapPegawai"):
        number = row.number("banyak")
        same = is_total(row) if not category else normal(row.text("kategori")) == normal(category)
        if number is not None and same:
            yield number, f"rekapitulasi pegawai menurut {row.text('dasar')}"
    for basis in ("seluruhnya",) if not category else tuple(FIELDS):
        rows = listed(check, basis, category)
        if rows:
            yield Fraction(len(rows)), "daftar pegawai"
