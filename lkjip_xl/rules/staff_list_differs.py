"""LK321: a count of staff that the staff list does not give."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from lkjip_xl.check import Check
from lkjip_xl.findings import Severity
from lkjip_xl.quotes.people import COMPLETE, Difference, Group, category_key, count, groups, is_total, matcher, rank, school, sex, status, takes_in_all, tally
from lkjip_xl.rules._sound import sound
from lkjip_xl.rules._staff import against_list
from lkjip_xl.rules.rule import Hit, rule
from lkjip_xl.values import angka


@rule("LK321", "Rekapitulasi pegawai berbeda dari daftar pegawai")
def staff_list_differs(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    Jumlah pegawai per golongan, eselon, pendidikan, jenis kelamin atau status, dan laki-laki atau perempuan seluruhnya, dalam
    rekapitulasi yang tidak sama dengan banyaknya orang di daftar pegawai. Satu temuan untuk satu dasar pengelompokan. Bila kolom di daftar pegawai hanya terisi
    sebagian, temuannya peringatan. Bila jumlah seluruhnya yang berbeda dari daftar, hanya jumlah itu yang dilaporkan. Pegawai yang
    golongan, eselon atau pendidikannya tidak mempunyai baris dalam rekapitulasi yang memuat semua orang juga diperingatkan; CPNS
    yang terhitung sebagai PNS disebut dalam satu info.

    ## Mengapa penting

    Daftar dan rekapitulasi berdiri berdampingan di Bab I. Bila berbeda, salah satunya sudah usang atau salah hitung.

    ## Cara memperbaiki

    Hitung orang di daftar pegawai per kategori dan samakan rekapitulasinya, atau betulkan daftarnya.

    ## Dasar hukum

    Tidak ada; ini kecocokan dua tabel.
    """
    if not (sound(check, "RekapPegawai", "dasar", "kategori", "banyak") and sound(check, "Pegawai", "no", "golongan", "pendidikan", "kelamin", "status_pegawai")):
        return
    staff, every = len(list(check.rows("Pegawai"))), groups(check)
    if not staff:
        return
    totals = [(r, n) for g in every if takes_in_all(g) for r in g.rows if is_total(r) and (n := r.number("banyak")) is not None]
    if totals and all(n != staff for _, n in totals) and len({n for _, n in totals}) == 1:
        row, number = totals[0]
        yield Hit(
            row.spot("banyak"), f"Jumlah pegawai dalam rekapitulasi {angka(number)}, sedangkan daftar pegawai memuat {staff} orang.", found=angka(number), expected=str(staff),
            related=tuple(r.address("banyak") for r, _ in totals[1:]))
        return
    yield from _sexes(check, every, staff)
    for group in every:
        found = against_list(check, group)
        if found:
            yield _hit(check, group, found)
        else:
            yield from _left_out(check, group, staff)
            yield from _probationers(check, group)


def _sexes(check: Check, every: list[Group], staff: int) -> Iterator[Hit]:
    """Men and women in the total row of a table that counts everybody, where the list says it of everybody."""
    people = [sex(r.text("kelamin")) for r in check.rows("Pegawai")]
    totals = [(g, t) for g in every if takes_in_all(g) and g.basis != "jenis kelamin" and (t := g.total) is not None and t.number("banyak") == staff]
    odd = [
        (row, key, number) for group, row in totals for key, letter in (("laki", "L"), ("perempuan", "P"))
        if (number := row.number(key)) is not None and number != people.count(letter) and group.sum(key) in (None, number)
    ]
    if odd and all(people):
        row, key, number = odd[0]
        told = f"laki-laki {people.count('L')} dan perempuan {people.count('P')}"
        yield Hit(
            row.spot(key), f"Jumlah {'laki-laki' if key == 'laki' else 'perempuan'} dalam rekapitulasi pegawai menurut {row.text('dasar')} {angka(number)}, sedangkan daftar pegawai memuat {told}.",
            found=angka(number), expected=str(people.count("L" if key == "laki" else "P")), related=tuple(r.address(k) for r, k, _ in odd[1:]),
            uses=tuple(r.cell("kelamin") for r in check.rows("Pegawai")))


