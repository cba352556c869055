"""LK311: a PK target that is not the Renstra's target of the year."""

from __future__ import annotations

from collections.abc import Iterator

from lkjip_xl.check import Check
from lkjip_xl.engine import UNTYPED
from lkjip_xl.findings import Severity
from lkjip_xl.rules._plan import plan_years
from lkjip_xl.rules._shifted import told_elsewhere
from lkjip_xl.rules._sound import targets_sound
from lkjip_xl.rules._yearly import known, shown, worth
from lkjip_xl.rules.rule import Hit, rule


@rule("LK311", "Target PK berbeda dengan target Renstra tahun ini", Severity.WARNING)
def renstra_target_differs(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    Target yang berlaku di lembar PK tidak sama dengan target Renstra untuk tahun kinerja. Indikator tanpa target Renstra tahun
    itu tidak dilaporkan. Target yang bergeser baris dilaporkan sebagai LK325.

    ## Mengapa penting

    PK menurunkan rencana jangka menengah ke satu tahun. Target yang lain boleh, tetapi perlu alasan yang tertulis.

    ## Cara memperbaiki

    Bila salah ketik, samakan. Bila memang diubah, jelaskan alasannya dalam laporan atau sesuaikan Renstra.

    ## Dasar hukum

    Tidak ada; ini kecocokan antarlembar.
    """
    for row in check.rows("PK") if targets_sound(check) else ():
        plan = check.by_id("Renstra", row.text("id"))
        if plan is None or ("PK", row.index) in told_elsewhere(check):
            continue
        ours, theirs, jenis = row.right("target"), plan.right("target_tahun"), plan.text("jenis")
        if not (known(ours) and known(theirs)) or UNTYPED in (row["penyebut"], plan["penyebut"]):
            continue
        below = (row["penyebut"], plan["penyebut"]) if jenis == "rasio" else ("", "")
        a, b = worth(ours, below[0], jenis), worth(theirs, below[1], jenis)
        if a is None or b is None or a == b:
            continue
        key = "target_perubahan" if row["target_perubahan"] != "" else "target_murni"
        mine, planned = shown(ours, below[0]), shown(theirs, below[1])
        yield Hit(
            row.spot(key), f"Target {row.text('id')} dalam PK {mine}, padahal target Renstra tahun {check.year or 'ini'} {planned}.", found=mine, expected=planned,
            related=(plan.address("target_tahun"),), uses=(*plan_years(plan, "target_tahun", "penyebut"), row.cell("target"), row.cell("penyebut")))
