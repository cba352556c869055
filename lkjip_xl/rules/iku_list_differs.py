"""LK629: lists that the report calls indikator kinerja utama, against the column IKU of the sheet IKU."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lkjip_xl.check import Check, CheckRow
from lkjip_xl.engine import fold
from lkjip_xl.findings import Severity
from lkjip_xl.quotes import Ledger, Quote, ledger, normal
from lkjip_xl.quotes.tables import names_iku, printed_tables
from lkjip_xl.rules._prose import marked, short
from lkjip_xl.rules._quoted import addresses, listing
from lkjip_xl.rules.rule import Hit, rule
from lkjip_xl.spec.sheets.budget import SUPPORTS

_EACH = re.compile(r"\b(?:per|setiap|tiap|masing-masing)\s+(?:indikator\s+kinerja\s+utama|IKU)\b", re.IGNORECASE)
_ELSEWHERE = {"PK": "PK", "Triwulan": "Triwulan", "Pengukuran": "Pengukuran", "DataDukung": "Data Dukung"}


@dataclass(frozen=True, slots=True)
class _List:
    """Indikator that a title, a sentence or headings call IKU."""

    label: str
    called: tuple[Quote, ...]
    rows: tuple[Quote, ...]

    @property
    def ids(self) -> dict[str, Quote]:
        """Folded ids with the first quotation of each."""
        found: dict[str, Quote] = {}
        for q in self.rows:
            found.setdefault(str(fold(q.thing.ids[0])), q)
        return found

    @property
    def whole(self) -> Quote | None:
        """A row flagged as part of a complete list."""
        return next((q for q in self.rows if q.complete), None)


@rule("LK629", "Daftar indikator kinerja utama tidak sama dengan lembar IKU", Severity.WARNING)
def iku_list_differs(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    Tabel, daftar, atau judul blok yang disebut laporan "indikator kinerja utama" atau "IKU" padahal memuat indikator yang di
    lembar IKU bukan IKU (kolom IKU: tidak), atau, bila ditandai daftar lengkap, tidak memuat indikator yang di lembar itu IKU.
    Yang dibaca: judul tabel dan kalimat pengantarnya (objek: nama tabel), judul di atas satu indikator (objek: ID indikator),
    dan kalimat "per indikator kinerja utama" di atas daftar. Indikator yang ditetapkan sebagai IKU tetapi tidak ada di PK,
    Triwulan, Pengukuran, Data Dukung, kolom Mendukung lembar Anggaran, maupun di salah satu daftar itu, disebut sebagai tidak
    diukur.

    ## Mengapa penting

    IKU ditetapkan dengan keputusan; pembaca mengira indikator lain juga IKU, dan IKU yang sebenarnya tidak dilaporkan.

    ## Cara memperbaiki

    Sebut daftar itu indikator PK atau indikator sasaran, atau samakan isinya dengan IKU yang ditetapkan; betulkan kolom IKU di
    lembar IKU bila penetapannya memang lain.

    ## Dasar hukum

    Tidak ada.
    """
    book = ledger(check)
    rows = {str(fold(r.text("id"))): r for r in check.rows("IKU") if r.text("iku") in ("ya", "tidak")}
    main = [key for key, row in rows.items() if row.text("iku") == "ya"]
    missed: dict[str, list[_List]] = {}
    for found in _lists(book) if main else ():
        wrong = [q for key, q in found.ids.items() if key in rows and key not in main]
        absent = [key for key in main if key not in found.ids] if found.whole is not None else []
        for key in absent:
            missed.setdefault(key, []).append(found)
        if wrong or absent:
            yield _hit(found, wrong, [rows[key] for key in absent], [row for key, row in rows.items() if key in absent or (key in found.ids and key not in main)])
    for key, lists in missed.items():
        if _nowhere(check, key):
            yield _unmeasured(rows[key], lists)


def _lists(book: Ledger) -> Iterator[_List]:
    for table in printed_tables(book):
        called = tuple(q for q in (*table.titles, *table.announced) if names_iku(q.text))
        rows = tuple(q for q in table.rows if _row(q))
        if called and rows:
            yield _List(table.label, called, rows)
    for quotes in book.by_table.values():
        headings = tuple(q for q in quotes if q.besaran == "judul" and q.ours and len(q.thing.ids) == 1 and names_iku(q.text))
        about = {q.thing.key for q in headings}
        if headings:
            yield _List(quotes[0].table, headings, tuple(q for q in quotes if _row(q) and q.thing.key in about))
    for q in book.quotes:
        if q.besaran == "kalimat" and q.ours and _EACH.search(q.text):
            rows = tuple(o for o in book.by_table[normal(q.table)] if _row(o) and o.row.index > q.row.index)
            if len({o.thing.key for o in rows}) > 1:
                yield _List(q.table, (q,), rows)


def _row(q: Quote) -> bool:
    return q.besaran == "nama" and q.ours and len(q.thing.ids) == 1 and not q.thing.rest and not q.other_year


def _hit(found: _List, wrong: list[Quote], absent: list[CheckRow], sheet: list[CheckRow]) -> Hit:
    first, blocks = found.called[0], found.called[0].thing.ids
    at = next((c for c in found.called if c.thing.key in {q.thing.key for q in wrong}), first) if blocks else first
    who = "" if at.table == found.label else f"{found.label} "
    told = []
    if wrong:
        told.append(f"memuat {listing((f'{q.thing.ids[0]} ({short(q.text)})' for q in wrong), 8)}, yang di lembar IKU bukan IKU")
    if absent:
        told.append(f"tidak memuat {listing(r.text('id') for r in absent)}, yang di lembar IKU adalah IKU")
    headings = [c for c in found.called if c is not at and (not blocks or c.thing.key in {q.thing.key for q in wrong})]
    lacking = (found.whole.row.address("daftar_lengkap"),) if absent and found.whole is not None else ()
    return Hit(
        marked(at.spot, "IKU"), f"{at.table}: {who}disebut indikator kinerja utama (\"{short(at.text)}\"), tetapi {', dan '.join(told)}.", found=listing((q.thing.ids[0] for q in wrong), 8),
        expected=listing(r.text("id") for r in absent), related=(*addresses([*headings, *(wrong if not blocks else ())]), *lacking), uses=tuple(r.cell("iku") for r in sheet))


def _nowhere(check: Check, key: str) -> bool:
    """Is an indikator in no sheet that measures or pays for it."""
    used = any(fold(row.text("id")) == key for table in _ELSEWHERE for row in check.rows(table))
    return not used and not any(fold(row.text(column)) == key for row in check.rows("Anggaran") for column in SUPPORTS)


def _unmeasured(row: CheckRow, lists: list[_List]) -> Hit:
    formula = "" if row.text("formulasi") else " formulasinya kosong dan"
    places = listing(dict.fromkeys(found.label for found in lists))
    return Hit(
        marked(row.spot("id"), "IKU"), f"{row.text('id')} adalah IKU, tetapi{formula} indikator ini tidak ada di lembar {', '.join(_ELSEWHERE.values())}, di kolom Mendukung lembar Anggaran, "
        f"dan di daftar yang disebut IKU di {places}: tidak diukur di mana pun dalam laporan ini.",
        related=(*(() if row.text("formulasi") else (row.address("formulasi"),)), *(found.called[0].address for found in lists)),
        advice=f"Ukur dan laporkan {row.text('id')} seperti IKU lain, atau isi tidak di kolom IKU bila bukan IKU lagi.")
