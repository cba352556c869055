"""Every `$ lkjip ...` line in README and manual runs and prints what the page says; `...` stands for anything.

The blocks of one page run in order in one folder; `$ echo $?` asks for the last exit code. A block with a name behind its language (```toml x.toml) is
a file in that folder.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from lkjip_xl import cli

pytestmark = pytest.mark.xdist_group("manual")
ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = {"README.md": 1, "docs/manual-kabupaten.md": 36}
"""Pages and how many commands they show."""
BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)

FILE = re.compile(r"^```[a-z]+ ([\w.-]+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


class Example(NamedTuple):
    command: str
    expected: str


def examples(page: str) -> list[Example]:
    found: list[Example] = []
    for block in BLOCK.findall((ROOT / page).read_text(encoding="utf-8")):
        assert block.startswith("$ "), block
        for piece in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, expected = piece.partition("\n")
            found.append(Example(command.strip(), expected))
    return found


def matches(expected: str, got: str) -> bool:
    """Are they equal line by line, blanks at line ends apart, with `...` as any text (a line `...` as any lines)."""
    wanted = "\n".join(line.rstrip() for line in expected.strip().splitlines())
    said = "\n".join(line.rstrip() for line in got.strip().splitlines())
    return re.fullmatch(re.escape(wanted).replace(re.escape("..."), ".*"), said, re.DOTALL) is not None


Runner = Callable[[list[str], Path], tuple[int, str]]


def as_program(arguments: list[str], folder: Path) -> tuple[int, str]:
    """Exit code and what was printed, of a process of its own."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(
        [sys.executable, "-m", "lkjip_xl", *arguments], cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8", check=False)
    return done.returncode, done.stdout


def in_here(arguments: list[str], folder: Path) -> tuple[int, str]:
    """The same in this process: a page of twenty commands starts Python twenty times otherwise."""
    said = io.StringIO()
    code: object = 0
    with pytest.MonkeyPatch.context() as patch, contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        patch.chdir(folder)
        patch.setattr(sys, "argv", ["lkjip", *arguments])
        try:
            cli.main()
        except SystemExit as stop:
            code = stop.code or 0
    assert isinstance(code, int)
    return code, said.getvalue()


RUNNERS: dict[str, Runner] = {"README.md": as_program, "docs/manual-kabupaten.md": in_here}


def run(page: str, command: str, folder: Path) -> tuple[int, str]:
    program, *arguments = shlex.split(command)
    assert program == "lkjip", command
    if arguments != ["demo"]:
        return RUNNERS[page](arguments, folder)
    if command not in _SHOWN:
        code, said = RUNNERS[page](arguments, folder)
        _SHOWN[command] = code, said, folder / "lkjip-demo"
    else:
        code, said, made = _SHOWN[command]
        shutil.copytree(made, folder / made.name)
    return code, said


_SHOWN: dict[str, tuple[int, str, Path]] = {}
"""What the demo said and made: both pages show it, and it takes longer than all other commands."""


@pytest.mark.parametrize("page", EXAMPLES)
def test_page_shows_what_happens(page: str, tmp_path: Path) -> None:
    shown = examples(page)
    for name, content in FILE.findall((ROOT / page).read_text(encoding="utf-8")):
        (tmp_path / name).write_text(content, encoding="utf-8")
    code = -1
    for example in shown:
        if example.command == "echo $?":
            assert example.expected.strip() == str(code), f"{page}: exit code {code}"
            continue
        code, said = run(page, example.command, tmp_path)
        assert matches(example.expected, said), f"{page}: $ {example.command}\n{said}"
    assert len([e for e in shown if e.command != "echo $?"]) == EXAMPLES[page]


def test_every_console_block_is_on_a_tested_page() -> None:
    pages = [p.relative_to(ROOT).as_posix() for p in [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")] if "```console" in p.read_text(encoding="utf-8")]

    assert sorted(pages) == sorted(EXAMPLES)


@pytest.mark.parametrize(("expected", "got", "right"), [
    ("a\nb", "a  \nb\n", True), ("a\n...\nc", "a\nb\nb\nc", True), ("a ... d", "a b c d", True), ("a\nb", "a\nc", False), ("a", "a\nb", False), ("...\nb\n...", "a\nc", False),
])
def test_matches(expected: str, got: str, right: bool) -> None:
    assert matches(expected, got) is right
