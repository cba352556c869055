"""What goes out comes back: data file to workbook to data file, with nothing lost, changed or invented."""

from __future__ import annotations

import datetime
import io
import random
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import right
from generated import Maker, workbook
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from lkjip_xl import datafile
from lkjip_xl.datafile import dump, from_check, loads
from lkjip_xl.model import Data, Raw
from lkjip_xl.pipeline import examine, sample, write_filled
from lkjip_xl.profile import available, load
from lkjip_xl.reader import read

PROFILES = available()
TEXT = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc"), include_characters="\n\t"), min_size=1, max_size=40)
NUMBER = st.integers(-(10**11), 10**12 - 1) | st.builds(
    lambda digits, places: Decimal(digits).scaleb(-places), st.integers(-(10**12) + 1, 10**12 - 1), st.integers(1, 9)
)


FREE = (
    ("Analisis", "pendorong"), ("Analisis", "solusi"), ("Kutipan", "nilai"), ("Kutipan", "tabel"), ("Anggaran", "uraian"), ("Anggaran", "kode"),
    ("Anggaran", "real4"), ("PK", "target_murni"), ("Pengukuran", "realisasi"), ("Triwulan", "r1"), ("DataDukung", "nilai"), ("Program", "program"),
    ("Program", "anggaran"), ("TindakLanjut", "rekomendasi"), ("Renstra", "akhir"),
)
ENTRY = TEXT | NUMBER | st.sampled_from((
    "=SUM(A1:A9)", "=x", "+62", "-", "@a", "'kutip", " depan", "belakang ", "  ", "_x000D_", "#REF!", "TRUE", "1e5", "007", "4:18", "44,44%",
))


def there_and_back(data: Data, profil: str) -> Data:
    """Data of the workbook that is written from data."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "isi.xlsx"
        path.write_bytes(write_filled(data, load(profil)))
        return from_check(examine(path))


def plain(data: Data) -> Data:
    """Data as a workbook keeps it: nothing for empty text, whole decimals as integers."""
    def tidy(cells: dict[str, Raw]) -> dict[str, Raw]:
        return {k: int(v) if isinstance(v, Decimal) and v == v.to_integral_value() else v for k, v in cells.items() if v != ""}

    return Data({p: tidy(c) for p, c in data.forms.items()}, {p: [tidy(r) for r in rows] for p, rows in data.tables.items() if rows}, tidy(data.timpa))


@st.composite
def wild(draw: st.DrawFn) -> Data:
    """Few rows of anything that a data file may hold, in any part."""
    data = workbook(draw(st.integers(0, 10**6)), count=3, words=True, odd=True)
    for part, key in draw(st.lists(st.sampled_from(FREE), max_size=12)):
        rows = data.tables[part]
        if rows:
            rows[draw(st.integers(0, len(rows) - 1))][key] = draw(ENTRY)
    data.forms["Identitas"]["kepala_nama"] = draw(TEXT)
    data.forms["Identitas"]["pk_tanggal"] = draw(st.dates(datetime.date(2000, 1, 1), datetime.date(2099, 12, 31)))
    Maker(random.Random(draw(st.integers(0, 10**6)))).type_over(data, draw(st.integers(0, 6)))
    return data


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(wild(), st.sampled_from(PROFILES))
def test_data_file_is_its_own_inverse(data: Data, profil: str) -> None:
    assert loads(dump(data, profil)) == (data, profil)


@settings(max_examples=4, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(wild(), st.sampled_from(PROFILES))
@example(Data(), "netral")
def test_workbook_gives_back_what_was_put_in(data: Data, profil: str) -> None:
    assert there_and_back(data, profil) == plain(data)


@pytest.mark.parametrize("name", [*right.RIGHT, "sungai-raya"])
def test_known_workbooks_come_back(name: str) -> None:
    data, profil = right.RIGHT[name]() if name in right.RIGHT else datafile.load(sample("sungai-raya-2024") / "data.toml")

    back = there_and_back(data, profil)

    assert back == plain(data)
    assert loads(dump(back, profil)) == (back, profil)


@pytest.mark.parametrize("seed", range(2))
def test_second_workbook_has_the_cells_of_the_first(seed: int) -> None:
    data, profil = workbook(seed, odd=True, words=True, timpa=10, spare=2 if seed else None), load(PROFILES[seed])
    first = write_filled(data, profil)
    second = write_filled(there_and_back(data, profil.key), profil)

    before, after = (read(io.BytesIO(content)) for content in (first, second))

    assert [s.name for s in before.sheets] == [s.name for s in after.sheets]
    for one, other in zip(before.sheets, after.sheets, strict=True):
        assert one.cells == other.cells, one.name
    assert before.names == after.names
    assert before.custom == after.custom


def test_rows_beyond_the_template_and_blank_rows_between_come_back() -> None:
    data = right.annual()[0]
    data.tables["Kutipan"] = [{"tabel": f"Tabel {n}", "objek": "TOTAL", "besaran": "pagu", "nilai": str(n)} if n % 50 else {} for n in range(1, 260)]

    assert there_and_back(data, "hss") == data


def test_a_date_in_a_text_column_stays_text() -> None:
    data = right.annual()[0]
    data.tables["Analisis"][0]["pendorong"] = "19/07/2024"

    assert there_and_back(data, "hss") == data
