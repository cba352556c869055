"""What changed between two submissions: exact cells, rows known by what they are, results under their cause, findings gone and new."""

from __future__ import annotations

import copy
import csv
import io
import json
import random
from collections.abc import Callable
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import damage
import generated
import pytest
import right
from hypothesis import given, settings
from hypothesis import strategies as st
from libreoffice import LibreOffice
from libreoffice_damage import Damager
from test_manual import in_here

from lkjip_xl.changes import Change, ChangeKind, Diff, FindingState
from lkjip_xl.check import Check
from lkjip_xl.diff import compare, diff
from lkjip_xl.diff.rows import Signature, pair_rows
from lkjip_xl.model import Data
from lkjip_xl.pipeline import content, write_filled
from lkjip_xl.profile import load
from lkjip_xl.spec import book
from lkjip_xl.spec.identity import IDENTITY
from lkjip_xl.writer import write_once

D = Decimal
BASE, PROFIL = right.annual()
BASE = right.few_rows(BASE)
Make = Callable[..., Path]


@pytest.fixture
def make(tmp_path: Path) -> Make:
    """Writes a workbook of data and gives its path."""

    def write(name: str, data: Data = BASE, profil: str = PROFIL, *damages: tuple[Any, ...]) -> Path:
        path = right.write(tmp_path / f"{name}.xlsx", data, profil)
        for operation in damages:
            damage.damage(path, *operation)
        return path

    return write


@cache
def base() -> Check:
    """The right workbook, read once."""
    return content(io.BytesIO(write_filled(BASE, load(PROFIL))))


def against_base(make: Make, data: Data = BASE, *damages: tuple[Any, ...]) -> Diff:
    return compare(base(), content(make("baru", data, PROFIL, *damages)), "isi")


def told(found: Diff) -> list[tuple[str, str, str, str, str]]:
    """Changes but for results: kind, places, both contents as people read them."""
    return [(c.kind.value, c.old_place, c.new_place, c.old.shown, c.new.shown) for c in found.changes if c.kind is not ChangeKind.RESULT]


def where(data: Data, text: str) -> str:
    return right.resolve(right.layout_of(data), text)


def results(found: Diff) -> dict[str, tuple[str, str, tuple[str, ...]]]:
    return {c.new_place: (c.old.shown, c.new.shown, c.causes) for c in found.changes if c.kind is ChangeKind.RESULT}


# cells


def test_nothing_changed(make: Make) -> None:
    found = diff(make("lama"), make("baru"))

    assert found.same
    assert (found.apart, found.changes, found.findings, found.note) == ((), (), (), "")


def test_an_edited_cell_and_what_follows_from_it(make: Make) -> None:
    found = against_base(make, right.edit(BASE, {"Pengukuran[4].realisasi": 4}))
    at = where(BASE, "Pengukuran[4].realisasi")
    follows = results(found)

    assert told(found) == [("isian", at, at, "3,5", "4")]
    assert follows[where(BASE, "Pengukuran[4].capaian")] == ("112,50 %", "100,00 %", (at,))
    assert follows[where(BASE, "Efisiensi[4].capaian_mentah")] == ("112,50 %", "100,00 %", (at,))
    assert follows[where(BASE, "Ringkasan.rata_rata_mentah")][2] == (at,)
    assert {causes for _, _, causes in follows.values()} == {(at,)}


def test_a_result_of_two_changes_names_both(make: Make) -> None:
    edits = {"Pengukuran[4].realisasi": 3, "PK[4].target_murni": 5}
    found = against_base(make, right.edit(BASE, edits))
    both = tuple(sorted(where(BASE, place) for place in edits))

    assert results(found)[where(BASE, "Pengukuran[4].capaian")][2] == both
    assert results(found)[where(BASE, "Pengukuran[4].target")][2] == (where(BASE, "PK[4].target_murni"),)


def test_number_and_text_of_the_same_value_differ_in_kind(make: Make) -> None:
    found = against_base(make, right.edit(BASE, {"Triwulan[2].r1": "41,67"}))
    (change,) = [c for c in found.changes if c.kind is ChangeKind.INPUT]

    assert (change.old.kind, change.new.kind, change.old.shown, change.new.shown) == ("angka", "teks", "41,67", '"41,67"')
    assert change.note == "nilainya sama, jenisnya berbeda: dahulu angka, kini teks"


def test_formats_do_not_matter(make: Make) -> None:
    at = where(BASE, "Triwulan[2].r1")

    assert against_base(make, BASE, ("set_value", at, 41.670000000000002), ("set_format", at, "0.0000"), ("unprotect",)).changes == ()


