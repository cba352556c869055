"""LK337: a report that is dated before its period was over."""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Iterator

from lkjip_xl.check import Check
from lkjip_xl.findings import Severity
from lkjip_xl.quotes import Quote, ledger
from lkjip_xl.rules._quoted import addresses
from lkjip_xl.rules.rule import Hit, rule
from lkjip_xl.values.types import MONTHS

_DATE_OF = re.compile(r"\btanggal\s+(?:laporan|lkj(?:ip)?|penandatanganan|tanda\s+tangan|kata\s+pengantar)\b", re.IGNORECASE)
_WORDS = {3: "Maret", 6: "Juni", 9: "September", 12: "Desember"}
_SIGNED = re.compile(rf"(?:[^\W\d][^\d,;.]*,\s*)?(?P<day>\d{{1,2}}\s+)?(?P<month>{'|'.join(sorted(MONTHS, key=len, reverse=True))})\s+(?P<year>20\d\d)\W*", re.IGNORECASE)


@rule("LK337", "Tanggal laporan sebelum periodenya berakhir", Severity.WARNING)
def signed_too_early(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    Tanggal laporan (kutipan dengan objek "Tanggal laporan", atau tempat dan tanggal di kata pengantar) yang lebih awal daripada hari
    terakhir periode laporan di lembar Identitas. Bila hanya bulannya tercetak, bulan itu harus sudah berakhir sebelum periodenya.

    ## Mengapa penting

    Angka sampai akhir periode belum ada ketika laporan itu ditandatangani. Tanggal atau angkanya tidak benar.

    ## Cara memperbaiki

    Betulkan tanggal laporan. Bila tanggalnya memang benar, sebut dalam laporan sampai tanggal berapa angkanya dihitung.

    ## Dasar hukum

    Tidak ada.
    """
    if check.year is None or not datetime.MINYEAR <= check.year <= datetime.MAXYEAR:
        return
    month = 3 * check.quarter
    end = datetime.date(check.year, month, calendar.monthrange(check.year, month)[1])
    period = f"tahun {check.year}" if check.annual else f"{check.form('Identitas', 'periode')} {check.year}"
    early = [q for q in ledger(check).quotes if q.ours and _of_report(q) and (day := _day(q.text)) is not None and day < end]
    groups: dict[str, list[Quote]] = {}
    for q in early:
        groups.setdefault(q.text.casefold(), []).append(q)
    for first, *others in groups.values():
        yield Hit(
            first.spot, f"{first.place}: laporan bertanggal \"{first.text}\", padahal {period} berakhir {end.day} {_WORDS[month]} {end.year}; "
            "angka sampai akhir periode belum ada pada tanggal itu.",
            found=first.text, related=addresses(others), uses=(("Identitas", None, "tahun"), ("Identitas", None, "periode")))


def _of_report(q: Quote) -> bool:
    """Is a quotation the date of this report."""
    if q.besaran not in ("kalimat", "keadaan", "nomor"):
        return False
    return bool(_DATE_OF.search(q.thing.text)) or q.table.casefold().startswith("kata pengantar")


def _day(text: str) -> datetime.date | None:
    """The last day that a place and date can mean, None when a text is anything else."""
    found = _SIGNED.fullmatch(text.strip())
    if found is None:
        return None
    year, month = int(found["year"]), MONTHS[found["month"].casefold()]
    last = calendar.monthrange(year, month)[1]
    return datetime.date(year, month, max(1, min(int(found["day"] or last), last)))
