"""LK404: a target that last year's realisasi has passed already."""

from __future__ import annotations

from collections.abc import Iterator

from lkjip_xl.check import Check
from lkjip_xl.findings import Severity
from lkjip_xl.rules._plan import Step, better, falls, passed_targets, path, plan_sound, told, year_of
from lkjip_xl.rules._yearly import worth
from lkjip_xl.rules.rule import Hit, rule


@rule("LK404", "Target sudah terlampaui realisasi tahun lalu", Severity.WARNING)
def target_already_passed(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    Target PK yang lebih mudah daripada realisasi tahun lalu: lebih rendah untuk indikator berarah naik, lebih tinggi untuk
    indikator berarah turun. Target yang sama dengan realisasi tahun lalu tidak dilaporkan. Pada laporan tahunan, indikator
    yang realisasinya sudah melampaui semua target Renstra tahun-tahun berikutnya disebut dalam satu info.

    ## Mengapa penting

    Target seperti itu tercapai tanpa bekerja dan menghasilkan capaian yang sangat tinggi. Evaluator selalu menanyakannya.

    ## Cara memperbaiki

    Sesuaikan target dalam PK perubahan atau Renstra, atau jelaskan dalam laporan mengapa target tidak dinaikkan.

    ## Dasar hukum

    Tidak ada; ini perbandingan antartahun.
    """
    for found in passed_targets(check):
        past, promise, jenis = found.past, found.promise, found.past.text("jenis")
        mine, reached = told(promise.right("target"), promise["penyebut"], jenis), told(past["realisasi"], past["penyebut"], jenis)
        key = "target_perubahan" if promise["target_perubahan"] != "" else "target_murni"
        year = check.year or 0
        yield Hit(
            promise.spot(key), f"Target {past.text('id')} tahun {year} {mine}, padahal realisasi tahun {year - 1} sudah {reached} (arah {past.text('arah')}).",
            found=mine, related=(past.address("realisasi"),))
    yield from _coming(check)


def _coming(check: Check) -> Iterator[Hit]:
    """Indikator whose realisasi has passed every target of the years to come, all in one."""
    if not (check.annual and plan_sound(check)):
        return
    cells: list[Step] = []
    says: list[str] = []
    for row in check.rows("Pengukuran"):
        plan = check.by_id("Renstra", row.text("id"))
        now = worth(row["realisasi"], row["penyebut"], row.text("jenis"))
        if plan is None or now is None or check.year is None or falls(check, plan):
            continue  # a plan that falls is told as LK406
        coming = [(k, s) for k, s in path(check, plan) if year_of(check, k) > check.year]
        if coming and all(s.worth for _, s in path(check, plan)) and all(better(plan.text("arah"), now, s.worth) for _, s in coming):
            cells += [s for _, s in coming]
            told_years = ", ".join(f"{year_of(check, k)} {s.shown}" for k, s in coming)
            says.append(f"{plan.subject} (realisasi {told(row['realisasi'], row['penyebut'], row.text('jenis'))}; target {told_years})")
    if cells:
        yield Hit(
            cells[0].row.spot(cells[0].key), f"Semua target Renstra tahun berikutnya sudah terlampaui realisasi tahun {check.year}: {'; '.join(says)}.", severity=Severity.INFO,
            advice="Pertimbangkan menaikkan target itu dalam perubahan Renstra atau PK tahun berikutnya.", related=tuple(c.address for c in cells[1:]))
