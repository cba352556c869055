"""LK331: the target of an earlier year in Pembanding that is not the target of the plan for that year."""

from __future__ import annotations

from collections.abc import Iterator

from lkjip_xl.check import Check, CheckRow
from lkjip_xl.findings import Severity
from lkjip_xl.rules._plan import plan_sound, plan_years, span, step, year_of
from lkjip_xl.rules._sound import sound
from lkjip_xl.rules.rule import Hit, rule


@rule("LK331", "Target tahun lalu berbeda dari Renstra tahun itu", Severity.WARNING)
def past_target_differs(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    Target tahun sebelumnya di lembar Pembanding yang tidak sama dengan target Renstra untuk tahun itu. Tahun sebelum Renstra
    dimulai dan indikator tanpa target Renstra tahun itu tidak dilaporkan. Beberapa tahun satu indikator dilaporkan sekali.

    ## Mengapa penting

    Capaian tahun lalu dihitung dari target itu. Bila targetnya lain daripada rencana, naik turunnya capaian tidak dapat dibandingkan.

    ## Cara memperbaiki

    Cocokkan dengan PK dan Renstra tahun itu. Bila target memang diubah waktu itu, biarkan dan jelaskan dalam laporan.

    ## Dasar hukum

    Tidak ada; ini kecocokan antarlembar.
    """
    if not plan_sound(check) or not sound(check, "Pembanding", "id", "macam", "tahun", "target", "penyebut"):
        return
    groups: dict[str, list[tuple[CheckRow, str, str, str]]] = {}
    for row in check.rows("Pembanding"):
        found = _apart(check, row) if row.text("macam") == "tahun sebelumnya" else None
        if found is not None:
            groups.setdefault(row.text("id").casefold(), []).append((row, *found))
    for rows in groups.values():
        first, key, mine, planned = rows[0]
        plan = check.by_id("Renstra", first.text("id"))
        assert plan is not None
        more = f" Begitu juga tahun {', '.join(str(int(r.number('tahun') or 0)) for r, *_ in rows[1:])}." if rows[1:] else ""
        yield Hit(
            first.spot("target"), f"Target {first.text('id')} tahun {int(first.number('tahun') or 0)} tertulis {mine}, padahal target Renstra tahun itu {planned}.{more}",
            found=mine, expected=planned, related=(plan.address(key), *(r.address("target") for r, *_ in rows[1:])),
            uses=(first.cell("tahun"), first.cell("penyebut"), *plan_years(plan, *(k for _, k, *_ in rows), "penyebut")))


def _apart(check: Check, row: CheckRow) -> tuple[str, str, str] | None:
    """Column of the plan, target as typed and as planned; None when they agree or cannot be compared."""
    plan, year = check.by_id("Renstra", row.text("id")), row.number("tahun")
    years = {year_of(check, k): k for k in span(check)}
    if plan is None or year is None or int(year) not in years or year == check.year:
        return None
    planned, mine = step(plan, f"t{years[int(year)]}"), step(row, "target")
    if planned is None or mine is None or planned.worth == mine.worth:
        return None
    return planned.key, mine.shown, planned.shown
