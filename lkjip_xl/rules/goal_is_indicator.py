"""LK333: an indikator in the column for the sasaran of a budget row."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from lkjip_xl.check import Check, CheckRow
from lkjip_xl.findings import Severity
from lkjip_xl.quotes import meng_folded, normal
from lkjip_xl.rules._budget import name_of, upper_first
from lkjip_xl.rules._plan import indicators
from lkjip_xl.rules._sound import sound
from lkjip_xl.rules.rule import Hit, rule

_MEASURE = re.compile(r"[\d.)\s]*(?:(?:per|pro|pre)s[ae]n(?:tas[ei]|tage)?|indeks|nilai|jumlah|banyaknya|angka|rasio|rata-rata|predikat|cakupan|skor)\b", re.IGNORECASE)
"""How the name of an indikator begins; a sasaran tells a condition (Meningkatnya …)."""
_OFFICE = re.compile(r"\s*\b(?i:(?:di\s+|pada\s+)?kecamatan)(?:\s+[A-Z][\w'-]*){1,3}\s*$")


@dataclass(frozen=True, slots=True)
class _Taken:
    row: CheckRow
    source: str
    """Cell of the indikator with these words."""
    whose: str


@rule("LK333", "Kolom Sasaran berisi indikator", Severity.WARNING)
def goal_is_indicator(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    Kolom Sasaran baris di lembar Anggaran yang berisi nama indikator, bukan sasaran: sama dengan indikator keluaran baris itu
    sendiri (nama kecamatan di belakangnya tidak dihitung) atau sama dengan indikator di lembar Renstra. Hanya kalimat yang
    dimulai seperti indikator (Persentase, Indeks, Nilai, Jumlah ...) dan bukan sasaran atau tujuan Renstra yang dilaporkan.
    Baris dengan isi yang sama disebut sekali.

    ## Mengapa penting

    Sasaran menyatakan keadaan yang ingin dicapai, indikator mengukurnya. Bila keduanya sama, sasarannya tidak tertulis.

    ## Cara memperbaiki

    Tulis sasaran program, kegiatan atau sub kegiatan itu, misalnya "Meningkatnya ...", dan biarkan indikatornya di kolom Indikator keluaran.

    ## Dasar hukum

    Tidak ada; ini kecocokan antarkolom.
    """
    if not (sound(check, "Anggaran", "level", "kinerja", "indikator") and sound(check, "Renstra", "level", "uraian")):
        return
    plan = {_folded(r.text("uraian")): r for r in indicators(check)}
    goals = {meng_folded(r.text("uraian")) for r in check.rows("Renstra") if r.text("level") != "indikator"}
    groups: dict[str, list[_Taken]] = defaultdict(list)
    for row in check.rows("Anggaran"):
        text = row.text("kinerja")
        if not _MEASURE.match(text) or meng_folded(text) in goals:
            continue
        planned = plan.get(_folded(text))
        if _folded(text) == _folded(row.text("indikator")):
            groups[normal(text)].append(_Taken(row, row.address("indikator"), "indikator keluaran baris itu sendiri"))
        elif planned is not None:
            groups[normal(text)].append(_Taken(row, planned.address("uraian"), f"indikator {planned.subject} di lembar Renstra"))
    for taken in groups.values():
        yield _hit(check, taken)


def _hit(check: Check, taken: list[_Taken]) -> Hit:
    first, *others = taken
    plan = check.by_id("Renstra", first.row.text("mendukung1"))
    goal = check.by_id("Renstra", plan.text("induk")) if plan is not None else None
    also = f" Begitu juga {len(others)} baris lain: {', '.join(t.row.text('kode') or name_of(t.row) for t in others)}." if others else ""
    return Hit(
        first.row.spot("kinerja"),
        f"{upper_first(name_of(first.row))}: kolom Sasaran berisi \"{first.row.text('kinerja')}\", yaitu {first.whose}, bukan sasaran.{also}", found=first.row.text("kinerja"),
        expected=f"sasaran, misalnya \"{goal.text('uraian')}\"" if goal is not None and goal.text("level") == "sasaran" else "sasaran",
        related=tuple(dict.fromkeys((*(t.row.address("kinerja") for t in others), *(t.source for t in taken)))))


def _folded(text: str) -> str:
    """Letters and digits of a name, without the kecamatan that stands at its end."""
    return normal(_OFFICE.sub("", text))
