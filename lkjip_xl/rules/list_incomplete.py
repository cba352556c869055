"""LK611: tables that must hold every row of a sheet and lack some, or hold one twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from lkjip_xl.check import Check
from lkjip_xl.engine import fold
from lkjip_xl.quotes import Ledger, Quote, ledger, names, normal
from lkjip_xl.quotes.tables import printed_tables
from lkjip_xl.rules._quoted import addresses, listing
from lkjip_xl.rules.rule import Hit, rule


@rule("LK611", "Daftar tercetak tidak lengkap atau rangkap")
def list_incomplete(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    Tabel yang ditandai daftar lengkap tetapi tidak memuat semua indikator PK, semua sasaran atau tujuan Renstra, semua jenis
    belanja, atau semua program, kegiatan, sub kegiatan di lembar Anggaran (dari tingkat yang dimuat tabel itu); objek yang
    tercetak dua kali di satu tabel; baris daftar yang memuat sesuatu tetapi tanpa nama (keadaan dengan objek barisnya sendiri,
    seperti "Tabel 3.1, baris ketiga"). Baris tanpa pagu atau berpagu 0 boleh tidak dicetak. Baris yang tercetak di bawah induk
    yang salah dilaporkan sebagai LK609. Baris yang hilang di beberapa tabel dilaporkan sekali. Tabel yang berjudul indikator
    kinerja utama dicocokkan dengan lembar IKU oleh LK629.

    ## Mengapa penting

    Jumlah tabel tidak cocok dengan rinciannya, dan kegiatan yang hilang tidak dipertanggungjawabkan.

    ## Cara memperbaiki

    Tambahkan baris yang disebut ke tabel itu, atau hapus yang rangkap. Bila tabel memang hanya memuat sebagian, kosongkan
    kolom Daftar lengkap.

    ## Dasar hukum

    Tidak ada.
    """
    book = ledger(check)
    lists = _lists(book)
    yield from _missing_nodes(book, lists)
    yield from _missing_ids(book, lists)
    yield from _missing_spends(book, lists)
    for quotes in lists.values():
        yield from _doubled(quotes)
        yield from _nameless(book, quotes)


def _lists(book: Ledger) -> dict[str, list[Quote]]:
    """Quotations flagged as rows of a complete list, by table."""
    found: dict[str, list[Quote]] = {}
    for table, quotes in book.by_table.items():
        flagged = [q for q in quotes if q.complete and q.ours and not q.other_year]
        if len({q.thing.key for q in flagged}) > 1:
            found[table] = flagged
    return found


def _missing_nodes(book: Ledger, lists: dict[str, list[Quote]]) -> Iterator[Hit]:
    lacking: dict[int, list[str]] = defaultdict(list)
    for table, quotes in lists.items():
        for node in _absent(book, table, quotes):
            lacking[node].append(table)
    groups: dict[tuple[tuple[str, ...], int], list[int]] = defaultdict(list)
    for node, where in lacking.items():
        groups[tuple(where), book.things.parent.get(node, -1)].append(node)
    for (tables, up), nodes in sorted(groups.items(), key=lambda item: item[1]):
        yield _hit_nodes(book, lists, tables, up, nodes)


def _absent(book: Ledger, table: str, quotes: list[Quote]) -> list[int]:
    """Topmost budget rows that the table lacks, of the levels it holds; rows without money and replaced parents left out."""
    things = book.things
    here = {n for q in quotes for n in q.thing.nodes}
    levels = {things.budget[n].get("level") for n in here}
    replaced = {up for q in _misplaced(book, table) for up in things.ancestors(q.thing.nodes[0])}
    absent = [
        n for n, row in things.budget.items()
        if row.get("level") in levels and n not in here and n not in replaced and not _without_money(book, n)
    ]
    return [n for n in absent if not any(a in absent for a in things.ancestors(n))]


def _misplaced(book: Ledger, table: str) -> list[Quote]:
    """Rows of the table that stand under a wrong parent: their right parent is not missing but replaced."""
    return [q for group in names(book).orphaned.values() for q in group if q.thing.nodes and q in book.by_table[table]]


def _without_money(book: Ledger, node: int) -> bool:
    pagu = book.things.budget[node].get("pagu")
    return pagu in ("", 0) and book.check.truth.rows["Anggaran"][node].get("pagu_tulis") in ("", 0)


def _hit_nodes(book: Ledger, lists: dict[str, list[Quote]], tables: tuple[str, ...], up: int, nodes: list[int]) -> Hit:
    anchors = [_anchor(lists[t], up) for t in tables]
    first, what = anchors[0], listing(book.things.label(n) for n in nodes)
    titles = ", ".join(q.table for q in anchors)
    below = [c for n in nodes for c in book.things.children(n)]
    told = f" beserta {len(below)} baris di bawahnya" if below else ""
    return Hit(
        first.row_spot("daftar_lengkap", what), f"{titles} tidak memuat {what}{told}, yang ada di lembar Anggaran.", expected=what, related=addresses(anchors[1:]),
        uses=tuple(("Anggaran", n, "uraian") for n in nodes),
        advice=f"Tambahkan {what}{told} ke {titles}, atau kosongkan kolom Daftar lengkap bila tabel itu memang hanya sebagian.",
    )


