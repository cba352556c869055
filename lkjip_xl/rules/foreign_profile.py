"""LK015: a workbook issued under the policies of another kabupaten."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lkjip_xl.check import Check
from lkjip_xl.findings import Severity
from lkjip_xl.rules.rule import Hit, rule
from lkjip_xl.values import normal


@rule("LK015", "Profil kabupaten lain", blank_too=True)
def foreign_profile(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    Formulir ini diterbitkan dengan kebijakan kabupaten lain daripada yang diminta, atau nama kabupaten di Identitas bukan
    kabupaten pemilik profilnya.

    ## Mengapa penting

    Skala kategori, batas capaian dan cara efisiensi berbeda antarkabupaten. Hasil dengan profil yang salah tidak berlaku.

    ## Cara memperbaiki

    Minta formulir yang diterbitkan untuk kabupaten ini, lalu salin isiannya. Bila hanya nama kabupaten yang salah tulis, perbaiki di Identitas.

    ## Dasar hukum

    Kebijakan ditetapkan kabupaten; tidak ada ketentuan nasional tentang nilainya.
    """
    asked = check.profile
    if check.profile_asked and check.own_profile and check.own_profile != asked.key:
        yield Hit(
            check.spot("Kebijakan", "profil"), f"Formulir ini diterbitkan dengan profil {check.own_profile}, bukan {asked.key}.", found=check.own_profile, expected=asked.key
        )
        return
    kabupaten = check.form("Identitas", "kabupaten")
    if asked.kabupaten and isinstance(kabupaten, str) and kabupaten and _bare(kabupaten) != _bare(asked.kabupaten):
        yield Hit(
            check.spot("Identitas", "kabupaten"), f"Kabupaten tertulis {kabupaten}, sedangkan profil {asked.key} milik {asked.kabupaten}.",
            found=kabupaten, expected=asked.kabupaten, severity=Severity.WARNING,
        )


def _bare(name: str) -> str:
    """Name without the word that says what it is: "Kab. Banjar" = "Kabupaten Banjar"."""
    return normal(re.sub(r"^\s*(kabupaten|kab\.?)\s+", "", name, flags=re.IGNORECASE))
