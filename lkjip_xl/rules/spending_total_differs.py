"""LK315: totals by jenis belanja that are not those of Anggaran."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from lkjip_xl.check import Check
from lkjip_xl.engine import CellKey
from lkjip_xl.rules._arithmetic import worked
from lkjip_xl.rules._budget import Node, filled_total, sized, sized_text, tree
from lkjip_xl.rules._figures import Standing, TypedOver, hit_of, typed_over
from lkjip_xl.rules._sound import budget_sound, sound
from lkjip_xl.rules.rule import Hit, rule
from lkjip_xl.spec.sheets.budget import SPENDING
from lkjip_xl.spec.sheets.measure import TWS
from lkjip_xl.values import rupiah

WORDS = {"pagu": "pagu", "realisasi": "realisasi"}
COLUMNS = {"pagu": "pagu_tulis", "realisasi": "real_tulis"}


@rule("LK315", "Jumlah menurut jenis belanja tidak sama dengan Anggaran")
def spending_total_differs(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    Jumlah pagu atau realisasi di lembar Belanja yang diketik di atas rumusnya tetapi bukan jumlah barisnya, dan jumlah menurut jenis
    belanja yang berbeda dari jumlah di lembar Anggaran. Bila selisihnya tepat sebesar satu baris, baris itu disebut. Jumlah yang sama
    dengan DPA atau laporan keuangan tidak dilaporkan lagi: selisih Anggaran dengan DPA mempunyai temuannya sendiri (LK306). Realisasi
    sampai dengan triwulan yang lalu juga dicocokkan, bila kedua lembar mengisi semua barisnya.

    ## Mengapa penting

    Jenis belanja dan program adalah dua cara merinci anggaran yang sama. Bila jumlahnya berbeda, salah satunya tidak lengkap.

    ## Cara memperbaiki

    Cocokkan kedua lembar dengan DPA dan laporan realisasi anggaran, lalu betulkan baris yang salah atau tambahkan yang tertinggal.

    ## Dasar hukum

    Tidak ada; ini kecocokan antarlembar.
    """
    if not (budget_sound(check) and sound(check, "Belanja", "level", "pagu_murni", "pagu_perubahan", f"real{check.quarter}") and sound(check, "Anggaran", f"real{check.quarter}")):
        return
    wrong = {t.key[2]: t for t in typed_over(check, "LK315") if t.standing is Standing.WRONG}
    gaps: list[_Gap] = []
    for key in WORDS:
        if key in wrong:
            yield _typed(check, wrong[key])
            continue
        ours, theirs = check.right_form("BelanjaJumlah", key), check.right_form("Jumlah", key)
        if isinstance(ours, Fraction) and isinstance(theirs, Fraction) and ours and theirs and ours not in {theirs, *_also(check, key)}:
            gaps.append(_gap(check, key, ours, theirs))
    if gaps:
        one = len(gaps) == 2 and bool(gaps[0].rows) and [n.row.index for n in gaps[0].rows] == [n.row.index for n in gaps[1].rows]
        yield from (_apart(check, g, gaps[1:] if one else []) for g in gaps[: 1 if one else None])
    elif not wrong:
        yield from _earlier(check)


def _earlier(check: Check) -> Iterator[Hit]:
    """Spending up to earlier quarters, which has a total on neither sheet: one finding for all of them."""
    cells: list[CellKey] = []
    told: list[str] = []
    for k in range(1, check.quarter):
        key = f"real{k}"
        if not (sound(check, "Belanja", key) and sound(check, "Anggaran", key)):
            continue
        (ours, kinds), (theirs, rows) = filled_total(tree(check, SPENDING), key), filled_total(tree(check), key)
        if ours and theirs and ours != theirs:
            found = sized(tree(check, SPENDING), key, ours - theirs) or sized(tree(check), key, theirs - ours)
            cause = f" (selisihnya tepat sebesar {sized_text(found)} di lembar {found[0].row.spot().sheet})" if found else ""
            told.append(f"s.d. TW {TWS[k - 1]} {rupiah(ours)} menurut jenis belanja, {rupiah(theirs)} menurut lembar Anggaran{cause}")
            cells += [n.row.cell(key) for n in (*kinds, *rows)]
    if told:
        part, index, key = cells[0]
        yield Hit(check.spot(part, key, index), f"Jumlah realisasi triwulan yang lalu berbeda: {'; '.join(told)}.", uses=tuple(cells))


