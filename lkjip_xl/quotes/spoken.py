"""What sentences claim: reached or not, efficient or not, up or down, not measured. Only words that leave no doubt count."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from lkjip_xl.quotes.mentions import quarters, sentences, years


class Verdict(StrEnum):
    """What is said of a target, of money or of an activity."""

    REACHED = "tercapai"
    EXCEEDED = "melampaui target"
    SUCCESS = "berhasil"
    MISSED = "tidak tercapai"
    EFFICIENT = "efisien"
    WASTEFUL = "tidak efisien"
    DONE = "dilaksanakan"
    NOT_DONE = "tidak dilaksanakan"
    UNMEASURED = "belum diukur"


MET = (Verdict.REACHED, Verdict.EXCEEDED, Verdict.SUCCESS)
OPPOSITE = {
    **dict.fromkeys(MET, (Verdict.MISSED, Verdict.UNMEASURED, Verdict.NOT_DONE)),
    Verdict.MISSED: MET, Verdict.EFFICIENT: (Verdict.WASTEFUL,), Verdict.WASTEFUL: (Verdict.EFFICIENT,), Verdict.DONE: (Verdict.NOT_DONE,),
    Verdict.NOT_DONE: (Verdict.DONE, *MET), Verdict.UNMEASURED: MET,
}
"""Verdicts that cannot hold beside each other."""

_UNMEASURED = (
    r"\b(?:belum|tidak)\s+(?:dapat\s+|bisa\s+)?(?:di(?:ukur|nilai|ketahui|hitung|peroleh|simpulkan|sajikan)|menyajikan|terukur)|\bbelum\s+ada\s+(?:nilai|hasil|penilaian|data)"
    r"|\bbelum\s+(?:dapat\s+)?dilaksanakan\s+(?:penilaian|survei|pengukuran|evaluasi)|\b(?:penilaian|survei|pengukuran|evaluasi)\s+belum\s+(?:dapat\s+)?dilaksanakan"
)
_NOT_DONE = (
    r"\b(?:tidak|belum|gagal|batal)\s+(?:dapat\s+|jadi\s+|bisa\s+|sempat\s+)?(?:di)?(?:laksanakan|terlaksana|kerjakan|jalankan|realisasikan)"
    r"|\b(?:tidak|belum)\s+ada\s+(?:\w+\s+){1,5}?(?:yang\s+)?(?:dapat\s+)?(?:dilaksanakan|terlaksana)\b"
)
_MISSED = (
    r"\b(?:tidak|belum|gagal|kurang)\s+(?:\w+\s+){0,2}?(?:tercapai|mencapai|memenuhi|berhasil|sesuai|terpenuhi|melampaui|melebihi)\b"
    r"|\b(?:di\s?bawah|kurang\s+dari|lebih\s+rendah\s+(?:dari|daripada))\s+(?:\w+\s+)?target\b"
)
_SHORT = (
    (Verdict.UNMEASURED, _UNMEASURED),
    (Verdict.NOT_DONE, _NOT_DONE),
    (Verdict.WASTEFUL, r"\b(?:tidak|kurang|belum)\s+efisien|\binefisien|\bboros\b"),
    (Verdict.EFFICIENT, r"\befisien\b"),
    (Verdict.MISSED, _MISSED),
    (Verdict.EXCEEDED, r"\bmelampaui\b|\bmelebihi\b|\bterlampaui\b|\bdi\s?atas\s+target\b|\blebih\s+(?:tinggi|baik)\s+(?:dari|daripada)\s+target\b"),
    (Verdict.REACHED, r"\btercapai\b|\b(?:mencapai|memenuhi)\s+(?:sasaran|target|100)|\bsesuai\s+(?:dengan\s+)?(?:target|sasaran)|\bterpenuhi\b|\bsama\s+dengan\s+target\b|^\s*memenuhi\s*$"),
    (Verdict.SUCCESS, r"\bcapaian\s+keberhasilan\b|\bkeberhasilan\s+capaian\b|\b[pm]enunjang\s+keberhasilan\b(?!\s*(?:/|dan|atau)\s*kegagalan)"),
    (Verdict.DONE, r"\bterlaksana\b|\bdilaksanakan\b|\bterealisasi\b"),
)
_SHORT_FORMS = tuple((verdict, re.compile(pattern, re.IGNORECASE)) for verdict, pattern in _SHORT)
_POSITIVE = (*MET, Verdict.DONE, Verdict.EFFICIENT)
_DENIED = re.compile(r"\b(?:tidak|belum|bukan|gagal|tanpa)\b", re.IGNORECASE)
_PART = re.compile(r"\b(?:belum|tidak)\s+(?:semua|seluruh)|\bsebagian\b|\bbeberapa\b|\bkecuali\b|\bsatu\b", re.IGNORECASE)
_ALL = re.compile(r"\b(?:semua|seluruh)(?:nya)?\b", re.IGNORECASE)


@lru_cache(1024)
def verdict(text: str) -> Verdict | None:
    """The judgement that a quoted conclusion gives; None when it gives none, or only of a part."""
    if _PART.search(text):
        return None
    for said, pattern in _SHORT_FORMS:
        found = pattern.search(text)
        if found:
            return None if said in _POSITIVE and _DENIED.search(text[:found.start()]) else said
    return None


@lru_cache(1024)
def of_a_part(text: str) -> bool:
    """Does a conclusion say that not everything is reached."""
    return bool(_PART.search(text))


@lru_cache(1024)
def of_all(text: str) -> bool:
    """Does a conclusion speak of all indikator."""
    return bool(_ALL.search(text)) and not _PART.search(text)


_TARGET = (
    r"target(?:\s+(?:kinerja|indikator(?:\s+ini)?|tahun(?:an)?|anggaran|tri\s?wulan|tw|i{1,3}|iv|[1-4]|pertama|kedua|ketiga|keempat|\d{4}|ini|itu|tersebut|pk|setahun|dalam|pada|perjanjian|"
    r"yang|telah|sudah|ditetapkan|diperjanjikan|ditargetkan|sebesar|\d[\d.,]*\s?%?))*"
)
_NO, _DID = r"(?:belum|tidak|gagal)\s+(?:\w+\s+)??", r"(?:(?:dapat|telah|sudah|berhasil)\s+)"
_SAID_MISSED = (
    rf"\b{_NO}(?:mencapai|memenuhi|melampaui)\s+{_TARGET}\b", rf"\b{_TARGET}\s+(?:\w+\s+){{0,3}}?{_NO}(?:tercapai|terpenuhi|dicapai)\b",
    rf"\b(?:di\s?bawah|kurang\s+dari)\s+{_TARGET}\b", rf"\bcapaian\s+(?:\w+\s+){{0,3}}?{_NO}tercapai\b",
)
_SAID_REACHED = (
    rf"\b(?:telah|sudah|berhasil|mampu)\s+(?:dapat\s+)?(?:mencapai|memenuhi)\s+{_TARGET}\b", rf"\b{_TARGET}\s+{_DID}{{0,2}}(?:tercapai|terpenuhi)\b",
    rf"\bcapaian\s+(?:(?:ini|keberhasilan|kinerja|indikator)\s+){{0,3}}{_DID}{{0,2}}tercapai\b", rf"\bkeberhasilan\s+(?:ini\s+)?{_DID}{{0,2}}tercapai\b",
)
_SPOKEN = (
    (Verdict.MISSED, re.compile("|".join(_SAID_MISSED), re.IGNORECASE)),
    (Verdict.EXCEEDED, re.compile(rf"\b(?:melampaui|melebihi|di\s?atas)\s+{_TARGET}\b", re.IGNORECASE)),
    (Verdict.REACHED, re.compile("|".join(_SAID_REACHED), re.IGNORECASE)),
    (Verdict.SUCCESS, re.compile(
        r"\b(?:capaian\s+keberhasilan|keberhasilan\s+capaian)(?:\s+(?:ini|indikator|kinerja))*\s+(?:dapat\s+|telah\s+)?(?:didukung|ditunjang|disebabkan|dikarenakan|karena|berkat)\b"
        r"|\bmenjadi\s+penunjang\s+keberhasilan\b(?!\s*(?:/|dan|atau)\s*kegagalan)", re.IGNORECASE)),
)
_GOAL = re.compile(
    r"\b(?:agar|supaya|untuk|guna|demi|diharapkan|harapan(?:nya)?|akan|upaya|berupaya|ingin|bila|jika|apabila|kalau|apakah|rencana|perlu|harus|dalam\s+rangka|bertujuan|berkomitmen|optimis|"
    r"meskipun|walaupun|seandainya|semoga|mengupayakan|berusaha|sulit|kendala|risiko)\b", re.IGNORECASE)
_OTHER_MATTER = re.compile(
    r"anggaran|serapan|penyerapan|keuangan|\bpagu|pendapatan|\bpbb\b|retribusi|renstra|rpjmd|\brpd\b|target\s+akhir|akhir\s+periode|nasional|provinsi|sebagian|beberapa|kecuali", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim of a sentence about the indikator it stands beside."""

    verdict: Verdict
    words: str
    year: int | None
    """Year it speaks of, None when it names none."""
    quarter: int | None


