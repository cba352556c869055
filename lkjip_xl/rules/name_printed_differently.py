"""LK604: names and codes printed differently from the sheets."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from lkjip_xl.check import Check
from lkjip_xl.engine import official_names
from lkjip_xl.findings import Severity
from lkjip_xl.quotes import Ledger, Likeness, Misnamed, Quote, bare, ledger, likeness, names, normal
from lkjip_xl.quotes.names import OFFICE_WORDS, tokens_of
from lkjip_xl.quotes.wording import SENTENCES, Misworded, code_named, difference, misworded, typed_sentences
from lkjip_xl.rules._compared_units import units_off
from lkjip_xl.rules._formula_words import formulas_off
from lkjip_xl.rules._quoted import addresses, listing, others, printed_again
from lkjip_xl.rules._recommendations import recommendations_off
from lkjip_xl.rules.code_and_name_differ import official_names_of
from lkjip_xl.rules.rule import Hit, rule
from lkjip_xl.spec.lists import nomenclature
from lkjip_xl.values import angka, code_canonical, code_parts


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
    seluruh buku kerja, sebagai info di tempat cetak yang pertama. Nama salah yang sama di beberapa tempat dilaporkan sekali. Bila
    hanya yang tercetak menyebut pengaduan, temuan atau gangguan itu ditindaklanjuti dan arahnya naik, disebut bahwa nama lembarnya
    menghendaki lebih banyak pengaduan. Salah eja dilaporkan sebagai LK624.

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
    yield from recommendations_off(book)


def _label(book: Ledger, found: Misnamed) -> str:
    first = found.quotes[0]
    if first.besaran == "nama":
        return "instansi" if first.thing.total else first.thing.text
    if isinstance(found.thing, int):
        return book.things.label(found.thing)
    row = book.things.plan.get(found.thing)
    return str(row.get("id")) if row is not None else found.thing


def _place(q: Quote, name: str) -> str:
    """Where a name is printed; a line that is called by the very name is not told, the name follows."""
    return q.table if normal(q.line) == normal(name) else q.place


def _right(book: Ledger, found: Misnamed, printed: str) -> tuple[str, str]:
    """The right name, and what a message says of it: what the sheet has, the official name when the sheet's is wrong too."""
    mend = names(book).spelling.mend
    official = official_names_of(book.check).get(found.thing, "") if isinstance(found.thing, int) else ""
    if official and bare(official) != bare(found.right):
        return official, f", di nomenklatur \"{official}\" ({difference(printed, official, mend)}); nama di lembar Anggaran, \"{found.right}\", pun lain"
    slips = [f"\"{w}\" salah eja untuk \"{m}\"" for w in tokens_of(found.right) if normal(m := mend(w)) != normal(w)]
    also = f"; di lembar itu {', '.join(slips)}" if slips else ""
    apart = "; ".join([difference(printed, found.right, mend), *_double_endings(printed, found.right)])
    if found.thing == "" and "kelebihan" in apart and "menggantikan" in apart:
        apart = f"tanpa \"{OFFICE_WORDS.sub('', found.right)}\""
    other = found.likeness is Likeness.OTHER and isinstance(found.thing, int) and code_named(printed)
    return mend(found.right), f", di lembar asalnya \"{found.right}\"{'' if other else f' ({apart})'}{also}"


def _double_endings(printed: str, right: str) -> list[str]:
    """`Meningkatkannya` for Meningkatnya, which reading Meningkatkan and Meningkatnya as one would pass over."""
    plain = {normal(w): w for w in tokens_of(right)}
    return [f"\"{w}\" menggantikan \"{plain[normal(w)[:-6] + 'nya']}\"" for w in tokens_of(printed) if normal(w).endswith("kannya") and normal(w)[:-6] + "nya" in plain]


_UNWANTED = re.compile(r"\b(?:pengaduan|keluhan|temuan|gangguan|kasus|pelanggaran|konflik|kejadian|sengketa)\b", re.IGNORECASE)
_DEALT_WITH = re.compile(r"\b(?:yang\s+|yg\s+)?(?:di|ter)?(?:tindak\s*lanjuti|tangani|selesaikan|tuntaskan)\b", re.IGNORECASE)


