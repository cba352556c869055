"""Accepted exceptions (pengecualian): read from a TOML file and applied to reports. Documented in docs/pengecualian.md.

Strict on purpose: a mistyped entry would waive nothing, or too much, without anyone seeing it. What speaks of the file and its template
(codes below `FIRST_CELL_RULE`) is never waived: where the form is damaged or unread, nobody knows what else is wrong.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from fnmatch import fnmatchcase
from pathlib import Path, PurePath
from typing import Any

from lkjip_xl import datafile
from lkjip_xl.cells import a1, parse_a1
from lkjip_xl.errors import DataFileError
from lkjip_xl.findings import EXCUSED, FIRST_CELL_RULE, FOUND, FileReport, Finding, Idleness, IdleWaiver, Waived, Waiver
from lkjip_xl.rules import RULES

TABLE = "pengecualian"
REQUIRED = ("aturan", "alasan", "oleh", "sampai")
AIMS = ("sel", "lembar", "subjek")
LIMITS = ("berkas", "instansi")
KEYS = (*REQUIRED, *AIMS, *LIMITS)


def load(path: Path) -> tuple[Waiver, ...]:
    """Exceptions of a file; DataFileError names the entry that is wrong."""
    return loads(datafile.read_text(path), str(path))


def loads(text: str, where: str = "pengecualian") -> tuple[Waiver, ...]:
    """Exceptions of the text of such a file."""
    given = datafile.parse(text, where)
    entries = given.pop(TABLE, [])
    if given:
        raise DataFileError(f"{where}: bagian {next(iter(given))!r} tidak dikenal. Yang ada hanya [[{TABLE}]].")
    if not isinstance(entries, list) or not all(isinstance(e, dict) for e in entries):
        raise DataFileError(f"{where}: tulis setiap pengecualian di bawah [[{TABLE}]], dengan dua kurung siku.")
    return tuple(_waiver(entry, number, f"{where} [[{TABLE}]] nomor {number}") for number, entry in enumerate(entries, 1))


def _waiver(entry: Mapping[str, Any], number: int, where: str) -> Waiver:
    unknown = [key for key in entry if key not in KEYS]
    if unknown:
        raise DataFileError(f"{where}: kunci {unknown[0]!r} tidak dikenal. Yang ada: {', '.join(KEYS)}.")
    missing = [key for key in REQUIRED if key not in entry]
    if missing:
        raise DataFileError(f"{where}: {missing[0]} belum ditulis. Yang wajib: {', '.join(REQUIRED)}.")
    aims = [key for key in AIMS if key in entry]
    if len(aims) != 1:
        raise DataFileError(f"{where}: tulis salah satu saja dari {', '.join(AIMS)}; {'yang ditulis: ' + ', '.join(aims) if aims else 'belum ada yang ditulis'}.")
    words = {key: _text(entry, key, where) for key in KEYS if key != "sampai"}
    return Waiver(
        number, _code(words["aturan"], where), words["alasan"], words["oleh"], _day(entry["sampai"], where), _place(words["sel"], where) if words["sel"] else "",
        words["lembar"], words["subjek"], words["berkas"], words["instansi"],
    )


def _text(entry: Mapping[str, Any], key: str, where: str) -> str:
    """A text of the entry, "" where it is not given; DataFileError for another type and for a blank one."""
    value = entry.get(key)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise DataFileError(f"{where}: {key} harus teks di antara tanda petik.")
    if not value.strip():
        raise DataFileError(f"{where}: {key} kosong.")
    return value.strip()


def _code(text: str, where: str) -> str:
    code = text.upper()
    if code not in RULES:
        raise DataFileError(f"{where}: aturan {text!r} tidak ada. Lihat daftarnya dengan: lkjip rules")
    if not waivable(code):
        raise DataFileError(
            f"{where}: {code} ({RULES[code].title}) tidak dapat dikecualikan. Temuan tentang berkas dan formulir (di bawah {FIRST_CELL_RULE}) harus dibetulkan, "
            "karena selama itu isi berkas tidak dapat diperiksa sepenuhnya.")
    return code


def waivable(code: str) -> bool:
    """May findings of this rule be excused."""
    return code >= FIRST_CELL_RULE


def _day(value: Any, where: str) -> datetime.date:
    if not isinstance(value, datetime.date) or isinstance(value, datetime.datetime):
        raise DataFileError(f"{where}: sampai harus tanggal tanpa tanda petik, misalnya sampai = 2026-12-31.")
    return value


def _place(text: str, where: str) -> str:
    """`Sheet!A1` as findings write it, of `'Data Dukung'!$B$4` too."""
    sheet, _, cell = (part.strip() for part in text.rpartition("!"))
    if len(sheet) > 1 and sheet[0] == sheet[-1] == "'":
        sheet = sheet[1:-1].replace("''", "'")
    try:
        place = f"{sheet}!{a1(*parse_a1(cell))}"
    except ValueError:
        sheet = ""
    if not sheet:
        raise DataFileError(f'{where}: sel = {text!r} bukan alamat satu sel. Tulis seperti "Pengukuran!G8".')
    return place


def waive(reports: Iterable[FileReport], waivers: Sequence[Waiver], today: datetime.date) -> tuple[list[FileReport], tuple[IdleWaiver, ...]]:
    """The reports without the findings that are excused on this day, and the exceptions that did nothing in any of them."""
    holding = [w for w in waivers if w.until >= today and waivable(w.code)]
    near: set[Waiver] = set()
    used: set[Waiver] = set()
    result: list[FileReport] = []
    for report in reports:
        here = [w for w in holding if _concerns(w, report)]
        near.update(here)
        fitting = [tuple(w for w in here if _fits(w, f)) for f in report.findings]
        used.update(w for found in fitting for w in found)
        result.append(_excused(report, fitting))
    idle = (IdleWaiver(w, Idleness.EXPIRED if w.until < today else Idleness.UNUSED if w in near else Idleness.NO_FILE) for w in waivers if w not in used)
    return result, tuple(idle)


def _excused(report: FileReport, fitting: Sequence[tuple[Waiver, ...]]) -> FileReport:
    if not any(fitting):
        return report
    pairs = list(zip(report.findings, fitting, strict=True))
    kept = tuple(f for f, found in pairs if not found)
    status = EXCUSED if report.status == FOUND and not kept else report.status
    return replace(report, findings=kept, waived=(*report.waived, *(Waived(f, found[0]) for f, found in pairs if found)), status=status)


def _concerns(w: Waiver, report: FileReport) -> bool:
    """Is this one of the files the exception is limited to: by name or path, and by instansi."""
    path = PurePath(report.file)
    glob = w.file.casefold()
    named = not glob or any(fnmatchcase(name.casefold(), glob) for name in (path.name, path.as_posix()))
    return named and (not w.instansi or _folded(w.instansi) == _folded(report.instansi))


def _fits(w: Waiver, f: Finding) -> bool:
    if w.code != f.code:
        return False
    if w.subject:
        return _folded(w.subject) == _folded(f.subject)
    return w.place.casefold() == f.place.casefold() if w.place else w.sheet.casefold() == f.sheet.casefold()


def _folded(text: str) -> str:
    """A name without what its writing may vary in: case and spaces."""
    return " ".join(text.split()).casefold()
