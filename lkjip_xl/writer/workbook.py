"""The workbook: one call writes every sheet of the spec with data, formulas and right stored values."""

from __future__ import annotations

import datetime
import io
from collections.abc import Mapping
from typing import Any, BinaryIO

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from lkjip_xl.engine import Engine
from lkjip_xl.layout import Layout, all_names, standard
from lkjip_xl.model import Data, Raw, inputs_of
from lkjip_xl.profile import Profile
from lkjip_xl.spec import book
from lkjip_xl.spec.types import Sheet
from lkjip_xl.writer import parts, reading
from lkjip_xl.writer.looks import TAB_COLORS, Looks

GROWTH = 10
"""Spare rows left below the data when a table has more rows than its template."""
CREATED = datetime.datetime(2025, 1, 1, tzinfo=datetime.UTC)
"""Creation date in every workbook: the clock must not change the bytes."""


AS_GIVEN = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
"""Options under which a text is written as the text it is."""


class SpecSheet(Worksheet):  # type: ignore[misc]
    """Worksheet that takes formula text as it is.

    xlsxwriter searches every formula for some forty functions newer than Excel 2010; the spec refuses those functions, and
    the search is two thirds of the time to write a workbook (decision 0006).
    """

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:  # noqa: ARG002
        return formula.removeprefix("=")


def rows_for(data: Data) -> dict[str, int]:
    """Data rows of each table: the setting or the template's, or more when the data needs them."""
    found = {}
    for key, table in book.TABLES.items():
        used, rows = len(data.tables.get(key, [])), data.rows.get(key, table.rows)
        found[key] = rows if used <= rows else used + GROWTH
    return found


def write_workbook(data: Data, profile: Profile, values: parts.Values | None = None) -> bytes:
    """The .xlsx of `data` under `profile`; a blank template is `Data` with Identitas only.

    `values` are stored values for every formula cell, for data that our engine cannot work out alone (`write_once`).
    """
    return write_once(data, profile, values)[0]


def write_once(data: Data, profile: Profile, values: parts.Values | None = None) -> tuple[bytes, bool]:
    """Like `write_workbook`; also True when some stored value is missing.

    A malformed input or a formula of the user's own has a value only a spreadsheet engine can tell.
    """
    layout = standard(rows_for(data))
    engine = Engine(inputs_of(data, layout, profile.cells), partial=True)
    target = io.BytesIO()
    unknown = _write(target, data, profile, layout, engine, values)
    return target.getvalue(), unknown


def _write(target: BinaryIO, data: Data, profile: Profile, layout: Layout, engine: Engine, values: parts.Values | None) -> bool:
    workbook = xlsxwriter.Workbook(target, AS_GIVEN)
    looks = Looks(workbook)
    sheets = {s.key: workbook.add_worksheet(s.name, SpecSheet) for s in book.SHEETS}
    for name, where in all_names(layout).items():
        workbook.define_name(name, f"={where}")
    timpa = _by_sheet(data.timpa)
    pen = parts.Pen(looks, layout, engine, data, profile, values)
    for sheet in book.SHEETS:
        worksheet = sheets[sheet.key]
        _dress(worksheet, sheet)
        if sheet.parts:
            pen.sheet(worksheet, sheet, timpa.get(layout.sheets[sheet.key], {}))
    reading.write_petunjuk(sheets["petunjuk"], looks, profile)
    reading.write_referensi(workbook, sheets["referensi"], looks)
    _properties(workbook, data, profile)
    sheets["petunjuk" if not data.tables else "pengukuran"].activate()
    workbook.close()
    return pen.unknown


def _dress(worksheet: Any, sheet: Sheet) -> None:
    worksheet.set_tab_color(TAB_COLORS[sheet.tab])
    worksheet.protect("", {"autofilter": True, "format_columns": True, "format_rows": True, "sort": True, "select_locked_cells": True, "select_unlocked_cells": True})
    worksheet.set_paper(9)
    if sheet.landscape:
        worksheet.set_landscape()
    worksheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
    worksheet.fit_to_pages(1, 0)
    worksheet.set_footer(f"&L&8{sheet.name}&C&8Halaman &P dari &N&R&8Formulir {book.TEMPLATE_ID} {book.TEMPLATE_VERSION}")
    worksheet.hide_gridlines(2)
    if sheet.hidden:
        worksheet.hide()


def _properties(workbook: Any, data: Data, profile: Profile) -> None:
    identity = data.forms.get("Identitas", {})
    instansi = str(identity.get("instansi", ""))
    workbook.set_properties({"title": f"Buku kerja LKjIP {instansi}".strip(), "author": "", "comments": "", "company": "", "created": CREATED})
    for name, value in custom_properties(identity, profile).items():
        workbook.set_custom_property(name, value, "text")


def custom_properties(identity: Mapping[str, Raw], profile: Profile) -> dict[str, str]:
    """Custom document properties that say whose workbook this is."""
    return {
        "lkjip_formulir": book.TEMPLATE_ID,
        "lkjip_versi": book.TEMPLATE_VERSION,
        "lkjip_instansi": str(identity.get("instansi", "")),
        "lkjip_kode": str(identity.get("kode", "")),
        "lkjip_tahun": str(identity.get("tahun", "")),
        "lkjip_profil": profile.key,
        "lkjip_kebijakan": profile.fingerprint,
    }


def _by_sheet(timpa: Mapping[str, Raw]) -> dict[str, dict[str, Raw]]:
    found: dict[str, dict[str, Raw]] = {}
    for address, value in timpa.items():
        sheet, _, cell = address.rpartition("!")
        found.setdefault(sheet, {})[cell] = value
    return found


