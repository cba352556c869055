"""LK032: DDE and OLE links, with which a workbook starts or asks other programs."""

from __future__ import annotations

from collections.abc import Iterator

from lkjip_xl.check import Check, Spot
from lkjip_xl.rules._outside import formula_spots, reaches_program, some
from lkjip_xl.rules._template import TOLD
from lkjip_xl.rules.rule import Hit, rule


@rule("LK032", "Tautan ke program lain (DDE, OLE)", blank_too=True)
def linked_program(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    Sebuah rumus atau tautan meminta data dari program lain lewat DDE atau OLE, misalnya `=cmd|'...'!A0`.

    ## Mengapa penting

    Dengan cara ini sebuah buku kerja dapat menjalankan perintah di komputer yang membukanya. Laporan kinerja tidak memerlukannya.

    ## Cara memperbaiki

    Jangan buka berkas ini di Excel dan jangan setujui pembaruan tautan. Minta pengisi menyalin isian ke formulir baru, dan tanyakan asal berkasnya.

    ## Dasar hukum

    Tidak ada; ini keterangan tentang berkas.
    """
    targets = [link.target or "tanpa nama" for link in check.raw.extras.links if link.kind != "berkas"]
    cells = formula_spots(check, reaches_program)
    if not targets and not cells:
        return
    named = f": {some(targets)}" if targets else ""
    where = f" Dipakai {len(cells)} rumus, mulai {cells[0].address}." if cells else ""
    yield Hit(
        cells[0] if cells else Spot(""), f"Buku kerja ini memanggil program lain lewat DDE atau OLE{named}.{where}",
        found=some(targets), related=tuple(c.address for c in cells[1 : TOLD + 1]),
    )
