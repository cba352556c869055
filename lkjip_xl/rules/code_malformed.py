"""LK125: codes that cannot be read, and codes that are not those of the row's level."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from lkjip_xl.check import Check, CheckRow
from lkjip_xl.rules._official import by_code
from lkjip_xl.rules._sound import sound
from lkjip_xl.rules.rule import Hit, rule
from lkjip_xl.spec.lists import Nomenclature
from lkjip_xl.values import code_parts, normal

TABLES = ("Anggaran", "Belanja", "Program")
"""Tables with codes."""
GROUPS = frozenset({"belanjaoperasi", "belanjaoperasional", "belanjalangsung", "belanjatidaklangsung"})
"""Names (letters only) that only a kelompok has."""
_DIGITS = re.compile(r"\d+")
_OFFICES = "unit"
"""Level whose code is that of an office."""


@rule("LK125", "Kode tidak terbaca atau tidak sesuai levelnya")
def code_malformed(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    Kelompok belanja (Belanja Operasi, Belanja Langsung) yang dipilih levelnya jenis.

    Kode di lembar Anggaran, Belanja atau PK yang bukan angka dengan titik (7,01.01 atau 7..01), kode resmi pada baris berlevel lain
    (kode sub kegiatan pada baris kegiatan), kode dengan banyak bagian yang lain daripada semua baris lain selevel, dan kode jenis belanja yang bagian
    terakhirnya nol atau lebih pendek daripada semua baris lain (5.1.0 di antara 5.1.02). Kode unit kerja tidak dinilai panjangnya.

    ## Mengapa penting

    Baris dicari dan digabung menurut kode, dan dijumlahkan menurut level. Kode atau level yang salah menempatkan uangnya di baris lain.

    ## Cara memperbaiki

    Tulis kode seperti dalam DPA, misalnya 7.01.01.2.01.0001, dan pilih level yang sesuai.

    ## Dasar hukum

    Tidak ada; susunan kode menurut nomenklatur yang dipakai DPA.
    """
    misplaced = list(_kinds(check))
    told = {hit.related[0] for hit in misplaced}
    yield from misplaced
    for table in TABLES:
        if not sound(check, table, "kode", *(["level"] if table != "Program" else [])):
            continue
        rows = [(row, code_parts(row.text("kode"))) for row in check.rows(table) if row.text("kode")]
        lengths: dict[str, Counter[int]] = defaultdict(Counter)
        widths: dict[str, Counter[int]] = defaultdict(Counter)
        for row, parts in rows:
            lengths[_level(row)].update([] if parts is None else [len(parts)])
            widths[_level(row)].update([] if parts is None else [_last_width(row)])
        for row, parts in rows:
            official = by_code(row.text("kode")) if table == "Anggaran" else None
            hit = _unreadable(row) if parts is None else _other_level(row, official) if official is not None else _odd_length(row, len(parts), lengths)
            hit = hit or (_odd_width(row, widths[_level(row)]) if table == "Belanja" and parts is not None else None)
            if hit is not None and row.address("kode") not in told:
                yield hit


def _kinds(check: Check) -> Iterator[Hit]:
    """Groups of spending that stand at the level of a kind."""
    for row in check.rows("Belanja") if sound(check, "Belanja", "level", "uraian", "kode") else ():
        if row.text("level").casefold() == "jenis" and normal(row.text("uraian")) in GROUPS:
            yield Hit(
                row.spot("level"), f'Level "{row.text("level")}", padahal {row.text("uraian")} adalah kelompok belanja, yang memuat jenis-jenisnya.', found=row.text("level"), expected="kelompok",
                related=(row.address("kode"), row.address("uraian")))


def _level(row: CheckRow) -> str:
    return row.text("level").casefold() if "level" in row.table.by_key else "program"


def _unreadable(row: CheckRow) -> Hit:
    kode = row.text("kode")
    return Hit(row.spot("kode"), f'Kode "{kode}" tidak dapat dibaca: kode terdiri atas angka yang dipisahkan titik.', found=kode)


def _other_level(row: CheckRow, official: Nomenclature) -> Hit | None:
    """An official code on a row of another level."""
    kode = row.text("kode")
    if _level(row) in ("", "keluaran", official.level):
        return None
    return Hit(
        row.spot("level"), f'Level "{row.text("level")}", padahal kode {kode} menurut nomenklatur kode {official.level} ({official.nama}).', found=row.text("level"), expected=official.level,
        advice=f"Pilih level {official.level}, atau betulkan kodenya.", related=(row.address("kode"),))


def _odd_length(row: CheckRow, length: int, lengths: dict[str, Counter[int]]) -> Hit | None:
    """A code with more or fewer parts than every other code of its level."""
    usual = lengths[_level(row)]
    others = usual - Counter({length: usual[length]})
    if usual[length] > 1 or _level(row) == _OFFICES or len(others) != 1 or others.total() < 2:
        return None
    right, kode = next(iter(others)), row.text("kode")
    if any(length == right - upper for found in lengths.values() for upper in found if upper < right):
        return None  # written without the code of the row above it
    related = (row.address("level"),) if "level" in row.table.by_key else ()
    return Hit(
        row.spot("kode"), f"Kode {kode} terdiri atas {length} bagian, padahal kode {_level(row)} lainnya {right} bagian.", found=kode, expected=f"kode dengan {right} bagian", related=related)


def _last_width(row: CheckRow) -> int:
    """Digits of the last part of a code."""
    return len(_DIGITS.findall(row.text("kode"))[-1])


def _odd_width(row: CheckRow, widths: Counter[int]) -> Hit | None:
    """A code of Belanja that ends in nought, or whose last part is shorter than that of every other code of its level."""
    kode, mine = row.text("kode"), _last_width(row)
    others = widths - Counter({mine: 1})
    nought = int(_DIGITS.findall(kode)[-1]) == 0
    if not nought and (len(others) != 1 or others.total() < 2 or min(others) <= mine):
        return None
    why = "yang tidak dipakai untuk belanja mana pun" if nought else f"padahal kode {_level(row)} lainnya berakhir dengan {min(others)} angka"
    return Hit(row.spot("kode"), f"Kode {kode} berakhir dengan {_DIGITS.findall(kode)[-1]}, {why}.", found=kode, related=(row.address("level"),))
