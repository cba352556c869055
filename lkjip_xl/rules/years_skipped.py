"""LK408: a comparison over years with a year left out."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from lkjip_xl.check import Check, CheckRow
from lkjip_xl.findings import Severity
from lkjip_xl.quotes import Quote, ledger, normal
from lkjip_xl.rules._plan import indicators, plan_sound, span, year_of
from lkjip_xl.rules._quoted import addresses
from lkjip_xl.rules._sound import sound
from lkjip_xl.rules.rule import Hit, rule


@rule("LK408", "Pembanding melompati tahun", Severity.WARNING)
def years_skipped(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    Tahun-tahun sebelumnya di lembar Pembanding yang tidak bersambung sampai tahun lalu, indikator yang tidak mempunyai tahun
    yang dimiliki indikator lain (juga bila tahun itu hanya ada dalam uraian, tidak dalam tabel), dan tabel kutipan beberapa tahun yang melompati tahun. Indikator yang baru dimulai (target
    Renstra tahun itu - atau kosong, sedangkan indikator lain mempunyainya, atau tahun itu sebelum Renstra) tidak dilaporkan.

    ## Mengapa penting

    Bab III.A.2 membandingkan dengan tahun lalu dan beberapa tahun terakhir. Tahun yang hilang menyembunyikan naik turunnya kinerja.

    ## Cara memperbaiki

    Tambahkan baris tahun yang hilang, atau tulis - sebagai realisasinya bila tahun itu tidak diukur.

    ## Dasar hukum

    Tidak ada; susunan Bab III dijelaskan pada LK505.
    """
    year = check.year
    if year is None or not sound(check, "Pembanding", "id", "macam", "tahun"):
        return
    rows: dict[str, list[tuple[int, CheckRow]]] = {}
    for row in check.rows("Pembanding"):
        number = row.number("tahun")
        if row.text("macam") == "tahun sebelumnya" and number is not None and number < year and row.text("id"):
            rows.setdefault(row.text("id").casefold(), []).append((int(number), row))
    every = {y for found in rows.values() for y, _ in found}
    skipped = [y for y in range(min(every), year) if y not in every] if every else []
    tables = list(_quoted_tables(check, year))
    if skipped:
        first = next(r for found in rows.values() for _, r in found)
        same = [q for table, missing in tables if set(missing) <= set(skipped) for q in table]
        yield Hit(
            first.spot("tahun"), f"Pembanding memuat tahun {_listed(sorted(every))}, tetapi tidak memuat tahun {_listed(skipped)}.", found=_listed(sorted(every)),
            expected=_listed(skipped), related=addresses(same))
    for table, missing in tables:
        if not set(missing) <= set(skipped):
            yield Hit(
                table[0].row_spot("tahun", "tahun"), f"{table[0].table} membandingkan beberapa tahun, tetapi melompati tahun {_listed(missing)}.", expected=_listed(missing),
                related=addresses(table[1:]))
    for found in rows.values():
        yield from _lacking(check, found, every)


def _listed(years: list[int]) -> str:
    return ", ".join(str(y) for y in years)


def _lacking(check: Check, found: list[tuple[int, CheckRow]], every: set[int]) -> Iterator[Hit]:
    """Years that other indikator have and this one has not."""
    own = {y for y, _ in found}
    row = found[0][1]
    lacking = [y for y in sorted(every - own) if y > min(own) or _planned(check, row, y) or _untold(check, y)]
    if lacking:
        yield Hit(
            row.spot("id"), f"Pembanding {row.text('id')} tidak memuat tahun {_listed(lacking)}, yang dimuat untuk indikator lain.{_only_told(check, lacking)}",
            found=_listed(sorted(own)), expected=_listed(lacking), related=tuple(r.address("tahun") for _, r in found))


_TABLE = re.compile(r"\b(?:tabel|grafik|gambar|diagram)\b", re.IGNORECASE)
_PROSE = re.compile(r"\b(?:uraian|narasi|kalimat|teks|paragraf)\b", re.IGNORECASE)


def _only_told(check: Check, years: list[int]) -> str:
    """Says so where the other indikator have these years from sentences only: no table of the report compares them."""
    rows = [r for r in check.rows("Pembanding") if r.text("macam") == "tahun sebelumnya" and r.number("tahun") in years]
    prose = all(_PROSE.search(r.text("sumber")) and not _TABLE.search(r.text("sumber")) for r in rows)
    quoted = any(q.year in years and q.is_figure and q.thing.ids and _TABLE.search(q.table) for q in ledger(check).quotes)
    ids = ", ".join(dict.fromkeys(r.text("id") for r in rows))
    return "" if not prose or quoted or not rows else f" Untuk {ids} pun tahun itu hanya disebut dalam uraian, tidak dalam tabel ({', '.join(r.address('sumber') for r in rows[:3])})."


def _planned(check: Check, row: CheckRow, year: int) -> bool:
    """Had the indikator a target in a year before its first one here, so that it was measured already."""
    plan = check.by_id("Renstra", row.text("id"))
    return plan is not None and plan_sound(check) and any(year_of(check, k) == year and plan[f"t{k}"] not in ("", "-", "belum diukur") for k in span(check))


def _untold(check: Check, year: int) -> bool:
    """Is it a year of the plan for which the sheet has no target at all, so that a blank one does not say that an indikator is new."""
    at = [k for k in span(check) if year_of(check, k) == year] if plan_sound(check) else []
    return bool(at) and all(r[f"t{at[0]}"] == "" for r in indicators(check))


def _quoted_tables(check: Check, year: int) -> Iterator[tuple[list[Quote], list[int]]]:
    """Quoted tables of several earlier years and the year of the report that leave years out between them, with those years."""
    tables: dict[str, list[Quote]] = defaultdict(list)
    for q in ledger(check).quotes:
        if q.ours and q.is_figure and q.thing.ids and q.besaran in ("target", "realisasi", "capaian") and normal(q.table).startswith("tabel"):
            tables[normal(q.table)].append(q)
    for found in tables.values():
        past = {q.year for q in found if q.year is not None and q.year < year}
        now = any(not q.other_year for q in found)
        missing = [y for y in range(min(past), year) if y not in past] if now and len(past) > 1 else []
        if missing:
            yield [q for q in found if q.year is not None and q.year < year], missing
