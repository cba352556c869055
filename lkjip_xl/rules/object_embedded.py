"""LK033: embedded files, OLE objects and ActiveX controls."""

from __future__ import annotations

from collections.abc import Iterator

from lkjip_xl.check import Check, Spot
from lkjip_xl.findings import Severity
from lkjip_xl.rules._outside import some
from lkjip_xl.rules.rule import Hit, rule


@rule("LK033", "Memuat objek tersemat", Severity.WARNING, blank_too=True)
def object_embedded(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    Di dalam buku kerja ini tersemat berkas lain, objek OLE, atau kontrol ActiveX.

    ## Mengapa penting

    Isinya tidak dibaca dan tidak diperiksa; objek semacam itu dapat menjalankan program saat diklik. Bukti dukung tidak disematkan dalam formulir.

    ## Cara memperbaiki

    Hapus objek itu dari lembarnya dan kirim bukti dukung sebagai berkas tersendiri.

    ## Dasar hukum

    Tidak ada; ini keterangan tentang berkas.
    """
    extras = check.raw.extras
    kinds = ((extras.objects, "berkas atau objek OLE"), (extras.controls, "kontrol ActiveX"))
    named = [f"{len(parts)} {what}" for parts, what in kinds if parts]
    if named:
        yield Hit(Spot(""), f"Buku kerja ini memuat objek tersemat, yang tidak dibaca: {' dan '.join(named)}.", found=some([*extras.objects, *extras.controls]))
