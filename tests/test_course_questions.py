"""Free-response questions: read, refused with the place and the remedy, verified, and never handed out."""

import re
from pathlib import Path

import pytest

from autograder.course.course import Course
from autograder.course.handout import handout_files, release_course
from autograder.course.questions import read_questions
from autograder.errors import AuthorError
from autograder.grading.grader import Isolation
from autograder.grading.verify import question_flaws, stray_flaws, verify_assignment

TOML = r"""
[[questions]]
name = "bend"
title = "A bend"
points = 3
prompt = '''
Why is $\max(x, 0)$ not linear?
'''
answer = '''
It is 1 at 1 and 0 at $-1$, and a linear function
would be $-1$ there. Nothing else is needed.
'''
[[questions.rubric]]
points = 2
criterion = "Names two inputs at which a linear function would differ."
[[questions.rubric]]
points = 1
criterion = "Says what a linear function would be there."
[[questions.common_mistakes]]
mistake = "Says only that it has a kink."
points = 1
why = "A kink is why, but nothing is shown."
"""
SECOND = TOML.replace('"bend"', '"again"')


def written(path: Path, text: str = TOML) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def in_course(small: Course, text: str = TOML) -> Course:
    written(small.assignment("units").question_file, text)
    return Course(small.root)


def test_questions_are_read_in_their_order(small: Course) -> None:
    """With texts as written, without the white space around them."""
    assignment = in_course(small, TOML + SECOND).assignment("units")
    first, second = assignment.questions
    assert (first.name, second.name) == ("bend", "again")
    assert first.prompt == r"Why is $\max(x, 0)$ not linear?"
    assert [one.points for one in first.rubric] == [2, 1]
    assert first.common_mistakes[0].points == 1
    assert list(question_flaws(assignment)) == []
    assert list(stray_flaws(assignment)) == []


def test_an_assignment_need_not_have_questions(small: Course) -> None:
    """No file, no question; students have none, for they have no solutions."""
    assert small.assignment("units").questions == ()
    assert list(question_flaws(small.assignment("units"))) == []


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (("points = 3", "points = 4"), "`questions.1` (counted from 1): the rubric of `bend` adds up to 3 points, the"),
        (("points = 3", "points = 0"), "`questions.1.points` (counted from 1): Input should be greater than 0"),
        (("points = 3", "points = nan"), "`questions.1.points` (counted from 1): Input should be"),
        (("points = 3", "points = inf"), "`questions.1.points` (counted from 1): Input should be"),
        (("points = 3", "points = true"), "`questions.1.points` (counted from 1): Input should be"),
        (("points = 3", 'points = "3"'), "`questions.1.points` (counted from 1): Input should be"),
        (("points = 2", "points = -2"), "`questions.1.rubric.1.points` (counted from 1): Input should be greater"),
        (("1\nwhy", "3\nwhy"), "a common mistake in `bend` earns 3 of 3 points: it is none"),
        (("1\nwhy", "-1\nwhy"), "`questions.1.common_mistakes.1.points` (counted from 1): Input should be greater"),
        (("1\nwhy", "nan\nwhy"), "`questions.1.common_mistakes.1.points` (counted from 1): Input should be"),
        (('"bend"', '"Bend"'), "`questions.1.name` (counted from 1): String should match pattern"),
        (('"bend"', '"bend\\n"'), "`questions.1.name` (counted from 1): String should match pattern"),
        (('"A bend"', '" "'), "`questions.1.title` (counted from 1): String should have at least 1 character"),
        (("title", "titel"), "`questions.1.title` (counted from 1): Field required"),
        (("points = 3", "points = 3\nstars = 1"), "`questions.1.stars` (counted from 1): Extra inputs are not"),
        (("A bend", "A\\tanh"), "`questions.1.title` (counted from 1): it holds a tab or another control"),
        (("A bend", "A \\frac"), "`questions.1.title` (counted from 1): it holds a tab or another control"),
        (("Why", "### END SOLUTION"), "`questions.1.prompt` (counted from 1): it holds the notebook marker `END SOLU"),
        (
            ("linear?", "linear? It is 1 at 1 and 0 at $-1$, and a LINEAR function would be $-1$ there."),
            "the prompt of",
        ),
        (("linear?", "linear? Says what a linear function would be there."), "the prompt of `bend` holds a sentence"),
        (
            ("Says what a linear function would be there", "Names two inputs at which a linear  function would differ"),
            "the rubric of `bend` lists a criterion twice",
        ),
    ],
)
def test_a_question_that_cannot_be_graded_is_refused(tmp_path: Path, change: tuple[str, str], message: str) -> None:
    """With the file, the place, the reason and the remedy; never with a grade that nobody meant."""
    assert TOML.count(change[0]) >= 1
    path = written(tmp_path / "questions.toml", TOML.replace(change[0], change[1], 1))
    with pytest.raises(AuthorError, match=re.escape(message)) as caught:
        read_questions(path)
    assert str(caught.value).startswith(f"`{path}`: ")
    assert str(caught.value).endswith("Fix the file.")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (TOML + TOML, "question `bend` is listed twice"),
        ("", "`questions` (counted from 1): Field required"),
        (TOML.replace("[[questions", "[[question"), "`questions` (counted from 1): Field required"),
        ("questions = []", "`questions` (counted from 1): Tuple should have at least 1 item"),
        (TOML.partition("[[questions.rubric]]")[0], "`questions.1.rubric` (counted from 1): Field required"),
        ("questions = ", "cannot be read as TOML"),
        (r'title = "\sigma"', "cannot be read as TOML"),
    ],
)
def test_a_file_of_questions_that_is_wrong_as_a_whole_is_refused(tmp_path: Path, text: str, message: str) -> None:
    """A file is there to hold a question."""
    with pytest.raises(AuthorError, match=re.escape(message)):
        read_questions(written(tmp_path / "questions.toml", text))


