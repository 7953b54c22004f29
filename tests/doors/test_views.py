"""JUnit XML, Classroom 50's result, a job's summary, and the workflow: views of one report."""

import json
import os
import re
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import pytest
import yaml
from defusedxml.ElementTree import fromstring
from hypothesis import given
from hypothesis import strategies as st

from autograder import __version__
from autograder.course.course import Course
from autograder.doors.classroom50 import IDENTITY, render_classroom50
from autograder.doors.findings import check_text
from autograder.doors.github import github_workflow
from autograder.doors.junit import render_junit
from autograder.doors.reports import read_report, read_reports
from autograder.doors.summary import render_summary
from autograder.errors import OperatorError, WrongUsage
from autograder.report import Outcome, Report, Status
from tests.sample_reports import FAILED, HIDDEN, HOSTILE, check, report, unread

RUNNER = {name: f"submit/{name}" for name in IDENTITY.values()}
WHEN = "2026-05-31T12:00:00Z"


def junit(*reports: Report, release_hidden: bool = False) -> Element:
    found: Element = fromstring(render_junit(reports, release_hidden=release_hidden))
    return found


def test_junit_has_a_suite_for_each_report_and_a_case_for_each_check() -> None:
    """With its exercise as the class, and what it found where it failed."""
    root = junit(report("ada", check(), FAILED), report("bo"))
    assert [suite.get("name") for suite in root] == ["rectifiers: ada", "rectifiers: bo"]
    passed, failed = root[0].findall("testcase")
    assert (passed.get("classname"), passed.get("name"), list(passed)) == ("rectifiers.relu", "test_values holds.", [])
    assert failed[0].tag == "failure"
    assert failed[0].get("message") == "✗ failed: 0 of 2 points `relu(-1.0)` returned 1.0, expected 0.0."
    assert (failed[0].text or "").endswith("Hint: Negative entries become 0.")


def test_junit_counts_what_it_holds() -> None:
    """Every suite's numbers are those of its cases, and the whole's are their sums."""
    outcomes = [check(f"test_{one}", outcome=one, earned=0.0) for one in Outcome]
    root = junit(report("ada", *outcomes), unread(), unread("cy", Status.UNGRADED))
    for suite in root:
        cases = suite.findall("testcase")
        assert suite.get("tests") == str(len(cases))
        for count, tag in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
            assert suite.get(count) == str(len([case for case in cases if case.find(tag) is not None]))
    for count in ("tests", "failures", "errors"):
        assert root.get(count) == str(sum(int(suite.get(count, "0")) for suite in root))
    assert (root.get("failures"), root.get("errors")) == ("5", "5")


#: Elements of Jenkins's `junit-10.xsd` that are written here: attributes that it requires, and others that it knows.
JUNIT_10 = {
    "testsuites": ((), ("name", "tests", "failures", "errors")),
    "testsuite": (("name", "tests", "failures", "errors"), ("skipped",)),
    "properties": ((), ()),
    "property": (("name", "value"), ()),
    "testcase": (("name",), ("classname", "time")),
    "failure": ((), ("type", "message")),
    "error": ((), ("type", "message")),
    "skipped": ((), ("type", "message")),
}


def test_junit_writes_only_what_readers_of_it_know() -> None:
    """Every element has the attributes that it must have, and none that is nobody's."""
    outcomes = [check(f"test_{one}", outcome=one, earned=0.0, seconds=1.0) for one in Outcome]
    root = junit(report("ada", check(), *outcomes), unread(), unread("cy", Status.UNGRADED))
    found = list(root.iter())
    assert {one.tag for one in found} == set(JUNIT_10)
    for one in found:
        required, known = JUNIT_10[one.tag]
        assert set(required) <= set(one.attrib) <= {*required, *known}
    assert [child.tag for suite in root for child in suite if child.tag != "testcase"] == ["properties"] * 3


def test_junit_of_what_was_not_graded_says_why() -> None:
    """Unreadable is a failure of the submission, ungraded an error of ours."""
    root = junit(unread(), unread("cy", Status.UNGRADED))
    (failure,), (error,) = (suite.find("testcase") for suite in root)  # type: ignore[misc]
    assert (failure.tag, error.tag) == ("failure", "error")
    assert failure.get("message") == error.get("message") == "The file is empty."
    scores = [one.get("value") for one in root.iter("property") if one.get("name") == "score"]
    assert scores == ["0", ""]


def test_junit_gives_the_seconds_where_there_are_some() -> None:
    """A stored report has none."""
    timed, other = junit(report("ada", check(seconds=0.25), check())).iter("testcase")
    assert (timed.get("time"), other.get("time")) == ("0.250", None)


@given(text=st.text())
def test_junit_is_xml_whatever_a_submission_says(text: str) -> None:
    """Control characters, markup, halves of pairs: a parser reads it."""
    failed = check(earned=0.0, outcome=Outcome.FAILED, message=text, hint=text, title=text)
    assert len(list(junit(report("ada", failed)).iter("failure"))) == 1


