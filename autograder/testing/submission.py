"""The ``submission`` fixture: every name on it is an exercise's function, called inside the sandbox."""

from __future__ import annotations

import functools
import inspect
import textwrap
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from itertools import islice
from typing import Any, Protocol

from autograder.chart import Chart
from autograder.course.assignment import AssignmentSpec
from autograder.errors import AnswerError, AuthorError, MissingAnswer, UnusableAnswer
from autograder.report import Measurement
from autograder.sandbox.answers import Answer
from autograder.sandbox.inside.calls import Want
from autograder.sandbox.session import FILE_ITSELF, PendingCall, Session
from autograder.testing.answered import problem_text, require_value
from autograder.testing.call import Call, Calls, as_calls
from autograder.testing.scratch import ScratchRule
from autograder.testing.scratch_watch import ScratchWatch, WatchedCall
from autograder.testing.tolerance import Tolerance
from autograder.wire.codec import Handle

_VALUE = Want()
#: How many of a submission's names are compared with one that is missing: it may define any number.
_MOST_COMPARED = 500

#: A check's own small function, run inside: it is given the submission's function or class, and then the arguments.
Driver = Callable[..., Any]


@dataclass(frozen=True, slots=True)
class Interaction:
    """What one check asked of one function, and what came back: the behaviour that misconceptions are matched by.

    ``driver`` was called with the function as its first argument, if there is one. ``tolerance``: how close two values
    are the same, where the dtype's own is not what the check asks for. ``kinks``: inputs where gradients are not
    compared, since any choice is right there.
    """

    target: str
    calls: Sequence[Call]
    want: Want
    answers: Sequence[Answer]
    kinks: Sequence[float] = ()
    driver: Driver | None = None
    tolerance: Tolerance | None = None


@dataclass(slots=True)
class Diary:
    """What the check that is running asked, and what it found out besides right and wrong."""

    interactions: list[Interaction] = field(default_factory=list)
    measurements: list[Measurement] = field(default_factory=list)
    charts: list[Chart] = field(default_factory=list)


class Pending(Protocol):
    """Calls that are being answered."""

    def answers(self) -> list[Answer]:
        """Wait for the answers."""
        ...


class PendingAnswers:
    """Calls of one function that the worker is busy with; noted in the diary when they are answered."""

    def __init__(self, submission: SubmissionUnderTest, asked: Interaction, name: str) -> None:
        self._submission = submission
        self._interaction = asked
        self._name = name
        with submission.explained(asked.target, name, asked.calls):
            self._pending = submission.start(asked.target, asked.calls, asked.want, driver=asked.driver)

    def answers(self) -> list[Answer]:
        """Wait for the answers. Raises a subclass of AnswerError where nothing came back."""
        asked = self._interaction
        with self._submission.explained(asked.target, self._name, asked.calls):
            answers = self._pending.answers()
        self._submission.diary.interactions.append(replace(asked, answers=answers))
        return answers


