"""The check that an answer is written from scratch: by its source, and by the operators that really run."""

from __future__ import annotations

from autograder.errors import CheckFailed, UnusableAnswer
from autograder.report import Evidence
from autograder.sandbox.inside.calls import Want
from autograder.testing.call import Calls, as_calls
from autograder.testing.submission import Driver, SubmissionUnderTest, problem_error


def check_from_scratch(
    submission: SubmissionUnderTest, exercise: str, calls: Calls, driver: Driver | None = None
) -> None:
    """The answer to ``exercise`` uses nothing ready-made: not in its source, and not when it runs ``calls``.

    ``driver``: how the answer is called, where what it returns may hold more than data.
    Raises CheckFailed with ``forbidden`` set, which costs the whole exercise; or the AnswerError of a call that failed.
    """
    rule = submission.rule
    if rule is None:
        return
    for use, reason in rule.forbidden_uses(exercise):
        raise CheckFailed(
            f"`{use.text}` ({use.place}, line {use.line}) may not be used in `{exercise}`: {reason}. "
            "Write the function from its formula.",
            evidence=Evidence(
                call=f"{use.place}, line {use.line}", returned=use.text, expected="an answer from scratch"
            ),
            forbidden=True,
        )
    listed = as_calls(calls)
    function = getattr(submission, exercise)
    if driver is not None:
        function = function.driven(driver)
    for call, answer in zip(listed, function.many(listed, Want(operators=True, gradients=True)), strict=True):
        if answer.problem is not None:
            raise problem_error(answer.problem, call.text(exercise))
        if answer.unusable:
            raise UnusableAnswer(f"`{call.text(exercise)}` returned what cannot be graded: {answer.unusable}.")
        found = rule.forbidden_operators(answer.operators)
        if found:
            raise CheckFailed(
                f"When `{exercise}` ran, it went through the ready-made `{found[0]}`, by whatever name. "
                "Write the function from its formula.",
                evidence=Evidence(
                    call=call.text(exercise), returned=f"ran {found[0]}", expected="an answer from scratch"
                ),
                forbidden=True,
            )
