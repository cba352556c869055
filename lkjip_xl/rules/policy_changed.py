"""LK014: policy cells that differ from the profile the workbook was issued under."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lkjip_xl.check import Check
from lkjip_xl.errors import SpecError
from lkjip_xl.profile import Profile, fingerprint, load
from lkjip_xl.rules._depends import lost
from lkjip_xl.rules._figures import show
from lkjip_xl.rules._template import SINGLE
from lkjip_xl.rules.rule import Hit, rule
from lkjip_xl.spec import book
from lkjip_xl.witness.verdicts import same_value


@rule("LK014", "Kebijakan kabupaten diubah", blank_too=True)
def policy_changed(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    Isi sel Kebijakan (skala kategori, batas capaian, cara efisiensi, dan lainnya) tidak sama dengan profil kabupaten yang
    dipakai saat formulir diterbitkan.

    ## Mengapa penting

    Kebijakan berlaku sama untuk semua instansi di satu kabupaten. Dengan skala atau batas yang lain, kategori dan rata-rata
    tidak dapat dibandingkan.

    ## Cara memperbaiki

    Kembalikan isi sel itu seperti yang tertulis di temuan, atau minta formulir baru bila kebijakan kabupaten memang berubah.

    ## Dasar hukum

    Kebijakan ditetapkan kabupaten; tidak ada ketentuan nasional tentang nilainya.
    """
    gone = lost(check)
    cells = check.verdicts.inputs.forms.get("Kebijakan")
    if cells is None or len({key for part, key in gone if part == "Kebijakan"}) == len(book.FORMS["Kebijakan"].fields):
        return
    profile = _issued(check)
    name = check.spot("Kebijakan", "profil")
    stated = check.raw.custom.get("lkjip_kebijakan", "")
    if profile is None:
        if stated and stated != fingerprint(cells):
            yield Hit(name, "Kebijakan di berkas ini tidak sama lagi dengan saat formulir diterbitkan.", found=fingerprint(cells), expected=stated)
        return
    wrong = [k for k, value in profile.cells.items() if ("Kebijakan", k) not in gone and not same_value(cells.get(k, ""), value)]
    if stated and wrong and stated == fingerprint(cells):
        yield Hit(name, f"Kebijakan di berkas ini utuh, tetapi profil {profile.key} sekarang berbeda.", advice="Terbitkan ulang formulir dengan profil yang berlaku, lalu salin isiannya.")
        return
    if not wrong and stated and stated != profile.fingerprint and not any(part == "Kebijakan" for part, _ in gone):
        yield Hit(name, "Tanda kebijakan yang tertanam di berkas tidak sama dengan isi sel kebijakannya.", found=stated, expected=profile.fingerprint)
        return
    yield from _each(check, profile, cells, wrong)


def _each(check: Check, profile: Profile, cells: dict[str, Any], wrong: list[str]) -> Iterator[Hit]:
    if len(wrong) > SINGLE:
        spots = [check.spot("Kebijakan", k) for k in wrong]
        labels = ", ".join(book.FORMS["Kebijakan"][k].header for k in wrong[:3])
        yield Hit(spots[0], f"{len(wrong)} kebijakan berbeda dengan profil {profile.key}: {labels} dan lainnya.", related=tuple(s.address for s in spots[1:]))
        return
    for key in wrong:
        f = book.FORMS["Kebijakan"][key]
        found, expected = show(cells.get(key, ""), f.look), show(profile.cells[key], f.look)
        yield Hit(
            check.spot("Kebijakan", key), f'Kebijakan "{f.header}" tertulis {found}, menurut profil {profile.key} seharusnya {expected}.',
            advice=f"Isi kembali sel itu dengan {expected}.", found=found, expected=expected,
        )


def _issued(check: Check) -> Profile | None:
    """Profile the file names, None when it names one we do not have."""
    if check.own_profile == check.profile.key:
        return check.profile
    try:
        return load(check.own_profile) if check.own_profile and not check.own_profile.endswith(".toml") else None
    except SpecError:
        return None
