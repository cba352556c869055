"""LK404: a target that the realisasi of the year before has passed already."""

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

    Target yang lebih mudah daripada realisasi tahun sebelumnya: lebih rendah untuk indikator berarah naik, lebih tinggi untuk
    indikator berarah turun. Yang dibaca ialah target PK (target Renstra bila indikator itu tidak ada dalam PK) dan target
    tahun-tahun terdahulu di lembar Pembanding. Target yang sama dengan realisasi itu tidak dilaporkan. Pada laporan tahunan,
    indikator yang realisasinya sudah melampaui semua target Renstra tahun-tahun berikutnya disebut dalam satu info, dan di sana juga
    yang baru melampaui target tahun depan.

    ## Mengapa penting

    Target seperti itu tercapai tanpa bekerja dan menghasilkan capaian yang sangat tinggi. Evaluator selalu menanyakannya.

    ## Cara memperbaiki

    Sesuaikan target dalam PK perubahan atau Renstra, atau jelaskan dalam laporan mengapa target tidak dinaikkan.

    ## Dasar hukum

    Tidak ada; ini perbandingan antartahun.
    """
    for found in passed_targets(check):
        reached = told(found.past["realisasi"], found.past["penyebut"], found.past.text("jenis"))
        whose = "Target Renstra" if found.aim.table.key == "Renstra" else "Target"
        yield Hit(
            found.aim.spot(found.key), f"{whose} {found.past.text('id')} tahun {found.year} {found.shown}, padahal realisasi tahun {found.year - 1} sudah {reached} (arah {found.past.text('arah')}).",
            found=found.shown, related=(found.past.address("realisasi"),))
    yield from _coming(check)


def _coming(check: Check) -> Iterator[Hit]:
    """Indikator whose realisasi has passed every target of the years to come, all in one."""
    if not (check.annual and plan_sound(check)):
        return
    cells: list[Step] = []
    says: list[str] = []
    near: list[tuple[Step, str]] = []
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
        elif coming and coming[0][1].worth and better(plan.text("arah"), now, coming[0][1].worth):
            near.append((coming[0][1], f"{plan.subject} (realisasi {told(row['realisasi'], row['penyebut'], row.text('jenis'))}; target {year_of(check, coming[0][0])} {coming[0][1].shown})"))
    if cells:
        also = f" Target tahun depan saja: {'; '.join(text for _, text in near)}." if near else ""
        yield Hit(
            cells[0].row.spot(cells[0].key), f"Semua target Renstra tahun berikutnya sudah terlampaui realisasi tahun {check.year}: {'; '.join(says)}.{also}", severity=Severity.INFO,
            advice="Pertimbangkan menaikkan target itu dalam perubahan Renstra atau PK tahun berikutnya.", related=tuple(c.address for c in (*cells[1:], *(step for step, _ in near))))
