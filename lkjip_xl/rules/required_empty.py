"""LK501: a required cell of a used row is empty."""

from __future__ import annotations

from collections.abc import Iterator

from lkjip_xl.check import Check, CheckRow
from lkjip_xl.engine import Untyped
from lkjip_xl.rules.rule import Hit, rule
from lkjip_xl.spec import book
from lkjip_xl.spec.types import Entry, Field
from lkjip_xl.values import Trouble


@rule("LK501", "Sel wajib kosong")
def required_empty(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    Baris yang sudah dipakai, tetapi satu atau beberapa sel wajibnya kosong untuk periode yang dilaporkan. Semua judul kolom yang kosong
    disebut; baris satu tabel yang kekurangannya sama dilaporkan bersama. Pada tindak lanjut disebut juga bila target, waktu dan
    penanggung jawabnya tidak ada.

    ## Mengapa penting

    Sel yang kosong bukan nol. Capaian, kategori dan rata-rata tidak dapat dihitung tanpa sel itu.

    ## Cara memperbaiki

    Isi sel yang disebut. Realisasi yang belum diukur ditulis - , yang tidak ada kejadiannya ditulis nihil.

    ## Dasar hukum

    Tidak ada; sel wajib ditandai pada formulir.
    """
    for table, spec in book.TABLES.items():
        alike: dict[tuple[str, ...], list[tuple[CheckRow, list[Field]]]] = {}
        required = [f for f in spec.fields if f.is_input and f.key != spec.key_field and (f.required or (table, f.key) in DENOMINATORS)]
        here = check.layout.tables[table].cols if table in check.layout.tables else {}
        for row in check.rows(table) if required else ():
            empty = [f for f in required if f.key in here and _missing(row, f)]
            if empty:
                alike.setdefault(tuple(f.key for f in empty), []).append((row, empty))
        yield from (_hit([row for row, _ in rows], rows[0][1]) for rows in alike.values())


DENOMINATORS = {("Pengukuran", "penyebut"): "realisasi", ("Pembanding", "penyebut"): "realisasi", ("DataDukung", "penyebut"): "pembilang"}
"""Penyebut that a rasio needs as soon as its pembilang is there."""
IN_ONE_CELL = (Trouble.RATIO_IN_CELL, Trouble.TIME, Trouble.DATE)


_TOLD = 8
"""Rows that one finding names."""


def _hit(rows: list[CheckRow], empty: list[Field]) -> Hit:
    names = ", ".join(f.header for f in empty)
    states = " Realisasi yang belum diukur ditulis - ." if any(f.entry is Entry.MEASURED for f in empty) else ""
    cells = [row.address(f.key) for row in rows for f in empty]
    subjects = [r.subject or str(r.row.row) for r in rows]
    told = ", ".join(subjects[:_TOLD]) + (f" dan {len(rows) - _TOLD} lainnya" if len(rows) > _TOLD else "")
    return Hit(
        rows[0].spot(empty[0].key), f"Baris {told} belum lengkap: {names} kosong.{_plans(rows)}", advice=f"Isi {names}.{states}", found="kosong",
        related=tuple(cells[1:]),
    )


def _plans(rows: list[CheckRow]) -> str:
    """What else an action plan leaves open in every one of these rows: without it the missing status cannot be judged either."""
    table = rows[0].table
    if table.key != "TindakLanjut" or any(row.text(key) for row in rows for key in ("target", "waktu", "penanggung_jawab")):
        return ""
    headers = [table.by_key[key].header for key in ("target", "waktu", "penanggung_jawab")]
    return f" {', '.join(headers)} juga tidak ada{' di satu baris pun' if len(rows) > 1 else ''}."


def _undivided(row: CheckRow) -> bool:
    """A pembilang of a percentage or ratio for which no row of the indikator gives what it is divided by."""
    same = [r for r in row.check.rows("DataDukung") if r.text("id").casefold() == row.text("id").casefold()]
    alone = row.number("pembilang") is not None and row.row.blank("penyebut") and row.row.blank("nilai")
    return alone and row.text("jenis") in ("persen", "rasio") and not any(r.number("penyebut") is not None or r.number("nilai") is not None for r in same)


def _missing(row: CheckRow, f: Field) -> bool:
    """Blank though the period asks for it; a penyebut typed into the pembilang's cell is not missing."""
    if f.key == "penyebut" and any(row.value(k).trouble in IN_ONE_CELL for k in row.row.inputs):
        return False
    if row.table.key == "DataDukung" and f.key == "penyebut":
        return _undivided(row)
    needs = DENOMINATORS.get((row.table.key, f.key))
    if needs is not None:
        return row.row.blank(f.key) and row.text("jenis") == "rasio" and row.number(needs) is not None
    try:
        return row.row.missing(f)
    except (Untyped, TypeError):
        return False
