"""From a returned workbook to what the office delivers: the tables of its report, the summary workbook, the LKjIP."""

from __future__ import annotations

from pathlib import Path

from lkjip_xl.check import Check
from lkjip_xl.document import document
from lkjip_xl.errors import ErrorsOpen, LkjipError
from lkjip_xl.pipeline import examine, run_rules
from lkjip_xl.reader import collector_paused
from lkjip_xl.summary import summary
from lkjip_xl.tables import Tables, build


def filled(path: Path) -> Check:
    """Everything known of a workbook of ours that somebody has filled; LkjipError otherwise."""
    check = examine(path)
    if check.stopped:
        raise LkjipError(f"{path} bukan formulir kami, atau versinya tidak dikenal. Periksa dengan: lkjip validate {path}")
    if check.blank:
        raise LkjipError(f"{path} belum diisi, jadi belum ada yang dapat diringkas.")
    return check


def report_tables(path: Path, *, strict: bool = False) -> Tables:
    """The tables of the report of one workbook; with `strict` ErrorsOpen while it has open errors."""
    with collector_paused():
        check = filled(path)
        tables = build(check, run_rules(check))
    if strict and tables.subject.errors:
        raise ErrorsOpen(f"{path} {tables.subject.warning}. Perbaiki dahulu (lihat: lkjip validate {path}), atau jalankan tanpa --strict: hasilnya lalu ditandai.")
    return tables


def write_report(tables: Tables) -> bytes:
    """The LKjIP of a report as a Word document."""
    return document(tables)


def summarize(tables: Tables, paper: str = "A4") -> bytes:
    """The summary workbook of a report."""
    with collector_paused():
        return summary(tables, paper)
