"""LK327: a sasaran or tujuan that nothing measures."""

from __future__ import annotations

from collections.abc import Iterator

from lkjip_xl.check import Check, CheckRow
from lkjip_xl.findings import Severity
from lkjip_xl.rules._cells import MANY, merged
from lkjip_xl.rules._plan import indicators, plan_sound
from lkjip_xl.rules._sound import sound
from lkjip_xl.rules.rule import Hit, rule


@rule("LK327", "Sasaran atau tujuan tanpa indikator", Severity.WARNING)
def goal_without_indicator(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    Sasaran Renstra tanpa indikator, tujuan tanpa sasaran dan tanpa indikator, dan sasaran yang tidak satu pun indikatornya ada
    dalam PK. Tujuan yang hanya mempunyai sasaran tidak dilaporkan, begitu juga sasaran yang baru dimulai pada tahun lain
    (target tahun ini - ). Indikator dengan target tahun ini yang tidak ada dalam PK dilaporkan sebagai LK302.

    ## Mengapa penting

    Sasaran tanpa indikator tidak dapat dinilai tercapai atau tidak.

    ## Cara memperbaiki

    Tambahkan indikatornya di lembar Renstra dan PK, atau betulkan kolom ID induk bila indikator itu ada di bawah baris lain.

    ## Dasar hukum

    Tidak ada; susunan tujuan, sasaran dan indikator dinyatakan dalam Renstra.
    """
    if not plan_sound(check) or next(indicators(check), None) is None:
        return  # a plan that nobody has filled yet
    below: dict[str, list[CheckRow]] = {}
    for row in check.rows("Renstra"):
        below.setdefault(row.text("induk").casefold(), []).append(row)
    promised = {r.text("id").casefold() for r in check.rows("PK")} if sound(check, "PK", "id") else set()
    hits = [(row, hit) for row in check.rows("Renstra") if (hit := _hit(row, below.get(row.text("id").casefold(), []), promised)) is not None]
    if len(hits) <= MANY:
        yield from (hit for _, hit in hits)
    else:
        yield merged(hits[0][1], [row.spot("id") for row, _ in hits[1:]], "lembar Renstra")


def _hit(row: CheckRow, below: list[CheckRow], promised: set[str]) -> Hit | None:
    level, id_ = row.text("level").casefold(), row.text("id")
    name = f"{level.capitalize()} {id_} ({row.text('uraian')})" if row.text("uraian") else f"{level.capitalize()} {id_}"
    if level == "tujuan" and not below:
        return Hit(row.spot("id"), f"{name} tidak mempunyai sasaran maupun indikator.", found=id_)
    measures = [r for r in below if r.text("level").casefold() == "indikator"]
    if level != "sasaran":
        return None
    if not measures:
        return Hit(row.spot("id"), f"{name} tidak mempunyai indikator.", found=id_)
    if not promised or any(r.text("id").casefold() in promised or r.right("target_tahun") != "" for r in measures):
        return None
    return Hit(row.spot("id"), f"{name} tidak dijanjikan dalam PK: {', '.join(r.text('id') for r in measures)} tidak ada di lembar PK.", found=id_, related=tuple(r.address("id") for r in measures))
