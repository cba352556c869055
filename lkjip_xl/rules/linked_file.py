"""LK031: formulas and links that take figures from other files."""

from __future__ import annotations

from collections.abc import Iterator

from lkjip_xl.check import Check, Spot
from lkjip_xl.findings import Severity
from lkjip_xl.rules._outside import formula_spots, reaches_file, some
from lkjip_xl.rules._template import TOLD
from lkjip_xl.rules.rule import Hit, rule


@rule("LK031", "Tautan ke berkas lain", Severity.WARNING, blank_too=True)
def linked_file(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    Sebuah rumus mengambil angka dari buku kerja lain, atau buku kerja ini menyimpan tautan ke sana.

    ## Mengapa penting

    Berkas yang ditunjuk tidak ikut terkirim: angkanya tidak dapat dihitung ulang, dan dapat berubah atau hilang saat dibuka di komputer lain.

    ## Cara memperbaiki

    Tuliskan angkanya langsung, lalu putuskan tautan lewat Data > Edit Tautan (Edit Links) > Putuskan (Break Link).

    ## Dasar hukum

    Tidak ada; ini keterangan tentang berkas.
    """
    targets = [link.target or "tanpa alamat" for link in check.raw.extras.links if link.kind == "berkas"]
    cells = formula_spots(check, reaches_file)
    if not targets and not cells:
        return
    where = f" Dipakai {len(cells)} rumus, mulai {cells[0].address}." if cells else " Tidak ada rumus yang memakainya."
    yield Hit(
        cells[0] if cells else Spot(""), f"Buku kerja ini bertaut ke berkas lain{': ' + some(targets) if targets else ''}.{where}",
        found=some(targets), related=tuple(c.address for c in cells[1 : TOLD + 1]),
    )
