"""LK619: a regulation cited by its title with another number, year or kind."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import chain

from lkjip_xl.check import Check
from lkjip_xl.findings import Severity
from lkjip_xl.quotes.citations import gazettes, slips
from lkjip_xl.rules._prose import Passage, also, grouped, marked, quoted, rest, written
from lkjip_xl.rules.rule import Hit, rule


@rule("LK619", "Peraturan dikutip dengan nomor atau sebutan lain", Severity.WARNING)
def regulation_misquoted(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    Kalimat yang menyebut judul sebuah peraturan tetapi dengan nomor, tahun atau jenis lain, misalnya Petunjuk Teknis Perjanjian
    Kinerja dengan "Nomor 53 Tahun 2015", atau nomor yang benar dengan nama kementerian yang tidak ada. Hanya peraturan yang nomor
    dan judulnya pasti yang diperiksa; juga dua undang-undang yang dikutip dengan satu nomor Tambahan Lembaran Negara. Kutipan keliru yang sama di beberapa tempat dilaporkan sekali.

    ## Mengapa penting

    Dasar hukum yang keliru melemahkan laporan dan mudah terlihat oleh penilai.

    ## Cara memperbaiki

    Betulkan nomor, tahun atau sebutannya menurut naskah peraturan itu.

    ## Dasar hukum

    Tidak ada; nomor dan judul menurut peraturan yang bersangkutan.
    """
    found = ((slip, passage) for passage in chain(written(check), quoted(check)) for slip in slips(passage.text))
    for slip, group in grouped(found):
        first = group[0]
        yield Hit(
            marked(first.spot, slip.right), f"{first.place}: {slip.title} dikutip sebagai \"{slip.printed}\", yang benar {slip.right}.{also(group)}",
            found=slip.printed, expected=slip.right, related=rest(group))
    yield from _gazettes(check)


def _gazettes(check: Check) -> Iterator[Hit]:
    """Two laws with one number of the Tambahan Lembaran Negara: every number is given once."""
    laws: dict[str, dict[str, Passage]] = defaultdict(dict)
    for passage in quoted(check):
        for number, law in gazettes(passage.text):
            laws[number].setdefault(law, passage)
    for number, found in laws.items():
        if len(found) > 1:
            last = list(found.values())[-1]
            yield Hit(
                marked(last.spot, f"TLN {number}"), f"{last.place}: Tambahan Lembaran Negara Nomor {number} disebut untuk {' dan '.join(found)}. Satu nomor hanya untuk satu undang-undang.",
                found=number, related=tuple(dict.fromkeys(p.address for p in found.values() if p.address != last.address)))
