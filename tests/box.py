"""A sandbox to put submissions in: one zygote, a fresh worker for each."""

from __future__ import annotations

from typing import Any

import torch

from autograder.sandbox.answers import Answer
from autograder.sandbox.inside.calls import Want
from autograder.sandbox.limits import Limits
from autograder.sandbox.session import Session
from autograder.sandbox.zygote import Zygote

#: Long enough for the busiest machine: where time is not the matter of a test, it does not end one.
PATIENT = Limits(cpu_seconds=20.0, wall_seconds=60.0, load_seconds=20.0, memory_mb=256)
#: So little processor time that a test of an endless loop is over soon, however long a busy machine takes to give it.
HURRIED = Limits(cpu_seconds=0.5, wall_seconds=60.0, load_seconds=1.0, memory_mb=256)
#: Little time by the clock, for what waits and uses none.
DROWSY = Limits(cpu_seconds=20.0, wall_seconds=2.0, load_seconds=20.0, memory_mb=256)
X = torch.tensor([-1.0, 2.0])


class Box:
    """Runs code in the sandbox, and says what came back."""

    def __init__(self, limits: Limits = PATIENT) -> None:
        self.zygote = Zygote(limits, walled=True)

    def session(self, code: str) -> Session:
        """A session for ``code``; close it."""
        return Session(self.zygote, [("work.py", code)])

    def answer(self, code: str, *args: Any, want: Want = Want()) -> Answer:  # noqa: B008  (frozen)
        """What ``f`` of ``code`` answers to one call."""
        session = self.session(code)
        try:
            return session.call("f", [(args, {})], want)[0]
        finally:
            session.close()

    def value(self, code: str, *args: Any) -> Any:
        """The value that ``f`` returns."""
        answer = self.answer(code, *args)
        assert answer.problem is None, answer.problem
        assert not answer.unusable, answer.unusable
        return answer.value

    def problem(self, code: str) -> str:
        """Kind and message of what ``f`` raises."""
        problem = self.answer(code).problem
        assert problem is not None
        return f"{problem.kind}: {problem.message}"

    def still_serves(self) -> bool:
        """Whether the next submission is graded as if nothing had been."""
        return bool(self.value("def f(): return 6 * 7") == 42)
