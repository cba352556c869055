"""Recommendations of the LHE as the text lists them against those of the sheet Tindak Lanjut (LK604)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from difflib import SequenceMatcher

from lkjip_xl.check import CheckRow
from lkjip_xl.findings import Severity
from lkjip_xl.quotes import Ledger, Likeness, Quote, likeness, normal
from lkjip_xl.rules._prose import short
from lkjip_xl.rules._quoted import addresses
from lkjip_xl.rules.rule import Hit

_RECOMMENDATION = re.compile(r"^rekomendasi\b[^\d]*(\d{1,2})$", re.IGNORECASE)


def recommendations_off(book: Ledger) -> Iterator[Hit]:
    """Recommendations listed in the text otherwise than in Tindak Lanjut: reworded ones together, and those with another content."""
    rows = {int(n): row for row in book.check.rows("TindakLanjut") if (n := row.number("no")) is not None}
    apart: dict[bool, list[tuple[Quote, CheckRow]]] = defaultdict(list)
    for q in book.quotes:
        found = _RECOMMENDATION.match(q.thing.text) if q.besaran in ("keadaan", "kalimat", "nama") and q.ours and not q.other_year else None
        row = rows.get(int(found[1])) if found is not None else None
        right = row.text("rekomendasi") if row is not None else ""
        if row is not None and right and likeness(q.text, [right]) is Likeness.OTHER:
            apart[_alike(q.text, right)].append((q, row))
    for reworded, group in sorted(apart.items(), reverse=True):
        first, row = group[0]
        numbers = ", ".join(q.thing.text for q, _ in group)
        both = "; ".join(f"nomor {q.thing.text.split()[-1]} \"{_from(q.text, right)}\", di lembar itu \"{_from(right, q.text)}\"" for q, r in group[:_MOST] if (right := r.text("rekomendasi")))
        yield Hit(
            first.spot, f"{first.place}: {'bunyi' if reworded else 'isi'} {numbers} berbeda dari yang di lembar Tindak Lanjut: {both}.",
            advice="Salin rekomendasi persis dari LHE, di daftar dan di matriks.", found=first.text, expected=row.text("rekomendasi"),
            severity=Severity.WARNING, related=(*addresses(q for q, _ in group[1:]), *(r.address("rekomendasi") for _, r in group)))


def _from(text: str, other: str) -> str:
    """A text that fits into a message, with the word in it from which it differs from another."""
    words, its = text.split(), [normal(w) for w in other.split()]
    first = next((i for i, w in enumerate(words) if i >= len(its) or normal(w) != its[i]), 0)
    return short(text, " ".join(words[first:first + 4]))


def _alike(a: str, b: str) -> bool:
    return SequenceMatcher(None, a.casefold().split(), b.casefold().split(), autojunk=False).ratio() > _SAME_CONTENT


_SAME_CONTENT = 0.45
_MOST = 4
"""Recommendations whose two wordings a message shows."""
