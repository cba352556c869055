"""The Renstra read as paths: what each indikator is to reach in which year (the rules LK323, LK404, LK406, LK408 to LK410 share this)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import Any

from lkjip_xl.check import Check, CheckRow
from lkjip_xl.engine import UNTYPED, CellKey
from lkjip_xl.rules._shifted import told_elsewhere
from lkjip_xl.rules._sound import sound, targets_sound
from lkjip_xl.rules._yearly import shown, worth
from lkjip_xl.spec.sheets.plan import YEARS


def plan_sound(check: Check) -> bool:
    """Are the columns of the plan all in the file."""
    return sound(check, "Renstra", "id", "level", "induk", "jenis", "arah", "penyebut", "baseline", "akhir", *(f"t{k}" for k in range(1, YEARS + 1)))


def span(check: Check) -> range:
    """Positions of the years of the plan (1 = first); empty when its years are not known."""
    first, last = check.form("Identitas", "renstra_awal"), check.form("Identitas", "renstra_akhir")
    if not isinstance(first, Fraction) or not isinstance(last, Fraction) or not 0 < last - first + 1 <= YEARS:
        return range(0)
    return range(1, int(last - first) + 2)


def year_of(check: Check, k: int) -> int:
    """Calendar year of a position in the plan."""
    return int(check.form("Identitas", "renstra_awal")) + k - 1


PLAN: tuple[CellKey, ...] = (("Identitas", None, "renstra_awal"), ("Identitas", None, "renstra_akhir"))
"""The cells that say which years the plan has."""


def plan_years(row: CheckRow, *keys: str) -> tuple[CellKey, ...]:
    """Cells of an indikator's plan, and those that say which years they are."""
    return (*PLAN, *(row.cell(key) for key in keys))


def indicators(check: Check) -> Iterator[CheckRow]:
    """Renstra rows that are indikator."""
    return (r for r in check.rows("Renstra") if r.text("level").casefold() == "indikator")


def parent_level(check: Check, row: CheckRow) -> str:
    """Level of the row above an indikator, "" when there is none."""
    above = check.by_id("Renstra", row.text("induk"))
    return above.text("level").casefold() if above is not None else ""


@dataclass(frozen=True, slots=True)
class Step:
    """One planned value of an indikator."""

    row: CheckRow
    key: str
    worth: Fraction

    @property
    def shown(self) -> str:
        """As people write it."""
        return shown(self.row[self.key], self.row["penyebut"] if self.row.text("jenis") == "rasio" else "")

    @property
    def address(self) -> str:
        """Its cell."""
        return self.row.address(self.key)


def step(row: CheckRow, key: str) -> Step | None:
    """A planned value that can be compared; None when blank, `-` or unreadable."""
    size = worth(row[key], row["penyebut"], row.text("jenis")) if row["penyebut"] is not UNTYPED else None
    return Step(row, key, size) if size is not None else None


def path(check: Check, row: CheckRow) -> list[tuple[int, Step]]:
    """Known targets of an indikator by position of the year."""
    return [(k, s) for k in span(check) if (s := step(row, f"t{k}")) is not None]


def better(arah: str, a: Fraction, b: Fraction) -> bool:
    """Is `a` better than `b` for an indikator of this direction."""
    return a > b if arah == "naik" else arah.startswith("turun") and a < b


def falls(check: Check, row: CheckRow) -> list[tuple[int, Step, int, Step]]:
    """Neighbouring targets of which the later is the easier one, each with its position; a target of 0 is LK210's."""
    return [(j, a, k, b) for (j, a), (k, b) in pairwise(path(check, row)) if better(row.text("arah"), a.worth, b.worth) and a.worth]


@dataclass(frozen=True, slots=True)
class Passed:
    """A target that the realisasi of the year before has passed."""

    past: CheckRow
    """Row of Pembanding with that realisasi."""
    aim: CheckRow
    """Row that holds the target: of PK, of Renstra for an indikator outside the PK, of Pembanding for an earlier year."""
    key: str
    year: int
    shown: str

    @property
    def id(self) -> str:
        """Id of the indikator, folded."""
        return self.past.text("id").casefold()


def passed_targets(check: Check) -> Iterator[Passed]:
    """Targets easier than what was reached the year before."""
    if not targets_sound(check) or check.year is None:
        return
    past = {(r.text("id").casefold(), year): r for r in check.rows("Pembanding") if r.text("macam") == "tahun sebelumnya" and (year := r.number("tahun")) is not None}
    for (id_, before), row in past.items():
        if before == check.year - 1:
            aim = _aim(check, row)
        else:
            later = past.get((id_, before + 1))
            aim = (later, "target", later["target"], later["penyebut"]) if later is not None else None
        if aim is None:
            continue
        holder, key, value, below = aim
        jenis = row.text("jenis")
        reached, now = worth(row["realisasi"], row["penyebut"], jenis), worth(value, below, jenis)
        if reached is not None and now is not None and better(row.text("arah"), reached, now):
            yield Passed(row, holder, key, int(before) + 1, told(value, below, jenis))


def _aim(check: Check, past: CheckRow) -> tuple[CheckRow, str, Any, Any] | None:
    """Target of the year: of the PK, else of the Renstra; None when it belongs to another row or there is none."""
    promise = check.by_id("PK", past.text("id"))
    if promise is not None:
        key = "target_perubahan" if promise["target_perubahan"] != "" else "target_murni"
        return None if ("PK", promise.index) in told_elsewhere(check) else (promise, key, promise.right("target"), promise["penyebut"])
    plan, k = check.by_id("Renstra", past.text("id")), check.form("Identitas", "tahun_ke")
    return (plan, f"t{int(k)}", plan.right("target_tahun"), plan["penyebut"]) if plan is not None and k in span(check) else None


def told(value: Any, below: Any, jenis: str) -> str:
    """A measured value as people write it, with its penyebut for a rasio."""
    return shown(value, below if jenis == "rasio" else "")
