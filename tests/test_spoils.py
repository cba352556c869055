"""Ways to spoil a right workbook, each found at its cell and nothing else reported, before and after LibreOffice saves the file.

`SPOILS` names each way with the edits of cells (`right.edit`), the damage done to the written file (`damage.py`) and the complete ordered
findings. LibreOffice recalculates on saving, so a stored value that is wrong is right afterwards: such a spoil says what is left then.
Damage that moves cells is done by LibreOffice itself (`MOVES`).
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import right
from damage import damage
from libreoffice import LibreOffice
from libreoffice_damage import Damager, Step

from lkjip_xl.layout import Layout
from lkjip_xl.model import Data
from lkjip_xl.pipeline import examine, make_template, validate

Found = tuple[str, str, str, str]
"""Code, sheet, cell and severity."""


@dataclass(frozen=True)
class Spoil:
    """One way to spoil a right workbook; `after` are the findings once LibreOffice has saved it, where they differ."""

    name: str
    findings: Sequence[str]
    edits: dict[str, Any] = field(default_factory=dict)
    damages: Sequence[Sequence[Any]] = ()
    after: Sequence[str] | None = None
    profil: str = ""


FRESH = ("recalculate",)
of_libreoffice = pytest.mark.xdist_group("spoils")
"""One worker: the other would wait for its files."""
SPOILS = (
    Spoil("nilai-ditempel-di-atas-rumus", ["LK201 Pengukuran[3].capaian error"], {"Pengukuran[3].capaian": 1.2}),
    Spoil("rumus-bergeser-satu-baris", ["LK022 Analisis[3].capaian error"], damages=[("shift_formula", "Analisis[3].capaian", 1), FRESH]),
    Spoil("baris-tanpa-rumus", ["LK020 Analisis[5].indikator error"], damages=[("bare_row", "Analisis", 5), FRESH]),
    Spoil("rumus-dihapus", ["LK026 Analisis[3].capaian error"], damages=[("clear_cell", "Analisis[3].capaian")]),
    Spoil("rentang-dipendekkan", ["LK025 PKJumlah.jumlah error"], damages=[("shorten_ranges", "PKJumlah.jumlah", 1), FRESH]),
    Spoil("lembar-diganti-nama", ["LK006 DPA warning"], damages=[("rename_sheet", "Anggaran", "DPA")]),
    Spoil("lembar-dihapus", ["LK005 Tindak Lanjut error"], damages=[("drop_sheet", "Tindak Lanjut")]),
    Spoil("kolom-dipindah", ["LK008 TindakLanjut.waktu warning"], damages=[("swap_columns", "TindakLanjut", "waktu", "penanggung_jawab")]),
    Spoil("judul-diubah", ["LK009 Pengukuran.realisasi warning"], damages=[("set_value", "Pengukuran.realisasi", "Hasil kerja")]),
    Spoil("nama-bergeser", ["LK010 Identitas.tahun error"], damages=[("move_name", "Identitas_tahun", "Identitas!$B$7"), FRESH]),
    Spoil("aturan-isian-dihapus", ["LK012 Renstra[3].arah warning"], damages=[("clear_validations", "Renstra", "Renstra[3].arah", "Renstra[60].arah")]),
    Spoil("pelindung-dilepas", ["LK013 Pengukuran warning"], damages=[("unprotect", "Pengukuran")]),
    Spoil("kebijakan-diubah", ["LK014 Kebijakan.bab_iii error"], damages=[("set_value", "Kebijakan.bab_iii", "lain")]),
    Spoil("profil-kabupaten-lain", ["LK015 Kebijakan.profil error"], profil="balangan"),
    Spoil("versi-lama", ["LK003 Templat.versi error"], damages=[("set_property", "lkjip_versi", "0.9"), ("set_value", "Templat.versi", "0.9")]),
    Spoil("isi-jauh-di-bawah", ["LK016 Pengukuran!C950 warning"], damages=[("set_value", "Pengukuran!C950", "lihat lampiran")]),
    Spoil("rasio-menjadi-jam", ["LK104 Triwulan[1].r1 error"], damages=[("set_value", "Triwulan[1].r1", 0.21666666666666667), ("set_format", "Triwulan[1].r1", "h:mm"), FRESH]),
    Spoil("persen-berskala-satu", ["LK105 Triwulan[2].r1 error"], damages=[("set_value", "Triwulan[2].r1", 0.4167), ("set_format", "Triwulan[2].r1", "0.00%"), FRESH]),
    Spoil("koma-menjadi-teks", ["LK103 Triwulan[2].r1 error"], {"Triwulan[2].r1": "41,67"}),
    Spoil("angka-sebagai-teks", ["LK103 Triwulan[4].r1 error"], {"Triwulan[4].r1": "4"}),
    Spoil("nilai-usang", ["LK023 Pengukuran[3].capaian error"], damages=[("set_stored", "Pengukuran[3].capaian", 0.9)], after=()),
    Spoil("galat-tersimpan", ["LK024 Pengukuran[3].capaian error"], damages=[("set_stored", "Pengukuran[3].capaian", "#VALUE!")], after=()),
    Spoil("galat-ditempel", ["LK021 Analisis[3].capaian error"], damages=[("set_value", "Analisis[3].capaian", "#N/A")]),
)
BY_NAME = {s.name: s for s in SPOILS}
SAVED = "tahunan"
"""Base whose spoilt workbooks LibreOffice saves."""


def expected(layout: Layout, lines: Sequence[str]) -> list[Found]:
    """Lines "CODE place severity" as (code, sheet, cell, severity)."""
    result: list[Found] = []
    for line in lines:
        code, _, rest = right.resolve(layout, line).partition(" ")
        place, _, severity = rest.rpartition(" ")
        sheet, _, cell = place.rpartition("!") if "!" in place else (place, "", "")
        result.append((code, sheet, cell, severity))
    return result


def found(path: Path, profil: str = "") -> list[Found]:
    return [(f.code, f.sheet, f.cell, f.severity.value) for f in validate(path, profil).findings]


def start(base: str) -> tuple[Data, str]:
    """What is spoilt: a right workbook with few spare rows, and the rows that a way to spoil names."""
    data, profil = right.RIGHT[base]()
    return right.few_rows(data, repr(SPOILS)), profil


def spoilt(path: Path, base: str, spoil: Spoil) -> Layout:
    """Write the spoilt workbook (made once per process); gives the layout it had when it was right."""
    data, profil = start(base)
    if (spoil.name, base) in _MADE:
        path.write_bytes(_MADE[spoil.name, base])
    else:
        right.write(path, right.edit(data, spoil.edits), profil)
        for name, *arguments in spoil.damages:
            damage(path, name, *arguments)
        _MADE[spoil.name, base] = path.read_bytes()
    return right.layout_of(data)


_MADE: dict[tuple[str, str], bytes] = {}


class Batch:
    """Files that LibreOffice makes, in one process per batch; workers of one test run share them and make two batches at once."""

    def __init__(self, folder: Path, soffice: LibreOffice) -> None:
        self.folder, self.soffice = folder, soffice

    def get(self, name: str) -> Path:
        """Folder of a batch, made by whoever comes first."""
        target = self.folder / name
        for batch in (name, *BATCHES):
            if not (target / "ready").is_file():
                self._make(batch)
        for _ in range(3000):
            if (target / "ready").is_file():
                return target
            if (target / "failed").is_file():
                pytest.fail((target / "failed").read_text(encoding="utf-8"))
            time.sleep(0.1)
        pytest.fail(f"LibreOffice did not finish batch {name}")

    def _make(self, name: str) -> None:
        target = self.folder / name
        try:
            target.mkdir(parents=True)
        except FileExistsError:
            return
        try:
            BATCHES[name](target, self.soffice)
            (target / "ready").touch()
        except Exception as error:
            (target / "failed").write_text(str(error), encoding="utf-8")
            raise


def _save_all(base: str) -> Callable[[Path, LibreOffice], None]:
    def make(target: Path, soffice: LibreOffice) -> None:
        sources = target / "sumber"
        sources.mkdir()
        for spoil in SPOILS if base == SAVED else ():
            spoilt(sources / f"{spoil.name}.xlsx", base, spoil)
        right.write(sources / "utuh.xlsx", *right.RIGHT[base]())
        if base == SAVED:
            (sources / "kosong.xlsx").write_bytes(make_template({"instansi": "Kecamatan Contoh", "jenis": "kecamatan", "tahun": 2025}, "netral"))
        soffice.convert(sorted(sources.glob("*.xlsx")), outdir=target)

    return make


@pytest.fixture(scope="session")
def batch(soffice: LibreOffice, tmp_path_factory: pytest.TempPathFactory) -> Batch:
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID", "")
    base = tmp_path_factory.getbasetemp()
    return Batch(base.parent / f"spoils-{run}" if run else base / "spoils", soffice)


@pytest.mark.parametrize("base", right.RIGHT)
@pytest.mark.parametrize("name", BY_NAME)
def test_spoil_is_found_at_its_cell_and_nothing_else(name: str, base: str, tmp_path: Path) -> None:
    spoil = BY_NAME[name]
    path = tmp_path / "rusak.xlsx"

    layout = spoilt(path, base, spoil)

    assert found(path, spoil.profil) == expected(layout, spoil.findings)


@of_libreoffice
@pytest.mark.parametrize("name", BY_NAME)
def test_spoil_is_found_after_libreoffice_saved_it(name: str, batch: Batch) -> None:
    """On the annual workbook alone: what saving does to a cell does not depend on the period."""
    spoil = BY_NAME[name]
    path = batch.get(SAVED) / f"{name}.xlsx"

    lines = spoil.findings if spoil.after is None else spoil.after

    assert found(path, spoil.profil) == expected(right.layout_of(start(SAVED)[0]), lines)


@of_libreoffice
@pytest.mark.parametrize("base", right.RIGHT)
def test_right_workbook_saved_by_libreoffice_is_silent(base: str, batch: Batch) -> None:
    check = examine(batch.get(base) / "utuh.xlsx")

    assert (check.located.flaws, check.verdicts.marks, check.verdicts.disputes) == ([], {}, {})
    assert found(batch.get(base) / "utuh.xlsx") == []


@of_libreoffice
def test_blank_template_saved_by_libreoffice_is_silent(batch: Batch) -> None:
    assert [f[0] for f in found(batch.get(SAVED) / "kosong.xlsx")] == ["LK500"]


def whole() -> tuple[Data, str]:
    """The workbook whose cells LibreOffice moves: few spare rows, but one to take out of Anggaran."""
    data, profil = right.annual()
    return right.few_rows(data, "Anggaran[30]"), profil


def _at(part: str, key: str, row: int | None = None) -> tuple[str, str, str]:
    """Sheet, column and row of a table's field as LibreOffice counts them; without `row` the header."""
    place = right.layout_of(whole()[0]).tables[part]
    number = place.header_row if row is None else place.first_row + row - 1
    return place.sheet, str(place.cols[key] - 1), str(number - 1)


