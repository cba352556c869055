"""What each version of the template changed, for reading workbooks of the versions before it.

One `Step` per version; all keys are defined names (`PK_target`), which are for ever (decision 0012). Kept workbooks of every version that was out with
offices lie in `tests/lama/`, and `tests/test_migrate.py` holds each step against them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from lkjip_xl.spec import book


@dataclass(frozen=True, slots=True)
class Step:
    """From one version to the next; what is not named here stayed as it was."""

    former: str
    version: str
    added: tuple[str, ...] = ()
    """Parts that people fill, by key, and input fields that are new in parts there were."""
    renamed: Mapping[str, str] = field(default_factory=dict)
    """Name a field had, to the name it has."""
    headers: Mapping[str, str] = field(default_factory=dict)
    """Header or label a field had."""
    dropped: Mapping[str, str] = field(default_factory=dict)
    """Fields that are no more, with the reason in Indonesian."""
    formulas: Mapping[str, str] = field(default_factory=dict)
    """Excel text a formula had, as in `Formula.excel`."""
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """By list: a word it had, to the word it has ("" when there is none)."""
    texts: tuple[str, ...] = ()
    """Beginnings of fixed texts that stood in the template and are no more."""


def _sum_of_level(column: str) -> str:
    """Roll-up of Anggaran while one level, a policy, said which rows are added up."""
    whole = f"SUMIFS({{Anggaran.{column}}},{{Anggaran.level}},Kebijakan_level_terinci"
    text = '""'
    for level in ("kegiatan", "program", "bidang", "urusan"):
        text = f'IF({{level}}="{level}",{whole},{{Anggaran.k_{level}}},{{k_{level}}}),{text})'
    return f'IF({{level}}="","",IF(OR({{level}}="",{{level}}="keluaran",{{level}}=Kebijakan_level_terinci),"",IF({{level}}="unit",{whole}),{text})))'


def _any(word: str, *parts: str) -> str:
    tests = ",".join(f'Periksa_{part}="{word}"' for part in parts)
    return f"OR({tests})"


_CHECKED = (
    "identitas", "renstra", "iku", "pk", "program", "triwulan", "datadukung", "pengukuran", "pembanding", "anggaran", "efisiensi", "analisis", "tindaklanjut", "kutipan", "jumlah",
)
_DIFFERS = ",".join(f"IF(ISNUMBER({name}),{name}<>0,FALSE)" for name in ("Jumlah_beda_murni", "Jumlah_beda_dpa", "Jumlah_beda_realisasi", "PKJumlah_selisih"))

STEPS = (
    Step(
        "1.0", "1.1",
        added=("Belanja", "Pegawai", "RekapPegawai", "Wilayah", "Prestasi", "Renstra_skala", "Anggaran_kinerja", "Kutipan_menurut", "Kutipan_banding"),
        headers={"Periksa_jumlah": "Jumlah anggaran terhadap DPA dan PK"},
        dropped={"Kebijakan_level_terinci": "Sejak versi 1.1 baris anggaran yang dijumlahkan dikenali sendiri dari susunannya."},
        formulas={
            "Anggaran_pagu_rinci": _sum_of_level("pagu_tulis"), "Anggaran_real_rinci": _sum_of_level("real_tulis"), "Anggaran_murni_rinci": _sum_of_level("pagu_murni"),
            "Jumlah_murni": "SUMIFS({Anggaran.pagu_murni},{Anggaran.level},Kebijakan_level_terinci)",
            "Jumlah_pagu": "SUMIFS({Anggaran.pagu_tulis},{Anggaran.level},Kebijakan_level_terinci)",
            "Jumlah_realisasi": "SUMIFS({Anggaran.real_tulis},{Anggaran.level},Kebijakan_level_terinci)",
            "Periksa_jumlah": f'IF(OR({_DIFFERS}),"TIDAK COCOK","LENGKAP")',
            "Periksa_semua": f'IF({_any("TIDAK COCOK", *_CHECKED)},"TIDAK COCOK",IF({_any("BELUM", *_CHECKED)},"BELUM","LENGKAP"))',
        },
        texts=(
            "Formulir lkjip-xl versi 1.0, profil ", "Identitas, Renstra, IKU, PK (target dan anggaran), Triwulan (target), Anggaran (pagu).",
            "Identitas (periode), Triwulan (realisasi), Anggaran (realisasi s.d. triwulan itu), Data Dukung, Analisis.",
            "Identitas (periode TAHUNAN), Pengukuran (realisasi setahun), Pembanding, Anggaran, Efisiensi (pilih ID), Analisis, Tindak Lanjut, Kutipan.",
            "Level anggaran terinci", "Level baris anggaran yang dijumlahkan ke atas.",
        ),
    ),
)
"""In order; the last one leads to the version in force."""


def steps_from(version: str) -> tuple[Step, ...]:
    """Steps from a version to the one in force; () for that one and for a version nobody issued."""
    start = next((i for i, step in enumerate(STEPS) if step.former == version), len(STEPS))
    return STEPS[start:]


def older() -> tuple[str, ...]:
    """Versions that can be carried into the one in force."""
    return tuple(step.former for step in STEPS)


def is_newer(version: str) -> bool:
    """Is a version later than the one in force; False for what is no version."""
    return _parts(version) > _parts(book.TEMPLATE_VERSION)


def _parts(version: str) -> tuple[int, ...]:
    return tuple(int(p) for p in version.split(".")) if version.replace(".", "").isdecimal() and all(version.split(".")) else ()
