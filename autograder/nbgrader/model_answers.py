"""What graders see and students do not: the model answers, left out of the feedback."""

from __future__ import annotations

from typing import Any

from nbgrader.preprocessors import NbGraderPreprocessor

from autograder.nbgrader.source_notebook import BEGIN_MODEL_ANSWER, END_MODEL_ANSWER


class HideModelAnswers(NbGraderPreprocessor):
    """For ``c.GenerateFeedback.preprocessors``: the rubric stays, the model answer goes."""

    def preprocess_cell(self, cell: Any, resources: dict[str, Any], _index: int) -> tuple[Any, dict[str, Any]]:
        """Cut what stands between the marks, in a locked cell alone: a student's own text is the student's."""
        start, end = cell.source.find(BEGIN_MODEL_ANSWER), cell.source.find(END_MODEL_ANSWER)
        if cell.metadata.get("nbgrader", {}).get("locked") and 0 <= start < end:
            cell.source = cell.source[:start].rstrip() + cell.source[end + len(END_MODEL_ANSWER) :]
        return cell, resources
