"""LK404: a target that last year's realisasi has passed already."""

from __future__ import annotations

from collections.abc import Iterator

from lkjip_xl.check import Check
from lkjip_xl.findings import Severity
from lkjip_xl.rules._sound import targets_sound
from lkjip_xl.rules._yearly import shown, worth
from lkjip_xl.rules.rule import Hit, rule


@rule("LK404", "Target sudah terlampaui realisasi tahun lalu", Severity.WARNING)
def target_already_passed(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    Target PK yang lebih mudah daripada realisasi tahun lalu: lebih rendah untuk indikator berarah naik, lebih tinggi untuk
    indikator berarah turun. Target yang sama dengan realisasi tahun lalu tidak dilaporkan.

    ## Mengapa penting

    Target seperti itu tercapai tanpa bekerja dan menghasilkan capaian yang sangat tinggi. Evaluator selalu menanyakannya.

    ## Cara memperbaiki

    Sesuaikan target dalam PK perubahan atau Renstra, atau jelaskan dalam laporan mengapa target tidak dinaikkan.

    ## Dasar hukum

    Tidak ada; ini perbandingan antartahun.
    """
    for past in check.rows("Pembanding") if targets_sound(check) else ():
        promise = check.by_id("PK", past.text("id"))
        if promise is None or past.text("macam") != "tahun sebelumnya" or check.year is None or past.number("tahun") != check.year - 1:
            continue
        jenis, arah, target = past.text("jenis"), past.text("arah"), promise.right("target")
        before, now = worth(past["realisasi"], past["penyebut"], jenis), worth(target, promise["penyebut"], jenis)
        if before is None or now is None or not (before > now if arah == "naik" else before < now and arah.startswith("turun")):
            continue
        ratio = jenis == "rasio"
        mine, reached = shown(target, promise["penyebut"] if ratio else ""), shown(past["realisasi"], past["penyebut"] if ratio else "")
        key = "target_perubahan" if promise["target_perubahan"] != "" else "target_murni"
        yield Hit(
            promise.spot(key), f"Target {past.text('id')} tahun {check.year} {mine}, padahal realisasi tahun {check.year - 1} sudah {reached} (arah {arah}).",
            found=mine, related=(past.address("realisasi"),))
