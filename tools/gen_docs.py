"""Write the generated pages of docs/ from spec, rules and command line: `python tools/gen_docs.py [--check | --gambar]`.

lembar.md and berkas-data.md come from the spec, aturan/ from the rule catalogue, cli.md from `--help`, batas.md from limits and kinds of files, lima-laporan.md from the
audits of the samples. `--check` writes nothing and exits 1 when a page is stale; `--gambar` draws the pictures of docs/gambar, which needs LibreOffice, pdftoppm and pillow.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from lkjip_xl.cli.common import ARCHIVES, RETURNED  # noqa: E402 - the checkout, installed or not
from lkjip_xl.layout import FORM_VALUE, standard  # noqa: E402
from lkjip_xl.reader.kinds import RESAVE  # noqa: E402
from lkjip_xl.rules import CATALOGUE, FAMILIES, Rule  # noqa: E402
from lkjip_xl.spec import book  # noqa: E402
from lkjip_xl.spec.lists import LISTS, nomenclature  # noqa: E402
from lkjip_xl.spec.types import Entry, Field, Form, Look, Sheet, Tab, Table, defined_name  # noqa: E402
from lkjip_xl.writer.validation import ALERTS, list_name  # noqa: E402

DOCS = ROOT / "docs"
SAMPLES = ROOT / "samples"
MADE = "<!-- Dibuat oleh tools/gen_docs.py. Jangan disunting; ubah asalnya, lalu: make docs -->\n\n"
WIDTH = 88
"""Columns of the help texts in cli.md."""
WHOLE_SHEETS = 'pdf:calc_pdf_Export:{"SinglePageSheets":{"type":"boolean","value":"true"}}'
"""Each sheet on one page, whatever its size."""
FRAME = 16
"""White pixels around the picture."""
TABS = {Tab.FILL: "kuning, diisi", Tab.COMPUTED: "hijau, dihitung", Tab.READ: "putih, dibaca"}
REQUIRED = {
    "": "", "selalu": "ya", "tahunan": "laporan tahunan", "tw": "sampai triwulan yang dilaporkan", "rasio": "jenis nilai rasio", "indikator": "baris indikator",
}
UNITS = {Entry.RUPIAH: "rupiah", Entry.MEASURED: "satuan indikatornya", Entry.DATE: "tanggal", Entry.YEAR: "tahun", Look.PERCENT: "%", Look.MONEY: "rupiah"}
TOML_TYPES = {
    Entry.MEASURED: 'angka, predikat ("BB"), "-", "belum diukur" atau "nihil"', Entry.POSITIVE: "angka > 0", Entry.QUANTITY: "angka ≥ 0",
    Entry.RUPIAH: "bilangan bulat", Entry.YEAR: "bilangan bulat", Entry.WHOLE: "bilangan bulat", Entry.DATE: "tanggal (2024-01-15)",
    Entry.REF: "teks: id dari [[renstra]]", Entry.PRINTED: "teks persis seperti tercetak",
}


def row(*cells: str) -> str:
    """One line of a Markdown table."""
    return "| " + " | ".join(c.replace("|", "\\|").replace("\n", " ") for c in cells) + " |"


def head(*cells: str) -> str:
    return row(*cells) + "\n" + row(*("---" for _ in cells))


def page(*lines: str) -> str:
    return MADE + re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).rstrip() + "\n"


# lembar.md


def sheets_page() -> str:
    out = [
        "# Lembar dan kolom", "",
        (f"Formulir {book.TEMPLATE_ID} versi {book.TEMPLATE_VERSION}. Sel kuning diisi, sel hijau pucat dihitung, sel abu-abu ditetapkan kabupaten. "
        "Kolom *Nama* ialah nama sel di Excel (Rumus → Pengelola Nama); *Kunci* dipakai dalam [berkas data](berkas-data.md)."), "",
        *(f"- [{s.name}](#{anchor(s.name)}){' (tersembunyi)' if s.hidden else ''}: {s.title}" for s in book.SHEETS),
        "- [Daftar pilihan](#daftar-pilihan)",
    ]
    layout = standard()
    for sheet in book.SHEETS:
        out += ["", f"## {sheet.name}", "", f"Tab {TABS[sheet.tab]}. {sheet.intro}".strip()]
        if not sheet.parts:
            out += ["", _read_sheet(sheet)]
        for part in sheet.parts:
            out += ["", f"### {part.title}", ""]
            if isinstance(part, Table):
                place = layout.tables[part.key]
                kept = "wajib ada isinya" if part.mandatory else "boleh kosong"
                out += [(f"{part.doc} Judul kolom di baris {place.header_row}, isi mulai baris {place.first_row}, {part.rows} baris cadangan; tabel ini {kept}. "
                        f"Baris dianggap dipakai bila kolom *{part[part.key_field].header}* terisi.")]
            elif sheet.parts[0] is not part and any(isinstance(p, Table) for p in sheet.parts):
                out += [f"Di bawah tabel, nilainya di kolom {'ABCDEFGH'[FORM_VALUE - 1]}."]
            out += ["", *_fields(part)]
    out += ["", "## Daftar pilihan", "", ("Isi lembar tersembunyi Referensi. *Daftar_kode* dan *Nomenklatur_…* memuat "
            f"{len(nomenclature())} baris nomenklatur 7.01."), "", head("Daftar", "Isi")]
    out += [row(f"`Daftar_{name}`", ", ".join(items)) for name, items in LISTS.items()]
    return page(*out)


def _read_sheet(sheet: Sheet) -> str:
    if sheet.hidden:
        return "Tersembunyi: daftar pilihan dan nomenklatur yang dipakai lembar lain."
    return "Dibaca lebih dahulu: apa yang diisi dalam periode mana, arti warna, dan tautan ke setiap lembar."


def _fields(part: Form | Table) -> Iterator[str]:
    yield head("Judul", "Kunci", "Isi", "Satuan", "Wajib", "Pemeriksaan Excel", "Nama")
    for f in part.fields:
        yield row(f.header, f"`{f.key}`", content(f), unit(f), REQUIRED[f.required], check(f), f"`{defined_name(part, f)}`")


def content(f: Field) -> str:
    """What a field holds, in words."""
    hidden = " (kolom tersembunyi)" if f.hidden else ""
    if f.formula is None:
        return ("Ditetapkan kabupaten: " if f.locked else "**Diisi.** ") + f.doc + hidden
    doc, words = f.doc.removeprefix("Dihitung").lstrip(":. ").rstrip("."), f.formula.words
    said = [doc, f"rumus: {words}"] if doc and words and doc.casefold() != words.casefold() else [doc or words]
    return f"Dihitung: {'; '.join(said)}.{hidden}" if said != [""] else f"Dihitung.{hidden}"


def unit(f: Field) -> str:
    if f.unit or f.look in UNITS:
        return f.unit or UNITS[f.look]
    return UNITS.get(f.entry, "") if f.entry is not None else ""


def check(f: Field) -> str:
    """What Excel checks while typing."""
    if f.entry is None or not f.is_input:
        return ""
    if f.source:
        return f"daftar `{list_name(f)}`" + ("" if f.strict and f.entry is not Entry.CODE else ", boleh lain")
    return ALERTS.get(f.entry, "").rstrip(".")


# berkas-data.md


def data_page() -> str:
    import tomli_w
    from right import annual

    example, _ = annual()
    out = [
        "# Berkas data", "",
        "`lkjip fill data.toml -o buku.xlsx` menulis buku kerja dari berkas ini; `lkjip extract buku.xlsx -o data.toml` mengambilnya kembali. Bentuknya TOML, UTF-8:", "",
        "- `profil = \"hss\"` di baris pertama: profil kebijakan (bila tidak ada: netral);",
        "- `[identitas]` satu kali; selebihnya satu `[[...]]` untuk setiap baris tabel, berurutan seperti di lembar;",
        "- hanya sel yang diisi orang: kunci yang dihitung, tidak dikenal, atau pilihan di luar daftar ditolak dengan menyebut tempatnya;",
        "- skala sama dengan lembar: persen `44.44`, rasio pembilang dengan `penyebut`, rupiah bulat. Angka yang rusak dalam laporan boleh ditulis sebagai teks (`\"2.500..000\"`).", "",
        "Contoh lengkap dari laporan nyata: `samples/sungai-raya-2024/data.toml`.",
    ]
    for part, name in sorted(book.DATA_KEYS.items(), key=lambda pair: list(book.SHEET_OF).index(pair[0])):
        where = book.FORMS[part] if part in book.FORMS else book.TABLES[part]
        mark = f"[{name}]" if part in book.FORMS else f"[[{name}]]"
        out += ["", f"## {mark}", "", f"Lembar {book.SHEET_OF[part].name}: {where.title}.", "", head("Kunci", "Jenis", "Wajib", "Isi")]
        out += [row(f"`{f.key}`", toml_type(f), REQUIRED[f.required], f.doc) for f in where.fields if f.is_input]
        given = [example.forms[part]] if part in book.FORMS else _rows(book.TABLES[part], example.tables.get(part, []))
        out += ["", "```toml", "\n\n".join(f"{mark}\n{tomli_w.dumps(cells).rstrip()}" for cells in given), "```"]
    out += [
        "", "## [timpa]", "",
        ("Angka atau teks yang berada di atas rumus, menurut alamat sel (`\"Lembar!A1\"`). Dipakai untuk menyalin laporan apa adanya; `extract` menulisnya bila "
        "rumus ditimpa. Capaian dan serapan ditulis sebagai pecahan (1 = 100%). Teks yang diawali `=` ialah rumus lain; teks biasa yang "
        "diawali `=` atau `'` ditulis dengan satu `'` di depannya."), "",
        "```toml", "[timpa]", '"Pengukuran!M8" = 4.5', '"Efisiensi!C9" = 0.4444', "```",
        "", "## [baris]", "",
        "Jumlah baris sebuah tabel bila berbeda dari formulir. Tabel yang isinya lebih banyak bertambah sendiri.", "",
        "```toml", "[baris]", "anggaran = 300", "```",
    ]
    return page(*out)


SHOWN = ("T1", "S1", "IK1.1")
"""Ids of the examples: an indikator with its parents."""


def _rows(table: Table, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Rows that show a table: the parents and the indikator of Renstra, elsewhere the fullest row that refers to nothing else."""
    refs = [f.key for f in table.fields if f.entry in (Entry.REF, Entry.NEW_ID)]
    fit = [r for r in rows if all(r.get(key, SHOWN[0]) in SHOWN for key in refs)]
    return fit if table.key == "Renstra" else [max(fit, key=len)]


