"""LK325: targets, amounts or parents that slipped into the neighbouring row."""

from __future__ import annotations

from collections.abc import Iterator

from lkjip_xl.check import Check, CheckRow
from lkjip_xl.quotes import Quote, ledger, names
from lkjip_xl.rules._budget import Gap, name_of
from lkjip_xl.rules._plan import told
from lkjip_xl.rules._quoted import addresses
from lkjip_xl.rules._shifted import Neighbours, shifted_amounts, shifted_parents, shifted_targets
from lkjip_xl.rules._sound import budget_sound, sound, targets_sound
from lkjip_xl.rules.rule import Hit, rule
from lkjip_xl.values import rupiah


@rule("LK325", "Pasangan PK bergeser baris")
def pairs_shifted(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    Dua baris atau lebih berurutan yang memuat nilai baris tetangganya: target PK yang sama dengan target Renstra indikator di
    atas atau di bawahnya dan bukan targetnya sendiri, anggaran program PK yang sama dengan pagu program di sebelahnya, dan
    pasangan sasaran dan indikator dalam tabel kutipan yang bergeser satu baris. Satu temuan untuk semua baris itu; selisihnya
    tidak dilaporkan lagi satu per satu.

    ## Mengapa penting

    Satu baris kosong atau sel yang digabung menggeser seluruh kolom: semua angka ada, tetapi di baris yang salah.

    ## Cara memperbaiki

    Geser kembali kolom itu menurut dokumen PK, lalu periksa baris pertama dan terakhirnya.

    ## Dasar hukum

    Tidak ada; ini kecocokan antarlembar.
    """
    if targets_sound(check):
        yield from (_targets(check, run) for run in shifted_targets(check))
    if budget_sound(check) and sound(check, "Anggaran", "kode", "uraian") and sound(check, "Program", "kode", "program", "anggaran"):
        yield from (_amounts(run) for run in shifted_amounts(check))
    yield from (_parents(check, run) for run in shifted_parents(check))


def _targets(check: Check, run: Neighbours[CheckRow]) -> Hit:
    rows = [row for row, _ in run]
    says = "; ".join(
        f"{row.text('id')} {told(row.right('target'), row['penyebut'], row.text('jenis'))}, yaitu target Renstra {owner.text('id')}" for row, owner in run)
    keys = ["target_perubahan" if row["target_perubahan"] != "" else "target_murni" for row in rows]
    plans = [plan for row in rows if (plan := check.by_id("Renstra", row.text("id"))) is not None]
    right = told(plans[0].right("target_tahun"), plans[0]["penyebut"], plans[0].text("jenis"))
    return Hit(
        rows[0].spot(keys[0]), f"Target PK tampak bergeser baris: {says}.", found=told(rows[0].right("target"), rows[0]["penyebut"], rows[0].text("jenis")), expected=right,
        related=(*(row.address(key) for row, key in zip(rows[1:], keys[1:], strict=True)), *(p.address("target_tahun") for p in plans)))


def _amounts(run: Neighbours[Gap]) -> Hit:
    gaps = [gap for gap, _ in run]
    says = "; ".join(f"{gap.row.text('program')} {rupiah(gap.amount)}, yaitu pagu {name_of(owner.node.row)}" for gap, owner in run if owner.node is not None)
    return Hit(
        gaps[0].row.spot("anggaran"), f"Anggaran program PK tampak bergeser baris: {says}.", found=rupiah(gaps[0].amount), expected=rupiah(gaps[0].pagu),
        related=(*(g.row.address("anggaran") for g in gaps[1:]), *(g.node.row.address("level") for g in gaps if g.node is not None)))


def _parents(check: Check, run: Neighbours[Quote]) -> Hit:
    known, quotes = names(ledger(check)), [q for q, _ in run]
    first = quotes[0]
    right = known.names_of(known.above(first)[0])
    says = "; ".join(f"{q.thing.text} di bawah \"{q.text}\", yaitu induk {owner.thing.text}" for q, owner in run)
    return Hit(
        first.spot, f"{first.table}: pasangan induk dan rinciannya tampak bergeser baris: {says}.", found=first.text, expected=right[0] if right else "",
        related=addresses(quotes[1:]))
