"""What must hold of every capaian, kategori, efficiency and sum, whatever the figures; and the hand-worked examples of real reports."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lkjip_xl.engine import Engine, Inputs, Row, TableInputs, excel_round
from lkjip_xl.profile import available, folder, load
from lkjip_xl.spec.build import BELUM, NIHIL, TIDAK, UNMEASURED, capaian, capped, kategori
from lkjip_xl.spec.lists import DIRECTIONS, LEVELS
from lkjip_xl.spec.sheets.budget import efficiency
from lkjip_xl.spec.sheets.measure import combined

F = Fraction
POSITIVE = st.fractions(F(1, 1000), 10**9, max_denominator=10**4)
NUMBER = st.fractions(-(10**9), 10**9, max_denominator=10**4)
READINGS = ("batas bawah", "kontinu", "bulatkan")


def page(profil: str, **policies: Any) -> Row:
    """The pseudo-row of a form under a profile."""
    return Engine(Inputs(forms={"Kebijakan": {**load(profil).cells, **policies}})).page


# capaian


@given(POSITIVE, st.sampled_from(DIRECTIONS))
def test_on_target_is_exactly_100_percent(t: Fraction, arah: str) -> None:
    assert capaian(t, t, t, arah) == 1


@given(POSITIVE, NUMBER, NUMBER)
def test_naik_rises_and_turun_falls_with_realisasi(t: Fraction, a: Fraction, b: Fraction) -> None:
    low, high = sorted((a, b))

    assert capaian(low, t, low, "naik") <= capaian(high, t, high, "naik")
    assert capaian(low, t, low, "turun") >= capaian(high, t, high, "turun")


@given(POSITIVE, POSITIVE, POSITIVE)
def test_ratio_form_falls_with_realisasi(t: Fraction, a: Fraction, b: Fraction) -> None:
    low, high = sorted((a, b))

    assert capaian(low, t, low, "turun T/R") >= capaian(high, t, high, "turun T/R")


def test_the_two_falling_forms_drift_apart_as_known() -> None:
    t = F(10)

    assert [capaian(r, t, r, "turun") for r in (F(10), F(20), F(0), F(30))] == [1, 0, 2, -1]
    assert [capaian(r, t, r, "turun T/R") for r in (F(10), F(20), F(0), F(30))] == [1, F(1, 2), TIDAK, F(1, 3)]


@given(POSITIVE, NUMBER)
def test_every_spelling_of_2t_is_one_formula(t: Fraction, r: Fraction) -> None:
    assert capaian(r, t, r, "turun") == (t - (r - t)) / t == 1 - (r - t) / t == 1 + (1 - r / t)


def test_the_four_states_of_a_value_stay_apart() -> None:
    zero, one = F(0), F(1)

    assert {capaian(word, one, "", arah) for word in UNMEASURED for arah in DIRECTIONS} == {BELUM}
    assert {capaian(NIHIL, t, "", arah) for t in ("", zero, one) for arah in DIRECTIONS} == {F(1)}
    assert capaian(zero, one, zero, "naik") == 0
    assert capaian(one, zero, one, "naik") == capaian(zero, zero, zero, "naik") == TIDAK
    assert capaian(zero, zero, zero, "turun") == capaian(zero, zero, zero, "turun T/R") == 1
    assert capaian(one, zero, one, "turun") == TIDAK
    assert capaian(one, "", one, "naik") == capaian("baik", one, "", "naik") == TIDAK
    assert capaian(one, one, one, "") == TIDAK


def test_capaian_of_real_reports() -> None:
    assert capaian(F(18), F(4, 18), F(18, 18), "naik") == F("4.5")  # 4:18 to 18:18
    assert round(capaian(F("83.51"), F("82.125"), F("83.51"), "naik") * 100, 2) == F("101.69")
    assert round(capaian(F("61.90"), F("64.59"), F("61.90"), "naik") * 100, 2) == F("95.84")


# cap and category


@given(NUMBER, st.sampled_from((F(1), F(6, 5), F(2))))
def test_capped_never_exceeds_the_cap_and_changes_nothing_below(value: Fraction, cap: Fraction) -> None:
    held = capped(page("netral", batas=cap), value)

    assert held <= cap
    assert held == value or value > cap


def test_cap_of_profiles() -> None:
    assert capped(page("hss"), F(9, 2)) == 1
    assert capped(page("banjar"), F(9, 2)) == F(9, 2)
    assert capped(page("hss"), BELUM) == ""


@pytest.mark.parametrize("profil", available())
@given(a=NUMBER, b=NUMBER)
def test_kategori_never_falls_when_capaian_rises(profil: str, a: Fraction, b: Fraction) -> None:
    r, labels = page(profil), [c.label for c in load(profil).classes]
    low, high = sorted((a / 10**8, b / 10**8))

    assert labels.index(kategori(r, low)) >= labels.index(kategori(r, high))


@pytest.mark.parametrize("profil", available())
def test_kategori_at_each_bound_and_beside_it(profil: str) -> None:
    r, found = page(profil), load(profil)
    for upper, lower in zip(found.classes, found.classes[1:], strict=False):
        assert upper.dari is not None
        bound = upper.dari / 100
        assert kategori(r, bound) == kategori(r, bound + F(1, 10**6)) == upper.label
        assert kategori(r, bound - F(1, 10**6)) == kategori(r, bound - F(1, 1000)) == lower.label
        assert kategori(r, bound - F(1, 10**12)) == upper.label  # noise of binary fractions is not a lower class
    assert kategori(r, F(-5)) == kategori(r, F(0)) == found.classes[-1].label
    assert kategori(r, F(100)) == found.classes[0].label
    assert kategori(r, TIDAK) == kategori(r, "") == ""


def reading(folder_: Path, how: str) -> str:
    """The neutral profile with another reading of the gaps, as a file."""
    text = folder().joinpath("netral.toml").read_text(encoding="utf-8")
    path = folder_ / f"{how.replace(' ', '-')}.toml"
    path.write_text(text.replace('pembacaan = "batas bawah"', f'pembacaan = "{how}"'), encoding="utf-8")
    return str(path)


@pytest.mark.parametrize("how", READINGS)
def test_gaps_of_the_scale(how: str, tmp_path: Path) -> None:
    """Between 90 and 91 (75-76, 65-66, 50-51) the three readings differ, and only there."""
    r, labels = page(reading(tmp_path, how)), [c.label for c in load("netral").classes]
    for i, top in enumerate((90, 75, 65, 50)):
        def class_of(points: str, top: int = top) -> int:
            return labels.index(kategori(r, (top + F(points)) / 100))

        assert class_of("0") == class_of("-0.5") == i + 1
        assert class_of("1") == class_of("1.4") == i
        assert {p: class_of(p) for p in ("0.4", "0.5", "0.6")} == {
            "batas bawah": {"0.4": i + 1, "0.5": i + 1, "0.6": i + 1},
            "kontinu": {"0.4": i, "0.5": i, "0.6": i},
            "bulatkan": {"0.4": i + 1, "0.5": i, "0.6": i},
        }[how]


def test_excel_round_is_half_away_from_zero() -> None:
    assert [excel_round(F(x), 2) for x in ("0.005", "-0.005", "0.0049", "1.995")] == [F("0.01"), F("-0.01"), 0, 2]


# efficiency


@pytest.mark.parametrize(("target", "reached", "pagu", "spent", "printed"), [
    ("87.65", "87.67", 434_214_700, 432_248_899, "0.48"), ("70", "70", 372_156_100, 354_065_310, "4.86"), ("100", "100", 722_115_300, 678_922_434, "5.98"),
])
def test_1_minus_s_over_c_of_a_real_report(target: str, reached: str, pagu: int, spent: int, printed: str) -> None:
    c, s = F(reached) / F(target), F(spent, pagu)

    term = efficiency("1-S/C", c, s)

    assert term == 1 - (F(spent) / F(reached)) / (F(pagu) / F(target))
    assert round(term * 100, 2) == F(printed)


def test_other_methods_of_real_reports() -> None:
    assert efficiency("C/S", F("4.5"), F(1)) == F("4.5")
    assert round(efficiency("C/S", F("0.4444"), F("0.9653")), 2) == F("0.46")
    assert round(efficiency("C/S", F("1.9841"), F("0.8433")), 2) == F("2.35")
    assert efficiency("C-S", F("1.05"), F("0.97")) == F("0.08")
    assert efficiency("100-S", F(1), F("0.97")) == F("0.03")


@given(POSITIVE, POSITIVE)
def test_methods_agree_on_what_is_efficient(c: Fraction, s: Fraction) -> None:
    assert (efficiency("1-S/C", c, s) > 0) == (efficiency("C/S", c, s) > 1) == (efficiency("C-S", c, s) > 0)
    assert efficiency("1-S/C", c, s) == 1 - 1 / efficiency("C/S", c, s)


def test_efficiency_without_its_inputs() -> None:
    assert efficiency("1-S/C", F(0), F(1)) == efficiency("C/S", F(1), F(0)) == TIDAK
    assert efficiency("1-S/C", BELUM, F(1)) == efficiency("C-S", F(1), "") == ""


def budgeted(c: Fraction, s: Fraction, profil: str) -> Row:
    """Row of Efisiensi of one indikator with capaian c and serapan s."""
    inputs = Inputs(forms={"Identitas": {"periode": "TAHUNAN"}, "Kebijakan": dict(load(profil).cells)})
    inputs.tables = {
        "Renstra": TableInputs([8], [{"id": "IK1", "level": "indikator", "jenis": "angka", "arah": "naik"}]), "PK": TableInputs([8], [{"id": "IK1", "target_murni": F(1)}]),
        "Pengukuran": TableInputs([8], [{"id": "IK1", "realisasi": c}]), "Efisiensi": TableInputs([8], [{"id": "IK1"}]),
        "Anggaran": TableInputs([8], [{"level": "sub kegiatan", "pagu_murni": F(10**6), "real4": s * 10**6, "mendukung1": "IK1"}]),
    }
    return Engine(inputs).rows["Efisiensi"][0]


@given(st.fractions(F(1, 2), 2, max_denominator=100), st.fractions(0, 1, max_denominator=100))
def test_ne_lies_between_0_and_100_percent(c: Fraction, s: Fraction) -> None:
    row = budgeted(c, s, "netral")
    e = row["efisiensi"]

    assert row["ne"] == min(1, max(0, F(1, 2) + e / F(1, 5) * F(1, 2)))
    assert 0 <= row["ne"] <= 1


def test_saving_counts_only_when_the_target_is_reached() -> None:
    assert budgeted(F("0.94"), F("0.90"), "musi-rawas")["efisiensi"] == ""
    assert budgeted(F(1), F("0.97"), "musi-rawas")["efisiensi"] == F("0.03")
    assert budgeted(F("4.5"), F(1), "hss")["efisiensi"] == 1  # the cap holds for efficiency too


# quarters


@given(st.lists(st.one_of(NUMBER, st.sampled_from(("", "-", BELUM, NIHIL))), min_size=4, max_size=4))
def test_combining_quarters(values: list[Any]) -> None:
    def joined(how: str, filled: str = "per TW") -> Any:
        return combined({"cara_isi": filled, "cara_gabung": how, **{f"r{k}": v for k, v in enumerate(values, 1)}}, "r")

    numbers = [v for v in values if isinstance(v, Fraction)]
    measured = [v for v in values if v not in UNMEASURED]
    assert joined("jumlah") == (sum(numbers) if numbers else "")
    assert joined("rata-rata") == (sum(numbers) / len(numbers) if numbers else "")
    assert joined("posisi akhir") == (measured[-1] if measured else "")
    assert {joined(how, "kumulatif") for how in ("jumlah", "rata-rata", "posisi akhir")} == {joined("posisi akhir")}
    assert joined("") == ""


# roll-up

UPPER = LEVELS[1:5]


@st.composite
def tree(draw: st.DrawFn) -> tuple[list[dict[str, Any]], list[Fraction | None]]:
    """Rows of a budget in printed order, codes or none, and the sum of the leaves below each upper row."""
    rows: list[dict[str, Any]] = []
    sums: list[Fraction | None] = []
    coded = draw(st.booleans())

    def grow(depth: int, code: str) -> Fraction:
        level = (*UPPER, "sub kegiatan")[depth]
        at = len(rows)
        rows.append({"level": level, **({"kode": code} if coded else {})})
        sums.append(None)
        below = 0 if level == "sub kegiatan" else draw(st.integers(0, 3 if depth > 1 else 2))
        if not below:  # a leaf, whatever its level
            money = F(draw(st.integers(0, 10**10)))
            rows[at]["pagu_murni"] = money
            return money
        total = F(0)
        for n in range(below):
            total += grow(draw(st.integers(depth + 1, 4)) if n == 0 else depth + 1, f"{code}.{n}")
        sums[at] = total
        return total

    top = draw(st.integers(0, 3))
    for n in range(draw(st.integers(1, 3))):
        grow(top, str(n))
    return rows, sums


@given(tree())
def test_roll_up_is_the_sum_of_the_leaves_below(given_: tuple[list[dict[str, Any]], list[Fraction | None]]) -> None:
    rows, sums = given_
    inputs = Inputs(forms={"Identitas": {"periode": "TAHUNAN"}, "Kebijakan": dict(load("netral").cells)})
    inputs.tables["Anggaran"] = TableInputs(list(range(8, 8 + len(rows))), rows)
    engine = Engine(inputs)

    found = engine.rows["Anggaran"]

    leaves = sum((r["pagu_murni"] for r in rows if "pagu_murni" in r), F(0))
    assert [r["pagu_rinci"] for r in found] == ["" if s is None else s for s in sums]
    assert engine.form("Jumlah", "pagu") == leaves


def test_unit_row_sums_every_leaf() -> None:
    inputs = Inputs(forms={"Identitas": {"periode": "TAHUNAN"}, "Kebijakan": dict(load("netral").cells)})
    levels = [("unit", 7), ("program", 0), ("sub kegiatan", 3), ("keluaran", 0), ("program", 0), ("sub kegiatan", 5)]
    rows: list[dict[str, Any]] = [{"level": level} | ({"pagu_murni": F(money)} if money else {}) for level, money in levels]
    inputs.tables["Anggaran"] = TableInputs(list(range(8, 14)), rows)

    found = Engine(inputs).rows["Anggaran"]

    assert [r["pagu_rinci"] for r in found] == [8, 3, "", "", 5, ""]
    assert found[0]["pagu_beda"] == -1
    assert (found[1]["pagu"], found[2]["sisa"]) == (3, "")
