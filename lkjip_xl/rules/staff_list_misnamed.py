"""LK334: a staff list that is called a list of PNS and holds others too."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lkjip_xl.check import Check
from lkjip_xl.findings import Severity
from lkjip_xl.quotes import ledger, normal
from lkjip_xl.quotes.people import status
from lkjip_xl.rules._quoted import addresses
from lkjip_xl.rules._sound import sound
from lkjip_xl.rules.rule import Hit, rule

_LIST = re.compile(r"\bdaftar\s+(?:nominatif|nama|urut|pegawai|pns)\b|\bnama(?:-nama)?\s+(?:pns|pegawai)\b", re.IGNORECASE)
_CIVIL = re.compile(r"\bpns\b|\bpegawai\s+negeri\s+sipil\b", re.IGNORECASE)
_OTHERS = re.compile(r"\bpppk\b|\bp3k\b|\bhonor|\bkontrak\b|\bnon\b|\basn\b|aparatur\s+sipil|perjanjian\s+kerja|\bthl\b|\bptt\b|\btenaga\b", re.IGNORECASE)


@rule("LK334", "Daftar PNS memuat pegawai lain", Severity.WARNING)
def staff_list_misnamed(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    Judul atau kalimat pengantar yang menyebut daftar pegawai sebagai daftar PNS (Pegawai Negeri Sipil), padahal daftar pegawai di
    lembar Profil memuat PPPK, honorer atau tenaga kontrak. Bila kutipan lain menyebut daftar tersendiri untuk mereka, tidak ada temuan.

    ## Mengapa penting

    Jumlah PNS dibaca dari daftar itu. Pegawai dengan status lain membuat jumlahnya salah.

    ## Cara memperbaiki

    Sebut daftarnya daftar pegawai atau daftar ASN, atau pisahkan pegawai yang bukan PNS.

    ## Dasar hukum

    Tidak ada; ini kecocokan judul dengan isinya.
    """
    if not sound(check, "Pegawai", "no", "jabatan", "status_pegawai"):
        return
    staff = [(r, status(r.text("status_pegawai"))) for r in check.rows("Pegawai")]
    others = [(r, s) for r, s in staff if s not in ("", "PNS", "CPNS")]
    if not others or not any(s == "PNS" for _, s in staff):
        return
    said = [q for q in ledger(check).quotes if q.besaran in ("judul", "kalimat") and q.ours]
    called = [q for q in said if _LIST.search(q.text) and _CIVIL.search(q.text) and not _OTHERS.search(q.text)]
    if not called or any(_OTHERS.search(q.text) and re.search(r"\b(?:daftar|data)\b", q.text, re.IGNORECASE) for q in said):
        return
    first = next((q for q in called if not normal(q.table).startswith("daftar")), called[0])
    names = "; ".join(f"no {r.subject} {r.text('jabatan')} ({s})" for r, s in others[:3]) + (f" dan {len(others) - 3} lainnya" if len(others) > 3 else "")
    yield Hit(
        first.spot, f"{first.place}: daftar pegawai disebut \"{first.text}\", padahal daftar pegawai di lembar Profil memuat {len(others)} orang yang bukan PNS: {names}.", found=first.text,
        related=(*addresses(q for q in called if q is not first), *(r.address("status_pegawai") for r, _ in others)))
