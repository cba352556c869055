"""LK128: a percent realised without the counts behind it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lkjip_xl.check import Check, CheckRow
from lkjip_xl.findings import Severity
from lkjip_xl.quotes import ledger
from lkjip_xl.rules._quoted import addresses, others
from lkjip_xl.rules._sound import sound
from lkjip_xl.rules._yearly import evidence
from lkjip_xl.rules.rule import Hit, rule


@rule("LK128", "Realisasi persen tanpa pembilang dan penyebut", Severity.WARNING)
def percent_without_counts(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    Pada laporan tahunan, indikator persen yang realisasinya diisi tetapi tidak mempunyai baris Data Dukung dan tidak pernah
    disebut pembilang dan penyebutnya, sedangkan indikator persen lain mempunyainya. Semuanya disebut dalam satu temuan. Pada laporan
    apa pun, hasil indikator persen yang hanya disebut seluruhnya ("seluruh temuan telah ditindaklanjuti") tanpa jumlahnya di mana pun.

    ## Mengapa penting

    Persentase tanpa jumlah di belakangnya tidak dapat dihitung ulang oleh peninjau.

    ## Cara memperbaiki

    Isi pembilang dan penyebutnya di lembar Data Dukung, misalnya 8 dari 18 BUMDes, dengan sumbernya; tulis nihil bila penyebutnya tidak ada.

    ## Dasar hukum

    Tidak ada; ini kelengkapan data dukung.
    """
    if not sound(check, "DataDukung", "id", "pembilang", "penyebut", "nilai") or not sound(check, "Renstra", "id", "jenis"):
        return
    percents = [r for r in check.rows("Pengukuran") if r.text("jenis") == "persen"]
    backed = [r for r in percents if any(e.number("pembilang") is not None and e.number("penyebut") is not None for e in evidence(check, r.text("id")))]
    lone = [r for r in percents if not evidence(check, r.text("id")) and not _quoted(check, r)] if backed else []
    bare = [r for r in lone if check.annual and r.number("realisasi") is not None]
    yield from (hit for row in lone if row not in bare for hit in _all_of_it(check, row, backed))
    if bare:
        first, *others = bare
        lacking, having = (", ".join(r.text("id") for r in rows) for rows in (bare, backed))
        yield Hit(
            first.spot("realisasi"), f"Realisasi persen {lacking} tidak mempunyai pembilang dan penyebut, sedangkan {having} mempunyainya.",
            advice=_advice(check, backed[0]), found=first.value("realisasi").raw, related=tuple(r.address("realisasi") for r in others))


_ALL = re.compile(r"\b(?:seluruh|semua)\s+(?P<what>\w+)\b[^.;]*?\b(?:telah|sudah)\s+(?P<done>\w+)", re.IGNORECASE)


def _all_of_it(check: Check, row: CheckRow, backed: list[CheckRow]) -> Iterator[Hit]:
    """`seluruh temuan telah ditindaklanjuti`, and nowhere how many there were."""
    own = [q for q in ledger(check).quotes if q.ours and not q.other_year and [i.casefold() for i in q.thing.ids] == [row.text("id").casefold()]]
    name = row.text("indikator").casefold()
    said = [(q, m) for q in own if (m := _ALL.search(q.text)) is not None and all(re.search(rf"\b{m[part].casefold()}\b", name) for part in ("what", "done"))]
    if said and not any(re.search(rf"\d\s*(?:\(\w+\)\s*)?(?:buah\s+)?{what}|\d\s*dari\s*\d|\bnihil\b", o.text, re.IGNORECASE) for o in own for what in {m["what"] for _, m in said}):
        first, m = said[0]
        yield Hit(
            first.spot, f'{first.place}: hasil {row.text("id")} disebut "{first.text}", tetapi jumlah {m["what"]} (pembilang dan penyebut) tidak disebut di mana pun, '
            f"sedangkan {', '.join(r.text('id') for r in backed)} mempunyainya.{others(len(said) - 1)}", found=first.text, related=addresses(q for q, _ in said[1:]),
            advice=f"Sebut berapa {m['what']} seluruhnya dan berapa yang {m['done']}, juga di lembar Data Dukung dengan sumbernya; tulis nihil bila tidak ada {m['what']}.")


def _quoted(check: Check, row: CheckRow) -> bool:
    """Does the report name the counts elsewhere."""
    own = [q for q in ledger(check).quotes if q.ours and not q.other_year and any(i.casefold() == row.text("id").casefold() for i in q.thing.ids)]
    named = {q.besaran for q in own if q.value.number is not None}
    return {"pembilang", "penyebut"} <= named or any(q.besaran == "realisasi" and q.value.denominator for q in own)


def _advice(check: Check, row: CheckRow) -> str:
    """How to give the counts, with those of an indikator that has them as the example."""
    e = next(e for e in evidence(check, row.text("id")) if e.number("pembilang") is not None and e.number("penyebut") is not None)
    told = f"{e.value('pembilang').raw} dari {e.value('penyebut').raw}"
    return f"Isi pembilang dan penyebutnya di lembar Data Dukung, seperti pada {row.text('id')} ({told}), dengan sumbernya; tulis nihil bila penyebutnya tidak ada."
