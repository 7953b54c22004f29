"""Checking one's work where it is written: ``from autograder.notebook import check`` in a notebook, or in a script.

    check(relu)      the public checks of one exercise: a function or a class as it stands in the notebook now
    check("relu")    the same, by its name
    check()          all exercises of the assignment

It shows the points, for each exercise that is not complete the simplest input that fails, a hint, and a plot of the
function over the expected one. Nothing has to be saved, and no cell is run again: the source of what is defined now is
taken from the cells that were run. It is graded in another process, under the assignment's limits, so that a loop
without an end does not take the notebook with it. The first check takes some seconds, the others do not.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from autograder.notebook_check.view import CheckView

__all__ = ["check"]


def check(target: Any = None, *, assignment: str | None = None) -> float | None:
    """Check a function, a class, or the exercise of that name; without ``target`` every exercise of the assignment.

    ``assignment`` says which one, where several have an exercise of that name. What goes wrong is shown in words:
    nothing is raised but KeyboardInterrupt, which ends the check.

    Returns None, except when nbgrader runs the notebook: then the exercise's points, in proportion to the public
    points earned, which nbgrader takes for the cell's score.
    """
    from autograder.notebook_check.checking import checked
    from autograder.notebook_check.live import running_shell

    view, points = checked(target, assignment, sys._getframe(1).f_globals)  # noqa: SLF001  (the names of whoever asks)
    _show(view, running_shell())
    return points if os.environ.get("NBGRADER_EXECUTION") else None


def _show(view: CheckView, shell: Any) -> None:
    if hasattr(shell, "kernel"):
        from IPython.display import display

        display(view)  # type: ignore[no-untyped-call]
        return
    from rich.console import Console

    Console(highlight=False).print(view.renderable())
