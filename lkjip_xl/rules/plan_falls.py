"""LK406: a plan that gets easier from year to year, or starts behind where the office already stands."""

from __future__ import annotations

from collections.abc import Iterator

from lkjip_xl.check import Check, CheckRow
from lkjip_xl.findings import Severity
from lkjip_xl.rules._plan import better, falls, indicators, passed_targets, path, plan_sound, step, year_of
from lkjip_xl.rules.rule import Hit, rule


@rule("LK406", "Rencana turun", Severity.WARNING)
def plan_falls(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    Target Renstra indikator berarah naik yang lebih rendah daripada target tahun sebelumnya (berarah turun: lebih tinggi), dan
    kondisi awal yang sudah lebih baik daripada semua target. Target yang tetap tidak dilaporkan. Setiap indikator dilaporkan
    sekali.

    ## Mengapa penting

    Renstra menjanjikan perbaikan. Target yang turun biasanya salah ketik, salah arah, atau angka dari baris lain.

    ## Cara memperbaiki

    Periksa dengan naskah Renstra. Bila memang turun, periksa kolom Arah, atau jelaskan alasannya dalam laporan.

    ## Dasar hukum

    Tidak ada; ini perbandingan antartahun.
    """
    if not plan_sound(check):
        return
    told_by_year = {p.id for p in passed_targets(check)}
    for row in indicators(check):
        hit = _falls(check, row) or (_behind(check, row) if row.text("id").casefold() not in told_by_year else None)
        if hit is not None:
            yield hit


def _falls(check: Check, row: CheckRow) -> Hit | None:
    arah = row.text("arah")
    found = falls(check, row)
    if not found:
        return None
    j, before, k, after = found[0]
    way = "turun" if arah == "naik" else "naik"
    return Hit(
        row.spot(after.key), f"Target Renstra {row.subject} {way} dari {before.shown} ({year_of(check, j)}) menjadi {after.shown} ({year_of(check, k)}), padahal arahnya {arah}.",
        found=after.shown, expected=f"paling {'sedikit' if arah == 'naik' else 'banyak'} {before.shown}", related=(before.address, *(f[3].address for f in found[1:])))


def _behind(check: Check, row: CheckRow) -> Hit | None:
    """A baseline better than every target."""
    start, targets = step(row, "baseline"), path(check, row)
    end = step(row, "akhir")
    goals = [s for _, s in targets] + ([end] if end is not None else [])
    if start is None or not goals or not all(better(row.text("arah"), start.worth, s.worth) for s in goals):
        return None
    return Hit(
        row.spot("baseline"), f"Kondisi awal {row.subject} {start.shown} sudah lebih baik daripada semua targetnya ({', '.join(dict.fromkeys(s.shown for s in goals))}; arah {row.text('arah')}).",
        found=start.shown, related=tuple(s.address for s in goals))
