"""LK326: nothing of nothing called 100 %."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from lkjip_xl.check import Check, CheckRow
from lkjip_xl.findings import Severity
from lkjip_xl.quotes import Quote, ledger
from lkjip_xl.rules._said import QUARTERS, name_of, nothing_happened, said
from lkjip_xl.rules._sound import sound
from lkjip_xl.rules._yearly import evidence, numbers
from lkjip_xl.rules.rule import Hit, rule


@rule("LK326", "0 dari 0 disebut 100 %", Severity.WARNING)
def nothing_called_full(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    Realisasi 100 % padahal pembilang dan penyebutnya 0 (Data Dukung atau kutipan), atau padahal laporan sendiri menyatakan
    tidak ada kejadiannya (tidak ada pengaduan, belum ada laporan). Realisasi yang ditulis nihil tidak dilaporkan. Setiap
    indikator dilaporkan sekali.

    ## Mengapa penting

    0 dibagi 0 tidak ada hasilnya. Angka 100 memberi kesan semua kejadian ditangani, padahal tidak ada yang terjadi.

    ## Cara memperbaiki

    Tulis nihil sebagai realisasinya dan jelaskan di Keterangan mengapa tidak ada kejadian. Nihil dihitung 100 %.

    ## Dasar hukum

    Tidak ada; nihil adalah isian khusus formulir ini.
    """
    if not sound(check, "Renstra", "id", "jenis", "uraian"):
        return
    groups: dict[str, list[tuple[_Full, list[str], str]]] = {}
    for cell in _full_cells(check):
        why, proof = _why(check, cell)
        if why:
            groups.setdefault(cell.row.text("id").casefold(), []).append((cell, proof, why))
    for found in groups.values():
        cell, proof, why = found[0]
        when = f" ({', '.join(dict.fromkeys(c.when for c, _, _ in found))})"
        others = [c.row.address(c.key) for c, _, _ in found[1:]]
        yield Hit(
            cell.row.spot(cell.key), f"Realisasi {cell.row.text('id')}{when} ditulis 100, padahal {why}: 0 dari 0.", found="100", expected="nihil",
            related=(*others, *dict.fromkeys(a for _, p, _ in found for a in p)))


@dataclass(frozen=True, slots=True)
class _Full:
    """A cell that says 100."""

    row: CheckRow
    key: str
    year: int
    quarter: int
    when: str


def _full_cells(check: Check) -> Iterator[_Full]:
    year = check.year or 0
    table = "Pengukuran" if check.annual else "Triwulan"
    keys = (("realisasi", 4),) if check.annual else tuple((f"r{k}", k) for k in range(1, check.quarter + 1))
    for row in check.rows(table):
        yield from (_Full(row, key, year, k, str(year) if check.annual else f"TW {'I' * k if k < 4 else 'IV'}") for key, k in keys if _full(row, key))
    for row in check.rows("Pembanding"):
        past = row.number("tahun")
        if past is not None and row.text("macam") == "tahun sebelumnya" and past < year and _full(row, "realisasi"):
            yield _Full(row, "realisasi", int(past), 4, str(int(past)))


def _full(row: CheckRow, key: str) -> bool:
    return row.text("jenis") == "persen" and row.number(key) == 100


def _why(check: Check, cell: _Full) -> tuple[str, list[str]]:
    """Words and cells that say there was nothing, "" when nothing says so."""
    id_, now = cell.row.text("id"), cell.year == check.year
    rows = evidence(check, id_) if now else []
    rows = [r for r in rows if QUARTERS.get(r.text("periode"), 4) <= cell.quarter] if not check.annual else rows
    counted = [r for r in rows if r.number("pembilang") is not None and r.number("penyebut") is not None]
    if rows and len(counted) == len(rows):
        if not any(numbers(rows, "penyebut")):
            return "pembilang dan penyebut di Data Dukung 0", [r.address("pembilang") for r in rows]
        if check.annual:
            return "", []  # counts that are there outweigh words
    parts: dict[str, Quote] = {}
    for q in ledger(check).quotes:
        same = q.ours and len(q.thing.ids) == 1 and q.thing.ids[0].casefold() == id_.casefold() and (q.year or check.year) == cell.year
        if same and QUARTERS.get(q.periode, check.quarter) == cell.quarter:
            if q.besaran in ("pembilang", "penyebut"):
                parts.setdefault(q.besaran, q)
            elif q.besaran == "realisasi" and q.value.number == 0 and q.value.denominator == 0:
                return f"{q.place} mencetak {q.text}", [q.address]
    if len(parts) == 2 and all(q.value.number == Fraction(0) for q in parts.values()):
        return "pembilang dan penyebut yang tercetak 0", [q.address for q in parts.values()]
    if any(q.value.number for q in parts.values()):
        return "", []
    told = [
        s for s in said(check).get(id_.casefold(), ())
        if s.year == cell.year and (s.covers(cell.quarter) if now else True) and nothing_happened(s, name_of(cell.row))
    ]
    return (f"{told[0].place} menyatakan tidak ada kejadiannya", [s.address for s in told]) if told else ("", [])
