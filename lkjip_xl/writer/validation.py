"""Data validation of an input cell, from its Field: one function from Entry to Excel's rule, with Indonesian texts."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from lkjip_xl.cells import col_letter
from lkjip_xl.spec.types import Entry, Field, short_title

ALERTS: dict[Entry, str] = {
    Entry.NEW_ID: "ID ini sudah dipakai di baris lain. Setiap ID hanya satu kali.",
    Entry.REF: "Pilih ID dari daftar. ID baru dibuat di lembar Renstra.",
    Entry.LIST: "Pilih salah satu isi daftar.",
    Entry.MEASURED: "Isi angka saja (44,44 tanpa %), predikat sesuai jenis nilai, atau: -  belum diukur  nihil.",
    Entry.POSITIVE: "Isi angka lebih dari 0.",
    Entry.QUANTITY: "Isi angka saja, 0 atau lebih. Satuan ditulis di kolom satuan.",
    Entry.RUPIAH: "Isi rupiah bulat tanpa titik, koma atau Rp, misalnya 3763337358.",
    Entry.YEAR: "Isi tahun dengan empat angka, misalnya 2024.",
    Entry.WHOLE: "Isi bilangan bulat mulai dari 1.",
    Entry.DATE: "Isi tanggal, misalnya 15/01/2024.",
}
FIRST_YEAR, LAST_YEAR = 2000, 2100


def rule(f: Field, cell: str, *, cols: Mapping[str, int], first: int, end: int) -> dict[str, Any]:
    """Options for xlsxwriter's `data_validation` of a field whose first cell is `cell`.

    `cols`, `first` and `end` give the columns and rows of its table (empty and 0 for a form).
    """
    assert f.entry is not None
    options = _kinds(f, cell, cols, first, end)
    options |= {"input_title": short_title(f.header), "input_message": f.doc, "ignore_blank": True}
    if f.entry in ALERTS and options["validate"] != "any":
        options |= {"error_title": "Isian belum sesuai", "error_message": ALERTS[f.entry]}
    if not f.strict or f.entry is Entry.CODE:
        options["show_error"] = False
    return options


def _kinds(f: Field, cell: str, cols: Mapping[str, int], first: int, end: int) -> dict[str, Any]:
    entry = f.entry
    if entry in (Entry.LIST, Entry.REF) or (entry is Entry.CODE and f.source):
        return {"validate": "list", "source": f"={list_name(f)}"}
    if entry is Entry.NEW_ID:
        letter = col_letter(cols[f.key])
        return {"validate": "custom", "value": f"=COUNTIF(${letter}${first}:${letter}${end},{cell})=1"}
    if entry is Entry.MEASURED:
        known = f"COUNTIF(Daftar_keadaan,{cell})>0"
        kind = f"${col_letter(cols[f.kind_from])}{first}"
        return {"validate": "custom", "value": f'=OR({known},IF({kind}="predikat",COUNTIF(Daftar_predikat,{cell})>0,ISNUMBER({cell})))'}
    if entry is Entry.POSITIVE:
        return {"validate": "decimal", "criteria": ">", "value": 0}
    if entry is Entry.QUANTITY:
        return {"validate": "decimal", "criteria": ">=", "value": 0}
    if entry is Entry.RUPIAH:
        return {"validate": "integer", "criteria": ">=", "value": 0}
    if entry is Entry.YEAR:
        return {"validate": "integer", "criteria": "between", "minimum": FIRST_YEAR, "maximum": LAST_YEAR}
    if entry is Entry.WHOLE:
        return {"validate": "integer", "criteria": ">=", "value": 1}
    if entry is Entry.DATE:
        return {"validate": "date", "criteria": ">=", "value": datetime.date(FIRST_YEAR, 1, 1)}
    return {"validate": "any"}


def list_name(f: Field) -> str:
    """Defined name that feeds a drop-down."""
    if f.source == "Nomenklatur.kode":
        return "Daftar_kode"
    return f.source.replace(".", "_") if "." in f.source else f"Daftar_{f.source}"


def apply(worksheet: Any, f: Field, *, rows: tuple[int, int], col: int, cols: Mapping[str, int], end: int) -> None:
    """Put the validation of a field on its cells; `rows` first and last row, all 1-based."""
    first, last = rows
    options = rule(f, f"{col_letter(col)}{first}", cols=cols, first=first, end=end)
    worksheet.data_validation(first - 1, col - 1, last - 1, col - 1, options)