def _left_out(check: Check, group: Group, staff: int) -> Iterator[Hit]:
    """Staff whose golongan or pendidikan has no row in a table that counts everybody."""
    key, total = group.basis if group.basis in ("golongan", "eselon", "pendidikan") else "", group.total
    if not key or total is None or total.number("banyak") != staff or any(category_key(group.basis, r.text("kategori")) == "" for r in group.parts):
        return
    fits = [f for r in group.parts if (f := matcher(group.basis, r.text("kategori"))) is not None]
    lost = [r for r in check.rows("Pegawai") if (school(r.text(key)) if key == "pendidikan" else rank(r.text(key))[1]) and not any(f(r.text(key)) for f in fits)]
    if lost and fits:
        told = "; ".join(f"no {r.subject} {r.text(key)}" for r in lost[:6])
        place = f" ({group.place})" if group.place else ""
        yield Hit(
            lost[0].spot(key), f"Rekapitulasi pegawai menurut {group.basis}{place} tidak mempunyai baris untuk pegawai {told}, padahal jumlahnya {staff}, sama dengan daftar pegawai.",
            found=lost[0].text(key), severity=Severity.WARNING, related=(*(r.address(key) for r in lost[1:]), total.address("banyak")), uses=tuple(r.cell("kategori") for r in group.parts))


def _probationers(check: Check, group: Group) -> Iterator[Hit]:
    """CPNS of the list that the table can only have counted as PNS."""
    people = [r for r in check.rows("Pegawai") if status(r.text("status_pegawai")) == "CPNS"]
    told = [r for r in group.parts if status(r.text("kategori")) == "PNS"]
    if people and told and group.basis == "status" and not any("CPNS" in r.text("kategori").upper() for r in group.parts):
        yield Hit(
            people[0].spot("status_pegawai"), f"Daftar pegawai memuat {len(people)} CPNS, sedangkan rekapitulasi menurut status tidak mempunyai baris CPNS: mereka terhitung dalam "
            f"PNS {angka(told[0].number('banyak') or Fraction(0))}.", found="CPNS", severity=Severity.INFO,
            related=(*(r.address("status_pegawai") for r in people[1:]), told[0].address("banyak")), advice="Tambahkan baris CPNS, atau tulis PNS dan CPNS.")


def _hit(check: Check, group: Group, found: list[Difference]) -> Hit:
    sure = [d for d in found if d.tally.certain]
    shown = [d for d in found if d.impossible]
    first = shown[0]
    named = [*shown, *(d for d in found if not d.impossible and d.tally.low and sure)]
    told = "; ".join(f"{d.row.text('kategori')} {angka(d.printed)}, daftar {_listed(d)}" for d in named[:8])
    more = f" dan {len(named) - 8} lainnya" if len(named) > 8 else ""
    part = "" if sure else _unsaid(check, group, first)
    people = (*(d.row.cell("kategori") for d in found), *(r.cell(first.tally.column) for r in check.rows("Pegawai")))
    place = f" ({group.place})" if group.place else ""
    return Hit(
        first.row.spot("banyak"), f"Rekapitulasi pegawai menurut {group.basis}{place} berbeda dari daftar pegawai: {told}{more}.{part}", found=angka(first.printed), expected=_listed(first),
        related=tuple(d.row.address("banyak") for d in found if d is not first), uses=people, severity=None if sure and group.basis in COMPLETE else Severity.WARNING)


def _unsaid(check: Check, group: Group, first: Difference) -> str:
    """What the list says of the others where it does not say it of everybody: their counts on both sides, and who is left on either."""
    known = {r.index: t.low for r in group.parts if (t := tally(check, group.basis, r.text("kategori"))) is not None}
    both = [f"{r.text('kategori')} {angka(n)}, daftar {known[r.index]}" for r in group.parts if known.get(r.index) and (n := count(r)) is not None and r is not first.row]
    rest = [(r, n) for r in group.parts if known.get(r.index) == 0 and (n := count(r))]
    blank = first.tally.high - first.tally.low
    left = " dan ".join(f"{r.text('kategori')} {angka(n)}" for r, n in rest)
    told = f" Yang terbaca untuk yang lain: {'; '.join(both)}." if both else ""
    beside = f", sedangkan kategori yang tidak ada di daftar ({left}) berjumlah {angka(sum((n for _, n in rest), Fraction(0)))}" if rest else ""
    return f"{told} Kolom {_column(first)} {blank} orang di daftar pegawai kosong{beside}."


def _listed(d: Difference) -> str:
    return angka(Fraction(d.tally.low)) if d.tally.certain else f"paling sedikit {d.tally.low}"


def _column(d: Difference) -> str:
    return {"status_pegawai": "Status", "kelamin": "L/P", "unit": "Unit kerja"}.get(d.tally.column, d.tally.column.capitalize())
