"""What a file is when it is no .xlsx: told by its first bytes or, for archives, by what they hold.

Every kind stands in `KINDS` with its sentence and what to do; docs/batas.md is made from it.
"""

import re
from collections.abc import Collection
from typing import NamedTuple

from ..errors import NotAWorkbook

RESAVE = "Buka di Excel, simpan ulang sebagai .xlsx, lalu coba lagi."
ASK = "Minta berkas .xlsx aslinya kepada pengirim."
TAKE_OUT = "Keluarkan isinya (extract), lalu sebutkan berkas .xlsx di dalamnya."


class Kind(NamedTuple):
    """One kind of file that is not read: its name in a list, what it is, what to do."""

    name: str
    what: str
    advice: str

    def error(self) -> NotAWorkbook:
        """The refusal."""
        return NotAWorkbook(self.what, self.advice)


def _other(name: str, what: str) -> Kind:
    return Kind(name, f"Berkas ini {what}, bukan buku kerja .xlsx.", ASK)


def _older(name: str, what: str) -> Kind:
    return Kind(name, f"Berkas ini {what}, bukan .xlsx.", RESAVE)


EMPTY = Kind("Berkas 0 byte", "Berkas ini kosong (0 byte).", ASK)
ZEROS = Kind("Berkas berisi nol semata", "Berkas ini hanya berisi nol: salinannya gagal.", ASK)
CUT = Kind("Berkas terpotong", "Berkas ini terpotong atau rusak (arsip zip tidak utuh).", ASK)
LOCKED = Kind("Buku kerja dengan kata sandi pembuka", "Berkas ini terkunci kata sandi.", "Buka dengan kata sandinya, hapus sandinya (Berkas > Info > Lindungi Buku Kerja), lalu simpan ulang.")
LOCKED_ZIP = Kind("Arsip dengan kata sandi", "Arsip ini terkunci kata sandi.", "Buka dengan kata sandinya, lalu simpan ulang tanpa sandi.")
XLS = _older(".xls (Excel 97–2003)", "berformat Excel lama (.xls)")
XLSB = _older(".xlsb", "berformat Excel biner (.xlsb)")
XML_2003 = _older("XML Spreadsheet 2003", "berformat XML Spreadsheet 2003")
ODS = _older(".ods", "berformat OpenDocument (.ods)")
NUMBERS = Kind(".numbers", "Berkas ini berformat Apple Numbers, bukan .xlsx.", "Buka di Numbers, ekspor ke Excel (.xlsx), lalu coba lagi.")
CSV = _other(".csv", "berisi teks berpemisah (CSV)")
TEXT = _other("Teks biasa", "teks biasa")
JSON = _other("JSON", "berisi data JSON")
HTML = _older("HTML (juga bila bernama .xls)", "halaman HTML")
XML = _other("XML lain", "berisi XML")
RTF = _other("RTF", "dokumen RTF")
PDF = _other("PDF", "PDF")
WORD = _other("Word (.doc, .docx, .odt)", "dokumen Word")
SLIDES = _other("PowerPoint (.ppt, .pptx, .odp)", "presentasi PowerPoint")
MAIL = _other("Pesan Outlook (.msg) atau surel (.eml)", "surel")
IMAGE = _other("Gambar (PNG, JPG, WebP, HEIC, GIF, BMP, TIFF)", "gambar")
ZIP = Kind("Arsip .zip", "Berkas ini arsip zip biasa, bukan buku kerja .xlsx.", TAKE_OUT)
ARCHIVE = Kind("Arsip .rar, .7z, .gz, .xz, .bz2, .tar", "Berkas ini arsip, bukan buku kerja .xlsx.", TAKE_OUT)
SHORTCUT = Kind("Pintasan (.lnk, .url, .gsheet)", "Berkas ini hanya pintasan ke berkas lain.", "Minta berkas .xlsx itu sendiri: di Google Sheets lewat File > Download > Microsoft Excel.")
OLE = _other("Berkas OLE lain", "berkas Office lama yang tidak dikenal")
OFFICE = _other("Berkas OOXML lain", "berkas Office yang tidak dikenal")
UNKNOWN = _other("Isi lain", "tidak dikenal jenisnya")
DTD = Kind("XML dengan DTD atau entitas", "Berkas ini memuat deklarasi DTD atau entitas XML, yang tidak pernah ditulis Excel dan bisa berbahaya.", "Jangan dibuka; minta berkas baru kepada pengirim.")
_LESS = "Hapus baris dan lembar yang tidak dipakai, simpan ulang, lalu coba lagi."
BIG = Kind("Isi di atas batas ukuran", "Isi berkas ini luar biasa besar setelah dibuka (mungkin bom zip), jadi tidak dibaca.", _LESS)
CROWDED = Kind("Isi di atas batas banyaknya", "Berkas ini memuat terlalu banyak sel, nama atau rumus untuk sebuah buku kerja LKjIP.", _LESS)
FOLDER = Kind("Folder bernama seperti berkas", "Ini folder, bukan berkas.", "Sebutkan berkas .xlsx di dalamnya.")
LOCK_FILE = Kind("Berkas kunci Excel (~$…)", "Berkas ini hanya penanda bahwa buku kerjanya sedang dibuka.", "Tutup buku kerja itu di Excel, lalu sebutkan berkasnya sendiri.")
MISSING = Kind("Berkas yang tidak ada", "Berkas tidak ditemukan.", "Periksa nama dan foldernya.")
DANGLING = Kind("Symlink putus", "Berkas ini symlink ke berkas yang tidak ada.", "Minta berkas .xlsx itu sendiri kepada pengirim.")
OUTSIDE = Kind("Symlink ke luar foldernya", "Berkas ini symlink ke tempat lain.", "Sebutkan berkas yang ditunjuknya, atau salin berkas itu ke folder ini.")
DEVICE = Kind("Perangkat, pipa (FIFO), soket", "Ini perangkat atau pipa, bukan berkas.", "Sebutkan berkas .xlsx biasa.")
FORBIDDEN = Kind("Tanpa izin baca, atau sedang terkunci", "Berkas tidak dapat dibuka.", "Tutup di Excel dan periksa izinnya.")

