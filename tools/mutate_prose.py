"""Sentences with something left over from another report, a figure mistyped, or the opposite said."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

from tools.mutate_base import Base, Cell, Mutation
from tools.mutate_operators import typed_over
from tools.mutate_text import digit, swapped

COVER = "Identitas and the sheets the sentence repeats"
OPPOSITES = (
    ("belum mencapai target", "melampaui target"), ("lebih baik daripada target", "belum mencapai target"), ("belum tercapai", "tercapai"), ("tercapai dengan", "belum tercapai dengan"),
    ("meningkat", "menurun"), ("menurun", "meningkat"), ("lebih tinggi daripada", "lebih rendah daripada"), ("lebih rendah daripada", "lebih tinggi daripada"),
)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_SAID = re.compile(r"(?:sebesar|capaian|target|kurang|anggaran|Renstra tahun \d{4} sebesar|Rp) ?(\d[\d.]*(?:,\d+)?)(?=[%\s.;:]|$)")


def sentence(rng: random.Random, base: Base, cell: Cell, old: str) -> Mutation | None:
    """One of the slips that fit this text; None when none does."""
    ways = list(_ways(rng, base, old))
    if not ways:
        return None
    operator, new = rng.choice(ways)
    return typed_over("", operator, base, cell, old, new)


def _ways(rng: random.Random, base: Base, old: str) -> Iterator[tuple[str, str]]:
    year, office = str(base.identity["tahun"]), str(base.identity["instansi"])
    if set(_YEAR.findall(old)) == {year}:
        yield "tahun lain di kalimat", old.replace(year, str(int(year) - 1))
    named = office if office in old else office.upper() if office.upper() in old else ""
    if named:
        yield "instansi lain di kalimat", old.replace(named, "KECAMATAN LUBUK SELASIH" if named.isupper() else "Kecamatan Lubuk Selasih")
    quarter = re.search(r"Triwulan (IV|III|II|I)\b", old)
    if quarter and not base.annual:
        yield "triwulan lain di kalimat", old.replace(quarter[0], "Triwulan II" if quarter[1] != "II" else "Triwulan III")
    opposite = next(((a, b) for a, b in OPPOSITES if a in old), None)
    if opposite:
        yield "arah sebaliknya di kalimat", old.replace(*opposite, 1)
    figures = list(_SAID.finditer(old))
    if figures:
        m = rng.choice(figures)
        new = rng.choice((digit, swapped))(rng, m[1])
        if new is not None and abs(int(re.sub(r"\D", "", new)) - int(re.sub(r"\D", "", m[1]))) > 1:
            yield "angka lain di kalimat", old[: m.start(1)] + new + old[m.end(1) :]
