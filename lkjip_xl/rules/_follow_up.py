"""Planning documents named in recommendations and what was done about them."""

from __future__ import annotations

import re

_DOCUMENTS = {
    "Renstra": r"renstra|rencana\s+strategis",
    "Renja": r"renja|rencana\s+kerja(?!\s+(?:dan\s+)?anggaran)",
    "IKU": r"(?-i:IKU)|indikator\s+kinerja\s+utama",
    "PK": r"(?-i:PK)|perjanjian\s+kinerja",
    "RKA": r"(?-i:RKA)|rencana\s+kerja\s+(?:dan\s+)?anggaran",
    "DPA": r"(?-i:DPA)|dokumen\s+pelaksanaan\s+anggaran",
    "Pohon Kinerja": r"pohon\s+kinerja",
    "Laporan Kinerja": r"laporan\s+kinerja|lkj(?:ip)?|lakip",
}
_NAMED = {name: re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE) for name, pattern in _DOCUMENTS.items()}
_ONE = rf"(?:{'|'.join(_DOCUMENTS.values())})(?:\s*\([^)]*\))?"
_MADE = re.compile(
    rf"\b(?:penyusunan|menyusun|reviu|mereviu|revisi|merevisi|menyempurnakan|penyempurnaan|memperbaiki|perbaikan|menyelaraskan|penyelarasan)\s+(?:dokumen\s+)?"
    rf"(?P<list>{_ONE}(?:\s*(?:,\s*dan\b|,|/|\bdan\b|&)\s*{_ONE})+)", re.IGNORECASE)


def documents(text: str) -> list[str]:
    """Documents that a text names, each once."""
    return [name for name, pattern in _NAMED.items() if pattern.search(text)]


def left_out(advice: str, plan: str, target: str, progress: str) -> tuple[list[str], list[str]]:
    """Documents that advice and plan say are to be made, and those of them that neither target nor progress names although the target names another of them."""
    made = _MADE.search(advice)
    asked = documents(made["list"]) if made else []
    promised = documents(target)
    if not set(asked) <= set(documents(plan)) or not set(asked) & set(promised):
        return asked, []
    return asked, [d for d in asked if d not in promised and d not in documents(progress)]
