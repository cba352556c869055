"""LK301: an upper budget row that is not the sum of the rows below it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from lkjip_xl.check import Check
from lkjip_xl.rules._arithmetic import sum_text
from lkjip_xl.rules._budget import TREES, Node, money_columns, sized, sized_text, tree, under
from lkjip_xl.rules._figures import wrong_figures
from lkjip_xl.rules._sound import sound
from lkjip_xl.rules.rule import Hit, rule
from lkjip_xl.values import persen, rupiah


@dataclass(frozen=True, slots=True)
class _Off:
    """One money cell of an upper row that its leaves do not give."""

    node: Node
    key: str
    leaf_key: str
    what: str
    typed: Fraction
    right: Fraction


@rule("LK301", "Jumlah baris induk tidak sama dengan rinciannya")
def rollup_differs(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    Pagu atau realisasi yang diketik pada program, kegiatan atau baris induk lain di lembar Anggaran atau Belanja dan tidak sama dengan
    jumlah baris terinci di bawahnya. Baris induk yang dikosongkan tidak dilaporkan. Satu kekeliruan dilaporkan di baris
    terbawah tempat ia muncul; baris di atasnya yang hanya meneruskan angka itu tidak dilaporkan lagi.

    ## Mengapa penting

    Jumlah yang tidak cocok berarti ada baris yang tertinggal, tercatat dua kali, atau salah ketik. Serapan program lalu ikut salah.

    ## Cara memperbaiki

    Cocokkan baris induk dan rinciannya dengan DPA, lalu betulkan yang salah. Baris induk boleh dikosongkan: jumlahnya dihitung sendiri.

    ## Dasar hukum

    Tidak ada; ini hitungan.
    """
    nodes = [n for kind in TREES if sound(check, kind.table, "level", "pagu_murni", "pagu_perubahan") for n in tree(check, kind)]
    off = {(id(n), key): _off(n, key, leaf_key, what) for n in nodes if not n.leaf for key, leaf_key, what in money_columns(check)}
    for node in nodes:
        for kind in ("pagu", "real"):
            found = [o for (owner, key), o in off.items() if owner == id(node) and key.startswith(kind) and o is not None and not _passed_on(o, off)]
            if found:
                yield _hit(check, found, [a.row.address(o.key) for o in found for a in node.above() if _same(off.get((id(a), o.key)), o)])
    yield from wrong_figures(check, "LK301", "Jumlah rincian")


def _off(node: Node, key: str, leaf_key: str, what: str) -> _Off | None:
    typed, right = node.row.number(key), node.below(leaf_key)
    return None if typed is None or right is None or typed == right else _Off(node, key, leaf_key, what, typed, right)


def _passed_on(found: _Off, off: dict[tuple[int, str], _Off | None]) -> bool:
    """Is the row the sum of the rows right below it as they stand, so that the mistake is further down."""
    values = [v if (v := c.row.number(found.key)) is not None else c.worth(found.leaf_key) for c in found.node.children]
    return any(off.get((id(c), found.key)) for c in found.node.children) and sum((v for v in values if v is not None), Fraction(0)) == found.typed


def _same(upper: _Off | None, found: _Off) -> bool:
    return upper is not None and upper.typed - upper.right == found.typed - found.right


def _hit(check: Check, found: list[_Off], related: list[str]) -> Hit:
    first, rest = found[0], found[1:]
    spent = _spent(check, first)
    difference = first.typed - first.right
    way = "lebih" if difference > 0 else "kurang"
    others = f" Begitu juga {', '.join(f'{o.what} (selisih {rupiah(abs(o.typed - o.right))})' for o in rest)}." if rest else ""
    numbers = [v for n in first.node.counted(first.leaf_key) if isinstance(v := n.row.right(first.leaf_key), Fraction)]
    return Hit(
        first.node.row.spot(first.key),
        f"{first.what.capitalize()} {first.node.name} tertulis {rupiah(first.typed)}, padahal jumlah baris terincinya {rupiah(first.right)}: {way} {rupiah(abs(difference))}."
        f"{_which(first, abs(difference))}{spent[0]}{others}",
        found=rupiah(first.typed), expected=rupiah(first.right), calculation=sum_text(numbers, first.right, "baris terinci"),
        related=tuple([o.node.row.address(o.key) for o in rest] + spent[1] + related), uses=tuple(n.row.cell(key) for o in found for n in o.node.counted(o.leaf_key) for key in (o.leaf_key, "level")),
    )


def _spent(check: Check, found: _Off) -> tuple[str, list[str]]:
    """Tells that more was spent than the wrong pagu says."""
    column, node = f"real{check.quarter}", found.node
    spent = typed if (typed := node.row.number(column)) is not None else node.below(column)
    if not found.key.startswith("pagu") or node.row.number("pagu_tulis") != found.typed or spent is None or spent <= found.typed:
        return "", []
    share = f", {persen(spent / found.typed)}" if found.typed else ""
    return f" Realisasinya {rupiah(spent)}, melebihi pagu itu{share}.", [node.row.address(column)]


def _which(found: _Off, difference: Fraction) -> str:
    """Names the row or the block below it that is as large as the difference: left out, or counted twice."""
    rows = sized(under(found.node), found.leaf_key, difference)
    way = "terhitung dua kali atau tidak tercatat sebagai baris" if found.typed > found.right else "tertinggal"
    return f" Selisihnya tepat sebesar {sized_text(rows)}, mungkin {way}." if rows else ""
