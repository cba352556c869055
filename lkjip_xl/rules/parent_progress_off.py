"""LK318: an upper row whose output has come further, or less far, than any of the rows below it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from lkjip_xl.check import Check
from lkjip_xl.findings import Severity
from lkjip_xl.rules._budget import Node, name_of, tree
from lkjip_xl.rules._outputs import Progress, outputs, progress
from lkjip_xl.rules._sound import sound
from lkjip_xl.rules.rule import Hit, rule
from lkjip_xl.rules.satuan_contradicts import GRADED
from lkjip_xl.values import normal, persen, rupiah

MARGIN = Fraction(5, 100)
"""An upper row with a target of its own may be this far above its rows: they move in whole documents, it in percent."""


@rule("LK318", "Kemajuan keluaran induk di luar rentang rincian", Severity.WARNING)
def parent_progress_off(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    Kemajuan keluaran (realisasi dibagi target setahun) program atau kegiatan yang lebih tinggi daripada semua baris tepat di bawahnya,
    atau yang 0 padahal baris di bawahnya sudah maju, atau yang maju padahal semuanya masih 0. Hanya dinilai bila semua baris di bawahnya
    mempunyai kemajuan; kegiatan tanpa kemajuan sendiri diwakili rinciannya. Induk tanpa target sendiri yang berada di luar rentang rinciannya adalah galat. Pada laporan tahunan induk dengan
    target sendiri hanya dilaporkan bila salah satu pihak 0. Keluaran berupa nilai, indeks atau predikat tidak dinilai.

    ## Mengapa penting

    Induk tidak mungkin lebih maju daripada yang membentuknya. Biasanya angkanya target yang disalin, atau belum diisi.

    ## Cara memperbaiki

    Cocokkan realisasi keluaran induk dengan rinciannya; bila indikatornya memang mengukur hal lain, jelaskan dalam Analisis.

    ## Dasar hukum

    Tidak ada; ini perbandingan baris induk dengan rinciannya.
    """
    if not sound(check, "Anggaran", "level", "k_t", "k_r" if check.annual else f"k_r{check.quarter}"):
        return
    for node in tree(check):
        kin = family(check, node)
        if kin is not None and (found := _judged(check, kin)) is not None:
            yield found


@dataclass(frozen=True, slots=True)
class Family:
    """An upper row's outputs with those of the rows right below it."""

    node: Node
    own: list[Progress]
    below: list[Progress]

    @property
    def low(self) -> Fraction:
        """Least progress below."""
        return min(p.low for p in self.below)

    @property
    def high(self) -> Fraction:
        """Most progress below."""
        return max(p.high for p in self.below)


def family(check: Check, node: Node) -> Family | None:
    """What can be compared of an upper row; None when it or one of its rows has no progress."""
    own = _countable(check, node)
    below = _below(check, node)
    return Family(node, own, below) if own and below else None


def _below(check: Check, node: Node) -> list[Progress]:
    """Progress of the rows right below; a row that tells none stands for the rows below it. Empty when one of them tells none at all."""
    children = [_countable(check, child) or _below(check, child) for child in node.children]
    return [p for child in children for p in child] if all(children) else []


def _countable(check: Check, node: Node) -> list[Progress]:
    """Progress of a row's outputs, without scores and grades, which do not grow over the year."""
    rows = [r for r in outputs(check, node) if not any(g in normal(r.text("satuan")) for g in GRADED)]
    return [p for r in rows if (p := progress(check, r)) is not None]


def _judged(check: Check, kin: Family) -> Hit | None:
    for own in kin.own:
        above, under = own.low > kin.high, own.high < kin.low
        if not (above or under or (own.high == 0 and kin.high > 0)):
            continue
        at_zero = own.high == 0 and (kin.low > 0 or _paid(check, kin))
        clear = at_zero or (own.low > 0 and kin.high == 0)
        if not own.own_target and (above or under):
            return _hit(check, kin, own, Severity.ERROR)
        if clear or (above and not check.annual and own.low >= kin.high + MARGIN):
            return _hit(check, kin, own, None)
    return None


def _paid(check: Check, kin: Family) -> bool:
    """Was money spent below a row at 0, and one of its rows finished."""
    spent = kin.node.below(f"real{check.quarter}")
    return spent is not None and spent > 0 and any(p.low >= 1 for p in kin.below)


def _hit(check: Check, kin: Family, own: Progress, severity: Severity | None) -> Hit:
    node, key = kin.node, "k_capaian" if not own.own_target else "k_r" if check.annual else f"k_r{check.quarter}"
    rows = [p for p in kin.below if p.high == kin.high] if own.low > kin.high else [p for p in kin.below if p.high > 0] or kin.below
    spread = persen(kin.low) if kin.low == kin.high else f"{persen(kin.low)} sampai {persen(kin.high)}"
    spent = node.below(f"real{check.quarter}") if own.high == 0 else None
    paid = f" dan belanjanya sudah {rupiah(spent)}" if spent is not None and spent > 0 else ""
    between = spread if kin.low == kin.high else f"antara {persen(kin.low)} dan {persen(kin.high)}"
    reached = f"{len(kin.below)} baris di bawahnya {spread}"
    if own.high == 0 and kin.low == 0:  # the 0 lies between those of its rows: what contradicts it is the one that is finished
        done = max(kin.below, key=lambda p: p.high)
        reached, between = f"{name_of(done.row)} di bawahnya sudah {persen(done.high)}", "di atas 0 %"
    return Hit(
        own.row.spot(key), f"Kemajuan keluaran {node.name} {persen(own.low)}{' dari target setahun' if own.own_target else ''}, padahal {reached}{paid}.",
        advice="Cocokkan realisasi keluarannya dengan rinciannya.", found=persen(own.low), expected=between,
        related=tuple(dict.fromkeys(p.row.address(_cell(check, p)) for p in rows)), severity=severity)


def _cell(check: Check, p: Progress) -> str:
    return "k_capaian" if not p.own_target else "k_r" if check.annual else f"k_r{check.quarter}"
