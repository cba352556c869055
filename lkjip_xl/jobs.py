"""Many files at once, each looked at in a process that can be stopped: a file that hangs, swells or crashes costs one finding, never the run.

The workers are forked from a server that has loaded the tool once and has no threads (`forkserver`; Windows spawns). They are used for file after file and
replaced when they die. What is imported here is light: the command line must not load the rules a second time.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from lkjip_xl import limits
from lkjip_xl.errors import LkjipError
from lkjip_xl.findings import UNREADABLE, FileReport

if TYPE_CHECKING:
    from pebble import ProcessFuture, ProcessPool

OVER_MEMORY = 86
"""Exit code of a worker that ended itself for its memory."""
WITHOUT_ENGINE = "terhenti"
"""Engine of the second attempt: none, and the reason it gives."""
WATCH = 0.05
"""Seconds between two looks at the memory."""
FILES_PER_WORKER = 500
"""A worker is replaced after so many: whatever leaks, leaks no further."""
RETRIES = 3
"""Pools that may break before the run is given up."""
_CALM = "Hapus baris dan lembar yang tidak dipakai, simpan ulang, lalu coba lagi"
_RESAVE = "Buka di Excel, simpan ulang sebagai .xlsx, lalu coba lagi. Bila terulang, laporkan kepada pengembang lkjip beserta berkasnya."


def cores() -> int:
    """Processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def validate_files(
    paths: Sequence[Path], profil: str = "", engine: str = "formualizer", jobs: int = 0, seconds: float = 0, tell: Callable[[Path], None] = lambda _: None,
) -> Iterator[FileReport]:
    """Reports of many files in the order given, `jobs` at a time (0: one per processor), each within `seconds` (0: what `limits` says for the engine).

    Closing the iterator, or an interrupt, ends the workers at once. LkjipError for what is wrong with the request, not with a file.
    """
    thorough = engine == "formulas"
    terms = _Terms(
        profil, engine, jobs or cores(), seconds or (limits.FORMULAS_SECONDS if thorough else limits.FILE_SECONDS),
        limits.FORMULAS_MEMORY if thorough else limits.FILE_MEMORY,
    )
    done = broken = 0
    while done < len(paths):
        for report in _round(paths[done:], terms, tell):
            done += 1
            yield report
        broken += 1
        if done < len(paths) and broken > RETRIES:
            raise LkjipError("Proses pemeriksa tidak dapat dijalankan di komputer ini. Periksa memori yang tersisa, atau coba dengan --jobs 1.")


class _Terms(NamedTuple):
    profil: str
    engine: str
    jobs: int
    seconds: float
    memory: int


def _round(paths: Sequence[Path], terms: _Terms, tell: Callable[[Path], None]) -> Iterator[FileReport]:
    """Reports of files by one pool; fewer than files when the pool itself broke."""
    from pebble import CONSTS, ProcessPool  # noqa: PLC0415

    CONSTS.sleep_unit, CONSTS.term_timeout = 0.02, 0.5  # it looks that often whether a worker has ended; and waits that long before it kills
    context = _context()
    pool = ProcessPool(max_workers=min(terms.jobs, len(paths)), max_tasks=FILES_PER_WORKER, initializer=_confine, initargs=(terms.memory,), context=context)
    try:
        with _deaf():
            futures = [pool.schedule(_validate, args=(os.getcwd(), str(path), terms.profil, terms.engine), timeout=terms.seconds) for path in paths]
        for path, future in zip(paths, futures, strict=True):
            tell(path)
            try:
                yield _outcome(pool, path, future, terms)
            except BrokenProcessPool:
                return
    finally:
        pool.stop()  # type: ignore[no-untyped-call]
        pool.join()