def test_a_figure_typed_over_and_restored(make: Make) -> None:
    over = right.edit(BASE, {"Pengukuran[3].capaian": D("0.5")})
    at = where(BASE, "Pengukuran[3].capaian")
    other = content(make("baru", over))
    typed, restored = compare(base(), other, "isi"), compare(other, base(), "isi")

    assert told(typed) == [("rumus", at, at, "rumus formulir (hasil 101,18 %)", "50,00 %")]
    assert [c.note for c in typed.changes if c.kind is ChangeKind.FORMULA] == ["rumus ditimpa isi"]
    assert results(typed)[where(BASE, "Efisiensi[3].capaian_mentah")] == ("101,18 %", "50,00 %", (at,))
    assert told(restored) == [("rumus", at, at, "50,00 %", "rumus formulir (hasil 101,18 %)")]
    assert [c.note for c in restored.changes if c.kind is ChangeKind.FORMULA] == ["rumus formulir dipulihkan"]


def test_formulas_altered_emptied_and_lost_from_a_row(make: Make) -> None:
    altered, emptied, row = (where(BASE, f"Pengukuran[{n}].{key}") for n, key in ((1, "capaian"), (2, "kategori"), (3, "id")))
    found = against_base(make, BASE, ("set_formula", altered, "1+1"), ("clear_cell", emptied), ("bare_row", "Pengukuran", 3))

    assert [(c.new_place, c.note) for c in found.changes if c.kind is ChangeKind.FORMULA] == [
        (altered, "rumus diubah"), (emptied, "rumus dihapus"), (row, "semua rumus baris ini dihapus")]


def test_a_formula_in_an_input_cell_is_another_content(make: Make) -> None:
    at = where(BASE, "Pengukuran[4].realisasi")

    assert told(against_base(make, BASE, ("set_formula", at, "7/2"))) == [("isian", at, at, "3,5", "=7/2 (hasil 3,5)")]


# rows


def test_an_inserted_row_makes_nothing_below_it_differ(make: Make) -> None:
    data = copy.deepcopy(BASE)
    data.tables["Kutipan"].insert(1, {"tabel": "Tabel 9", "objek": "IK1.1", "besaran": "target", "nilai": "6:12"})
    found = diff(make("lama", right.few_rows(BASE)), make("baru", right.few_rows(data)), "isi")

    assert told(found) == [("baris baru", "", where(BASE, "Kutipan[2].tabel"), "(kosong)", "(kosong)")]
    (row,) = [c for c in found.changes if c.kind is ChangeKind.ROW_NEW]
    assert row.cells == (("Tabel / tempat", '"Tabel 9"'), ("Objek", '"IK1.1"'), ("Besaran", '"target"'), ("Nilai tercetak", '"6:12"'))


def test_a_deleted_row_is_told_with_its_content_and_what_follows(make: Make) -> None:
    data = copy.deepcopy(BASE)
    del data.tables["Anggaran"][10]
    found = against_base(make, data)
    gone = where(BASE, "Anggaran[11].level")

    assert told(found) == [("baris hilang", gone, "", "(kosong)", "(kosong)")]
    assert results(found)[where(BASE, "Jumlah.pagu")] == ("Rp687.500.000", "Rp657.500.000", (gone,))


def test_moved_rows_are_told_once(make: Make) -> None:
    data = copy.deepcopy(BASE)
    rows = data.tables["IKU"]
    rows.insert(0, rows.pop(3))
    found = against_base(make, data)

    assert told(found) == [("baris pindah", where(BASE, "IKU[4].id"), where(BASE, "IKU[1].id"), "(kosong)", "(kosong)")]


def test_a_row_that_moved_and_changed(make: Make) -> None:
    data = copy.deepcopy(BASE)
    rows = data.tables["IKU"]
    rows.insert(0, rows.pop(3))
    rows[0]["iku"] = "tidak"
    found = against_base(make, data)

    assert told(found) == [
        ("baris pindah", where(BASE, "IKU[4].id"), where(BASE, "IKU[1].id"), "(kosong)", "(kosong)"),
        ("isian", where(BASE, "IKU[4].iku"), where(BASE, "IKU[1].iku"), '"ya"', '"tidak"')]


