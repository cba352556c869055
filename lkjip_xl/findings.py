"""A finding: one thing that is wrong, at one cell, with the right value and what to do. One shape for every output."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
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
    subject: str = ""
    """Indikator id, budget code or name: part of the fingerprint, so that it survives moved rows."""
    column: str = ""
    order: tuple[int, int, int] = field(default=(0, 0, 0), compare=False)
    """Tab, row, column: where the finding stands in the output."""

    @property
    def place(self) -> str:
        """`Sheet!A1`, or the sheet alone."""
        return f"{self.sheet}!{self.cell}" if self.cell else self.sheet

    @property
    def fingerprint(self) -> str:
        """Stable over runs and moved rows: rule, subject (or cell) and column."""
        text = "|".join((self.code, self.sheet, self.subject or self.cell, self.column))
        return hashlib.sha256(text.encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class FileReport:
    """Outcome for one file: who sent it and what was found. `status` is a word of `pipeline` (sesuai, ada temuan …)."""

    file: str
    template: str
    instansi: str
    tahun: int | None
    periode: str
    saved_by: str
    status: str
    findings: tuple[Finding, ...]
