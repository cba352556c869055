"""LK605: quotations about something that is in no sheet."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from difflib import get_close_matches

from lkjip_xl.check import Check
from lkjip_xl.findings import Severity
from lkjip_xl.quotes import PROSE, Ledger, Quote, bare, ledger, meng_folded, names, normal
from lkjip_xl.quotes.names import words_of
from lkjip_xl.rules._quoted import addresses, listing, others
from lkjip_xl.rules.rule import Hit, rule
from lkjip_xl.spec.lists import nomenclature
from lkjip_xl.values import code_canonical

_FREE = frozenset({
    "nama", "pembilang", "penyebut", "tahun", "periode", "kategori", "satuan", "jumlah", "persen", "nilai", "batas kelas", "nomor", "tertinggi", "terendah", "simpulan",
    "predikat nilai", *PROSE,
})
"""Besaran that may be of anything, in no sheet: titles, counts of people, statements."""


@rule("LK605", "Objek kutipan tidak ada di lembar mana pun", Severity.WARNING)
def object_unknown(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    Kutipan target, capaian, pagu, induk dan sejenisnya, atau baris daftar lengkap, untuk ID, kode atau nama yang tidak ada di
    lembar Renstra maupun Anggaran; juga nama yang jelas nama indikator (persentase …, atau indeks, nilai, jumlah, rasio … di
    baris "Indikator …") tetapi bukan indikator Renstra, bukan indikator anggaran, dan tidak mirip salah satunya. Nama yang
    tercetak sebagai induk yang keliru dilaporkan sebagai LK609. Beberapa nama asing dalam satu daftar dilaporkan sekali. Bila nama
    yang tidak dianggarkan tercetak bersama kegiatan lain dari program itu, kegiatan yang dianggarkan tetapi tidak tercetak di sana
    disebut. Milik pembanding, wilayah dan dinas lain tidak diperiksa.

    ## Mengapa penting

    Angka itu tidak dapat dicocokkan: barisnya mungkin salah salin, atau kegiatannya tidak dianggarkan.

    ## Cara memperbaiki

    Betulkan objeknya bila salah ketik. Bila laporan memang mencetak nama itu, ganti dengan nama di Renstra (tujuan, sasaran,
    indikator) atau di DPA (program, kegiatan, sub kegiatan), atau hapus barisnya.

    ## Dasar hukum

    Tidak ada.
    """
    if not {"Renstra", "Anggaran"} <= check.layout.tables.keys():
        return
    book = ledger(check)
    blamed = names(book).wrong_parents()
    groups: dict[tuple[object, ...], list[Quote]] = defaultdict(list)
    for q in book.quotes:
        if q.ours and q.thing.rest and not all(meng_folded(part) in blamed for part in q.thing.rest):
            groups[q.thing.key].append(q)
    lists: dict[str, list[list[Quote]]] = defaultdict(list)
    for group in groups.values():
        if all(q.besaran == "nama" and q.complete for q in group):
            lists[normal(group[0].table)].append(group)
        elif any(q.besaran not in _FREE or (q.besaran == "nama" and q.complete) for q in group) or (any(_indikator(q) for q in group) and not _known_indikator(book, group[0].text)):
            yield _hit(book, group)
    for found in lists.values():
        yield _hit(book, found[0]) if len(found) == 1 else _whole(book, found)


def _whole(book: Ledger, found: list[list[Quote]]) -> Hit:
    """Rows of one list that are all unknown: one finding, which tells of a row whose matter no sheet has."""
    first, listed = found[0][0], [q for group in found for q in group]
    told = listing((f"\"{group[0].thing.rest[0]}\"" for group in found), 8)
    known = normal(" ".join(_named(book)))
    apart = {group[0].thing.rest[0]: '", "'.join(words) for group in found if len(words := [w for w in words_of(group[0].text)[1:] if len(w) >= _MATTER and w not in known]) > 1}
    alone = "".join(f" Kata \"{words}\" dari \"{name}\" tidak ada dalam nama atau indikator mana pun di kedua lembar itu." for name, words in apart.items()) if len(apart) < len(found) else ""
    return Hit(
        first.spot, f"{first.table}: {len(found)} nama dalam daftar ini tidak ada di lembar Renstra maupun Anggaran: {told}.{alone}", found=told,
        related=addresses(q for q in listed if q is not first))


_MATTER = 5
"""Letters of a word that tells what a name is about."""


def _named(book: Ledger) -> list[str]:
    """Names and indikator of Renstra and Anggaran."""
    plan = [str(row.get("uraian")) for row in book.things.plan.values()]
    return [*plan, *(t for node, row in book.things.budget.items() for t in (*book.things.names(node), row.get("indikator"), row.get("kinerja")) if isinstance(t, str))]


_SHARE = re.compile(r"\s*(?:persentase|prosentase|presentase|persentasi)\s+\w+", re.IGNORECASE)
_MEASURE = re.compile(r"\s*(?:indeks|nilai|jumlah|rasio|angka|tingkat)\s+\w+", re.IGNORECASE)
_NEAR = 0.75


def _indikator(q: Quote) -> bool:
    """Is it the name of an indikator: a share of something, or a measure that its row calls one."""
    if q.besaran != "nama" or normal(q.text) != normal(q.thing.rest[0]):
        return False
    return _SHARE.match(q.text) is not None or (_MEASURE.match(q.text) is not None and "indikator" in q.line.casefold())


def _known_indikator(book: Ledger, text: str) -> bool:
    """Is there an indikator in Renstra or Anggaran with nearly this name."""
    return bool(get_close_matches(normal(text), [normal(n) for n in _named(book)], 1, _NEAR))


def _instead(book: Ledger, q: Quote, official: str) -> str:
    """The budgeted rows beside an unbudgeted one that its line, which names others of them, leaves out."""
    above, depth = official.rpartition(".")[0] + ".", official.count(".")
    codes = {node: code_canonical(kode) or "" for node, row in book.things.budget.items() if isinstance(kode := row.get("kode"), str)}
    beside = [node for node, kode in codes.items() if kode.startswith(above) and kode.count(".") == depth]
    printed = {node for o in book.by_row[q.printed_row] for node in o.thing.nodes}
    lacking = [node for node in beside if node not in printed]
    told = listing((f"{codes[node]} {book.things.names(node)[0]}" for node in lacking), 3)
    return f" Yang dianggarkan tetapi tidak tercetak di baris itu: {told}." if lacking and printed.intersection(beside) else ""


def _hit(book: Ledger, group: list[Quote]) -> Hit:
    first = group[0]
    name = first.thing.rest[0]
    official = next((n.kode for n in nomenclature() if bare(n.nama) == bare(name)), "")
    known = {normal(n): (n, node) for node in book.things.budget for n in book.things.names(node)}
    close = get_close_matches(normal(name), known, 1, _NEAR)
    told = f" Nama itu ada di nomenklatur dengan kode {official}, tetapi tidak dianggarkan di lembar Anggaran.{_instead(book, first, official)}" if official else ""
    told += f" Yang mirip: {known[close[0]][0]}." if close else ""
    lines = {(q.table, q.line) for q in group}
    return Hit(
        first.spot, f"{first.place}: \"{name}\" tidak ada di lembar Renstra maupun Anggaran.{told}{others(len(lines) - 1)}", found=name,
        related=addresses(q for q in group if q is not first), uses=tuple(("Anggaran", known[c][1], "uraian") for c in close),
    )
