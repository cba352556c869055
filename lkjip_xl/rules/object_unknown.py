"""LK605: quotations about something that is in no sheet."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from difflib import get_close_matches

from lkjip_xl.check import Check
from lkjip_xl.findings import Severity
from lkjip_xl.quotes import PROSE, Ledger, Quote, bare, ledger, meng_folded, names, normal
from lkjip_xl.rules._quoted import addresses, others
from lkjip_xl.rules.rule import Hit, rule
from lkjip_xl.spec.lists import nomenclature

_FREE = frozenset({
    "nama", "pembilang", "penyebut", "tahun", "periode", "kategori", "satuan", "jumlah", "persen", "nilai", "batas kelas", "nomor", "tertinggi", "terendah", "simpulan",
    "predikat nilai", *PROSE,
})
"""Besaran that may be of anything, in no sheet: titles, counts of people, statements."""


@rule("LK605", "Objek kutipan tidak ada di lembar mana pun", Severity.WARNING)
def object_unknown(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    Kutipan target, capaian, pagu, induk dan sejenisnya, atau baris daftar lengkap, untuk ID, kode atau nama yang tidak ada di
    lembar Renstra maupun Anggaran. Nama yang tercetak sebagai induk yang keliru dilaporkan sebagai LK609. Milik pembanding,
    wilayah dan dinas lain tidak diperiksa.

    ## Mengapa penting

    Angka itu tidak dapat dicocokkan: barisnya mungkin salah salin, atau kegiatannya tidak dianggarkan.

    ## Cara memperbaiki

    Betulkan objeknya bila salah ketik. Bila laporan memang mencetak nama itu, ganti dengan nama di DPA atau hapus barisnya.

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
    for group in groups.values():
        if any(q.besaran not in _FREE or (q.besaran == "nama" and q.complete) for q in group):
            yield _hit(book, group)


def _hit(book: Ledger, group: list[Quote]) -> Hit:
    first = group[0]
    name = first.thing.rest[0]
    official = next((n.kode for n in nomenclature() if bare(n.nama) == bare(name)), "")
    known = {normal(n): (n, node) for node in book.things.budget for n in book.things.names(node)}
    close = get_close_matches(normal(name), known, 1, 0.75) if not official else []
    told = f" Nama itu ada di nomenklatur dengan kode {official}, tetapi tidak dianggarkan di lembar Anggaran." if official else ""
    told += f" Yang mirip: {known[close[0]][0]}." if close else ""
    lines = {(q.table, q.line) for q in group}
    return Hit(
        first.spot, f"{first.place}: \"{name}\" tidak ada di lembar Renstra maupun Anggaran.{told}{others(len(lines) - 1)}", found=name,
        related=addresses(q for q in group if q is not first), uses=tuple(("Anggaran", known[c][1], "uraian") for c in close),
    )
