"""Write the blank templates of workbook_templates/ from the spec, one per shipped profile: `python tools/build_templates.py [--check]`.

They are for people without Python: no instansi, no year, only what the kabupaten's profile decides. `--check` writes nothing; it
compares part by part (the compression of a zip may differ between machines, its content may not) and exits 1 on a difference.
"""

from __future__ import annotations

import io
import sys
import zipfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from lkjip_xl import profile  # noqa: E402 - the checkout, installed or not
from lkjip_xl.pipeline import make_template  # noqa: E402
from lkjip_xl.spec import book  # noqa: E402

FOLDER = ROOT / "workbook_templates"


@cache
def wanted() -> dict[str, bytes]:
    """File name and content of every template."""
    return {f"{book.TEMPLATE_ID}-{book.TEMPLATE_VERSION}-{key}.xlsx": make_template({}, key) for key in profile.available()}


def parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {i.filename: archive.read(i) for i in archive.infolist()}


def differences(folder: Path = FOLDER) -> Iterator[str]:
    """What is missing, left over or not what the spec writes, one line each."""
    right = wanted()
    there = {p.name: p.read_bytes() for p in folder.glob("*.xlsx")}
    yield from (f"{name}: missing" for name in sorted(right.keys() - there.keys()))
    yield from (f"{name}: no profile writes it" for name in sorted(there.keys() - right.keys()))
    for name in sorted(right.keys() & there.keys()):
        new, old = parts(right[name]), parts(there[name])
        yield from (f"{name}: {part} differs" for part in sorted(new.keys() | old.keys()) if new.get(part) != old.get(part))


def main(arguments: list[str]) -> int:
    if arguments == ["--check"]:
        found = list(differences())
        print("\n".join(found) or "workbook_templates/ is up to date")
        return 1 if found else 0
    if arguments:
        print(__doc__)
        return 2
    right = wanted()
    for stale in FOLDER.glob("*.xlsx"):
        if stale.name not in right:
            stale.unlink()
    for name, content in right.items():
        (FOLDER / name).write_bytes(content)
        print(f"workbook_templates/{name}: {len(content)} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
