"""The data file: a workbook's content as TOML, and back. Documented in docs/berkas-data.md, made from the spec.

`profil = "hss"`, `[identitas]`, one array of tables per table (`[[renstra]]`, `[[pk]]` …) with the spec's column keys. Figures typed over a formula stand in
their row as `timpa = { serapan = 0.8195 }`, those of a form in `[timpa]` as `"Jumlah.pagu" = 1`. `[baris]` sets how many rows a table has. `load` never invents:
an unknown key, id or list value is an error naming it.
"""

from __future__ import annotations

import datetime
import tomllib
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import tomli_w

from lkjip_xl.errors import DataFileError
from lkjip_xl.layout import Layout, standard
from lkjip_xl.model import Data, Raw, address_of, locate, marked, place_of
from lkjip_xl.profile import DEFAULT
from lkjip_xl.spec import book
from lkjip_xl.spec.lists import LISTS
from lkjip_xl.spec.types import Entry, Field, Form, Table
from lkjip_xl.writer.workbook import rows_for

if TYPE_CHECKING:
    from lkjip_xl.check import Check

PART_OF = {name: part for part, name in book.DATA_KEYS.items()}
MAX_DECIMALS = 15
MAX_TABLE_ROWS = 5000


def load(path: Path) -> tuple[Data, str]:
    """Data and profile name of a data file; DataFileError with file, place and what was expected."""
    return loads(read_text(path), str(path))


def read_text(path: Path) -> str:
    """Text of a TOML file; the mark that Windows editors put at the start of UTF-8 is no part of it."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise DataFileError(f"{path} tidak dapat dibaca: {error}") from error


def parse(text: str, where: str) -> dict[str, Any]:
    """TOML as plain data, figures exact; DataFileError when it is not TOML."""
    try:
        return tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        raise DataFileError(f"{where}: bukan TOML yang sah: {error}") from error


def loads(text: str, where: str = "data") -> tuple[Data, str]:
    """Data and profile name of the text of a data file."""
    given = parse(text, where)
    profil = given.pop("profil", DEFAULT)
    timpa = given.pop("timpa", {})
    if not isinstance(profil, str) or not isinstance(timpa, dict):
        raise DataFileError(f"{where}: profil harus nama profil, dan timpa harus tabel sel = nilai.")
    data = Data(rows=rows_setting(given.pop("baris", {}), where))
    over: dict[str, Raw] = {}
    for name, content in given.items():
        part = PART_OF.get(name)
        if part is None:
            raise DataFileError(f"{where}: bagian [{name}] tidak dikenal. Yang ada: {', '.join(sorted(PART_OF))}, profil, timpa, baris.")
        if part in book.FORMS:
            data.forms[part] = _cells(book.FORMS[part], content, f"{where} [{name}]")
        else:
            rows = content if isinstance(content, list) else [content]
            over |= {f"{part}[{i}].{key}": value for i, row in enumerate(rows, 1) for key, value in _over(row, f"{where} [[{name}]] baris {i}").items()}
            data.tables[part] = [_cells(book.TABLES[part], row, f"{where} [[{name}]] baris {i}") for i, row in enumerate(rows, 1)]
    _check_ids(data, where)
    data.timpa = _addressed(data, over | timpa, where)
    return data, profil


def _over(row: Any, where: str) -> dict[str, Raw]:
    """`timpa` of one row, taken out of it."""
    over = row.pop("timpa", {}) if isinstance(row, dict) else {}
    if not isinstance(over, dict):
        raise DataFileError(f"{where}: timpa harus berupa {{ kolom = nilai }}.")
    return over


def rows_setting(given: Any, where: str) -> dict[str, int]:
    """`[baris]`: data rows of a table where they are not the template's."""
    rows: dict[str, int] = {}
    for name, count in given.items() if isinstance(given, dict) else [("", given)]:
        part = PART_OF.get(name)
        if part not in book.TABLES or not isinstance(count, int) or not 1 <= count <= MAX_TABLE_ROWS:
            raise DataFileError(f"{where} [baris]: {name} = {count!r}. Tulis nama tabel = jumlah baris, 1 sampai {MAX_TABLE_ROWS}.")
        rows[part] = count
    return rows


def _cells(part: Form | Table, given: Any, where: str) -> dict[str, Raw]:
    if not isinstance(given, dict):
        raise DataFileError(f"{where}: harus berupa tabel kunci = nilai.")
    for key, value in given.items():
        f = part.by_key.get(key)
        if f is None or not f.is_input:
            inputs = ", ".join(x.key for x in part.fields if x.is_input)
            raise DataFileError(f"{where}: kunci {key!r} {'dihitung, tidak diisi' if f else 'tidak dikenal'}. Yang diisi: {inputs}.")
        _check_value(key, value, where)
        if f.entry is Entry.LIST and f.strict and value not in LISTS[f.source]:
            raise DataFileError(f"{where}: {key} = {value!r} tidak ada di daftar. Pilihan: {', '.join(LISTS[f.source])}.")
    return dict(given)


def _check_value(key: str, value: Any, where: str) -> None:
    if not isinstance(value, (str, int, Decimal, datetime.date)) or isinstance(value, datetime.datetime):
        raise DataFileError(f"{where}: nilai {key!r} harus teks, angka atau tanggal.")


def _check_ids(data: Data, where: str) -> None:
    """Every id that a table refers to is issued by Renstra (Kutipan is free: it may name what matches nothing)."""
    known = {str(row["id"]).casefold() for row in data.tables.get("Renstra", []) if "id" in row}
    for part, rows in data.tables.items():
        refs = [f.key for f in book.TABLES[part].fields if f.entry is Entry.REF]
        for i, row in enumerate(rows, 1):
            for key in refs:
                if key in row and str(row[key]).casefold() not in known:
                    raise DataFileError(f"{where} [[{book.DATA_KEYS[part]}]] baris {i}: {key} = {row[key]!r} tidak ada di [[renstra]].")


