"""Two workbooks filled rightly: an annual report (profile hss) and a report of TW II (profile banjar).

Rules must stay silent on both. Figures are invented; offices too.
"""

from __future__ import annotations

import copy
import datetime
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

from lkjip_xl.cells import a1
from lkjip_xl.layout import Layout, standard
from lkjip_xl.model import Data, address_of, locate
from lkjip_xl.pipeline import write_filled
from lkjip_xl.profile import load
from lkjip_xl.spec import book
from lkjip_xl.writer.workbook import rows_for

D = Decimal
IDS = ("IK1.1", "IK1.2", "IK2.1", "IK2.2", "IK3.1")


def _renstra() -> list[dict[str, Any]]:
    return [
        {"id": "T1", "level": "tujuan", "uraian": "Meningkatnya kualitas pelayanan dan pemerintahan kecamatan"},
        {"id": "S1", "level": "sasaran", "induk": "T1", "uraian": "Meningkatnya kemandirian desa"},
        {"id": "IK1.1", "level": "indikator", "induk": "S1", "uraian": "Rasio desa maju terhadap jumlah desa", "satuan": "Rasio", "jenis": "rasio", "arah": "naik", "penyebut": 12, "baseline": 5, "t1": 6, "t2": 7, "t3": 8, "akhir": 8},
        {"id": "IK1.2", "level": "indikator", "induk": "S1", "uraian": "Persentase BUMDes yang beroperasi dengan baik", "satuan": "Persen", "jenis": "persen", "arah": "naik", "baseline": D("41.67"), "t1": 50, "t2": 75, "t3": 100, "akhir": 100},
        {"id": "S2", "level": "sasaran", "induk": "T1", "uraian": "Meningkatnya kualitas pelayanan publik"},
        {"id": "IK2.1", "level": "indikator", "induk": "S2", "uraian": "Indeks Kepuasan Masyarakat", "satuan": "Nilai", "jenis": "indeks", "arah": "naik", "skala": "mutu pelayanan", "baseline": D("84.1"), "t1": 85, "t2": 86, "t3": 87, "akhir": 87},
        {"id": "IK2.2", "level": "indikator", "induk": "S2", "uraian": "Rata-rata lama penyelesaian surat", "satuan": "Hari", "jenis": "angka", "arah": "turun", "baseline": 5, "t1": 4, "t2": 3, "t3": 2, "akhir": 2},
        {"id": "S3", "level": "sasaran", "induk": "T1", "uraian": "Meningkatnya akuntabilitas kinerja"},
        {"id": "IK3.1", "level": "indikator", "induk": "S3", "uraian": "Predikat AKIP kecamatan", "satuan": "Predikat", "jenis": "predikat", "arah": "naik", "baseline": "B", "t1": "B", "t2": "BB", "t3": "BB", "akhir": "BB"},
    ]


def _iku() -> list[dict[str, Any]]:
    ways = {"IK1.1": "posisi akhir", "IK1.2": "posisi akhir", "IK2.1": "rata-rata", "IK2.2": "rata-rata", "IK3.1": "posisi akhir"}
    formulas = {
        "IK1.1": "Jumlah desa berstatus maju dan mandiri dibanding jumlah desa", "IK1.2": "BUMDes beroperasi baik dibagi seluruh BUMDes kali 100",
        "IK2.1": "Rata-rata nilai survei kepuasan masyarakat", "IK2.2": "Jumlah hari penyelesaian dibagi jumlah surat", "IK3.1": "Hasil evaluasi AKIP oleh Inspektorat",
    }
    return [
        {"id": i, "makna": "Menggambarkan hasil kerja kecamatan yang dirasakan masyarakat.", "formulasi": formulas[i], "sumber_data": "Laporan seksi terkait",
         "penanggung_jawab": "Seksi Pemerintahan", "iku": "ya", "cara_isi": "per TW", "cara_gabung": ways[i]} for i in IDS
    ]


