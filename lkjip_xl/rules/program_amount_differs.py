"""LK304: a program amount in the PK that the budget rows do not hold."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from lkjip_xl.check import Check
from lkjip_xl.findings import Severity
from lkjip_xl.quotes import ledger
from lkjip_xl.rules._arithmetic import sum_text
from lkjip_xl.rules._budget import Gap, Node, gaps, left_out, matching, sized, sized_text, tree, under, upper_first
from lkjip_xl.rules._quoted import addresses
from lkjip_xl.rules._shifted import told_elsewhere
from lkjip_xl.rules._sound import budget_sound, sound
from lkjip_xl.rules.pk_total_differs import shortfall
from lkjip_xl.rules.rule import Hit, rule
from lkjip_xl.spec.sheets.budget import SUPPORTS
from lkjip_xl.values import rupiah


@rule("LK304", "Anggaran program dalam PK berbeda dengan lembar Anggaran")
def program_amount_differs(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    Anggaran program di lembar PK yang tidak sama dengan pagu program itu di lembar Anggaran, menurut versi PK yang berlaku
    (pagu murni untuk PK murni, pagu berlaku untuk PK perubahan). Bila selisihnya tepat sebesar perubahan satu baris, baris
    baris itu disebut; realisasi yang melebihi anggaran PK juga, dan bila total DPA hanya cocok dengan angka PK. Nama yang salah eja atau terpotong dicocokkan dengan barisnya.
    Program yang tidak ditemukan atau tidak berpagu di lembar Anggaran, program beranggaran yang tidak tercantum dalam PK, dan
    indikator PK yang semua program penunjangnya tidak tercantum dalam PK, dilaporkan sebagai peringatan.

    ## Mengapa penting

    PK dan DPA harus memuat jumlah yang sama. Selisih kecil pun berarti salah satu dokumen memakai versi yang lain atau salah ketik.

    ## Cara memperbaiki

    Cocokkan keduanya dengan DPA versi PK yang berlaku, betulkan yang salah, atau ganti versi PK di lembar Identitas.

    ## Dasar hukum

    Tidak ada; ini kecocokan antarlembar.
    """
    if not (budget_sound(check) and sound(check, "Anggaran", "kode", "uraian") and sound(check, "Program", "kode", "program", "anggaran")):
        return
    rows = list(check.rows("Anggaran"))
    for gap in gaps(check):
        if gap.node is None:
            if not rows:
                continue
            name = gap.row.text("program") or gap.row.text("kode")
            yield Hit(
                gap.row.spot("program"), f"{name} ada dalam PK, tetapi tidak ditemukan di lembar Anggaran.", severity=Severity.WARNING,
                advice="Tambahkan barisnya di lembar Anggaran, atau samakan kode dan namanya.")
        elif gap.pagu == "":
            yield from _unfunded(check, gap, gap.node)
        elif gap.difference and ("Program", gap.row.index) not in told_elsewhere(check):
            yield _hit(check, gap, gap.node)
    yield from _unlisted(check)
    yield from _unsupported(check)


def _unfunded(check: Check, gap: Gap, node: Node) -> Iterator[Hit]:
    """A program with an amount in the PK and none on its rows, while other programs have theirs; a pagu that another table prints is named."""
    if not gap.amount or not any(isinstance(n.row.right("pagu_versi_pk"), Fraction) for n in tree(check) if n.level == "program"):
        return
    printed = [q for q in ledger(check).quotes if q.besaran == "pagu" and q.ours and not q.other_year and q.thing.nodes == (node.row.index,) and not q.thing.rest and q.value.number is not None]
    other = next((q for q in printed if q.value.number != gap.amount), None)
    told = f" {upper_first(other.place)} mencetak pagunya {other.text}." if other is not None else ""
    yield Hit(
        gap.row.spot("anggaran"), f"Anggaran {gap.row.text('program')} dalam PK {rupiah(gap.amount)}, padahal pagunya di lembar Anggaran kosong.{told}",
        advice="Isi pagu rinciannya di lembar Anggaran menurut DPA, atau betulkan PK.", found=rupiah(gap.amount),
        related=(node.row.address("level"), *((other.address,) if other is not None else ())), uses=(node.row.cell("pagu_versi_pk"), ("Identitas", None, "pk_versi")))


def _unsupported(check: Check) -> Iterator[Hit]:
    """Programs without money that alone support an indikator of the PK, and that the PK does not list."""
    nodes = tree(check)
    held = [n for row in check.rows("Program") if (n := matching(nodes, row.text("kode"), row.text("program"))) is not None]
    listed = {m.row.index for n in held for m in (n, *n.above())}
    programs = [n for n in nodes if n.level == "program"]
    helped = {id_ for n in programs if n.row.index in listed for id_ in _supports(n)}
    for n in programs if held else ():
        alone = [row for row in check.rows("PK") if row.text("id").casefold() in _supports(n) - helped]
        if n.row.index not in listed and n.row.right("pagu_versi_pk") in ("", 0) and alone:
            ids = ", ".join(row.text("id") for row in alone)
            yield Hit(
                n.row.spot("uraian" if n.row.text("uraian") else "kode"),
                f"{upper_first(n.name)} mendukung {ids}, tetapi tidak tercantum dalam PK, sehingga tidak ada program dalam PK yang mendukung {ids}.",
                severity=Severity.WARNING, advice="Tambahkan programnya beserta anggarannya di lembar PK, atau betulkan kolom Mendukung.", related=tuple(row.address("indikator") for row in alone),
                uses=tuple(n.row.cell(key) for key in SUPPORTS if n.row.text(key)))


