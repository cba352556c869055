"""LK624: misspelt words in names of sheets and quotations."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from lkjip_xl.check import Check
from lkjip_xl.findings import Severity
from lkjip_xl.quotes import ledger
from lkjip_xl.quotes.spelling import Slip, spelling
from lkjip_xl.quotes.text import clip
from lkjip_xl.rules.code_and_name_differ import told_names
from lkjip_xl.rules.rule import Hit, rule


@rule("LK624", "Nama memuat kata yang salah eja", Severity.WARNING)
def word_misspelt(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    Kata dalam nama di lembar Renstra, Anggaran atau PK, dalam formulasi di lembar IKU, atau dalam nama, induk, indikator, kepala
    kolom dan judul di Kutipan, yang tidak dikenal dan berbeda satu huruf (kurang, lebih, tertukar, atau terganti dalam kata
    panjang) dari kata nomenklatur, kata yang lazim dalam laporan, atau kata yang berkali-kali dipakai buku kerja itu; juga kata
    yang tidak dikenal di tempat kata lain yang mirip dari nama yang sama. Nama tempat dan unit tidak diperiksa. Satu kata salah
    dilaporkan sekali untuk seluruh buku kerja, dengan semua sel yang memuatnya, juga yang berisi kalimat. Nama baris Anggaran yang hampir nama resmi dilaporkan LK121.

    ## Mengapa penting

    Nama yang salah eja tidak lagi sama dengan nama dalam Renstra, PK dan DPA, dan baris yang memuatnya tidak ketemu saat data digabung.

    ## Cara memperbaiki

    Perbaiki ejaannya di sel itu dan di sel lain yang disebut. Bila laporan mencetaknya demikian, perbaiki juga laporannya.

    ## Dasar hukum

    Tidak ada; nama program, kegiatan dan sub kegiatan mengikuti nomenklatur yang dipakai DPA.
    """
    told = told_names(check)
    for slip in spelling(ledger(check)).slips.values():
        uses = [u for u in slip.uses if u.spot.address not in told]
        if uses and uses[0].names:
            yield _hit(replace(slip, uses=uses))


def _hit(slip: Slip) -> Hit:
    first, *rest = slip.uses
    wrong, right = slip.words(first.text)
    more = f" Kata itu juga di {len({u.spot.address for u in rest})} sel lain." if rest else ""
    return Hit(
        first.spot, f"Salah eja: \"{wrong}\" dalam \"{_around(first.text, wrong)}\", seharusnya \"{right}\".{more}", found=wrong, expected=right,
        related=tuple(dict.fromkeys(u.spot.address for u in rest)),
    )


def _around(text: str, word: str) -> str:
    """A text, of a long one the part with the word."""
    return clip(text, _LONG, word)


_LONG = 160
