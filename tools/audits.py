"""The audits of the sample reports (`samples/*/audit.toml`): every discrepancy a person can prove, with the cell that holds it and what finds it.

The lists were made from the reports, before the rules were tuned to them; `cell`, `found_by` and `reason` came afterwards. The tests hold them
against the findings; `tools/gen_docs.py` prints them as docs/lima-laporan.md.
"""

from __future__ import annotations

import json
import tomllib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ROOT / "samples"
PROVED = ("P", "N")
"""Kinds of proof that the report's own figures, names and structure give."""
WEIGHTS = ("error", "warning")
TOGETHER = "with "
"""Start of a reason: told by the finding of another item."""


@dataclass(frozen=True, slots=True)
class Item:
    """One discrepancy, or one relation that holds (`proof` "holds")."""

    id: str
    section: str
    lines: str
    printed: str
    arithmetic: str
    proof: str
    root: str
    severity: str
    holdable: bool
    cell: str = ""
    found_by: str = ""
    reason: str = ""

    @property
    def cells(self) -> tuple[str, ...]:
        """Cells of the workbook that hold it."""
        return tuple(c.strip() for c in self.cell.split(",") if c.strip())

    @property
    def codes(self) -> tuple[str, ...]:
        """Rules that report it."""
        return tuple(c.strip() for c in self.found_by.split(",") if c.strip())

    @property
    def counts(self) -> bool:
        """Is it a provable discrepancy that a workbook can hold and a checker should report."""
        return self.proof in PROVED and self.severity in WEIGHTS and self.holdable

    @property
    def found(self) -> bool:
        """Is it reported, by itself or with the item it follows from."""
        return bool(self.codes) or self.reason.startswith(TOGETHER)


@dataclass(frozen=True)
class Audit:
    """The list of one report."""

    key: str
    items: tuple[Item, ...]

    @cached_property
    def by_id(self) -> dict[str, Item]:
        """Items by id."""
        return {i.id: i for i in self.items}

    @property
    def counted(self) -> list[Item]:
        """Items that count."""
        return [i for i in self.items if i.counts]

    @property
    def share(self) -> float:
        """Part of them that is found."""
        return sum(i.found for i in self.counted) / len(self.counted)

    @cached_property
    def findings(self) -> list[dict[str, Any]]:
        """Reviewed findings of the sample."""
        report = json.loads((SAMPLES / self.key / "temuan.json").read_text(encoding="utf-8"))
        return list(report["files"][0]["findings"])


def load(folder: Path) -> Audit:
    """The audit of one sample; ValueError for a doubled id or an unknown root."""
    items = tuple(Item(**item) for item in tomllib.loads((folder / "audit.toml").read_text(encoding="utf-8"))["item"])
    audit = Audit(folder.name, items)
    if len(audit.by_id) != len(items):
        raise ValueError(f"{folder.name}: an id stands twice")
    wrong = [i.id for i in items if i.root and i.root not in audit.by_id]
    if wrong:
        raise ValueError(f"{folder.name}: root of {', '.join(wrong)} is none")
    return audit


def places(finding: dict[str, Any]) -> set[str]:
    """Cells a finding names: its own and the related ones."""
    own = f"{finding['sheet']}!{finding['cell']}" if finding["cell"] else finding["sheet"]
    return {own, *finding.get("related", ())}


def all_audits() -> list[Audit]:
    """Every sample with an audit, by name."""
    return [load(p.parent) for p in sorted(SAMPLES.glob("*/audit.toml"))]
