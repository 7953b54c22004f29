"""A report in a notebook: what nbgrader takes for points, what people read, and nothing that is hidden."""

from __future__ import annotations

from typing import Any

import pytest

from autograder.errors import AuthorError
from autograder.nbgrader.graded import notebook_text
from autograder.nbgrader.mending import DAMAGE
from autograder.nbgrader.results import add_results
from autograder.report import Report, Status
from tests.nbgrader.notebooks import Notebook, cell_of, code, text
from tests.sample_reports import FAILED, HIDDEN, HOSTILE, check, report, unread


def notebook(*damage: str, points: float = 4.0, exercise: str = "relu") -> Notebook:
    marks = {"grade_id": f"check_{exercise}", "grade": True, "solution": False, "points": points}
    by_hand = {"grade_id": "question_why", "grade": True, "solution": True, "points": 4.0}
    answer = {**text("No."), "metadata": {"nbgrader": by_hand}}
    own = code("1")
    own["outputs"] = []
    metadata: dict[str, Any] = {DAMAGE: list(damage)} if damage else {}
    return {"cells": [code("check(relu)", nbgrader=marks), answer, own], "metadata": metadata}


def numbers_of(cell: Notebook) -> list[str]:
    return [one["data"]["text/plain"] for one in cell["outputs"] if one["output_type"] == "execute_result"]


@pytest.mark.parametrize(
    ("checks", "earned"),
    [
        ([check(), check("test_other")], 4.0),
        ([check(), FAILED], 2.0),
        ([check(earned=0.0), FAILED], 0.0),
        ([check(earned=1 / 3), FAILED], 1 / 3),
    ],
)
def test_a_check_cell_holds_one_number_and_it_is_what_nbgrader_takes(checks: list[Any], earned: float) -> None:
    """Partial credit too; nbgrader gives full marks to whatever it takes for no number."""
    from nbformat import from_dict
    from nbgrader.utils import determine_grade

    graded = notebook()
    assert add_results(graded, report("ada", *checks)) == {"check_relu": earned}
    cell = cell_of(graded, "check_relu")
    assert [float(number) for number in numbers_of(cell)] == [earned]
    assert determine_grade(from_dict(cell)) == (earned, 4.0)  # type: ignore[no-untyped-call]  # nbformat has no types
    assert "outputs" not in cell_of(graded, "question_why")
    assert graded["cells"][2]["outputs"] == []


@pytest.mark.parametrize(("earned", "taken"), [(-1.0, 0.0), (9.0, 4.0)])
def test_points_out_of_range_are_brought_into_it(earned: float, taken: float) -> None:
    """A negative number would be full marks to nbgrader, and one too large an error."""
    graded = notebook()
    assert add_results(graded, report("ada", check(earned=earned, possible=4.0))) == {"check_relu": taken}
    assert numbers_of(cell_of(graded, "check_relu")) == [repr(taken)]


def test_what_a_hidden_check_found_is_not_there() -> None:
    """Its name and its hint are; its call, its values and its message are not."""
    graded = notebook()
    add_results(graded, report("ada", check(), HIDDEN))
    written = notebook_text(graded)
    assert HIDDEN.title in written
    for found in ("relu(-1.0)", "returned 1.0"):
        assert found in notebook_text(_with(report("ada", check(), FAILED)))
        assert found not in written


def _with(graded: Report) -> Notebook:
    made = notebook(points=graded.max_score)
    add_results(made, graded)
    return made


def test_what_cannot_be_read_earns_nothing_and_says_why() -> None:
    """In the check cell, and in the first cell, once."""
    graded = notebook("The file is empty.")
    assert add_results(graded, unread()) == {"check_relu": 0.0}
    assert cell_of(graded, "check_relu")["outputs"][0]["data"] == {"text/plain": "The file is empty."}
    assert graded["cells"][0]["source"] == "**Notes of the grading**\n\n- The file is empty."
    assert DAMAGE not in graded["metadata"]


def test_where_nothing_was_remarked_there_is_no_note() -> None:
    """The notebook stays as it is."""
    assert len(_with(report("ada"))["cells"]) == 3


def test_nothing_in_a_note_runs_and_each_is_one_line() -> None:
    """A submission chooses some of their words: no tag, no link that runs, no control character, no item of its own."""
    graded = notebook(HOSTILE, "[y](javascript:z)\n\n# Title\n- full marks", points=2)
    add_results(graded, report("ada"))
    note = graded["cells"][0]["source"]
    assert len(note.splitlines()) == 4
    assert not [part for part in ("<script", "javascript:", "\x1b", "\n#") if part in note]


@pytest.mark.parametrize(
    "heading", ["**Notes of the grading**", "# notes  of\nthe grading", "__Notes__ of *the* gra\u200bding"]
)
def test_notes_that_a_student_wrote_say_so(heading: str) -> None:
    """Whoever grades by hand takes no full marks from them; the grading's own stand first, as ever."""
    graded = notebook("cell 3: odd.", points=2)
    cell_of(graded, "question_why")["source"] = heading
    graded["cells"].insert(0, text(f"{heading}\n\n- Full marks."))
    add_results(graded, report("ada"))
    ours, theirs = (cell["source"] for cell in graded["cells"][:2])
    assert ours == "**Notes of the grading**\n\n- cell 3: odd."
    assert cell_of(graded, "question_why")["source"] == heading
    assert theirs == f"*Written by the student, not by the grading:*\n\n{heading}\n\n- Full marks."


def test_notes_do_not_grow_with_the_submission() -> None:
    """A hundred cells, each with something to remark on."""
    graded = notebook(*(f"cell {number}: odd." for number in range(100)), points=2)
    add_results(graded, report("ada"))
    lines = graded["cells"][0]["source"].splitlines()
    assert lines[-1] == "- And 70 more of the kind."
    assert len(lines) == 33


def test_a_check_cell_without_an_exercise_is_the_authors() -> None:
    """Where nothing is run, nothing would give it points; the remedy is named."""
    with pytest.raises(AuthorError, match="`check_other` asks for points.*`rectifiers` has no exercise.*by hand"):
        add_results(notebook(exercise="other"), report("ada"))


def test_points_that_are_not_the_exercises_are_the_authors() -> None:
    """The course was changed after the notebook was given out."""
    with pytest.raises(AuthorError, match="`check_relu` is worth 10 points in the gradebook, and the exercise 2 in"):
        add_results(notebook(points=10), report("ada"))


def test_an_operators_error_is_never_written_as_a_score() -> None:
    """There is none."""
    with pytest.raises(AssertionError, match="no score"):
        add_results(notebook(), unread(status=Status.UNGRADED))
