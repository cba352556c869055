"""LK216: a count of staff that its own table denies."""

from __future__ import annotations

from collections.abc import Iterator

from lkjip_xl.check import Check
from lkjip_xl.quotes.people import Group, groups
from lkjip_xl.rules._crosstab import Slip
from lkjip_xl.rules._sound import sound
from lkjip_xl.rules._staff import COLUMNS, slips, told_by_list
from lkjip_xl.rules.rule import Hit, rule
from lkjip_xl.values import angka


@rule("LK216", "Rekapitulasi pegawai tidak menjumlah")
def staff_recap_adds_up(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    Baris rekapitulasi pegawai yang laki-laki ditambah perempuannya tidak sama dengan jumlahnya, dan baris Jumlah yang tidak
    sama dengan baris-baris di atasnya. Golongan III di atas III/a sampai III/d tidak dihitung dua kali. Bila baris yang salah
    sudah dibantah daftar pegawai, temuannya cukup satu (LK321).

    ## Mengapa penting

    Tabel pegawai di Bab I dibaca paling dahulu; jumlah yang salah di sana membuat angka lain diragukan.

    ## Cara memperbaiki

    Hitung ulang baris yang disebut menurut daftar pegawai, lalu betulkan selnya.

    ## Dasar hukum

    Tidak ada; jumlah selalu sama dengan rinciannya.
    """
    if not sound(check, "RekapPegawai", "dasar", "kategori", "laki", "perempuan", "banyak"):
        return
    for group in groups(check):
        yield from (_hit(group, slip) for slip in slips(group) if not told_by_list(check, group, slip))


def _hit(group: Group, slip: Slip) -> Hit:
    name, place = slip.row.text("kategori"), f" ({group.place})" if group.place else ""
    what = f"{name}, {COLUMNS[slip.key]}," if slip.key != "banyak" else name
    if slip.both:
        why = "menurut baris dan jumlah kolomnya"
    elif slip.down:
        why = "menurut baris-baris di atasnya"
    else:
        why = "menurut laki-laki dan perempuannya"
    return Hit(
        slip.row.spot(slip.key), f"Rekapitulasi pegawai menurut {group.basis}{place}: {what} tertulis {angka(slip.printed)}, padahal {why} {angka(slip.right)}.",
        found=angka(slip.printed), expected=angka(slip.right), calculation=slip.work, related=slip.related)