def toml_type(f: Field) -> str:
    if f.entry is None:
        return ""
    if f.entry is Entry.LIST:
        return f"teks dari `{list_name(f)}`" + ("" if f.strict else " atau lainnya")
    return TOML_TYPES.get(f.entry, "teks")


# aturan/


def rule_page(rule: Rule) -> str:
    told = [f"**{rule.severity.word}** · {rule.code[:3]}xx {FAMILIES[rule.code[:3]]}"]
    return page(f"# {rule.code} {rule.title}", "", *told, "", rule.page)


def rules_page() -> str:
    out = ["# Aturan", "", f"{len(CATALOGUE)} aturan. Halaman yang sama tampil dengan `lkjip rule LK201`; berat setiap temuan dapat berbeda dari berat aturannya bila keadaan selnya meringankan."]
    for family, title in FAMILIES.items():
        members = [r for r in CATALOGUE if r.code.startswith(family)]
        if members:
            out += ["", f"## {family}xx: {title}", "", head("Kode", "Tingkat", "Yang ditemukan")]
            out += [row(f"[{r.code}]({r.code}.md)", r.severity.word, r.title) for r in members]
    return page(*out)


# cli.md


def cli_page() -> str:
    from typer.main import get_command
    from typer.testing import CliRunner

    from lkjip_xl.cli import app

    runner = CliRunner()

    def helped(*arguments: str) -> str:
        done = runner.invoke(app, [*arguments, "--help"], prog_name="lkjip", terminal_width=WIDTH, env={"COLUMNS": str(WIDTH), "TERMINAL_WIDTH": str(WIDTH)})
        assert done.exit_code == 0, done.output
        return "\n".join(line.rstrip() for line in done.output.splitlines()).rstrip()

    commands = list(get_command(app).commands)  # type: ignore[attr-defined]
    out = ["# Perintah", "", ("Keluaran `lkjip --help` dan setiap perintahnya. Kode keluar: 0 tidak ada temuan setingkat `--fail-on` atau lebih, 1 ada temuan, "
           "2 salah pakai, 3 ada berkas yang tidak terbaca (berkas lain tetap diperiksa)."), "", "```text", helped(), "```"]
    for name in commands:
        out += ["", f"## lkjip {name}", "", "```text", helped(name), "```"]
    return page(*out)


