"""LK606: two quotations of one thing that contradict each other."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from difflib import SequenceMatcher
from functools import partial

from lkjip_xl.check import Check
from lkjip_xl.findings import Severity
from lkjip_xl.quotes import PROSE, UNMEASURED, WORDS, Ledger, Quote, Standing, ledger, names, normal
from lkjip_xl.quotes.arithmetic import ends
from lkjip_xl.quotes.scales import graded, scale_of
from lkjip_xl.quotes.spelling import spelling
from lkjip_xl.quotes.spoken import Verdict, verdict
from lkjip_xl.rules._leftovers import reader
from lkjip_xl.rules._quoted import addresses, others
from lkjip_xl.rules._variants import official_title, places, right_one, same_words, slight, told, wordings
from lkjip_xl.rules.rule import Hit, rule
from lkjip_xl.rules.year_printed_differs import of_plan, span
from lkjip_xl.values import State


@rule("LK606", "Dua kutipan untuk satu hal saling bertentangan")
def quotes_contradict(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    Satu besaran dari satu objek pada tahun yang sama tercetak dengan dua nilai, sedangkan lembarnya tidak memuat angka itu; satu
    keadaan dinyatakan dengan dua cara; satu hal diberi angka di satu tempat dan disebut belum diukur di tempat lain. Judul, nama,
    rumus dan keadaan yang tercetak berbeda hanya diperingatkan, dan hanya info bila bedanya ejaan, kata tugas atau satu kata, bila
    yang satu hanya lebih lengkap, bila keduanya kalimat panjang, atau bila objeknya judul kolom atau sebutan; kata yang sama dengan
    urutan lain tidak dilaporkan. Yang disalahkan judul peraturan yang lain dari judul resminya, nama yang paling jarang tercetak, yang
    tidak memuat nama objeknya, bidang tugas yang tidak ada dalam nama seksinya, atau yang terpotong; bila tidak ada yang menentukan,
    semua bentuk disebut dan tidak satu pun disalahkan. Bila lembarnya memuat angka itu, yang salah dilaporkan sebagai LK601; simpulan diperiksa LK615, nomor
    LK620, batas kelas LK616.

    ## Mengapa penting

    Paling sedikit satu dari keduanya salah.

    ## Cara memperbaiki

    Cari mana yang benar pada dokumen sumbernya, lalu samakan keduanya.

    ## Dasar hukum

    Tidak ada; satu hal hanya mempunyai satu nilai.
    """
    book = ledger(check)
    seen: set[int] = set()
    known = reader(check)
    differ = partial(_differ, spelling(book).mend)
    for group in book.by_key.values():
        if len(group) > 1 and _open(book, group):
            # what is left of another report has its own finding (LK618)
            ours = [q for q in group if not any(known.of_quote(q))] if group[0].besaran in PROSE and len(wordings(group, differ)) > 1 else group
            hit = _words(ours, differ) if group[0].besaran in WORDS else _figures(ours, differ)
            if hit is not None:
                seen.update(q.row.index for q in ours if q.spot == hit.spot)
                yield hit
    yield from _figure_and_state(book, seen)


Mend = Callable[[str], str]
Differ = Callable[[Quote, Quote], bool]
_OWN_RULES = ("kalimat", "induk", "pendukung", "simpulan", "nomor", "batas kelas")
"""Besaran of which two rows may say different things, or that another rule compares."""


def _open(book: Ledger, group: list[Quote]) -> bool:
    """True when no sheet decides: figures that cannot be judged, names of things that are in no sheet."""
    first = group[0]
    if first.besaran in _OWN_RULES:
        return False
    if first.besaran in ("tertinggi", "terendah"):
        return not any(book.things.find(q.text).known for q in group)
    if first.besaran in ("nama", "satuan", "kode", "indikator", "sasaran baris"):
        return not first.thing.known and not names(book).right_names(first)
    if first.besaran in ("tahun", "periode"):
        return not first.thing.total and not of_plan(first)
    return all(book.standing(q) is Standing.UNKNOWN for q in group)


def _differ(mend: Mend, a: Quote, b: Quote) -> bool:
    x, y = ends(a.value), ends(b.value)
    if x and y:
        return max(x) < min(y) or max(y) < min(x)
    if a.value.number is not None or b.value.number is not None:
        return False
    if a.besaran == "formula":
        return _formulas_differ(a.text, b.text)
    if a.besaran == "periode" and span(a.text) is not None and span(a.text) == span(b.text):
        return False
    if a.besaran == "predikat nilai":
        return _grades_differ(a, b)
    return not same_words(mend(a.text), mend(b.text))


_SIGNS = re.compile(r"[x×*:/÷=()+−-]|\b(?:dikali(?:kan)?|kali|dibagi|bagi|persen|dikurangi|ditambah)\b|\d+(?:[.,]\d+)?\s*(?:%|persen\b)|\b100\b|%", re.IGNORECASE)
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")


