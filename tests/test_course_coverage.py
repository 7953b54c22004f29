"""What the course covers: no row is empty, no reference leads nowhere, the page is current; each mistake is named."""

import re
from pathlib import Path

import pytest

from autograder.cli.main import run
from autograder.cli.practice import practice
from autograder.course.course import Course
from autograder.course.coverage import coverage_file, coverage_files, coverage_flaws, coverage_page, read_coverage
from autograder.course.generated import write_files
from autograder.course.places import Places, heading_anchors, public_names
from autograder.errors import AuthorError, ExitCode
from autograder.testing.checks import collect_checks

TOML = """
[[lessons]]
title = "Bends"
[[lessons.tables]]
what = "Units | by name"
taught = ["units#units"]
practised = ["lab:bend", "units:relu"]
graded = ["units:relu"]
"""
LABS = {"lab": {"bend": Path("/somewhere/else/bend.py")}}
BEYOND = '\n[beyond]\n"units:relu" = "For practice."\n'


def covered(course: Course, text: str = TOML) -> Course:
    (course.root / "coverage.toml").write_text(text, encoding="utf-8")
    return course


def only_flaw(course: Course) -> str:
    ((_path, message),) = coverage_flaws(course, LABS)
    return message


def test_everything_that_the_lessons_have_is_taught_practised_and_graded(course: Course) -> None:
    """No row is empty, no reference dangles, every exercise is named, and the page is current."""
    assert coverage_flaws(course, practice()) == []


def test_the_page_has_every_row_of_every_lesson(course: Course) -> None:
    """With something in each column, five lessons in all."""
    coverage = read_coverage(coverage_file(course))
    page = coverage_page(course).read_text(encoding="utf-8")
    assert len(coverage.lessons) == 5
    rows = [line.split(" | ") for line in page.splitlines() if line.startswith("| ") and "](" in line]
    counted = sum(1 for lesson in coverage.lessons for _row in lesson.rows())
    assert [len(row) for row in rows].count(5) == counted
    assert f"**{counted} rows**" in page
    assert all(all(cell.strip(" |") for cell in row) for row in rows)


def test_public_checks_hold_the_names_of_their_exercises(course: Course) -> None:
    """What is found by reading the file is what pytest collects, for every assignment."""
    for assignment in course.assignments:
        collected = {check.exercise for check in collect_checks([assignment.public_checks], assignment.spec)}
        named = {exercise.name for exercise in assignment.spec.exercises} & public_names(assignment)
        assert named == collected, assignment.name


def test_a_course_without_coverage_is_fine(small: Course) -> None:
    """Neither flaws nor files."""
    assert coverage_flaws(small, LABS) == []
    assert coverage_files(small, LABS) == {}


def test_the_page_links_to_what_is_named(small: Course) -> None:
    """Relative to itself; what lies outside the course is named without a link."""
    ((path, text),) = coverage_files(covered(small), LABS).items()
    assert path == small.root / "docs/COVERAGE.md"
    assert "| Units \\| by name | table | [units: Units](../assignments/units/README.md#units) | lab: bend, " in text
    assert (
        "[units: relu](../assignments/units/test_units.py) | [units: relu](../solutions/units/test_units.py) |" in text
    )


