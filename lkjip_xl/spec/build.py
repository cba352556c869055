"""Formulas that many columns share, each built as a pair: Excel text and Python twin.

A twin gets the engine's `Row` (see `engine.Row`): `r["key"]` reads the own row, `r.look` another table, `r.identitas` a
named cell. Numbers are exact fractions, texts are str, blank is "". A twin never raises on blank input.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from lkjip_xl.spec.types import Field, Formula, Look, Twin

BELUM = "belum diukur"
TIDAK = "tidak dapat dihitung"
NIHIL = "nihil"
UNMEASURED = ("", "-", BELUM)
"""Contents of a measured cell that mean `belum diukur`."""

LENGKAP, KURANG, COCOK = "LENGKAP", "BELUM", "TIDAK COCOK"
STATUS_WORDS = (LENGKAP, KURANG, COCOK)


def when_used(excel: str, twin: Twin, *, key: str = "id", words: str = "") -> Formula:
    """A row formula that stays blank while the row's key cell is blank."""
    return Formula(f'IF({{{key}}}="","",{excel})', lambda r: "" if r.blank(key) else twin(r), words)


def look_text(table: str, want: str, *, key: str = "id", by: str = "id", used: str = "id") -> Formula:
    """Text of column `want` in the row of `table` whose column `by` equals the own cell `key`."""
    return when_used(
        f'IFERROR(INDEX({{{table}.{want}}},MATCH({{{key}}},{{{table}.{by}}},0))&"","")',
        lambda r: r.look(table, want, r[key], by=by),
        key=used,
        words=f"dari lembar {table}",
    )


def look_value(table: str, want: str, *, key: str = "id", by: str = "id") -> Formula:
    """Like `look_text` for cells that may hold a figure: the value itself, "" when blank or not found."""
    index = f"INDEX({{{table}.{want}}},MATCH({{{key}}},{{{table}.{by}}},0))"
    return when_used(
        f'IFERROR(IF({index}="","",{index}),"")',
        lambda r: r.look(table, want, r[key], by=by),
        words=f"dari lembar {table}",
    )


def position(table: str, *, key: str = "id", by: str = "id") -> Formula:
    """Position of the row of `table` whose column `by` equals the own cell `key`; "" when there is none.

    Columns that look up several things in one table share it: one MATCH per row instead of one or two per cell.
    """
    return when_used(f'IFERROR(MATCH({{{key}}},{{{table}.{by}}},0),"")', lambda r: r.position(table, r[key], by=by))


def pick(table: str, want: str, at: str) -> str:
    """Excel text of a cell that may hold a figure, in the row at the position in the own cell `at`."""
    index = f"INDEX({{{table}.{want}}},{{{at}}})"
    return at_position(at, f'IF({index}="","",{index})')


def at_position(at: str, text: str) -> str:
    """Excel text guarded by a position: "" unless the own cell `at` holds 1 or more (INDEX at 0 is a whole column)."""
    return f'IF(ISNUMBER({{{at}}}),IF({{{at}}}>=1,{text},""),"")'


def pick_text(table: str, want: str, at: str) -> Formula:
    """Like `look_text`, at a position that stands in the own cell `at`."""
    return when_used(at_position(at, f'INDEX({{{table}.{want}}},{{{at}}})&""'), lambda r: r.pick(table, want, at), words=f"dari lembar {table}")


def pick_value(table: str, want: str, at: str) -> Formula:
    """Like `look_value`, at a position that stands in the own cell `at`."""
    return when_used(pick(table, want, at), lambda r: r.pick(table, want, at), words=f"dari lembar {table}")


def figure_excel(cell: str, denominator: str, kind: str = "jenis") -> str:
    """Excel text of the number that a measured cell stands for, "" when it has none."""
    return (
        f'IF({{{kind}}}="predikat",IFERROR(MATCH({{{cell}}},Daftar_predikat,0),""),IF(ISNUMBER({{{cell}}}),'
        f'IF({{{kind}}}="rasio",IF(ISNUMBER({{{denominator}}}),IF({{{denominator}}}>0,{{{cell}}}/{{{denominator}}},""),""),{{{cell}}}),""))'
    )


def figure(r: Any, cell: str, denominator: str, kind: str = "jenis") -> Any:
    """Number that a measured cell stands for: predikat as rank (D = 1 … AA = 7), rasio as pembilang/penyebut."""
    value, jenis = r[cell], r[kind]
    if jenis == "predikat":
        return r.predicate_rank(value)
    if not isinstance(value, Fraction):
        return ""
    if jenis != "rasio":
        return value
    below = r[denominator]
    return value / below if isinstance(below, Fraction) and below > 0 else ""


