"""LK625: a title, an announcing sentence or a column head that says something else than its table holds."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from difflib import SequenceMatcher

from lkjip_xl.check import Check
from lkjip_xl.findings import Severity
from lkjip_xl.quotes import Ledger, Quote, ledger, normal
from lkjip_xl.quotes.naming import official_level
from lkjip_xl.quotes.tables import PrintedTable, columns_of, in_contents, printed_tables
from lkjip_xl.rules._promises import attachments, empty_lists, only_results, unkept
from lkjip_xl.rules._prose import marked, short
from lkjip_xl.rules._quoted import addresses
from lkjip_xl.rules.rule import Hit, rule


@rule("LK625", "Judul, pengantar atau kepala kolom tidak cocok dengan isi tabel", Severity.WARNING)
def heading_misleads(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    Judul tabel atau kalimat yang mengantarnya menjanjikan target, realisasi, capaian atau pengukuran kinerja yang tidak punya
    kolom; perbandingan capaian yang isinya realisasi saja; daftar "capaian per indikator" yang indikatornya tidak diberi angka;
    tabel yang dikatakan dilampirkan padahal tercetak di dalam bab. Kepala kolom yang menyebut kegiatan dan sub kegiatan padahal
    angkanya hanya per program; kepala "Keuangan" di atas kolom keluaran, atau kepala "Kinerja" di atas kolom rupiah; kepala
    kolom yang terbawa dari tabel lain ("Tingkat Pendidikan" di tabel diklat). RPJMD yang disebut milik kecamatan atau dinas,
    dan singkatan PK, IKU atau IKM untuk nama lain.

    Yang dibaca: judul (objek: nama tabelnya), kepala kolom (objek: Kolom dan nama tabelnya, kolom dipisah tanda |, kelompok
    kolom ditulis "Keuangan: Pagu, Realisasi"), kalimat pengantar (objek: nama tabelnya), dan baris tabel itu.

    ## Mengapa penting

    Pembaca mencari angka yang tidak ada, atau membaca angka sebagai hal lain.

    ## Cara memperbaiki

    Ubah judul, pengantar atau kepala kolom sehingga sama dengan isinya, atau tambahkan kolom yang dijanjikan.

    ## Dasar hukum

    Tidak ada.
    """
    book = ledger(check)
    yield from unkept(book)
    yield from only_results(book)
    yield from empty_lists(book)
    yield from attachments(book)
    for table in printed_tables(book):
        yield from _levels(book, table)
        yield from _groups(table)
    yield from _borrowed(book)
    yield from _plan_of_another(book)
    yield from _abbreviations(book)


_LEVELS = re.compile(r"\bprogram\s*(?:/|,|dan)\s*(?P<kegiatan>kegiatan)\b(?:\s*(?:/|,|dan)\s*(?:dan\s+)?(?P<sub>sub[\s-]*kegiatan))?", re.IGNORECASE)
_OUTPUT_OF = {"target": "target keluaran", "realisasi": "realisasi keluaran", "capaian": "capaian keluaran"}


def _levels(book: Ledger, table: PrintedTable) -> Iterator[Hit]:
    """Heads that promise a figure for program, kegiatan and sub kegiatan while only some of these levels have any."""
    printed: dict[str, set[int | str]] = defaultdict(set)
    for q in table.rows:
        if q.ours and q.besaran == "nama" and len(q.thing.nodes) == 1:
            printed[str(book.things.budget[q.thing.nodes[0]].get("level"))].add(q.thing.nodes[0])
        elif q.ours and q.besaran == "nama" and q.thing.rest:
            printed[official_level(q.text)].add(normal(q.text))
    told: list[tuple[Quote, list[str], list[str]]] = []
    for head in table.heads:
        named = _LEVELS.search(head.text)
        word = next((w for w in _OUTPUT_OF if w in head.text.casefold()), "")
        if named is None or not word:
            continue
        with_figure = {n for q in table.rows if q.besaran == _OUTPUT_OF[word] for n in q.thing.nodes}
        levels = [level for level in ("program", "kegiatan", *(["sub kegiatan"] if named["sub"] else [])) if len(printed[level]) > 1]
        given, empty = [level for level in levels if printed[level] & with_figure], [level for level in levels if not printed[level] & with_figure]
        if given and empty:
            told.append((head, given, empty))
    if told:
        head, given, empty = told[0]
        heads = " dan ".join(f"\"{short(h.text)}\"" for h, _, _ in told)
        counts = " dan ".join(f"{len(printed[level])} {level}" for level in empty)
        yield Hit(
            marked(head.spot, "tingkat"), f"{table.label}: kepala kolom {heads} menyebut {' dan '.join(empty)}, padahal angkanya hanya ada di baris "
            f"{' dan '.join(given)}; {counts} tercetak tanpa angka.", related=addresses(h for h, _, _ in told[1:]),
            advice=f"Cetak target dan realisasi setiap {' dan '.join(empty)}, atau sebut {' dan '.join(given)} saja di kepala kolom.")


_MONEY_HEAD, _OUTPUT_HEAD = re.compile(r"\b(?:keuangan|anggaran)\b", re.IGNORECASE), re.compile(r"\b(?:fisik|keluaran|output|kinerja)\b", re.IGNORECASE)
_MONEY = re.compile(r"\brp\b|rupiah|\bpagu\b|anggaran|keuangan|dana", re.IGNORECASE)


