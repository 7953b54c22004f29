"""Files of responses that cannot be analysed: every mistake with its line and column, and what is allowed there."""

from __future__ import annotations

from collections.abc import Sequence

from quizzes.errors import Problem, UsageError

#: So many mistakes are told at once.
SHOWN = 20


class TableError(UsageError):
    """A file of responses is not understood; ``problems`` lists what, in the order of the lines."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(sorted(problems, key=lambda problem: problem.line))
        lines = [str(problem) for problem in self.problems[:SHOWN]]
        if len(self.problems) > SHOWN:
            lines.append(f"and {len(self.problems) - SHOWN} more like these; mend the first ones, and run it again")
        super().__init__("\n".join(lines))


class NothingToAnalyse(UsageError):
    """No attempt in the file has a score; the message says what was left out."""

    def __init__(self, remarks: Sequence[str]) -> None:
        why = f" What was left out: {'; '.join(remarks)}." if remarks else ""
        super().__init__(
            f"no attempt has a score, so there is nothing to analyse.{why} Export finished, graded attempts"
        )


def refused(file: str, what: str, allowed: str, *, line: int = 0, column: str = "") -> TableError:
    """One mistake as an error. ``line`` counts from 1; 0 is the file as a whole."""
    return TableError([problem(file, what, allowed, line=line, column=column)])


def problem(file: str, what: str, allowed: str, *, line: int = 0, column: str = "") -> Problem:
    """One mistake of several."""
    return Problem(file, line, "", f"column `{column}`" if column else "", what, allowed)