def test_a_page_is_missing_then_current_then_stale(small: Course) -> None:
    """Each with the remedy."""
    covered(small)
    assert "does not exist. Run `rectify generate`" in only_flaw(small)
    (page,) = write_files(coverage_files(small, LABS))
    assert coverage_flaws(small, LABS) == []
    page.write_text("edited by hand\n")
    assert "is not what `coverage.toml` makes it" in only_flaw(small)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (("units#units", "unit#units"), "`taught`: There is no assignment `unit`.*Did you mean `units`"),
        (("units#units", "units#bends"), "`taught`: the reading of `units` has no heading `#bends`. It has `units`"),
        (("units#units", "units"), "`taught`: `units` is no place in a reading. Write `ASSIGNMENT#heading-anchor`"),
        (('["units#units"]', "[]"), "`taught` is empty"),
        (('["lab:bend", "units:relu"]', "[]"), "`practised` is empty"),
        (("lab:bend", "lab:bent"), "`practised`: there is no lab `bent`. There are `bend`"),
        (("lab:bend", "quiz:bent"), "`practised`: There is no assignment `quiz`"),
        (("lab:bend", "bend"), "`practised`: `bend` is no reference. .*`contest:ASSIGNMENT`, `lab:NAME`"),
        (("lab:bend", "contest:units"), "`practised`: `units` holds no contest"),
        (("lab:bend", "units:elu"), "`practised`: There is no exercise `elu` in this assignment"),
        (("lab:bend", "units:relu"), "`practised` names `units:relu` twice"),
    ],
)
def test_a_mistake_in_a_row_is_named_with_its_row(small: Course, change: tuple[str, str], message: str) -> None:
    """The lesson, the kind, the number, what it is, and what is wrong."""
    covered(small, TOML.replace(*change))
    assert re.search(re.escape("“Bends”, tables 1 (“Units | by name”): ") + message, only_flaw(small))
    with pytest.raises(AuthorError, match=message):
        coverage_files(small, LABS)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (TOML.replace('graded = ["units:relu"]', ""), "`graded` is empty"),
        (TOML + BEYOND, "`beyond` lists `units:relu`, which a row names under `graded`"),
        (TOML + BEYOND.replace("relu", "elu"), "`beyond`: There is no exercise `elu`"),
        (TOML.replace('["units:relu"]\n', '["units:gelu"]\n'), "no row names `units:relu` under `graded`"),
        (TOML + '[[lessons]]\ntitle = "Empty"\n', "the lesson “Empty” has no row"),
    ],
)
def test_a_mistake_in_the_whole_is_named(small: Course, text: str, message: str) -> None:
    """Among whatever else is wrong."""
    assert any(message in flaw for _path, flaw in coverage_flaws(covered(small, text), LABS))


def test_an_exercise_beyond_the_lessons_is_listed_on_the_page(small: Course) -> None:
    """With the reason that the author gives."""
    toml = small.root / "assignments/units/assignment.toml"
    toml.write_text(toml.read_text() + '[[exercises]]\nname = "elu"\npoints = 1\nsummary = "Bend."\n')
    (text,) = coverage_files(covered(Course(small.root), TOML + BEYOND.replace("relu", "elu")), LABS).values()
    assert "## Beyond the lessons" in text
    assert "| [units: elu](../solutions/units/test_units.py) | For practice. |" in text


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("lessons = ", "cannot be read as TOML"),
        ("lessons = []", "`lessons` .*: List should have at least 1 item"),
        (TOML.replace("what", "why"), "`lessons.1.tables.1.what` .*: Field required"),
        (TOML.replace("lessons.tables", "lessons.charts"), "`lessons.1.charts` .*: Extra inputs are not permitted"),
        (
            TOML.replace('["units#units"]', '"units#units"'),
            "`lessons.1.tables.1.taught` .*: Input should be a valid list",
        ),
    ],
)
def test_a_file_of_the_wrong_form_is_named_at_its_place(small: Course, text: str, message: str) -> None:
    """Before any reference is looked at."""
    covered(small, text)
    with pytest.raises(AuthorError, match=message):
        read_coverage(small.root / "coverage.toml")
    assert len(coverage_flaws(small, LABS)) == 1


def test_a_file_that_a_reference_needs_may_be_unreadable(small: Course) -> None:
    """The reading is missing, the public checks are no Python."""
    assignment = covered(small).assignment("units")
    assignment.public_checks.write_text("def (")
    with pytest.raises(AuthorError, match="cannot be read as Python"):
        public_names(assignment)
    assignment.reading.unlink()
    with pytest.raises(AuthorError, match="cannot be read.*Write the reading"):
        Places(small, LABS).taught("units#units")


def test_an_exercise_without_a_public_check_is_nothing_to_practise_with(small: Course) -> None:
    """It may still be graded."""
    covered(small).assignment("units").public_checks.write_text("")
    assert "`units:relu` has no public check to practise with" in only_flaw(small)


def test_anchors_are_those_of_github() -> None:
    """Punctuation goes, spaces become hyphens, a second heading of the same words is numbered, code is no heading."""
    text = "# `a_b`: What's *next*? #\n## Twice\n```sh\n# no heading\n```\n## Twice\n#no heading\n"
    assert list(heading_anchors(text)) == ["a_b-whats-next", "twice", "twice-1"]


def test_generate_writes_the_page_only_without_names(small: Course, capsys: pytest.CaptureFixture[str]) -> None:
    """One assignment's files are not the course's."""
    covered(small, TOML.replace("lab:bend", "lab:sine"))
    assert run(["--course", str(small.root), "generate", "units"]) == ExitCode.OK
    assert not coverage_page(small).exists()
    assert run(["--course", str(small.root), "generate"]) == ExitCode.OK
    assert "lab: sine" in coverage_page(small).read_text(encoding="utf-8")
    assert "COVERAGE.md" in capsys.readouterr().out
