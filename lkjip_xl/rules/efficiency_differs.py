"""LK209: a typed efficiency that capaian and serapan do not give by the method in force."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from lkjip_xl.check import Check
from lkjip_xl.engine import Engine
from lkjip_xl.intake import Key
from lkjip_xl.rules._arithmetic import efficiency_text
from lkjip_xl.rules._figures import Standing, TypedOver, agrees_with, expected, hit_of, typed_over
from lkjip_xl.rules.rule import Hit, rule
from lkjip_xl.spec.sheets.budget import METHODS, efficiency
from lkjip_xl.spec.types import Look

TOTAL: Key = ("EfisiensiTotal", None, "efisiensi")


@rule("LK209", "Efisiensi tidak sama dengan hasil hitung menurut metode kabupaten")
def efficiency_differs(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    Efisiensi atau nilai efisiensi (NE) yang diketik di atas rumusnya dan tidak mengikuti metode pada Kebijakan: 1 − S/C,
    C/S, C − S, atau 100 % − S, dengan C capaian dan S serapan. Efisiensi total boleh hasil bagi angka total maupun
    rata-rata efisiensi indikator; keduanya tidak dilaporkan.

    ## Mengapa penting

    Efisiensi termasuk yang harus dianalisis dalam laporan kinerja. Angka yang tidak mengikuti metode yang dinyatakan
    tidak dapat dibandingkan dengan tahun lalu atau instansi lain.

    ## Cara memperbaiki

    Hapus angka yang diketik dan kembalikan rumus sel itu. Metodenya tertulis pada bagian Kebijakan di lembar Identitas.

    ## Dasar hukum

    Tidak ada; metode efisiensi ditetapkan kabupaten.
    """
    method = str(check.form("Kebijakan", "efisiensi"))
    for found in typed_over(check, "LK209"):
        if found.standing is Standing.WRONG and not _other_total(check, found):
            other = _other_method(check, found, method)
            told = f"Metode pada Kebijakan: {method.replace('100', '100 %')}."
            hit = hit_of(check, found, "Nilai efisiensi" if found.key[2] == "ne" else "Efisiensi", f"{told}{other}")
            yield replace(hit, message=hit.message.replace("menurut angka di barisnya", "menurut angka di barisnya dan batas capaian")) if "Tanpa batas" in other else hit


def _other_total(check: Check, found: TypedOver) -> bool:
    """Is a total of efficiency formed in the way that the policy does not name (quotient of totals, mean of the rows)."""
    cell = check.raw_cell(*found.key)
    if found.key != TOTAL or cell is None:
        return False
    ways = ("hasil bagi", "rata-rata")
    policies = [{"efisiensi_total": way} | cap for way in ways for cap in ({}, {"batas": "tanpa"})]
    engines = [Engine(check.verdicts.inputs, use_overrides=use, policies=p, partial=True) for p in policies for use in (True, False)]
    return any(agrees_with(cell, expected(engine, TOTAL), found.field.look) for engine in engines)


def _other_method(check: Check, found: TypedOver, method: str) -> str:
    """Says by which other method the figure would be right, and what the uncapped capaian gives."""
    part, index, name = found.key
    cell = check.raw_cell(*found.key)
    if index is None or name != "efisiensi" or cell is None:
        return ""
    row = found.basis.rows[part][index]
    raw, capped, serapan = row.get("capaian_mentah"), row.get("capaian"), row.get("serapan")
    for other in METHODS:
        if other != method and any(agrees_with(cell, efficiency(other, c, serapan), found.field.look) for c in (capped, raw)):
            return f" Angka yang tertulis mengikuti {other.replace('100', '100 %')}."
    if raw == capped:
        return ""
    text = efficiency_text(method, raw, serapan, efficiency(method, raw, serapan), Look.RATIO)
    return f" Tanpa batas capaian: {text}." if text else ""
