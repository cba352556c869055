"""Excel's limits and the rules of the house are refused when the spec is imported; the real spec keeps them at row 1,000 too."""

from __future__ import annotations

from typing import Any

import pytest

from lkjip_xl.cells import MAX_FORMULA_CHARS, MAX_LIST_CHARS, MAX_PROMPT, MAX_PROMPT_TITLE, MAX_SHEET_NAME, col_letter, split_ref
from lkjip_xl.errors import SpecError
from lkjip_xl.layout import all_names, at_row, standard
from lkjip_xl.spec import book
from lkjip_xl.spec.lists import LISTS, nomenclature
from lkjip_xl.spec.types import FORBIDDEN, Entry, Field, Form, Formula, Sheet, Tab, Table, check_formula, check_list, check_sheet, defined_name, short_title
from lkjip_xl.writer import validation

FIELDS = [(part, f) for _, part in book.parts() for f in part.fields]
FORMULAS = [(part, f) for part, f in FIELDS if f.formula is not None]


def text(**more: Any) -> Field:
    return Field(**{"key": "a", "header": "A", "doc": "Isi.", "entry": Entry.TEXT, **more})


def sheet(*fields: Field, name: str = "Lembar", key: str = "Bagian") -> Sheet:
    return Sheet("x", name, Tab.FILL, "Judul", (Table(key, "Tabel", fields, rows=3),))


def blank(_: Any) -> str:
    return ""


def test_a_good_sheet_passes() -> None:
    check_sheet(sheet(text(), text(key="b", header="B", doc="x" * MAX_PROMPT), name="n" * MAX_SHEET_NAME))
    check_list("daftar", ("x" * 127, "y" * 127), inline=True)


@pytest.mark.parametrize("bad", [
    sheet(text(), name="n" * (MAX_SHEET_NAME + 1)),
    sheet(text(), name=""),
    *(sheet(text(), name=f"a{mark}b") for mark in "[]:*?/\\"),
    sheet(text(), text(header="B")),
    sheet(text(), text(key="b", header="a")),
    sheet(text(doc="x" * (MAX_PROMPT + 1))),
    sheet(text(doc="")),
    sheet(text(header="")),
    sheet(text(header="x" * 256)),
    sheet(text(entry=None)),
    sheet(text(formula=Formula("1", blank))),
    sheet(text(key="a-b")),
    sheet(text(key="é")),
    sheet(text(), key="1Bagian"),
    sheet(text(key="x" * 255)),
    sheet(text(entry=None, formula=Formula("1+" * MAX_FORMULA_CHARS, blank))),
    *(sheet(text(entry=None, formula=Formula(f"1+{word}A1)", blank))) for word in FORBIDDEN),
    sheet(text(entry=None, formula=Formula("text({a},0)", blank))),
], ids=lambda s: s.parts[0].key if isinstance(s, Sheet) else "")
def test_a_bad_sheet_is_refused(bad: Sheet) -> None:
    with pytest.raises(SpecError):
        check_sheet(bad)


@pytest.mark.parametrize("items", [(), ("a", "a"), ("x" * 200, "y" * 60)])
def test_a_bad_list_is_refused(items: tuple[str, ...]) -> None:
    with pytest.raises(SpecError):
        check_list("daftar", items, inline=True)


def test_a_long_list_is_refused_inline_only() -> None:
    items = tuple(f"pilihan {n}" for n in range(40))
    assert len(",".join(items)) > MAX_LIST_CHARS

    check_list("daftar", items)
    with pytest.raises(SpecError, match="255"):
        check_list("daftar", items, inline=True)


def test_a_title_is_cut_to_what_excel_takes() -> None:
    assert len(short_title("x" * 80)) == MAX_PROMPT_TITLE
    assert short_title("Pagu") == "Pagu"


def test_error_names_the_place() -> None:
    with pytest.raises(SpecError, match=r"Lembar\.Bagian\.a: .*SUBTOTAL"):
        check_formula("Lembar.Bagian.a", "SUBTOTAL(9,A1)")


# the real spec


