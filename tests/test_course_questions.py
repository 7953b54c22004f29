"""Free-response questions: read, refused with the place and the remedy, verified, and never handed out."""

import math
import re
from decimal import Decimal
from pathlib import Path

import pytest
from latex2mathml.converter import convert
from scipy.special import ndtr

from autograder.course.course import Course
from autograder.course.coverage import coverage_file, read_coverage
from autograder.course.handout import handout_files, release_course
from autograder.course.places import Places
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
PART = re.compile(r"\(([a-z])\) .*\((\d+) points?\)", re.DOTALL)
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
        (f"questions = {'[' * 5000}", "cannot be read as TOML"),
        (f"questions = 1{'0' * 5000}", "cannot be read as TOML"),
        (
            TOML.replace("points = 3", f"points = 1{'0' * 400}"),
            "`questions.1.points` (counted from 1): Input should be",
        ),
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


def test_every_assignment_has_questions(course: Course) -> None:
    """One to three, whose prompts say what each part is worth, as their rubrics do."""
    for assignment in course.assignments:
        assert 1 <= len(assignment.questions) <= 3, assignment.name
        for question in assignment.questions:
            parts = [found.groups() for text in question.prompt.split("\n\n") if (found := PART.fullmatch(text))]
            assert sum(int(points) for _part, points in parts) == question.points, question.name
            for part, points in parts:
                counted = [one.points for one in question.rubric if one.criterion.startswith(f"({part}) ")]
                assert sum(counted) == int(points), (question.name, part)
                assert f"\n({part}) " in f"\n{question.answer}", (question.name, part)
            assert list(question_flaws(assignment)) == []


def test_formulas_of_questions_can_be_set(course: Course) -> None:
    """Every dollar sign has its partner, and what stands between them is TeX that a browser shows."""
    for question in (one for assignment in course.assignments for one in assignment.questions):
        for text in (question.prompt, question.answer, *(one.criterion for one in question.rubric)):
            parts = text.split("$")
            assert len(parts) % 2 == 1, question.name
            for formula in parts[1::2]:
                assert formula.strip() == formula, (question.name, formula)
                assert "<math" in convert(formula), (question.name, formula)


def test_each_question_of_the_lessons_is_graded_by_a_person(course: Course) -> None:
    """Every row of `coverage.toml` that is a question names one here."""
    lessons = read_coverage(coverage_file(course)).lessons
    asked = [row for lesson in lessons for row in lesson.exercises if row.what.startswith("Question: ")]
    assert len(asked) == 5
    for row in asked:
        (named,) = [reference for reference in row.graded if reference.startswith("question:")]
        assert Places(course).graded(named).file.name == "questions.toml"


@pytest.mark.parametrize(
    ("reference", "message"),
    [
        ("question:units/bent", "`units` has no question `bent` in `.*questions.toml`. It has `bend`"),
        ("question:units", "`question:units` is no question. Write `question:ASSIGNMENT/QUESTION`"),
        ("question:/bend", "is no question"),
        ("question:unit/bend", "There is no assignment `unit`"),
    ],
)
def test_a_question_that_is_not_there_covers_nothing(small: Course, reference: str, message: str) -> None:
    """Each mistake in a reference is named."""
    places = Places(in_course(small))
    assert places.graded("question:units/bend").words == "units: question “A bend”"
    with pytest.raises(AuthorError, match=message):
        places.graded(reference)


def test_a_course_without_questions_says_so(small: Course) -> None:
    """Where a reference names one."""
    with pytest.raises(AuthorError, match="It has none"):
        Places(small).graded("question:units/bend")


def _sigmoid(z: float) -> float:
    return 1 / (1 + math.exp(-z))


def _slope(z: float) -> float:
    return _sigmoid(z) * (1 - _sigmoid(z))


#: What model answers compute, as they write it, with the computation.
NUMBERS = {
    "smooth/gelu_probability": {"0.8413": ndtr(1), "0.1587": ndtr(-1)},
    "smooth/smooth_and_dead": {
        "-0.0023": _sigmoid(-8) - 8 * _slope(-8),
        r"-4 \cdot 10^{-14}": ndtr(-8) - 8 * math.exp(-32) / math.sqrt(2 * math.pi),
    },
    "derivatives/prelu_gradient": {"-3": 0.5 * -2 + 2 * -1, "0.125": 0.25 * 0.5},
    "backprop/output_slope": {
        "0.9999546": _sigmoid(10),
        "0.0000454": _slope(10),
        "0.0000908": 2 * _sigmoid(10) * _slope(10),
        "11,000": 1 / (2 * _slope(10)),
    },
    "gradient_flow/sigmoid_decay": {r"9.5 \cdot 10^{-7}": 0.25**10, "0.105": _slope(2), "0.42": 4 * _slope(2)},
    "signal_propagation/he_or_xavier": {r"9 \cdot 10^{-16}": 2.0**-50},
    "gated/gate_share": {
        "2.86": 3 * _sigmoid(3),
        "8.57": 9 * _sigmoid(3),
        "-0.28": min(x / 1000 * _sigmoid(x / 1000) for x in range(-2000, 0)),
    },
    "gated/fair_width": {"1365.33": 2048 * 2 / 3, "2097152": 2 * 512 * 2048, "2096640": 3 * 512 * 1365},
    "output_heads/softmax_twice": {"1.461": math.log(math.e + 9) - 1},
    "gelu_approximation/why_tanh": {"43": 0.020335 / 0.000473},
    "custom_activation/requirements": {"489": len(str(3**1024))},
}


@pytest.mark.parametrize("where", NUMBERS)
def test_numbers_in_model_answers_are_what_a_computation_gives(course: Course, where: str) -> None:
    """To half a unit of the last digit that is written; trailing zeros of whole numbers are not digits."""
    name, _, wanted = where.partition("/")
    (question,) = [one for one in course.assignment(name).questions if one.name == wanted]
    for words, computed in NUMBERS[where].items():
        assert words in " ".join(question.answer.split()), words
        number = Decimal(words.replace(r" \cdot 10^{", "e").replace("}", "").replace(",", ""))
        last = number.normalize() if number == number.to_integral() else number
        assert abs(computed - float(number)) <= 0.51 * 10.0 ** int(last.as_tuple().exponent), words
