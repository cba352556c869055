"""Moving a workbook of an older template version: all of it is in the new one or on the list. The real workbooks of 1.0 are in tests/lama."""

from __future__ import annotations

import csv
import datetime
import io
import json
import shutil
from pathlib import Path
from typing import Any

import damage
import openpyxl
import pytest
import right
from libreoffice import LibreOffice
from openpyxl.chart import BarChart
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from test_manual import in_here

from lkjip_xl.cells import split_ref
from lkjip_xl.changes import Migration
from lkjip_xl.migrate import NotMigrated, migrate
from lkjip_xl.older import as_current
from lkjip_xl.pipeline import content, extract, validate
from lkjip_xl.reader import RawBook, read
from lkjip_xl.rules import RULES
from lkjip_xl.spec import book, versions
from lkjip_xl.spec.lists import LISTS
from lkjip_xl.spec.types import defined_name

OLD = Path(__file__).parent / "lama"
FILLED, BLANK = OLD / "sungai-raya-2024-1.0.xlsx", OLD / "lkjip-xl-1.0-hss.xlsx"
POLICY = ("kebijakan", "Identitas!B36", '"sub kegiatan"', "")
"""The one cell of 1.0 that 1.1 has no place for."""


@pytest.fixture(scope="module")
def moved(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Migration]:
    """The filled workbook of 1.0 in the version in force."""
    written, found = migrate(FILLED)
    path = tmp_path_factory.mktemp("pindah") / "baru.xlsx"
    path.write_bytes(written)
    return path, found


@pytest.fixture(scope="module")
def blank() -> tuple[bytes, Migration]:
    return migrate(BLANK)


def spoil(path: Path, *operations: tuple[Any, ...]) -> None:
    """Several damages in one go."""
    package = damage.Package(path)
    for name, *arguments in operations:
        damage.OPERATIONS[name](package, *arguments)
    package.save()


def told(found: Migration) -> list[tuple[str, str, str, str]]:
    return [(x.kind.value, x.place, x.value, x.instead) for x in found.leftovers]


# the kept workbooks


def cells_by_name(path: Path) -> dict[str, list[Any]]:
    """What stands under each defined name of a field, row by row, read by another reader than ours."""
    workbook = openpyxl.load_workbook(path)
    found: dict[str, list[Any]] = {}
    for name, target in workbook.defined_names.items():
        ref = split_ref(target.attr_text)
        if ref is not None and not name.startswith(("Daftar_", "Nomenklatur_", "Templat_")):
            sheet, top, left, bottom, _ = ref
            found[name] = [workbook[sheet].cell(row, left).value for row in range(top, bottom + 1)]
    return found


def test_every_cell_of_the_old_workbook_is_in_the_new_one_or_on_the_list(moved: tuple[Path, Migration]) -> None:
    path, found = moved
    old, new = cells_by_name(FILLED), cells_by_name(path)
    formulas = {defined_name(part, f) for _, part in book.parts() for f in part.fields if f.formula is not None}

    def typed(name: str, value: Any) -> Any:
        """None for a formula: 1.1 has its own."""
        return None if name in formulas and isinstance(value, str) and value.startswith("=") else value

    lost = [
        (name, n, value) for name, values in old.items() for n, value in enumerate(values)
        if typed(name, value) not in (None, "") and not str(value).startswith("Akhir tabel") and (n >= len(new.get(name, [])) or new[name][n] != value)
    ]

    assert lost == [("Kebijakan_level_terinci", 0, "sub kegiatan")]
    assert told(found) == [POLICY]
    assert found.carried == 5141
    assert sum(len(v) for v in old.values()) > 20_000


def test_the_new_workbook_is_sound(moved: tuple[Path, Migration]) -> None:
    report = validate(moved[0])

    assert report.template == f"{book.TEMPLATE_ID} {book.TEMPLATE_VERSION}"
    assert [f for f in report.findings if RULES[f.code].structural] == []
    assert (report.instansi, report.tahun, report.periode) == ("Kecamatan Sungai Raya", 2024, "TAHUNAN")


