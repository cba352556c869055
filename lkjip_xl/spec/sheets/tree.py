"""Rows that stand under each other as a tree: running keys, leaves, roll-ups and money columns, for Anggaran and Belanja alike.

A table of this kind has a `level` column. Which rows are leaves is worked out from the rows themselves, so that a budget may end at kegiatan in
one branch and at sub kegiatan in another (decision 0014).
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from lkjip_xl.spec.build import TIDAK, when_used
from lkjip_xl.spec.sheets.measure import TWS
from lkjip_xl.spec.types import Entry, Field, Formula, Look

ANY_NUMBER = ">-1E+15"
"""Criterion of COUNTIFS that every amount meets and no text does."""


@dataclass(frozen=True, slots=True)
class Tree:
    """The levels of one table: `top` sums everything, `upper` have running keys from the outside in, `lowest` is always a leaf."""

    table: str
    top: str
    """ "" when the table has no such level."""
    upper: tuple[str, ...]
    lowest: str
    other: tuple[str, ...] = ()
    """Levels without money."""

    @property
    def tops(self) -> tuple[str, ...]:
        """Levels that may have rows below them."""
        return (self.top, *self.upper) if self.top else self.upper

    def below(self, level: str) -> tuple[str, ...]:
        """Levels deeper than one."""
        order = (*self.upper, self.lowest)
        return order if level == self.top else order[order.index(level) + 1 :]

    def running_keys(self) -> tuple[Field, ...]:
        """One hidden key column per upper level."""
        return tuple(Field(f"k_{level}", f"Penanda {level}", "Dihitung.", formula=self._running_key(level), width=7, hidden=True) for level in self.upper)

    def _running_key(self, level: str) -> Formula:
        """Key of the nearest row of `level` at or above this row within its parents: counts of rows so far, e.g. `U1.0.2.5`.

        Counting from the first row survives inserted rows, which a reference to the row above would not (decision 0008).
        """
        above = self.upper[self.upper.index(level) - 1] if level != self.upper[0] else ""
        start = f'{{k_{above}}}&"."' if above else '"U"'

        def run(r: Any) -> str:
            return (f"{r[f'k_{above}']}." if above else "U") + str(r.count_to("level", level))

        return when_used(f'{start}&COUNTIF({{first.level}}:{{level}},"{level}")', run, key="level", words=f"nomor urut {level}")

    def leaf(self) -> Field:
        """`ya` on the rows that are added up: the lowest level, and an upper row with no row below it."""
        t = self.table
        text = '""'
        for level in self.tops:
            where = f"{{{t}.k_{level}}},{{k_{level}}}," if level in self.upper else ""
            deeper = "+".join(f'COUNTIFS({where}{{{t}.level}},"{low}")' for low in self.below(level))
            text = f'IF({{level}}="{level}",IF({deeper}=0,"ya",""),{text})'
        text = f'IF({{level}}="{self.lowest}","ya",{text})'

        def run(r: Any) -> str:
            level = r["level"].casefold() if isinstance(r["level"], str) else ""
            if level == self.lowest:
                return "ya"
            if level not in self.tops:
                return ""
            where = {f"k_{level}": r[f"k_{level}"]} if level in self.upper else {}
            return "" if any(r.count(t, **where, level=low) for low in self.below(level)) else "ya"

        return Field("terinci", "Baris terinci", "Dihitung: ya bila tidak ada baris lain di bawahnya.", formula=when_used(text, run, key="level", words="ya bila tidak ada baris di bawahnya"), width=7, hidden=True)

    def counted(self, column: str, key: str) -> Field:
        """The amount of `column` that enters the sums, in a hidden column `key`: a leaf's own, or an upper row's of whose rows below none has a number."""
        t = self.table
        text = f'IF({{level}}="{self.top}",IF(COUNTIFS({{{t}.{column}}},"{ANY_NUMBER}")=1,{{{column}}},""),"")' if self.top else '""'
        for level in self.upper:
            text = f'IF({{level}}="{level}",IF(COUNTIFS({{{t}.k_{level}}},{{k_{level}}},{{{t}.{column}}},"{ANY_NUMBER}")=1,{{{column}}},""),{text})'

        def run(r: Any) -> Any:
            level = r["level"].casefold() if isinstance(r["level"], str) else ""
            if not isinstance(r[column], Fraction) or (r["terinci"] != "ya" and level not in self.tops):
                return ""
            where = {f"k_{level}": r[f"k_{level}"]} if level in self.upper else {}
            return r[column] if r["terinci"] == "ya" or r.numbers(t, column, **where) == 1 else ""

        return Field(key, f"{key.removeprefix('hitung_').capitalize()} yang dijumlahkan", "Dihitung: baris terinci, atau baris induk yang rinciannya tidak berangka.", formula=when_used(
            f'IF(NOT(ISNUMBER({{{column}}})),"",IF({{terinci}}="ya",{{{column}}},{text}))', run, key="level", words="angka baris terinci, atau baris induk yang rinciannya kosong"),
            look=Look.MONEY, width=17, hidden=True)

    def rollup(self, counted: str) -> Formula:
        """Sum of a column of counted amounts below this row; blank on a row that counts itself."""
        t = self.table

        def total(*where: str) -> str:
            return f"SUMIFS({{{t}.{counted}}},{','.join(where)})" if where else f"SUM({{{t}.{counted}}})"

        text = '""'
        for level in reversed(self.upper):
            text = f'IF({{level}}="{level}",{total(f"{{{t}.k_{level}}}", f"{{k_{level}}}")},{text})'
        blank = "".join(f',{{level}}="{level}"' for level in self.other)
        top = f'IF({{level}}="{self.top}",{total()},{text})' if self.top else text
        text = f'IF(OR({{level}}=""{blank},{{terinci}}="ya",ISNUMBER({{{counted}}})),"",{top})'

        def run(r: Any) -> Any:
            level = r["level"].casefold() if isinstance(r["level"], str) else ""
            if level == "" or level in self.other or r["terinci"] == "ya" or isinstance(r[counted], Fraction):
                return ""
            if level == self.top:
                return r.sum(t, counted)
            return r.total(t, counted, **{f"k_{level}": r[f"k_{level}"]}) if level in self.upper else ""

        return when_used(text, run, key="level", words="jumlah baris terinci di bawahnya")

    def whole(self, counted: str) -> Formula:
        """Sum of all counted amounts (a cell of a form)."""
        t = self.table
        return Formula(f"SUM({{{t}.{counted}}})", lambda r: r.sum(t, counted), "jumlah semua baris terinci", blank=False)

    def typed_money(self) -> tuple[Field, ...]:
        """What is typed: pagu before and after change, spending up to each quarter."""
        return (
            Field("pagu_murni", "Pagu murni (Rp)", "Rupiah bulat tanpa titik. Baris induk boleh kosong: jumlah rinciannya dihitung di sebelah.", Entry.RUPIAH, look=Look.MONEY, width=18, band="Pagu"),
            Field("pagu_perubahan", "Pagu perubahan (Rp)", "Pagu sesudah perubahan; kosongkan bila tidak berubah. Tulis 0 bila dihapus.", Entry.RUPIAH, look=Look.MONEY, width=18, band="Pagu"),
            *(Field(f"real{k}", f"Realisasi s.d. TW {TWS[k - 1]} (Rp)", f"Realisasi sampai dengan triwulan {TWS[k - 1]}, rupiah bulat. Setahun penuh ada di TW IV.", Entry.RUPIAH, quarter=k, look=Look.MONEY, width=17, band="Realisasi s.d. triwulan") for k in range(1, 5)),
        )

    def results(self) -> tuple[Field, ...]:
        """Pagu in force, spending of the period, serapan, rest, and the roll-up beside them."""
        return (
            Field("pagu", "Pagu berlaku (Rp)", "Dihitung: pagu terakhir baris ini.", formula=effective("pagu_tulis", "pagu_rinci"), look=Look.MONEY, width=18, band="Hasil"),
            Field("realisasi", "Realisasi periode ini (Rp)", "Dihitung: realisasi s.d. triwulan yang dilaporkan.", formula=effective("real_tulis", "real_rinci"), look=Look.MONEY, width=18, band="Hasil"),
            Field("serapan", "Serapan", "Dihitung: realisasi dibagi pagu.", formula=ratio("realisasi", "pagu", key="level"), look=Look.PERCENT, width=10, band="Hasil", rule="LK207"),
            Field("sisa", "Sisa (Rp)", "Dihitung: pagu dikurangi realisasi.", formula=when_used(
                'IF(AND(ISNUMBER({pagu}),ISNUMBER({realisasi})),{pagu}-{realisasi},"")',
                lambda r: r["pagu"] - r["realisasi"] if isinstance(r["pagu"], Fraction) and isinstance(r["realisasi"], Fraction) else "", key="level",
                words="pagu − realisasi"), look=Look.MONEY, width=17, band="Hasil", rule="LK208"),
            Field("pagu_rinci", "Pagu: jumlah rincian", "Dihitung: jumlah pagu baris terinci di bawahnya.", formula=self.rollup("hitung_pagu"), look=Look.MONEY, width=18, band="Penjumlahan", rule="LK301"),
            Field("pagu_beda", "Pagu: selisih", "Dihitung: pagu tertulis dikurangi jumlah rincian.", formula=difference("pagu_tulis", "pagu_rinci"), look=Look.MONEY, width=14, band="Penjumlahan", rule="LK301"),
            Field("real_rinci", "Realisasi: jumlah rincian", "Dihitung: jumlah realisasi baris terinci di bawahnya.", formula=self.rollup("hitung_realisasi"), look=Look.MONEY, width=18, band="Penjumlahan", rule="LK301"),
            Field("real_beda", "Realisasi: selisih", "Dihitung: realisasi tertulis dikurangi jumlah rincian.", formula=difference("real_tulis", "real_rinci"), look=Look.MONEY, width=14, band="Penjumlahan", rule="LK301"),
        )

    def helpers(self) -> tuple[Field, ...]:
        """Hidden columns behind the results."""
        return (
            Field("pagu_tulis", "Pagu tertulis", "Dihitung: pagu perubahan bila ada, selain itu pagu murni.", formula=latest("pagu_murni", "pagu_perubahan"), look=Look.MONEY, width=17, hidden=True),
            Field("real_tulis", "Realisasi tertulis", "Dihitung: realisasi s.d. triwulan yang dilaporkan.", formula=when_used(_spent_excel(), _spent, key="level"), look=Look.MONEY, width=17, hidden=True),
            *self.running_keys(),
            self.leaf(),
            self.counted("pagu_tulis", "hitung_pagu"),
            self.counted("real_tulis", "hitung_realisasi"),
        )

    def status(self) -> dict[str, Any]:
        """Arguments of `status_field` for a table of this kind: a row that is not the sum of its leaves is TIDAK COCOK."""
        return {
            "key": "level", "mismatch": 'OR(IF(ISNUMBER({pagu_beda}),{pagu_beda}<>0,FALSE),IF(ISNUMBER({real_beda}),{real_beda}<>0,FALSE))',
            "twin": lambda r: any(isinstance(r[k], Fraction) and r[k] != 0 for k in ("pagu_beda", "real_beda")),
        }


def difference(shown: str, rolled: str) -> Formula:
    """What is typed less the sum of the leaves."""
    return when_used(
        f'IF(AND(ISNUMBER({{{shown}}}),ISNUMBER({{{rolled}}})),{{{shown}}}-{{{rolled}}},"")',
        lambda r: r[shown] - r[rolled] if isinstance(r[shown], Fraction) and isinstance(r[rolled], Fraction) else "",
        key="level", words="yang tertulis − jumlah rinciannya",
    )


def latest(murni: str, perubahan: str) -> Formula:
    """The amount after change where there is one."""
    return when_used(
        f'IF({{{perubahan}}}<>"",{{{perubahan}}},IF({{{murni}}}="","",{{{murni}}}))',
        lambda r: r[perubahan] if not r.blank(perubahan) else r[murni],
        key="level", words="pagu perubahan bila ada, selain itu pagu murni",
    )


def _spent(r: Any) -> Any:
    key = r.of_quarter("real")
    return r[key] if key else ""


def _spent_excel() -> str:
    text = '""'
    for k in range(4, 0, -1):
        text = f'IF(Identitas_tw={k},IF({{real{k}}}="","",{{real{k}}}),{text})'
    return text


def effective(shown: str, rolled: str) -> Formula:
    """The figure that counts for a row: what is typed, or the roll-up where nothing is typed."""
    return when_used(
        f'IF({{{shown}}}<>"",{{{shown}}},{{{rolled}}})', lambda r: r[shown] if r[shown] != "" else r[rolled], key="level",
        words="yang tertulis, atau jumlah rinciannya bila kosong",
    )


def ratio(top: str, below: str, *, key: str) -> Formula:
    """Quotient of two cells of the row; a state word when the second is 0."""
    def run(r: Any) -> Any:
        if not (isinstance(r[top], Fraction) and isinstance(r[below], Fraction)):
            return ""
        return r[top] / r[below] if r[below] != 0 else TIDAK

    return when_used(
        f'IF(AND(ISNUMBER({{{top}}}),ISNUMBER({{{below}}})),IF({{{below}}}=0,"{TIDAK}",{{{top}}}/{{{below}}}),"")', run, key=key,
        words=f"{top.replace('_', ' ')} : {below.replace('_', ' ')}",
    )


def minus(form: str, a: str, owner: str, b: str, words: str) -> Formula:
    """A cell of `form` less a cell of `owner` (both forms); blank while the second is."""
    return Formula(
        f'IF(ISNUMBER({owner}_{b}),{form}_{a}-{owner}_{b},"")',
        lambda r: r.form(form, a) - r.form(owner, b) if isinstance(r.form(owner, b), Fraction) else "", words, blank=False)


def share(form: str) -> Formula:
    """Serapan of the totals of a form."""
    return Formula(
        f'IF({form}_pagu=0,"",{form}_realisasi/{form}_pagu)',
        lambda r: r.form(form, "realisasi") / r.form(form, "pagu") if r.form(form, "pagu") else "", "realisasi : pagu", blank=False)
