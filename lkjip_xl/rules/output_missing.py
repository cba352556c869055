"""LK320: a budget row without output indikator or target where most rows of its level have one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from fractions import Fraction

from lkjip_xl.check import Check, CheckRow
from lkjip_xl.findings import Severity
from lkjip_xl.quotes import normal
from lkjip_xl.rules._budget import Node, tree
from lkjip_xl.rules._official import LEVELS
from lkjip_xl.rules._outputs import outputs
from lkjip_xl.rules._sound import sound
from lkjip_xl.rules.rule import Hit, rule

FEWEST = 3
"""Rows of a level that must have an output before another is missed."""
TARGETS = ("k_t", "k_t1", "k_t2", "k_t3", "k_t4")


@rule("LK320", "Baris anggaran tanpa indikator atau target keluaran", Severity.WARNING)
def output_missing(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    Program, kegiatan atau sub kegiatan beranggaran tanpa indikator keluaran atau tanpa target keluaran, sedangkan paling sedikit dua
    pertiga baris selevel memilikinya. Semua baris yang kurang disebut dalam satu temuan. Sub kegiatan dengan kode resmi tidak perlu
    mengetik indikatornya; Belanja Tidak Langsung tidak mempunyai keluaran. Buku kerja yang tidak memuat keluaran sama sekali tidak dilaporkan di sini (LK308).

    ## Mengapa penting

    Baris tanpa indikator dan target tidak dapat dinilai hasilnya, padahal anggarannya ada.

    ## Cara memperbaiki

    Isi indikator, satuan dan target keluaran setahun baris yang disebut, menurut DPA atau rencana aksi.

    ## Dasar hukum

    Tidak ada; ini kelengkapan data antarbaris.
    """
    if not sound(check, "Anggaran", "kode", "level", "indikator", *TARGETS):
        return
    levels: dict[str, list[Node]] = defaultdict(list)
    for node in tree(check):
        if node.level in LEVELS and _funded(node):
            levels[node.level].append(node)
    lacking: list[tuple[Node, str]] = []
    for nodes in levels.values():
        for key, test in (("indikator", _named), ("k_t", _aimed)):
            bare = [n for n in nodes if not any(test(r) for r in outputs(check, n))]
            if bare and len(nodes) - len(bare) >= FEWEST and 3 * len(bare) <= len(nodes):
                lacking += [(n, key) for n in bare]
    if lacking:
        yield _hit(lacking)


def _funded(node: Node) -> bool:
    """A row with money, or with an amount that cannot be read; a kind of spending in the place of a program has no output."""
    if any(normal(n.row.text("nama")).startswith("belanja") for n in (node, *node.above())):
        return False
    pagu = node.row.right("pagu")
    return pagu != "" and not (isinstance(pagu, Fraction) and pagu == 0)


def _named(row: CheckRow) -> bool:
    return bool(row.text("indikator") or row.text("indikator_resmi"))


def _aimed(row: CheckRow) -> bool:
    return any(row[key] != "" for key in TARGETS)


def _hit(lacking: list[tuple[Node, str]]) -> Hit:
    rows: dict[int, tuple[Node, list[str]]] = {}
    for node, key in lacking:
        rows.setdefault(node.row.index, (node, []))[1].append(key)
    words = {"indikator": "indikator", "k_t": "target"}
    told = [f"{node.name} (tanpa {' dan '.join(words[k] for k in keys)})" for node, keys in rows.values()]
    cells = [(node, keys[0]) for _, (node, keys) in sorted(rows.items())]
    first, key = cells[0]
    more = f" dan {len(told) - 3} lainnya" if len(told) > 3 else ""
    return Hit(
        first.row.spot(key), f"{len(told)} baris anggaran tidak mempunyai keluaran seperti baris selevelnya: {'; '.join(told[:3])}{more}.", found="kosong",
        related=tuple(node.row.address(k) for node, k in cells[1:]))
