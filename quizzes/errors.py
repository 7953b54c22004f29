"""Every error that the quizzes raise on purpose, and whose fault each one is.

QuizError
├── BankError                the bank's author: every mistake found, each with its file, line, item and field
│   └── ProofFailed          a key, or an option, is not what its proof computes
├── ExpressionError          the bank's author: an expression that says nothing, or no number
├── ResponseError            the student: what was given is no response, so nothing can be scored
│   ├── MissingResponse      nothing was given, or a part is left out
│   └── UnreadableResponse   what was given is not of the form that the item asks for
├── MachineError             whoever runs this machine: a file cannot be written
│   └── StoreError           the record of attempts cannot be read or written
└── UsageError               whoever calls: what was asked for cannot be done
    ├── UnknownBank          there is no bank or item of that name
    ├── UnknownSitting       there is no sitting of that id
    ├── AlreadyAnswered      the item has its response in this sitting
    ├── SittingOver          the sitting has ended
    └── NotDrawn             an item whose variables have no values yet cannot be shown or graded
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


class QuizError(Exception):
    """The root: its message is a sentence for the person at fault, the next step last."""


@dataclass(frozen=True)
class Problem:
    """One mistake in a bank. ``line`` counts from 1; 0 where there is no file, as for a bank made in memory."""

    file: str
    line: int
    item: str
    field: str
    what: str
    allowed: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}: "
        item = f"item `{self.item}`: " if self.item else ""
        field = f"{self.field}: " if self.field else ""
        return one_line(f"{place}{item}{field}{self.what}; {self.allowed}")


class BankError(QuizError):
    """A bank has mistakes; ``problems`` lists all of them, in the order of their lines."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems, key=lambda problem: problem.line))
        super().__init__("\n".join(str(problem) for problem in self.problems))


class ProofFailed(BankError):
    """A key differs from what its proof computes, or a proof cannot be computed."""


class ExpressionError(QuizError):
    """An expression is not allowed, or has no finite value; ``allowed`` says what may stand there."""

    def __init__(self, what: str, allowed: str = "see the functions in docs/QUIZZES.md") -> None:
        super().__init__(f"{what}; {allowed}")
        self.what = what
        self.allowed = allowed
        self.place: tuple[str | int, ...] = ()

    def at(self, place: tuple[str | int, ...]) -> ExpressionError:
        """The same error, with the place in its item."""
        self.place = place
        return self


class ResponseError(QuizError):
    """What the student gave is no response; ``part`` names the blank or entry at fault, where there are several."""

    def __init__(self, message: str, *, part: str = "") -> None:
        super().__init__(message)
        self.part = part


class MissingResponse(ResponseError):
    """Nothing was given, or something is left out."""


class UnreadableResponse(ResponseError):
    """What was given is not of the form that the item asks for."""


class MachineError(QuizError):
    """The machine does not let something be done that was asked for rightly."""


class StoreError(MachineError):
    """The record of attempts cannot be opened, read or written; nothing that it held was changed."""


class UsageError(QuizError):
    """What was asked for cannot be done."""


class UnknownBank(UsageError):
    """There is no bank, or no item, of that name."""


class UnknownSitting(UsageError):
    """There is no sitting of that id."""


class AlreadyAnswered(UsageError):
    """The item has its response in this sitting, and its key was shown."""


class SittingOver(UsageError):
    """The sitting has ended: nothing is added to it."""


class NotDrawn(UsageError):
    """The item has variables without values: draw a variant first."""


def one_line(text: str) -> str:
    """The text without line breaks or control characters, so that an error is one line whatever the bank holds."""
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())


def dotted(path: Sequence[str | int]) -> str:
    """A place in an item as people write it: entries of lists are counted from 1."""
    return ".".join(str(step + 1 if isinstance(step, int) else step) for step in path)


def quoted(value: object, limit: int = 60) -> str:
    """A value in backticks, shortened to ``limit`` characters."""
    text = one_line(str(value))
    return f"`{text if len(text) <= limit else text[: limit - 1] + '…'}`"
