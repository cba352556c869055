"""One file checked in a fork of this process: what became of it, with how much time and memory.

The judge (formulas, with numpy and scipy) is loaded before the fork: its loading, a second, is no work of the file.
"""

from __future__ import annotations

import atexit
import json
import os
import select
import signal
import subprocess
import sys
import tempfile
import threading
import time
import traceback
from dataclasses import asdict, dataclass, replace
from functools import cache
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))  # run as a program too

from hostile import Hostile

from lkjip_xl import jobs, limits, pipeline
from lkjip_xl.witness.engines import load_formulas

SECONDS, MEMORY = 2.0, 300 << 20
KILLED = (f"dies with {jobs.OVER_MEMORY}", "dies with -6")
"""The worker ended for its memory, by itself or because the system gave no more: what the limit is there for."""
TRIES = 2
PATIENCE = 60.0
"""Seconds on the clock after which a file counts as hanging; a loaded machine must not fail it."""


@dataclass(frozen=True)
class Measured:
    """What came of one file; `seconds` of processor time, `memory` at its peak."""

    status: str
    codes: tuple[str, ...]
    seconds: float
    memory: int
    died: str = ""

    @property
    def complaint(self) -> str:
        """Why this is not one clear outcome within the limits, "" when it is."""
        if self.died:
            return self.died
        refused = self.status == "tidak terbaca"
        if refused != (self.codes == ("LK001",)) or (not refused and "LK001" in self.codes):
            return "outcome unclear"
        if self.seconds > SECONDS:
            return "slow"
        return "fat" if self.memory > MEMORY else ""


def measure(case: Hostile) -> Measured:
    """Make the file, check it in a fork, say what happened."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "berkas.xlsx"
        path.write_bytes(case.make())
        return check(path)


def check(path: Path) -> Measured:
    """Check one file as a worker of `jobs` does: again without the engine when it dies. What is slow is tried again and the best counts, for a loaded machine.

    The forks are of a process of its own, one per thread: that of the caller may hold more memory than any file is allowed.
    """
    if not hasattr(_SERVERS, "server"):
        _SERVERS.server = subprocess.Popen([sys.executable, __file__], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        atexit.register(_SERVERS.server.kill)
    server = _SERVERS.server
    server.stdin.write(f"{path}\n")
    server.stdin.flush()
    said = json.loads(server.stdout.readline())
    return Measured(said["status"], tuple(said["codes"]), said["seconds"], said["memory"], said["died"])


_SERVERS = threading.local()


def _serve() -> None:
    """Paths in, one a line; what came of each out."""
    for line in sys.stdin:
        sys.stdout.write(json.dumps(asdict(_checked(Path(line.rstrip("\n"))))) + "\n")
        sys.stdout.flush()


def _checked(path: Path) -> Measured:
    first = _check(path, "formualizer")
    if first.died and not first.died.startswith("hangs"):
        again = _check(path, jobs.WITHOUT_ENGINE)
        return replace(again, memory=again.memory if first.died in KILLED else max(first.memory, again.memory))
    return min(first, *(_check(path, "formualizer") for _ in range(TRIES)), key=lambda m: m.seconds) if first.complaint == "slow" else first


@cache
def _judge_loaded() -> None:
    load_formulas().Parser().ast("=SUM(1,2)")[1].compile()


def _check(path: Path, engine: str) -> Measured:
    read, write = os.pipe()
    _judge_loaded()
    child = os.fork()
    if child == 0:
        _child(path, write, engine)
    os.close(write)
    deadline, said = time.monotonic() + PATIENCE, b""
    while time.monotonic() < deadline:
        if select.select([read], [], [], 0.5)[0]:
            piece = os.read(read, 65_536)
            if not piece:
                break
            said += piece
    else:
        os.kill(child, signal.SIGKILL)
    os.close(read)
    _, status, usage = os.wait4(child, 0)
    spent, peak = usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024
    if not said:
        died = f"hangs after {PATIENCE:g} s" if time.monotonic() >= deadline else f"dies with {os.waitstatus_to_exitcode(status)}"
        return Measured("", (), spent, peak, died)
    found = json.loads(said)
    return Measured(found["status"], tuple(found["codes"]), spent, peak, found["died"])


def _child(path: Path, write: int, engine: str) -> None:
    try:
        jobs._confine(limits.FILE_MEMORY)
        with jobs.busy():
            report = pipeline.validate(path, engine=engine)
        said = {"status": report.status, "codes": [f.code for f in report.findings], "died": ""}
    except BaseException as error:  # noqa: BLE001 - told to the parent
        said = {"status": "", "codes": [], "died": f"{type(error).__name__}: {error} at {traceback.extract_tb(error.__traceback__)[-1]}"[:600]}
    os.write(write, json.dumps(said).encode())
    os._exit(0)


if __name__ == "__main__":
    _serve()
