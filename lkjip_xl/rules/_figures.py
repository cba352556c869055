"""Figures typed over a formula: which of them are right, which follow from another wrong figure, which only lack the cap."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Any

from lkjip_xl.check import Check
from lkjip_xl.engine import UNTYPED, Engine
from lkjip_xl.findings import Severity
from lkjip_xl.intake import Key, Mark
from lkjip_xl.quotes.text import made_once
from lkjip_xl.reader import RawCell
from lkjip_xl.rules._arithmetic import expected, show, worked
from lkjip_xl.rules._dependents import dependents
from lkjip_xl.rules._depends import downstream, lost
from lkjip_xl.rules.rule import Hit
from lkjip_xl.spec import book
from lkjip_xl.spec.book import field_of
from lkjip_xl.spec.build import BELUM, TIDAK, UNMEASURED, capaian
from lkjip_xl.spec.types import Field, Look
from lkjip_xl.values import Kind, agrees, agrees_interval, angka, close, interval, normal, parse_text, persen

__all__ = ["Standing", "TypedOver", "agrees_with", "calculation", "expected", "hit_of", "name_of", "printed", "show", "typed_over", "wrong_figures"]


MAX_DIGITS = 15
"""Significant digits that Excel keeps of a number."""
ENOUGH = 5
"""Figures with two decimals that say how a column is printed."""


class Standing(StrEnum):
    """What a figure typed over a formula is worth."""

    RIGHT = "benar"
    FOLLOWS = "mengikuti angka lain yang diketik"
    UNCAPPED = "benar hanya tanpa batas capaian"
    WRONG = "salah"
    UNKNOWN = "tidak dapat dinilai"


@dataclass(frozen=True, slots=True)
class TypedOver:
    """One formula cell that holds something else than its formula."""

    key: Key
    field: Field
    mark: Mark
    shown: Any
    right: Any
    """What belongs there; worked out from the figures beside it when the inputs behind those do not type."""
    standing: Standing
    basis: Engine
    """Engine that gave `right`."""


def printed(cell: RawCell, look: Look) -> tuple[Fraction, int] | None:
    """The figure as printed and its decimals (percent cells in percentage points); None when it is no number."""
    if cell.kind == "n":
        text = f"{float(cell.text):.{MAX_DIGITS}g}"  # more digits are noise of binary fractions: 0.9955 may be stored as 0.9955000000000001
        value = Fraction(text)
        digits = len(text.partition(".")[2]) if "e" not in text else 12
        return (value * 100, max(0, digits - 2)) if look is Look.PERCENT else (value, digits)
    read = parse_text(cell.text, Kind.PERSEN if look is Look.PERCENT else Kind.RUPIAH if look is Look.MONEY else Kind.ANGKA)
    return (read.figure, read.decimals) if read.figure is not None and read.denominator is None else None


def agrees_with(cell: RawCell, exact: Any, look: Look, places: int = 0) -> bool:
    """Does the stored figure agree with an exact value at the decimals it is given in, at least `places` (text: letters and digits)."""
    if isinstance(exact, str):
        dashed = exact in (BELUM, TIDAK) and (normal(cell.text) == "" or cell.text.strip().casefold() in UNMEASURED)
        return normal(exact) == normal(cell.text) or dashed
    if not isinstance(exact, Fraction):
        return False
    figure, right = printed(cell, look), exact * 100 if look is Look.PERCENT else exact
    return figure is not None and (agrees(figure[0], max(figure[1], places), right) or close(figure[0], right))


def _places(check: Check, key: Key, cell: RawCell) -> int:
    """2 for a percentage with one decimal in a column whose other figures have two: 98,20 is stored as 0.982, its zero is lost."""
    figure = printed(cell, Look.PERCENT)
    if key[1] is None or figure is None or figure[1] != 1:
        return 0
    cells = [check.raw_cell(*k) for k in check.verdicts.marks if k[0] == key[0] and k[2] == key[2] and k != key]
    others = [f[1] for c in cells if c is not None and (f := printed(c, Look.PERCENT)) is not None and f[0].denominator != 1]
    return 2 if len(others) >= ENOUGH and set(others) == {2} else 0


def typed_over(check: Check, code: str = "") -> Iterator[TypedOver]:
    """Every formula cell that was replaced or altered and holds a value, in sheet order; only those of one rule when a code is given."""
    roots = lost(check)
    unsure = roots | downstream(roots) if roots else roots
    for key, mark in check.verdicts.marks.items():
        field = field_of(key)
        if code and field.rule != code:
            continue
        cell = check.raw_cell(*key)
        if mark in (Mark.ERASED, Mark.BARE_ROW) or cell is None or cell.kind == "e":
            continue
        truth = expected(check.truth, key)
        basis = check.stored if truth is UNTYPED else check.truth
        shown = Fraction(cell.text) if cell.kind == "n" else cell.text
        standing = _standing(check, key, cell, field.look, truth)
        if standing is Standing.WRONG and (key[0], key[2]) in unsure:
            standing = Standing.UNKNOWN  # what it is worked out from is not in the file
        yield TypedOver(key, field, mark, shown, expected(basis, key), standing, basis)


def _standing(check: Check, key: Key, cell: RawCell, look: Look, truth: Any) -> Standing:
    places = _places(check, key, cell) if look is Look.PERCENT else 0
    if agrees_with(cell, truth, look, places) or _from_rounded(check, key, cell):
        return Standing.RIGHT
    if agrees_with(cell, expected(check.uncapped, key), look, places):
        return Standing.UNCAPPED
    stored = expected(check.stored, key)
    if agrees_with(cell, stored, look, places):
        return Standing.FOLLOWS
    if agrees_with(cell, expected(check.uncapped_stored, key), look, places):
        return Standing.UNCAPPED
    # Inputs that do not type leave no truth; a figure that contradicts the figures beside it is wrong all the same.
    return Standing.UNKNOWN if truth is UNTYPED and stored is UNTYPED else Standing.WRONG


_REACHED = {("Pengukuran", "capaian"): "realisasi", ("Pembanding", "capaian"): "realisasi"} | {("Triwulan", f"c{k}"): f"r{k}" for k in range(1, 5)}
_TARGET = {"Pengukuran": "nilai_target", "Pembanding": "nilai_target"}


def _from_rounded(check: Check, key: Key, cell: RawCell) -> bool:
    """Does a capaian follow from some value that prints as the realisasi, itself a rounded figure (89,31 may be 89,314)."""
    part, index, name = key
    if part == "Efisiensi" and name == "capaian_mentah" and index is not None:
        found = check.truth.find("Pengukuran", "id", check.truth.rows[part][index].get("id"))
        return found is not None and _from_rounded(check, ("Pengukuran", found.index, "capaian"), cell)
    reached, figure = _REACHED.get((part, name)), printed(cell, Look.PERCENT)
    if reached is None or figure is None or index is None or (part == "Pengukuran" and not check.annual):
        return False
    row, value = check.truth.rows[part][index], check.values.get((part, index, reached))
    target = row.get(_TARGET.get(part, f"nt{name[1:]}"))
    if value is None or value.number is None or value.decimals < 1 or row.get("jenis") in ("rasio", "predikat") or not isinstance(target, Fraction):
        return False
    ends = [capaian(x, target, x, str(row.get("arah"))) for x in interval(value.number, value.decimals)]
    low, high = (e * 100 if isinstance(e, Fraction) else None for e in ends)
    return low is not None and high is not None and agrees_interval(*figure, low, high)


SHORT = 90
"""Longest formula that is worth printing; a longer one is copied from a cell that still has it."""


def put_back(check: Check, key: Key) -> str:
    """How to get a formula back: the formula itself when it is short, else the cell to copy."""
    part, index, name = key
    formula = check.verdicts.intake.expected.get(key, "")
    if formula and len(formula) <= SHORT:
        return f"Kembalikan rumusnya: ={formula}"
    if index is not None:
        rows = range(len(check.stored.rows[part]))
        intact = min((i for i in rows if (part, i, name) not in check.verdicts.marks), key=lambda i: abs(i - index), default=None)
        if intact is not None:
            return f"Kembalikan rumusnya: salin sel {check.spot(part, name, intact).cell}, lalu Tempel Khusus > Rumus di sel ini."
    return "Kembalikan rumusnya: salin sel yang sama dari formulir kosong."


def wrong_figures(check: Check, code: str, what: str) -> Iterator[Hit]:
    """Hits of a value rule: cells of columns that name `code`, typed over and wrong. `what` names the figure."""
    for found in typed_over(check, code):
        if found.standing is Standing.WRONG:
            yield hit_of(check, found, what)


def hit_of(check: Check, found: TypedOver, what: str, extra: str = "") -> Hit:
    """The hit of one wrong figure; `extra` is a further sentence."""
    right, shown = apart(found.right, found.shown, found.field.look)
    told = "tertulis" if found.mark is Mark.REPLACED else "dihitung dengan rumus yang diubah:"
    message = f"{what}{name_of(check, found.key)} {told} {shown}, seharusnya {right}."
    if found.basis is not check.truth:
        message = f"{what}{name_of(check, found.key)} {told} {shown}, padahal menurut angka di barisnya {right}."
    work = worked(found.basis, found.key, found.right)
    follow = dependents(check, found.key, made_once(check, "_typed_followers", _followers))
    extra += f"{' ' if extra else ''}{len(follow)} angka lain mengikuti angka ini." if follow else ""
    return Hit(
        check.spot(found.key[0], found.key[2], found.key[1]), f"{message} {extra}".rstrip(),
        advice=put_back(check, found.key), found=shown, expected=right,
        calculation=work, severity=Severity.ERROR, related=follow, uses=(found.key,),
    )


def _followers(check: Check) -> dict[Key, str]:
    """Typed figures that are right only beside another typed figure, with their addresses."""
    return {t.key: check.spot(t.key[0], t.key[2], t.key[1]).address for t in typed_over(check) if t.standing is Standing.FOLLOWS}


def apart(right: Any, shown: Any, look: Look) -> tuple[str, str]:
    """Both values as people read them, with as many decimals as it takes to tell them apart."""
    texts = show(right, look), show(shown, look)
    if texts[0] == texts[1] and isinstance(right, Fraction) and isinstance(shown, Fraction):
        for places in range(3, 10):
            texts = (persen(right, places), persen(shown, places)) if look is Look.PERCENT else (angka(right, places), angka(shown, places))
            if texts[0] != texts[1]:
                break
    return texts


def name_of(check: Check, key: Key) -> str:
    """Name of what a cell is about, with a leading space: id, budget name, year or unit of a comparison, the field of a form."""
    part, index, name = key
    if index is None:
        return "" if name in _PLAIN else f" ({book.FORMS[part][name].header})"
    row = check.stored.rows[part][index]
    if part == "Anggaran":
        return f" {row.get('level')} {row.get('nama') or check.subject(part, index)}".rstrip()
    text = f"{' kondisi akhir' if part == 'Triwulan' and name == 'c_akhir' else ''} {check.subject(part, index)}"
    if part == "Pembanding":
        who, year = row.get("pihak"), row.get("tahun")
        text += f" {who}" if isinstance(who, str) and who else ""
        text += f" tahun {year}" if isinstance(year, Fraction) else ""
    return text + (f" TW {('I', 'II', 'III', 'IV')[int(name[1:]) - 1]}" if part == "Triwulan" and name[:1] == "c" and name[1:].isdigit() else "")


_PLAIN = ("rata_rata", "kategori", "sisa", "serapan", "efisiensi", "jumlah")


def calculation(check: Check, key: Key) -> str:
    """The right calculation of a formula cell, with the figures it is worked out from."""
    return worked(check.truth, key, expected(check.truth, key))
