"""What the workbook knows of a figure that a sentence states about an indikator or its money."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from lkjip_xl.check import CheckRow
from lkjip_xl.quotes import BAD, Ledger, Quote, Sight, Thing, agreed, normal
from lkjip_xl.quotes.mentions import COMPARES, ROMAN
from lkjip_xl.quotes.quote import question
from lkjip_xl.quotes.stated import Stated, stated
from lkjip_xl.rules._prose import nameless

_RESULTS, _GOALS, _END = ("realisasi", "capaian", "kemajuan renstra", "pembilang"), ("target", "target renstra"), ("target akhir renstra",)
_MONEY = ("pagu", "realisasi anggaran", "serapan", "sisa")
_ANY_PERIOD = ("", "TW I", "TW II", "TW III", "TW IV", "TAHUNAN", "Semester I", "Semester II")
_OTHER_MATTER = re.compile(r"nasional|provinsi|\brpjmd\b|\bpbb\b|pendapatan|retribusi|hampir|sekitar|kurang\s+lebih|minimal|maksimal|rata-rata\s+capaian", re.IGNORECASE)
_AHEAD = re.compile(r"\bakan\b|rencana|berikutnya|mendatang|\bdepan\b|selanjutnya|dijadwalkan|diharapkan|\bagar\b|\bsupaya\b|\buntuk\s+tahun\b", re.IGNORECASE)
_OF_PLAN = re.compile(r"renstra|rencana\s+strategis|\bakhir\b|jangka\s+menengah", re.IGNORECASE)
_OF_OUTPUT = re.compile(r"\bkegiatan\b|\bprogram\b|keluaran|\boutput\b", re.IGNORECASE)
_GOES_ON = frozenset(re.findall(r"\w+", "dan atau dari dengan pada dalam yang sehingga maka serta karena untuk sedangkan termasuk melampaui melebihi belum sudah telah lebih namun tetapi artinya "
    "sama hal ini itu persen poin sampai hingga tercapai masih juga tahun triwulan menjadi meningkat menurun atas oleh tidak"))
"""Words that may follow a figure that counts nothing."""
_LONG = 7
"""Digits of an amount that is not like another one by chance."""
_SHORTEST_NAME = 12
"""Letters of the name of a budget row that a sentence may name by chance."""


@dataclass(frozen=True, slots=True)
class Mistaken:
    """One figure of a sentence that is not the workbook's."""

    stated: Stated
    question: Quote
    right: Sight
    when: str = ""
    """The period whose figure it is, when the sentence only names another one."""


def mistaken(book: Ledger, row: CheckRow, thing: Thing, text: str) -> Iterator[Mistaken]:
    """Figures that a text states about an indikator and that no figure of the workbook gives."""
    about = _words(book, thing)
    nodes = _named(book, text)
    for s in stated(text, about):
        besaran, plain = _besaran(s), nameless(book, s.sentence)
        money = besaran in _MONEY
        if not besaran or _OTHER_MATTER.search(plain) or len(s.quarters) > 1 or len(s.years) > 1 or (not money and (_OF_OUTPUT.search(plain) or not _own_unit(s, about))):
            continue
        whose = Thing(thing.text, nodes=nodes) if money and nodes else thing
        found = _lacking(book, row, whose, s) if besaran == "kurang" else _judged(book, row, whose, s, besaran)
        if found is not None and not _quoted(book, found.question) and (found.when or not s.rupiah or _mistyped(found)):
            yield found


def slipped(book: Ledger, row: CheckRow, text: str) -> Iterator[Mistaken]:
    """Amounts of the whole office that a sentence gives with one digit mistyped or two digits changed about; any other amount may be of something else."""
    if _named(book, text):
        return
    total = Thing("TOTAL", total=True)
    printed = {o.value.number for o in book.quotes if o.value.number is not None}
    for s in stated(text, _words(book, total)):
        besaran = _besaran(s) if s.rupiah else ""
        q = question(row, total, besaran or "pagu", None, "", s.text)
        if not besaran or q.value.number is None or q.value.number in printed or _fits(q, _all_sights(book, q)):
            continue
        sight = next((x for x in _all_sights(book, q) if isinstance(x.value, Fraction) and _one_slip(x.value, q.value.number)), None)
        if sight is not None and not any(q.value.number == v for n in book.things.budget for k in ("pagu", "realisasi") if (v := book.things.money(n, k)) is not None):
            yield Mistaken(s, q, sight)


