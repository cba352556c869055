"""LK119: an error value or TRUE/FALSE in an input cell."""

from __future__ import annotations

from collections.abc import Iterator

from lkjip_xl.check import Check
from lkjip_xl.rules._cells import Entered, entered, say
from lkjip_xl.rules.rule import Hit, rule
from lkjip_xl.spec.types import Field
from lkjip_xl.values import Trouble, Value


@rule("LK119", "Nilai galat atau TRUE/FALSE pada sel isian")
def error_value(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    Sel isian yang menampilkan galat seperti #REF! atau #DIV/0!, atau yang berisi TRUE/FALSE.

    ## Mengapa penting

    Galat menjalar ke semua rumus yang memakai sel ini. TRUE dan FALSE bukan angka dan bukan isian formulir.

    ## Cara memperbaiki

    Hapus isi sel, lalu ketik angka atau teksnya. Galat biasanya berasal dari rumus yang disalin dari berkas lain.

    ## Dasar hukum

    Tidak ada; sel formulir ini dibaca rumus sebagai angka.
    """
    yield from say((c for c in entered(check, _suspect) if _is_error(c)), _hit)


def _suspect(_: Field, value: Value) -> bool:
    return value.trouble in (Trouble.ERROR, Trouble.BOOL) or value.text in ("TRUE", "FALSE")


def _is_error(cell: Entered) -> bool:
    """A text cell that says TRUE is one only when it holds the boolean."""
    if cell.value.trouble in (Trouble.ERROR, Trouble.BOOL):
        return True
    return cell.raw is not None and cell.raw.kind == "b"


def _hit(cell: Entered) -> Hit:
    what = "galat" if cell.value.trouble is Trouble.ERROR else "nilai benar/salah"
    return Hit(cell.spot, f"{cell.label} berisi {what} {cell.typed}.", found=cell.typed)
