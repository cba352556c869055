"""LK116: an id that Renstra did not issue."""

from __future__ import annotations

from collections.abc import Iterator

from lkjip_xl.check import Check
from lkjip_xl.rules._cells import Entered, entered, say
from lkjip_xl.rules.rule import Hit, rule
from lkjip_xl.spec.types import Entry


@rule("LK116", "ID tidak ada di lembar Renstra")
def unknown_id(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    ID pada lembar mana pun yang tidak ada di kolom ID lembar Renstra.

    ## Mengapa penting

    Semua lembar dihubungkan oleh ID. Baris dengan ID yang tidak dikenal tidak mendapat nama, satuan, target dan arah, sehingga
    tidak ikut dihitung.

    ## Cara memperbaiki

    Pilih ID dari daftar pada sel itu. Bila indikatornya belum ada, tambahkan dahulu di lembar Renstra.

    ## Dasar hukum

    Tidak ada; ID ditetapkan di lembar Renstra formulir ini.
    """
    if "Renstra" not in check.layout.tables or not check.located.layout.tables["Renstra"].cols.get("id"):
        return
    issued = {v.raw.casefold(): v.raw for (part, index, key), v in check.values.items() if part == "Renstra" and key == "id" and index is not None}
    known = {raw.strip(): proper.strip() for raw, proper in issued.items()}
    wrong = (c for c in entered(check, lambda f, v: f.entry is Entry.REF and v.trouble is None and v.raw.casefold() not in issued) if not _boolean(c))
    yield from say(wrong, lambda c: _hit(c, known))


def _boolean(cell: Entered) -> bool:
    """TRUE and FALSE have their own finding."""
    return cell.raw is not None and cell.raw.kind == "b"


def _hit(cell: Entered, known: dict[str, str]) -> Hit:
    right = known.get(cell.value.raw.strip().casefold(), "")
    if right:
        message = f'{cell.field.header} berisi "{cell.value.raw}", yang berbeda spasi dari ID "{right}" di lembar Renstra, sehingga rumus tidak menemukannya.'
        return Hit(cell.spot, message, advice=f"Pilih {right} dari daftar pada sel itu.", found=cell.value.raw, expected=right)
    return Hit(cell.spot, f'{cell.field.header} berisi "{cell.typed}", yang tidak ada di lembar Renstra.', found=cell.typed)
