"""LK509: figures of efisiensi and no word on how they are worked out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lkjip_xl.check import Check
from lkjip_xl.findings import Severity
from lkjip_xl.quotes import Quote, ledger
from lkjip_xl.rules.rule import Hit, rule

_ABOUT = re.compile(r"\bef[ei]si\w*ensi\b", re.IGNORECASE)
_METHOD = re.compile(r"\brumus|\bformula|\bdibagi|\bdikurang|\bselisih|\bdihitung|\bperhitungan|\bmetode|\b(?:perbandingan|rasio)\s+antara|\bPMK\b|[=÷/]\s*\w", re.IGNORECASE)
_ENOUGH_PROSE = 12
"""Quoted sentences from which the report can be said to be quoted whole: with fewer the method may stand in one that nobody quoted."""
_FIGURES = 2
"""Fewest figures of efisiensi."""


@rule("LK509", "Cara menghitung efisiensi tidak disebut", Severity.WARNING, legal_basis="PermenPAN-RB 53/2014 Lampiran II (perlu dicocokkan dengan naskah asli)")
def efficiency_unexplained(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    Laporan tahunan yang mencetak angka efisiensi, diketik di lembar Efisiensi atau dikutip, tetapi tidak satu pun rumus atau kalimat yang
    dikutip menyebut cara menghitungnya. Hanya bila kalimat laporan dikutip banyak (12 atau lebih).

    ## Mengapa penting

    Efisiensi dapat dihitung dengan beberapa cara dengan hasil yang jauh berbeda. Tanpa caranya angka itu tidak dapat diperiksa atau
    dibandingkan.

    ## Cara memperbaiki

    Tulis rumusnya di bagian analisis efisiensi, misalnya capaian dibagi serapan, dan jelaskan artinya.

    ## Dasar hukum

    PermenPAN-RB 53/2014 Lampiran II meminta analisis atas efisiensi penggunaan sumber daya (perlu dicocokkan dengan naskah asli).
    """
    quotes = [q for q in ledger(check).quotes if q.ours]
    if not check.annual or sum(q.besaran == "kalimat" for q in quotes) < _ENOUGH_PROSE or any(map(_explains, quotes)):
        return
    typed = [key for key in check.verdicts.marks if key[0] in ("Efisiensi", "EfisiensiTotal") and key[2] == "efisiensi" and (cell := check.raw_cell(*key)) is not None and cell.kind == "n"]
    printed = [q for q in quotes if q.besaran == "efisiensi" and q.value.number is not None]
    spots = [*(check.spot(part, key, index) for part, index, key in typed), *(q.spot for q in printed)]
    if len(spots) < _FIGURES:
        return
    titles = [q.spot for q in quotes if q.besaran == "judul" and _ABOUT.search(q.text)]
    told = "; ".join([*(_shown(check, key) for key in typed[:4]), *(f"{q.place} {q.text}" for q in printed[:4])][:4])
    yield Hit(
        spots[0], f"Laporan mencetak {len(spots)} angka efisiensi ({told}{' …' if len(spots) > 4 else ''}), tetapi tidak satu pun rumus atau kalimat menyebut cara menghitungnya (A.6).",
        related=tuple(s.address for s in (*spots[1:], *titles)))


def _explains(q: Quote) -> bool:
    """Is it a formula of efisiensi, or a sentence on it that says what is divided by what or taken from what."""
    about = _ABOUT.search(f"{q.text} {q.thing.text}") is not None
    return about and (q.besaran == "formula" or (q.besaran in ("kalimat", "keadaan") and _METHOD.search(q.text) is not None))


def _shown(check: Check, key: tuple[str, int | None, str]) -> str:
    part, index, name = key
    spot, cell = check.spot(part, name, index), check.raw_cell(*key)
    return f"{spot.address} {cell.text.replace('.', ',') if cell is not None else ''}"