def _formulas_differ(a: str, b: str) -> bool:
    """Other figures in them, or other words throughout; the signs may be written in any way, and a wrong percentage is LK127's."""
    plain = [" ".join(_SIGNS.sub(" ", t).casefold().split()) for t in (a, b)]
    figures = [sorted(_NUMBER.findall(t)) for t in plain]
    words = [_NUMBER.sub(" ", t).split() for t in plain]
    other = figures[0] != figures[1] and bool(figures[0]) and bool(figures[1])
    return other or (all(words) and SequenceMatcher(None, words[0], words[1], autojunk=False).ratio() < 0.5)


def _grades_differ(a: Quote, b: Quote) -> bool:
    """Other classes, or other scores: `B`, `Baik` and `B (64,59)` are one."""
    (word, score, _), (other, its, _) = graded(a.text), graded(b.text)
    if score is not None and its is not None and score != its:
        return True
    scale = scale_of("", a.thing.text, score if score is not None else its)
    grades = [scale.grade(w) if scale is not None else None for w in (word, other)]
    if grades[0] is not None and grades[1] is not None:
        return grades[0] is not grades[1]
    return normal(word or a.text) != normal(other or b.text)


def _figures(group: list[Quote], differ: Differ) -> Hit | None:
    """The quotation that stands against most others (the later of two)."""
    against = [sum(differ(q, o) for o in group) for q in group]
    if not any(against):
        return None
    odd = group[max(i for i, n in enumerate(against) if n == max(against))]
    apart = [q for q in group if differ(odd, q)]
    usual = apart[0]
    right = [q for q in apart if not differ(q, usual)]
    return Hit(
        odd.spot, f"{odd.place}: {_figure(odd)}, sedangkan di {places(right)} {_figure(usual, odd)}.{others(len(group) - len(apart) - 1)}", found=odd.text,
        related=addresses(q for q in group if q is not odd))


_LAST_NUMBER = re.compile(r"nomor\s+terakhir\b", re.IGNORECASE)


def _figure(q: Quote, after: Quote | None = None) -> str:
    """A figure as printed; the last number of a list is how far the list goes, not a count that somebody states."""
    if _LAST_NUMBER.match(q.line):
        return f"daftar {'' if q.thing.total else q.thing.text + ' '}bernomor sampai {q.text}"
    return f"{q.what} tercetak {q.text}" if after is None or _LAST_NUMBER.match(after.line) else f"tercetak {q.text}"


def _words(group: list[Quote], differ: Differ) -> Hit | None:
    """The wordings of one thing; a wrong one is named when something tells which it is."""
    found = wordings(group, differ)
    if len(found) < 2:
        return None
    right = right_one(found)
    at = found[-1][-1] if right is None else next(v for v in found if v is not right)[0]
    return Hit(
        at.spot, told(found, right), found=at.text if right is not None else "", expected=official_title(found) or (right[0].text if right is not None else ""),
        related=addresses(q for q in group if q is not at), severity=Severity.INFO if slight(found) else Severity.WARNING)


_RESULTS = ("realisasi", "capaian", "nilai", "persen", "jumlah", "pembilang")


def _figure_and_state(book: Ledger, seen: set[int]) -> Iterator[Hit]:
    """A thing with a figure in one place that another place says is not measured; where a sheet decides, LK601 and LK615 tell it."""
    groups: dict[tuple[object, ...], tuple[list[Quote], list[Quote]]] = defaultdict(lambda: ([], []))
    for q in book.quotes:
        if not q.ours or q.row.index in seen or (q.besaran not in _RESULTS and q.besaran != "keadaan"):
            continue
        state = _unmeasured(q)
        if state or (q.besaran in _RESULTS and q.value.number is not None and q.value.number != 0):
            groups[q.thing.key, q.year if q.other_year else None, q.periode][not state].append(q)
    for states, figures in groups.values():
        open_ = [q for q in figures if book.standing(q) is Standing.UNKNOWN and not _decided(book, q)]
        if states and open_:
            odd, usual = max((states[0], open_[0]), key=lambda q: q.row.index), min((states[0], open_[0]), key=lambda q: q.row.index)
            yield Hit(
                odd.spot, f"{odd.place}: {odd.thing.text} tercetak \"{odd.text}\", sedangkan di {usual.place} tercetak \"{usual.text}\".", found=odd.text,
                related=addresses(q for q in (*states, *figures) if q is not odd))


def _unmeasured(q: Quote) -> bool:
    if q.besaran == "keadaan":
        return verdict(q.text) in (Verdict.UNMEASURED, Verdict.NOT_DONE)
    return q.value.state is State.BELUM


def _decided(book: Ledger, q: Quote) -> bool:
    """Does a sheet hold the figure, or say that there is none."""
    found = book.judged.get(q.row.index)
    return found is not None and found.expected is not None and (found.expected.value in UNMEASURED or not isinstance(found.expected.value, str))