_TARGETS: dict[str, Any] = {"IK1.1": 6, "IK1.2": 50, "IK2.1": 85, "IK2.2": 4, "IK3.1": "B"}
_PATHS: dict[str, list[Any]] = {"IK1.1": [5, 5, 6, 6], "IK1.2": [D("41.67"), D("41.67"), 50, 50], "IK2.1": [85, 85, 85, 85], "IK2.2": [4, 4, 4, 4], "IK3.1": ["B", "B", "B", "B"]}
_REACHED: dict[str, list[Any]] = {
    "IK1.1": [5, 6, 6, 7], "IK1.2": [D("41.67"), 50, 50, D("58.33")], "IK2.1": [D("84.5"), D("85.5"), D("86.25"), D("87.75")], "IK2.2": [4, D("3.5"), D("3.5"), 3], "IK3.1": ["B", "B", "B", "B"],
}


def _pk() -> list[dict[str, Any]]:
    return [{"id": i, "target_murni": _TARGETS[i], **({"penyebut": 12} if i == "IK1.1" else {})} for i in IDS]


def _triwulan(quarters: int) -> list[dict[str, Any]]:
    rows = []
    for i in IDS:
        row: dict[str, Any] = {"id": i, **({"penyebut": 12} if i == "IK1.1" else {})}
        row |= {f"t{k}": _PATHS[i][k - 1] for k in range(1, 5)} | {f"r{k}": _REACHED[i][k - 1] for k in range(1, quarters + 1)}
        rows.append(row)
    return rows


def _anggaran(quarters: int, *, annual: bool) -> list[dict[str, Any]]:
    leaves = {
        "7.01.01.2.02.0001": (600_000_000, [140_000_000, 290_000_000, 440_000_000, 588_000_000], "Penyediaan Gaji dan Tunjangan ASN", 14, "Orang/bulan"),
        "7.01.01.2.06.0001": (12_500_000, [2_000_000, 6_000_000, 9_000_000, 12_250_000], "", 1, "Paket"),
        "7.01.03.2.01.0001": (45_000_000, [0, 20_000_000, 30_000_000, 44_100_000], "", 1, "Lembaga Kemasyarakatan"),
        "7.01.06.2.01.0001": (30_000_000, [5_000_000, 12_000_000, 21_000_000, 29_400_000], "", 12, "Dokumen"),
    }
    tree = [
        ("7.01.01", "program", ["IK2.1", "IK2.2", "IK3.1"]), ("7.01.01.2.02", "kegiatan", []), ("7.01.01.2.02.0001", "sub kegiatan", []), ("7.01.01.2.06", "kegiatan", []),
        ("7.01.01.2.06.0001", "sub kegiatan", []), ("7.01.03", "program", ["IK1.2"]), ("7.01.03.2.01", "kegiatan", []), ("7.01.03.2.01.0001", "sub kegiatan", []),
        ("7.01.06", "program", ["IK1.1"]), ("7.01.06.2.01", "kegiatan", []), ("7.01.06.2.01.0001", "sub kegiatan", []),
    ]
    rows: list[dict[str, Any]] = []
    for kode, level, supports in tree:
        row: dict[str, Any] = {"kode": kode, "level": level} | {f"mendukung{n}": s for n, s in enumerate(supports, 1)}
        if kode in leaves:
            pagu, spent, name, output, satuan = leaves[kode]
            if name:
                row["uraian"] = name
            row |= {"pagu_murni": pagu, "sumber_dana": "APBD", "satuan": satuan, "k_t": output} | {f"real{k}": spent[k - 1] for k in range(1, quarters + 1)}
            row |= {"k_r": output} if annual else {f"k_t{k}": output for k in range(1, 5)} | {f"k_r{k}": output for k in range(1, quarters + 1)}
        rows.append(row)
    return rows


def _programs() -> list[dict[str, Any]]:
    names = (("7.01.01", "Program Penunjang Urusan Pemerintahan Daerah Kabupaten/Kota", 612_500_000), ("7.01.03", "Program Pemberdayaan Masyarakat Desa dan Kelurahan", 45_000_000), ("7.01.06", "Program Pembinaan dan Pengawasan Pemerintahan Desa", 30_000_000))
    return [{"kode": k, "program": n, "keterangan": "APBD", "anggaran": a} for k, n, a in names]


