"""Men, women and everybody by row, with a printed total below: where such a table does not add up, and which cell it hangs on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from lkjip_xl.check import CheckRow
from lkjip_xl.rules._arithmetic import sum_text
from lkjip_xl.values import State, angka

ACROSS = ("laki", "perempuan")


@dataclass(frozen=True, slots=True)
class Slip:
    """A cell that does not agree with what stands around it."""

    row: CheckRow
    key: str
    right: Fraction
    work: str
    related: tuple[str, ...]
    down: bool
    """True when it is a total of a column, False when it is one of a row."""
    both: bool = False
    """True when its row and its column name it."""

    @property
    def printed(self) -> Fraction:
        """What stands there."""
        value = self.row.number(self.key)
        assert value is not None
        return value


class Crosstab:
    """Rows that add up to a total row (None without one); `whole` is the column of laki and perempuan together."""

    def __init__(self, parts: Sequence[CheckRow], total: CheckRow | None, whole: str, columns: Sequence[str]) -> None:
        self.parts, self.total, self.whole, self.columns = parts, total, whole, tuple(columns)
        self.left = {r.index: gap for r in (*parts, *([total] if total is not None else [])) if (gap := self._across(r))}
        self.below = {key: gap for key in self.columns if (gap := self._down(key))}

    def slips(self) -> Iterator[Slip]:
        """Wrong cells: first those that a row and a column name together, then totals of rows, then totals of columns."""
        yield from self._crossings()
        for row in (*self.parts, *([self.total] if self.total is not None else [])):
            if row.index in self.left:
                yield self._row_slip(row)
        for key in self.columns:
            if key in self.below:
                yield self._column_slip(key)

    def _across(self, row: CheckRow) -> Fraction:
        """Laki and perempuan less the whole; 0 when one is not there."""
        values = [row.number(k) for k in (*ACROSS, self.whole)]
        if values[0] is None or values[1] is None or values[2] is None:
            return Fraction(0)
        return values[0] + values[1] - values[2]

    def _down(self, key: str) -> Fraction:
        """Sum of a column less its total; 0 when it cannot be told (a blank may stand for anything, unless the sum is too high already)."""
        printed = self.total.number(key) if self.total is not None else None
        values = [r.number(key) for r in self.parts]
        known = [v for v in values if v is not None]
        if printed is None or not known:
            return Fraction(0)
        gap = sum(known, Fraction(0)) - printed
        return gap if gap > 0 or all(v is not None or dashed(r, key) for v, r in zip(values, self.parts, strict=True)) else Fraction(0)

    def _crossings(self) -> Iterator[Slip]:
        """A cell whose change mends its row and its column at once."""
        for row in (*self.parts, *([self.total] if self.total is not None else [])):
            gap, sign = self.left.get(row.index), -1 if row is self.total else 1
            if gap is None:
                continue
            named = [k for k in (*ACROSS, self.whole) if self.below.get(k) == sign * (gap if k in ACROSS else -gap)]
            if len(named) != 1:
                continue
            key, printed = named[0], row.number(named[0])
            assert printed is not None
            right = printed - gap if key in ACROSS else printed + gap
            if right < 0:
                continue
            del self.left[row.index], self.below[key]
            others = tuple(row.address(k) for k in (*ACROSS, self.whole) if k != key)
            column = self.total.address(key) if self.total is not None and row is not self.total else ""
            yield Slip(row, key, right, self._work(row, key, right), (*others, *([column] if column else [])), down=False, both=True)

    def _work(self, row: CheckRow, key: str, right: Fraction) -> str:
        men, women, whole = (row.number(k) for k in (*ACROSS, self.whole))
        assert men is not None
        assert women is not None
        assert whole is not None
        if key == self.whole:
            return f"{angka(men)} + {angka(women)} = {angka(right)}"
        return f"{angka(whole)} − {angka(women if key == ACROSS[0] else men)} = {angka(right)}"

    def _row_slip(self, row: CheckRow) -> Slip:
        printed = row.number(self.whole)
        assert printed is not None
        right = printed + self.left[row.index]
        return Slip(row, self.whole, right, self._work(row, self.whole, right), tuple(row.address(k) for k in ACROSS), down=False)

    def _column_slip(self, key: str) -> Slip:
        assert self.total is not None
        numbers = [v for r in self.parts if (v := r.number(key)) is not None]
        right = sum(numbers, Fraction(0))
        return Slip(self.total, key, right, sum_text(numbers, right, "baris"), tuple(r.address(key) for r in self.parts if r.number(key) is not None), down=True)


def dashed(row: CheckRow, key: str) -> bool:
    """Is a cell answered with `-` or nihil, which in a table of counts is none."""
    return row.value(key).state in (State.BELUM, State.NIHIL) or row.text(key).strip() in ("-", "–", "nihil")
