"""LK618: quarters, years and names of places in prose that belong to another report."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lkjip_xl.check import Check
from lkjip_xl.quotes import Quote, Thing, ledger
from lkjip_xl.quotes.mentions import quarters, years
from lkjip_xl.quotes.spoken import Verdict, verdict
from lkjip_xl.rules._leftovers import Reader, reader, title
from lkjip_xl.rules._prose import Passage, grouped, indicator_of, marked, quoted, rest, short, written
from lkjip_xl.rules._quoted import addresses, listing
from lkjip_xl.rules._stale import Leftover
from lkjip_xl.rules.rule import Hit, rule
from lkjip_xl.rules.year_printed_differs import right_text

_PLACES = 4
"""Places of one leftover that a message names."""


@rule("LK618", "Sisa laporan lain: tahun, triwulan, instansi")
def leftover_of_other_report(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    Kalimat, judul dan pernyataan yang menyebut triwulan, tahun, masa Renstra, kecamatan, kabupaten atau instansi lain daripada
    yang seharusnya, misalnya "hasil capaian Triwulan Pertama" dalam laporan Triwulan II, dan judul tabel yang menyebut sasaran
    lain daripada yang dimuat tabelnya, atau analisis efisiensi di atas tabel yang hanya memuat nama program dan kegiatan; juga
    triwulan yang sudah lewat tetapi disebut masih ditunggu. Kutipan dibandingkan dengan kolom Tahun dan Periode barisnya, bila kosong dengan lembar
    Identitas. Nomor peraturan, tanggal surat, perbandingan dengan waktu lain dan rencana tidak dilaporkan. Sisa yang sama di
    beberapa tempat dilaporkan sekali. Baris tahun dan periode diperiksa LK613.

    Triwulan, tahun, masa, nama atau Renja yang salah adalah galat. Peringatan: laporan triwulan yang disebut "selama 1 (satu)
    tahun"; laporan kinerja dengan masa yang belum lewat; "5 tahun ke depan" tentang isi laporan; "baru … sejak tahun …" yang
    sudah lama; upaya untuk kinerja tahun yang sudah berakhir; triwulan laporan dengan tahun lain di lembar Analisis. Info: belanja tahun yang
    sudah berakhir yang disebut akan dirancang atau diusulkan.

    ## Mengapa penting

    Kalimat itu tersalin dari laporan lain; pembaca tidak tahu apakah isinya tentang periode dan instansi ini.

    ## Cara memperbaiki

    Ganti dengan triwulan, tahun atau nama yang benar, dan periksa apakah isi kalimatnya masih berlaku. Bila kalimat itu memang
    tentang tahun atau triwulan lain, isi kolom Tahun, Periode atau Peran baris kutipannya.

    ## Dasar hukum

    Tidak ada.
    """
    found = list(_found(check, reader(check)))
    for leftovers in _merged(grouped(found)):
        group = list(dict.fromkeys(p for passages in leftovers.values() for p in passages))
        first, kinds = group[0], list(leftovers)
        told, text = "; ".join(_words(leftover, first.text) for leftover in kinds), short(first.text, _blamed(kinds[0], first.text)).rstrip(".")
        yield Hit(
            marked(first.spot, " ".join(f"{n.kind} {n.printed}" for n in kinds)), f"{first.place}: {told}. {_head(first)}: \"{text}\".{_also(leftovers, group)}",
            found=", ".join(_blamed(n, first.text) if n.kind == "nama" else n.printed for n in kinds), expected=", ".join(n.right for n in kinds if n.right), related=rest(group),
            advice=_advice(kinds, first), severity=max((n.severity for n in kinds), key=lambda s: s.rank))
    yield from _results(check, found)


def _merged(groups: list[tuple[Leftover, list[Passage]]]) -> list[dict[Leftover, list[Passage]]]:
    """Leftovers whose first place is the same cell are one finding."""
    found: dict[str, dict[Leftover, list[Passage]]] = {}
    for leftover, group in groups:
        found.setdefault(group[0].address, {})[leftover] = group
    return list(found.values())


