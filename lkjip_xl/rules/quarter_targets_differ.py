"""LK401: targets of the quarters that do not give the target of the year."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from lkjip_xl.check import Check, CheckRow
from lkjip_xl.findings import Severity
from lkjip_xl.rules._sound import targets_sound, ways_sound
from lkjip_xl.rules._yearly import known, prints_as, shown, worth
from lkjip_xl.rules.rule import Hit, rule
from lkjip_xl.values import Value, angka


@rule("LK401", "Target triwulan tidak menghasilkan target setahun")
def quarter_targets_differ(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    Target keempat triwulan, digabung menurut cara gabung indikator itu (jumlah, posisi akhir, rata-rata; target kumulatif:
    triwulan terakhir), tidak sama dengan target PK setahun. Bila cara gabung lain menghasilkan target itu, temuannya
    peringatan: mungkin cara gabungnya yang keliru. Target yang belum lengkap empat triwulan tidak diperiksa.

    ## Mengapa penting

    Triwulan adalah jalan menuju target tahun. Bila tidak bertemu, capaian triwulan menyesatkan.

    ## Cara memperbaiki

    Betulkan target triwulan di lembar Triwulan, atau pilih cara gabung yang benar di lembar IKU.

    ## Dasar hukum

    Tidak ada; cara gabung dinyatakan per indikator di lembar IKU.
    """
    for row in check.rows("Triwulan") if targets_sound(check) and ways_sound(check) else ():
        promise = check.by_id("PK", row.text("id"))
        targets = [row[f"t{k}"] for k in range(1, 5)]
        whole, year = row.right("target_gabung"), promise.right("target") if promise is not None else ""
        if promise is None or not all(known(t) for t in targets) or not known(whole) or not known(year):
            continue
        a, b = _sizes(row, promise, whole, year)
        if a is None or b is None or a == b or whole == year or _prints(promise, whole, year):
            continue
        ratio = row.text("jenis") == "rasio"
        mine, right = shown(whole, row["penyebut"] if ratio else ""), shown(year, promise["penyebut"] if ratio else "")
        other = _other_way(row, targets, year)
        yield Hit(
            row.spot("t4"), f"Target triwulan {row.text('id')} digabung ({_way(row)}) menjadi {mine}, padahal target PK setahun {right}.{other}",
            found=mine, expected=right, calculation=_work(row, targets, mine), related=(promise.address("target"), row.address("t1")),
            uses=tuple(r.cell(key) for r, key in ((row, "target_gabung"), (row, "penyebut"), (promise, "target"), (promise, "penyebut"))), severity=Severity.WARNING if other else None)


def _sizes(row: CheckRow, promise: CheckRow, whole: Any, year: Any) -> tuple[Fraction | None, Fraction | None]:
    jenis = row.text("jenis")
    return worth(whole, row["penyebut"], jenis), worth(year, promise["penyebut"], jenis)


def _prints(promise: CheckRow, whole: Any, year: Any) -> bool:
    """Is the target of the year the combined one, rounded at its own decimals."""
    value: Value = promise.value("target_perubahan" if promise["target_perubahan"] != "" else "target_murni")
    return isinstance(whole, Fraction) and isinstance(year, Fraction) and whole.denominator != 1 and prints_as(value, whole)


def _way(row: CheckRow) -> str:
    return "kumulatif" if row.text("cara_isi") == "kumulatif" else row.text("cara_gabung")


def _work(row: CheckRow, targets: list[Any], whole: str) -> str:
    terms = [shown(t) for t in targets]
    if _way(row) == "jumlah":
        return f"{' + '.join(terms)} = {whole}"
    return f"({' + '.join(terms)}) : 4 = {whole}" if _way(row) == "rata-rata" else f"target TW IV = {whole}"


def _other_way(row: CheckRow, targets: list[Any], year: Any) -> str:
    """Names the way of combining by which the quarters do give the target of the year."""
    numbers = [t for t in targets if isinstance(t, Fraction)]
    ways: dict[str, Any] = {"posisi akhir": targets[3]}
    if len(numbers) == 4:
        ways |= {"jumlah": sum(numbers, Fraction(0)), "rata-rata": sum(numbers, Fraction(0)) / 4}
    fits = [way for way, value in ways.items() if value == year and way != _way(row)]
    told = f" ({angka(year)})" if isinstance(year, Fraction) else ""
    return f" Dengan cara gabung {fits[0]} hasilnya tepat target itu{told}: periksa cara gabung di lembar IKU." if fits else ""
