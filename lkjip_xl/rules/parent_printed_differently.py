"""LK609: parents and supporting programs printed otherwise than the sheets have them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from lkjip_xl.check import Check
from lkjip_xl.engine import fold
from lkjip_xl.quotes import Ledger, Quote, ledger, meng_folded, names
from lkjip_xl.rules._quoted import addresses, listing
from lkjip_xl.rules.rule import Hit, rule
from lkjip_xl.spec.sheets.budget import SUPPORTS


@rule("LK609", "Induk atau program pendukung tercetak berbeda")
def parent_printed_differently(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    Sub kegiatan di bawah kegiatan lain daripada di lembar Anggaran, indikator di bawah sasaran lain daripada di lembar
    Renstra, dan program pendukung indikator yang tidak sama dengan kolom Mendukung. Induk salah yang sama di beberapa baris
    dan tabel dilaporkan sekali. Induk yang hanya salah nama dilaporkan sebagai LK604.

    ## Mengapa penting

    Jumlah per kegiatan dan per sasaran menjadi lain, dan pembaca tidak tahu apa mendukung apa.

    ## Cara memperbaiki

    Tempatkan baris di bawah induknya menurut DPA atau Renstra. Bila laporan benar, betulkan lembar Anggaran atau Renstra.

    ## Dasar hukum

    Tidak ada; susunan program, kegiatan dan sub kegiatan mengikuti nomenklatur yang dipakai DPA.
    """
    book = ledger(check)
    for (_, right), group in names(book).orphaned.items():
        yield _parent(book, group, right) if isinstance(right, int) else _sasaran(book, group)
    yield from _supporting(book)


def _parent(book: Ledger, group: list[Quote], right: int) -> Hit:
    first = group[0]
    same = [q for q in book.quotes if q not in group and q.ours and q.thing.rest and meng_folded(q.thing.rest[0]) == meng_folded(first.text)]
    tables = list(dict.fromkeys(q.table for q in group))
    own = listing(dict.fromkeys(book.things.label(q.thing.nodes[0]) for q in group), 3)
    return Hit(
        first.spot, f"\"{first.text}\" tercetak sebagai induk {own} di {', '.join(tables)}; menurut lembar Anggaran induknya {book.things.label(right)}.",
        found=first.text, expected=book.things.names(right)[0], related=addresses([*group[1:], *same]),
        uses=(("Anggaran", right, "uraian"), *(cell for q in group for cell in book.things.cells(q.thing, "induk", "level"))),
    )


def _sasaran(book: Ledger, group: list[Quote]) -> Hit:
    first, known = group[0], names(book)
    right = {q.thing.ids[0]: known.names_of(up[0]) for q in group if (up := known.above(q))}
    told = listing(f"{i}: \"{n[0]}\"" for i, n in right.items() if n)
    tables = list(dict.fromkeys(q.table for q in group))
    return Hit(
        first.spot, f"\"{first.text}\" tercetak sebagai sasaran {', '.join(right)} di {', '.join(tables)}. Menurut lembar Renstra {told}.", found=first.text,
        expected=right[first.thing.ids[0]][0] if right.get(first.thing.ids[0]) else "", related=addresses(group[1:]),
        uses=tuple(cell for q in group for cell in book.things.cells(q.thing, "induk", "level")),
    )


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
    parts = [part.strip() for q in group for part in q.text.split(";") if part.strip()]
    printed = {node for part in parts if (node := things.node(part)) is not None}

    def branch(node: int, among: set[int]) -> bool:
        return node in among or any(a in among for a in things.ancestors(node)) or any(node in things.ancestors(a) for a in among)

    surplus = [things.label(n) for n in sorted(printed) if not branch(n, linked)] + [p for p in parts if things.node(p) is None]
    lacking = [things.label(n) for n in sorted(linked) if not branch(n, printed)]
    if not surplus and not lacking:
        return None
    told = (f" Tercetak tetapi tidak mendukung menurut lembar Anggaran: {listing(surplus)}." if surplus else "") + (
        f" Mendukung menurut lembar Anggaran tetapi tidak tercetak: {listing(lacking)}." if lacking else "")
    return Hit(
        first.spot, f"{first.place}: program pendukung {id_} berbeda dari kolom Mendukung.{told}", found=listing(parts),
        expected=listing(things.label(n) for n in sorted(linked)), related=addresses(group[1:]), uses=tuple(("Anggaran", n, s) for n in (*linked, *printed) for s in SUPPORTS),
    )