def _head(passage: Passage) -> str:
    """What the quoted text is."""
    if passage.quote is None:
        return "Kalimatnya" if passage.part in ("Analisis", "TindakLanjut") else "Isinya"
    return {"judul": "Judulnya", "kalimat": "Kalimatnya"}.get(passage.quote.besaran, "Isinya")


def _blamed(leftover: Leftover, text: str) -> str:
    """The blamed words as the text has them (`triwulan 1` for Triwulan I)."""
    if leftover.printed in text:
        return leftover.printed
    head, _, name = leftover.printed.partition(" ")
    if leftover.kind == "nama":
        other = re.search(rf"\S+\s+{re.escape(name)}", text) if name else None  # `Camat X` for Kecamatan X
    else:
        other = re.search(rf"\b{re.escape(head)}\b.*?{re.escape(name.removeprefix('… '))}", text, re.DOTALL) if name.startswith("… ") else None
    spans = (text[y.start:y.end] for y in years(text) if f"{y.first}-{y.last}" == leftover.printed)
    return other[0] if other else next((m.text for m in quarters(text) if title(m) == leftover.printed), next(spans, leftover.printed))


def _also(leftovers: dict[Leftover, list[Passage]], group: list[Passage]) -> str:
    """The other places by name; with what stands there where that is only a part of it."""
    told: dict[str, str] = {}
    for passage in group[1:]:
        part = [n.printed for n, passages in leftovers.items() if passage in passages]
        told.setdefault(passage.place, f"{passage.place} (hanya {', '.join(part)})" if len(part) < len(leftovers) else passage.place)
    return f" Begitu juga di {listing(told.values(), _PLACES)}." if told else ""


def _advice(kinds: list[Leftover], first: Passage) -> str:
    """What to do about leftovers of these kinds, "" for what the page says."""
    known = {n.kind for n in kinds}
    if known <= {"judul", "pokok"}:
        return "Ganti judulnya menurut isi tabel, juga di Daftar Tabel."
    if known == {"nama"}:
        return "Ganti dengan nama yang benar, dan periksa apakah isinya memang tentang instansi ini."
    if known == {"menunggu"}:
        return "Tulis ulang kalimat itu menurut keadaan pada akhir masa laporan: hasilnya, atau bahwa hasil itu belum diterima."
    if known == {"setahun"}:
        return "Ganti dengan masa laporan ini."
    if known == {"upaya"}:
        return f"Bila itu rencana, tulis {kinds[0].right}; bila upaya yang sudah dilakukan, tulis sebagai hal yang sudah dilakukan."
    return "" if first.quote is not None else "Ganti dengan triwulan, tahun atau nama yang benar, dan periksa apakah isi kalimatnya masih berlaku."


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
                first.spot, f"{first.place}: {thing.text} disebut {words} untuk {leftover.printed}, sedangkan {result.place} mencetak realisasi {result.text} untuk {leftover.right}.",
                advice=f"Tulis hasil {leftover.right} di kalimat ini, sama dengan yang tercetak di tempat lain.", found=first.text, expected=result.text,
                related=addresses([*empty[1:], passage.quote, result]))


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
    "tahun": "tercetak tahun", "masa": "tercetak masa", "judul": "judul menyebut", "pokok": "judul menyebut", "laporan": "tercetak laporan kinerja tahun", "renja": "tercetak Renja tahun",
}


def _words(leftover: Leftover, text: str) -> str:
    if leftover.kind == "menunggu":
        return f"{leftover.printed} disebut masih akan datang, {leftover.note}"
    printed = f'"{leftover.printed}"' if leftover.kind in ("rencana", "lama", "upaya", "setahun", "pokok") else _blamed(leftover, text) if leftover.kind == "nama" else leftover.printed
    return f"{_SAID.get(leftover.kind, 'tercetak')} {printed}, {leftover.note or f'seharusnya {leftover.right}'}"