@pytest.mark.parametrize(("place", "value"), [("IKU[2].id", "IK9"), ("Kutipan[2].besaran", "target"), ("Anggaran[3].kode", "7.01.01.2.02.0099"), ("Efisiensi[2].id", "IK9")])
def test_a_changed_key_is_a_changed_cell_of_the_same_row(place: str, value: str, make: Make) -> None:
    found = against_base(make, right.edit(BASE, {place: value}))

    assert [(c.kind, c.new_place, c.new.text) for c in found.changes if c.kind is not ChangeKind.RESULT] == [(ChangeKind.INPUT, where(BASE, place), value)]


def test_results_nobody_can_trace_stand_apart(make: Make) -> None:
    """Under another profile: a policy is nobody's input."""
    found = compare(base(), content(make("baru", BASE, "balangan")), "isi")

    assert {c.kind for c in found.changes} >= {ChangeKind.POLICY}
    assert [c.note for c in found.changes if c.kind is ChangeKind.INPUT] == []
    assert {c.causes for c in found.changes if c.kind is ChangeKind.RESULT} == {()}
    assert found.apart == ("profil kebijakan: hss → balangan",)


# the frame and what stands outside


def test_sheets_columns_and_texts_outside(make: Make) -> None:
    found = against_base(
        make, BASE, ("set_value", "IKU!C90", "lihat lampiran"), ("lose_column", "TindakLanjut", "progres"), ("rename_sheet", "Profil", "Profil Kecamatan"))

    assert [(c.kind.value, c.old_place, c.new_place, c.note, c.new.shown) for c in found.changes] == [
        ("susunan", "Profil", "Profil Kecamatan", "lembar Profil kini bernama Profil Kecamatan", "(kosong)"),
        ("susunan", "Tindak Lanjut", "", 'kolom "Progres penyelesaian" dengan 1 isian tidak ada lagi', "(kosong)"),
        ("luar tabel", "", "IKU!C90", "", '"lihat lampiran"'),
    ]


def test_a_lost_sheet_is_one_change(make: Make) -> None:
    found = against_base(make, BASE, ("drop_sheet", "Kutipan"))

    assert [(c.old_place, c.new_place, c.note) for c in found.changes if c.kind is not ChangeKind.RESULT] == [
        ("Kutipan", "", "tabel Angka dan nama yang tercetak di tempat lain dengan 6 baris berisi tidak ada lagi")]


def test_another_office_year_or_period_is_said_first(make: Make) -> None:
    other = right.edit(BASE, {"Identitas.instansi": "Kecamatan Hulu Contoh", "Identitas.tahun": 2025, "Identitas.periode": "TW II"})
    code, said = in_here(["diff", str(make("lama")), str(make("baru", other)), "--hanya", "isi"], Path.cwd())

    assert code == 1
    assert [line for line in said.splitlines() if line.startswith("Berbeda, ")] == [
        "Berbeda, instansi: Kecamatan Muara Contoh → Kecamatan Hulu Contoh.", "Berbeda, tahun: 2024 → 2025.", "Berbeda, periode: TAHUNAN → TW II."]


def test_another_template_version_is_said_and_findings_are_not_compared(make: Make) -> None:
    old = Path(__file__).parent / "lama" / "lkjip-xl-1.0-hss.xlsx"
    found = diff(old, make("baru", Data(forms={"Identitas": {"kabupaten": "Kabupaten Hulu Sungai Selatan", "periode": "TAHUNAN", "pk_versi": "murni"}})))

    assert found.apart == ("versi formulir: lkjip-xl 1.0 → lkjip-xl 1.1",)
    assert (found.changes, found.findings) == ((), ())
    assert found.note == f"Temuan tidak dibandingkan: {old} (lkjip-xl 1.0) tidak dapat diperiksa program ini."
    assert not found.same


def test_another_application_inserts_a_row_or_only_saves(make: Make, soffice: LibreOffice) -> None:
    """Formats, formula texts, styles and row numbers become LibreOffice's own; what people typed does not."""
    lama = make("lama")
    table = right.layout_of(BASE).tables["Kutipan"]
    row, cols = str(table.first_row), table.cols
    saved, inserted = Damager(soffice).run([
        (lama, lama.with_name("simpan.xlsx"), []),
        (lama, lama.with_name("sisip.xlsx"), [("insert_row", "Kutipan", row), *(("text", "Kutipan", str(cols[key] - 1), row, text) for key, text in (("tabel", "Tabel 9"), ("nilai", "7")))]),
    ])
    found = compare(base(), content(inserted), "isi")

    assert diff(lama, saved).same
    assert [(c.kind, c.new_place, c.cells) for c in found.changes if c.kind is not ChangeKind.RESULT] == [
        (ChangeKind.ROW_NEW, f"Kutipan!A{table.first_row + 1}", (("Tabel / tempat", '"Tabel 9"'), ("Nilai tercetak", '"7"')))]


