"""The instructor's notebook of one assignment: what `nbgrader generate_assignment` makes the students' one from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from autograder.course.course import Assignment
from autograder.course.questions import FreeResponse
from autograder.course.stub import BEGIN, Piece, code_cell, markdown_cell, module_pieces, notebook_text
from autograder.errors import AuthorError
from autograder.nbgrader.issued import SCHEMA_VERSION

#: What `nbgrader generate_assignment` cuts out, and `nbgrader autograde` puts back for whoever grades by hand.
BEGIN_MARK_SCHEME = "<!-- BEGIN MARK SCHEME -->"
END_MARK_SCHEME = "<!-- END MARK SCHEME -->"
#: Within the mark scheme, what `nbgrader generate_feedback` leaves out.
BEGIN_MODEL_ANSWER = "<!-- BEGIN MODEL ANSWER -->"
END_MODEL_ANSWER = "<!-- END MODEL ANSWER -->"

#: Said once, before the first cell that imports it.
_CHECKING = """\
The cell below each answer checks it: with the public checks, and where one fails it shows the simplest input that does.
Grading adds hidden checks. `check` comes with the course's package, which a notebook on your own computer needs once:
`pip install rectify-course`."""
_SECTION = re.compile(r"^## ", re.MULTILINE)


def check_id(exercise: str) -> str:
    """The `grade_id` of the cell that holds an exercise's points."""
    return f"check_{exercise}"


def answer_id(exercise: str) -> str:
    """The `grade_id` of the cell that an exercise is written in."""
    return f"answer_{exercise}"


def source_notebook(assignment: Assignment) -> str:
    """The notebook in JSON, with valid nbgrader metadata. Raises AuthorError.

    The reading in locked cells; a solution cell and a check cell for each exercise, whose points are the exercise's;
    a locked prompt with its mark scheme, and a cell graded by hand, for each free-response question.
    """
    assignment.require_solutions()
    text = assignment.reference.read_text(encoding="utf-8")
    docstring, pieces = module_pieces(text, assignment.spec.title)
    _require_each_exercise_once(assignment, pieces)
    cells = [*_reading(assignment, docstring), *_code(assignment, pieces), *_questions(assignment)]
    return notebook_text(cells)


def _reading(assignment: Assignment, docstring: str) -> Iterator[dict[str, Any]]:
    reading = assignment.reading.read_text(encoding="utf-8")
    starts = [0, *(found.start() for found in _SECTION.finditer(reading)), len(reading)]
    sections = [reading[low:high] for low, high in pairwise(starts)]
    for number, section in enumerate((one for one in sections if one.strip()), 1):
        yield _locked(markdown_cell(_said_in_a_notebook(section, assignment)), f"reading_{number}")
    task = _said_in_a_notebook(docstring, assignment)
    yield _locked(markdown_cell(f"## Your task\n\n{task}\n\n{_CHECKING}"), "task")


def _said_in_a_notebook(text: str, assignment: Assignment) -> str:
    """What the course says of its files, for whoever has a notebook and neither the stub nor the checks."""
    name = re.escape(assignment.name)
    in_files = rf"`{name}\.py` (or in (`{name}\.ipynb`|the notebook)|\(or in (`{name}\.ipynb`|the notebook)\))"
    text = re.sub(in_files, "this notebook", text)
    text = re.sub(rf",\s+which are in `test_{name}\.py` for you to read", "", text)
    text = re.sub(rf"rectify check {name}\.py", f"check({assignment.spec.exercises[0].name})", text)
    return re.sub(rf"(?<![\w/]){name}\.py\b", f"{assignment.name}.ipynb", text)


def _code(assignment: Assignment, pieces: list[Piece]) -> Iterator[dict[str, Any]]:
    points = {exercise.name: exercise.points for exercise in assignment.spec.exercises}
    yield code_cell("from autograder.notebook import check")
    for number, piece in enumerate(pieces, 1):
        if piece.defines in points:
            name = piece.defines
            yield _marked(code_cell(piece.text), answer_id(name), solution=True)
            yield _marked(code_cell(f"check({name})"), check_id(name), grade=True, locked=True, points=points[name])
        elif BEGIN in piece.text:
            yield _marked(code_cell(piece.text), f"answer_{piece.defines or number}", solution=True)
        else:
            yield code_cell(piece.text)


def _questions(assignment: Assignment) -> Iterator[dict[str, Any]]:
    for question in assignment.questions:
        yield _locked(markdown_cell(_prompt(question)), f"prompt_{question.name}")
        answer = markdown_cell(question.answer)
        yield _marked(answer, f"question_{question.name}", grade=True, solution=True, points=question.points)


def _prompt(question: FreeResponse) -> str:
    rubric = [f"- **{one.points:g}** {_points(one.points)}: {one.criterion}" for one in question.rubric]
    mistakes = [f"- {one.mistake} **{one.points:g}** in all: {one.why}" for one in question.common_mistakes]
    scheme = [
        "**What earns points**\n",
        *rubric,
        *(["\n**Common mistakes**\n", *mistakes] if mistakes else []),
        f"\n{BEGIN_MODEL_ANSWER}\n\n**A full answer** (graders alone see it)\n\n{question.answer}",
        f"\n{END_MODEL_ANSWER}",
    ]
    head = f"## {question.title} ({question.points:g} {_points(question.points)})\n\n{question.prompt}\n"
    return "\n".join([head, BEGIN_MARK_SCHEME, "", *scheme, "", END_MARK_SCHEME])


def _points(points: float) -> str:
    return "point" if points == 1 else "points"


def _locked(cell: dict[str, Any], grade_id: str) -> dict[str, Any]:
    return _marked(cell, grade_id, locked=True)


def _marked(
    cell: dict[str, Any],
    grade_id: str,
    *,
    grade: bool = False,
    solution: bool = False,
    locked: bool = False,
    points: float | None = None,
) -> dict[str, Any]:
    marks = {
        "schema_version": SCHEMA_VERSION,
        "grade_id": grade_id,
        "grade": grade,
        "solution": solution,
        "locked": locked,
        "task": False,
    }
    cell["metadata"]["nbgrader"] = marks if points is None else {**marks, "points": points}
    return cell


def _require_each_exercise_once(assignment: Assignment, pieces: list[Piece]) -> None:
    for exercise in assignment.spec.exercises:
        here = [piece for piece in pieces if piece.defines == exercise.name]
        if len(here) != 1 or BEGIN not in here[0].text:
            raise AuthorError(
                f"`{assignment.reference}` does not define the exercise `{exercise.name}` exactly once, at the top "
                f"level, with a solution region (`{BEGIN}`) in it, so no notebook can be made of it. Write it so."
            )
