"""LK120: a year that is no four-digit year of this age."""

from __future__ import annotations

from collections.abc import Iterator

from lkjip_xl.check import Check
from lkjip_xl.findings import Severity
from lkjip_xl.rules._cells import Entered, entered, say
from lkjip_xl.rules._yearly import known
from lkjip_xl.rules.rule import Hit, rule
from lkjip_xl.spec.types import Entry


@rule("LK120", "Tahun di luar 2000-2100 atau tidak sesuai tahun laporan")
def year_out_of_range(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    Sel tahun yang isinya di luar 2000 sampai 2100, misalnya 24 atau 20224, tahun pembanding sesudah tahun laporan yang sudah
    mempunyai realisasi, unit lain yang dibandingkan pada tahun lain daripada unit lain selebihnya (info), dan pembanding "tahun sebelumnya" dengan tahun laporan atau sesudahnya.

    ## Mengapa penting

    Target tahun ini diambil dari tahun kinerja dan tahun pertama Renstra. Tahun yang salah ketik mengosongkan semua target.

    ## Cara memperbaiki

    Tulis tahun dengan empat angka, misalnya 2024.

    ## Dasar hukum

    Tidak ada; batas ini sama dengan batas isian formulir.
    """
    yield from say(entered(check, lambda f, v: f.entry is Entry.YEAR and v.number is not None and not FIRST <= v.number <= LAST), _hit)
    now = check.year
    yield from _other_year(check, now)
    for row in check.rows("Pembanding") if now is not None else ():
        year = row.number("tahun")
        if now is not None and year is not None and now <= year <= LAST and row.text("macam") == EARLIER:
            yield Hit(
                row.spot("tahun"), f"Pembanding {row.subject} tahun {int(year)} disebut {EARLIER}, padahal laporan ini untuk tahun {now}.", found=str(int(year)),
                related=(row.address("macam"), check.spot("Identitas", "tahun").address))
        elif now is not None and year is not None and now < year <= LAST and known(row["realisasi"]):
            yield Hit(
                row.spot("tahun"), f"Pembanding {row.subject} tahun {int(year)} mempunyai realisasi, padahal laporan ini untuk tahun {now}.", found=str(int(year)),
                related=(check.spot("Identitas", "tahun").address, row.address("realisasi")))


def _other_year(check: Check, now: int | None) -> Iterator[Hit]:
    """Figures of other units that are of an earlier year, while those of the rest are of the year of the report."""
    rows = [row for row in check.rows("Pembanding") if row.text("macam") == "unit lain" and row.number("tahun") is not None]
    past = [row for row in rows if now is not None and FIRST <= (row.number("tahun") or 0) < now]
    if past and len(past) < len(rows):
        years = ", ".join(dict.fromkeys(str(row.value("tahun").raw) for row in past))
        yield Hit(
            past[0].spot("tahun"), f"Pembanding {past[0].text('pihak')} bertahun {years}, sedangkan unit lain dibandingkan pada tahun laporan {now}.", found=years, expected=str(now),
            severity=Severity.INFO, related=tuple(row.address("tahun") for row in past[1:]), advice="Pakai angka tahun yang sama, atau sebutkan tahunnya di laporan.")


FIRST, LAST = 2000, 2100
EARLIER = "tahun sebelumnya"


def _hit(cell: Entered) -> Hit:
    return Hit(cell.spot, f"{cell.label} berisi {cell.typed}, yang bukan tahun empat angka antara {FIRST} dan {LAST}.", found=cell.typed)
