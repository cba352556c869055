"""The LKjIP in Word, read back: its tables say what the tables say, its sentences follow from the figures, what a person must write is marked."""

from __future__ import annotations

import zipfile
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest
import right
from docx.enum.text import WD_COLOR_INDEX
from docx.oxml.ns import qn
from openpyxl import load_workbook
from reported import GROUP, SAMPLES, run, tables

from lkjip_xl import reporting
from lkjip_xl.document import TITLES, document
from lkjip_xl.pipeline import examine, sample
from lkjip_xl.summary import summary
from lkjip_xl.tables import build, sections
from lkjip_xl.values.terbilang import terbilang

pytestmark = pytest.mark.xdist_group(GROUP)


@cache
def written(name: str) -> bytes:
    return document(tables(name))


@cache
def opened(name: str) -> Any:
    return docx.Document(BytesIO(written(name)))


def lines(name: str) -> list[str]:
    return [p.text for p in opened(name).paragraphs]


def cells(table: Any) -> list[list[str]]:
    return [["".join(t.text or "" for t in cell.iter(qn("w:t"))) for cell in row.iter(qn("w:tc"))] for row in table._tbl.iter(qn("w:tr"))]


@pytest.mark.parametrize("name", SAMPLES)
def test_every_table_is_read_back_cell_by_cell(name: str) -> None:
    found = tables(name)
    expected = [found.by_key["ikhtisar"], *(t for t in found.tables if t.number)]
    read = [cells(t) for t in opened(name).tables]

    assert len(read) == len(expected)
    for table, rows in zip(expected, read, strict=True):
        body = rows[-len(table.rows):]
        assert rows[len(rows) - len(table.rows) - 1] == [c.title for c in table.columns], table.key
        assert [[text.lstrip("\u2003") for text in row] for row in body] == [[c.text for c in row.cells] for row in table.rows], table.key


@pytest.mark.parametrize("name", SAMPLES)
def test_captions_count_by_fields_and_references_find_them(name: str) -> None:
    numbered = [t for t in tables(name).tables if t.number]
    body = opened(name).element.body
    captions = [p.text for p in opened(name).paragraphs if p.style.name == "Caption"]
    codes = [i.text.strip() for i in body.iter(qn("w:instrText"))]
    marks = {b.get(qn("w:name")) for b in body.iter(qn("w:bookmarkStart"))}

    assert captions == [t.caption for t in numbered]
    assert codes.count("SEQ Tabel \\* ARABIC \\s 1") == len(numbered)
    assert codes[:2] == ['TOC \\o "1-2" \\h \\z \\u', 'TOC \\h \\z \\c "Tabel"']
    assert {c.split()[1] for c in codes if c.startswith("REF ")} <= marks == {f"tabel_{t.key}" for t in numbered}


@pytest.mark.parametrize("name", SAMPLES)
def test_heads_repeat_and_rows_are_not_broken(name: str) -> None:
    for table in opened(name).tables:
        rows = list(table._tbl.iter(qn("w:tr")))
        heads = [bool(list(r.iter(qn("w:tblHeader")))) for r in rows]
        assert heads[0]
        assert all(head or list(r.iter(qn("w:cantSplit"))) for head, r in zip(heads, rows, strict=True))


def test_sentences_of_sungai_raya_state_the_figures() -> None:
    said = lines("sungai-raya-2024")

    assert "Dari 3 indikator kinerja Kecamatan Sungai Raya Tahun 2024, 2 mencapai target dan 1 belum mencapai target." in said
    assert "Persentase BUMDes yang beroperasi dengan Baik: realisasi 44,44 % terhadap target 100 %, capaian 44,44 %, belum mencapai target (Tabel 3.1)." in said
    assert "Indeks Kepuasan Masyarakat: realisasi 89,49, naik dibanding tahun 2023 (89,31) (Tabel 3.3)." in said
    assert "Jumlah anggaran atau realisasinya belum dapat dihitung karena ada angka yang tidak terbaca di buku kerja." in said
    assert "memuat 43 galat" in opened("sungai-raya-2024").sections[0].header.paragraphs[0].text