# batas.md


READ_AS = (
    ("Buku kerja .xlsx, .xltx", "dibaca; juga yang berformat Strict, ber-UTF-16, berprefiks, atau tanpa docProps, format sel, atau nama sel"),
    ("Buku kerja bermakro .xlsm, .xltm", "dibaca tanpa makronya: info [LK029](aturan/LK029.md)"),
    ("Ekspor Google Sheets, WPS, LibreOffice", "dibaca; nama sel, aturan isian, pelindung atau tanda pengenal yang hilang: LK004, LK010, LK012, LK013"),
    ("Lembar tersembunyi, tautan, objek, sambungan data, XML tambahan", "dibaca; dilaporkan [LK030](aturan/LK030.md) sampai [LK035](aturan/LK035.md)"),
    ("Buku kerja lain yang bukan formulir kami", "dibaca; hanya [LK002](aturan/LK002.md)"),
)


def limits_page() -> str:
    """Limits from the constants and sentences of limits.py, kinds from the table of the reader."""
    import ast
    from itertools import pairwise

    from lkjip_xl import limits
    from lkjip_xl.reader.kinds import KINDS

    body = ast.parse(Path(limits.__file__).read_text(encoding="utf-8")).body
    pairs = [(a.targets[0].id, str(ast.literal_eval(b.value))) for a, b in pairwise(body)
             if isinstance(a, ast.Assign) and isinstance(a.targets[0], ast.Name) and isinstance(b, ast.Expr)]
    out = [
        "# Batas, dan hasil untuk setiap jenis berkas", "",
        ("Setiap berkas yang diperiksa mendapat satu hasil: laporan, atau satu temuan [LK001](aturan/LK001.md) yang menyebut apa berkas itu dan apa yang dilakukan. "
         "`lkjip validate` memeriksa setiap berkas dalam proses tersendiri; berkas yang melebihi batas waktu atau memori dihentikan dan berkas lain tetap diperiksa. "
         "Di dalam sebuah folder diperiksa berkas yang tampak seperti buku kerja (" + ", ".join(f"`{e}`" for e in sorted(RETURNED)) + "); "
         "berkas kunci Excel (`~$…`) dan arsip (" + ", ".join(f"`{e}`" for e in sorted(ARCHIVES)) + ") dilewati dengan satu baris pemberitahuan."), "",
        "## Batas", "", head("Apa", "Paling banyak", "Nama dalam `limits.py`"),
        *(row(words.rstrip("."), amount(name, getattr(limits, name)), f"`{name}`") for name, words in pairs), "",
        "## Yang dibaca", "", head("Berkas", "Hasil"), *(row(*pair) for pair in READ_AS), "",
        "## Yang tidak dibaca: satu LK001", "", head("Berkas", "Yang dikatakan", "Saran"), *(row(k.name, k.what, k.advice) for k in KINDS),
        row("Berkas rusak di dalam", "Berkas ini rusak: … (bagian, sel atau baris yang rusak disebut).", RESAVE),
        row("Melebihi batas waktu atau memori", "Pemeriksaannya melebihi batas waktu … detik, jadi dihentikan.", "Hapus baris dan lembar yang tidak dipakai, simpan ulang, lalu coba lagi."),
        row("Pemeriksaan terhenti", "Pemeriksaannya terhenti di tengah jalan (…).", RESAVE),
    ]
    return page(*out)


