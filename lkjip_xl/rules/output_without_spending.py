"""LK309: an output reached by a budget row that spent nothing."""

from __future__ import annotations

from collections.abc import Iterator

from lkjip_xl.check import Check
from lkjip_xl.findings import Severity
from lkjip_xl.rules._budget import Node, tree, upper_first
from lkjip_xl.rules._sound import budget_sound
from lkjip_xl.rules.rule import Hit, rule
from lkjip_xl.spec.sheets.measure import TWS
from lkjip_xl.values import angka


@rule("LK309", "Ada hasil keluaran, tidak ada belanja", Severity.WARNING)
def output_without_spending(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    Baris terinci di lembar Anggaran dengan realisasi keluaran lebih dari 0, tetapi realisasi belanjanya sampai periode ini 0 atau
    kosong. Baris tanpa pagu dilaporkan tersendiri; baris yang pagunya tertulis pada induknya tidak dilaporkan. Pada laporan
    triwulan baris yang berpagu cukup info. Buku kerja yang belum memuat realisasi belanja sama sekali tidak dilaporkan.

    ## Mengapa penting

    Keluaran tanpa belanja bisa berarti realisasi keuangan tertinggal, atau keluaran itu dibiayai baris lain.

    ## Cara memperbaiki

    Isi realisasi belanjanya, atau jelaskan di lembar Analisis bahwa keluaran dicapai tanpa belanja.

    ## Dasar hukum

    Tidak ada; ini kecocokan pada satu baris.
    """
    nodes, column = [n for n in tree(check) if n.leaf], f"real{check.quarter}"
    if not budget_sound(check) or not any(n.row.number(column) for n in nodes):
        return
    free = [n for n in nodes if _free(n, column)]
    found = [n for n in free if n.row.number("pagu_tulis")]
    yield from _unfunded(check, [n for n in free if without_pagu(n)])
    severity = None if check.annual else Severity.INFO
    if len(found) == 1:
        yield Hit(
            found[0].row.spot(column), f"{upper_first(found[0].name)}: {_told(found[0])}, tetapi realisasi belanja s.d. TW {TWS[check.quarter - 1]} {_spent(found[0], column)}.",
            severity=severity)
    elif found:
        yield Hit(
            found[0].row.spot(column), f"{len(found)} baris mempunyai realisasi keluaran tetapi tidak mempunyai realisasi belanja; yang pertama {found[0].name}.",
            related=tuple(n.row.address(column) for n in found[1:]), severity=severity)


def _unfunded(check: Check, found: list[Node]) -> Iterator[Hit]:
    """Rows with an output that had neither pagu nor spending."""
    if found:
        key = "k_r" if check.annual else f"k_r{check.quarter}"
        first, *others = found
        also = f" Begitu juga {', '.join(n.name for n in others[:3])}{f' dan {len(others) - 3} baris lain' if len(others) > 3 else ''}." if others else ""
        yield Hit(
            first.row.spot(key), f"{upper_first(first.name)}: {_told(first)}, padahal baris ini tidak mempunyai pagu dan realisasi belanja.{also}",
            advice="Periksa realisasi keluarannya: bila kegiatan itu tidak dilaksanakan tulis 0, bila dibiayai baris lain jelaskan di lembar Analisis.",
            related=tuple(n.row.address(key) for n in others))


def without_pagu(node: Node) -> bool:
    """Is there no pagu for a row, neither its own nor one of an upper row that stands for all below it."""
    return node.row["pagu_tulis"] in ("", 0) and node.row["pagu_murni"] in ("", 0) and not any(up.counts("pagu_tulis") for up in node.above())


def _free(node: Node, column: str) -> bool:
    result = node.row.number("k_hasil")
    return result is not None and result > 0 and node.row[column] in ("", 0)


def _told(node: Node) -> str:
    result = node.row.number("k_hasil")
    return f"keluaran tercapai {angka(result) if result is not None else ''} {node.row.text('satuan')}".rstrip()


def _spent(node: Node, column: str) -> str:
    return "kosong" if node.row[column] == "" else "Rp0"
