"""Standard wording around the report, from `data/naskah.toml`: recalled, not read, so whoever prints it prints `tanda` too."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from lkjip_xl.tables.types import Subject


@dataclass(frozen=True, slots=True)
class Item:
    """One statement of the review checklist; `test` names what the workbook can answer."""

    no: int
    text: str
    test: str


@dataclass(frozen=True, slots=True)
class Wording:
    """All of it."""

    mark: str
    agreement: dict[str, str]
    reviewed_title: str
    reviewed: tuple[str, ...]
    checklist: tuple[tuple[str, tuple[Item, ...]], ...]


@cache
def wording() -> Wording:
    """The wording as the data file has it."""
    data = tomllib.loads(files("lkjip_xl").joinpath("data/naskah.toml").read_text(encoding="utf-8"))
    checklist = tuple((part["bagian"], tuple(Item(b["no"], b["pernyataan"], b.get("uji", "")) for b in part["butir"])) for part in data["reviu"])
    return Wording(data["tanda"], data["perjanjian"], data["pernyataan"]["judul"], tuple(data["pernyataan"]["alinea"]), checklist)


def fitted(text: str, subject: Subject) -> str:
    """A text with the office and the year put in."""
    return text.format(instansi=subject.instansi or "(instansi)", tahun=subject.tahun or "(tahun)")