def _when(sentence: str) -> tuple[bool, int | None, int | None]:
    """Can it be told which period a sentence is about; year and quarter, None for none named."""
    named = {y.first for y in years(sentence) if y.kind in ("tahun", "tanggal")}
    parts = {(q.first, q.last) for q in quarters(sentence)}
    if len(named) > 1 or len(parts) > 1 or any(y.kind == "masa" for y in years(sentence)) or any(a != b for a, b in parts):
        return False, None, None
    return True, next(iter(named), None), next(iter(parts))[0] if parts else None


def claims(text: str) -> Iterator[Claim]:
    """Claims about reaching the target in a text; wishes, conditions, money and other plans left out."""
    if not any(word in text.casefold() for word in ("capai", "target", "penunjang")):
        return
    for sentence in sentences(text):
        other = _OTHER_MATTER.search(sentence)
        known, year, quarter = _when(sentence)
        for verdict_, pattern in _SPOKEN:
            found = pattern.search(sentence)
            if found:
                # money named as the reason of a success is not what succeeded
                apart = other is not None and not (verdict_ is Verdict.SUCCESS and other.start() > found.end())
                if known and not apart and not _GOAL.search(sentence[:found.start()]):
                    yield Claim(verdict_, found[0].strip(), year, quarter)
                break