def test_formulas_fit_at_row_1000() -> None:
    layout = standard(dict.fromkeys(book.TABLES, 1000))
    longest = 0
    for part, f in FORMULAS:
        assert f.formula is not None
        made = layout.row_formula(part, f) if isinstance(part, Table) else layout.cell_formula(part, f.formula)
        longest = max(longest, len(at_row(made, 1000)))
    assert 500 < longest <= MAX_FORMULA_CHARS


def test_formulas_never_contain_their_own_cell() -> None:
    layout = standard()
    for part, f in FORMULAS:
        if isinstance(part, Table):
            place = layout.tables[part.key]
            letter = col_letter(place.cols[f.key])
            made = at_row(layout.row_formula(part, f), place.first_row)
            own = (f"${letter}${place.first_row}:${letter}${place.end_row}", f"${letter}{place.first_row}")
            assert not any(piece == o for o in own for piece in _operands(made)), (part.key, f.key)


def _operands(formula: str) -> list[str]:
    for mark in "(),+-*/&<>=":
        formula = formula.replace(mark, " ")
    return formula.split()


def test_every_list_and_reference_has_its_source() -> None:
    for part, f in FIELDS:
        if f.entry is Entry.LIST:
            assert f.source in LISTS, (part.key, f.key)
        if f.entry in (Entry.REF, Entry.REFS) or "." in f.source:
            table, _, key = f.source.partition(".")
            assert table == "Nomenklatur" or book.TABLES[table][key].is_input, (part.key, f.key)
        if f.kind_from:
            assert f.kind_from in part.by_key, (part.key, f.key)


def test_every_drop_down_names_a_defined_name() -> None:
    known = set(all_names(standard())) | {f"Daftar_{key}" for key in (*LISTS, "kode")}
    for part, f in FIELDS:
        if f.is_input and isinstance(part, Table):
            options = validation.rule(f, "A8", cols={x.key: i for i, x in enumerate(part.fields, 1)}, first=8, end=9)
            assert len(options["input_title"]) <= MAX_PROMPT_TITLE
            assert len(options["input_message"]) <= MAX_PROMPT
            assert len(options.get("error_message", "")) <= 225
            if options["validate"] == "list":
                assert options["source"].removeprefix("=") in known, (part.key, f.key)


def test_data_keys_are_unique_and_complete() -> None:
    filled = {part.key for _, part in book.parts() if any(f.is_input for f in part.fields)}

    assert set(book.DATA_KEYS) == filled
    assert len(set(book.DATA_KEYS.values())) == len(book.DATA_KEYS)
    assert not set(book.DATA_KEYS.values()) & {"profil", "timpa"}


def test_names_are_unique_and_point_to_one_range() -> None:
    names = all_names(standard())

    assert len({n.casefold() for n in names}) == len(FIELDS)
    assert all(split_ref(target) for target in names.values())


def test_form_names_in_formulas_exist() -> None:
    import re

    known = {defined_name(part, f) for part, f in FIELDS} | {f"Daftar_{k}" for k in LISTS} | {f"Nomenklatur_{k}" for k in ("kode", "level", "nama", "indikator", "satuan")}
    for part, f in FORMULAS:
        assert f.formula is not None
        bare = re.sub(r'"[^"]*"|\{[^}]*\}', "", f.formula.excel)
        used = set(re.findall(r"[A-Za-z][A-Za-z0-9]*_[A-Za-z0-9_]+", bare))
        assert used <= known, (part.key, f.key, used - known)


def test_forms_and_tables_are_documented() -> None:
    assert [f"{p.key}.{f.key}" for p, f in FIELDS if not f.doc] == []
    assert [f"{p.key}.{f.key}" for p, f in FORMULAS if f.rule and not (f.formula and f.formula.words)] == []


def test_parts_know_their_sheet_and_rows() -> None:
    for owner, part in book.parts():
        assert book.SHEET_OF[part.key] is owner
        if isinstance(part, Table):
            assert part.rows >= 20
            assert part[part.key_field].is_input
        else:
            assert isinstance(part, Form)


def test_nomenclature_is_read_whole() -> None:
    levels = [n.level for n in nomenclature()]

    assert (levels.count("program"), levels.count("kegiatan"), levels.count("sub kegiatan")) == (6, 27, 165)
    assert all(n.indikator and n.satuan for n in nomenclature() if n.level == "sub kegiatan")
