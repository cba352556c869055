"""LK323: an indikator of the PK that the plan does not know."""

from __future__ import annotations

from collections.abc import Iterator

from lkjip_xl.check import Check, CheckRow
from lkjip_xl.findings import Severity
from lkjip_xl.quotes import ledger
from lkjip_xl.rules._plan import indicators, plan_sound, span
from lkjip_xl.rules._sound import sound
from lkjip_xl.rules.plan_years_missing import missing_years
from lkjip_xl.rules.rule import Hit, rule


@rule("LK323", "Indikator PK tidak ada dalam rencana", Severity.WARNING)
def promised_not_planned(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    Indikator PK tanpa target Renstra untuk tahun kinerja, indikator PK yang tidak tercantum di lembar IKU, dan indikator lain
    (misalnya indikator tujuan) yang dilaporkan tanpa baris IKU. Semuanya disebut dalam satu temuan. Indikator IKU atau Renstra yang tidak ada dalam PK
    dilaporkan sebagai LK302; target Renstra yang kosong di tengah rencana sebagai LK409.

    ## Mengapa penting

    PK diturunkan dari Renstra dan IKU. Indikator yang tidak ada di sana dijanjikan tanpa rencana dan diukur tanpa rumus.

    ## Cara memperbaiki

    Lengkapi target Renstra dan lembar IKU untuk indikator itu, atau ganti indikator PK dengan indikator yang direncanakan.

    ## Dasar hukum

    Tidak ada; ini kecocokan antarlembar.
    """
    if not (sound(check, "PK", "id") and sound(check, "IKU", "id") and plan_sound(check)):
        return
    promised = _unique(check, "PK")
    unplanned = [r for r in promised if _no_target(check, r)]
    defined = {r.text("id").casefold() for r in check.rows("IKU")}
    undefined = [r for r in promised if r.text("id").casefold() not in defined] if defined else []
    extra = [r for r in _measured(check) if r.text("id").casefold() not in defined | {p.text("id").casefold() for p in promised}] if defined else []
    rows = {r.address("id"): r for r in (*unplanned, *undefined, *extra)}
    if not rows:
        return
    says = [
        f"{_names(unplanned)} tidak mempunyai target Renstra tahun {check.year or 'ini'}, sehingga target PK tidak dapat dibandingkan dengan Renstra" if unplanned else "",
        f"{_names(undefined)} tidak tercantum di lembar IKU" if undefined else "",
        f"{_names(extra)} dipakai dalam laporan tetapi tidak tercantum di lembar IKU" if extra else "",
    ]
    first, *others = sorted(rows.values(), key=lambda r: r.spot("id").order)
    head = "Indikator PK tanpa target rencana" if unplanned else "Indikator tanpa baris di lembar IKU"
    yield Hit(first.spot("id"), f"{head}: {'; '.join(s for s in says if s)}.", found=first.text("id"), related=tuple(r.address("id") for r in others),
        advice=_advice(check, unplanned, undefined, extra))


def _unique(check: Check, table: str) -> list[CheckRow]:
    """Rows of indikator that Renstra knows, each once."""
    found = {r.text("id").casefold(): r for r in reversed(list(check.rows(table))) if (p := check.by_id("Renstra", r.text("id"))) is not None and p.text("level").casefold() == "indikator"}
    return list(reversed(found.values()))


def _no_target(check: Check, row: CheckRow) -> bool:
    """Has the plan no target for the year, and no gap that is told of on its own."""
    plan, years, now = check.by_id("Renstra", row.text("id")), span(check), check.form("Identitas", "tahun_ke")
    return plan is not None and now in years and plan.right("target_tahun") in ("", "-", "belum diukur") and int(now) not in missing_years(check, plan)


def _measured(check: Check) -> list[CheckRow]:
    """Rows of indikator outside the PK that are measured in the period; their row in Renstra when only data or quotations measure them."""
    rows = _unique(check, "Pengukuran" if check.annual else "Triwulan")
    known = {r.text("id").casefold() for r in rows}
    data = {r.text("id").casefold() for r in check.rows("DataDukung")}
    quoted = {i.casefold() for q in ledger(check).quotes if q.ours and q.besaran == "realisasi" and not q.other_year and q.value.number is not None for i in q.thing.ids}
    return [*rows, *(r for r in indicators(check) if r.text("id").casefold() in (data | quoted) - known)]


def _names(rows: list[CheckRow]) -> str:
    return ", ".join(r.text("id") for r in rows)


def _advice(check: Check, unplanned: list[CheckRow], undefined: list[CheckRow], extra: list[CheckRow]) -> str:
    """What to add for what is lacking; "" leaves it to the page: an indikator that neither Renstra nor IKU knows may be the wrong one."""
    if any(r in undefined for r in unplanned):
        return ""
    target = f"Lengkapi target Renstra tahun {check.year or 'ini'} untuk {_names(unplanned)}, atau sebut dalam laporan dari mana target PK diambil. " if unplanned else ""
    return f"{target}{f'Tambahkan baris IKU untuk {_names([*undefined, *extra])}.' if undefined or extra else ''}".strip()