_ENTIRE = re.compile(
    r"(?<!hampir\s)\b(?:seluruh|semua)(?:nya)?\s+(?P<what>[a-z]{4,})\b[^.;,]{0,70}?\s(?:telah|sudah|dapat|berhasil)\s+(?:dapat\s+)?(?P<done>(?:di|ter)[a-z]{4,})", re.IGNORECASE)


def entire(text: str) -> Iterator[tuple[str, str, str]]:
    """`seluruh temuan … telah ditindaklanjuti`: the words, what it is said of and what happened to all of it."""
    if "seluruh" not in text.casefold() and "semua" not in text.casefold():
        return
    for sentence in sentences(text):
        found = _ENTIRE.search(sentence)
        if found and not (_DENIED.search(sentence) or _PART.search(sentence) or _GOAL.search(sentence)):
            yield found[0], found["what"].casefold(), found["done"].casefold()


_HALF_YEARLY = re.compile(r"\b(?:per|tiap|setiap|satu\s+kali\s+dalam|sekali\s+dalam)\s+semester\b(?:\s*\([^)]*\))?", re.IGNORECASE)
_NOT_YET_BECAUSE = re.compile(r"\bbelum\b[^.;]*\b(?:karena|dikarenakan|sebab|disebabkan|mengingat)\b[^.;]*$", re.IGNORECASE)


def waits_for_semester(text: str) -> str:
    """Words that give a survey `per semester` as the reason why something has not been measured; "" when there are none."""
    for sentence in sentences(text) if "semester" in text.casefold() else ():
        found = _HALF_YEARLY.search(sentence)
        if found and _NOT_YET_BECAUSE.search(sentence[:found.start()]):
            return found[0]
    return ""