def _anchor(quotes: list[Quote], up: int) -> Quote:
    """The row of the parent, else the first row of the list."""
    return next((q for q in quotes if up in q.thing.nodes), quotes[0])


def _missing_ids(book: Ledger, lists: dict[str, list[Quote]]) -> Iterator[Hit]:
    """Indikator of the PK, or sasaran and tujuan of Renstra, that lists of such lack; one finding for tables that lack the same."""
    lacking: dict[tuple[str, ...], list[Quote]] = defaultdict(list)
    of_iku = {normal(t.label) for t in printed_tables(book) if t.named_iku}
    for table, quotes in lists.items():
        listed = {fold(i) for q in quotes for i in q.thing.ids}
        for wanted in _whole_lists(book, listed, iku=table in of_iku):
            absent = tuple(i for i in wanted if fold(i) not in listed)
            if absent and listed & {fold(i) for i in wanted}:
                lacking[absent].append(next(q for q in quotes if q.thing.ids))
    for absent, anchors in lacking.items():
        first, what = anchors[0], listing(absent)
        level = str(book.things.plan[str(fold(absent[0]))].get("level")) if str(fold(absent[0])) in book.things.plan else "indikator"
        sheet = "PK" if level == "indikator" else "Renstra"
        rows = [row for row in book.check.rows(sheet) if row.text("id") in absent]
        named = listing(f"{i} ({n[0]})" if (n := names(book).names_of(i)) else i for i in absent)
        titles = ", ".join(dict.fromkeys(q.table for q in anchors))
        yield Hit(
            first.row_spot("daftar_lengkap", what), f"{titles} tidak memuat {level} {named}, yang ada di lembar {sheet}.", expected=what, related=addresses(anchors[1:]),
            uses=tuple(row.cell("id") for row in rows))


def _whole_lists(book: Ledger, listed: set[object], *, iku: bool) -> Iterator[list[str]]:
    """What a complete list of indikator, of sasaran or of tujuan must hold, for the levels it holds; a list of IKU is held against the sheet IKU elsewhere."""
    if not iku:
        yield [str(r.get("id")) for r in book.check.truth.used("PK")]
    for level in ("sasaran", "tujuan"):
        rows = [str(r.get("id")) for r in book.check.truth.used("Renstra") if r.get("level") == level]
        if len(listed & {fold(i) for i in rows}) > 1:
            yield rows


def _missing_spends(book: Ledger, lists: dict[str, list[Quote]]) -> Iterator[Hit]:
    """Rows of Belanja that a list by jenis belanja lacks."""
    rows = book.things.spending
    for quotes in lists.values():
        here = {n for q in quotes for n in q.thing.spends}
        levels = {rows[n].get("level") for n in here}
        absent = [str(row.get("uraian")) for n, row in rows.items() if len(here) > 1 and n not in here and row.get("level") in levels and row.get("pagu") not in ("", 0)]
        if absent:
            first, what = next(q for q in quotes if q.thing.spends), listing(absent)
            yield Hit(first.row_spot("daftar_lengkap", what), f"{first.table} tidak memuat {what}, yang ada di lembar Belanja.", expected=what)


def _doubled(quotes: list[Quote]) -> Iterator[Hit]:
    seen: dict[tuple[object, ...], Quote] = {}
    for q in quotes:
        key = (q.thing.key, q.besaran, q.periode, q.versi)
        if key in seen and seen[key].line != q.line:
            yield Hit(q.spot, f"{q.table} memuat {q.thing.text} dua kali, di baris \"{seen[key].line}\" dan \"{q.line}\".", found=q.text, related=(seen[key].address,))
        seen.setdefault(key, q)


def _nameless(book: Ledger, quotes: list[Quote]) -> Iterator[Hit]:
    """Rows of a list that hold something but no name: their object is the row itself (`Tabel 3.1, baris ketiga`), and nothing else is quoted of it."""
    named = [q for q in quotes if q.besaran == "nama"]
    for q in book.by_table[normal(quotes[0].table)] if len(named) > 1 else ():
        itself = q.ours and q.besaran == "keadaan" and normal(q.thing.text).startswith(normal(f"{q.table} baris"))
        if itself and len(book.by_row[q.printed_row]) == 1:
            yield Hit(
                q.spot, f"{q.place}: hanya memuat \"{q.text}\", tanpa nama, sedangkan baris lain tabel itu bernama ({listing((n.thing.text for n in named), 3)}).", found=q.text,
                related=addresses(named), advice="Isi nama dan kolom lain baris itu, atau hapus barisnya.")
