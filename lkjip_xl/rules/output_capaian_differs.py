"""LK211: an output capaian that is not realisasi over target."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from lkjip_xl.check import Check
from lkjip_xl.findings import Severity
from lkjip_xl.rules._budget import Node, tree
from lkjip_xl.rules._figures import Standing, TypedOver, hit_of, name_of, typed_over
from lkjip_xl.rules.output_without_spending import without_pagu
from lkjip_xl.rules.parent_progress_off import family
from lkjip_xl.rules.rule import Hit, rule


@rule("LK211", "Capaian keluaran tidak sama dengan hasil hitung")
def output_capaian_differs(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    Capaian keluaran yang diketik di atas rumusnya dan tidak sama dengan realisasi keluaran dibagi targetnya. Capaian pada baris
    tanpa target atau realisasi yang berupa angka hanya diperingatkan; pada baris induk capaian itu dicocokkan dengan rinciannya (LK318).
    Pada baris tanpa pagu dan tanpa belanja yang capaiannya tertulis 0 %, realisasi keluarannya yang diragukan.

    ## Mengapa penting

    Capaian keluaran menunjukkan apakah anggaran menghasilkan yang dijanjikan. Angka yang salah menutupi kegiatan yang tidak
    selesai.

    ## Cara memperbaiki

    Kembalikan rumus sel itu, lalu periksa target dan realisasi keluarannya.

    ## Dasar hukum

    Tidak ada; ini pemeriksaan hitungan.
    """
    nodes = tree(check)
    uppers = {n.row.index: n for n in nodes if not n.leaf}
    unfunded = {n.row.index: n for n in nodes if n.leaf and _unpaid(check, n)}
    for found in typed_over(check, "LK211"):
        if found.standing is not Standing.WRONG:
            continue
        node = unfunded.get(found.key[1]) if found.key[1] is not None else None
        if node is not None and found.shown == 0 and isinstance(found.right, Fraction):
            yield _not_done(check, found, node)
        elif found.right != "":
            yield hit_of(check, found, "Capaian keluaran")
        elif found.key[1] not in uppers or family(check, uppers[found.key[1]]) is None:
            yield _without_figures(check, found)


def _unpaid(check: Check, node: Node) -> bool:
    """Has a row neither pagu nor spending."""
    return without_pagu(node) and node.row[f"real{check.quarter}"] in ("", 0)


_NOT_DONE = re.compile(r"\btidak\s+(?:jadi\s+)?(?:dapat\s+)?(?:di)?laksanakan\b|\btidak\s+terlaksana\b|\bdi(?:adakan|laksanakan)\s*(?:di|pada)?\s*tahun\s+(?:berikut|depan)", re.IGNORECASE)


def _not_done(check: Check, found: TypedOver, node: Node) -> Hit:
    """0 % beside a full result on a row without money: it is the result that is doubtful."""
    hit = hit_of(check, found, "Capaian keluaran")
    said = next(_said_undone(check, node), None)
    proof = f", dan {said[0]} menyatakan \"{said[1]}\"" if said is not None else ""
    result = "k_r" if check.annual else f"k_r{check.quarter}"
    told = (
        f"Capaian keluaran{name_of(check, found.key)} tertulis {hit.found}, padahal realisasinya sama dengan {hit.expected} dari target. Baris ini tanpa pagu dan tanpa belanja{proof}: "
        "tampaknya realisasi keluarannya yang salah.")
    return replace(
        hit, message=told, advice="Tulis 0 sebagai realisasi keluaran bila kegiatan itu tidak dilaksanakan; bila dilaksanakan, kembalikan rumus capaiannya.",
        expected=f"realisasi 0, atau capaian {hit.expected}", related=(node.row.address(result), *((said[0],) if said is not None else ())))


def _said_undone(check: Check, node: Node) -> Iterator[tuple[str, str]]:
    """Sentences of Analisis on an indikator that the row or one above it supports, that say it was not carried out."""
    line = [node, *node.above()]
    ids = {n.row.text(key).casefold() for n in line for key in n.row.table.by_key if key.startswith("mendukung")} - {""}
    for row in check.rows("Analisis"):
        for key in ("program", "penghambat", "kesimpulan") if row.text("id").casefold() in ids else ():
            text = row.text(key)
            said = _NOT_DONE.search(text)
            if said is not None:
                yield row.address(key), _around(text, said.start(), said.end())


def _around(text: str, start: int, end: int) -> str:
    """A passage with some of the words on either side, cut between words."""
    first = text.find(" ", start - AROUND, start) + 1 if start > AROUND else 0
    last = text.rfind(" ", end, end + AROUND) if end + AROUND < len(text) else len(text)
    last = max(last, end)
    return f"{'... ' if first else ''}{text[first:last].strip()}{' ...' if last < len(text) else ''}"


AROUND = 80
"""Letters of a sentence that are shown on either side of what it says."""


def _without_figures(check: Check, found: TypedOver) -> Hit:
    hit = hit_of(check, found, "Capaian keluaran")
    told = f"Capaian keluaran{name_of(check, found.key)} tertulis {hit.found}, padahal target atau realisasinya tidak berupa angka: capaian itu tidak dapat dihitung."
    advice = "Isi target dan realisasi keluarannya dengan angka, lalu kembalikan rumus sel ini."
    return replace(hit, message=told, advice=advice, calculation="", severity=Severity.WARNING)
