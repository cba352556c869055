"""The review checklist with the answers that the workbook itself gives, each with its evidence; the others are left to the reviewer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction

from lkjip_xl.check import CheckRow
from lkjip_xl.engine import UNTYPED
from lkjip_xl.findings import Finding, Severity
from lkjip_xl.tables.naskah import wording
from lkjip_xl.tables.source import Source, word
from lkjip_xl.tables.types import Cell, Column, Kind, Role, Row, Table

YES, PARTLY, NO = "Ya", "Sebagian", "Belum"
BY_PERSON = "diisi pereviu"
Answer = tuple[str, str]
Test = Callable[[Source, Sequence[Finding]], Answer]


def checklist(source: Source, findings: Sequence[Finding]) -> Table:
    """Formulir checklist reviu."""
    rows: list[Row] = []
    for part, items in wording().checklist:
        rows.append(Row(part, (Cell(), Cell(part), Cell(), Cell()), Role.INDUK))
        for item in items:
            answer, evidence = TESTS[item.test](source, findings) if item.test else ("", "")
            rows.append(Row(f"{part}|{item.no}", (
                Cell(Fraction(item.no), Kind.ANGKA), Cell(item.text), Cell(answer, gap="" if answer else BY_PERSON), Cell(evidence)), indent=1))
    columns = (
        Column("no", "No", Kind.ANGKA, 5, center=True), Column("pernyataan", "Pernyataan", width=56), Column("jawaban", "Check list", width=13, center=True),
        Column("bukti", "Bukti dari buku kerja", width=56))
    notes = (wording().mark, "Jawaban diisi dari buku kerja sejauh dapat diperiksa sendiri; pereviu tetap menilai dan boleh mengubahnya.")
    return Table("checklist", "Formulir checklist reviu", columns, tuple(rows), "Checklist Reviu", notes=notes, landscape=False)


def _share(ids: Sequence[str], holds: Callable[[str], bool], what: str, where: str, none: str) -> Answer:
    """Answer by how many indikator something holds for, and which it does not."""
    if not ids:
        return NO, none
    lacking = [i for i in ids if not holds(i)]
    answer = YES if not lacking else PARTLY if len(lacking) < len(ids) else NO
    rest = f"; belum: {', '.join(lacking)}" if lacking else ""
    return answer, f"{what} {len(ids) - len(lacking)} dari {len(ids)} indikator ({where}){rest}."


def _ids(source: Source, table: str) -> list[str]:
    return list(dict.fromkeys(r.subject for r in source.rows(table)))


def _by_id(source: Source, table: str) -> Mapping[str, CheckRow]:
    return {r.subject: r for r in reversed(list(source.rows(table)))}


def _filled(row: CheckRow | None, key: str) -> bool:
    return row is not None and row.right(key) not in ("", UNTYPED)


EMPTY_MEASURES = "Lembar Pengukuran belum diisi."


def _identity(source: Source, _: Sequence[Finding]) -> Answer:
    lacking = [head for key, head in (("kabupaten", "kabupaten"), ("instansi", "instansi"), ("kepala_jabatan", "jabatan kepala"), ("renstra_awal", "tahun Renstra"))
               if source.check.right_form("Identitas", key) in ("", UNTYPED)]
    return (PARTLY, f"Lembar Identitas belum memuat {', '.join(lacking)}.") if lacking else (YES, "Lembar Identitas lengkap.")


def _target(source: Source, _: Sequence[Finding]) -> Answer:
    rows = _by_id(source, "PK")
    return _share(_ids(source, "PK"), lambda i: _filled(rows[i], "target"), "Target terisi untuk", "lembar PK", "Lembar PK belum diisi.")


def _measured(source: Source, _: Sequence[Finding]) -> Answer:
    rows = source.measured_ids
    return _share(list(rows), lambda i: isinstance(rows[i].right("capaian"), Fraction), "Capaian terukur untuk", "lembar Pengukuran", EMPTY_MEASURES)


def _improvement(source: Source, _: Sequence[Finding]) -> Answer:
    rows = _by_id(source, "Analisis")
    return _share(list(source.measured_ids), lambda i: _filled(rows.get(i), "solusi"), "Alternatif solusi tertulis untuk", "lembar Analisis", EMPTY_MEASURES)


def _money(source: Source, _: Sequence[Finding]) -> Answer:
    pagu, spent = (source.form("Jumlah", k, Kind.RUPIAH) for k in ("pagu", "realisasi"))
    if pagu.gap or spent.gap:
        return PARTLY, "Lembar Anggaran terisi, tetapi ada angka yang tidak terbaca sehingga jumlahnya tidak dapat dihitung."
    if not isinstance(pagu.value, Fraction) or pagu.value == 0:
        return NO, "Lembar Anggaran belum diisi."
    return YES, f"Pagu {pagu.text}, realisasi {spent.text} (lembar Anggaran)."


def _data(source: Source, _: Sequence[Finding]) -> Answer:
    rows = set(_ids(source, "DataDukung"))
    return _share(list(source.measured_ids), lambda i: i in rows, "Data dukung ada untuk", "lembar Data Dukung", EMPTY_MEASURES)


def _responsible(source: Source, _: Sequence[Finding]) -> Answer:
    rows = _by_id(source, "IKU")
    return _share(_ids(source, "IKU"), lambda i: _filled(rows[i], "penanggung_jawab"), "Penanggung jawab disebut untuk", "lembar IKU", "Lembar IKU belum diisi.")


def _reliable(_: Source, findings: Sequence[Finding]) -> Answer:
    errors = sum(f.severity is Severity.ERROR for f in findings)
    if errors:
        return NO, f"Pemeriksaan menemukan {errors} galat yang masih terbuka (lembar Temuan)."
    others = len(findings)
    return (PARTLY, f"Tidak ada galat; {others} temuan lain masih terbuka (lembar Temuan).") if others else (YES, "Pemeriksaan tidak menemukan apa pun.")


def _among(source: Source, table: str, what: str, where: str) -> Answer:
    known = {i.casefold() for i in _ids(source, table)}
    return _share(list(source.measured_ids), lambda i: i.casefold() in known, what, where, EMPTY_MEASURES)


def _goals(source: Source, table: str) -> set[str]:
    return {word(r, "sasaran").casefold() for r in source.rows(table)} - {""}


def _goals_of_pk(source: Source, _: Sequence[Finding]) -> Answer:
    ours, promised = _goals(source, "Pengukuran"), _goals(source, "PK")
    if not ours or not promised:
        return NO, "Sasaran di lembar Pengukuran atau PK belum ada."
    both = len(ours & promised)
    answer = YES if ours == promised else PARTLY if both else NO
    return answer, f"{both} sasaran sama di lembar Pengukuran ({len(ours)} sasaran) dan PK ({len(promised)} sasaran)."


def _goals_of_plan(source: Source, _: Sequence[Finding]) -> Answer:
    return _among(source, "Renstra", "Ada di Renstra:", "lembar Pengukuran dan Renstra")


def _indicators_of_pk(source: Source, _: Sequence[Finding]) -> Answer:
    return _among(source, "PK", "Ada di PK:", "lembar Pengukuran dan PK")


def _main_indicators(source: Source, _: Sequence[Finding]) -> Answer:
    main = [r.subject for r in source.rows("IKU") if word(r, "iku") == "ya"]
    measured = {i.casefold() for i in source.measured_ids}
    return _share(main, lambda i: i.casefold() in measured, "IKU yang diukur:", "lembar IKU dan Pengukuran", "Tidak ada baris IKU bertanda ya.")


def _comparisons(source: Source, _: Sequence[Finding]) -> Answer:
    kinds = {word(r, "macam") for r in source.rows("Pembanding")}
    have = [k for k in ("tahun sebelumnya", "standar nasional", "standar provinsi", "unit lain") if k in kinds]
    lacking = [name for name, any_of in (("tahun sebelumnya", {"tahun sebelumnya"}), ("standar", {"standar nasional", "standar provinsi"}), ("unit lain", {"unit lain"})) if not any_of & kinds]
    if not have:
        return NO, "Lembar Pembanding belum diisi."
    return (PARTLY if lacking else YES), f"Lembar Pembanding memuat {_and(have)}" + (f"; belum ada {_and(lacking)}." if lacking else ".")


def _and(words: Iterable[str]) -> str:
    *head, last = words
    return f"{', '.join(head)} dan {last}" if head else last


TESTS: dict[str, Test] = {
    "identitas": _identity, "target": _target, "capaian": _measured, "perbaikan": _improvement, "keuangan": _money, "data": _data, "penanggung_jawab": _responsible,
    "andal": _reliable, "sasaran_pk": _goals_of_pk, "sasaran_renstra": _goals_of_plan, "indikator_pk": _indicators_of_pk, "iku": _main_indicators, "perbandingan": _comparisons,
}
"""What the workbook can answer, by the name in the data file."""