def _one_slip(a: Fraction, b: Fraction) -> bool:
    """Whole amounts of many digits of which one is another, or two neighbours have changed places."""
    if a.denominator != 1 or b.denominator != 1:
        return False
    x, y = str(a.numerator), str(b.numerator)
    apart = [i for i, (p, q) in enumerate(zip(x, y, strict=False)) if p != q]
    if len(x) != len(y) or len(x) < _LONG:
        return False
    return len(apart) == 1 or (len(apart) == 2 and apart[1] == apart[0] + 1 and x[apart[0]] == y[apart[1]] and x[apart[1]] == y[apart[0]])


def _besaran(s: Stated) -> str:
    """Which quantity of the workbook it is, "" for one that cannot be that."""
    if s.rupiah:
        return {"serapan": "realisasi anggaran", "realisasi": "realisasi anggaran", "realisasi anggaran": "realisasi anggaran", "pagu": "pagu"}.get(s.besaran, "")
    if s.besaran in ("realisasi anggaran", "serapan"):
        return "serapan" if s.percent else ""
    return {"pagu": "", "lalu": "realisasi"}.get(s.besaran, s.besaran)


def _judged(book: Ledger, row: CheckRow, thing: Thing, s: Stated, besaran: str) -> Mistaken | None:
    year = s.years[0] if s.years else None
    if besaran == "target akhir renstra":
        return _end_of_plan(book, question(row, thing, besaran, None, "", s.text), s, year)
    periode = _periode(book, s)
    q = question(row, thing, besaran, year, periode, s.text)
    if q.value.number is None or q.value.trouble is not None:
        return None
    if (q.other_year or q.periode) and s.besaran != "lalu" and not _of_other_time(book, s.sentence):
        own, meant = question(row, thing, besaran, None, "", s.text), _all_sights(book, q)
        ours = _all_sights(book, own)
        known = any(isinstance(x.value, Fraction) for x in meant)
        if (known or _precise(q)) and _fits(own, ours) and not _fits(q, meant) and besaran != "target":
            return Mistaken(s, own, ours[0], _reported(book))
    return _unless_known(book, row, s, q)


def _of_other_time(book: Ledger, sentence: str) -> bool:
    """Does a sentence look back or ahead on purpose."""
    plain = nameless(book, sentence)
    return bool(COMPARES.search(plain) or _AHEAD.search(plain))


def _reported(book: Ledger) -> str:
    """The reported period in words."""
    check = book.check
    return f"tahun {check.year}" if check.annual else f"{check.form('Identitas', 'periode')} {check.year}"


def _periode(book: Ledger, s: Stated) -> str:
    """The quarter a sentence names, as Kutipan has it; "" for the quarter reported."""
    name = f"TW {ROMAN[s.quarters[0]]}" if s.quarters else ""
    return "" if name == book.check.form("Identitas", "periode") else name


def _end_of_plan(book: Ledger, q: Quote, s: Stated, year: int | None) -> Mistaken | None:
    end, sights = book.check.form("Identitas", "renstra_akhir"), _all_sights(book, q)
    if not isinstance(end, Fraction) or q.value.number is None:
        return None
    if year is not None and year != end:
        return Mistaken(s, q, sights[0], f"{int(end)}") if _fits(q, sights) else None
    return _unless_known(book, q.row, s, q)


def _unless_known(book: Ledger, row: CheckRow, s: Stated, q: Quote) -> Mistaken | None:
    """Wrong when the workbook has such a figure and neither it nor another figure of the thing is the one stated."""
    sights = _all_sights(book, q)
    if not any(isinstance(x.value, Fraction) for x in sights) or _fits(q, sights):
        return None
    family = _family(q, s)
    periods = dict.fromkeys(("", q.periode)) if q.besaran in _MONEY else _ANY_PERIOD
    for thing in [q.thing, *_also(book, q)]:
        for besaran in family:
            for periode in periods:
                for year in dict.fromkeys((q.year, None)):
                    other = question(row, thing, besaran, year, periode, s.text)
                    if _fits(other, [replace(x, low=None, high=None) for x in _all_sights(book, other)]):
                        return None
    first = next(x for x in sights if isinstance(x.value, Fraction))
    return Mistaken(s, q, first)


def _family(q: Quote, s: Stated) -> tuple[str, ...]:
    """Quantities whose figure a sentence may mean by the word it uses."""
    if q.besaran in _MONEY:
        return ("serapan",) if q.besaran == "serapan" else ("pagu", "realisasi anggaran", "sisa")
    if q.besaran in _GOALS:
        return (*_GOALS, *_END) if _OF_PLAN.search(s.sentence) else _GOALS
    return _END if q.besaran in _END else _RESULTS