def amount(name: str, value: int) -> str:
    """A limit with its unit."""
    if name.endswith("SECONDS"):
        return f"{value} detik"
    return f"{value >> 20} MB" if value >= 1 << 20 and value % (1 << 20) == 0 else f"{value:,}".replace(",", ".")


# lima-laporan.md


REPORT_COLUMNS = ("Item", "Lines", "Printed", "Arithmetic, or what contradicts it", "Proof", "Weight", "Root", "Cell", "Found by", "Why none, or with which")


HELD_OUT = (
    "Sumber Harta 2023 was the report held out: transcribed last, its list frozen first. With the rules of commit 0b44427, before any rule was tuned to it, 97 of the 136 items then counted "
    "were found (71 %; of the errors 60 of 73), each message read strictly: it had to tell this discrepancy, at a cell of it. Not blind in every respect: two of those who wrote rules had read "
    "its list, and one had seen findings on its data, without changing a rule for them. Everything above that figure was found by rules made or widened after its misses had been read, as for "
    "the other four. So 71 % is the figure to expect of a report nobody here has seen, and the shares below are what the catalogue has learnt since."
)


READ = (
    "Whether a message really tells its item was judged by four readers who had written neither the rules nor the lists. Read strictly, the findings told in full 69 of 73 items of Juai, "
    "108 of 111 of Kalumpang, 84 of 88 of Pengaron, 135 of 137 of Sumber Harta and 82 of 87 of Sungai Raya (94 to 99 %), and ten more in part; the readers also listed every message that blamed "
    "the wrong side or gave unfit advice. What they found was then mended or is marked below; nobody has read the result a second time."
)


