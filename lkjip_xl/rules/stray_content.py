"""LK016: content outside our tables and forms."""

from __future__ import annotations

from collections.abc import Iterator

from lkjip_xl.cells import a1
from lkjip_xl.check import Check
from lkjip_xl.findings import Severity
from lkjip_xl.locate import Damage
from lkjip_xl.reader import RawSheet
from lkjip_xl.rules._template import TOLD
from lkjip_xl.rules.rule import Hit, rule
from lkjip_xl.spec import book
from lkjip_xl.spec.types import Form, Sheet

NAMED = 5
"""Cells named in the message."""
NONE: frozenset[int] = frozenset()


@rule("LK016", "Isi di luar tabel", Severity.WARNING, blank_too=True)
def stray_content(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    Ada isi di luar tabel dan formulir: di bawah baris "Akhir tabel", di samping tabel, atau di antara bagian-bagian lembar.

    ## Mengapa penting

    Isi itu tidak dibaca, tidak dihitung dan tidak ikut ke rekap. Sering kali itu baris data yang salah tempat.

    ## Cara memperbaiki

    Pindahkan ke dalam tabel: sisipkan baris di atas baris "Akhir tabel". Catatan biasa dipindah ke kolom Keterangan atau dihapus.

    ## Dasar hukum

    Tidak ada; ini keterangan tentang berkas.
    """
    lost_parts = {f.part for f in check.located.flaws if f.damage in (Damage.TABLE_MISSING, Damage.COLUMN_MISSING)}
    for sheet in book.SHEETS:
        raw = check.raw.sheet(check.layout.sheets.get(sheet.key, ""))
        if raw is None or not sheet.parts or any(p.key in lost_parts for p in sheet.parts):
            continue
        ours = _ours(check, sheet)
        stray = sorted((row, col) for (row, col), cell in raw.cells.items() if col not in ours.get(row, NONE) and (cell.text or cell.formula is not None))
        if stray:
            yield _hit(check, raw, stray)


def _hit(check: Check, raw: RawSheet, stray: list[tuple[int, int]]) -> Hit:
    names = [a1(*at) for at in stray]
    more = f" dan {len(names) - NAMED} sel lain" if len(names) > NAMED else ""
    return Hit(
        check.sheet_spot(raw.name, *stray[0]), f"Di lembar {raw.name} ada isi di luar tabel dan formulir, yang tidak dibaca: {', '.join(names[:NAMED])}{more}.",
        found=raw.cells[stray[0]].text[:60], related=tuple(f"{raw.name}!{name}" for name in names[1 : TOLD + 1]),
    )


def _ours(check: Check, sheet: Sheet) -> dict[int, set[int]]:
    """Columns of each row where our own parts stand: title and intro, titles, labels, values and notes, tables to their end."""
    rows: dict[int, set[int]] = {1: {1}, 2: {1}}
    wide = all(isinstance(p, Form) for p in sheet.parts)
    for part in sheet.parts:
        if part.key in check.layout.tables:
            place = check.layout.tables[part.key]
            cols = set(place.cols.values()) | {f.col for f in check.located.flaws if f.damage is Damage.EXTRA_COLUMN and f.part == part.key}
            rows.update(dict.fromkeys(range(place.header_row - 1, place.end_row + 1), cols))
            rows.setdefault(place.title_row, set()).add(1)
        elif part.key in check.layout.forms:
            cells = check.layout.forms[part.key].cells.values()
            rows.setdefault(min((row for row, _ in cells), default=2) - 1, set()).add(1)
            for row, col in cells:
                rows.setdefault(row, set()).update({*range(1, col + 1), col + 1 if wide else col})
    return rows
