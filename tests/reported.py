"""The five samples as they came back, examined once for all tests of what is made from them; findings are those of Sungai Raya, the other four have none here, which is quicker."""

from __future__ import annotations

import sys
from functools import cache

from lkjip_xl import cli
from lkjip_xl.check import Check
from lkjip_xl.findings import Finding
from lkjip_xl.pipeline import examine, run_rules, sample, samples
from lkjip_xl.tables import Tables, build

GROUP = "reported"
"""Group of xdist: the tests that share these run in one process."""
SAMPLES = samples()
WITH_FINDINGS = "sungai-raya-2024"


@cache
def examined(name: str) -> tuple[Check, tuple[Finding, ...]]:
    check = examine(sample(name) / "kembali.xlsx")
    return check, tuple(run_rules(check)) if name == WITH_FINDINGS else ()


@cache
def tables(name: str) -> Tables:
    return build(*examined(name))


def run(*arguments: object) -> int:
    """Exit code of `lkjip` in this process."""
    before = sys.argv
    sys.argv = ["lkjip", *map(str, arguments)]
    try:
        cli.main()
    except SystemExit as stop:
        return int(stop.code or 0)
    finally:
        sys.argv = before
    return 0
