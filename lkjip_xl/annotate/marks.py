"""What our marks are called and how they look; by these they are known again when the workbook comes back."""

from __future__ import annotations

import re

from lkjip_xl.findings import Severity

AUTHOR = "lkjip"
"""Author of our comments."""
HEADING = re.compile(r"lkjip · (?:LK\d{3} · (?:galat|peringatan|info)|\d+ temuan)(?=\n)")
"""First line of our comments: LibreOffice forgets who wrote a comment."""
NAMES = {Severity.ERROR: "lkjip_galat", Severity.WARNING: "lkjip_peringatan", Severity.INFO: "lkjip_info"}
"""Defined names, each TRUE: the conditional format of a marked cell is this name alone, so a user hides all marks of one weight by making it FALSE."""
SHEET_NAME = "lkjip_temuan"
"""Defined name that points at the sheet of findings, whatever the sheet is called."""
STATE_NAME = "lkjip_asal"
"""Defined name that holds which sheets were active and chosen before we put ours in front."""
TITLE = "Temuan"
COLORS = {Severity.ERROR: "FFFF9B9B", Severity.WARNING: "FFFFD97A", Severity.INFO: "FFB7DDF7"}
"""Fill of a marked cell and of its weight on the sheet of findings."""
DIVIDER = "\n\n———— lkjip ————\n"
"""Between a user's own comment and what we add to it."""
ALL_NAMES = frozenset((*NAMES.values(), SHEET_NAME, STATE_NAME))
