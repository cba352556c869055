"""LK122: the output indikator, satuan or sasaran of a sub kegiatan that is not the official one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lkjip_xl.check import Check, CheckRow
from lkjip_xl.findings import Severity
from lkjip_xl.rules._budget import Node, tree
from lkjip_xl.rules._cells import MANY
from lkjip_xl.rules._official import apart, folded, near, official_of, owners, short
from lkjip_xl.rules._outputs import outputs
from lkjip_xl.rules._sound import sound
from lkjip_xl.rules._units import contradiction, same_unit
from lkjip_xl.rules.rule import Hit, rule
from lkjip_xl.spec.lists import Nomenclature

_TOLD = 4
"""Further cells whose words one finding gives."""
WORDS = {"indikator": "Indikator keluaran", "satuan": "Satuan keluaran", "kinerja": "Sasaran"}


@dataclass(frozen=True, slots=True)
class _Other:
    """One cell of a sub kegiatan that holds something else than the list."""

    node: Node
    row: CheckRow
    """The row of the sub kegiatan, or its `keluaran` row."""
    key: str
    right: Nomenclature
    owner: Nomenclature | None = None
    """The other sub kegiatan whose official words stand there."""

    @property
    def printed(self) -> str:
        return self.row.text(self.key)

    @property
    def expected(self) -> str:
        return str(getattr(self.right, self.key))


@rule("LK122", "Indikator, satuan atau sasaran sub kegiatan berbeda dari nomenklatur", Severity.WARNING)
def output_unofficial(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    Sub kegiatan resmi di lembar Anggaran yang indikator keluaran, satuan atau sasarannya lain daripada dalam nomenklatur. Indikator
    resmi milik sub kegiatan lain adalah galat. Lebih dari tiga penyimpangan sejenis dilaporkan sekali. "Dok" dan "Dokumen", beda huruf
    besar dan tanda baca tidak dilaporkan; keluaran tambahan boleh memakai indikator sendiri.

    ## Mengapa penting

    Indikator dan satuan sub kegiatan sudah ditetapkan. Keluaran dengan indikator lain tidak dapat dibandingkan dan dijumlahkan.

    ## Cara memperbaiki

    Pakai indikator, satuan dan sasaran dari nomenklatur. Indikator resmi muncul sendiri bila kolom Indikator keluaran dikosongkan.

    ## Dasar hukum

    Tidak ada; indikator dan satuan menurut nomenklatur pada lembar Referensi.
    """
    if not sound(check, "Anggaran", "kode", "level", "uraian", "indikator", "satuan"):
        return
    found = [o for node in tree(check) if (right := official_of(node)) is not None and right.indikator for o in _others(node, right, outputs(check, node))]
    yield from (_foreign(o) for o in found if o.owner is not None)
    for key in WORDS:
        alike = [o for o in found if o.key == key and o.owner is None]
        if len(alike) > MANY:
            yield _many(alike)
        else:
            yield from map(_single, alike)


def _others(node: Node, right: Nomenclature, rows: list[CheckRow]) -> Iterator[_Other]:
    """Cells of one sub kegiatan that differ from its official entry."""
    official = [row for row in rows if row.text("indikator") and folded(row.text("indikator")) == folded(right.indikator)]
    for row in rows:
        yield from _words(node, row, right, "indikator", alone=not official and row is rows[0])
    yield from _words(node, rows[0], right, "kinerja", alone=True)
    main = official[0] if official else rows[0]
    satuan = main.text("satuan")
    if satuan and not same_unit(satuan, right.satuan) and not contradiction(main.text("indikator"), satuan, right):
        yield _Other(node, main, "satuan", right)


def _words(node: Node, row: CheckRow, right: Nomenclature, key: str, *, alone: bool) -> Iterator[_Other]:
    """Words that belong to another sub kegiatan, or, where the cell has to be official, any other words."""
    printed, expected = row.text(key), str(getattr(right, key))
    if not printed or not expected or folded(printed) == folded(expected):
        return
    theirs = owners(key, printed)
    if theirs:
        yield _Other(node, row, key, right, theirs[0])
    elif alone and not _told(node, near(printed, expected)):
        yield _Other(node, row, key, right)


def _told(node: Node, how: str | None) -> bool:
    """Does LK121 tell the same slip in the name of the row."""
    found = apart(node)
    return bool(how) and found is not None and found.how == how


def _foreign(found: _Other) -> Hit:
    owner = found.owner
    assert owner is not None
    what = WORDS[found.key]
    severity = Severity.ERROR if found.key == "indikator" else Severity.WARNING
    return Hit(
        found.row.spot(found.key),
        f'{what} {found.node.name} adalah milik sub kegiatan {owner.kode} {owner.nama}: "{found.printed}". Menurut nomenklatur: "{found.expected}".',
        advice=f'Ganti dengan "{found.expected}", lalu periksa target dan realisasinya.', found=found.printed, expected=found.expected, severity=severity)


def _single(found: _Other) -> Hit:
    how = "" if found.key == "satuan" else near(found.printed, found.expected, other_words=1)
    return Hit(
        found.row.spot(found.key), f'{WORDS[found.key]} {found.node.name} tertulis "{found.printed}", menurut nomenklatur "{found.expected}"{f" ({how})" if how else ""}.',
        found=found.printed, expected=found.expected)


def _many(alike: list[_Other]) -> Hit:
    first, *others = alike
    more = "".join(f'; {o.row.address(o.key)} "{short(o.printed)}" (resmi "{short(o.expected)}")' for o in others[:_TOLD]) + (f"; dan {len(others) - _TOLD} lainnya" if len(others) > _TOLD else "")
    return Hit(
        first.row.spot(first.key),
        f'{WORDS[first.key]} {len(alike)} sub kegiatan berbeda dari nomenklatur; yang pertama {first.node.name}: "{first.printed}", menurut nomenklatur "{first.expected}"{more}.',
        found=first.printed, expected=first.expected, related=tuple(o.row.address(o.key) for o in alike[1:]))
