"""LK329: a program of the PK under another name or code than its row in Anggaran."""

from __future__ import annotations

from collections.abc import Iterator

from lkjip_xl.check import Check, CheckRow
from lkjip_xl.findings import Severity
from lkjip_xl.quotes import Likeness, ledger, likeness, normal
from lkjip_xl.quotes.spelling import spelling
from lkjip_xl.rules._budget import Node, matching, tree
from lkjip_xl.rules._official import apart, folded
from lkjip_xl.rules._sound import sound
from lkjip_xl.rules.rule import Hit, rule
from lkjip_xl.values import code_parts


@rule("LK329", "Program PK bernama atau berkode lain daripada di lembar Anggaran", Severity.WARNING)
def program_renamed(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    Program di lembar PK yang kodenya ada di lembar Anggaran tetapi namanya lain, dan program yang namanya sama tetapi kodenya
    lain; pada program tanpa kode, nama yang salah eja atau terpotong. Nama yang sama sekali lain, yaitu nama program lain di lembar
    Anggaran, adalah galat. Beda huruf besar, spasi dan kata "Program" di depan tidak dilaporkan, kata yang salah eja dilaporkan LK624.

    ## Mengapa penting

    PK dan DPA harus menyebut program yang sama. Nama atau kode yang lain membuat anggaran yang dijanjikan tidak dapat dicocokkan.

    ## Cara memperbaiki

    Samakan nama dan kode di kedua lembar menurut DPA.

    ## Dasar hukum

    Tidak ada; nama dan kode program mengikuti nomenklatur yang dipakai DPA.
    """
    if not (sound(check, "Anggaran", "kode", "level", "uraian") and sound(check, "Program", "kode", "program")):
        return
    nodes = [n for n in tree(check) if n.level == "program"]
    for row in check.rows("Program"):
        hit = _apart(row, nodes)
        if hit is not None:
            yield hit


def _apart(row: CheckRow, nodes: list[Node]) -> Hit | None:
    name, kode = row.text("program"), row.text("kode")
    parts = code_parts(kode) if kode else None
    coded = [n for n in nodes if parts is not None and code_parts(n.row.text("kode")) == parts]
    named = [n for n in nodes if name and normal(n.row.text("nama")) == normal(name)]
    meant = matching(nodes, kode, name)
    if not kode and meant is not None and not named:
        coded = [meant]
    if not coded and len(named) == 1 and parts is not None and (right := named[0].row.text("kode")):
        return Hit(
            row.spot("kode"), f"Kode {name} dalam PK {kode}, di lembar Anggaran {right}.", found=kode, expected=right, related=(named[0].row.address("kode"),), severity=Severity.ERROR)
    if len(coded) != 1 or not name or not coded[0].row.text("nama"):
        return None
    right = coded[0].row.text("nama")
    like = likeness(name, [right])
    told = apart(coded[0])
    if like is Likeness.SAME or folded(name) == folded(right) or (told is not None and folded(name) == folded(told.right.nama)):
        return None  # LK121 tells that the name in Anggaran is not the official one
    if folded(spelling(ledger(row.check)).mend(name)) == folded(right):
        return None  # LK624 tells the misspelt word
    other = named[0] if named and named[0] is not coded[0] else None
    why = f"; itu nama program {other.row.text('kode')}" if other is not None else " (beda ejaan)" if like is Likeness.SPELLING else "" if kode else " (terpotong)"
    return Hit(
        row.spot("program"), f'Program{f" {kode}" if kode else ""} dalam PK bernama "{name}", di lembar Anggaran "{right}"{why}.', found=name, expected=right,
        related=(coded[0].row.address("uraian"),), severity=Severity.ERROR if other is not None else None)