def _row_inserted() -> list[Step]:
    sheet, level, row = _at("Anggaran", "level", 4)
    _, kode, _ = _at("Anggaran", "kode")
    _, pagu, _ = _at("Anggaran", "pagu_murni")
    return [("insert_row", sheet, row), ("text", sheet, level, row, "sub kegiatan"), ("text", sheet, kode, row, "7.01.01.2.02.0002"), ("number", sheet, pagu, row, "0")]


def _moved(part: str, key: str, before: str) -> list[Step]:
    sheet, source, _ = _at(part, key)
    return [("move_column", sheet, source, _at(part, before)[1])]


def _deleted(part: str, key: str) -> list[Step]:
    sheet, col, _ = _at(part, key)
    return [("delete_column", sheet, col)]


def _inserted(part: str, before: str, header: str = "", figure: str = "") -> list[Step]:
    sheet, col, row = _at(part, before)
    steps: list[Step] = [("insert_column", sheet, col)]
    if header:
        steps.append(("text", sheet, col, row, header))
    if figure:
        steps.append(("number", sheet, col, str(int(row) + 4), figure))
    return steps


MOVES: dict[str, tuple[Callable[[], list[Step]], list[str]]] = {
    "lembar-diganti-nama": (lambda: [("rename_sheet", "Anggaran", "Anggaran 2024")], ["LK006 Anggaran 2024 warning"]),
    "lembar-dihapus": (lambda: [("delete_sheet", "Data Dukung")], ["LK005 Data Dukung error"]),
    "renstra-dihapus": (lambda: [("delete_sheet", "Renstra")], ["LK005 Renstra error"]),
    "referensi-dihapus": (lambda: [("delete_sheet", "Referensi")], ["LK005 Referensi error"]),
    "baris-disisipkan-dan-diisi": (_row_inserted, ["LK020 Anggaran[4].nama error"]),
    "baris-kosong-disisipkan": (lambda: _row_inserted()[:1], []),
    "baris-cadangan-dihapus": (lambda: [("delete_row", *_at("Anggaran", "kode", 30)[::2])], []),
    "kolom-dihapus": (lambda: _deleted("TindakLanjut", "bukti"), ["LK007 Tindak Lanjut error"]),
    "kolom-berumus-dihapus": (lambda: _deleted("Triwulan", "r1"), ["LK007 Triwulan error"]),
    "kolom-dipindah": (lambda: _moved("Renstra", "arah", "satuan"), ["LK008 Renstra.satuan warning"]),
    "kolom-di-tengah-rentang-dipindah": (lambda: _moved("Triwulan", "r2", "t1"), ["LK008 Triwulan.t1 warning"]),
    "kolom-disisipkan": (lambda: _inserted("IKU", "makna", "Catatan"), ["LK011 IKU.makna info"]),
    "kolom-kosong-disisipkan": (lambda: _inserted("IKU", "makna"), ["LK011 IKU.makna info"]),
    # kondisi akhir stands one column further there, where its capaian was
    "angka-asing-di-tengah-rentang": (lambda: _inserted("Triwulan", "r3", "Catatan", "900"), ["LK011 Triwulan.r3 info", "LK027 Triwulan[3].c_akhir warning"]),
}


def _move_all(target: Path, soffice: LibreOffice) -> None:
    source = right.write(target / "asal.xlsx", *whole())
    Damager(soffice).run([(source, target / f"{name}.xlsx", steps()) for name, (steps, _) in MOVES.items()])


BATCHES: dict[str, Callable[[Path, LibreOffice], None]] = {"pindah": _move_all, **{base: _save_all(base) for base in right.RIGHT}}


@of_libreoffice
@pytest.mark.parametrize("name", MOVES)
def test_what_libreoffice_moved_is_found(name: str, batch: Batch) -> None:
    path = batch.get("pindah") / f"{name}.xlsx"

    assert found(path) == expected(right.layout_of(whole()[0]), MOVES[name][1])