def test_typed_over_figures_stay_typed_over(moved: tuple[Path, Migration]) -> None:
    before, after = content(FILLED), content(moved[0])

    def over(check: Any) -> dict[Any, str]:
        return {key: check.raw_cell(*key).text for key in check.verdicts.marks}

    assert over(before) == over(after)
    assert len(over(after)) == moved[1].over == 46


def test_a_blank_workbook_moves_with_its_identity(blank: tuple[bytes, Migration], tmp_path: Path) -> None:
    written, found = blank
    path = tmp_path / "kosong.xlsx"
    path.write_bytes(written)

    assert told(found) == [POLICY]
    assert [f.code for f in validate(path).findings] == ["LK500"]
    assert content(path).form("Identitas", "kabupaten") == content(BLANK).form("Identitas", "kabupaten") != ""


def test_command_and_function_write_the_same_bytes(blank: tuple[bytes, Migration], tmp_path: Path) -> None:
    code, said = run("migrate", BLANK, "-o", tmp_path / "baru.xlsx")

    assert (tmp_path / "baru.xlsx").read_bytes() == blank[0]
    assert (code, blank[1].whole) == (0, True)
    assert "3 isian dibawa apa adanya." in said
    assert "Semua isian dibawa." in said


def test_the_step_is_complete() -> None:
    """What 1.1 changed, against the blank workbook of 1.0: names, headers, formula texts, words of lists, fixed texts."""
    (step,) = versions.STEPS
    raw = read(BLANK)
    now = {defined_name(part, f): (part, f) for _, part in book.parts() for f in part.fields}
    then = {name for name in raw.names if not name.startswith(("Daftar_", "Nomenklatur_"))}
    located = content(BLANK)
    new_inputs = {name for name, (_, f) in now.items() if f.is_input and name not in then}

    assert (step.former, step.version) == ("1.0", book.TEMPLATE_VERSION)
    assert then - now.keys() == set(step.dropped)
    assert {name if name.partition("_")[0] not in step.added else name.partition("_")[0] for name in new_inputs} == set(step.added)
    assert located.verdicts.marks == {}
    headers = {f.name: f.found for f in located.located.flaws if f.damage.value == "judul kolom diubah"}
    assert headers == {}
    bare = {f.name for f in content_without_headers(raw).located.flaws if f.damage.value == "judul kolom diubah"}
    assert bare == set(step.headers)
    for name, text in raw.names.items():
        ref = split_ref(text)
        if name.startswith("Daftar_") and (key := name.removeprefix("Daftar_")) in LISTS and ref is not None:
            sheet = raw.sheet(ref[0])
            assert sheet is not None
            words = {sheet.cells[row, ref[2]].text for row in range(ref[1], ref[3] + 1)}
            assert words - set(LISTS[key]) == set(step.words.get(key, {}))


def content_without_headers(raw: RawBook) -> Any:
    """The workbook located as if the step did not know of changed headers."""
    from lkjip_xl.locate import locate

    class Found:
        located = locate(raw)

    return Found


def test_every_formula_of_1_0_is_known() -> None:
    """Without the texts that 1.0 had, its own formulas would look altered."""
    raw, former = as_current(read(BLANK))
    from lkjip_xl.intake import take_in
    from lkjip_xl.locate import locate

    located = locate(raw, former.headers)
    changed = {f"{part}_{key}" for part, _, key in take_in(raw, located).marks}

    assert changed == {"Jumlah_murni", "Jumlah_pagu", "Jumlah_realisasi", "Periksa_jumlah", "Periksa_semua"} - UNKNOWABLE
    assert take_in(raw, located, former.formulas).marks == {}


UNKNOWABLE = {"Jumlah_murni", "Jumlah_pagu", "Jumlah_realisasi"}
"""Their present formula reads columns that 1.0 has not, so it cannot be written for that workbook."""


# what cannot be carried


