"""The budget of a world: a tree from the nomenclature (or of the years before 2021), its money by quarter and its outputs."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from realistic_stock import OLD_PROGRAMS, OLD_WORK
from realistic_world import Item, World

from lkjip_xl.spec.lists import Nomenclature, nomenclature
from lkjip_xl.values import normal

GAJI = 1_800_000_000


@dataclass(slots=True)
class Output:
    """One output indikator of a row: targets and results by quarter."""

    indikator: str
    satuan: str
    targets: list[int]
    results: list[int]


@dataclass(slots=True)
class Node:
    """One row of the budget."""

    level: str
    kode: str
    nama: str
    official: Nomenclature | None = None
    below: list[Node] = field(default_factory=list)
    murni: int = 0
    changed: int | None = None
    spent: list[int] = field(default_factory=list)
    outputs: list[Output] = field(default_factory=list)
    supports: list[str] = field(default_factory=list)
    typed: bool = True
    """An upper row whose amounts are typed, not left to the roll-up."""

    @property
    def pagu(self) -> int:
        return self.murni if self.changed is None else self.changed

    def leaves(self) -> Iterator[Node]:
        if not self.below:
            yield self
        for child in self.below:
            yield from child.leaves()

    def walk(self) -> Iterator[Node]:
        yield self
        for child in self.below:
            yield from child.walk()


@dataclass(slots=True)
class Budget:
    """Programs of the office, and how their rows are written."""

    programs: list[Node]
    width: int
    """Digits of the last part of a code: 4, 2, or 0 for a budget without codes."""
    unit: bool
    yearly: bool
    """Outputs are told per year, not per quarter."""

    def rows(self) -> Iterator[Node]:
        for program in self.programs:
            yield from program.walk()

    def leaves(self) -> Iterator[Node]:
        for program in self.programs:
            yield from program.leaves()

    def total(self, kind: str) -> int:
        """Sum over the leaves: `murni`, `pagu`, or `1` to `4` for spending up to a quarter."""
        return sum(leaf.spent[int(kind) - 1] if kind.isdigit() else getattr(leaf, kind) for leaf in self.leaves())


def draw_budget(world: World) -> Budget:
    """A budget that serves every sasaran of the world."""
    rng = world.rng
    width = rng.choice((4, 4, 2, 0)) if not world.old else rng.choice((2, 0))
    programs = _old(world, width) if world.old else _new(world, width)
    budget = Budget(programs, width, rng.random() < 0.35, world.annual and rng.random() < 0.6)
    style = rng.choice(("semua", "kosong", "sebagian"))
    for leaf in budget.leaves():
        _money(world, leaf)
    for program in programs:
        _roll(program, style, rng)
    told = {level: rng.random() < 0.4 for level in ("program", "kegiatan", "sub kegiatan")}
    for program in programs:
        _outputs(world, program, told)
    _support(world, programs)
    return budget


def _new(world: World, width: int) -> list[Node]:
    """Programs, kegiatan and sub kegiatan by their official codes."""
    rng, every = world.rng, nomenclature()
    needed = {g.program for _, _, g in world.goals} | {"01"}
    chosen = sorted(needed | set(rng.sample(("02", "03", "04", "05", "06"), rng.randint(0, 2))))
    seen: set[str] = set()
    programs = []
    for part in chosen:
        head = next(n for n in every if n.kode == f"7.01.{part}")
        kegiatan = [n for n in every if n.level == "kegiatan" and n.kode.startswith(f"{head.kode}.2.")]
        picked = [kegiatan[1]] if part == "01" else []
        rest = [n for n in kegiatan if n not in picked]
        picked += rng.sample(rest, min(len(rest), rng.randint(1, 2)))
        program = _official(head, width)
        for k in sorted(picked, key=lambda n: n.kode):
            subs = [n for n in every if n.level == "sub kegiatan" and n.kode.startswith(f"{k.kode}.") and normal(n.nama) not in seen]
            took = subs[:1] if k.kode == "7.01.01.2.02" else []
            took += rng.sample([s for s in subs if s not in took], min(len(subs) - len(took), rng.randint(1, 3 - len(took))))
            seen |= {normal(s.nama) for s in took}
            node = _official(k, width)
            node.below = [_official(s, width) for s in sorted(took, key=lambda n: n.kode)]
            if node.below:
                program.below.append(node)
        programs.append(program)
    return programs


def _official(n: Nomenclature, width: int) -> Node:
    head, _, tail = n.kode.rpartition(".")
    kode = "" if not width else f"{head}.{tail[-2:]}" if width == 2 and n.level == "sub kegiatan" else n.kode
    return Node(n.level, kode, n.nama, n)


def _old(world: World, width: int) -> list[Node]:
    """The structure before 2021: kegiatan below programs, and salaries as a row of their own."""
    rng = world.rng
    programs = [Node("program", "4.01.4.01.11.00" if width else "", "Belanja Tidak Langsung")]
    named = [(name, list(rng.sample(work, rng.randint(1, len(work))))) for name, work in OLD_PROGRAMS]
    named += [(g.lama, [f"{w} {_short(g.uraian)}" for w in rng.sample(OLD_WORK, rng.randint(1, 2))]) for _, _, g in world.goals]
    for p, (name, work) in enumerate(named, 1):
        kode = f"4.01.4.01.11.{p:02}" if width else ""
        below = [Node("kegiatan", f"{kode}.{k:02}" if width else "", text) for k, text in enumerate(work, 1)]
        programs.append(Node("program", kode, name, below=below))
    return programs


def _short(goal: str) -> str:
    return " ".join(goal.split()[1:5])


def _money(world: World, leaf: Node) -> None:
    """Pagu and spending of a leaf: rising over the quarters, never above the pagu."""
    rng = world.rng
    salary = "Gaji" in leaf.nama or leaf.nama == "Belanja Tidak Langsung"
    unit = rng.choice((1, 100, 500, 1000))
    leaf.murni = (rng.randint(GAJI // 2, GAJI) if salary else int(rng.lognormvariate(17, 1.0))) // unit * unit + unit
    if world.changed and rng.random() < 0.35:
        factor = 0.0 if rng.random() < 0.08 and not salary else rng.uniform(0.75, 1.25)
        leaf.changed = int(leaf.murni * factor) // unit * unit
    if leaf.pagu == 0 or (rng.random() < 0.06 and not salary):
        leaf.spent = [0, 0, 0, 0]
        return
    end = rng.choice((1.0, rng.uniform(0.8, 1), rng.uniform(0.93, 1)))
    lower = min(leaf.murni, leaf.pagu)
    steps = [s * end for s in (rng.uniform(0.12, 0.24), rng.uniform(0.3, 0.5), rng.uniform(0.6, 0.78))]
    leaf.spent = [int(lower * s) for s in steps] + [int(leaf.pagu * end)]
    if rng.random() < 0.15 and not salary:
        leaf.spent[0] = 0
    for k in range(1, 4):
        leaf.spent[k] = max(leaf.spent[k], leaf.spent[k - 1])


def _roll(node: Node, style: str, rng: random.Random) -> None:
    """Amounts of an upper row from its leaves."""
    for child in node.below:
        _roll(child, style, rng)
    if node.below:
        node.typed = style == "semua" or (style == "sebagian" and rng.random() < 0.5)
        node.murni = sum(c.murni for c in node.below)
        after = sum(c.pagu for c in node.below)
        node.changed = after if any(c.changed is not None for c in node.below) else None
        node.spent = [sum(c.spent[k] for c in node.below) for k in range(4)]


_SIZES = {"Orang": (5, 60), "Orang/bulan": (14, 30), "Keluarga": (20, 60), "Dokumen": (1, 12), "Laporan": (1, 12)}


def _outputs(world: World, node: Node, told: dict[str, bool]) -> None:
    """Outputs of a leaf by its official satuan; upper rows of the levels that tell one with a percent."""
    rng = world.rng
    for child in node.below:
        _outputs(world, child, told)
    if node.below:
        if told[node.level]:
            node.outputs.append(_progress(node))
        return
    if node.nama == "Belanja Tidak Langsung":
        return
    satuan = node.official.satuan if node.official is not None else rng.choice(("Bulan", "Laporan", "Kegiatan", "Unit"))
    # never more people paid than the smallest office has, also with one more in every quarter (LK335)
    low, high = (2, 4) if satuan == "Orang" and "Gaji" in node.nama else _SIZES.get(satuan, (1, 15))
    indikator = node.official.indikator if node.official is not None else f"Jumlah {satuan.lower()} {node.nama.lower()}"
    node.outputs.append(_output(rng, node, indikator, satuan, rng.randint(low, high)))
    if rng.random() < 0.12:
        node.outputs.append(_output(rng, node, f"Jumlah peserta {node.nama.lower()}", "Orang", rng.randint(10, 60)))


def _progress(node: Node) -> Output:
    """Percent of the work below that is done, quarter by quarter."""
    parts = [o for child in node.leaves() for o in child.outputs[:1]]
    done = [sum(min(100, o.results[k] * 100 // max(1, sum(o.targets))) for o in parts) // max(1, len(parts)) for k in range(4)]
    return Output(f"Persentase {node.nama.lower()} yang terlaksana", "Persen", [25, 25, 25, 25], done)


def _output(rng: random.Random, node: Node, indikator: str, satuan: str, year: int) -> Output:
    """Quarter targets that add up to the year; a result only where money was spent, and never none where it was."""
    parts = [year // 4 + (k < year % 4) for k in range(4)]
    results = []
    for k, part in enumerate(parts):
        result = max(1, part + rng.choice((0, 0, 0, 0, -1, 1))) if part else 0
        results.append(result if node.spent[k] else 0)
    if node.spent[3] and not any(results):
        results[3] = 1
    return Output(indikator, satuan, parts, results)


def _support(world: World, programs: list[Node]) -> None:
    """Each indikator of the PK at one program, or at a kegiatan or leaf of it; four at a row at most."""
    rng = world.rng
    for item in world.promised:
        name = item.goal.lama if item.goal is not None and world.old else ""
        part = item.goal.program if item.goal is not None else "01"
        found = next((p for p in programs if (p.nama == name if world.old else p.official is not None and p.official.kode.endswith(f".{part}"))), programs[-1])
        branch = [found, *([found.below[0]] if found.below and rng.random() < 0.3 else [])]
        _attach(item, branch[-1] if len(branch[-1].supports) < 4 else found)


def _attach(item: Item, node: Node) -> None:
    if len(node.supports) < 4:
        node.supports.append(item.id)


def anggaran(world: World, budget: Budget) -> list[dict[str, Any]]:
    """The rows of the sheet, in printed order."""
    rows: list[dict[str, Any]] = []
    if budget.unit:
        rows.append({"level": "unit", "uraian": world.office} | (_totals(world, budget) if world.chance(0.5) else {}))
        if not world.old and budget.width:
            rows += [{"kode": "7", "level": "urusan"}, {"kode": "7.01", "level": "bidang"}]
    for node in budget.rows():
        rows += _written(world, budget, node)
    return rows


def _totals(world: World, budget: Budget) -> dict[str, Any]:
    """Amounts of the row of the whole office."""
    changed = {"pagu_perubahan": budget.total("pagu")} if any(leaf.changed is not None for leaf in budget.leaves()) else {}
    return {"pagu_murni": budget.total("murni"), **changed} | {f"real{k}": budget.total(str(k)) for k in range(1, world.quarter + 1)}


def _written(world: World, budget: Budget, node: Node) -> list[dict[str, Any]]:
    rng = world.rng
    row: dict[str, Any] = {"kode": node.kode, "level": node.level}
    named = node.official is not None and bool(budget.width)
    if not named or rng.random() < 0.3:
        row["uraian"] = node.nama.title() if node.nama.isupper() else node.nama
    if not node.below or node.typed:
        row["pagu_murni"] = node.murni
        if node.changed is not None:
            row["pagu_perubahan"] = node.changed
        row |= {f"real{k}": node.spent[k - 1] for k in range(1, world.quarter + 1)}
    if not node.below:
        row["sumber_dana"] = rng.choice(("APBD", "DAU", "APBD-P" if node.changed is not None else "PAD"))
        if node.official is not None and rng.random() < 0.3:
            row["kinerja"] = node.official.kinerja
    row |= {f"mendukung{n}": id_ for n, id_ in enumerate(node.supports, 1)}
    rows = [row]
    for n, output in enumerate(node.outputs):
        if n:
            rows.append({"level": "keluaran"})
        rows[-1] |= _told(world, budget, node, output, named=named and not n and not node.below)
    return [{k: v for k, v in r.items() if v != ""} for r in rows]


def _told(world: World, budget: Budget, node: Node, output: Output, *, named: bool) -> dict[str, Any]:
    """Output cells of a row: per year, per quarter, or both."""
    cells: dict[str, Any] = {} if named and world.chance(0.6) else {"indikator": output.indikator}
    if not named or world.chance(0.6):
        cells["satuan"] = output.satuan
    cells["k_t"] = sum(output.targets)
    if world.annual:
        cells["k_r"] = sum(output.results)
    if not budget.yearly:
        cells |= {f"k_t{k}": output.targets[k - 1] for k in range(1, 5)}
        cells |= {f"k_r{k}": output.results[k - 1] for k in range(1, world.quarter + 1)}
    return cells
