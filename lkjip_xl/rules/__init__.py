"""The rule catalogue: importing this package imports every rule module (one rule per file)."""

from __future__ import annotations

import importlib
import pkgutil

from lkjip_xl.rules._reread import second_look
from lkjip_xl.rules.rule import FAMILIES, HEADINGS, RULES, Hit, Rule, rule, section

for _module in sorted(m.name for m in pkgutil.iter_modules(__path__)):
    if _module != "rule" and not _module.startswith("_"):
        importlib.import_module(f"{__name__}.{_module}")

CATALOGUE: tuple[Rule, ...] = tuple(RULES[code] for code in sorted(RULES))

__all__ = ["CATALOGUE", "FAMILIES", "HEADINGS", "RULES", "Hit", "Rule", "rule", "second_look", "section"]
