"""Quarters, years and places in prose that belong to another report."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from functools import cache, cached_property

from lkjip_xl.check import Check
from lkjip_xl.findings import Severity
from lkjip_xl.quotes import Quote, ledger, normal
from lkjip_xl.quotes.mentions import COMPARES, DIRECTIONS, PLANS, ROMAN, Place, Quarter, Year, places, quarters, sentences, years
from lkjip_xl.quotes.text import made_once
from lkjip_xl.rules._prose import Passage, nameless, written
from lkjip_xl.rules._stale import Leftover, stale
from lkjip_xl.rules._titles import misnamed
from lkjip_xl.rules.rule import RULES
from lkjip_xl.spec import book
from lkjip_xl.spec.lists import LISTS, nomenclature

_QUARTER = {"TW I": 1, "TW II": 2, "TW III": 3, "TW IV": 4}
_SELF = re.compile(r"\b(?:laporan|lkj|lkjip|lkip|penyusunan)\b[^.;]{0,60}$", re.IGNORECASE)
_PLAN = re.compile(r"\b(?:renstra|rencana strategis|rpjmd|rencana pembangunan jangka menengah)\b[^.;]{0,80}$", re.IGNORECASE)
_OF_PERIOD = re.compile(r"\b(?:sampai(?:\s+dengan)?|s\.?d\.?|hingga|akhir|(?:hasil|capaian|realisasi|kinerja)(?:\s+(?:capaian|kinerja|pada))*)\s+(?:akhir\s+)?$", re.IGNORECASE)
_OWN_GROUND = re.compile(
    r"\b(?:dalam|pemerintah|pemerintahan|kantor|kantor\s+camat|masyarakat|aparatur|pegawai|kinerja|sakip|akip|desa\s+(?:di|dalam)|wilayah)\s+(?:wilayah\s+)?$", re.IGNORECASE)
_WITH_PEOPLE = re.compile(r"\bantara\s+(?:pihak\s+)?(?:pemerintah|pemerintahan|aparatur|kantor)\s+$", re.IGNORECASE)
_AND_PEOPLE = re.compile(r"^\w+(?:\s+[A-Z][\w'’-]*)+\s+(?:dengan|dan)\s+(?:masyarakat|warga|desa|pemerintah\s+desa)\b", re.IGNORECASE)
"""`antara pemerintahan Kecamatan X dengan masyarakat`: the kecamatan and its own people."""
_FOREIGN = re.compile(
    r"banding|berbatas|perbatasan|tetangga|antara|studi|asal|dari kecamatan|ke kecamatan|bersama|lebih tinggi|lebih rendah|sama dengan(?! target)|kerja ?sama|pemekaran|\beks\b|seperti|misalnya",
    re.IGNORECASE)
_SMALL = frozenset(re.findall(
    r"\w+",
    "dan yang di dalam untuk dengan sebagai ini itu lain lainnya sesuai pada serta adalah merupakan juga telah akan terhadap agar secara oleh atau maka tersebut masing kepada dapat harus "
    "melalui sebesar nomor tahun ta tw triwulan kabupaten kota provinsi kecamatan kelurahan desa kantor camat bupati wakil sekretaris se dari ke bagi antar seluruh semua setiap para sudah "
    "belum tidak ada sebanyak menjadi mempunyai memiliki terdiri terletak berada dipimpin berdasarkan yaitu guna selaku selama setelah sebelum hingga sampai tentang atas nya berkenaan sangat"
))
_AS_SELF = re.compile(
    r"\b(?:dasar|laporan\s+kinerja|renstra|renja|perjanjian\s+kinerja|indikator\s+kinerja\s+utama|iku|tugas\s+dan\s+fungsi|visi)\s+(?:pada\s+|di\s+|dari\s+)?"
    r"(?P<office>(?i:inspektorat)\b|(?:Dinas|Badan)\s+[A-Z]\w+)")
_WHOLE_YEAR = re.compile(r"\bselama\s+(?:1|satu)\s*(?:\(satu\)\s*)?tahun\b", re.IGNORECASE)
_RESULT = re.compile(r"\brealisasi\b|\bserapan\b|\btercapai\b|\bmencapai\b|\bmelampaui\b|\bnihil\b|\btidak\s+ada\s+(?:kejadian|pengaduan|kasus|laporan|temuan|permohonan)\b", re.IGNORECASE)
_OF_RESULT = re.compile(rf"{_RESULT.pattern}|\bcapaian\b|\btarget\b|\bbelum\s+(?:di|dapat\b)", re.IGNORECASE)
"""Words of a sentence that tells what a quarter brought."""
_NOT_YET_IN = re.compile(r"\bbelum\s+(?:dapat\s+)?di\w+\s+pada\s+$|^\W*capaian\s+$", re.IGNORECASE)
_BECAUSE = re.compile(r"\bkarena\b|\bsebab\b|\bbaru\b|\bmengingat\b", re.IGNORECASE)
_ELSEWHERE = re.compile(r"\b(?:dari|daripada|ke|dengan|oleh|dan|atau)\s+$", re.IGNORECASE)
"""Words before a place that is not the own one."""
_TO_COME = re.compile(r"\bakan\b|rencana|berikutnya|mendatang|\bdepan\b|selanjutnya|dijadwalkan|diharapkan|diperkirakan|\bagar\b|\bsupaya\b|\bmenunggu\b|\buntuk\b|\bpada\s+saat\b", re.IGNORECASE)
_REPORT = re.compile(r"laporan|pertanggung|realisasi|akuntabilitas", re.IGNORECASE)
_NAME_ENDS = DIRECTIONS - {"dalam", "luar", "atas", "bawah"}
"""What may end the name of a kecamatan and is no word of a title in capitals."""
_REMEDY = re.compile(r"\s*(?:upaya|solusi|alternatif|strategi|langkah|tindak)", re.IGNORECASE)
_OFFICE = re.compile(r"\b(?:Inspektorat|Dinas|Badan|Sekretariat\s+Daerah|Bagian|Satuan\s+Polisi)\b")


@cache
def vocabulary() -> frozenset[str]:
    """Words of the trade: of the nomenclature and of what the form and the rules say, as far as they are written small."""
    official = {w.casefold() for n in nomenclature() for w in re.findall(r"\w+", f"{n.nama} {n.kinerja} {n.indikator}")}
    said = [f"{f.header} {f.doc}" for table in book.TABLES.values() for f in table.fields] + [r.page for r in RULES.values()] + [" ".join(items) for items in LISTS.values()]
    return frozenset(official | {w for text in said for w in re.findall(r"(?<![\w-])[a-z]{3,}", text)} | _SMALL)


class Reader:
    """What belongs to this report, to hold prose against."""

    def __init__(self, check: Check) -> None:
        self.check = check
        self.periode = str(check.form("Identitas", "periode"))
        first, last = check.form("Identitas", "renstra_awal"), check.form("Identitas", "renstra_akhir")
        self.plan = (int(first), int(last)) if isinstance(first, Fraction) and isinstance(last, Fraction) else None
        self.names = {"Kecamatan": _tail(check.form("Identitas", "instansi"), "kecamatan"), "Kabupaten": _tail(check.form("Identitas", "kabupaten"), "kabupaten", "kota")}

    @cached_property
    def allowed(self) -> str:
        """Names of other offices and places that the workbook itself compares with or lies among, run together."""
        found = [row.text("pihak") for row in self.check.rows("Pembanding")] + [row.text("nama") for row in self.check.rows("Wilayah")]
        for q in ledger(self.check).quotes:
            if not q.ours:
                found += [q.line, q.thing.text, q.text]
        return " ".join(normal(t) for t in found)

    @cached_property
    def common(self) -> frozenset[str]:
        """Words that are no names: of the nomenclature, and those the workbook writes small."""
        small = {w for p in written(self.check) for w in re.findall(r"(?<![\w-])[a-z]{3,}", p.text)}
        small |= {w for q in ledger(self.check).quotes for w in re.findall(r"(?<![\w-])[a-z]{3,}", q.text)}
        return frozenset(small | vocabulary())

    def of_quote(self, q: Quote) -> Iterator[Leftover]:
        """Leftovers in a quoted sentence or title, whose year and period are declared."""
        yield from self._quarters(q)
        yield from self._years(q)
        yield from self._places(q.text, strict=True)
        yield from self._offices(q)
        if self.check.year is not None and not q.other_year:
            yield from stale(q.text, self.check.year, self.plan, annual=self.check.annual, remedy=bool(_REMEDY.match(q.thing.text)))
        if q.besaran == "judul":
            yield from misnamed(ledger(self.check), q)

    def _quarters(self, q: Quote) -> Iterator[Leftover]:
        declared = q.periode or self.periode
        wanted = _QUARTER.get(declared)
        for sentence in sentences(q.text):
            named = quarters(sentence)
            if wanted is None:
                if declared == "TAHUNAN" and not q.periode:
                    yield from (Leftover("periode", title(m), "laporan tahunan") for m in named if _SELF.search(sentence[:m.start]) and not COMPARES.search(sentence))
            elif not named and (year := _WHOLE_YEAR.search(sentence)) and _REPORT.search(sentence):
                yield Leftover("setahun", year[0], f"Triwulan {ROMAN[wanted]}", severity=Severity.WARNING)
            elif named and not any(m.holds(wanted) for m in named):
                m = named[-1]
                plain = nameless(ledger(self.check), sentence)
                too_early = m.first > wanted and _RESULT.search(plain) and not _TO_COME.search(plain) and not COMPARES.search(plain)
                if _awaited(sentence, m, wanted):
                    if not self._later(sentence):
                        yield Leftover("menunggu", title(m), "", f"padahal sudah lewat: laporan ini tentang Triwulan {ROMAN[wanted]}")
                elif too_early or not (PLANS if m.last > wanted else COMPARES).search(sentence):
                    yield Leftover("periode", title(m), f"Triwulan {ROMAN[wanted]}")

    def _later(self, sentence: str) -> bool:
        """Does a sentence name a year after that of the report."""
        return self.check.year is not None and any(y.last > self.check.year for y in years(sentence))

    def _years(self, q: Quote) -> Iterator[Leftover]:
        wanted = q.year if q.year is not None else self.check.year
        if wanted is None:
            return
        named = years(q.text)
        yield from self._spans(q.text, named, wanted)
        plain = [y for y in named if y.kind == "tahun"]
        if any(y.first <= wanted <= y.last for y in named if y.kind != "peraturan"):
            return
        for y in plain:
            sentence = next((s for s in sentences(q.text) if str(y.first) in s), q.text)
            if not (PLANS if y.first > wanted else COMPARES).search(sentence):
                yield Leftover("tahun", str(y.first), str(wanted))

    def _spans(self, text: str, named: list[Year], wanted: int) -> Iterator[Leftover]:
        for y in named:
            if y.kind != "masa":
                continue
            if y.first > y.last:
                right = f"{self.plan[0]}-{self.plan[1]}" if self.plan else "tahun akhir sesudah tahun awal"
                yield Leftover("masa", f"{y.first}-{y.last}", right)
            elif _PLAN.search(text[:y.start]) and not y.first <= wanted <= y.last and self.plan:
                yield Leftover("masa", f"{y.first}-{y.last}", f"{self.plan[0]}-{self.plan[1]}")

    def _places(self, text: str, *, strict: bool, named: bool = False, measured: bool = False) -> Iterator[Leftover]:
        """`strict`: the sentence is declared to be about the own office; `named`: the text is a name, which needs no words of place; `measured`: it is about the own indikator."""
        for place in places(text):
            ours = self.names[place.kind]
            found = self._stranger(place, ours, strict=strict) if ours else ""
            if found and (strict or self._on_own_ground(text, place, ours, named=named) or (measured and self._measured_there(text, place, ours, found))):
                yield Leftover("nama", f"{place.kind} {found}", f"{place.kind} {' '.join(ours)}")

    def _measured_there(self, text: str, place: Place, ours: tuple[str, ...], found: str) -> bool:
        """Does a sentence give the own result for a place that the workbook names nowhere else."""
        sentence = next((s for s in sentences(text) if " ".join(place.words) in s), text)
        if not _RESULT.search(sentence) or _FOREIGN.search(sentence) or _ELSEWHERE.search(text[:place.start]) or normal(" ".join(ours)) in normal(sentence):
            return False
        elsewhere = [p.text for p in written(self.check)] + [q.text for q in ledger(self.check).quotes]
        return not any(found in t for t in elsewhere if t != text)

    def _stranger(self, place: Place, ours: tuple[str, ...], *, strict: bool) -> str:
        """The name of another place, "" when it is ours, allowed or no name at all."""
        words = [w.casefold() for w in place.words]
        own = [w.casefold() for w in ours]
        if words[:len(own)] == own:
            more = words[len(own)] if len(words) > len(own) else ""
            return " ".join(place.words[:len(own) + 1]) if more in DIRECTIONS else ""
        name: list[str] = []
        for word in place.words:
            second = bool(name) and word.casefold() in _NAME_ENDS
            if word.casefold() in self.common and word.casefold() not in own and not second:
                break
            name.append(word)
        cut = [w.casefold() for w in name]
        if len(own) > 1 and "".join(cut) in ("".join(w[0] for w in own), "".join(w[0] for w in own[:len(cut)])):
            return ""
        if not name or (cut == own[:len(cut)] and not (strict and len(cut) < len(own))) or normal(" ".join(name)) in self.allowed:
            return ""
        return " ".join(name)

    def _on_own_ground(self, text: str, place: Place, ours: tuple[str, ...], *, named: bool) -> bool:
        """Does the sentence speak of the own area and of nobody else (prose that nobody declared)."""
        if _WITH_PEOPLE.search(text[:place.start]) and _AND_PEOPLE.search(text[place.start:]) and normal(" ".join(ours)) not in normal(text):
            return True
        sentence = next((s for s in sentences(text) if " ".join(place.words) in s), text)
        return (named or bool(_OWN_GROUND.search(text[:place.start]))) and not _FOREIGN.search(sentence) and normal(" ".join(ours)) not in normal(sentence)

    def _offices(self, q: Quote) -> Iterator[Leftover]:
        """Another office in the place of this one, in a sentence that does not name this one."""
        instansi = str(self.check.form("Identitas", "instansi") or "")
        about, said = normal(q.thing.text), normal(q.text)
        if not instansi or normal(instansi) in said or normal(" ".join(self.names["Kecamatan"]) or instansi) in said:
            return
        found = _OFFICE.search(q.text) if q.thing.total or "instansi" in about or "perangkatdaerah" in about else None
        as_self = _AS_SELF.search(q.text) if found is None else None
        name = found[0] if found is not None else as_self["office"] if as_self is not None else ""
        if name and normal(name) not in normal(instansi):
            yield Leftover("nama", name, instansi)

    def of_text(self, passage: Passage) -> Iterator[Leftover]:
        """Leftovers in prose nobody declared: only what cannot be right."""
        yield from self._places(passage.text, strict=False, named=passage.part in ("Anggaran", "Renstra"), measured=passage.part == "Analisis")
        if self.check.year is not None and passage.part == "Analisis":
            yield from stale(passage.text, self.check.year, self.plan, annual=self.check.annual, remedy=passage.key == "solusi")
        wanted = _QUARTER.get(self.periode)
        if passage.part == "Analisis" and wanted is not None:
            yield from self._quarter_of_text(nameless(ledger(self.check), passage.text), wanted)

    def _quarter_of_text(self, text: str, wanted: int) -> Iterator[Leftover]:
        """The quarter of a result in prose that nobody declared; of another year only when the text names no other."""
        named = quarters(text)
        if any(m.holds(wanted) for m in named):
            other = {y.first for y in years(text)} - {self.check.year}
            if len(other) == 1 and len({y.first for y in years(text)}) == 1:
                yield from self._own_quarter(text, wanted, next(iter(other)))
            return
        for m in named:
            sentence = next((s for s in sentences(text) if m.text in s), text)
            of_period = _OF_PERIOD.search(text[:m.start]) or not m.text.casefold().startswith("t")
            over = m.last < wanted and of_period and not PLANS.search(sentence)
            told = _RESULT.search(sentence) or (_NOT_YET_IN.search(text[:m.start]) and not _BECAUSE.search(sentence))
            to_come = m.first > wanted and told and not _TO_COME.search(sentence)
            if (over or to_come) and not COMPARES.search(sentence):
                yield Leftover("periode", title(m), f"Triwulan {ROMAN[wanted]}")
                return

    def _own_quarter(self, text: str, wanted: int, year: int) -> Iterator[Leftover]:
        """`capaian Triwulan II tahun 2018` in the report of that quarter of 2019."""
        for sentence in sentences(text):
            m = next((m for m in quarters(sentence) if m.first == m.last == wanted and re.match(rf"\s+tahun\s+{year}\b", sentence[m.start + len(m.text):])), None)
            if m is not None and _OF_RESULT.search(sentence) and not COMPARES.search(sentence) and not _TO_COME.search(sentence):
                yield Leftover("tahun", str(year), str(self.check.year), severity=Severity.WARNING)
                return


def reader(check: Check) -> Reader:
    """The reader of a workbook, made once."""
    return made_once(check, "_reader", Reader)


def _awaited(sentence: str, m: Quarter, wanted: int) -> bool:
    """Is a quarter that is over still awaited."""
    awaits = re.search(r"\bmenunggu\b|dijadwalkan", sentence, re.IGNORECASE) or (re.search(r"\bakan\b", sentence, re.IGNORECASE) and not _SELF.search(sentence[:m.start]))
    return m.last < wanted and bool(awaits)


def title(m: Quarter) -> str:
    """How a quarter is told in messages: its number, whatever words stand there."""
    named = ROMAN[m.first] if m.first == m.last else f"{ROMAN[m.first]}-{ROMAN[m.last]}"
    return f"Triwulan {named}"


def _tail(name: object, *kinds: str) -> tuple[str, ...]:
    """Words behind `Kecamatan` in the name of the office; none when it is no kecamatan."""
    words = str(name or "").split()
    at = next((i for i, w in enumerate(words) if w.casefold() in kinds), None)
    return tuple(words[at + 1:]) if at is not None else ()
