"""LK319: an output of one quarter that is above the target of the whole year."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from lkjip_xl.check import Check, CheckRow
from lkjip_xl.findings import Severity
from lkjip_xl.quotes import ledger
from lkjip_xl.rules._budget import Node, tree, upper_first
from lkjip_xl.rules._cells import MANY
from lkjip_xl.rules._outputs import outputs
from lkjip_xl.rules._sound import sound
from lkjip_xl.rules._units import is_percent
from lkjip_xl.rules.rule import Hit, rule
from lkjip_xl.spec.sheets.measure import TWS
from lkjip_xl.values import angka

FAR = Fraction(3, 2)
"""A result this many times the target of the year is no mere success."""
SISTERS = 5
"""Fewest other percent rows that show what the target of a year is."""


@rule("LK319", "Target atau realisasi keluaran triwulan melebihi target setahun", Severity.WARNING)
def output_above_year(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    Target keluaran satu triwulan yang lebih besar daripada target setahun pada baris yang sama, dan realisasi satu triwulan yang jauh di
    atasnya (lebih dari satu setengah kali, paling sedikit 2 lebih banyak). Pada laporan triwulan juga target setahun sebesar target
    triwulan (25 % di antara baris-baris yang semuanya 100 %). Baris yang target setahunnya kosong tidak dinilai.

    ## Mengapa penting

    Target setahun paling sedikit sama dengan target salah satu triwulannya. Biasanya dua kolom tertukar atau target setahun salah ketik.

    ## Cara memperbaiki

    Cocokkan target setahun dan target triwulan dengan rencana aksi, lalu betulkan yang salah.

    ## Dasar hukum

    Tidak ada; ini perbandingan angka pada satu baris.
    """
    if not sound(check, "Anggaran", "level", "satuan", "k_t"):
        return
    rows = [(node, row) for node in tree(check) for row in outputs(check, node)]
    found = [hit for node, row in rows if (hit := _above(check, node, row)) is not None]
    if len(found) > MANY:
        first, rest = found[0], found[1:]
        yield Hit(
            first.spot, f"{first.message} {len(rest)} baris lain bermasalah sama.", found=first.found, expected=first.expected,
            related=(*first.related, *(h.spot.address for h in rest)))
    else:
        yield from found
    if not check.annual:
        yield from _quarter_for_year(check, rows)


def _above(check: Check, node: Node, row: CheckRow) -> Hit | None:
    year = row.number("k_t")
    if year is None or year <= 0:
        return None
    for k in range(1, 5):
        target = row.number(f"k_t{k}")
        if target is not None and target > year:
            return _hit(node, row, f"k_t{k}", f"Target keluaran TW {TWS[k - 1]}", target, year)
    for k in range(1, check.quarter + 1):
        reached = row.number(f"k_r{k}")
        if reached is not None and reached > FAR * year and reached >= year + 2:
            return _hit(node, row, f"k_r{k}", f"Realisasi keluaran TW {TWS[k - 1]}", reached, year)
    return None


def _hit(node: Node, row: CheckRow, key: str, what: str, figure: Fraction, year: Fraction) -> Hit:
    satuan = f" {row.text('satuan')}".rstrip()
    return Hit(
        row.spot(key), f"{what} {node.name} {angka(figure)}{satuan} melebihi target setahun {angka(year)}{satuan}.", found=angka(figure),
        expected=f"paling banyak {angka(year)}", related=(row.address("k_t"),))


def _quarter_for_year(check: Check, rows: list[tuple[Node, CheckRow]]) -> Iterator[Hit]:
    """A quarter's share in the column of the year: 25, 50 or 75 % where every other percent row has 100."""
    percents = [(node, row, target) for node, row in rows if is_percent(row.text("satuan")) and (target := row.number("k_t")) is not None]
    odd = [(node, row, target) for node, row, target in percents if target != 100]
    if len(odd) != 1 or len(percents) <= SISTERS:
        return
    node, row, target = odd[0]
    if target == 25 * check.quarter and row[f"k_t{check.quarter}"] in ("", Fraction(0)) and check.quarter < 4:
        printed = next((q for q in ledger(check).quotes if q.besaran == "target keluaran" and q.ours and q.thing.nodes == (node.row.index,) and q.value.number == 100), None)
        blank = "0" if row[f"k_t{check.quarter}"] == 0 else "kosong"
        other = f" dan {printed.place} mencetak {printed.text}" if printed is not None else ""
        yield Hit(
            row.spot("k_t"),
            f"{upper_first(node.name)}: target keluaran setahun {angka(target)} %, padahal {len(percents) - 1} baris persen lain 100 %{other}; target TW {TWS[check.quarter - 1]} {blank}.",
            advice=f"Bila {angka(target)} % adalah target TW {TWS[check.quarter - 1]}, pindahkan ke kolom triwulan dan isi target setahun.", found=f"{angka(target)} %",
            expected="100 %", related=(row.address(f"k_t{check.quarter}"), *((printed.address,) if printed is not None else ())))