def _words() -> dict[str, list[dict[str, Any]]]:
    return {
        "Analisis": [
            {"id": i, "pendorong": "Koordinasi rutin dengan desa dan pendamping.", "penghambat": "Jumlah personel belum sebanding dengan beban kerja.", "solusi": "Pembagian tugas disusun ulang setiap triwulan.",
             "program": "Program Penunjang Urusan Pemerintahan Daerah", "kesimpulan": "Capaian akan terus ditingkatkan."} for i in IDS
        ],
        "TindakLanjut": [
            {"no": 1, "lhe_nomor": "700/10/LHE/2024", "lhe_tanggal": datetime.date(2024, 7, 19), "komponen": "Pelaporan", "rekomendasi": "Menyajikan perbandingan kinerja beberapa tahun.",
             "rencana": "Menambah tabel pembanding pada laporan.", "target": "Laporan Kinerja", "waktu": "Agustus s.d. Desember 2024", "penanggung_jawab": "Sekretaris Kecamatan", "status_tl": "Selesai", "progres": "Tabel sudah disajikan."},
        ],
    }


def _identity(**more: Any) -> dict[str, Any]:
    base = {
        "kabupaten": "Kabupaten Hulu Sungai Selatan", "instansi": "Kecamatan Muara Contoh", "kode": "7.01.0.00.0.00.05.0000", "jenis": "kecamatan", "tahun": 2024, "periode": "TAHUNAN", "pk_versi": "murni",
        "pk_tanggal": datetime.date(2024, 1, 15), "dpa_total": 687_500_000, "dpa_realisasi": 673_750_000, "renstra_awal": 2024, "renstra_akhir": 2026, "kepala_jabatan": "Camat Muara Contoh", "atasan_jabatan": "Bupati",
    }
    return base | more


def _last_year() -> list[dict[str, Any]]:
    return [
        {"id": "IK1.1", "macam": "tahun sebelumnya", "tahun": 2023, "target": 5, "realisasi": 5, "penyebut": 12, "sumber": "LKjIP 2023"},
        {"id": "IK1.2", "macam": "tahun sebelumnya", "tahun": 2023, "target": 50, "realisasi": D("41.67"), "sumber": "LKjIP 2023"},
        {"id": "IK2.1", "macam": "tahun sebelumnya", "tahun": 2023, "target": 84, "realisasi": D("84.1"), "sumber": "LKjIP 2023"},
        {"id": "IK2.2", "macam": "tahun sebelumnya", "tahun": 2023, "target": 5, "realisasi": 5, "sumber": "LKjIP 2023"},
        {"id": "IK3.1", "macam": "tahun sebelumnya", "tahun": 2023, "target": "B", "realisasi": "B", "sumber": "LHE AKIP 2023"},
    ]


def _belanja(quarters: int) -> list[dict[str, Any]]:
    """Spending by jenis belanja; its totals are those of Anggaran."""
    leaves = (
        ("kelompok", "5.1", "Belanja Operasi", None, ()),
        ("jenis", "5.1.01", "Belanja Pegawai", 600_000_000, (140_000_000, 290_000_000, 440_000_000, 588_000_000)),
        ("jenis", "5.1.02", "Belanja Barang dan Jasa", 75_000_000, (5_000_000, 32_000_000, 51_000_000, 73_500_000)),
        ("kelompok", "5.2", "Belanja Modal", 12_500_000, (2_000_000, 6_000_000, 9_000_000, 12_250_000)),
    )
    return [
        {"level": level, "kode": kode, "uraian": name} | ({"pagu_murni": pagu} if pagu else {}) | {f"real{k}": spent[k - 1] for k in range(1, quarters + 1) if spent}
        for level, kode, name, pagu, spent in leaves
    ]


