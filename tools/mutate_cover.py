"""Which inputs a second source covers, decided per column before any result is seen, and per row where the source is not always there.

`COVERED` names for each column its sources, each with the condition of the row; `UNCOVERED` says why nothing covers a column.
A column in neither table counts as not covered.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from itertools import takewhile
from typing import Any

from lkjip_xl.profile import load
from lkjip_xl.spec.lists import LEVELS, PERIODS, SPENDING_LEVELS, nomenclature
from lkjip_xl.values import code_canonical
from tools.mutate_base import Base, Cell

When = Callable[[Base, Cell], bool]


@dataclass(frozen=True, slots=True)
class Source:
    """A second place that holds the same fact, and when it does."""

    what: str
    when: When


def always(base: Base, cell: Cell) -> bool:  # noqa: ARG001
    return True


def by_id(base: Base, table: str, id_: Any) -> dict[str, Any]:
    """First row of a table with an id, {} when there is none."""
    return next((r for r in base.rows(table) if r.get("id") == id_), {})


def quoted(*besaran: str, **more: Any) -> When:
    """A quotation about the row's indikator."""
    return lambda base, cell: any(base.quotes(b, str(base.row(cell).get("id", "?")), **more) for b in besaran)


def number(value: Any) -> bool:
    return isinstance(value, (int, Decimal))


def said(value: Any) -> bool:
    """Does a measured cell hold a figure or a predikat."""
    return value not in (None, "-", "nihil", "belum diukur")


# the indikator: plan, quarters, evidence


def _plan_row(base: Base, cell: Cell) -> tuple[dict[str, Any], int]:
    row = base.row(cell)
    return row, int(base.identity["tahun"]) - int(base.identity["renstra_awal"]) + 1


def pk_of_year(base: Base, cell: Cell) -> bool:
    row, k = _plan_row(base, cell)
    return cell.key == f"t{k}" and bool(by_id(base, "PK", row.get("id")))


def _year_of(base: Base, cell: Cell) -> int:
    return int(base.identity["renstra_awal"]) + int(cell.key[1:]) - 1


def quoted_plan(base: Base, cell: Cell) -> bool:
    row, year = base.row(cell), _year_of(base, cell)
    id_ = str(row["id"])
    return bool(base.quotes("target renstra", id_, tahun=year) or (year > int(base.identity["tahun"]) and base.quotes("target", id_, tahun=year)))


def past_target(base: Base, cell: Cell) -> bool:
    row, year = base.row(cell), _year_of(base, cell)
    return any(r["id"] == row["id"] and r["macam"] == "tahun sebelumnya" and r["tahun"] == year and "target" in r for r in base.rows("Pembanding"))


def plan_end(base: Base, cell: Cell) -> bool:
    last = int(base.identity["renstra_akhir"]) - int(base.identity["renstra_awal"]) + 1
    return cell.key in (f"t{last}", "akhir") and f"t{last}" in base.row(cell)


def capaian_printed(base: Base, cell: Cell) -> bool:
    """The capaian is quoted and direction matters, for realisasi and target differ."""
    row = base.engine.find("Pengukuran", "id", base.row(cell).get("id"))
    return row is not None and row.get("nilai_hasil") not in ("", row.get("nilai_target")) and any("tahun" not in q and "periode" not in q for q in base.quotes("capaian", str(base.row(cell)["id"])))


def way(base: Base, id_: Any) -> str:
    """How the quarters of an indikator make the year: `akhir`, `jumlah` or `rata-rata`."""
    iku = by_id(base, "IKU", id_)
    return "akhir" if iku.get("cara_isi") == "kumulatif" or iku.get("cara_gabung") == "posisi akhir" else str(iku.get("cara_gabung"))


def targets_add_up(base: Base, cell: Cell) -> bool:
    row = base.row(cell)
    return all(said(row.get(f"t{k}")) for k in range(1, 5)) and (way(base, row["id"]) != "akhir" or cell.key == "t4")


def results_add_up(base: Base, cell: Cell) -> bool:
    row = base.row(cell)
    return base.annual and (way(base, row["id"]) != "akhir" or cell.key == "r4")


QUARTER_NAMES = {f"{side}{k}": (PERIODS[k - 1], *(("Semester I",) if k == 2 else ("Semester II",) if k == 4 else ())) for side in "tr" for k in range(1, 5)}


