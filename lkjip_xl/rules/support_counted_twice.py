"""LK312: one indikator linked twice in one branch of the budget."""

from __future__ import annotations

from collections.abc import Iterator

from lkjip_xl.check import Check
from lkjip_xl.rules._budget import Node, tree
from lkjip_xl.rules.rule import Hit, rule
from lkjip_xl.spec.sheets.budget import SUPPORTS


@rule("LK312", "Indikator didukung dua kali dalam satu cabang anggaran")
def support_counted_twice(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    ID indikator yang sama pada kolom Mendukung satu baris anggaran dan lagi pada baris di bawahnya, atau dua kali pada baris
    yang sama.

    ## Mengapa penting

    Anggaran baris atas sudah mencakup baris di bawahnya. Ditulis dua kali, anggaran itu terhitung dua kali dalam efisiensi.

    ## Cara memperbaiki

    Tulis ID indikator hanya pada baris teratas yang seluruhnya mendukungnya, dan hapus dari baris di bawahnya.

    ## Dasar hukum

    Tidak ada; ini aturan pengisian buku kerja.
    """
    for node in tree(check):
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


def _supported(node: Node) -> list[tuple[str, str]]:
    return [(key, node.row.text(key).casefold()) for key in SUPPORTS if node.row.text(key)]