def _outcome(pool: ProcessPool, path: Path, future: ProcessFuture[FileReport], terms: _Terms) -> FileReport:
    """The report of a file; when its check died with the engine, the one of a check without it, else the one finding that says what happened."""
    try:
        return future.result()
    except (LkjipError, BrokenProcessPool):
        raise
    except Exception as error:  # noqa: BLE001 - whatever became of the worker, the other files are looked at
        first = error
    if not isinstance(first, TimeoutError):  # the engine keeps to a time of its own: what took too long is not the engine's
        with suppress(Exception):
            report = pool.schedule(_validate, args=(os.getcwd(), str(path), terms.profil, WITHOUT_ENGINE), timeout=terms.seconds).result()
            if report.status != UNREADABLE:
                return report
    return _stopped(path, *_reason(first, terms))


def _context() -> multiprocessing.context.BaseContext:
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    from multiprocessing.forkserver import ensure_running  # noqa: PLC0415

    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["lkjip_xl.pipeline"])
    # The server of Python 3.11 and 3.12 does not look where we look for modules unless it is told so.
    before = os.environ.get("PYTHONPATH")
    os.environ["PYTHONPATH"] = os.pathsep.join(path or os.getcwd() for path in sys.path)
    try:
        with _deaf():
            ensure_running()
    finally:
        if before is None:
            del os.environ["PYTHONPATH"]
        else:
            os.environ["PYTHONPATH"] = before
    return context


@contextmanager
def _deaf() -> Iterator[None]:
    """What is started meanwhile ignores Ctrl-C, which the terminal sends to all: only this process answers it, and ends the others."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _reason(error: Exception, terms: _Terms) -> tuple[str, str]:
    """What happened to the check of a file, and what to do."""
    if isinstance(error, TimeoutError):
        return f"Pemeriksaannya melebihi batas waktu {terms.seconds:g} detik, jadi dihentikan.", f"{_CALM}; batas lain dapat disebut dengan --timeout."
    code = getattr(error, "exitcode", None)
    if isinstance(error, MemoryError) or code == OVER_MEMORY:
        return f"Pemeriksaannya melebihi batas memori {terms.memory >> 20} MB, jadi dihentikan.", f"{_CALM}."
    what = f"{type(error).__name__}: {error}".strip(": ")[:200] if code is None else f"kode {code}"
    return f"Pemeriksaannya terhenti di tengah jalan ({what}).", _RESAVE


def _stopped(path: Path, what: str, advice: str) -> FileReport:
    from lkjip_xl.pipeline import unreadable  # noqa: PLC0415

    return unreadable(path, what, advice)


# in the worker


class _Busy:
    """Whether a file is being looked at, and the highest memory before it: only then may the worker end itself."""

    lock = threading.Lock()
    since: int | None = None


def _confine(memory: int) -> None:
    """Set the worker's memory limit: of the system where it has one, and by watching."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415

    # What an engine says while it dies is no line for the user; the outcome of the file is.
    with open(os.devnull, "wb") as nowhere:
        os.dup2(nowhere.fileno(), 2)
    _, most = resource.getrlimit(resource.RLIMIT_DATA)
    # Twice, for what is reserved and never touched; this only stops a single huge request, the rest is the watch's.
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_DATA, (2 * memory if most == resource.RLIM_INFINITY else min(2 * memory, most), most))
    threading.Thread(target=_watch, args=(memory,), name="penjaga-memori", daemon=True).start()


def _watch(memory: int) -> None:
    while True:
        time.sleep(WATCH)
        peak = peak_memory()
        with _Busy.lock:
            if _Busy.since is not None and peak > max(memory, _Busy.since):
                os._exit(OVER_MEMORY)


def peak_memory() -> int:
    """Most memory this process has had, in bytes; 0 where the system does not say."""
    if sys.platform == "win32":
        return 0
    import resource  # noqa: PLC0415

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


@contextmanager
def busy() -> Iterator[None]:
    """A file is being looked at: meanwhile the worker may end itself for its memory, which is then counted against this file."""
    with _Busy.lock:
        _Busy.since = peak_memory()
    try:
        yield
    finally:
        with _Busy.lock:
            _Busy.since = None


def _validate(folder: str, path: str, profil: str, engine: str) -> FileReport:
    """One file, in the worker; relative paths are the caller's."""
    from lkjip_xl.pipeline import validate  # noqa: PLC0415

    os.chdir(folder)
    with busy():
        return validate(Path(path), profil, engine)
