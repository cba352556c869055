"""Tables of words: analysis per indikator, follow-up of the evaluation, findings still open."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction

from lkjip_xl.check import CheckRow
from lkjip_xl.findings import Finding
from lkjip_xl.tables.capaian import NO, linked, numbered
from lkjip_xl.tables.source import Source, date_text, row_key
from lkjip_xl.tables.types import Cell, Column, Kind, Missing, Role, Row, Table

ASPECTS = (("pendorong", "Faktor pendorong"), ("penghambat", "Faktor penghambat"), ("solusi", "Alternatif solusi"), ("kesimpulan", "Kesimpulan"))


LONG = 2800
"""Letters that fit into the highest row a workbook may have."""


def parts(text: str) -> list[str]:
    """A text in pieces that fit into one row each, broken behind a sentence where one ends, else between words."""
    found = []
    while len(text) > LONG:
        cut = max(text.rfind(end, LONG // 2, LONG) + 1 for end in (". ", "\n")) or max(text.rfind(" ", 1, LONG), 0) or LONG
        found.append(text[:cut].strip())
        text = text[cut:].strip()
    return [*found, text]


def analisis(source: Source) -> Table | Missing:
    """A.5: causes of success or failure and what was done, per indikator; what is not written is a visible gap."""
    key, title = "analisis", f"Analisis capaian kinerja {source.period_name()} per indikator"
    found: dict[str, CheckRow] = {}
    for row in source.rows("Analisis"):
        found.setdefault(row.subject, row)
    if not found:
        return Missing(key, title, "lembar Analisis belum diisi")
    measured = source.measured_ids
    rows: list[Row] = []
    for id_, row in found.items():
        capaian = source.cell(row, "capaian", Kind.PERSEN)
        if id_ in measured:
            capaian = linked(capaian, "capaian", row_key(measured[id_]), "target_realisasi")
        rows.append(Row(id_, (source.cell(row, "indikator"), Cell(), capaian), Role.INDUK))
        for aspect, name in ASPECTS:
            said = source.said(row, aspect)
            for n, part in enumerate(parts(said.text), 1):
                cell = replace(said, value=part) if said.value else said
                rows.append(Row(f"{id_}|{aspect}|{n}", (Cell(name if n == 1 else f"{name} (lanjutan)"), cell, Cell()), indent=1))
    columns = (Column("hal", "Indikator / hal", width=30), Column("uraian", "Uraian", width=98), Column("capaian", "Capaian", Kind.PERSEN, 12))
    return Table(key, title, columns, tuple(rows), "Analisis")


_FOLLOW_UP = (
    ("rekomendasi", "Rekomendasi", 40), ("rencana", "Rencana aksi", 36), ("target", "Target", 16), ("waktu", "Waktu", 14), ("penanggung_jawab", "Penanggung jawab", 16),
    ("status_tl", "Status", 10), ("progres", "Progres penyelesaian", 34),
)


def tindak_lanjut(source: Source) -> Table | Missing:
    """Follow-up of the recommendations of the AKIP evaluation."""
    key, title = "tindak_lanjut", "Tindak lanjut rekomendasi hasil evaluasi AKIP (LHE)"
    found = list(source.rows("TindakLanjut"))
    if not found:
        return Missing(key, title, "lembar Tindak Lanjut belum diisi")
    rows = tuple(Row(row_key(r), (source.cell(r, "no", Kind.ANGKA), *(source.cell(r, k) for k, _, _ in _FOLLOW_UP))) for r in found)
    columns = (NO, *(Column(k, head, width=width, center=k == "status_tl") for k, head, width in _FOLLOW_UP))
    return Table(key, title, columns, rows, "Tindak Lanjut LHE", notes=_reports(source, found))


def _reports(source: Source, found: list[CheckRow]) -> tuple[str, ...]:
    """Which evaluation reports the recommendations come from."""
    named: dict[str, None] = {}
    for row in found:
        number, day = source.cell(row, "lhe_nomor").text, row.right("lhe_tanggal")
        when = f" tanggal {date_text(datetime.date(1899, 12, 30) + datetime.timedelta(days=int(day)))}" if isinstance(day, Fraction) else ""
        if number or when:
            named[f"{number}{when}".strip()] = None
    return (f"LHE: {'; '.join(named)}.",) if named else ()


def temuan(findings: Iterable[Finding]) -> Table | Missing:
    """Findings that are still open, in the order in which to mend them."""
    key, title = "temuan", "Temuan pemeriksaan yang masih terbuka"
    rows = tuple(
        Row(f"temuan.{n}", (numbered(n), Cell(f.place or "berkas"), Cell(f.severity.word), Cell(f.code), Cell(f.message), Cell(f.expected), Cell(f.advice)))
        for n, f in enumerate(findings, 1))
    if not rows:
        return Missing(key, title, "tidak ada temuan: semua yang dapat diperiksa sesuai")
    columns = (
        NO, Column("sel", "Sel di buku kerja", width=20), Column("tingkat", "Tingkat", width=11, center=True), Column("aturan", "Aturan", width=8, center=True),
        Column("temuan", "Temuan", width=60), Column("seharusnya", "Seharusnya", width=22), Column("saran", "Yang perlu dilakukan", width=48),
    )
    return Table(key, title, columns, rows, "Temuan")
