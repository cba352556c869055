"""LK618: quarters, years and names of places in prose that belong to another report."""

from __future__ import annotations

from collections.abc import Iterator

from lkjip_xl.check import Check
from lkjip_xl.findings import Severity
from lkjip_xl.quotes import ledger
from lkjip_xl.rules._leftovers import Leftover, Reader, reader
from lkjip_xl.rules._prose import Passage, also, grouped, marked, quoted, rest, short, written
from lkjip_xl.rules.rule import Hit, rule
from lkjip_xl.rules.year_printed_differs import right_text


@rule("LK618", "Sisa laporan lain: tahun, triwulan, instansi", Severity.WARNING)
def leftover_of_other_report(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    Kalimat, judul dan pernyataan yang menyebut triwulan, tahun, masa Renstra, kecamatan, kabupaten atau instansi lain daripada
    yang seharusnya, misalnya "hasil capaian Triwulan Pertama" dalam laporan Triwulan II, dan judul tabel yang menyebut sasaran
    lain daripada yang dimuat tabelnya. Kutipan dibandingkan dengan kolom Tahun dan Periode barisnya, bila kosong dengan lembar
    Identitas. Nomor peraturan, tanggal surat, perbandingan dengan waktu lain dan rencana tidak dilaporkan. Sisa yang sama di
    beberapa tempat dilaporkan sekali. Baris tahun dan periode diperiksa LK613.

    ## Mengapa penting

    Kalimat itu tersalin dari laporan lain; pembaca tidak tahu apakah isinya tentang periode dan instansi ini.

    ## Cara memperbaiki

    Ganti dengan triwulan, tahun atau nama yang benar, dan periksa apakah isi kalimatnya masih berlaku. Bila kalimat itu memang
    tentang tahun atau triwulan lain, isi kolom Tahun, Periode atau Peran baris kutipannya.

    ## Dasar hukum

    Tidak ada.
    """
    known = reader(check)
    for leftover, group in grouped(_found(check, known)):
        first = group[0]
        yield Hit(
            marked(first.spot, f"{leftover.kind} {leftover.printed}"), f"{first.place}: {_words(leftover)} Kalimatnya: \"{short(first.text)}\".{also(group)}",
            found=leftover.printed, expected=leftover.right, related=rest(group))


def _found(check: Check, known: Reader) -> Iterator[tuple[Leftover, Passage]]:
    told = {q.printed_row for q in ledger(check).quotes if q.besaran in ("tahun", "periode") and q.ours and not q.other_year and right_text(check, q)}
    for passage in quoted(check, "kalimat", "judul", "keadaan"):
        if passage.quote is not None and passage.quote.printed_row not in told:  # else LK613 tells it
            yield from ((leftover, passage) for leftover in dict.fromkeys(known.of_quote(passage.quote)))
    for passage in written(check):
        yield from ((leftover, passage) for leftover in dict.fromkeys(known.of_text(passage)))


def _words(leftover: Leftover) -> str:
    what = {"periode": "tercetak", "tahun": "tercetak tahun", "masa": "tercetak masa", "nama": "tercetak", "judul": "judul menyebut"}[leftover.kind]
    return f"{what} {leftover.printed}, seharusnya {leftover.right}."


