"""LK009: a header or label that no longer says what the form says."""

from __future__ import annotations

from collections.abc import Iterator

from lkjip_xl.check import Check
from lkjip_xl.findings import Severity
from lkjip_xl.locate import Damage
from lkjip_xl.rules._template import column_text, flaws, place
from lkjip_xl.rules.rule import Hit, rule


@rule("LK009", "Judul kolom diubah", Severity.WARNING, blank_too=True)
def header_changed(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    Judul sebuah kolom atau label sebuah isian diubah; tempatnya masih dikenali.

    ## Mengapa penting

    Orang yang mengisi atau membaca mengira kolom itu berisi hal lain.

    ## Cara memperbaiki

    Ketik kembali judul aslinya.

    ## Dasar hukum

    Tidak ada; ini keterangan tentang berkas.
    """
    for flaw in flaws(check, Damage.HEADER_CHANGED):
        said = f'berbunyi "{flaw.found}"' if flaw.found else "dikosongkan"
        yield Hit(place(check, flaw), f"Judul {column_text(flaw)} di lembar {flaw.sheet} {said}.", advice=f'Ketik kembali judulnya: "{flaw.expected}".', found=flaw.found, expected=flaw.expected)
