"""LK617: a predicate that is not the class of its score."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from lkjip_xl.check import Check, Spot
from lkjip_xl.engine import CellKey, fold
from lkjip_xl.quotes import Ledger, Quote, Sight, ledger, normal
from lkjip_xl.quotes.scales import Grade, Scale, graded, scale_of
from lkjip_xl.rules.rule import Hit, rule
from lkjip_xl.spec import book as spec
from lkjip_xl.spec.types import Entry
from lkjip_xl.values import Trouble, angka

_OF_TARGET = "Periksa Renstra dan PK yang ditandatangani, lalu tulis targetnya dengan kelas yang sama di keduanya."
_MEASURED = ("target", "realisasi", "target renstra", "target akhir renstra", "baseline", "predikat nilai", "nilai")


@dataclass(frozen=True, slots=True)
class _Claim:
    """A predicate and the score it is said to belong to, each with its place."""

    spot: Spot
    place: str
    printed: str
    word: str
    score: Fraction
    decimals: int
    scale: Scale
    source: str
    related: tuple[str, ...] = ()
    uses: tuple[CellKey, ...] = ()
    advice: str = ""


@rule("LK617", "Predikat tidak sesuai nilainya")
def predicate_contradicts_score(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    Predikat yang bukan kelas nilainya pada skalanya: "BB (64,59)", "Baik" untuk IKM 90,12, target yang di satu tempat berupa
    predikat dan di tempat lain berupa nilai kelas lain (BB di PK, 82,55 di Renstra). Skalanya menurut kolom Skala nilai di
    lembar Renstra; bila kosong, menurut nama indikatornya (AKIP, SAKIP; IKM, kepuasan masyarakat). Nilai yang dapat dibulatkan
    ke kelas sebelahnya tidak dilaporkan.

    ## Mengapa penting

    Predikat adalah yang dibaca orang; bila bukan kelas nilainya, salah satunya salah.

    ## Cara memperbaiki

    Periksa laporan hasil evaluasi atau hasil survei, lalu samakan predikat dan nilainya.

    ## Dasar hukum

    Tidak ada; batas kelas menurut skala yang dipakai.
    """
    book = ledger(check)
    told: set[tuple[object, ...]] = set()
    for claim in (*_typed(book), *_plans(book), *_quoted(book)):
        grade = claim.scale.grade(claim.word)
        allowed = claim.scale.may_be(claim.score, claim.decimals)
        key = (claim.scale.name, normal(claim.word), claim.score, claim.spot.address)
        if grade is not None and allowed and grade.letter not in allowed and key not in told:
            told.add(key)
            yield _hit(claim, grade)


def _hit(claim: _Claim, grade: Grade) -> Hit:
    right = claim.scale.of(claim.score)
    assert right is not None
    word = right.names[0] if grade.letter.casefold() != claim.word.casefold() else right.letter
    return Hit(
        claim.spot, f"{claim.place}: predikat {claim.word} tidak sesuai nilai {angka(claim.score)}{claim.source}; pada skala {claim.scale.name} {grade.letter} {claim.scale.bounds(grade)}, "
        f"{right.letter} {claim.scale.bounds(right)}.", found=claim.printed, expected=word, calculation=f"{angka(claim.score)}: {right.letter} ({right.names[0]})",
        related=claim.related, uses=claim.uses, advice=claim.advice)


def _scale(book: Ledger, id_: str, score: Fraction | None) -> Scale | None:
    row = book.things.plan.get(str(fold(id_)))
    if row is None:
        return None
    declared, name = row.get("skala"), row.get("uraian")
    return scale_of(declared if isinstance(declared, str) else "", name if isinstance(name, str) else "", score)


