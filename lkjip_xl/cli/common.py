"""What all commands share: the application, options that mean the same everywhere, and how a command stops."""

from __future__ import annotations

import glob
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


def expand(patterns: list[str]) -> list[Path]:
    """Files named by paths, folders (their .xlsx files) and globs, each once, in order; Excel's lock files are left out."""
    found: dict[Path, None] = {}
    for pattern in patterns:
        path = Path(pattern)
        if path.is_dir():
            hits = sorted(path.rglob("*.xls[xm]"))
        elif path.exists() or not glob.has_magic(pattern):
            hits = [path]
        else:
            hits = sorted(Path(p) for p in glob.glob(pattern, recursive=True))
        found |= dict.fromkeys(p for p in hits if not p.name.startswith("~$"))
    return list(found)


def width() -> int:
    """Columns of the terminal."""
    import shutil  # noqa: PLC0415

    return max(60, shutil.get_terminal_size((120, 24)).columns)
