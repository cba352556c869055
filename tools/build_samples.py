"""Builds what follows from each sample's data file: the returned workbook and its findings.

`python tools/build_samples.py` writes samples/<name>/kembali.xlsx and temuan.json; `--check` exits 1 when they differ. The findings
are reviewed by hand against the report before they are committed: a difference here is a change of the rules to look at.
"""

from __future__ import annotations

import os
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from lkjip_xl.pipeline import fill, validate  # noqa: E402 - the checkout, installed or not
from lkjip_xl.render import Format, render  # noqa: E402
from tools.build_templates import parts  # noqa: E402

SAMPLES = ROOT / "samples"


def workbook(folder: Path) -> bytes:
    """The workbook as the office returned it."""
    return fill(folder / "data.toml")


def findings(folder: Path, content: bytes) -> str:
    """Findings of the returned workbook as JSON, named without any path."""
    with tempfile.TemporaryDirectory() as temporary:
        path = Path(temporary) / "kembali.xlsx"
        path.write_bytes(content)
        return render([replace(validate(path), file=f"{folder.name}/kembali.xlsx")], Format.JSON)


def same(path: Path, new: bytes) -> bool:
    """Is the committed file what would be written (a workbook part by part: compression may differ between machines)."""
    old = path.read_bytes()
    return old == new or (path.suffix == ".xlsx" and parts(old) == parts(new))


def main() -> int:
    check = "--check" in sys.argv[1:]
    stale: list[str] = []
    for folder in sorted(p.parent for p in SAMPLES.glob("*/data.toml")):
        content = workbook(folder)
        made = {folder / "kembali.xlsx": content, folder / "temuan.json": findings(folder, content).encode()}
        for path, new in made.items():
            if path.exists() and same(path, new):
                continue
            stale.append(os.path.relpath(path, ROOT))
            if not check:
                path.write_bytes(new)
    for name in stale:
        print(f"{'usang' if check else 'ditulis'}: {name}")
    return 1 if check and stale else 0


if __name__ == "__main__":
    sys.exit(main())
