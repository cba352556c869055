"""LK322: totals of staff that differ between the tables that count them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from lkjip_xl.check import Check, CheckRow
from lkjip_xl.quotes.people import Group, groups, is_total, status, takes_in_all
from lkjip_xl.rules._sound import sound
from lkjip_xl.rules._staff import listed_sum
from lkjip_xl.rules.rule import Hit, rule
from lkjip_xl.values import angka


@rule("LK322", "Jumlah pegawai berbeda antarrekapitulasi")
def staff_totals_differ(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    Jumlah seluruh pegawai yang berbeda antara rekapitulasi menurut golongan, pendidikan, jenis kelamin, status, dan jumlah
    yang disebut dalam teks. Rekapitulasi golongan yang hanya memuat PNS boleh lebih kecil sebanyak pegawai bukan PNS.
    Rekapitulasi jabatan, eselon dan unit kerja tidak harus memuat semua pegawai.

    ## Mengapa penting

    Semua tabel itu menghitung orang yang sama. Jumlah yang berbeda berarti salah satunya dari tahun lain atau salah hitung.

    ## Cara memperbaiki

    Tentukan jumlah pegawai yang benar pada akhir tahun, lalu samakan semua rekapitulasi.

    ## Dasar hukum

    Tidak ada; satu hal hanya mempunyai satu jumlah.
    """
    if not sound(check, "RekapPegawai", "dasar", "kategori", "banyak"):
        return
    totals = [t for g in groups(check) if takes_in_all(g) for t in _totals(check, g)]
    if len({t.number for t in totals}) < 2:
        return
    staff = len(list(check.rows("Pegawai")))
    right = _right(totals, staff)
    others = _not_civil(check)
    odd = [t for t in totals if t.number != right and right not in t.sums and not (t.basis == "golongan" and t.number == right - others)]
    if odd:
        yield _hit(odd, right, [t for t in totals if t.number == right], listed=staff == right)


@dataclass(frozen=True, slots=True)
class _Total:
    row: CheckRow
    basis: str
    number: Fraction
    sums: tuple[Fraction | None, ...]
    """What its rows add up to, as printed (the total is then LK216's) and by the staff list (its rows are then LK321's)."""

    @property
    def name(self) -> str:
        place = self.row.text("tempat")
        return f"{'seluruhnya' if self.basis == 'seluruhnya' else f'menurut {self.basis}'}{f' di {place}' if place else ''}"


def _totals(check: Check, group: Group) -> Iterator[_Total]:
    rows = [r for r in group.rows if is_total(r)]
    for row in rows:
        number = row.number("banyak")
        if number is not None and (group.basis == "seluruhnya" or len(rows) == 1):
            yield _Total(row, group.basis, number, () if group.basis == "seluruhnya" else (group.sum("banyak"), listed_sum(check, group)))


def _right(totals: list[_Total], staff: int) -> Fraction:
    """The length of the staff list when a total gives it, else the number most totals give, else the first."""
    if any(t.number == staff for t in totals):
        return Fraction(staff)
    counted = Counter(t.number for t in totals)
    return max(counted, key=lambda n: (counted[n], -[t.number for t in totals].index(n)))


def _not_civil(check: Check) -> Fraction:
    """Staff that has no golongan: PPPK, honorer, contracts."""
    listed = sum(status(r.text("status_pegawai")) not in ("", "PNS", "CPNS") for r in check.rows("Pegawai"))
    if listed:
        return Fraction(listed)
    rows = [r for r in check.rows("RekapPegawai") if r.text("dasar") == "status" and status(r.text("kategori")) not in ("", "PNS", "CPNS")]
    return sum((n for r in rows if (n := r.number("banyak")) is not None), Fraction(0))


def _hit(odd: list[_Total], right: Fraction, agree: list[_Total], *, listed: bool) -> Hit:
    first = odd[0]
    more = "".join(f"; {t.name} {angka(t.number)}" for t in odd[1:6])
    told = agree[0].name + (f" dan {len(agree) - 1} rekapitulasi lain" if len(agree) > 1 else "") + (" serta daftar pegawai" if listed else "")
    return Hit(
        first.row.spot("banyak"), f"Jumlah pegawai {first.name} {angka(first.number)}{more}, sedangkan {told} {angka(right)}.", found=angka(first.number), expected=angka(right),
        related=tuple(t.row.address("banyak") for t in (*odd[1:], *agree)))
