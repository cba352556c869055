"""Workbooks with random content of every kind: for the comparison of the calculating engines and the way out and back.

Everything follows the rules of the data file; `odd` adds what does not type (figures as people mistype them).
"""

from __future__ import annotations

import datetime
import random
from decimal import Decimal
from typing import Any

from lkjip_xl.layout import standard
from lkjip_xl.model import Data, Raw, address_of
from lkjip_xl.spec import book
from lkjip_xl.spec.lists import DIRECTIONS, KINDS, LISTS, PERIODS, PREDICATES
from lkjip_xl.spec.types import Entry, Field
from lkjip_xl.writer.workbook import rows_for

STATES = ("-", "belum diukur", "nihil")
ODD = ("44,44%", "4:18", "B (64,59)", "Rp. 1.234,-", "70 LKD", "4,5", "1.234", "12 dan 13", "tidak ada", "n/a", "Nihil", " - ", "  ", "O", "82 %", "1.234,56")
WORDS = (
    "Meningkatnya kualitas pelayanan", "Desa – maju", "Jalan “Ä” №1", "baris satu\nbaris dua",
    "=1+1", "+62 811", "@nama", "'petik", "  tepi  ", "Ω≈ç√", "x" * 300, "&<>\"'", "100%", "2024", "😀 baik", "_x0041_", "tab\tdi dalam", "TRUE",
)