def reports_page() -> str:
    """Five reports: per report a line of figures, then every item of its audit."""
    from tools.audits import all_audits

    audits = all_audits()
    out = [
        "# Five reports, item by item", "",
        ("Each row is one discrepancy that a report's own figures, names or tables show, or (holds) a relation that a careless checker would report and ours must not. "
         "The lists were made from the reports by independent readers before the rules were tuned to them; cell and rule were added afterwards, and tests hold both against the findings. "
         "Lines are those of the report's text. Proof: P = arithmetic, or two printed figures that contradict each other; N = name, structure, completeness; J = judgement."), "",
        "Counted as provable: proof P or N, of weight error or warning, in a form that a workbook can hold. Found: reported at its cell, or together with the item it follows from.", "",
        HELD_OUT, "",
        READ, "",
        head("Report", "Items", "P", "N", "J", "holds", "Counted", "Found", "Share", "Findings"),
    ]
    for a in audits:
        kinds = [sum(i.proof == kind for i in a.items) for kind in ("P", "N", "J", "holds")]
        found = sum(i.found for i in a.counted)
        findings = str(len(a.findings)) if (SAMPLES / a.key / "temuan.json").is_file() else "–"
        out.append(row(f"[{a.key}](#{anchor(a.key)})", str(len(a.items)), *map(str, kinds), str(len(a.counted)), str(found), f"{100 * a.share:.1f} %", findings))
    for a in audits:
        out += ["", f"## {a.key}"]
        for section in dict.fromkeys(i.section for i in a.items):
            out += ["", f"### {section}", "", head(*REPORT_COLUMNS)]
            out += [
                row(i.id, i.lines, i.printed, i.arithmetic, i.proof, i.severity if i.proof != "holds" else "–", i.root or "root", i.cell or "–", i.found_by or "–", i.reason)
                for i in a.items if i.section == section
            ]
    return page(*out)


# all of it


def anchor(title: str) -> str:
    return "".join(c for c in title.lower() if c.isalnum() or c in " -").replace(" ", "-")


def wanted() -> dict[str, str]:
    """Path under docs/ and text of every generated page."""
    pages = {"lembar.md": sheets_page(), "berkas-data.md": data_page(), "cli.md": cli_page(), "aturan/README.md": rules_page(), "batas.md": limits_page(), "lima-laporan.md": reports_page()}
    return pages | {f"aturan/{r.code}.md": rule_page(r) for r in CATALOGUE}


