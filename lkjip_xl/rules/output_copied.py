"""LK317: one output indikator that stands on several budget rows, or twice in one."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass

from lkjip_xl.check import Check, Spot
from lkjip_xl.findings import Severity
from lkjip_xl.quotes import ledger, normal
from lkjip_xl.rules._budget import Node, tree, upper_first
from lkjip_xl.rules._official import folded, official_of, owners, words
from lkjip_xl.rules._outputs import outputs
from lkjip_xl.rules._sound import sound
from lkjip_xl.rules.rule import Hit, rule

_SHORTEST = 3
"""Fewest words of an indikator that two rows cannot share by chance."""
_LEADS = re.compile(r"(?:jumlah|banyaknya|persentase|persentasi|prosentase|presentase|cakupan|nilai|indeks|angka|tingkat|rata-rata)\b", re.IGNORECASE)
_JOINTS = frozenset({"dan", "dari", "dengan", "atau", "yang", "terhadap", "antara", "berdasarkan", "menurut", "per", "serta", "dalam", "pada", "atas", "untuk", "sesuai", "di"})
_NUMBERED = re.compile(r"(?:^|\s)(?:[1-9][.)]|[a-e][.)]|[-•])\s+(?=\w)")


@rule("LK317", "Indikator keluaran yang sama pada beberapa baris", Severity.WARNING)
def output_copied(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    Indikator keluaran yang sama pada beberapa baris selevel di lembar Anggaran atau dalam satu tabel Kutipan, dua kali pada satu baris
    (baris itu dan baris keluarannya, atau dalam satu sel), dan dua indikator dalam satu sel; juga indikator program yang memakai nama
    program lain, yang mempunyai indikator serupa. Indikator yang menurut nomenklatur memang sama, dan indikator sub kegiatan lain
    (LK122), tidak dilaporkan di sini. Program dan kegiatannya boleh memakai indikator yang sama.

    ## Mengapa penting

    Indikator yang tersalin berarti keluaran salah satu baris tidak pernah diukur. Dua indikator dalam satu sel tidak dapat dibandingkan
    dengan satu target.

    ## Cara memperbaiki

    Tulis indikator masing-masing baris. Indikator kedua ditulis pada baris sendiri di bawahnya dengan level keluaran.

    ## Dasar hukum

    Tidak ada; ini kecocokan antarbaris.
    """
    told: set[object] = set()
    for table in (_sheet(check), *_tables(check)):
        for items in _by(table, lambda item: item.owner.row.index).values():
            yield from _within(items, told)
        for items in _by(table, lambda item: (item.owner.level, folded(item.text))).values():
            group = list({item.owner.row.index: item for item in reversed(items)}.values())[::-1]
            key = (items[0].owner.level, folded(items[0].text))
            if len(group) > 1 and key not in told and not all(item.official for item in group) and len(words(items[0].text)) >= _SHORTEST:
                told.add(key)
                yield _copied(group)
    yield from _of_another(check)


@dataclass(frozen=True, slots=True)
class _Item:
    """One printed output indikator of a budget row, in Anggaran or in a quoted table."""

    owner: Node
    text: str
    spot: Spot
    official: bool
    foreign: bool
    """The indikator of another sub kegiatan: that is told by LK122 or LK604."""


def _by(items: Iterable[_Item], key: Callable[[_Item], Hashable]) -> dict[Hashable, list[_Item]]:
    groups: dict[Hashable, list[_Item]] = defaultdict(list)
    for item in items:
        if not item.foreign:
            groups[key(item)].append(item)
    return groups


def _sheet(check: Check) -> list[_Item]:
    if not sound(check, "Anggaran", "level", "indikator"):
        return []
    return [_item(n, r.text("indikator"), r.spot("indikator")) for n in tree(check) for r in outputs(check, n) if r.text("indikator")]


def _tables(check: Check) -> Iterator[list[_Item]]:
    """Indikator of budget rows as other tables print them, table by table."""
    printed = [q for q in ledger(check).quotes if q.besaran == "indikator" and q.ours and len(q.thing.nodes) == 1 and not q.thing.rest]
    nodes = {n.row.index: n for n in tree(check)} if printed else {}
    tables: dict[tuple[str, str], list[_Item]] = defaultdict(list)
    seen: set[tuple[object, ...]] = set()
    for q in printed:
        line = (*q.printed_row, q.periode, q.thing.key, folded(q.text))
        if q.thing.nodes[0] in nodes and line not in seen:
            seen.add(line)
            tables[normal(q.table), q.periode].append(_item(nodes[q.thing.nodes[0]], q.text, q.spot))
    yield from tables.values()


def _item(node: Node, text: str, spot: Spot) -> _Item:
    official, theirs = official_of(node), owners("indikator", text)
    return _Item(node, text, spot, official is not None and folded(official.indikator) == folded(text), official is not None and bool(theirs) and official not in theirs)


