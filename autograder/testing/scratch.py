"""From scratch means from scratch: the source may not reach a ready-made form, and no run may pass through one.

The source is read for what each exercise's answer can reach, under whatever name; the run is read from the ATen
operators that were recorded. Each catches what the other cannot see.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from autograder.errors import CheckFailed, UnusableAnswer
from autograder.report import Evidence
from autograder.sandbox.inside.calls import Want
from autograder.sandbox.inside.guard import is_closed
from autograder.testing.call import Calls, as_calls
from autograder.testing.names import Names, Use

_PACKAGES = ("torch", "math", "cmath", "numpy", "jax", "tensorflow", "keras", "sklearn", "scipy", "transformers", "timm")

#: Attributes that reach past the language into the process that grades.
_REACHING = frozenset(
    {
        "__builtins__",
        "__closure__",
        "__code__",
        "__getattribute__",
        "__globals__",
        "__loader__",
        "__subclasses__",
        "attrgetter",
        "ctypes",
        "gc",
        "getattr_static",
        "threading",
        "_current_frames",
        "_getframe",
        "currentframe",
        "f_back",
        "f_builtins",
        "f_globals",
        "f_locals",
        "getmembers",
        "gi_frame",
        "setprofile",
        "settrace",
        "tb_frame",
    }
)


@dataclass(frozen=True, slots=True)
class ScratchRule:
    """What the assignment's answers may not use, and the submission's source as it stands.

    ``ready_made`` names are compared without case and underscores: ``LeakyReLU`` is ``leaky_relu`` is ``leaky_relu_``.
    """

    ready_made: frozenset[str]
    operators: frozenset[str]
    cells: tuple[tuple[str, str], ...]
    _names: list[Names] = field(default_factory=list)

    @classmethod
    def of(cls, ready_made: Sequence[str], operators: Sequence[str], cells: Sequence[tuple[str, str]]) -> ScratchRule:
        """The rule for one submission."""
        plain = frozenset(_plain(name) for name in ready_made)
        return cls(plain, frozenset(operators) | frozenset(ready_made), tuple(cells))

    @property
    def names(self) -> Names:
        """The submission's names, read once."""
        if not self._names:
            self._names.append(Names(self.cells))
        return self._names[0]

    def forbidden_uses(self, exercise: str) -> Iterator[tuple[Use, str]]:
        """Each use that the answer to ``exercise`` can reach and may not make, with the reason in words."""
        for use in self.names.uses():
            if self._reaches_in(use):
                yield use, "it reaches into the process that grades, where nothing that it runs could be trusted"
        for use in self.names.uses(exercise):
            last = use.path.rpartition(".")[2]
            if use.path.partition(".")[0] in _PACKAGES and _plain(last) in self.ready_made:
                yield use, f"it is the ready-made `{last}`"

    @staticmethod
    def _reaches_in(use: Use) -> bool:
        """An import of a closed module needs no word here: the worker refuses it. A way round the import does."""
        steps = use.path.split(".")
        if len(steps) == 1 or use.text.startswith(("import ", "from ")):
            return False
        closed = steps[0] == "torch" and is_closed(use.path)
        return closed or use.path == "sys.modules" or bool(_REACHING & set(steps[1:]))

    def forbidden_operators(self, names: Sequence[str]) -> list[str]:
        """Which of the recorded operators an answer may not run."""
        plain = {_plain(name) for name in self.operators} | self.ready_made
        return sorted(name for name in names if name in self.operators or _plain(name) in plain)


def _plain(name: str) -> str:
    return name.replace("_", "").lower()


def check_from_scratch(submission: object, exercise: str, calls: Calls) -> None:
    """The answer to ``exercise`` uses nothing ready-made: not in its source, and not when it runs ``calls``.

    Raises CheckFailed with ``forbidden`` set, which costs the whole exercise; or the AnswerError of a call that failed.
    """
    from autograder.testing.submission import SubmissionUnderTest, problem_error

    assert isinstance(submission, SubmissionUnderTest)
    rule = submission.rule
    if rule is None:
        return
    for use, reason in rule.forbidden_uses(exercise):
        raise CheckFailed(
            f"`{use.text}` ({use.place}, line {use.line}) may not be used in `{exercise}`: {reason}. "
            "Write the function from its formula.",
            evidence=Evidence(call=f"{use.place}, line {use.line}", returned=use.text, expected="an answer from scratch"),
            forbidden=True,
        )
    listed = as_calls(calls)
    for call, answer in zip(listed, getattr(submission, exercise).many(listed, Want(operators=True, gradients=True)), strict=True):
        if answer.problem is not None:
            raise problem_error(answer.problem, call.text(exercise))
        if answer.unusable:
            raise UnusableAnswer(f"`{call.text(exercise)}` returned what cannot be graded: {answer.unusable}.")
        found = rule.forbidden_operators(answer.operators)
        if found:
            raise CheckFailed(
                f"When `{exercise}` ran, it went through torch's own `{found[0]}`, by whatever name. "
                "Write the function from its formula.",
                evidence=Evidence(call=call.text(exercise), returned=f"ran aten::{found[0]}", expected="an answer from scratch"),
                forbidden=True,
            )
