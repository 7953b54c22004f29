"""nbgrader's plugin for late work: penalties as ``late_policy.toml`` says.

In ``nbgrader_config.py``, ``c.AssignLatePenalties.plugin_class`` names it.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from nbgrader.converters.base import NbGraderException
from nbgrader.plugins import LateSubmissionPlugin
from nbgrader.preprocessors import AssignLatePenalties
from traitlets.config import LoggingConfigurable

from autograder.errors import AutograderError, WrongUsage
from autograder.nbgrader.failures import log_failure, stopping_grading
from autograder.nbgrader.late.policy import POLICY_NAME, LatePolicy, read_policy
from autograder.nbgrader.late.recompute import enter, settle

#: How settings name the plugin.
PLUGIN_NAME = "autograder.nbgrader.late.plugin.LatePenalty"

_STOPPED = "Late penalties cannot be computed: grading stops here. Then run the same command again."


class LatePenalty(LateSubmissionPlugin):
    """Takes for late work what the course folder's policy says: once, however many notebooks an assignment has."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        # Read for every notebook, late or not: a wrong policy stops the first one.
        with stopping_grading(self.log, _STOPPED):
            self._policy = policy_for(self)

    def late_submission_penalty(self, student_id: str, score: float, total_seconds_late: float) -> float:  # noqa: ARG002
        """The part of the notebook that is being graded, in points; the assignment's other notebooks get theirs.

        What nbgrader passes is one notebook's; the whole submission is taken from the gradebook instead.
        """
        with stopping_grading(self.log, _STOPPED):
            step = self.parent
            if not hasattr(step, "gradebook"):
                raise WrongUsage(
                    "`LatePenalty` works inside nbgrader's AssignLatePenalties alone. Name it in `nbgrader_config.py`, "
                    "as `c.AssignLatePenalties.plugin_class`, and autograde."
                )
            submission = step.gradebook.find_submission(step.assignment_id, student_id)
            settled = settle(self._policy, submission)
            enter(submission, settled)
        self.log.info("%s, %s: %s", step.assignment_id, student_id, settled.penalty.reason)
        return settled.parts[step.notebook_id]


def policy_for(step: LoggingConfigurable) -> LatePolicy:
    """The policy of the course folder in which a part of nbgrader works. Raises what ``read_policy`` raises."""
    part: Any = step
    while part is not None and getattr(part, "coursedir", None) is None:
        part = part.parent
    # Whatever belongs to no converter works where it is called.
    return read_policy(Path(part.coursedir.root if part is not None else "").resolve() / POLICY_NAME)


def takes_by_policy(step: LoggingConfigurable) -> bool:
    """Whether the settings of a part of nbgrader name ``LatePenalty``, or a class of one's own derived from it."""
    return issubclass(AssignLatePenalties(parent=step).plugin_class, LatePenalty)


def refuse_wrong_policy(step: LoggingConfigurable) -> None:
    """Look at the policy before the first submission: log what is wrong with it, and raise NbGraderException.

    nbgrader's commands end at this exception without a traceback, as long as no submission is being worked on.
    """
    try:
        if takes_by_policy(step):
            policy_for(step)
    except AutograderError as problem:
        log_failure(step.log, problem, _STOPPED)
        raise NbGraderException(str(problem)) from problem
