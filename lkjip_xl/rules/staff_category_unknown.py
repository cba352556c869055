"""LK332: categories of staff that no one can be counted in, or that stand twice."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from lkjip_xl.check import Check, CheckRow
from lkjip_xl.findings import Severity
from lkjip_xl.quotes import normal
from lkjip_xl.quotes.people import Group, category_key, groups, is_total
from lkjip_xl.rules._sound import sound
from lkjip_xl.rules.rule import Hit, rule

_LEAST = 2
"""Known categories that a group must have before another one is called unknown."""


@rule("LK332", "Kategori pegawai tidak dikenal atau rangkap", Severity.WARNING)
def staff_category_unknown(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    Baris rekapitulasi pegawai menurut golongan, pendidikan, jenis kelamin atau status yang kategorinya tidak dikenal, padahal baris
    lainnya dikenal (juga golongan dengan kata lain di belakangnya, seperti III/a Kelurahan), dan kategori yang tertulis dua kali dengan
    sebutan lain (II/a dan Pengatur Muda). Kategori lain-lain, honorer, kontrak dan sejenisnya tidak dilaporkan.

    ## Mengapa penting

    Pegawai pada kategori yang tidak dikenal tidak dapat dicocokkan dengan daftar pegawai, dan kategori rangkap menghitung orang dua kali.

    ## Cara memperbaiki

    Tulis kategori seperti dalam daftar (III/a, S-1, L, PNS), satu baris untuk satu kategori; baris jumlah bernama Jumlah.

    ## Dasar hukum

    Tidak ada; golongan dan pendidikan menurut sebutan kepegawaian.
    """
    if not sound(check, "RekapPegawai", "dasar", "kategori"):
        return
    for group in groups(check):
        keys = [(row, category_key(group.basis, row.text("kategori"))) for row in group.rows if not is_total(row)]
        known = [key for _, key in keys if key]
        if len(known) >= (1 if group.basis == "jenis kelamin" else _LEAST):
            yield from _unknown(group, [row for row, key in keys if key == ""])
        yield from _doubled([(row, key) for row, key in keys if key])


def _unknown(group: Group, rows: list[CheckRow]) -> Iterator[Hit]:
    for row in rows:
        others = group.sum("banyak")
        number = row.number("banyak")
        whole = number is not None and number > 0 and others == 2 * number and group.total is None and len(group.parts) > _LEAST
        told = " Angkanya sama dengan jumlah baris lain: mungkin ini baris Jumlah." if whole else ""
        yield Hit(
            row.spot("kategori"), f'Kategori "{row.text("kategori")}" bukan {group.basis} yang dikenal.{told}', found=row.text("kategori"), expected="Jumlah" if whole else "",
            related=(row.address("banyak"),))


def _doubled(keys: list[tuple[CheckRow, str]]) -> Iterator[Hit]:
    first: dict[str, CheckRow] = {}
    for row, key in keys:
        other = first.setdefault(key, row)
        if other is not row and not (normal(other.text("kategori")) == normal(row.text("kategori")) and Fraction(0) in (other.number("banyak"), row.number("banyak"))):
            yield Hit(
                row.spot("kategori"), f'Kategori "{row.text("kategori")}" sama dengan "{other.text("kategori")}" di baris {other.row.row}.', found=row.text("kategori"),
                related=(other.address("kategori"),))
