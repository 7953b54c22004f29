"""A submission for the checks' own tests: in this process, without a sandbox."""

from __future__ import annotations

from collections.abc import Sequence

from autograder.sandbox.direct import DirectSession
from autograder.testing.scratch import ScratchRule
from autograder.testing.submission import SubmissionUnderTest

HEAD = "import torch\nimport torch.nn.functional as F\n"


def submission_of(code: str, *, ready_made: Sequence[str] = (), operators: Sequence[str] = ()) -> SubmissionUnderTest:
    """``code``, with torch and F imported, as the ``submission`` that a check gets."""
    cells = [("work.py", HEAD + code)]
    rule = ScratchRule.of(ready_made, operators, cells)
    return SubmissionUnderTest(DirectSession(cells), rule=rule)