def capaian_excel(realisasi: str, t: str, x: str, arah: str = "arah") -> str:
    """Excel text of capaian (a fraction, 1 = 100 %) with the four states of a value."""
    return (
        f'IF({{{realisasi}}}="nihil",1,IF(OR({{{realisasi}}}="",{{{realisasi}}}="-",{{{realisasi}}}="belum diukur"),"belum diukur",'
        f'IF(OR({{{t}}}="",{{{x}}}=""),"tidak dapat dihitung",'
        f'IF({{{t}}}=0,IF(AND({{{arah}}}<>"naik",{{{x}}}=0),1,"tidak dapat dihitung"),'
        f'IF({{{arah}}}="naik",{{{x}}}/{{{t}}},IF({{{arah}}}="turun",(2*{{{t}}}-{{{x}}})/{{{t}}},'
        f'IF({{{arah}}}="turun T/R",IF({{{x}}}=0,"tidak dapat dihitung",{{{t}}}/{{{x}}}),"tidak dapat dihitung")))))))'
    )


def capaian(realisasi: Any, t: Any, x: Any, arah: str) -> Any:
    """Capaian as a fraction (1 = 100 %), or a state word.

    `naik` R/T, `turun` (2T - R)/T, `turun T/R` T/R. Target 0 has no capaian, except 100 % when a falling indikator
    also realised 0. Source: domain.md 5.1 and 5.2 (practice of the reports; the choice is declared per indikator).
    """
    if realisasi == NIHIL:
        return Fraction(1)
    if realisasi in UNMEASURED:
        return BELUM
    if t == "" or x == "":
        return TIDAK
    if t == 0:
        return Fraction(1) if arah != "naik" and x == 0 else TIDAK
    if arah == "naik":
        return x / t
    if arah == "turun":
        return (2 * t - x) / t
    if arah == "turun T/R":
        return TIDAK if x == 0 else t / x
    return TIDAK


def capped_excel(cell: str) -> str:
    """Excel text of a capaian held at the policy's cap; state words give ""."""
    return f'IF(ISNUMBER({{{cell}}}),IF(ISNUMBER(Kebijakan_batas),MIN({{{cell}}},Kebijakan_batas),{{{cell}}}),"")'


def capped(r: Any, value: Any) -> Any:
    """Capaian held at the policy's cap (used for mean, class and efficiency only)."""
    if not isinstance(value, Fraction):
        return ""
    cap = r.policy("batas")
    return min(value, cap) if isinstance(cap, Fraction) else value


CLASSES = 6
"""Most classes a category scale may have."""


def kategori_excel(cell: str) -> str:
    """Excel text of the class of a capaian on the policy's scale, compared after ROUND as decision 0005 says."""
    x = f"ROUND(ROUND({{{cell}}},8),Kebijakan_digit)"
    text = '""'
    for i in range(CLASSES, 0, -1):
        low = f"Kebijakan_kelas_{i}_dari"
        reached = f'IF(OR({x}>{low},AND({x}={low},Kebijakan_kelas_{i}_termasuk="ya")),Kebijakan_kelas_{i}_label,{text})'
        text = f'IF({low}="",Kebijakan_kelas_{i}_label,{reached})'
    return f'IF(ISNUMBER({{{cell}}}),{text},"")'


def kategori(r: Any, value: Any) -> str:
    """Class of a capaian on the policy's scale; "" for state words. The lowest class has no lower bound."""
    if not isinstance(value, Fraction):
        return ""
    x = r.round(r.round(value, 8), int(r.policy("digit")))
    for i in range(1, CLASSES + 1):
        low = r.policy(f"kelas_{i}_dari")
        if low == "" or x > low or (x == low and r.policy(f"kelas_{i}_termasuk") == "ya"):
            return str(r.policy(f"kelas_{i}_label"))
    return ""


def status(fields: Sequence[Field], *, key: str = "id", mismatch: str = "", twin: Twin | None = None) -> Formula:
    """LENGKAP / BELUM / TIDAK COCOK of a row, from what its fields declare as required."""
    tests = [missing_excel(f) for f in fields if f.required]
    missing = f"OR({','.join(tests)})" if tests else "FALSE"
    text = f'IF({missing},"{KURANG}",' + (f'IF({mismatch},"{COCOK}","{LENGKAP}"))' if mismatch else f'"{LENGKAP}")')

    def run(r: Any) -> str:
        if any(r.missing(f) for f in fields if f.required):
            return KURANG
        return COCOK if twin is not None and twin(r) else LENGKAP

    return when_used(text, run, key=key, words="BELUM bila ada sel wajib yang kosong; TIDAK COCOK bila angkanya bertentangan")


def missing_excel(f: Field) -> str:
    """Excel test that a required cell is blank in the period being reported."""
    blank = f'{{{f.key}}}=""'
    if f.required == "tahunan":
        return f'AND(Identitas_periode="TAHUNAN",{blank})'
    if f.required == "tw":
        return f"AND(Identitas_tw>={f.quarter},{blank})"
    if f.required == "indikator":
        return f'AND({{level}}="indikator",{blank})'
    if f.required == "rasio":
        return f'AND({{jenis}}="rasio",{blank})'
    return blank


def status_field(fields: Sequence[Field], **more: Any) -> Field:
    """The column that shows each row's status."""
    return Field("status", "Status baris", "Dihitung: lengkap atau belum.", formula=status(fields, **more), look=Look.CENTER, width=14)


def count_rows(table: str) -> str:
    """Excel text of the number of used rows of a table."""
    return "+".join(f'COUNTIF({{{table}.status}},"{word}")' for word in STATUS_WORDS)
