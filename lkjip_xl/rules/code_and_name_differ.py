"""LK121: a budget row whose code and name are not those of one official program, kegiatan or sub kegiatan."""

from __future__ import annotations

from collections.abc import Iterator

from lkjip_xl.check import Check
from lkjip_xl.findings import Severity
from lkjip_xl.quotes.text import made_once
from lkjip_xl.rules._budget import tree
from lkjip_xl.rules._cells import MANY
from lkjip_xl.rules._official import Apart, apart, near, short
from lkjip_xl.rules._sound import sound
from lkjip_xl.rules.budget_row_twice import twins
from lkjip_xl.rules.rule import Hit, rule


@rule("LK121", "Kode dan nama tidak cocok dengan nomenklatur")
def code_and_name_differ(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    Baris program, kegiatan atau sub kegiatan di lembar Anggaran dengan kode resmi, tetapi namanya nama resmi kode lain. Nama yang
    salah eja, disingkat, atau kurang atau lebih satu dua kata hanya diperingatkan, juga pada baris tanpa kode; banyak nama seperti itu
    dilaporkan sekali. Kode yang tidak ada dalam nomenklatur 7.01 tidak dinilai, kecuali namanya nama resmi kode lain di bawah
    kegiatan atau program yang sama.

    ## Mengapa penting

    DPA, SIPD dan laporan digabung menurut kode. Kode dan nama yang berlainan membuat anggaran tercatat pada kegiatan lain.

    ## Cara memperbaiki

    Cocokkan kode dan nama dengan DPA, lalu betulkan yang salah. Uraian boleh dikosongkan: nama resmi muncul dari kodenya.

    ## Dasar hukum

    Tidak ada; nama dan kode menurut nomenklatur pada lembar Referensi.
    """
    if not sound(check, "Anggaran", "kode", "level", "uraian"):
        return
    found = _found(check)
    yield from (_other(a) for a in found if a.other is not None)
    rest = [a for a in found if a.other is None]
    if len(rest) <= MANY:
        yield from map(_single, rest)
        return
    told = "; ".join(f'"{short(a.node.row.text("uraian"))}" ({a.how})' for a in rest[:_TOLD]) + (f" dan {len(rest) - _TOLD} lainnya" if len(rest) > _TOLD else "")
    yield Hit(
        rest[0].node.row.spot("uraian"), f"{len(rest)} nama di lembar Anggaran berbeda dari nomenklatur: {told}.", severity=Severity.WARNING,
        found=rest[0].node.row.text("uraian"), expected=rest[0].right.nama, related=tuple(a.node.row.address("uraian") for a in rest[1:]))


def _found(check: Check) -> list[Apart]:
    renamed = {t.node.row.index for t in twins(check) if t.kind == "dua nama"}
    return [a for node in tree(check) if (a := apart(node)) is not None and (a.other is not None or node.row.index not in renamed)]


def told_names(check: Check) -> set[str]:
    """Cells whose name this rule holds against the official one, so that no other rule tells a misspelt word in them once more."""
    if not sound(check, "Anggaran", "kode", "level", "uraian"):
        return set()
    return {address for a in _found(check) if a.other is None for address in (a.node.row.address("uraian"), *((a.node.row.address("indikator"),) if _again(a) else ()))}


def official_names_of(check: Check) -> dict[int, str]:
    """Official names of the budget rows whose own this rule finds wrong, by their position."""
    return made_once(check, "_official_names_of", _official_names)


def _official_names(check: Check) -> dict[int, str]:
    return {a.node.row.index: a.right.nama for a in _found(check) if a.other is None} if sound(check, "Anggaran", "kode", "level", "uraian") else {}


def _again(found: Apart) -> bool:
    """Is the same slip in the output indikator of the row."""
    row, official = found.node.row, found.right.indikator
    return bool(row.text("indikator")) and bool(official) and near(row.text("indikator"), official) == found.how


_TOLD = 8
"""Names that one finding tells."""


def _other(found: Apart) -> Hit:
    node, other = found.node, found.other
    assert other is not None
    kode, name = node.row.text("kode"), node.row.text("uraian")
    if found.how:
        return Hit(
            node.row.spot("kode"), f'Kode {kode} tidak ada dalam nomenklatur; {node.level} "{name}" berkode {other.kode}.', found=kode, expected=other.kode,
            related=(node.row.address("uraian"),), severity=Severity.WARNING)
    return Hit(
        node.row.spot("kode"),
        f'Kode {kode} menurut nomenklatur adalah {found.right.level} "{found.right.nama}", padahal namanya "{name}", yang berkode {other.kode}.',
        advice=f"Ganti kodenya menjadi {other.kode}, atau namanya menjadi {found.right.nama}, menurut DPA.", found=f"{kode} {name}",
        expected=f"{other.kode} {other.nama}", related=(node.row.address("uraian"),))


def _single(found: Apart) -> Hit:
    row = found.node.row
    kode = f"{row.text('kode')} " if row.text("kode") else ""
    return Hit(
        row.spot("uraian"), f'Nama {found.node.level} {kode}tertulis "{row.text("uraian")}", menurut nomenklatur "{found.right.nama}" ({found.how}).',
        advice=f'Tulis "{found.right.nama}" bila memang {found.node.level} itu yang dimaksud.', found=row.text("uraian"), expected=found.right.nama,
        related=(row.address("indikator"),) if _again(found) else (), severity=Severity.WARNING)
