"""LK027: calculating engines that give different values for one intact formula."""

from __future__ import annotations

from collections.abc import Iterator

from lkjip_xl.check import Check
from lkjip_xl.findings import Severity
from lkjip_xl.intake import Key
from lkjip_xl.rules._disputes import disputed, is_error, root_cells, told
from lkjip_xl.rules._template import others, what
from lkjip_xl.rules.rule import Hit, rule
from lkjip_xl.witness.judge import UNDECIDED
from lkjip_xl.witness.verdicts import Dispute, Said


@rule("LK027", "Mesin hitung berbeda hasil", Severity.WARNING, blank_too=True)
def engines_disagree(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    Rumusnya utuh, tetapi nilai yang tersimpan, hasil hitung ulang rumus itu, dan hasil mesin kami tidak sama. Mesin keempat
    diminta memutus; bila tidak dapat, ditulis "belum diputus".

    ## Mengapa penting

    Selama berbeda, angka di sel itu belum dapat dipastikan. Sebab yang biasa: kolom asing disisipkan di tengah rentang
    rumus, atau isian yang dibaca berbeda oleh aplikasi, seperti ID dengan tanda bintang.

    ## Cara memperbaiki

    Periksa isian yang dipakai rumus itu dan kolom di sekitarnya; hitung dengan tangan bila perlu.

    ## Dasar hukum

    Tidak ada; ini keterangan tentang berkas.
    """
    found = {k: said for k, said in disputed(check, Dispute.CONFLICT).items() if not is_error(said.stored)}
    for members in root_cells(check, found):
        yield _hit(check, members, found[members[0]])


def _hit(check: Check, members: list[Key], said: Said) -> Hit:
    key = members[0]
    judged = UNDECIDED if said.judge in ("", UNDECIDED) else told(key, said.judge)
    more = f" Begitu juga {len(members) - 1} sel lain di lembar ini." if len(members) > 1 else ""
    return Hit(
        check.spot(key[0], key[2], key[1]),
        f'"{what(key)}": tersimpan {told(key, said.stored)}, hitung ulang {told(key, said.recomputed)}, mesin kami {told(key, said.own)}, pemutus {judged}.{more}',
        found=told(key, said.stored), expected=told(key, said.own), related=others(check, members),
    )