_QUANTITY = r"(?:capaian|realisasi|nilai|indeks|ikm|skm|akip|sakip|persentase|prosentase|rasio|predikat|hasil)"
_UP, _DOWN = r"(?:meningkat|mengalami\s+(?:peningkatan|kenaikan)|naik|terjadi\s+(?:peningkatan|kenaikan))", r"(?:menurun|mengalami\s+penurunan|turun|terjadi\s+penurunan)"
_MOVES = re.compile(rf"\b{_QUANTITY}\b(?:[ ,]+(?!tidak\b|belum\b|target\b|jumlah\b|kualitas\b)[\w.,%()]+){{0,10}}?[ ,]+(?:(?P<up>{_UP})|(?P<down>{_DOWN}))\b", re.IGNORECASE)
_SINCE = re.compile(r"\b(?:dibanding(?:kan)?|dari|daripada|terhadap|jika\s+dibandingkan)\s+(?:dengan\s+)?(?:\w+\s+){0,2}?tahun\s+(?P<base>\d{4}|lalu|sebelumnya|yang\s+lalu)\b", re.IGNORECASE)
_NOT_MOVES = re.compile(r"\b(?:tidak|belum|agar|akan|supaya|untuk|diharapkan|anggaran|pagu|serapan|jumlah|perlu|harus|terus|triwulan|tw)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Move:
    """A direction that a sentence claims between two years; None where it says `tahun lalu` or names no new year."""

    sign: int
    words: str
    year: int | None
    base: int | None


def moves(text: str) -> Iterator[Move]:
    """Directions between two years that a text claims of the indikator it stands beside."""
    if "tahun" not in text.casefold():
        return
    for sentence in sentences(text):
        found, since = _MOVES.search(sentence), _SINCE.search(sentence)
        if found is None or since is None or _NOT_MOVES.search(sentence):
            continue
        named = sorted({y.first for y in years(sentence) if y.kind == "tahun"})
        base = int(since["base"]) if since["base"].isdigit() else None
        others = [y for y in named if y != base]
        if len(others) <= 1 and (base is None or not others or others[0] > base):
            yield Move(1 if found["up"] else -1, found[0], others[0] if others else None, base)


_HIGHER = re.compile(
    r"\b(?P<sign>lebih\s+(?:tinggi|besar|rendah|kecil)|di\s?(?:atas|bawah))\s+(?:dari\s*pada\s+|dari\s+|dibanding(?:kan)?\s+(?:dengan\s+)?)?"
    r"(?P<who>(?:Kecamatan|Kelurahan|Kabupaten|Kota|Dinas|Badan|Inspektorat)\s[^.;,()]{3,80})")


def ranks(text: str) -> Iterator[tuple[int, str, str]]:
    """`lebih tinggi daripada Kecamatan X`: 1 or -1, the words of the direction, and the name with whatever follows it."""
    for sentence in sentences(text):
        for found in _HIGHER.finditer(sentence):
            if not _NOT_MOVES.search(sentence[:found.start()]):
                yield -1 if found["sign"].endswith(("rendah", "kecil", "bawah")) else 1, found["sign"], found["who"]


_MEASURE_WORDS = re.compile(r"\b(?:nilai|hasil|realisasi|capaian|indikator|ikm|skm|akip|sakip|predikat|indeks|penilaian|survei|pengukuran|evaluasi)\w*", re.IGNORECASE)
_STATE = re.compile(_UNMEASURED, re.IGNORECASE)
_RESULT = re.compile(
    r"\b(?:realisasi(?:nya)?|hasil(?:nya)?)\s+(?:(?!target\b|anggaran\b|keuangan\b|belum\b|tidak\b)[a-z]+\s+){0,6}?(?:sebesar|adalah|yaitu|mencapai|nilai|senilai)\s+"
    r"\d+(?:[.,]\d+)?\s*(?:%|persen)?", re.IGNORECASE)


def unmeasured(text: str) -> tuple[str, int | None, int | None] | None:
    """Words that say the indikator is not measured, with the year and quarter they name; None when there are none."""
    for sentence in sentences(text):
        found = _STATE.search(sentence)
        known, year, quarter = _when(sentence)
        if found and known and _MEASURE_WORDS.search(sentence) and not _OTHER_MATTER.search(sentence):
            return found[0], year, quarter
    return None


def result_in(text: str) -> tuple[str, int | None, int | None] | None:
    """Words that give a realisasi as a figure, with the year and quarter they name; None when there are none."""
    for sentence in sentences(text):
        found = _RESULT.search(sentence)
        known, year, quarter = _when(sentence)
        if found and known and not _OTHER_MATTER.search(sentence):
            return found[0].strip(), year, quarter
    return None
