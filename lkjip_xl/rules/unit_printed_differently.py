"""LK610: satuan printed otherwise than in the sheets."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from lkjip_xl.check import Check
from lkjip_xl.engine import fold
from lkjip_xl.findings import Severity
from lkjip_xl.quotes import Ledger, Quote, ledger, normal
from lkjip_xl.rules._quoted import addresses, others
from lkjip_xl.rules.rule import Hit, rule

_ALIKE = (
    ("%", "persen", "prosen", "persentase"), ("dokumen", "dok"), ("laporan", "lap"), ("rasio", "perbandingan"), ("nilai", "skor"), ("bulan", "bln"),
    ("orang", "org"), ("orangbulan", "orangperbulan"), ("rupiah", "rp"), ("unit", "buah"), ("kegiatan", "keg"), ("kelompok", "klp"),
)
_CANON = {word: group[0] for group in _ALIKE for word in group}


@rule("LK610", "Satuan tercetak berbeda dari lembar asalnya", Severity.WARNING)
def unit_printed_differently(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    Satuan indikator atau keluaran yang tercetak lain daripada di lembar Renstra atau Anggaran. "%" dan "Persen", "Dok" dan
    "Dokumen", serta sebutan lain yang sama artinya tidak dilaporkan.

    ## Mengapa penting

    Angka tanpa satuan yang tetap tidak dapat dibandingkan antartabel.

    ## Cara memperbaiki

    Pakai satu satuan untuk satu indikator di semua tabel, seperti dalam Renstra dan PK.

    ## Dasar hukum

    Tidak ada.
    """
    book = ledger(check)
    groups: dict[tuple[object, ...], list[Quote]] = defaultdict(list)
    for q in book.quotes:
        if q.besaran == "satuan" and q.ours and not q.thing.rest and (units := units_of(book, q)) and canon(q.text) not in {canon(u) for u in units}:
            groups[q.thing.key, canon(q.text)].append(q)
    for group in groups.values():
        first = group[0]
        right = units_of(book, first)[0]
        yield Hit(
            first.spot, f"{first.place}: satuan {first.thing.text} tercetak {first.text}, di lembar asalnya {right}.{others(len(group) - 1)}", found=first.text,
            expected=right, related=addresses(group[1:]), uses=book.things.cells(first.thing, "satuan", "satuan"),
        )


def canon(unit: str) -> str:
    """One word for satuan that mean the same."""
    word = "%" if unit.strip() == "%" else normal(unit)
    return _CANON.get(word, word)


def units_of(book: Ledger, q: Quote) -> list[str]:
    """Satuan of the one thing quoted, as typed and as the nomenclature has it."""
    if len(q.thing.ids) == 1:
        row = book.things.plan.get(str(fold(q.thing.ids[0])))
        found = [row.get("satuan")] if row is not None else []
    elif len(q.thing.nodes) == 1:
        node = book.things.budget[q.thing.nodes[0]]
        found = [node.get("satuan"), node.get("satuan_resmi")]
    else:
        found = []
    return [u for u in found if isinstance(u, str) and u]