@dataclass(frozen=True, slots=True)
class _Gap:
    """One total that differs from that of Anggaran, and the rows that are as large as the difference."""

    key: str
    ours: Fraction
    theirs: Fraction
    rows: list[Node]

    @property
    def told(self) -> str:
        way = "lebih" if self.ours > self.theirs else "kurang"
        return f"{WORDS[self.key]} menurut jenis belanja {rupiah(self.ours)}, padahal menurut lembar Anggaran {rupiah(self.theirs)}: {way} {rupiah(abs(self.ours - self.theirs))}"


def _gap(check: Check, key: str, ours: Fraction, theirs: Fraction) -> _Gap:
    nodes = tree(check, SPENDING) if ours > theirs else tree(check)
    return _Gap(key, ours, theirs, sized(nodes, COLUMNS[key], abs(ours - theirs))[:2])


def _also(check: Check, key: str) -> set[object]:
    """Totals of the office that other findings hold against the rows of Anggaran."""
    tops = [n.row.number(COLUMNS[key]) for n in tree(check) if n.parent is None]
    top = {sum((t for t in tops if t is not None), Fraction(0))} if tops and None not in tops else set()
    if key == "realisasi":
        return {check.form("Identitas", "dpa_realisasi"), *top}
    return {check.form("Jumlah", "dpa"), check.right_form("PKJumlah", "jumlah"), *top}


def _apart(check: Check, gap: _Gap, same: list[_Gap]) -> Hit:
    """One total, with the other where one row explains both."""
    cause = f" Selisihnya tepat sebesar {sized_text(gap.rows)} di lembar {gap.rows[0].row.spot().sheet}." if gap.rows else ""
    again = "".join(f" Begitu juga {g.told}." for g in same)
    cells = [check.spot("BelanjaJumlah", g.key).address for g in same]
    blank = [address for g in (gap, *same) if g.ours < g.theirs or g.key == "pagu" for address in _blank(check, g.key)]
    lacking = f" Di lembar Belanja {', '.join(blank[:4])} kosong, sedangkan baris lain terisi." if blank else ""
    return Hit(
        check.spot("BelanjaJumlah", gap.key), f"Jumlah {gap.told}.{cause}{again}{lacking}", found=rupiah(gap.ours), expected=rupiah(gap.theirs),
        calculation=worked(check.truth, ("BelanjaJumlah", None, gap.key), gap.ours),
        uses=tuple((part, None, g.key) for g in (gap, *same) for part in ("BelanjaJumlah", "Jumlah")),
        related=(check.spot("Jumlah", gap.key).address, *(n.row.address(_cell(check, n, gap.key)) for n in gap.rows), *cells))


def _blank(check: Check, key: str) -> list[str]:
    """Cells of the lowest rows of Belanja that are empty while other rows fill that column."""
    column = f"real{check.quarter}" if key == "realisasi" else "pagu_perubahan"
    leaves = [n.row for n in tree(check, SPENDING) if n.leaf]
    blank = [r.address(column) for r in leaves if r[column] == "" and (r["pagu_murni"] != "" or r["pagu_perubahan"] != "")]
    return blank if len(blank) < len(leaves) else []


def _typed(check: Check, found: TypedOver) -> Hit:
    key = found.key[2]
    hit = hit_of(check, found, "")
    told = f"Jumlah {WORDS[key]} menurut jenis belanja tertulis {hit.found}, padahal jumlah barisnya {hit.expected}. {_typed_cause(check, key, found.shown, found.right)}"
    return replace(hit, message=told.rstrip())


def _cell(check: Check, node: Node, key: str) -> str:
    """The typed cell behind an amount."""
    if key == "realisasi":
        return f"real{check.quarter}"
    return "pagu_perubahan" if node.row.number("pagu_perubahan") is not None else "pagu_murni"


def _typed_cause(check: Check, key: str, shown: object, right: object) -> str:
    """Names the row that was left out of a typed total, or counted in twice."""
    if not (isinstance(shown, Fraction) and isinstance(right, Fraction)):
        return ""
    found = sized(tree(check, SPENDING), COLUMNS[key], abs(shown - right))
    way = "terhitung dua kali" if shown > right else "tertinggal"
    return f"Selisihnya tepat sebesar {sized_text(found)}, yang mungkin {way}." if found else ""
