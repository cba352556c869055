"""Quotations: how objects, figures, names and parents are resolved and judged; whatever is typed, nothing raises."""

from __future__ import annotations

import random
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import right

from lkjip_xl.pipeline import examine, fill, run_rules
from lkjip_xl.quotes import Ledger, Likeness, Standing, Things, ledger, likeness, shown
from lkjip_xl.quotes.names import distance
from lkjip_xl.rules import RULES
from lkjip_xl.spec.lists import LISTS

SAMPLE = Path(__file__).resolve().parent.parent / "samples" / "sungai-raya-2024" / "data.toml"
Row = dict[str, Any]


def book(path: Path, rows: list[Row], base: str = "tahunan") -> Ledger:
    """Ledger of a right workbook whose Kutipan table holds exactly these rows."""
    data, profil = right.RIGHT[base]()
    data.tables["Kutipan"] = rows
    return ledger(examine(right.write(path / "kutipan.xlsx", right.few_rows(data), profil)))


def quote(objek: str, besaran: str, nilai: object, **more: object) -> Row:
    return {"tabel": "Tabel X", "baris": str(more.pop("baris", "")), "objek": objek, "besaran": besaran, "nilai": nilai, **more}


def told(found: Ledger) -> list[str]:
    return [found.standing(q).name for q in found.quotes]


RIGHT_ONES = [
    ("IK1.1", "target", "6:12", {}), ("IK1.1", "target", "6 Desa", {}), ("IK1.1", "target", "0,5", {}), ("IK1.1", "realisasi", "7 dari 12 desa", {}),
    ("ik2.1", "capaian", "101,2%", {}), ("IK2.2", "capaian", "112,5", {}), ("IK3.1", "target", "B", {}), ("Indeks Kepuasan Masyarakat", "target", "85,00", {}),
    ("IK1.2", "pembilang", "7 BUMDes", {}), ("IK1.2", "target renstra", "75%", {"tahun": 2025}), ("IK1.2", "target", "75 persen", {"tahun": 2025}),
    ("IK1.1", "target akhir renstra", "8:12", {}), ("IK2.1", "baseline", "84,1", {}), ("IK2.1", "realisasi", "84,1", {"tahun": 2023}),
    ("IK2.1", "realisasi", "85,9", {"peran": "pembanding", "baris": "Hulu Contoh"}), ("IK2.1", "realisasi", "87", {"periode": "Semester II"}),
    ("IK2.1", "target", "85", {"periode": "TW III"}), ("IK2.1", "kategori", "SANGAT TINGGI", {}), ("7.1.3", "pagu", "Rp45 juta", {}),
    ("7.01.03.2.01.1", "realisasi anggaran", "Rp. 44.100.000,-", {}), ("Penyediaan Gaji dan Tunjangan ASN", "serapan", "98,00", {}),
    ("7.01.03; 7.01.06", "pagu", "75.000.000", {}), ("7.01.03; 7.01.03.2.01", "pagu", "45.000.000", {}), ("7.01.03", "sisa", "900.000", {}),
    ("TOTAL", "pagu", "Rp687,5 juta", {}), ("7.01.03.2.01.0001", "realisasi anggaran", "20.000.000", {"periode": "TW II"}), ("TOTAL", "sisa", "13.750.000", {}),
    ("total", "serapan", "98%", {}), ("TOTAL", "realisasi anggaran", "Rp328.000.000", {"periode": "TW II"}),
    ("TOTAL", "jumlah indikator", "5 indikator", {}), ("TOTAL", "jumlah tercapai", "semua", {}), ("TOTAL", "jumlah tidak tercapai", "0 dari 5", {}),
    ("TOTAL", "rata-rata capaian", "100%", {}), ("IK2.1", "perubahan nilai", "meningkat", {}), ("IK2.1", "perubahan nilai", "1,9", {}), ("IK2.1", "perubahan persen", "2,26%", {}),
    ("7.01.01.2.06.0001", "target keluaran", "1 Paket", {}), ("7.01.01.2.06.0001", "capaian keluaran", "100", {}), ("IK1.2", "realisasi", 58.33, {}),
]
WRONG_ONES = [
    ("IK1.1", "target", "7:12", {}), ("IK1.1", "target", "3 Desa Maju", {}), ("IK2.1", "capaian", "101,3%", {}), ("IK2.2", "capaian", "87,5%", {}), ("IK3.1", "target", "BB", {}),
    ("IK1.2", "pembilang", "8 BUMDes", {}), ("IK1.2", "target renstra", "100%", {"tahun": 2025}), ("IK2.1", "realisasi", "85,9", {}),
    ("7.01.03", "pagu", "Rp54.000.000", {}), ("TOTAL", "serapan", "99%", {}), ("TOTAL", "jumlah tercapai", "belum semua", {}),
    ("IK2.1", "perubahan nilai", "menurun", {}), ("IK2.1", "perubahan nilai", "2,9", {}), ("IK2.1", "kemajuan renstra", "101,18%", {}),
]
OPEN_ONES = [
    ("IK9.9", "realisasi", "12", {}), ("IK2.1", "realisasi", "80", {"tahun": 2019}), ("Responden", "pembilang", "40 orang", {}), ("IK2.1", "target", "99", {"peran": "wilayah"}),
    ("TOTAL", "pagu", "Rp1.000", {"tahun": 2023}), ("IK2.1", "realisasi", "80", {"peran": "pembanding", "baris": "Kecamatan Lain Sekali"}),
]