LOST: dict[str, tuple[list[tuple[Any, ...]], list[tuple[str, str, str, str]]]] = {
    "rumus di sel isian": ([("set_formula", "Pengukuran[2].realisasi", "8/18*100")], [("rumus sendiri", "Pengukuran!H9", "=8/18*100 (hasil 44,44)", "44,44")]),
    "galat di sel isian": ([("set_value", "IKU[1].makna", "#N/A")], [("nilai galat", "IKU!D8", "#N/A", '"#N/A"')]),
    "galat di atas rumus": ([("set_value", "Pengukuran[2].kategori", "#REF!")], [("nilai galat", "Pengukuran!O9", "#REF!", "")]),
    "rumus diubah": ([("set_formula", "PK[1].target", "1+1")], [("rumus sendiri", "PK!H8", "=1+1 (hasil 4)", "")]),
    "rumus lama diubah": (
        [("replace_in_formula", "Jumlah.murni", "SUMIFS", "2*SUMIFS")],
        [("rumus sendiri", "Anggaran!D211", "=2*SUMIFS($F$8:$F$208,$B$8:$B$208,Kebijakan_level_terinci) (hasil Rp3.606.802.358)", "")]),
    "tulisan di bawah tabel": ([("set_value", "Pengukuran!C950", "lihat lampiran")], [("luar tabel", "Pengukuran!C950", '"lihat lampiran"', "")]),
    "judul kolom diubah": ([("set_value", "PK.target_murni", "Target awal")], [("luar tabel", "PK!E6", '"Target awal"', "")]),
    "kolom tambahan": (
        [("set_value", "IKU!AA6", "Catatan camat"), ("set_value", "IKU!AA9", 7)], [("kolom tambahan", "IKU!AA6", '"Catatan camat"', ""), ("kolom tambahan", "IKU!AA9", "7", "")]),
    "persen berformat": (
        [("set_value", "PK[2].target_perubahan", 0.4167), ("set_format", "PK[2].target_perubahan", "0.00%")], [("tampilan sel", "PK!F9", "0,4167", '"41,67%"')]),
    "rasio menjadi jam": (
        [("set_value", "Triwulan[1].r1", 0.17916666666666667), ("set_format", "Triwulan[1].r1", "h:mm")], [("tampilan sel", "Triwulan!L8", "0,179166666666667", '"4:18"')]),
    "angka menjadi tanggal": (
        [("set_value", "Pengukuran[1].realisasi", 45400), ("set_format", "Pengukuran[1].realisasi", "dd/mm/yyyy")], [("tampilan sel", "Pengukuran!H8", "45400", '"18/04/2024"')]),
    "kebijakan diubah": ([("set_value", "Kebijakan.bab_iii", "lain")], [("kebijakan", "Identitas!B35", '"lain"', '"HSS"')]),
    "nama sel sendiri": ([("add_name", "Pagu_saya", "Anggaran!$F$8")], [("nama sel", "Pagu_saya", "Anggaran!$F$8", "")]),
}


def test_what_is_not_carried_is_listed(tmp_path: Path) -> None:
    """All of it in one workbook, as moving a large one takes its time."""
    path = tmp_path / "lama.xlsx"
    shutil.copyfile(FILLED, path)
    spoil(path, *(operation for operations, _ in LOST.values() for operation in operations))

    found = migrate(path)[1]

    assert sorted(told(found)) == sorted([POLICY, *(line for _, lines in LOST.values() for line in lines)])
    assert not found.whole


def test_comments_colours_pictures_and_sheets_are_told(tmp_path: Path) -> None:
    """A workbook that another application saved."""
    path = tmp_path / "lama.xlsx"
    workbook = openpyxl.load_workbook(right.write(path, right.few_rows(right.empty()[0]), "hss"))
    workbook["PK"]["E8"].comment = Comment("sudah disetujui?", "Camat")
    for cell in ("C9", "C10"):
        workbook["IKU"][cell].fill = PatternFill("solid", fgColor="FFFF00")
    workbook["IKU"]["D9"].font = Font(color="FF0000")
    workbook["Kutipan"].add_chart(BarChart(), "T5")
    own = workbook.create_sheet("Coretan")
    own["A1"], own["B2"] = "a", 2
    workbook.save(path)

    assert told(migrate(path, copy=True)[1]) == [
        ("lembar tambahan", "Coretan", "2 sel berisi", ""), ("warna", "IKU!C9", "isi sel FFFF00 pada C9, C10", ""), ("warna", "IKU!D9", "huruf FF0000 pada D9", ""),
        ("komentar", "PK!E8", "Camat: sudah disetujui?", ""), ("gambar", "Kutipan", "1 gambar atau grafik", "")]


