"""Periksa: live status of every sheet, in formulas."""

from __future__ import annotations

from typing import Any

from lkjip_xl.spec.build import COCOK, KURANG, LENGKAP
from lkjip_xl.spec.sheets import budget, identitas, measure, plan, profil, words
from lkjip_xl.spec.types import Field, Form, Formula, Look, Sheet, Tab, Table

EMPTY = "BELUM DIISI"


def _form_status() -> Formula:
    needed = [f for f in identitas.IDENTITAS.fields if f.required]
    tests = ",".join(f'Identitas_{f.key}=""' for f in needed)
    return Formula(
        f'IF(OR({tests}),"{KURANG}","{LENGKAP}")',
        lambda r: KURANG if any(r.identitas(f.key) == "" for f in needed) else LENGKAP, "BELUM bila ada isian wajib yang kosong", blank=False)


def _table_status(table: Table) -> Formula:
    t = table.key
    none = KURANG if table.mandatory else EMPTY

    def run(r: Any) -> str:
        for word in (COCOK, KURANG):
            if r.count(t, status=word):
                return word
        return LENGKAP if r.count(t, status=LENGKAP) else none

    text = f'IF(COUNTIF({{{t}.status}},"{COCOK}")>0,"{COCOK}",IF(COUNTIF({{{t}.status}},"{KURANG}")>0,"{KURANG}",IF(COUNTIF({{{t}.status}},"{LENGKAP}")>0,"{LENGKAP}","{none}")))'
    return Formula(text, run, "dari kolom Status baris", blank=False)


TABLES: tuple[Table, ...] = tuple(
    part for sheet in (*plan.SHEETS, *measure.SHEETS, *budget.SHEETS, *words.SHEETS[:2], *profil.SHEETS, *words.SHEETS[2:]) for part in sheet.parts if isinstance(part, Table)
)
MONEY_TESTS = ("Jumlah_beda_murni", "Jumlah_beda_dpa", "Jumlah_beda_realisasi", "PKJumlah_selisih", "BelanjaJumlah_beda_pagu", "BelanjaJumlah_beda_realisasi")


def _totals(r: Any) -> str:
    pairs = [name.split("_", 1) for name in MONEY_TESTS]
    return COCOK if any(r.form(a, b) not in ("", 0) for a, b in pairs) else LENGKAP


def _overall(r: Any) -> str:
    values = [r.form("Periksa", f.key) for f in _ROWS]
    for word in (COCOK, KURANG):
        if word in values:
            return word
    return LENGKAP


_ROWS = (
    Field("identitas", "Identitas", "Dihitung.", formula=_form_status(), look=Look.CENTER),
    *(Field(t.key.lower(), t.title, "Dihitung.", formula=_table_status(t), look=Look.CENTER) for t in TABLES),
    Field("jumlah", "Jumlah anggaran terhadap DPA, PK dan belanja", "Dihitung.", formula=Formula(
        f'IF(OR({",".join(f"IF(ISNUMBER({n}),{n}<>0,FALSE)" for n in MONEY_TESTS)}),"{COCOK}","{LENGKAP}")', _totals,
        "TIDAK COCOK bila ada selisih dengan DPA atau PK", blank=False), look=Look.CENTER),
)


def _overall_excel() -> str:
    def any_is(word: str) -> str:
        return "OR(" + ",".join(f'Periksa_{f.key}="{word}"' for f in _ROWS) + ")"

    return f'IF({any_is(COCOK)},"{COCOK}",IF({any_is(KURANG)},"{KURANG}","{LENGKAP}"))'


PERIKSA = Form(
    "Periksa",
    "Status setiap lembar",
    (*_ROWS, Field("semua", "STATUS SELURUHNYA", "Dihitung.", formula=Formula(_overall_excel(), _overall, "status terburuk dari semua lembar", blank=False), look=Look.CENTER)),
)
SHEET = Sheet("periksa", "Periksa", Tab.COMPUTED, "Periksa sebelum dikirim", (PERIKSA,), "Kirim kembali bila status seluruhnya LENGKAP. Kolom Status baris di setiap lembar menunjukkan barisnya.", landscape=False)