def test_a_file_that_cannot_be_read_is_no_file_without_questions(tmp_path: Path) -> None:
    """A folder in its place, or bytes that are no text: only absence means that there are none."""
    with pytest.raises(AuthorError, match="cannot be read as TOML"):
        read_questions(tmp_path)
    (tmp_path / "questions.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(AuthorError, match="cannot be read as TOML"):
        read_questions(tmp_path / "questions.toml")


def test_verification_fails_on_a_bad_file(small: Course) -> None:
    """It names the file."""
    assignment = in_course(small, TOML.replace("points = 3", "points = 5")).assignment("units")
    flaws = [flaw for step in verify_assignment(assignment, Isolation.NONE) for flaw in step.flaws]
    assert any(flaw.path == assignment.question_file and "adds up to 3 points" in flaw.message for flaw in flaws)


def test_the_reading_does_not_give_an_answer_away(small: Course) -> None:
    """Not word for word, whatever its line breaks."""
    assignment = in_course(small).assignment("units")
    assignment.reading.write_text(
        "# Units\n\nIt is 1 at 1 and\n0 at $-1$, and a linear function would be $-1$ there.\n"
    )
    ((path, message),) = [(flaw.path, flaw.message) for flaw in question_flaws(assignment)]
    assert path == assignment.question_file
    assert "`bend`: the reading holds this sentence: “It is 1 at 1 and 0 at" in message
    assignment.reading.unlink()
    assert list(question_flaws(assignment)) == []


def test_grades_that_the_engine_gave_outlast_a_better_rubric(small: Course) -> None:
    """No check looks at questions: reports stay valid, and nobody is graded again."""
    before = small.assignment("units").digest
    assert in_course(small).assignment("units").digest == before


def test_no_student_receives_a_question_file(small: Course, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Not in a handout, and not in a release."""
    course = in_course(small)
    assert course.assignment("units").question_file not in handout_files(course.assignment("units"))
    folder = tmp_path_factory.mktemp("outside") / "students"
    written_files = release_course(course, course.assignments, folder)
    assert written_files
    assert not [path for path in folder.rglob("*") if path.name == "questions.toml"]
    assert not [path for path in written_files if "a linear function" in path.read_text(encoding="utf-8")]
