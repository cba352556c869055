"""Formulas of indikator as quoted against those of the sheet IKU: one word changed, dropped or added (LK604)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from lkjip_xl.findings import Severity
from lkjip_xl.quotes import Ledger, names, normal
from lkjip_xl.rules.rule import Hit

_FEWEST = 4
"""Words a formula must have: of shorter ones a word is too much of the whole."""
_SIGNS = frozenset({
    "dibagi", "bagi", "dibanding", "dibandingkan", "per", "kali", "dikali", "dikalikan", "dikurangi", "dikurang", "ditambah", "persen", "terhadap", "dengan", "dari", "yang", "dan", "di",
    "pada", "untuk", "oleh", "dalam", "atau", "jumlah", "seluruh", "total", "x",
})
"""Words that stand for a sign or mean nothing alone; two reports write them differently."""


_OPERATORS = frozenset({"dibagi", "bagi", "dibanding", "dibandingkan", "kali", "dikali", "dikalikan", "dikurangi", "dikurang", "ditambah"})
_TIMES = frozenset({"kali", "dikali", "dikalikan"})
"""Words that may be left out together with the 100 of a percentage."""
_OPERATION = re.compile(r"[:/÷×*+=]|\b(?:x|per)\b", re.IGNORECASE)
"""Signs that may stand for such a word."""


def formulas_off(book: Ledger) -> Iterator[Hit]:
    """Quoted formulas that differ from the sheet IKU in a single word."""
    rows = {row.text("id").casefold(): row for row in book.check.rows("IKU")}
    mend = names(book).spelling.mend
    for q in book.quotes:
        row = rows.get(q.thing.ids[0].casefold()) if q.besaran == "formula" and q.ours and not q.other_year and len(q.thing.ids) == 1 and not q.thing.rest else None
        right = row.text("formulasi") if row is not None else ""
        if row is not None and right and (told := _one_word(mend(q.text), mend(right))):
            yield Hit(
                q.spot, f"{q.place}: rumus {q.thing.text} tercetak \"{q.text}\", di lembar IKU \"{right}\" ({told}).", found=q.text, expected=right, severity=Severity.WARNING,
                related=(row.address("formulasi"),), uses=(row.cell("formulasi"),))


def _one_word(printed: str, right: str) -> str:
    """What differs, "" when nothing does or more than a word."""
    a, b = ([w for t in text.split() if (w := normal(t)) and not w.isdigit()] for text in (printed, right))
    if min(len(a), len(b)) < _FEWEST - 1 or max(len(a), len(b)) < _FEWEST:
        return ""
    apart = [op for op in SequenceMatcher(None, a, b, autojunk=False).get_opcodes() if op[0] != "equal"]
    if len(apart) != 1:
        return ""
    _, i, k, j, m = apart[0]
    said, meant = ([w for w in words if w not in _SIGNS] for words in (a[i:k], b[j:m]))
    if not said and not meant:
        more, lacking = (a[i:k], right) if j == m else (b[j:m], printed)
        hundred = not set(more) & _TIMES or "100" in lacking
        lost = (i == k or j == m) and set(more) & _OPERATORS and hundred and not _OPERATION.search(lacking)
        return f"{'kelebihan' if j == m else 'tanpa'} \"{' '.join(more)}\"" if lost else ""
    if max(len(said), len(meant)) != 1:
        return ""
    if said and meant:
        return f"\"{said[0]}\" menggantikan \"{meant[0]}\""
    return f"kelebihan \"{said[0]}\"" if said else f"tanpa \"{meant[0]}\""
