"""What must equal the budget elsewhere: Identitas, the program table of the PK and Belanja."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

from realistic_budget import Budget, Node
from realistic_world import World

REASONS = ("perubahan strategi, program, kegiatan atau anggaran", "perubahan prioritas atau asumsi", "pergantian atau mutasi pejabat")


def identitas(world: World, budget: Budget) -> dict[str, Any]:
    """The form Identitas, with the totals of the budget."""
    rng, kode = world.rng, f"7.01.0.00.0.00.{world.rng.randint(1, 20):02}.0000"
    cells: dict[str, Any] = {
        "kabupaten": world.kabupaten, "instansi": world.office, "jenis": "kecamatan", "tahun": world.year, "periode": world.periode,
            "pk_versi": "perubahan" if world.pk_changed else "murni",
        "pk_tanggal": datetime.date(world.year, rng.randint(9, 10), rng.randint(1, 28)) if world.pk_changed else datetime.date(world.year, 1, rng.randint(3, 28)),
        "dpa_total": budget.total("murni"), "dpa_realisasi": budget.total(str(world.quarter)), "renstra_awal": world.first, "renstra_akhir": world.last,
        "kepala_jabatan": f"Camat {world.kecamatan}", "atasan_jabatan": "Bupati",
    }
    if not world.old:
        cells["kode"] = kode
    if world.pk_changed:
        cells |= {"pk_ke": rng.choice((1, 1, 2)), "pk_alasan": rng.choice(REASONS)}
    if budget.total("pagu") != budget.total("murni"):
        cells["dpa_perubahan"] = budget.total("pagu")
    return cells


def program(world: World, budget: Budget) -> list[dict[str, Any]]:
    """Programs of the PK with the amounts of its version."""
    rows = []
    for node in budget.programs:
        amount = node.pagu if world.pk_changed else node.murni
        name = node.nama if world.chance(0.3) else node.nama.title()
        row = {"kode": node.kode, "program": name, "keterangan": "APBD-P" if world.pk_changed and node.changed is not None else "APBD", "anggaran": amount}
        rows.append({k: v for k, v in row.items() if v != ""})
    return rows


def _class(world: World, leaf: Node) -> tuple[str, str]:
    """Group and kind of spending of a leaf."""
    if world.old:
        return ("Belanja Tidak Langsung", "Belanja Pegawai") if leaf.nama == "Belanja Tidak Langsung" else ("Belanja Langsung",
            "Belanja Modal" if "Pengadaan" in leaf.nama else "Belanja Barang dan Jasa")
    if "Gaji" in leaf.nama or "Administrasi Pelaksanaan Tugas ASN" in leaf.nama:
        return "Belanja Operasi", "Belanja Pegawai"
    if leaf.nama.startswith("Pengadaan"):
        return "Belanja Modal", "Belanja Modal Peralatan dan Mesin"
    return "Belanja Operasi", "Belanja Barang dan Jasa"


def belanja(world: World, budget: Budget) -> list[dict[str, Any]]:
    """Spending by kind; its totals are those of Anggaran."""
    groups: dict[str, dict[str, list[Node]]] = {}
    for leaf in budget.leaves():
        group, kind = _class(world, leaf)
        groups.setdefault(group, {}).setdefault(kind, []).append(leaf)
    typed, coded = world.chance(0.6), not world.old and world.chance(0.5)
    rows = []
    for n, (group, kinds) in enumerate(groups.items(), 1):
        every = [leaf for leaves in kinds.values() for leaf in leaves]
        rows.append({**({"kode": f"5.{n}"} if coded else {}), "level": "kelompok", "uraian": group, **(_amounts(world, every) if typed else {})})
        rows += [{**({"kode": f"5.{n}.{k:02}"} if coded else {}), "level": "jenis", "uraian": kind, **_amounts(world, leaves)} for k, (kind, leaves) in enumerate(kinds.items(), 1)]
    return rows


def _amounts(world: World, leaves: list[Node]) -> dict[str, int]:
    def total(of: Callable[[Node], int]) -> int:
        return sum(of(leaf) for leaf in leaves)

    changed = {"pagu_perubahan": total(lambda n: n.pagu)} if any(n.changed is not None for n in leaves) else {}
    spent = {f"real{k}": total(lambda n, at=k - 1: n.spent[at]) for k in range(1, world.quarter + 1)}  # type: ignore[misc]
    return {"pagu_murni": total(lambda n: n.murni), **changed, **spent}
