"""LK409: years of the plan without a target."""

from __future__ import annotations

from collections.abc import Iterator

from lkjip_xl.check import Check, CheckRow
from lkjip_xl.findings import Severity
from lkjip_xl.rules._plan import PLAN, indicators, plan_sound, span, year_of
from lkjip_xl.rules.rule import Hit, rule


@rule("LK409", "Target Renstra tidak lengkap", Severity.WARNING)
def plan_years_missing(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    Tahun Renstra tanpa target di antara atau sesudah tahun yang targetnya terisi. Indikator yang baru dimulai beberapa tahun
    kemudian, dengan tanda - atau kosong pada tahun-tahun pertama, tidak dilaporkan. Beberapa indikator dengan tahun kosong
    yang sama dilaporkan sekali.

    ## Mengapa penting

    Tanpa target tahunan, PK tidak dapat diturunkan dari Renstra dan kemajuan tidak dapat diukur.

    ## Cara memperbaiki

    Isi target tahun yang disebut menurut naskah Renstra. Bila tahun itu memang tidak ditargetkan, tulis - .

    ## Dasar hukum

    Tidak ada; ini kelengkapan rencana.
    """
    if not plan_sound(check):
        return
    groups: dict[tuple[int, ...], list[CheckRow]] = {}
    for row in indicators(check):
        years = missing_years(check, row)
        if years:
            groups.setdefault(tuple(years), []).append(row)
    for blank, rows in groups.items():
        first, *others = [(row, f"t{k}") for row in rows for k in blank]
        told = ", ".join(str(year_of(check, k)) for k in blank)
        filled = sorted({k for row in rows for k in span(check) if row[f"t{k}"] not in ("", "-", "belum diukur")})
        rest = f"hanya tahun {year_of(check, filled[0])} terisi" if len(filled) == 1 else "padahal tahun lain terisi"
        yield Hit(
            first[0].spot(first[1]), f"Target Renstra {', '.join(r.subject for r in rows)} tahun {told} kosong, {rest}.", found="kosong",
            related=tuple(r.address(key) for r, key in others), uses=PLAN)


def missing_years(check: Check, row: CheckRow) -> list[int]:
    """Positions of blank years between or after filled ones."""
    years = span(check)
    filled = [k for k in years if row[f"t{k}"] not in ("", "-", "belum diukur")]
    return [k for k in years if filled and k > filled[0] and row[f"t{k}"] == ""]
