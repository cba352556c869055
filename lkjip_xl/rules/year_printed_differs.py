"""LK613: years, spans of years and periods printed otherwise than in Identitas."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from fractions import Fraction

from lkjip_xl.check import Check, CheckRow
from lkjip_xl.engine import UNTYPED
from lkjip_xl.findings import Severity
from lkjip_xl.quotes import Ledger, Quote, ledger, normal, years_in
from lkjip_xl.rules._plan import PLAN
from lkjip_xl.rules._quoted import addresses, alike, followers, listing, others, right_value
from lkjip_xl.rules.rule import Hit, rule
from lkjip_xl.spec.lists import PERIODS

_SPAN = re.compile(r"(\d{1,2})\s*(?:\([^)]*\))?\s*tahun", re.IGNORECASE)
_NUMBERS = {"satu": 1, "dua": 2, "tiga": 3, "empat": 4, "lima": 5, "enam": 6}
_TERM = 5
_MOST = 6
_ABOVE = ("rpd", "rpjmd")
"""Plans of the kabupaten: Identitas has the years of the Renstra, which may differ from theirs for a while."""
_LAW = re.compile(r"\b(?:dasar\s+hukum|landasan\s+hukum|peraturan|undang-undang|keputusan)\b", re.IGNORECASE)
_AGAINST = re.compile(r"\btarget\b\D*(?P<target>20\d\d)\b.*?\b(?:capaian|realisasi)\b\D*(?P<capaian>20\d\d)\b", re.IGNORECASE | re.DOTALL)
_ROMAN = {"1": "I", "2": "II", "3": "III", "4": "IV"}


@rule("LK613", "Tahun atau periode tercetak berbeda")
def year_printed_differs(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    Tahun laporan, masa Renstra (misalnya 2024-2026 atau 3 tahun), tahun akhir Renstra, dan triwulan yang tercetak lain
    daripada di lembar Identitas. Angka yang mengikuti tahun yang keliru, misalnya target tahun ini di bawah judul "target akhir
    Renstra", disebut sebagai angka terkait, juga judul tabel yang membandingkan target suatu tahun dengan capaian tahun lain
    padahal tabelnya memuat capaian tahun ini. Rentang pembanding ("tiga tahun") yang lebih panjang daripada tahun-tahun yang
    angkanya ada di lembar Pembanding, dan masa RPJMD atau RPD yang lain daripada masa Renstra, hanya diperingatkan.

    ## Mengapa penting

    Tahun yang keliru membuat seluruh tabel di bawahnya dibandingkan dengan target yang salah.

    ## Cara memperbaiki

    Betulkan tahun atau periode di laporan, lalu isi tabelnya dengan angka tahun itu.

    ## Dasar hukum

    Tidak ada; tahun dan masa Renstra menurut lembar Identitas.
    """
    book = ledger(check)
    wrong = [q for q in book.quotes if q.besaran in ("tahun", "periode") and q.ours and not q.other_year and right_text(check, q)]
    for group in alike(wrong):
        first, right = group[0], right_text(check, group[0])
        follow = followers(book, group)
        tail = f" {len(follow)} angka di tabel itu mengikuti tahun ini: {listing((_instead(book, q) for q in follow), _MOST)}." if follow else ""
        titles, mixed = _mixed(check, book, first)
        severity = Severity.WARNING if of_plan(first) and normal(first.thing.text) in _ABOVE else None
        yield Hit(
            first.spot, f"{first.place}: {first.besaran} {first.thing.text} tercetak \"{first.text}\", menurut lembar Identitas {right}.{others(len(group) - 1)}{tail}{mixed}",
            found=first.text, expected=right, severity=severity, related=addresses([*group[1:], *follow, *titles]), advice=_advice(first, right, follow),
            uses=PLAN if of_plan(first) else (("Identitas", None, "tahun" if first.besaran == "tahun" else "periode"),),
        )
    yield from _too_long(check, book)


def _mixed(check: Check, book: Ledger, q: Quote) -> tuple[list[Quote], str]:
    """The title of a table that sets the target of one year against the capaian of another, while the table has the capaian of this year too."""
    here = {o.besaran for o in book.by_table[normal(q.table)] if o.ours and not o.other_year and not o.periode}
    if not of_plan(q) or not {"realisasi", "capaian"} <= here:
        return [], ""
    titles = [(o, found) for o in book.quotes if o.besaran == "judul" and normal(o.thing.text) == normal(q.table) and (found := _AGAINST.search(o.text))]
    wrong = [(o, found) for o, found in titles if found["target"] != found["capaian"] and int(found["capaian"]) != check.year]
    told = [f" Judul tabelnya membandingkan target {found['target']} dengan capaian {found['capaian']}, padahal tabelnya memuat target, realisasi dan capaian {check.year} berdampingan: target akhir "
            "Renstra tidak dibandingkan dengan capaian (A.3)." for _, found in wrong[:1]]
    return [o for o, _ in wrong], "".join(told)


