"""Reads a workbook of an older template version in the words of the version in force: names, headers, formula texts (the steps are `spec.versions`)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from lkjip_xl.cells import split_ref
from lkjip_xl.reader import RawBook
from lkjip_xl.spec import book
from lkjip_xl.spec.types import Formula, defined_name
from lkjip_xl.spec.versions import Step, steps_from


@dataclass(frozen=True, slots=True)
class Former:
    """What an older version had otherwise, by the defined names of the version in force; empty for a workbook of that one."""

    version: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    formulas: Mapping[str, Formula] = field(default_factory=dict)
    dropped: Mapping[str, str] = field(default_factory=dict)
    """Names as they stand in the file, with the reason."""
    words: tuple[Mapping[str, Mapping[str, str]], ...] = ()
    texts: tuple[str, ...] = ()
    added: tuple[str, ...] = ()

    def word(self, source: str, text: str) -> str:
        """A word of a list as the version in force has it; "" when it has none."""
        for words in self.words:
            text = words.get(source, {}).get(text, text)
        return text


def version_of(raw: RawBook) -> str:
    """Version a workbook says it is of: document property, else the named cell; "" where neither says."""
    said = raw.custom.get("lkjip_versi", "")
    target = split_ref(raw.names.get("Templat_versi", ""))
    sheet = raw.sheet(target[0]) if target is not None else None
    if said or target is None or sheet is None:
        return said
    cell = sheet.cells.get((target[1], target[2]))
    return cell.text if cell is not None else ""


def as_current(raw: RawBook) -> tuple[RawBook, Former]:
    """The workbook under the names of the version in force, and what its own version had otherwise."""
    steps = steps_from(version_of(raw))
    if not steps:
        return raw, Former()
    names = dict(raw.names)
    for step in steps:
        for old, new in step.renamed.items():
            if old in names:
                names[new] = names.pop(old)
    own = {new: old for step in steps for old, new in step.renamed.items()}
    former = Former(
        steps[0].former, _earliest(steps, "headers"), dict(_formulas(steps)), {own.get(name, name): why for step in steps for name, why in step.dropped.items()},
        tuple(step.words for step in steps), tuple(t for step in steps for t in (*step.texts, *step.headers.values())), tuple(a for step in steps for a in step.added),
    )
    return replace(raw, names=names), former


def _formulas(steps: tuple[Step, ...]) -> Iterator[tuple[str, Formula]]:
    texts = _earliest(steps, "formulas")
    for _, part in book.parts():
        for f in part.fields:
            if f.formula is not None and defined_name(part, f) in texts:
                yield defined_name(part, f), replace(f.formula, excel=texts[defined_name(part, f)])


def _earliest(steps: tuple[Step, ...], what: str) -> dict[str, str]:
    """What the oldest of some versions had, under the names of the last."""
    found: dict[str, str] = {}
    for step in steps:
        found = {step.renamed.get(name, name): text for name, text in found.items()}
        found = {**getattr(step, what), **found}
    return found
