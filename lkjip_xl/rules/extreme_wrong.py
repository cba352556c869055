"""LK614: something named as the highest or the lowest that is not."""

from __future__ import annotations

from collections.abc import Iterator

from lkjip_xl.check import Check
from lkjip_xl.quotes import Ledger, Quote, ledger, normal
from lkjip_xl.quotes.extremes import Rival, Upset, cells_of, upset
from lkjip_xl.quotes.text import clip
from lkjip_xl.rules._quoted import addresses, others
from lkjip_xl.rules.rule import Hit, rule


@rule("LK614", "Tertinggi atau terendah keliru")
def extreme_wrong(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    Kutipan yang menyebut indikator, sasaran, program atau hal lain sebagai yang tertinggi atau terendah, padahal menurut lembar
    bukan itu, atau yang menurut lembar belum diukur. Bila lembar tidak memuat nilainya, dibandingkan dengan kutipan lain dari besaran yang sama, misalnya nilai unsur.
    Nilai yang sama pada dua desimal boleh disebut keduanya, dan sebutan yang benar menurut tabel tercetak tidak dilaporkan.

    ## Mengapa penting

    Pembaca menarik kesimpulan yang terbalik dari angkanya.

    ## Cara memperbaiki

    Betulkan kalimatnya menurut angka. Bila angkanya yang keliru, betulkan dahulu angka itu.

    ## Dasar hukum

    Tidak ada.
    """
    book = ledger(check)
    groups: dict[tuple[object, ...], tuple[Upset, list[Quote]]] = {}
    for q in book.quotes:
        if q.besaran in ("tertinggi", "terendah") and q.ours and (found := upset(book, q)) is not None:
            groups.setdefault((*q.key, normal(found.named.name)), (found, []))[1].append(q)
    for found, quotes in groups.values():
        yield _hit(book, found, quotes)


def _hit(book: Ledger, found: Upset, quotes: list[Quote]) -> Hit:
    first = quotes[0]
    by = f"{first.by} " if first.by else ""
    source = found.source if found.source != "lembar" else "lembar asalnya"
    return Hit(
        first.spot, f"{first.place}: {by}{first.besaran} tercetak {_name(found.named)} ({found.named.shown}), padahal menurut {source} {_name(found.right)} ({found.right.shown})."
        f"{others(len(quotes) - 1)}", found=first.text, expected=found.right.name or found.right.label, related=(*addresses(quotes[1:]), *found.related),
        uses=cells_of(book, first, found) if found.source == "lembar" else ())


def _name(rival: Rival) -> str:
    short = clip(rival.label, 60)
    return short if rival.name in ("", rival.label) or rival.name.endswith(rival.label) else f"{rival.name} {short}"
