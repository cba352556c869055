"""LK505: a part of Bab III that the report has to answer and does not."""

from __future__ import annotations

from collections.abc import Iterator

from lkjip_xl.check import Check, CheckRow
from lkjip_xl.findings import Severity
from lkjip_xl.rules.rule import Hit, rule


@rule("LK505", "Bagian Bab III belum ada", Severity.WARNING, legal_basis="PermenPAN-RB 53/2014 Lampiran II (perlu dicocokkan dengan naskah asli)")
def chapter_missing(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    Laporan yang tidak memuat salah satu bagian Bab III.A: pembandingan dengan tahun lalu (A.2), pembandingan dengan target akhir
    Renstra (A.3), analisis (A.5), efisiensi (A.6), atau program penunjang (A.7). Standar nasional (A.4) hanya bila ada.

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
    parts = [p for p in (_last_years(check), _plan_end(check), _analysis(check), _efficiency(check), _programs(check)) if p is not None]
    if check.annual or len(parts) < 2:
        advice = "Isi lembar ini." if check.annual else ""
        yield from (Hit(check.sheet_spot(check.layout.tables[table].sheet), f"Bab III.A belum lengkap: {what}.", advice=advice) for table, what in parts)
        return
    sheets = [check.layout.tables[table].sheet for table, _ in parts]
    yield Hit(check.sheet_spot(sheets[0]), f"Bab III.A belum lengkap: {'; '.join(what for _, what in parts)}.", related=tuple(dict.fromkeys(sheets[1:])))


Part = tuple[str, str] | None
"""Table that has to be filled and what is missing there."""
WORDS = ("pendorong", "penghambat", "solusi", "kesimpulan")


def _last_years(check: Check) -> Part:
    here = any(row.text("macam") == "tahun sebelumnya" for row in check.rows("Pembanding"))
    return None if here or "Pembanding" not in check.layout.tables else ("Pembanding", "tidak ada pembanding tahun sebelumnya (A.2)")


def _plan_end(check: Check) -> Part:
    if "Renstra" not in check.layout.tables:
        return None
    rows = [(row.text("id"), check.by_id("Renstra", row.text("id"))) for row in check.rows("PK")]
    lacking = [id_ for id_, plan in rows if plan is not None and plan["akhir"] == ""]
    return ("Renstra", f"target akhir Renstra {', '.join(lacking)} kosong, sehingga kemajuan terhadap Renstra tidak dapat dibandingkan (A.3)") if lacking else None


def _analysis(check: Check) -> Part:
    if "Analisis" not in check.layout.tables:
        return None
    told = {row.text("id").casefold() for row in check.rows("Analisis") if _says(row)}
    if not told:
        return "Analisis", "tidak ada analisis penyebab dan solusi (A.5)"
    lacking = [row.text("id") for row in check.rows("PK") if row.text("id").casefold() not in told]
    return ("Analisis", f"{', '.join(lacking)} belum dianalisis (A.5)") if lacking else None


def _says(row: CheckRow) -> bool:
    return any(row[key] != "" for key in WORDS)


def _efficiency(check: Check) -> Part:
    empty = "Efisiensi" in check.layout.tables and next(check.rows("Efisiensi"), None) is None
    return ("Efisiensi", "tidak ada analisis efisiensi (A.6)") if empty else None


def _programs(check: Check) -> Part:
    rows = list(check.rows("Analisis"))
    return ("Analisis", "tidak ada program atau kegiatan penunjang (A.7)") if rows and all(row["program"] == "" for row in rows) else None
