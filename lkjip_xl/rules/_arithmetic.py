"""How a figure is worked out, with the numbers of its row: `89,49 : 88 = 101,69 %`.

A finding shows this beside the right value, so that whoever reads it can check it with a pocket calculator.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from lkjip_xl.engine import UNTYPED, Engine, Row
from lkjip_xl.intake import Key
from lkjip_xl.spec.book import field_of
from lkjip_xl.spec.build import CLASSES, NIHIL
from lkjip_xl.spec.sheets.budget import METHODS
from lkjip_xl.spec.types import Look
from lkjip_xl.values import angka, persen, rupiah

MOST_TERMS = 8
"""Longer sums are told by their number of terms."""
Worked = Callable[[Engine, Row, Any], str]


def expected(engine: Engine, key: Key) -> Any:
    """What the twin gives for a cell, whatever the cell holds."""
    part, index, _ = key
    row: Row = engine.page if index is None else engine.rows[part][index]
    return row.expected(field_of(key))


def show(value: Any, look: Look) -> str:
    """A value as people read it: percent, rupiah, number or text; "kosong" for blank."""
    if value in ("", None):
        return "kosong"
    if not isinstance(value, Fraction):
        return str(value)
    if look is Look.PERCENT:
        return persen(value)
    if look is Look.MONEY and value.denominator == 1:
        return rupiah(value)
    if look is Look.RATIO:
        return angka(value, 2)
    return angka(value)


def policy(row: Row, key: str) -> Any:
    """A cell of the policies in force; never raises."""
    return row.engine.form_get("Kebijakan", key)


def measured(row: Row, cell: str, below: str, jenis: str = "jenis") -> str:
    """A measured cell as written: `4 : 18` for a rasio, `B (4)` for a predikat with its rank."""
    value, kind = row.get(cell), row.get(jenis)
    if kind == "rasio" and isinstance(value, Fraction) and isinstance(row.get(below), Fraction):
        return f"({angka(value)} : {angka(row.get(below))})"
    if kind == "predikat" and isinstance(row.predicate_rank(value), Fraction):
        return f"{value} ({angka(row.predicate_rank(value))})"
    return "kosong" if value == "" else angka(value) if isinstance(value, Fraction) else str(value)


def capaian_text(reached: str, target: str, arah: Any, value: Any) -> str:
    """Capaian by the direction of the indikator."""
    if reached.casefold() == NIHIL:
        return "realisasi nihil dihitung 100 %"
    if not isinstance(value, Fraction):
        return f"realisasi {reached}, target {target}: {value}"
    work = {"turun": f"(2 × {target} − {reached}) : {target}", "turun T/R": f"{target} : {reached}"}.get(str(arah), f"{reached} : {target}")
    return f"{work} = {persen(value)}"


def _capaian(cell: str, below: str, target: str, target_below: str) -> Worked:
    def run(_engine: Engine, row: Row, value: Any) -> str:
        return capaian_text(measured(row, cell, below), measured(row, target, target_below), row.get("arah"), value)

    return run


def _capaian_elsewhere(engine: Engine, row: Row, value: Any) -> str:
    found = engine.find("Pengukuran", "id", row.get("id"))
    return "" if found is None else PATTERNS["Pengukuran", "capaian"](engine, found, value)


def _quotient(top: str, below: str) -> Worked:
    def run(_engine: Engine, row: Row, value: Any) -> str:
        a, b = row.get(top), row.get(below)
        return f"{angka(a)} : {angka(b)} = {show(value, Look.PERCENT)}" if isinstance(a, Fraction) and isinstance(b, Fraction) else ""

    return run


def _remainder(_engine: Engine, row: Row, value: Any) -> str:
    a, b = row.get("pagu"), row.get("realisasi")
    return f"{angka(a)} − {angka(b)} = {show(value, Look.NUMBER)}" if isinstance(a, Fraction) and isinstance(b, Fraction) else ""


def sum_text(numbers: list[Fraction], total: Any, what: str) -> str:
    """`a + b + c = total`, or the number of terms when they are many."""
    left = " + ".join(angka(n) for n in numbers) if len(numbers) <= MOST_TERMS else f"jumlah {len(numbers)} {what}"
    return f"{left} = {show(total, Look.NUMBER)}" if numbers else ""


def _below(engine: Engine, row: Row) -> list[Row]:
    level = row.get("level")
    rows = engine.rows[row.table]
    key = f"k_{level}"
    if level == "unit":
        return rows
    return [r for r in rows if r.get(key) == row.get(key)] if key in row.fields else []


def _rolled(column: str) -> Worked:
    def run(engine: Engine, row: Row, value: Any) -> str:
        return sum_text([v for r in _below(engine, row) if isinstance(v := r.get(column), Fraction)], value, "baris terinci")

    return run


def _class(cell: str) -> Worked:
    def run(_engine: Engine, row: Row, value: Any) -> str:
        return class_text(row, row.get(cell), value)

    return run


def class_text(row: Row, capaian: Any, label: Any) -> str:
    """Which bound of the scale puts a capaian into its class."""
    if not isinstance(capaian, Fraction):
        return ""
    for i in range(1, CLASSES + 1):
        low = policy(row, f"kelas_{i}_dari")
        if policy(row, f"kelas_{i}_label") == label and isinstance(low, Fraction):
            sign = "≥" if policy(row, f"kelas_{i}_termasuk") == "ya" else ">"
            return f"{persen(capaian)} {sign} {persen(low)}: {label}" if low > -100 else f"{persen(capaian)}: kelas terendah, {label}"
    return ""


def _combined(_engine: Engine, row: Row, value: Any) -> str:
    numbers = [(k, v) for k in range(1, 5) if isinstance(v := row.get(f"r{k}"), Fraction)]
    if row.get("cara_isi") == "kumulatif" or row.get("cara_gabung") == "posisi akhir":
        return f"nilai triwulan terakhir yang diisi = {show(value, Look.NUMBER)}"
    left = " + ".join(angka(v) for _, v in numbers)
    return f"({left}) : {len(numbers)} = {show(value, Look.NUMBER)}" if row.get("cara_gabung") == "rata-rata" else f"{left} = {show(value, Look.NUMBER)}"


def efficiency_text(method: str, c: Any, s: Any, value: Any, look: Look = Look.RATIO) -> str:
    """Efficiency of capaian and serapan by one method."""
    if not (isinstance(c, Fraction) and isinstance(s, Fraction)):
        return ""
    a, b = persen(c), persen(s)
    work = {"1-S/C": f"1 − {b} : {a}", "C/S": f"{a} : {b}", "C-S": f"{a} − {b}"}.get(method, f"100 % − {b}")
    return f"{work} = {show(value, look)}"


def _efficiency(_engine: Engine, row: Row, value: Any) -> str:
    method, least = str(policy(row, "efisiensi")), policy(row, "efisiensi_syarat")
    if value == "":
        known = isinstance(row.get("capaian"), Fraction) and isinstance(least, Fraction)
        return f"capaian {persen(row.get('capaian'))} di bawah syarat {persen(least)}" if known else ""
    return efficiency_text(method, row.get("capaian"), row.get("serapan"), value) if method in METHODS else ""


def _ne(_engine: Engine, row: Row, value: Any) -> str:
    e = row.get("e_hemat")
    return f"50 % + {persen(e)} × 2,5, paling rendah 0 % dan paling tinggi 100 % = {show(value, Look.PERCENT)}" if isinstance(e, Fraction) else ""


PATTERNS: dict[tuple[str, str], Worked] = {
    ("Pengukuran", "capaian"): _capaian("hasil", "penyebut_hasil", "target", "penyebut_target"),
    ("Pengukuran", "kategori"): _class("capaian_batas"),
    ("Pembanding", "capaian"): _capaian("realisasi", "penyebut", "target", "penyebut"),
    **{("Triwulan", f"c{k}"): _capaian(f"r{k}", "penyebut", f"t{k}", "penyebut") for k in range(1, 5)},
    ("Triwulan", "c_akhir"): _capaian("kondisi_akhir", "penyebut", "target", "penyebut"),
    ("Triwulan", "kondisi_akhir"): _combined,
    **{(table, key): run for table in ("Anggaran", "Belanja") for key, run in (
        ("serapan", _quotient("realisasi", "pagu")), ("sisa", _remainder), ("pagu_rinci", _rolled("hitung_pagu")), ("real_rinci", _rolled("hitung_realisasi")))},
    ("Anggaran", "k_capaian"): _quotient("k_hasil", "k_target"),
    ("Efisiensi", "capaian_mentah"): _capaian_elsewhere,
    ("Efisiensi", "serapan"): _quotient("realisasi", "pagu"),
    ("Efisiensi", "efisiensi"): _efficiency,
    ("Efisiensi", "ne"): _ne,
}


def _mean(column: str) -> Callable[[Engine, Any], str]:
    def run(engine: Engine, value: Any) -> str:
        rows = [r for r in engine.rows["Pengukuran"] if isinstance(r.get(column), Fraction)]
        terms = " + ".join(persen(r.get(column)) for r in rows) if len(rows) <= MOST_TERMS else f"jumlah {len(rows)} capaian"
        if engine.form_get("Kebijakan", "rata_rata") == "sasaran":
            return f"rata-rata tiap sasaran dirata-ratakan lagi dari {terms.replace(' + ', '; ')} = {show(value, Look.PERCENT)}"
        return f"({terms}) : {len(rows)} = {show(value, Look.PERCENT)}" if rows else ""

    return run


def _counted(table: str, column: str) -> Callable[[Engine, Any], str]:
    def run(engine: Engine, value: Any) -> str:
        return sum_text([v for r in engine.rows[table] if isinstance(v := r.get(column), Fraction)], value, "baris terinci")

    return run


def _two(form: str, top: str, sign: str, below: str, look: Look) -> Callable[[Engine, Any], str]:
    def run(engine: Engine, value: Any) -> str:
        a, b = engine.form_get(form, top), engine.form_get(form, below)
        return f"{angka(a)} {sign} {angka(b)} = {show(value, look)}" if isinstance(a, Fraction) and isinstance(b, Fraction) else ""

    return run


def _mean_class(engine: Engine, value: Any) -> str:
    return class_text(engine.page, engine.form_get("Ringkasan", "rata_rata"), value)


def _total_efficiency(engine: Engine, value: Any) -> str:
    if engine.form_get("Kebijakan", "efisiensi_total") == "rata-rata":
        numbers = [v for r in engine.rows["Efisiensi"] if isinstance(v := r.get("efisiensi"), Fraction)]
        return f"({' + '.join(angka(n, 2) for n in numbers)}) : {len(numbers)} = {show(value, Look.RATIO)}" if numbers else ""
    c, s = engine.form_get("Ringkasan", "rata_rata"), engine.form_get("Jumlah", "serapan")
    return efficiency_text(str(engine.form_get("Kebijakan", "efisiensi")), c, s, value)


FORM_PATTERNS: dict[tuple[str, str], Callable[[Engine, Any], str]] = {
    ("Ringkasan", "rata_rata"): _mean("capaian_batas"),
    ("Ringkasan", "rata_rata_mentah"): _mean("capaian"),
    ("Ringkasan", "kategori"): _mean_class,
    ("Jumlah", "murni"): _counted("Anggaran", "hitung_murni"),
    **{(form, key): run for form, table in (("Jumlah", "Anggaran"), ("BelanjaJumlah", "Belanja")) for key, run in (
        ("pagu", _counted(table, "hitung_pagu")), ("realisasi", _counted(table, "hitung_realisasi")), ("sisa", _two(form, "pagu", "−", "realisasi", Look.NUMBER)),
        ("serapan", _two(form, "realisasi", ":", "pagu", Look.PERCENT)))},
    ("PKJumlah", "jumlah"): lambda engine, value: sum_text(
        [v for r in engine.rows["Program"] if isinstance(v := r.get("anggaran"), Fraction)], value, "program"),
    ("EfisiensiTotal", "efisiensi"): _total_efficiency,
}


def worked(engine: Engine, key: Key, value: Any) -> str:
    """The calculation of one formula cell with figures; the formula's words when it cannot be written out."""
    part, index, name = key
    formula = field_of(key).formula
    text = ""
    if value is not UNTYPED:
        if index is None:
            text = FORM_PATTERNS[part, name](engine, value) if (part, name) in FORM_PATTERNS else ""
        elif (part, name) in PATTERNS:
            text = PATTERNS[part, name](engine, engine.rows[part][index], value)
    return text or (formula.words if formula is not None else "")
