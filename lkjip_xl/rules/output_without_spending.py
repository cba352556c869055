"""LK309: an output reached by a budget row that spent nothing."""

from __future__ import annotations

from collections.abc import Iterator

from lkjip_xl.check import Check
from lkjip_xl.findings import Severity
from lkjip_xl.rules._budget import Node, tree
from lkjip_xl.rules._sound import budget_sound
from lkjip_xl.rules.rule import Hit, rule
from lkjip_xl.spec.sheets.measure import TWS
from lkjip_xl.values import angka


@rule("LK309", "Ada hasil keluaran, tidak ada belanja", Severity.WARNING)
def output_without_spending(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    Baris terinci di lembar Anggaran dengan pagu dan dengan realisasi keluaran lebih dari 0, tetapi realisasi belanjanya sampai
    periode ini 0 atau kosong. Buku kerja yang belum memuat realisasi belanja sama sekali tidak dilaporkan.

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
    found = [n for n in nodes if _free(n, column)]
    if len(found) == 1:
        yield Hit(found[0].row.spot(column), f"{found[0].name}: {_told(found[0])}, tetapi realisasi belanja s.d. TW {TWS[check.quarter - 1]} {_spent(found[0], column)}.")
    elif found:
        yield Hit(
            found[0].row.spot(column), f"{len(found)} baris mempunyai realisasi keluaran tetapi tidak mempunyai realisasi belanja; yang pertama {found[0].name}.",
            related=tuple(n.row.address(column) for n in found[1:]))


def _free(node: Node, column: str) -> bool:
    result, pagu = node.row.number("k_hasil"), node.row.number("pagu_tulis")
    return result is not None and result > 0 and pagu is not None and pagu > 0 and node.row[column] in ("", 0)


def _told(node: Node) -> str:
    result = node.row.number("k_hasil")
    return f"keluaran tercapai {angka(result) if result is not None else ''} {node.row.text('satuan')}".rstrip()


def _spent(node: Node, column: str) -> str:
    return "kosong" if node.row[column] == "" else "Rp0"
