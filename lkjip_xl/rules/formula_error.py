"""LK024: formula cells that show an error."""

from __future__ import annotations

from collections.abc import Iterator

from lkjip_xl.check import Check
from lkjip_xl.engine import UNTYPED
from lkjip_xl.intake import Key
from lkjip_xl.rules._disputes import disputed, is_error, root_cells, told
from lkjip_xl.rules._template import others, what
from lkjip_xl.rules.rule import Hit, rule
from lkjip_xl.witness.verdicts import Dispute, Said


@rule("LK024", "Sel hitungan berisi galat", blank_too=True)
def formula_error(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    Sel dengan rumus yang utuh menampilkan galat seperti #DIV/0!, #N/A atau #REF!. Yang dilaporkan sel pangkalnya; sel yang
    hanya ikut galat karenanya tidak disebut sendiri.

    ## Mengapa penting

    Galat menular ke setiap jumlah dan rata-rata yang memakai sel itu.

    ## Cara memperbaiki

    Hitung ulang seluruhnya (F9) dan simpan. Bila galat tetap ada, periksa isian yang dipakai rumus itu.

    ## Dasar hukum

    Tidak ada; ini keterangan tentang berkas.
    """
    found = {
        k: said for k, said in disputed(check, Dispute.ERROR, Dispute.STALE, Dispute.CONFLICT).items()
        if is_error(said.stored) and (said.own is not UNTYPED or said.dispute is not Dispute.ERROR)
    }
    for members in root_cells(check, found):
        yield _hit(check, members, found[members[0]])


def _hit(check: Check, members: list[Key], said: Said) -> Hit:
    key = members[0]
    more = f" Begitu juga {len(members) - 1} sel lain di lembar ini." if len(members) > 1 else ""
    right = "" if said.own is UNTYPED else told(key, said.own)
    return Hit(
        check.spot(key[0], key[2], key[1]), f'"{what(key)}" menampilkan {said.stored}{f", seharusnya {right}" if right else ""}.{more}',
        found=str(said.stored), expected=right, related=others(check, members),
    )
