"""LK623: a count that is not the number of things listed below it, or that nothing is listed for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from lkjip_xl.check import Check
from lkjip_xl.findings import Severity
from lkjip_xl.quotes import Ledger, Quote, Standing, ledger, normal
from lkjip_xl.quotes.quote import COUNT
from lkjip_xl.rules._prose import short
from lkjip_xl.rules._quoted import addresses, alike, others
from lkjip_xl.rules.rule import Hit, rule
from lkjip_xl.values import angka

_LISTED = ("nama", "keadaan", "kalimat", "judul", "indikator", "sasaran baris", "nomor")
_SEPARATED = ("keadaan", "nama")


@rule("LK623", "Jumlah yang disebut tidak dirinci, atau rinciannya lain", Severity.WARNING)
def count_not_listed(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    Jumlah yang disebut, misalnya "4 (empat) misi" atau "sembilan unsur", yang tidak sama dengan banyaknya hal yang dirinci di
    bawahnya: baris kutipan yang induk barisnya jumlah itu, baris "Misi 1", "Misi 2" dan seterusnya, atau satu kutipan yang
    menderetkan semuanya. Rujukan ke rincian yang tidak ada ("misi-misi yang diuraikan di atas", 4 misi, tidak satu pun dikutip),
    "dari 21 layanan" tanpa pembilang dan tanpa persen di tempat itu, dan keluaran kegiatan yang lain dari keluaran
    satu-satunya sub kegiatan di bawahnya, bila lembar Anggaran tidak memberi kegiatan itu keluaran sendiri. Jumlah yang dapat dihitung dari lembar diperiksa LK601, jumlah dari angka rincian LK603.

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
    yield from _referred(book)
    yield from _denominators(book)
    yield from _only_child(book)


_ABOVE = re.compile(
    r"\b(?P<what>[a-z]{3,})(?:-(?P=what))?\s+(?:yang\s+)?(?:telah\s+|sudah\s+)?(?:diuraikan|disebutkan|dirumuskan|dijelaskan|dirinci|tersebut)\s*(?:di\s*)?atas\b", re.IGNORECASE)


def _referred(book: Ledger) -> Iterator[Hit]:
    """Sentences that refer to a list above (`misi-misi yang diuraikan di atas`) of which the report gives the count and nothing else."""
    for q in book.quotes:
        m = _ABOVE.search(q.text) if q.ours and q.besaran in ("kalimat", "keadaan") else None
        what = m["what"].casefold() if m is not None else ""
        about = [o for o in book.quotes if what and o.thing.text.casefold().startswith(what)]
        counts = [o for o in about if o.besaran == "jumlah" and normal(o.thing.text) == what and normal(o.table) == normal(q.table) and o.value.number is not None and o.value.number > 1]
        listed = [o for o in about if o.besaran in _LISTED and o is not q and re.match(rf"{what}\s*(?:ke[\s-]*)?(?:\d|[ivx]+\b|[a-z]\b)", o.thing.text.casefold())]
        if m is not None and counts and not listed and not any(o.parent and normal(o.parent) == what for o in book.quotes):
            number = angka(counts[0].value.number or 0)
            yield Hit(
                q.spot, f"{q.place}: \"{m[0]}\" merujuk ke {number} {what} ({counts[0].place}), tetapi tidak satu {what} pun dirinci.", found=m[0], related=addresses(counts),
                advice=f"Cetak {what} itu satu per satu sebelum kalimat ini dan kutip (objek: {what.title()} 1, {what.title()} 2, …), atau hapus rujukannya.")


_ENOUGH = frozenset({"pembilang", "realisasi", "capaian", "persen", "jumlah tercapai"})
_ALL_OF_THEM = re.compile(r"%|\bpersen\b|\bse(?:luruh|mua|penuh)\w*|\bkeseluruhan\b", re.IGNORECASE)


def _denominators(book: Ledger) -> Iterator[Hit]:
    """`dari 21 layanan … tepat waktu`: how many are meant is not said there."""
    alone = []
    for q in book.quotes:
        if q.besaran != "penyebut" or not q.ours or q.value.number is None or any(o.besaran in _ENOUGH and o.thing.key == q.thing.key for o in book.by_table[normal(q.table)]):
            continue
        number = re.escape(angka(q.value.number))
        said = [o for o in book.by_row[q.printed_row] if o.besaran == "kalimat" and re.search(rf"\bdari\s+{number}\b", o.text)]
        if said and not any(_ALL_OF_THEM.search(o.text) or re.search(rf"\d\D{{0,30}}\bdari\s+{number}\b", o.text) for o in said):
            alone.append((q, said[0]))
    for group in alike(q for q, _ in alone):
        first, sentences = group[0], dict(alone)
        told = sentences[first]
        yield Hit(
            told.spot, f"{told.place}: \"{short(told.text)}\" hanya menyebut penyebut {angka(first.value.number or 0)}; berapa yang memenuhi dan persennya tidak dicetak."
            f"{others(len(group) - 1)}", found=first.text, related=addresses([*group, *(sentences[q] for q in group[1:])]),
            advice="Cetak pembilangnya dan persennya, misalnya 21 dari 21 layanan (100%).")


def _only_child(book: Ledger) -> Iterator[Hit]:
    """Outputs of a kegiatan without an output of its own in the sheet, against that of its only sub kegiatan."""
    things = book.things
    for q in book.quotes:
        column = {"target keluaran": "k_t", "realisasi keluaran": "k_r"}.get(q.besaran, "")
        below = things.children(q.thing.nodes[0]) if column and q.ours and len(q.thing.nodes) == 1 and not q.other_year else []
        if len(below) != 1 or q.value.number is None or any(things.budget[q.thing.nodes[0]].get(key) != "" for key in ("k_t", "k_r", "satuan")):
            continue
        right, satuan = things.budget[below[0]].get(column), things.budget[below[0]].get("satuan")
        if things.budget[below[0]].get("level") == "sub kegiatan" and isinstance(right, Fraction) and right != q.value.number:
            printed = f"{angka(right)} {satuan}".strip()
            yield Hit(
                q.spot, f"{q.place}: {q.what} tercetak {q.text}, padahal {q.besaran} satu-satunya sub kegiatan di bawahnya ({things.label(below[0])}) {printed}.", found=q.text, expected=printed,
                uses=tuple(("Anggaran", below[0], key) for key in (column, "satuan")))


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
