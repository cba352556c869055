"""LK308: money spent for an output of which no result is told."""

from __future__ import annotations

from collections.abc import Iterator

from lkjip_xl.check import Check
from lkjip_xl.findings import Severity
from lkjip_xl.rules._budget import Node, tree
from lkjip_xl.rules._sound import sound
from lkjip_xl.rules.rule import Hit, rule
from lkjip_xl.values import angka, rupiah


@rule("LK308", "Ada belanja, tidak ada hasil keluaran", Severity.WARNING)
def spending_without_output(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    Baris terinci di lembar Anggaran yang sudah dibelanjakan dan mempunyai target keluaran untuk periode ini, tetapi realisasi
    keluarannya kosong atau 0. Yang kosong dilaporkan bersama dalam satu temuan. Bila tidak satu pun keluaran dilaporkan di
    seluruh buku kerja, temuannya hanya info.

    ## Mengapa penting

    Laporan kinerja menjelaskan apa yang dihasilkan dengan uang itu. Serapan tanpa keluaran tidak dapat dinilai efisiensinya.

    ## Cara memperbaiki

    Isi realisasi keluaran periode ini, angka saja. Bila keluarannya memang 0, jelaskan sebabnya di lembar Analisis.

    ## Dasar hukum

    Tidak ada; ini kelengkapan data pada satu baris.
    """
    column, nodes = "k_r" if check.annual else f"k_r{check.quarter}", [n for n in tree(check) if n.leaf and _promised(check, n)]
    if not sound(check, "Anggaran", column):
        return
    blank = [n for n in nodes if n.row["k_hasil"] == ""]
    reported = any(r.number("k_hasil") is not None for r in check.rows("Anggaran"))
    if blank and not reported:
        yield Hit(blank[0].row.spot(column), "Belum ada realisasi keluaran yang diisi di lembar Anggaran, padahal target keluarannya ada.", severity=Severity.INFO)
        return
    if len(blank) == 1:
        yield Hit(blank[0].row.spot(column), f"{blank[0].name}: realisasi {rupiah(blank[0].row['real_tulis'])} dengan target keluaran {_target(blank[0])}, tetapi realisasi keluarannya kosong.")
    elif blank:
        yield Hit(
            blank[0].row.spot(column),
            f"{len(blank)} baris sudah dibelanjakan dan mempunyai target keluaran, tetapi realisasi keluarannya kosong; yang pertama {blank[0].name}.",
            related=tuple(n.row.address(column) for n in blank[1:]))
    for node in nodes:
        if node.row["k_hasil"] == 0:
            yield Hit(
                node.row.spot(column), f"{node.name}: realisasi {rupiah(node.row['real_tulis'])} dengan target keluaran {_target(node)}, tetapi realisasi keluarannya 0.", found="0")


def _promised(check: Check, node: Node) -> bool:
    """Was money spent and an output promised for this period."""
    spent, target = node.row.number(f"real{check.quarter}"), node.row.number("k_target")
    return spent is not None and spent > 0 and target is not None and target > 0


def _target(node: Node) -> str:
    target = node.row.number("k_target")
    return f"{angka(target) if target is not None else ''} {node.row.text('satuan')}".strip()
