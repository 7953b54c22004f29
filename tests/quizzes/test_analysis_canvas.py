"""Canvas's Student Analysis: pairs of columns, attempts newest first, questions that not everybody had."""

import pytest

from quizzes.analysis.formats import responses_of
from quizzes.analysis.refusals import TableError
from quizzes.analysis.responses import MISSING, NOT_SHOWN, Answer, Responses, State
from quizzes.analysis.text_table import parse_table
from tests.quizzes.analysis_samples import analysed

HEAD = 'name,id,sis_id,section,section_id,section_sis_id,submitted,"101: What is\nReLU(-1)?",1.0,102: Sigmoid at 0,2.0'
TAIL = "n correct,n incorrect,score"
ROWS = """\
Ada,11,A1,One,5,,2026-09-25 23:30:00 UTC,-1,0.0,0.5,2.0,1,1,2.0
Ada,11,A1,One,5,,2026-09-25 20:00:00 UTC,0,1.0,0.25,1.0,2,0,2.0
Bo,12,A2,"One, Two","5, 6",,2026-09-25 23:30:00 UTC,,0.0,,,0,1,0.0
Cy,13,A3,One,5,,2026-09-25 23:30:00 UTC,an essay,,0.5,2.0,1,0,2.0
"""


def read(text: str) -> Responses:
    return responses_of(parse_table(text.encode(), "report.csv"))


def test_questions_points_and_responses_are_read() -> None:
    """A response, a missing one, one that is not graded, and a question that the student never had."""
    found = read(f"{HEAD},{TAIL}\n{ROWS}")
    assert [(item.name, item.text, item.possible) for item in found.items] == [
        ("101", "What is\nReLU(-1)?", 1.0),
        ("102", "Sigmoid at 0", 2.0),
    ]
    assert [sitting.answers for sitting in found.sittings] == [
        (Answer(State.GIVEN, 0.0, "-1", ("-1",)), Answer(State.GIVEN, 2.0, "0.5", ("0.5",))),
        (Answer(State.GIVEN, 1.0, "0", ("0",)), Answer(State.GIVEN, 1.0, "0.25", ("0.25",))),
        (MISSING, NOT_SHOWN),
        (Answer(State.GIVEN, None, "an essay", ("an essay",)), Answer(State.GIVEN, 2.0, "0.5", ("0.5",))),
    ]
    assert [sitting.student for sitting in found.sittings] == ["11", "11", "12", "13"]


def test_attempts_follow_by_their_times_not_by_the_lines() -> None:
    """Canvas lists the newest first."""
    shares = {which: figure_of(which) for which in ("first", "last")}
    assert shares == {"first": 0.5, "last": 0.0}


def figure_of(attempts: str) -> float | None:
    """The mean share of the first question, by one policy."""
    return analysed(read(f"{HEAD},{TAIL}\n{ROWS}"), attempts=attempts).items[0].statistics.difficulty.value


def test_attempts_follow_by_their_numbers_where_there_are_some() -> None:
    """As in a report of all attempts."""
    text = "name,id,submitted,attempt,1: q,1\nAda,11,x,2,no,0\nAda,11,x,1,yes,1\n"
    assert analysed(read(text)).items[0].statistics.difficulty.value == 1.0
    assert analysed(read(text), attempts="last").items[0].statistics.difficulty.value == 0.0


def test_a_survey_question_and_other_columns_are_left_out_and_said() -> None:
    """A question without points, or whose points are not given."""
    found = read("name,id,section,1: q,1,2: opinion,0.0,3: text,,score\nAda,11,One,x,1,fine,0.0,,,1\n")
    assert [item.name for item in found.items] == ["1"]
    assert list(found.remarks) == [
        "left out: question `2`, which is worth no points",
        "left out: question `3`, which is worth no points",
        "columns that are not used: `name`, `section`, `score`",
    ]


def test_extra_points_count_as_all_and_are_said() -> None:
    """A teacher may give more than there is, or take some off."""
    found = read("name,id,1: q,1\nAda,11,x,1.5\nBo,12,y,-1\n")
    assert [sitting.answers[0].earned for sitting in found.sittings] == [1.0, 0.0]
    assert "points above an item's points count as all of them, and below 0 as 0 (lines 2-3)" in list(found.remarks)


@pytest.mark.parametrize(
    ("header", "cells", "students"),
    [
        ("id", "11,11", ["11", "11"]),
        ("navn,nummer", "Ada;11,Bo;11", ["11", "11"]),
        ("sektion", "One,One", ["line 2", "line 3"]),
        ("name,sis_id", "Ada;,Ada;", ["Ada", "Ada"]),
    ],
)
def test_students_are_told_apart_in_any_language_and_in_anonymous_reports(
    header: str, cells: str, students: list[str]
) -> None:
    """By Canvas's id, else by its place; a survey without names has a student in each row."""
    rows = "\n".join(cell.replace(";", ",") + ",x,1" for cell in cells.split(","))
    found = read(f"{header},1: q,1\n{rows}\n")
    assert [sitting.student for sitting in found.sittings] == students
    assert ("the report names no students, so each row counts as one" in found.remarks) == students[0].startswith(
        "line"
    )


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("id,1: q,1\n11,x,two\n", r"report.csv:2: column `1`: `two` is no number; wanted: points from 0 to 1"),
        ("id,1: q,0\n11,x,0\n", r"report.csv:1: no question has points"),
    ],
)
def test_what_is_not_understood_is_said_with_its_place(text: str, what: str) -> None:
    """A line, a column, and what is allowed."""
    with pytest.raises(TableError, match=what):
        read(text)


def test_a_key_that_nobody_missed_is_told_from_the_points() -> None:
    """What earned all points is the key; the same response with different points has none."""
    analysis = analysed(read("id,1: q,1,2: r,1\n1,a,1,x,1\n2,b,0,x,0\n3,a,1,y,0\n"))
    kinds = [(option.text, option.kind, option.count) for option in analysis.items[0].statistics.options]
    assert kinds == [("a", "key", 2), ("b", "distractor", 1)]
    assert analysis.items[1].statistics.options == ()
    assert analysis.items[1].statistics.reason.startswith("the same response earned different points")
