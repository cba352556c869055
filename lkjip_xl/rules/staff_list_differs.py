"""LK321: a count of staff that the staff list does not give."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from lkjip_xl.check import Check
from lkjip_xl.findings import Severity
from lkjip_xl.quotes.people import COMPLETE, Difference, Group, groups, is_total, takes_in_all
from lkjip_xl.rules._sound import sound
from lkjip_xl.rules._staff import against_list
from lkjip_xl.rules.rule import Hit, rule
from lkjip_xl.values import angka


@rule("LK321", "Rekapitulasi pegawai berbeda dari daftar pegawai")
def staff_list_differs(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    Jumlah pegawai per golongan, eselon, pendidikan, jenis kelamin atau status dalam rekapitulasi yang tidak sama dengan
    banyaknya orang di daftar pegawai. Satu temuan untuk satu dasar pengelompokan. Bila kolom di daftar pegawai hanya terisi
    sebagian, temuannya peringatan. Bila jumlah seluruhnya yang berbeda dari daftar, hanya jumlah itu yang dilaporkan.

    ## Mengapa penting

    Daftar dan rekapitulasi berdiri berdampingan di Bab I. Bila berbeda, salah satunya sudah usang atau salah hitung.

    ## Cara memperbaiki

    Hitung orang di daftar pegawai per kategori dan samakan rekapitulasinya, atau betulkan daftarnya.

    ## Dasar hukum

    Tidak ada; ini kecocokan dua tabel.
    """
    if not (sound(check, "RekapPegawai", "dasar", "kategori", "banyak") and sound(check, "Pegawai", "no", "golongan", "pendidikan", "kelamin", "status_pegawai")):
        return
    staff, every = len(list(check.rows("Pegawai"))), groups(check)
    if not staff:
        return
    totals = [(r, n) for g in every if takes_in_all(g) for r in g.rows if is_total(r) and (n := r.number("banyak")) is not None]
    if totals and all(n != staff for _, n in totals) and len({n for _, n in totals}) == 1:
        row, number = totals[0]
        yield Hit(
            row.spot("banyak"), f"Jumlah pegawai dalam rekapitulasi {angka(number)}, sedangkan daftar pegawai memuat {staff} orang.", found=angka(number), expected=str(staff),
            related=tuple(r.address("banyak") for r, _ in totals[1:]))
        return
    for group in every:
        found = against_list(check, group)
        if found:
            yield _hit(check, group, found)


def _hit(check: Check, group: Group, found: list[Difference]) -> Hit:
    sure = [d for d in found if d.tally.certain]
    shown = [d for d in found if d.impossible]
    first = shown[0]
    named = [*shown, *(d for d in found if not d.impossible and d.tally.low)]
    told = "; ".join(f"{d.row.text('kategori')} {angka(d.printed)}, daftar {_listed(d)}" for d in named[:8])
    more = f" dan {len(named) - 8} lainnya" if len(named) > 8 else ""
    part = "" if sure else f" Kolom {_column(first)} di daftar pegawai belum terisi semua."
    people = (*(d.row.cell("kategori") for d in found), *(r.cell(first.tally.column) for r in check.rows("Pegawai")))
    place = f" ({group.place})" if group.place else ""
    return Hit(
        first.row.spot("banyak"), f"Rekapitulasi pegawai menurut {group.basis}{place} berbeda dari daftar pegawai: {told}{more}.{part}", found=angka(first.printed), expected=_listed(first),
        related=(*(d.row.address("banyak") for d in found if d is not first),), uses=people, severity=None if sure and group.basis in COMPLETE else Severity.WARNING)


def _listed(d: Difference) -> str:
    return angka(Fraction(d.tally.low)) if d.tally.certain else f"paling sedikit {d.tally.low}"


def _column(d: Difference) -> str:
    return {"status_pegawai": "Status", "kelamin": "L/P", "unit": "Unit kerja"}.get(d.tally.column, d.tally.column.capitalize())