def _handled(book: Ledger, found: Misnamed, printed: str) -> str:
    """What the sheet's name lacks when only the print says that something unwanted is dealt with: with a rising target the sheet wants more of it."""
    dealt, unwanted = _DEALT_WITH.search(printed), _UNWANTED.search(found.right)
    if dealt is None or unwanted is None or _DEALT_WITH.search(found.right) or book.arah(found.quotes[0]) != "naik":
        return ""
    return f" Tanpa \"{dealt[0]}\", target yang naik berarti makin banyak {unwanted[0].casefold()} dinilai makin baik."


def _printed(found: Misnamed) -> str:
    """The wrong name itself, of a quotation of several supporting programs the one that is meant."""
    first = found.quotes[0]
    parts = [p.strip() for p in first.text.split(";")] if first.besaran == "pendukung" else [first.text]
    return min(parts, key=lambda p: likeness(p, [found.right]))


def _hit(book: Ledger, same: list[Misnamed]) -> Hit:
    """One wrong name, of the thing it is nearest to; other things that bear it too are told along."""
    found = min(same, key=lambda m: m.likeness)
    first, rest, printed = found.quotes[0], found.quotes[1:], _printed(found)
    more = [q for m in same if m is not found for q in m.quotes]
    too = "".join(f" Nama itu juga tercetak untuk {_label(book, m)}, yang bernama \"{m.right}\"." for m in same if m is not found)
    right, told = _right(book, found, printed)
    handled = _handled(book, found, printed)
    kode = code_named(printed) if found.likeness is Likeness.OTHER and isinstance(found.thing, int) else ""
    whose = f" (nama {kode} di nomenklatur)" if kode else ""
    return Hit(
        first.spot, f"{_place(first, printed)}: nama {_label(book, found)} tercetak \"{printed}\"{whose}{told}.{handled}{others(printed_again(found.quotes))}{too}",
        advice="Cocokkan dengan Renstra dan PK: bila yang diukur memang yang ditangani, betulkan nama di lembar Renstra; bila tidak, betulkan arahnya." if handled else "",
        found=printed, expected="" if handled else right, related=addresses([*rest, *more]), uses=tuple(c for m in same for c in names(book).cells(m.thing)),
        severity=Severity.ERROR if found.likeness is Likeness.OTHER else Severity.WARNING,
    )


def _sheet(book: Ledger, found: Misnamed) -> Hit:
    """A name that the sheet has wrong: the nomenclature has the printed one."""
    printed = next(n.nama for n in nomenclature() if n.kode == found.official)
    exact = [q for q in found.quotes if bare(q.text) == bare(printed)] or found.quotes
    (part, index, key), = names(book).cells(found.thing)
    level = book.things.budget[found.thing].get("level") if isinstance(found.thing, int) else ""
    return Hit(
        book.check.spot(part, key, index), f"Nama {level} tertulis \"{found.right}\", sedangkan di nomenklatur ({found.official}) \"{printed}\" "
        f"({difference(found.right, printed)}). Nama menurut nomenklatur tercetak di {listing(dict.fromkeys(q.place for q in exact), 3)}.", found=found.right, expected=printed,
        related=addresses(found.quotes), severity=Severity.WARNING, advice="Cocokkan dengan DPA, lalu pakai satu nama di lembar dan di semua tabel.")


def _join(told: list[Hit], hit: Hit) -> None:
    """Add a sentence; one with the very slip of its row's name goes with that."""
    slip = _SLIP.search(hit.message)
    for i, other in enumerate(told if slip is not None else ()):
        if slip is not None and slip[0] in other.message and hit.uses[0][:2] == other.uses[0][:2]:
            told[i] = replace(other, message=f"{other.message} Begitu juga di {hit.spot.address}.", related=(*other.related, hit.spot.address, *hit.related))
            return
    told.append(hit)


_SLIP = re.compile(r"\(\"[^\"]+\" menggantikan \"[^\"]+\"\)")


