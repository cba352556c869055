"""LK013: sheets without protection, and formula cells that anybody may type over."""

from __future__ import annotations

from collections.abc import Iterator

from lkjip_xl.cells import a1
from lkjip_xl.check import Check
from lkjip_xl.findings import Severity
from lkjip_xl.reader import RawSheet
from lkjip_xl.rules._template import SINGLE, TOLD
from lkjip_xl.rules.rule import Hit, rule
from lkjip_xl.witness.verdicts import formula_cells


@rule("LK013", "Pelindung lembar dilepas", Severity.WARNING, blank_too=True)
def protection_removed(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    Pelindung (proteksi) sebuah lembar dilepas, atau kunci sel rumusnya dibuka.

    ## Mengapa penting

    Rumus mudah tertimpa tanpa disadari. Pelindung ini tidak bersandi; gunanya menuntun pengisian.

    ## Cara memperbaiki

    Aktifkan kembali lewat Tinjau > Lindungi Lembar (Review > Protect Sheet), tanpa sandi, dengan sel rumus terkunci.

    ## Dasar hukum

    Tidak ada; ini keterangan tentang berkas.
    """
    sheets = [s for title in check.layout.sheets.values() if (s := check.raw.sheet(title)) is not None]
    open_sheets = [s.name for s in sheets if not _protected(s)]
    if len(open_sheets) > SINGLE:
        yield Hit(check.sheet_spot(open_sheets[0]), f"Pelindung {len(open_sheets)} lembar dilepas: {', '.join(open_sheets)}.", related=tuple(open_sheets[1:]))
    else:
        for name in open_sheets:
            yield Hit(check.sheet_spot(name), f"Pelindung lembar {name} dilepas.")
    for sheet, cells in _unlocked(check, [s for s in sheets if _protected(s)]).items():
        told = [a1(*at) for at in sorted(cells)]
        yield Hit(
            check.sheet_spot(sheet, *min(cells)), f"Kunci {len(cells)} sel rumus di lembar {sheet} dibuka, mulai {told[0]}.",
            related=tuple(f"{sheet}!{cell}" for cell in told[1 : TOLD + 1]),
        )


def _protected(sheet: RawSheet) -> bool:
    # Excel writes 1, LibreOffice true.
    return sheet.protection is not None and sheet.protection.get("sheet", "0") in ("1", "true")


def _unlocked(check: Check, sheets: list[RawSheet]) -> dict[str, list[tuple[int, int]]]:
    """Our formula cells without lock, by sheet."""
    free = {style for style, locked in enumerate(check.raw.styles.locked) if not locked}
    found = {s.name: {at for at, cell in s.cells.items() if cell.style in free and cell.formula is not None} for s in sheets}
    if not any(found.values()):
        return {}
    ours: dict[str, list[tuple[int, int]]] = {}
    for _, sheet, row, col in formula_cells(check.layout):
        if (row, col) in found.get(sheet, ()):
            ours.setdefault(sheet, []).append((row, col))
    return ours
