"""Figures that a sentence states of an indikator or of its money: `capaian sebesar 111,43%`, `target 741 dokumen`, `pagu Rp5.000.000`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lkjip_xl.quotes.mentions import quarters, sentences, years

_KEYS = (
    ("target akhir renstra", r"target\s+akhir(?:\s+(?:renstra|rencana\s+strategis))?"),
    ("target", r"(?:di)?target(?:nya|kan)?"),
    ("realisasi anggaran", r"realisasi\s+(?:anggaran|keuangan|belanja)|anggaran\s+(?:yang\s+)?terealisasi"),
    ("serapan", r"(?:penyerapan|serapan)(?:\s+(?:anggaran|dana|keuangan))?"),
    ("pagu", r"(?:pagu|alokasi)(?:\s+(?:anggaran|dana))?|anggaran(?:nya)?"),
    ("realisasi", r"(?:ter)?realisasi(?:nya)?|(?:di)?(?:dapat|peroleh)(?:kan)?\s+nilai|hasil\s+nilai"),
    ("capaian", r"capaian(?:nya)?"),
    ("kurang", r"masih\s+kurang"),
    ("lalu", r"tahun\s+\d{4}\s+yang\s+sebesar"),
)
_KEY = re.compile("|".join(rf"(?P<k{n}>\b(?:{pattern})\b)" for n, (_, pattern) in enumerate(_KEYS)), re.IGNORECASE)
_FIGURE = re.compile(
    r"(?:\bRp\.?\s?|(?<![\w.,/:-]))(?:\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:[.,]\d+)?)(?:\s?:\s?\d+|\s+dari\s+\d+)?(?:\s?(?:%|persen\b))?(?![\w/-]|[.,:]\d)", re.IGNORECASE)
_LINKS = frozenset(re.findall(
    r"\w+",
    "sebesar adalah ialah yaitu yakni mencapai hanya hanyalah dapat telah sudah ini itu tersebut kinerja indikator kinerjanya pada dalam untuk tahun triwulan tw sampai dengan "
    "hingga akhir sebanyak menjadi nilai nilainya persentase prosentase rasio senilai dari yang ditetapkan ditentukan diperjanjikan direncanakan atau anggaran setahun tahunan "
    "sasaran i ii iii iv s d ke pertama kedua ketiga keempat di diperoleh kecamatan kantor camat dinas badan kelurahan inspektorat"
))
"""Words that may stand between a quantity and its figure."""
_TOKEN = re.compile(r"[^\W\d_]+|\d+|[^\w\s]")
_QUIET = frozenset("()=:\"'“”,.-–/&")


@dataclass(frozen=True, slots=True)
class Stated:
    """One figure of a sentence with what it is said to be."""

    besaran: str
    """A besaran of Kutipan; `kurang` is what a capaian lacks to 100 %, `lalu` the realisasi of an earlier year."""
    text: str
    words: str
    sentence: str
    years: tuple[int, ...]
    """Years that the sentence names."""
    quarters: tuple[int, ...]

    @property
    def rupiah(self) -> bool:
        """Is it an amount of money."""
        return self.text.casefold().startswith("rp")

    @property
    def percent(self) -> bool:
        """Is it printed as percent."""
        return self.text.endswith(("%", "persen"))


def stated(text: str, about: frozenset[str]) -> Iterator[Stated]:
    """Figures with a quantity right in front of them; `about` holds the words of names that may stand between."""
    for sentence in sentences(text):
        keys = list(_KEY.finditer(sentence))
        named = tuple(dict.fromkeys(y.first for y in years(sentence) if y.kind in ("tahun", "tanggal")))
        parts = tuple(dict.fromkeys(k for q in quarters(sentence) for k in range(q.first, q.last + 1)))
        end = 0
        for m in _FIGURE.finditer(sentence) if keys else ():
            if re.fullmatch(r"(?:19|20)\d\d", m[0]) or _part_of_period(sentence, m):
                continue
            key = next((k for k in reversed(keys) if end <= k.start() and k.end() <= m.start()), None)
            end = m.end()
            if key is not None and _linked(sentence[key.end():m.start()], about):
                besaran = _KEYS[int(str(key.lastgroup)[1:])][0]
                year = named if besaran != "lalu" else tuple(int(y) for y in re.findall(r"\d{4}", key[0]))
                yield Stated(besaran, m[0].strip(), sentence[key.start():m.end()], sentence, year, parts)


def _part_of_period(sentence: str, m: re.Match[str]) -> bool:
    """`Triwulan 2`, `31 Desember`, `misi 4`."""
    return bool(re.search(r"\b(?:triwulan|tw|semester|misi|tujuan|sasaran|indikator|nomor|no\.?|pasal|butir)\s*$", sentence[:m.start()], re.IGNORECASE))


def _linked(between: str, about: frozenset[str]) -> bool:
    """Do only words without a matter of their own stand between a quantity and its figure."""
    return all(t in _QUIET or t.isdigit() or t.casefold() in _LINKS or t.casefold() in about for t in _TOKEN.findall(between))
