"""LK509: figures of efisiensi and no word on how they are worked out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from lkjip_xl.check import Check
from lkjip_xl.findings import Severity
from lkjip_xl.quotes import Quote, ledger
from lkjip_xl.rules.rule import Hit, rule

_ABOUT = re.compile(r"\bef[ei]si\w*ensi\b", re.IGNORECASE)
_METHOD = re.compile(r"\brumus|\bformula|\bdibagi|\bdikurang|\bselisih|\bdihitung|\bperhitungan|\bmetode|\b(?:perbandingan|rasio)\s+antara|\bPMK\b|[=÷/]\s*\w", re.IGNORECASE)
_ENOUGH_PROSE = 12
"""Quoted sentences from which the report can be said to be quoted whole: with fewer the method may stand in one that nobody quoted."""
WAYS = {
    "1-S/C": "1 dikurangi serapan dibagi capaian", "C/S": "capaian dibagi serapan", "C/S-1": "capaian dibagi serapan, dikurangi 1", "C-S": "capaian dikurangi serapan",
    "100-S": "100 % dikurangi serapan",
}
"""The methods of the policy in words."""
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
    stored = [(check.subject(k[0], k[1]).casefold() if k[1] is not None else "", Fraction(cell.text)) for k in typed if (cell := check.raw_cell(*k)) is not None]
    figures = [q for q in quotes if q.besaran == "efisiensi" and q.value.number is not None]
    again = [q for q in figures if any(s == ("" if q.thing.total else q.thing.text.casefold(), q.value.number) for s in stored)]
    printed = [q for q in figures if q not in again]
    spots = [*(check.spot(part, key, index) for part, index, key in typed), *(q.spot for q in printed)]
    if len(spots) < _FIGURES:
        return
    titles = [q.spot for q in quotes if q.besaran == "judul" and _ABOUT.search(q.text)]
    told = "; ".join([*(_shown(check, key) for key in typed[:4]), *(f"{q.place} {q.text}" for q in printed[:4])][:4])
    yield Hit(
        spots[0], f"Laporan mencetak {len(spots)} angka efisiensi ({told}{' …' if len(spots) > 4 else ''}), tetapi tidak satu pun rumus atau kalimat menyebut cara menghitungnya (A.6).",
        related=tuple(s.address for s in (*(q.spot for q in figures), *titles) if s != spots[0]), uses=tuple(typed),
        advice=f"Tulis rumusnya di bagian analisis efisiensi, misalnya {WAYS.get(str(check.form('Kebijakan', 'efisiensi')), WAYS['C/S'])}, dan jelaskan artinya.")


def _explains(q: Quote) -> bool:
    """Is it a formula of efisiensi, or a sentence on it that says what is divided by what or taken from what."""
    about = _ABOUT.search(f"{q.text} {q.thing.text}") is not None
    return about and (q.besaran == "formula" or (q.besaran in ("kalimat", "keadaan") and _METHOD.search(q.text) is not None))


def _shown(check: Check, key: tuple[str, int | None, str]) -> str:
    part, index, name = key
    spot, cell = check.spot(part, name, index), check.raw_cell(*key)
    return f"{spot.address} {cell.text.replace('.', ',') if cell is not None else ''}"
