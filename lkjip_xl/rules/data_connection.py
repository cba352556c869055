"""LK034: connections to outside data: queries, query tables, data models."""

from __future__ import annotations

from collections.abc import Iterator

from lkjip_xl.check import Check, Spot
from lkjip_xl.findings import Severity
from lkjip_xl.rules._outside import some
from lkjip_xl.rules.rule import Hit, rule


@rule("LK034", "Sambungan data", Severity.WARNING, blank_too=True)
def data_connection(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    Buku kerja ini memuat sambungan ke sumber data luar: kueri, tabel kueri, Power Query, atau model data.

    ## Mengapa penting

    Saat disegarkan, isi sel dapat berganti tanpa diketik siapa pun, dan alamat server atau kata sandi dapat ikut tersimpan di dalam berkas.

    ## Cara memperbaiki

    Hapus lewat Data > Kueri & Koneksi (Queries & Connections); angkanya tetap tinggal di sel.

    ## Dasar hukum

    Tidak ada; ini keterangan tentang berkas.
    """
    extras = check.raw.extras
    if extras.connections:
        names = [name for name in extras.connection_names if name]
        yield Hit(Spot(""), f"Buku kerja ini memuat sambungan data{': ' + some(names) if names else ''}.", found=some(extras.connections))
