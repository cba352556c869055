"""Right workbooks validated undamaged: every finding on them is a false alarm, of a rule or of the generator."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import realistic
import right

from lkjip_xl.findings import Finding
from lkjip_xl.pipeline import validate, write_filled
from lkjip_xl.profile import load

BATCH = 50


@dataclass(frozen=True, slots=True)
class Alarm:
    """A finding on a right workbook."""

    seed: int
    who: str
    finding: Finding


def right_page(count: int, seed: int, jobs: int, *, soffice: bool) -> tuple[str, int]:
    """The page on `count` right workbooks, and the number of findings."""
    batches = [range(s, min(s + BATCH, seed + count)) for s in range(seed, seed + count, BATCH)]
    with ProcessPoolExecutor(jobs) as pool:
        alarms = [a for found in pool.map(_saved if soffice else _plain, batches) for a in found]
    return _page(count, seed, alarms, "as written and as saved by LibreOffice, " if soffice else ""), len(alarms)


def _write(seed: int, folder: Path) -> tuple[Path, str]:
    data, profil = realistic.workbook(seed)
    path = folder / f"{seed}.xlsx"
    path.write_bytes(write_filled(right.few_rows(data), load(profil)))
    return path, f"{profil} {data.forms['Identitas']['periode']} {data.forms['Identitas']['tahun']}"


def _plain(seeds: Sequence[int]) -> list[Alarm]:
    alarms = []
    with tempfile.TemporaryDirectory(prefix="lkjip-benar-") as folder:
        for seed in seeds:
            path, who = _write(seed, Path(folder))
            alarms += [Alarm(seed, who, f) for f in validate(path).findings]
            path.unlink()
    return alarms


def _saved(seeds: Sequence[int]) -> list[Alarm]:
    """Each file as written, and after LibreOffice opened, recalculated and saved it, one run for the batch."""
    from libreoffice import LibreOffice

    with tempfile.TemporaryDirectory(prefix="lkjip-benar-") as name:
        folder = Path(name)
        written = [_write(seed, folder) for seed in seeds]
        saved = LibreOffice(folder / "soffice").convert([path for path, _ in written], outdir=folder / "out")
        return [
            Alarm(seed, f"{who}{how}", f) for seed, (path, who), again in zip(seeds, written, saved, strict=True)
            for file, how in ((path, ""), (again, ", LibreOffice")) for f in validate(file).findings
        ]


def _page(count: int, seed: int, alarms: Sequence[Alarm], how: str) -> str:
    files = len({a.seed for a in alarms})
    lines = [f"# Right workbooks: {how}{count} from seed {seed}", "", f"{len(alarms)} findings in {files} of {count} workbooks (goal: 0).", ""]
    if alarms:
        lines += ["| code | findings |", "| --- | --- |", *(f"| {code} | {n} |" for code, n in Counter(a.finding.code for a in alarms).most_common()), ""]
        lines += ["| seed | workbook | code | place | message |", "| --- | --- | --- | --- | --- |"]
        lines += [f"| {a.seed} | {a.who} | {a.finding.code} | {a.finding.place} | {a.finding.message.replace('|', '/')} |" for a in alarms]
    return "\n".join(lines) + "\n"