class RemoteFunction:
    """One function of the submission. Call it like the function, or many times in one round trip."""

    def __init__(
        self, submission: SubmissionUnderTest, target: str, driver: Driver | None = None, name: str = ""
    ) -> None:
        self._submission = submission
        self._target = target
        self._driver = driver
        self.name = name or target

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Call once and return the value. Raises a subclass of AnswerError where there is none."""
        call = Call(*args, **kwargs)
        (answer,) = self.many([call], _VALUE)
        return require_value(answer, call.text(self.name))

    def sample(self, *args: Any, **kwargs: Any) -> Any:
        """Call once and return the value, which is random: no misconception is asked to give the same."""
        call = Call(*args, **kwargs)
        (answer,) = self._submission.ask(self._target, [call], _VALUE, driver=self._driver)
        return require_value(answer, call.text(self.name))

    def as_calls(self, calls: Calls) -> list[Call]:
        """One call or many as a list, as messages about this function write them."""
        return as_calls(calls)

    def driven(self, driver: Driver, name: str = "") -> RemoteFunction:
        """The function ``driver(this, *args, **kwargs)``, run inside: for classes, and for questions about networks.

        Its source travels, not its closure: it sees ``torch``, ``nn``, ``np`` and its arguments alone. ``name`` is how
        messages call it.
        """
        return RemoteFunction(self._submission, self._target, driver, name or self.name)

    def many(
        self,
        calls: Sequence[Call],
        want: Want = _VALUE,
        kinks: Sequence[float] = (),
        tolerance: Tolerance | None = None,
    ) -> list[Answer]:
        """Call once for each of ``calls``; what went wrong with a single call stands in its answer."""
        return self.start(calls, want, kinks, tolerance).answers()

    def start(
        self,
        calls: Sequence[Call],
        want: Want = _VALUE,
        kinks: Sequence[float] = (),
        tolerance: Tolerance | None = None,
    ) -> Pending:
        """The same without waiting: what is expected can be computed while the worker computes."""
        asked = Interaction(self._target, calls, want, (), kinks, self._driver, tolerance)
        return PendingAnswers(self._submission, asked, self.name)

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

    def drive(self, driver: Driver, *args: Any) -> Any:
        """Run ``driver(object, *args)`` inside and return its data. Raises a subclass of AnswerError."""
        name = self.handle.type_name
        with self._submission.explained(name, name, [Call(*args[:1])]):  # the rest is the driver's own business
            (answer,) = self._submission.start(self.handle, [Call(*args)], _VALUE, driver=driver).answers()
        return require_value(answer, name)


class SubmissionUnderTest:
    """The submission as checks see it: ``submission.relu(x)``."""

    def __init__(
        self, session: Session, *, rule: ScratchRule | None = None, exercises: Sequence[str] = (), seed: int = 0
    ) -> None:
        self._session = session
        self._exercises = frozenset(exercises)
        self.rule = rule
        self.watch = None if rule is None else ScratchWatch(rule, seed)
        self.diary = Diary()

    @classmethod
    def of(
        cls, spec: AssignmentSpec, session: Session, cells: Sequence[tuple[str, str]], seed: int = 0
    ) -> SubmissionUnderTest:
        """The submission that ``session`` has open, under the rules of its assignment."""
        rule = ScratchRule.of(spec.from_scratch.ready_made, spec.from_scratch.operators, cells)
        return cls(session, rule=rule, exercises=[exercise.name for exercise in spec.exercises], seed=seed)

    def note(self, *found: Measurement | Chart) -> None:
        """Put measurements and charts into the report, whether the check passes or not."""
        for entry in found:
            if isinstance(entry, Chart):
                self.diary.charts.append(entry)
            else:
                self.diary.measurements.append(entry)

    def renew(self) -> None:
        """Go on in a fresh worker: whatever the submission remembers of earlier calls, it has forgotten."""
        self._session.renew()

    def __getattr__(self, name: str) -> RemoteFunction:
        if name.startswith("_"):
            raise AttributeError(name)
        return RemoteFunction(self, name)

    def ask(
        self,
        target: str | Handle,
        calls: Sequence[Call],
        want: Want,
        *,
        method: str | None = None,
        driver: Driver | None = None,
    ) -> list[Answer]:
        """Make ``calls`` inside. Raises a subclass of AnswerError, its ``call`` filled in, where nothing came back."""
        name = target.type_name if isinstance(target, Handle) else target
        with self.explained(name, name, calls):
            return self.start(target, calls, want, method=method, driver=driver).answers()

    def start(
        self,
        target: str | Handle,
        calls: Sequence[Call],
        want: Want,
        *,
        method: str | None = None,
        driver: Driver | None = None,
    ) -> PendingCall | WatchedCall:
        """Ask without waiting. Whoever waits does so inside :meth:`explained`."""
        sent = [
            (tuple(map(_unwrapped, call.args)), {k: _unwrapped(v) for k, v in call.kwargs.items()}) for call in calls
        ]
        source = None if driver is None else (_source_of(driver), driver.__name__)
        if self.watch is None or isinstance(target, Handle) or want.operators:
            return self._session.start_call(target, sent, want, method=method, driver=source)
        number = self.watch.choose(target, "" if driver is None else driver.__name__, calls)
        pending = self._session.start_call(target, sent, replace(want, recorded=number), method=method, driver=source)
        return pending if number is None else WatchedCall(pending, self.watch, target, calls, number)

    @contextmanager
    def explained(self, target: str, name: str, calls: Sequence[Call]) -> Iterator[None]:
        """Put what goes wrong with ``calls`` of ``target``, which messages call ``name``, into a student's words."""
        try:
            yield
        except MissingAnswer:
            raise MissingAnswer(self._why_missing(target), call=target) from None
        except AnswerError as problem:
            if problem.call == FILE_ITSELF:
                raise
            text = calls[0].text(name) if len(calls) == 1 else name
            raise type(problem)(f"`{text}` {problem}", call=text) from None

    def _why_missing(self, name: str) -> str:
        loaded = self._session.loaded
        others = (other for other in loaded.names if len(other) <= 2 * len(name) and other not in self._exercises)
        near = get_close_matches(name, list(islice(others, _MOST_COMPARED)), 1, cutoff=0.75)
        if near:
            return f"`{name}` is not in your file, but `{near[0]}` is. If it is meant, rename it to `{name}`."
        if loaded.problems:
            met = problem_text(loaded.problems[0])
            return f"`{name}` is not in your file, perhaps because running the file met {met}."
        return f"`{name}` is not in your file. Define it at the top level, under exactly this name."


@functools.cache
def _source_of(driver: Driver) -> str:
    if driver.__name__ == "<lambda>":
        raise AuthorError("A driver is a function with a name: its source travels, and a lambda's is a part of a line.")
    return textwrap.dedent(inspect.getsource(driver))


def _unwrapped(value: Any) -> Any:
    return value.handle if isinstance(value, RemoteObject) else value
