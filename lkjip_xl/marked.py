"""Marked copies of returned workbooks: what they are called, written and freed of their marks again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from lkjip_xl.annotate import mark, unmark
from lkjip_xl.findings import UNREADABLE, FileReport
from lkjip_xl.pipeline import save
from lkjip_xl.reader import read

MARKED = "-temuan"
"""Ends the name of a marked copy."""


def marked_names(paths: Sequence[Path]) -> list[str]:
    """File names of marked copies of these workbooks: all different, with the folder's name in front where two workbooks have the same."""
    plain = [f"{p.stem.removesuffix(MARKED)}{MARKED}{p.suffix}" for p in paths]
    count = Counter(name.casefold() for name in plain)
    wanted = [f"{p.absolute().parent.name}-{name}" if count[name.casefold()] > 1 else name for p, name in zip(paths, plain, strict=True)]
    taken: set[str] = set()
    for n, name in enumerate(wanted):
        stem, dot, suffix = name.rpartition(".")
        tries = (name, *(f"{stem}-{k}{dot}{suffix}" for k in range(2, len(wanted) + 2)))
        wanted[n] = next(t for t in tries if t.casefold() not in taken)
        taken.add(wanted[n].casefold())
    return wanted


def annotate(path: Path, report: FileReport, target: Path, *, force: bool = False) -> bool:
    """Write a marked copy of a returned workbook; False when the file cannot be read, LkjipError when its structure does not allow marks."""
    if report.status == UNREADABLE:
        return False
    save(target, mark(path.read_bytes(), report), force=force)
    return True


def remove_marks(path: Path) -> bytes:
    """A workbook without the marks of `annotate`; NotAWorkbook when it cannot be read."""
    read(path)
    return unmark(path.read_bytes())
