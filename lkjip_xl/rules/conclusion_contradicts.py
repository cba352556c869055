"""LK615: conclusions that the figures contradict."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lkjip_xl.check import Check, Spot
from lkjip_xl.findings import Severity
from lkjip_xl.quotes import Ledger, Quote, ledger, normal
from lkjip_xl.quotes.spoken import OPPOSITE, Verdict, of_a_part, verdict
from lkjip_xl.quotes.whole import sheets_whole
from lkjip_xl.rules._doubts import doubts, sort_of, states
from lkjip_xl.rules._prose import indicator_of, marked
from lkjip_xl.rules._quoted import addresses
from lkjip_xl.rules._verdicts import Doubt, about, part_of
from lkjip_xl.rules.rule import Hit, rule

_JUDGED = ("capaian", "efisiensi", "realisasi anggaran", "capaian keluaran", "rata-rata capaian")
"""Quantities that decide whether a claim holds."""
_LONG = 30
"""Letters of a claim that nobody writes twice by chance."""
_COLUMNS = ("kesimpulan", "pendorong", "penghambat", "program")


@dataclass(frozen=True, slots=True)
class _Wrong:
    """One claim that cannot be right."""

    key: tuple[object, ...]
    spot: Spot
    place: str
    words: str
    doubt: Doubt
    about: Quote


@rule("LK615", "Simpulan bertentangan dengan angka")
def conclusion_contradicts(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    Simpulan "tercapai", "melampaui target", "belum tercapai", "capaian keberhasilan", "efisien", "tidak dilaksanakan", "belum
    diukur" dan sejenisnya, sebagai kutipan atau dalam kalimat lembar Analisis dan kalimat kutipan tentang satu indikator, yang
    bertentangan dengan capaian, efisiensi, realisasi atau keluarannya; "seluruh temuan telah ditindaklanjuti" untuk persentase
    yang realisasinya bukan 100 %; penilaian "per semester" sebagai alasan belum ada hasil, padahal semester itu sudah berakhir dan
    Data Dukung memuat hasilnya; arah "meningkat dari tahun lalu" atau "lebih tinggi daripada Kecamatan …" yang tidak sesuai lembar
    Pembanding; dan dua simpulan yang bertentangan. Hanya kalimat yang tidak bermakna ganda yang diperiksa; harapan, rencana dan
    syarat tidak. Bila laporan mencetak hasil yang di lembarnya belum ada, LK601 yang menyebutnya.

    ## Mengapa penting

    Simpulan adalah bagian yang dibaca pimpinan. Bila bertentangan dengan angkanya, salah satunya pasti salah.

    ## Cara memperbaiki

    Sesuaikan simpulan dengan angkanya. Bila angkanya yang salah, betulkan angka itu lebih dahulu.

    ## Dasar hukum

    Tidak ada.
    """
    book = ledger(check)
    found = [*_written(book), *_quoted(book)]
    for group in _grouped(found):
        copies = _copies(book, group)
        first, more = group[0], len(group) - 1 + len(copies)
        also = f" Begitu juga di {more} tempat lain." if more else ""
        yield Hit(
            marked(first.spot, str(first.key[-1])), f"{first.place}: disebut \"{first.words}\", {first.doubt.why}.{also}", found=first.words, expected=first.doubt.right, severity=first.doubt.severity,
            related=(*(w.spot.address for w in group[1:]), *copies, *first.doubt.related), uses=book.sources(first.about, *_JUDGED))
    yield from _against_each_other(book, {w.spot.address for w in found})


def _grouped(found: list[_Wrong]) -> list[list[_Wrong]]:
    groups: dict[tuple[object, ...], list[_Wrong]] = {}
    for wrong in sorted(found, key=lambda w: w.spot.order):
        group = groups.setdefault(wrong.key, [])
        if all(w.spot.address != wrong.spot.address for w in group):
            group.append(wrong)
    return list(groups.values())