# findings


def test_findings_gone_new_and_still_there(make: Make) -> None:
    before = right.edit(BASE, {"Pengukuran[3].capaian": D("0.5"), "Pengukuran[4].capaian": D("0.6"), "Triwulan[4].r1": "4"})
    after = right.edit(BASE, {"Pengukuran[4].capaian": D("0.7"), "Triwulan[4].r1": "4", "IKU[1].makna": "", "IKU[1].formulasi": ""})
    rows = after.tables["Triwulan"]
    rows.insert(0, rows.pop())
    found = diff(make("lama", before), make("baru", after), "temuan")

    assert [(f.state, f.finding.code, f.old_place, f.finding.place) for f in found.findings] == [
        (FindingState.NEW, "LK501", "", where(BASE, "IKU[1].formulasi")),
        (FindingState.SAME, "LK103", where(BASE, "Triwulan[4].r1"), where(BASE, "Triwulan[5].r1")),
        (FindingState.OTHER, "LK201", where(BASE, "Pengukuran[4].capaian"), where(BASE, "Pengukuran[4].capaian")),
        (FindingState.GONE, "LK201", where(BASE, "Pengukuran[3].capaian"), where(BASE, "Pengukuran[3].capaian")),
    ]
    assert found.changes == ()
    assert not found.same


def test_two_findings_with_one_fingerprint_are_told_apart_by_their_rows(make: Make) -> None:
    """Rows of Kutipan share their subject, the name of the table."""
    before, after = right.edit(BASE, {"Kutipan[1].nilai": "95"}), right.edit(BASE, {"Kutipan[2].nilai": "96,00"})
    found = diff(make("lama", before), make("baru", after), "temuan")

    assert [(f.state, f.finding.code, f.finding.place) for f in found.findings if f.finding.column == "nilai"] == [
        (FindingState.NEW, "LK601", where(BASE, "Kutipan[2].nilai")), (FindingState.GONE, "LK601", where(BASE, "Kutipan[1].nilai"))]


# the command


def run(*arguments: object) -> tuple[int, str]:
    return in_here([str(a) for a in arguments], Path.cwd())


def test_command_formats_and_exit_codes(make: Make, tmp_path: Path) -> None:
    lama, baru, rusak = make("lama"), make("baru", right.edit(BASE, {"IKU[1].makna": "=lain"})), tmp_path / "rusak.xlsx"
    rusak.write_bytes(b"bukan xlsx")
    at = where(BASE, "IKU[1].makna")

    who = f"{lama} · Kecamatan Muara Contoh · 2024 · TAHUNAN"
    code, said = run("diff", lama, lama, "--hanya", "isi")
    assert (code, " ".join(said.split())) == (0, f"Lama: {who} Baru: {who} Tidak ada yang berubah.")
    code, said = run("diff", lama, baru, "--hanya", "isi", "--format", "json")
    shown = json.loads(said)
    assert (code, shown["same"], shown["apart"]) == (1, False, [])
    assert [(c["kind"], c["new_place"], c["new"]) for c in shown["changes"]] == [("isian", at, {"kind": "teks", "value": "=lain", "shown": '"=lain"'})]
    code, said = run("diff", lama, baru, "--hanya", "isi", "--format", "csv")
    lines = list(csv.DictReader(io.StringIO(said)))
    assert code == 1
    assert [tuple(line[key] for key in ("bagian", "jenis", "sel_baru", "kolom", "kini", "jenis_kini")) for line in lines] == [
        ("isi", "isian", at, "Makna / alasan pemilihan", '"=lain"', "teks")]
    assert run("diff", lama, baru, "--hanya", "warna")[0] == 2
    assert run("diff", lama, baru, "--format", "html")[0] == 2
    assert run("diff", lama)[0] == 2
    code, said = run("diff", lama, rusak)
    assert code == 3
    assert said.startswith(f"lkjip: {rusak}: Berkas ini teks biasa, bukan buku kerja .xlsx.")


# properties


POLICIES = load("hss")


def written(folder: Path, name: str, data: Data) -> Path:
    path = folder / f"{name}.xlsx"
    path.write_bytes(write_once(data, POLICIES)[0])
    return path


