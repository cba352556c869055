"""LK335: more persons paid as ASN than the office has staff."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from lkjip_xl.check import Check
from lkjip_xl.engine import CellKey
from lkjip_xl.findings import Severity
from lkjip_xl.quotes import normal
from lkjip_xl.quotes.people import groups, is_total, takes_in_all
from lkjip_xl.rules._budget import tree
from lkjip_xl.rules._official import official_of
from lkjip_xl.rules._sound import sound
from lkjip_xl.rules.rule import Hit, rule
from lkjip_xl.values import angka

_SALARIES = "7.01.01.2.02.0001"
_PERSONS = frozenset({"orang", "pegawai", "asn", "orangasn", "pns"})
"""Satuan that count heads; orang/bulan may count months too."""


@rule("LK335", "Penerima gaji ASN lebih banyak daripada pegawai", Severity.WARNING)
def paid_above_staff(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    Keluaran sub kegiatan Penyediaan Gaji dan Tunjangan ASN dalam satuan orang yang lebih banyak daripada jumlah pegawai menurut semua
    rekapitulasi dan daftar pegawai di lembar Profil. Satuan orang/bulan dan rekapitulasi yang hanya menurut golongan tidak dinilai.

    ## Mengapa penting

    Gaji dibayarkan kepada pegawai yang ada. Salah satu angkanya salah atau dari tahun lain.

    ## Cara memperbaiki

    Cocokkan keduanya dengan daftar gaji dan daftar pegawai. Bila pegawai berkurang dalam tahun ini, jelaskan di laporan.

    ## Dasar hukum

    Tidak ada; ini kecocokan antarlembar.
    """
    if not (sound(check, "Anggaran", "kode", "level", "uraian", "satuan", "k_t", "k_r") and sound(check, "RekapPegawai", "dasar", "kategori", "banyak")):
        return
    staff = _staff(check)
    if staff is None:
        return
    most, cells = staff
    for node in tree(check):
        right, row = official_of(node), node.row
        above = {key: n for key in ("k_t", "k_r") if (n := row.number(key)) is not None and n > most}
        if not above or right is None or right.kode != _SALARIES or normal(row.text("satuan")) not in _PERSONS:
            continue
        words = " dan ".join(f"{'target' if key == 'k_t' else 'realisasi'} {angka(n)} {row.text('satuan')}" for key, n in above.items())
        first, *rest = above
        yield Hit(
            row.spot(first), f"Keluaran {node.name} tertulis {words}, padahal jumlah pegawai di lembar Profil {angka(most)} orang.", found=angka(above[first]), expected=angka(most),
            related=(*(row.address(key) for key in rest), *(check.spot(part, key, index).address for part, index, key in cells)))


def _staff(check: Check) -> tuple[Fraction, list[CellKey]] | None:
    """The largest number of staff that the workbook gives and the cells that give it; None when all of them may count PNS alone."""
    totals = [(g.basis, n, row.cell("banyak")) for g in groups(check) if takes_in_all(g) for row in g.rows if is_total(row) and (n := row.number("banyak")) is not None]
    listed = [row.cell("no") for row in check.rows("Pegawai")]
    if not listed and all(basis == "golongan" for basis, _, _ in totals):
        return None
    most = max([n for _, n, _ in totals] + [Fraction(len(listed))])
    return most, [cell for _, n, cell in totals if n == most] or [listed[0], listed[-1]]
