"""LK306: totals of Anggaran that the rows, the DPA or the financial report do not give."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from lkjip_xl.check import Check
from lkjip_xl.findings import Severity
from lkjip_xl.quotes import Quote, ledger, normal
from lkjip_xl.rules._arithmetic import worked
from lkjip_xl.rules._budget import explained, sized, sized_text, tree, version_total
from lkjip_xl.rules._figures import Standing, TypedOver, hit_of, typed_over
from lkjip_xl.rules._quoted import addresses
from lkjip_xl.rules._sound import budget_sound, sound
from lkjip_xl.rules.rule import Hit, rule
from lkjip_xl.values import rupiah

SAID = {"murni": "pagu murni", "pagu": "pagu", "realisasi": "realisasi anggaran"}
"""Besaran of quotations that print such a total."""
WORDS = {"murni": "pagu murni", "pagu": "pagu berlaku", "realisasi": "realisasi"}


@rule("LK306", "Jumlah belanja tidak sama dengan DPA atau laporan keuangan")
def budget_total_differs(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    Jumlah pagu atau realisasi semua baris terinci di lembar Anggaran yang tidak sama dengan total DPA atau total realisasi di
    lembar Identitas, dan jumlah yang diketik di atas rumusnya tetapi bukan jumlah barisnya. Setiap besaran dilaporkan sekali.
    Kutipan yang mencetak total itu disebut. Bila PK dan Anggaran sama tetapi DPA berbeda, temuannya berada pada total DPA. Selisih yang sudah dilaporkan pada program
    (LK304) tidak diulang.

    ## Mengapa penting

    Selisih pada jumlah biasanya berarti satu baris belanja tertinggal. Serapan dan efisiensi total dihitung dari jumlah ini.

    ## Cara memperbaiki

    Cocokkan baris Anggaran dengan DPA dan laporan keuangan satu per satu; tambahkan baris yang tertinggal atau betulkan total di Identitas.

    ## Dasar hukum

    Tidak ada; ini kecocokan antarlembar.
    """
    wrong = {t.key[2]: t for t in typed_over(check, "LK306") if t.standing is Standing.WRONG}
    told: Fraction | None = None
    if not (budget_sound(check) and sound(check, "Anggaran", f"real{check.quarter}")):
        return
    for key, identity in _pairs(check):
        dpa = check.form("Identitas", identity)
        rows = check.right_form("Jumlah", key)
        if key in wrong:
            yield _typed(check, wrong[key], identity, dpa)
        elif isinstance(dpa, Fraction) and isinstance(rows, Fraction) and rows and rows != dpa:
            if key == "pagu" and told == rows - dpa:
                continue
            told = rows - dpa if key == "murni" else told
            hit = _apart(check, key, identity, dpa, rows)
            if hit is not None:
                yield hit


def _pairs(check: Check) -> Iterator[tuple[str, str]]:
    """Cells of Jumlah with the cell of Identitas that each must equal."""
    changed = check.form("Identitas", "dpa_perubahan") != "" or any(r.number("pagu_perubahan") is not None for r in check.rows("Anggaran"))
    yield "murni", "dpa_total"
    if changed or _typed_total(check):
        yield "pagu", "dpa_perubahan" if check.form("Identitas", "dpa_perubahan") != "" else "dpa_total"
    yield "realisasi", "dpa_realisasi"


def _typed_total(check: Check) -> bool:
    return ("Jumlah", None, "pagu") in check.verdicts.marks