def random_edits(rng: random.Random, data: Data, count: int) -> dict[str, Any]:
    """Edits of input cells in different rows: other text, a number, or an emptied cell that is no key."""
    rows = [(part, i, row) for part, held in data.tables.items() for i, row in enumerate(held) if len(row) > 2]
    edits: dict[str, Any] = {}
    for n, (part, i, row) in enumerate(rng.sample(rows, count)):
        keys = {key for group in IDENTITY.get(part, ((book.TABLES[part].key_field,),)) for key in group}
        key = rng.choice(sorted(row))
        edits[f"{part}[{i + 1}].{key}"] = rng.choice((f"uji {n}", 900_000 + n, *(() if key in keys else ("",))))
    return edits


@settings(max_examples=3)
@given(seed=st.integers(0, 10**6), count=st.integers(1, 6))
def test_known_edits_are_exactly_what_is_told_and_the_other_way_round(seed: int, count: int, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("sifat")
    data = right.few_rows(generated.workbook(seed, count=5, odd=True))
    data.timpa = {}
    edits = random_edits(random.Random(seed), data, count)
    lama, baru = written(folder, "lama", data), written(folder, "baru", right.edit(data, edits))
    old, new = content(lama), content(baru)
    found, back = compare(old, new, "isi"), compare(new, old, "isi")

    assert compare(old, content(lama), "isi").same
    assert {c.new_place: c.new.text for c in found.changes if c.kind is not ChangeKind.RESULT} == {right.resolve(right.layout_of(data), place): str(value) for place, value in edits.items()}
    assert sorted(map(turned, found.changes)) == sorted(map(straight, back.changes))


def straight(c: Change) -> tuple[Any, ...]:
    return c.kind.value, c.old_place, c.new_place, c.column, c.old.kind, c.old.shown, c.new.kind, c.new.shown, c.causes


def turned(c: Change) -> tuple[Any, ...]:
    return c.kind.value, c.new_place, c.old_place, c.column, c.new.kind, c.new.shown, c.old.kind, c.old.shown, c.causes


ROWS = st.lists(st.tuples(st.integers(0, 8), st.integers(0, 3), st.integers(0, 3)), max_size=9)


def signatures(rows: list[tuple[int, int, int]]) -> dict[int, Signature]:
    return {n: {"id": ("teks", f"IK{a}"), "makna": ("angka", b), "formulasi": ("angka", c)} for n, (a, b, c) in enumerate(rows)}


@settings(max_examples=60)
@given(rows=ROWS)
def test_equal_tables_pair_row_by_row(rows: list[tuple[int, int, int]]) -> None:
    found = pair_rows("IKU", signatures(rows), signatures(rows))

    assert found.pairs == [(n, n) for n in range(len(rows))]
    assert (found.gone, found.added, found.moved) == ([], [], set())


@settings(max_examples=60)
@given(old=ROWS, new=ROWS)
def test_every_row_is_paired_once_or_told(old: list[tuple[int, int, int]], new: list[tuple[int, int, int]]) -> None:
    found, back = pair_rows("IKU", signatures(old), signatures(new)), pair_rows("IKU", signatures(new), signatures(old))

    assert sorted([i for i, _ in found.pairs] + found.gone) == list(range(len(old)))
    assert sorted([j for _, j in found.pairs] + found.added) == list(range(len(new)))
    assert (len(found.pairs), len(found.gone), len(found.moved)) == (len(back.pairs), len(back.added), len(back.moved))


@settings(max_examples=50)
@given(rows=st.lists(st.integers(0, 99), unique=True, min_size=1, max_size=9), at=st.integers(0, 9), seed=st.integers(0, 999))
def test_one_inserted_row_and_one_moved_row(rows: list[int], at: int, seed: int) -> None:
    old = signatures([(a, 1, 2) for a in rows])
    wider = [(a, 1, 2) for a in rows]
    wider.insert(min(at, len(rows)), (100, 1, 2))
    found = pair_rows("IKU", old, signatures(wider))

    assert found.added == [min(at, len(rows))]
    assert (found.gone, found.moved) == ([], set())
    rng = random.Random(seed)
    order = list(rows)
    order.insert(rng.randrange(len(rows)), order.pop(rng.randrange(len(rows))))
    assert len(pair_rows("IKU", old, signatures([(a, 1, 2) for a in order])).moved) == (order != rows)


def test_identity_names_columns_that_are() -> None:
    assert {(table, key) for table, groups in IDENTITY.items() for group in groups for key in group if not book.TABLES[table][key].is_input} == set()
