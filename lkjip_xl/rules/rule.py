"""What a rule is and how it gets into the catalogue: `@rule(...)` on a generator of `Hit`s, its docstring is its page."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from lkjip_xl.check import Check, Spot
from lkjip_xl.engine import CellKey
from lkjip_xl.findings import Finding, Severity

HEADINGS = ("## Apa yang ditemukan", "## Mengapa penting", "## Cara memperbaiki", "## Dasar hukum")
"""Headings of every rule's page, in this order."""
FAMILIES = {
    "LK0": "berkas dan formulir", "LK1": "satu sel", "LK2": "satu baris atau nilai hitungan", "LK3": "antarlembar",
    "LK4": "antarperiode dan antartahun", "LK5": "kelengkapan", "LK6": "kutipan", "LK7": "antarbuku kerja",
}


@dataclass(frozen=True, slots=True)
class Hit:
    """What a rule yields: a place and the words. Missing words fall back on the rule's own."""

    spot: Spot
    message: str
    advice: str = ""
    found: str = ""
    expected: str = ""
    calculation: str = ""
    related: tuple[str, ...] = ()
    severity: Severity | None = None
    uses: tuple[CellKey, ...] = ()
    """Cells that the right value is taken or worked out from; the finding names the typed cells behind them."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One entry of the catalogue."""

    code: str
    title: str
    severity: Severity
    run: Callable[[Check], Iterator[Hit]]
    page: str
    """Markdown, Indonesian: the four HEADINGS."""
    legal_basis: str = ""
    structural: bool = False
    """True for rules that look at file and template; they run even when the workbook cannot be read further."""
    blank_too: bool = False
    """True for rules that also speak on a workbook nobody has filled."""

    @property
    def name(self) -> str:
        """Module name: what the rule catches."""
        return self.run.__module__.rsplit(".", 1)[-1].replace("_", "-")

    def findings(self, check: Check) -> Iterator[Finding]:
        """Findings of this rule on one workbook."""
        for hit in self.run(check):
            yield Finding(
                self.code, hit.severity or self.severity, hit.spot.sheet, hit.spot.cell, hit.message, hit.advice or self.advice,
                hit.found, hit.expected, hit.calculation, self.legal_basis, hit.related, check.sources(hit.uses), hit.spot.subject, hit.spot.column, hit.spot.order,
            )

    @property
    def advice(self) -> str:
        """First paragraph under `## Cara memperbaiki`."""
        return section(self.page, HEADINGS[2])


def section(page: str, heading: str) -> str:
    """Text of one section of a page, on one line."""
    after = page.partition(heading)[2]
    return " ".join(after.partition("\n## ")[0].split())


RULES: dict[str, Rule] = {}


def rule(
    code: str, title: str, severity: Severity = Severity.ERROR, *, legal_basis: str = "", structural: bool = False, blank_too: bool = False
) -> Callable[[Callable[[Check], Iterator[Hit]]], Callable[[Check], Iterator[Hit]]]:
    """Register a rule; ValueError when the code is taken or the page lacks a heading."""

    def register(run: Callable[[Check], Iterator[Hit]]) -> Callable[[Check], Iterator[Hit]]:
        page = inspect.cleandoc(run.__doc__ or "")
        missing = [h for h in HEADINGS if h not in page]
        if code in RULES or missing or code[:3] not in FAMILIES:
            raise ValueError(f"{code}: code taken or unknown family, or page lacks {missing}")
        RULES[code] = Rule(code, title, severity, run, page, legal_basis, structural, blank_too)
        return run

    return register
