"""LK501: a required cell of a used row is empty."""

from __future__ import annotations

from collections.abc import Iterator

from lkjip_xl.check import Check, CheckRow
from lkjip_xl.engine import Untyped
from lkjip_xl.rules._cells import MANY, merged
from lkjip_xl.rules.rule import Hit, rule
from lkjip_xl.spec import book
from lkjip_xl.spec.types import Entry, Field
from lkjip_xl.values import Trouble


@rule("LK501", "Sel wajib kosong")
def required_empty(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    Baris yang sudah dipakai, tetapi satu atau beberapa sel wajibnya kosong untuk periode yang dilaporkan. Satu baris satu temuan,
    dengan semua judul kolom yang kosong; banyak baris yang kekurangannya sama dilaporkan bersama.

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
        for rows in alike.values():
            hits = [_hit(row, empty) for row, empty in rows]
            if len(hits) > MANY:
                yield merged(hits[0], [h.spot for h in hits[1:]], f"tabel {spec.title}")
            else:
                yield from hits


DENOMINATORS = {("Pengukuran", "penyebut"): "realisasi", ("Pembanding", "penyebut"): "realisasi"}
"""Penyebut that a rasio needs as soon as its pembilang is there."""
IN_ONE_CELL = (Trouble.RATIO_IN_CELL, Trouble.TIME, Trouble.DATE)


def _hit(row: CheckRow, empty: list[Field]) -> Hit:
    names = ", ".join(f.header for f in empty)
    states = " Realisasi yang belum diukur ditulis - ." if any(f.entry is Entry.MEASURED for f in empty) else ""
    return Hit(
        row.spot(empty[0].key), f"Baris {row.subject} belum lengkap: {names} kosong.", advice=f"Isi {names}.{states}", found="kosong",
        related=tuple(row.address(f.key) for f in empty[1:]),
    )


def _missing(row: CheckRow, f: Field) -> bool:
    """Blank though the period asks for it; a penyebut typed into the pembilang's cell is not missing."""
    if f.key == "penyebut" and any(row.value(k).trouble in IN_ONE_CELL for k in row.row.inputs):
        return False
    needs = DENOMINATORS.get((row.table.key, f.key))
    if needs is not None:
        return row.row.blank(f.key) and row.text("jenis") == "rasio" and row.number(needs) is not None
    try:
        return row.row.missing(f)
    except (Untyped, TypeError):
        return False
