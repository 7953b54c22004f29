"""A course on disk: found, read, cut into stubs, handed out; and what is said when a file is wrong."""

import stat
from pathlib import Path

import nbformat
import pytest

from autograder.course.assignment import read_assignment
from autograder.course.course import Course, find_course
from autograder.course.generated import generated_files, write_files
from autograder.course.handout import copy_handout, handout_files, release_course
from autograder.course.recognise import assignment_of
from autograder.course.secret import course_secret, seed_for
from autograder.course.stub import cut_solution, solution_lines, stub_notebook
from autograder.errors import AuthorError, CourseNotFound, OperatorError, UnknownAssignment
from tests.small_course import CHECKS, SOLUTION, TOML


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (("points = 3", "points = -3"), "`exercises.0.points`: Input should be greater than 0"),
        (("points = 3", "points = 3\nstars = 5"), "`exercises.0.stars`: Extra inputs are not permitted"),
        (('title = "Units"\n', ""), "`title`: Field required"),
        (('title = "Units"', "title = Units"), "cannot be read as TOML"),
        (("objectives", "objective"), "objective"),
    ],
)
def test_a_wrong_specification_is_named_at_its_place(tmp_path: Path, change: tuple[str, str], message: str) -> None:
    """File, key and reason."""
    path = tmp_path / "assignment.toml"
    path.write_text(TOML.replace(*change))
    with pytest.raises(AuthorError, match=message):
        read_assignment(path)


def test_an_exercise_cannot_be_listed_twice(tmp_path: Path) -> None:
    """Its points would be anybody's guess."""
    path = tmp_path / "assignment.toml"
    path.write_text(TOML + TOML[TOML.index("[[exercises]]") :])
    with pytest.raises(AuthorError, match="exercise `relu` is listed twice"):
        read_assignment(path)


def test_a_missing_specification_is_asked_for(tmp_path: Path) -> None:
    """Every assignment folder needs one."""
    with pytest.raises(AuthorError, match="does not exist"):
        read_assignment(tmp_path / "assignment.toml")


def test_an_unknown_exercise_is_answered_with_the_known_ones(small: Course) -> None:
    """What a marker may have got wrong."""
    with pytest.raises(AuthorError, match="no exercise `rely`.*it has `relu`"):
        small.assignment("units").spec.exercise("rely")


def test_a_folder_whose_name_is_none_is_refused(small: Course) -> None:
    """An assignment's name is a plain Python name."""
    (small.root / "assignments/Unit Two").mkdir()
    with pytest.raises(AuthorError, match="is no name for an assignment"):
        _ = Course(small.root).assignments


