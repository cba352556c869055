"""LK010: a defined name that is gone or points elsewhere."""

from __future__ import annotations

from collections.abc import Iterator

from lkjip_xl.check import Check
from lkjip_xl.locate import Damage
from lkjip_xl.rules._template import column_text, flaws, place
from lkjip_xl.rules.rule import Hit, rule
from lkjip_xl.spec import book


@rule("LK010", "Nama sel rusak atau bergeser", blank_too=True)
def name_broken(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    Nama yang dipakai rumus dan daftar pilihan dihapus, atau menunjuk sel lain.

    ## Mengapa penting

    Rumus dan daftar pilihan yang memakai nama itu membaca sel yang salah, atau tidak menghasilkan apa-apa.

    ## Cara memperbaiki

    Buka Pengelola Nama (Formulas > Name Manager) dan kembalikan nama itu, atau salin isian ke formulir yang baru.

    ## Dasar hukum

    Tidak ada; ini keterangan tentang berkas.
    """
    for flaw in flaws(check, Damage.NAME_BROKEN, Damage.NAME_MOVED):
        target = f"menunjuk {flaw.found}" if flaw.found else "tidak ada"
        if flaw.part:
            right = _target(check, flaw.part, flaw.key)
            message = f"Nama {flaw.name} untuk {column_text(flaw)} di lembar {flaw.sheet} {target}."
            yield Hit(place(check, flaw), message, advice=f"Arahkan nama {flaw.name} ke {right}.", found=flaw.found, expected=right)
        else:
            lost = ", yang tidak memuat isi daftar aslinya" if flaw.damage is Damage.NAME_MOVED else ""
            yield Hit(place(check, flaw), f"Daftar {flaw.name} {target}{lost}.", found=flaw.found)


def _target(check: Check, part: str, key: str) -> str:
    owner = book.TABLES.get(part) or book.FORMS[part]
    return check.layout.name_target(owner, owner[key])
