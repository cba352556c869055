"""LK604: names and codes printed differently from the sheets."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from difflib import SequenceMatcher

from lkjip_xl.check import Check, CheckRow
from lkjip_xl.engine import official_names
from lkjip_xl.findings import Severity
from lkjip_xl.quotes import Ledger, Likeness, Misnamed, Quote, bare, ledger, likeness, names, normal
from lkjip_xl.quotes.wording import SENTENCES, Misworded, code_named, difference, misworded
from lkjip_xl.rules._compared_units import units_off
from lkjip_xl.rules._formula_words import formulas_off
from lkjip_xl.rules._quoted import addresses, listing, others
from lkjip_xl.rules.rule import Hit, rule
from lkjip_xl.values import code_canonical, code_parts


@rule("LK604", "Nama tercetak berbeda dari lembar asalnya")
def name_printed_differently(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    Nama tujuan, sasaran, indikator, program, kegiatan, sub kegiatan atau instansi yang tercetak dengan kata lain daripada di
    lembar Renstra, Anggaran atau Identitas, juga sebagai induk atau program pendukung; indikator keluaran dan kalimat sasaran yang
    tercetak untuk sebuah baris anggaran tetapi bukan miliknya; kode anggaran yang berbeda; sub kegiatan yang disebut Kegiatan;
    rumus indikator yang berbeda satu kata dari lembar IKU; unit pembanding dengan nama lain daripada di lembar Pembanding tetapi
    dengan angkanya; rekomendasi LHE dengan kata lain daripada di lembar Tindak Lanjut. Bila nomenklatur menentang lembarnya, yang
    dilaporkan sel lembar itu. Beda huruf besar, spasi, tanda hubung dan garis miring tidak dilaporkan; kata tugas (yang, dan, di),
    urutan kata dan sebutan survei kepuasan (SKM, IKM) hanya diperingatkan; beda Meningkatkan/Meningkatnya disebut sekali untuk
    seluruh buku kerja, sebagai info di sel lembarnya. Nama salah yang sama di beberapa tempat dilaporkan sekali. Salah eja
    dilaporkan sebagai LK624.

    ## Mengapa penting

    Nama yang berubah-ubah membuat pembaca mengira ada dua sasaran atau dua program, dan data tidak dapat digabung.

    ## Cara memperbaiki

    Pakai nama persis seperti dalam dokumen Renstra, PK atau DPA di semua tempat. Bila laporan benar, betulkan lembar asalnya.

    ## Dasar hukum

    Tidak ada; nama program, kegiatan dan sub kegiatan mengikuti nomenklatur yang dipakai DPA.
    """
    book = ledger(check)
    told: list[Hit] = []
    groups: dict[str, list[Misnamed]] = defaultdict(list)
    for (_, folded), found in names(book).misnamed.items():
        groups[folded].append(found)
    for same in groups.values():
        for found in (m for m in same if m.official):
            yield _sheet(book, found)
        if not all(m.official for m in same):
            told.append(_hit(book, [m for m in same if not m.official]))
    sentences = misworded(book)
    for sentence in sentences:
        if sentence.likeness is not Likeness.VERB:
            _join(told, _sentence(book, sentence))
    yield from told
    yield from _verbs(book, sentences)
    yield from _codes(book)
    yield from _levels(book)
    yield from formulas_off(book)
    yield from units_off(book)
    yield from _recommendations(book)


def _label(book: Ledger, found: Misnamed) -> str:
    first = found.quotes[0]
    if first.besaran == "nama":
        return "instansi" if first.thing.total else first.thing.text
    if isinstance(found.thing, int):
        return book.things.label(found.thing)
    row = book.things.plan.get(found.thing)
    return str(row.get("id")) if row is not None else found.thing


def _told(book: Ledger, found: Misnamed, text: str) -> str:
    mend = names(book).spelling.mend
    if found.likeness is Likeness.OTHER and isinstance(found.thing, int) and (kode := code_named(text)):
        return f"itu nama {kode} di nomenklatur"
    return difference(mend(text), mend(found.right))


