"""A finding: one thing that is wrong, at one cell, with the right value and what to do. One shape for every output."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum


class Severity(StrEnum):
    """How much a finding weighs; the value is its name in JSON."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def rank(self) -> int:
        """0 for info, 1 for warning, 2 for error."""
        return ("info", "warning", "error").index(self.value)

    @property
    def word(self) -> str:
        """Indonesian word shown to people."""
        return {"error": "galat", "warning": "peringatan", "info": "info"}[self.value]


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding. `cell` may be "" when a whole sheet or file is meant; `related` names other cells as `Sheet!A1`."""

    code: str
    severity: Severity
    sheet: str
    cell: str
    message: str
    """What is wrong, in Indonesian."""
    advice: str
    """What to do, in Indonesian."""
    found: str = ""
    expected: str = ""
    calculation: str = ""
    legal_basis: str = ""
    related: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    """Cells from which the right value follows: `Sheet!A1`, or `Sheet!A1:A9` where a column has more than two of them."""
    subject: str = ""
    """Indikator id, budget code or name: part of the fingerprint, so that it survives moved rows."""
    column: str = ""
    order: tuple[int, int, int] = field(default=(0, 0, 0), compare=False)
    """Tab, row, column: where the finding stands in the output."""
    cause: str = ""
    """Place of the finding that this one follows from and that is to be mended first; "" for a root."""

    @property
    def place(self) -> str:
        """`Sheet!A1`, or the sheet alone."""
        return f"{self.sheet}!{self.cell}" if self.cell else self.sheet

    @property
    def fingerprint(self) -> str:
        """Stable over runs and moved rows: rule, subject (or cell) and column."""
        text = "|".join((self.code, self.sheet, self.subject or self.cell, self.column))
        return hashlib.sha256(text.encode()).hexdigest()[:16]


FIRST_CELL_RULE = "LK020"
"""Rules below this code speak of file, template and sheets: what they find comes before anything about cells."""
FIRST_FIGURE_RULE = "LK2"
"""Rules below this code speak of one cell that cannot be read: a root of whatever uses the cell."""


def arranged(findings: Iterable[Finding]) -> list[Finding]:
    """Findings in reading order: file and template first, then errors before warnings, by tab, row, column and code; each root is followed by what
    follows from it, whose `cause` names it. A finding follows from another when it names that one's cell as related and stands further down the line, or
    when its right value is worked out from a cell that cannot be read."""
    base = sorted(findings, key=lambda f: (f.code >= FIRST_CELL_RULE, -f.severity.rank if f.code >= FIRST_CELL_RULE else 0, f.order, f.code, f.message))
    at: dict[str, list[Finding]] = {}
    for f in base:
        if f.code >= FIRST_CELL_RULE and f.severity is not Severity.INFO:
            at.setdefault(f.place, []).append(f)
    below: dict[int, list[Finding]] = {}
    roots: list[Finding] = []
    for f in base:
        cause = next(_causes(f, at), None) if f.code >= FIRST_CELL_RULE else None
        if cause is None:
            roots.append(f)
        else:
            below.setdefault(id(cause), []).append(f)
    result: list[Finding] = []
    for root in roots:
        _put(root, "", below, result)
    return result


def _causes(f: Finding, at: Mapping[str, Sequence[Finding]]) -> Iterator[Finding]:
    yield from (g for place in f.related for g in at.get(place, ()) if _upstream(g) < _upstream(f))
    yield from (g for place in f.sources for g in at.get(place, ()) if g.severity is Severity.ERROR and g.code < FIRST_FIGURE_RULE <= f.code)


def _put(f: Finding, cause: str, below: Mapping[int, list[Finding]], result: list[Finding]) -> None:
    result.append(replace(f, cause=cause) if cause else f)
    for follower in below.get(id(f), ()):
        _put(follower, f.place, below, result)


def _upstream(f: Finding) -> tuple[bool, tuple[int, int, int], str]:
    """Smaller nearer to the source: unreadable cells first, then by place."""
    return f.code >= FIRST_FIGURE_RULE, f.order, f.code


def first_to_mend(findings: Sequence[Finding], most: int = 5) -> list[tuple[Finding, int]]:
    """The roots that explain most, each with the number of other cells and findings that hang on it."""
    follow = Counter(f.cause for f in findings if f.cause)
    weights = [(f, len(f.related) + follow[f.place]) for f in findings if not f.cause and f.severity is Severity.ERROR]
    return sorted((w for w in weights if w[1]), key=lambda w: -w[1])[:most]


UNREADABLE, FOREIGN, EMPTY, CLEAN, FOUND = "tidak terbaca", "bukan formulir kami", "belum diisi", "sesuai", "ada temuan"
"""What became of a file."""


@dataclass(frozen=True, slots=True)
class FileReport:
    """Outcome for one file: who sent it and what was found. `status` is one of the words above."""

    file: str
    template: str
    instansi: str
    tahun: int | None
    periode: str
    saved_by: str
    status: str
    findings: tuple[Finding, ...]

    @property
    def counts(self) -> str:
        """How many findings of which weight: `38 galat, 23 peringatan`."""
        found = Counter(f.severity for f in self.findings)
        return ", ".join(f"{found[s]} {s.word}" for s in Severity if found[s]) or "tidak ada temuan"


@dataclass(frozen=True, slots=True)
class Filter:
    """Which findings to show and which of them fail the run."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    min_severity: Severity = Severity.INFO
    fail_on: Severity = Severity.WARNING

    def keep(self, report: FileReport) -> FileReport:
        """The report with only the findings asked for (code prefixes, severity)."""
        kept = tuple(
            f for f in report.findings
            if f.severity.rank >= self.min_severity.rank
            and (not self.select or f.code.startswith(self.select))
            and not (self.ignore and f.code.startswith(self.ignore))
        )
        return FileReport(report.file, report.template, report.instansi, report.tahun, report.periode, report.saved_by, report.status, kept)

    def exit_code(self, reports: Iterable[FileReport]) -> int:
        """0 nothing at or above `fail_on`, 1 findings, 3 a file unreadable."""
        code = 0
        for report in reports:
            if report.status == UNREADABLE:
                return 3
            if any(f.severity.rank >= self.fail_on.rank for f in report.findings):
                code = 1
        return code
