"""Pages made from the code are fresh, links lead somewhere, the Python of the README runs, and the hand-written pages name what there is."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from lkjip_xl.datafile import loads
from lkjip_xl.rules import CATALOGUE
from lkjip_xl.spec import book
from lkjip_xl.spec.lists import LISTS
from tools import gen_docs

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
PAGES = sorted([*ROOT.glob("*.md"), *DOCS.rglob("*.md")])
LINK = re.compile(r"\]\(([^)\s]+)\)")
FENCED = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def anchors(page: Path) -> set[str]:
    return {gen_docs.anchor(line.lstrip("#").strip().replace("`", "")) for line in page.read_text(encoding="utf-8").splitlines() if line.startswith("#")}


def test_generated_pages_are_fresh() -> None:
    assert list(gen_docs.differences()) == [], "run: make docs"


def test_check_sees_missing_stale_and_left_over_pages(tmp_path: Path) -> None:
    (tmp_path / "aturan").mkdir()
    for name, content in gen_docs.wanted().items():
        (tmp_path / name).write_text(content, encoding="utf-8")
    (tmp_path / "cli.md").write_text("lama", encoding="utf-8")
    (tmp_path / "lembar.md").unlink()
    (tmp_path / "aturan" / "LK999.md").write_text("", encoding="utf-8")

    assert list(gen_docs.differences(tmp_path)) == ["lembar.md: missing", "cli.md: stale", "aturan/LK999.md: no rule"]


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(page: Path) -> None:
    for target in LINK.findall(FENCED.sub("", page.read_text(encoding="utf-8"))):
        if target.startswith("https://"):
            continue
        name, _, anchor = target.partition("#")
        found = (page.parent / name).resolve() if name else page
        assert found.exists(), target
        assert not anchor or anchor in anchors(found), target


def test_python_of_the_readme_runs(tmp_path: Path) -> None:
    (code,) = re.findall(r"^```python\n(.*?)^```$", text("README.md"), re.MULTILINE | re.DOTALL)

    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, env=environment, capture_output=True, text=True, encoding="utf-8", check=False)

    assert done.returncode == 0, done.stderr
    assert "Efisiensi!C10 LK201 galat Capaian IK3.1 tertulis 100,78 %, seharusnya 101,69 %." in done.stdout
    assert len([line for line in code.splitlines() if line.strip()]) <= 10


def test_every_rule_has_its_page() -> None:
    assert {p.stem for p in (DOCS / "aturan").glob("LK*.md")} == {r.code for r in CATALOGUE}


def test_data_file_examples_are_accepted() -> None:
    examples = re.findall(r"^```toml\n(.*?)^```$", text("docs/berkas-data.md"), re.MULTILINE | re.DOTALL)
    whole = "\n".join(examples)

    data, _ = loads('profil = "hss"\n' + whole)

    assert len(examples) == len(book.DATA_KEYS) + 2
    assert set(data.tables) | set(data.forms) == set(book.DATA_KEYS)
    assert data.timpa
    assert data.rows


def test_flow_names_every_module() -> None:
    modules = {p.stem for p in (ROOT / "lkjip_xl").iterdir() if p.suffix == ".py" or (p.is_dir() and p.name != "__pycache__")} - {"__init__", "__main__"}
    flow = text("docs/flow.md")

    assert {m for m in modules if f"`{m}`" not in flow and m not in ("workbook_templates", "samples")} == set()


def test_glossary_has_the_words_of_the_workbook() -> None:
    glossary = text("docs/glosarium.md").casefold()
    words = {s.name for s in book.SHEETS} | {w for name in ("jenis", "arah", "cara_isi", "cara_gabung", "level", "level_renstra", "versi_pk") for w in LISTS[name]}

    assert {w for w in words if w.casefold() not in glossary} == set()


def test_decisions_are_numbered_and_listed() -> None:
    pages = sorted(p.name for p in (DOCS / "decisions").glob("0*.md"))
    listed = text("docs/decisions/README.md")

    assert [p[:4] for p in pages] == [f"{n:04}" for n in range(1, len(pages) + 1)]
    assert all(f"]({p})" in listed for p in pages)
    for number in set(re.findall(r"decisions?[ /](\d{4})", "".join(p.read_text(encoding="utf-8") for p in (ROOT / "lkjip_xl").rglob("*.py")))):
        assert any(p.startswith(number) for p in pages), number


def test_changelog_knows_the_template() -> None:
    log = text("CHANGELOG.md")

    assert f"Template {book.TEMPLATE_VERSION}" in log
    assert [line[4:] for line in log.splitlines() if line.startswith("### ")][:4] == ["Template", "Rules", "Formulas", "Added"]
