"""The page: operators, counts per class, operator and column, and every miss of the classes in which nothing may be missed."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from tools.mutate_base import Outcome
from tools.mutate_columns import COVERED, UNCOVERED

CLASSES = {
    "rumus": "1. Formula damage", "teks": "2. Text damage", "satuan": "3. Unit damage", "terliput": "4. Inputs that a second source covers", "tidak terliput": "5. Inputs that nothing covers",
}
HEAD = ("mutations", "found", "of these by a range", "elsewhere", "missed")
PLACE = ("seed", "workbook", "operator", "place", "old", "new")
Pair = tuple[Outcome, Outcome]


def page(outcomes: Sequence[Outcome], options: argparse.Namespace, checked: Sequence[Pair]) -> str:
    """Markdown of a run."""
    lines = [
        "# Mutation testing", "",
        f"`python tools/mutate.py --count {options.count} --seed {options.seed}`: {len(outcomes)} mutations of {len({o.seed for o in outcomes})} right workbooks",
        f"(`tests/realistic.py`, seeds from {options.seed}). One cell of the file is changed;",
        "formualizer recalculates it, so that nothing is stale, and `validate` reads it.", "",
        "*Found*: a finding that the right workbook does not have, other than LK023, stands at the cell or names it: in its message, as related, or among the",
        "cells from which the right value follows (for a label: the cell beside it). *By a range*: it names the cell only as one of more than two cells of a",
        "column that are added up or counted (`Anggaran!F8:F38`). *Elsewhere*: new findings, none of which names the cell. Whether an input is covered is",
        "decided by the table in `tools/mutate_columns.py`, per column and row, before anything is run.", "",
        *_table(("class", *HEAD), ([title, *_counts([o for o in outcomes if o.mutation.kind == kind])] for kind, title in CLASSES.items())), "",
    ]
    for kind, title in CLASSES.items():
        lines += _section(title, kind, [o for o in outcomes if o.mutation.kind == kind])
    if checked:
        lines += _agreement(checked)
    return "\n".join(lines) + "\n"


def _counts(outcomes: Sequence[Outcome]) -> list[str]:
    found = Counter(o.verdict for o in outcomes)
    n = len(outcomes)
    shares = [f"{found[v]} ({100 * found[v] / n:.1f} %)" if n else "0" for v in ("found", "elsewhere", "missed")]
    return [str(n), shares[0], str(sum(o.ranged for o in outcomes)), *shares[1:]]


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    return [f"| {' | '.join(head)} |", f"|{' --- |' * len(head)}", *(f"| {' | '.join(_cell(c) for c in row)} |" for row in rows)]


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


def _groups(outcomes: Sequence[Outcome], key: Callable[[Outcome], str]) -> list[tuple[str, list[Outcome]]]:
    found: dict[str, list[Outcome]] = {}
    for o in outcomes:
        found.setdefault(key(o), []).append(o)
    return sorted(found.items())


def _section(title: str, kind: str, outcomes: Sequence[Outcome]) -> list[str]:
    lines = [f"## {title}", "", *_table(("operator", *HEAD), ([op, *_counts(group)] for op, group in _groups(outcomes, lambda o: o.mutation.operator))), ""]
    if kind in ("terliput", "tidak terliput"):
        about = "sources" if kind == "terliput" else "why not"
        lines += [*_table(("column", about, *HEAD), ([column, _about(kind, column, group), *_counts(group)] for column, group in _groups(outcomes, lambda o: o.mutation.cell.column))), ""]
    if kind == "terliput":
        printed = [o for o in outcomes if o.mutation.cell.column == "Kutipan.nilai"]
        lines += ["Kutipan.nilai by what its row is of:", "", *_table(("besaran", *HEAD), ([b, *_counts(group)] for b, group in _groups(printed, lambda o: o.besaran))), ""]
    if kind != "tidak terliput":
        missed = [o for o in outcomes if o.verdict != "found"]
        lines += [f"### Not found at the cell ({len(missed)})", "", *_table((*PLACE, "said instead"), (_miss(o) for o in missed)), ""]
    return lines


def _miss(o: Outcome) -> list[str]:
    m = o.mutation
    return [str(o.seed), f"{o.profil} {o.periode}", m.operator, f"{m.cell.column} {m.address}", m.old, m.new, o.failure or "; ".join(o.elsewhere[:4]) or "nothing"]


def _about(kind: str, column: str, group: Sequence[Outcome]) -> str:
    if kind == "terliput":
        return "; ".join(dict.fromkeys(o.mutation.reason for o in group))
    return "; ".join(dict.fromkeys(o.mutation.reason for o in group)) if column in COVERED else UNCOVERED.get(column, group[0].mutation.reason)


def _agreement(checked: Sequence[Pair]) -> list[str]:
    """Do the findings stay the same once LibreOffice has saved the damaged file."""
    apart = [(a, b) for a, b in checked if a.verdict != b.verdict]
    rows = ([*_miss(a)[:6], f"{a.verdict}: {', '.join(a.found)}", f"{b.verdict}: {', '.join(b.found or b.elsewhere[:3])}"] for a, b in apart)
    told = f"{len(checked)} damaged workbooks were opened, recalculated and saved by LibreOffice as well: in {len(checked) - len(apart)} the verdict is the same."
    return ["## After LibreOffice saved the damaged file", "", told, "", *(_table((*PLACE, "before", "after"), rows) if apart else []), ""]
