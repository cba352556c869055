"""LK217: people and area of the villages that do not add up."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from lkjip_xl.check import Check, CheckRow
from lkjip_xl.rules._arithmetic import sum_text
from lkjip_xl.rules._crosstab import Crosstab, Slip, dashed
from lkjip_xl.rules._sound import sound
from lkjip_xl.rules.rule import Hit, rule
from lkjip_xl.values import agrees_interval, angka, poin


@rule("LK217", "Jumlah wilayah atau penduduk tidak menjumlah")
def people_do_not_add_up(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    Desa atau kelurahan yang penduduk laki-laki ditambah perempuannya tidak sama dengan jumlah penduduknya, baris jumlah yang
    tidak sama dengan baris-baris di atasnya (luas, penduduk, kepala keluarga, RT, RW), dan luas dalam persen yang tidak sama
    dengan luas dibagi luas seluruhnya. Luas yang hanya dibulatkan tidak dilaporkan.

    ## Mengapa penting

    Jumlah desa dan penduduk dipakai lagi sebagai penyebut indikator; salah di sini berarti salah di sana.

    ## Cara memperbaiki

    Cocokkan dengan data kependudukan atau Kecamatan Dalam Angka, lalu betulkan sel yang disebut.

    ## Dasar hukum

    Tidak ada; jumlah selalu sama dengan rinciannya.
    """
    if not sound(check, "Wilayah", "jenis", "luas", "persen_luas", "laki", "perempuan", "penduduk", "kk", "rt", "rw"):
        return
    rows = list(check.rows("Wilayah"))
    villages, totals = [r for r in rows if r.text("jenis") != "jumlah"], [r for r in rows if r.text("jenis") == "jumlah"]
    if not totals:
        yield from (_counted(s) for s in Crosstab(villages, None, "penduduk", ()).slips())
    for parts, total in _blocks(villages, totals):
        yield from (_counted(s) for s in Crosstab(parts, total, "penduduk", tuple(COUNTS)).slips())
    shares = list(_shares(villages, totals[-1] if totals else None))
    areas = [hit for parts, total in _blocks(villages, totals) if (hit := _rounded_sum(parts, total, "luas")) is not None]
    if len(shares) == len(areas) == 1 and (root := _area_typed_wrong(shares[0][0], totals[-1], villages)) is not None:
        yield root
        return
    yield from (*areas, *(hit for _, hit in shares))
    if not shares:
        yield from (hit for parts, total in _blocks(villages, totals) if (hit := _rounded_sum(parts, total, "persen_luas")) is not None)


COUNTS = {"laki": "penduduk laki-laki", "perempuan": "penduduk perempuan", "penduduk": "jumlah penduduk", "kk": "kepala keluarga", "rt": "RT", "rw": "RW / dusun"}
ROUNDED = {"luas": "luas", "persen_luas": "luas (%)"}


def _blocks(villages: list[CheckRow], totals: list[CheckRow]) -> Iterator[tuple[list[CheckRow], CheckRow]]:
    """Each total row with the rows it adds up: those since the total before it, or all above it when that fits better."""
    start = -1
    for total in totals:
        above = [r for r in villages if r.index < total.index] or villages
        near = [r for r in above if r.index > start] or above
        start = total.index
        choices = [near, above] if len(near) != len(above) else [above]
        yield min(choices, key=lambda rows: len(Crosstab(rows, total, "penduduk", tuple(COUNTS)).below)), total


def _counted(slip: Slip) -> Hit:
    name, what = _name(slip.row), COUNTS[slip.key]
    why = "menurut baris dan jumlah kolomnya" if slip.both else "menurut baris-baris di atasnya" if slip.down else "menurut laki-laki dan perempuannya"
    return Hit(
        slip.row.spot(slip.key), f"{name}: {what} tertulis {angka(slip.printed)}, padahal {why} {angka(slip.right)}.", found=angka(slip.printed), expected=angka(slip.right),
        calculation=slip.work, related=slip.related)


