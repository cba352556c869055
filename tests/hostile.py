"""Some four hundred hostile, corrupt and odd spreadsheets, made deterministically, by class. `CASES` holds them; each makes its bytes when asked.

Two bases: `mini`, a hand-written package that is not our form, and `form`, our own form filled rightly, so that rules and engines are reached too.
"""

from __future__ import annotations

import io
import random
import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import right

from lkjip_xl.profile import load
from lkjip_xl.writer import write_workbook

Parts = dict[str, bytes]
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SHEET = "xl/worksheets/sheet1.xml"
WORKBOOK = "xl/workbook.xml"
ROOT_RELS, BOOK_RELS = "_rels/.rels", "xl/_rels/workbook.xml.rels"


@dataclass(frozen=True)
class Hostile:
    """One file: its class, its name within it, and how it is made."""

    group: str
    name: str
    make: Callable[[], bytes]

    @property
    def id(self) -> str:
        return f"{self.group}/{self.name}"


CASES: list[Hostile] = []
Made = Iterator[tuple[str, Any]]


def group(name: str) -> Callable[[Callable[[], Made]], Callable[[], Made]]:
    def register(make: Callable[[], Made]) -> Callable[[], Made]:
        CASES.extend(Hostile(name, key, content) for key, content in make())
        return make

    return register


# bases


def zipped(parts: Parts, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", method) as archive:
        for name, data in parts.items():
            archive.writestr(zipfile.ZipInfo(name, (2024, 1, 1, 0, 0, 0)), data, method)
    return target.getvalue()


def worksheet(cells: str = "", before: str = "", after: str = "") -> bytes:
    return f'<worksheet xmlns="{MAIN}" xmlns:r="{REL}">{before}<sheetData>{cells}</sheetData>{after}</worksheet>'.encode()


def mini(sheet: bytes = b"", **more: bytes) -> Parts:
    """A package of one sheet."""
    office = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    parts = {
        "[Content_Types].xml": (
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{office}.sheet.main+xml"/><Override PartName="/{SHEET}" ContentType="{office}.worksheet+xml"/>'
            f'<Override PartName="/xl/sharedStrings.xml" ContentType="{office}.sharedStrings+xml"/><Override PartName="/xl/styles.xml" ContentType="{office}.styles+xml"/></Types>').encode(),
        ROOT_RELS: _rels(("rId1", "officeDocument", "xl/workbook.xml")),
        WORKBOOK: f'<workbook xmlns="{MAIN}" xmlns:r="{REL}"><sheets><sheet name="A" sheetId="1" r:id="rId1"/></sheets></workbook>'.encode(),
        BOOK_RELS: _rels(("rId1", "worksheet", "worksheets/sheet1.xml"), ("rId2", "sharedStrings", "sharedStrings.xml"), ("rId3", "styles", "styles.xml")),
        SHEET: sheet or worksheet('<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1"><v>1</v></c><c r="C1"><f>B1*2</f><v>2</v></c></row>'),
        "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}"><si><t>satu</t></si></sst>'.encode(),
        "xl/styles.xml": f'<styleSheet xmlns="{MAIN}"><cellXfs><xf numFmtId="0"/></cellXfs></styleSheet>'.encode(),
    }
    return parts | more


def _rels(*entries: tuple[str, str, str], mode: str = "") -> bytes:
    inner = "".join(f'<Relationship Id="{i}" Type="{REL}/{kind}" Target="{target}"{mode}/>' for i, kind, target in entries)
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inner}</Relationships>'.encode()


@lru_cache(maxsize=1)
def form_bytes() -> bytes:
    data, profil = right.annual()
    return write_workbook(right.few_rows(data), load(profil))


@lru_cache(maxsize=1)
def _form_parts() -> Parts:
    with zipfile.ZipFile(io.BytesIO(form_bytes())) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@lru_cache(maxsize=1)
def _titles() -> dict[str, str]:
    """Title of each sheet of the form -> its part."""
    found = re.findall(r'<sheet name="([^"]+)" sheetId="(\d+)"', _form_parts()[WORKBOOK].decode())
    return {title: f"xl/worksheets/sheet{number}.xml" for title, number in found}


def form(**edits: Callable[[str], str]) -> bytes:
    """The form with the text of parts changed; keys are titles of sheets, with _ for blanks, or `workbook`, `styles`, `strings`."""
    names = {"workbook": WORKBOOK, "styles": "xl/styles.xml", "strings": "xl/sharedStrings.xml"}
    parts = dict(_form_parts())
    for key, edit in edits.items():
        name = names.get(key) or _titles()[key.replace("_", " ")]
        before = parts[name].decode()
        after = edit(before)
        assert after != before, key
        parts[name] = after.encode()
    return zipped(parts)


def cell(address: str, inner: str, attributes: str = "") -> Callable[[str], str]:
    """An edit: the content of one cell."""
    return lambda text: re.sub(rf'<c r="{address}"([^>]*?)(?: t="\w+")?(?:/>|>.*?</c>)', lambda m: f'<c r="{address}"{re.sub(" t=.*", "", m[1])}{attributes}>{inner}</c>', text, count=1, flags=re.DOTALL)


def rows_after(xml: str) -> Callable[[str], str]:
    return lambda text: text.replace("</sheetData>", f"{xml}</sheetData>")


def after_data(xml: str) -> Callable[[str], str]:
    return lambda text: text.replace("</sheetData>", f"</sheetData>{xml}")


# zip archives


def raw_entry(name: bytes, data: bytes, *, size: int | None = None, method: int = 8, flags: int = 0, crc: int | None = None, packed: bytes | None = None) -> tuple[bytes, bytes]:
    """Local part and directory entry (offset 0) of one file, with whatever it says of itself."""
    if packed is None:
        squeeze = zlib.compressobj(9, zlib.DEFLATED, -15)
        packed = squeeze.compress(data) + squeeze.flush() if method == 8 else data
    crc, size = zlib.crc32(data) if crc is None else crc, len(data) if size is None else size
    head = struct.pack("<HHHHHLLLHH", 20, flags, method, 0, 0x21, crc, len(packed), size, len(name), 0)
    local = b"PK\x03\x04" + head + name + packed
    central = b"PK\x01\x02" + b"\x14\0" + head + struct.pack("<HHHLL", 0, 0, 0, 0, 0) + name
    return local, central


