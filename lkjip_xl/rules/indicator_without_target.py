"""LK302: an indikator that is planned or measured but has no target in the PK."""

from __future__ import annotations

from collections.abc import Iterator

from lkjip_xl.check import Check, CheckRow
from lkjip_xl.findings import Severity
from lkjip_xl.rules._sound import sound
from lkjip_xl.rules.rule import Hit, rule

SHEETS = (("Pengukuran", "diukur di lembar Pengukuran"), ("IKU", "tercantum di lembar IKU"), ("Renstra", "mempunyai target tahun ini di lembar Renstra"))


@rule("LK302", "Indikator tanpa target dalam PK", Severity.WARNING)
def indicator_without_target(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    Indikator yang diukur, menjadi IKU, atau mempunyai target tahun ini dalam Renstra, tetapi tidak ada di lembar PK.
    Indikator tujuan tidak harus ada dalam PK; ia dilaporkan hanya bila diukur di lembar Pengukuran.

    ## Mengapa penting

    Tanpa target PK tidak ada capaian: indikator itu dilaporkan tanpa janji yang dapat ditagih.

    ## Cara memperbaiki

    Tambahkan indikator itu di lembar PK dengan targetnya, atau hapus dari lembar yang memuatnya bila memang tidak dipakai tahun ini.

    ## Dasar hukum

    Tidak ada; ini kecocokan antarlembar.
    """
    if not (sound(check, "PK", "id") and sound(check, "Renstra", "id", "level", "induk")):
        return
    promised = {r.text("id").casefold() for r in check.rows("PK")}
    if not promised:
        return
    told: set[str] = set()
    for table, where in SHEETS:
        for row in check.rows(table):
            id_ = row.text("id")
            if not id_ or id_.casefold() in promised | told or not _expected(check, table, row):
                continue
            told.add(id_.casefold())
            only = table == "Pengukuran" and not _measured(check, row)
            yield Hit(row.spot("id"), f"Indikator {id_} {'tercantum di lembar Pengukuran' if only else where}, tetapi tidak mempunyai target di lembar PK.")


def _measured(check: Check, row: CheckRow) -> bool:
    """Is there a result, of the year or of a quarter, and not the ID alone."""
    quarters = check.by_id("Triwulan", row.text("id"))
    return row["realisasi"] != "" or (quarters is not None and any(quarters[f"r{k}"] != "" for k in range(1, 5)))


def _expected(check: Check, table: str, row: CheckRow) -> bool:
    """Should this row have a target: an indikator of a sasaran, in Renstra only with a target for this year."""
    plan = check.by_id("Renstra", row.text("id"))
    if plan is None or plan.text("level") != "indikator":
        return False
    if table == "Pengukuran":
        return True
    parent = check.by_id("Renstra", plan.text("induk"))
    if parent is not None and parent.text("level") == "tujuan":
        return False
    return table == "IKU" or plan["target_tahun"] not in ("", "-")
