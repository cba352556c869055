"""A sample of the mutations of tools/mutate.py: damage to formulas, texts and units is found at its cell, whatever the cell (`make mutate` runs thousands)."""

from __future__ import annotations

from collections import Counter

from tools.mutate_columns import COVERED, UNCOVERED, strangers
from tools.mutate_run import run

COUNT = 16
CERTAIN = ("rumus", "teks", "satuan")


def test_damage_to_formulas_texts_and_units_is_found() -> None:
    outcomes = run(COUNT, 11, 1)
    kinds = Counter(o.mutation.kind for o in outcomes)

    assert len(outcomes) == COUNT
    assert all(kinds[kind] for kind in CERTAIN)
    assert [(o.seed, o.mutation.operator, o.mutation.address, o.mutation.old, o.mutation.new) for o in outcomes if o.mutation.kind in CERTAIN and not o.found] == []


def test_the_table_of_columns_fits_the_spec() -> None:
    assert strangers() == []
    assert COVERED.keys() & UNCOVERED.keys() <= {"Program.kode"}
