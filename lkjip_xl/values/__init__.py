"""Figures as kecamatan staff type them: read, compared and written."""

from .agree import (
    agrees,
    agrees_interval,
    close,
    code_canonical,
    code_parts,
    interval,
    meng_folded,
    normal,
)
from .fmt import angka, persen, poin, rupiah
from .parse import parse_date, parse_number, parse_printed, parse_text
from .types import AKIP, MEASURED, Kind, State, Trouble, Value

__all__ = [
    "AKIP",
    "MEASURED",
    "Kind",
    "State",
    "Trouble",
    "Value",
    "agrees",
    "agrees_interval",
    "angka",
    "close",
    "code_canonical",
    "code_parts",
    "interval",
    "meng_folded",
    "normal",
    "parse_date",
    "parse_number",
    "parse_printed",
    "parse_text",
    "persen",
    "poin",
    "rupiah",
]