def _printed(found: Misnamed) -> str:
    """The wrong name itself, of a quotation of several supporting programs the one that is meant."""
    first = found.quotes[0]
    parts = [p.strip() for p in first.text.split(";")] if first.besaran == "pendukung" else [first.text]
    return min(parts, key=lambda p: likeness(p, [found.right]))


def _hit(book: Ledger, same: list[Misnamed]) -> Hit:
    """One wrong name, of the thing it is nearest to; other things that bear it too are told along."""
    found = min(same, key=lambda m: m.likeness)
    first, rest = found.quotes[0], found.quotes[1:]
    more = [q for m in same if m is not found for q in m.quotes]
    too = "".join(f" Nama itu juga tercetak untuk {_label(book, m)}, yang bernama \"{m.right}\"." for m in same if m is not found)
    told = _told(book, found, _printed(found))
    return Hit(
        first.spot, f"{first.place}: nama {_label(book, found)} tercetak \"{_printed(found)}\", di lembar asalnya \"{found.right}\" ({told}).{others(len(rest))}{too}",
        found=_printed(found), expected=found.right, related=addresses([*rest, *more]), uses=tuple(c for m in same for c in names(book).cells(m.thing)),
        severity=Severity.ERROR if found.likeness is Likeness.OTHER else Severity.WARNING,
    )


def _sheet(book: Ledger, found: Misnamed) -> Hit:
    """A name that the sheet has wrong: the nomenclature has the printed one."""
    first, printed = found.quotes[0], names(book).spelling.mend(_printed(found))
    (part, index, key), = names(book).cells(found.thing)
    level = book.things.budget[found.thing].get("level") if isinstance(found.thing, int) else ""
    return Hit(
        book.check.spot(part, key, index), f"Nama {level} tertulis \"{found.right}\", sedangkan di nomenklatur ({found.official}) dan di {first.place} \"{printed}\" "
        f"({difference(found.right, printed)}).{others(len(found.quotes) - 1)}", found=found.right, expected=printed, related=addresses(found.quotes), severity=Severity.WARNING,
        advice="Cocokkan dengan DPA, lalu pakai satu nama di lembar dan di semua tabel.")


def _join(told: list[Hit], hit: Hit) -> None:
    """Add a sentence; one with the very slip of its row's name goes with that."""
    slip = _SLIP.search(hit.message)
    for i, other in enumerate(told if slip is not None else ()):
        if slip is not None and slip[0] in other.message and hit.uses[0][:2] == other.uses[0][:2]:
            told[i] = replace(other, message=f"{other.message} Begitu juga di {hit.spot.address}.", related=(*other.related, hit.spot.address, *hit.related))
            return
    told.append(hit)


_SLIP = re.compile(r"\(\"[^\"]+\", bukan \"[^\"]+\"\)")


def _sentence(book: Ledger, found: Misworded) -> Hit:
    first, rest = found.quotes[0], found.quotes[1:]
    node = first.thing.nodes[0]
    what = "indikator" if found.besaran == "indikator" else "sasaran"
    mend = names(book).spelling.mend
    told = f"itu {what} {found.owner}" if found.owner else difference(mend(first.text), mend(found.right))
    if not found.right:
        said = f"tercetak \"{first.text}\"; {told}"
    elif found.beside and not found.owner:
        said = f"tercetak \"{first.text}\" di samping \"{found.beside}\"; di lembar Anggaran baris itu tidak mempunyai {what} tersebut"
    else:
        said = f"tercetak \"{first.text}\", seharusnya \"{found.right}\" ({told})"
    return Hit(
        first.spot, f"{first.place}: {what} {book.things.label(node)} {said}.{others(len(rest))}", found=first.text, expected=found.right, related=addresses(rest),
        uses=(("Anggaran", node, what if what == "indikator" else "kinerja"),), severity=Severity.ERROR if found.official else Severity.WARNING)


