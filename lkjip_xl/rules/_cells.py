"""Input cells with something wrong in them: walked in one way, said once per cell, many alike in one column said once."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from lkjip_xl.check import Check, CheckRow, Spot
from lkjip_xl.reader import RawCell
from lkjip_xl.rules.rule import Hit
from lkjip_xl.spec import book
from lkjip_xl.spec.types import Entry, Field, Look
from lkjip_xl.values import Kind, Trouble, Value, angka, parse_printed, rupiah

MANY = 3
"""More cells than this with one trouble in one column are one finding."""
KNOWN_STATES = frozenset({"-", "belum diukur", "nihil"})
"""State words that the formulas know (compared without regard to case)."""
NUMERIC = frozenset({Entry.MEASURED, Entry.POSITIVE, Entry.QUANTITY, Entry.RUPIAH, Entry.YEAR, Entry.WHOLE})


@dataclass(frozen=True, slots=True)
class Entered:
    """One input cell that holds something, of a form or of a used row."""

    check: Check
    part: str
    index: int | None
    field: Field
    value: Value

    @property
    def spot(self) -> Spot:
        """Where it stands."""
        return self.check.spot(self.part, self.field.key, self.index)

    @property
    def raw(self) -> RawCell | None:
        """The cell as stored."""
        return self.check.raw_cell(self.part, self.index, self.field.key)

    @property
    def label(self) -> str:
        """Header and subject: how people name the cell."""
        subject = self.check.subject(self.part, self.index) if self.index is not None else ""
        return f"{self.field.header} {subject}".strip()

    @property
    def row(self) -> CheckRow | None:
        """Its row, None for a form cell."""
        if self.index is None:
            return None
        return CheckRow(self.check, book.TABLES[self.part], self.check.stored.rows[self.part][self.index])

    @property
    def jenis(self) -> str:
        """Jenis nilai of the row, "" for a cell that is not measured."""
        row = self.row
        return row.text("jenis") if row is not None and self.field.entry is Entry.MEASURED else ""

    @property
    def typed(self) -> str:
        """What was typed, on one line and not too long."""
        text = " ".join(self.value.raw.split())
        return text if len(text) <= 60 else f"{text[:57].rstrip()}..."

    def figure(self, number: Fraction) -> str:
        """A figure as it belongs in this cell."""
        if self.field.look is Look.MONEY and number.denominator == 1:
            return rupiah(number)
        return str(int(number)) if self.field.look is Look.YEAR else angka(number)


def entered(check: Check, wanted: Callable[[Field, Value], bool]) -> Iterator[Entered]:
    """Input cells that hold what is wanted, of forms and of used rows. The test comes first: a workbook has thousands of cells."""
    for (part, index, key), value in check.values.items():
        field = (book.FORMS if index is None else book.TABLES)[part].by_key[key]
        if wanted(field, value) and (index is None or not check.stored.rows[part][index].blank(book.TABLES[part].key_field)):
            yield Entered(check, part, index, field, value)


def troubled(check: Check, *troubles: Trouble) -> Iterator[Entered]:
    """Input cells of forms and used rows that do not type for one of these reasons."""
    for (part, index, key), value in check.values.items():
        if value.trouble is not None and value.trouble in troubles and (index is None or not check.stored.rows[part][index].blank(book.TABLES[part].key_field)):
            yield Entered(check, part, index, (book.FORMS if index is None else book.TABLES)[part].by_key[key], value)


def say(cells: Iterable[Entered], words: Callable[[Entered], Hit]) -> Iterator[Hit]:
    """One hit per cell, or one per column when more than MANY cells of it have the same trouble."""
    columns: dict[tuple[str, str], list[Entered]] = {}
    for cell in cells:
        columns.setdefault((cell.part, cell.field.key), []).append(cell)
    for same in columns.values():
        if len(same) <= MANY:
            yield from map(words, same)
            continue
        same.sort(key=lambda c: c.spot.order)
        yield merged(words(same[0]), [c.spot for c in same[1:]], f"kolom {same[0].field.header}")


def merged(first: Hit, others: list[Spot], place: str) -> Hit:
    """The first of many equal hits, with the others as related cells."""
    return replace(first, message=f"{first.message} {len(others)} sel lain di {place} bermasalah sama.", related=tuple(s.address for s in others))


_FIGURE = re.compile(r"\d[\d.,]*")
_DOUBLED = re.compile(r"([.,])[.,]+")


def readings(cell: Entered) -> tuple[Fraction, ...]:
    """What a malformed figure may have been meant as, to be asked and never taken: marks doubled, a zero lost, a comma as dot."""
    found = _FIGURE.search(cell.value.raw)
    if not found:
        return ()
    body = _DOUBLED.sub(r"\1", found.group().strip(".,"))
    groups = re.split(r"[.,]", body)
    texts = ["".join(groups)]
    if len(groups) > 1 and len(groups[-1]) < 3:
        texts += ["".join((*groups[:-1], groups[-1].ljust(3, "0"))), f"{''.join(groups[:-1])},{groups[-1]}"]
    numbers = (parse_printed(t, Kind.ANGKA).number for t in texts if len(t) <= 18)
    return tuple(dict.fromkeys(n for n in numbers if n is not None))


def or_list(words: Iterable[str]) -> str:
    """"a, b atau c"."""
    items = list(words)
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} atau {items[-1]}"

