"""The process beside the kernel: what it answers, and how it ends."""

import io
import os
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest

from autograder.course.course import Course
from autograder.errors import OperatorError
from autograder.grading.progress import load_progress
from autograder.notebook_check import grader_process, serve
from autograder.notebook_check.grader_process import GraderProcess
from autograder.notebook_check.serve import Server
from autograder.report import Report
from tests.small_course import CHECKS, make_small_course

RIGHT = "def relu(x): return x if x > 0 else 0 * x"


def request(course: Course, code: str = RIGHT, exercise: str = "") -> dict[str, Any]:
    cells = [("cell [1]", code)]
    asked = {"course": str(course.root), "assignment": "units", "exercise": exercise, "cells": cells}
    return {**asked, "file": "a.ipynb", "digest": "0" * 64, "remarks": ["as it was"]}


@pytest.mark.parametrize("platform", ["linux", "darwin"])
def test_a_request_is_graded_whatever_the_system_can_do(
    small: Course, monkeypatch: pytest.MonkeyPatch, platform: str
) -> None:
    """By a zygote, or by processes of their own; all exercises are noted as progress, one of them is not."""
    monkeypatch.setattr("sys.platform", platform)
    server = Server()
    try:
        one = Report.model_validate_json(server.answer(request(small, exercise="relu"))["report"])
        assert load_progress() == {}
        every = Report.model_validate_json(server.answer(request(small))["report"])
    finally:
        server.close()
    assert (one.score, every.score) == (1, 1)
    assert one.submission.remarks == ["as it was"]
    assert load_progress()["units"].best == 1


def test_checks_that_change_are_read_again(tmp_path: Path) -> None:
    """Whoever writes a course tries them while they change: by another process, for Python imports them once."""
    course = make_small_course(tmp_path)
    try:
        grader_process.ask_grader(request(course), course.assignment("units"))
        (tmp_path / "assignments/units/test_units.py").write_text(CHECKS.format(points=2).replace("== 1", "== 5"))
        course = Course(tmp_path)
        answer = grader_process.ask_grader(request(course), course.assignment("units"))
    finally:
        grader_process.end_grader()
    report = Report.model_validate_json(answer["report"])
    assert (report.score, report.max_score) == (0, 2)


def test_what_is_wrong_is_answered_in_words(small: Course) -> None:
    """The author's mistakes, and ours."""
    server = Server()
    assert "There is no assignment `unit` in" in server.answer({**request(small), "assignment": "unit"})["message"]
    assert "This is a mistake in rectify itself (KeyError)" in server.answer({})["message"]


def test_it_ends_with_its_input(monkeypatch: pytest.MonkeyPatch) -> None:
    """Even in the middle of a request; workers first."""
    done: list[str] = []
    ended = threading.Event()

    class Patient(Server):
        def answer(self, request: dict[str, Any]) -> dict[str, Any]:
            return request

        def close(self) -> None:
            done.append("closed")

    def leave(code: int) -> None:
        done.append(f"exit {code}")
        ended.set()

    monkeypatch.setattr("os._exit", leave)
    answers = io.StringIO()
    thread = threading.Thread(target=serve.serve, args=(io.StringIO('{"a": 1}\n'), answers, Patient()), daemon=True)
    thread.start()
    assert ended.wait(60)
    assert done == ["closed", "exit 0"]


def test_a_process_answers_until_it_is_closed(small: Course) -> None:
    """What the checks print is no answer."""
    process = GraderProcess()
    try:
        assert "There is no assignment" in process.ask({**request(small), "assignment": "x"})["message"]
        assert process.belongs_here()
    finally:
        process.close()
    assert not process.belongs_here()


def test_a_process_that_cannot_start_is_told_of(small: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    """With its last words."""
    monkeypatch.setattr(sys, "executable", "/bin/false")
    with pytest.raises(OperatorError, match="The process that checks your work has ended"):
        grader_process.ask_grader({}, small.assignment("units"))
    assert grader_process._kept == []


def test_a_fork_of_the_kernel_starts_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two processes must not read one another's answers, and a child does not end its parent's."""
    process = GraderProcess()
    try:
        with monkeypatch.context() as patch:
            patch.setattr("os.getpid", lambda: -1)
            assert not process.belongs_here()
            process.close()
        assert process.belongs_here()
    finally:
        process.close()


def test_importing_the_check_brings_nothing_heavy() -> None:
    """The first cell of a notebook must not wait for what the first check needs."""
    code = "import sys, autograder.notebook; print({'torch', 'pydantic', 'IPython', 'rich'} & set(sys.modules))"
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)}
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment, check=True)
    assert ran.stdout.strip() == "set()"
