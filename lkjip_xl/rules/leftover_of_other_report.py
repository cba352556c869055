"""LK618: quarters, years and names of places in prose that belong to another report."""

from __future__ import annotations

from collections.abc import Iterator

from lkjip_xl.check import Check
from lkjip_xl.findings import Severity
from lkjip_xl.quotes import Quote, Thing, ledger
from lkjip_xl.quotes.spoken import Verdict, verdict
from lkjip_xl.rules._leftovers import Reader, reader
from lkjip_xl.rules._prose import Passage, also, grouped, indicator_of, marked, quoted, rest, short, written
from lkjip_xl.rules._quoted import addresses
from lkjip_xl.rules._stale import Leftover
from lkjip_xl.rules.rule import Hit, rule
from lkjip_xl.rules.year_printed_differs import right_text


@rule("LK618", "Sisa laporan lain: tahun, triwulan, instansi")
def leftover_of_other_report(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    Kalimat, judul dan pernyataan yang menyebut triwulan, tahun, masa Renstra, kecamatan, kabupaten atau instansi lain daripada
    yang seharusnya, misalnya "hasil capaian Triwulan Pertama" dalam laporan Triwulan II, dan judul tabel yang menyebut sasaran
    lain daripada yang dimuat tabelnya. Kutipan dibandingkan dengan kolom Tahun dan Periode barisnya, bila kosong dengan lembar
    Identitas. Nomor peraturan, tanggal surat, perbandingan dengan waktu lain dan rencana tidak dilaporkan. Sisa yang sama di
    beberapa tempat dilaporkan sekali. Baris tahun dan periode diperiksa LK613.

    Triwulan, tahun, masa, nama atau Renja yang salah adalah galat. Peringatan: laporan triwulan yang disebut "selama 1 (satu)
    tahun"; laporan kinerja dengan masa yang belum lewat; "5 tahun ke depan" tentang isi laporan; "baru … sejak tahun …" yang
    sudah lama; upaya untuk kinerja tahun yang sudah berakhir; triwulan laporan dengan tahun lain di lembar Analisis.

    ## Mengapa penting

    Kalimat itu tersalin dari laporan lain; pembaca tidak tahu apakah isinya tentang periode dan instansi ini.

    ## Cara memperbaiki

    Ganti dengan triwulan, tahun atau nama yang benar, dan periksa apakah isi kalimatnya masih berlaku. Bila kalimat itu memang
    tentang tahun atau triwulan lain, isi kolom Tahun, Periode atau Peran baris kutipannya.

    ## Dasar hukum

    Tidak ada.
    """
    found = list(_found(check, reader(check)))
    for leftovers, group in _merged(grouped(found)):
        first = group[0]
        told = "; ".join(_words(leftover) for leftover in leftovers)
        yield Hit(
            marked(first.spot, " ".join(f"{n.kind} {n.printed}" for n in leftovers)), f"{first.place}: {told}. Kalimatnya: \"{short(first.text)}\".{also(group)}",
            found=", ".join(n.printed for n in leftovers), expected=", ".join(n.right for n in leftovers if n.right), related=rest(group),
            severity=max((n.severity for n in leftovers), key=lambda s: s is Severity.ERROR))
    yield from _results(check, found)


def _merged(groups: list[tuple[Leftover, list[Passage]]]) -> list[tuple[list[Leftover], list[Passage]]]:
    """Leftovers whose first place is the same cell are one finding."""
    found: dict[str, tuple[list[Leftover], list[Passage]]] = {}
    for leftover, group in groups:
        leftovers, passages = found.setdefault(group[0].address, ([], []))
        leftovers.append(leftover)
        passages += [p for p in group if p not in passages]
    return list(found.values())


def _results(check: Check, found: list[tuple[Leftover, Passage]]) -> Iterator[Hit]:
    """A sentence left from another quarter that says an indikator has no result, while the report prints one for its own quarter."""
    book, told = ledger(check), set()
    for leftover, passage in found:
        if leftover.kind != "periode" or passage.quote is None:
            continue
        thing = book.things.find(indicator_of(book, passage.quote))
        empty = [o for o in book.by_row[passage.quote.printed_row] if o.thing.key == thing.key and o.periode and _without_result(o)] if thing.ids else []
        empty = [o for o in empty if o.besaran == "keadaan"] or empty  # a 0 beside the words may well be that quarter's figure
        result = next((o for o in book.quotes if _result_of(o, thing) and o.printed_row != passage.quote.printed_row), None)
        if empty and result is not None and thing.key not in told:
            told.add(thing.key)
            first, words = empty[0], " dan ".join(f'"{o.text}"' for o in empty)
            yield Hit(
                first.spot, f"{first.place}: {thing.text} disebut {words} menurut {leftover.printed}, sedangkan {result.place} mencetak realisasi {result.text} untuk {leftover.right}.",
                found=first.text, expected=result.text, related=addresses([*empty[1:], passage.quote, result]))


def _without_result(q: Quote) -> bool:
    """Does a quotation say that nothing has been measured: 0, nihil or words."""
    if q.besaran in ("realisasi", "capaian"):
        return q.value.number == 0 or (q.value.number is None and q.value.state is not None)
    return q.besaran == "keadaan" and verdict(q.text) is Verdict.UNMEASURED


def _result_of(q: Quote, thing: Thing) -> bool:
    """Is it a realisasi of the reported period."""
    return q.besaran == "realisasi" and q.ours and not q.other_year and not q.periode and q.thing.key == thing.key and q.value.number not in (None, 0)


def _found(check: Check, known: Reader) -> Iterator[tuple[Leftover, Passage]]:
    told = {q.printed_row for q in ledger(check).quotes if q.besaran in ("tahun", "periode") and q.ours and not q.other_year and right_text(check, q)}
    for passage in quoted(check, "kalimat", "judul", "keadaan"):
        if passage.quote is not None and passage.quote.printed_row not in told:  # else LK613 tells it
            yield from ((leftover, passage) for leftover in dict.fromkeys(known.of_quote(passage.quote)))
    for passage in written(check):
        yield from ((leftover, passage) for leftover in dict.fromkeys(known.of_text(passage)))


_SAID = {
    "tahun": "tercetak tahun", "masa": "tercetak masa", "judul": "judul menyebut", "laporan": "tercetak laporan kinerja tahun", "renja": "tercetak Renja tahun",
}


def _words(leftover: Leftover) -> str:
    printed = f'"{leftover.printed}"' if leftover.kind in ("rencana", "lama", "upaya") else leftover.printed
    return f"{_SAID.get(leftover.kind, 'tercetak')} {printed}, {leftover.note or f'seharusnya {leftover.right}'}"
