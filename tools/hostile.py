"""Check every file of tests/hostile.py in a process of its own: `python tools/hostile.py [--only WORD] [--jobs N] [--worst N]`.

Each must have one clear outcome (LK001 and nothing else, or a report) within 2 seconds of processor time and 300 MB. Prints what fails and a table of the worst; exit 1 when any fails.
"""

from __future__ import annotations

import argparse
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from hostile import CASES  # noqa: E402 - the checkout, installed or not
from measured import MEMORY, SECONDS, measure  # noqa: E402


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", default="", help="cases whose name holds this")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--worst", type=int, default=12)
    options = parser.parse_args()
    cases = [c for c in CASES if options.only in c.id]
    with ThreadPoolExecutor(options.jobs) as pool:
        found = list(zip(cases, pool.map(measure, cases), strict=True))
    bad = [(c, m, m.complaint) for c, m in found if m.complaint]
    for case, m, complaint in bad:
        print(f"{case.id}: {complaint} [{m}]")
    groups = {c.group for c in cases}
    print(f"\n{len(cases)} files of {len(groups)} classes, {len(bad)} with a complaint; limits {SECONDS} s and {MEMORY >> 20} MB each\n")
    print("| class | files | refused | read | worst CPU s | file | worst MB | file |\n| --- | --- | --- | --- | --- | --- | --- | --- |")
    for name in sorted(groups):
        members = [(c, m) for c, m in found if c.group == name]
        slow, fat = max(members, key=lambda p: p[1].seconds), max(members, key=lambda p: p[1].memory)
        refused = sum(m.status == "tidak terbaca" for _, m in members)
        print(f"| {name} | {len(members)} | {refused} | {len(members) - refused} | {slow[1].seconds:.2f} | {slow[0].name} | {fat[1].memory >> 20} | {fat[0].name} |")
    print("\nslowest: " + ", ".join(f"{c.id} {m.seconds:.2f}" for c, m in sorted(found, key=lambda p: -p[1].seconds)[: options.worst]))
    print("fattest: " + ", ".join(f"{c.id} {m.memory >> 20}" for c, m in sorted(found, key=lambda p: -p[1].memory)[: options.worst]))
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
