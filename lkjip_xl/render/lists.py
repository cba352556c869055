"""What `lkjip diff` and `lkjip migrate` print: a table for people, JSON and CSV for programs. No sorting, comparing or filtering happens here."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import Any

from lkjip_xl.changes import Change, ChangeKind, Content, Diff, FindingChange, FindingState, Leftover, Migration, Side
from lkjip_xl.render.csv import harmless
from lkjip_xl.render.json import finding_dict

VERSION = 1
DIFF_HEADER = ("bagian", "jenis", "sel_lama", "sel_baru", "baris", "kolom", "dahulu", "jenis_dahulu", "kini", "jenis_kini", "keterangan", "karena")
LEFT_HEADER = ("jenis", "tempat_lama", "isi", "sebab", "gantinya")


class ListFormat(StrEnum):
    """Output formats of both commands."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


def render_diff(diff: Diff, form: ListFormat, *, width: int | None = None, color: bool = False) -> str:
    """Text of a comparison in one format; `width` and `color` matter to the table only."""
    match form:
        case ListFormat.TABLE:
            from lkjip_xl.render.changes import diff_table  # noqa: PLC0415 - rich is loaded where it is used

            return diff_table(diff, width=width, color=color)
        case ListFormat.JSON:
            return _json({
                "version": VERSION, "old": _side(diff.old), "new": _side(diff.new), "apart": list(diff.apart), "same": diff.same,
                "changes": [_change(c) for c in diff.changes], "findings": [_finding(f) for f in diff.findings], "note": diff.note,
            })
        case ListFormat.CSV:
            return _csv(DIFF_HEADER, _diff_lines(diff))


def render_migration(migration: Migration, form: ListFormat, *, width: int | None = None, color: bool = False) -> str:
    """Text of the outcome of moving a workbook in one format."""
    match form:
        case ListFormat.TABLE:
            from lkjip_xl.render.changes import migration_table  # noqa: PLC0415

            return migration_table(migration, width=width, color=color)
        case ListFormat.JSON:
            return _json({
                "version": VERSION, "file": migration.file, "output": migration.output, "instansi": migration.instansi, "from": migration.former, "to": migration.version,
                "carried": migration.carried, "typed_over": migration.over, "added": list(migration.added),
                "leftovers": [{"kind": x.kind.value, "place": x.place, "value": x.value, "why": x.why, "instead": x.instead} for x in migration.leftovers],
            })
        case ListFormat.CSV:
            return leftovers_csv(migration.leftovers)


def leftovers_csv(leftovers: Sequence[Leftover]) -> str:
    """What was not carried, one line each, with a header line."""
    return _csv(LEFT_HEADER, ((x.kind.value, x.place, x.value, x.why, x.instead) for x in leftovers))


def _json(content: dict[str, Any]) -> str:
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def _csv(header: Sequence[str], lines: Iterable[Sequence[str]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)
    writer.writerows([harmless(x) for x in line] for line in lines)
    return out.getvalue()


def _side(side: Side) -> dict[str, Any]:
    return {"file": side.file, "instansi": side.instansi, "tahun": side.tahun, "periode": side.periode, "template": side.template}


def _content(content: Content) -> dict[str, str]:
    return {"kind": content.kind, "value": content.text, "shown": content.shown}


def _change(c: Change) -> dict[str, Any]:
    return {
        "kind": c.kind.value, "old_place": c.old_place, "new_place": c.new_place, "subject": c.subject, "column": c.column, "old": _content(c.old), "new": _content(c.new),
        "note": c.note, "cells": [{"column": header, "shown": shown} for header, shown in c.cells], "causes": list(c.causes),
    }


def _finding(f: FindingChange) -> dict[str, Any]:
    return {"state": f.state.value, "old_place": f.old_place} | finding_dict(f.finding)


def _diff_lines(diff: Diff) -> Iterable[tuple[str, ...]]:
    yield from (("berkas", "berbeda", "", "", "", "", "", "", "", "", said, "") for said in diff.apart)
    for c in diff.changes:
        whole = "; ".join(f"{header}: {shown}" for header, shown in c.cells)
        sides = ("", "", "", "") if c.kind in ROWS else (c.old.shown, c.old.kind, c.new.shown, c.new.kind)
        yield "isi", c.kind.value, c.old_place, c.new_place, c.subject, c.column, *sides, c.note or whole, " ".join(c.causes)
    for f in diff.findings:
        new = "" if f.state is FindingState.GONE else f.finding.place
        yield "temuan", f.state.value, f.old_place, new, f.finding.subject, f.finding.code, "", "", f.finding.found, "", f.finding.message, ""


ROWS = (ChangeKind.ROW_NEW, ChangeKind.ROW_GONE, ChangeKind.ROW_MOVED, ChangeKind.FRAME)
"""Changes of something that is no cell."""