def _sentence(book: Ledger, found: Misworded) -> Hit:
    first, rest = found.quotes[0], found.quotes[1:]
    node = first.thing.nodes[0]
    what = "indikator" if found.besaran == "indikator" else "sasaran"
    mend = names(book).spelling.mend
    apart = difference(first.text, found.right, mend) if found.right and not found.owner else ""
    other = bool(found.owner) or apart == "namanya berbeda" or ("kelebihan" in apart and "tanpa" in apart)
    whose = f" ({what} {found.owner})" if found.owner else f" ({what} lain)" if other else f" ({apart})"
    if not found.right:
        said = f"tercetak \"{first.text}\"{whose}; di lembar Anggaran baris itu tidak mempunyai {what}"
    elif found.beside and not found.owner:
        said = f"tercetak \"{first.text}\" di samping \"{found.beside}\"; di lembar Anggaran baris itu tidak mempunyai {what} tersebut, jadi tidak diukur"
    else:
        sheet = "di lembar Anggaran" if any(found.right == t for t in typed_sentences(book, node, SENTENCES[found.besaran])) else "di nomenklatur"
        said = f"tercetak \"{first.text}\"{whose if other else ''}, {sheet} \"{found.right}\"{'' if other else whose}{_targets(book, first, node) if other else ''}"
    advice = _MOVED.format(what=what) if found.owner and not found.right else _OTHER.format(what=what) if other or found.beside else ""
    return Hit(
        first.spot, f"{_place(first, book.things.names(node)[0])}: {what} {_row(book, node, first)} {said}.{others(printed_again(found.quotes))}", found=first.text,
        expected="" if other or found.beside else mend(found.right), related=addresses(rest), advice=advice, uses=(("Anggaran", node, SENTENCES[found.besaran]),),
        severity=Severity.ERROR if found.official else Severity.WARNING)


def _row(book: Ledger, node: int, q: Quote) -> str:
    """A budget row for a message; its code alone where its line tells the name."""
    kode, name = book.things.budget[node].get("kode"), book.things.names(node)[0]
    return kode if isinstance(kode, str) and kode and normal(name) in normal(q.line) and normal(name) != normal(q.line) else book.things.label(node)


_OTHER = "Cocokkan {what} ini dengan PK yang ditandatangani dan DPA, lalu pakai satu {what} di PK, di lembar Anggaran dan di laporan; yang tidak ada di lembar Anggaran tidak diukur."
_MOVED = "Pindahkan {what} itu ke baris miliknya, dan cetak {what} baris ini sendiri bila ada."


def _targets(book: Ledger, q: Quote, node: int) -> str:
    """The targets of two indikator of one row, when both are known and they differ."""
    printed = next((o for o in book.by_row[q.printed_row] if o.besaran in ("target", "target keluaran") and o.value.number is not None), None)
    target = book.things.budget[node].get("k_t")
    if printed is None or not isinstance(target, Fraction) or printed.value.number in (target, target / 100):
        return ""
    return f"; targetnya {printed.text}, di lembar Anggaran {angka(target)}"


def _verbs(book: Ledger, sentences: list[Misworded]) -> Iterator[Hit]:
    """Names that differ in the form of the verb alone, one remark for the whole workbook, at the sheet's name: which form to keep is free."""
    of_rows = [(q, s.right, ("Anggaran", q.thing.nodes[0], SENTENCES[s.besaran])) for s in sentences if s.likeness is Likeness.VERB for q in s.quotes]
    found = sorted([*names(book).verbs, *of_rows], key=lambda f: f[0].row.index)
    if found:
        first, right, (part, index, key) = found[0]
        same = list(dict.fromkeys(f"\"{q.text}\" di {q.place}" if r == right else f"\"{q.text}\" di {q.place} (di lembar asalnya \"{r}\")" for q, r, _ in found))
        yield Hit(
            book.check.spot(part, key, index),
            f"\"{right}\" tercetak \"{first.text}\" di {first.place}: beda bentuk kata kerjanya saja.{' Begitu juga ' + listing(same[1:]) + '.' if same[1:] else ''}",
            found=right, severity=Severity.INFO, related=tuple(dict.fromkeys(addresses(q for q, _, _ in found))),
            uses=tuple(cell for _, _, cell in found), advice="Pilih satu bentuk, seperti dalam Renstra, lalu pakai di semua tempat.")


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
                q.spot, f"{_place(q, q.thing.text)}: kode {q.thing.text} tercetak {q.text}, di lembar Anggaran {kode}{whose}.", found=q.text, expected=str(kode),
                uses=(("Anggaran", q.thing.nodes[0], "kode"),))


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
                q.spot, f"{q.place}: \"{q.text}\" disebut {said}, padahal {level} di bawah {said} {above[0]}.",
                advice=f"Hapus kata {kind[1]} di depan namanya, atau cetak {said} induknya di atasnya.", found=kind[1], expected=str(level), severity=Severity.WARNING,
                uses=(("Anggaran", node, "level"),))