def evidence_of_quarter(base: Base, cell: Cell) -> bool:
    return any(r["id"] == base.row(cell)["id"] and r["periode"] in QUARTER_NAMES[cell.key] for r in base.rows("DataDukung"))


def quoted_quarter(base: Base, cell: Cell) -> bool:
    """The quarter itself is quoted, or it is the quarter of the report and the period's figure is."""
    id_, name = str(base.row(cell)["id"]), QUARTER_NAMES[cell.key][0]
    besaran = ("target", "capaian") if cell.key[0] == "t" else ("realisasi", "capaian", "kemajuan renstra")
    now = not base.annual and int(cell.key[1:]) == base.quarter
    return any(q.get("periode") == name or (now and "periode" not in q and "tahun" not in q) for b in besaran[: 1 if not now else None] for q in base.quotes(b, id_))


def ways_matter(base: Base, cell: Cell) -> bool:
    """Would the other way of combining give another figure."""
    iku = base.row(cell)
    row, plan = by_id(base, "Triwulan", iku["id"]), by_id(base, "Renstra", iku["id"])
    if not row or plan.get("jenis") == "predikat" or not all(number(row.get(f"t{k}")) for k in range(1, 5)):
        return False
    if cell.key == "cara_gabung":
        return bool(iku["cara_isi"] == "per TW")
    return bool(iku["cara_gabung"] == "jumlah" or (iku["cara_gabung"] == "rata-rata" and base.annual and not rounds_to(by_id(base, "Pengukuran", iku["id"]).get("realisasi"), row["r4"])))


def rounds_to(exact: Any, printed: Any) -> bool:
    """Is a coarser figure the exact one, rounded: no rule may call them different."""
    return number(exact) and number(printed) and abs(Decimal(exact) - Decimal(printed)) <= Decimal(5).scaleb(Decimal(printed).as_tuple().exponent - 1)  # type: ignore[operator]


def evidence_counts(base: Base, cell: Cell) -> bool:
    """Annual evidence of which this row is a part that counts."""
    row = base.row(cell)
    if not base.annual or not number(by_id(base, "Pengukuran", row["id"]).get("realisasi")):
        return False
    return cell.key != "nilai" or by_id(base, "IKU", row["id"]).get("cara_gabung") != "posisi akhir" or row["periode"] in ("TW IV", "Semester II", "TAHUNAN")


def quarter_of_evidence(base: Base, cell: Cell) -> bool:
    row = base.row(cell)
    k = next((int(key[1:]) for key, names in QUARTER_NAMES.items() if key[0] == "r" and row["periode"] in names), base.quarter)
    return said(by_id(base, "Triwulan", row["id"]).get(f"r{k}"))


def realised(base: Base, cell: Cell) -> bool:
    row = base.row(cell)
    quarters = by_id(base, "Triwulan", row["id"])
    return said(row.get("realisasi")) and (any(r["id"] == row["id"] for r in base.rows("DataDukung")) or any(said(quarters.get(f"r{k}")) for k in range(1, 5)))


def past_quoted(base: Base, cell: Cell) -> bool:
    """A Pembanding figure printed elsewhere: of its year, of that unit, or in a change."""
    row = base.row(cell)
    id_, besaran = str(row["id"]), ("target", "capaian") if cell.key == "target" else ("realisasi", "capaian")
    if row["macam"] == "unit lain":
        return any(q.get("baris") == row["pihak"] for b in besaran for q in base.quotes(b, id_, peran="pembanding"))
    if row["macam"] != "tahun sebelumnya":
        return False
    change = cell.key != "target" and row["tahun"] == int(base.identity["tahun"]) - 1 and any(base.quotes(b, id_) for b in ("perubahan nilai", "perubahan persen"))
    return change or any(base.quotes(b, id_, tahun=row["tahun"]) for b in besaran)


def past_in_plan(base: Base, cell: Cell) -> bool:
    row = base.row(cell)
    return row["macam"] == "tahun sebelumnya" and int(base.identity["renstra_awal"]) <= int(row["tahun"]) <= int(base.identity["renstra_akhir"])


# the budget


def official(base: Base, cell: Cell) -> bool:
    """Does the row hold a code of the nomenclature."""
    kode = code_canonical(str(base.row(cell).get("kode", "")))
    return kode in _CODES


_CODES = {n.kode for n in nomenclature()}
_LEAVES = {n.kode for n in nomenclature() if n.level == "sub kegiatan"}