@pytest.mark.parametrize("release_hidden", [True, False])
def test_no_view_tells_more_of_a_hidden_check_unless_it_is_released(release_hidden: bool) -> None:
    """Its sentence, how it ended and its hint are there in any case."""
    views = [
        render_junit([report("ada", HIDDEN)], release_hidden=release_hidden),
        render_summary(report("ada", HIDDEN), release_hidden=release_hidden, public_only=False),
        render_classroom50(report("ada", HIDDEN), RUNNER, datetime=WHEN, release_hidden=release_hidden),
    ]
    for view in views:
        assert ("relu(-1.0)" in view.replace("&#96;", "`")) == release_hidden
        assert "Negative entries become 0." in view


def test_classroom_50_gets_its_contract() -> None:
    """Every field that its validator requires, of the types that it requires."""
    environment = RUNNER | {"OWNER": "ada-gh", "REVIEW_URL": "https://x/compare"}
    result = json.loads(
        render_classroom50(report("ada", check(), FAILED), environment, datetime=WHEN, release_hidden=False)
    )
    assert result["schema"] == "classroom50/result/v1"
    known = {"schema", *IDENTITY, "assignment_type", "owner", "review", "datetime", "score", "max-score", "tests"}
    assert set(result) == known  # its schema knows two more that may be absent, and refuses any other
    assert {key: result[key] for key in IDENTITY} == {key: f"submit/{name}" for key, name in IDENTITY.items()}
    rest = ("assignment_type", "owner", "review", "datetime", "score", "max-score")
    assert [result[key] for key in rest] == ["individual", "ada-gh", "https://x/compare", WHEN, 2, 4]
    assert all(type(result[key]) is int for key in ("score", "max-score"))
    assert [(one["test-name"], one["passed"], one["score"], one["max-score"]) for one in result["tests"]] == [
        ("relu: test_values holds.", True, 2, 2),
        ("relu: test_negative holds.", False, 0, 2),
    ]


def test_classroom_50_gets_no_half_points() -> None:
    """They are counted several times, where the instructor says so."""
    half = report("ada", check(possible=0.5, earned=0.5))
    with pytest.raises(WrongUsage, match=r"takes whole points, and 0\.5 is none. Count each point several times"):
        render_classroom50(half, RUNNER, datetime=WHEN, release_hidden=False)
    assert json.loads(render_classroom50(half, RUNNER, datetime=WHEN, times=2, release_hidden=False))["score"] == 1


def test_classroom_50_without_its_runner_or_a_score_is_refused() -> None:
    """A result of nobody, or a zero for our own failure, is not written."""
    with pytest.raises(WrongUsage, match="`\\$CLASSROOM` is not set. Classroom 50's runner sets it"):
        render_classroom50(report(), {}, datetime=WHEN, release_hidden=False)
    with pytest.raises(OperatorError, match="There is no score to hand on: The file is empty. Run the grading again"):
        render_classroom50(unread(status=Status.UNGRADED), RUNNER, datetime=WHEN, release_hidden=False)


def test_a_summary_begins_with_the_score_and_shows_what_failed() -> None:
    """Exercises in a table, then each failing check."""
    text = render_summary(report("ada", check(), FAILED), release_hidden=False, public_only=True)
    assert text.startswith("## Rectifiers: 2 of 4 points\n\n| exercise | points |\n| --- | ---: |\n| relu | 2/4 |\n")
    assert "<pre>✗ failed: 0 of 2 points<br>`relu(-1.0)` returned 1.0" in text
    assert "test&#95;values" not in text
    assert text.endswith("Hidden checks run too when your submission is graded.\n")


@pytest.mark.parametrize("made", [unread(), unread(status=Status.UNGRADED)])
def test_a_summary_of_what_was_not_graded_says_why(made: Report) -> None:
    """And where to go from there."""
    assert "The file is empty." in render_summary(made, release_hidden=False, public_only=False)


def test_nothing_that_a_submission_says_becomes_markup_in_a_summary() -> None:
    """Neither HTML nor Markdown nor a line of its own."""
    failed = FAILED.model_copy(
        update={"message": HOSTILE + "\n\n# big\n</pre><img src=x>", "title": "[a](b) | `c` <d>"}
    )
    text = render_summary(report("ada", failed), release_hidden=False, public_only=False)
    assert set(re.findall(r"<[^>]*>", text)) == {"<pre>", "</pre>", "<br>"}
    assert "\n# big" not in text
    assert "[a](b)" not in text
    assert "\x1b" not in text


