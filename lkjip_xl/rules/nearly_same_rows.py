"""LK328: two rows of the plan that are one thing in two spellings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from lkjip_xl.check import Check, CheckRow
from lkjip_xl.findings import Severity
from lkjip_xl.quotes import Likeness, likeness, normal
from lkjip_xl.quotes.names import distance
from lkjip_xl.rules._plan import parent_level, plan_sound
from lkjip_xl.rules.rule import Hit, rule


@rule("LK328", "Indikator atau sasaran hampir sama", Severity.WARNING)
def nearly_same_rows(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    Dua baris Renstra dari level yang sama yang uraiannya hanya berbeda ejaan, bentuk kata kerja (Meningkatkan dan
    Meningkatnya), atau satu kata sambung. Indikator yang sama pada tujuan dan pada sasaran tidak dilaporkan. Uraian yang
    persis sama dilaporkan sebagai LK213.

    ## Mengapa penting

    Satu hal yang tercatat dua kali dihitung dua kali dalam rata-rata dan dapat mempunyai dua target.

    ## Cara memperbaiki

    Hapus salah satu barisnya, atau bedakan uraiannya bila memang dua hal yang berlainan.

    ## Dasar hukum

    Tidak ada; setiap tujuan, sasaran dan indikator hanya satu kali dalam rencana.
    """
    if not plan_sound(check):
        return
    rows: dict[tuple[str, str], list[CheckRow]] = {}
    for row in check.rows("Renstra"):
        level = row.text("level").casefold()
        if level and row.text("uraian"):
            rows.setdefault((level, parent_level(check, row) if level == "indikator" else ""), []).append(row)
    for (level, _), same in rows.items():
        for first, second in combinations(same, 2):
            if alike(first.text("uraian"), second.text("uraian")):
                yield Hit(
                    second.spot("uraian"), f"Uraian {second.subject} \"{second.text('uraian')}\" hampir sama dengan {first.subject} \"{first.text('uraian')}\": satu {level} tercatat dua kali?",
                    found=second.text("uraian"), related=(first.address("uraian"),))


_WORD = re.compile(r"[^\W_]+")
_JOINING = frozenset({"yang", "dan", "di", "dalam", "pada", "terhadap", "dengan", "untuk", "atas", "oleh", "yg", "dari", "ke", "serta", "para", "nya"})


def alike(a: str, b: str) -> bool:
    """Do two texts differ in spelling, verb or joining words only."""
    if normal(a) == normal(b):
        return False
    left, right = ([w for w in _WORD.findall(text) if w.casefold() not in _JOINING] for text in (a, b))
    if [w.casefold() for w in left] == [w.casefold() for w in right]:
        return bool(left)
    nearest = likeness(a, [b])
    if nearest is Likeness.VERB:
        return True
    return nearest is Likeness.SPELLING and len(left) == len(right) and all(_slip(x, y) for x, y in zip(left, right, strict=True) if normal(x) != normal(y))


def _slip(x: str, y: str) -> bool:
    """Is one word a misspelling of the other: no abbreviation, no number, and long enough for the letters that differ."""
    short = min(len(x), len(y))
    if x.isupper() or y.isupper() or any(c.isdigit() for c in x + y):
        return False
    return distance(normal(x), normal(y)) <= (2 if short >= 7 else 1 if short >= 5 else 0)
