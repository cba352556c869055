"""LK623: a count that is not the number of things listed below it."""

from __future__ import annotations

from collections.abc import Iterator

from lkjip_xl.check import Check
from lkjip_xl.findings import Severity
from lkjip_xl.quotes import Ledger, Quote, Standing, ledger, normal
from lkjip_xl.quotes.quote import COUNT
from lkjip_xl.rules._quoted import addresses
from lkjip_xl.rules.rule import Hit, rule
from lkjip_xl.values import angka

_LISTED = ("nama", "keadaan", "kalimat", "judul", "indikator", "sasaran baris", "nomor")
_SEPARATED = ("keadaan", "nama")


@rule("LK623", "Jumlah yang disebut tidak sama dengan yang dirinci", Severity.WARNING)
def count_not_listed(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    Jumlah yang disebut, misalnya "4 (empat) misi" atau "sembilan unsur", yang tidak sama dengan banyaknya hal yang dirinci di
    bawahnya: baris kutipan yang induk barisnya jumlah itu, baris "Misi 1", "Misi 2" dan seterusnya, atau satu kutipan yang
    menderetkan semuanya. Jumlah yang dapat dihitung dari lembar diperiksa LK601, jumlah dari angka rincian LK603.

    ## Mengapa penting

    Ada yang hilang atau berlebih, di angkanya atau di daftarnya.

    ## Cara memperbaiki

    Hitung yang dirinci, lalu betulkan angkanya atau lengkapi daftarnya.

    ## Dasar hukum

    Tidak ada.
    """
    book = ledger(check)
    for q in book.quotes:
        if q.besaran not in COUNT or not q.ours or q.value.number is None or q.value.denominator is not None or q.by or book.standing(q) is not Standing.UNKNOWN:
            continue
        listed, count = _listed(book, q)
        whole = any(o.complete for o in listed)
        if count > 1 and count != q.value.number and (whole or count * 5 >= q.value.number * 3):
            yield Hit(
                q.spot, f"{q.place}: disebut {angka(q.value.number)} {_what(q)}, yang dirinci {count}.", found=q.text, expected=str(count),
                severity=Severity.ERROR if whole else None, related=addresses(listed))


def _what(q: Quote) -> str:
    words = q.besaran.removeprefix("jumlah").strip() if q.thing.total else q.thing.text
    return words or q.thing.text


def _listed(book: Ledger, q: Quote) -> tuple[list[Quote], int]:
    """Rows that list what is counted, and how many they are."""
    about = _what(q)
    here = [o for o in book.by_table[normal(q.table)] if o is not q and o.besaran in _LISTED and o.ours and o.year == q.year]
    below = [o for o in here if o.parent and normal(o.parent) in (normal(q.line), normal(about))]
    if below:
        return below, len({normal(o.text) for o in below})
    counted: dict[str, Quote] = {}
    for o in book.quotes:
        word = o.thing.text if o.besaran in _LISTED and o.ours and o.year == q.year else ""
        number = word[len(about):].strip(" .-") if word.casefold().startswith(about.casefold()) else ""
        if number and (number.isdigit() or (len(number) == 1 and number.isalpha())) and normal(o.table).startswith(normal(q.table)[:12]):
            counted.setdefault(number.casefold(), o)
    if counted:
        return list(counted.values()), len(counted)
    for o in here:
        if o.besaran in _SEPARATED and normal(o.thing.text) == normal(about):
            parts = _parts(o.text)
            if parts > 2:
                return [o], parts
    return [], 0


def _parts(text: str) -> int:
    """How many things a quotation strings together: `a, b, c dan d` or `a; b; c`."""
    if ";" in text:
        return len([p for p in text.split(";") if p.strip()])
    plain = text.replace(", dan ", ", ").replace(" serta ", ", ").replace(" & ", " dan ")
    head, _, tail = plain.rpartition(" dan ")
    pieces = [p for p in f"{head}, {tail}".split(",") if p.strip()] if head and "," in head else [p for p in plain.split(",") if p.strip()]
    return len(pieces) if all(len(p.split()) <= 6 for p in pieces) else 0
