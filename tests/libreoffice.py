"""LibreOffice as referee: converts workbooks and recalculates every formula in them. Used by the tests and by tools/bench.py."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterable
from pathlib import Path

# By default LibreOffice shows the stored values of an .xlsx and recalculates nothing; 0 = always recalculate on load.
SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="ODFRecalcMode" oor:op="fuse"><value>0</value></prop></item>
<item oor:path="/org.openoffice.Office.Calc/Formula/Calculation"><prop oor:name="UseThreadedCalculationForFormulaGroups" oor:op="fuse"><value>false</value></prop></item>
</oor:items>
"""
# Threads off: with a typed-over cell inside a column of formulas, LibreOffice 7.4's threaded groups once took a formula's "" for a number.
START_SECONDS = 90.0  # a first start on a cold machine
FILE_SECONDS = 10.0


class LibreOfficeError(RuntimeError):
    """LibreOffice did not deliver, twice."""


def find() -> str | None:
    """Path of the program, or None when it is not installed."""
    return shutil.which("soffice") or shutil.which("libreoffice")


class LibreOffice:
    """One headless LibreOffice with a profile of its own in `home`; two of them with two homes may run at once."""

    def __init__(self, home: Path | None = None) -> None:
        program = find()
        if program is None:
            raise LibreOfficeError("LibreOffice tidak terpasang")
        self._program = program
        self._temporary = None if home else tempfile.TemporaryDirectory(prefix="lkjip-soffice-")
        self.home = (home or Path(self._temporary.name if self._temporary else "")).resolve()
        self._runs = 0
        self._reset()

    def convert(self, paths: Path | Iterable[Path], to: str = "xlsx", outdir: Path | None = None) -> list[Path]:
        """Convert workbooks in one run (`to` may carry a filter, "pdf:calc_pdf_Export"); the results, in the order of `paths`."""
        sources = [paths] if isinstance(paths, Path) else list(paths)
        if not sources:
            return []
        self._runs += 1
        target = outdir or self.home / f"out{self._runs}"
        target.mkdir(parents=True, exist_ok=True)
        results = [target / f"{source.stem}.{to.partition(':')[0]}" for source in sources]
        if len(set(results)) < len(results):
            raise ValueError("two workbooks of the same name in one run: their results would overwrite each other")
        if {r.resolve() for r in results} & {s.resolve() for s in sources}:
            raise ValueError("outdir is the folder of the workbooks: the results would overwrite them")
        for result in results:
            result.unlink(missing_ok=True)
        said = ""
        for _attempt in range(2):
            waiting = [s for s, r in zip(sources, results, strict=True) if not r.is_file()]
            said = self._run(["--convert-to", to, "--outdir", str(target.resolve()), *(str(s.resolve()) for s in waiting)], START_SECONDS + FILE_SECONDS * len(waiting))
            if all(r.is_file() for r in results):
                return results
            self._reset()
        missing = ", ".join(str(s) for s, r in zip(sources, results, strict=True) if not r.is_file())
        raise LibreOfficeError(f"LibreOffice tidak menghasilkan berkas untuk {missing}\n{said}")

    def recalculate(self, path: Path) -> Path:
        """A copy of the workbook, .xlsx, in which every formula was recalculated from the cells as stored."""
        return self.convert(path)[0]

    def _reset(self) -> None:
        """Give it a fresh profile; a crash leaves one that asks questions at the next start."""
        shutil.rmtree(self.home / "profile", ignore_errors=True)
        user = self.home / "profile" / "user"
        user.mkdir(parents=True)
        (user / "registrymodifications.xcu").write_text(SETTINGS, encoding="utf-8")

    def _run(self, arguments: list[str], seconds: float) -> str:
        command = [self._program, "--headless", "--norestore", "--nolockcheck", f"-env:UserInstallation={(self.home / 'profile').as_uri()}", *arguments]
        environment = {**os.environ, "LC_ALL": "C.UTF-8", "SAL_USE_VCLPLUGIN": "svp"}
        with subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=environment, start_new_session=True) as process:
            try:
                said, _ = process.communicate(timeout=seconds)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)  # soffice is a script; the work is in a child
                said, _ = process.communicate()
                said += f"\n(dihentikan setelah {seconds:.0f} detik)".encode()
        return said.decode(errors="replace").strip()
