"""LK303: an indikator of the PK that nobody measures in this period."""

from __future__ import annotations

from collections.abc import Iterator

from lkjip_xl.check import Check
from lkjip_xl.rules._sound import sound
from lkjip_xl.rules.rule import Hit, rule


@rule("LK303", "Indikator PK tidak diukur")
def target_not_measured(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    Indikator yang ada di lembar PK, tetapi pada laporan tahunan tidak mempunyai baris di lembar Pengukuran, atau pada laporan
    triwulan tidak mempunyai baris di lembar Triwulan.

    ## Mengapa penting

    Setiap indikator yang dijanjikan harus dilaporkan hasilnya. Indikator yang hilang membuat rata-rata capaian tampak lebih
    baik atau lebih buruk dari keadaan sebenarnya.

    ## Cara memperbaiki

    Tambahkan satu baris dengan ID indikator itu. Bila belum dapat diukur, tulis tanda - sebagai realisasinya.

    ## Dasar hukum

    Tidak ada; ini kecocokan antarlembar.
    """
    table, sheet = ("Pengukuran", "Pengukuran") if check.annual else ("Triwulan", "Triwulan")
    measured = {r.text("id").casefold() for r in check.rows(table)}
    if not sound(check, table, "id") or (not measured and check.annual):
        return  # an empty mandatory sheet has its own finding
    missing = [r for r in check.rows("PK") if r.text("id") and r.text("id").casefold() not in measured]
    if missing and not measured:
        yield Hit(check.spot(table, "id"), f"Lembar {sheet} belum diisi; {len(missing)} indikator PK belum mempunyai baris di sana.", related=tuple(r.address("id") for r in missing))
        return
    for row in missing:
        yield Hit(row.spot("id"), f"Indikator {row.text('id')} ada dalam PK, tetapi tidak mempunyai baris di lembar {sheet}.")