def test_a_course_is_found_around_the_working_folder(small: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    """From anywhere inside it, by its variable, or by its path."""
    monkeypatch.chdir(small.root / "assignments/units")
    assert find_course().root == small.root
    monkeypatch.chdir("/")
    monkeypatch.setenv("RECTIFY_COURSE", str(small.root))
    assert find_course().root == small.root
    with pytest.raises(CourseNotFound, match="is no course"):
        find_course(Path("/"))


def test_no_course_at_all_says_how_to_name_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither around, nor installed."""
    from autograder.course import course as module

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(module, "_BUNDLED", tmp_path)
    monkeypatch.setattr(module, "__file__", str(tmp_path / "a/b/c/course.py"))
    with pytest.raises(CourseNotFound, match="Name one with `--course DIR`"):
        find_course()


def test_the_digest_follows_what_decides_a_grade(small: Course) -> None:
    """Checks, reference and specification; not the reading, not the class."""
    before = small.assignment("units").digest
    (small.root / "assignments/units/README.md").write_text("# Better\n")
    (small.root / "solutions/units/class").mkdir()
    (small.root / "solutions/units/class/ada.py").touch()
    assert Course(small.root).assignment("units").digest == before
    (small.root / "solutions/units/test_units.py").write_text(CHECKS.format(points=2) + "\n# changed\n")
    assert Course(small.root).assignment("units").digest != before


def test_the_stub_holds_no_line_of_the_answer() -> None:
    """The region is cut, the rest stays."""
    stub = cut_solution(SOLUTION, Path("units.py"))
    assert "raise NotImplementedError" in stub
    assert '"""Pass what is positive."""' in stub
    assert "clamp" not in stub
    assert list(solution_lines(SOLUTION)) == ["return x.clamp(min=0)"]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (("    ### END SOLUTION\n", ""), "line 8: the solution region that begins here does not end"),
        (("    ### BEGIN SOLUTION\n", ""), "line 9: a solution region ends that did not begin"),
        (("    ### END", "    ### BEGIN SOLUTION\n    ### END"), "begins inside another, begun at line 8"),
        (("### ", "# "), "has no solution region"),
    ],
)
def test_regions_that_do_not_fit_are_named_by_line(change: tuple[str, str], message: str) -> None:
    """The author reads where."""
    with pytest.raises(AuthorError, match=message):
        cut_solution(SOLUTION.replace(*change), Path("units.py"))


def test_the_notebook_is_valid_and_says_the_same(small: Course) -> None:
    """By nbformat's own judgement; one cell for each definition."""
    stub = cut_solution(SOLUTION, Path("units.py"))
    text = stub_notebook(stub, "Units", "units")
    notebook = nbformat.reads(text, as_version=4)  # type: ignore[no-untyped-call]
    nbformat.validate(notebook)
    sources = [cell.source for cell in notebook.cells if cell.cell_type == "code"]
    assert sources[0] == "import torch"
    assert sources[1].startswith("def relu(x):")


def test_generated_files_are_written_once(small: Course) -> None:
    """A second time there is nothing to do."""
    assignment = small.assignment("units")
    assert write_files(generated_files(assignment)) == []
    assignment.stub.write_text("edited by hand\n")
    assert write_files(generated_files(assignment)) == [assignment.stub]


def test_generating_without_a_solution_is_the_authors(small: Course) -> None:
    """There is nothing to cut."""
    small.assignment("units").reference.unlink()
    with pytest.raises(AuthorError, match="cannot be read"):
        generated_files(small.assignment("units"))


def test_a_handout_without_its_parts_is_the_authors(small: Course) -> None:
    """The stub was never generated."""
    small.assignment("units").stub.unlink()
    with pytest.raises(AuthorError, match="run `rectify generate`"):
        handout_files(small.assignment("units"))


def test_a_handout_goes_nowhere_but_to_a_folder(small: Course, tmp_path: Path) -> None:
    """A file stands where the folder should be."""
    (tmp_path / "taken").touch()
    with pytest.raises(OperatorError, match="cannot be written"):
        copy_handout(small.assignment("units"), tmp_path / "taken")


def test_a_release_that_cannot_be_written_is_the_operators(
    small: Course, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """A folder below a file."""
    outside = tmp_path_factory.mktemp("outside")
    (outside / "taken").touch()
    with pytest.raises(OperatorError, match="cannot be written"):
        release_course(small, small.assignments, outside / "taken" / "students")


def test_a_file_is_recognised_by_name_folder_or_functions(small: Course, tmp_path: Path) -> None:
    """In this order."""
    work = tmp_path / "work"
    (work / "units").mkdir(parents=True)
    for name, text in {"units_v2.py": "", "units/a.py": "", "b.py": "def relu(x): return x\n"}.items():
        (work / name).write_text(text)
        assert assignment_of(small, work / name).name == "units"
    (work / "c.py").write_text("def other(x): return x\n")
    with pytest.raises(UnknownAssignment, match="Nothing in `c.py` tells"):
        assignment_of(small, work / "c.py")


def test_the_secret_is_made_once_and_kept_private(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Readable by its owner alone."""
    monkeypatch.delenv("RECTIFY_SECRET_FILE")
    secret = course_secret(tmp_path)
    assert len(secret) == 32
    assert course_secret(tmp_path) == secret
    assert stat.S_IMODE((tmp_path / ".rectify/secret").stat().st_mode) == 0o600


@pytest.mark.parametrize(("content", "message"), [("zz", "cannot be read or made"), ("abcd", "too short to be one")])
def test_a_broken_secret_is_never_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: str, message: str
) -> None:
    """Another secret would be another grading."""
    (tmp_path / "secret").write_text(content)
    monkeypatch.setenv("RECTIFY_SECRET_FILE", str(tmp_path / "secret"))
    with pytest.raises(OperatorError, match=message):
        course_secret(tmp_path)


def test_seeds_differ_by_secret_assignment_and_submission() -> None:
    """And fit into any JSON reader's numbers."""
    seeds = {seed_for(s, a, d) for s in (b"1" * 32, b"2" * 32) for a in ("x", "y") for d in ("p", "q")}
    assert len(seeds) == 8
    assert max(seeds) < 2**53