def _supports(node: Node) -> set[str]:
    """Indikator that a program or a row below it supports, folded."""
    return {id_.casefold() for n in (node, *under(node)) for key in SUPPORTS if (id_ := n.row.text(key))}


def _unlisted(check: Check) -> Iterator[Hit]:
    """Programs with a budget that the PK does not list; where that makes the PK fall short of the DPA, LK305 tells it."""
    missing = left_out(check) if any(r.number("anggaran") is not None for r in check.rows("Program")) else []
    if missing and shortfall(check) is None:
        names = "; ".join(f"{n.name} ({rupiah(n.row.right('pagu_versi_pk'))})" for n in missing)
        yield Hit(
            missing[0].row.spot("kode"), f"Mempunyai anggaran, tetapi tidak tercantum dalam PK: {names}.", severity=Severity.WARNING,
            advice="Tambahkan programnya di lembar PK, atau betulkan kode dan namanya.", related=tuple(n.row.address("kode") for n in missing[1:]))


def _hit(check: Check, gap: Gap, node: Node) -> Hit:
    version, column = ("berlaku", "pagu_tulis") if check.form("Identitas", "pk_versi") == "perubahan" else ("murni", "pagu_murni")
    way = "lebih" if gap.difference > 0 else "kurang"
    rows = [n.row for n in node.counted(column) if isinstance(n.row.right(column), Fraction)]
    numbers, whole = [r.right(column) for r in rows], rows[0] if len(rows) == 1 else node.row
    added = len(numbers) > 1 and sum(numbers, Fraction(0)) == gap.pagu
    work = sum_text(numbers, gap.pagu, "baris terinci") if added else f"pagu {version} tertulis di {whole.address(column if column == 'pagu_murni' else 'pagu')}"
    cause, cells = _cause(node, gap, version)
    own = node.row.number(column)
    if own is not None and own != gap.pagu:
        cause = f" Baris programnya sendiri tertulis {rupiah(own)}.{cause}"
        cells = [node.row.address("pagu_murni"), *cells]
    spent = node.row.right("realisasi")
    if version == "berlaku" and isinstance(spent, Fraction) and spent > gap.amount:
        cause = f" Realisasinya {rupiah(spent)}, lebih {rupiah(spent - gap.amount)} daripada anggaran PK.{cause}"
        cells = [*cells, node.row.address("realisasi")]
    confirmed, totals = _confirmed(check, gap)
    return Hit(
        gap.row.spot("anggaran"),
        f"Anggaran {gap.row.text('program')} dalam PK {rupiah(gap.amount)}, padahal pagu {version} di lembar Anggaran {rupiah(gap.pagu)}: {way} {rupiah(abs(gap.difference))}.{cause}{confirmed}",
        advice="Cocokkan pagu barisnya di lembar Anggaran dengan DPA, lalu betulkan." if confirmed else "", found=rupiah(gap.amount), expected="" if confirmed else rupiah(gap.pagu),
        calculation=work, related=(node.row.address("level"), *cells, *totals),
        uses=(node.row.cell("pagu_versi_pk"), *(n.row.cell(column) for n in node.counted(column)), ("Identitas", None, "pk_versi")),
    )


def _confirmed(check: Check, gap: Gap) -> tuple[str, tuple[str, ...]]:
    """Says so where the total of the DPA holds only with the amount of the PK, and names the quotations of that total."""
    total = check.right_form("PKJumlah", "jumlah")
    others = [g.difference for g in gaps(check) if g.node is not None and g.pagu != "" and g.row.index != gap.row.index]
    if not isinstance(total, Fraction) or total != check.right_form("PKJumlah", "total_dpa") or any(others):
        return "", ()
    said = [q for q in ledger(check).quotes if q.ours and not q.other_year and q.besaran == "pagu" and q.thing.total and q.value.number == total]
    place = f" dan {said[0].place}" if said else ""
    return (
        f" Total DPA{place} {rupiah(total)} hanya cocok dengan angka PK itu; dengan pagu barisnya jumlah itu {rupiah(total - gap.difference)}, jadi tampaknya pagu di lembar Anggaran yang keliru.",
        addresses(said))


def _cause(node: Node, gap: Gap, version: str) -> tuple[str, list[str]]:
    """Names the one row whose change between murni and perubahan, or whose amount, is the difference."""
    rows = [node, *(n for n in under(node) if n.leaf)]
    for below in reversed(rows):
        murni, changed = below.row.right("pagu_murni"), below.row.right("pagu_perubahan")
        both = isinstance(murni, Fraction) and isinstance(changed, Fraction)
        if both and gap.difference == (changed - murni if version == "murni" else murni - changed):
            told = f" Selisih itu sama dengan beda pagu murni {rupiah(murni)} dan pagu perubahan {rupiah(changed)} pada {below.name} (baris {below.row.row.row})."
            return told, [below.row.address("pagu_murni"), below.row.address("pagu_perubahan")]
    if version == "murni" and gap.amount == node.row.right("pagu"):
        return " Angka PK sama dengan pagu sesudah perubahan.", []
    found = sized(under(node), "pagu_tulis" if version == "berlaku" else "pagu_murni", abs(gap.difference))
    way = "terhitung dua kali" if gap.difference > 0 else "tertinggal"
    columns = ("pagu_murni", "pagu_perubahan") if version == "berlaku" else ("pagu_murni",)
    return (f" Selisih itu tepat sebesar {sized_text(found)}, dalam PK mungkin {way}.", [n.row.address(key) for n in found[:2] for key in columns]) if found else ("", [])
