"""JUnit XML: what continuous integration shows as tests. A suite for each report, a case for each check."""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree.ElementTree import Element, ElementTree, SubElement, indent, tostring

from autograder.doors.findings import check_text, is_full, report_text
from autograder.feedback.words import format_points, plain
from autograder.report import CheckResult, Outcome, Report, Status

#: What ended a check from outside, and not by comparison: JUnit calls that an error.
_ERRORS = {Outcome.ERROR, Outcome.TIMEOUT, Outcome.MEMORY, Outcome.CRASH}


def render_junit(reports: Sequence[Report], *, release_hidden: bool) -> str:
    """The document, in the dialect that Jenkins's schema `junit-10.xsd` describes. Same reports, same bytes."""
    root = Element("testsuites", name="rectify")
    suites = [_suite(root, report, release_hidden=release_hidden) for report in reports]
    for count in ("tests", "failures", "errors"):
        root.set(count, str(sum(int(suite.get(count, "0")) for suite in suites)))
    indent(ElementTree(root))
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root, encoding="unicode") + "\n"


def _suite(root: Element, report: Report, *, release_hidden: bool) -> Element:
    name = f"{report.assignment}: {report.student}" if report.student else report.assignment
    suite = SubElement(root, "testsuite", name=plain(name))
    properties = SubElement(suite, "properties")
    facts = {
        "score": "" if report.score is None else format_points(report.score),
        "max_score": format_points(report.max_score),
        "status": report.status.value,
        "file": report.submission.file,
        "digest": report.submission.digest,
        "course_digest": report.course_digest,
        "rectify": report.environment.rectify,
        "isolation": report.environment.isolation,
    }
    for key, value in facts.items():
        SubElement(properties, "property", name=key, value=plain(value))
    for check in report.checks:
        _case(suite, report, check, release_hidden=release_hidden)
    if report.status is not Status.GRADED:
        case = SubElement(suite, "testcase", classname=report.assignment, name="The submission is read and graded.")
        kind = "failure" if report.status is Status.UNREADABLE else "error"
        SubElement(case, kind, type=report.status.value, message=_line(report.message)).text = report_text(report)
    cases = suite.findall("testcase")
    counts = {"tests": cases} | {
        plural: suite.findall(f"testcase/{kind}")
        for plural, kind in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped"))
    }
    for key, found in counts.items():
        suite.set(key, str(len(found)))
    return suite


def _case(suite: Element, report: Report, check: CheckResult, *, release_hidden: bool) -> None:
    classname = f"{report.assignment}.{check.exercise}"
    case = SubElement(suite, "testcase", classname=classname, name=plain(" ".join(check.title.split())))
    if check.seconds is not None:
        case.set("time", f"{check.seconds:.3f}")
    if is_full(check):
        return
    text = check_text(check, release_hidden=release_hidden)
    kind = "error" if check.outcome in _ERRORS else "skipped" if check.outcome is Outcome.SKIPPED else "failure"
    SubElement(case, kind, type=check.outcome.value, message=_line(text)).text = text


def _line(text: str) -> str:
    """The first line, and the reason below it where there is one."""
    return plain(" ".join(" ".join(text.split("\n")[:2]).split()))
