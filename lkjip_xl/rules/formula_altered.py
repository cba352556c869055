"""LK022: a formula whose text is not the form's."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from lkjip_xl.check import Check
from lkjip_xl.findings import Severity
from lkjip_xl.intake import Key, Mark
from lkjip_xl.rules._depends import excused
from lkjip_xl.rules._figures import Standing, calculation, expected, put_back, show, typed_over
from lkjip_xl.rules._template import by_column, clusters, others, what
from lkjip_xl.rules.rule import Hit, rule
from lkjip_xl.spec.book import field_of
from lkjip_xl.witness.verdicts import stored_value


@rule("LK022", "Rumus diubah", Severity.WARNING, blank_too=True)
def formula_altered(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    Sel hitungan berisi rumus lain daripada rumus formulir, misalnya rumus yang bergeser satu baris karena salah tempel.
    Peringatan bila hasilnya sekarang sama, galat bila hasilnya salah.

    ## Mengapa penting

    Rumus yang menunjuk sel lain menghasilkan angka milik baris atau kolom yang lain.

    ## Cara memperbaiki

    Kembalikan rumusnya: salin sel yang sama dari baris lain di kolom itu, lalu Tempel Khusus > Rumus.

    ## Dasar hukum

    Tidak ada; ini keterangan tentang berkas.
    """
    unsure = excused(check)
    groups: dict[bool, list[Key]] = {True: [], False: []}
    seen: set[Key] = set()
    for found in typed_over(check):
        if found.mark is not Mark.ALTERED:
            continue
        seen.add(found.key)
        wrong = found.standing is Standing.WRONG and (found.key[0], found.key[2]) not in unsure
        if found.standing is not Standing.UNCAPPED and not (wrong and found.field.rule):
            groups[wrong].append(found.key)
    groups[True] += [k for k, mark in check.verdicts.marks.items() if mark is Mark.ALTERED and k not in seen]
    for wrong, keys in groups.items():
        for members in clusters(check, keys, by_column):
            yield _hit(check, members, wrong=wrong)


def _hit(check: Check, members: list[Key], *, wrong: bool) -> Hit:
    key = members[0]
    cell, formula, look = check.raw_cell(*key), check.verdicts.intake.expected[key], field_of(key).look
    spot = check.spot(key[0], key[2], key[1])
    more = f" Begitu juga {len(members) - 1} sel lain di kolom ini." if len(members) > 1 else ""
    right, shown = show(expected(check.truth, key), look), show(_stored(check, key), look)
    result = f" Hasilnya {shown}, seharusnya {right}." if wrong else " Hasilnya sekarang sama."
    return Hit(
        spot, f'Rumus "{what(key)}" diubah.{result if len(members) == 1 else ""}{more}', advice=put_back(check, key),
        found=f"={cell.formula}" if cell is not None else "", expected=f"={formula}", calculation=calculation(check, key) if wrong else "",
        related=others(check, members), severity=Severity.ERROR if wrong else Severity.WARNING,
    )


def _stored(check: Check, key: Key) -> object:
    value = stored_value(check.raw_cell(*key))
    return Fraction(str(value)) if isinstance(value, float) else value
