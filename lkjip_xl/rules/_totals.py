"""Why a printed total is off: the row or block it lacks, or that the table lacks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from fractions import Fraction

from lkjip_xl.quotes import Ledger, Quote, Standing, normal
from lkjip_xl.rules._budget import gaps
from lkjip_xl.values import angka, rupiah

_CELL = {"pagu": "pagu", "realisasi anggaran": "realisasi", "sisa": "sisa"}


def lacking(book: Ledger, q: Quote, addends: list[Quote], gap: Fraction) -> int | None:
    """The one budget row or block that the table does not print and whose amount is what the total has more; None when there is none or more than one."""
    key = "pagu_murni" if q.besaran == "pagu" and q.versi == "murni" else _CELL.get(q.besaran, "")
    if not key or gap <= 0 or not (q.thing.total or q.thing.nodes):
        return None
    things = book.things
    printed = {n for a in addends for n in a.thing.nodes}
    covered = printed | {up for n in printed for up in things.ancestors(n)} | {n for n in things.budget if set(things.ancestors(n)) & printed}
    inside = [n for n in things.budget if n not in covered and (q.thing.total or set(things.ancestors(n)) & set(q.thing.nodes))]
    top = [n for n in inside if things.money(n, key) != 0 and not set(things.ancestors(n)) & set(inside)]
    matching = [n for n in inside if things.money(n, key) == gap]
    best = [n for n in matching if not set(things.ancestors(n)) & set(matching)]
    if len(best) == 1:
        return best[0]
    unread = [n for n in top if things.money(n, key) is None and _unread(book, n, key)]
    return unread[0] if not best and len(top) == len(unread) == 1 else None


def promised(book: Ledger, q: Quote, addends: list[Quote], node: int) -> tuple[str, tuple[str, ...]]:
    """The PK amount of the program of a row that the table lacks against the rows printed below that program, and its cell; "" when they agree or the PK has none."""
    things = book.things
    program = next((n for n in (node, *things.ancestors(node)) if things.budget[n].get("level") == "program"), None)
    gap = next((g for g in gaps(book.check) if g.node is not None and g.node.row.index == program), None) if q.besaran == "pagu" and program is not None else None
    below = [a for a in addends if a.thing.nodes and program in things.ancestors(a.thing.nodes[0])]
    if gap is None or program is None or not below or _sum(below) == gap.amount:
        return "", ()
    told = f" {len(below)} baris {things.names(program)[0]} di tabel itu berjumlah {rupiah(_sum(below))}, sedangkan anggarannya di PK {rupiah(gap.amount)}."
    return told, (gap.row.address("anggaran"),)


def wrong_rows(book: Ledger, q: Quote) -> list[Quote]:
    """Wrong amounts among the detail rows of the column of a total."""
    same = (o for o in book.by_table[normal(q.table)] if o.besaran == q.besaran and (o.year, o.periode, o.versi) == (q.year, q.periode, q.versi))
    return [o for o in same if o.sort == "rincian" and o.value.number is not None and book.standing(o) is Standing.WRONG]


def excess(book: Ledger, rows: Iterable[Quote]) -> Fraction:
    """By how much wrong rows are above the sheets."""
    found = ((o.value.number, book.judged[o.row.index].expected) for o in rows)
    return sum((n - e.value for n, e in found if n is not None and e is not None and isinstance(e.value, Fraction)), Fraction(0))


def _unread(book: Ledger, node: int, key: str) -> bool:
    """Does the row hold an amount that does not type (376.920.00)."""
    below = [node, *(n for n in book.things.budget if node in book.things.ancestors(n))]
    keys = {"pagu": ("pagu_murni", "pagu_perubahan"), "pagu_murni": ("pagu_murni",), "realisasi": ("real1", "real2", "real3", "real4")}.get(key, ())
    cells = [book.check.values.get(("Anggaran", n, k)) for n in below for k in keys]
    return any(v is not None and v.trouble is not None for v in cells)


def left_out(addends: list[Quote], gap: Fraction) -> tuple[str, list[Quote]]:
    """The one printed row, or block of rows below one parent, that the total leaves out; "" when there is none or more than one."""
    if gap >= 0:
        return "", []
    single = [a for a in addends if a.value.number == -gap]
    if len(single) == 1:
        return f"baris \"{single[0].line}\"", single
    blocks: dict[str, list[Quote]] = defaultdict(list)
    for a in addends:
        if a.parent:
            blocks[normal(a.parent)].append(a)
    found = [rows for rows in blocks.values() if len(rows) > 1 and _sum(rows) == -gap]
    return (f"{len(found[0])} baris di bawah \"{found[0][0].parent}\"", found[0]) if not single and len(found) == 1 else ("", [])


def counted_twice(addends: list[Quote], gap: Fraction) -> str:
    """The one printed row that the total seems to hold twice."""
    same = [a for a in addends if a.value.number == gap] if gap > 0 else []
    return same[0].line if len(same) == 1 else ""


def _sum(rows: Iterable[Quote]) -> Fraction:
    return sum((r.value.number for r in rows if r.value.number is not None), Fraction(0))


def sum_words(numbers: list[Fraction], money: bool) -> str:
    """`a + b + c`, cut after eight."""
    write = rupiah if money else angka
    return " + ".join(write(n) for n in numbers[:8]) + (" + …" if len(numbers) > 8 else "")
