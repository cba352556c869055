"""What is read out of sentences: numbers in words, quarters, years, places, claims, bounds of classes and citations."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from lkjip_xl.quotes.citations import gazettes, regulations, slips
from lkjip_xl.quotes.mentions import places, quarters, sentences, years
from lkjip_xl.quotes.numerals import count_in, number_of, pairs
from lkjip_xl.quotes.scales import band, graded, scale_of, scales
from lkjip_xl.quotes.spoken import Verdict, claims, moves, result_in, unmeasured, verdict
from lkjip_xl.quotes.wording import difference


@pytest.mark.parametrize(("words", "number"), [
    ("enam", 6), ("dua puluh satu", 21), ("seratus lima", 105), ("tiga koma lima", Fraction(7, 2)), ("lima juta rupiah", 5_000_000), ("dua ribu dua puluh empat", 2024),
    ("enam program", None), ("6", None), ("", None), ("puluh", None),
])
def test_number_in_words(words: str, number: Any) -> None:
    assert number_of(words) == number


@pytest.mark.parametrize(("text", "count"), [
    ("6 (enam)", 6), ("enam", 6), ("sebanyak 21 layanan", 21), ("4 (empat ) misi", 4), ("terdiri dari lima seksi", 5), ("1.250 jiwa", 1250),
    ("3 dari 4 indikator", None), ("2,5 ha", None), ("beberapa kegiatan", None),
])
def test_count_of_a_phrase(text: str, count: int | None) -> None:
    assert count_in(text) == count


@pytest.mark.parametrize(("text", "found"), [
    ("4 (lima) indikator", [(4, 5)]), ("4 (empat) indikator", [(4, 4)]), ("enam (6) program", [(6, 6)]), ("Rp. 5.000.000,- (lima juta rupiah)", [(5_000_000, 5_000_000)]),
    ("Triwulan dua (5) kegiatan", []), ("20 (baik)", []), ("87,5 (delapan puluh tujuh koma lima)", [(Fraction(175, 2), Fraction(175, 2))]),
])
def test_figure_beside_its_words(text: str, found: list[Any]) -> None:
    assert [(p.by_figure, p.by_words) for p in pairs(text)] == found


def test_sentences_end_at_no_abbreviation() -> None:
    assert sentences("PermenPAN-RB No. 53 Tahun 2014 di Kab. Contoh. Pagu Rp. 5.000 habis.\nSelesai") == [
        "PermenPAN-RB No. 53 Tahun 2014 di Kab. Contoh", "Pagu Rp. 5.000 habis", "Selesai"]


@pytest.mark.parametrize(("text", "found"), [
    ("Triwulan Pertama", [(1, 1)]), ("TW II", [(2, 2)]), ("triwulan ke-3", [(3, 3)]), ("Triwulan I s.d. IV", [(1, 4)]), ("sampai dengan akhir bulan Maret", [(1, 1)]),
    ("per 30 Juni", [(2, 2)]), ("akhir April", []), ("tiga bulan", []),
])
def test_quarters_of_a_text(text: str, found: list[Any]) -> None:
    assert [(q.first, q.last) for q in quarters(text)] == found


@pytest.mark.parametrize(("text", "found"), [
    ("capaian tahun 2023", [("tahun", 2023, 2023)]), ("Renstra 2021-2026", [("masa", 2021, 2026)]), ("Nomor 53 Tahun 2014", [("peraturan", 2014, 2014)]),
    ("tanggal 5 Januari 2025", [("tanggal", 2025, 2025)]), ("Rp 2.024.000 dan 2024,5", []), ("700/2024/INSP", []),
])
def test_years_of_a_text(text: str, found: list[Any]) -> None:
    assert [(y.kind, y.first, y.last) for y in years(text)] == found


def test_places_of_a_text() -> None:
    assert [(p.kind, p.words) for p in places("Camat Batang Contoh di Kabupaten Teladan dan kecamatan lain")] == [
        ("Kecamatan", ("Batang", "Contoh")), ("Kabupaten", ("Teladan",))]


@pytest.mark.parametrize(("text", "said"), [
    ("tercapai", Verdict.REACHED), ("belum tercapai", Verdict.MISSED), ("di bawah target", Verdict.MISSED), ("melampaui target", Verdict.EXCEEDED), ("sesuai target", Verdict.REACHED),
    ("belum dapat dilaksanakan", Verdict.NOT_DONE), ("belum diketahui", Verdict.UNMEASURED), ("belum semua tercapai", None), ("perlu ditingkatkan", None),
])
def test_verdict_of_a_phrase(text: str, said: Verdict | None) -> None:
    assert verdict(text) == said


@pytest.mark.parametrize(("text", "found"), [
    ("Target Triwulan II tahun 2024 belum tercapai, masih kurang 3%.", [(Verdict.MISSED, 2024, 2)]), ("Realisasi tahun 2023 belum mencapai target.", [(Verdict.MISSED, 2023, None)]),
    ("agar target tercapai", []), ("Koordinasi untuk mencapai target kinerja telah dilakukan.", []), ("Realisasi anggaran di bawah target", []),
])
def test_claims_of_a_text(text: str, found: list[Any]) -> None:
    assert [(c.verdict, c.year, c.quarter) for c in claims(text)] == found


@pytest.mark.parametrize(("text", "found"), [
    ("Nilai IKM meningkat dari tahun lalu", [1]), ("Dibandingkan tahun 2023, realisasi tahun 2024 menurun.", [-1]), ("nilai IKM tidak meningkat dari tahun lalu", []),
    ("Jumlah kunjungan meningkat dari tahun lalu", []), ("Capaian akan terus ditingkatkan.", []),
])
def test_moves_of_a_text(text: str, found: list[int]) -> None:
    assert [m.sign for m in moves(text)] == found


def test_states_and_results_in_a_text() -> None:
    assert unmeasured("Nilai IKM belum diukur pada Triwulan II tahun 2024.") == ("belum diukur", 2024, 2)
    assert result_in("Realisasi sebesar 81,03 pada TW II") == ("Realisasi sebesar 81,03", None, 2)
    assert unmeasured("Nilai IKM sebesar 81,03") is result_in("belum diukur") is None


@pytest.mark.parametrize(("text", "inside", "outside"), [
    ("91 <= 100", ("91.5", "100"), ("90", "101")), ("70% < 100%", ("70", "99"), ("69", "100")), (">= 100%", ("100",), ("99",)), ("85 ke atas", ("85", "200"), ("84",)),
    ("76 - 90", ("76", "90"), ("75", "91")), ("> 0,491 dan ≤ 0,601", ("0.601",), ("0.491",)),
])
def test_bounds_of_a_class(text: str, inside: tuple[str, ...], outside: tuple[str, ...]) -> None:
    found = band(text)

    assert found is not None
    assert all(found.holds(Fraction(v)) for v in inside)
    assert not any(found.holds(Fraction(v)) for v in outside)


@pytest.mark.parametrize("text", ["Sangat Baik", "", "sesuai aturan", "1 - 2 - 3", "9" * 500])
def test_no_bounds(text: str) -> None:
    assert band(text) is None


@pytest.mark.parametrize(("text", "predicate", "score"), [("B (64,59)", "B", "64.59"), ("64,59 (B)", "B", "64.59"), ("Predikat BB", "BB", None), ("64,59", "", None)])
def test_predicate_and_score(text: str, predicate: str, score: str | None) -> None:
    assert graded(text)[:2] == (predicate, None if score is None else Fraction(score))


def test_scales_rise_and_fill_their_range() -> None:
    for scale in scales():
        lows = [g.low for g in scale.grades]
        assert lows in (sorted(lows), sorted(lows, reverse=True))
        assert min(lows) == scale.least
    found = scale_of("", "Nilai SAKIP Kecamatan")
    assert found is not None
    assert found.name == "AKIP"
    assert scale_of("", "Persentase desa tertib") is None


@pytest.mark.parametrize("text", [
    "Peraturan Menteri PAN dan RB Nomor 53 Tahun 2014 tentang Petunjuk Teknis Perjanjian Kinerja, Pelaporan Kinerja dan Tata Cara Reviu atas Laporan Kinerja Instansi Pemerintah",
    "Peraturan Bupati Nomor 53 Tahun 2015 tentang Petunjuk Teknis Perjanjian Kinerja", "Peraturan Daerah Nomor 29 Tahun 2016 tentang Anggaran",
])
def test_right_citation(text: str) -> None:
    assert list(slips(text)) == []


def test_wrong_year_of_a_citation() -> None:
    (found,) = slips("Peraturan Presiden Nomor 29 Tahun 2004 tentang Sistem Akuntabilitas Kinerja Instansi Pemerintah")

    assert (found.printed, found.right) == ("Nomor 29 Tahun 2004", "Peraturan Presiden Nomor 29 Tahun 2014")


def test_every_regulation_cited_by_its_own_words_is_right() -> None:
    for regulation in regulations():
        for pair in regulation.pairs:
            assert list(slips(f"{regulation.name(pair)} tentang {regulation.title}")) == []


def test_gazette_goes_with_the_law_of_its_year() -> None:
    text = "Undang-Undang Nomor 23 Tahun 2014 (Lembaran Negara Republik Indonesia Tahun 2014 Nomor 244, Tambahan Lembaran Negara Republik Indonesia Nomor 5587)"

    assert list(gazettes(text)) == [("5587", "Nomor 23 Tahun 2014")]


@pytest.mark.parametrize(("printed", "told"), [
    ("Meningkatnya Ketertiban", "terpotong, tanpa \"Umum\" di belakang"), ("Nilai Meningkatnya Ketertiban Umum", "kelebihan \"Nilai\""), ("Meningkatkan Ketertiban Umum", "beda ejaan"),
    ("Meningkatnya Keamanan Umum", "\"Keamanan\" menggantikan \"Ketertiban\""), ("Terwujudnya pelayanan prima", "namanya berbeda"),
])
def test_how_a_name_differs(printed: str, told: str) -> None:
    assert difference(printed, "Meningkatnya Ketertiban Umum") == told