def _groups(table: PrintedTable) -> Iterator[Hit]:
    """A head over several columns that are of the other kind: output under Keuangan, rupiah under Kinerja."""
    for head in table.heads:
        for column in columns_of(head):
            below = " | ".join(column.below)
            money, output = _MONEY_HEAD.search(column.name), _OUTPUT_HEAD.search(column.name)
            if money and not output and "satuan" in below.casefold() and "target" in below.casefold() and not _MONEY.search(below):
                wrong, right = "keluaran (fisik): ada satuan dan target, tidak ada rupiah", "Fisik atau Keluaran"
            elif output and not money and _MONEY.search(below) and not re.search(r"satuan|target", below, re.IGNORECASE):
                wrong, right = "keuangan", "Keuangan"
            else:
                continue
            yield Hit(
                marked(head.spot, column.name), f"{table.label}: kepala kolom \"{column.name}\" berada di atas {', '.join(column.below)}, yaitu kolom {wrong}.", found=column.name, expected=right,
                related=addresses(table.titles), advice=f"Ganti kepala kolom \"{column.name}\" dengan {right}.")


_BY = re.compile(r"\b(?:berdasarkan|menurut)\s+(.+)$", re.IGNORECASE)


def _borrowed(book: Ledger) -> Iterator[Hit]:
    """A head that names what another table is broken down by (`… Berdasarkan Tingkat Pendidikan`), not its own."""
    basis = [(table, title, normal(found[1])) for table in printed_tables(book) for title in table.titles if (found := _BY.search(title.text))]
    for table, title, own in basis:
        head = table.head
        if head is None:
            continue
        names = {normal(c.name): c.name for c in columns_of(head)}
        others = [(t, q, by) for t, q, by in basis if by in names and t.label != table.label]
        if others and not any(name in own or own in name for name in names if len(name) > 3):
            other, theirs, by = others[0]
            yield Hit(
                marked(head.spot, "kepala"), f"{table.label}: kepala kolomnya \"{names[by]}\", seperti di {other.label}, padahal judulnya \"{short(title.text)}\".", found=names[by],
                related=addresses([title, theirs]), advice=f"Ganti kepala kolom \"{names[by]}\" di {table.label} dengan yang disebut judulnya.")


_PLAN = re.compile(
    r"\b(?P<plan>RPJMD|RPJPD|RPJM\s+Daerah)\s+(?:Kantor\s+)?(?P<owner>(?:Kecamatan|Camat|Kelurahan|Dinas|Badan|SKPD|OPD|Perangkat\s+Daerah)\b(?:\s+[A-Z][\w'-]*){0,3})")


def _plan_of_another(book: Ledger) -> Iterator[Hit]:
    """The plan of the kabupaten called the plan of an office."""
    found = [(q, m) for q in book.quotes if q.ours and q.besaran in ("judul", "kalimat", "nama", "nomor") and (m := _PLAN.search(q.thing.text if q.besaran == "nomor" else q.text))]
    if found:
        found.sort(key=lambda f: (f[0].besaran != "judul" or in_contents(f[0]), f[0].row.index))
        (q, m), rest = found[0], [o for o, _ in found[1:]]
        plan = " ".join(m["plan"].split())
        yield Hit(
            marked(q.spot, "rencana"), f"{q.place}: disebut \"{m[0]}\", padahal {plan} adalah rencana kabupaten; rencana {m['owner']} adalah Renstra.", found=m[0], expected=f"Renstra {m['owner']}",
            related=addresses(rest), advice=f"Ganti \"{m[0]}\" dengan Renstra {m['owner']}, atau sebut {plan} kabupaten bila memang itu yang dimaksud.")


_SHORT = {"PK": ("perjanjian kinerja", "penetapan kinerja"), "IKU": ("indikator kinerja utama",), "IKM": ("indeks kepuasan masyarakat",)}
"""What these abbreviations stand for in every report; PK was Penetapan Kinerja until 2014."""


def _abbreviations(book: Ledger) -> Iterator[Hit]:
    """`Pengukuran Kinerja (PK)`: an abbreviation of the regulations given to another name."""
    for short_form, meant in _SHORT.items():
        pattern = re.compile(r"\b" + r"\s+".join(rf"({letter}\w+)" for letter in short_form) + rf"\s*\(\s*{short_form}\s*\)", re.IGNORECASE)
        found = [(q, " ".join(m.groups())) for q in book.quotes if q.ours for m in pattern.finditer(q.text)]
        wrong = [(q, name) for q, name in found if not any(_near(name, known) for known in meant)]
        if wrong:
            q, name = wrong[0]
            own = [o for o in book.quotes if o.ours and o.besaran in ("nama", "judul") and normal(o.text) == normal(meant[0])]
            yield Hit(
                marked(q.spot, short_form), f"{q.place}: {short_form} dicetak sebagai singkatan {name}, padahal {short_form} adalah {meant[0].title()}; satu singkatan untuk dua hal.", found=name,
                expected=meant[0].title(), related=addresses([*(o for o, _ in wrong[1:] if o is not q), *own[:1]]),
                advice=f"Tulis {name} tanpa singkatan, atau pakai singkatan lain.")


def _near(name: str, known: str) -> bool:
    """The name itself or one misspelt: then it is another rule's matter."""
    return all(SequenceMatcher(None, x, y).ratio() >= _MISSPELT for x, y in zip(name.casefold().split(), known.split(), strict=True))


_MISSPELT = 0.75