def _typed(check: Check, found: TypedOver, identity: str, dpa: object) -> Hit:
    """A total typed over its formula that is not the sum of its rows."""
    hit = hit_of(check, found, f"Jumlah {WORDS[found.key[2]]}")
    if not (isinstance(found.shown, Fraction) and isinstance(found.right, Fraction)):
        return hit
    missing, same = found.shown - found.right, found.shown == dpa
    told = (
        f"Jumlah {WORDS[found.key[2]]} tertulis {rupiah(found.shown)}{', sama dengan total di lembar Identitas' if same else ''}, padahal jumlah baris terinci {rupiah(found.right)}: "
        f"barisnya {'kurang' if missing > 0 else 'lebih'} {rupiah(abs(missing))}.{_unfilled(check) if found.key[2] == 'realisasi' and missing > 0 else ''}"
        f"{_which(check, found.key[2], -missing)}"
    )
    related = (check.spot("Identitas", identity).address, *hit.related)
    if not same:
        return replace(hit, message=told, related=related)
    advice = "Cari baris belanja yang tertinggal atau salah, lalu kembalikan rumus sel ini."
    return replace(hit, message=told, advice=advice, found=rupiah(found.right), expected=rupiah(found.shown), related=related)


COLUMNS = {"murni": "pagu_murni", "pagu": "pagu_tulis", "realisasi": "real_tulis"}


def _which(check: Check, key: str, excess: Fraction) -> str:
    """Names the row or block that is as large as the excess of the rows over a total; what a total has more than its rows is in no row."""
    found = sized(tree(check), COLUMNS[key], excess) if excess > 0 else []
    return f" Selisihnya tepat sebesar {sized_text(found)}: dalam jumlah mungkin tertinggal, atau barisnya tercatat dua kali." if found else ""


def _unfilled(check: Check) -> str:
    """Names the rows that hold a pagu but no realisasi: the likely place of what is missing."""
    rows = [n for n in tree(check) if n.leaf and n.row.number("pagu_tulis") and n.row["real_tulis"] == ""]
    names = "; ".join(n.name for n in rows[:3])
    return f" Baris yang mempunyai pagu tetapi realisasinya kosong: {names}." if rows else ""


def _printed(said: list[Quote]) -> str:
    """Where the report prints the amount of Identitas: there it may be wrong as well."""
    return f" (tercetak di {said[0].place}, {said[0].address})" if said else ""


def _apart(check: Check, key: str, identity: str, dpa: Fraction, rows: Fraction) -> Hit | None:
    """Rows and Identitas differ; None when a finding on a program has told it already."""
    difference, pk = rows - dpa, check.right_form("PKJumlah", "jumlah")
    way = "lebih" if difference > 0 else "kurang"
    place, other = check.spot("Jumlah", key), check.spot("Identitas", identity)
    if key != "realisasi" and rows == version_total(check):
        if difference == -explained(check):
            return None
        if pk == rows:
            return Hit(
                other, f"Total DPA tertulis {rupiah(dpa)}, padahal jumlah program PK dan jumlah baris Anggaran sama-sama {rupiah(rows)}.", found=rupiah(dpa), expected=rupiah(rows),
                calculation=worked(check.truth, ("Jumlah", None, key), rows), related=(place.address, check.spot("PKJumlah", "jumlah").address),
                uses=(("Jumlah", None, key), ("PKJumlah", None, "jumlah")))
    label = "total realisasi" if key == "realisasi" else "total DPA"
    said = [q for q in ledger(check).quotes if q.ours and not q.other_year and q.besaran == SAID[key] and q.value.number == dpa and normal(q.thing.text) == "total"]
    forgotten = key == "pagu" and identity == "dpa_total"
    return Hit(
        place, f"Jumlah {WORDS[key]} semua baris terinci {rupiah(rows)}, padahal {label} di lembar Identitas {rupiah(dpa)}{_printed(said)}: {way} {rupiah(abs(difference))}."
        f"{_which(check, key, difference)}",
        advice="Isi total DPA perubahan di lembar Identitas, atau betulkan pagu perubahan yang salah." if forgotten else "",
        found=rupiah(rows), expected=rupiah(dpa), calculation=worked(check.truth, ("Jumlah", None, key), rows), related=(other.address, *addresses(said)), uses=(("Jumlah", None, key),),
        severity=Severity.WARNING if forgotten else None)