def _name(row: CheckRow) -> str:
    name = row.text("nama")
    return f"Baris {name or 'jumlah'}" if row.text("jenis") == "jumlah" else f"{row.text('jenis').capitalize()} {name}"


def _decimals(rows: list[CheckRow], key: str) -> int:
    """Decimals of a column: those of its longest figure, for a cell loses zeros at the end."""
    return max((r.value(key).decimals for r in rows if r.number(key) is not None), default=0)


def _rounded_sum(parts: list[CheckRow], total: CheckRow, key: str) -> Hit | None:
    """A total of rounded figures: wrong only when no rounding explains it."""
    printed, values = total.number(key), [r.number(key) for r in parts]
    known = [v for v in values if v is not None]
    if printed is None or not known or not all(v is not None or dashed(r, key) for v, r in zip(values, parts, strict=True)):
        return None
    decimals = _decimals([*parts, total], key)
    slack, right = Fraction(1, 2 * 10**decimals) * len(known), sum(known, Fraction(0))
    if printed == right or agrees_interval(printed, decimals, right - slack, right + slack):
        return None
    return Hit(
        total.spot(key), f"{_name(total)}: {ROUNDED[key]} tertulis {angka(printed)}, padahal menurut baris-baris di atasnya {angka(right)}.", found=angka(printed), expected=angka(right),
        calculation=sum_text(known, right, "baris"), related=tuple(r.address(key) for r in parts if r.number(key) is not None))


def _area_typed_wrong(row: CheckRow, total: CheckRow, villages: list[CheckRow]) -> Hit | None:
    """The one area that, mended, makes both its own percent and the total right."""
    area, whole, share = row.number("luas"), total.number("luas"), row.number("persen_luas")
    assert area is not None
    assert share is not None
    if not whole:
        return None
    right = area - (sum((v for r in villages if (v := r.number("luas")) is not None), Fraction(0)) - whole)
    if right <= 0 or not agrees_interval(share, _decimals(villages, "persen_luas"), 100 * right / whole, 100 * right / whole):
        return None
    return Hit(
        row.spot("luas"), f"{_name(row)}: luas tertulis {angka(area)}, padahal menurut jumlah luas dan persentasenya {angka(right)}.", found=angka(area), expected=angka(right),
        calculation=f"{angka(whole)} × {poin(share)} = {angka(whole * share / 100, 2)}", related=(row.address("persen_luas"), total.address("luas")))


def _shares(villages: list[CheckRow], total: CheckRow | None) -> Iterator[tuple[CheckRow, Hit]]:
    """Area in percent against the area; silent when the percents are of something larger than the kecamatan."""
    areas = [v for r in villages if (v := r.number("luas")) is not None]
    shares = [v for r in villages if (v := r.number("persen_luas")) is not None]
    own = total.number("luas") if total is not None else None
    whole = sum(areas, Fraction(0)) if own is None or len(areas) == len(villages) else own
    if not shares or not whole or len(areas) != len(villages) or abs(sum(shares, Fraction(0)) - 100) > 5:
        return
    decimals, half = _decimals(villages, "persen_luas"), Fraction(1, 2 * 10 ** _decimals(villages, "luas"))
    bases = (whole, *((own,) if own else ()))
    for row in villages:
        area, share = row.number("luas"), row.number("persen_luas")
        if area is None or share is None:
            continue
        if any(agrees_interval(share, decimals, 100 * (area - half) / (base + half), 100 * (area + half) / (base - half)) for base in bases if base > half):
            continue
        right = 100 * area / whole
        yield row, Hit(
            row.spot("persen_luas"), f"{_name(row)}: luas {angka(area)} dari {angka(whole)} sama dengan {poin(right)}, tertulis {angka(share)}.", found=angka(share), expected=poin(right),
            calculation=f"{angka(area)} : {angka(whole)} = {poin(right)}", related=(row.address("luas"),))