def _addressed(data: Data, timpa: dict[str, Any], where: str) -> dict[str, Raw]:
    """Figures typed over a formula, by `Sheet!A1`."""
    layout = standard(rows_for(data))
    found: dict[str, Raw] = {}
    for text, value in timpa.items():
        _check_value(text, value, f"{where} [timpa]")
        try:
            at = place_of(layout, text)
        except (ValueError, KeyError):
            at = None
        if at is None or not _is_formula(at):
            raise DataFileError(f'{where} [timpa]: {text!r} bukan sel rumus. Tulis seperti "Jumlah.pagu", "Pengukuran[2].capaian" atau "Pengukuran!G8".')
        found[address_of(layout, *at)] = value
    return found


def _is_formula(found: tuple[str, int | None, str]) -> bool:
    part, index, key = found
    f: Field = book.FORMS[part][key] if index is None else book.TABLES[part][key]
    return f.formula is not None


def dump(data: Data, profil: str) -> str:
    """TOML text of data; `loads(dump(data))` gives the same data back."""
    forms, rows = _grouped(data)
    out = [tomli_w.dumps({"profil": profil})]
    out += [tomli_w.dumps({name: data.forms[part]}) for part, name in book.DATA_KEYS.items() if data.forms.get(part)]
    out += [_row_text(name, row, rows.get((part, i), {})) for part, name in book.DATA_KEYS.items() for i, row in enumerate(data.tables.get(part, []))]
    if forms:
        out.append(tomli_w.dumps({"timpa": forms}))
    if data.rows:
        out.append(tomli_w.dumps({"baris": {book.DATA_KEYS[part]: count for part, count in data.rows.items()}}))
    return "\n".join(out)


def _grouped(data: Data) -> tuple[dict[str, Raw], dict[tuple[str, int], dict[str, Raw]]]:
    """Figures typed over a formula: of forms by `Form.key`, of tables by row."""
    layout = standard(rows_for(data))
    forms: dict[str, Raw] = {}
    rows: dict[tuple[str, int], dict[str, Raw]] = {}
    for address, value in data.timpa.items():
        found = locate(layout, address)
        assert found is not None
        part, index, key = found
        if index is None or index >= len(data.tables.get(part, [])):
            forms[f"{part}.{key}" if index is None else f"{part}[{index + 1}].{key}"] = value
        else:
            rows.setdefault((part, index), {})[key] = value
    return forms, rows


def _row_text(name: str, row: dict[str, Raw], over: dict[str, Raw]) -> str:
    typed = f"timpa = {{ {', '.join(tomli_w.dumps({key: value}).strip() for key, value in over.items())} }}\n" if over else ""
    return f"[[{name}]]\n{tomli_w.dumps(row)}{typed}"


def from_check(check: Check) -> Data:
    """Data of a returned workbook, with figures typed over a formula at the address `fill` would give them."""
    data = Data()
    for part, form in book.FORMS.items():
        cells = {f.key: raw for f in form.fields if f.is_input and (raw := _raw(check, part, None, f)) is not None}
        if cells:
            data.forms[part] = cells
    for part, table in book.TABLES.items():
        if part in check.layout.tables:
            rows = _rows(check, table)
            if rows:
                data.tables[part] = rows
    usual = rows_for(data)
    actual = {part: place.end_row - place.first_row for part, place in check.layout.tables.items()}
    data.rows = {part: count for part, count in actual.items() if count != usual[part]}
    data.timpa = _timpa(check, data)
    return data


def _rows(check: Check, table: Table) -> list[dict[str, Raw]]:
    """Rows down to the last one with an input or a typed-over figure; blank rows between them stay."""
    rows: list[dict[str, Raw]] = []
    overrides = check.verdicts.inputs.tables[table.key].overrides
    for row in check.stored.rows[table.key]:
        cells = {f.key: raw for f in table.fields if f.is_input and (raw := _raw(check, table.key, row.index, f)) is not None} if row.inputs or row.index in overrides else {}
        rows.append(cells)
    while rows and not rows[-1] and len(rows) - 1 not in overrides:
        rows.pop()
    return rows


def _raw(check: Check, part: str, index: int | None, f: Field) -> Raw | None:
    cell = check.raw_cell(part, index, f.key)
    if cell is None or (cell.text == "" and cell.kind in ("s", "")):
        return None
    value = check.values.get((part, index, f.key))
    if f.entry is Entry.DATE and value is not None and value.date is not None and cell.kind == "n":
        return value.date
    return number(cell.text) if cell.kind == "n" else bool(int(cell.text)) if cell.kind == "b" else cell.text


def number(text: str) -> int | Decimal:
    """A number as Excel stored it: whole as int, else the shortest decimal of its 15 significant digits."""
    value = Decimal(text)
    if value == value.to_integral_value() and abs(value) < 10**MAX_DECIMALS:
        return int(value)
    return Decimal(f"{value:.{MAX_DECIMALS}g}")


def _timpa(check: Check, data: Data) -> dict[str, Raw]:
    layout: Layout = standard(rows_for(data))
    found: dict[str, Raw] = {}
    for (part, index, key) in check.verdicts.marks:
        cell = check.raw_cell(part, index, key)
        if cell is None or (cell.formula is None and cell.text == ""):
            continue
        value: Raw = f"={cell.formula}" if cell.formula else number(cell.text) if cell.kind == "n" else marked(cell.text)
        found[address_of(layout, part, index, key)] = value
    return found
