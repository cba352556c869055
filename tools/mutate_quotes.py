"""Kutipan.nilai: what covers a quotation, by its besaran, and how it is printed wrongly."""

from __future__ import annotations

import random
import re
from typing import Any

from tools.mutate_base import Base, Cell, Mutation
from tools.mutate_operators import typed_over
from tools.mutate_prose import COVER, sentence
from tools.mutate_text import digit, other_word, swapped

FIGURES = frozenset({
    "target", "realisasi", "capaian", "kemajuan renstra", "target renstra", "target akhir renstra", "baseline", "rata-rata capaian", "jumlah indikator", "jumlah tercapai",
    "jumlah tidak tercapai", "pembilang", "penyebut", "pagu", "realisasi anggaran", "sisa", "serapan", "target keluaran", "realisasi keluaran", "capaian keluaran", "perubahan nilai",
    "perubahan persen", "efisiensi", "predikat nilai", "batas kelas", "jumlah tujuan", "jumlah sasaran", "jumlah program", "jumlah kegiatan", "jumlah sub kegiatan", "jumlah", "persen",
    "nilai", "nomor", "tahun", "periode",
})
NAMES = frozenset({"nama", "induk", "pendukung", "indikator", "sasaran baris", "formula", "keadaan", "judul", "satuan"})
TWICE = frozenset({"persen", "keadaan", "judul"})
"""Of things in no sheet, but printed in two places."""
FREE = frozenset({"nilai", "nomor"})
OPPOSITE = {
    "tercapai": "tidak tercapai", "melampaui target": "tidak mencapai target", "sesuai target": "belum tercapai", "belum tercapai": "tercapai", "tidak tercapai": "tercapai",
    "tidak mencapai target": "melampaui target", "meningkat": "menurun", "mengalami peningkatan": "mengalami penurunan", "naik": "turun", "menurun": "meningkat",
    "mengalami penurunan": "mengalami peningkatan", "turun": "naik", "tetap": "meningkat", "sama": "menurun", "tidak berubah": "meningkat",
    "semua indikator": "belum semua indikator", "belum semua indikator": "semua indikator",
}


def quote_cover(base: Base, cell: Cell) -> tuple[bool, str]:
    """Is a printed value covered, and by what or why not."""
    row = base.row(cell)
    besaran, objek = row["besaran"], row["objek"]
    if row.get("peran") in ("wilayah", "dinas lain"):
        return False, "about somebody else"
    if besaran in FREE:
        return False, "in no sheet and printed once"
    if besaran in TWICE:
        return len(base.quotes(besaran, objek)) > 1, "printed in two places"
    if besaran == "pagu" and "tahun" in row:
        return bool(base.quotes("perubahan nilai", "TOTAL")), "change printed beside it"
    if besaran == "judul":
        return False, "in no sheet"
    return True, COVER if besaran == "kalimat" else "sheet the quotation is of"


def printed_otherwise(rng: random.Random, base: Base, cell: Cell) -> Mutation | None:
    """A digit, a word, a direction or a year of the printed value changed."""
    row = base.row(cell)
    old, besaran = str(row["nilai"]), row["besaran"]
    if old.casefold() in OPPOSITE:
        return typed_over("", "arah atau simpulan sebaliknya", base, cell, old, OPPOSITE[old.casefold()])
    if besaran in ("kategori", "kategori rata-rata"):
        labels = [c for k in range(1, 7) if (c := base.engine.form_get("Kebijakan", f"kelas_{k}_label")) and c.casefold() != old.casefold()]
        return typed_over("", "kategori lain", base, cell, old, rng.choice(labels))
    if besaran in ("tertinggi", "terendah"):
        others = [r["id"] for r in base.rows("PK") if r["id"] != old]
        return typed_over("", "indikator lain", base, cell, old, rng.choice(others))
    if besaran == "kalimat":
        return sentence(rng, base, cell, old)
    if besaran in NAMES:
        new = _other_name(rng, row, old)
        return typed_over("", "satu kata lain", base, cell, old, new) if new != old else None
    wrong = printed_figure(rng, old) if besaran in FIGURES or besaran == "kode" else None
    return typed_over("", wrong[0], base, cell, old, wrong[1]) if wrong is not None and not _same(base, row, old, wrong[1]) else None


def _other_name(rng: random.Random, row: dict[str, Any], old: str) -> str:
    """A word of the name changed; of the office the last one, which tells it from others."""
    if row["besaran"] == "satuan":
        return rng.choice([u for u in ("Dokumen", "Orang", "Unit") if u != old])
    if row["besaran"] == "nama" and row["objek"] == "TOTAL":
        head, _, last = old.rpartition(" ")
        return f"{head} {other_word(rng, last)}"
    return other_word(rng, old)


_NUMBER = re.compile(r"\d[\d.]*(?:,\d+)?")


def printed_figure(rng: random.Random, text: str) -> tuple[str, str] | None:
    """The first or second figure of a printed text with another digit, two digits swapped, or a zero more; spelt numbers in brackets stay."""
    figures = [m for m in _NUMBER.finditer(text) if any(c.isdigit() for c in m[0])]
    if not figures:
        return None
    m = rng.choice(figures[:2] if ":" in text or " dari " in text else figures[:1])
    body = m[0].rstrip(".")
    zeros = body.endswith(",00")
    core = body[:-3] if zeros else body
    shape = rng.choice(("angka lain", "angka tertukar", "dikali 10"))
    new = digit(rng, core) if shape == "angka lain" else swapped(rng, core) if shape == "angka tertukar" else _ten(core)
    if new is None or new == core or _near(core, new):
        return None
    return shape, text[: m.start()] + new + (",00" if zeros else "") + m[0][len(body) :] + text[m.end() :]


def _ten(text: str) -> str | None:
    if "," in text or "." in text:
        return None
    return f"{text}0" if int(text) else None


def _near(old: str, new: str) -> bool:
    """May the new figure be another rounding of what the old one is: one unit of the last place."""
    a, b = (int(re.sub(r"\D", "", t)) for t in (old, new))
    return abs(a - b) < 2


def _same(base: Base, row: dict[str, Any], old: str, new: str) -> bool:
    """Does the changed text still say the same: a rasio of equal worth, a code with the same parts, a small number in another way of writing."""
    if row["besaran"] == "kode":
        return [int(p) for p in re.findall(r"\d+", old)] == [int(p) for p in re.findall(r"\d+", new)]
    jenis = next((r.get("jenis") for r in base.rows("Renstra") if r["id"] == row["objek"]), "")
    if jenis != "rasio":
        return False
    parts = [re.findall(r"\d+", t) for t in (old, new)]
    return all(len(p) == 2 for p in parts) and int(parts[0][0]) * int(parts[1][1]) == int(parts[1][0]) * int(parts[0][1])