def _verbs(book: Ledger, sentences: list[Misworded]) -> Iterator[Hit]:
    """Names that differ in the form of the verb alone, one remark for the whole workbook, at the sheet: neither form is wrong."""
    of_rows = [(q, s.right, ("Anggaran", q.thing.nodes[0], SENTENCES[s.besaran])) for s in sentences if s.likeness is Likeness.VERB for q in s.quotes]
    found = sorted([*names(book).verbs, *of_rows], key=lambda f: f[0].row.index)
    if found:
        first, right, (part, index, key) = found[0]
        same = [f"\"{q.text}\" ({q.place})" for q, _, _ in found]
        yield Hit(
            book.check.spot(part, key, index), f"\"{right}\" tercetak juga {same[0]}: beda bentuk kata kerjanya saja.{' Begitu juga ' + listing(same[1:]) + '.' if same[1:] else ''}", found=right,
            expected=first.text, severity=Severity.INFO, related=addresses(q for q, _, _ in found), advice="Pilih satu bentuk, seperti dalam Renstra, lalu pakai di semua tempat.")


def _codes(book: Ledger) -> Iterator[Hit]:
    for q in book.quotes:
        if q.besaran != "kode" or not q.ours or len(q.thing.nodes) != 1 or q.thing.rest:
            continue
        kode = book.things.budget[q.thing.nodes[0]].get("kode")
        right, printed = code_parts(kode) if isinstance(kode, str) else None, code_parts(q.text)
        official = official_names().get(code_canonical(q.text) or "")
        of_name = official is not None and official[0] and any(normal(official[0]) == normal(n) for n in book.things.names(q.thing.nodes[0])[:1])
        if right is not None and printed != right and not of_name:
            other = book.things.node(q.text)
            whose = f" ({q.text} adalah {book.things.names(other)[0]})" if other is not None else f" ({q.text} adalah {official[0]} di nomenklatur)" if official and official[0] else ""
            yield Hit(
                q.spot, f"{q.place}: kode {q.thing.text} tercetak {q.text}, di lembar Anggaran {kode}{whose}.", found=q.text, expected=str(kode), uses=(("Anggaran", q.thing.nodes[0], "kode"),))


_KIND = re.compile(r"\s*(program|sub\s*kegiatan|kegiatan)\s+", re.IGNORECASE)


def _levels(book: Ledger) -> Iterator[Hit]:
    """Rows of the budget printed with the word of another level before their name: a sub kegiatan called Kegiatan."""
    things = book.things
    for q in book.quotes:
        kind = _KIND.match(q.text) if q.besaran == "nama" and q.ours and len(q.thing.nodes) == 1 and not q.thing.rest else None
        if kind is None or any(_KIND.match(n) or bare(n) != bare(q.text) for n in things.names(q.thing.nodes[0])[:1]):
            continue
        node = q.thing.nodes[0]
        said, level = re.sub(r"sub\s*", "sub ", kind[1].casefold()), things.budget[node].get("level")
        above = [things.label(a) for a in things.ancestors(node) if things.budget[a].get("level") == said]
        if said != level and above:
            yield Hit(
                q.spot, f"{q.place}: \"{q.text}\" disebut {said}, padahal {level} di bawah {said} {above[0]}.", found=kind[1], expected=str(level), severity=Severity.WARNING,
                uses=(("Anggaran", node, "level"),))


_RECOMMENDATION = re.compile(r"^rekomendasi\b[^\d]*(\d{1,2})$", re.IGNORECASE)


def _recommendations(book: Ledger) -> Iterator[Hit]:
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
        yield Hit(
            first.spot, f"{first.place}: {numbers} tercetak dengan {'kata' if reworded else 'isi'} lain daripada di lembar Tindak Lanjut.", found=first.text, expected=row.text("rekomendasi"),
            severity=Severity.WARNING, related=(*addresses(q for q, _ in group[1:]), *(r.address("rekomendasi") for _, r in group)))


def _alike(a: str, b: str) -> bool:
    return SequenceMatcher(None, a.casefold().split(), b.casefold().split(), autojunk=False).ratio() > _SAME_CONTENT


_SAME_CONTENT = 0.45
