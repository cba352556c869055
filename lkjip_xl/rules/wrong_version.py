"""LK003: a form of a version this program cannot read."""

from __future__ import annotations

from collections.abc import Iterator

from lkjip_xl.check import Check
from lkjip_xl.rules.rule import Hit, rule
from lkjip_xl.spec import book, versions


@rule("LK003", "Versi formulir tidak dikenal", structural=True)
def wrong_version(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    Formulir ini terbitan versi lama, atau versi yang lebih baru daripada program ini.

    ## Mengapa penting

    Susunan lembar dan kolom berbeda antarversi; memeriksanya dengan susunan yang lain menghasilkan temuan palsu.

    ## Cara memperbaiki

    Versi lama: pindahkan isinya ke formulir yang berlaku dengan `lkjip migrate`. Versi yang tidak dikenal: minta formulir yang berlaku dan salin
    isiannya. Versi lebih baru: perbarui program pemeriksa.

    ## Dasar hukum

    Tidak ada; ini keterangan tentang berkas.
    """
    template, version = check.identity
    if check.failure or not check.stopped or template != book.TEMPLATE_ID:
        return
    yield Hit(
        check.spot("Templat", "versi"),
        f"Formulir ini versi {version}, sedangkan yang dapat diperiksa versi {', '.join(book.ACCEPTED_VERSIONS)}.",
        advice=_advice(version), found=version, expected=", ".join(book.ACCEPTED_VERSIONS),
    )


def _advice(version: str) -> str:
    if versions.is_newer(version):
        return "Perbarui program pemeriksa, lalu periksa lagi."
    if version in versions.older():
        return "Pindahkan isinya ke formulir versi yang berlaku dengan perintah lkjip migrate, lalu periksa berkas hasilnya."
    return "Minta formulir versi yang berlaku dari Bagian Organisasi, lalu salin isian ke formulir itu."
