"""The value in an answer, or in a student's words why there is none."""

from __future__ import annotations

from typing import Any

from autograder.errors import AnswerError, MissingAnswer, StudentRaised, UnusableAnswer
from autograder.sandbox.answers import Answer, Problem


def require_value(answer: Answer, call: str) -> Any:
    """The value of ``answer``. Raises StudentRaised, MissingAnswer (not written yet) or UnusableAnswer."""
    if answer.problem is not None:
        raise problem_error(answer.problem, call)
    if answer.unusable:
        raise unusable_error(answer.unusable, call)
    return answer.value


def unusable_error(reason: str, call: str) -> UnusableAnswer:
    """The error that data of a kind which may not cross the wall amounts to."""
    return UnusableAnswer(f"What `{call}` returned cannot be used: {reason}.", call=call)


def problem_error(problem: Problem, call: str) -> AnswerError:
    """The error that an exception inside a call amounts to."""
    # Others raise it, too: torch, of a module without a `forward`.
    own = not problem.message.strip() or problem.text.startswith("raise NotImplementedError")
    if problem.kind == "NotImplementedError" and own:
        name = call.partition("(")[0]
        return MissingAnswer(f"`{name}` is not written yet: it raises NotImplementedError.", call=call)
    return StudentRaised(f"`{call}` raised {problem_text(problem)}.", call=call, kind=problem.kind, line=problem.line)


def problem_text(problem: Problem) -> str:
    """``TypeError: … (rectifiers.py, line 12: `return max(0, x)`)``."""
    text = f"{problem.kind}: {problem.message.strip().splitlines()[0]}" if problem.message.strip() else problem.kind
    if not problem.where:
        return text
    return f"{text} ({problem.where}: `{problem.text}`)" if problem.text else f"{text} ({problem.where})"