def _typed(book: Ledger) -> Iterator[_Claim]:
    """`B (64,59)` typed into a measured cell."""
    check = book.check
    for (part, index, key), value in check.values.items():
        if value.trouble is not Trouble.PREDICATE_SCORE or index is None or value.figure is None:
            continue
        if spec.TABLES[part].by_key[key].entry is not Entry.MEASURED:
            continue
        id_ = check.subject(part, index)
        scale = _scale(book, id_, value.figure)
        word, score, decimals = graded(value.raw)
        if scale is not None and score is not None:
            spot = check.spot(part, key, index)
            yield _Claim(spot, f"{spec.TABLES[part].by_key[key].header} {id_}", value.raw, word, score, decimals, scale, "")


def _plans(book: Ledger) -> Iterator[_Claim]:
    """A target that is a predicate in the PK and a score in Renstra, or the other way round."""
    check = book.check
    for row in check.rows("PK"):
        plan = check.by_id("Renstra", row.text("id"))
        k = check.form("Identitas", "tahun_ke")
        if plan is None or not isinstance(k, Fraction) or f"t{int(k)}" not in plan.table.by_key:
            continue
        key = "target_perubahan" if row["target_perubahan"] != "" else "target_murni"
        ours, theirs = row[key], plan[f"t{int(k)}"]
        word, score = (ours, theirs) if isinstance(ours, str) else (theirs, ours)
        scale = _scale(book, row.text("id"), score if isinstance(score, Fraction) else None)
        if isinstance(word, str) and word and isinstance(score, Fraction) and scale is not None:
            mine = isinstance(ours, str)
            decimals = (plan.value(f"t{int(k)}") if mine else row.value(key)).decimals
            source = " di lembar Renstra" if mine else " di lembar PK"
            yield _Claim(row.spot(key), f"Target {row.subject}", word if mine else angka(score), word, score, decimals, scale, source, (plan.address(f"t{int(k)}"),), advice=_OF_TARGET)


def _quoted(book: Ledger) -> Iterator[_Claim]:
    for q in book.quotes:
        if q.besaran not in _MEASURED or not q.ours or len(q.thing.ids) > 1:
            continue
        word, score, decimals = graded(q.text)
        if not word or (q.besaran != "predikat nilai" and score is None and not q.thing.ids):
            continue
        name = q.thing.text
        if score is not None:
            scale = _scale(book, q.thing.ids[0], score) if q.thing.ids else scale_of("", name, score)
            if scale is not None:
                yield _Claim(q.spot, f"{q.place}, {name}", q.text, word, score, decimals, scale, "", uses=book.things.cells(q.thing, "skala", "level"))
        else:
            yield from _by_sheet(book, q, word)


def _by_sheet(book: Ledger, q: Quote, word: str) -> Iterator[_Claim]:
    """A predicate alone against the score of the sheets, or against a score quoted of the same thing."""
    besaran = q.by if q.by in ("target", "baseline", "target renstra", "target akhir renstra") else "realisasi" if q.besaran == "predikat nilai" else q.besaran
    sights = book.sights(replace(q, besaran=besaran), book.check.truth) if q.thing.ids else []
    found = next((s for s in sights if isinstance(s.value, Fraction) and s.below is None), None)
    if found is not None and isinstance(found.value, Fraction):
        scale = _scale(book, q.thing.ids[0], found.value)
        if scale is not None:
            yield _Claim(q.spot, f"{q.place}, {q.thing.text}", q.text, word, found.value, found.decimals, scale, f" ({_what(found, besaran)})",
                uses=(*book.things.cells(q.thing, "skala", "level"), *book.sources(q, besaran)))
        return
    for o in book.quotes if q.besaran == "predikat nilai" else ():
        if o.besaran == "nilai" and o.thing.key == q.thing.key and (o.year, o.periode) == (q.year, q.periode) and o.value.number is not None:
            scale = scale_of("", q.thing.text, o.value.number)
            if scale is not None:
                yield _Claim(q.spot, f"{q.place}, {q.thing.text}", q.text, word, o.value.number, o.value.decimals, scale, f" di {o.place}", (o.address,))
            return


def _what(sight: Sight, besaran: str) -> str:
    return f"{besaran} di lembar {sight.place}" if sight.place else besaran
