"""What an LMS's message is refused for, and whose fault it is.

OperatorError
├── LaunchRefused        a message from a platform, or a browser that brings one, is not accepted
├── PlatformUnreachable  a platform does not answer, or answers nonsense: later
├── PlatformRefused      a platform answered, and said no
└── LtiSetUpError        what the operator set up cannot be: ask for something else
"""

from __future__ import annotations

from enum import StrEnum

from autograder.errors import OperatorError, WrongUsage


class Fault(StrEnum):
    """Who can mend it."""

    BROWSER = "This browser, or how it came here"
    PLATFORM = "The learning platform"
    LINK = "The link in your course"
    SET_UP = "The set-up between the learning platform and this service"
    VISITOR = "Your role in the course"


class LaunchRefused(OperatorError):
    """A message is not accepted: what is wrong, who can mend it, what to do next. ``status`` is HTTP's number."""

    def __init__(self, what: str, *, fault: Fault, remedy: str, status: int = 400) -> None:
        super().__init__(f"{what} {remedy}")
        self.what, self.fault, self.remedy, self.status = what, fault, remedy, status


class PlatformUnreachable(OperatorError):
    """A platform did not answer, or not in its own language; ``after_seconds`` is when it asked to be tried again.

    ``status`` is HTTP's number, 0 where there was no answer.
    """

    def __init__(self, message: str, *, after_seconds: float | None = None, status: int = 0) -> None:
        super().__init__(message)
        self.after_seconds, self.status = after_seconds, status


class PlatformRefused(OperatorError):
    """A platform answered and said no; ``status`` is HTTP's number, 0 where nothing was asked."""

    def __init__(self, message: str, *, status: int = 0) -> None:
        super().__init__(message)
        self.status = status


class LtiSetUpError(WrongUsage):
    """What the operator asked for cannot be done."""
