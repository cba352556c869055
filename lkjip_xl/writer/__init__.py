"""Writer: spec and data to an .xlsx with right stored values (xlsxwriter)."""

from lkjip_xl.writer.workbook import write_once, write_workbook

__all__ = ["write_once", "write_workbook"]