@pytest.mark.parametrize(("rows", "standing"), [(RIGHT_ONES, "RIGHT"), (WRONG_ONES, "WRONG"), (OPEN_ONES, "UNKNOWN")])
def test_standings(rows: list[tuple[str, str, object, Row]], standing: str, tmp_path: Path) -> None:
    """Each quotation in a printed row of its own, so that none is explained by another."""
    given = [quote(o, b, Decimal(str(n)) if isinstance(n, float) else n, **{"baris": f"baris {i}", **more}) for i, (o, b, n, more) in enumerate(rows)]

    found = book(tmp_path, given)

    assert [(q.what, q.text, s) for q, s in zip(found.quotes, told(found), strict=True) if s != standing] == []


def test_a_figure_that_follows_names_its_cause(tmp_path: Path) -> None:
    found = book(tmp_path, [quote("7.01.03", b, n, baris="A") for b, n in (("pagu", "50.000.000"), ("realisasi anggaran", "44.100.000"), ("serapan", "88,2%"))])

    assert told(found) == ["WRONG", "RIGHT", "FOLLOWS"]
    assert found.judged[2].causes == (found.quotes[0],)
    expected = found.judged[0].expected
    assert expected is not None
    assert shown(expected) == "Rp45.000.000"


def test_objects(tmp_path: Path) -> None:
    data, profil = right.RIGHT["tahunan"]()
    things = Things(examine(right.write(tmp_path / "a.xlsx", right.few_rows(data), profil)))

    assert things.find("IK1.1; ik2.1").ids == ("IK1.1", "IK2.1")
    assert things.find("7|1|3").nodes == things.find("Program Pemberdayaan Masyarakat Desa dan Kelurahan").nodes
    assert things.find("7.1.3").nodes == things.find("pemberdayaan masyarakat desa DAN kelurahan").nodes
    assert things.find("TOTAL").total
    assert things.find("Desa Maju").rest == ("Desa Maju",)
    assert [things.label(n).split()[0] for n in things.ancestors(things.find("7.01.01.2.02.0001").nodes[0])] == ["7.01.01.2.02", "7.01.01"]


@pytest.mark.parametrize(
    ("printed", "name", "like"),
    [
        ("Indeks  KEPUASAN-masyarakat", "Indeks Kepuasan Masyarakat", Likeness.SAME), ("Penyelenggaraa n Urusan", "Penyelenggaraan Urusan", Likeness.SAME),
        ("Bulanan/ Triwulanan", "Bulanan/Triwulanan", Likeness.SAME), ("Meningkatkan desa maju", "Meningkatnya desa maju", Likeness.VERB),
        ("Persentasi BUMDes", "Persentase BUMDes", Likeness.SPELLING), ("Penyediaan Barang Cetak", "Penyediaan Barang Cetakan", Likeness.SPELLING),
        ("desa dengan kualitas maju", "desa dengan status maju", Likeness.OTHER), ("Laporan Tahun 2023", "Laporan Tahun 2024", Likeness.OTHER),
        ("Program Penunjang Urusan", "Program Penunjang Urusan Pemerintahan Daerah", Likeness.OTHER), ("Kegiatan A1", "Kegiatan A2", Likeness.OTHER),
    ],
)
def test_likeness(printed: str, name: str, like: Likeness) -> None:
    assert likeness(printed, [name]) is like


