"""LK505: a part of Bab III that the report has to answer and does not."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lkjip_xl.check import Check, CheckRow
from lkjip_xl.findings import Severity
from lkjip_xl.quotes import ledger
from lkjip_xl.rules._sound import sound
from lkjip_xl.rules.rule import Hit, rule
from lkjip_xl.spec.sheets.measure import TWS
from lkjip_xl.spec.sheets.plan import YEARS


@rule("LK505", "Bagian Bab III belum ada", Severity.WARNING, legal_basis="PermenPAN-RB 53/2014 Lampiran II (perlu dicocokkan dengan naskah asli)")
def chapter_missing(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    Laporan yang tidak memuat salah satu bagian Bab III: target dan realisasi triwulan yang dilaporkan (A.1), pembandingan dengan
    tahun lalu (A.2), pembandingan dengan target akhir Renstra (A.3), analisis (A.5), efisiensi (A.6), atau program penunjang (A.7),
    atau yang tidak memuat realisasi anggaran (B). Standar nasional (A.4) hanya bila ada: bila laporan mengumumkannya dalam judul
    tetapi tidak mengisinya, itu peringatan; bila tidak disebut sama sekali, cukup info di samping bagian lain yang belum ada.
    Pada laporan triwulan semuanya disebut dalam satu temuan.

    ## Mengapa penting

    Bagian itu diminta untuk setiap sasaran strategis. Laporan tanpa bagian itu tidak menjelaskan mengapa target tercapai atau
    tidak.

    ## Cara memperbaiki

    Isi lembar yang disebut. Pada laporan triwulan bagian ini boleh menyusul pada laporan tahunan.

    ## Dasar hukum

    PermenPAN-RB 53/2014 Lampiran II tentang isi Bab III.A (perlu dicocokkan dengan naskah asli).
    """
    if next(check.rows("Pengukuran"), None) is None:
        return
    found = (_this_period(check), _last_years(check), _plan_end(check), _announced(check), _analysis(check), _efficiency(check), _programs(check), _spending(check))
    parts = [p for p in found if p is not None]
    unsaid = parts and "Pembanding" in check.layout.tables and not _standard(check) and _announced(check) is None
    if unsaid and not check.annual:
        parts = sorted((*parts, STANDARD), key=lambda p: p[1].rpartition("(")[2])
    if check.annual or len(parts) < 2:
        advice = "Isi lembar ini." if check.annual else ""
        yield from (Hit(check.sheet_spot(check.layout.tables[table].sheet), f"Bab III belum lengkap: {what}.", advice=advice) for table, what in parts)
        if unsaid:
            table, what = STANDARD
            yield Hit(
                check.sheet_spot(check.layout.tables[table].sheet), f"Bab III: {what}.", advice="Bila tidak ada standar nasional untuk indikator ini, tulis Tidak ada di lembar Pembanding.",
                severity=Severity.INFO)
        return
    sheets = [check.layout.tables[table].sheet for table, _ in parts]
    yield Hit(check.sheet_spot(sheets[0]), f"Bab III belum lengkap: {'; '.join(what for _, what in parts)}.", related=tuple(s for s in dict.fromkeys(sheets) if s != sheets[0]))


Part = tuple[str, str] | None
"""Table that has to be filled and what is missing there."""
WORDS = ("pendorong", "penghambat", "solusi", "kesimpulan")
STANDARD = ("Pembanding", "standar nasional tidak disebut (A.4)")


def _this_period(check: Check) -> Part:
    """Part A.1 of a quarterly report: nobody measured anything nor said that it was not measured."""
    key = f"r{check.quarter}"
    if check.annual or not sound(check, "Triwulan", "id", key) or next(check.rows("PK"), None) is None:
        return None
    answered = any(row[key] != "" for row in check.rows("Triwulan"))
    return None if answered else ("Triwulan", f"tidak satu pun indikator mempunyai realisasi TW {TWS[check.quarter - 1]} atau pernyataan belum diukur (A.1)")