def differences(folder: Path = DOCS) -> Iterator[str]:
    """What is missing, left over or stale, one line each."""
    right = wanted()
    for name, text in right.items():
        path = folder / name
        if not path.is_file():
            yield f"{name}: missing"
        elif path.read_text(encoding="utf-8") != text:
            yield f"{name}: stale"
    yield from (f"aturan/{p.name}: no rule" for p in sorted((folder / "aturan").glob("*.md")) if f"aturan/{p.name}" not in right)


def write() -> None:
    right = wanted()
    (DOCS / "aturan").mkdir(parents=True, exist_ok=True)
    for stale in (DOCS / "aturan").glob("*.md"):
        if f"aturan/{stale.name}" not in right:
            stale.unlink()
    for name, text in right.items():
        (DOCS / name).write_text(text, encoding="utf-8")


def pictures() -> None:
    """docs/gambar/: sheets of the sample as LibreOffice prints them, cut to what is filled; Efisiensi and Temuan from its marked copy; two pages of summaries."""
    import tempfile

    from libreoffice import LibreOffice

    from lkjip_xl.marked import annotate
    from lkjip_xl.pipeline import fill, sample, validate
    from lkjip_xl.reporting import report_tables, summarize

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        plain, marked = folder / "sungai-raya.xlsx", folder / "bertanda.xlsx"
        plain.write_bytes(fill(sample("sungai-raya-2024") / "data.toml"))
        annotate(plain, validate(plain), marked)
        first, second = LibreOffice().convert([plain, marked], to=WHOLE_SHEETS, outdir=folder)
        _draw(first, "Pengukuran kinerja", "pengukuran.png", 90)
        _draw(second, "Temuan pemeriksaan", "temuan.png", 100, high=900)
        _draw(second, "Efisiensi penggunaan", "efisiensi-bertanda.png", 90)
        summed = folder / "ringkasan.xlsx"
        summed.write_bytes(summarize(report_tables(sample("juai-2024") / "kembali.xlsx")))
        third = LibreOffice().convert([summed], to="pdf", outdir=folder)[0]
        _draw(third, "IKHTISAR KINERJA", "ringkasan-ikhtisar.png", 80)
        _draw(third, "BAB III 3.3 Efisiensi", "ringkasan-efisiensi.png", 80)


HEAD = 200
"""Letters at the begin of a page among which its heading stands: the page's own head comes first."""


def _draw(pdf: Path, heading: str, target_name: str, dots: int, high: int = 0) -> None:
    """One page of a PDF, found by its heading, as a picture in docs/gambar; `high` cuts it to so many pixels."""
    import subprocess

    from PIL import Image, ImageChops  # type: ignore[import-not-found, unused-ignore]

    text = subprocess.run(["pdftotext", pdf, "-"], capture_output=True, text=True, check=True).stdout
    number = next(i for i, sheet in enumerate(text.split("\f"), 1) if heading in sheet[:HEAD])
    subprocess.run(["pdftoppm", "-r", str(dots), "-f", str(number), "-l", str(number), "-png", "-singlefile", pdf, pdf.with_suffix("")], check=True)
    image = Image.open(pdf.with_suffix(".png")).convert("RGB")
    box = ImageChops.difference(image, Image.new("RGB", image.size, "white")).getbbox()
    assert box is not None
    box = (box[0], box[1], box[2], min(box[3], box[1] + high) if high else box[3])
    framed = Image.new("RGB", (box[2] - box[0] + 2 * FRAME, box[3] - box[1] + 2 * FRAME), "white")
    framed.paste(image.crop(box), (FRAME, FRAME))
    target = DOCS / "gambar" / target_name
    target.parent.mkdir(exist_ok=True)
    framed.quantize(64).save(target, optimize=True)
    print(f"{target.relative_to(ROOT)}: {target.stat().st_size} bytes")


def main(arguments: list[str]) -> int:
    if arguments == ["--check"]:
        found = list(differences())
        print("\n".join(found) or "docs/ is up to date")
        return 1 if found else 0
    if arguments == ["--gambar"]:
        pictures()
        return 0
    if arguments:
        print(__doc__)
        return 2
    write()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
