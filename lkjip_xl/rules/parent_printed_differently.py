"""LK609: parents and supporting programs printed otherwise than the sheets have them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from difflib import SequenceMatcher

from lkjip_xl.check import Check
from lkjip_xl.engine import fold
from lkjip_xl.quotes import Ledger, Quote, ledger, meng_folded, names, normal
from lkjip_xl.quotes.names import words_of
from lkjip_xl.quotes.naming import parts_of
from lkjip_xl.quotes.wording import difference
from lkjip_xl.rules._quoted import addresses, listing
from lkjip_xl.rules.rule import Hit, rule
from lkjip_xl.spec.sheets.budget import SUPPORTS


@rule("LK609", "Induk atau program pendukung tercetak berbeda")
def parent_printed_differently(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    Sub kegiatan di bawah kegiatan lain daripada di lembar Anggaran, indikator di bawah sasaran lain daripada di lembar
    Renstra, dan program pendukung indikator yang tidak sama dengan kolom Mendukung. Induk salah yang sama di beberapa baris
    dan tabel dilaporkan sekali; bila bentuknya berlainan (Meningkatkan, Meningkatnya), semua bentuknya disebut, dan bila di
    tabel lain tercetak dengan satu dua kata lain, bedanya disebut. Induk dan program pendukung yang hanya salah nama dilaporkan
    sebagai LK604, yang salah eja sebagai LK624.

    ## Mengapa penting

    Jumlah per kegiatan dan per sasaran menjadi lain, dan pembaca tidak tahu apa mendukung apa.

    ## Cara memperbaiki

    Tempatkan baris di bawah induknya menurut DPA atau Renstra. Bila laporan benar, betulkan lembar Anggaran atau Renstra.

    ## Dasar hukum

    Tidak ada; susunan program, kegiatan dan sub kegiatan mengikuti nomenklatur yang dipakai DPA.
    """
    book = ledger(check)
    seen: list[list[Quote]] = []
    for (_, right), group in names(book).orphaned.items():
        yield _parent(book, group, right) if isinstance(right, int) else _sasaran(book, group, next((s for s in seen if _reworded(s, group)), None))
        seen.append(group)
    yield from _supporting(book)


def _parent(book: Ledger, group: list[Quote], right: int) -> Hit:
    first = group[0]
    same = [q for q in book.quotes if q not in group and q.ours and q.besaran in ("nama", "induk") and q.thing.rest and meng_folded(q.thing.rest[0]) == meng_folded(first.text)]
    own = listing((f"{', '.join(rows)} di {tables}" for tables, rows in _rows(book, group).items()), 4)
    return Hit(
        first.spot, f"\"{first.text}\" tercetak sebagai induk {own}; menurut lembar Anggaran induknya {book.things.label(right)}.{_forms(group)}",
        found=first.text, expected=book.things.names(right)[0], related=addresses([*group[1:], *same]),
        uses=(("Anggaran", right, "uraian"), *(cell for q in group for cell in book.things.cells(q.thing, "induk", "level"))),
    )


def _reworded(earlier: list[Quote], group: list[Quote]) -> bool:
    """Is a wrong parent an earlier one of the same rows with a word more or less."""
    rows = {i for q in earlier for i in q.thing.ids}
    return any(i in rows for q in group for i in q.thing.ids) and _close(earlier[0].text, group[0].text)


def _close(a: str, b: str) -> bool:
    """Is a name another one with a word more or less."""
    return SequenceMatcher(None, words_of(a), words_of(b), autojunk=False).ratio() > _ALIKE


_ALIKE = 0.82


