"""Sentences of a workbook: prose quoted in Kutipan and prose written in Analisis, Tindak Lanjut and other text columns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TypeVar

from lkjip_xl import limits
from lkjip_xl.check import Check, Spot
from lkjip_xl.engine import fold
from lkjip_xl.quotes import Ledger, Quote, ledger
from lkjip_xl.quotes.text import clip, made_once
from lkjip_xl.spec import book

ANALISIS = ("pendorong", "penghambat", "solusi", "program", "kesimpulan")
TINDAK = ("rencana", "progres")
WRITTEN = {
    "Analisis": ANALISIS, "TindakLanjut": TINDAK, "IKU": ("makna", "formulasi", "sumber_data"), "Renstra": ("uraian",), "Anggaran": ("kinerja", "indikator"),
    "Pembanding": ("sumber",), "DataDukung": ("uraian", "sumber"), "Triwulan": ("keterangan",),
}
"""Columns of sentences and names, by table."""
READ = ("kalimat", "judul", "keadaan", "formula")
"""Besaran of Kutipan that hold prose."""
SHORT = 110
_SHORT_NAME = 10
"""Letters of a name that may be a common word."""
_CONTENTS = ("daftar isi", "daftar tabel", "daftar gambar")
K = TypeVar("K")


@dataclass(frozen=True, slots=True)
class Passage:
    """One text with its place."""

    text: str
    spot: Spot
    place: str
    """Where it stands, for messages."""
    part: str
    key: str
    subject: str
    quote: Quote | None = None

    @property
    def address(self) -> str:
        """`Sheet!A1`."""
        return self.spot.address


def quoted(check: Check, *besaran: str) -> Iterator[Passage]:
    """Prose of Kutipan that is the reporting office's own."""
    for q in ledger(check).quotes:
        if q.besaran in (besaran or READ) and q.ours:
            yield Passage(q.text, q.spot, q.place, "Kutipan", "nilai", q.thing.text, q)


def written(check: Check, **columns: Iterable[str]) -> Iterator[Passage]:
    """Texts typed into the sheets; `columns` names tables with their keys, else all of WRITTEN."""
    for passage in made_once(check, "_written", _read):
        if not columns or passage.key in columns.get(passage.part, ()):
            yield passage


def _read(check: Check) -> list[Passage]:
    found = []
    for part, keys in WRITTEN.items():
        for row in check.rows(part):
            for key in keys:
                text = row.text(key)[: limits.MAX_PROSE]
                if text:
                    place = f"{book.SHEET_OF[part].name}, {book.TABLES[part][key].header} {row.subject}".rstrip()
                    found.append(Passage(text, replace(row.spot(key), subject=f"{row.subject} {key}"), place, part, key, row.subject))
    return found


def indicator_of(book: Ledger, q: Quote) -> str:
    """Id of the one indikator that a quotation is about: its objek, an id that its objek names, or that of the other figures of its printed row; "" for none."""
    named = q.thing.ids or [w for w in re.findall(r"[\w.]+", q.thing.text) if w.casefold() in book.things.plan]
    if not named and q.line:
        named = [i for o in book.by_row[q.printed_row] if o.ours for i in o.thing.ids]
    found = {str(fold(i)): str(i) for i in named}
    return next(iter(found.values())) if len(found) == 1 else ""


def nameless(book: Ledger, text: str) -> str:
    """A text without the names of indikator and budget rows, whose words say nothing of time or matter (`evaluasi AKIP`, `administrasi keuangan`)."""
    return made_once(book, "_named", _names).sub("indikator ini", text)


def _names(book: Ledger) -> re.Pattern[str]:
    names = {str(r.get("uraian")) for r in book.things.plan.values()} | {n for node in book.things.budget for n in book.things.names(node)}
    return re.compile("|".join(re.escape(n) for n in sorted(names, key=len, reverse=True) if len(n) > _SHORT_NAME) or r"(?!)", re.IGNORECASE)


def short(text: str, near: str = "") -> str:
    """A text that fits into a message, with the words `near` that the message is about."""
    return clip(text, SHORT, near)


def grouped(found: Iterable[tuple[K, Passage]]) -> list[tuple[K, list[Passage]]]:
    """Passages with one key together, each group in sheet order, tables of contents last: what they list stands first."""
    groups: dict[K, list[Passage]] = {}
    for key, passage in found:
        groups.setdefault(key, []).append(passage)
    return [(key, sorted(group, key=lambda p: (p.place.casefold().startswith(_CONTENTS), p.spot.order))) for key, group in groups.items()]


def marked(spot: Spot, mark: str) -> Spot:
    """The spot of one of several findings at a cell: its fingerprint must be its own."""
    return replace(spot, subject=f"{spot.subject} {mark}")


def also(group: list[Passage]) -> str:
    """` Begitu juga di 3 sel lain.`, "" for one passage."""
    others = len({p.address for p in group}) - 1
    return f" Begitu juga di {others} sel lain." if others else ""


def rest(group: list[Passage]) -> tuple[str, ...]:
    """Cells of the others of a group."""
    return tuple(a for a in dict.fromkeys(p.address for p in group[1:]) if a != group[0].address)
