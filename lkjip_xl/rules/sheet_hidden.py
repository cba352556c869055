"""LK030: hidden sheets other than our own list of choices."""

from __future__ import annotations

from collections.abc import Iterator

from lkjip_xl.check import Check
from lkjip_xl.findings import Severity
from lkjip_xl.rules.rule import Hit, rule
from lkjip_xl.spec import book


@rule("LK030", "Lembar tersembunyi", Severity.WARNING, blank_too=True)
def sheet_hidden(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    Sebuah lembar disembunyikan, atau disembunyikan sedemikian rupa sehingga Excel tidak menawarkannya lewat Tampilkan (Unhide).
    Lembar Referensi memang tersembunyi dan tidak dilaporkan.

    ## Mengapa penting

    Isi lembar yang tidak terlihat mudah terlewat oleh pengisi dan pemeriksa, dan rumus dapat mengambil angka dari sana.

    ## Cara memperbaiki

    Klik kanan sebuah tab, pilih Tampilkan (Unhide), lalu hapus lembar itu bila tidak diperlukan. Lembar yang tidak ditawarkan di sana: salin isian ke formulir baru.

    ## Dasar hukum

    Tidak ada; ini keterangan tentang berkas.
    """
    ours = {title: key for key, title in check.layout.sheets.items()}
    kept = {sheet.key for sheet in book.SHEETS if sheet.hidden}
    for sheet in check.raw.sheets:
        key = ours.get(sheet.name)
        if sheet.state == "visible" or key in kept:
            continue
        how = "disembunyikan sehingga Excel pun tidak menawarkannya kembali" if sheet.state == "veryHidden" else "disembunyikan"
        what = f"Lembar {sheet.name}" if key is not None else f"Lembar {sheet.name}, yang bukan bagian formulir,"
        yield Hit(check.sheet_spot(sheet.name), f"{what} {how}.", found=sheet.state)
