"""LK023: stored values that are not what the formulas give."""

from __future__ import annotations

from collections.abc import Iterator

from lkjip_xl.check import Check
from lkjip_xl.findings import Severity
from lkjip_xl.intake import Key
from lkjip_xl.rules._disputes import disputed, is_error, told
from lkjip_xl.rules._template import others, per_sheet, what
from lkjip_xl.rules.rule import Hit, rule
from lkjip_xl.witness.verdicts import Dispute, Said


@rule("LK023", "Nilai tersimpan tidak sesuai rumusnya", Severity.ERROR, blank_too=True)
def value_stale(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    Nilai yang tersimpan di sel hitungan bukan hasil rumusnya: berkas disimpan tanpa dihitung ulang, atau diubah oleh program lain.

    ## Mengapa penting

    Yang tampak di layar dan tercetak bukan yang dihitung dari isian.

    ## Cara memperbaiki

    Buka di Excel atau LibreOffice, hitung ulang seluruhnya (F9; di LibreOffice Ctrl+Shift+F9), simpan, lalu kirim lagi.

    ## Dasar hukum

    Tidak ada; ini keterangan tentang berkas.
    """
    stale = {k: said for k, said in disputed(check, Dispute.STALE).items() if not is_error(said.stored)}
    for members in per_sheet(check, list(stale)):
        yield _hit(check, members, stale[members[0]])


def _hit(check: Check, members: list[Key], said: Said) -> Hit:
    key = members[0]
    right = told(key, said.recomputed if check.verdicts.recomputed.sheets else said.own)
    shown, spot = told(key, said.stored), check.spot(key[0], key[2], key[1])
    more = f" Begitu juga {len(members) - 1} sel lain di lembar ini." if len(members) > 1 else ""
    return Hit(spot, f'"{what(key)}" tersimpan {shown}, sedangkan rumusnya menghasilkan {right}.{more}', found=shown, expected=right, related=others(check, members))
