"""The committed templates are what the spec writes; each is a sound blank form; the same input gives the same bytes."""

from __future__ import annotations

from pathlib import Path

import pytest

from lkjip_xl import profile
from lkjip_xl.pipeline import fill, make_template, sample, validate
from lkjip_xl.spec import book
from tools import build_templates

FILES = sorted(p.name for p in build_templates.FOLDER.glob("*.xlsx"))


def test_committed_templates_are_what_the_spec_writes() -> None:
    assert list(build_templates.differences()) == [], "run: make templates"


def test_every_profile_has_a_template() -> None:
    assert len(FILES) == len(profile.available()) >= 5


@pytest.mark.parametrize("name", FILES)
def test_template_is_a_blank_form(name: str) -> None:
    report = validate(build_templates.FOLDER / name)

    assert [(f.code, f.severity.value) for f in report.findings] == [("LK500", "info")]
    assert report.template == f"{book.TEMPLATE_ID} {book.TEMPLATE_VERSION}"


def test_check_sees_a_changed_a_missing_and_a_foreign_file(tmp_path: Path) -> None:
    right = build_templates.wanted()
    names = sorted(right)
    for name in names[1:]:
        (tmp_path / name).write_bytes(right[name])
    (tmp_path / names[1]).write_bytes(right[names[2]])
    (tmp_path / "lama.xlsx").write_bytes(right[names[0]])

    found = list(build_templates.differences(tmp_path))

    assert f"{names[0]}: missing" in found
    assert "lama.xlsx: no profile writes it" in found
    assert f"{names[1]}: docProps/custom.xml differs" in found
    assert not any(line.startswith(names[2]) for line in found)


def test_same_input_same_bytes() -> None:
    data = sample("sungai-raya-2024") / "data.toml"

    assert fill(data) == fill(data)
    assert make_template({"instansi": "Kecamatan Contoh", "tahun": 2025}, "hss") == make_template({"instansi": "Kecamatan Contoh", "tahun": 2025}, "hss")


OLD = sorted((Path(__file__).parent / "lama").glob("*.xlsx"))


@pytest.mark.parametrize("path", OLD, ids=lambda p: p.stem)
def test_a_workbook_of_an_older_version_is_told_apart(path: Path) -> None:
    """Real workbooks of template 1.0, blank and filled, are kept for good: one finding that says what to do, nothing about cells."""
    report = validate(path)

    assert [(f.code, f.expected) for f in report.findings] == [("LK003", ", ".join(book.ACCEPTED_VERSIONS))]
    assert report.template == f"{book.TEMPLATE_ID} 1.0"
