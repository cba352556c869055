"""LK407: a kondisi akhir that only repeats an earlier quarter."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from lkjip_xl.check import Check, CheckRow
from lkjip_xl.findings import Severity
from lkjip_xl.quotes import ledger
from lkjip_xl.rules._said import QUARTERS
from lkjip_xl.rules._sound import ways_sound
from lkjip_xl.rules._yearly import evidence, known, shown
from lkjip_xl.rules.rule import Hit, rule
from lkjip_xl.spec.sheets.measure import TWS


@rule("LK407", "Kondisi akhir hanya mengulang triwulan", Severity.WARNING)
def end_repeats_quarter(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    Laporan triwulan dengan kondisi akhir yang diketik dan sama dengan nilai triwulan terdahulu, padahal triwulan yang
    dilaporkan belum diukur (- atau kosong). Semua baris seperti itu disebut dalam satu temuan, juga indikator yang hasilnya ada di
    lembar Data Dukung atau dalam kutipan. Bila baru satu triwulan yang jatuh tempo, tidak dilaporkan.

    ## Mengapa penting

    Pembaca mengira kondisi akhir sudah memuat triwulan yang dilaporkan, padahal angkanya milik triwulan lama.

    ## Cara memperbaiki

    Isi realisasi triwulan yang dilaporkan bila sudah ada, lalu kembalikan rumus kondisi akhir. Bila belum diukur, jelaskan di
    Keterangan bahwa kondisi akhir itu menurut triwulan terdahulu; bila triwulan terdahulu pun belum diukur, tulis - .

    ## Dasar hukum

    Tidak ada; cara mengisi triwulan dijelaskan pada formulir.
    """
    if check.annual or check.quarter < 2 or not ways_sound(check):
        return
    found = [(row, k) for row in check.rows("Triwulan") if (k := _repeated(check, row))]
    if not found:
        return
    (first, _), *others = found
    now = TWS[check.quarter - 1]
    told = "; ".join(f"nilai TW {TWS[k - 1]}: {', '.join(row.text('id') for row, quarter in found if quarter == k)}" for k in dict.fromkeys(quarter for _, quarter in found))
    later = [(row, said) for row, _ in found if (said := reported(check, row))]
    beside = f" Hasil TW {now} ada di tempat lain untuk {', '.join(row.text('id') for row, _ in later)}." if later else ""
    yield Hit(
        first.spot("kondisi_akhir"), f"Kondisi akhir s.d. TW {now} hanya mengulang {told}, padahal realisasi TW {now} ditulis - atau kosong.{beside}", found=shown(first["kondisi_akhir"]),
        related=tuple(dict.fromkeys((
            *(row.address("kondisi_akhir") for row, _ in others), *(row.address(f"r{check.quarter}") for row, _ in found), *(a for _, said in later for a in said)))))


def reported(check: Check, row: CheckRow) -> tuple[str, ...]:
    """Cells of Data Dukung and of quotations that give a result of the quarter."""
    periods, name = [p for p, quarter in QUARTERS.items() if quarter == check.quarter], row.text("id").casefold()
    data = (e.address("nilai" if e.number("nilai") is not None else "pembilang") for e in evidence(check, name) if e.text("periode") in periods)
    quoted = (
        q.address for q in ledger(check).quotes
        if q.ours and not q.other_year and q.besaran == "realisasi" and q.periode in periods and q.value.number is not None and [i.casefold() for i in q.thing.ids] == [name])
    return (*data, *quoted)


def _repeated(check: Check, row: CheckRow) -> int:
    """The earlier quarter whose value stands typed as kondisi akhir; 0 when it is none or the quarter is measured."""
    if ("Triwulan", row.index, "kondisi_akhir") not in check.verdicts.marks or known(row[f"r{check.quarter}"]) or row.value(f"r{check.quarter}").trouble is not None:
        return 0
    end = row["kondisi_akhir"]
    for k in range(check.quarter - 1, 0, -1):
        value = row[f"r{k}"]
        same = value == end if isinstance(value, Fraction) else isinstance(end, str) and isinstance(value, str) and value.casefold() == end.casefold()
        if known(value) and same:
            return k
    return 0