def test_distance() -> None:
    assert (distance("", "abc"), distance("persentasi", "persentase"), distance("abc", "acb")) == (3, 1, 2)


ODD = [
    "", "-", "nihil", "4:18", "4:0", "0:0", "44,44%", "1.234", "2.500.00", "B", "B (64,59)", "semua", "belum semua", "meningkat", "turun 3", "#REF!", "'", "=1+1", "Rp-",
    "Rp1,5 miliar",     "3 (tiga) tahun", "2024-2026", "TW II", "7.01.03", "x" * 400, "Sangat Tinggi", "0", "-5", "1e9", "100 %\n100 %", "tidak ada", "TRUE", "∞",
]
OBJECTS = ["IK1.1", "IK2.1", "IK2.2", "IK3.1", "S1", "T1", "TOTAL", "7.01.03", "7.01.03; 7.01.06", "IK1.1; IK2.1", "IK2.1; 7.01.03", "Renstra", "Target Akhir Renstra", ";", "Responden", "  "]


@pytest.mark.parametrize("base", right.RIGHT)
@pytest.mark.parametrize("seed", range(3))
def test_nothing_raises(base: str, seed: int, tmp_path: Path) -> None:
    """Any besaran with any object and value; half of them in shared printed rows, with budget and plan cells damaged too."""
    pick = random.Random(seed)
    rows = [
        {
            "tabel": pick.choice(["Tabel 1", "Tabel 2"]), "baris": pick.choice(["", "A", "B", "Hulu Contoh"]), "jenis_baris": pick.choice(["", *LISTS["jenis_baris"]]),
            "induk_baris": pick.choice(["", "A", "B"]),
            "objek": pick.choice(OBJECTS), "besaran": pick.choice(LISTS["besaran"]), "nilai": pick.choice(ODD), "periode": pick.choice(["", *LISTS["periode_data"]]),
            "versi": pick.choice(["", *LISTS["versi_anggaran"]]), "peran": pick.choice(["", *LISTS["peran"]]), "daftar_lengkap": pick.choice(["", "ya"]),
            **({"tahun": y} if (y := pick.choice([0, 2022, 2023, 2025])) else {}),
        }
        for _ in range(400)
    ]
    data, profil = right.RIGHT[base]()
    data.tables["Kutipan"] = [{k: v for k, v in r.items() if v != ""} for r in rows]  # type: ignore[misc]
    for table in ("Pengukuran", "Anggaran", "Renstra", "Pembanding", "DataDukung", "PK"):
        for row in pick.sample(data.tables.get(table, []), min(2, len(data.tables.get(table, [])))):
            for key in pick.sample(sorted(row), min(2, len(row))):
                row[key] = pick.choice(["", "rusak", "1.2.3"])
    check = examine(right.write(tmp_path / "aneh.xlsx", right.few_rows(data), profil))

    for code in sorted(c for c in RULES if c.startswith("LK6")):
        list(RULES[code].findings(check))


def test_fingerprints_of_one_table_differ(tmp_path: Path) -> None:
    path = tmp_path / "sungai-raya.xlsx"
    path.write_bytes(fill(SAMPLE))
    prints = [f.fingerprint for f in run_rules(examine(path)) if f.code.startswith("LK6")]

    assert len(prints) == len(set(prints))


def test_unknown_standing_is_the_default(tmp_path: Path) -> None:
    found = book(tmp_path, [quote("IK1.1", "nama", "Apa saja")])

    assert found.standing(found.quotes[0]) is Standing.UNKNOWN
