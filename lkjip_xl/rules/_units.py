"""Satuan against the name of what is measured: what can be counted in what (the rules LK122 and LK124 share this)."""

from __future__ import annotations

import re
from functools import lru_cache

from lkjip_xl.rules._official import folded
from lkjip_xl.rules.unit_printed_differently import canon
from lkjip_xl.spec.lists import Nomenclature
from lkjip_xl.values import normal

_PERCENT = re.compile(r"%|pers[ae]n|prosen|percent")
_TIMES = frozenset({"bulan", "tahun", "hari", "minggu", "triwulan", "semester", "jam", "menit"})
_PEOPLE = ("orang", "jiwa", "pegawai", "peserta", "penduduk", "warga", "asn", "personel")
_THINGS: tuple[tuple[str, ...], ...] = (
    ("laporan",), ("dokumen", "berkas"), ("paket",), ("unit", "buah"), _PEOPLE, ("desa",), ("kelurahan",), ("kegiatan", "kali", "even", "acara"),
    ("lembaga",), ("keluarga", "kk"), ("kelompok", "pokmas"),
)
"""What is counted, each with its other names: a name of one group contradicts a satuan of another."""
_KIND = {word: group[0] for group in _THINGS for word in group}
_SHARE = re.compile(r"(?:[\d.)\s]*)(?:per|pro|pre)s[ae]n(?:tas[ei]|tage)?\b|cakupan\b", re.IGNORECASE)
_COUNT = re.compile(r"[\d.)\s]*(?:jumlah|banyaknya)\s+", re.IGNORECASE)
_GRADE = re.compile(r"[\d.)\s]*(angka|nilai|indeks)\b", re.IGNORECASE)
_PERCENT_GRADE = re.compile(r"partisipasi|melek|miskin|penganggur|lulus|putus sekolah|bebas|kes[ae]mbuhan|capaian|realisasi|serapan|penyerapan|tingkat|persen|prosen|proporsi|rasio", re.IGNORECASE)
"""Angka and nilai that are percentages by nature."""
_JOIN = re.compile(r"(?:\bdan\b|\batau\b|\bserta\b|[,/&])\s*(?:atau\s+|jumlah\s+)?(\w+)", re.IGNORECASE)


def is_percent(satuan: str) -> bool:
    """Is a satuan a percentage."""
    return bool(_PERCENT.search(satuan.casefold()))


def same_unit(a: str, b: str) -> bool:
    """Do two satuan mean the same."""
    return canon(a) == canon(b) or {folded(w) for w in re.split(r"[/\s]+", a) if normal(w)} == {folded(w) for w in re.split(r"[/\s]+", b) if normal(w)}


@lru_cache(4096)
def _kind(satuan: str) -> str:
    """What a satuan of one word counts; "" for anything else."""
    word = canon(satuan)
    return _KIND.get(word, "")


def contradiction(name: str, satuan: str, official: Nomenclature | None = None, *, percent: bool = False) -> str:
    """Why a satuan cannot be that of an indikator with this name, "" when it can; `percent`: its target is printed with %."""
    if not name or (not satuan and not percent) or (official is not None and folded(name) == folded(official.indikator) and same_unit(satuan, official.satuan)):
        return ""
    if _COUNT.match(name):
        return _count(name, satuan, percent=percent)
    if _SHARE.match(name):
        loose = name.lstrip("0123456789.) ").casefold().startswith("cakupan")
        kind = _kind(satuan)
        if canon(satuan) in _TIMES:
            return "cakupan atau persentase tidak dihitung dalam satuan waktu"
        return "persentase memakai satuan persen" if kind and (not loose or kind in ("laporan", "dokumen", "paket")) else ""
    grade = _GRADE.match(name)
    if grade and (is_percent(satuan) or percent) and not _PERCENT_GRADE.search(name):
        return f"{grade[1].casefold()} bukan persentase"
    return ""


def _count(name: str, satuan: str, *, percent: bool) -> str:
    """What is counted stands right after Jumlah, or is joined to it."""
    if is_percent(satuan) or percent:
        return "" if re.match(r"[\d.)\s]*jumlah\s+(?:pers|pros)", name, re.IGNORECASE) else "jumlah dihitung dalam satuan bendanya, bukan persen"
    rest = _COUNT.sub("", name, count=1)
    counted = [w for w in re.split(r"[\s,/()-]+", rest)[:1] if w]
    if canon(satuan) in _TIMES:
        return "" if counted and (canon(counted[0]) in _TIMES or counted[0].casefold() in ("lama", "waktu")) else "jumlah seperti itu tidak dihitung dalam satuan waktu"
    kind = _kind(satuan)
    mine = _KIND.get(normal(counted[0]), "") if counted else ""
    if not kind or not mine or kind == mine:
        return ""
    joined = {_KIND.get(normal(w), "") for w in _JOIN.findall(rest)}
    return "" if kind in joined else f"yang dihitung {counted[0].casefold()}"
