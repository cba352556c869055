"""The whole workbook: sheets in tab order, version, and quick ways to its parts."""

from __future__ import annotations

from collections.abc import Iterator

from lkjip_xl.errors import SpecError
from lkjip_xl.spec.lists import LISTS
from lkjip_xl.spec.sheets import budget, identitas, measure, periksa, plan, profil, words
from lkjip_xl.spec.types import Field, Form, Sheet, Tab, Table, check_sheet, defined_name

TEMPLATE_ID = "lkjip-xl"
TEMPLATE_VERSION = "1.1"
ACCEPTED_VERSIONS = ("1.1",)

PETUNJUK = Sheet("petunjuk", "Petunjuk", Tab.READ, "Petunjuk pengisian", landscape=False)
REFERENSI = Sheet("referensi", "Referensi", Tab.READ, "Daftar pilihan dan nomenklatur", hidden=True)

SHEETS: tuple[Sheet, ...] = (
    PETUNJUK, identitas.SHEET, *plan.SHEETS, *measure.SHEETS, *budget.SHEETS, *words.SHEETS[:2], *profil.SHEETS, *words.SHEETS[2:], periksa.SHEET, REFERENSI,
)
TABLES: dict[str, Table] = {p.key: p for s in SHEETS for p in s.parts if isinstance(p, Table)}
FORMS: dict[str, Form] = {p.key: p for s in SHEETS for p in s.parts if isinstance(p, Form)}
SHEET_OF: dict[str, Sheet] = {p.key: s for s in SHEETS for p in s.parts}
DATA_KEYS: dict[str, str] = {
    "Renstra": "renstra", "IKU": "iku", "PK": "pk", "Program": "pk_program", "Triwulan": "triwulan", "DataDukung": "data_dukung",
    "Pengukuran": "pengukuran", "Pembanding": "pembanding", "Anggaran": "anggaran", "Efisiensi": "efisiensi", "Analisis": "analisis",
    "Belanja": "belanja", "TindakLanjut": "tindak_lanjut", "Pegawai": "pegawai", "RekapPegawai": "rekap_pegawai", "Wilayah": "wilayah",
    "Prestasi": "prestasi", "Kutipan": "kutipan", "Identitas": "identitas",
}
"""Name of each part in a data file."""
LIST_KEYS = tuple(LISTS)


def parts() -> Iterator[tuple[Sheet, Form | Table]]:
    """Every form and table with its sheet, in tab order."""
    for sheet in SHEETS:
        for part in sheet.parts:
            yield sheet, part


def field_of(cell: tuple[str, int | None, str]) -> Field:
    """Field of a cell: part, position of the row (None for a form), key."""
    part, index, key = cell
    return FORMS[part][key] if index is None else TABLES[part][key]


def _check() -> None:
    names: set[str] = set()
    for sheet in SHEETS:
        check_sheet(sheet)
        for part in sheet.parts:
            for f in part.fields:
                name = defined_name(part, f).lower()
                if name in names:
                    raise SpecError(f"defined name {name} twice")
                names.add(name)
    if len({s.name.lower() for s in SHEETS}) != len(SHEETS):
        raise SpecError("two sheets with one name")


_check()
