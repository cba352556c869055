"""LK336: a follow-up of the evaluation that does not fit its recommendation or what the workbook shows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from lkjip_xl.check import Check, CheckRow
from lkjip_xl.findings import Severity
from lkjip_xl.quotes import Ledger, Quote, ledger
from lkjip_xl.quotes.text import normal
from lkjip_xl.rules._follow_up import documents, left_out
from lkjip_xl.rules._prose import marked
from lkjip_xl.rules._quoted import addresses
from lkjip_xl.rules._sound import sound
from lkjip_xl.rules.chapter_missing import parts_missing
from lkjip_xl.rules.rule import Hit, rule
from lkjip_xl.values import poin

_COLUMNS = ("lhe_nomor", "lhe_tanggal", "komponen", "rekomendasi", "rencana", "target", "status_tl", "progres")
_NEVER_FAR = re.compile(r"\btidak\s+(?:lagi\s+)?terjadi\b[^.;]*?\bjauh\s+(?:melebihi|lebih|melampaui|di\s?atas|di\s?bawah|dari)\b[^.;]*\btarget", re.IGNORECASE)
_FAR_ABOVE, _FAR_BELOW = Fraction(2), Fraction(1, 2)
"""Capaian that nobody calls near the target."""
_ORDER = re.compile(r"\b(?:mengacu|berpedoman|sesuai|berdasarkan|mempedomani)\b[^.;]*\b53\s*(?:tahun\s*|/\s*)2014\b", re.IGNORECASE)
_AGAINST_PLAN = re.compile(r"\b(?:per|mem)banding\w*\b[^.;]*\brenstra\b|\bsesuai\s+dengan\s+target\b[^.;]*\brenstra\b", re.IGNORECASE)
_LAST_CHAPTER = re.compile(r"\bbab\s+iv\b[^.;]*?\bcapaian\b[^.;]*?\bper\s+indikator\b", re.IGNORECASE)
_REPORT = re.compile(r"\b(?:lkj(?:ip)?|lakip|laporan\s+kinerja)\b", re.IGNORECASE)


@rule("LK336", "Tindak lanjut tidak sesuai rekomendasi atau isi laporan", Severity.WARNING)
def follow_up_contradicts(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    Baris lembar Tindak Lanjut yang tidak cocok dengan rekomendasinya atau dengan isi buku kerja: nomor dan tanggal LHE kosong di
    semua baris; dokumen yang diminta rekomendasi dan rencana aksi tetapi tidak ada dalam target dan progres; status Selesai
    padahal progresnya hanya menyebut sebagian dokumen target; status Selesai untuk "tidak terjadi lagi realisasi yang jauh dari
    target" padahal capaian suatu indikator 200 % ke atas atau 50 % ke bawah; progres yang menyatakan mengikuti PermenPAN-RB
    53/2014, atau status Selesai untuk pembandingan dengan target Renstra, padahal bagian Bab III itu belum ada; Bab IV yang diminta
    memuat capaian per indikator padahal tidak satu pun indikatornya dikutip di sana dengan capaian.

    ## Mengapa penting

    Matriks ini diperiksa pada evaluasi berikutnya. Tindak lanjut yang disebut selesai padahal belum akan menjadi temuan lagi.

    ## Cara memperbaiki

    Lengkapi tindak lanjutnya, atau ubah statusnya menjadi Proses.

    ## Dasar hukum

    Tidak ada.
    """
    rows = list(check.rows("TindakLanjut")) if sound(check, "TindakLanjut", *_COLUMNS) else []
    if not rows:
        return
    yield from _unnamed(rows)
    book = ledger(check)
    for row in rows:
        yield from _documents(row)
        yield from _far(check, row)
        yield from _parts(check, row)
        yield from _against_plan(book, row)
        yield from _last_chapter(book, row)


def _unnamed(rows: list[CheckRow]) -> Iterator[Hit]:
    """No row says which evaluation it answers."""
    if all(row["lhe_nomor"] == "" and row["lhe_tanggal"] == "" for row in rows):
        empty = [key for key in ("lhe_nomor", "lhe_tanggal", "komponen") if all(row[key] == "" for row in rows)]
        first = rows[0]
        names = ", ".join(first.table[key].header for key in empty)
        yield Hit(
            first.spot("lhe_nomor"), f"{names} kosong di semua {len(rows)} baris, sehingga LHE yang ditindaklanjuti tidak dapat dikenali.",
            advice=f"Isi {names} menurut LHE tahun sebelumnya.", found="kosong", related=tuple(first.address(key) for key in empty[1:]))