def test_amounts_stand_with_their_words() -> None:
    said = " ".join(lines("juai-2024"))

    assert ("Rp7.996.663.078 (tujuh miliar sembilan ratus sembilan puluh enam juta enam ratus enam puluh tiga ribu tujuh puluh delapan rupiah) terealisasi Rp7.490.354.404 "
            "(tujuh miliar empat ratus sembilan puluh juta tiga ratus lima puluh empat ribu empat ratus empat rupiah), yaitu 93,67 %.") in said


def test_what_a_person_must_write_is_highlighted() -> None:
    marked = [r.text for p in opened("kalumpang-tw2-2019").paragraphs for r in p.runs if r.font.highlight_color == WD_COLOR_INDEX.YELLOW]

    assert "[ISI: aspek strategis dan permasalahan utama]" in marked
    assert "[ISI: langkah perbaikan pada tahun berikutnya]" in marked
    assert any(m.startswith("[ISI: Realisasi dan capaian kinerja TW II 2019 dibandingkan tahun-tahun sebelumnya: ") for m in marked)


def test_every_table_of_bab_iii_has_a_heading() -> None:
    assert set(TITLES) == {key for key, _ in sections("PermenPAN 53/2014")}


def test_same_bytes_and_no_clock() -> None:
    assert document(tables("pengaron-tw1-2024")) == written("pengaron-tw1-2024")
    with zipfile.ZipFile(BytesIO(written("pengaron-tw1-2024"))) as archive:
        assert {i.date_time for i in archive.infolist()} == {(2025, 1, 1, 0, 0, 0)}


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    path, target = sample("kalumpang-tw2-2019") / "kembali.xlsx", tmp_path / "lkjip.docx"

    def stored(given: Path, *, strict: bool) -> Any:
        assert not strict
        return tables(given.parent.name)

    monkeypatch.setattr(reporting, "report_tables", stored)

    assert run("report", path, "-o", target) == 0
    assert capsys.readouterr().out == f"LKjIP Kecamatan Kalumpang Triwulan II Tahun 2019 ditulis ke {target}.\n"
    assert docx.Document(str(target)).paragraphs[0].text == "LAPORAN KINERJA INSTANSI PEMERINTAH (LKjIP)"


@pytest.mark.parametrize(("number", "words"), [
    (0, "nol"), (10, "sepuluh"), (11, "sebelas"), (12, "dua belas"), (20, "dua puluh"), (21, "dua puluh satu"), (100, "seratus"), (111, "seratus sebelas"), (200, "dua ratus"), (1000, "seribu"),
    (1001, "seribu satu"), (2000, "dua ribu"), (11_000, "sebelas ribu"), (100_000, "seratus ribu"), (1_000_000, "satu juta"), (1_001_000, "satu juta seribu"), (-5, "minus lima"),
    (3_001_500, "tiga juta seribu lima ratus"), (10**12 + 1, "satu triliun satu"),
])
def test_terbilang(number: int, words: str) -> None:
    assert terbilang(number) == words


def test_hostile_texts_are_written_as_texts(tmp_path: Path) -> None:
    """A formula, control characters and mark-up in an analysis; an office with a name longer than a document property may be."""
    data, profil = right.annual()
    data.tables["Analisis"][0]["pendorong"] = '=1+1 \x01 <b> & "x" ' + "kata " * 1500
    data.forms["Identitas"]["instansi"] = "Kecamatan & <Uji> " + "panjang " * 26
    check = examine(right.write(tmp_path / "aneh.xlsx", right.few_rows(data), profil))
    found = build(check, [])
    target = tmp_path / "ringkasan.xlsx"
    target.write_bytes(summary(found))
    said = [c.value for row in load_workbook(target)["A.9 Analisis"].iter_rows() for c in row if c.value]

    assert any(str(v).startswith('=1+1 \u2401 <b> & "x" kata') for v in said)
    assert any('=1+1 \u2401 <b> & "x" kata' in text for t in docx.Document(BytesIO(document(found))).tables for row in cells(t) for text in row)
    assert all(c.data_type != "f" for row in load_workbook(target)["A.9 Analisis"].iter_rows() for c in row if str(c.value).startswith("=1+1"))
