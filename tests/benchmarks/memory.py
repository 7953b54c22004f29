"""What a worker holds in memory that it does not share with its zygote."""

from __future__ import annotations

from pathlib import Path

from autograder.course.course import Assignment
from autograder.grading.grader import CheckSet
from autograder.sandbox.limits import Limits
from autograder.sandbox.session import Session
from autograder.sandbox.zygote import Zygote
from autograder.submission.source import read_submission
from autograder.testing.modules import load_module
from autograder.testing.run import CheckRun
from autograder.testing.submission import SubmissionUnderTest


def private_megabytes(pid: int) -> float | None:
    """Private memory of a process, by the kernel's own count; None where this user may not ask."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return None
    return sum(int(line.split()[1]) for line in lines if line.startswith("Private_")) / 1024


def measure(assignment: Assignment) -> float | None:
    """Megabytes of a worker's own after it has answered every check of a right submission."""
    cells = [(cell.name, cell.text) for cell in read_submission(assignment.reference).cells]
    with Zygote(Limits.of(assignment.spec.limits), walled=True) as zygote:
        session = Session(zygote, cells)
        submission = SubmissionUnderTest.of(assignment.spec, session, cells)
        CheckRun(submission, load_module(assignment.reference), 7).findings(CheckSet(assignment).checks)
        stream = session._stream
        found = private_megabytes(stream.pid) if stream is not None else None
        session.close()
    return found
