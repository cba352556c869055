"""Kutipan: figures and names that the report prints a second time, resolved and compared with the sheets."""

from lkjip_xl.quotes.judge import BAD, UNMEASURED, Judgement, Standing, agreed
from lkjip_xl.quotes.ledger import Ledger, ledger
from lkjip_xl.quotes.names import Likeness, likeness
from lkjip_xl.quotes.naming import Misnamed, Names, names
from lkjip_xl.quotes.quote import CHANGE, CLASS, PROSE, WORDS, Quote, years_in
from lkjip_xl.quotes.sights import Sight, shown
from lkjip_xl.quotes.text import bare, meng_folded, normal
from lkjip_xl.quotes.things import Thing, Things

__all__ = [
    "BAD", "CHANGE", "CLASS", "PROSE", "UNMEASURED", "WORDS",
    "Judgement", "Ledger", "Likeness", "Misnamed", "Names", "Quote", "Sight", "Standing", "Thing", "Things",
    "agreed", "bare", "ledger", "likeness", "meng_folded", "names", "normal", "shown", "years_in",
]
