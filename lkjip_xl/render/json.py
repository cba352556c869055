"""JSON: the shape that other programs read; `version` grows when it changes."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from lkjip_xl.findings import FileReport, Finding, IdleWaiver, Waiver

VERSION = 1


def finding_dict(f: Finding) -> dict[str, Any]:
    """One finding as plain data."""
    return {
        "code": f.code, "severity": f.severity.value, "sheet": f.sheet, "cell": f.cell, "message": f.message, "advice": f.advice,
        "found": f.found, "expected": f.expected, "calculation": f.calculation, "legal_basis": f.legal_basis,
        "related": list(f.related), "sources": list(f.sources), "cause": f.cause, "fingerprint": f.fingerprint,
    }


def waiver_dict(w: Waiver) -> dict[str, Any]:
    """One exception as plain data."""
    return {
        "number": w.number, "code": w.code, "place": w.place, "sheet": w.sheet, "subject": w.subject, "file": w.file, "instansi": w.instansi,
        "reason": w.reason, "by": w.by, "until": w.until.isoformat(),
    }


def report_dict(report: FileReport) -> dict[str, Any]:
    """One file's report as plain data."""
    return {
        "file": report.file, "template": report.template, "instansi": report.instansi, "tahun": report.tahun, "periode": report.periode,
        "saved_by": report.saved_by, "status": report.status, "findings": [finding_dict(f) for f in report.findings],
        "waived": [finding_dict(w.finding) | {"waiver": waiver_dict(w.waiver)} for w in report.waived],
    }


def render_json(reports: Sequence[FileReport], idle: Sequence[IdleWaiver] = ()) -> str:
    """All reports as one JSON document."""
    waivers = [waiver_dict(i.waiver) | {"why": i.why.value, "message": i.message} for i in idle]
    return json.dumps({"version": VERSION, "files": [report_dict(r) for r in reports], "idle_waivers": waivers}, ensure_ascii=False, indent=2) + "\n"