def _documents(row: CheckRow) -> Iterator[Hit]:
    advice, plan, target, progress = (row.text(key) for key in ("rekomendasi", "rencana", "target", "progres"))
    asked, lacking = left_out(advice, plan, target, progress)
    if lacking:
        yield Hit(
            row.spot("target"), f"{_who(row)} dan rencana aksinya menyebut {_listed(asked)}, sedangkan targetnya \"{target}\" dan progresnya tidak menyebut {_listed(lacking)}.",
            found=target, expected=_listed(asked), related=(row.address("progres"),))
    promised, told = documents(target), documents(progress)
    undone = [d for d in promised if d not in told]
    if _done(row) and len(promised) > 1 and undone and len(undone) < len(promised):
        yield Hit(
            row.spot("progres"), f"{_who(row)} berstatus Selesai dengan target \"{target}\", sedangkan progresnya hanya menyebut {_listed([d for d in promised if d in told])}; "
            f"{_listed(undone)} tidak disebut.", found=progress, related=(row.address("target"), row.address("status_tl")))


def _far(check: Check, row: CheckRow) -> Iterator[Hit]:
    """`tidak terjadi lagi realisasi yang jauh melebihi target` is done, and it happened again."""
    found = _NEVER_FAR.search(row.text("rekomendasi")) if _done(row) and check.annual else None
    far = [(r, v) for r in check.rows("Pengukuran") if isinstance(v := r.right("capaian"), Fraction) and (v >= _FAR_ABOVE or v <= _FAR_BELOW)] if found else []
    if far:
        told = ", ".join(f"{r.subject} {poin(100 * v)}" for r, v in far)
        yield Hit(
            row.spot("status_tl"), f"{_who(row)} berstatus Selesai, yaitu agar tidak terjadi lagi realisasi yang jauh dari target, padahal capaian tahun {check.year} masih jauh dari target: {told}.",
            found=row.text("status_tl"), uses=tuple(r.cell("capaian") for r, _ in far))


def _parts(check: Check, row: CheckRow) -> Iterator[Hit]:
    """The order on reports is said to be followed while parts of its Bab III are missing."""
    claim = _ORDER.search(row.text("progres")) if check.annual else None
    missing = parts_missing(check) if claim else []
    if missing:
        yield Hit(
            marked(row.spot("progres"), "Bab III"), f"Progres {_who(row).casefold()} menyebut laporan disusun mengacu PermenPAN-RB 53/2014, padahal Bab III belum lengkap: {'; '.join(missing)}.",
            found=row.text("progres"))


def _against_plan(book: Ledger, row: CheckRow) -> Iterator[Hit]:
    """The comparison with the end of the plan is done, and what is called the end holds the targets of another year."""
    if not (_done(row) and _AGAINST_PLAN.search(row.text("rekomendasi"))):
        return
    for q in book.quotes:
        title = book.title(q) if q.besaran == "target akhir renstra" and q.ours else None
        year = book.title_year(title) if title is not None else None
        if title is not None and year is not None:
            end = book.check.form("Identitas", "renstra_akhir")
            yield Hit(
                marked(row.spot("status_tl"), "Renstra"), f"{_who(row)} (pembandingan dengan target Renstra) berstatus Selesai, padahal \"target akhir Renstra\" di {title.table} "
                f"adalah target tahun {year}, sedangkan Renstra berakhir tahun {int(end)}.", found=row.text("status_tl"), related=(title.address, q.address))
            return


def _last_chapter(book: Ledger, row: CheckRow) -> Iterator[Hit]:
    """Bab IV was to give the capaian of each indikator, and names them without any."""
    year, told = str(book.check.year), f"{row.text('target')} {row.text('progres')}"
    ours = _done(row) or (_REPORT.search(told) is not None and year in f"{told} {row.text('rencana')}")
    quoted = [q for q in book.quotes if normal(q.table).startswith("babiv") and q.ours and not q.other_year and len(q.thing.ids) == 1] if ours else []
    if not quoted or not _LAST_CHAPTER.search(row.text("rekomendasi")):
        return
    named: dict[str, list[Quote]] = {}
    for q in quoted:
        named.setdefault(q.thing.ids[0], []).append(q)
    without_target = [i for i, group in named.items() if all(q.besaran != "target" for q in group)]
    if len(named) > 1 and without_target and all(q.besaran not in ("capaian", "kategori") for q in quoted):
        yield Hit(
            marked(row.spot("progres"), "Bab IV"), f"{_who(row)} meminta Bab IV memuat capaian per indikator, padahal kutipan Bab IV tidak memuat capaian satu pun dari {_listed(list(named))}, "
            f"dan tanpa target {_listed(without_target)}.", found=row.text("progres"), related=addresses(group[0] for group in named.values()))


def _done(row: CheckRow) -> bool:
    return row.text("status_tl").casefold() == "selesai"


def _who(row: CheckRow) -> str:
    return f"Rekomendasi {row.subject}"


def _listed(items: list[str]) -> str:
    return " dan ".join((", ".join(items[:-1]), items[-1])) if len(items) > 1 else items[0]