def _sasaran(book: Ledger, group: list[Quote], earlier: list[Quote] | None) -> Hit:
    first, known = group[0], names(book)
    right = {q.thing.ids[0]: known.names_of(up[0]) for q in group if (up := known.above(q))}
    told = listing(f"{i}: \"{n[0]}\"" for i, n in right.items() if n)
    own = listing((f"{', '.join(rows)} di {tables}" for tables, rows in _rows(book, group).items()), 4)
    own_right = names_of[0] if (names_of := right.get(first.thing.ids[0])) else ""
    other = f" Di {', '.join(dict.fromkeys(q.table for q in earlier))} tercetak \"{earlier[0].text}\"; bedanya di sini: {difference(first.text, earlier[0].text)}." if earlier else ""
    return Hit(
        first.spot, f"\"{first.text}\" tercetak sebagai sasaran {own}. Menurut lembar Renstra {told}.{_forms(group)}{other}", found=first.text,
        expected=own_right, related=addresses([*group[1:], *(earlier or ())]),
        advice="Pakai nama sasaran persis seperti dalam PK dan Renstra, di semua tabel." if own_right and _close(first.text, own_right) else "",
        uses=(*(cell for q in group for cell in book.things.cells(q.thing, "induk", "level")), *(cell for q in group for cell in known.cells(known.above(q)[0]))),
    )


def _rows(book: Ledger, group: list[Quote]) -> dict[str, list[str]]:
    """The rows printed under a parent, by the tables that print just these."""
    rows: dict[str, list[str]] = defaultdict(list)
    for q in group:
        node = q.thing.nodes[0] if q.thing.nodes else -1
        row = q.thing.ids[0] if q.thing.ids else str(book.things.budget[node].get("kode") or book.things.label(node))
        if row not in rows[q.table]:
            rows[q.table].append(row)
    same: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for table, printed in rows.items():
        same[tuple(printed)].append(table)
    return {", ".join(tables): list(printed) for printed, tables in same.items()}


def _forms(group: list[Quote]) -> str:
    """The forms in which one wrong parent is printed, when there are several: `Meningkatkan` here, `Meningkatnya` there."""
    forms: dict[str, list[Quote]] = defaultdict(list)
    for q in group:
        forms[normal(q.text)].append(q)
    if len(forms) < 2:
        return ""
    told = (f"\"{same[0].text}\" di {listing(dict.fromkeys(q.place for q in same), 4)}" for same in forms.values())
    return f" Bentuknya pun tidak sama: {listing(told)}."


def _supporting(book: Ledger) -> Iterator[Hit]:
    groups: dict[tuple[object, ...], list[Quote]] = defaultdict(list)
    for q in book.quotes:
        if q.besaran == "pendukung" and q.ours and len(q.thing.ids) == 1 and not q.thing.rest:
            groups[(*q.printed_row, fold(q.thing.ids[0]))].append(q)
    for group in groups.values():
        hit = _against_links(book, group)
        if hit is not None:
            yield hit


def _against_links(book: Ledger, group: list[Quote]) -> Hit | None:
    first, things = group[0], book.things
    id_ = first.thing.ids[0]
    linked = {i for i, row in things.budget.items() if any(fold(row.get(s)) == fold(id_) for s in SUPPORTS)}
    if not linked:
        return None
    nodes = {part: names(book).supporter(part) for q in group for part in parts_of(q)}
    printed = {node for node in nodes.values() if node is not None}

    def branch(node: int, among: set[int]) -> bool:
        return node in among or any(a in among for a in things.ancestors(node)) or any(node in things.ancestors(a) for a in among)

    surplus = [things.label(n) for n in sorted(printed) if not branch(n, linked)] + [part for part, node in nodes.items() if node is None]
    lacking = [things.label(n) for n in sorted(linked) if not branch(n, printed)]
    if not surplus and not lacking:
        return None
    told = (f" Tercetak tetapi tidak mendukung menurut lembar Anggaran: {listing(surplus)}." if surplus else "") + (
        f" Mendukung menurut lembar Anggaran tetapi tidak tercetak: {listing(lacking)}." if lacking else "")
    return Hit(
        first.spot, f"{first.place}: program pendukung {id_} berbeda dari kolom Mendukung.{told}", found=listing(nodes),
        expected=listing(things.label(n) for n in sorted(linked)), related=addresses(group[1:]), uses=tuple(("Anggaran", n, s) for n in (*linked, *printed) for s in SUPPORTS),
    )
