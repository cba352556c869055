"""LK021: a formula that was replaced by a typed value."""

from __future__ import annotations

from collections.abc import Iterator

from lkjip_xl.check import Check
from lkjip_xl.findings import Severity
from lkjip_xl.intake import Key, Mark
from lkjip_xl.rules._depends import excused, lost
from lkjip_xl.rules._figures import Standing, TypedOver, calculation, put_back, show, typed_over
from lkjip_xl.rules._template import by_sheet, clusters, others, what
from lkjip_xl.rules.rule import Hit, rule
from lkjip_xl.spec.book import field_of


@rule("LK021", "Rumus diganti angka atau teks", Severity.WARNING, blank_too=True)
def formula_replaced(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    Sel hitungan berisi angka atau teks yang diketik, bukan rumusnya. Peringatan bila nilainya (masih) benar, galat bila salah.

    ## Mengapa penting

    Angka yang diketik tidak ikut berubah bila isian berubah; pada triwulan berikutnya ia diam-diam menjadi salah.

    ## Cara memperbaiki

    Kembalikan rumusnya: salin sel yang sama dari baris lain di kolom itu, lalu Tempel Khusus > Rumus.

    ## Dasar hukum

    Tidak ada; ini keterangan tentang berkas.
    """
    unsure = excused(check) | lost(check)
    calm: dict[Key, TypedOver] = {}
    for found in typed_over(check):
        if found.mark is not Mark.REPLACED or found.standing is Standing.UNCAPPED:
            continue
        doubtful = found.standing is Standing.UNKNOWN or (found.key[0], found.key[2]) in unsure
        if found.standing is not Standing.WRONG or doubtful:
            calm[found.key] = found
        elif not found.field.rule:
            yield _wrong(check, found)
    for members in clusters(check, calm, by_sheet):
        yield _calm(check, members, calm[members[0]])
    for key, mark in check.verdicts.marks.items():
        cell = check.raw_cell(*key)
        if mark is Mark.REPLACED and cell is not None and cell.kind == "e":
            yield Hit(
                check.spot(key[0], key[2], key[1]), f'"{what(key)}" berisi {cell.text} yang diketik di atas rumusnya.', advice=put_back(check, key),
                found=cell.text, expected=show(check.right_form(key[0], key[2]), field_of(key).look) if key[1] is None else "", severity=Severity.ERROR,
            )


def _wrong(check: Check, found: TypedOver) -> Hit:
    shown, right = show(found.shown, found.field.look), show(found.right, found.field.look)
    return Hit(
        check.spot(found.key[0], found.key[2], found.key[1]), f'"{what(found.key)}" diketik {shown} di atas rumusnya, seharusnya {right}.',
        advice=put_back(check, found.key), found=shown, expected=right, calculation=calculation(check, found.key), severity=Severity.ERROR,
    )


def _calm(check: Check, members: list[Key], first: TypedOver) -> Hit:
    spot, shown = check.spot(first.key[0], first.key[2], first.key[1]), show(first.shown, first.field.look)
    if len(members) == 1:
        worth = {Standing.RIGHT: "Nilainya sekarang benar.", Standing.FOLLOWS: "Nilainya mengikuti angka lain yang juga diketik."}.get(first.standing, "")
        message = f'Rumus "{what(first.key)}" diganti {shown}. {worth}'.strip()
    else:
        columns = ", ".join(dict.fromkeys(f'"{what(key)}"' for key in members))
        message = f"Rumus di {len(members)} sel lembar ini diganti nilai yang diketik, mulai {spot.cell}: {columns}."
    return Hit(spot, message, advice=put_back(check, first.key), found=shown, related=others(check, members))
