"""The wheel works away from the checkout: templates, profiles and the sample come from inside it."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
NEEDED = ("build", "hatchling", "pip")
MISSING = [name for name in NEEDED if importlib.util.find_spec(name) is None]

pytestmark = pytest.mark.skipif(bool(MISSING), reason=f"not installed here: {', '.join(MISSING)}")


def run(*arguments: str, folder: Path, path: Path | None = None) -> str:
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONPATH"} | {"PYTHONIOENCODING": "utf-8", "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    if path is not None:
        environment["PYTHONPATH"] = str(path)
    done = subprocess.run([sys.executable, *arguments], cwd=folder, env=environment, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that holds nothing but the installed wheel."""
    folder = tmp_path_factory.mktemp("wheel")
    run("-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder / "dist"), str(ROOT), folder=folder)
    (wheel,) = (folder / "dist").glob("*.whl")
    target = folder / "target"
    run("-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--no-compile", "--target", str(target), str(wheel), folder=folder)
    return target


def test_package_comes_from_the_wheel(installed: Path, tmp_path: Path) -> None:
    code = "import lkjip_xl, lkjip_xl.profile as p, lkjip_xl.pipeline as q; print(lkjip_xl.__file__, p.folder(), q.sample('sungai-raya-2024'), sep='\\n')"

    places = run("-c", code, folder=tmp_path, path=installed).splitlines()

    assert len(places) == 3
    assert [p for p in places if not p.startswith(str(installed))] == []


def test_every_profile_issues_a_form(installed: Path, tmp_path: Path) -> None:
    names = run("-c", "from lkjip_xl import profile; print(*profile.available())", folder=tmp_path, path=installed).split()

    for name in names:
        run("-m", "lkjip_xl", "template", "-o", f"{name}.xlsx", "--instansi", "Kecamatan Contoh", "--tahun", "2025", "--profil", name, folder=tmp_path, path=installed)

    assert len(names) >= 5
    assert sorted(p.stem for p in tmp_path.glob("*.xlsx")) == sorted(names)


def test_demo_runs_anywhere(installed: Path, tmp_path: Path) -> None:
    said = run("-m", "lkjip_xl", "demo", folder=tmp_path, path=installed)

    assert "Kecamatan Sungai Raya" in said
    assert sorted(p.name for p in (tmp_path / "lkjip-demo").iterdir()) == ["kosong.xlsx", "sungai-raya-2024.xlsx"]


def test_templates_and_readme_are_in_it(installed: Path) -> None:
    assert len(list((installed / "lkjip_xl" / "workbook_templates").glob("*.xlsx"))) >= 5
    (metadata,) = installed.glob("lkjip_xl-*.dist-info/METADATA")
    assert "# lkjip_xl" in metadata.read_text(encoding="utf-8")
