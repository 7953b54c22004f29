"""A report in a notebook: each check cell's points and explanation, where nbgrader's own machinery looks for them."""

from __future__ import annotations

import unicodedata
from typing import Any

from autograder.errors import AuthorError
from autograder.feedback.page import render_fragment
from autograder.feedback.words import failing_checks, format_points, plain
from autograder.nbgrader.harmless import harmless
from autograder.nbgrader.mending import DAMAGE
from autograder.report import ExerciseResult, Report, Status

_CHECK = "check_"
_HEADING = "Notes of the grading"
_NOT_OURS = "*Written by the student, not by the grading:*"
#: A submission can be made to be remarked on at each of its cells.
_MOST_NOTES = 30


def add_results(notebook: dict[str, Any], report: Report) -> dict[str, float]:
    """Write the report into the outputs of the check cells, and into a first cell what was remarked on.

    Returns each check cell's points.

    A number as the result of a cell is what nbgrader takes as its points; anything else it takes for full marks, so
    every check cell gets a number. The report must have a score. Raises AuthorError where a cell's points are not the
    exercise's.
    """
    assert report.score is not None, "an operator's error yields no score, and nothing is written of it"
    results = {result.name: result for result in report.exercises}
    points: dict[str, float] = {}
    for cell in notebook["cells"]:
        marks = cell["metadata"].get("nbgrader") or {}
        if not marks.get("grade") or marks.get("solution"):
            continue
        exercise = str(marks["grade_id"]).removeprefix(_CHECK)
        result = results.get(exercise)
        if result is None and report.status is Status.GRADED:
            raise AuthorError(
                f"The cell `{marks['grade_id']}` asks for points automatically, and `{report.assignment}` has no "
                f"exercise for it: student code is never run in a notebook here. Grade the cell by hand "
                "(nbgrader's `Manually graded`), or take it out of the source notebook."
            )
        if result is not None and abs(result.possible - float(marks["points"])) > 1e-6:
            raise AuthorError(
                f"The cell `{marks['grade_id']}` is worth {float(marks['points']):g} points in the gradebook, and the "
                f"exercise {result.possible:g} in the course. Run `rectify nbgrader init --update` and `nbgrader "
                "generate_assignment` for it again."
            )
        cell["execution_count"] = None
        earned = 0.0 if result is None else min(max(result.earned, 0.0), float(marks["points"]))
        cell["outputs"] = _outputs(report, result, earned)
        points[marks["grade_id"]] = earned
    _mark_forged_notes(notebook)
    _add_notes(notebook, report)
    return points


def _outputs(report: Report, result: ExerciseResult | None, earned: float) -> list[dict[str, Any]]:
    if result is None:
        shown = {"text/plain": plain(report.message)}
    else:
        html = render_fragment(report, [result.name], release_hidden=False)
        shown = {"text/html": html, "text/plain": _text(report, result)}
    return [
        {"output_type": "display_data", "data": shown, "metadata": {}},
        {
            "output_type": "execute_result",
            "execution_count": None,
            "data": {"text/plain": repr(earned)},
            "metadata": {},
        },
    ]


def _text(report: Report, result: ExerciseResult) -> str:
    lines = [f"{result.name}: {format_points(result.earned)} of {format_points(result.possible)} points"]
    lines += [plain(check.title) for check in failing_checks(report, result.name)]
    return "\n".join(lines + ([f"Hint: {plain(result.hint)}"] if result.hint else []))


def _mark_forged_notes(notebook: dict[str, Any]) -> None:
    """Say of a cell of the student's own that looks like the notes of the grading whose it is."""
    for cell in notebook["cells"]:
        own = cell["cell_type"] == "markdown" and not cell["metadata"].get("nbgrader")
        if own and _letters(_HEADING) in _letters(cell["source"]):
            cell["source"] = f"{_NOT_OURS}\n\n{cell['source']}"


def _letters(text: str) -> str:
    """What is left of a text when it is shown, whatever marks and spaces stand between."""
    return "".join(letter for letter in unicodedata.normalize("NFKC", text).casefold() if letter.isalpha())


def _add_notes(notebook: dict[str, Any], report: Report) -> None:
    """What the reader of the file and the run of it remarked, as a first cell; none where there was nothing."""
    damage = notebook["metadata"].pop(DAMAGE, [])
    notes = list(dict.fromkeys([*([report.message] if report.message else []), *damage, *report.submission.remarks]))
    if len(notes) > _MOST_NOTES:
        notes[_MOST_NOTES:] = [f"And {len(notes) - _MOST_NOTES} more of the kind."]
    if notes:
        text = "\n".join([f"**{_HEADING}**\n", *(f"- {harmless(' '.join(plain(note).split()), {})}" for note in notes)])
        notebook["cells"].insert(0, {"cell_type": "markdown", "id": "notes", "metadata": {}, "source": text})
