"""JUnit XML: for what shows test results. A file is a suite, an error or a warning is a case that failed."""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree import ElementTree as ET

from lkjip_xl.findings import UNREADABLE, FileReport, Finding, IdleWaiver, Severity
from lkjip_xl.render.words import WHOLE_FILE, about, details
from lkjip_xl.values.printable import printable

NOTHING = "tanpa temuan"


def render_junit(reports: Sequence[FileReport], idle: Sequence[IdleWaiver] = ()) -> str:
    """The document. An info is a case that passed and says something; what is excused, and an exception that did nothing, is a case that was skipped."""
    root = ET.Element("testsuites", name="lkjip validate")
    for report in reports:
        _suite(root, report)
    if idle:
        suite = ET.SubElement(root, "testsuite", name="pengecualian")
        for i in idle:
            _say(_case(suite, f"{i.waiver.number}. {i.waiver.aim}", "pengecualian"), "skipped", i.title, i.message)
        _count(suite)
    _count(root)
    ET.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, encoding="unicode")}\n'


def _suite(root: ET.Element, report: FileReport) -> None:
    suite = ET.SubElement(root, "testsuite", name=printable(report.file), package=printable(" ".join(about(report))))
    fails = "error" if report.status == UNREADABLE else "failure"
    for f in report.findings:
        case = _case(suite, _name(f), report.file)
        if f.severity is Severity.INFO:
            ET.SubElement(case, "system-out").text = printable(_text(f))
        else:
            _say(case, fails, f.code, f.message, _text(f))
    for w in report.waived:
        _say(_case(suite, _name(w.finding), report.file), "skipped", w.finding.code, w.waiver.words, _text(w.finding))
    if not report.findings:
        _case(suite, NOTHING, report.file)
    _count(suite)


def _name(f: Finding) -> str:
    return f"{f.code} {f.place or WHOLE_FILE}"


def _text(f: Finding) -> str:
    return "\n".join([f"{f.severity.word}: {f.message}", *(f"{label}: {text}" for label, text in details(f))])


def _case(suite: ET.Element, name: str, group: str) -> ET.Element:
    return ET.SubElement(suite, "testcase", name=printable(name), classname=printable(group))


def _say(case: ET.Element, kind: str, code: str, message: str, text: str = "") -> None:
    said = ET.SubElement(case, kind, type=code, message=printable(message))
    said.text = printable(text) or None


def _count(element: ET.Element) -> None:
    element.set("tests", str(len(list(element.iter("testcase")))))
    for name, kind in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
        if element.tag == "testsuite" or kind != "skipped":
            element.set(name, str(len(list(element.iter(kind)))))
