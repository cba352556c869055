"""LK626: one table, or one row of a table, that is printed twice and not alike; a cell left blank that its twin or all other rows fill."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations, pairwise

from lkjip_xl.check import Check
from lkjip_xl.engine import fold
from lkjip_xl.findings import Severity
from lkjip_xl.quotes import Ledger, Quote, ledger, names, normal
from lkjip_xl.quotes.naming import parts_of
from lkjip_xl.quotes.tables import base_of, in_contents, table_key
from lkjip_xl.rules._prose import indicator_of, marked
from lkjip_xl.rules._quoted import addresses, listing
from lkjip_xl.rules.rule import Hit, rule

_SHARED = 3
"""Figures that two printings must share to be one table."""
_MOST = 12
_OTHERS = 4
"""Rows that must fill a column before a blank cell of it is told."""
_BESARAN = (
    ("kemajuan renstra", "kemajuan renstra"), ("target akhir renstra", "target akhir renstra"), ("pendukung", "pendukung"), ("serapan", "serapan"), ("efisiensi", "efisiensi"),
    ("capaian", "capaian"), ("realisasi", "realisasi"), ("target", "target"), ("satuan", "satuan"), ("sasaran", "induk"),
)
"""Words of an objek that name the column of a blank cell, and its besaran."""


@rule("LK626", "Satu tabel atau satu baris tercetak dua kali dan tidak sama", Severity.WARNING)
def printed_twice(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    Satu tabel (satu nomor; "Table 3.4" dan "TABEL.3.4" dibaca Tabel 3.4) yang tercetak dua kali dengan angka yang berbeda;
    semua angka yang berbeda disebut. Di kolom Tabel keduanya dibedakan dengan halaman di dalam kurung, misalnya "Tabel 3.4 (35)"
    dan "Tabel 3.4 (41)"; begitu juga bagian narasi ("Narasi A.5 (691)"). Tabel "(lanjutan)" bukan tabel kedua. Sel yang
    dikutip "(kosong)" padahal cetakan lain tabel itu, atau semua baris lainnya, mengisi kolom itu; efisiensi yang kosong di satu
    cetakan dan 0 di cetakan lain hanya perlu ditulis dengan satu tanda. Baris anggaran yang tercetak dua kali berurutan di satu
    tabel di bawah induk yang sama.

    ## Mengapa penting

    Hanya satu dari dua angka itu yang dapat benar; biasanya versi lama tertinggal waktu laporan disusun.

    ## Cara memperbaiki

    Pilih cetakan yang benar, hapus yang lain, dan isi sel yang kosong.

    ## Dasar hukum

    Tidak ada.
    """
    book = ledger(check)
    pairs = _twins(book)
    for first, second in pairs:
        yield from _different(book, first, second)
    yield from _blanks(book, pairs)
    for quotes in book.by_table.values():
        yield from _doubled(book, quotes)


def _twins(book: Ledger) -> list[tuple[list[Quote], list[Quote]]]:
    """Pairs of places that are one table by number."""
    groups: dict[str, list[list[Quote]]] = defaultdict(list)
    for quotes in book.by_table.values():
        groups[table_key(quotes[0].table)].append([q for q in quotes if q.ours])
    figures = {id(quotes): _figures(quotes).keys() for group in groups.values() if len(group) > 1 for quotes in group}
    return [(a, b) for group in groups.values() for a, b in combinations(group, 2) if len(figures[id(a)] & figures[id(b)]) >= _SHARED]


def _figures(quotes: list[Quote]) -> dict[tuple[object, ...], Quote]:
    found: dict[tuple[object, ...], Quote] = {}
    for q in quotes:
        if q.is_figure or q.besaran == "pendukung":
            found.setdefault(q.key, q)
    return found


def _same(a: Quote, b: Quote) -> bool:
    """Is it one figure: equal at the decimals of both, or cut here and rounded there."""
    x, y = a.value, b.value
    if x.number is None or y.number is None:
        return normal(a.text) == normal(b.text)
    few, many = sorted((max(0, x.decimals), max(0, y.decimals)))
    apart, step = abs(x.number - y.number), Fraction(1, 10**few)
    near = 2 * apart <= step if few < many else apart == 0 or (few > 0 and apart <= step)
    return near and x.denominator == y.denominator


def _different(book: Ledger, first: list[Quote], second: list[Quote]) -> Iterator[Hit]:
    theirs = _figures(second)
    changed = [(a, b) for key, a in _figures(first).items() if (b := theirs.get(key)) is not None and not _same(a, b)]
    if not changed:
        return
    headings = _headings(book, first[0].table)
    one, other = first[0].table, second[0].table
    told = listing((f"{x.what} {x.text} dan {y.text}" for x, y in changed), _MOST)
    sums = [(here, there) for here, there in ((first, second), (second, first)) if any(q.sort == "rata-rata" for q in here) and not any(q.sort == "rata-rata" for q in there)]
    more = "".join(f" Baris rata-rata hanya ada di {here[0].table}." for here, _ in sums)
    figures = any(x.is_figure for x, _ in changed)
    spot = headings[-1].spot if len(headings) > 1 else changed[0][1].spot
    yield Hit(
        marked(spot, "dua kali"), f"{one} dan {other} adalah satu {'tabel' if 'tab' in one.casefold() else 'bagian'} yang tercetak dua kali dengan isi berbeda: {told}.{more}", found=other,
        severity=Severity.ERROR if figures else None, related=tuple(c for c in addresses([*headings, *(q for pair in changed for q in pair)]) if c != spot.address))


