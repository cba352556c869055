"""Damage that moves cells, done by LibreOffice itself: rows and columns inserted, moved and deleted, sheets renamed and deleted.

All damages of a run go through one process: a Basic macro in the profile of the `soffice` fixture reads a list of steps. Formulas, names
and validations follow as they do at the desk of a person; everything is recalculated before the file is stored.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from xml.sax.saxutils import escape

from libreoffice import FILE_SECONDS, START_SECONDS, LibreOffice, LibreOfficeError

Step = tuple[str, ...]
"""An operation and its arguments as text; rows and columns count from 0, as LibreOffice does."""

MACRO = """
Dim book

Sub DoSteps(stepsFile As String)
  Dim oneLine As String, part
  On Error GoTo Failed
  Open stepsFile For Input As #1
  Do While Not Eof(1)
    Line Input #1, oneLine
    part = Split(oneLine, Chr(9))
    Select Case part(0)
      Case "open": book = StarDesktop.loadComponentFromURL(part(1), "_blank", 0, Array(PropertyOf("Hidden", True)))
      Case "store"
        book.calculateAll()
        book.storeToURL(part(1), Array(PropertyOf("FilterName", "Calc MS Excel 2007 XML")))
        book.close(True)
      Case "rename_sheet": OpenSheet(part(1)).setName(part(2))
      Case "delete_sheet": book.Sheets.removeByName(part(1))
      Case "insert_row": OpenSheet(part(1)).Rows.insertByIndex(CLng(part(2)), 1)
      Case "delete_row": OpenSheet(part(1)).Rows.removeByIndex(CLng(part(2)), 1)
      Case "insert_column": OpenSheet(part(1)).Columns.insertByIndex(CLng(part(2)), 1)
      Case "delete_column": OpenSheet(part(1)).Columns.removeByIndex(CLng(part(2)), 1)
      Case "move_column": MoveColumn(OpenSheet(part(1)), CLng(part(2)), CLng(part(3)))
      Case "number": OpenSheet(part(1)).getCellByPosition(CLng(part(2)), CLng(part(3))).Value = CDbl(part(4))
      Case "text": OpenSheet(part(1)).getCellByPosition(CLng(part(2)), CLng(part(3))).String = part(4)
    End Select
    If part(0) <> "open" And part(0) <> "store" Then ProtectAll()
  Loop
  Close #1
  Exit Sub
Failed:
  Open stepsFile & ".error" For Output As #2
  Print #2, oneLine & " : " & Error$
  Close #2
  StarDesktop.terminate()
End Sub

Function PropertyOf(propertyName As String, propertyValue)
  Dim made As New com.sun.star.beans.PropertyValue
  made.Name = propertyName
  made.Value = propertyValue
  PropertyOf = made
End Function

Function OpenSheet(title As String)
  Dim found
  found = book.Sheets.getByName(title)
  found.unprotect("")
  OpenSheet = found
End Function

Sub ProtectAll()
  Dim i, one
  For i = 0 To book.Sheets.Count - 1
    one = book.Sheets.getByIndex(i)
    If Not one.isProtected() Then one.protect("")
  Next
End Sub

Sub MoveColumn(sheet, source As Long, target As Long)
  Dim at As Long
  at = source
  sheet.Columns.insertByIndex(target, 1)
  If target <= source Then at = source + 1
  sheet.moveRange(sheet.getCellByPosition(target, 0).CellAddress, sheet.Columns.getByIndex(at).RangeAddress)
  sheet.Columns.removeByIndex(at, 1)
End Sub
"""
MODULE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1" script:language="StarBasic">{source}
Sub Main
  DoSteps("{steps}")
End Sub
</script:module>
"""


class Damager:
    """Runs damages in one LibreOffice process each time `run` is called."""

    def __init__(self, soffice: LibreOffice) -> None:
        self._soffice = soffice

    def run(self, jobs: Sequence[tuple[Path, Path, Sequence[Step]]]) -> list[Path]:
        """Do the steps of every job (source, target, steps); the targets. LibreOfficeError when one is not written."""
        home = self._soffice.home
        steps = home / "steps.txt"
        lines: list[str] = []
        for source, target, work in jobs:
            target.unlink(missing_ok=True)
            lines += [f"open\t{source.resolve().as_uri()}", *("\t".join(step) for step in work), f"store\t{target.resolve().as_uri()}"]
        steps.write_text("\n".join(lines) + "\n", encoding="utf-8")
        self._install(steps)
        said = self._soffice._run(["macro:///Standard.Module1.Main"], START_SECONDS + FILE_SECONDS * len(jobs))
        missing = [str(target) for _, target, _ in jobs if not target.is_file()]
        if missing:
            log = home / "steps.txt.error"
            said += log.read_text(encoding="utf-8", errors="replace") if log.is_file() else ""
            raise LibreOfficeError(f"LibreOffice tidak menulis {', '.join(missing)}\n{said}")
        return [target for _, target, _ in jobs]

    def _install(self, steps: Path) -> None:
        """Put the macro into the profile; a first start would overwrite it with an empty one."""
        folder = self._soffice.home / "profile" / "user" / "basic" / "Standard"
        if not folder.is_dir():
            self._soffice._run(["--terminate_after_init"], START_SECONDS)
        (folder / "Module1.xba").write_text(MODULE.format(source=escape(MACRO), steps=steps), encoding="utf-8")
