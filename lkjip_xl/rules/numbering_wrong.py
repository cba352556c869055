"""LK620: numbers of headings, tables and lists that are doubled, skipped, of another chapter, or two for one title."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from lkjip_xl.check import Check
from lkjip_xl.findings import Severity
from lkjip_xl.quotes import Likeness, ledger, likeness
from lkjip_xl.quotes.spelling import spelling
from lkjip_xl.rules._numbers import Numbered, chapter_of, numbered, restarted, sequences, shifted, unlisted
from lkjip_xl.rules._prose import marked, short
from lkjip_xl.rules._quoted import addresses, listing
from lkjip_xl.rules.rule import Hit, rule


@rule("LK620", "Penomoran judul atau tabel keliru", Severity.WARNING)
def numbering_wrong(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    Satu judul dengan dua nomor (misalnya di daftar tabel dan di atas tabelnya) dan satu nomor untuk dua judul di satu bab atau
    daftar. Nomor yang terlewat, tidak urut, atau milik bab lain ("4.1.1" di Bab II, "Tabel 3.1" di Bab II), dan daftar yang mulai
    lagi dari a padahal judulnya melanjutkan ("… Kinerja 2", "… Kinerja 3"), hanya disebut sebagai info. Singkatan dalam kurung
    tidak membuat judul lain, salah eja dibaca seperti yang dimaksud, dan "Table 3.4" dibaca Tabel 3.4. Pergeseran yang sama pada banyak
    judul dilaporkan sekali, dengan judul yang hilang dari daftarnya bila itu sebabnya.

    ## Mengapa penting

    Rujukan seperti "lihat Tabel 3.2" menunjuk ke tempat yang salah.

    ## Cara memperbaiki

    Nomori ulang judul dan tabel itu, lalu perbarui daftar isi dan daftar tabel.

    ## Dasar hukum

    Tidak ada.
    """
    book = ledger(check)
    mend = spelling(book).mend
    items = [n for q in book.quotes if q.besaran == "nomor" and q.ours and (n := numbered(q, mend(q.thing.text))) is not None]
    for pairs in shifted(items):
        yield _twice(pairs, items) if pairs[0][0].place == pairs[0][1].place else _two_numbers(pairs, items)
    for sequence in sequences(items):
        yield from _in_order(sequence)
    for before, after in restarted(items):
        yield _begins_again(before, after)
    yield from _other_chapter(items)


def _two_numbers(pairs: list[tuple[Numbered, Numbered]], items: list[Numbered]) -> Hit:
    a, b = pairs[0]
    here, there = a.quote, b.quote
    more = f" {len(pairs) - 1} judul lain juga bergeser {'satu' if abs(b.parts[-1] - a.parts[-1]) == 1 else abs(b.parts[-1] - a.parts[-1])} nomor." if len(pairs) > 1 else ""
    lacking = [n.quote for n in unlisted(pairs, items)]
    more += f" {listing(f'{q.text} {chr(34)}{short(q.thing.text)}{chr(34)}' for q in lacking)} tidak ada di {here.table}." if lacking else ""
    return Hit(
        here.spot, f"{here.table}: \"{here.thing.text}\" bernomor {here.text}, di {there.table} bernomor {there.text.rstrip('.')}.{more}", found=here.text, expected=there.text,
        related=addresses([there, *(n.quote for pair in pairs[1:] for n in pair), *lacking]))


def _twice(pairs: list[tuple[Numbered, Numbered]], items: list[Numbered]) -> Hit:
    """One title for two numbers of one place."""
    (a, b), *more = pairs
    taken = [n.quote for n in items if n.place == a.place and n.kind == a.kind and n.parts == a.parts and n.title != a.title]
    told = "".join(f" Begitu juga di {c.quote.table}: {c.quote.text.rstrip('.')} dan {d.quote.text.rstrip('.')}." for c, d in more)
    told += f" Nomor {a.quote.text} juga dipakai untuk \"{taken[0].thing.text}\"." if taken else ""
    return Hit(
        a.quote.spot, f"{a.quote.table}: \"{a.quote.thing.text}\" tercetak dua kali, bernomor {a.quote.text.rstrip('.')} dan {b.quote.text.rstrip('.')}.{told}", found=a.quote.text,
        related=addresses([b.quote, *(n.quote for pair in more for n in pair)]), advice="Pakai satu nomor untuk satu judul; bila memang ada dua, beri salah satunya judul yang cocok dengan isinya.")


def _alike(a: Numbered, b: Numbered) -> bool:
    """Is it one title, perhaps misspelt: then one table is printed twice, which another rule tells."""
    return a.title == b.title or likeness(a.quote.thing.text, [b.quote.thing.text]) <= Likeness.SPELLING


def _in_order(sequence: list[Numbered]) -> Iterator[Hit]:
    seen: dict[int, Numbered] = {}
    for n in sequence:
        first = seen.setdefault(n.parts[-1], n)
        if first is not n and not _alike(first, n):
            yield Hit(
                marked(n.quote.spot, "rangkap"), f"{n.quote.table}: nomor {n.quote.text} dipakai untuk \"{first.quote.thing.text}\" dan \"{n.quote.thing.text}\".", found=n.quote.text,
                related=(first.quote.address,))
    ordered = sorted(seen)
    for low, high in pairwise(ordered if len(ordered) > 2 else ()):
        if high > low + 1:
            before, after = seen[low].quote, seen[high].quote
            yield Hit(
                marked(after.spot, "urutan"), f"{after.table}: nomor melompat dari {before.text} ke {after.text} (\"{after.thing.text}\").", found=after.text, severity=Severity.INFO,
                related=(before.address,))


def _begins_again(before: Numbered, after: Numbered) -> Hit:
    """A list that begins again although its titles count on."""
    here, number = after.quote, before.parts[-1] + 1
    right = chr(96 + number) if before.kind == "huruf" and number <= 26 else str(number)
    return Hit(
        marked(here.spot, "mulai lagi"), f"{here.table}: nomor kembali ke {here.text.rstrip('.')} untuk \"{short(here.thing.text)}\", padahal melanjutkan {before.quote.text.rstrip('.')} "
        f"(\"{short(before.quote.thing.text)}\"); seharusnya {right}.", found=here.text, expected=right, severity=Severity.INFO, related=(before.quote.address,))


def _other_chapter(items: list[Numbered]) -> Iterator[Hit]:
    """Numbers whose first part is not that of the chapter they stand in, one finding for each chapter and kind."""
    groups: dict[tuple[int, int, bool], list[Numbered]] = defaultdict(list)
    for n in items:
        chapter = chapter_of(n.quote.table)
        if chapter is not None and len(n.parts) > 1 and n.kind != "huruf" and n.parts[0] != chapter:
            groups[chapter, n.parts[0], n.kind == "angka"].append(n)
    for (chapter, printed, heading), group in groups.items():
        first, what = group[0].quote, "judul" if heading else " dan ".join(dict.fromkeys(n.kind for n in group))
        yield Hit(
            marked(first.spot, "bab"), f"{first.table}: {what} bernomor {listing((n.quote.text for n in group), 4)}, nomor bab {printed}, padahal berada di bab {chapter}.", found=first.text,
            severity=Severity.INFO, related=addresses(n.quote for n in group[1:]))
