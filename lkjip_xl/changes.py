"""What `diff` and `migrate` have to say, as data: the renderers read it, the tools make it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from lkjip_xl.findings import Finding


class ChangeKind(StrEnum):
    """What became of a cell or a row; the value is its word for people."""

    INPUT = "isian"
    POLICY = "kebijakan"
    FORMULA = "rumus"
    RESULT = "hasil"
    ROW_NEW = "baris baru"
    ROW_GONE = "baris hilang"
    ROW_MOVED = "baris pindah"
    FRAME = "susunan"
    OUTSIDE = "luar tabel"


@dataclass(frozen=True, slots=True)
class Content:
    """One side of a change: its kind (`angka`, `teks`, `rumus` …), the value as text for programs, and as people read it."""

    kind: str
    text: str
    shown: str


NOTHING = Content("kosong", "", "(kosong)")


@dataclass(frozen=True, slots=True)
class Change:
    """One difference between two workbooks. A place is `Sheet!A1`, "" on the side where the cell or row is not."""

    kind: ChangeKind
    old_place: str
    new_place: str
    subject: str = ""
    """What the row is: indikator id, budget code, name; "" for a form."""
    column: str = ""
    old: Content = NOTHING
    new: Content = NOTHING
    note: str = ""
    cells: tuple[tuple[str, str], ...] = ()
    """Of a whole row: header and content of its filled cells."""
    causes: tuple[str, ...] = ()
    """Of a result: places of the changes it follows from, in the newer workbook where they are there; empty when none could be traced."""

    @property
    def place(self) -> str:
        """Where one looks for it: in the newer workbook, else in the older one."""
        return self.new_place or self.old_place


class FindingState(StrEnum):
    """What became of a finding."""

    GONE = "hilang"
    NEW = "baru"
    SAME = "tetap"
    OTHER = "tetap, angkanya lain"


@dataclass(frozen=True, slots=True)
class FindingChange:
    """One finding over the two workbooks; `finding` is the newer one where there is one, `old_place` where it stood before."""

    state: FindingState
    finding: Finding
    old_place: str = ""


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two workbooks."""

    file: str
    instansi: str
    tahun: int | None
    periode: str
    template: str


@dataclass(frozen=True, slots=True)
class Diff:
    """Everything that differs between two workbooks."""

    old: Side
    new: Side
    apart: tuple[str, ...] = ()
    """What makes the two hard to compare: another office, year, period or template version."""
    changes: tuple[Change, ...] = ()
    findings: tuple[FindingChange, ...] = ()
    note: str = ""
    """Why findings are not compared, "" when they are."""
    only: str = ""
    """`isi` or `temuan` when only that was asked for."""

    @property
    def same(self) -> bool:
        """True when nothing changed."""
        return not self.apart and not self.changes and all(f.state is FindingState.SAME for f in self.findings)


class LeftKind(StrEnum):
    """Why something of an old workbook is not in the new one as it was."""

    DROPPED = "kolom ditiadakan"
    WORD = "kata daftar berubah"
    FORMULA = "rumus sendiri"
    ERROR = "nilai galat"
    SHOWN = "tampilan sel"
    VALUE = "nilai"
    POLICY = "kebijakan"
    COLUMN = "kolom tambahan"
    OUTSIDE = "luar tabel"
    SHEET = "lembar tambahan"
    COMMENT = "komentar"
    COLOUR = "warna"
    PICTURE = "gambar"
    NAME = "nama sel"


@dataclass(frozen=True, slots=True)
class Leftover:
    """One thing that was not carried as it stood: where it was, what it was, why, and what stands in the new workbook instead ("" for nothing)."""

    kind: LeftKind
    place: str
    value: str
    why: str
    instead: str = ""


@dataclass(frozen=True, slots=True)
class Migration:
    """Outcome of moving one workbook into the template in force."""

    file: str
    output: str
    instansi: str
    former: str
    version: str
    carried: int
    """Filled input cells that stand in the new workbook as they were."""
    over: int
    """Figures typed over a formula that do."""
    added: tuple[str, ...] = ()
    """What the new version has that the old one had not, for people."""
    leftovers: tuple[Leftover, ...] = field(default=())

    @property
    def whole(self) -> bool:
        """True when all that people put into the workbook was carried; policies are the kabupaten's, not theirs."""
        return all(x.kind is LeftKind.POLICY for x in self.leftovers)
