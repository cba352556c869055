"""LK612: a quoted kategori that is not on the scale or not the right class."""

from __future__ import annotations

from collections.abc import Iterator

from lkjip_xl.check import Check
from lkjip_xl.findings import Severity
from lkjip_xl.quotes import CLASS, Quote, Sight, Standing, ledger, normal
from lkjip_xl.rules._quoted import addresses, alike, others, right_value
from lkjip_xl.rules.rule import Hit, rule
from lkjip_xl.spec.build import CLASSES


@rule("LK612", "Kategori kutipan tidak sesuai skala")
def category_quoted_differs(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    Kategori capaian yang tercetak dan tidak sama dengan kelas capaian itu pada skala kabupaten, atau sebutan yang tidak ada
    pada skala (misalnya "cukup berhasil"); yang terakhir hanya diperingatkan.

    ## Mengapa penting

    Kategori adalah ringkasan yang dibaca pimpinan; sebutan di luar skala tidak dapat dibandingkan dengan instansi lain.

    ## Cara memperbaiki

    Pakai kategori pada lembar Pengukuran, dengan sebutan persis seperti pada skala.

    ## Dasar hukum

    Tidak ada; skala ditetapkan kabupaten dan tertulis pada bagian Kebijakan.
    """
    book = ledger(check)
    labels = [str(check.form("Kebijakan", f"kelas_{i}_label") or "") for i in range(1, CLASSES + 1)]
    scale = {normal(label) for label in labels if label}
    for group in alike(q for q in book.quotes if q.besaran in CLASS and q.ours):
        first = group[0]
        if scale and normal(first.text) not in scale:
            yield _off_scale(group, [label for label in labels if label], book.judged[first.row.index].expected)
        elif book.standing(first) is Standing.WRONG:
            expected = book.judged[first.row.index].expected
            assert expected is not None
            right = right_value(first, expected)
            yield Hit(
                first.spot, f"{first.place}: {first.what} tercetak {first.text}, seharusnya {right}.{others(len(group) - 1)}", found=first.text, expected=right,
                calculation=expected.words, related=addresses(group[1:]), uses=book.sources(first),
            )


def _off_scale(group: list[Quote], labels: list[str], right: Sight | None) -> Hit:
    """A word that is no class; one built upon a class (Sangat Berhasil) that is not the right one either is wrong outright."""
    first = group[0]
    meant = max((label for label in labels if normal(label) in normal(first.text)), key=len, default="")
    wrong = right is not None and meant != "" and normal(meant) != normal(str(right.value))
    told = f"; {right.words}, seharusnya {right.value}" if wrong and right is not None else ""
    return Hit(
        first.spot, f"{first.place}: {first.what} tercetak \"{first.text}\", yang tidak ada pada skala ({', '.join(labels)}){told}.{others(len(group) - 1)}",
        found=first.text, expected=str(right.value) if wrong and right is not None else "", related=addresses(group[1:]), severity=Severity.ERROR if wrong else Severity.WARNING,
    )
