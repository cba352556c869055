"""Right workbooks with realistic content, one for each seed: every sheet agrees with every other, and rules must be silent.

`workbook(seed)` gives the data and the name of the profile. Offices, villages and figures are invented; nothing is taken from `samples/`.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import count, pairwise
from typing import Any

import realistic_quoted_prose
import realistic_quoted_words
from realistic_budget import Budget, anggaran, draw_budget
from realistic_facts import Facts
from realistic_figures import draw_figures
from realistic_money import belanja, identitas, program
from realistic_profil import pegawai, prestasi, rekap, wilayah
from realistic_quotes import PRINTERS
from realistic_sheets import data_dukung, iku, pembanding, pengukuran, pk, renstra, triwulan
from realistic_tables import TABLES
from realistic_words import analisis, tindak_lanjut
from realistic_world import World, draw_world

from lkjip_xl.engine import Engine
from lkjip_xl.layout import standard
from lkjip_xl.model import Data, inputs_of
from lkjip_xl.profile import Profile
from lkjip_xl.writer.workbook import rows_for

BESARAN = (realistic_quoted_words, realistic_quoted_prose)
"""Modules that register what they print with `realistic_quotes.prints`."""
WHOLE = ("perubahan nilai", "perubahan persen", "batas kelas", "nomor")
"""Besaran whose rows belong together: a scale, a numbered list, a change beside its figures."""


def workbook(seed: int) -> tuple[Data, str]:
    """The right workbook of a seed, with the name of its profile."""
    for attempt in count():
        world = draw_world(seed, attempt)
        draw_figures(world)
        budget = draw_budget(world)
        data = Data(forms={"Identitas": identitas(world, budget)}, tables=_sheets(world, budget))
        facts = Facts(world, budget, engine_for(data, world.profil))
        if _speaks_by_design(facts):
            continue
        data.tables["Analisis"], data.tables["TindakLanjut"] = analisis(facts), tindak_lanjut(facts)
        data.tables["Kutipan"] = _quotes(facts)
        return data, world.profil.key
    raise AssertionError


def _sheets(world: World, budget: Budget) -> dict[str, list[dict[str, Any]]]:
    """Every table that people fill before sentences and quotations are written."""
    staff = pegawai(world)
    tables = {
        "Renstra": renstra(world), "IKU": iku(world), "PK": pk(world), "Program": program(world, budget), "Triwulan": triwulan(world), "DataDukung": data_dukung(world),
        "Pengukuran": pengukuran(world), "Pembanding": pembanding(world), "Anggaran": anggaran(world, budget), "Efisiensi": [{"id": i.id} for i in world.promised],
    }
    if world.chance(0.7):
        tables["Belanja"] = belanja(world, budget)
    if world.chance(0.8):
        tables |= {"Pegawai": staff, "RekapPegawai": rekap(world, staff), "Wilayah": wilayah(world), "Prestasi": prestasi(world)}
    return tables


def engine_for(data: Data, profil: Profile) -> Engine:
    """The engine over the data as their workbook holds them."""
    return Engine(inputs_of(data, standard(rows_for(data)), profil.cells))


def _speaks_by_design(facts: Facts) -> bool:
    """Is there a capaian in a gap of the printed scale (LK205) or a target of 0 with a realisasi (LK210): rules are meant to mention those."""
    rows = list(facts.engine.used("Pengukuran"))
    values = [r.get("capaian_batas") for r in rows] + [facts.form("Ringkasan", "rata_rata")]
    classes = facts.world.profil.classes
    gaps = [(low.sampai, high.dari) for high, low in pairwise(classes) if low.sampai is not None and high.dari is not None]
    in_gap = any(isinstance(v, Fraction) and low < round(100 * v, 6) < high for v in values for low, high in gaps)
    return in_gap or any(r.get("target") == 0 and isinstance(r.get("hasil"), Fraction) for r in rows)


def _quotes(facts: Facts) -> list[dict[str, Any]]:
    """Most besaran once or twice in sentences, and some whole tables."""
    rng, rows = facts.rng, []
    for besaran, run in PRINTERS.items():
        if rng.random() < 0.8:
            found = list(run(facts))
            rows += [r for r in found if besaran in WHOLE or rng.random() < 0.8]
    for make in rng.sample(TABLES, rng.randint(2, 5)):
        rows += make(facts)
    return rows
