"""What the workbook says a quoted figure is: the values it may stand for, each with place, words and rounding interval."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Any

from lkjip_xl.check import Check
from lkjip_xl.engine import Engine, Row, fold
from lkjip_xl.quotes.quote import MONEY, Quote
from lkjip_xl.quotes.text import normal
from lkjip_xl.quotes.things import Things
from lkjip_xl.spec.build import capaian, capped, figure, kategori
from lkjip_xl.values import angka, interval, persen, poin, rupiah


@dataclass(frozen=True, slots=True)
class Sight:
    """One value that a printed figure may stand for, in the unit it is printed in (percent as points)."""

    value: Fraction | str
    below: Fraction | None = None
    """Second term of a rasio."""
    look: str = "angka"
    """angka, persen, rupiah, rasio (a pure number that may also be printed as percent)."""
    words: str = ""
    """How it was worked out, or where it stands."""
    place: str = ""
    """Sheet the value comes from."""
    low: Fraction | None = None
    high: Fraction | None = None
    """Bounds of the exact value when an input is itself rounded."""
    decimals: int = 2


def shown(sight: Sight, decimals: int = 0) -> str:
    """The value as people read it."""
    if isinstance(sight.value, str):
        return sight.value
    if sight.below is not None and sight.look != "jumlah":
        return f"{angka(sight.value)}:{angka(sight.below)}"
    if sight.look == "persen":
        return poin(sight.value, None if sight.value.denominator == 1 else max(2, decimals))
    return rupiah(sight.value) if sight.look == "rupiah" else angka(sight.value)


def points(value: Any, words: str, place: str, low: Any = None, high: Any = None) -> list[Sight]:
    """Sight of a fraction that is printed as percent; a state word stays a word; nothing when blank."""
    if isinstance(value, Fraction):
        bounds = sorted(100 * v for v in (low, high) if isinstance(v, Fraction))
        return [Sight(100 * value, look="persen", words=words, place=place, low=bounds[0] if bounds else None, high=bounds[-1] if bounds else None)]
    return [Sight(value, words=words, place=place)] if isinstance(value, str) and value else []


class Measures:
    """Figures of one indikator as an engine sees them."""

    def __init__(self, check: Check, things: Things, engine: Engine) -> None:
        self.check, self.things, self.engine = check, things, engine

    def of(self, q: Quote, id_: str) -> list[Sight]:
        """Values for a quotation about an indikator; empty when the workbook does not know."""
        if not q.ours and q.peran != "pembanding":
            return []
        if q.besaran in ("target renstra", "target akhir renstra", "baseline"):
            return self._plan(q, id_)
        if q.peran == "pembanding":
            return self._unit(q, id_)
        if q.other_year:
            return self._past(q, id_) if q.periode in ("", "TAHUNAN") else []
        if q.periode and q.periode != "TAHUNAN":
            return self._period(q, id_)
        return self._now(q, id_)

    def measured(self, row: Row, key: str, below: str, place: str, jenis: str = "") -> list[Sight]:
        """Sight of a measured cell: number, a:b, predicate or state."""
        value, kind = row.get(key), jenis or row.get("jenis")
        name = f"{row.fields[key].header.lower()} di lembar {place}"
        if isinstance(value, Fraction):
            second = row.get(below) if kind == "rasio" else None
            return [Sight(value, second if isinstance(second, Fraction) else None, "persen" if kind == "persen" else "angka", name, place, decimals=self._decimals(row, key))]
        return [Sight(value, words=name, place=place)] if isinstance(value, str) and value else []

    def _decimals(self, row: Row, key: str) -> int:
        value = self.check.values.get((row.table, row.index, key))
        return value.decimals if value is not None else 2

    def _plan(self, q: Quote, id_: str) -> list[Sight]:
        row = self.engine.find("Renstra", "id", id_)
        if row is None:
            return []
        first, last = self.engine.form_get("Identitas", "renstra_awal"), self.engine.form_get("Identitas", "renstra_akhir")
        if q.besaran == "baseline":
            return self.measured(row, "baseline", "penyebut", "Renstra")
        if q.besaran == "target akhir renstra":
            found = self.measured(row, "akhir", "penyebut", "Renstra")
            if found or not isinstance(first, Fraction) or not isinstance(last, Fraction):
                return found
            return self._year_target(row, int(last - first) + 1)
        year = q.year if q.year is not None else self.check.year
        return self._year_target(row, year - int(first) + 1) if year is not None and isinstance(first, Fraction) else []

    def _year_target(self, row: Row, k: int) -> list[Sight]:
        return self.measured(row, f"t{k}", "penyebut", "Renstra") if f"t{k}" in row.fields else []

    def target_of_year(self, id_: str, year: int) -> list[Sight]:
        """Renstra target of a calendar year."""
        row, first = self.engine.find("Renstra", "id", id_), self.engine.form_get("Identitas", "renstra_awal")
        return self._year_target(row, year - int(first) + 1) if row is not None and isinstance(first, Fraction) else []

    def past_row(self, id_: str, year: int) -> Row | None:
        """The Pembanding row of an earlier year."""
        with self.engine.searching():
            return next((r for r in self.engine.used("Pembanding") if r.get("macam") == "tahun sebelumnya" and fold(r.get("id")) == fold(id_) and r.get("tahun") == year), None)

    def _past(self, q: Quote, id_: str) -> list[Sight]:
        assert q.year is not None
        row = self.past_row(id_, q.year)
        if row is not None:
            return self._compared(row, q.besaran)
        return self.target_of_year(id_, q.year) if q.besaran == "target" else []

    def _unit(self, q: Quote, id_: str) -> list[Sight]:
        """Another unit or a standard, named in the row or among the objects."""
        year = q.year if q.year is not None else self.check.year
        wanted = [normal(t) for t in (q.line, *q.thing.rest) if t]
        with self.engine.searching():
            found = next((row for row in self.engine.used("Pembanding") if row.get("tahun") == year and fold(row.get("id")) == fold(id_) and _of_unit(row, wanted)), None)
        return self._compared(found, q.besaran) if found is not None else []

    def _compared(self, row: Row, besaran: str) -> list[Sight]:
        if besaran in ("target", "realisasi"):
            return self.measured(row, besaran, "penyebut", "Pembanding")
        if besaran in ("capaian", "kategori"):
            return self.achieved(row, "target", "realisasi", "penyebut", "penyebut", besaran, "Pembanding")
        if besaran in ("pembilang", "penyebut") and row.get("jenis") == "rasio":
            value = row.get("realisasi" if besaran == "pembilang" else "penyebut")
            return [Sight(value, words="lembar Pembanding", place="Pembanding")] if isinstance(value, Fraction) else []
        return []

    def achieved(self, row: Row, t: str, x: str, t_below: str, x_below: str, besaran: str, place: str) -> list[Sight]:
        """Capaian (raw, then capped) or kategori worked out from a target and a realisasi cell."""
        target, result = figure(_Plain(row, jenis=row.get("jenis")), t, t_below), figure(_Plain(row, jenis=row.get("jenis")), x, x_below)
        value = capaian(row.get(x), target, result, row.get("arah")) if row.get(t) != "" and isinstance(row.get(x), (Fraction, str)) else ""
        if not isinstance(value, Fraction):
            return points(value, "", place) if besaran == "capaian" and row.get(t) != "" else []
        if besaran == "kategori":
            return self.classed(value, place)
        ends = self._rounding(row, x, result)
        bounds = [capaian(end, target, end, row.get("arah")) for end in ends] or [None, None]
        told = (_plain(row, x, x_below), _plain(row, t, t_below))
        words = f"{told[0]} : {told[1]}" if row.get("arah") == "naik" else f"realisasi {told[0]}, target {told[1]}, arah {row.get('arah')}"
        raw = points(value, f"{words} = {persen(value)}", place, bounds[0], bounds[1])
        typed = row.get(f"c{t[1]}" if t != "target" else "capaian")
        raw += points(typed, f"lembar {place}", place) if isinstance(typed, Fraction) and typed != value else []
        for other, said in self._otherwise(row) if place == "Pengukuran" else ():
            result = figure(_Plain(row, jenis=row.get("jenis"), instead={x: other}), x, x_below)
            raw += points(capaian(other, target, result, row.get("arah")) if result != "" else "", said, place)
        cap = self.engine.form_get("Kebijakan", "batas")
        return raw + (points(cap, f"batas capaian {persen(cap)}", "Identitas") if isinstance(cap, Fraction) and value > cap else [])

    def _rounding(self, row: Row, key: str, value: Any) -> list[Fraction]:
        """Bounds of a realisasi that was typed with decimals and so may be a rounding; none for a whole number or a ratio."""
        source = row
        if key == "hasil":
            typed = "realisasi" if self.check.annual else f"r{self.check.quarter}"
            other = row if self.check.annual else self.engine.find("Triwulan", "id", row.get("id"))
            if other is None:
                return []
            source, key = other, typed
        found = self.check.values.get((source.table, source.index, key))
        if found is None or found.decimals < 1 or not isinstance(value, Fraction) or found.number != value:
            return []
        return list(interval(value, found.decimals))

    def classed(self, value: Fraction, place: str) -> list[Sight]:
        """Class of a capaian on the scale in force."""
        label = kategori(self.engine.page, capped(self.engine.page, value))
        return [Sight(label, words=f"capaian {persen(value)} pada skala kategori", place=place)] if label else []

    def _period(self, q: Quote, id_: str) -> list[Sight]:
        """A quarter from Triwulan, a semester from Data Dukung."""
        k = {"TW I": 1, "TW II": 2, "TW III": 3, "TW IV": 4}.get(q.periode)
        row = self.engine.find("Triwulan", "id", id_)
        if k is not None and row is not None:
            if q.besaran in ("target", "realisasi"):
                return self.measured(row, f"{q.besaran[0]}{k}", "penyebut", "Triwulan")
            if q.besaran in ("capaian", "kategori"):
                return self.achieved(row, f"t{k}", f"r{k}", "penyebut", "penyebut", q.besaran, "Triwulan")
        if q.besaran in ("pembilang", "penyebut"):
            return self._evidence(id_, q.besaran, q.periode)
        if q.besaran == "realisasi":
            found = self._evidence_rows(id_, q.periode)
            value = found[0].get("hasil") if len(found) == 1 else ""
            return [Sight(value, words=f"Data Dukung {q.periode}", place="Data Dukung")] if isinstance(value, Fraction) else []
        return []

    def _evidence_rows(self, id_: str, periode: str) -> list[Row]:
        with self.engine.searching():
            return [r for r in self.engine.used("DataDukung") if fold(r.get("id")) == fold(id_) and (not periode or r.get("periode") == periode)]

    def _evidence(self, id_: str, column: str, periode: str = "") -> list[Sight]:
        values = [r.get(column) for r in self._evidence_rows(id_, periode)]
        numbers = [v for v in values if isinstance(v, Fraction)]
        if not numbers or len(numbers) != len(values):
            return []
        return [Sight(sum(numbers, Fraction(0)), words=f"jumlah {column} di lembar Data Dukung", place="Data Dukung")]

    def _now(self, q: Quote, id_: str) -> list[Sight]:
        row = self.engine.find("Pengukuran", "id", id_)
        promised = self.engine.find("PK", "id", id_)
        if q.besaran == "target":
            here = self.measured(row, "target", "penyebut_target", "Pengukuran") if row is not None else []
            annual = self.measured(promised, "target", "penyebut", "PK") if promised is not None else []
            return [replace(s, words="target berlaku di lembar PK", place="PK") for s in annual] if self.check.annual else here + annual
        if q.besaran in MONEY or q.besaran in ("serapan", "efisiensi"):
            return self._efficiency(q, id_)
        if q.besaran in ("pembilang", "penyebut"):
            own = self._evidence(id_, q.besaran)
            value = row.get("hasil" if q.besaran == "pembilang" else "penyebut_hasil") if row is not None and row.get("jenis") == "rasio" else ""
            return own + ([Sight(value, words="lembar Pengukuran", place="Pengukuran")] if isinstance(value, Fraction) else [])
        if row is None:
            return []
        if q.besaran == "realisasi":
            below, look = row.get("penyebut_hasil") if row.get("jenis") == "rasio" else None, "persen" if row.get("jenis") == "persen" else "angka"
            others = [Sight(v, below if isinstance(below, Fraction) else None, look, words, "Data Dukung") for v, words in self._otherwise(row)]
            return self.measured(row, "hasil", "penyebut_hasil", "Pengukuran" if self.check.annual else "Triwulan") + others
        if q.besaran in ("capaian", "kategori"):
            return self.achieved(row, "target", "hasil", "penyebut_target", "penyebut_hasil", q.besaran, "Pengukuran")
        return self._progress(row, q, id_) if q.besaran == "kemajuan renstra" else []

    def _otherwise(self, row: Row) -> list[tuple[Fraction, str]]:
        """Realisasi by Data Dukung and by the quarters; where they differ from the typed one the sheets have a finding of their own."""
        found = ((row.get("data_dukung"), "hasil Data Dukung"), (row.get("kondisi_akhir"), "kondisi akhir di lembar Triwulan"))
        return [(v, words) for v, words in found if isinstance(v, Fraction) and self.check.annual]

    def _progress(self, row: Row, q: Quote, id_: str) -> list[Sight]:
        plan = self.engine.find("Renstra", "id", id_)
        ends = self._plan(replace(q, besaran="target akhir renstra"), id_)
        result = row.get("nilai_hasil")
        if plan is None or not ends or not isinstance(result, Fraction):
            return []
        end = ends[0]
        goal = end.value / end.below if isinstance(end.value, Fraction) and end.below else end.value
        goal = self.engine.page.predicate_rank(goal) if isinstance(goal, str) else goal
        value = capaian(row.get("hasil"), goal, result, row.get("arah"))
        bounds = [capaian(v, goal, v, row.get("arah")) for v in self._rounding(row, "hasil", result)] or [None, None]
        return points(value, f"{_plain(row, 'hasil', 'penyebut_hasil')} : {shown(end)}", "Renstra", bounds[0], bounds[1])

    def _efficiency(self, q: Quote, id_: str) -> list[Sight]:
        row = self.engine.find("Efisiensi", "id", id_)
        if row is None:
            return []
        if q.besaran == "efisiensi":
            value = row.get("efisiensi")
            return [Sight(value, look="rasio", words=f"metode {self.engine.form_get('Kebijakan', 'efisiensi')}", place="Efisiensi")] if isinstance(value, Fraction) else []
        if q.besaran == "serapan":
            return points(row.get("serapan"), "realisasi : pagu pendukung", "Efisiensi")
        pagu, spent = row.get("pagu"), row.get("realisasi")
        value = {"pagu": pagu, "realisasi anggaran": spent}.get(q.besaran, pagu - spent if isinstance(pagu, Fraction) and isinstance(spent, Fraction) else "")
        return [Sight(value, look="rupiah", words="anggaran pendukung", place="Efisiensi")] if isinstance(value, Fraction) else []


def _of_unit(row: Row, wanted: list[str]) -> bool:
    """Does a row of Pembanding name one of these units or standards."""
    macam, pihak = row.get("macam"), row.get("pihak")
    names = [normal(t) for t in (macam, pihak) if isinstance(t, str) and t and t != "unit lain"]
    return macam != "tahun sebelumnya" and any(n == w or w in n or n in w for n in names for w in wanted)


@dataclass(frozen=True, slots=True)
class _Plain:
    """A row as `figure` reads it, with cells that do not type seen as blank."""

    row: Row
    jenis: Any
    instead: Mapping[str, Any] = field(default_factory=dict)

    def __getitem__(self, key: str) -> Any:
        value = self.jenis if key == "jenis" else self.instead[key] if key in self.instead else self.row.get(key)
        return value if isinstance(value, (Fraction, str)) else ""

    def predicate_rank(self, value: Any) -> Any:
        """Rank of a predicate."""
        return self.row.predicate_rank(value)


def _plain(row: Row, key: str, below: str) -> str:
    value, second = row.get(key), row.get(below)
    if not isinstance(value, Fraction):
        return str(value)
    return f"({angka(value)}:{angka(second)})" if row.get("jenis") == "rasio" and isinstance(second, Fraction) else angka(value)

