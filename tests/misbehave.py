"""What a worker of `jobs` does in place of the check, by the name of the file: it must be importable in the worker, and light."""

from __future__ import annotations

import os
import re
import time
from pathlib import Path

from lkjip_xl import jobs
from lkjip_xl.errors import SpecError
from lkjip_xl.findings import CLEAN, FileReport


def misbehave(folder: str, path: str, profil: str, engine: str) -> FileReport:
    """Hang, swell, crash or answer."""
    kind = Path(path).stem.rpartition("-")[2]
    with jobs.busy():
        if kind == "tidur":
            time.sleep(600)
        elif kind == "regex":  # holds the interpreter, so that only a kill ends it
            re.match(r"(a+)+$", "a" * 40 + "b")
        elif kind == "abort" or (kind == "mesin" and engine != jobs.WITHOUT_ENGINE):
            os.abort()
        elif kind == "keluar":
            os._exit(7)
        elif kind == "gemuk":
            held = []
            while True:
                held.append(bytearray(b"x" * (8 << 20)))
                time.sleep(0.005)
        elif kind == "raksasa":
            bytearray(64 << 30)
        elif kind == "salah":
            raise KeyError("lembar")
        elif kind == "profil":
            raise SpecError("Profil 'x' tidak ada.")
        elif kind == "lambat":
            time.sleep(0.3)
    return FileReport(path, str(os.getpid()), "", None, "", folder, CLEAN, ())
