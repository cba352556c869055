"""LK628: a percentage of villages that no number of villages gives."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from fractions import Fraction

from lkjip_xl.check import Check, CheckRow
from lkjip_xl.findings import Severity
from lkjip_xl.quotes import ledger
from lkjip_xl.rules._quoted import addresses
from lkjip_xl.rules._sound import sound
from lkjip_xl.rules._yearly import evidence
from lkjip_xl.rules.rule import Hit, rule
from lkjip_xl.spec.sheets.measure import TWS
from lkjip_xl.values import agrees, angka, poin

_SHARE = re.compile(
    r"(?:persentase|prosentase|presentase|persen)\s+(?:jumlah\s+)?(?P<unit>desa(?:\s*(?:/|dan|&)\s*kelurahan)?|kelurahan)\s+"
    r"(?:yang|dengan|tertib|bebas|berstatus|memiliki|mempunyai|melaksanakan|menyusun|menyampaikan)\b(?P<rest>.*)", re.IGNORECASE)
_BOTH = re.compile(r"\w+\s+(?:jumlah\s+)?desa\s*(?:/|dan|&)\s*kelurahan\b", re.IGNORECASE)
_OTHER_WHOLE = re.compile(r"\b(?:dari|terhadap|dibanding\w*|rata-rata|per)\b", re.IGNORECASE)
"""Words of a name after which another whole than all villages may follow."""
_DIVIDED = re.compile(r"(?:\b(?:dibagi|dibanding(?:kan)?|terhadap|per)\b|[/:÷])\s*(?:dengan\s+)?(?P<whole>[^/:÷]*)$", re.IGNORECASE)
_ALL = re.compile(r"(?:(?:jumlah|total|seluruh|semua|keseluruhan|banyaknya)\s+)*(?:desa|kelurahan)\b(?!\s+yang\b)", re.IGNORECASE)


@rule("LK628", "Persen desa yang tidak mungkin", Severity.WARNING)
def share_impossible(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    Realisasi "Persentase desa yang …" (desa, kelurahan, atau desa dan kelurahan) yang tidak dapat berasal dari jumlah desa di
    lembar Profil: berapa pun desa yang memenuhi, k dari n tidak memberi angka itu pada desimal yang diketik, misalnya 80 % dari
    9 desa. Tidak diperiksa bila Data Dukung memuat penyebutnya sendiri, bila rumusnya membagi dengan hal lain, atau bila angka
    setahun adalah rata-rata triwulan. Angka yang cocok bila kelurahan ikut dihitung hanya dilaporkan bila indikator lain menyebut
    "desa dan kelurahan", sehingga "desa" saja berarti desa.

    ## Mengapa penting

    Salah satu dari persen, jumlah desa, atau siapa yang dihitung pasti keliru, dan capaiannya ikut keliru.

    ## Cara memperbaiki

    Isi pembilang dan penyebutnya di lembar Data Dukung, lalu betulkan persennya. Bila kelurahan ikut dihitung, sebut itu dalam nama
    indikatornya; bila jumlah desanya lain, betulkan lembar Profil.

    ## Dasar hukum

    Tidak ada; ini hitungan k dari n.
    """
    villages = [r for r in check.rows("Wilayah") if r.text("jenis") in ("desa", "kelurahan")] if sound(check, "Wilayah", "jenis") else []
    table, key = ("Pengukuran", "realisasi") if check.annual else ("Triwulan", f"r{check.quarter}")
    for row in check.rows(table) if villages and sound(check, table, key) and sound(check, "IKU", "formulasi", "cara_gabung") else ():
        unit = _unit(check, row)
        counted = [v for v in villages if v.text("jenis") in unit]
        value = row.value(key)
        if not counted or value.number is None or value.trouble is not None or not 0 < value.number < 100 or _possible(value.number, value.decimals, len(counted)):
            continue
        if not _possible(value.number, value.decimals, len(villages)) or _told_apart(check, row):
            yield _hit(check, row, key, unit, counted, len(villages))


def _unit(check: Check, row: CheckRow) -> tuple[str, ...]:
    """The kinds of villages that an indikator is a share of, () when it is none or of another whole."""
    plan = check.by_id("Renstra", row.text("id"))
    found = _SHARE.match(plan.text("uraian").strip()) if plan is not None and plan.text("jenis") == "persen" else None
    if found is None or _OTHER_WHOLE.search(found["rest"]) or any(r.number("penyebut") is not None for r in evidence(check, row.text("id"))):
        return ()
    way = check.by_id("IKU", row.text("id"))
    formula = _DIVIDED.search(way.text("formulasi").strip()) if way is not None else None
    if (way is not None and way.text("cara_gabung") == "rata-rata") or (formula is not None and not _ALL.match(formula["whole"].strip())):
        return ()
    words = found["unit"].casefold()
    return tuple(kind for kind in ("desa", "kelurahan") if kind in words)


def _told_apart(check: Check, row: CheckRow) -> bool:
    """Does another indikator speak of desa and kelurahan, so that desa alone means desa."""
    return any(_BOTH.match(r.text("uraian").strip()) for r in check.rows("Renstra") if r.text("level") == "indikator" and r.text("id") != row.text("id"))


def _possible(value: Fraction, decimals: int, whole: int) -> bool:
    return any(agrees(value, decimals, Fraction(100 * k, whole)) for k in range(whole + 1))


def _hit(check: Check, row: CheckRow, key: str, unit: tuple[str, ...], counted: list[CheckRow], everyone: int) -> Hit:
    value, whole, words = row.value(key), len(counted), " dan ".join(unit)
    assert value.number is not None
    below = math.floor(value.number * whole / 100)
    near = " dan ".join(f"{k} dari {whole} = {poin(Fraction(100 * k, whole))}" for k in (below, below + 1))
    wider = value.number * everyone / 100
    also = f" {poin(value.number, None)} adalah {angka(wider)} dari {everyone}, yaitu bila desa dan kelurahan dihitung." if everyone != whole and wider.denominator == 1 else ""
    when = "" if check.annual else f" TW {TWS[check.quarter - 1]}"
    quoted = [q for q in ledger(check).quotes if q.besaran == "jumlah" and q.ours and not q.other_year and q.thing.text.casefold() in unit]
    return Hit(
        row.spot(key), f"Realisasi{when} {row.subject} {poin(value.number, None)} tidak mungkin: {words} di lembar Profil ada {whole}, dan yang terdekat {near}.{also}", found=poin(value.number, None),
        related=addresses(quoted), uses=(*(v.cell("jenis") for v in counted), *((plan.cell("uraian"),) if (plan := check.by_id("Renstra", row.text("id"))) is not None else ())))
