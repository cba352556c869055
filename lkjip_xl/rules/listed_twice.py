"""LK213: an id or an indikator that stands twice."""

from __future__ import annotations

from collections.abc import Iterator

from lkjip_xl.check import Check, CheckRow
from lkjip_xl.engine import fold
from lkjip_xl.findings import Severity
from lkjip_xl.rules.rule import Hit, rule
from lkjip_xl.values import normal


@rule("LK213", "ID atau indikator tercatat dua kali")
def listed_twice(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    ID yang sama pada dua baris Renstra, indikator yang sama pada dua baris PK, Pengukuran, Triwulan, IKU, Efisiensi atau Analisis,
    dan dua baris Renstra dengan uraian yang sama (peringatan).

    ## Mengapa penting

    Rumus memakai baris pertama saja, sehingga baris kedua tidak pernah dibaca, tetapi tetap ikut dihitung dalam rata-rata.

    ## Cara memperbaiki

    Hapus isi baris yang kedua, atau beri ID yang benar.

    ## Dasar hukum

    Tidak ada; setiap ID hanya satu kali pada formulir ini.
    """
    for table in ONCE:
        first: dict[object, CheckRow] = {}
        for row in check.rows(table):
            id_ = row.text("id")
            if id_ and first.setdefault(fold(id_), row) is not row:
                where = first[fold(id_)].address("id")
                yield Hit(row.spot("id"), f"{id_} sudah tercatat di {where}. Rumus hanya memakai baris yang pertama.", found=id_, related=(where,))
    yield from _same_words(check)


ONCE = ("Renstra", "IKU", "PK", "Triwulan", "Pengukuran", "Efisiensi", "Analisis")


def _same_words(check: Check) -> Iterator[Hit]:
    """Renstra rows of one level with the same words; an indikator may stand under a tujuan and under a sasaran."""
    first: dict[tuple[str, str, str], CheckRow] = {}
    for row in check.rows("Renstra"):
        level, words, id_ = row.text("level").casefold(), normal(row.text("uraian")), row.text("id")
        parent = check.by_id("Renstra", row.text("induk")) if level == "indikator" else None
        key = (level, words, parent.text("level").casefold() if parent is not None else "")
        if not words or first.setdefault(key, row) is row or fold(first[key].text("id")) == fold(id_):
            continue
        twin = first[key]
        yield Hit(
            row.spot("uraian"), f"Uraian {id_} sama dengan uraian {twin.subject}: satu {level or 'baris'} tercatat dengan dua ID.",
            advice=f"Hapus salah satu, atau bedakan uraiannya bila memang dua {level or 'hal'} yang berlainan.", severity=Severity.WARNING, related=(twin.address("uraian"),),
        )