def _headings(book: Ledger, label: str) -> list[Quote]:
    """Where a number and title are printed above the tables: by their number, else by the last part of the label (`Judul III.A.5` for `Narasi A.5`)."""
    own = [q for q in book.quotes if q.ours and not in_contents(q)]
    numbers = [q for q in own if q.besaran == "nomor" and table_key(q.text) == table_key(label)]
    if len(numbers) > 1:
        return numbers
    last = base_of(label).split()[-1].casefold()
    words = {q: q.thing.text.split()[-1].casefold() for q in own if q.besaran == "judul" and q.thing.text}
    named = [q for q, word in words.items() if "." in last and (word == last or word.endswith(f".{last}"))]
    return named if len({normal(q.text) for q in named}) == 1 else []


def _blanks(book: Ledger, pairs: list[tuple[list[Quote], list[Quote]]]) -> Iterator[Hit]:
    for q in book.quotes:
        key = indicator_of(book, q) if q.besaran == "keadaan" and q.ours and normal(q.text) == "kosong" else ""
        besaran = next((b for word, b in _BESARAN if word in q.thing.text.casefold()), "")
        if not key or not besaran:
            continue
        here = [o for o in book.by_table[normal(q.table)] if o.ours and len(o.thing.ids) == 1]
        rows = {str(fold(o.thing.ids[0])) for o in here if o.besaran == "nama"} - {str(fold(key))}
        filled = {str(fold(o.thing.ids[0])): o for o in here if o.besaran == besaran}
        others = [o for pair in pairs for side, other in (pair, pair[::-1]) if any(s is q for s in side) for o in other]
        twins = [o for o in others if o.besaran == besaran and [str(fold(i)) for i in o.thing.ids] == [str(fold(key))]]
        whole = len(rows) >= _OTHERS and rows <= filled.keys()
        if str(fold(key)) not in filled and (twins or whole):
            why = f"sedangkan {twins[0].table} mencetak \"{twins[0].text}\"" if twins else f"sedangkan {len(rows)} baris lain di tabel itu mengisinya"
            nothing = bool(twins) and besaran == "efisiensi" and twins[0].value.number == 0
            yield Hit(
                marked(q.spot, "kosong"), f"{q.place}: {_column(besaran)} {key} kosong, {why}.", found=q.text, expected="" if nothing or not twins else _mended(book, twins[0]),
                related=addresses(twins or list(filled.values())[:3]),
                advice="Pakai satu tanda di kedua cetakan: kosong atau - bila efisiensi tidak dihitung." if nothing else f"Isi {_column(besaran)} {key} di {q.table}.")


def _mended(book: Ledger, q: Quote) -> str:
    """What a twin prints, supporting programs by the names that the budget has."""
    known = names(book)
    nodes = [known.supporter(part) for part in parts_of(q)] if q.besaran == "pendukung" else []
    return "; ".join(book.things.names(node)[0] for node in nodes if node is not None) if nodes and None not in nodes else q.text


def _column(besaran: str) -> str:
    return {"pendukung": "program pendukung", "induk": "sasaran"}.get(besaran, besaran)


def _doubled(book: Ledger, quotes: list[Quote]) -> Iterator[Hit]:
    """One row of the budget named in two lines that follow each other under one parent."""
    names = [q for q in quotes if q.ours and q.besaran == "nama" and len(q.thing.nodes) == 1 and not q.other_year]
    for a, b in pairwise(names):
        same = a.thing.nodes == b.thing.nodes and a.parent and normal(a.parent) == normal(b.parent) and normal(a.text) == normal(b.text) and normal(a.line) != normal(b.line)
        if same and not (a.complete and b.complete):
            figures = [[o for o in book.by_row[q.printed_row] if o.is_figure] for q in (a, b)]
            empty = "" if figures[1] or not figures[0] else f", yang kedua tanpa {listing(dict.fromkeys(o.besaran for o in figures[0]))}"
            yield Hit(
                marked(b.spot, "baris"), f"{b.table} memuat \"{b.text}\" dua kali di bawah {b.parent}{empty}; di lembar Anggaran hanya ada satu baris ({book.things.label(b.thing.nodes[0])}).",
                found=b.text, related=(a.address,), uses=(("Anggaran", b.thing.nodes[0], "uraian"),), advice="Hapus baris yang rangkap, atau cetak nama kegiatan yang dimaksud baris kedua.")
