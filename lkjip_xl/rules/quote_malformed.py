"""LK607: a quoted figure that cannot be read, or that can be read in two ways."""

from __future__ import annotations

from collections.abc import Iterator

from lkjip_xl.check import Check
from lkjip_xl.quotes import Quote, Standing, ledger
from lkjip_xl.rules._quoted import addresses, alike, others
from lkjip_xl.rules.rule import Hit, rule
from lkjip_xl.values import Trouble, angka


@rule("LK607", "Angka kutipan rusak atau bermakna ganda")
def quote_malformed(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    Nilai tercetak yang seharusnya angka tetapi tidak terbaca sebagai satu angka: titik atau koma yang salah tempat, dua nilai
    dalam satu sel, kalimat di tempat angka, atau 1.234 yang dapat berarti seribu dua ratus tiga puluh empat maupun 1,234.

    ## Mengapa penting

    Angka yang tidak terbaca tidak dapat dicocokkan, dan pembaca menafsirkannya sendiri.

    ## Cara memperbaiki

    Periksa dokumen aslinya. Bila laporan memang mencetaknya begitu, betulkan laporan; bila salah salin, betulkan sel ini.

    ## Dasar hukum

    Tidak ada; angka ditulis sekali dan dengan satu arti.
    """
    book = ledger(check)
    for group in alike(q for q in book.quotes if book.standing(q) is Standing.MALFORMED):
        first = group[0]
        yield Hit(first.spot, f"{first.place}: {first.what} tercetak \"{_short(first.text)}\", {_why(first)}.{others(len(group) - 1)}", found=first.text, related=addresses(group[1:]))


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:57].rstrip()}…"


def _why(q: Quote) -> str:
    trouble = q.value.trouble
    if trouble is Trouble.AMBIGUOUS and q.value.candidates:
        return f"dapat dibaca sebagai {' atau '.join(angka(c) for c in q.value.candidates)}"
    if trouble is Trouble.TWO_VALUES:
        return "berisi lebih dari satu nilai"
    if trouble in (Trouble.DATE, Trouble.TIME):
        return "karena diubah Excel menjadi tanggal atau jam; ketik sebagai teks, misalnya '4:18"
    if trouble in (Trouble.MALFORMED, Trouble.ERROR):
        return "tidak terbaca sebagai angka"
    return "padahal di situ seharusnya ada angka"
