"""LK604: names and codes printed differently from the sheets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from lkjip_xl.check import Check
from lkjip_xl.engine import official_names
from lkjip_xl.findings import Severity
from lkjip_xl.quotes import Ledger, Likeness, Misnamed, Quote, ledger, likeness, names, normal
from lkjip_xl.quotes.wording import Misworded, code_named, difference, misworded
from lkjip_xl.rules._quoted import addresses, others
from lkjip_xl.rules.rule import Hit, rule
from lkjip_xl.values import code_canonical, code_parts


@rule("LK604", "Nama tercetak berbeda dari lembar asalnya")
def name_printed_differently(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    Nama tujuan, sasaran, indikator, program, kegiatan, sub kegiatan atau instansi yang tercetak dengan kata lain daripada di
    lembar Renstra, Anggaran atau Identitas, indikator keluaran dan kalimat sasaran yang tercetak untuk sebuah baris anggaran tetapi
    bukan miliknya, kode anggaran yang berbeda, dan rekomendasi LHE dengan kata lain daripada di lembar Tindak Lanjut. Beda huruf besar, spasi, tanda hubung dan garis miring tidak dilaporkan; beda
    Meningkatkan/Meningkatnya, kata tugas (yang, dan, di) dan salah eja hanya diperingatkan. Nama salah yang sama di beberapa
    tempat, juga sebagai induk baris lain, dilaporkan sekali.

    ## Mengapa penting

    Nama yang berubah-ubah membuat pembaca mengira ada dua sasaran atau dua program, dan data tidak dapat digabung.

    ## Cara memperbaiki

    Pakai nama persis seperti dalam dokumen Renstra, PK atau DPA di semua tempat. Bila laporan benar, betulkan lembar asalnya.

    ## Dasar hukum

    Tidak ada; nama program, kegiatan dan sub kegiatan mengikuti nomenklatur yang dipakai DPA.
    """
    book = ledger(check)
    for found in names(book).misnamed.values():
        yield _hit(book, found)
    for sentence in misworded(book):
        yield _sentence(book, sentence)
    yield from _codes(book)
    yield from _recommendations(book)


def _hit(book: Ledger, found: Misnamed) -> Hit:
    first, rest = found.quotes[0], found.quotes[1:]
    told = {Likeness.VERB: "beda bentuk kata kerjanya saja", Likeness.SPELLING: "beda ejaan"}.get(found.likeness) or difference(first.text, found.right)
    if found.likeness is Likeness.OTHER and first.thing.nodes and (kode := code_named(first.text)):
        told = f"itu nama {kode} di nomenklatur"
    return Hit(
        first.spot, f"{first.place}: nama {'instansi' if first.thing.total else first.thing.text} tercetak \"{first.text}\", di lembar asalnya \"{found.right}\" ({told}).{others(len(rest))}",
        found=first.text, expected=found.right, related=addresses(rest), uses=book.things.cells(first.thing, "uraian", "uraian"),
        severity=Severity.ERROR if found.likeness is Likeness.OTHER else Severity.WARNING,
    )


def _sentence(book: Ledger, found: Misworded) -> Hit:
    first, rest = found.quotes[0], found.quotes[1:]
    what = "indikator" if found.besaran == "indikator" else "sasaran"
    told = f"itu {what} {found.owner}" if found.owner else {Likeness.VERB: "beda bentuk kata kerjanya saja", Likeness.SPELLING: "beda ejaan"}.get(found.likeness) or difference(first.text, found.right)
    return Hit(
        first.spot, f"{first.place}: {what} {book.things.label(first.thing.nodes[0])} tercetak \"{first.text}\", seharusnya \"{found.right}\" ({told}).{others(len(rest))}",
        found=first.text, expected=found.right, related=addresses(rest), uses=(("Anggaran", first.thing.nodes[0], what if what == "indikator" else "kinerja"),),
        severity=Severity.ERROR if found.official else Severity.WARNING,
    )


def _codes(book: Ledger) -> Iterator[Hit]:
    for q in book.quotes:
        if q.besaran != "kode" or not q.ours or len(q.thing.nodes) != 1 or q.thing.rest:
            continue
        kode = book.things.budget[q.thing.nodes[0]].get("kode")
        right, printed = code_parts(kode) if isinstance(kode, str) else None, code_parts(q.text)
        official = official_names().get(code_canonical(q.text) or "")
        of_name = official is not None and official[0] and any(normal(official[0]) == normal(n) for n in book.things.names(q.thing.nodes[0])[:1])
        if right is not None and printed != right and not of_name:
            yield Hit(q.spot, f"{q.place}: kode {q.thing.text} tercetak {q.text}, di lembar Anggaran {kode}.", found=q.text, expected=str(kode), uses=(("Anggaran", q.thing.nodes[0], "kode"),))


_RECOMMENDATION = re.compile(r"^rekomendasi\b[^\d]*(\d{1,2})$", re.IGNORECASE)


def _recommendations(book: Ledger) -> Iterator[Hit]:
    """Recommendations listed in the text in other words than in Tindak Lanjut, one finding for all."""
    rows = {int(n): row for row in book.check.rows("TindakLanjut") if (n := row.number("no")) is not None}
    apart: list[tuple[Quote, str, str]] = []
    for q in book.quotes:
        found = _RECOMMENDATION.match(q.thing.text) if q.besaran in ("keadaan", "kalimat", "nama") and q.ours and not q.other_year else None
        row = rows.get(int(found[1])) if found is not None else None
        right = row.text("rekomendasi") if row is not None else ""
        if row is not None and right and likeness(q.text, [right]) is Likeness.OTHER:
            apart.append((q, right, row.address("rekomendasi")))
    if apart:
        first, right, _ = apart[0]
        same = SequenceMatcher(None, first.text.casefold().split(), right.casefold().split(), autojunk=False).ratio() > _ALIKE
        numbers = ", ".join(q.thing.text for q, _, _ in apart)
        yield Hit(
            first.spot, f"{first.place}: {numbers} tercetak dengan {'kata' if same else 'isi'} lain daripada di lembar Tindak Lanjut.", found=first.text, expected=right, severity=Severity.WARNING,
            related=(*addresses(q for q, _, _ in apart[1:]), *(address for _, _, address in apart)))


_ALIKE = 0.6
