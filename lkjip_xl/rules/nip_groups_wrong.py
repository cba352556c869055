"""LK129: a masked NIP that has not the digits of a NIP."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate

from lkjip_xl.check import Check, CheckRow
from lkjip_xl.findings import Severity
from lkjip_xl.rules._cells import MANY, merged
from lkjip_xl.rules._sound import sound
from lkjip_xl.rules.rule import Hit, rule


@rule("LK129", "NIP disamarkan tidak bersusun 8-6-1-3", Severity.WARNING)
def nip_groups_wrong(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    NIP yang disamarkan di daftar pegawai yang banyaknya angka bukan 18, atau yang ditulis dalam empat kelompok lain daripada
    8-6-1-3 (peringatan). Delapan belas angka tanpa spasi tidak dilaporkan.

    ## Mengapa penting

    NIP memuat tanggal lahir, bulan pengangkatan, jenis kelamin dan nomor urut. Angka yang kurang atau lebih berarti NIP di
    laporan salah ketik.

    ## Cara memperbaiki

    Betulkan NIP di laporan menurut data kepegawaian. Di formulir ini cukup susunannya, angka diganti x.

    ## Dasar hukum

    Tidak ada; susunan NIP mengikuti ketentuan kepegawaian.
    """
    hits = [(row, _hit(row, sizes)) for row in (check.rows("Pegawai") if sound(check, "Pegawai", "no", "nip_samar") else ()) if (sizes := _wrong(row))]
    if len(hits) <= MANY:
        yield from (hit for _, hit in hits)
    else:
        yield merged(hits[0][1], [row.spot("nip_samar") for row, _ in hits[1:]], "kolom NIP disamarkan")


_GROUP = re.compile(r"[0-9xX*#•●_]+")
RIGHT = (8, 6, 1, 3)
BOUNDS = set(accumulate(RIGHT))


def _wrong(row: CheckRow) -> list[int]:
    """Sizes of the groups of digits when they are not those of a NIP; none for a cell that holds no NIP."""
    text = re.sub(r"^\s*(?:NIP(?:PPK|\s*PPPK)?|NI\s*PPPK)\b[\s.:]*", "", row.value("nip_samar").raw or row.text("nip_samar"), flags=re.IGNORECASE)
    sizes = [len(g) for g in _GROUP.findall(text)]
    if not sizes or sum(sizes) < 6 or re.search(r"[A-WYZa-wyz]", text):
        return []
    total = sum(sizes)
    right = total == 18 and (len(sizes) != 4 or set(accumulate(sizes)) == BOUNDS)
    return [] if right else sizes


def _hit(row: CheckRow, sizes: list[int]) -> Hit:
    shape = "-".join(str(n) for n in sizes)
    name = row.text("jabatan")
    return Hit(
        row.spot("nip_samar"), f"NIP pegawai no {row.subject}{f' ({name})' if name else ''} bersusun {shape}, seluruhnya {sum(sizes)} angka; NIP bersusun 8-6-1-3, seluruhnya 18 angka.",
        found=shape, expected="8-6-1-3", severity=Severity.ERROR if sum(sizes) != sum(RIGHT) else None)
