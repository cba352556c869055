"""LK316: a code that does not stand under the code of the row above it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from lkjip_xl.check import Check
from lkjip_xl.rules._budget import TREES, Node, tree, upper_first
from lkjip_xl.rules._official import apart, by_code
from lkjip_xl.rules._sound import sound
from lkjip_xl.rules.budget_row_twice import twins
from lkjip_xl.rules.rule import Hit, rule
from lkjip_xl.values import code_parts


@rule("LK316", "Kode tidak berada di bawah kode induknya")
def code_off_parent(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    Baris lembar Anggaran atau Belanja yang kodenya bukan lanjutan kode baris induk di atasnya, misalnya 7.01.03.2.01.0001 di bawah
    kegiatan 7.01.06.2.01. Induk ialah baris berlevel lebih tinggi yang terdekat di atasnya. Beberapa baris di bawah satu induk
    dilaporkan sekali. Kode unit kerja dan kode yang ditulis tanpa kode induknya tidak dinilai.

    ## Mengapa penting

    Rumus menjumlahkan baris ke induk di atasnya. Baris di bawah induk yang salah membuat jumlah dua kegiatan atau program keliru.

    ## Cara memperbaiki

    Pindahkan baris itu ke bawah induk yang benar, tambahkan baris induk yang tertinggal, atau betulkan kodenya.

    ## Dasar hukum

    Tidak ada; kode sub kegiatan memuat kode kegiatan dan programnya.
    """
    for kind in TREES:
        if not sound(check, kind.table, "kode", "level"):
            continue
        nodes = tree(check, kind)
        repeated = {t.node.row.index for t in twins(check)} if kind.table == "Anggaran" else set()
        groups: dict[int, tuple[Node, list[Node]]] = {}
        below: dict[int, list[Node]] = defaultdict(list)
        for node in nodes:
            upper = _upper(node)
            if upper is None:
                continue
            below[id(upper)].append(node)
            if _off(node, upper) and node.row.index not in repeated and not _told(node, upper):
                groups.setdefault(id(upper), (upper, []))[1].append(node)
        for upper, off in groups.values():
            yield _hit(nodes, upper, off, alone=len(off) == len(below[id(upper)]))


def _parts(node: Node) -> tuple[int, ...]:
    kode = node.row.text("kode")
    return (code_parts(kode) or ()) if kode else ()


def _upper(node: Node) -> Node | None:
    """The nearest row above with a code of the budget; None when the row's own code does not say where it belongs."""
    upper = next((n for n in node.above() if n.level != "unit" and _parts(n)), None)
    mine = _parts(node)
    if upper is None or not mine or (len(mine) <= len(_parts(upper)) and mine[:2] != _parts(upper)[:2]):
        return None
    return upper


def _off(node: Node, upper: Node) -> bool:
    above, mine = _parts(upper), _parts(node)
    return mine[: len(above)] != above or len(mine) == len(above)


def _told(node: Node, upper: Node) -> bool:
    """Does LK121 tell that one of the two codes is wrong, and the right one would fit."""
    if node.row.table.key != "Anggaran":
        return False
    for row, mine, above in ((node, True, False), (upper, False, True)):
        found = apart(row)
        if found is not None and found.other is not None:
            right = code_parts(found.other.kode) or ()
            child, parent = (right, _parts(upper)) if mine and not above else (_parts(node), right)
            if child[: len(parent)] == parent:
                return True
    return False


def _hit(nodes: list[Node], upper: Node, off: list[Node], *, alone: bool) -> Hit:
    first, above = off[0], _parts(upper)
    heads = {_parts(n)[: len(above)] for n in off}
    owner = _owner(nodes, first, len(above)) if len(heads) == 1 else ""
    told = "; ".join(f"{n.row.text('kode')} (baris {n.row.row.row})" for n in off[:3]) + (f" dan {len(off) - 3} lainnya" if len(off) > 3 else "")
    if alone and len(off) > 1 and len(heads) == 1:
        return Hit(
            upper.row.spot("kode"), f"{upper_first(upper.name)} berkode {upper.row.text('kode')}, padahal kode semua baris di bawahnya bukan lanjutannya: {told}.{owner}",
            found=upper.row.text("kode"), related=tuple(n.row.address("kode") for n in off))
    return Hit(
        first.row.spot("kode"), f"Kode {told} bukan lanjutan kode induknya, {upper.name} ({upper.row.text('kode')}).{owner}", found=first.row.text("kode"),
        expected=f"diawali {upper.row.text('kode')}", related=(upper.row.address("kode"), *(n.row.address("kode") for n in off[1:])))


def _owner(nodes: list[Node], node: Node, length: int) -> str:
    """Whose code the row's code extends: a row of the sheet, else an entry of the nomenclature."""
    head = _parts(node)[:length]
    found = next((n for n in nodes if _parts(n) == head), None)
    if found is not None:
        return f" Kode itu milik {found.name} (baris {found.row.row.row})."
    official = by_code(".".join(map(str, head)))
    return f" Kode itu milik {official.level} {official.nama}." if official is not None and node.row.table.key == "Anggaran" else ""
