"""A class that was graded in part, or whose gradebook was lost: who is graded, and that nothing else is touched."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, Future
from pathlib import Path
from typing import Any

import pytest
from nbgrader.api import Gradebook

from autograder.errors import AuthorError, OperatorError
from autograder.grading.executors import InlineExecutor
from autograder.nbgrader.graded import GradedNotebook
from tests.nbgrader.duo_class import gradebook, graded, hand_in, make_class, notebooks
from tests.nbgrader.notebooks import NAME


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, sandbox: None) -> Path:
    """A folder with a course, an instructor's home, and a course folder of nbgrader where nobody handed in yet."""
    return make_class(tmp_path_factory.mktemp("class"))


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Path:
    """A copy of it for one test."""
    return Path(shutil.copytree(made / "given", tmp_path / "class"))


class Stopping(InlineExecutor):
    """Ends at the ``last`` call by what ``end`` raises or returns."""

    def __init__(self, last: int, end: Callable[[], Any]) -> None:
        self._left, self._end = last, end

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Run ``fn``, or end."""
        self._left -= 1
        return super().submit(fn if self._left else lambda *_: self._end(), *args, **kwargs)


def raising(problem: BaseException) -> Callable[[], Any]:
    def end() -> Any:
        raise problem

    return end


@pytest.mark.parametrize("at", [1, 2, 4])
def test_an_interrupted_run_goes_on_and_leaves_the_same(made: Path, folder: Path, tmp_path: Path, at: int) -> None:
    """Nobody is lost, nobody graded twice, and what a killed run left lying is cleared away."""
    students = ["ada", "bob", "cy", "eve"]
    for student, kind in zip(students, ["right", "one_wrong", "untouched", "no_metadata"], strict=True):
        hand_in(made, folder, student, kind)
    whole = Path(shutil.copytree(folder, tmp_path / "whole"))
    graded(made, whole)
    with pytest.raises(KeyboardInterrupt):
        graded(made, folder, Stopping(at, raising(KeyboardInterrupt())))
    before = [student for student in students if (folder / "autograded" / student / NAME).exists()]
    left = folder / "autograded" / "eve" / f".grading-{NAME}-killed"
    left.mkdir(parents=True)
    result = graded(made, folder)
    assert result.resumed == before
    assert result.graded == [student for student in students if student not in before]
    assert not left.exists()
    assert gradebook(folder) == gradebook(whole)
    assert notebooks(folder) == notebooks(whole)


def test_a_kill_between_the_gradebook_and_the_folder_is_made_good(made: Path, folder: Path) -> None:
    """Scores without a folder are written once more, and are the same."""
    hand_in(made, folder, "ada", "one_wrong")
    graded(made, folder)
    first, files = gradebook(folder), notebooks(folder)
    shutil.rmtree(folder / "autograded")
    assert graded(made, folder).graded == ["ada"]
    assert (gradebook(folder), notebooks(folder)) == (first, files)


def test_an_error_that_nobody_thought_of_stops_nobody(made: Path, folder: Path) -> None:
    """It is named, its student has no score, and the next one is graded."""
    hand_in(made, folder, "ada")
    hand_in(made, folder, "bob")
    result = graded(made, folder, Stopping(1, raising(KeyError("what"))))
    assert result.graded == ["bob"]
    assert "please report it (KeyError: 'what')" in result.ungraded["ada"]
    assert graded(made, folder).graded == ["ada"]


def test_a_submission_without_a_score_is_left_for_the_next_run(made: Path, folder: Path) -> None:
    """An operator's error is no zero."""
    hand_in(made, folder, "ada")
    result = graded(made, folder, Stopping(1, lambda: GradedNotebook(ungraded="No sandbox.")))
    assert result.ungraded == {"ada": "No sandbox."}
    assert not (folder / "autograded").exists()


def test_a_grading_process_that_ends_is_the_operators(made: Path, folder: Path) -> None:
    """What was graded is kept."""
    hand_in(made, folder, "ada")
    hand_in(made, folder, "bob")
    with pytest.raises(OperatorError, match="ended by itself.*fewer `--jobs`"):
        graded(made, folder, Stopping(2, raising(BrokenExecutor())))
    assert graded(made, folder).resumed == ["ada"]


def test_a_course_that_is_wrong_ends_the_run(made: Path, folder: Path) -> None:
    """It would be wrong for everybody."""
    hand_in(made, folder, "ada")
    with pytest.raises(AuthorError, match="wrong"):
        graded(made, folder, Stopping(1, raising(AuthorError("wrong"))))


def remove_assignment(folder: Path) -> None:
    """As `nbgrader db assignment remove --force` and `nbgrader generate_assignment --force`, or a new database, do."""
    shutil.copy(folder / "new.db", folder / "gradebook.db")


def remove_dan(folder: Path) -> None:
    """As `nbgrader db student remove dan --force` does."""
    with Gradebook(f"sqlite:///{folder / 'gradebook.db'}") as book:
        book.remove_student("dan")


def forget_points(folder: Path) -> None:
    """As a killed `nbgrader autograde` leaves it: rows without points, and a folder."""
    with Gradebook(f"sqlite:///{folder / 'gradebook.db'}") as book:
        book.find_grade("check_relu", NAME, NAME, "dan").auto_score = None
        book.db.commit()


@pytest.mark.parametrize(
    ("lose", "again"), [(remove_assignment, ["ada", "dan"]), (remove_dan, ["dan"]), (forget_points, ["dan"])]
)
def test_who_has_no_points_in_the_gradebook_is_graded_again(
    made: Path, folder: Path, lose: Callable[[Path], None], again: list[str]
) -> None:
    """A folder in `autograded` is no score: it outlives the gradebook that it was written for."""
    for student in ("ada", "dan"):
        hand_in(made, folder, student)
    shutil.copy(folder / "gradebook.db", folder / "new.db")
    graded(made, folder)
    before, files = gradebook(folder), notebooks(folder)
    lose(folder)
    assert gradebook(folder) != before
    result = graded(made, folder)
    assert (result.graded, result.resumed) == (again, [one for one in ("ada", "dan") if one not in again])
    assert (gradebook(folder), notebooks(folder)) == (before, files)


def test_a_manual_score_alone_is_a_score(made: Path, folder: Path) -> None:
    """Nobody is graded again whose points a person gave."""
    hand_in(made, folder, "dan")
    graded(made, folder)
    forget_points(folder)
    with Gradebook(f"sqlite:///{folder / 'gradebook.db'}") as book:
        book.find_grade("check_relu", NAME, NAME, "dan").manual_score = 2.0
        book.db.commit()
    assert graded(made, folder).resumed == ["dan"]