def archive(entries: list[tuple[bytes, bytes]], *, count: int | None = None, same_offset: bool = False, comment: bytes = b"") -> bytes:
    body, directory = b"", b""
    for local, central in entries:
        offset = 0 if same_offset else len(body)
        directory += central[:42] + struct.pack("<L", offset) + central[46:]
        body += local
    n = len(entries) if count is None else count
    return body + directory + b"PK\x05\x06" + struct.pack("<HHHHLLH", 0, 0, n & 0xFFFF, n & 0xFFFF, len(directory), len(body), len(comment)) + comment


def entries_of(parts: Parts, **special: dict[str, object]) -> list[tuple[bytes, bytes]]:
    return [raw_entry(name.encode(), data, **special.get(name.replace("/", "_").replace(".", "_"), {})) for name, data in parts.items()]  # type: ignore[arg-type]


@lru_cache(maxsize=1)
def _zeros() -> bytes:
    """A sheet of six million empty rows."""
    return b"<worksheet><sheetData>" + b"<row/>" * 6_000_000 + b"</sheetData></worksheet>"


@lru_cache(maxsize=2)
def _packed_zeros(megabytes: int) -> bytes:
    squeeze = zlib.compressobj(9, zlib.DEFLATED, -15)
    return squeeze.compress(bytes(megabytes << 20)) + squeeze.flush()


@group("bom-zip")
def zip_bombs() -> Made:
    for title, part in (("lembar", SHEET), ("teks", "xl/sharedStrings.xml"), ("format", "xl/styles.xml"), ("buku", WORKBOOK), ("jenis", "[Content_Types].xml"), ("hubungan", BOOK_RELS)):
        yield title, lambda part=part: zipped(mini() | {part: _zeros()})
        yield f"{title}-nisbah", lambda part=part: zipped(mini() | {part: b"<a>" + b" " * (3 << 20) + b"</a>"})
    yield "gambar-300-mb", lambda: zipped(mini() | {"xl/media/a.png": bytes(300 << 20)})
    yield "banyak-gambar", lambda: zipped(mini() | {f"xl/media/{n}.png": bytes(30 << 20) for n in range(8)})
    yield "bersarang", lambda: zipped(mini() | {"xl/media/dalam.zip": zipped({"a": bytes(50 << 20)}), "xl/embeddings/b.xlsx": zipped(mini() | {SHEET: _zeros()})})
    yield "ukuran-bohong-kecil", lambda: archive([raw_entry(n.encode(), _zeros() if n == SHEET else d, **({"size": 100} if n == SHEET else {})) for n, d in mini().items()])  # type: ignore[arg-type]
    yield "ukuran-bohong-besar", lambda: archive([raw_entry(n.encode(), d, **({"size": 1 << 30} if n == SHEET else {})) for n, d in mini().items()])  # type: ignore[arg-type]
    yield "ukuran-bohong-30-mb", lambda: archive([raw_entry(n.encode(), d, **({"size": 30 << 20} if n == SHEET else {})) for n, d in mini().items()])  # type: ignore[arg-type]
    yield "isi-tumpang-tindih", lambda: archive([raw_entry(f"xl/media/{n}".encode(), b"", size=1 << 20, packed=_packed_zeros(1)) for n in range(50)], same_offset=True)
    yield "tumpang-tindih-besar", lambda: archive([raw_entry(f"xl/media/{n}".encode(), b"", size=20 << 20, packed=_packed_zeros(20)) for n in range(30)], same_offset=True)
    for count in (9_999, 10_001, 60_000):
        yield f"{count}-bagian", lambda count=count: zipped(mini() | {f"xl/x/{n}": b"" for n in range(count)}, zipfile.ZIP_STORED)
    yield "jumlah-bohong", lambda: archive([raw_entry(f"x{n}".encode(), b"", method=0) for n in range(50_000)], count=3)
    yield "nama-panjang", lambda: archive([*entries_of(mini()), raw_entry(b"x/" * 30_000, b"")])
    yield "komentar-besar", lambda: archive(entries_of(mini()), comment=b"x" * 65_535)


