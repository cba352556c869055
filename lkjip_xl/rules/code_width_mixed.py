"""LK123: codes of one workbook written in two widths."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from lkjip_xl.check import Check, Spot
from lkjip_xl.findings import Severity
from lkjip_xl.quotes import ledger
from lkjip_xl.rules.rule import Hit, rule
from lkjip_xl.values import code_parts

_DIGITS = re.compile(r"\d+")
_PARTS = (3, 6)
"""Parts of the codes of program, kegiatan and sub kegiatan; codes of offices and of accounts have a form of their own."""


@dataclass(frozen=True, slots=True)
class _Code:
    """One code as written."""

    spot: Spot
    text: str
    place: str
    """Sheet, or table of a quotation."""

    @property
    def parts(self) -> list[str]:
        return _DIGITS.findall(self.text)


@rule("LK123", "Lebar kode campur", Severity.WARNING)
def code_width_mixed(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    Kode program, kegiatan atau sub kegiatan yang dalam satu buku kerja ditulis dengan dua lebar: sub kegiatan dua angka dan empat
    angka (7.01.01.2.01.01 dan 7.01.01.2.01.0001), atau nol di depan hanya pada sebagian kode (07.01.01 dan 7.01.01). Diperiksa pada
    lembar Anggaran, program di lembar PK, dan kode pada setiap tabel Kutipan; dilaporkan sekali.

    ## Mengapa penting

    Pencarian dan penjumlahan menurut kode menganggap keduanya dua kode yang berlainan.

    ## Cara memperbaiki

    Pakai satu bentuk kode di semua tempat, sebaiknya bentuk nomenklatur: 7.01.01.2.01.0001.

    ## Dasar hukum

    Tidak ada; nomenklatur menulis nomor sub kegiatan empat angka.
    """
    codes = list(_codes(check))
    mixes = [m for at, told in _PLACES if (m := _mix(codes, at, told)) is not None]
    if mixes:
        odd = sorted({id(c): c for m in mixes for c in m.odd}.values(), key=lambda c: c.spot.order)
        pairs: dict[str, tuple[_Mix, list[str]]] = {}
        for m in mixes:
            pairs.setdefault(m.odd[0].text, (m, []))[1].append(m.told)
        told = "; ".join(f"{m.odd[0].text} di {m.odd[0].place}, sedangkan {m.usual.text} di {m.usual.place} ({', '.join(parts)})" for m, parts in pairs.values())
        yield Hit(
            odd[0].spot, f"Kode ditulis dengan lebar yang berbeda-beda: {told}. {len(odd)} kode perlu disamakan.", found=odd[0].text,
            expected=f"satu bentuk, seperti {mixes[0].usual.text}", related=tuple(c.spot.address for c in odd[1:]))


_PLACES = ((5, "nomor sub kegiatan"), (0, "angka pertama"), (1, "angka kedua"), (2, "nomor program"), (4, "nomor kegiatan"))
"""Parts of a code whose zeros may be left out."""


@dataclass(frozen=True, slots=True)
class _Mix:
    """One part of the codes that is written in two widths."""

    odd: list[_Code]
    usual: _Code
    told: str


def _mix(codes: list[_Code], at: int, told: str) -> _Mix | None:
    """The codes whose part is written otherwise than in most; None when all agree."""
    widths = [(c, w) for c in codes if (w := _width(c.parts, at)) is not None]
    usual = max(Counter(w for _, w in widths).items(), key=lambda item: (item[1], item[0]))[0] if widths else None
    known = {id(c): w for c, w in widths}
    odd = [c for c in codes if (known[id(c)] != usual if id(c) in known else usual is not None and at < len(c.parts) and len(c.parts[at]) < usual)]
    if not odd or not any(id(c) in known for c in odd):
        return None
    first, right = next(c for c in odd if id(c) in known), next(c for c, w in widths if w == usual)
    return _Mix([first, *(c for c in odd if c is not first)], right, f"{told} {first.parts[at]} dan {right.parts[at]}")


def _codes(check: Check) -> Iterator[_Code]:
    for table in ("Anggaran", "Program"):
        for row in check.rows(table):
            yield from _code(row.spot("kode"), row.text("kode"), row.spot("kode").sheet)
    for q in ledger(check).quotes:
        if q.besaran == "kode" and q.ours:
            yield from _code(q.spot, q.text, q.table)


def _code(spot: Spot, text: str, place: str) -> Iterator[_Code]:
    parts = code_parts(text) if text else None
    if parts is not None and _PARTS[0] <= len(parts) <= _PARTS[1]:
        yield _Code(spot, text, place)


def _width(parts: list[str], at: int) -> int | None:
    """Digits to which a part is filled up with zeros, 1 for one that is not; None when it cannot be told from this number."""
    if at >= len(parts):
        return None
    text = parts[at]
    if text.startswith("0") and len(text) > 1:
        return len(text)
    return 1 if len(text) == 1 else None
