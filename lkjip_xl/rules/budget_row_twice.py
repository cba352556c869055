"""LK214: a budget row that stands twice in Anggaran."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from lkjip_xl.check import Check
from lkjip_xl.findings import Severity
from lkjip_xl.quotes import normal
from lkjip_xl.rules._budget import Node, tree, upper_first
from lkjip_xl.rules._official import apart, by_code, folded, near, owners, respelt
from lkjip_xl.rules._sound import sound
from lkjip_xl.rules.rule import Hit, rule
from lkjip_xl.values import code_parts


@rule("LK214", "Baris anggaran tercatat dua kali")
def budget_row_twice(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    Kode yang sama pada dua baris lembar Anggaran, nama yang sama dua kali di bawah satu induk, satu kode dengan dua nama, dan satu nama
    dengan dua kode. Bila salah satu barisnya tanpa anggaran, atau dua baris program hanya membagi kegiatannya, temuannya peringatan;
    begitu juga satu program dengan dua ejaan. Baris yang sama dengan sumber dana berlainan, dan baris unit kerja lain, tidak dilaporkan.

    ## Mengapa penting

    Anggaran baris yang tercatat dua kali terhitung dua kali dalam jumlah, serapan dan efisiensi.

    ## Cara memperbaiki

    Hapus baris yang tidak ada dalam DPA, atau betulkan kode atau namanya. Keluaran tambahan ditulis pada baris berlevel keluaran.

    ## Dasar hukum

    Tidak ada; setiap program, kegiatan dan sub kegiatan hanya satu kali dalam DPA.
    """
    if sound(check, "Anggaran", "kode", "level", "uraian"):
        yield from map(_hit, twins(check))


@dataclass(frozen=True, slots=True)
class Twin:
    """A row and the earlier row that it repeats."""

    node: Node
    first: Node
    kind: str
    """`kode` same code, `nama` same name, `dua nama` one code under two names, `dua kode` one name under two codes, `ejaan` one program in two spellings."""


def twins(check: Check) -> list[Twin]:
    """Rows that repeat an earlier row; rows below a repeated row are not told again."""
    codes: dict[tuple[int, str, tuple[int, ...]], Node] = {}
    names: dict[tuple[int, str, str], Node] = {}
    twice: dict[int, Node] = {}
    found: list[Twin] = []
    for node in tree(check):
        parts, name = code_parts(node.row.text("kode")) if node.row.text("kode") else None, node.row.text("nama")
        above = id(node.parent) if node.parent is not None else 0
        first = codes.setdefault((_unit(node), node.level, parts), node) if parts else node
        kind = "kode" if _same_name(node, first) else "dua nama"
        if first is node and name:
            first = names.setdefault((above, node.level, folded(name)), node)
            kind = "dua kode" if parts and first.row.text("kode") else "nama"
        if first is node and node.level == "program" and not parts:
            first = next((n for (up, _, _), n in names.items() if up == above and n.level == "program" and n is not node and respelt(name, n.row.text("nama"))), node)
            kind = "ejaan"
        if first is node or not _repeats(node, first, kind):
            continue
        if node.parent is None or twice.get(id(node.parent)) is not first.parent or first.parent is None:
            found.append(Twin(node, first, kind))
        twice[id(node)] = first
    return found


def _unit(node: Node) -> int:
    """The unit of the office that a row belongs to: each has a budget of its own."""
    return next((id(n) for n in node.above() if n.level == "unit"), 0)


def _same_name(node: Node, first: Node) -> bool:
    a, b = node.row.text("nama"), first.row.text("nama")
    return not a or not b or near(a, b) is not None


def _repeats(node: Node, first: Node, kind: str) -> bool:
    """False where the two are allowed, or where LK121 tells that one of the codes is wrong."""
    mine, theirs = normal(node.row.text("sumber_dana")), normal(first.row.text("sumber_dana"))
    if mine and theirs and mine != theirs and kind in ("kode", "nama"):
        return False
    if any((found := apart(n)) is not None and found.other is not None for n in (node, first)) and kind in ("dua nama", "dua kode"):
        return False
    return not (kind == "dua kode" and all(by_code(n.row.text("kode")) in owners("nama", n.row.text("nama")) for n in (node, first)))


def _hit(twin: Twin) -> Hit:
    node, first = twin.node, twin.first
    kode, name, where = node.row.text("kode"), node.row.text("nama"), f"baris {first.row.row.row}"
    key = "uraian" if twin.kind in ("nama", "ejaan") and node.row.text("uraian") else "kode"
    message = {
        "kode": f"{upper_first(node.name)} ({kode}) sudah tercatat di {where}.",
        "nama": f"{upper_first(node.name)} sudah tercatat di {where}.",
        "dua nama": f'Kode {kode} dipakai dua {node.level}: "{first.row.text("nama")}" ({where}) dan "{name}".',
        "dua kode": f'{upper_first(node.level)} "{name}" berkode {kode}, padahal di {where} kodenya {first.row.text("kode")}.',
        "ejaan": f'{upper_first(node.level)} "{name}" tampaknya sama dengan "{first.row.text("nama")}" di {where}: satu program dengan dua ejaan.',
    }[twin.kind]
    empty = next((n for n in (node, first) if not _holds(n)), None)
    shared = not (node.children and first.children) or bool({_label(c) for c in node.children} & {_label(c) for c in first.children})
    mild = twin.kind == "ejaan" or (twin.kind in ("kode", "nama") and (empty is not None or not shared))
    note = ""
    if twin.kind in ("kode", "nama"):
        same = node.row.right("pagu") == first.row.right("pagu")
        counted = " Anggarannya terhitung dua kali." if same else " Gabungkan anggarannya bila memang satu baris."
        note = f" Baris {empty.row.row.row} tidak memuat anggaran." if empty is not None else counted if shared else " Kegiatannya terbagi atas dua baris."
    return Hit(
        node.row.spot(key), message + note, found=node.row.text(key), severity=Severity.WARNING if mild else None,
        advice="Samakan nama program di kedua baris menurut DPA." if twin.kind == "ejaan" else "",
        related=(first.row.address("uraian" if key == "uraian" and first.row.text("uraian") else "kode"),))


def _label(node: Node) -> str:
    parts = code_parts(node.row.text("kode")) if node.row.text("kode") else None
    return ".".join(map(str, parts)) if parts else folded(node.row.text("nama"))


def _holds(node: Node) -> bool:
    """Does a row hold any money, its own or that of the rows below it."""
    return any(isinstance(v := node.row.right(k), Fraction) and v != 0 for k in ("pagu_murni", "pagu", "realisasi"))
