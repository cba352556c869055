"""LK124: a satuan that cannot be that of an indikator with this name."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from lkjip_xl.check import Check, Spot
from lkjip_xl.findings import Severity
from lkjip_xl.quotes import ledger
from lkjip_xl.rules._budget import Node, tree, upper_first
from lkjip_xl.rules._cells import MANY
from lkjip_xl.rules._official import folded, official_of, owners
from lkjip_xl.rules._outputs import outputs
from lkjip_xl.rules._units import contradiction, same_unit
from lkjip_xl.rules.rule import Hit, rule
from lkjip_xl.rules.satuan_contradicts import kind_contradicts
from lkjip_xl.spec.sheets.plan import YEARS


@dataclass(frozen=True, slots=True)
class _Clash:
    """One indikator with a satuan or a target that its name does not allow."""

    spot: Spot
    name: str
    """How people call what it is of."""
    indikator: str
    told: str
    """`bersatuan Bulan`, `bertarget 100 %`."""
    reason: str
    expected: str = ""
    related: tuple[str, ...] = ()

    @property
    def severity(self) -> Severity | None:
        """A count in percent and a percentage in months are errors: no reading of the target fits both. Other pairs may be loose words."""
        share = re.match(r"[\d.)\s]*(?:pers|pros|pres)", self.indikator, re.IGNORECASE) is not None
        return Severity.ERROR if self.reason.endswith("bukan persen") or (share and self.reason.endswith("satuan waktu")) else None


@rule("LK124", "Satuan bertentangan dengan nama atau nilai indikator", Severity.WARNING)
def unit_and_name_contradict(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    Indikator yang namanya dan satuannya tidak mungkin bersama, di lembar Renstra, Anggaran atau pada baris Kutipan: "Jumlah ..." dalam
    persen atau dalam satuan waktu, "Jumlah Laporan ..." dalam dokumen, "Persentase ..." atau "Cakupan ..." dalam bulan atau dokumen,
    "Angka ...", "Nilai ..." atau "Indeks ..." dalam persen. Pasangan yang resmi dalam nomenklatur selalu benar. Lebih dari tiga
    pertentangan sejenis dilaporkan sekali. "Jumlah ..." dalam persen dan "Persentase ..." dalam satuan waktu adalah galat.

    ## Mengapa penting

    Dari nama dan satuannya pembaca tidak tahu apa yang dihitung, sehingga target dan realisasinya tidak dapat diperiksa.

    ## Cara memperbaiki

    Samakan satuan dengan yang disebut nama indikatornya, atau ganti nama indikatornya, lalu periksa target dan realisasinya.

    ## Dasar hukum

    Tidak ada; ini kecocokan kata pada satu baris.
    """
    groups: dict[tuple[str, str], list[_Clash]] = defaultdict(list)
    for clash in (*_plan(check), *_budget(check), *_quoted(check)):
        groups[clash.spot.sheet, clash.reason].append(clash)
    for group in groups.values():
        if len(group) > MANY:
            first = group[0]
            yield Hit(
                first.spot, f'{len(group)} indikator di lembar {first.spot.sheet} mempunyai satuan yang bertentangan dengan namanya ({first.reason}); '
                f'yang pertama {first.name}: "{first.indikator}" {first.told}.',
                found=first.told, expected=first.expected, related=tuple(c.spot.address for c in group[1:]))
        else:
            yield from map(_hit, group)


def _hit(clash: _Clash) -> Hit:
    official = f" Satuan resminya {clash.expected}." if clash.expected else ""
    return Hit(
        clash.spot, f'{upper_first(clash.name)}: "{clash.indikator}" {clash.told}; {clash.reason}.{official}', found=clash.told, expected=clash.expected,
        related=clash.related, severity=clash.severity)


def _plan(check: Check) -> Iterator[_Clash]:
    for row in check.rows("Renstra"):
        name, satuan = row.text("uraian"), row.text("satuan")
        if row.text("level").casefold() != "indikator" or not satuan or kind_contradicts(row):
            continue
        if reason := contradiction(name, satuan):
            yield _Clash(row.spot("satuan"), f"indikator {row.subject}", name, f"bersatuan {satuan}", reason, related=(row.address("uraian"),))
        elif (key := next((f"t{k}" for k in range(1, YEARS + 1) if row.value(f"t{k}").percent), "")) and (reason := contradiction(name, satuan, percent=True)):
            yield _Clash(row.spot(key), f"indikator {row.subject}", name, "bertarget persen", reason, related=(row.address("satuan"),))


def _budget(check: Check) -> Iterator[_Clash]:
    for node in tree(check):
        official = official_of(node)
        for row in outputs(check, node):
            name, satuan = row.text("indikator"), row.text("satuan")
            theirs = owners("indikator", name)
            if theirs and official is not None and official not in theirs:
                continue  # another sub kegiatan's indikator: LK122 tells it
            percent = any(row.value(key).percent for key in ("k_t", "k_r"))
            if reason := contradiction(name, satuan, official, percent=percent):
                right = official.satuan if official is not None and folded(name) == folded(official.indikator) else ""
                key = "satuan" if satuan and (not percent or contradiction(name, satuan, official)) else "k_t"
                yield _Clash(row.spot(key), node.name, name, f"bersatuan {satuan}" if key == "satuan" else "bertarget persen", reason, right, (row.address("indikator"),))


def _quoted(check: Check) -> Iterator[_Clash]:
    """Indikator and satuan, or a target in percent, of one printed row; not what only repeats the row in Anggaran."""
    book = ledger(check)
    printed = [q for q in book.quotes if q.besaran == "indikator" and q.ours]
    nodes = {n.row.index: n for n in tree(check)} if printed else {}
    for q in printed:
        row = [o for o in book.by_row[q.printed_row] if o.thing.key == q.thing.key]
        units = [o for o in row if o.besaran == "satuan"]
        targets = [o for o in row if o.besaran == "target keluaran" and o.value.percent]
        node = nodes.get(q.thing.nodes[0]) if len(q.thing.nodes) == 1 and not q.thing.rest else None
        official = official_of(node) if node is not None else None
        for o in (*units, *targets)[:1]:
            reason = contradiction(q.text, o.text if o in units else "", official, percent=bool(targets))
            if reason and not (node is not None and _repeated(check, node, q.text, o.text if o in units else "%")):
                right = official.satuan if official is not None and folded(q.text) == folded(official.indikator) else ""
                yield _Clash(o.spot, o.place, q.text, f"{'bersatuan' if o in units else 'bertarget'} {o.text}", reason, right, (q.address,))


def _repeated(check: Check, node: Node, indikator: str, satuan: str) -> bool:
    """Does the row in Anggaran hold the same words and the same satuan, so that it is told there."""
    return any(folded(r.text("indikator")) == folded(indikator) and same_unit(r.text("satuan"), satuan) for r in outputs(check, node))
