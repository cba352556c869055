"""Sentences that follow from the figures of a table: what was reached, what was not, against what. Nothing is said that the figures do not say."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from lkjip_xl.tables.types import Cell, Kind, Row, Table, Tables
from lkjip_xl.values.terbilang import terbilang


def amount(cell: Cell) -> str:
    """An amount with its words: `Rp1.500.000 (satu juta lima ratus ribu rupiah)`."""
    return f"{cell.text} ({terbilang(cell.value)} rupiah)" if isinstance(cell.value, Fraction) and cell.kind is Kind.RUPIAH else cell.text


def overview(tables: Tables) -> Iterator[str]:
    """What Ikhtisar Eksekutif says of the whole."""
    figures, subject = tables.by_key["ikhtisar"], tables.subject
    got = {row.key: row.cells[1] for row in figures.rows}
    count, measured, reached = (got[k].value for k in ("jumlah", "terukur", "tercapai"))
    who = subject.instansi or "Instansi ini"
    if isinstance(count, Fraction) and isinstance(measured, Fraction) and isinstance(reached, Fraction):
        if measured:
            rest = f"; {int(count - measured)} belum terukur" if count > measured else ""
            yield f"Dari {int(count)} indikator kinerja {who} {subject.span}, {int(reached)} mencapai target dan {int(measured - reached)} belum mencapai target{rest}."
        else:
            yield f"Dari {int(count)} indikator kinerja {who} {subject.span} belum ada yang terukur."
    mean = next(row for row in figures.rows if row.key == "rata_rata")
    if isinstance(mean.cells[1].value, Fraction):
        grade = mean.cells[2].text
        yield f"Rata-rata capaian kinerja {mean.cells[1].text}{f', kategori {grade}' if grade else ''}."
    if isinstance(got["pagu"].value, Fraction) and isinstance(got["realisasi"].value, Fraction):
        yield f"Anggaran sebesar {amount(got['pagu'])} terealisasi {amount(got['realisasi'])}, yaitu {got['serapan'].text}."
    else:
        yield "Jumlah anggaran atau realisasinya belum dapat dihitung karena ada angka yang tidak terbaca di buku kerja."


def closing(tables: Tables) -> Iterator[str]:
    """What Bab IV concludes: the whole, then what was not reached."""
    yield from overview(tables)
    table = tables.by_key.get("target_realisasi")
    below = [row for row in table.rows if _figure(table, row, "capaian") is not None and (_figure(table, row, "capaian") or 0) < 1 and row.key != "rata-rata"] if table else []
    if table and below:
        named = "; ".join(f"{table.cell(r.key, 'indikator').text} ({table.cell(r.key, 'capaian').text})" for r in below)
        yield f"Indikator yang belum mencapai target: {named}."


def said_of(table: Table) -> Iterator[str]:
    """Sentences above a table."""
    if table.key in SAYERS:
        for row in table.rows:
            sentence = SAYERS[table.key](table, row)
            if sentence:
                yield sentence


def _figure(table: Table, row: Row, column: str) -> Fraction | None:
    value = row.cells[table.positions[column]].value
    return value if isinstance(value, Fraction) else None


def _reached(table: Table, row: Row) -> str:
    share = _figure(table, row, "capaian")
    if share is None or row.key == "rata-rata":
        return ""
    name, target, result, shown = (table.cell(row.key, k).text for k in ("indikator", "target", "realisasi", "capaian"))
    verdict = "belum mencapai target" if share < 1 else "mencapai target" if share == 1 else "melampaui target"
    return f"{name}: realisasi {result} terhadap target {target}, capaian {shown}, {verdict}"


def _changed(table: Table, row: Row) -> str:
    change = _figure(table, row, "perubahan")
    if change is None:
        return ""
    year = table.columns[table.positions["perubahan"]].title.rpartition(" ")[2]
    name, before, now = (table.cell(row.key, k).text for k in ("indikator", f"r{year}", "realisasi"))
    word = "tetap" if change == 0 else "naik" if change > 0 else "turun"
    return f"{name}: realisasi {now}, {word} dibanding tahun {year} ({before})" if change else f"{name}: realisasi {now}, tetap seperti tahun {year}"


def _progressed(table: Table, row: Row) -> str:
    share = _figure(table, row, "kemajuan")
    if share is None:
        return ""
    name, end, shown = (table.cell(row.key, k).text for k in ("indikator", "akhir", "kemajuan"))
    return f"{name}: tingkat kemajuan {shown} terhadap target akhir Renstra {end}{', sudah tercapai' if share >= 1 else ', belum tercapai'}"


def _spent(table: Table, row: Row) -> str:
    if row.key != "jumlah" or _figure(table, row, "serapan") is None:
        return ""
    pagu, spent, share, rest = (table.cell(row.key, k) for k in ("pagu", "realisasi", "serapan", "sisa"))
    return f"Dari pagu {amount(pagu)} terealisasi {amount(spent)} atau {share.text}, sisa {amount(rest)}"


SAYERS = {"target_realisasi": _reached, "tahun": _changed, "jangka_menengah": _progressed, "anggaran": _spent}
"""What is said of a row, by table."""
