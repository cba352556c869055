"""LK607: a quoted figure that cannot be read, or that can be read in two ways."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from lkjip_xl.check import Check
from lkjip_xl.findings import Severity
from lkjip_xl.quotes import Ledger, Quote, Standing, ledger, normal
from lkjip_xl.quotes.quote import MONEY
from lkjip_xl.quotes.text import clip
from lkjip_xl.rules._quoted import addresses, alike, listing, others
from lkjip_xl.rules.rule import Hit, rule
from lkjip_xl.rules.year_printed_differs import of_plan
from lkjip_xl.values import Kind, Trouble, angka, parse_printed


@rule("LK607", "Angka kutipan rusak atau bermakna ganda")
def quote_malformed(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    Nilai tercetak yang seharusnya angka tetapi tidak terbaca sebagai satu angka: titik atau koma yang salah tempat, dua nilai
    dalam satu sel, kalimat di tempat angka, atau 1.234 yang dapat berarti seribu dua ratus tiga puluh empat maupun 1,234. Di
    dalam kalimat: dua jumlah uang yang berdempetan, yang kedua tanpa Rp dan tanpa sebutan (peringatan). Tahun
    yang bukan tahun (20190) juga. Bila beberapa baris satu kolom berisi dua nilai dalam satu sel, itu satu peringatan; target yang
    hanya diuraikan dengan kata-kata satu info.

    ## Mengapa penting

    Angka yang tidak terbaca tidak dapat dicocokkan, dan pembaca menafsirkannya sendiri.

    ## Cara memperbaiki

    Periksa dokumen aslinya. Bila laporan memang mencetaknya begitu, betulkan laporan; bila salah salin, betulkan sel ini.

    ## Dasar hukum

    Tidak ada; angka ditulis sekali dan dengan satu arti.
    """
    book = ledger(check)
    malformed = [q for q in book.quotes if book.standing(q) is Standing.MALFORMED]
    habits = [found for found in _habits(malformed) if len(found) > 1]
    for group in alike(q for q in malformed if not any(q in found for found in habits)):
        first = group[0]
        yield Hit(
            first.spot, f"{first.place}: {first.what} tercetak \"{_short(first.text)}\", {_why(first)}.{others(len(group) - 1)}", found=first.text, related=addresses(group[1:]),
            severity=Severity.INFO if _described(first) else None)
    for found in habits:
        yield _habit(found)
    yield from _run_together(book)
    yield from _no_year(book)


def _described(q: Quote) -> bool:
    """Is a target told in a phrase without any figure, as plans do."""
    return q.besaran.startswith("target") and len(q.text.split()) > _FEW and not any(c.isdigit() for c in q.text)


def _habits(malformed: list[Quote]) -> list[list[Quote]]:
    """Two values in one cell, by the column in which they stand."""
    columns: dict[tuple[str, str], list[Quote]] = defaultdict(list)
    for q in malformed:
        if q.value.trouble is Trouble.TWO_VALUES:
            columns[normal(q.table), q.besaran].append(q)
    return list(columns.values())


def _habit(found: list[Quote]) -> Hit:
    """Several rows of a column with two values each: the table puts two indikator into one row."""
    first = found[0]
    told = listing((f"\"{_short(q.text)}\" ({q.thing.text})" for q in found), _MOST)
    return Hit(
        first.spot, f"{first.table}: {len(found)} baris berisi lebih dari satu nilai {first.besaran} dalam satu sel: {told}. Nilai mana milik indikator mana hanya dapat ditebak dari urutannya.",
        advice="Pisahkan menjadi satu indikator dan satu nilai per baris.", found=first.text, severity=Severity.WARNING, related=addresses(found[1:]))


def _odd(q: Quote) -> str:
    """The number of a printed year or span that is no year: 20190, 2201."""
    if q.text.isdigit():
        return q.text if q.besaran == "tahun" and not _EARLIEST <= int(q.text) <= _LATEST else ""
    found = (m[0] for m in _LIKE_YEAR.finditer(q.text) if q.besaran == "tahun" or of_plan(q) or len(m[0]) > len(str(_LATEST)))
    return next((n for n in found if not _EARLIEST <= int(n) <= _LATEST), "")


def _no_year(book: Ledger) -> Iterator[Hit]:
    """A year that is none (20190), alone or in a span."""
    for group in alike(q for q in book.quotes if q.besaran in ("tahun", "periode") and _odd(q)):
        first = group[0]
        yield Hit(
            first.spot, f"{first.place}: {first.what} tercetak \"{_short(first.text)}\", {_odd(first)} bukan tahun.{others(len(group) - 1)}",
            found=first.text, related=addresses(group[1:]), expected=str(book.check.year or "") if first.thing.total and first.text.isdigit() else "",
            uses=(("Identitas", None, "tahun"),) if first.thing.total else ())


_MOST, _FEW = 6, 2
_EARLIEST, _LATEST = 1900, 2100
_LIKE_YEAR = re.compile(r"(?<![\d.,/])(?<!nomor )(?<!no )(?<!no\. )[1-9]\d{3,4}(?![\d.,/])", re.IGNORECASE)
_AMOUNT = r"\d{1,3}(?:\.\d{3}){2,}(?:,\d{2}\b|,-)?"
_TOGETHER = re.compile(rf"(?<!\w)Rp\.?\s*{_AMOUNT}[.,;]*\s+({_AMOUNT})(?![\d.,]*\d)", re.IGNORECASE)
"""Two amounts with nothing but punctuation between them; the first is named, the second has not even a Rp."""


def _run_together(book: Ledger) -> Iterator[Hit]:
    """Two amounts of a sentence that no word parts: the words between them are lost."""
    for q in book.quotes:
        found = _TOGETHER.search(q.text) if q.besaran == "kalimat" and q.ours else None
        if found is None:
            continue
        lost = parse_printed(found[1], Kind.RUPIAH).number
        known = [o for o in book.by_table[normal(q.table)] if o.besaran in MONEY and o.value.number == lost]
        meant = f" (angka itu {known[0].what})" if known else ""
        yield Hit(
            q.spot, f"{q.place}: di kalimat itu dua jumlah uang berdempetan, \"{found[0]}\"; jumlah kedua {found[1]}{meant} tercetak tanpa Rp dan tanpa sebutan, jadi kata-kata di antaranya hilang.",
            advice="Lengkapi kalimat itu: sebutkan apa jumlah yang kedua, dengan Rp.", found=found[0], severity=Severity.WARNING, related=addresses(known))


def _short(text: str) -> str:
    return clip(text, 60)


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
