"""Fixtures of all tests, and the count of tests that went unjudged for want of LibreOffice."""

from __future__ import annotations

import gc
import os
from collections.abc import Generator

import libreoffice
import pytest
from hypothesis import settings
from libreoffice import LibreOffice

NO_SOFFICE = "LibreOffice tidak terpasang"
REQUIRED = os.environ.get("LKJIP_REQUIRE_SOFFICE") == "1"

# No deadline: machines differ. In CI the examples are the same on each run; at a desk new ones are looked for.
settings.register_profile("lkjip", deadline=None, derandomize=REQUIRED or bool(os.environ.get("CI")), print_blob=True)
settings.load_profile("lkjip")


def pytest_configure() -> None:
    """Thousands of small workbooks are made and dropped: the collector walks them rarely, which is a tenth of the time."""
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


@pytest.fixture(scope="session")
def soffice(tmp_path_factory: pytest.TempPathFactory) -> LibreOffice:
    """LibreOffice with its own profile per xdist worker: `.convert(paths, to=, outdir=)`, `.recalculate(path)`."""
    if libreoffice.find() is None:
        if REQUIRED:
            pytest.fail(f"{NO_SOFFICE}, padahal LKJIP_REQUIRE_SOFFICE=1", pytrace=False)
        pytest.skip(NO_SOFFICE)
    return LibreOffice(tmp_path_factory.mktemp("soffice"))


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> Generator[None, None, None]:
    """Say last, above pytest's closing line, how many tests were skipped because LibreOffice is missing."""
    yield
    skipped = [r for r in terminalreporter.stats.get("skipped", []) if isinstance(r.longrepr, tuple) and NO_SOFFICE in r.longrepr[2]]
    hint = "; pasang libreoffice-calc atau jalankan .ci/run" if skipped else ""
    terminalreporter.write_line(f"Dilewati karena {NO_SOFFICE}: {len(skipped)} uji{hint}")
