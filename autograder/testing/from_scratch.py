"""The check that an answer is written from scratch: by its source, and by the operators that really run."""

from __future__ import annotations

from autograder.errors import CheckFailed
from autograder.report import Evidence
from autograder.sandbox.inside.calls import Want
from autograder.testing.answered import problem_error, unusable_error
from autograder.testing.call import Calls, as_calls
from autograder.testing.submission import Driver, SubmissionUnderTest


def check_from_scratch(
    submission: SubmissionUnderTest, exercise: str, calls: Calls, driver: Driver | None = None
) -> None:
    """The answer to ``exercise`` uses nothing ready-made: not in its source, and not when it runs ``calls``.

    ``driver``: how the answer is called, where what it returns may hold more than data.
    From here on, later checks of the exercise look at one of their calls as well.
    Raises CheckFailed with ``forbidden`` set, which costs the whole exercise; or the AnswerError of a call that failed.
    """
    rule, watch = submission.rule, submission.watch
    if rule is None or watch is None:
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
            raise unusable_error(answer.unusable, call.text(exercise))
        watch.judge(exercise, call, answer)
    watch.begin(exercise, "" if driver is None else driver.__name__)
