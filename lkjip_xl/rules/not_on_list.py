"""LK115: a value that is not on its list."""

from __future__ import annotations

from collections.abc import Iterator

from lkjip_xl.check import Check
from lkjip_xl.rules._cells import KNOWN_STATES, NUMERIC, Entered, entered, say
from lkjip_xl.rules.rule import Hit, rule
from lkjip_xl.spec.lists import LISTS
from lkjip_xl.spec.types import Entry, Field
from lkjip_xl.values import State, Value, normal


@rule("LK115", "Isian tidak ada dalam daftar")
def not_on_list(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    Sel pilihan yang isinya tidak ada dalam daftarnya, dan kata seperti n/a atau belum ada pada sel angka, yang tidak dikenal rumus.

    ## Mengapa penting

    Rumus mencocokkan isi sel dengan daftar huruf demi huruf, termasuk spasi. Yang tidak cocok dihitung sebagai kosong atau salah.

    ## Cara memperbaiki

    Pilih isinya dari daftar sel itu. Realisasi yang belum diukur ditulis - , kegiatan yang tidak terjadi ditulis nihil.

    ## Dasar hukum

    Tidak ada; isi daftar ditetapkan formulir ini.
    """
    yield from say((c for c in entered(check, _unlisted) if _is_text(c)), _hit)


OTHERS = ("standar nasional", "standar provinsi", "unit lain")
"""Comparisons that may not exist: "tidak ada" is an answer there."""
_NUMBER_WORDS = {State.NIHIL: "nihil", State.BELUM: "-", State.TIDAK: "-"}


_FOLDED = {name: frozenset(item.casefold() for item in items) for name, items in LISTS.items()}


def _unlisted(field: Field, value: Value) -> bool:
    """Compared as Excel does: without regard to case, spaces counting."""
    if value.trouble is not None:
        return False
    if field.entry is Entry.LIST:
        return field.strict and value.raw.casefold() not in _FOLDED[field.source]
    if value.state is None or field.entry not in NUMERIC:
        return False
    typed = value.raw.casefold()
    if field.entry is not Entry.MEASURED:
        return typed not in KNOWN_STATES and any(c.isalpha() for c in typed.replace("rp", ""))
    return typed not in KNOWN_STATES


def _is_text(cell: Entered) -> bool:
    """No boolean, which has its own finding, and no comparison that does not exist."""
    row = cell.row
    if row is not None and cell.part == "Pembanding" and cell.value.state is not None and row.text("macam") in OTHERS:
        return False
    return cell.raw is None or cell.raw.kind != "b"


def _hit(cell: Entered) -> Hit:
    typed = cell.value.raw
    if cell.field.entry is Entry.LIST:
        items = LISTS[cell.field.source]
        right = next((item for item in items if normal(item) == normal(typed)), "")
        spaces = " (ada spasi di depan atau di belakangnya)" if typed != typed.strip() else ""
        return Hit(
            cell.spot, f'{cell.label} berisi "{cell.typed}"{spaces}, yang tidak ada dalam daftarnya.',
            advice=f"Pilih {right or 'salah satu'} dari daftar: {', '.join(items)}.", found=cell.typed, expected=right,
        )
    if cell.field.entry is not Entry.MEASURED:
        return Hit(cell.spot, f'{cell.label} berisi "{cell.typed}", padahal sel ini memuat angka.', advice="Kosongkan sel ini bila tidak ada angkanya, atau tulis 0.", found=cell.typed)
    right = _NUMBER_WORDS[cell.value.state or State.BELUM]
    return Hit(
        cell.spot, f'{cell.label} berisi "{cell.typed}", kata yang tidak dikenal rumus.',
        advice=f"Tulis {right} bila {'tidak ada kejadian' if right == 'nihil' else 'belum diukur'}, atau angkanya bila sudah ada.", found=cell.typed, expected=right,
    )
