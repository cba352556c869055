"""HTML: one page that stands alone (no script, nothing from outside), to be read on a screen, sent with a mail, or printed on A4."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from html import escape

from lkjip_xl.findings import UNREADABLE, FileReport, Finding, IdleWaiver, Severity, Waived
from lkjip_xl.render.words import WHOLE_FILE, beginning, details, summary
from lkjip_xl.values.printable import printable

TITLE = "Hasil pemeriksaan buku kerja LKjIP"
IN_COLUMNS = ("Tertulis", "Seharusnya", "Akibat dari")
"""Details that have their own place in the table."""
KIND = {Severity.ERROR: "galat", Severity.WARNING: "peringatan", Severity.INFO: "info"}
"""Class of a finding: colour on a screen, weight and line in grey."""
STYLE = """
:root { --tinta: #1d2b33; --redup: #56656d; --garis: #c9d3d8; --kepala: #1f4e5f; --latar: #f4f7f8; --galat: #9c1c1c; --peringatan: #8a5a00; --info: #2f5d7c; --baik: #1e5e23; }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1.5rem; max-width: 76rem; color: var(--tinta); background: #fff; font: 15px/1.45 "Segoe UI", Calibri, Carlito, "Liberation Sans", Arial, sans-serif; }
h1 { margin: 0 0 .25rem; font-size: 1.5rem; color: var(--kepala); }
h2 { margin: 0 0 .5rem; font-size: 1.2rem; color: var(--kepala); overflow-wrap: anywhere; }
h3 { margin: 1rem 0 .3rem; font-size: 1rem; }
a { color: var(--kepala); }
section { margin-top: 2rem; padding-top: 1rem; border-top: 3px solid var(--kepala); }
dl.kepala { display: grid; grid-template-columns: max-content 1fr; gap: .1rem 1rem; margin: 0 0 .75rem; }
dl.kepala dt { color: var(--redup); }
dl.kepala dd { margin: 0; overflow-wrap: anywhere; }
p.ringkas { margin: .5rem 0; font-weight: 600; }
ol.dahulu { margin: 0; padding-left: 1.5rem; }
table { width: 100%; border-collapse: collapse; margin-top: .75rem; table-layout: fixed; }
th { padding: .4rem .5rem; text-align: left; font-weight: 600; color: #fff; background: var(--kepala); }
td { padding: .4rem .5rem; vertical-align: top; border-bottom: 1px solid var(--garis); overflow-wrap: anywhere; }
td p { margin: 0; white-space: pre-line; }
td p + p { margin-top: .25rem; }
td b { font-weight: 600; }
tr:target td { background: #fff6d6; }
.sel { width: 14%; } .aturan { width: 7.2rem; } .nilai { width: 18%; } .alasan { width: 32%; } .nama { width: 40%; }
.kode { font-weight: 600; }
.tanda { display: inline-block; margin-top: .15rem; padding: 0 .45rem; border-radius: .2rem; font-size: .85em; white-space: nowrap; border: 1px solid currentColor; }
.galat .tanda { color: #fff; background: var(--galat); border-color: var(--galat); font-weight: 700; }
.peringatan .tanda { color: #5c3b00; background: #ffe3a3; border-color: var(--peringatan); }
.info .tanda { color: var(--info); background: #fff; border-style: dashed; }
.kecuali .tanda { color: var(--redup); background: #fff; border-style: dotted; }
tr.galat > td:first-child { border-left: 5px solid var(--galat); }
tr.peringatan > td:first-child { border-left: 5px double var(--peringatan); }
tr.info > td:first-child { border-left: 2px dashed var(--info); }
tr.kecuali > td:first-child { border-left: 2px dotted var(--redup); }
.saran { color: var(--baik); } .kecil { font-size: .9em; color: var(--redup); } .catatan { border-left: 5px double var(--peringatan); padding-left: .75rem; }
@page { size: A4 portrait; margin: 15mm 12mm; }
@media print {
  body { padding: 0; max-width: none; font-size: 8.5pt; line-height: 1.35; }
  th, td { padding: 2.5pt 4pt; }
  .aturan { width: 64pt; }
  section { margin-top: 1rem; }
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  thead { display: table-header-group; }
  tr, dl.kepala, ol.dahulu { break-inside: avoid; page-break-inside: avoid; }
  h2, h3, p.ringkas { break-after: avoid; page-break-after: avoid; }
  section + section.berkas { break-before: page; page-break-before: always; border-top: 0; }
  a { color: inherit; text-decoration: none; }
}
"""


def render_html(reports: Sequence[FileReport], idle: Sequence[IdleWaiver] = ()) -> str:
    """The page; the same reports give the same bytes."""
    lines = [
        "<!DOCTYPE html>", '<html lang="id">', "<head>", '<meta charset="utf-8">', '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{TITLE}</title>", f"<style>{STYLE}</style>", "</head>", "<body>", f"<h1>{TITLE}</h1>",
    ]
    if len(reports) > 1:
        lines += _contents(reports)
    for number, report in enumerate(reports, 1):
        lines += _file(report, f"b{number}")
    if idle:
        lines += ['<section id="pengecualian">', "<h2>Pengecualian yang tidak berlaku</h2>", *(f'<p class="catatan">{_safe(i.message)}</p>' for i in idle), "</section>"]
    return "\n".join([*lines, "</body>", "</html>", ""])


def _safe(text: str) -> str:
    return escape(printable(text))


def _place(f: Finding) -> str:
    """Where a finding stands; a narrow column breaks it before the cell."""
    return _safe(f.place or WHOLE_FILE).replace("!", "!<wbr>")


def _contents(reports: Sequence[FileReport]) -> Iterator[str]:
    yield '<table class="daftar"><thead><tr><th class="nama">Berkas</th><th>Instansi</th><th>Hasil</th></tr></thead><tbody>'
    for number, r in enumerate(reports, 1):
        yield f'<tr class="{_worst(r)}"><td><a href="#b{number}">{_safe(r.file)}</a></td><td>{_safe(r.instansi)}</td><td>{_safe(_result(r))}</td></tr>'
    yield "</tbody></table>"


def _worst(r: FileReport) -> str:
    """Class of a file in the list: that of its weightiest finding."""
    return KIND[max((f.severity for f in r.findings), key=lambda s: s.rank)] if r.findings else ""


def _result(r: FileReport) -> str:
    return r.status if r.status == UNREADABLE else f"{r.status}: {r.counts}" if r.findings or r.waived else r.status


def _file(r: FileReport, mark: str) -> Iterator[str]:
    yield f'<section id="{mark}" class="berkas">'
    yield f"<h2>{_safe(r.file)}</h2>"
    told = (("Instansi", r.instansi), ("Tahun", str(r.tahun or "")), ("Periode", r.periode), ("Status", r.status), ("Disimpan oleh", r.saved_by), ("Formulir", r.template))
    yield '<dl class="kepala">' + "".join(f"<dt>{label}</dt><dd>{_safe(text)}</dd>" for label, text in told if text) + "</dl>"
    yield f'<p class="ringkas">{_safe(summary(r))}</p>'
    marks: dict[str, str] = {}
    for number, f in enumerate(r.findings, 1):
        marks.setdefault(f.place, f"{mark}t{number}")
    if first := beginning(r):
        yield '<h3>Perbaiki dahulu</h3><ol class="dahulu">'
        yield from (f"<li>{_link(f.place, marks)} ({_safe(why)}): {_safe(f.message)}</li>" for f, why in first)
        yield "</ol>"
    if r.findings:
        yield '<table><thead><tr><th class="sel">Sel</th><th class="aturan">Aturan</th><th>Temuan dan saran</th><th class="nilai">Tertulis dan seharusnya</th></tr></thead><tbody>'
        for number, f in enumerate(r.findings, 1):
            yield _row(f, f"{mark}t{number}", marks)
        yield "</tbody></table>"
    if r.waived:
        yield '<h3>Dikecualikan</h3><table><thead><tr><th class="sel">Sel</th><th class="aturan">Aturan</th><th>Temuan</th><th class="alasan">Pengecualian</th></tr></thead><tbody>'
        yield from map(_waived, r.waived)
        yield "</tbody></table>"
    yield "</section>"


def _link(place: str, marks: Mapping[str, str]) -> str:
    return f'<a href="#{marks[place]}">{_safe(place)}</a>' if place in marks else _safe(place)


def _row(f: Finding, mark: str, marks: Mapping[str, str]) -> str:
    told = list(details(f))
    cause = f'<p class="kecil">Akibat dari {_link(f.cause, marks)}.</p>' if f.cause else ""
    more = "".join(
        f'<p class="{"saran" if label == "Saran" else "kecil"}"><b>{label}:</b> {_safe(text)}</p>' for label, text in told if label not in IN_COLUMNS)
    values = "".join(f"<p><b>{label}:</b> {_safe(text)}</p>" for label, text in told if label in ("Tertulis", "Seharusnya"))
    return (
        f'<tr id="{mark}" class="{KIND[f.severity]}"><td>{_place(f)}</td><td><span class="kode">{_safe(f.code)}</span><br>'
        f'<span class="tanda">{f.severity.word}</span></td><td>{cause}<p>{_safe(f.message)}</p>{more}</td><td>{values}</td></tr>'
    )


def _waived(w: Waived) -> str:
    f = w.finding
    return (
        f'<tr class="kecuali"><td>{_place(f)}</td><td><span class="kode">{_safe(f.code)}</span><br><span class="tanda">dikecualikan</span></td>'
        f"<td><p>{_safe(f.message)}</p></td><td><p>{_safe(w.waiver.words)}</p></td></tr>"
    )
