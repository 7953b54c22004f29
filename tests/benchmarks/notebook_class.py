"""A class's notebooks in a folder of nbgrader's, graded by a command, and what the gradebook says then."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from pathlib import Path

from tests.benchmarks.class_answers import Answer
from tests.benchmarks.eight_checks import CHECKS, NAME, POINTS
from tests.benchmarks.stopwatch import Took, time_commands
from tests.nbgrader.instructor import Instructor


class NotebookClass:
    """A folder with ``source`` in it: releases the assignment, takes hand-ins, and has them graded."""

    def __init__(self, folder: Path, python: Sequence[str]) -> None:
        """``python``: the start of a command."""
        self.folder = folder
        self._python = list(python)
        self._instructor = Instructor(folder, folder.parent / "home")
        self._instructor.types(*python, "-m", "nbgrader", "generate_assignment", NAME)
        released = json.loads((folder / "release" / NAME / f"{NAME}.ipynb").read_text(encoding="utf-8"))
        marks = [cell["metadata"].get("nbgrader", {}).get("grade_id", "") for cell in released["cells"]]
        self._untouched = (folder / "gradebook.db").read_bytes()
        self._released, self._slots = released, {one: marks.index(f"answer_{one}") for one in CHECKS}

    def hand_in(self, answers: Sequence[Answer]) -> None:
        """Put the answers where ``nbgrader collect`` would."""
        for answer in answers:
            path = self.folder / "submitted" / answer.student / NAME / f"{NAME}.ipynb"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(answer.notebook(self._released, self._slots), encoding="utf-8")

    def forget_grades(self) -> None:
        """Leave what was handed in as if nobody had been graded yet."""
        (self.folder / "gradebook.db").write_bytes(self._untouched)
        shutil.rmtree(self.folder / "autograded", ignore_errors=True)

    def grade(self, *commands: Sequence[str]) -> Took:
        """Have the modules that the ``commands`` name, with their arguments, grade at the same time."""
        modules = [[*self._python, "-m", *command] for command in commands]
        return time_commands(modules, self.folder, self._instructor.environment)

    def moments(self, answers: Sequence[Answer]) -> list[float]:
        """When each was graded, in seconds; the first one first."""
        paths = [self.folder / "autograded" / answer.student / NAME / f"{NAME}.ipynb" for answer in answers]
        return sorted(path.stat().st_mtime for path in paths)

    def require_scores(self, answers: Sequence[Answer]) -> None:
        """Raise RuntimeError where somebody has no score, or a right answer has lost points."""
        from nbgrader.api import Gradebook

        full = POINTS * len(CHECKS)
        with Gradebook(f"sqlite:///{self.folder / 'gradebook.db'}") as gradebook:
            scores = {one.student_id: one.score for one in gradebook.assignment_submissions(NAME)}
        for answer in answers:
            score = scores.get(answer.student)
            if score is None or (answer.is_right and score != full):
                raise RuntimeError(f"`{answer.student}` has {score} points in `{self.folder}`, not {full:g}.")
