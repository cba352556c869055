"""Petunjuk and Referensi: the sheets people read, made from the spec."""

from __future__ import annotations

from typing import Any

from lkjip_xl.cells import col_letter, quote_sheet
from lkjip_xl.engine import official_names
from lkjip_xl.profile import Profile
from lkjip_xl.spec import book
from lkjip_xl.spec.lists import LISTS, nomenclature
from lkjip_xl.spec.types import Look, Tab, Table
from lkjip_xl.writer import looks as colors
from lkjip_xl.writer.looks import Looks

STEPS = (
    ("Januari", "Identitas, Renstra, IKU, PK (target dan anggaran), Triwulan (target), Anggaran dan Belanja (pagu), Profil."),
    ("Setiap triwulan", "Identitas (periode), Triwulan (realisasi), Anggaran dan Belanja (realisasi s.d. triwulan itu), Data Dukung, Analisis."),
    ("Tahunan", "Identitas (periode TAHUNAN), Pengukuran (realisasi setahun), Pembanding, Anggaran, Belanja, Efisiensi (pilih ID), Analisis, Tindak Lanjut, Kutipan."),
    ("Sebelum dikirim", "Buka lembar Periksa. Kirim bila status seluruhnya LENGKAP. Jangan mengganti nama lembar atau menghapus kolom."),
)
RULES = (
    "Isi hanya sel kuning. Sel hijau pucat dihitung sendiri; jangan diketik di atasnya.",
    "Persen ditulis sebagai angka biasa: 44,44 (bukan 44,44% dan bukan 0,4444).",
    "Rasio ditulis dalam dua sel: pembilang di kolom nilai, penyebut di kolom Penyebut (4:18 menjadi 4 dan 18).",
    "Rupiah ditulis bulat tanpa titik, koma atau Rp: 3763337358.",
    "Belum diukur ditulis - (bukan 0). Tidak ada kejadian ditulis nihil, dengan penjelasan di Keterangan. Nol berarti angka 0.",
    "Menempel data: pakai Tempel Khusus > Nilai supaya pilihan daftar tidak hilang.",
    "Baris kosong dapat disembunyikan lewat tombol saringan pada judul kolom; hapus saringan untuk menambah baris.",
)
TEXT_WIDTH = 90
TESTED = "Diuji dengan LibreOffice 7.4. Microsoft Excel dan WPS belum diuji."


def write_petunjuk(worksheet: Any, looks: Looks, profile: Profile) -> None:
    """The first sheet: what to fill when, legend, links to sheets, version."""
    worksheet.set_column(0, 0, 24)
    worksheet.set_column(1, 1, TEXT_WIDTH)
    worksheet.write_string(0, 0, "Petunjuk pengisian", looks.title())
    worksheet.write_string(1, 0, f"Formulir {book.TEMPLATE_ID} versi {book.TEMPLATE_VERSION}, profil {profile.nama}. {TESTED}", looks.intro())
    at = _pairs(worksheet, looks, 3, "Kapan mengisi apa", STEPS)
    at = _pairs(worksheet, looks, at, "Aturan", tuple((f"{i}.", text) for i, text in enumerate(RULES, 1)))
    at = _legend(worksheet, looks, at)
    worksheet.write_string(at, 0, "Lembar", looks.part())
    for i, sheet in enumerate((s for s in book.SHEETS if s.parts), at + 1):
        worksheet.write_url(i, 0, f"internal:{quote_sheet(sheet.name)}!A1", looks.label(), sheet.name)
        about = " ".join([sheet.intro, *(p.doc for p in sheet.parts if isinstance(p, Table) and p.doc)])
        _text(worksheet, looks, i, about)


def _text(worksheet: Any, looks: Looks, row: int, text: str) -> None:
    worksheet.set_row(row, 14 * -(-len(text) // TEXT_WIDTH) + 2)
    worksheet.write_string(row, 1, text, looks.plain())


def _pairs(worksheet: Any, looks: Looks, at: int, title: str, pairs: tuple[tuple[str, str], ...]) -> int:
    worksheet.write_string(at, 0, title, looks.part())
    for i, (head, text) in enumerate(pairs, at + 1):
        worksheet.write_string(i, 0, head, looks.label())
        _text(worksheet, looks, i, text)
    return at + len(pairs) + 2


def _legend(worksheet: Any, looks: Looks, at: int) -> int:
    samples = (
        (looks.cell(Look.TEXT, entry=True), "Isi", "sel yang diisi"),
        (looks.cell(Look.TEXT, entry=False), "Hitung", "sel yang dihitung, terkunci"),
        (looks.cell(Look.TEXT, entry=False, policy=True), "Kebijakan", "ditetapkan kabupaten, terkunci"),
        (looks.fill((colors.MISSING, "000000"), bold=False), "Kurang", "sel wajib yang masih kosong pada baris yang dipakai"),
        *((looks.fill(shade), word, text) for (word, shade), text in zip(colors.STATUS.items(), (
            "baris atau lembar sudah lengkap", "ada isian wajib yang kosong", "ada angka yang bertentangan", "lembar pilihan yang belum diisi"), strict=True)),
    )
    worksheet.write_string(at, 0, "Arti warna", looks.part())
    for i, (look, word, text) in enumerate(samples, at + 1):
        worksheet.write_string(i, 0, word, look)
        worksheet.write_string(i, 1, text, looks.plain())
    tabs = {Tab.FILL: "kuning: diisi", Tab.COMPUTED: "hijau: dihitung", Tab.READ: "putih: dibaca"}
    worksheet.write_string(at + len(samples) + 1, 1, "Warna tab: " + ", ".join(tabs.values()) + ".", looks.plain())
    return at + len(samples) + 3


def write_referensi(workbook: Any, worksheet: Any, looks: Looks) -> None:
    """The hidden sheet: drop-down lists and nomenclature, each under a defined name."""
    sheet = "Referensi"
    worksheet.write_string(0, 0, "Daftar pilihan dan nomenklatur", looks.title())
    top = 3
    for col, (name, items) in enumerate(LISTS.items()):
        worksheet.write_string(top - 1, col, name, looks.header())
        worksheet.write_column(top, col, items)
        _name(workbook, f"Daftar_{name}", sheet, col, top, len(items))
    first = len(LISTS) + 1
    rows = [(n.kode, n.level, n.nama, n.indikator, n.satuan) for n in nomenclature()]
    known = {r[0] for r in rows}
    levels = {n.kode: n.level for n in nomenclature()}
    rows += [(kode, levels.get(kode, "sub kegiatan"), *names) for kode, names in official_names().items() if kode not in known]
    for i, head in enumerate(("kode", "level", "nama", "indikator", "satuan")):
        worksheet.write_string(top - 1, first + i, head, looks.header())
        worksheet.write_column(top, first + i, [r[i] for r in rows])
        _name(workbook, f"Nomenklatur_{head}", sheet, first + i, top, len(rows))
    _name(workbook, "Daftar_kode", sheet, first, top, len(known))


def _name(workbook: Any, name: str, sheet: str, col: int, top: int, count: int) -> None:
    letter = col_letter(col + 1)
    workbook.define_name(name, f"={sheet}!${letter}${top + 1}:${letter}${top + count}")
