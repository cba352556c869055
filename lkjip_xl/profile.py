"""Profiles: the policies (`kebijakan`) a kabupaten declares once, as TOML in `workbook_templates/profil/`."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from lkjip_xl.errors import SpecError
from lkjip_xl.spec.build import CLASSES
from lkjip_xl.spec.sheets.budget import METHODS
from lkjip_xl.spec.sheets.identitas import KEBIJAKAN

DEFAULT = "netral"


@dataclass(frozen=True, slots=True)
class ScaleClass:
    """One class of a category scale as printed: from `dari` to `sampai` (percent), both inclusive, None = open."""

    label: str
    dari: Fraction | None
    sampai: Fraction | None
    warna: str


@dataclass(frozen=True, slots=True)
class Profile:
    """Policies of one kabupaten; `cells` are the values of the locked cells of the form Kebijakan."""

    key: str
    nama: str
    kabupaten: str
    sumber: str
    classes: tuple[ScaleClass, ...]
    cells: Mapping[str, Fraction | str]

    @property
    def fingerprint(self) -> str:
        """Hash of the policies, kept in the document property `lkjip_kebijakan`."""
        return fingerprint(self.cells)


def fingerprint(cells: Mapping[str, Any]) -> str:
    """Hash of policy cells: 16 hex digits over key and value in the order of the form."""
    text = "\n".join(f"{f.key}={_plain(cells.get(f.key, ''))}" for f in KEBIJAKAN.fields)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _plain(value: Any) -> str:
    return f"{float(value):.12g}" if isinstance(value, (Fraction, int)) else str(value)


def folder() -> Traversable:
    """Folder of the shipped profiles: inside the wheel, or in the checkout."""
    packed = files("lkjip_xl").joinpath("workbook_templates", "profil")
    if packed.is_dir():
        return packed
    return Path(__file__).resolve().parent.parent / "workbook_templates" / "profil"


def available() -> list[str]:
    """Names of the shipped profiles, sorted."""
    return sorted(p.name.removesuffix(".toml") for p in folder().iterdir() if p.name.endswith(".toml"))


@cache
def load(key: str) -> Profile:
    """Load a shipped profile by name, or a TOML file by path; SpecError when it is unknown or wrong."""
    path: Traversable = Path(key) if key.endswith(".toml") else folder().joinpath(f"{key}.toml")
    if not path.is_file():
        raise SpecError(f"Profil {key!r} tidak ada. Yang tersedia: {', '.join(available())}.")
    try:
        return _build(path.name.removesuffix(".toml"), tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal))
    except (KeyError, ValueError, TypeError) as error:
        raise SpecError(f"Profil {key!r} tidak dapat dibaca: {error}") from error


def _build(key: str, data: Mapping[str, Any]) -> Profile:
    classes = tuple(
        ScaleClass(c["label"], _number(c.get("dari")), _number(c.get("sampai")), c.get("warna", "")) for c in data["kategori"]["kelas"]
    )
    if not 1 < len(classes) <= CLASSES:
        raise ValueError(f"skala mempunyai {len(classes)} kelas, paling banyak {CLASSES}")
    cells: dict[str, Fraction | str] = {
        "profil": key,
        "batas": _cap(data["capaian"]["batas"]),
        "rata_rata": _one_of(data["rata_rata"]["atas"], ("indikator", "sasaran")),
        "digit": Fraction(2 if data["kategori"]["pembacaan"] == "bulatkan" else 6),
        "pembacaan": _one_of(data["kategori"]["pembacaan"], ("batas bawah", "kontinu", "bulatkan")),
        "efisiensi": _one_of(data["efisiensi"]["metode"], tuple(METHODS)),
        "efisiensi_syarat": (_number(data["efisiensi"].get("syarat", 0)) or Fraction(0)) / 100,
        "efisiensi_total": _one_of(data["efisiensi"]["total"], ("hasil bagi", "rata-rata")),
        "bab_iii": str(data["bab3"]["urutan"]),
    }
    cells.update(_bounds(classes, data["kategori"]["pembacaan"], data["kategori"]["kelas"]))
    return Profile(key, data["nama"], data["kabupaten"], data["sumber"], classes, cells)


def _bounds(classes: tuple[ScaleClass, ...], reading: str, raw: list[Mapping[str, Any]]) -> dict[str, Fraction | str]:
    """Lower bounds from the printed classes: `kontinu` starts a class right above the end of the next lower one."""
    cells: dict[str, Fraction | str] = {}
    for i in range(1, CLASSES + 1):
        cells[f"kelas_{i}_dari"], cells[f"kelas_{i}_termasuk"], cells[f"kelas_{i}_label"] = "", "", ""
    for i, c in enumerate(classes, 1):
        low, included = c.dari, raw[i - 1].get("termasuk", True)
        if reading == "kontinu" and i < len(classes) and classes[i].sampai is not None:
            low, included = classes[i].sampai, False
        cells[f"kelas_{i}_dari"] = "" if low is None else low / 100
        cells[f"kelas_{i}_termasuk"] = "ya" if included else "tidak"
        cells[f"kelas_{i}_label"] = c.label
    return cells


def _number(value: Any) -> Fraction | None:
    return None if value is None else Fraction(value)


def _cap(value: Any) -> Fraction | str:
    return "tanpa" if value == "tanpa" else Fraction(value) / 100


def _one_of(value: str, allowed: tuple[str, ...]) -> str:
    if value not in allowed:
        raise ValueError(f"{value!r} bukan salah satu dari {', '.join(allowed)}")
    return value