def _profil() -> dict[str, list[dict[str, Any]]]:
    staff = (
        ("Camat", "IV/a", "III.a", "S-2", "L"), ("Sekretaris Kecamatan", "III/d", "III.b", "S-1", "P"), ("Kepala Seksi Pemerintahan", "III/c", "IV.a", "S-1", "L"),
        ("Pengelola Keuangan", "II/c", "Pelaksana", "SLTA", "P"),
    )
    return {
        "Pegawai": [
            {"no": n, "jabatan": j, "status_pegawai": "PNS", "golongan": g, "eselon": e, "pendidikan": d, "kelamin": k} for n, (j, g, e, d, k) in enumerate(staff, 1)
        ],
        "RekapPegawai": [
            {"dasar": "golongan", "kategori": "Golongan IV", "laki": 1, "perempuan": 0, "banyak": 1, "tempat": "Tabel 1.1"},
            {"dasar": "golongan", "kategori": "Golongan III", "laki": 1, "perempuan": 1, "banyak": 2, "tempat": "Tabel 1.1"},
            {"dasar": "golongan", "kategori": "Golongan II", "laki": 0, "perempuan": 1, "banyak": 1, "tempat": "Tabel 1.1"},
            {"dasar": "golongan", "kategori": "Jumlah", "laki": 2, "perempuan": 2, "banyak": 4, "tempat": "Tabel 1.1"},
            {"dasar": "pendidikan", "kategori": "S1", "banyak": 2, "tempat": "Tabel 1.2"},
            {"dasar": "pendidikan", "kategori": "S2", "banyak": 1, "tempat": "Tabel 1.2"},
            {"dasar": "pendidikan", "kategori": "SMA sederajat", "banyak": 1, "tempat": "Tabel 1.2"},
            {"dasar": "seluruhnya", "kategori": "Pegawai", "banyak": 4, "tempat": "Bab I"},
        ],
        "Wilayah": [
            {"jenis": "desa", "nama": "Hulu Contoh", "luas": D("12.5"), "laki": 410, "perempuan": 395, "penduduk": 805, "kk": 230, "rt": 4},
            {"jenis": "desa", "nama": "Hilir Contoh", "luas": D("8.25"), "laki": 300, "perempuan": 310, "penduduk": 610, "kk": 171, "rt": 3},
            {"jenis": "jumlah", "nama": "Jumlah", "luas": D("20.75"), "laki": 710, "perempuan": 705, "penduduk": 1415, "kk": 401, "rt": 7},
        ],
        "Prestasi": [{"macam": "penghargaan", "nama": "Lomba Kampung Bersih", "peringkat": "Juara II", "tingkat": "kabupaten", "tahun": 2024}],
    }


def annual() -> tuple[Data, str]:
    """An annual report filled rightly, with its profile."""
    measured: dict[str, Any] = {"IK1.1": 7, "IK1.2": D("58.33"), "IK2.1": 86, "IK2.2": D("3.5"), "IK3.1": "B"}
    tables = {
        "Renstra": _renstra(), "IKU": _iku(), "PK": _pk(), "Program": _programs(), "Triwulan": _triwulan(4), "Anggaran": _anggaran(4, annual=True),
        "Pengukuran": [{"id": i, "realisasi": measured[i], **({"penyebut": 12} if i == "IK1.1" else {})} for i in IDS],
        "DataDukung": [
            {"id": "IK1.1", "uraian": "Desa berstatus maju dan mandiri", "periode": "TAHUNAN", "pembilang": 7, "penyebut": 12, "sumber": "Keputusan Menteri Desa"},
            {"id": "IK1.2", "uraian": "BUMDes beroperasi baik", "periode": "TAHUNAN", "pembilang": 7, "penyebut": 12, "sumber": "Laporan BUMDes"},
            {"id": "IK2.1", "uraian": "Nilai survei kepuasan masyarakat", "periode": "Semester I", "nilai": 85, "sumber": "Laporan SKM"},
            {"id": "IK2.1", "uraian": "Nilai survei kepuasan masyarakat", "periode": "Semester II", "nilai": 87, "sumber": "Laporan SKM"},
        ],
        "Pembanding": [
            *_last_year(),
            {"id": "IK2.1", "macam": "unit lain", "tahun": 2024, "pihak": "Kecamatan Hulu Contoh", "target": 86, "realisasi": D("85.9"), "sumber": "LKjIP 2024"},
        ],
        "Efisiensi": [{"id": i} for i in IDS],
        "Kutipan": [
            {"tabel": "Tabel 3.2", "baris": "IKM", "jenis_baris": "rincian", "objek": "IK2.1", "besaran": "target", "nilai": "85"},
            {"tabel": "Tabel 3.2", "baris": "IKM", "jenis_baris": "rincian", "objek": "IK2.1", "besaran": "realisasi", "nilai": "86,00"},
            {"tabel": "Tabel 3.2", "baris": "IKM", "jenis_baris": "rincian", "objek": "IK2.1", "besaran": "capaian", "nilai": "101,18%"},
            {"tabel": "Bab IV", "objek": "IK1.1", "besaran": "realisasi", "nilai": "7:12"},
            {"tabel": "Bab III.B", "objek": "TOTAL", "besaran": "realisasi anggaran", "nilai": "Rp673.750.000,00"},
            {"tabel": "Bab III.B", "objek": "TOTAL", "besaran": "serapan", "nilai": "98%"},
        ],
        "Belanja": _belanja(4), **_profil(), **_words(),
    }
    return Data(forms={"Identitas": _identity()}, tables=tables), "hss"


