"""The domain engine: runs the spec's Python twins over typed inputs, with exact fractions.

Witness 3 of every formula cell. The same engine gives the writer its stored values. A cell that does not type is
`UNTYPED`; what depends on it is `UNTYPED` too and is never compared (design section 3).
"""

from lkjip_xl.engine.core import Engine
from lkjip_xl.engine.inputs import UNTYPED, CellKey, Inputs, TableInputs, Untyped
from lkjip_xl.engine.origins import Origins
from lkjip_xl.engine.row import Row, excel_round, fold, official_names

__all__ = ["UNTYPED", "CellKey", "Engine", "Inputs", "Origins", "Row", "TableInputs", "Untyped", "excel_round", "fold", "official_names"]
