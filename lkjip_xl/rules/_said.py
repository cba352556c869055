"""What the report says in words about an indikator and its period: not measured yet, or nothing happened (LK324 and LK326 share this)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lkjip_xl.check import Check, CheckRow
from lkjip_xl.quotes import Quote, ledger
from lkjip_xl.quotes.quote import years_in
from lkjip_xl.quotes.text import made_once
from lkjip_xl.rules._plan import indicators
from lkjip_xl.values import State

QUARTERS = {"TW I": 1, "TW II": 2, "TW III": 3, "TW IV": 4, "Semester I": 2, "Semester II": 4, "TAHUNAN": 4}
_UP_TO = re.compile(r"\b(?:sampai|hingga|s\.?\s?/?d\.?)(?=\W|$)", re.IGNORECASE)
FIELDS = ("pendorong", "penghambat", "solusi", "kesimpulan")


@dataclass(frozen=True, slots=True)
class Said:
    """One statement about an indikator."""

    text: str
    address: str
    year: int | None
    quarter: int
    unmeasured: bool
    """A quoted `-` or belum diukur in place of a figure."""

    def covers(self, quarter: int) -> bool:
        """Is it about a quarter: its own, or an earlier one when it speaks of everything up to its own."""
        return self.quarter == quarter or (self.quarter > quarter and not self.unmeasured and _UP_TO.search(self.text) is not None)

    @property
    def place(self) -> str:
        """Where it stands, with its words."""
        words = " ".join(self.text.split())
        return f"{self.address} \"{words if len(words) <= 70 else words[:67].rstrip() + '...'}\""


def said(check: Check) -> dict[str, list[Said]]:
    """Statements by folded id: quotations, analysis and notes."""
    return made_once(check, "_said", _collect)


def _collect(check: Check) -> dict[str, list[Said]]:
    found: dict[str, list[Said]] = {}
    for id_, statement in (*_quoted(check), *_typed(check)):
        found.setdefault(id_.casefold(), []).append(statement)
    return found


def _typed(check: Check) -> Iterator[tuple[str, Said]]:
    keys = {"Analisis": FIELDS, "Triwulan": ("keterangan",), "Pengukuran": ("keterangan",)}
    for table, columns in keys.items():
        for row in check.rows(table):
            for key in columns:
                text = row.text(key)
                if text and row.text("id"):
                    yield row.text("id"), Said(text, row.address(key), check.year, _quarter(text) or check.quarter, unmeasured=False)


def _quoted(check: Check) -> Iterator[tuple[str, Said]]:
    names = [(r.text("id"), content(r.text("uraian"))) for r in indicators(check)]
    for q in ledger(check).quotes:
        if not q.ours:
            continue
        prose, figure = q.besaran in ("keadaan", "kalimat"), q.besaran in ("realisasi", "capaian")
        silent = figure and q.value.number is None and q.value.state is State.BELUM
        if not (prose or silent):
            continue
        ids = q.thing.ids or (_about(names, f"{q.thing.text} {q.text}") if prose else ())
        for id_ in ids:
            yield id_, Said(q.text, q.address, _year(check, q), QUARTERS.get(q.periode) or _quarter(q.text) or check.quarter, unmeasured=silent)


def _year(check: Check, q: Quote) -> int | None:
    """Year of a statement: as declared, else the one other year its words name."""
    if q.year is not None:
        return q.year
    named = set(years_in(f"{q.thing.text} {q.text}"))
    return next(iter(named)) if len(named) == 1 else check.year


_NAMED = re.compile(r"\b(?:triwulan|tw)\s*(?:ke\s*-?\s*)?(iv|i{1,3}|[1-4]|pertama|kedua|ketiga|keempat|satu|dua|tiga|empat)\b", re.IGNORECASE)
_ORDER = {w: k for k, words in enumerate((("i", "1", "pertama", "satu"), ("ii", "2", "kedua", "dua"), ("iii", "3", "ketiga", "tiga"), ("iv", "4", "keempat", "empat")), 1) for w in words}


def _quarter(text: str) -> int:
    """The one quarter that a text names, 0 for none or several."""
    named = {_ORDER[m.casefold()] for m in _NAMED.findall(text)}
    return next(iter(named)) if len(named) == 1 else 0


_WORD = re.compile(r"[a-z]{4,}")
_PLAIN = frozenset(["persentase", "prosentase", "persentasi", "jumlah", "rasio", "nilai", "indeks", "rata", "yang", "dengan", "pada", "dalam", "tingkat", "untuk", "terhadap", "kecamatan", "tahun"])


def content(text: str) -> frozenset[str]:
    """Words of a name that say what is measured."""
    return frozenset(_WORD.findall(text.casefold())) - _PLAIN


def _about(names: list[tuple[str, frozenset[str]]], text: str) -> tuple[str, ...]:
    """The one indikator whose words a text repeats, none when no name or several names fit."""
    words = content(text)
    fits = [id_ for id_, own in names if len(own) > 2 and 5 * len(own & words) >= 4 * len(own)]
    return tuple(fits) if len(fits) == 1 else ()


_MEASURING = r"(?:penilaian|pengukuran|survei|survey|evaluasi|hasil)"
_NOT_YET = re.compile(
    r"\b(?:belum|tidak)\b(?:\s+\w+){0,2}?\s+(?:dinilai|diukur|terukur|disurve[iy]|dievaluasi|diketahui|diperoleh|dirilis|diterbitkan)\b"
    rf"|\bbelum\s+(?:ada|terdapat|menerima|memperoleh|mendapat(?:kan)?|tersedia|keluar|terbit)(?:nya)?\s+(?:\w+\s+)?(?:data|nilai|lhe|{_MEASURING})\b"
    rf"|\b{_MEASURING}\b[^.;]{{0,40}}?\bbelum\s+(?:dapat\s+|bisa\s+|pada\s+tahap\s+)?(?:dilaksanakan|dilakukan|ada|keluar|terbit|final|selesai|diterima|diperoleh|tersedia)\b"
    rf"|\bmasih\b(?:\s+\w+){{0,3}}?\s+(?:{_MEASURING}|penyusunan)\b|\bmenunggu\b(?:\s+\w+){{0,2}}?\s+(?:lhe|rilis|{_MEASURING})\b|^\s*belum\s+(?:dapat\s+)?(?:dilaksanakan|dilakukan)\W*$",
    re.IGNORECASE,
)


def not_yet(statement: Said) -> bool:
    """Does a statement say that the indikator has not been measured yet."""
    return statement.unmeasured or _NOT_YET.search(statement.text) is not None


_EVENTS = {
    **dict.fromkeys(("pengaduan", "aduan", "keluhan", "laporan", "kasus", "kejadian", "gangguan", "konflik", "sengketa", "bencana", "pelanggaran"), "kejadian"),
    **dict.fromkeys(("temuan", "rekomendasi"), "temuan"), **dict.fromkeys(("permohonan", "permintaan", "usulan"), "permohonan"),
}
_EVENT = re.compile(rf"\b({'|'.join(_EVENTS)})\b", re.IGNORECASE)
_NOTHING = re.compile(
    r"\b(?:tidak|belum|tak)\s+(?:pernah\s+)?(?:ada|adanya|terdapat|terjadi|terjadinya|menerima|ditemukan)\s+(?:\w+\s+){0,2}?"
    rf"({'|'.join(_EVENTS)})\b(?!\s+yang\s+(?:tidak|belum|tak)\b)",
    re.IGNORECASE,
)
_FREE_OF = re.compile(r"\b(?:bebas|tanpa|nol|aman|kondusif|penurunan|menurun\w*|berkurang\w*)\b", re.IGNORECASE)


def nothing_happened(statement: Said, name: str) -> bool:
    """Does a statement say that there was nothing to handle, of what the indikator counts."""
    counted = {_EVENTS[m.casefold()] for m in _EVENT.findall(name)}
    if not counted or _FREE_OF.search(name):
        return False
    return any(_EVENTS[m.casefold()] in counted for m in _NOTHING.findall(statement.text)) or statement.text.strip(" .").casefold() == "nihil"


def name_of(row: CheckRow) -> str:
    """Name of the indikator of a measuring row."""
    plan = row.check.by_id("Renstra", row.text("id"))
    return plan.text("uraian") if plan is not None else row.text("indikator")
