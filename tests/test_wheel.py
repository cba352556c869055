"""The wheel works away from the checkout: templates, profiles and the sample come from inside it."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ROOT / "samples"
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


def install(folder: Path) -> Path:
    """A folder that holds nothing but the installed wheel."""
    run("-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder / "dist"), str(ROOT), folder=folder)
    (wheel,) = (folder / "dist").glob("*.whl")
    target = folder / "target"
    run("-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--no-compile", "--target", str(target), str(wheel), folder=folder)
    return target


WHERE = "import lkjip_xl, lkjip_xl.profile as p, lkjip_xl.pipeline as q; print(lkjip_xl.__file__, p.folder(), q.sample('sungai-raya-2024'), sep='\\n')"
SAMPLE_FILES = "from lkjip_xl.pipeline import sample, samples; print(*(n for n in samples() if (sample(n) / 'data.toml').is_file()))"
PROFILES = "from lkjip_xl import profile; print(*(profile.load(p).key for p in profile.available()))"


def test_wheel_works_away_from_the_checkout(tmp_path: Path) -> None:
    """One test, so that the wheel is built once."""
    path, folder = install(tmp_path), tmp_path / "kerja"
    folder.mkdir()

    places = run("-c", WHERE, folder=folder, path=path).splitlines()
    assert len(places) == 3
    assert [p for p in places if not p.startswith(str(path))] == []

    assert len(run("-c", PROFILES, folder=folder, path=path).split()) >= 5
    run("-m", "lkjip_xl", "template", "-o", "kosong.xlsx", "--instansi", "Kecamatan Contoh", "--tahun", "2025", "--profil", "hss", folder=folder, path=path)
    assert run("-c", SAMPLE_FILES, folder=folder, path=path).split() == sorted(f.parent.name for f in SAMPLES.glob("*/data.toml"))
    run("-m", "lkjip_xl", "fill", str(path / "lkjip_xl" / "samples" / "pengaron-tw1-2024" / "data.toml"), "-o", "pengaron.xlsx", folder=folder, path=path)
    assert "Kecamatan Pengaron" in run("-m", "lkjip_xl", "validate", "pengaron.xlsx", "--select", "LK001", folder=folder, path=path)
    assert sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*.xlsx")) == ["kosong.xlsx", "pengaron.xlsx"]

    assert len(list((path / "lkjip_xl" / "workbook_templates").glob("*.xlsx"))) >= 5
    (metadata,) = path.glob("lkjip_xl-*.dist-info/METADATA")
    assert "# lkjip_xl" in metadata.read_text(encoding="utf-8")
