"""Realistic workbooks are right: no rule speaks, the engines agree, and a seed always gives the same workbook."""

from __future__ import annotations

from pathlib import Path

import pytest
import realistic
import right
from realistic_quotes import PRINTERS

from lkjip_xl.pipeline import examine, validate
from lkjip_xl.profile import available
from lkjip_xl.spec.lists import LISTS, PERIODS

SEEDS = (2, 8, 9, 11, 12, 15, 21, 25)
"""Each profile, each period, years of both budget structures."""


@pytest.mark.parametrize("seed", SEEDS)
def test_no_rule_speaks_on_a_realistic_workbook(seed: int, tmp_path: Path) -> None:
    data, profil = realistic.workbook(seed)
    path = right.write(tmp_path / "utuh.xlsx", right.few_rows(data), profil)

    assert [(f.code, f.place, f.message) for f in validate(path).findings] == []
    assert examine(path).verdicts.disputes == {}


def test_a_seed_gives_the_same_workbook_again() -> None:
    assert realistic.workbook(SEEDS[0]) == realistic.workbook(SEEDS[0])


def test_the_seeds_cover_profiles_periods_and_both_budget_structures() -> None:
    made = [realistic.workbook(seed) for seed in SEEDS]
    identities = [data.forms["Identitas"] for data, _ in made]

    assert {profil for _, profil in made} == set(available())
    assert {i["periode"] for i in identities} == set(PERIODS)
    assert {int(str(i["tahun"])) <= 2020 for i in identities} == {True, False}


def test_every_besaran_can_be_printed() -> None:
    """A new besaran needs one function in realistic_quotes.py or realistic_quoted_words.py."""
    assert set(LISTS["besaran"]) - PRINTERS.keys() == set()
