"""LK305: programs of the PK that do not add up to the total of the DPA."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from lkjip_xl.check import Check
from lkjip_xl.quotes import ledger
from lkjip_xl.rules._arithmetic import worked
from lkjip_xl.rules._budget import Node, explained, left_out, version_total
from lkjip_xl.rules._figures import Standing, TypedOver, hit_of, typed_over
from lkjip_xl.rules._quoted import addresses, listing
from lkjip_xl.rules._sound import sound
from lkjip_xl.rules.rule import Hit, rule
from lkjip_xl.values import rupiah


@rule("LK305", "Jumlah anggaran PK tidak sama dengan total DPA")
def pk_total_differs(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    JUMLAH anggaran di lembar PK yang diketik dan bukan jumlah programnya, atau jumlah program yang tidak sama dengan total DPA
    versi PK itu di lembar Identitas. Program yang tepat sebesar selisihnya disebut, juga tempat lain yang mencetak jumlah PK itu. Selisih yang sudah dijelaskan oleh satu program
    (LK304) tidak dilaporkan lagi.

    ## Mengapa penting

    PK memuat seluruh anggaran instansi. Jumlah yang lain berarti ada program yang tertinggal atau angka yang salah.

    ## Cara memperbaiki

    Periksa apakah semua program sudah ditulis dengan anggaran yang benar, dan apakah total DPA di lembar Identitas versi yang sama.

    ## Dasar hukum

    Tidak ada; ini kecocokan antarlembar.
    """
    wrong = [t for t in typed_over(check, "LK305") if t.standing is Standing.WRONG]
    yield from (hit_of(check, t, "Jumlah anggaran PK", _counted(check, t)) for t in wrong)
    difference = shortfall(check)
    if wrong or difference is None:
        return
    right, dpa = check.right_form("PKJumlah", "jumlah"), check.right_form("PKJumlah", "total_dpa")
    missing = left_out(check)
    cause = f" Program yang tidak tercantum dalam PK: {'; '.join(n.name for n in missing)}." if difference == -_sum(missing) and missing else ""
    way = "lebih" if difference > 0 else "kurang"
    which = check.form("Identitas", "pk_versi") == "perubahan" and check.form("Identitas", "dpa_perubahan") != ""
    said = [q for q in ledger(check).quotes if q.ours and not q.other_year and q.besaran == "pagu" and q.thing.total and q.value.number == right]
    also = f" Jumlah itu juga tercetak di {listing(dict.fromkeys(q.place for q in said), 3)}." if said else ""
    cells = [n.row.address("kode") for n in missing] if cause else []
    yield Hit(
        check.spot("PKJumlah", "jumlah"), f"Jumlah anggaran program dalam PK {rupiah(right)}, padahal total DPA {rupiah(dpa)}: {way} {rupiah(abs(difference))}.{cause}{also}",
        found=rupiah(right), expected=rupiah(dpa), calculation=worked(check.truth, ("PKJumlah", None, "jumlah"), right),
        related=(check.spot("Identitas", "dpa_perubahan" if which else "dpa_total").address, *cells, *addresses(said)),
        uses=(("PKJumlah", None, "jumlah"), ("PKJumlah", None, "total_dpa"), ("Identitas", None, "pk_versi")))


def shortfall(check: Check) -> Fraction | None:
    """What the programs of the PK are above the DPA, where no other finding tells it; None when they agree or cannot be compared."""
    right, dpa = check.right_form("PKJumlah", "jumlah"), check.right_form("PKJumlah", "total_dpa")
    if not sound(check, "Program", "anggaran") or not (isinstance(right, Fraction) and isinstance(dpa, Fraction)) or next(check.rows("Program"), None) is None:
        return None
    difference = right - dpa
    # Told program by program (LK304), or the DPA total itself is the odd one (LK306).
    return None if not difference or difference == explained(check) or version_total(check) == right else difference


def _sum(nodes: list[Node]) -> Fraction:
    return sum((v for n in nodes if isinstance(v := n.row.right("pagu_versi_pk"), Fraction)), Fraction(0))


def _counted(check: Check, found: TypedOver) -> str:
    """Names the program that a typed total leaves out or counts twice."""
    if not (isinstance(found.shown, Fraction) and isinstance(found.right, Fraction)):
        return ""
    names = [r.text("program") for r in check.rows("Program") if r.number("anggaran") == abs(found.shown - found.right)]
    return f"Selisihnya tepat sebesar {' atau '.join(names[:2])}, mungkin {'terhitung dua kali' if found.shown > found.right else 'tertinggal'}." if names else ""
