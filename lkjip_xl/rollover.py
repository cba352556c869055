"""Next year's workbook from this year's: the plan, its indikator and the identity are carried, what was reached becomes a year to compare with."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

from lkjip_xl import datafile
from lkjip_xl.check import Check, CheckRow
from lkjip_xl.engine import UNTYPED
from lkjip_xl.errors import LkjipError
from lkjip_xl.findings import Finding, Severity
from lkjip_xl.model import Data, Raw
from lkjip_xl.pipeline import run_rules, write_filled
from lkjip_xl.reader import collector_paused
from lkjip_xl.reporting import filled
from lkjip_xl.spec import book
from lkjip_xl.spec.types import Entry

IDENTITY = ("kabupaten", "instansi", "kode", "jenis", "renstra_awal", "renstra_akhir", "kepala_jabatan", "kepala_nama", "atasan_jabatan")
"""What of Identitas holds next year too."""
WHOLE = ("Renstra", "IKU", "Wilayah", "Pegawai")
"""Tables that are carried as they are."""
NAMES = ("Anggaran", "Belanja")
"""Tables of which rows, names and links are carried, but no figure."""
FIGURES = (Entry.RUPIAH, Entry.QUANTITY, Entry.MEASURED, Entry.POSITIVE)
MOST_YEARS = 5
PAST = "tahun sebelumnya"


@dataclass(frozen=True, slots=True)
class Rolled:
    """Next year's workbook, what in it asks for a person, and the findings of this year that are still open."""

    content: bytes
    notes: tuple[str, ...]
    findings: tuple[Finding, ...]


def rollover(path: Path, year: int) -> Rolled:
    """The workbook of `year` from that of an earlier year; LkjipError when this one is not an annual report or not earlier."""
    with collector_paused():
        check = filled(path)
        now = check.year
        if not check.annual:
            raise LkjipError(f"{path} berisi laporan {check.form('Identitas', 'periode')}. Buku kerja tahun berikutnya dibuat dari laporan TAHUNAN: isi realisasi setahun, lalu ganti periodenya.")
        if now is None or year <= now:
            raise LkjipError(f"--tahun {year} harus sesudah tahun kinerja buku kerja itu ({now if now is not None else 'belum diisi'}).")
        notes: list[str] = []
        data = _carried(check, year, now, notes)
        findings = tuple(f for f in run_rules(check) if f.severity is not Severity.INFO)
    return Rolled(write_filled(data, check.profile), tuple(notes), findings)


def _carried(check: Check, year: int, now: int, notes: list[str]) -> Data:
    old = datafile.from_check(check)
    identity = old.forms.get("Identitas", {})
    data = Data(rows=old.rows)
    data.forms["Identitas"] = {k: identity[k] for k in IDENTITY if k in identity} | {"tahun": year, "periode": "TAHUNAN", "pk_versi": "murni"}
    for part in WHOLE:
        if old.tables.get(part):
            data.tables[part] = old.tables[part]
    for part in NAMES:
        rows = [{k: v for k, v in row.items() if book.TABLES[part][k].entry not in FIGURES} for row in old.tables.get(part, [])]
        if rows:
            data.tables[part] = rows
    data.tables["Pembanding"] = _compared(check, old, now, notes)
    last = identity.get("renstra_akhir")
    if isinstance(last, int) and year > last:
        notes.append(f"Tahun {year} sesudah Renstra yang berakhir {last}: isi Renstra baru di lembar Identitas dan Renstra.")
    return data


def _compared(check: Check, old: Data, now: int, notes: list[str]) -> list[dict[str, Raw]]:
    """Earlier years, this year among them; the oldest ones give way."""
    rows = [r for r in old.tables.get("Pembanding", []) if r.get("macam") == PAST and r.get("tahun") != now]
    years = sorted({int(y) for r in rows if isinstance(y := r.get("tahun"), int)})[-(MOST_YEARS - 1):]
    return [*_this_year(check, now, notes), *(r for r in rows if r.get("tahun") in years)]


def _this_year(check: Check, now: int, notes: list[str]) -> Iterator[dict[str, Raw]]:
    source = f"LKjIP {now}"
    for row in check.rows("Pengukuran"):
        reached = raw(row.right("hasil"))
        if reached is None:
            notes.append(f"Realisasi {row.subject} ({row.address('hasil')}) kosong atau tidak terbaca, jadi tidak masuk lembar Pembanding.")
            continue
        made: dict[str, Raw] = {"id": row.subject, "macam": PAST, "tahun": now, "realisasi": reached, "sumber": source}
        made |= _goal(row, notes)
        yield made


def _goal(row: CheckRow, notes: list[str]) -> dict[str, Raw]:
    """Target and penyebut beside a realisasi; a row of Pembanding has one penyebut for both."""
    target, below = raw(row.right("target")), raw(row.right("penyebut_hasil"))
    found: dict[str, Raw] = {} if below is None else {"penyebut": below}
    if row.right("jenis") == "rasio" and row.right("penyebut_target") != row.right("penyebut_hasil"):
        notes.append(f"Penyebut target dan realisasi {row.subject} berbeda, jadi targetnya tidak masuk lembar Pembanding. Isi sendiri bila perlu.")
        return found
    return found if target is None else found | {"target": target}


def raw(value: Any) -> Raw | None:
    """A value of the engine as a person types it; None for blank, for what does not type and for a figure without end."""
    if value is UNTYPED or value == "":
        return None
    if not isinstance(value, Fraction):
        return str(value)
    if value.denominator == 1:
        return int(value)
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return exact if Fraction(exact) == value else None
