"""Printed tables of a report: title, column heads, the sentences that announce them, and what their rows hold."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lkjip_xl.quotes.quote import Quote
from lkjip_xl.quotes.text import made_once, normal

if TYPE_CHECKING:
    from lkjip_xl.quotes.ledger import Ledger

_SECOND = re.compile(r"\s*\((?:(?:hal(?:aman)?|versi|ke)[\s.-]*)?(?:\d+|pertama|kedua|ketiga)\)\s*$", re.IGNORECASE)
"""What tells two tables with one number apart: `Tabel 3.4 (784)`, `Tabel 3.4 (hal. 35)`; `(lanjutan)` goes on with the same table."""
_CONTENTS = ("daftar isi", "daftar tabel", "daftar gambar", "daftar lampiran")
_HEAD = re.compile(r"^\s*(?:judul\s+)?(?:kepala\s+)?kolom\b", re.IGNORECASE)
_TABLE = re.compile(r"^\s*tab(?:le|el|\.)?[\s.:]+(?=[\dIVX])", re.IGNORECASE)
_IKU = re.compile(r"\bindikator\s+kinerja\s+utama\b|\bIKU\b", re.IGNORECASE)
_LEAST = 3
"""Columns of a head that is quoted as a whole."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column head, or a head that stands over several (`Keuangan: Pagu, Realisasi`)."""

    name: str
    below: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PrintedTable:
    """One table of the report, as far as Kutipan tells of it."""

    label: str
    titles: tuple[Quote, ...]
    heads: tuple[Quote, ...]
    announced: tuple[Quote, ...]
    """Sentences whose objek is this table."""
    rows: tuple[Quote, ...]

    @property
    def head(self) -> Quote | None:
        """The row of column heads quoted as a whole (`No | Sasaran | Target`)."""
        return next((h for h in self.heads if len(columns_of(h)) >= _LEAST), None)

    @property
    def named_iku(self) -> tuple[Quote, ...]:
        """Titles that call what it lists indikator kinerja utama."""
        return tuple(t for t in self.titles if names_iku(t.text))


def base_of(label: str) -> str:
    """Name of a table without what tells two tables of one number apart."""
    return _SECOND.sub("", label).strip()


def table_key(text: str) -> str:
    """A table's number for comparing; `Table 3.4` and `TABEL.3.4` are Tabel 3.4."""
    return normal(_TABLE.sub("Tabel ", base_of(text)))


def names_iku(text: str) -> bool:
    """Does a text name the indikator kinerja utama."""
    return _IKU.search(text) is not None


def is_head(q: Quote) -> bool:
    """Is it a column head: a title whose objek begins with Kolom."""
    return q.besaran == "judul" and _HEAD.match(q.thing.text) is not None


def columns_of(head: Quote) -> tuple[Column, ...]:
    """Columns of a head, in order."""
    found = []
    for text in head.text.split("|"):
        name, colon, below = text.partition(":")
        parts = tuple(p.strip() for p in below.split(",") if p.strip())
        found.append(Column(name.strip(), parts) if colon and len(parts) > 1 else Column(" ".join(text.split())))
    return tuple(c for c in found if c.name)


def in_contents(q: Quote) -> bool:
    """Does it stand in a table of contents."""
    return q.table.casefold().startswith(_CONTENTS)


def printed_tables(book: Ledger) -> list[PrintedTable]:
    """Every place of Kutipan that has a title, a head or an announcement, in sheet order."""
    found: list[PrintedTable] = made_once(book, "_printed_tables", _read)
    return found


def _read(book: Ledger) -> list[PrintedTable]:
    told: dict[str, list[Quote]] = defaultdict(list)
    for q in book.quotes:
        if q.ours and q.besaran in ("judul", "kalimat") and not in_contents(q) and not is_head(q):
            told[table_key(q.thing.text)].append(q)
    found = []
    for quotes in book.by_table.values():
        label = quotes[0].table
        about = told.get(table_key(label), [])
        heads = tuple(q for q in quotes if q.ours and is_head(q))
        titles, announced = (tuple(q for q in about if q.besaran == b) for b in ("judul", "kalimat"))
        if titles or heads or announced:
            found.append(PrintedTable(label, titles, heads, announced, tuple(q for q in quotes if q.besaran != "judul")))
    return found