@group("zip-rusak")
def broken_zips() -> Made:
    whole = zipped(mini())
    for part in (1, 5, 10, 25, 50, 75, 90, 95, 98, 99):
        yield f"terpotong-{part}", lambda part=part: whole[: len(whole) * part // 100]
        yield f"form-terpotong-{part}", lambda part=part: form_bytes()[: len(form_bytes()) * part // 100]
    for cut in (1, 4, 21, 22, 23):
        yield f"kurang-{cut}-byte", lambda cut=cut: whole[:-cut]
    for seed in range(24):
        yield f"byte-terbalik-{seed}", lambda seed=seed: flipped(whole, seed, 3)
        yield f"form-byte-terbalik-{seed}", lambda seed=seed: flipped(form_bytes(), seed, 8)
    yield "crc-salah", lambda: archive([raw_entry(n.encode(), d, **({"crc": 1} if n == SHEET else {})) for n, d in mini().items()])  # type: ignore[arg-type]
    yield "terenkripsi", lambda: archive([raw_entry(n.encode(), d, flags=1) for n, d in mini().items()])
    yield "sebagian-terenkripsi", lambda: archive([raw_entry(n.encode(), d, flags=int(n == SHEET)) for n, d in mini().items()])
    yield "enkripsi-kuat", lambda: archive([raw_entry(n.encode(), d, flags=0x41) for n, d in mini().items()])
    yield "data-tambalan", lambda: archive([raw_entry(n.encode(), d, flags=0x20) for n, d in mini().items()])
    for method in (1, 9, 12, 14, 93, 95, 99):
        yield f"cara-mampat-{method}", lambda method=method: archive([raw_entry(n.encode(), d, method=method, packed=d) for n, d in mini().items()])
    for method in (zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA):
        yield f"mampat-{method}", lambda method=method: zipped(mini(), method)
    yield "deflate-rusak", lambda: archive([raw_entry(n.encode(), d, **({"packed": b"\xff" * 50} if n == SHEET else {})) for n, d in mini().items()])  # type: ignore[arg-type]
    yield "nama-ganda", lambda: archive([*entries_of(mini()), raw_entry(SHEET.encode(), worksheet())])
    yield "nama-beda-huruf", lambda: archive([*entries_of(mini()), raw_entry(SHEET.upper().encode(), worksheet())])
    for name in ("../../../../etc/cron.d/x", "..\\..\\x.bat", "/etc/passwd", "C:\\x.exe", "xl/../../x", "", "\0", "a\0b", "con", "\xff\xfe", "xl//worksheets//x.xml", "./x.xml", " "):
        yield f"nama-{name.encode().hex()[:16] or 'kosong'}", lambda name=name: archive([*entries_of(mini()), raw_entry(name.encode("latin-1"), b"x")])
    yield "nama-utf8-rusak", lambda: archive([*entries_of(mini()), raw_entry(b"\xff\xfe\xfd", b"x", flags=0x800)])
    yield "sisipan-di-depan", lambda: b"MZ" + bytes(500) + whole
    yield "sampah-di-belakang", lambda: whole + b"x" * 70_000
    yield "dua-berkas", lambda: whole + whole
    yield "kosong", lambda: b"PK\x05\x06" + bytes(18)
    yield "hanya-kepala", lambda: b"PK\x03\x04"
    yield "zip64", lambda: whole[: whole.rfind(b"PK\x05\x06")] + b"PK\x06\x06" + bytes(52) + b"PK\x06\x07" + bytes(16) + b"PK\x05\x06" + b"\0\0\0\0" + b"\xff" * 16 + b"\0\0"
    yield "offset-gila", lambda: whole[:-6] + b"\xf0\xff\xff\xff\0\0"


def flipped(data: bytes, seed: int, count: int) -> bytes:
    chance = random.Random(seed)
    found = bytearray(data)
    for _ in range(count):
        found[chance.randrange(len(found))] ^= 1 << chance.randrange(8)
    return bytes(found)


# parts


@group("paket")
def packages() -> Made:
    whole = mini()
    for name in whole:
        yield f"tanpa-{name.rpartition('/')[2]}", lambda name=name: zipped({k: v for k, v in whole.items() if k != name})
        yield f"kosong-{name.rpartition('/')[2]}", lambda name=name: zipped(whole | {name: b""})
        yield f"biner-{name.rpartition('/')[2]}", lambda name=name: zipped(whole | {name: bytes(range(256))})
    yield "hubungan-berputar", lambda: zipped(whole | {BOOK_RELS: _rels(("rId1", "worksheet", "workbook.xml"), ("rId2", "sharedStrings", "workbook.xml"), ("rId3", "styles", "workbook.xml"))})
    yield "buku-menunjuk-akar", lambda: zipped(whole | {ROOT_RELS: _rels(("rId1", "officeDocument", "_rels/.rels"))})
    yield "lembar-dipakai-berkali", lambda: zipped(whole | {WORKBOOK: _workbook("".join(f'<sheet name="L{n}" sheetId="{n + 1}" r:id="rId1"/>' for n in range(200)))})
    for target in ("../../../etc/passwd", "/etc/passwd", "file:///etc/passwd", "http://contoh.invalid/a.xml", "\\\\server\\berbagi\\a.xml", "", ".", "..", "#", "worksheets/", "a" * 5000):
        yield f"menunjuk-{target[:12].encode().hex() or 'kosong'}", lambda target=target: zipped(whole | {BOOK_RELS: _rels(("rId1", "worksheet", target))})
    yield "ke-luar", lambda: zipped(whole | {ROOT_RELS: _rels(("rId1", "officeDocument", "http://contoh.invalid/x.xlsx"), mode=' TargetMode="External"')})
    yield "lembar-di-luar", lambda: zipped(whole | {BOOK_RELS: _rels(("rId1", "worksheet", "http://contoh.invalid/x.xml"), mode=' TargetMode="External"')})
    yield "id-ganda", lambda: zipped(whole | {BOOK_RELS: _rels(("rId1", "worksheet", "worksheets/sheet1.xml"), ("rId1", "styles", "styles.xml"))})
    yield "50000-hubungan", lambda: zipped(whole | {BOOK_RELS: _rels(*((f"rId{n}", "worksheet", "worksheets/sheet1.xml") for n in range(50_000)))})
    for count in (499, 501, 20_000):
        yield f"{count}-lembar", lambda count=count: zipped(whole | {WORKBOOK: _workbook("".join(f'<sheet name="L{n}" sheetId="{n + 1}" r:id="rId1"/>' for n in range(count)))})
    for at, names in enumerate((["A", "A"], ["A", "a"], [""], ["x" * 5000], ["a'b", "[x]", "a:b/c\\d?*"], ["\u202egnp", "e\u0301"], ["_x0000_"], ["&#10;"])):
        yield f"nama-lembar-{at}", lambda names=names: zipped(whole | {WORKBOOK: _workbook("".join(f'<sheet name="{n}" sheetId="{i + 1}" r:id="rId1"/>' for i, n in enumerate(names)))})
    yield "tanpa-lembar", lambda: zipped(whole | {WORKBOOK: _workbook("")})
    for count in (19_000, 30_000):
        yield f"{count}-nama", lambda count=count: zipped(whole | {WORKBOOK: _workbook('<sheet name="A" sheetId="1" r:id="rId1"/>', "".join(f'<definedName name="n{n}">A!$A$1</definedName>' for n in range(count)))})
    yield "nama-berputar", lambda: zipped(whole | {WORKBOOK: _workbook('<sheet name="A" sheetId="1" r:id="rId1"/>', '<definedName name="x">y</definedName><definedName name="y">x</definedName>'), SHEET: worksheet('<row r="1"><c r="A1"><f>x+y</f><v>1</v></c></row>')})
    yield "sifat-raksasa", lambda: zipped(whole | {"docProps/custom.xml": b"<Properties>" + b"".join(b'<property name="p%d"><lpwstr>x</lpwstr></property>' % n for n in range(60_000)) + b"</Properties>"})


def _workbook(sheets: str, names: str = "") -> bytes:
    defined = f"<definedNames>{names}</definedNames>" if names else ""
    return f'<workbook xmlns="{MAIN}" xmlns:r="{REL}"><sheets>{sheets}</sheets>{defined}</workbook>'.encode()


LAUGHS = "<!DOCTYPE a [<!ENTITY l0 'ha'>" + "".join(f"<!ENTITY l{n} '{f'&l{n - 1};' * 10}'>" for n in range(1, 12)) + "]>"
DOCTYPES = {
    "tawa": LAUGHS, "kuadrat": f"<!DOCTYPE a [<!ENTITY l11 '{'x' * 100_000}'>]>", "luar": "<!DOCTYPE a [<!ENTITY l11 SYSTEM 'file:///etc/passwd'>]>", "dtd-luar": "<!DOCTYPE a SYSTEM 'http://contoh.invalid/a.dtd'>",
    "parameter": "<!DOCTYPE a [<!ENTITY % p SYSTEM 'file:///etc/passwd'>%p;]>", "berputar": "<!DOCTYPE a [<!ENTITY l11 '&l11;'>]>",
}


@group("xml")
def xml() -> Made:
    whole = mini()
    for part in (SHEET, WORKBOOK, "xl/sharedStrings.xml", "xl/styles.xml", BOOK_RELS, "[Content_Types].xml"):
        short = part.rpartition("/")[2].replace(".xml", "")
        for kind, doctype in DOCTYPES.items():
            yield f"{kind}-{short}", lambda part=part, doctype=doctype: zipped(whole | {part: doctype.encode() + whole[part].replace(b"satu", b"&l11;")})
        for depth, tag in ((300, "a"), (300_000, "a"), (600_000, "b")):
            yield f"dalam-{depth}-{short}", lambda part=part, depth=depth, tag=tag: zipped(whole | {part: (f"<{tag}>" * depth + f"</{tag}>" * depth).encode()})
    yield "dalam-di-sel", lambda: zipped(mini(worksheet('<row r="1"><c r="A1">' + "<a>" * 400_000 + "</a>" * 400_000 + "</c></row>")))
    yield "dalam-di-teks", lambda: zipped(whole | {"xl/sharedStrings.xml": b"<sst><si>" + b"<r>" * 300_000 + b"</r>" * 300_000 + b"</si></sst>"})
    yield "banyak-atribut", lambda: zipped(mini(worksheet("<row " + " ".join(f'a{n}="1"' for n in range(200_000)) + "/>")))
    yield "atribut-panjang", lambda: zipped(mini(worksheet(f'<row r="1"><c r="A1" x="{"y" * 3_000_000}"><v>1</v></c></row>')))
    yield "nama-unsur-panjang", lambda: zipped(mini(worksheet(f"<{'x' * 1_000_000}/>")))
    yield "banyak-ruang-nama", lambda: zipped(mini(worksheet("".join(f'<a xmlns:n{n}="u{n}"/>' for n in range(50_000)))))
    yield "komentar-besar", lambda: zipped(mini(worksheet("<!--" + "x" * 4_000_000 + "-->")))
    yield "banyak-komentar", lambda: zipped(mini(worksheet("<!--x-->" * 400_000)))
    yield "cdata-banyak", lambda: zipped(mini(worksheet('<row r="1"><c r="A1" t="str"><v>' + "<![CDATA[x]]>" * 200_000 + "</v></c></row>")))
    yield "instruksi-banyak", lambda: zipped(mini(worksheet("<?x y?>" * 400_000)))
    yield "komentar-palsu", lambda: zipped(mini(worksheet('<!--</sheetData>--><row r="1"/>')))
    yield "dua-sheetdata", lambda: zipped(mini(worksheet('<row r="1"><c r="A1"><v>1</v></c></row></sheetData><sheetData><row r="2"><c r="A2"><v>2</v></c></row>')))
    yield "rujukan-huruf", lambda: zipped(mini(worksheet('<row r="1"><c r="A1" t="str"><v>' + "&#x41;" * 400_000 + "</v></c></row>")))
    yield "rujukan-gila", lambda: zipped(mini(worksheet('<row r="1"><c r="A1" t="str"><v>&#x110000;&#xD800;</v></c></row>')))
    yield "escape-excel", lambda: zipped(mini(worksheet('<row r="1"><c r="A1" t="str"><v>_xD800__xDC00__x0000__xFFFF__x005F_x</v></c></row>')))
    for name, encoding in (("utf-16", "utf-16"), ("utf-16-le-tanpa-bom", "utf-16-le"), ("utf-32", "utf-32"), ("cp037", "cp037"), ("latin-1", "latin-1")):
        yield f"penyandian-{name}", lambda encoding=encoding: zipped(mini(worksheet("<row r='1'/>").decode().encode(encoding)))
    for name in ("utf-7", "utf-16", "bohong", "zlib", "rot13", "punycode", "idna", "unicode_escape", "hex", "utf-8-sig", "cp65001", "undefined"):
        yield f"deklarasi-{name}", lambda name=name: zipped(mini(f'<?xml version="1.0" encoding="{name}"?>'.encode() + worksheet("<row r='1'/>")))
    yield "bom", lambda: zipped(mini(b"\xef\xbb\xbf" + worksheet("<row r='1'/>")))
    yield "xml-1.1", lambda: zipped(mini(b'<?xml version="1.1"?>' + worksheet("<row r='1'/>")))
    yield "utf8-rusak", lambda: zipped(mini(worksheet('<row r="1"><c r="A1" t="str"><v>\xff</v></c></row>').decode().encode("latin-1")))
    yield "prefiks", lambda: zipped(mini(re.sub(rb"<(/?)(\w)", rb"<\1x:\2", worksheet('<row r="1"><c r="A1"><v>1</v></c></row>')).replace(b"xmlns=", b"xmlns:x=")))
    yield "prefiks-regex", lambda: zipped(mini(re.sub(rb"<(/?)(\w)", rb"<\1x.-y:\2", worksheet('<row r="1"><c r="A1"><v>1</v></c></row>')).replace(b"xmlns=", b"xmlns:x.-y=")))


# cells


def in_cell(xml: str) -> bytes:
    return zipped(mini(worksheet(f'<row r="1">{xml}</row>')))


NUMBERS = ("-1", "NaN", "nan", "inf", "-inf", "Infinity", "1e308", "1e309", "-1e400", "1e-400", "0x10", "1_0", "１２", "٣", "9" * 5000, "0." + "1" * 5000, "1e99999999", "--1", "", " ", "1 2", "1,5", "\u2212 5", "1e", "+", ".", "-0", "1E+05", "TRUE")


@group("sel")
def cells() -> Made:
    for ref in ("A0", "A1048577", "XFE1", "AAAA1", "1A", "A", "1", "", "A1:B2", "A99999999999", "$A$1", "a1", "Á1", "R1C1", "A-1", "A1 "):
        yield f"alamat-{ref.encode().hex() or 'kosong'}", lambda ref=ref: in_cell(f'<c r="{ref}"><v>1</v></c>')
    for row in ("0", "-1", "1048577", "99999999999999999999", "x", "", "1.5", "１"):
        yield f"baris-{row.encode().hex() or 'kosong'}", lambda row=row: zipped(mini(worksheet(f'<row r="{row}"><c><v>1</v></c></row>')))
    for at, value in enumerate(NUMBERS):
        yield f"angka-{at}", lambda value=value: in_cell(f'<c r="A1"><v>{value}</v></c><c r="B1"><f>A1*2</f><v>{value}</v></c>')
        yield f"form-angka-{at}", lambda value=value: form(Pengukuran=cell("I9", f"<v>{value}</v>"))
    for style in ("-1", "65536", "99999999999", "x", ""):
        yield f"gaya-{style or 'kosong'}", lambda style=style: in_cell(f'<c r="A1" s="{style}"><v>1</v></c>')
    for kind, value in (("s", "-1"), ("s", "1"), ("s", "99999999999999999999"), ("s", "x"), ("s", "1.0"), ("s", " 0"), ("b", "2"), ("b", "x"), ("e", "#APA!"), ("e", ""), ("x", "1"), ("d", "2024-13-45"), ("n", "x"), ("inlineStr", "x"), ("str", "")):
        yield f"jenis-{kind}-{value[:6].encode().hex() or 'kosong'}", lambda kind=kind, value=value: in_cell(f'<c r="A1" t="{kind}"><v>{value}</v></c>')
        yield f"form-jenis-{kind}-{value[:6].encode().hex() or 'kosong'}", lambda kind=kind, value=value: form(Pengukuran=cell("I9", f"<v>{value}</v>", f' t="{kind}"'))
    yield "dimensi-raksasa", lambda: zipped(mini(worksheet('<row r="1"><c r="A1"><v>1</v></c></row>', before='<dimension ref="A1:XFD1048576"/>')))
    yield "dimensi-bohong", lambda: form(PK=lambda t: re.sub(r'<dimension ref="[^"]*"', '<dimension ref="A1:XFD1048576"', t))
    yield "sudut-terjauh", lambda: zipped(mini(worksheet('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')))
    yield "sudut-terjauh-rumus", lambda: zipped(mini(worksheet('<row r="1048576"><c r="XFD1048576"><f>A1</f><v>1</v></c></row>')))
    yield "form-sudut-terjauh", lambda: form(PK=rows_after('<row r="1048576"><c r="XFD1048576"><f>1+1</f><v>2</v></c></row>'))
    yield "form-sel-jauh", lambda: form(PK=rows_after('<row r="1048576"><c r="A1048576"><v>2</v></c></row>'))
    yield "form-kolom-jauh", lambda: form(PK=lambda t: re.sub(r'(<row r="8"[^>]*>)(.*?)</row>', r'\1\2<c r="XFD8" t="str"><v>x</v></c></row>', t, count=1, flags=re.DOTALL))
    yield "baris-terbalik", lambda: zipped(mini(worksheet("".join(f'<row r="{n}"><c r="A{n}"><v>{n}</v></c></row>' for n in range(5000, 0, -1)))))
    yield "sel-ganda", lambda: in_cell('<c r="A1"><v>1</v></c>' * 10_000)
    for count, what in ((500_000, "<c/>"), (700_000, "<c/>"), (3_000_000, "<c/>"), (599_000, "<row/>")):
        yield f"{count}-{'sel' if 'c' in what else 'baris'}-kosong", lambda count=count, what=what: zipped(mini(worksheet(f'<row r="1">{what * count}</row>' if what == "<c/>" else what * count)))
    yield "550000-angka", lambda: zipped(mini(worksheet("".join(f'<row r="{r}">{"<c><v>1</v></c>" * 50}</row>' for r in range(1, 11_001)))))
    yield "baris-tunggal-raksasa", lambda: zipped(mini(worksheet("<row r='1'>" + '<c t="str"><v>' + "x" * 4_900_000 + "</v></c></row>")))
    yield "form-60000-sel-liar", lambda: form(PK=rows_after("".join(f'<row r="{r}">' + "".join(f'<c r="{c}{r}"><v>1</v></c>' for c in "ABCDEFGHIJKL") + "</row>" for r in range(500, 5500))))
    for size in (32_768, 1_000_000, 15_000_000):
        yield f"teks-{size}", lambda size=size: zipped(mini() | {"xl/sharedStrings.xml": f"<sst><si><t>{'x' * size}</t></si></sst>".encode()})
        yield f"form-teks-{size}", lambda size=size: form(Analisis=cell("D8", f"<v>{'kata ' * (size // 5)}</v>", ' t="str"'))
    yield "teks-utf8-lebar", lambda: zipped(mini() | {"xl/sharedStrings.xml": f"<sst><si><t>{'😀' * 3_500_000}</t></si></sst>".encode()})
    yield "500000-teks", lambda: zipped(mini() | {"xl/sharedStrings.xml": b"<sst>" + b"<si><t>x</t></si>" * 500_000 + b"</sst>"})
    yield "700000-teks", lambda: zipped(mini() | {"xl/sharedStrings.xml": b"<sst>" + b"<si/>" * 700_000 + b"</sst>"})
    yield "teks-kaya", lambda: zipped(mini() | {"xl/sharedStrings.xml": b"<sst><si>" + b"<r><rPr><b/></rPr><t>x</t></r>" * 200_000 + b"</si></sst>"})
    for code in ("0" * 50_000, ";" * 500, "[" * 5000, "@" * 5000, '"' * 4999, "[>=" + "9" * 4000 + "]0", "yyyy" * 3000, "[$-FFFFFFFF]0", "\\" * 999):
        yield f"format-{code[:3].encode().hex()}", lambda code=code: form(styles=lambda t: re.sub(r'formatCode="[^"]*"', 'formatCode="{}"'.format(code.replace('"', "&quot;").replace(">", "&gt;")), t))
    for count in (60_000, 70_000):
        yield f"{count}-gaya", lambda count=count: zipped(mini() | {"xl/styles.xml": b"<styleSheet><cellXfs>" + b"<xf/>" * count + b"</cellXfs></styleSheet>"})


# formulas


LONG = {
    "panjang-8192": "1" + "+1" * 4095, "panjang-8193": "1" + "+1" * 4096, "panjang-100000": "1+" * 50_000 + "1", "kurung-120": "(" * 120 + "1" + ")" * 120, "kurung-129": "(" * 129 + "1" + ")" * 129,
    "kurung-4000": "(" * 4000 + "1" + ")" * 4000, "kurung-buka": "(" * 8000, "kurung-tutup": ")" * 8000, "minus": "-" * 8000 + "1", "plus": "+" * 8000 + "1", "persen": "1" + "%" * 8000, "pangkat": "2" + "^1" * 4000,
    "pangkat-kanan": "2^" * 4000 + "1", "gabung": '"a"' + '&"a"' * 2000, "if-64": "IF(A1," * 64 + "1" + ",2)" * 64, "if-127": "IF(A1," * 127 + "1" + ",2)" * 127, "if-1000": "IF(A1," * 1000 + "1" + ",2)" * 1000, "larik": "{" + "1," * 3000 + "1}", "larik-dalam": "{" * 4000, "argumen": "SUM(" + "1," * 3000 + "1)",
    "kutip": '"' * 8001, "kutip-tunggal": "'" * 8000, "rentang": ":".join(["A1"] * 2000), "spasi": "A1 " * 2000 + "A1", "koma": "SUM(" + ",".join(["A1:A9"] * 1000) + ")", "titik-koma": "SUM(1;2)", "banding": "1" + "=1" * 4000,
    "tanda-seru": "!" * 8000, "tagar": "#REF!" * 1500, "at": "@" * 8000 + "A1", "kurung-siku": "[" * 8000, "nama": "x" * 8000, "unicode": "\u202e" * 4000, "nol": "A1+\u200bA2", "kosong": " ",
    "seluruh-lembar": "SUM(A1:XFD1048576)", "kolom-penuh": "SUMPRODUCT(A:XFD,A:XFD)", "sumproduct": "SUMPRODUCT((A1:A1048576=B1:B1048576)*(C1:C1048576))", "countif-penuh": "COUNTIF(A:XFD,1)", "match-penuh": 'MATCH("x",A:A,0)', "teks-raksasa": 'REPT("x",32767)&REPT("y",99999999)', "rept-dalam": 'LEN(REPT(REPT("x",30000),30000))', "larik-raksasa": "SUM(ROW(1:1048576)*COLUMN(A:XFD))", "sequence": "SUM(SEQUENCE(1048576,16384))", "randarray": "SUM(RANDARRAY(100000,1000))",
    "makearray": "SUM(MAKEARRAY(100000,10000,LAMBDA(r,c,r*c)))", "reduce": "REDUCE(0,SEQUENCE(99999999),LAMBDA(a,b,a+b))", "lambda": "LET(f,LAMBDA(g,n,g(g,n+1)),f(f,1))", "indirect": 'SUM(INDIRECT("A1:XFD1048576"))', "offset": "SUM(OFFSET(A1,0,0,1048576,16384))", "pangkat-gila": "9^9^9^9", "fakta": "FACT(170)*FACTDOUBLE(300)", "combin": "COMBIN(1E+300,5E+299)", "tanggal": "DATE(9999999,1,1)", "text-format": 'TEXT(1,REPT("0",30000))', "dec2bin": "BASE(2^53,2,255)", "substitute": 'LEN(SUBSTITUTE(REPT("a",32767),"a",REPT("b",32767)))', "irr": "IRR(ROW(1:10000))", "webservice": 'WEBSERVICE("http://contoh.invalid/")', "hyperlink": 'HYPERLINK("file:///etc/passwd")', "dde": "cmd|'/c calc'!A0", "berkas-lain": "'[http://contoh.invalid/x.xlsx]A'!A1", "call": 'CALL("kernel32","WinExec","JCJ","calc",0)', "evaluate": 'EVALUATE("1+1")', "xlfn": "_xlfn._xlws.FILTER(A:XFD,A:A<>0)", "tidak-dikenal": "TIDAKADA(1,2,3)", "rusak": "SUM(", "operator": "1+*2", "sheet-tak-ada": "TidakAda!A1", "3d": "SUM(A:Z!A1:XFD1048576)", "ref-terbalik": "SUM(XFD1048576:A1)", "di-luar": "A1048577+XFE1",
}


@group("rumus")
def formulas() -> Made:
    for name, text in LONG.items():
        plain = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        yield name, lambda plain=plain: in_cell(f'<c r="B1"><f>{plain}</f><v>1</v></c>')
        yield f"form-{name}", lambda plain=plain: form(Pengukuran=cell("M9", f"<f>{plain}</f><v>1</v>"))
    yield "melingkar-sendiri", lambda: form(Pengukuran=cell("M9", "<f>M9+1</f><v>1</v>"))
    yield "melingkar-dua", lambda: form(Pengukuran=lambda t: cell("M9", "<f>M10+1</f><v>1</v>")(cell("M10", "<f>M9+1</f><v>1</v>")(t)))
    yield "melingkar-panjang", lambda: zipped(mini(worksheet("".join(f'<row r="{n}"><c r="A{n}"><f>A{n % 20_000 + 1}+1</f><v>1</v></c></row>' for n in range(1, 20_001)))))
    yield "rantai-20000", lambda: zipped(mini(worksheet('<row r="1"><c r="A1"><v>1</v></c></row>' + "".join(f'<row r="{n}"><c r="A{n}"><f>A{n - 1}+1</f><v>1</v></c></row>' for n in range(2, 20_001)))))
    yield "rantai-mundur", lambda: zipped(mini(worksheet("".join(f'<row r="{n}"><c r="A{n}"><f>A{n + 1}+1</f><v>1</v></c></row>' for n in range(1, 20_001)))))
    yield "jumlah-bertumpuk", lambda: zipped(mini(worksheet("".join(f'<row r="{n}"><c r="A{n}"><f>SUM(A$1:A{n - 1})</f><v>1</v></c></row>' for n in range(2, 4001)))))
    yield "countif-kuadrat", lambda: zipped(mini(worksheet("".join(f'<row r="{n}"><c r="A{n}"><v>{n}</v></c><c r="B{n}"><f>COUNTIF($A$1:$A$5000,A{n})</f><v>1</v></c></row>' for n in range(1, 5001)))))
    yield "gandakan-teks", lambda: zipped(mini(worksheet(f'<row r="1"><c r="A1" t="str"><v>{"x" * 30_000}</v></c></row>' + "".join(f'<row r="{n}"><c r="A{n}"><f>A{n - 1}&amp;A{n - 1}</f><v>1</v></c></row>' for n in range(2, 30)))))
    yield "form-gandakan-teks", lambda: form(PK=rows_after(f'<row r="700"><c r="A700" t="str"><v>{"x" * 30_000}</v></c></row>' + "".join(f'<row r="{n}"><c r="A{n}"><f>A{n - 1}&amp;A{n - 1}</f><v>1</v></c></row>' for n in range(701, 740))))
    yield "fibonacci", lambda: zipped(mini(worksheet("".join(f'<row r="{n}"><c r="A{n}"><f>{f"A{n - 1}+A{n - 2}" if n > 2 else "1"}</f><v>1</v></c></row>' for n in range(1, 5000)))))
    shared = '<row r="{r}"><c r="B{r}"><f t="shared" si="0"/><v>1</v></c></row>'
    for name, master in (("tanpa-induk", ""), ("induk-panjang", '<f t="shared" ref="B1:B9999" si="0">' + "A1+" * 2000 + "1</f>"), ("induk-rusak", '<f t="shared" ref="B1:B9999" si="0">"x</f>'), ("induk-gila", '<f t="shared" ref="x" si="0">XFD1048576</f>')):
        yield f"bersama-{name}", lambda master=master: zipped(mini(worksheet(f'<row r="1"><c r="B1">{master}<v>1</v></c></row>' + "".join(shared.format(r=r) for r in range(2, 3000)))))
    yield "bersama-indeks-gila", lambda: in_cell('<c r="B1"><f t="shared" si="99999999999"/><v>1</v></c><c r="C1"><f t="shared" si="x" ref="A1">1</f></c>')
    yield "bersama-banyak", lambda: zipped(mini(worksheet("".join(f'<row r="{n}"><c r="A{n}"><f t="shared" ref="A{n}" si="{n}">B{n}</f><v>1</v></c></row>' for n in range(1, 30_000)))))
    yield "larik-penuh", lambda: in_cell('<c r="A1"><f t="array" ref="A1:XFD1048576">ROW()</f><v>1</v></c>')
    yield "tabel-data", lambda: in_cell('<c r="A1"><f t="dataTable" ref="A1:XFD1048576" dt2D="1" dtr="1" r1="A1" r2="A1"/><v>1</v></c>')
    yield "60000-rumus", lambda: zipped(mini(worksheet("".join(f'<row r="{r}">' + "".join(f'<c r="{c}{r}"><f>$A$1+{r}</f><v>1</v></c>' for c in "BCDEFGHIJK") + "</row>" for r in range(1, 6001)))))
    yield "f-dalam-f", lambda: in_cell('<c r="A1"><f><f>1</f></f><v>1</v></c>')
    yield "dua-f-dua-v", lambda: in_cell('<c r="A1"><f>1</f><f>2</f><v>1</v><v>2</v></c>')


# what stands around the cells


@group("sekitar")
def around() -> Made:
    for count in (1, 90_000, 110_000):
        yield f"gabungan-{count}", lambda count=count: zipped(mini(worksheet("", after="<mergeCells>" + "".join(f'<mergeCell ref="A{n + 1}:XFD{n + 1}"/>' for n in range(count)) + "</mergeCells>")))
    yield "gabungan-seluruh", lambda: zipped(mini(worksheet("", after='<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>')))
    for ref in ("", "A1", "x", "A0:B1", "A1:XFD1048577", "A1:A1:A1", ":", "A:A", "1:1"):
        yield f"gabungan-{ref.encode().hex() or 'kosong'}", lambda ref=ref: zipped(mini(worksheet("", after=f'<mergeCells><mergeCell ref="{ref}"/></mergeCells>')))
        yield f"isian-{ref.encode().hex() or 'kosong'}", lambda ref=ref: zipped(mini(worksheet("", after=f'<dataValidations><dataValidation sqref="{ref}" type="list"><formula1>x</formula1></dataValidation></dataValidations>')))
    one = '<dataValidation type="list" sqref="{}"><formula1>"a,b"</formula1></dataValidation>'
    for count in (20_000, 40_000):
        yield f"{count}-aturan", lambda count=count: zipped(mini(worksheet("", after="<dataValidations>" + "".join(one.format(f"A{n + 1}") for n in range(count)) + "</dataValidations>")))
        yield f"form-{count}-aturan", lambda count=count: form(PK=lambda t: t.replace("</dataValidations>", "".join(one.format(f"A{n + 1}") for n in range(count)) + "</dataValidations>"))
    yield "form-aturan-seluruh-lembar", lambda: form(PK=lambda t: t.replace("</dataValidations>", one.format("A1:XFD1048576") * 300 + "</dataValidations>"))
    yield "form-aturan-kolom", lambda: form(PK=lambda t: re.sub(r'sqref="([A-Z]+)\d+[^"]*"', r'sqref="\1:\1"', t))
    yield "aturan-satu-rentang-panjang", lambda: zipped(mini(worksheet("", after="<dataValidations>" + one.format(" ".join(f"A{n + 1}" for n in range(120_000))) + "</dataValidations>")))
    yield "aturan-teks-panjang", lambda: zipped(mini(worksheet("", after=f'<dataValidations><dataValidation sqref="A1" prompt="{"x" * 1_000_000}" type="apa" operator="apa"><formula1>{"1+" * 500_000}1</formula1></dataValidation></dataValidations>')))
    yield "aturan-bersarang", lambda: zipped(mini(worksheet("", after="<dataValidations>" + "<dataValidation sqref='A1'>" * 200 + "</dataValidation>" * 200 + "</dataValidations>")))
    yield "format-bersyarat", lambda: zipped(mini(worksheet("", after='<conditionalFormatting sqref="A1:XFD1048576">' + '<cfRule type="expression" priority="1"><formula>A1</formula></cfRule>' * 30_000 + "</conditionalFormatting>")))
    yield "lembar-4-mb-bingkai", lambda: zipped(mini(worksheet("", after="<x>" + "y" * (5 << 20) + "</x>")))
    yield "tampilan-lain", lambda: zipped(mini(worksheet("", after="<customSheetViews>" + "<customSheetView/>" * 50_000 + "</customSheetViews>")))
    yield "pelindung-gila", lambda: form(PK=lambda t: re.sub(r"<sheetProtection[^>]*/>", '<sheetProtection sheet="apa" spinCount="99999999999"/>', t))
    yield "1904", lambda: form(workbook=lambda t: t.replace("<workbookPr", '<workbookPr date1904="1"'))
    for state in ("hidden", "veryHidden", "apa", ""):
        yield f"keadaan-{state or 'kosong'}", lambda state=state: form(workbook=lambda t: re.sub(r'(<sheet name="PK" sheetId="\d+")', rf'\1 state="{state}"', t))


# our form with its frame attacked


@group("formulir")
def forms() -> Made:
    yield "utuh", form_bytes
    for slug, value in enumerate(("#REF!", "Referensi!$A$1:$A$1048576", "Referensi!$A:$XFD", "PK!$A$0", "PK!$XFD$1048576", "'PK'!$A$1", "[1]PK!$A$1", "PK!$A$1,PK!$B$1", "OFFSET(PK!$A$1,0,0)", "", "PK!$A$9:$A$1", "PK!$A$1:$XFD$1048576", "Identitas!$A$1:$A$1048576", "PK!$A$1048570:$A$1048576")):
        yield f"semua-nama-{slug}", lambda value=value: form(workbook=lambda t: re.sub(r"(<definedName name=\"PK_[^>]*>)[^<]*", lambda m: m[1] + value, t))
        yield f"nama-daftar-{slug}", lambda value=value: form(workbook=lambda t: re.sub(r"(<definedName name=\"(?:Daftar|Nomenklatur)_[^>]*>)[^<]*", lambda m: m[1] + value, t))
    yield "nama-jauh-ke-bawah", lambda: form(workbook=lambda t: re.sub(r"\$(\d+)(</definedName>)", r"$1048576\2", t))
    yield "semua-nama-satu-sel", lambda: form(workbook=lambda t: re.sub(r"(<definedName [^>]*>)[^<]*", r"\1PK!$A$1", t))
    yield "nama-hilang", lambda: form(workbook=lambda t: re.sub(r"<definedNames>.*</definedNames>", "", t, flags=re.DOTALL))
    yield "judul-berulang", lambda: form(PK=lambda t: rows_after("".join(_moved(t, 6, n) for n in range(500, 3000)))(t))
    yield "lembar-ditukar", lambda: form(workbook=lambda t: t.replace('name="PK"', 'name="Sementara"').replace('name="IKU"', 'name="PK"').replace('name="Sementara"', 'name="IKU"'))
    yield "semua-lembar-sama", lambda: form(workbook=lambda t: re.sub(r'r:id="rId\d+"', 'r:id="rId1"', t))
    texts = ("x" * 32_000, "1" * 32_000, "1." * 16_000, ":" * 5000, "(" * 5000, "% " * 5000, "Rp" * 5000, "\n" * 5000, "1/" * 5000, "-" * 5000, "B (" * 3000, "9" * 400, "tahun " * 5000, "a.b" * 9000, "= " * 5000, "≥" * 5000, "１" * 5000, "\u0300" * 5000, "7.01." * 3000, "IK1.1, " * 3000, "x:y " * 3000, " " * 30_000, "dan " * 7000, "Triwulan IV Tahun 2024 " * 1200, "realisasi 1.234,56 dari target 2.345,67 " * 700, "S-1 " * 6000)
    for at, text in enumerate(texts):
        for sheet, address in (("Pengukuran", "I9"), ("Analisis", "D8"), ("Kutipan", "K8"), ("Anggaran", "A9")):
            yield f"teks-{at}-{sheet}", lambda sheet=sheet, address=address, text=text: form(**{sheet: cell(address, f"<v>{text.replace('&', '')}</v>", ' t="str"')})
    yield "semua-teks-sama", lambda: form(strings=lambda t: re.sub(r"<t([^>]*)>[^<]*</t>", r"<t\1>1.234</t>", t))
    yield "semua-teks-panjang", lambda: form(strings=lambda t: re.sub(r"<t([^>]*)>([^<]{3,})</t>", lambda m: f"<t{m[1]}>{m[2]}{' kata' * 200}</t>", t))
    yield "semua-angka-besar", lambda: zipped({n: re.sub(rb"<v>\d+</v></c>", b"<v>9E+307</v></c>", d) if n.startswith("xl/worksheets/sheet1") else d for n, d in _form_parts().items()})
    for at, value in enumerate(("-1", "1E+15", "45291", "0.5", "-1E+15", "1E-300")):
        for row in (28, 30, 36, 42):
            yield f"kebijakan-{row}-{at}", lambda row=row, value=value: form(Identitas=cell(f"B{row}", f"<v>{value}</v>"))
    for at in range(8):
        yield f"campur-{at}", lambda at=at: mixed(at)


def _moved(text: str, row: int, to: int) -> str:
    """A row of a sheet once more, at another place."""
    found = re.search(rf'<row r="{row}".*?</row>', text, re.DOTALL)
    assert found is not None
    return re.sub(rf'\br="([A-Z]*){row}"', rf'r="\g<1>{to}"', found[0])


def mixed(seed: int) -> bytes:
    """The form with many cells holding each other's values and formulas."""
    chance = random.Random(seed)
    parts = dict(_form_parts())
    for name in sorted(n for n in parts if n.startswith("xl/worksheets/sheet")):
        pieces = re.split(r"(<c [^>]*[^/]>)(.*?)(</c>)", parts[name].decode(), flags=re.DOTALL)
        inner = pieces[2::4]
        for at in range(2, len(pieces), 4):
            if chance.random() < 0.1:
                pieces[at] = chance.choice(inner)
        parts[name] = "".join(pieces).encode()
    return zipped(parts)
