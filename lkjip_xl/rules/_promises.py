"""What titles and announcing sentences promise of a printed table or list, against its column heads and rows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from lkjip_xl.engine import fold
from lkjip_xl.quotes import Ledger, normal
from lkjip_xl.quotes.tables import PrintedTable, columns_of, printed_tables
from lkjip_xl.rules._prose import marked, short
from lkjip_xl.rules._quoted import addresses, listing
from lkjip_xl.rules.rule import Hit


@dataclass(frozen=True, slots=True)
class _Measure:
    """A word that promises figures, and what keeps the promise."""

    word: str
    promise: re.Pattern[str]
    heads: re.Pattern[str]
    besaran: frozenset[str]


def _measure(word: str, promise: str, heads: str, *besaran: str) -> _Measure:
    return _Measure(word, re.compile(promise, re.IGNORECASE), re.compile(heads, re.IGNORECASE), frozenset(besaran))


_TARGETS = ("target", "target renstra", "target akhir renstra", "target keluaran")
_RESULTS = ("realisasi", "realisasi anggaran", "realisasi keluaran", "serapan", "capaian", "capaian keluaran", "kemajuan renstra")
_MEASURES = (
    _measure("target", r"\btarget\b", r"target|rencana|\btgt\b|(?:^|[|:,])\s*T\s*(?:$|[|,])", *_TARGETS),
    _measure("realisasi", r"\brealisasi\b", r"realisasi|serapan|capaian|hasil|\breal\b|(?:^|[|:,])\s*R\s*(?:$|[|,])", *_RESULTS),
    _measure("capaian", r"\bcapaian\b", r"capaian|realisasi|serapan|hasil|nilai|persen|%|kinerja\s+(?:tahun\s+)?\d", *_RESULTS),
    _measure("pengukuran kinerja", r"\bpengukuran\s+kinerja\b", r"target|realisasi|capaian|hasil", *_TARGETS, *_RESULTS),
)
_ANY = re.compile(r"target|realisasi|capaian|serapan|hasil|nilai|formul|rumus|keterangan|\bket\b", re.IGNORECASE)
_PERIOD = re.compile(r"\b(?:19|20)\d\d\b|tahun|triwulan|semester|\btw\b", re.IGNORECASE)
_OF_SOMETHING_ELSE = re.compile(
    r"\b(?:formulasi|rumus|definisi|cara|metode|skala|kriteria|kategori|kategorisasi|pedoman|dasar|mendukung|menunjang|pendukung|penunjang|penyebab|faktor|untuk\s+mencapai)\b[^.;]*$", re.IGNORECASE)
"""Words in front of a measure that make the text speak of something else: its formula, its causes, what supports it."""
_ALIKE = 0.8


def unkept(book: Ledger) -> Iterator[Hit]:
    """Titles and sentences that promise target, realisasi, capaian or a measurement which the table has no column for."""
    for table in printed_tables(book):
        head = table.head
        if head is None or (_PERIOD.search(head.text) and not _ANY.search(head.text)):
            continue
        for measure in _MEASURES:
            said = [q for q in (*table.titles, *table.announced) if _promises(q.text, measure)]
            if said and not _kept(table, measure):
                first, where = said[0], "judulnya" if said[0].besaran == "judul" else "kalimat pengantarnya"
                yield Hit(
                    marked(first.spot, measure.word), f"{table.label}: {where} menyebut {measure.word} (\"{short(first.text)}\"), padahal kepala kolomnya hanya \"{short(head.text)}\": "
                    f"tidak ada {_lacking(measure)}.",
                    found=measure.word, related=addresses([*said[1:], head]))


def _lacking(measure: _Measure) -> str:
    return {"target": "kolom target", "realisasi": "kolom realisasi", "capaian": "kolom capaian atau realisasi"}.get(measure.word, "kolom target, realisasi atau capaian")


def _promises(text: str, measure: _Measure) -> bool:
    found = measure.promise.search(text)
    return found is not None and not _OF_SOMETHING_ELSE.search(text[:found.start()])


def _kept(table: PrintedTable, measure: _Measure) -> bool:
    if any(q.besaran in measure.besaran for q in table.rows):
        return True
    heads = [h.text for h in table.heads]
    words = [w for text in heads for w in re.findall(r"[^\W\d_]+", text.casefold())]
    wanted = ("target", "realisasi", "capaian") if measure.word == "pengukuran kinerja" else (measure.word,)
    return any(measure.heads.search(text) for text in heads) or any(SequenceMatcher(None, w, k).ratio() >= _ALIKE for w in words for k in wanted)


def only_results(book: Ledger) -> Iterator[Hit]:
    """Comparisons of capaian whose columns and rows give realisasi alone."""
    for table in printed_tables(book):
        said = [q for q in (*table.titles, *table.announced) if q.text.casefold().lstrip().startswith("perbandingan") and _promises(q.text, _MEASURES[2])]
        heads = [h for h in table.heads if "realisasi" in h.text.casefold()]
        besaran = {q.besaran for q in table.rows}
        if said and heads and "realisasi" in besaran and "capaian" not in besaran and not any("capaian" in h.text.casefold() for h in table.heads):
            columns = listing(f"\"{c.name}\"" for h in heads for c in columns_of(h) if "realisasi" in c.name.casefold())
            where = "judulnya" if said[0].besaran == "judul" else "kalimat pengantarnya"
            yield Hit(
                marked(said[0].spot, "realisasi"), f"{table.label}: {where} menyebut perbandingan capaian (\"{short(said[0].text)}\"), padahal kolomnya {columns} dan isinya realisasi saja: "
                "capaian (realisasi terhadap target) tidak dicetak.", found="capaian", expected="realisasi", related=addresses([*said[1:], *heads]),
                advice="Ganti kata capaian di judul itu dengan realisasi, atau tambahkan target dan capaian tahun-tahun yang dibandingkan.")


_EACH = re.compile(r"\b(?:realisasi|capaian)\b.*\b(?:per|masing-masing|setiap|tiap)\s+indikator\b", re.IGNORECASE | re.DOTALL)
_LIST_BEGINS = re.compile(r"(?::|\b(?:adalah|berikut(?:\s+ini)?))\s*:?\s*$", re.IGNORECASE)
_FEW = 3


def empty_lists(book: Ledger) -> Iterator[Hit]:
    """Lists announced with realisasi or capaian per indikator that give most of their indikator no figure."""
    for q in book.quotes:
        if q.besaran != "kalimat" or not q.ours or not _EACH.search(q.text) or not _LIST_BEGINS.search(q.text):
            continue
        below = [o for o in book.by_table[normal(q.table)] if o.row.index > q.row.index and o.ours and len(o.thing.ids) == 1]
        named = {str(fold(o.thing.ids[0])): o for o in reversed(below) if o.besaran == "nama"}
        given = {str(fold(o.thing.ids[0])): o for o in below if o.besaran in ("realisasi", "capaian")}
        without = [o for key, o in sorted(named.items()) if key not in given]
        if len(named) >= _FEW and len(without) * 2 > len(named):
            rest = listing(f"{o.besaran} {o.thing.ids[0]} ({o.text})" for o in given.values())
            yield Hit(
                marked(q.spot, "daftar"), f"{q.place}: \"{short(q.text)}\", tetapi {listing((o.thing.ids[0] for o in without), 10)} di bawahnya tidak diberi realisasi atau capaian"
                + (f"; yang dicetak hanya {rest}." if rest else "."), related=addresses([*without, *given.values()]),
                advice="Cetak target, realisasi dan capaian setiap indikator di daftar itu, atau ubah kalimat pengantarnya.")


_ATTACHED = re.compile(r"\bdilampirkan\b|\bterlampir\b|\b(?:dalam|pada|di)\s+lampiran\b", re.IGNORECASE)
_WEIGHTS = re.compile(r"\b(?:pem)?bobot(?:an)?\b", re.IGNORECASE)
_FORM = re.compile(r"\b(?:formulir|tabel|daftar|form)\s+", re.IGNORECASE)


def attachments(book: Ledger) -> Iterator[Hit]:
    """Tables said to be attached that are printed in a chapter."""
    tables = [t for t in printed_tables(book) if t.titles and t.heads]
    if any("lampiran" in q.table.casefold() for q in book.quotes):
        return
    for q in book.quotes:
        if q.besaran != "kalimat" or not q.ours or not _ATTACHED.search(q.text):
            continue
        named = [t for t in tables for m in _FORM.finditer(q.text) if normal(q.text[m.end():]).startswith(normal(t.label)) and len(t.label.split()) > 1]
        if named:
            table, head = named[0], named[0].heads[0]
            weights = _WEIGHTS.search(q.text) is not None and not any(_WEIGHTS.search(h.text) for h in table.heads)
            more = f" Pembobotan yang disebut juga tidak ada di kepala kolomnya (\"{short(head.text)}\")." if weights else ""
            yield Hit(
                marked(q.spot, "lampiran"), f"{q.place}: dikatakan dilampirkan dalam formulir {table.label}, padahal tidak satu pun kutipan berasal dari lampiran; tabel itu tercetak di dalam laporan "
                f"(\"{short(table.titles[0].text)}\").{more}", related=addresses([table.titles[0], head]),
                advice="Ganti kata dilampirkan dengan tempat tabel itu tercetak, atau lampirkan formulirnya dan kutip tempatnya sebagai Lampiran.")
