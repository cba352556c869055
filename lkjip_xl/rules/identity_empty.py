"""LK502: a required cell of Identitas is empty."""

from __future__ import annotations

from collections.abc import Iterator

from lkjip_xl.check import Check
from lkjip_xl.rules.rule import Hit, rule
from lkjip_xl.spec import book


@rule("LK502", "Identitas belum lengkap")
def identity_empty(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    Sel wajib pada lembar Identitas yang kosong.

    ## Mengapa penting

    Tahun dan periode menentukan target yang dipakai dan sel mana yang harus diisi. Instansi menentukan milik siapa laporan ini.

    ## Cara memperbaiki

    Isi sel itu di lembar Identitas.

    ## Dasar hukum

    Tidak ada; sel wajib ditandai pada formulir.
    """
    place = check.layout.forms.get("Identitas")
    for f in book.FORMS["Identitas"].fields:
        if f.is_input and f.required and place is not None and f.key in place.cells and check.form("Identitas", f.key) == "":
            yield Hit(check.spot("Identitas", f.key), f"{f.header} belum diisi.", found="kosong")
