"""A Word document in the few moves that a report needs: headings, captions and lists as fields, tables that repeat their heads, gaps that can be seen. Knows nothing of what it says."""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Sequence
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_COLOR_INDEX
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

CREATED = datetime.datetime(2025, 1, 1)  # noqa: DTZ001 - a document has no time zone here
ZIP_DATE = (2025, 1, 1, 0, 0, 0)
FONT, HEAD_FILL, STRONG_FILL = "Arial", "D5E4EA", "EEF3EE"
PAGE = (Cm(21.0), Cm(29.7))
MARGINS = (Cm(2.5), Cm(2.0))
"""Left and right."""


class Word:
    """One document while it is written, from the top."""

    def __init__(self, title: str, head: str) -> None:
        self.doc: Any = Document()
        self._bookmarks = 0
        properties = self.doc.core_properties
        properties.title, properties.author, properties.comments = title, "", ""
        properties.created = properties.modified = CREATED
        self._styles()
        self._page(self.doc.sections[0])
        self._head_and_foot(head)
        update = OxmlElement("w:updateFields")
        update.set(qn("w:val"), "true")
        self.doc.settings.element.append(update)

    def _styles(self) -> None:
        for name, size, bold in (("Normal", 11, False), ("Heading 1", 14, True), ("Heading 2", 12, True), ("Title", 20, True), ("Caption", 10, True)):
            style = self.doc.styles[name]
            style.font.name, style.font.size, style.font.bold = FONT, Pt(size), bold
            fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
            for attribute in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
                fonts.attrib.pop(qn(attribute), None)
        for name in ("Heading 1", "Heading 2", "Title", "Caption"):
            self.doc.styles[name].font.color.rgb = None
        self.doc.styles["Normal"].paragraph_format.space_after = Pt(6)
        self.doc.styles["Caption"].paragraph_format.keep_with_next = True

    def _page(self, section: Any, *, landscape: bool = False) -> None:
        section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
        section.page_width, section.page_height = reversed(PAGE) if landscape else PAGE
        section.left_margin, section.right_margin = MARGINS
        section.top_margin = section.bottom_margin = Cm(2.2)

    def _head_and_foot(self, head: str) -> None:
        section = self.doc.sections[0]
        section.header.paragraphs[0].text = head
        foot = section.footer.paragraphs[0]
        foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
        self.field(foot, "PAGE", "1")

    # text

    def heading(self, text: str, level: int) -> None:
        """A heading; of level 1 on a new page."""
        made = self.doc.add_heading(text, level)
        made.paragraph_format.page_break_before = level == 1
        made.alignment = WD_ALIGN_PARAGRAPH.CENTER if level == 1 else WD_ALIGN_PARAGRAPH.LEFT

    def front(self, text: str, *, big: bool = False) -> None:
        """A centred line of the cover."""
        made = self.doc.add_paragraph(style="Title" if big else "Normal")
        made.alignment = WD_ALIGN_PARAGRAPH.CENTER
        made.add_run(text).bold = True

    def text(self, text: str, *, bold: bool = False) -> Any:
        """A paragraph."""
        made = self.doc.add_paragraph()
        made.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
        made.add_run(text).bold = bold
        return made

    def gap(self, what: str) -> None:
        """What only a person can write, marked so that nobody overlooks it."""
        made = self.doc.add_paragraph()
        made.add_run(f"[ISI: {what}]").font.highlight_color = WD_COLOR_INDEX.YELLOW

    def note(self, text: str) -> None:
        """Small print below a table."""
        made = self.doc.add_paragraph()
        made.paragraph_format.space_after = Pt(2)
        run = made.add_run(text)
        run.italic, run.font.size = True, Pt(8)

    # fields

    def field(self, paragraph: Any, code: str, shown: str) -> None:
        """A Word field with what it shows until Word works it out."""
        for kind in ("begin", "code", "separate", "shown", "end"):
            run = paragraph.add_run()
            if kind == "code":
                made = OxmlElement("w:instrText")
                made.set(qn("xml:space"), "preserve")
                made.text = f" {code} "
                run._r.append(made)
            elif kind == "shown":
                run.text = shown
            else:
                made = OxmlElement("w:fldChar")
                made.set(qn("w:fldCharType"), kind)
                run._r.append(made)

    def contents(self, code: str, lines: Sequence[str]) -> None:
        """A list of headings or captions as a field; the lines stand there until it is worked out."""
        self.field(self.doc.add_paragraph(), code, "\n".join(lines))

    def caption(self, chapter: str, number: str, title: str, mark: str) -> None:
        """Caption of a table: its number counts within the chapter, and `mark` names it for references."""
        made = self.doc.add_paragraph(style="Caption")
        self._bookmarks += 1
        start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
        for element in (start, end):
            element.set(qn("w:id"), str(self._bookmarks))
        start.set(qn("w:name"), mark)
        made._p.append(start)
        made.add_run(f"Tabel {chapter}.")
        self.field(made, "SEQ Tabel \\* ARABIC \\s 1", number)
        made._p.append(end)
        made.add_run(f" {title}")

    def refer(self, paragraph: Any, mark: str, shown: str) -> None:
        """A reference to a caption."""
        self.field(paragraph, f"REF {mark} \\h", shown)

    # tables

    def turn(self, *, landscape: bool) -> None:
        """Go on on a page of this orientation."""
        if (self.doc.sections[-1].orientation == WD_ORIENT.LANDSCAPE) != landscape:
            self._page(self.doc.add_section(WD_SECTION.NEW_PAGE), landscape=landscape)

    def table(self, heads: Sequence[Sequence[tuple[str, int]]], rows: Sequence[Sequence[tuple[str, str]]], widths: Sequence[int], marks: Sequence[tuple[bool, Sequence[bool]]]) -> None:
        """A table: lines of heads as (text, columns), rows as (text, alignment), and for each row whether it is strong and which cells are gaps."""
        made = self.doc.add_table(rows=len(heads) + len(rows), cols=len(widths), style="Table Grid")
        made.autofit = False
        section = self.doc.sections[-1]
        room = section.page_width - section.left_margin - section.right_margin
        sizes = [int(room * w / sum(widths)) for w in widths]
        for column, size in zip(made.columns, sizes, strict=True):
            column.width = size
        grid = [list(row.cells) for row in made.rows]
        for n, line in enumerate(heads):
            at = 0
            for text, span in line:
                cell = grid[n][at] if span == 1 else grid[n][at].merge(grid[n][at + span - 1])
                self._write(cell, text, "center", bold=True, fill=HEAD_FILL)
                at += span
            repeat = OxmlElement("w:tblHeader")
            made.rows[n]._tr.get_or_add_trPr().append(repeat)
        for n, (cells, (strong, gaps)) in enumerate(zip(rows, marks, strict=True), len(heads)):
            keep = OxmlElement("w:cantSplit")
            made.rows[n]._tr.get_or_add_trPr().append(keep)
            for col, ((text, align), is_gap) in enumerate(zip(cells, gaps, strict=True)):
                grid[n][col].width = sizes[col]
                self._write(grid[n][col], text, align, bold=strong, fill=STRONG_FILL if strong else "", marked=is_gap)

    def _write(self, cell: Any, text: str, align: str, *, bold: bool, fill: str = "", marked: bool = False) -> None:
        paragraph = cell.paragraphs[0]
        paragraph.alignment = {"right": WD_ALIGN_PARAGRAPH.RIGHT, "center": WD_ALIGN_PARAGRAPH.CENTER}.get(align, WD_ALIGN_PARAGRAPH.LEFT)
        paragraph.paragraph_format.space_after = Pt(0)
        run = paragraph.add_run(text)
        run.font.size, run.bold = Pt(8), bold
        if marked:
            run.font.highlight_color = WD_COLOR_INDEX.YELLOW
        if fill:
            shade = OxmlElement("w:shd")
            for name, value in (("w:val", "clear"), ("w:color", "auto"), ("w:fill", fill)):
                shade.set(qn(name), value)
            cell._tc.get_or_add_tcPr().append(shade)

    def content(self) -> bytes:
        """The .docx; the same document gives the same bytes."""
        first, second = io.BytesIO(), io.BytesIO()
        self.doc.save(first)
        with zipfile.ZipFile(first) as old, zipfile.ZipFile(second, "w", zipfile.ZIP_DEFLATED) as new:
            for item in sorted(old.infolist(), key=lambda i: (i.filename != "[Content_Types].xml", i.filename)):
                info = zipfile.ZipInfo(item.filename, ZIP_DATE)
                info.compress_type, info.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
                new.writestr(info, old.read(item))
        return second.getvalue()
