"""What quizzes refuse, as the errors of pages."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from autograder.errors import AuthorError, OperatorError
from autograder.web.errors import PageError
from quizzes.errors import (
    AlreadyAnswered,
    BankError,
    MachineError,
    QuizError,
    SittingOver,
    UnknownBank,
    UnknownSitting,
)


class QuizProblem(PageError):
    """What a sitting refused, in its own words."""

    def __init__(self, error: QuizError) -> None:
        super().__init__(str(error))
        if isinstance(error, UnknownSitting | UnknownBank):
            self.status, self.title = 404, "Not here"
        elif isinstance(error, AlreadyAnswered | SittingOver):
            self.status, self.title = 409, "Already done"


class QuizClosed(PageError):
    """No further sitting may be begun: the words say why."""

    status = 409
    title = "No further attempt"


@contextmanager
def in_words() -> Iterator[None]:
    """Turn what quizzes refuse into the errors of pages: a bank's author's, the machine's, or the person's own."""
    try:
        yield
    except BankError as error:
        raise AuthorError(str(error)) from error
    except MachineError as error:
        raise OperatorError(str(error)) from error
    except QuizError as error:
        raise QuizProblem(error) from error
