"""Three witnesses for every formula cell: stored value, value recomputed from the file's own formula, our engine's value."""

from lkjip_xl.witness.engines import Recomputed, recompute, start
from lkjip_xl.witness.verdicts import Dispute, Verdicts, compare, same_value

__all__ = ["Dispute", "Recomputed", "Verdicts", "compare", "recompute", "same_value", "start"]
