"""The budget rows as a tree, and how far the PK, the rows and the DPA are apart (the rules LK301 to LK309 share this)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from lkjip_xl.check import Check, CheckRow
from lkjip_xl.engine import UNTYPED
from lkjip_xl.quotes import Likeness, likeness
from lkjip_xl.quotes.text import bare, kindless
from lkjip_xl.spec.sheets.budget import SPENDING, TREE
from lkjip_xl.spec.sheets.measure import TWS
from lkjip_xl.spec.sheets.tree import Tree
from lkjip_xl.values import code_parts, normal

TREES = (TREE, SPENDING)
"""Tables whose rows add up along a tree."""


@dataclass(slots=True)
class Node:
    """One row of Anggaran or Belanja with the rows below it."""

    row: CheckRow
    level: str
    leaf: bool
    parent: Node | None = None
    children: list[Node] = field(default_factory=list)

    @property
    def name(self) -> str:
        """Level and name as people call the row."""
        return name_of(self.row)

    def above(self) -> Iterator[Node]:
        """Rows above this one, nearest first."""
        node = self.parent
        while node is not None:
            yield node
            node = node.parent

    def counted(self, key: str) -> Iterator[Node]:
        """Rows below this one whose amount in a column counts: the lowest, and an upper row of whose rows below none has an amount."""
        for child in self.children:
            if child.counts(key):
                yield child
            else:
                yield from child.counted(key)

    def counts(self, key: str) -> bool:
        """Does the row's own amount enter the sums."""
        return self.leaf or (isinstance(self.row.right(key), Fraction) and all(n.row.right(key) == "" for n in under(self)))

    def below(self, key: str) -> Fraction | None:
        """Sum of a column over the rows below; None when none has a number there or one does not type."""
        return total(self.counted(key), key)

    def worth(self, key: str) -> Fraction | None:
        """What the row adds to the sums of the rows above it."""
        return total([self] if self.counts(key) else self.counted(key), key)


def name_of(row: CheckRow) -> str:
    """Level and name of a budget row, its code or its row number when it has no name."""
    name = row.text("nama" if "nama" in row.table.by_key else "uraian") or row.text("kode") or f"baris {row.row.row}"
    level = row.text("level")
    return name if row.table.key == SPENDING.table or name.casefold().startswith(f"{level.casefold()} ") else f"{level} {name}"


def upper_first(text: str) -> str:
    """A text with its first letter large, for the beginning of a sentence."""
    return text[:1].upper() + text[1:]


def tree(check: Check, kind: Tree = TREE) -> list[Node]:
    """Rows that hold money, each knowing its parent; rows without a known level are left out."""
    rank = {level: i for i, level in enumerate((*kind.tops, kind.lowest))}
    nodes: list[Node] = []
    open_: list[Node] = []
    for row in check.rows(kind.table):
        level = row.text("level").casefold()
        if level not in rank:
            continue
        node = Node(row, level, leaf=True)
        while open_ and rank[open_[-1].level] >= rank[level]:
            open_.pop()
        if open_:
            node.parent = open_[-1]
            open_[-1].leaf = False
            open_[-1].children.append(node)
        open_.append(node)
        nodes.append(node)
    return nodes


def money_columns(check: Check) -> tuple[tuple[str, str, str], ...]:
    """Money columns that count in the period: key of an upper row, key of its leaves, name."""
    quarters = tuple((f"real{k}", f"real{k}", f"realisasi s.d. TW {TWS[k - 1]}") for k in range(1, check.quarter + 1))
    return (("pagu_murni", "pagu_murni", "pagu murni"), ("pagu_perubahan", "pagu_tulis", "pagu perubahan"), *quarters)


def total(nodes: Iterator[Node] | list[Node], key: str) -> Fraction | None:
    """Sum of a column; None when no row has a number there or one does not type."""
    values = [n.row.right(key) for n in nodes]
    numbers = [v for v in values if isinstance(v, Fraction)]
    return sum(numbers, Fraction(0)) if numbers and UNTYPED not in values else None


def filled_total(nodes: list[Node], key: str) -> tuple[Fraction | None, list[Node]]:
    """Sum of a column over all rows that count, and those rows; None when one of them is blank or does not type."""
    rows = [m for n in nodes if n.parent is None for m in ([n] if n.counts(key) else n.counted(key))]
    values = [n.row.right(key) for n in rows]
    return (sum(values, Fraction(0)), rows) if values and all(isinstance(v, Fraction) for v in values) else (None, rows)


