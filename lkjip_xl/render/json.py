"""JSON: the shape that other programs read; `version` grows when it changes."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from lkjip_xl.findings import FileReport, Finding

VERSION = 1


def finding_dict(f: Finding) -> dict[str, Any]:
    """One finding as plain data."""
    return {
        "code": f.code, "severity": f.severity.value, "sheet": f.sheet, "cell": f.cell, "message": f.message, "advice": f.advice,
        "found": f.found, "expected": f.expected, "calculation": f.calculation, "legal_basis": f.legal_basis,
        "related": list(f.related), "sources": list(f.sources), "cause": f.cause, "fingerprint": f.fingerprint,
    }


def report_dict(report: FileReport) -> dict[str, Any]:
    """One file's report as plain data."""
    return {
        "file": report.file, "template": report.template, "instansi": report.instansi, "tahun": report.tahun, "periode": report.periode,
        "saved_by": report.saved_by, "status": report.status, "findings": [finding_dict(f) for f in report.findings],
    }


def render_json(reports: Sequence[FileReport]) -> str:
    """All reports as one JSON document."""
    return json.dumps({"version": VERSION, "files": [report_dict(r) for r in reports]}, ensure_ascii=False, indent=2) + "\n"
