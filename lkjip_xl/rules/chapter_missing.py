"""LK505: a part of Bab III that the report has to answer and does not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from lkjip_xl.check import Check, CheckRow, Spot
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
    parts = _missing(check)
    unsaid = parts and _unsaid(check)
    if unsaid and not check.annual:
        parts = sorted((*parts, STANDARD), key=lambda p: p.what.rpartition("(")[2])
    if check.annual or len(parts) < 2:
        for part in parts:
            advice = "" if not check.annual else "Isi sel yang kosong." if part.spots else "Isi lembar ini."
            spots = part.spots or (_sheet(check, part),)
            yield Hit(spots[0], f"Bab III belum lengkap: {part.what}.", advice=advice, related=(*(s.address for s in spots[1:]), *part.said))
        if unsaid:
            yield Hit(
                _sheet(check, STANDARD), f"Bab III: {STANDARD.what}.", advice="Bila tidak ada standar nasional untuk indikator ini, tulis Tidak ada di lembar Pembanding.",
                severity=Severity.INFO)
        return
    first = _sheet(check, parts[0])
    named = dict.fromkeys(a for p in parts for a in (_sheet(check, p).sheet, *(s.address for s in p.spots), *p.said))
    yield Hit(first, f"Bab III belum lengkap: {'; '.join(p.what for p in parts)}.", related=tuple(a for a in named if a != first.sheet))


def parts_missing(check: Check) -> list[str]:
    """What Bab III lacks, in words; a standar nasional that nobody mentions beside it."""
    parts = _missing(check) if next(check.rows("Pengukuran"), None) is not None else []
    return [p.what for p in (*parts, *([STANDARD] if parts and _unsaid(check) else []))]


def _missing(check: Check) -> list[Part]:
    found = (_this_period(check), _last_years(check), _plan_end(check), _announced(check), _analysis(check), _efficiency(check), _programs(check), _spending(check))
    return [p for p in found if p is not None]


def _unsaid(check: Check) -> bool:
    return "Pembanding" in check.layout.tables and not _standard(check) and _announced(check) is None


@dataclass(frozen=True, slots=True)
class Part:
    """A part that is missing."""

    table: str
    """Table that has to be filled."""
    what: str
    spots: tuple[Spot, ...] = ()
    """Cells that are blank, where it is not the whole table."""
    said: tuple[str, ...] = ()
    """Cells that promise the part."""


def _sheet(check: Check, part: Part) -> Spot:
    return check.sheet_spot(check.layout.tables[part.table].sheet)


WORDS = ("pendorong", "penghambat", "solusi", "kesimpulan")
STANDARD = Part("Pembanding", "standar nasional tidak disebut (A.4)")


def _this_period(check: Check) -> Part | None:
    """Part A.1 of a quarterly report: nobody measured anything nor said that it was not measured."""
    key = f"r{check.quarter}"
    if check.annual or not sound(check, "Triwulan", "id", key) or next(check.rows("PK"), None) is None:
        return None
    answered = any(row[key] != "" for row in check.rows("Triwulan"))
    return None if answered else Part("Triwulan", f"tidak satu pun indikator mempunyai realisasi TW {TWS[check.quarter - 1]} atau pernyataan belum diukur (A.1)")


def _standard(check: Check) -> bool:
    """Does the report say anything of a national or provincial standard, be it that there is none."""
    if any(row.text("macam").startswith("standar") for row in check.rows("Pembanding")):
        return True
    return any(q.besaran not in TITLES and _NATIONAL.search(f"{q.table} {q.line} {q.thing.text} {q.text}") for q in ledger(check).quotes)


TITLES = ("judul", "nomor", "nama", "periode", "tahun")
_NATIONAL = re.compile(r"\bstandar(?:d|isasi)?\s+(?:nasional|provinsi)\b|\brpjmn\b|\btingkat\s+nasional\b", re.IGNORECASE)


def _announced(check: Check) -> Part | None:
    """Part A.4 promised by a heading and not given."""
    said = tuple(q.address for q in ledger(check).quotes if q.besaran in TITLES and _NATIONAL.search(f"{q.thing.text} {q.text}"))
    if "Pembanding" not in check.layout.tables or not said or _standard(check):
        return None
    return Part("Pembanding", "standar nasional ada dalam judul atau daftar isi, tetapi tidak diisi dan tidak dinyatakan tidak ada (A.4)", said=said)


def _last_years(check: Check) -> Part | None:
    here = any(row.text("macam") == "tahun sebelumnya" for row in check.rows("Pembanding"))
    return None if here or "Pembanding" not in check.layout.tables else Part("Pembanding", "tidak ada pembanding tahun sebelumnya (A.2)")


def _plan_end(check: Check) -> Part | None:
    if "Renstra" not in check.layout.tables:
        return None
    measured = () if check.annual else check.rows("Triwulan")
    ids = dict.fromkeys(row.text("id") for row in (*check.rows("PK"), *measured))
    plans = [plan for id_ in ids if (plan := check.by_id("Renstra", id_)) is not None]
    lacking = [p for p in plans if p["akhir"] == "" and (_has_target(p) or not any(map(_has_target, plans)))]
    if not lacking:
        return None
    names = ", ".join(f"{p.text('id')}{_last_target(check, p)}" for p in lacking)
    return Part("Renstra", f"kemajuan terhadap target akhir Renstra tidak dapat dihitung: kolom target akhir kosong pada {names} (A.3)", tuple(p.spot("akhir") for p in lacking))


def _last_target(check: Check, plan: CheckRow) -> str:
    """The target of the last year of the plan, which the blank cell should repeat."""
    first, last = check.form("Identitas", "renstra_awal"), check.form("Identitas", "renstra_akhir")
    key = f"t{int(last - first) + 1}" if isinstance(first, Fraction) and isinstance(last, Fraction) and 0 <= last - first < YEARS else ""
    return f" (padahal target tahun {int(last)} {plan.value(key).raw})" if key and plan[key] != "" else ""


def _has_target(plan: CheckRow) -> bool:
    """Has the plan any target for an indikator; one without is told as LK323."""
    return any(plan[f"t{k}"] != "" for k in range(1, YEARS + 1))


def _analysis(check: Check) -> Part | None:
    if "Analisis" not in check.layout.tables:
        return None
    told = {row.text("id").casefold() for row in check.rows("Analisis") if _says(row)}
    if not told:
        return Part("Analisis", "tidak ada analisis penyebab dan solusi (A.5)")
    lacking = [row.text("id") for row in check.rows("PK") if row.text("id").casefold() not in told]
    if lacking:
        return Part("Analisis", f"{', '.join(lacking)} belum dianalisis (A.5)")
    return Part("Analisis", "tidak ada alternatif solusi untuk indikator mana pun (A.5)") if all(row["solusi"] == "" for row in check.rows("Analisis")) else None


def _says(row: CheckRow) -> bool:
    return any(row[key] != "" for key in WORDS)


def _efficiency(check: Check) -> Part | None:
    empty = "Efisiensi" in check.layout.tables and next(check.rows("Efisiensi"), None) is None
    return Part("Efisiensi", "tidak ada analisis efisiensi (A.6)") if empty else None


def _spending(check: Check) -> Part | None:
    """Part B: no row of Anggaran has any spending of the period."""
    rows = list(check.rows("Anggaran"))
    columns = check.layout.tables["Anggaran"].cols if "Anggaran" in check.layout.tables else {}
    keys = [f"real{k}" for k in range(1, check.quarter + 1)]
    if not rows or not all(k in columns for k in keys):
        return None
    return None if any(row[k] != "" for row in rows for k in keys) else Part("Anggaran", "tidak ada realisasi anggaran (B)")


def _programs(check: Check) -> Part | None:
    rows = list(check.rows("Analisis"))
    return Part("Analisis", "program dan kegiatan penunjang tidak dianalisis (A.7)") if rows and all(row["program"] == "" for row in rows) else None
