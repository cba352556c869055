"""LK004: identity marks of one file that contradict each other."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from lkjip_xl.check import Check
from lkjip_xl.findings import Severity
from lkjip_xl.rules.rule import Hit, rule
from lkjip_xl.values import code_parts, normal

MARKS = (
    ("lkjip_formulir", "Templat", "id"), ("lkjip_versi", "Templat", "versi"), ("lkjip_instansi", "Identitas", "instansi"),
    ("lkjip_kode", "Identitas", "kode"), ("lkjip_tahun", "Identitas", "tahun"),
)
"""Document property, and the cell that must say the same."""
WORDS = {"id": "nama formulir", "versi": "versi", "instansi": "instansi", "kode": "kode", "tahun": "tahun"}


@rule("LK004", "Tanda pengenal berkas bertentangan", Severity.WARNING, blank_too=True)
def marks_contradict(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    Nama formulir, versi, instansi, kode atau tahun di lembar Identitas tidak sama dengan yang tertanam dalam berkas saat formulir diterbitkan.

    ## Mengapa penting

    Biasanya berkas instansi atau tahun lain dipakai ulang; angka lama mudah tertinggal di dalamnya.

    ## Cara memperbaiki

    Pastikan berkas ini memang diterbitkan untuk instansi dan tahun itu. Bila tidak, salin isian ke formulir yang benar.

    ## Dasar hukum

    Tidak ada; ini keterangan tentang berkas.
    """
    hits = [(part, key, issued, now) for mark, part, key in MARKS if (issued := check.raw.custom.get(mark, "")) and (now := _shown(check.form(part, key))) and not _same(key, issued, now)]
    if hits:
        told = "; ".join(f"{WORDS[key]} {now} (diterbitkan untuk {issued})" for _, key, issued, now in hits)
        spots = [check.spot(part, key) for part, key, _, _ in hits]
        yield Hit(
            spots[0], f"Tanda pengenal berkas bertentangan: {told}.", found=hits[0][3], expected=hits[0][2],
            related=tuple(s.address for s in spots[1:]),
        )


def _shown(value: Any) -> str:
    if isinstance(value, Fraction):
        return str(int(value)) if value.denominator == 1 else str(float(value))
    return value.strip() if isinstance(value, str) else ""


def _same(key: str, issued: str, now: str) -> bool:
    if key == "kode" and code_parts(issued) is not None:
        return code_parts(issued) == code_parts(now)
    return issued == now if key in ("id", "versi") else normal(issued) == normal(now)
