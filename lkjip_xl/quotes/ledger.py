"""All quotations of a workbook judged together: what is right, what is wrong, and what only follows from another wrong figure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction
from itertools import product

from lkjip_xl.check import Check
from lkjip_xl.engine import CellKey, Engine, Origins, fold
from lkjip_xl.quotes.arithmetic import RECIPES, Way, derive, fits
from lkjip_xl.quotes.change import changes
from lkjip_xl.quotes.columns import as_besaran, quoted_results, slipped
from lkjip_xl.quotes.judge import BAD, Judgement, Standing, agreed, best
from lkjip_xl.quotes.office import Office
from lkjip_xl.quotes.people import counts_of
from lkjip_xl.quotes.quote import CHANGE, CLASS, COUNT, LEVELS, NODES, WORDS, Quote, read_quotes
from lkjip_xl.quotes.sights import Measures, Sight, points
from lkjip_xl.quotes.sums import follow_from_rows
from lkjip_xl.quotes.text import made_once, normal
from lkjip_xl.quotes.things import Things
from lkjip_xl.values import Value, angka, persen

_MANY = 4096
"""Most combinations of printed capaian tried for one printed mean."""


class Ledger:
    """Every quotation with its judgement, found by printed row and by what it is of."""

    def __init__(self, check: Check) -> None:
        self.check = check
        self.things = Things(check)
        self.quotes = read_quotes(check, self.things)
        self.by_row: dict[tuple[str, str], list[Quote]] = defaultdict(list)
        self.by_table: dict[str, list[Quote]] = defaultdict(list)
        self.by_key: dict[tuple[object, ...], list[Quote]] = defaultdict(list)
        for q in self.quotes:
            self.by_row[q.printed_row].append(q)
            self.by_table[normal(q.table)].append(q)
            self.by_key[q.key].append(q)
        self._engines: dict[int, tuple[Measures, Office]] = {}
        self.judged: dict[int, Judgement] = {q.row.index: self._judge(q) for q in self.quotes if q.besaran not in WORDS}
        for q, besaran in list(slipped(self)):
            self._blame(q, Standing.SHIFTED, ())
            self.judged[q.row.index].really = besaran
        for q, sight in list(quoted_results(self)):
            self.judged[q.row.index] = Judgement(Standing.MISLABELLED, sight)
        for explain in (self._mislabelled, self._title_year, self._mean_of_wrong, self._row, self._twin_of_wrong):
            for q in self.quotes:
                standing = self.standing(q)
                if standing is Standing.WRONG or (standing is Standing.UNKNOWN and q.besaran in RECIPES and explain == self._row):
                    explain(q)

        for q, causes in list(follow_from_rows(self)):
            self._blame(q, Standing.FOLLOWS, causes)

    def standing(self, q: Quote) -> Standing:
        """Standing of a quotation; names and words are not judged here."""
        found = self.judged.get(q.row.index)
        return found.standing if found is not None else Standing.UNKNOWN

    def siblings(self, q: Quote, *besaran: str) -> list[Quote]:
        """Other figures of the same printed row about the same year and period; with `besaran` only those."""
        same = (q.year if q.other_year else None, q.periode)
        return [
            o for o in self.by_row[q.printed_row]
            if o is not q and (o.year if o.other_year else None, o.periode) == same and o.thing.key == q.thing.key and (not besaran or o.besaran in besaran)
        ]

    def sights(self, q: Quote, engine: Engine) -> list[Sight]:
        """Values of the workbook that a quotation may stand for, as one engine sees them."""
        if id(engine) not in self._engines:
            self._engines[id(engine)] = (Measures(self.check, self.things, engine), Office(self.check, self.things, engine))
        measures, office = self._engines[id(engine)]
        if q.besaran in CHANGE:
            return changes(self, q, measures, office)
        if q.besaran in NODES or q.besaran in LEVELS:
            return office.counted_rows(q)
        if q.besaran == "jumlah":
            found_counts = counts_of(self.check, q.thing.text) if q.ours and not q.other_year else ()
            return [Sight(n, look="jumlah", words=f"{angka(n)} menurut {words}", place="Profil") for n, words in found_counts]
        if q.thing.rest and q.ours:
            return []
        if q.thing.total:
            return office.of_total(q)
        if q.thing.nodes:
            return office.of_nodes(q)
        if q.thing.spends:
            return office.of_spending(q)
        if q.besaran in COUNT and q.besaran.startswith("jumlah"):
            return office.count_over(q)
        if q.besaran == "rata-rata capaian":
            return office.mean_over(q)
        found = [measures.of(q, i) for i in q.thing.ids]
        if len(found) == 1:
            return (self._from_share(q) or found[0]) if q.besaran == "pembilang" and not found[0] else found[0]
        return found[0] if found and all([s.value for s in f] == [s.value for s in found[0]] for f in found) else []

    def sources(self, q: Quote, *besaran: str, origins: Origins | None = None) -> tuple[CellKey, ...]:
        """Cells from which the workbook's own figure for a quotation follows; with `besaran` those of other quantities of its thing."""
        origins = origins or self.check.origins
        with origins.tracing() as read:
            for name in besaran or (q.besaran,):
                self.sights(replace(q, besaran=name), origins)
        return tuple(read)

    def _from_share(self, q: Quote) -> list[Sight]:
        """Pembilang of another year from the percent of that year and a quoted penyebut."""
        rows = [self.things.plan.get(str(fold(i))) for i in q.thing.ids]
        row = rows[0] if rows else None
        if row is None or row.get("jenis") != "persen":
            return []
        share = self.sights(replace(q, besaran="realisasi"), self.check.truth)
        wholes = {o.value.number for o in self.quotes if o.thing.key == q.thing.key and o.besaran == "penyebut" and o.year == q.year and o.value.number is not None}
        if len(wholes) != 1 or not share or not isinstance(share[0].value, Fraction):
            return []
        whole = next(iter(wholes))
        assert whole is not None
        exact = share[0].value * whole / 100
        step = Fraction(1, 10 ** share[0].decimals)
        count = Fraction(round(exact))
        near = abs(100 * count / whole - share[0].value) <= step if whole else False
        return [Sight(count, words=f"{share[0].words}: {persen(share[0].value / 100)} dari {int(whole)}", place=share[0].place)] if near else []

    def _judge(self, q: Quote) -> Judgement:
        unread = q.is_figure and q.value.trouble is not None and q.direction is None and q.every is None and not q.vague
        truth = self.sights(q, self.check.truth) if not unread or q.value.candidates else []
        if unread:
            meant = (replace(q, value=replace(q.value, number=c, trouble=None, decimals=0)) for c in q.value.candidates if c.denominator == 1)
            return Judgement(Standing.RIGHT, truth[0]) if any(best(m, truth) for m in meant) else Judgement(Standing.MALFORMED)
        told = best(q, truth)
        if told is None:
            return Judgement(Standing.UNKNOWN, truth[0] if truth else None)
        if told:
            return Judgement(Standing.RIGHT, truth[0])
        steps = (
            (Standing.FOLLOWS, self.check.stored), (Standing.UNCAPPED, self.check.uncapped), (Standing.FOLLOWS, self.check.uncapped_stored),
        )
        for standing, engine in steps:
            if best(q, self.sights(q, engine)):
                return Judgement(standing, truth[0])
        return Judgement(Standing.WRONG, truth[0])

    def _blame(self, q: Quote, standing: Standing, causes: Iterable[Quote]) -> None:
        found = self.judged[q.row.index]
        found.standing, found.causes = standing, tuple(causes)

    def _mislabelled(self, q: Quote) -> None:
        """Printed as capaian, but it is the realisasi of that year."""
        if q.besaran == "capaian" and not q.thing.total and self.is_result(q):
            self._blame(q, Standing.MISLABELLED, ())

    def is_result(self, q: Quote) -> bool:
        """True when the printed capaian is the realisasi of that indikator and year."""
        return as_besaran(self, q, "realisasi")

    def title(self, q: Quote) -> Quote | None:
        """A quotation in the same table that names another year than the plan's last as its end."""
        for o in self.by_table[normal(q.table)]:
            if o.besaran == "tahun" and "akhir" in o.thing.text.casefold() and self.title_year(o) is not None:
                return o
        return None

    def title_year(self, q: Quote) -> int | None:
        """The wrong year of such a title, None when it names the last year."""
        last = self.check.form("Identitas", "renstra_akhir")
        wrong = q.text.isdigit() and isinstance(last, Fraction) and int(q.text) != last
        return int(q.text) if wrong else None

    def _title_year(self, q: Quote) -> None:
        """A target akhir Renstra that is the target of the year which the table's title wrongly calls the end."""
        title = self.title(q) if q.besaran == "target akhir renstra" and len(q.thing.ids) == 1 else None
        if title is not None and (year := self.title_year(title)) is not None:
            measures = Measures(self.check, self.things, self.check.truth)
            if best(q, measures.target_of_year(q.thing.ids[0], year)):
                self._blame(q, Standing.FOLLOWS, (title,))

    def _mean_of_wrong(self, q: Quote) -> None:
        """A mean that follows when a capaian is taken as wrongly printed elsewhere."""
        if q.besaran != "rata-rata capaian" or q.other_year or q.periode:
            return
        wrong = [o for o in self.quotes if o.besaran == "capaian" and not o.other_year and len(o.thing.ids) == 1 and self.standing(o) in (Standing.WRONG, Standing.SHIFTED)]
        rows = [r for r in self.check.truth.used("Pengukuran") if isinstance(r.get("capaian"), Fraction)]
        choices = [self._choices(r.get("id"), (r.get("capaian"), r.get("capaian_batas")), wrong) for r in rows]
        total = 1
        for c in choices:
            total *= len(c)
        if not choices or not wrong or total > _MANY:
            return
        for picked in product(*choices):
            causes = [c for _, c in picked if c is not None]
            mean = sum((v for v, _ in picked), Fraction(0)) / len(picked)
            if causes and agreed(q, points(mean / 100, "", "")[0]):
                group = {o.value.number for o in causes}
                self._blame(q, Standing.FOLLOWS, [o for o in wrong if o.value.number in group])
                return

    @staticmethod
    def _choices(id_: object, right: tuple[object, ...], wrong: list[Quote]) -> list[tuple[Fraction, Quote | None]]:
        found: list[tuple[Fraction, Quote | None]] = [(100 * v, None) for v in dict.fromkeys(right) if isinstance(v, Fraction)]
        seen: set[Fraction] = set()
        for o in wrong:
            if fold(o.thing.ids[0]) == fold(id_) and o.value.number is not None and o.value.number not in seen:
                seen.add(o.value.number)
                found.append((o.value.number, o))
        return found

    def _row(self, q: Quote) -> None:
        """A figure that follows from a wrong figure of its own printed row (a figure not printed there counts as right)."""
        for recipe in RECIPES.get(q.besaran, ()):
            inputs = [self.siblings(q, name)[:1] for name in recipe.inputs]
            causes = [o for found in inputs for o in found if self.standing(o) in BAD]
            values = [found[0].value if found else self._right(q, name) for found, name in zip(inputs, recipe.inputs, strict=True)]
            first, second = values
            if causes and first is not None and second is not None:
                sight = derive(q, first, second, recipe, self.arah(q), Way(self.method))
                if sight is not None and fits(q, sight):
                    roots = [r for o in causes for r in (self.judged[o.row.index].causes or (o,))]
                    self._blame(q, Standing.FOLLOWS, roots)
                    return

    def _right(self, q: Quote, besaran: str) -> Value | None:
        """The workbook's own value for an input that the row does not print."""
        found = self.sights(replace(q, besaran=besaran), self.check.truth)
        if not found or not isinstance(found[0].value, Fraction):
            return None
        return Value(number=found[0].value, denominator=found[0].below, decimals=0)

    def _twin_of_wrong(self, q: Quote) -> None:
        """Progress printed with the very figure that is wrong as capaian of the same indikator in that table."""
        if q.besaran not in ("kemajuan renstra", *CLASS):
            return
        same = [o for o in self.by_table[normal(q.table)] if o.besaran == "capaian" and o.thing.key == q.thing.key and o.value.number == q.value.number]
        causes = [o for o in same if o.value.number is not None and self.standing(o) is Standing.WRONG]
        if causes:
            title = self.title(q)
            self._blame(q, Standing.FOLLOWS, [*causes, *([title] if title is not None else [])])

    def arah(self, q: Quote) -> str:
        """Direction of the indikator, "" for anything else."""
        for i in q.thing.ids:
            row = self.things.plan.get(str(fold(i)))
            if row is not None and isinstance(row.get("arah"), str):
                return str(row.get("arah"))
        return ""

    @property
    def method(self) -> str:
        """Method of efficiency in force."""
        return str(self.check.form("Kebijakan", "efisiensi"))

    @property
    def way(self) -> Way:
        """Method of efficiency and the least capaian that it asks for."""
        least = self.check.form("Kebijakan", "efisiensi_syarat")
        return Way(self.method, least if isinstance(least, Fraction) else Fraction(0))


def ledger(check: Check) -> Ledger:
    """The ledger of a workbook, made once."""
    return made_once(check, "_quotes", Ledger)
