"""LK606: two quotations of one thing that contradict each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from lkjip_xl.check import Check
from lkjip_xl.findings import Severity
from lkjip_xl.quotes import WORDS, Ledger, Quote, Standing, ledger, names, normal
from lkjip_xl.quotes.arithmetic import ends
from lkjip_xl.rules._quoted import addresses
from lkjip_xl.rules.rule import Hit, rule


@rule("LK606", "Dua kutipan untuk satu hal saling bertentangan")
def quotes_contradict(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    Satu besaran dari satu objek pada tahun yang sama tercetak dengan dua nilai, sedangkan lembarnya tidak memuat angka itu.
    Judul dan nama yang tercetak berbeda di dua tempat hanya diperingatkan. Bila lembarnya memuat angka itu, yang salah
    dilaporkan sebagai LK601.

    ## Mengapa penting

    Paling sedikit satu dari keduanya salah.

    ## Cara memperbaiki

    Cari mana yang benar pada dokumen sumbernya, lalu samakan keduanya.

    ## Dasar hukum

    Tidak ada; satu hal hanya mempunyai satu nilai.
    """
    book = ledger(check)
    for group in book.by_key.values():
        if len(group) > 1 and _open(book, group):
            odd, usual = _odd(group)
            if odd is not None and usual is not None:
                yield _hit(group, odd, usual)


_OWN_RULES = ("kalimat", "induk", "pendukung")
"""Besaran of which two rows may say different things."""


def _open(book: Ledger, group: list[Quote]) -> bool:
    """True when no sheet decides: figures that cannot be judged, names of things that are in no sheet."""
    first = group[0]
    if first.besaran in _OWN_RULES:
        return False
    if first.besaran in ("nama", "satuan", "kode", "indikator", "sasaran baris"):
        return not first.thing.known and not names(book).right_names(first)
    if first.besaran in ("tahun", "periode"):
        return not first.thing.total and "renstra" not in normal(first.thing.text)
    return all(book.standing(q) is Standing.UNKNOWN for q in group)


def _differ(a: Quote, b: Quote) -> bool:
    x, y = ends(a.value), ends(b.value)
    if x and y:
        return max(x) < min(y) or max(y) < min(x)
    return a.value.number is None and b.value.number is None and normal(a.text) != normal(b.text)


def _odd(group: list[Quote]) -> tuple[Quote | None, Quote | None]:
    """The quotation that stands against most others (the later of two), and one it contradicts."""
    against = Counter({i: sum(_differ(q, o) for o in group) for i, q in enumerate(group)})
    most = max(against.values())
    if not most:
        return None, None
    odd = group[max(i for i, n in against.items() if n == most)]
    return odd, next(o for o in group if _differ(odd, o))


def _hit(group: list[Quote], odd: Quote, usual: Quote) -> Hit:
    word = odd.besaran in WORDS
    return Hit(
        odd.spot, f"{odd.place}: {odd.what} tercetak \"{odd.text}\", sedangkan di {usual.place} tercetak \"{usual.text}\"." if word
        else f"{odd.place}: {odd.what} tercetak {odd.text}, sedangkan di {usual.place} tercetak {usual.text}.",
        found=odd.text, related=addresses(q for q in group if q is not odd), severity=Severity.WARNING if word else None,
    )