def _standard(check: Check) -> bool:
    """Does the report say anything of a national or provincial standard, be it that there is none."""
    if any(row.text("macam").startswith("standar") for row in check.rows("Pembanding")):
        return True
    return any(q.besaran not in TITLES and _NATIONAL.search(f"{q.table} {q.line} {q.thing.text} {q.text}") for q in ledger(check).quotes)


TITLES = ("judul", "nomor", "nama", "periode", "tahun")
_NATIONAL = re.compile(r"\bstandar(?:d|isasi)?\s+(?:nasional|provinsi)\b|\brpjmn\b|\btingkat\s+nasional\b", re.IGNORECASE)


def _announced(check: Check) -> Part:
    """Part A.4 promised by a heading and not given."""
    if "Pembanding" not in check.layout.tables or not any(q.besaran in TITLES and _NATIONAL.search(f"{q.thing.text} {q.text}") for q in ledger(check).quotes):
        return None
    return None if _standard(check) else ("Pembanding", "standar nasional ada dalam judul atau daftar isi, tetapi tidak diisi dan tidak dinyatakan tidak ada (A.4)")


def _last_years(check: Check) -> Part:
    here = any(row.text("macam") == "tahun sebelumnya" for row in check.rows("Pembanding"))
    return None if here or "Pembanding" not in check.layout.tables else ("Pembanding", "tidak ada pembanding tahun sebelumnya (A.2)")


def _plan_end(check: Check) -> Part:
    if "Renstra" not in check.layout.tables:
        return None
    rows = [(row.text("id"), check.by_id("Renstra", row.text("id"))) for row in check.rows("PK")]
    lacking = [id_ for id_, plan in rows if plan is not None and plan["akhir"] == "" and _has_target(plan)]
    lacking = lacking or [id_ for id_, plan in rows if plan is not None and plan["akhir"] == "" and not any(_has_target(p) for _, p in rows if p is not None)]
    return ("Renstra", f"target akhir Renstra {', '.join(lacking)} kosong, sehingga kemajuan terhadap Renstra tidak dapat dibandingkan (A.3)") if lacking else None


def _has_target(plan: CheckRow) -> bool:
    """Has the plan any target for an indikator; one without is told as LK323."""
    return any(plan[f"t{k}"] != "" for k in range(1, YEARS + 1))


def _analysis(check: Check) -> Part:
    if "Analisis" not in check.layout.tables:
        return None
    told = {row.text("id").casefold() for row in check.rows("Analisis") if _says(row)}
    if not told:
        return "Analisis", "tidak ada analisis penyebab dan solusi (A.5)"
    lacking = [row.text("id") for row in check.rows("PK") if row.text("id").casefold() not in told]
    if lacking:
        return "Analisis", f"{', '.join(lacking)} belum dianalisis (A.5)"
    return ("Analisis", "tidak ada alternatif solusi untuk indikator mana pun (A.5)") if all(row["solusi"] == "" for row in check.rows("Analisis")) else None


def _says(row: CheckRow) -> bool:
    return any(row[key] != "" for key in WORDS)


def _efficiency(check: Check) -> Part:
    empty = "Efisiensi" in check.layout.tables and next(check.rows("Efisiensi"), None) is None
    return ("Efisiensi", "tidak ada analisis efisiensi (A.6)") if empty else None


def _spending(check: Check) -> Part:
    """Part B: no row of Anggaran has any spending of the period."""
    rows = list(check.rows("Anggaran"))
    columns = check.layout.tables["Anggaran"].cols if "Anggaran" in check.layout.tables else {}
    keys = [f"real{k}" for k in range(1, check.quarter + 1)]
    if not rows or not all(k in columns for k in keys):
        return None
    return None if any(row[k] != "" for row in rows for k in keys) else ("Anggaran", "tidak ada realisasi anggaran (B)")


def _programs(check: Check) -> Part:
    rows = list(check.rows("Analisis"))
    return ("Analisis", "tidak ada program atau kegiatan penunjang (A.7)") if rows and all(row["program"] == "" for row in rows) else None
