"""What all commands share: the application, options that mean the same everywhere, and how a command stops."""

from __future__ import annotations

import glob
import os
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, NoReturn

import typer

app = typer.Typer(
    name="lkjip", no_args_is_help=True, add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False,
    help="Menerbitkan, menerima kembali dan memeriksa buku kerja LKjIP.",
)
FOUND, USAGE, UNREADABLE = 1, 2, 3

Output = Annotated[Path, typer.Option("-o", "--output", help="Berkas hasil.")]
Force = Annotated[bool, typer.Option("--force", help="Ganti berkas hasil bila sudah ada.")]
Engine = Annotated[str, typer.Option("--engine", help="Mesin hitung ulang: formualizer atau formulas (lambat).")]


def stop(message: str, code: int = USAGE) -> NoReturn:
    """End the command with one line of error."""
    typer.echo(f"lkjip: {message}", err=True)
    raise typer.Exit(code)


def one_of(value: str, allowed: tuple[str, ...], option: str) -> str:
    """The value, or a usage error that names what is allowed."""
    if value not in allowed:
        stop(f"{option} harus salah satu dari: {', '.join(allowed)}.")
    return value


RETURNED = frozenset([".xlsx", ".xlsm", ".xltx", ".xltm", ".xls", ".xlt", ".xlsb", ".xlw", ".ods", ".ots", ".fods", ".csv", ".tsv", ".et", ".ett", ".numbers", ".gsheet"])
"""Endings of files that look like returned workbooks: those of a folder are checked, each with an outcome, also where only LK001 can be said of it."""
ARCHIVES = frozenset((".zip", ".rar", ".7z"))
"""Endings of files that may hold workbooks: those of a folder are passed over and named."""


def expand(patterns: list[str], say: Callable[[str], None] = lambda _: None) -> list[Path]:
    """Files named by paths, folders (what looks like a returned workbook) and globs, each once, in order.

    `say` is told in one line of each file that a folder or glob has and that is passed over: lock files, archives.
    """
    found: dict[Path, None] = {}
    for pattern in patterns:
        path = Path(pattern)
        if path.is_dir():
            hits = [p for p in sorted(path.rglob("*")) if _passes(p, say)]
        elif os.path.lexists(path) or not glob.has_magic(pattern):
            hits = [path]
        else:
            hits = [p for p in sorted(Path(p) for p in glob.glob(pattern, recursive=True)) if not _is_lock(p, say)]
        found |= dict.fromkeys(hits)
    return list(found)


def _passes(path: Path, say: Callable[[str], None]) -> bool:
    """Is a file of a folder to be checked."""
    ending = path.suffix.lower()
    if ending in ARCHIVES and path.is_file():
        say(f"Dilewati: {path} adalah arsip. Keluarkan isinya bila di dalamnya ada buku kerja.")
    return ending in RETURNED and not _is_lock(path, say)


def _is_lock(path: Path, say: Callable[[str], None]) -> bool:
    """Is it a lock file of Excel, or what macOS writes beside a file on foreign disks."""
    if path.name.startswith("~$"):
        say(f"Dilewati: {path} hanya penanda bahwa buku kerjanya sedang dibuka.")
    elif path.name.startswith("._"):
        say(f"Dilewati: {path} hanya catatan macOS tentang berkas di sebelahnya.")
    else:
        return False
    return True


def width() -> int:
    """Columns of the terminal."""
    import shutil  # noqa: PLC0415

    return max(60, shutil.get_terminal_size((120, 24)).columns)