def sized(nodes: Iterable[Node], key: str, amount: Fraction) -> list[Node]:
    """Rows and whole blocks (a program or kegiatan with all below it) whose column is exactly this amount; the lowest of each branch."""
    found = [n for n in nodes if n.worth(key) == amount] if amount else []
    return [n for n in found if not any(n in o.above() for o in found)]


def under(node: Node) -> Iterator[Node]:
    """Every row below a row."""
    for child in node.children:
        yield child
        yield from under(child)


def sized_text(found: list[Node]) -> str:
    """`sub kegiatan A (baris 12) atau kegiatan B (baris 20)`."""
    return " atau ".join(f"{n.name} (baris {n.row.row.row})" for n in found[:2])


@dataclass(frozen=True, slots=True)
class Gap:
    """A program of the PK whose amount is not what its row in Anggaran holds."""

    row: CheckRow
    node: Node | None
    """Its row in Anggaran; None when there is none."""
    amount: Fraction
    pagu: Any
    """Fraction, "" without a row or amount, UNTYPED."""

    @property
    def difference(self) -> Fraction:
        """PK minus Anggaran; the whole amount without a row in Anggaran, 0 when they cannot be compared."""
        if self.node is None:
            return self.amount
        return self.amount - self.pagu if isinstance(self.pagu, Fraction) else Fraction(0)


def gaps(check: Check) -> list[Gap]:
    """Every program of the PK with an amount, beside its row in Anggaran (same code in any width, else same name)."""
    nodes = tree(check)
    found: list[Gap] = []
    for row in check.rows("Program"):
        amount = row.number("anggaran")
        if amount is None or (row["kode"] is UNTYPED):
            continue
        node = matching(nodes, row.text("kode"), row.text("program"))
        found.append(Gap(row, node, amount, "" if node is None else _held(check, node, amount)))
    return found


def _held(check: Check, node: Node, amount: Fraction) -> Any:
    """Pagu of a row in the version of the PK, "" when no row has any; the sum of its rows when the PK or the DPA follows that (the row itself then has its LK301)."""
    if all(n.row.right(key) == "" for n in (node, *under(node)) for key in ("pagu_murni", "pagu_tulis")):
        return ""
    below = node.below("pagu_tulis" if check.form("Identitas", "pk_versi") == "perubahan" else "pagu_murni")
    right = version_total(check)
    dpa = isinstance(right, Fraction) and right == check.right_form("PKJumlah", "total_dpa")
    return below if below is not None and (below == amount or dpa) else node.row.right("pagu_versi_pk")


def matching(nodes: list[Node], kode: str, name: str) -> Node | None:
    """The row that a line of the PK means: of its code in any width, else of its name; without a code also the one row whose name is misspelt there or here, or cut short."""
    parts = code_parts(kode) if kode else None
    if parts is not None:
        by_code = next((n for n in nodes if code_parts(n.row.text("kode")) == parts), None)
        if by_code is not None:
            return by_code
    named = [n for n in nodes if normal(n.row.text("nama")) == normal(name)] if name else []
    if named or not name or kode:
        return named[0] if named else None
    close = [n for n in nodes if _nearly(name, n.row.text("nama"))]
    close = [n for n in close if n.level == "program"] or close
    return close[0] if len(close) == 1 else None


def _nearly(name: str, other: str) -> bool:
    """Misspelt, or cut short after at least half of its words."""
    short, long = sorted((kindless(name), kindless(other)), key=len)
    cut = bare(long).startswith(bare(short)) and 2 * len(short.split()) >= len(long.split())
    return bool(bare(short)) and (cut or likeness(name, [other]) <= Likeness.SPELLING)


def left_out(check: Check) -> list[Node]:
    """Programs of Anggaran with money in the version of the PK that the PK does not list."""
    nodes = tree(check)
    listed = {id(n) for row in check.rows("Program") if (n := matching(nodes, row.text("kode"), row.text("program"))) is not None}
    return [n for n in nodes if n.level == "program" and id(n) not in listed and isinstance(v := n.row.right("pagu_versi_pk"), Fraction) and v > 0]


def explained(check: Check) -> Fraction:
    """What the PK is above Anggaran, program by program."""
    return sum((g.difference for g in gaps(check)), Fraction(0))


def version_total(check: Check) -> Any:
    """Sum of the counted rows in the version of the PK; Fraction, "" or UNTYPED."""
    changed = check.form("Identitas", "pk_versi") == "perubahan"
    return check.right_form("Jumlah", "pagu" if changed else "murni")
