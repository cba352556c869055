"""LK312: one indikator linked twice in one branch of the budget."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from lkjip_xl.check import Check
from lkjip_xl.findings import Severity
from lkjip_xl.quotes import Quote, ledger
from lkjip_xl.rules._budget import Node, tree
from lkjip_xl.rules._quoted import addresses
from lkjip_xl.rules.rule import Hit, rule
from lkjip_xl.spec.sheets.budget import SUPPORTS

_MONEY = {"pagu": "pagu", "realisasi anggaran": "realisasi", "sisa": "sisa"}
"""Column of Anggaran behind each quoted amount that an indikator takes from the rows that support it."""


@rule("LK312", "Indikator didukung dua kali dalam satu cabang anggaran, atau beranggaran tanpa pendukung")
def support_counted_twice(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    ID indikator yang sama pada kolom Mendukung satu baris anggaran dan lagi pada baris di bawahnya, atau dua kali pada baris
    yang sama. Juga indikator yang anggaran, serapan, efisiensi atau program pendukungnya dikutip, padahal tidak ada baris anggaran
    yang mendukungnya sedangkan kolom Mendukung dipakai untuk indikator lain (peringatan).

    ## Mengapa penting

    Anggaran baris atas sudah mencakup baris di bawahnya. Ditulis dua kali, anggaran itu terhitung dua kali dalam efisiensi. Indikator
    tanpa baris yang mendukungnya tidak mempunyai anggaran, sehingga serapan dan efisiensinya tidak dapat diperiksa.

    ## Cara memperbaiki

    Tulis ID indikator hanya pada baris teratas yang seluruhnya mendukungnya, dan hapus dari baris di bawahnya.

    ## Dasar hukum

    Tidak ada; ini aturan pengisian buku kerja.
    """
    nodes = tree(check)
    for node in nodes:
        mine = _supported(node)
        for at, (key, id_) in enumerate(mine):
            twin = next((k for k, other in mine[:at] if other == id_), None)
            if twin is not None:
                yield Hit(node.row.spot(key), f"{node.name}: {node.row.text(key)} ditulis dua kali di kolom Mendukung baris ini.", related=(node.row.address(twin),))
                continue
            upper = next(((n, k) for n in node.above() for k, other in _supported(n) if other == id_), None)
            if upper is not None:
                yield Hit(
                    node.row.spot(key), f"{node.name} mendukung {node.row.text(key)}, padahal baris di atasnya, {upper[0].name}, sudah mendukung indikator itu: anggarannya terhitung dua kali.",
                    related=(upper[0].row.address(upper[1]),))


    yield from _unsupported(check, nodes)


def _unsupported(check: Check, nodes: list[Node]) -> Iterator[Hit]:
    """Indikator with quoted money that no row supports; rows with just that money, or of that name, are named."""
    linked = {id_ for n in nodes for _, id_ in _supported(n)}
    groups: dict[str, list[Quote]] = {}
    for q in ledger(check).quotes if linked else ():
        whole = q.ours and not q.other_year and not q.thing.rest and not q.thing.nodes and len(q.thing.ids) == 1
        if whole and q.thing.ids[0].casefold() not in linked and (q.besaran == "pendukung" or (q.besaran in (*_MONEY, "serapan", "efisiensi") and q.value.number is not None)):
            groups.setdefault(q.thing.ids[0], []).append(q)
    for id_, said in groups.items():
        rows = [n for n in nodes if any(_is_of(check, n, q) for q in said)]
        rows = [n for n in rows if not any(above in rows for above in n.above())]
        told = f" Angka atau nama itu milik {', '.join(n.name for n in rows[:3])}." if rows else ""
        cells = tuple(n.row.address(key) for n in rows[:3] for key in SUPPORTS if n.row.text(key) or key == SUPPORTS[0])
        yield Hit(
            said[0].spot, f"{said[0].place}: {said[0].what} tercetak {said[0].text}, padahal tidak ada baris di lembar Anggaran yang mendukung {id_}.{told}",
            advice=f"Tulis {id_} di kolom Mendukung baris anggaran yang mendukungnya.", found=said[0].text, severity=Severity.WARNING, related=(*addresses(said[1:]), *cells),
            uses=tuple(n.row.cell(key) for n in nodes for key in SUPPORTS if n.row.text(key)))


def _is_of(check: Check, node: Node, q: Quote) -> bool:
    """Is a quoted figure that of a row, or a quoted name its name."""
    if q.besaran == "pendukung":
        return ledger(check).things.node(q.text) == node.row.index
    value = node.row.right(_MONEY[q.besaran]) if q.besaran in _MONEY else ""
    return isinstance(value, Fraction) and value > 0 and q.value.number == value


def _supported(node: Node) -> list[tuple[str, str]]:
    return [(key, node.row.text(key).casefold()) for key in SUPPORTS if node.row.text(key)]
