"""What the workbook says about budget rows and about the whole office: money, outputs, counts and means."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from itertools import product
from typing import Any

from lkjip_xl.check import Check
from lkjip_xl.engine import UNTYPED, Engine, Row, fold
from lkjip_xl.quotes.quote import LEVELS, MONEY, NODES, OUTPUT, Quote
from lkjip_xl.quotes.sights import Sight, points
from lkjip_xl.quotes.things import Things
from lkjip_xl.spec import book
from lkjip_xl.values import angka, persen, rupiah

_QUARTER = {"TW I": 1, "TW II": 2, "TW III": 3, "TW IV": 4}
_NODE_CELLS = {
    "realisasi": ("realisasi", 1), "realisasi anggaran": ("realisasi", 1), "serapan": ("serapan", 100), "pagu": ("pagu", 1), "keluaran": ("k_capaian", 100), "capaian keluaran": ("k_capaian", 100),
}
"""Cell of a budget row behind a condition, and its factor to percent."""
_PLAIN_BY = ("", "anggaran", "pagu", "pk", "dpa", "renja")
_TERMS = 6
"""Efficiencies of a mean that are told one by one."""
Amounts = list[tuple[Fraction, str]]
"""Amounts that may stand for one figure, most fitting first, each with its source."""


class Office:
    """Figures of budget rows and totals as an engine sees them."""

    def __init__(self, check: Check, things: Things, engine: Engine) -> None:
        self.check, self.things, self.engine = check, things, engine

    def of_nodes(self, q: Quote) -> list[Sight]:
        """Values for a quotation about budget rows (of several rows: their sum, for outputs what all share)."""
        if q.other_year or not q.ours:
            return []
        nodes = self.things.topmost(q.thing.nodes)
        if q.besaran in MONEY or q.besaran == "serapan":
            pagu, spent = self._sums(nodes, self._pagu_keys(q.versi)), self._sums(nodes, self._spent_keys(q.periode))
            return money(q.besaran, pagu, spent) + self._as_shown(nodes, q)
        if q.besaran in OUTPUT or q.besaran == "capaian keluaran":
            found = [self._output(n, q) for n in q.thing.nodes]
            return found[0] if found and all([s.value for s in f] == [s.value for s in found[0]] for f in found) else []
        return []

    def of_spending(self, q: Quote) -> list[Sight]:
        """Values for a quotation about rows of Belanja (of several rows: their sum)."""
        if q.other_year or not q.ours or (q.besaran not in MONEY and q.besaran != "serapan"):
            return []
        spends = [i for i in q.thing.spends if not self._under_another(i, q.thing.spends)]
        pagu, spent = self._sums(spends, self._pagu_keys(q.versi), "Belanja"), self._sums(spends, self._spent_keys(q.periode), "Belanja")
        return [replace(s, place="Belanja") for s in money(q.besaran, pagu, spent)]

    def _under_another(self, index: int, among: tuple[int, ...]) -> bool:
        """Does a row of Belanja stand below another one of these."""
        here = self.engine.rows["Belanja"][index]
        if here.get("level") != "jenis":
            return False
        return any(o != index and self.engine.rows["Belanja"][o].get("level") == "kelompok" and self.engine.rows["Belanja"][o].get("k_kelompok") == here.get("k_kelompok") for o in among)

    def _pagu_keys(self, versi: str) -> tuple[str, ...]:
        if versi == "murni":
            return ("pagu_murni", "murni_rinci")
        return ("pagu", "pagu_rinci") if versi == "perubahan" else ("pagu", "pagu_rinci", "pagu_murni", "murni_rinci")

    def _spent_keys(self, periode: str) -> tuple[str, ...]:
        return (f"real{_QUARTER[periode]}",) if periode in _QUARTER else ("realisasi", "real_rinci")

    def _sums(self, nodes: list[int], keys: tuple[str, ...], table: str = "Anggaran") -> Amounts:
        """Sum over the rows for each column that all rows have; a blank `pagu_murni` is filled by its roll-up."""
        found: Amounts = []
        for key in (k for k in keys if k in book.TABLES[table].by_key):
            values = [self.engine.rows[table][n].get(key) for n in nodes]
            if values and all(isinstance(v, Fraction) for v in values):
                total = sum(values, Fraction(0))
                if total not in (t for t, _ in found):
                    found.append((total, f"lembar {table}" if len(nodes) == 1 else f"jumlah {len(nodes)} baris di lembar {table}"))
        return found

    def _as_shown(self, nodes: list[int], q: Quote) -> list[Sight]:
        """The computed cell itself, which may hold a figure typed over its formula."""
        value = self._cell(nodes[0], q.besaran) if len(nodes) == 1 and q.besaran in ("serapan", "sisa") and not q.periode else ""
        if q.besaran == "serapan":
            return points(value, "lembar Anggaran", "Anggaran") if isinstance(value, Fraction) else []
        return [Sight(value, look="rupiah", words="lembar Anggaran", place="Anggaran")] if isinstance(value, Fraction) else []

    def _cell(self, node: int, key: str) -> Any:
        return self.engine.rows["Anggaran"][node].get(key)

    def _output(self, node: int, q: Quote) -> list[Sight]:
        k = _QUARTER.get(q.periode)
        target, result = (f"k_t{k}", f"k_r{k}") if k else ("k_t", "k_r") if q.periode == "TAHUNAN" else ("k_target", "k_hasil")
        t, r = self._cell(node, target), self._cell(node, result)
        if q.besaran == "capaian keluaran":
            ok = isinstance(t, Fraction) and isinstance(r, Fraction) and t != 0
            typed = points(self._cell(node, "k_capaian"), "lembar Anggaran", "Anggaran") if not k else []
            return (points(r / t, f"{angka(r)} : {angka(t)}", "Anggaran") if ok else []) + typed
        value = t if q.besaran == "target keluaran" else r
        annual = self._cell(node, "k_t") if q.besaran == "target keluaran" and not k else ""
        return [Sight(v, words="keluaran di lembar Anggaran", place="Anggaran") for v in (value, annual) if isinstance(v, Fraction)]

    def of_total(self, q: Quote) -> list[Sight]:
        """Values for a quotation about the whole office."""
        if q.other_year or not q.ours:
            return []
        if q.besaran in MONEY or q.besaran == "serapan":
            kept = self.engine.form_get("Jumlah", q.besaran) if q.besaran in ("serapan", "sisa") and not q.periode else ""
            typed = points(kept, "jumlah di lembar Anggaran", "Anggaran") if q.besaran == "serapan" and isinstance(kept, Fraction) else []
            return money(q.besaran, self.pagu(q.versi), self.spent(q.periode)) + typed
        if q.besaran == "efisiensi":
            value = self.engine.form_get("EfisiensiTotal", "efisiensi")
            mean = self.engine.form_get("Kebijakan", "efisiensi_total") == "rata-rata"
            terms = [f"{r.get('id')} {persen(v) if q.value.percent else angka(v)}" for r in self.engine.used("Efisiensi") if isinstance(v := r.get("efisiensi"), Fraction)] if mean else []
            words = f"rata-rata efisiensi {', '.join(terms)}" if 0 < len(terms) <= _TERMS else "rata-rata efisiensi indikator" if mean else "rata-rata capaian dan serapan total"
            return [Sight(value, look="rasio", words=words, place="Efisiensi")] if isinstance(value, Fraction) else []
        if q.periode not in ("", "TAHUNAN"):
            return []
        if q.besaran in ("rata-rata capaian", "capaian"):
            return points(self.engine.form_get("Ringkasan", "rata_rata"), "rata-rata capaian dengan batas", "Pengukuran")
        if q.besaran in ("kategori rata-rata", "kategori"):
            label = self.engine.form_get("Ringkasan", "kategori")
            return [Sight(label, words="kategori rata-rata capaian", place="Pengukuran")] if isinstance(label, str) and label else []
        return self._count(q)

    def counted_rows(self, q: Quote) -> list[Sight]:
        """Number of tujuan, sasaran, program, kegiatan or sub kegiatan."""
        if q.other_year or not q.ours:
            return []
        if q.besaran in LEVELS:
            counts = self._plan_counts(LEVELS[q.besaran])
            words = ", ".join(f"{n} {what}" for n, what in counts.items())
            return [Sight(Fraction(n), look="jumlah", words=words, place="Renstra") for n in counts if n]
        level = NODES[q.besaran]
        with self.engine.searching():
            rows = [r for r in self.engine.used("Anggaran") if r.get("level") == level and self._below(r, q)]
        condition = bound(q.by)
        if condition is not None:
            key, scale = _NODE_CELLS.get(bounded(q.by), ("", 1))
            cells = [r.get(key) for r in rows] if key else []
            met = sum(isinstance(v, Fraction) and condition(scale * v) for v in cells)
            return [Sight(Fraction(met), Fraction(len(rows)), "jumlah", words=f"{met} dari {len(rows)} {level} dengan {q.by}", place="Anggaran")] if cells and UNTYPED not in cells else []
        if q.by and q.by not in _PLAIN_BY:
            return []
        filled = [r for r in rows if r.get("pagu") not in ("", 0)]
        return [Sight(Fraction(n), look="jumlah", words=f"{n} {level} di lembar Anggaran", place="Anggaran") for n in dict.fromkeys((len(rows), len(filled))) if n]

    def _plan_counts(self, level: str) -> dict[int, str]:
        """Rows of a level in Renstra, those of them with an indikator in the PK, and, where the plan itself (a target, a parent) has the fewer ones, those; of equal counts the first."""
        rows = [r for r in self.engine.used("Renstra") if r.get("level") == level]
        promised, planned = {fold(r.get("induk")) for r in self.engine.used("PK")}, self._planned()
        found = {len(rows): f"{level} di lembar Renstra"}
        if level == "sasaran":
            own = sum(fold(r.get("id")) in planned or r.get("induk") != "" for r in rows)
            if own * 2 < len(rows):
                found.setdefault(own, "dengan tujuan atau target Renstra")
            found.setdefault(sum(fold(r.get("id")) in promised for r in rows), "dengan indikator di lembar PK")
        return found

    def _planned(self) -> set[Any]:
        """Folded ids of what stands above an indikator that has a target in Renstra."""
        above = {fold(r.get("id")): fold(r.get("induk")) for r in self.engine.used("Renstra")}
        targets = [k for k in book.TABLES["Renstra"].by_key if k == "akhir" or (k[:1] == "t" and k[1:].isdigit())]
        found: set[Any] = set()
        for row in self.engine.used("Renstra"):
            up = above.get(fold(row.get("id"))) if row.get("level") == "indikator" and any(row.get(k) not in ("", "-") for k in targets) else ""
            while up and up not in found:
                found.add(up)
                up = above.get(up, "")
        return found

    def _below(self, row: Row, q: Quote) -> bool:
        return not q.thing.nodes or row.index in q.thing.nodes or bool(set(self.things.ancestors(row.index)) & set(q.thing.nodes))

    def _count(self, q: Quote) -> list[Sight]:
        wanted = {i.casefold() for i in q.thing.ids}
        with self.engine.searching():
            rows = [r for r in self.engine.used("Pengukuran") if not wanted or str(r.get("id")).casefold() in wanted]
        if not rows or any(r.get("capaian") is UNTYPED for r in rows):
            return []
        condition = bound(q.by)
        if condition is not None and bounded(q.by) not in ("", "capaian", "capaian kinerja"):
            return []
        if condition is not None:
            met = sum(isinstance(c := r.get("capaian"), Fraction) and condition(100 * c) for r in rows)
            return [Sight(Fraction(met), Fraction(len(rows)), "jumlah", words=f"{met} dari {len(rows)} indikator dengan {q.by if 'capaian' in q.by else f'capaian {q.by}'}", place="Pengukuran")]
        reached = sum(r.get("tercapai") == "ya" for r in rows)
        value = {"jumlah indikator": len(rows), "jumlah tercapai": reached, "jumlah tidak tercapai": len(rows) - reached}.get(q.besaran)
        words = f"{len(rows)} indikator di lembar Pengukuran" if q.besaran == "jumlah indikator" else f"{reached} dari {len(rows)} indikator mencapai 100 %"
        return [] if value is None else [Sight(Fraction(value), Fraction(len(rows)), "jumlah", words=words, place="Pengukuran")]

    def count_over(self, q: Quote) -> list[Sight]:
        """Counts over named indikator."""
        return self._count(q) if q.ours and not q.other_year and q.periode in ("", "TAHUNAN") else []

    def mean_over(self, q: Quote) -> list[Sight]:
        """Mean of the capaian (capped as the policy says) of the named indikator."""
        rows = [self.engine.find("Pengukuran", "id", i) for i in q.thing.ids]
        values = [r.get("capaian_batas") for r in rows if r is not None]
        numbers = [v for v in values if isinstance(v, Fraction)]
        ok = q.ours and not q.other_year and q.periode in ("", "TAHUNAN") and numbers and len(numbers) == len(q.thing.ids)
        return points(sum(numbers, Fraction(0)) / len(numbers), f"rata-rata {len(numbers)} capaian", "Pengukuran") if ok else []

    def pagu(self, versi: str) -> Amounts:
        """Total budget: the sum of the rows, else the DPA total of Identitas."""
        by_version = {
            "murni": (("Jumlah", "murni"), ("Identitas", "dpa_total")), "perubahan": (("Jumlah", "pagu"), ("Identitas", "dpa_perubahan")),
            "": (("Jumlah", "pagu"), ("Jumlah", "dpa"), ("PKJumlah", "jumlah"), ("Jumlah", "murni"), ("Identitas", "dpa_total")),
        }
        return self._forms(by_version.get(versi, by_version[""]))

    def spent(self, periode: str) -> Amounts:
        """Total spending of the period."""
        if periode not in _QUARTER:
            return self._forms((("Jumlah", "realisasi"), ("Identitas", "dpa_realisasi")))
        values = [r.get(f"real{_QUARTER[periode]}") for r in self.engine.used("Anggaran") if r.get("terinci") == "ya"]
        numbers = [v for v in values if isinstance(v, Fraction)]
        return [(sum(numbers, Fraction(0)), "jumlah baris terinci")] if numbers and UNTYPED not in values else []

    def _forms(self, cells: tuple[tuple[str, str], ...]) -> Amounts:
        sheets = {"Jumlah": "jumlah di lembar Anggaran", "Identitas": "lembar Identitas", "PKJumlah": "jumlah anggaran PK"}
        found: Amounts = []
        for part, key in cells:
            value = self.engine.form_get(part, key)
            if isinstance(value, Fraction) and value > 0 and value not in (v for v, _ in found):
                found.append((value, sheets[part]))
        return found


_BOUND = re.compile(
    r"(?P<of>[a-z ]*?) ?(?P<sign>>=|<=|=>|=<|>|<|=|≥|≤|di ?atas|di ?bawah|lebih dari|kurang dari|minimal|paling sedikit|maksimal|paling banyak|melebihi|mencapai) ?"
    r"(?P<limit>\d+(?:,\d+)?) ?%?$", re.IGNORECASE)
_COMPARE: dict[str, Callable[[Fraction, Fraction], bool]] = {
    ">=": operator.ge, "=>": operator.ge, "≥": operator.ge, "minimal": operator.ge, "paling sedikit": operator.ge, "mencapai": operator.ge, "<=": operator.le, "=<": operator.le, "≤": operator.le,
    "maksimal": operator.le, "paling banyak": operator.le, ">": operator.gt, "diatas": operator.gt, "lebih dari": operator.gt, "melebihi": operator.gt, "<": operator.lt, "dibawah": operator.lt,
    "kurang dari": operator.lt, "=": operator.eq,
}


def bound(text: str) -> Callable[[Fraction], bool] | None:
    """Condition on a figure in percent, as column Menurut states it (`>= 85`, `capaian di bawah 60 %`); None when it states none."""
    found = _BOUND.match(" ".join(text.split()))
    if found is None:
        return None
    compare, limit = _COMPARE[re.sub(r"^di\s*", "di", found["sign"].lower())], Fraction(found["limit"].replace(",", "."))
    return lambda value: compare(value, limit)


def bounded(text: str) -> str:
    """The besaran that such a condition is on, "" for capaian."""
    found = _BOUND.match(" ".join(text.split()))
    return "" if found is None else found["of"].strip().casefold().removesuffix(" yang")


def money(besaran: str, pagu: Amounts, spent: Amounts) -> list[Sight]:
    """Pagu, spending, rest or serapan from the amounts that may stand for each."""
    if besaran == "pagu":
        return [Sight(v, look="rupiah", words=source, place="Anggaran") for v, source in pagu]
    if besaran == "realisasi anggaran":
        return [Sight(v, look="rupiah", words=source, place="Anggaran") for v, source in spent]
    if besaran == "sisa":
        return [Sight(p - s, look="rupiah", words=f"{rupiah(p)} − {rupiah(s)}", place="Anggaran") for (p, _), (s, _) in product(pagu, spent)]
    return [sight for (p, _), (s, _) in product(pagu, spent) if p for sight in points(s / p, f"{rupiah(s)} : {rupiah(p)}", "Anggaran")]