def _advice(q: Quote, right: str, follow: list[Quote]) -> str:
    """A title of a regulation keeps its years: it is another regulation that is needed."""
    if follow or not of_plan(q):
        return ""
    if _LAW.search(q.table) or any(_LAW.match(o.text) for o in ledger(q.row.check).by_row[q.printed_row]):
        plan = "RPJMD/RPD" if normal(q.thing.text) in _ABOVE else "Renstra"
        return f"Tahun dalam judul peraturan tidak boleh diubah: ganti dengan peraturan tentang {plan} {right} bila sudah ada, atau sebut keduanya; bila lembar Identitas keliru, betulkan lembar itu."
    return "Betulkan masa itu di laporan; bila lembar Identitas keliru, betulkan lembar itu."


def _instead(book: Ledger, q: Quote) -> str:
    expected = book.judged[q.row.index].expected
    return f"{q.what} {q.text}" + (f", seharusnya {right_value(q, expected)}" if expected is not None else "")


def _too_long(check: Check, book: Ledger) -> Iterator[Hit]:
    """A comparison said to go over more years than have a figure."""
    years: dict[int, list[CheckRow]] = defaultdict(list)
    for row in check.rows("Pembanding"):
        if row.text("macam") == "tahun sebelumnya" and (year := row.number("tahun")) is not None:
            years[int(year)].append(row)
    measured = [y for y, rows in sorted(years.items()) if any(isinstance(r["nilai"], Fraction) for r in rows)]
    compared = [q for q in book.quotes if q.besaran == "periode" and q.ours and "pembanding" in normal(q.thing.text) and (span(q.text) or 0) > len(measured) + 1]
    if not compared or not years or check.year is None or any(r["nilai"] is UNTYPED for rows in years.values() for r in rows):
        return
    first, empty = compared[0], [y for y in sorted(years) if y not in measured]
    lacking = f" ({', '.join(map(str, empty))} tanpa angka)" if empty else ""
    yield Hit(
        first.spot, f"{first.place}: rentang pembanding tercetak \"{first.text}\", padahal lembar Pembanding hanya memuat angka tahun {', '.join(map(str, measured)) or '-'}{lacking}; dengan "
        f"{check.year} baru {len(measured) + 1} tahun.{others(len(compared) - 1)}", advice="Lengkapi angka tahun-tahun itu di lembar Pembanding dan di laporan, atau sebut rentang yang sebenarnya.",
        found=first.text, expected=f"{len(measured) + 1} tahun", severity=Severity.WARNING, uses=tuple(r.cell("realisasi") for rows in years.values() for r in rows),
        related=(*addresses(compared[1:]), *(r.address("realisasi") for y in empty for r in years[y])))


def of_plan(q: Quote) -> bool:
    """Is a year or span that of the Renstra or of the plan it follows."""
    about = normal(q.thing.text)
    return "renstra" in about or about in (*_ABOVE, "rencanastrategis")


def right_text(check: Check, q: Quote) -> str:
    """What should be printed, "" when the text agrees or cannot be judged."""
    if of_plan(q):
        return _plan(check, q, normal(q.thing.text))
    if not q.thing.total:
        return ""
    if q.besaran == "tahun":
        years = years_in(q.text)
        return str(check.year) if check.year is not None and years and check.year not in years else ""
    return _period(check, q)


def _plan(check: Check, q: Quote, about: str) -> str:
    first, last = check.form("Identitas", "renstra_awal"), check.form("Identitas", "renstra_akhir")
    if not (isinstance(first, Fraction) and isinstance(last, Fraction)):
        return ""
    years = years_in(q.text)
    if "akhir" in about:
        return str(int(last)) if years and int(last) not in years else ""
    if "awal" in about:
        return str(int(first)) if years and int(first) not in years else ""
    if len(years) == 2 and (years[0] != first or years[1] != last):
        return f"{int(first)}-{int(last)}"
    printed, wanted = span(q.text), int(last - first) + 1
    term = printed == _TERM and wanted == _TERM + 1  # five years of office from 2021 to 2026
    return f"{wanted} tahun" if printed is not None and printed != wanted and not term else ""


def span(text: str) -> int | None:
    """`5 (lima) tahun` and `lima tahun` are 5."""
    found = _SPAN.search(text)
    if found:
        return int(found[1])
    words = text.casefold().split()
    return next((n for w, n in _NUMBERS.items() if w in words and "tahun" in words), None)


def _period(check: Check, q: Quote) -> str:
    wanted = str(check.form("Identitas", "periode"))
    words = q.text.upper().replace("TRIWULAN", "TW").split()
    printed = " ".join(_ROMAN.get(w, w) for w in words[:2]) if words[:1] == ["TW"] else "TAHUNAN" if words[:1] == ["TAHUNAN"] else ""
    return wanted if printed in PERIODS and wanted in PERIODS and printed != wanted else ""