def quarterly() -> tuple[Data, str]:
    """A report of TW II filled rightly, with its profile."""
    tables = {
        "Renstra": _renstra(), "IKU": _iku(), "PK": _pk(), "Program": _programs(), "Triwulan": _triwulan(2), "Anggaran": _anggaran(2, annual=False),
        "Pengukuran": [{"id": i} for i in IDS], "Pembanding": _last_year(), "Efisiensi": [{"id": i} for i in IDS], "Belanja": _belanja(2), **_words(),
        "Kutipan": [{"tabel": "Tabel 3.1", "baris": "IKM", "jenis_baris": "rincian", "objek": "IK2.1", "besaran": "capaian", "nilai": "100,59%"}],
    }
    identity = _identity(kabupaten="Kabupaten Banjar", periode="TW II", dpa_realisasi=328_000_000)
    return Data(forms={"Identitas": identity}, tables=tables), "banjar"


def empty() -> tuple[Data, str]:
    """A workbook as it is issued: Identitas alone."""
    return Data(forms={"Identitas": _identity()}), "hss"


RIGHT = {"tahunan": annual, "triwulan": quarterly}
BASES = RIGHT | {"kosong": empty}
"""What a case may start from; `kosong` is not a filled workbook and gives LK500."""


def few_rows(data: Data, named: str = "", spare: int = 2) -> Data:
    """The same data in tables with few spare rows, and with the rows that `named` names (`Kutipan[12].nilai`): a small workbook, for tests that write hundreds."""
    small = copy.deepcopy(data)
    used = {key: len(data.tables.get(key, [])) for key in book.TABLES}
    for key, index in re.findall(r"\b([A-Z][A-Za-z]+)\[(\d+)\]", named):
        used[key] = max(used[key], int(index))
    small.rows = {key: count + spare for key, count in used.items()}
    return small


def layout_of(data: Data) -> Layout:
    """Layout that the writer gives this data."""
    return standard(rows_for(data))


def resolve(layout: Layout, text: str) -> str:
    """Text with every `Pengukuran[3].capaian` (third row), `Pengukuran.capaian` (header) or `Identitas.periode` replaced by its `Sheet!A1`."""

    def address(m: re.Match[str]) -> str:
        table = layout.tables.get(m[1])
        if table is not None and not m[2]:
            return f"{table.sheet}!{a1(table.header_row, table.cols[m[3]])}"
        return address_of(layout, m[1], int(m[2]) - 1 if m[2] else None, m[3])

    return _PLACE.sub(address, text)


_PLACE = re.compile(rf"\b({'|'.join([*book.TABLES, *book.FORMS])})(?:\[(\d+)\])?\.([a-z_0-9]+)\b")


def edit(data: Data, edits: dict[str, Any]) -> Data:
    """A copy of data with cells changed: `"PK[1].target_murni" = 80` or `"PK!E8" = 80`; "" clears an input; a formula cell goes to `timpa`."""
    changed = copy.deepcopy(data)
    layout = layout_of(data)
    for text, value in edits.items():
        address = resolve(layout, text)
        found = locate(layout, address)
        assert found is not None, f"{address} is no field"
        part, index, key = found
        if index is None:
            field, cells = book.FORMS[part][key], changed.forms.setdefault(part, {})
        else:
            rows = changed.tables.setdefault(part, [])
            rows.extend({} for _ in range(index + 1 - len(rows)))
            field, cells = book.TABLES[part][key], rows[index]
        if field.formula is not None:
            changed.timpa[address] = value
        elif value == "":
            cells.pop(key, None)
        else:
            cells[key] = value
    return changed


def write(path: Path, data: Data, profil: str) -> Path:
    """Write a workbook of data and give its path; equal data are written once per process, for writing is half of a test's time."""
    key = f"{profil} {data!r}"
    if key not in _WRITTEN:
        if len(_WRITTEN) > 8:
            _WRITTEN.clear()
        _WRITTEN[key] = write_filled(data, load(profil))
    path.write_bytes(_WRITTEN[key])
    return path


_WRITTEN: dict[str, bytes] = {}