class Maker:
    """Draws one workbook from a random source."""

    def __init__(self, rng: random.Random, *, odd: bool = False, words: bool = False) -> None:
        self.rng, self.odd, self.words = rng, odd, words
        self.kinds: dict[str, str] = {}

    def number(self) -> int | Decimal:
        """A figure of ordinary size, now and then 0, negative or with many digits."""
        r = self.rng
        whole = r.choice((0, 1, r.randint(2, 20), r.randint(0, 100), r.randint(0, 100), r.randint(-50, 5000), r.randint(10**6, 10**9)))
        decimals = r.choice((0, 0, 1, 2, 2, 4))
        return Decimal(whole * 10**decimals + r.randint(0, 10**decimals - 1)).scaleb(-decimals) if decimals else whole

    def measured(self, jenis: str) -> Raw:
        """A target or realisasi of a jenis nilai, or a state."""
        r = self.rng
        if r.random() < 0.15:
            return r.choice(STATES)
        if self.odd and r.random() < 0.12:
            return r.choice(ODD)
        if jenis == "predikat":
            return r.choice(PREDICATES) if r.random() < 0.9 else r.choice(("bb", "E", 65))
        return self.number()

    def value(self, f: Field, jenis: str, ids: list[str]) -> Any:
        """Content of one input cell, None for blank."""
        r = self.rng
        match f.entry:
            case Entry.LIST:
                return r.choice(LISTS[f.source]) if f.strict or r.random() < 0.7 else "lain sendiri"
            case Entry.REF | Entry.REFS:
                return r.choice(ids) if ids else None
            case Entry.MEASURED:
                return self.measured(jenis)
            case Entry.POSITIVE:
                return r.choice((12, 18, Decimal("7.5"), 1, 0 if self.odd else 3))
            case Entry.QUANTITY:
                return r.choice(ODD) if self.odd and r.random() < 0.1 else abs(self.number())
            case Entry.RUPIAH:
                return r.choice(ODD) if self.odd and r.random() < 0.05 else r.choice((0, r.randint(1, 10**10), r.randint(1, 99) * 10**6))
            case Entry.YEAR:
                return r.randint(2019, 2030)
            case Entry.WHOLE:
                return r.randint(1, 40)
            case Entry.DATE:
                return datetime.date(2024, 1, 1) + datetime.timedelta(days=r.randint(0, 900))
            case Entry.CODE:
                return r.choice(("7.01.01", "7.01.01.2.02.0001", "7.01.03.2.01", "07.01", "bukan kode", "7.01.06.2.01.0001"))
            case Entry.PRINTED:
                return r.choice(("44,44%", "Rp3.763.337.358", "4:18", "B (64,59)", "=bukan rumus", "1.234,5", "naik"))
            case _:
                return r.choice(WORDS) if self.words else r.choice(("Kecamatan", "Catatan", "Uraian biasa", "Dokumen"))

    def row(self, table: str, ids: list[str], fixed: dict[str, Raw], fill: float) -> dict[str, Raw]:
        """One row of a table: `fixed` cells and the others with the chance `fill`."""
        fields = book.TABLES[table].by_key
        jenis = str(fixed.get("jenis", "")) or self.kinds.get(str(fixed.get("id", "")), "")
        row: dict[str, Raw] = {}
        for key, f in fields.items():
            if not f.is_input:
                continue
            value = fixed[key] if key in fixed else self.value(f, jenis, ids) if self.rng.random() < fill else None
            if value is not None:
                row[key] = value
        return row

    def renstra(self, count: int) -> list[dict[str, Raw]]:
        """A plan with two sasaran and `count` indikator."""
        rows: list[dict[str, Raw]] = [{"id": "T1", "level": "tujuan", "uraian": "Tujuan"}]
        rows += [{"id": f"S{n}", "level": "sasaran", "induk": "T1", "uraian": f"Sasaran {n}"} for n in (1, 2)]
        for n in range(1, count + 1):
            jenis, arah = KINDS[n % len(KINDS)], self.rng.choice(DIRECTIONS)
            fixed: dict[str, Raw] = {"id": f"IK{n}", "level": "indikator", "induk": f"S{1 + n % 2}", "uraian": f"Indikator {n}", "satuan": "Nilai", "jenis": jenis, "arah": arah}
            rows.append(self.row("Renstra", ["T1"], fixed, 0.8))
            self.kinds[f"IK{n}"] = jenis
        return rows

    def anggaran(self) -> list[dict[str, Raw]]:
        """A budget tree in printed order, with and without codes, upper rows typed or left blank."""
        rows: list[dict[str, Raw]] = []
        ids = [*self.kinds]
        for p in range(1, self.rng.randint(2, 4)):
            branch = [("program", f"7.01.0{p}")]
            for k in range(1, self.rng.randint(2, 4)):
                branch.append(("kegiatan", f"7.01.0{p}.2.0{k}"))
                branch += [("sub kegiatan", f"7.01.0{p}.2.0{k}.000{s}") for s in range(1, self.rng.randint(1, 4))]
            for level, code in branch:
                fixed: dict[str, Raw] = {"level": level}
                if self.rng.random() < 0.7:
                    fixed["kode"] = code
                rows.append(self.row("Anggaran", ids, fixed, 0.75 if level == "sub kegiatan" else 0.35))
                if self.rng.random() < 0.15:
                    rows.append(self.row("Anggaran", ids, {"level": "keluaran"}, 0.3))
        if self.rng.random() < 0.5:
            rows.insert(0, self.row("Anggaran", ids, {"level": "unit", "uraian": "Kecamatan"}, 0.3))
        return rows

    def data(self, *, count: int = 12, periode: str = "", timpa: int = 0, spare: int | None = None) -> Data:
        """A whole workbook of `count` indikator with `timpa` typed-over formula cells; `spare` blank rows under each table, None for those of the template."""
        r = self.rng
        identity = self.row_of_form() | {"tahun": 2024, "renstra_awal": r.choice((2022, 2024, 2016)), "periode": periode or r.choice(PERIODS), "instansi": "Kecamatan Acak"}
        data = Data(forms={"Identitas": identity})
        data.tables["Renstra"] = self.renstra(count)
        every = [*self.kinds]
        for table in ("IKU", "PK", "Triwulan", "Pengukuran", "Efisiensi", "Analisis"):
            chosen = [i for i in every if r.random() < 0.9] or every[:1]
            data.tables[table] = [self.row(table, every, {"id": i}, 0.8) for i in chosen]
        for table, rows in (("DataDukung", 12), ("Pembanding", 10), ("Program", 4), ("TindakLanjut", 2), ("Kutipan", 5)):
            by_id = "id" in book.TABLES[table].by_key
            data.tables[table] = [self.row(table, every, {"id": r.choice(every)} if by_id else {}, 0.7) for _ in range(rows)]
        data.tables["Anggaran"] = self.anggaran()
        for table in data.tables:
            while data.tables[table] and not data.tables[table][-1]:
                data.tables[table].pop()
        if spare is not None:
            data.rows = {key: len(data.tables.get(key, [])) + spare for key in book.TABLES}
        self.type_over(data, timpa)
        return data

    def row_of_form(self) -> dict[str, Raw]:
        """Random content of the form Identitas."""
        found = {f.key: self.value(f, "", []) for f in book.FORMS["Identitas"].fields if f.is_input and (f.required or self.rng.random() < 0.7)}
        return {k: v for k, v in found.items() if v is not None}

    def type_over(self, data: Data, count: int) -> None:
        """Replace `count` random formula cells of filled rows by a figure, a text or another formula."""
        layout = standard(rows_for(data))
        places: list[tuple[str, int | None, str]] = [
            (part, i, f.key) for part, rows in data.tables.items() for i in range(len(rows)) for f in book.TABLES[part].fields if f.formula is not None
        ]
        places += [(part, None, f.key) for part, form in book.FORMS.items() for f in form.fields if f.formula is not None]
        for part, index, key in self.rng.sample(places, min(count, len(places))):
            typed: Any = self.rng.choice((self.number(), Decimal("0.4444"), "Tinggi", "=1+1", 0, 1))
            data.timpa[address_of(layout, part, index, key)] = typed


def workbook(seed: int, *, odd: bool = False, words: bool = False, **more: Any) -> Data:
    """The random workbook of a seed."""
    return Maker(random.Random(seed), odd=odd, words=words).data(**more)
