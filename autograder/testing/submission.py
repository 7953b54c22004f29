"""The ``submission`` fixture: every name on it is an exercise's function, called inside the sandbox."""

from __future__ import annotations

import inspect
import textwrap
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any

from autograder.errors import AnswerError, CheckFailed, MissingAnswer, StudentRaised, UnusableAnswer
from autograder.sandbox.inside.calls import Want
from autograder.sandbox.session import Answer, Problem, Session
from autograder.testing.call import Call
from autograder.testing.scratch import ScratchRule
from autograder.wire.codec import Handle

_VALUE = Want()


@dataclass(frozen=True, slots=True)
class Interaction:
    """What one check asked of one function, and what came back: the behaviour that misconceptions are matched by."""

    target: str
    calls: Sequence[Call]
    want: Want
    answers: Sequence[Answer]


@dataclass(slots=True)
class Diary:
    """The interactions of the check that is running."""

    interactions: list[Interaction] = field(default_factory=list)


class RemoteFunction:
    """One function of the submission. Call it like the function, or many times in one round trip."""

    def __init__(self, submission: SubmissionUnderTest, name: str) -> None:
        self._submission = submission
        self.name = name

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Call once and return the value. Raises a subclass of AnswerError where there is none."""
        call = Call(*args, **kwargs)
        (answer,) = self.many([call], _VALUE)
        return require_value(answer, call.text(self.name))

    def many(self, calls: Sequence[Call], want: Want = _VALUE) -> list[Answer]:
        """Call once for each of ``calls``; what went wrong with a single call stands in its answer."""
        answers = self._submission.ask(self.name, calls, want)
        self._submission.diary.interactions.append(Interaction(self.name, calls, want, answers))
        return answers

    def build(self, *args: Any, **kwargs: Any) -> RemoteObject:
        """Call, and leave what comes back inside: an instance of a class, a module."""
        call = Call(*args, **kwargs)
        (answer,) = self._submission.ask(self.name, [call], Want(keep=True))
        handle = require_value(answer, call.text(self.name))
        if not isinstance(handle, Handle):
            raise UnusableAnswer("the sandbox was sent a frame that no worker writes", call=call.text(self.name))
        return RemoteObject(self._submission, handle)


class RemoteObject:
    """An object that stays inside the sandbox: its methods can be called, and it can be passed back in."""

    def __init__(self, submission: SubmissionUnderTest, handle: Handle) -> None:
        self._submission = submission
        self.handle = handle

    def call(self, method: str, *args: Any, **kwargs: Any) -> Any:
        """Call one method and return its value. Raises a subclass of AnswerError where there is none."""
        call = Call(*args, **kwargs)
        (answer,) = self._submission.ask(self.handle, [call], _VALUE, method=method)
        return require_value(answer, call.text(f"{self.handle.type_name}.{method}"))


class SubmissionUnderTest:
    """The submission as checks see it: ``submission.relu(x)``."""

    def __init__(self, session: Session, *, rule: ScratchRule | None = None, exercises: Sequence[str] = ()) -> None:
        self._session = session
        self._exercises = frozenset(exercises)
        self.rule = rule
        self.diary = Diary()

    def __getattr__(self, name: str) -> RemoteFunction:
        if name.startswith("_"):
            raise AttributeError(name)
        return RemoteFunction(self, name)

    def ask(
        self, target: str | Handle, calls: Sequence[Call], want: Want, *, method: str | None = None
    ) -> list[Answer]:
        """Make ``calls`` inside. Raises a subclass of AnswerError, its ``call`` filled in, where nothing came back."""
        sent = [(tuple(map(_unwrapped, call.args)), {k: _unwrapped(v) for k, v in call.kwargs.items()}) for call in calls]
        name = target.type_name if isinstance(target, Handle) else target
        text = calls[0].text(name) if len(calls) == 1 else name
        try:
            return self._session.call(target, sent, want, method=method)
        except MissingAnswer:
            raise MissingAnswer(self._why_missing(name), call=name) from None
        except AnswerError as problem:
            raise type(problem)(f"`{text}` {problem}", call=text) from None

    def drive(self, driver: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        """Run ``driver(module, *args, **kwargs)`` inside, next to the student's module, and return its data.

        Its source travels, not its closure: it sees ``torch``, ``np``, its arguments and the student's module alone.
        """
        source = textwrap.dedent(inspect.getsource(driver))
        name = driver.__name__
        sent = [_unwrapped(arg) for arg in args]
        try:
            answer = self._session.drive(source, name, sent, {key: _unwrapped(arg) for key, arg in kwargs.items()})
        except AnswerError as problem:
            raise type(problem)(f"Your code {problem}", call=name) from None
        return require_value(answer, name)

    def _why_missing(self, name: str) -> str:
        loaded = self._session.loaded
        near = get_close_matches(name, set(loaded.names) - self._exercises, 1, cutoff=0.75)
        if near:
            return f"`{name}` is not in your file; there is a `{near[0]}`. Rename it to `{name}`."
        if loaded.problems:
            return f"`{name}` is not in your file, perhaps because running the file met {problem_text(loaded.problems[0])}."
        return f"`{name}` is not in your file. Define it at the top level, under exactly this name."


def require_value(answer: Answer, call: str) -> Any:
    """The value of ``answer``. Raises StudentRaised, MissingAnswer (not written yet) or UnusableAnswer."""
    if answer.problem is not None:
        raise problem_error(answer.problem, call)
    if answer.unusable:
        raise UnusableAnswer(f"`{call}` returned something that cannot be graded: {answer.unusable}.", call=call)
    return answer.value


def problem_error(problem: Problem, call: str) -> AnswerError:
    """The error that an exception inside a call amounts to."""
    if problem.kind == "NotImplementedError":
        name = call.partition("(")[0]
        return MissingAnswer(f"`{name}` is not written yet: it raises NotImplementedError.", call=call)
    return StudentRaised(f"`{call}` raised {problem_text(problem)}.", call=call, kind=problem.kind, line=problem.line)


def problem_text(problem: Problem) -> str:
    """``TypeError: … (rectifiers.py, line 12: `return max(0, x)`)``."""
    text = f"{problem.kind}: {problem.message.strip().splitlines()[0]}" if problem.message.strip() else problem.kind
    if not problem.where:
        return text
    return f"{text} ({problem.where}: `{problem.text}`)" if problem.text else f"{text} ({problem.where})"


def _unwrapped(value: Any) -> Any:
    return value.handle if isinstance(value, RemoteObject) else value


