"""Mutation testing: right workbooks are damaged one cell at a time, and the share of damage that validation finds is counted.

`python tools/mutate.py --count 3000 --seed 1 --jobs 2 --out docs/mutasi.md`; `--right N` validates N undamaged workbooks instead (goal: no finding);
with `--soffice` also after LibreOffice saved them; `--soffice N` with `--count` does so with N of the damaged ones as a cross-check. Same seed, same page; times go to stderr.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]


def main() -> int:
    from tools.mutate_columns import strangers
    from tools.mutate_report import page
    from tools.mutate_right import right_page
    from tools.mutate_run import cross_check, run

    parser = argparse.ArgumentParser(description="Mutation testing of the checks on realistic workbooks.")
    parser.add_argument("--count", type=int, default=3000, help="mutations (default 3000)")
    parser.add_argument("--seed", type=int, default=1, help="seed of the mutations and first seed of the workbooks")
    parser.add_argument("--jobs", type=int, default=2, help="processes")
    parser.add_argument("--out", type=Path, help="file of the page; without it the page goes to stdout")
    parser.add_argument("--right", type=int, metavar="N", help="validate N right workbooks instead")
    parser.add_argument("--soffice", type=int, nargs="?", const=50, default=0, metavar="N", help="let LibreOffice save so many damaged workbooks as well (with --right: all, in batches of 50)")
    options = parser.parse_args()
    if gone := strangers():
        parser.error(f"tools/mutate_columns.py names columns that the spec does not have: {', '.join(gone)}")
    start = time.monotonic()
    if options.right:
        text, bad = right_page(options.right, options.seed, options.jobs, soffice=bool(options.soffice))
    else:
        outcomes = run(options.count, options.seed, options.jobs)
        spent = sum(os.times()[:4])
        print(f"{time.monotonic() - start:.0f} s, {spent / max(1, len(outcomes)):.2f} s of processor time per mutation", file=sys.stderr)
        checked = cross_check(outcomes, options.soffice) if options.soffice else []
        text, bad = page(outcomes, options, checked), 0
    if options.out:
        options.out.write_text(text, encoding="utf-8")
    else:
        print(text)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
