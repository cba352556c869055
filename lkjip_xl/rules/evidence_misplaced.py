"""LK338: a row of Data Dukung that belongs to another indikator, or differs in kind from the other rows of its own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from lkjip_xl.check import Check, CheckRow
from lkjip_xl.findings import Severity
from lkjip_xl.quotes import normal
from lkjip_xl.rules._quoted import listing
from lkjip_xl.rules._sound import sound
from lkjip_xl.rules.rule import Hit, rule

_LONG = 8
"""Letters of a source that tell it from others: `SKM` or `PPID` may stand for many."""


@rule("LK338", "Baris Data Dukung tidak cocok dengan indikatornya", Severity.WARNING)
def evidence_misplaced(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    Baris Data Dukung yang sumbernya menurut lembar IKU adalah sumber data indikator lain, bukan sumber indikator di kolom ID;
    baris yang hanya berisi nilai, sedangkan baris lain indikator itu berisi pembilang dan penyebut (atau sebaliknya); baris
    berpembilang tanpa penyebut, sedangkan semua baris lain indikator itu berpenyebut; dan baris yang tidak berisi pembilang maupun nilai.

    ## Mengapa penting

    Bukti yang tercatat pada indikator lain membuat dua indikator tidak dapat ditelusuri sekaligus.

    ## Cara memperbaiki

    Pilih ID indikator yang dibuktikan baris itu, atau lengkapi angkanya. Bila sumbernya memang dipakai bersama, tulis juga di lembar IKU.

    ## Dasar hukum

    Tidak ada; ini kecocokan antarlembar.
    """
    if not sound(check, "DataDukung", "id", "pembilang", "penyebut", "nilai", "sumber"):
        return
    groups: dict[str, list[CheckRow]] = defaultdict(list)
    for row in check.rows("DataDukung"):
        groups[row.text("id").casefold()].append(row)
    for rows in groups.values():
        for row in rows:
            hit = _of_another(check, row) or _of_another_kind(row, rows) or _half(row, rows) or _empty(row, rows)
            if hit is not None:
                yield hit


def _of_another(check: Check, row: CheckRow) -> Hit | None:
    """The source of the row is the one that IKU names for others, and not the one it names for this indikator."""
    own, source = check.by_id("IKU", row.text("id")), normal(row.text("sumber"))
    if own is None or not own.text("sumber_data") or len(source) < _LONG or _shares(source, normal(own.text("sumber_data"))):
        return None
    others = [iku for iku in check.rows("IKU") if normal(iku.text("sumber_data")) == source]
    if not others:
        return None
    names = listing(iku.text("id") for iku in others)
    return Hit(
        row.spot("id"), f"Baris Data Dukung ini berkolom ID {row.text('id')}, padahal sumbernya \"{row.text('sumber')}\" adalah sumber data {names} di lembar IKU; "
        f"sumber data {row.text('id')} ialah \"{own.text('sumber_data')}\".",
        found=row.text("id"), expected=names, related=(row.address("sumber"), *(iku.address("sumber_data") for iku in (own, *others))))


def _shares(a: str, b: str) -> bool:
    return a in b or b in a


def _of_another_kind(row: CheckRow, rows: list[CheckRow]) -> Hit | None:
    """A score among counts, or counts among scores: the fewer are told."""
    kinds = {r.index: r["pembilang"] == "" for r in rows if r["nilai"] != "" or r["pembilang"] != ""}
    mine = kinds.get(row.index)
    alike = sum(kind == mine for kind in kinds.values())
    if mine is None or alike == len(kinds) or 2 * alike > len(kinds):
        return None
    what, theirs = ("nilai saja", "pembilang") if mine else ("pembilang", "nilai saja")
    return Hit(
        row.spot("nilai" if mine else "pembilang"), f"Baris Data Dukung {row.text('id')} ini berisi {what}, sedangkan baris lain indikator itu berisi {theirs}: keduanya tidak dapat digabung.",
        related=(row.address("id"), *(r.address("pembilang" if mine else "nilai") for r in rows if kinds.get(r.index) is (not mine))))


def _half(row: CheckRow, rows: list[CheckRow]) -> Hit | None:
    """A part without its whole among rows that all have one."""
    others = [r for r in rows if r is not row and r["pembilang"] != ""]
    if not others or row["pembilang"] == "" or row["penyebut"] != "" or any(r["penyebut"] == "" for r in others):
        return None
    return Hit(
        row.spot("penyebut"), f"Penyebut baris Data Dukung {row.text('id')} ini kosong, padahal {len(others)} baris lain indikator itu mempunyai penyebut.",
        related=tuple(r.address("penyebut") for r in others[:5]))


def _empty(row: CheckRow, rows: list[CheckRow]) -> Hit | None:
    """A row that proves nothing: neither a count nor a score."""
    if not row.text("id") or row["pembilang"] != "" or row["nilai"] != "":
        return None
    counts = row["penyebut"] != "" or row.text("jenis") in ("persen", "rasio") or any(r["pembilang"] != "" for r in rows)
    key, word = ("pembilang", "pembilangnya") if counts else ("nilai", "nilainya")
    return Hit(row.spot(key), f"Baris Data Dukung {row.text('id')} ini belum memuat angka: {word} kosong.", found="kosong", advice="Isi angkanya, atau hapus baris itu bila tidak ada buktinya.")