KINDS: tuple[Kind, ...] = tuple(kind for kind in list(globals().values()) if isinstance(kind, Kind))

_MAGIC: tuple[tuple[bytes, Kind], ...] = (
    (b"%PDF", PDF), (b"{\\rtf", RTF),
    (b"\x89PNG", IMAGE), (b"\xff\xd8\xff", IMAGE), (b"GIF8", IMAGE), (b"II*\0", IMAGE), (b"MM\0*", IMAGE),
    (b"Rar!\x1a\x07", ARCHIVE), (b"7z\xbc\xaf\x27\x1c", ARCHIVE), (b"\x1f\x8b", ARCHIVE), (b"\xfd7zXZ", ARCHIVE), (b"BZh", ARCHIVE),
    (b"L\0\0\0\x01\x14\x02\0", SHORTCUT), (b"[InternetShortcut]", SHORTCUT),
)
_HTML = re.compile(r"<!doctype html|<(?:html|head|body|table|meta|style|div|script)\b", re.IGNORECASE)
_MAIL = re.compile(r"(?:Return-Path|Received|From|Date|Message-ID|MIME-Version|Subject): ", re.IGNORECASE)
_CONTROL = re.compile("[\0-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_STREAMS: tuple[tuple[str, Kind], ...] = (
    ("EncryptedPackage", LOCKED), ("WordDocument", WORD), ("PowerPoint Document", SLIDES), ("__substg1.0_", MAIL), ("Workbook", XLS), ("Book", XLS),
)
_DOCUMENTS: tuple[tuple[str, Kind], ...] = (("word/document.xml", WORD), ("ppt/presentation.xml", SLIDES), ("xl/workbook.bin", XLSB))


def by_bytes(head: bytes, whole: bytes) -> Kind | None:
    """Kind by the first bytes, None for a zip archive; `whole` is looked through for the streams of an OLE file."""
    if not head:
        return EMPTY
    if head.startswith(b"PK"):
        return None
    if not head.strip(b"\0"):
        return ZEROS
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        return next((kind for name, kind in _STREAMS if name.encode("utf-16-le") in whole), OLE)
    magic = next((kind for start, kind in _MAGIC if head.startswith(start)), None)
    if magic is not None:
        return magic
    if head[4:8] == b"ftyp" or (head[:4] == b"RIFF" and head[8:12] == b"WEBP") or (head[:2] == b"BM" and head[6:10] == bytes(4)):
        return IMAGE
    if head[257:262] == b"ustar":
        return ARCHIVE
    return _by_text(head)


def _by_text(head: bytes) -> Kind:
    wide = head[:2] in (b"\xff\xfe", b"\xfe\xff")
    text = head.decode("utf-16" if wide else "utf-8", errors="replace").lstrip("\ufeff \t\r\n")
    if text.startswith("{\\rtf"):
        return RTF
    if text.startswith("%PDF"):
        return PDF
    if "docs.google.com" in text and text.startswith("{"):
        return SHORTCUT
    if text.startswith(("{", "[{", '["')):
        return JSON
    if text.startswith("<"):
        if "urn:schemas-microsoft-com:office:spreadsheet" in text:
            return XML_2003
        return HTML if _HTML.search(text) else XML
    if len(_CONTROL.findall(text)) * 50 > len(text):
        return UNKNOWN
    if _MAIL.match(text):
        return MAIL
    lines = [line for line in text.splitlines() if line.strip()]
    separated = any(all(mark in line for line in lines[:5]) for mark in ";\t,|")
    return CSV if separated and len(lines) > 1 else TEXT


def by_parts(parts: Collection[str], mimetype: bytes) -> Kind:
    """Kind of a zip archive in which no workbook was found, by the names of its parts and the text of `mimetype`."""
    if b"opendocument.spreadsheet" in mimetype:
        return ODS
    if b"opendocument.text" in mimetype:
        return WORD
    if b"opendocument.presentation" in mimetype:
        return SLIDES
    if "index/document.iwa" in parts:
        return NUMBERS
    named = next((kind for part, kind in _DOCUMENTS if part in parts), None)
    return named or (OFFICE if "[content_types].xml" in parts else ZIP)