def test_a_workbook_saved_by_libreoffice_moves_the_same(soffice: LibreOffice, blank: tuple[bytes, Migration], tmp_path: Path) -> None:
    path = tmp_path / "lama.xlsx"
    shutil.copyfile(BLANK, path)
    found = migrate(soffice.recalculate(path))[1]

    assert told(found) == [POLICY]
    assert (found.carried, found.over) == (blank[1].carried, blank[1].over)


def test_words_renames_and_headers_of_a_step_are_followed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No version renamed anything yet; the way it would be told is tried on a workbook made to look so."""
    data, profil = right.annual()
    data = right.few_rows(data)
    data.tables["IKU"][0]["cara_gabung"] = "akhir saja"
    data.tables["IKU"][1]["cara_gabung"] = "kira-kira"
    path = right.write(tmp_path / "lama.xlsx", data, profil)
    spoil(
        path, ("set_property", "lkjip_versi", "1.0"), ("set_value", "PK.target_murni", "Angka target"), ("rename_name", "PK_target_murni", "PK_sasaran_angka"),
        ("set_value", "IKU!AA6", "Dasar"), ("set_value", "IKU!AA9", "Perbup 1"), ("add_name", "IKU_dasar", "IKU!$AA$8:$AA$48"))
    words = {"cara_gabung": {"akhir saja": "posisi akhir", "kira-kira": ""}}
    monkeypatch.setattr(versions, "STEPS", (versions.Step(
        "1.0", book.TEMPLATE_VERSION, renamed={"PK_sasaran_angka": "PK_target_murni"}, headers={"PK_target_murni": "Angka target"},
        dropped={"IKU_dasar": "Tidak ditanyakan lagi."}, words=words, texts=("Dasar",)),))

    written, found = migrate(path)
    out = tmp_path / "baru.xlsx"
    out.write_bytes(written)
    after = content(out)

    assert [row.number("target_murni") for row in after.rows("PK")][:2] == [6, 50]
    assert [after.form("Identitas", "tahun"), *(row.text("cara_gabung") for row in after.rows("IKU"))][:3] == [2024, "posisi akhir", ""]
    assert told(found) == [
        ("kata daftar berubah", "IKU!J8", '"akhir saja"', '"posisi akhir"'), ("kata daftar berubah", "IKU!J9", '"kira-kira"', ""), ("kolom ditiadakan", "IKU!AA9", '"Perbup 1"', "")]
    assert [(f.code, f.place) for f in validate(out).findings] == [("LK501", "IKU!J9")]


# refusals


@pytest.mark.parametrize(("operations", "said"), [
    ([], "sudah versi kini (1.1)"), ([("set_property", "lkjip_versi", "0.9")], "berversi 0.9, yang tidak dikenal. Yang dapat dipindahkan: versi 1.0."),
    ([("set_property", "lkjip_versi", "9.0")], "lebih baru daripada program ini"), ([("set_property", "lkjip_formulir", "lain")], "bukan formulir lkjip-xl"),
    ([("replace_file", "asing")], "bukan formulir lkjip-xl"), ([("set_property", "lkjip_versi", "1.0"), ("set_property", "lkjip_profil", "tapin")], "--profil"),
])
def test_a_workbook_that_cannot_be_moved_is_refused(operations: list[tuple[Any, ...]], said: str, tmp_path: Path) -> None:
    path = right.write(tmp_path / "x.xlsx", right.few_rows(right.empty()[0]), "hss")
    for operation in operations:
        damage.damage(path, *operation)

    with pytest.raises(NotMigrated) as error:
        migrate(path)

    assert said in str(error.value)


def test_a_clean_copy_mends_the_frame_and_keeps_the_content(tmp_path: Path) -> None:
    data, profil = right.annual()
    path = right.write(tmp_path / "rusak.xlsx", right.few_rows(data), profil)
    before = extract(path)
    spoil(path, ("drop_name", "PK_target"), ("unprotect", "PK"), ("clear_cell", "Pengukuran[2].capaian"), ("rename_sheet", "IKU", "Indikator"))
    written, found = migrate(path, copy=True)
    out = tmp_path / "bersih.xlsx"
    out.write_bytes(written)

    assert told(found) == []
    assert validate(path).findings != ()
    assert validate(out).findings == ()
    assert extract(out) == before


def test_dates_and_an_own_number_of_rows_move_along(tmp_path: Path) -> None:
    data, profil = right.annual()
    data = right.few_rows(data)
    data.rows |= {"Wilayah": 12}
    path = right.write(tmp_path / "x.xlsx", data, profil)
    out = tmp_path / "y.xlsx"
    out.write_bytes(migrate(path, copy=True)[0])
    check = content(out)

    assert check.layout.tables["Wilayah"].end_row - check.layout.tables["Wilayah"].first_row == 12
    assert check.values["TindakLanjut", 0, "lhe_tanggal"].date == datetime.date(2024, 7, 19)


# the command


def run(*arguments: object) -> tuple[int, str]:
    return in_here([str(a) for a in arguments], Path.cwd())


def test_command_writes_the_workbook_and_the_list(tmp_path: Path) -> None:
    """Of a workbook whose frame is damaged: a renamed sheet and lost names lose nothing."""
    path, out, lines = tmp_path / "lama.xlsx", tmp_path / "baru.xlsx", tmp_path / "daftar.csv"
    shutil.copyfile(BLANK, path)
    spoil(
        path, ("set_value", "Pengukuran[2].realisasi", 44), ("set_value", "Pengukuran!C950", "=lihat"), ("drop_name", "Periksa_jumlah"), ("drop_name", "Identitas_periode"),
        ("rename_sheet", "Pengukuran", "Capaian 2024"))
    before = path.read_bytes()

    code, said = run("migrate", path, "-o", out, "--daftar", lines, "--format", "json")
    shown = json.loads(said)
    table = list(csv.reader(io.StringIO(lines.read_text(encoding="utf-8"))))

    assert code == 1
    assert [(x["kind"], x["place"]) for x in shown["leftovers"]] == [("kebijakan", "Identitas!B36"), ("luar tabel", "Capaian 2024!C950")]
    assert (shown["from"], shown["to"], shown["carried"], shown["output"]) == ("1.0", book.TEMPLATE_VERSION, 4, str(out))
    assert [line[:3] for line in table] == [["jenis", "tempat_lama", "isi"], ["kebijakan", "Identitas!B36", '"sub kegiatan"'], ["luar tabel", "Capaian 2024!C950", '"=lihat"']]
    assert content(out).layout.sheets["pengukuran"] == "Pengukuran"
    assert path.read_bytes() == before


def test_command_refuses_without_writing(tmp_path: Path) -> None:
    path, there = tmp_path / "lama.xlsx", tmp_path / "ada.xlsx"
    shutil.copyfile(BLANK, path)
    there.write_bytes(b"x")
    bad = tmp_path / "rusak.xlsx"
    bad.write_bytes(b"bukan xlsx")
    names = sorted(p.name for p in tmp_path.iterdir())

    assert run("migrate", path, "-o", path, "--force")[0] == 2
    assert run("migrate", bad, "-o", tmp_path / "baru.xlsx")[0] == 3
    assert run("migrate", path, "-o", there)[0] == 2
    assert run("migrate", path, "-o", tmp_path / "baru.xlsx", "--daftar", there)[0] == 2
    assert run("migrate", path, "-o", tmp_path / "baru.xlsx", "--daftar", tmp_path / "baru.xlsx")[0] == 2
    assert there.read_bytes() == b"x"
    assert sorted(p.name for p in tmp_path.iterdir()) == names
    assert path.read_bytes() == BLANK.read_bytes()


def test_the_finding_of_an_old_workbook_names_the_command() -> None:
    assert ["lkjip migrate" in f.advice for f in validate(BLANK).findings] == [True]
