"""Every error that the autograder raises on purpose, and whose fault each one is.

AutograderError
├── AuthorError              the course or a check is wrong: fix the file it names
│   └── CourseNotFound       no course where one was looked for
├── SubmissionError          the student's work is wrong: becomes an outcome in the report
│   ├── UnreadableSubmission the hand-in cannot be read as text at all
│   ├── CheckFailed          a check looked at what came back and it was not right
│   └── AnswerError          a call into the sandbox gave no usable answer
│       ├── MissingAnswer    the exercise's function or class is not there
│       ├── StudentRaised    the student's code raised
│       ├── UnusableAnswer   what came back is not data (or is too large, or too deep)
│       ├── TimedOut         the call used up its time
│       ├── OutOfMemory      the call used up its memory
│       └── WorkerCrashed    the call ended the process that ran it
└── OperatorError            this machine or the person running it: no score, safe to run again
    ├── WrongUsage           what was asked for cannot be done: ask for something else
    │   └── UnknownAssignment    nothing tells which assignment a file answers
    ├── SandboxUnavailable   the walls cannot be built here
    └── SandboxBroken        the walls stood and then fell: graded again, or not at all
"""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from autograder.report import Curve, Evidence


class ExitCode(IntEnum):
    """Exit codes of the command line, by whose fault it was."""

    OK = 0
    SUBMISSION = 1
    USAGE = 2
    AUTHOR = 3
    OPERATOR = 4


class AutograderError(Exception):
    """The root: its message is a sentence for the person at fault, the next step last."""

    exit_code = ExitCode.OPERATOR


class AuthorError(AutograderError):
    """The course, a check or a bank is wrong; the message names the file to fix."""

    exit_code = ExitCode.AUTHOR


class CourseNotFound(AuthorError):
    """There is no course where one was looked for."""

    exit_code = ExitCode.USAGE


class SubmissionError(AutograderError):
    """The student's work is wrong; the report turns this into an outcome."""

    exit_code = ExitCode.SUBMISSION


class UnreadableSubmission(SubmissionError):
    """The hand-in cannot be read: not text, too large, damaged, or not there."""


class CheckFailed(SubmissionError):
    """A check compared what came back with what was expected, and they differ.

    ``evidence`` holds the call, what it returned and what was expected; ``curve`` the function's shape, if any.
    """

    def __init__(self, message: str, *, evidence: Evidence | None = None, forbidden: bool = False) -> None:
        super().__init__(message)
        self.evidence = evidence
        self.forbidden = forbidden
        self.curve: Curve | None = None


class AnswerError(SubmissionError):
    """A call into the sandbox gave no usable answer; ``call`` says which call, as the student would write it."""

    def __init__(self, message: str, *, call: str = "") -> None:
        super().__init__(message)
        self.call = call


class MissingAnswer(AnswerError):
    """The submission does not define the name that the exercise asks for."""


class StudentRaised(AnswerError):
    """The student's code raised; ``kind`` is the exception's type name, ``line`` its place (0: unknown)."""

    def __init__(self, message: str, *, call: str = "", kind: str = "", line: int = 0) -> None:
        super().__init__(message, call=call)
        self.kind = kind
        self.line = line


class UnusableAnswer(AnswerError):
    """What came back is not data that may cross the wall."""


class TimedOut(AnswerError):
    """The call used up its processor or wall time."""


class OutOfMemory(AnswerError):
    """The call used up its memory."""


class WorkerCrashed(AnswerError):
    """The process that ran the call ended in the middle of it."""


class OperatorError(AutograderError):
    """The machine, or the person who runs the grading: no score comes of it, and running again is safe."""


class WrongUsage(OperatorError):
    """What was asked for cannot be done: a path that leads nowhere, a folder that holds something else."""

    exit_code = ExitCode.USAGE


class UnknownAssignment(WrongUsage):
    """A file that could answer any assignment, or none: the person has to say which."""


class SandboxUnavailable(OperatorError):
    """The sandbox cannot be built on this machine; the message names the remedy."""


class SandboxBroken(OperatorError):
    """The sandbox ended, or answered what no zygote of ours answers."""
