"""The process beside the kernel that grades: torch, checks and workers live here, not among the student's names.

One request a line on the standard input, one answer a line on the standard output, both JSON. It ends when its input
does: with the kernel, however that ends.
"""

from __future__ import annotations

import json
import os
import queue
import sys
import threading
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from autograder.course.course import Assignment, Course
from autograder.errors import AutograderError
from autograder.grading.own_fault import note_own_fault
from autograder.grading.progress import note_progress
from autograder.report import Report
from autograder.sandbox.limits import Limits
from autograder.sandbox.opening import KeptSandbox
from autograder.submission.notebook import Cell
from autograder.submission.source import Submission

if TYPE_CHECKING:
    from autograder.grading.grader import Grader


class Server:
    """Grades what it is asked to, and keeps the grader of the last assignment warm."""

    def __init__(self) -> None:
        self._grader: Grader | None = None
        self._folder: Path | None = None

    def answer(self, request: dict[str, Any]) -> dict[str, Any]:
        """``{"report": …}`` with the report's JSON, or ``{"message": …}``: why there is none."""
        try:
            return {"report": self._report(request).model_dump_json()}
        except AutograderError as problem:
            return {"message": str(problem)}
        except Exception as problem:  # noqa: BLE001  (a mistake of ours must not cost the student a traceback)
            return {"message": note_own_fault(problem)}

    def _report(self, request: dict[str, Any]) -> Report:
        assignment = Course(Path(request["course"])).assignment(request["assignment"])
        grader = self._grader_of(assignment)
        cells = tuple(Cell(text, name) for name, text in request["cells"])
        submission = Submission(request["file"], request["digest"], cells, tuple(request["remarks"]))
        from autograder.grading.grader import PUBLIC_SEED
        from autograder.notebook_check.chosen import ChosenChecks

        whole, exercise = grader.check_set, request["exercise"]
        if exercise:
            grader.check_set = ChosenChecks.of(whole, exercise)
        try:
            report = grader.grade(submission, "", PUBLIC_SEED)
        finally:
            grader.check_set = whole
        if exercise:
            return report.model_copy(update={"exercises": [one for one in report.exercises if one.name == exercise]})
        assert report.score is not None
        note_progress(assignment.name, report.score, report.max_score)
        return report

    def _grader_of(self, assignment: Assignment) -> Grader:
        if self._grader is None or assignment.folder != self._folder:
            self.close()
            sandbox = KeptSandbox(walled=False)
            sandbox.workers(Limits.of(assignment.spec.limits))
            # The other process imports torch at the same time as this one.
            from autograder.grading.grader import CheckSet, Grader, Isolation

            self._grader = Grader(CheckSet(assignment, public_only=True), Isolation.NONE, sandbox)
            self._folder = assignment.folder
        return self._grader

    def close(self) -> None:
        """End the workers."""
        grader, self._grader = self._grader, None
        if grader is not None:
            grader.close()


def serve(requests: IO[str], answers: IO[str], server: Server) -> None:
    """Answer requests until they end, then end this process, even in the middle of one."""
    waiting: queue.SimpleQueue[str] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(requests, waiting, server), daemon=True).start()
    while True:
        answer = server.answer(json.loads(waiting.get()))
        answers.write(json.dumps(answer) + "\n")
        answers.flush()


def _listen(requests: IO[str], waiting: queue.SimpleQueue[str], server: Server) -> None:
    for line in requests:
        waiting.put(line)
    try:
        server.close()
    finally:
        os._exit(0)


def run() -> None:
    """Entry point. What anything else prints goes to the log, which is the standard error."""
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    sys.stdin.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    serve(sys.stdin, answers, Server())