def _copied(group: list[_Item]) -> Hit:
    """The first row keeps its indikator; the others repeat it."""
    first, rest = group[0], group[1:]
    names = "; ".join(_called(i.owner) for i in rest[:3]) + (f" dan {len(rest) - 3} lainnya" if len(rest) > 3 else "")
    return Hit(
        rest[0].spot, f'Indikator keluaran "{first.text}" dipakai {len(group)} {first.owner.level}: {_called(first.owner)}, dan lagi pada {names}.', found=rest[0].text,
        advice=f"Tulis indikator {first.owner.level} itu sendiri pada baris yang mengulang, lalu periksa target dan realisasinya.",
        related=tuple(i.spot.address for i in (first, *rest[1:])))


def _of_another(check: Check) -> Iterator[Hit]:
    """Indikator of a program that names another program, whose own indikator names it too."""
    named = [i for i in _sheet(check) if i.owner.level == "program" and i.owner.row.text("nama")]
    for item in named:
        for other in named:
            name, text = folded(_called(other.owner)), folded(item.text)
            theirs = name in text and name in folded(other.text) and len(words(_called(other.owner))) >= _SHORTEST
            if theirs and text != folded(other.text) and folded(_called(item.owner)) not in text and name not in folded(_called(item.owner)):
                yield Hit(
                    item.spot, f'Indikator {item.owner.name} memakai nama program lain: "{item.text}"; {other.owner.name} berindikator "{other.text}".', found=item.text,
                    related=(other.spot.address, other.owner.row.address("uraian" if other.owner.row.text("uraian") else "kode")))
                break


def _called(node: Node) -> str:
    return node.row.text("nama") or node.name


def _within(items: list[_Item], told: set[object]) -> Iterator[Hit]:
    """One indikator twice on a row, or two in one cell."""
    for at, item in enumerate(items):
        name, text = item.owner.name, item.text
        twin = next((i for i in items[:at] if _one(i.text, text)), None)
        parts = split(text)
        if (twin is None and len(parts) < 2) or (item.owner.row.index, folded(text)) in told:
            continue
        told.add((item.owner.row.index, folded(text)))
        if twin is not None:
            both = f'"{text}"' if twin.text == text else f'"{twin.text}" dan "{text}"'
            yield Hit(
                item.spot, f"{upper_first(name)} mencatat satu indikator keluaran dua kali: {both}.", advice="Hapus salah satu.", found=text,
                related=(twin.spot.address,))
        elif _one(parts[0], parts[1]):
            yield Hit(item.spot, f'Indikator keluaran {name} tertulis dua kali dalam satu sel: "{text}".', advice=f'Tulis sekali saja: "{parts[0]}".', found=text, expected=parts[0])
        else:
            yield Hit(
                item.spot, f"Indikator keluaran {name} memuat {len(parts)} indikator dalam satu sel: {'; '.join(parts)}.",
                advice="Tulis setiap indikator pada baris sendiri; yang kedua pada baris di bawahnya dengan level keluaran.", found=text)


def split(text: str) -> list[str]:
    """Indikator that stand in one cell: on lines, numbered, between semicolons, or where the first word comes back."""
    for parts in (re.split(r"\s*[\r\n]+\s*", text.strip()), _NUMBERED.split(f" {text}"), text.split(";")):
        kept = [p.strip(" ;.") for p in parts if normal(p)]
        if len(kept) > 1 and all(_LEADS.match(p) for p in kept):
            return kept
    half = text.split()
    if len(half) % 2 == 0 and len(half) > 3 and normal(" ".join(half[: len(half) // 2])) == normal(" ".join(half[len(half) // 2 :])):
        return [" ".join(half[: len(half) // 2])] * 2
    lead = _LEADS.match(text)
    again = [m.start() for m in re.finditer(rf"(?<=\s){re.escape(lead[0])}\b", text)] if lead and lead[0][0].isupper() else []
    starts = [0, *(at for at in again if _joint(text[:at]))]
    return [text[a:b].strip(" ,;") for a, b in zip(starts, [*starts[1:], len(text)], strict=True)]


def _joint(before: str) -> bool:
    """Does a new indikator begin after these words, which do not lead on to it."""
    last = before.rsplit(maxsplit=1)[-1].casefold().strip("(")
    return last.rstrip(",;") not in _JOINTS and len(before.split()) > 2


def _one(a: str, b: str) -> bool:
    """The same words, or one of them an abbreviation made of the first letters of the other's words."""
    return folded(a) == folded(b) or folded(_spelt_out(a, b)) == folded(b) or folded(_spelt_out(b, a)) == folded(a)


def _spelt_out(short: str, long: str) -> str:
    """`IKM Kecamatan` written with the words of `Indeks Kepuasan Masyarakat Kecamatan`."""
    there, found = long.split(), short.split()
    for at, word in enumerate(found):
        if len(word) < 3 or not word.isupper():
            continue
        for start in range(len(there) - len(word) + 1):
            run = there[start : start + len(word)]
            if "".join(w[0] for w in run).upper() == word:
                found[at] = " ".join(run)
    return " ".join(found)
