"""LK612: a quoted kategori that is not on the scale or not the right class."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from lkjip_xl.check import Check
from lkjip_xl.findings import Severity
from lkjip_xl.quotes import BAD, CLASS, Ledger, Quote, Sight, Standing, ledger, normal
from lkjip_xl.quotes.spoken import MET, Verdict, verdict
from lkjip_xl.rules._prose import marked
from lkjip_xl.rules._quoted import addresses, alike, listing, others, right_value
from lkjip_xl.rules.rule import Hit, rule
from lkjip_xl.spec.build import CLASSES

_FULL = 100
_OFTEN = 2
"""Times a class must be printed before a scale is missed."""
_WHOLE_LIST = 5
"""Tables that a quoted list of tables must have to be the whole list."""
_SCALE = re.compile(r"\b(?:skala|kategori|klasifikasi|interval|peringkat|gradasi|predikat|kriteria|penilaian)\b", re.IGNORECASE)

_OF_ANOTHER_TIME = "Pakai kategori menurut capaian tahun atau triwulan itu, dengan sebutan persis seperti pada skala, dan cetak skalanya di laporan."


@rule("LK612", "Kategori kutipan tidak sesuai skala")
def category_quoted_differs(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    Kategori capaian yang tercetak dan tidak sama dengan kelas capaian itu pada skala kabupaten, atau sebutan yang tidak ada
    pada skala (misalnya "cukup berhasil"); yang terakhir hanya diperingatkan. Bila simpulan tentang capaian yang sama ("belum
    mencapai target") bertentangan dengan kategori yang salah itu, simpulannya disebut juga. Bila kategori dikutip dua kali atau
    lebih, tetapi tidak ada batas kelas yang dikutip dan daftar tabel yang dikutip tidak memuat tabel skala, hal itu diperingatkan
    sekali untuk seluruh laporan.

    ## Mengapa penting

    Kategori adalah ringkasan yang dibaca pimpinan; sebutan di luar skala tidak dapat dibandingkan dengan instansi lain.

    ## Cara memperbaiki

    Pakai kategori pada lembar Pengukuran, dengan sebutan persis seperti pada skala, dan cetak skalanya di laporan.

    ## Dasar hukum

    Tidak ada; skala ditetapkan kabupaten dan tertulis pada bagian Kebijakan.
    """
    book = ledger(check)
    labels = [str(check.form("Kebijakan", f"kelas_{i}_label") or "") for i in range(1, CLASSES + 1)]
    scale = {normal(label) for label in labels if label}
    quoted = [q for q in book.quotes if q.besaran in CLASS and q.ours]
    for group in alike(quoted):
        first = group[0]
        if scale and normal(first.text) not in scale:
            yield _off_scale(book, group, [label for label in labels if label])
        elif book.standing(first) is Standing.WRONG:
            yield _wrong(book, group)
    yield from _no_scale(book, quoted, scale)


def _wrong(book: Ledger, group: list[Quote]) -> Hit:
    first = group[0]
    expected = book.judged[first.row.index].expected
    assert expected is not None
    right = right_value(first, expected)
    beside, denied = _denied(book, first, first.text)
    return Hit(
        first.spot, f"{first.place}: {first.what} tercetak {first.text}, seharusnya {right}{beside}.{others(len(group) - 1)}", found=first.text, expected=right,
        calculation=expected.words, related=addresses([*group[1:], *denied]), uses=book.sources(first), advice=_OF_ANOTHER_TIME if first.other_year or first.periode else "",
    )


def _off_scale(book: Ledger, group: list[Quote], labels: list[str]) -> Hit:
    """A word that is no class; one built upon a class (Sangat Berhasil) that is not the right one either is wrong outright."""
    first = group[0]
    right = book.judged[first.row.index].expected
    meant = max((label for label in labels if normal(label) in normal(first.text)), key=len, default="")
    wrong = right is not None and meant != "" and normal(meant) != normal(str(right.value))
    told = f"; {_reached(book, first, right)}, seharusnya {right.value}" if wrong and right is not None else ""
    beside, denied = _denied(book, first, meant)
    return Hit(
        first.spot, f"{first.place}: {first.what} tercetak \"{first.text}\", yang tidak ada pada skala ({', '.join(labels)}){told}{beside}.{others(len(group) - 1)}",
        found=first.text, expected=str(right.value) if wrong and right is not None else "", related=addresses([*group[1:], *denied]),
        severity=Severity.ERROR if wrong else Severity.WARNING, advice=_OF_ANOTHER_TIME if first.other_year or first.periode else "",
    )


def _reached(book: Ledger, q: Quote, right: Sight) -> str:
    """The capaian that is classed: as the report prints it where that holds, else as the sheets have it."""
    printed = next((o for o in book.by_key.get(replace(q, besaran="capaian").key, ()) if o.value.number is not None and book.standing(o) not in BAD), None)
    return right.words if printed is None else f"capaiannya {printed.text}{'' if printed.place == q.place else f' ({printed.place})'}"


def _denied(book: Ledger, q: Quote, label: str) -> tuple[str, list[Quote]]:
    """Conclusions of the same capaian that cannot hold beside the class: a class from 100 % on beside a missed target, a class below 100 % beside a reached one."""
    band = next((c for c in book.check.profile.classes if normal(c.label) == normal(label)), None)
    if band is None or q.besaran != "kategori":
        return "", []
    full, below = band.dari is not None and band.dari >= _FULL, band.sampai is not None and band.sampai < _FULL
    said = [
        o for by in ("capaian", "") for o in book.by_key.get(replace(q, besaran="simpulan", by=by).key, ())
        if (full and verdict(o.text) is Verdict.MISSED) or (below and verdict(o.text) in MET)
    ]
    where = "di baris yang sama" if said and said[0].place == q.place else f"tentang capaian yang sama ({said[0].place})" if said else ""
    return (f"; bertentangan pula dengan simpulan \"{said[0].text}\" {where}", said) if said else ("", [])


def _no_scale(book: Ledger, quoted: list[Quote], scale: set[str]) -> Iterator[Hit]:
    """Classes without any printed scale in a report whose list of tables is quoted: nobody who reads it can check them."""
    named = scale | {normal(q.text) for q in quoted}
    listed = [q.text if q.besaran == "judul" else q.thing.text for q in book.quotes if q.besaran in ("judul", "nomor") and q.table.casefold().startswith("daftar tabel")]
    printed = any(q.besaran == "batas kelas" and normal(q.thing.text) in named for q in book.quotes)
    words_once: dict[tuple[object, ...], Quote] = {}
    for q in quoted:
        words_once.setdefault((q.printed_row, normal(q.text)), q)  # one printed word may be quoted for two years
    places = list(words_once.values())
    if len(places) < _OFTEN or len(listed) < _WHOLE_LIST or printed or any(_SCALE.search(title) for title in listed):
        return
    first = quoted[0]
    words = listing(dict.fromkeys(f"\"{q.text}\"" for q in places), 3)
    where = listing(dict.fromkeys(q.table for q in places), 4)
    yield Hit(
        marked(first.spot, "skala"), f"Kategori {words} tercetak {len(places)} kali ({where}), tetapi skalanya tidak tercetak: tidak ada batas kelas yang dikutip dan daftar tabel tidak "
        "memuat tabel skala, sehingga kategori itu tidak dapat diperiksa.",
        advice="Cetak tabel skala kategori (sebutan dan batas tiap kelas) di laporan, lalu kutip dengan besaran batas kelas.", found=first.text,
        related=addresses(quoted[1:]), severity=Severity.WARNING)
