"""LK116: an id that Renstra did not issue."""

from __future__ import annotations

from collections.abc import Iterator

from lkjip_xl.check import Check, CheckRow
from lkjip_xl.quotes.names import distance
from lkjip_xl.rules._cells import Entered, entered, say
from lkjip_xl.rules.rule import Hit, rule
from lkjip_xl.spec.types import Entry


@rule("LK116", "ID tidak ada di lembar Renstra")
def unknown_id(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    ID pada lembar mana pun yang tidak ada di kolom ID lembar Renstra. Bila di Renstra ada ID yang mirip dan tidak dipakai
    lembar lain, ID itu disebut: mungkin ID Renstra yang salah tulis.

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
    used = {c.value.raw.strip().casefold() for c in entered(check, lambda f, v: f.entry is Entry.REF and v.trouble is None)}
    unused = [row for row in check.rows("Renstra") if row.text("id").strip() and row.text("id").strip().casefold() not in used]
    yield from say(wrong, lambda c: _hit(c, known, unused))


def _boolean(cell: Entered) -> bool:
    """TRUE and FALSE have their own finding."""
    return cell.raw is not None and cell.raw.kind == "b"


def _hit(cell: Entered, known: dict[str, str], unused: list[CheckRow]) -> Hit:
    right = known.get(cell.value.raw.strip().casefold(), "")
    if right:
        message = f'{cell.field.header} berisi "{cell.value.raw}", yang berbeda spasi dari ID "{right}" di lembar Renstra, sehingga rumus tidak menemukannya.'
        return Hit(cell.spot, message, advice=f"Pilih {right} dari daftar pada sel itu.", found=cell.value.raw, expected=right)
    message = f'{cell.field.header} berisi "{cell.typed}", yang tidak ada di lembar Renstra.'
    alike = [row for row in unused if _alike(row.text("id").strip().casefold(), cell.typed.strip().casefold())]
    if not alike:
        return Hit(cell.spot, message, found=cell.typed)
    issued = alike[0].address("id")
    return Hit(cell.spot, f"{message} Di {issued} ada {alike[0].text('id')}, yang tidak dipakai lembar lain.", found=cell.typed, expected=alike[0].text("id"), related=(issued,))


def _alike(a: str, b: str) -> bool:
    """The same characters in another order, or one character apart."""
    return sorted(a) == sorted(b) or distance(a, b) == 1