def _also(book: Ledger, q: Quote) -> list[Thing]:
    """Whose money a sentence may mean instead: any budget row, any indikator, the whole office."""
    if q.besaran not in _MONEY:
        return []
    return [*(Thing("", nodes=(n,)) for n in book.things.budget), *(Thing("", ids=(str(r.get("id")),)) for r in book.things.plan.values()), Thing("TOTAL", total=True)]


def _own_unit(s: Stated, about: frozenset[str]) -> bool:
    """Is no thing counted that the indikator does not count (`target sebanyak 40 peserta`)."""
    after = re.match(r"\s+([a-z]{3,})", s.sentence[s.sentence.find(s.words) + len(s.words):])
    return after is None or after[1] in about or after[1] in _GOES_ON


def _mistyped(found: Mistaken) -> bool:
    """Is an amount the right one with a slip: any other may be of a part."""
    number = found.question.value.number
    return number is not None and isinstance(found.right.value, Fraction) and _one_slip(found.right.value, number)


def _lacking(book: Ledger, row: CheckRow, thing: Thing, s: Stated) -> Mistaken | None:
    """`masih kurang 3,2%`: what the capaian lacks to 100 %, or the realisasi to a target in percent."""
    if not s.percent:
        return None
    q = question(row, thing, "capaian", s.years[0] if s.years else None, _periode(book, s), s.text)
    own = question(row, thing, "capaian", None, "", s.text)
    sights, ours = _left(book, q), _left(book, own)
    if (q.other_year or q.periode) and not _of_other_time(book, s.sentence) and _precise(q) and _fits(own, ours) and not _fits(q, sights):
        return Mistaken(s, own, ours[0], _reported(book))
    return Mistaken(s, q, sights[0]) if sights and not _fits(q, sights) and not _fits(own, ours) else None


def _left(book: Ledger, q: Quote) -> list[Sight]:
    """What a capaian leaves to 100 %, and a realisasi in percent to its target."""
    found = [replace(x, value=100 - x.value, low=None, high=None, words="100 % dikurangi capaian") for x in _all_sights(book, q) if isinstance(x.value, Fraction)]
    goals, results = (_all_sights(book, replace(q, besaran=b)) for b in ("target", "realisasi"))
    return found + [
        replace(r, value=g.value - r.value, words="target dikurangi realisasi") for g in goals for r in results
        if g.look == r.look == "persen" and isinstance(g.value, Fraction) and isinstance(r.value, Fraction)]


def _all_sights(book: Ledger, q: Quote) -> list[Sight]:
    check = book.check
    found = [s for engine in (check.truth, check.stored, check.uncapped, check.uncapped_stored) for s in book.sights(q, engine)]
    if q.besaran == "capaian" and len(q.thing.ids) == 1 and not check.annual and not q.other_year and not q.periode:
        whole = check.by_id("Triwulan", q.thing.ids[0])
        value = whole.right("c_akhir") if whole is not None else ""
        found += [Sight(100 * value, look="persen", words="realisasi dibanding target setahun", place="Triwulan")] if isinstance(value, Fraction) else []
    return found


def _fits(q: Quote, sights: list[Sight]) -> bool:
    return any(agreed(q, s) for s in sights)


def _precise(q: Quote) -> bool:
    """A figure that two years do not share by chance."""
    number = q.value.number
    return number is not None and (q.value.decimals >= 2 or number >= 100_000) and number != 100


def _quoted(book: Ledger, q: Quote) -> bool:
    """Is the very figure printed in another row of Kutipan and told there."""
    return any(o.thing.key == q.thing.key and o.value.number == q.value.number and book.standing(o) in BAD for o in book.quotes if o.row.index != q.row.index)


def _words(book: Ledger, thing: Thing) -> frozenset[str]:
    """Words of the names of indikator and office, which may stand between a quantity and its figure."""
    rows = [row for i in thing.ids if (row := book.check.by_id("Renstra", i)) is not None]
    names = [r.text(key) for r in rows for key in ("uraian", "satuan")] + [str(book.check.form("Identitas", key) or "") for key in ("instansi", "kabupaten")]
    return frozenset(w.casefold() for n in names for w in re.findall(r"[^\W\d_]+", n))


def _named(book: Ledger, text: str) -> tuple[int, ...]:
    """Budget rows that a text names; of a name that others contain only the longest."""
    plain = normal(text)
    found = {n: name for n in book.things.budget for name in map(normal, book.things.names(n)) if len(name) >= _SHORTEST_NAME and name in plain}
    return tuple(n for n, name in found.items() if not any(name != other and name in other for other in found.values()))