def official_leaf(base: Base, cell: Cell) -> bool:
    return code_canonical(str(base.row(cell).get("kode", ""))) in _LEAVES


def computed(base: Base, cell: Cell, key: str) -> Any:
    assert cell.index is not None
    return base.engine.rows[cell.part][cell.index].get(key)


def leaf(base: Base, cell: Cell) -> bool:
    return bool(computed(base, cell, "terinci") == "ya")


def this_quarter(base: Base, cell: Cell) -> bool:
    return cell.key == f"real{base.quarter}"


def node_quoted(*besaran: str) -> When:
    """A quotation about the budget row, by its code or name."""
    def found(base: Base, cell: Cell) -> bool:
        names = {str(base.row(cell).get("kode", "")), str(computed(base, cell, "nama"))} - {""}
        return any(q["objek"] in names for b in besaran for q in base.quotes(b))

    return found


def support_quoted(base: Base, cell: Cell) -> bool:
    id_ = str(base.typed(cell))
    return any(base.quotes(b, id_) for b in ("pendukung", "pagu", "realisasi anggaran", "sisa", "serapan", "efisiensi"))


def output_quoted(base: Base, cell: Cell) -> bool:
    """A quotation of the output of this period."""
    now = ("k_t", "k_r") if base.annual else (f"k_t{base.quarter}", f"k_r{base.quarter}")
    besaran = ("target keluaran", "capaian keluaran") if cell.key.startswith("k_t") else ("realisasi keluaran", "capaian keluaran")
    return cell.key in now and node_quoted(*besaran)(base, cell)


def other_amounts(base: Base, cell: Cell) -> bool:
    """Spending of an earlier quarter also stands in the other sheet, in a typed row above, or, of an upper row, in the rows below."""
    other = "Belanja" if cell.part == "Anggaran" else "Anggaran"
    assert cell.index is not None
    rows, order = base.rows(cell.part), SPENDING_LEVELS if cell.part == "Belanja" else LEVELS
    ranks = [order.index(r["level"]) if r.get("level") in order else len(order) for r in rows]
    mine, above, rank = ranks[cell.index], False, ranks[cell.index]
    for index in range(cell.index - 1, -1, -1):
        if ranks[index] < rank:
            rank = ranks[index]
            above = above or cell.key in rows[index]
    below = takewhile(lambda n: ranks[n] > mine, range(cell.index + 1, len(rows)))
    return above or any(cell.key in r for r in base.rows(other)) or any(cell.key in rows[n] for n in below)


def ground_listed(base: Base, cell: Cell) -> bool:
    """Is this column of the staff list counted in RekapPegawai."""
    ground = {"golongan": "golongan", "pendidikan": "pendidikan", "kelamin": "jenis kelamin", "status_pegawai": "status", "eselon": "eselon"}[cell.key]
    rows = base.rows("RekapPegawai")
    return any(r["dasar"] == ground for r in rows) or (cell.key == "kelamin" and any("laki" in r for r in rows))


def swap_shows(base: Base, cell: Cell) -> bool:
    """Would two rows that changed places be seen: not where only their sum is known twice."""
    assert cell.index is not None
    below = Cell(cell.part, cell.index + 1, cell.key)
    if cell.part == "DataDukung":
        return bool(base.row(cell)["id"] != base.row(below)["id"])
    if cell.part == "Wilayah":
        return cell.key in ("laki", "perempuan", "penduduk", "persen_luas") or "jumlah" in (base.row(cell)["jenis"], base.row(below)["jenis"])
    if cell.part not in ("Anggaran", "Belanja"):
        return True
    if not (leaf(base, cell) and leaf(base, below)):
        return True
    group = "k_kelompok" if cell.part == "Belanja" else "k_program"
    return bool(computed(base, cell, group) != computed(base, below, group))


def plan_shift(base: Base, cell: Cell) -> bool:  # noqa: ARG001
    """Would another first year of the plan be seen: by a quotation, or by targets that differ from year to year."""
    k = int(base.identity["tahun"]) - int(base.identity["renstra_awal"]) + 1
    moved = any(r.get(f"t{k}") not in (r.get(f"t{k - 1}"), r.get(f"t{k + 1}")) and by_id(base, "PK", r["id"]) for r in base.rows("Renstra") if r["level"] == "indikator")
    return bool(base.quotes("periode", "Renstra")) or moved


def profile_owner(base: Base, cell: Cell) -> bool:  # noqa: ARG001
    return bool(load(base.profil).kabupaten)
