"""What a quotation is about: an indikator, rows of the budget, the whole office, or a name that matches nothing."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from lkjip_xl.check import Check
from lkjip_xl.engine import CellKey, Row, fold, official_names
from lkjip_xl.quotes.text import bare, meng_folded, normal
from lkjip_xl.spec.lists import LEVELS
from lkjip_xl.values import code_canonical, code_parts

_TOTAL = ("total", "jumlah", "seluruhinstansi")


@dataclass(frozen=True)
class Thing:
    """Objek of a quotation, resolved."""

    text: str
    ids: tuple[str, ...] = ()
    """Renstra ids, as written there."""
    nodes: tuple[int, ...] = ()
    """Positions of Anggaran rows."""
    spends: tuple[int, ...] = ()
    """Positions of Belanja rows."""
    total: bool = False
    rest: tuple[str, ...] = ()
    """Parts that match nothing."""

    @property
    def known(self) -> bool:
        """True when every part of the objek is in the workbook."""
        return not self.rest and bool(self.ids or self.nodes or self.spends or self.total)

    @cached_property
    def key(self) -> tuple[object, ...]:
        """Equal for two ways of writing one thing."""
        return (tuple(sorted(fold(i) for i in self.ids)), tuple(sorted(self.nodes)), self.total, tuple(sorted(normal(r) for r in self.rest)), tuple(sorted(self.spends)))


class Things:
    """Finds objects by id, code or name, and the budget tree by the order of its rows."""

    def __init__(self, check: Check) -> None:
        self.check = check
        self.budget: dict[int, Row] = {r.index: r for r in check.truth.used("Anggaran")}
        self.plan: dict[str, Row] = {}
        for row in check.truth.used("Renstra"):
            self.plan.setdefault(str(fold(row.get("id"))), row)
        self.spending: dict[int, Row] = {r.index: r for r in check.truth.used("Belanja")}
        self.parent = self._parents()
        self._codes: dict[tuple[int, ...], int] = {}
        self._names: dict[str, int] = {}
        self._bare: dict[str, int] = {}
        self._plan_names: dict[str, str] = {}
        self._index()

    def _parents(self) -> dict[int, int]:
        """Nearest row above of a higher level, for each budget row."""
        parents: dict[int, int] = {}
        stack: list[tuple[int, int]] = []
        for index, row in self.budget.items():
            level = row.get("level")
            rank = LEVELS.index(level) if level in LEVELS else len(LEVELS)
            while stack and stack[-1][0] >= rank:
                stack.pop()
            if stack:
                parents[index] = stack[-1][1]
            stack.append((rank, index))
        return parents

    def _index(self) -> None:
        for index, row in self.budget.items():
            if row.get("level") == "keluaran":
                continue
            parts = code_parts(text) if isinstance(text := row.get("kode"), str) and text else None
            if parts:
                self._codes.setdefault(parts, index)
            for name in self.names(index):
                self._names.setdefault(normal(name), index)
                self._bare.setdefault(bare(name), index)
        for row in self.plan.values():
            if isinstance(name := row.get("uraian"), str) and name:
                self._plan_names.setdefault(meng_folded(name), str(row.get("id")))

    def names(self, node: int) -> list[str]:
        """Names under which a budget row may be printed: as typed, then as the nomenclature has it."""
        row = self.budget[node]
        typed = row.get("nama")
        found = [typed] if isinstance(typed, str) and typed else []
        kode = row.get("kode")
        official = official_names().get((code_canonical(kode) or "") if isinstance(kode, str) else "")
        return [*found, official[0]] if official and official[0] not in found else found

    def find(self, text: str) -> Thing:
        """Resolve an objek cell; several parts stand between semicolons."""
        ids: list[str] = []
        nodes: list[int] = []
        spends: list[int] = []
        rest: list[str] = []
        total = False
        for part in (p.strip() for p in text.split(";")):
            if not part:
                continue
            if normal(part) in _TOTAL:
                total = True
            elif (row := self.plan.get(part.casefold())) is not None:
                ids.append(str(row.get("id")))
            elif (node := self.node(part)) is not None:
                nodes.append(node)
            elif (named := self._plan_names.get(meng_folded(part))) is not None:
                ids.append(named)
            elif (spend := self.spend(part)) is not None:
                spends.append(spend)
            else:
                rest.append(part)
        return Thing(" ".join(text.split()), tuple(ids), tuple(nodes), tuple(spends), total, tuple(rest))

    def cells(self, thing: Thing, plan: str, node: str, office: str = "instansi") -> tuple[CellKey, ...]:
        """The cells of one field of a thing: of its indikator in Renstra, of its rows in Anggaran, of the office in Identitas."""
        rows = [row for i in thing.ids if (row := self.plan.get(str(fold(i)))) is not None]
        return (*(("Renstra", r.index, plan) for r in rows), *(("Anggaran", n, node) for n in thing.nodes), *((("Identitas", None, office),) if thing.total else ()))

    def node(self, text: str) -> int | None:
        """Budget row by code (`code_parts`), else by name."""
        parts = code_parts(text)
        if parts is not None:
            return self._codes.get(parts)
        return self._names.get(normal(text), self._bare.get(bare(text)))

    def spend(self, text: str) -> int | None:
        """Row of Belanja by name or code."""
        same = (i for i, row in self.spending.items() for key in ("uraian", "kode") if isinstance(value := row.get(key), str) and value and normal(value) == normal(text))
        return next(same, None)

    def ancestors(self, node: int) -> list[int]:
        """Rows above a budget row in the tree, nearest first."""
        found: list[int] = []
        while node in self.parent:
            node = self.parent[node]
            found.append(node)
        return found

    def children(self, node: int) -> list[int]:
        """Rows directly below a budget row."""
        return [i for i, p in self.parent.items() if p == node and self.budget[i].get("level") != "keluaran"]

    def topmost(self, nodes: tuple[int, ...]) -> list[int]:
        """Nodes without those that stand below another of them, so that a sum counts nothing twice."""
        return [n for n in dict.fromkeys(nodes) if not set(self.ancestors(n)) & set(nodes)]

    def label(self, node: int) -> str:
        """Code and name of a budget row, for messages."""
        row = self.budget[node]
        kode, names = row.get("kode"), self.names(node)
        return " ".join(part for part in (kode if isinstance(kode, str) else "", names[0] if names else "") if part)

    def money(self, node: int, key: str) -> Fraction | None:
        """A rupiah cell of a budget row, None when blank or not typed."""
        value = self.budget[node].get(key)
        return value if isinstance(value, Fraction) else None