def _copies(book: Ledger, group: list[_Wrong]) -> list[str]:
    """Cells of Analisis about the same indikator with the very words of a wrong claim, in a sentence that by itself may be about another matter."""
    told, words = {w.spot.address for w in group}, [normal(w.words) for w in group if len(w.words) >= _LONG]
    rows = [row for row in book.check.rows("Analisis") if book.things.find(row.text("id")).key == group[0].about.thing.key] if words else []
    return [row.address(key) for row in rows for key in _COLUMNS if row.address(key) not in told and any(w in normal(row.text(key)) for w in words)]


def _quoted(book: Ledger) -> Iterator[_Wrong]:
    for q in book.quotes:
        if q.besaran == "kalimat" and q.ours and not q.other_year and not q.periode:
            yield from _sentence(book, q)
        if q.besaran not in ("simpulan", "keadaan") or not q.ours or not q.thing.known:
            continue
        place = q.place if q.thing.total else f"{q.place}, {q.thing.text}"
        if q.besaran == "keadaan" and len(q.thing.ids) == 1 and not q.other_year and not q.periode:
            yield from (_Wrong((*q.thing.key, *when), q.spot, place, words, doubt, asked) for when, words, doubt, asked in states(book, q.row, q.thing, q.text))
        said = verdict(q.text)
        if q.besaran == "keadaan" and (said not in (Verdict.UNMEASURED, Verdict.NOT_DONE) or len(q.thing.ids) != 1):
            continue
        doubt = about(book, q, said) if said is not None else part_of(book, q) if of_a_part(q.text) and q.besaran == "simpulan" else None
        if doubt is not None:
            yield _Wrong((*q.thing.key, q.year if q.other_year else None, q.periode, sort_of(said)), q.spot, place, q.text, doubt, q)


def _sentence(book: Ledger, q: Quote) -> Iterator[_Wrong]:
    """Claims of a quoted sentence about the indikator that its objek or its printed row names."""
    thing = book.things.find(indicator_of(book, q))
    if len(thing.ids) == 1:
        yield from (_Wrong((*thing.key, *when), q.spot, f"{q.place}, {thing.text}", words, doubt, asked) for when, words, doubt, asked in doubts(book, q.row, thing, q.text))


def _written(book: Ledger) -> Iterator[_Wrong]:
    """Claims of the sheet Analisis about their indikator."""
    for row in book.check.rows("Analisis") if sheets_whole(book.check) else ():
        thing = book.things.find(row.text("id"))
        if len(thing.ids) != 1:
            continue
        for key in _COLUMNS:
            text = row.text(key)
            if text:
                place = f"Analisis {row.subject}, {row.table[key].header.lower()}"
                yield from (_Wrong((*thing.key, *when), row.spot(key), place, words, doubt, q) for when, words, doubt, q in doubts(book, row, thing, text))


def _against_each_other(book: Ledger, told: set[str]) -> Iterator[Hit]:
    """Two conclusions of one thing that cannot both hold, neither of them told above."""
    groups: dict[tuple[object, ...], list[tuple[Quote, Verdict]]] = {}
    for q in book.quotes:
        said = verdict(q.text) if q.besaran == "simpulan" and q.ours else None
        if said is not None and q.address not in told:
            groups.setdefault((q.thing.key, q.year if q.other_year else None, q.periode, normal(q.by)), []).append((q, said))
    for group in groups.values():
        for i, (q, said) in enumerate(group):
            other = next(((o, s) for o, s in group[:i] if s in OPPOSITE[said]), None)
            if other is not None:
                o = other[0]
                who = "kinerja seluruhnya" if q.thing.total else q.thing.text
                yield Hit(
                    q.spot, f"{q.place}: {who} disebut \"{q.text}\", sedangkan di {o.place} \"{o.text}\".", found=q.text, related=addresses(x for x, _ in group if x is not q),
                    severity=Severity.WARNING)
                break
