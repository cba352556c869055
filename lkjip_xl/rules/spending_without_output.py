"""LK308: money spent for an output of which no result is told."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from lkjip_xl.check import Check
from lkjip_xl.engine import UNTYPED
from lkjip_xl.findings import Severity
from lkjip_xl.quotes import ledger
from lkjip_xl.rules._budget import Node, name_of, tree, upper_first
from lkjip_xl.rules._plan import indicators
from lkjip_xl.rules._sound import sound
from lkjip_xl.rules.rule import Hit, rule
from lkjip_xl.values import angka, rupiah


@rule("LK308", "Ada belanja, tidak ada hasil keluaran", Severity.WARNING)
def spending_without_output(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    Baris terinci di lembar Anggaran yang sudah dibelanjakan dan mempunyai target keluaran untuk periode ini, tetapi realisasi
    keluarannya kosong atau 0. Yang kosong dilaporkan bersama dalam satu temuan. Bila tidak satu pun keluaran dilaporkan di
    seluruh buku kerja, temuannya hanya info. Program atau kegiatan yang indikatornya nilai AKIP dilaporkan tersendiri bila
    targetnya ada, LHE-nya disebut di lembar Tindak Lanjut, tetapi nilainya tidak ada di mana pun.

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
    yield from _scores(check)
    if blank and not reported:
        targets = sum(r.number("k_target") is not None for r in check.rows("Anggaran"))
        yield Hit(
            blank[0].row.spot(column), f"Belum ada realisasi keluaran yang diisi di lembar Anggaran, padahal {targets} baris mempunyai target keluaran.", severity=Severity.INFO)
        return
    if len(blank) == 1:
        yield Hit(blank[0].row.spot(column), f"{blank[0].name}: realisasi {_spent(check, blank[0])} dengan target keluaran {_target(blank[0])}, tetapi realisasi keluarannya kosong.")
    elif blank:
        yield Hit(
            blank[0].row.spot(column),
            f"{len(blank)} baris sudah dibelanjakan dan mempunyai target keluaran, tetapi realisasi keluarannya kosong; yang pertama {blank[0].name}.",
            related=tuple(n.row.address(column) for n in blank[1:]))
    for node in nodes:
        if node.row["k_hasil"] == 0:
            yield Hit(
                node.row.spot(column), f"{node.name}: realisasi {_spent(check, node)} dengan target keluaran {_target(node)}, tetapi realisasi keluarannya 0.", found="0")


def _spent(check: Check, node: Node) -> str:
    spent = node.row.number(f"real{check.quarter}")
    return rupiah(spent) if spent is not None else node.row.value(f"real{check.quarter}").raw


def _promised(check: Check, node: Node) -> bool:
    """Was money spent, be it an amount that cannot be read, and an output promised for this period."""
    spent, target = node.row[f"real{check.quarter}"], node.row.number("k_target")
    return (spent is UNTYPED or (isinstance(spent, Fraction) and spent > 0)) and target is not None and target > 0


_AKIP = re.compile(r"\bs?akip\b|akuntabilitas kinerja", re.IGNORECASE)


def _scores(check: Check) -> Iterator[Hit]:
    """Programs and kegiatan that promise an AKIP score of which nothing is told, though its LHE is cited."""
    letters = [r for r in check.rows("TindakLanjut") if r.text("lhe_nomor")]
    measured = any(_AKIP.search(r.text("uraian")) for r in indicators(check))
    quoted = {n for q in ledger(check).quotes if q.besaran in ("realisasi", "realisasi keluaran", "predikat nilai") for n in q.thing.nodes}
    for row in check.rows("Anggaran") if check.annual and letters and not measured else ():
        target = row.number("k_t")
        if row.text("level") in ("program", "kegiatan") and target is not None and row["k_r"] == "" and _AKIP.search(row.text("indikator")) and row.index not in quoted:
            letter = letters[0]
            yield Hit(
                row.spot("k_r"), f"{upper_first(name_of(row))}: \"{row.text('indikator')}\" bertarget {angka(target)}, tetapi realisasinya tidak ada di mana pun: LHE nomor "
                f"{letter.text('lhe_nomor')} disebut di {letter.address('lhe_nomor')}, nilainya tidak.", advice="Sebut nilai AKIP menurut LHE, dengan tahun kinerja yang dinilai.", found="kosong",
                related=(row.address("k_t"), letter.address("lhe_nomor")))


def _target(node: Node) -> str:
    target = node.row.number("k_target")
    return f"{angka(target) if target is not None else ''} {node.row.text('satuan')}".strip()