def test_a_summary_stays_within_what_github_takes() -> None:
    """What is more is cut between two checks, and that is said."""
    long = [FAILED.model_copy(update={"name": f"solutions/test_{n}", "message": "é" * 9000}) for n in range(60)]
    text = render_summary(report("ada", *long), release_hidden=False, public_only=False)
    assert len(text.encode()) < 510_000
    assert text.endswith("The rest is cut off.\n")
    assert text.count("<pre>") == text.count("</pre>")


def test_a_check_that_passed_gives_no_hint() -> None:
    """There is nothing to mend."""
    assert check_text(check(hint="Mind the sign."), release_hidden=True) == "✓ passed: 2 of 2 points"


def workflow(units: Course, **options: str) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(github_workflow(units.assignment("units"), **options))
    return found


def test_the_workflow_may_read_and_nothing_else(units: Course) -> None:
    """No secret is named, no right to write is asked for, and the checkout leaves no credentials behind."""
    text = github_workflow(units.assignment("units"))
    assert "secrets." not in text
    found = workflow(units)
    assert found["permissions"] == {"contents": "read"}
    assert all("permissions" not in job for job in found["jobs"].values())
    checkout = found["jobs"]["check"]["steps"][0]
    assert checkout["with"] == {"persist-credentials": False}
    assert "pull_request_target" not in text


def test_the_workflow_pins_all_that_it_uses(units: Course) -> None:
    """Actions by commit, packages by version."""
    steps = workflow(units)["jobs"]["check"]["steps"]
    actions = [step["uses"] for step in steps if "uses" in step]
    assert len(actions) == 3
    assert all(re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40}", one) for one in actions)
    install = next(step["run"] for step in steps if "Install" in step.get("name", ""))
    assert f'"rectify-course=={__version__}"' in install
    pins = install.partition("<<'END'\n")[2].partition("\nEND\n")[0].splitlines()
    assert len(pins) > 20
    assert all(re.fullmatch(r"[a-z0-9.-]+==[A-Za-z0-9.]+", one) for one in pins)


def test_the_workflow_checks_the_file_and_shows_what_was_found(units: Course) -> None:
    """By commands that this version has; what failed is shown, too."""
    steps = {step.get("name", ""): step for step in workflow(units, file="week1/units.ipynb")["jobs"]["check"]["steps"]}
    assert steps["Check"]["run"].startswith("rectify check week1/units.ipynb --assignment units --report ")
    shown = steps["Show what was found"]
    assert shown["if"] == "${{ !cancelled() }}"
    assert "rectify export summary" in shown["run"]
    assert "rectify export junit" in shown["run"]
    paths = '    paths: ["week1/units.ipynb", '
    assert paths in github_workflow(units.assignment("units"), file="week1/units.ipynb")


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"file": "$(rm -rf ~).py"}, "is no plain path inside a repository"),
        ({"file": "../units.py"}, "is no plain path inside a repository"),
        ({"file": "/units.py"}, "is no plain path inside a repository"),
        ({"file": "units.txt"}, "is neither a `.py` file nor a notebook"),
        ({"requirement": 'x" && curl evil'}, "is not what pip installs in one word"),
        ({"requirement": "--index-url=http://evil"}, "is not what pip installs in one word"),
    ],
)
def test_what_a_shell_would_run_gets_into_no_workflow(units: Course, options: dict[str, str], words: str) -> None:
    """Only names and paths do."""
    with pytest.raises(WrongUsage, match=words):
        github_workflow(units.assignment("units"), **options)


def test_reports_are_read_from_a_folder_by_student_or_from_a_file(tmp_path: Path) -> None:
    """A results folder has them in `reports`."""
    (tmp_path / "reports").mkdir()
    for student in ("bo", "Ada"):
        (tmp_path / f"reports/{student}.json").write_text(report(student).to_json())
    assert [one.student for one in read_reports(tmp_path)] == ["Ada", "bo"]
    assert [one.student for one in read_reports(tmp_path / "reports")] == ["Ada", "bo"]
    assert read_reports(tmp_path / "reports/bo.json") == [report("bo")]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (None, "cannot be read: No such file or directory. Give what `rectify grade --out`"),
        ("", "it is no report"),
        ("{}", "it is no report"),
        (report().to_json().replace('"score": 2.0', '"score": "two"'), "it is no report (`score`: "),
        (
            report().to_json().replace('"format": 1', '"format": 99'),
            "is a report of format 99",
        ),
        ("\udcff", "cannot be read"),
    ],
)
def test_what_is_no_report_is_refused(tmp_path: Path, text: str | None, words: str) -> None:
    """With the place in it, and what to give instead."""
    path = tmp_path / "report.json"
    if text is not None:
        path.write_bytes(os.fsencode(text))
    with pytest.raises(WrongUsage, match=re.escape(words)):
        read_report(path)


def test_a_folder_without_reports_is_refused(tmp_path: Path) -> None:
    """It is no results folder."""
    with pytest.raises(WrongUsage, match="holds no report. Give the folder that `rectify grade --out` wrote"):
        read_reports(tmp_path)
