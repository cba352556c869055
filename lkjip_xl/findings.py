"""A finding: one thing that is wrong, at one cell, with the right value and what to do. One shape for every output.

An accepted exception (`Waiver`) moves a finding from `FileReport.findings` to `FileReport.waived`; `waivers` reads and applies them.
"""

from __future__ import annotations

import datetime
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
        return hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()[:16]


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


UNREADABLE, FOREIGN, EMPTY, CLEAN, FOUND, EXCUSED = "tidak terbaca", "bukan formulir kami", "belum diisi", "sesuai", "ada temuan", "sesuai dengan pengecualian"
"""What a `FileReport.status` may say."""


def day_text(day: datetime.date) -> str:
    """A date as people read it: 31/12/2026."""
    return f"{day.day:02}/{day.month:02}/{day.year}"


@dataclass(frozen=True, slots=True)
class Waiver:
    """An accepted exception: findings of one rule that do not count until a day. Exactly one of `place`, `sheet` and `subject` is given."""

    number: int
    """Its position in the file it was read from, from 1."""
    code: str
    reason: str
    by: str
    """Office or role that accepted it."""
    until: datetime.date
    """Last day on which it holds."""
    place: str = ""
    """`Sheet!A1`."""
    sheet: str = ""
    subject: str = ""
    """`Finding.subject`: an indikator id, a budget code, a name."""
    file: str = ""
    """Glob of file names it is limited to, "" for any."""
    instansi: str = ""

    @property
    def aim(self) -> str:
        """Rule and place: `LK201 di Pengukuran!G8`."""
        return f"{self.code} {f'untuk {self.subject}' if self.subject else f'di {self.place or self.sheet}'}"

    @property
    def words(self) -> str:
        """Until when, by whom and why, in one line for every output."""
        return f"Dikecualikan sampai {day_text(self.until)} oleh {self.by}: {self.reason}"


@dataclass(frozen=True, slots=True)
class Waived:
    """A finding that does not count, and the exception that says so."""

    finding: Finding
    waiver: Waiver


class Idleness(StrEnum):
    """Why an exception did nothing; the value is its name in JSON."""

    EXPIRED = "expired"
    UNUSED = "unused"
    NO_FILE = "no_file"


@dataclass(frozen=True, slots=True)
class IdleWaiver:
    """An exception that did nothing in a whole run: reported, so that the file of exceptions stays short and true."""

    waiver: Waiver
    why: Idleness

    @property
    def title(self) -> str:
        """In two words."""
        return "pengecualian kedaluwarsa" if self.why is Idleness.EXPIRED else "pengecualian tidak terpakai"

    @property
    def message(self) -> str:
        """What is the matter with it and what to do."""
        w = self.waiver
        start = f"Pengecualian nomor {w.number} ({w.aim}, oleh {w.by}, berlaku sampai {day_text(w.until)})"
        match self.why:
            case Idleness.EXPIRED:
                return f"{start} kedaluwarsa sejak {day_text(w.until + datetime.timedelta(days=1))}, jadi tidak berlaku lagi. Perpanjang bila masih disetujui, atau hapus."
            case Idleness.NO_FILE:
                return f"{start} tidak terpakai: {' atau '.join(filter(None, (w.file, w.instansi)))} tidak ada di antara berkas yang diperiksa."
            case Idleness.UNUSED:
                return f"{start} tidak terpakai: tidak ada temuan yang cocok. Hapus bila tidak diperlukan lagi, atau periksa penulisannya."


@dataclass(frozen=True, slots=True)
class FileReport:
    """Outcome for one file: who sent it and what was found. `status` is one of the words above (sesuai, ada temuan …)."""

    file: str
    template: str
    instansi: str
    tahun: int | None
    periode: str
    saved_by: str
    status: str
    findings: tuple[Finding, ...]
    """What counts, in reading order."""
    waived: tuple[Waived, ...] = ()
    """What was found and does not count, in reading order."""

    @property
    def counts(self) -> str:
        """How many findings of which weight: `38 galat, 23 peringatan, 2 dikecualikan`."""
        found = Counter(f.severity for f in self.findings)
        counted = ", ".join(f"{found[s]} {s.word}" for s in Severity if found[s]) or "tidak ada temuan"
        return f"{counted}, {len(self.waived)} dikecualikan" if self.waived else counted


@dataclass(frozen=True, slots=True)
class Filter:
    """Which findings to show and which of them fail the run."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    min_severity: Severity = Severity.INFO
    fail_on: Severity = Severity.WARNING

    def keep(self, report: FileReport) -> FileReport:
        """The report with only the findings asked for (code prefixes, severity), waived or not."""
        return replace(report, findings=tuple(filter(self._wanted, report.findings)), waived=tuple(w for w in report.waived if self._wanted(w.finding)))

    def _wanted(self, f: Finding) -> bool:
        return (
            f.severity.rank >= self.min_severity.rank
            and (not self.select or f.code.startswith(self.select))
            and not (self.ignore and f.code.startswith(self.ignore))
        )

    def exit_code(self, reports: Iterable[FileReport]) -> int:
        """0 nothing at or above `fail_on`, 1 findings, 3 a file unreadable."""
        code = 0
        for report in reports:
            if report.status == UNREADABLE:
                return 3
            if any(f.severity.rank >= self.fail_on.rank for f in report.findings):
                code = 1
        return code
