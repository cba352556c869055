"""SARIF 2.1.0: for what gathers findings of many tools. A cell is a logical location of its file, which has no lines."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Sequence
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from lkjip_xl import __version__
from lkjip_xl.findings import FileReport, Finding, IdleWaiver, Severity, Waiver
from lkjip_xl.render.words import details
from lkjip_xl.rules import HEADINGS, RULES, section
from lkjip_xl.values.printable import printable

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
LEVEL = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
FINGERPRINT = "lkjip/v1"
IN_MESSAGE = ("Tertulis", "Seharusnya", "Hitungan", "Saran")
_LINK = re.compile(r"\[(?=[^\]]*\]\()")


def render_sarif(reports: Sequence[FileReport], idle: Sequence[IdleWaiver] = ()) -> str:
    """One run over all files."""
    found = [(at, f, waiver) for at, r in enumerate(reports) for f, waiver in [*((f, None) for f in r.findings), *((w.finding, w.waiver) for w in r.waived)]]
    codes = sorted({f.code for _, f, _ in found})
    paths = [PurePath(r.file) for r in reports]
    files = [_artifact(path) for path in paths]
    bases = {_drive(path): {"uri": type(path)(path.anchor).as_uri()} for path in paths if path.is_absolute()}
    run = {
        "tool": {"driver": {"name": "lkjip_xl", "version": __version__, "language": "id", "rules": [_rule(code) for code in codes]}},
        "invocations": [{"executionSuccessful": True, "toolConfigurationNotifications": [_notification(i) for i in idle]}],
        **({"originalUriBaseIds": bases} if bases else {}),
        "artifacts": [_described(location, r) for location, r in zip(files, reports, strict=True)],
        "results": [_result(f, waiver, codes.index(f.code), {**files[at], "index": at}) for at, f, waiver in found],
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2) + "\n"


def _message(text: str) -> dict[str, str]:
    """A plain message: braces would be placeholders and `[a](b)` a link (3.11.5, 3.11.6)."""
    return {"text": _LINK.sub(r"\\[", printable(text).replace("{", "{{").replace("}", "}}"))}


def _rule(code: str) -> dict[str, Any]:
    rule = RULES.get(code)
    if rule is None:
        return {"id": code}
    return {
        "id": code, "name": rule.name, "shortDescription": {"text": rule.title}, "fullDescription": {"text": section(rule.page, HEADINGS[0])},
        "help": {"text": rule.page, "markdown": rule.page}, "defaultConfiguration": {"level": LEVEL[rule.severity]},
    }


def _result(f: Finding, waiver: Waiver | None, rule: int, artifact: dict[str, Any]) -> dict[str, Any]:
    said = "\n".join([f.message, *(f"{label}: {text}" for label, text in details(f) if label in IN_MESSAGE)])
    places = [*(("Terkait", p) for p in f.related), *(("Dihitung dari", p) for p in f.sources), *([("Akibat dari", f.cause)] if f.cause else [])]
    related = [_location(artifact, place) | {"id": n, "message": {"text": word}} for n, (word, place) in enumerate(places, 1)]
    return {
        "ruleId": f.code, "ruleIndex": rule, "level": LEVEL[f.severity], "message": _message(said), "locations": [_location(artifact, f.place)],
        **({"relatedLocations": related} if related else {}),
        "partialFingerprints": {FINGERPRINT: f.fingerprint},
        "suppressions": [_suppression(waiver)] if waiver else [],
    }


def _location(artifact: dict[str, Any], place: str) -> dict[str, Any]:
    """A file, and in it a cell, a range or a sheet ("" for the file alone)."""
    location: dict[str, Any] = {"physicalLocation": {"artifactLocation": artifact}}
    if place:
        _, mark, cell = place.rpartition("!")
        location["logicalLocations"] = [{"name": printable(cell), "fullyQualifiedName": printable(place), "kind": "cell" if mark else "sheet"}]
    return location


def _suppression(w: Waiver) -> dict[str, Any]:
    return {"kind": "external", "status": "accepted", "justification": printable(w.words), "properties": {"oleh": printable(w.by), "sampai": w.until.isoformat()}}


def _notification(i: IdleWaiver) -> dict[str, Any]:
    return {"level": "warning", "message": _message(i.message), "descriptor": {"id": f"pengecualian/{i.why.value}"}, "properties": {"nomor": i.waiver.number, "aturan": i.waiver.code}}


def _described(location: dict[str, str], r: FileReport) -> dict[str, Any]:
    told = {"instansi": printable(r.instansi), "tahun": r.tahun, "periode": printable(r.periode), "status": r.status, "disimpan_oleh": printable(r.saved_by), "formulir": printable(r.template)}
    return {"location": location, "roles": ["analysisTarget"], "properties": {key: value for key, value in told.items() if value}}


def _artifact(path: PurePath) -> dict[str, str]:
    """Where a file is: relative to where the tool was started, or to the root of its drive."""
    parts = path.parts[1:] if path.is_absolute() else path.parts
    return {"uri": "/".join(quote(os.fsencode(p), safe="") for p in parts)} | ({"uriBaseId": _drive(path)} if path.is_absolute() else {})


def _drive(path: PurePath) -> str:
    """Name of the root of an absolute path: every `uri` is relative to one."""
    return "-".join(["AKAR", *re.findall(r"\w+", path.drive)]).upper()
