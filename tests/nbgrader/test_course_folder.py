"""The course folder of nbgrader: written once, never over what is the instructor's, and telling students nothing."""

from __future__ import annotations

import json
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbgrader.nbgraderformat import MetadataValidator
from nbgrader.preprocessors import ClearMarkScheme, ClearSolutions
from traitlets.config import Config

from autograder.cli.main import run
from autograder.course.course import Assignment, Course
from autograder.course.stub import cut_solution, module_pieces, solution_lines
from autograder.errors import AuthorError, ExitCode, OperatorError, WrongUsage
from autograder.nbgrader.course_folder import lacking_settings, write_course_folder
from autograder.nbgrader.folder import load_folder
from autograder.nbgrader.late.plugin import PLUGIN_NAME
from autograder.nbgrader.missing_settings import missing_for_policy, missing_for_sandbox
from autograder.nbgrader.source_notebook import answer_id, check_id, source_notebook
from tests.conftest import ROOT
from tests.nbgrader.notebooks import MODEL_ANSWER, NAME, make_duo

NAMES = sorted(path.name for path in (ROOT / "assignments").iterdir() if (path / "assignment.toml").is_file())


@pytest.fixture
def duo(tmp_path: Path) -> Course:
    """A course of one small assignment."""
    return make_duo(tmp_path / "made")


def written(duo: Course, folder: Path, **options: bool) -> set[str]:
    files = write_course_folder(duo, [duo.assignment(NAME)], folder, **options)
    return {path.relative_to(folder).as_posix() for path in files}


def init(duo: Course, folder: Path, capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    """What the command ends with, and what it says on both channels."""
    code = run(["--course", str(duo.root), "nbgrader", "init", str(folder), *arguments])
    said = capsys.readouterr()
    return code, said.out, said.err


def test_a_second_time_nothing_is_written(duo: Course, tmp_path: Path) -> None:
    """What is there already is what would be written."""
    folder = tmp_path / "class"
    assert written(duo, folder) == {"nbgrader_config.py", "late_policy.toml", f"source/{NAME}/{NAME}.ipynb"}
    assert (folder / "exchange").is_dir()
    assert written(duo, folder) == set()


def test_settings_and_policy_are_the_instructors(duo: Course, tmp_path: Path) -> None:
    """They are never written again, not even with `--update`."""
    written(duo, tmp_path)
    for name in ("nbgrader_config.py", "late_policy.toml"):
        (tmp_path / name).write_text("# mine", encoding="utf-8")
    assert written(duo, tmp_path, update=True) == set()
    assert (tmp_path / "nbgrader_config.py").read_text(encoding="utf-8") == "# mine"


QUICKSTART = 'c = get_config()\nc.CourseDirectory.course_id = "mine"\n'


def test_settings_of_ones_own_are_asked_for_what_they_lack(
    duo: Course, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Loudly, in lines that do when they are added; and `Next` is not what the instructor reads last."""
    config = tmp_path / "nbgrader_config.py"
    config.write_text(QUICKSTART, encoding="utf-8")
    code, out, error = init(duo, tmp_path, capsys)
    assert code == ExitCode.AUTHOR and "Next" not in out
    assert "RUNS STUDENTS' CODE OUTSIDE THE SANDBOX" in error
    lines = error.partition("run the same command again:\n")[2]
    assert "course_id" not in lines and "ClearMarkScheme.enforce_metadata = False" in lines
    assert config.read_text(encoding="utf-8") == QUICKSTART
    config.write_text(QUICKSTART + lines, encoding="utf-8")
    code, out, error = init(duo, tmp_path, capsys)
    assert (code, error) == (0, "")


@pytest.mark.parametrize("how", ["load_subconfig('other_config.py')", "exec((here / 'other_config.py').read_text())"])
def test_settings_may_come_from_another_file(duo: Course, tmp_path: Path, how: str) -> None:
    """What is loaded counts, not what is written where."""
    written(duo, tmp_path)
    config = tmp_path / "nbgrader_config.py"
    config.rename(tmp_path / "other_config.py")
    start = "from pathlib import Path\nc = get_config()\nhere = Path(__file__).parent\n"
    config.write_text(start + how, encoding="utf-8")
    assert lacking_settings(duo, tmp_path) == []


@pytest.mark.parametrize(
    ("line", "is_lacking"),
    [
        ("c.Autograde.autograde_preprocessors.append('autograder.nbgrader.preprocessor.GradeInSandbox')", True),
        ("c.Autograde.autograde_preprocessors += ['nbgrader.preprocessors.Execute']", True),
        ("c.Autograde.autograde_preprocessors = ['nowhere.GradeInSandbox']", True),
        ("class Mine(GradeInSandbox): pass\nc.Autograde.autograde_preprocessors[0] = Mine", False),
        ("c.GenerateFeedback.preprocessors = ['nbgrader.preprocessors.GetGrades']", True),
        ("c.GenerateFeedback.preprocessors.append('autograder.nbgrader.model_answers.HideModelAnswers')", False),
        ("c.AssignLatePenalties.plugin_class = 'my.plugin'", False),
        ("c.CourseDirectory.course_id = ''", True),
        ("c.Autograde.exporter_class = 'nbconvert.exporters.NotebookExporter'", True),
    ],
)
def test_another_choice_is_an_instructors_where_nothing_depends_on_it(
    duo: Course, tmp_path: Path, line: str, *, is_lacking: bool
) -> None:
    """A step that runs the notebook is not one; a class derived from the course's own is."""
    written(duo, tmp_path)
    config = tmp_path / "nbgrader_config.py"
    text = config.read_text(encoding="utf-8")
    if ".append" in line:  # to nbgrader's own list
        name = line.partition(".append")[0]
        text = text.replace(name, "unused").replace("c = get_config()", "c = get_config()\nunused = []")
    start = "from autograder.nbgrader.preprocessor import GradeInSandbox\n"
    config.write_text(f"{start}{text}\n{line}\n", encoding="utf-8")
    assert bool(lacking_settings(duo, tmp_path)) == is_lacking


def test_settings_that_cannot_be_run_are_the_authors(
    duo: Course, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Said before anything is written."""
    (tmp_path / "nbgrader_config.py").write_text("mine", encoding="utf-8")
    with pytest.raises(AuthorError, match="NameError"):
        lacking_settings(duo, tmp_path)
    assert init(duo, tmp_path, capsys)[0] == ExitCode.AUTHOR
    assert not (tmp_path / "source").exists()


def test_without_nbgrader_a_folder_can_be_made(duo: Course, tmp_path: Path) -> None:
    """On a machine that has only the course; settings that are there cannot be read there, and that is said."""
    script = (
        "import sys; sys.modules |= dict.fromkeys(['traitlets', 'jupyter_core', 'nbgrader', 'nbconvert']);"
        "from autograder.cli.main import run; sys.exit(run(sys.argv[1:]))"
    )
    command = [sys.executable, "-c", script, "--course", str(duo.root), "nbgrader", "init", str(tmp_path / "class")]
    first, second = (subprocess.run(command, capture_output=True, text=True, check=False) for _ in range(2))
    assert first.returncode == 0, first.stderr
    assert f"nbgrader generate_assignment {NAME}" in first.stdout
    assert second.returncode == ExitCode.USAGE
    assert 'Install it with: pip install "rectify-course[nbgrader]"' in second.stderr


def test_both_commands_ask_for_the_same_lines(duo: Course, tmp_path: Path) -> None:
    """What `rectify nbgrader autograde` and `penalties` say is missing is what is written here."""
    (tmp_path / "nbgrader_config.py").write_text(QUICKSTART, encoding="utf-8")
    folder = load_folder(tmp_path)
    ours = "\n".join(one.lines for one in lacking_settings(duo, tmp_path))
    squeezed = re.sub(r"\s|,(?=\s*\])", "", ours).replace('"', "'")
    for line in [*missing_for_sandbox(folder, duo.root), *missing_for_policy(folder)]:
        assert re.sub(r"\s", "", line).replace('"', "'") in squeezed


def test_the_late_policys_plugin_is_named_as_it_is(duo: Course, tmp_path: Path) -> None:
    """The settings are written without nbgrader, which the plugin's own module needs."""
    written(duo, tmp_path)
    assert load_folder(tmp_path).config.AssignLatePenalties.plugin_class == PLUGIN_NAME


@pytest.mark.parametrize(("name", "plain"), [("2026 Ü", "2026-"), ("日本", "course-"), ("2026", "2026")])
def test_no_two_folders_have_the_same_course_id(duo: Course, tmp_path: Path, name: str, plain: str) -> None:
    """Though the exchange takes plain letters alone."""
    ids = set()
    for folder in (tmp_path / name, tmp_path / f"{name}中"):
        written(duo, folder)
        ids.add(load_folder(folder).course_id)
    assert len(ids) == 2
    assert all(one.startswith(plain) and re.fullmatch("[A-Za-z0-9_-]+", one) for one in ids)


def test_a_notebook_that_differs_is_written_over_only_when_asked(duo: Course, tmp_path: Path) -> None:
    """And then nothing else is."""
    written(duo, tmp_path)
    notebook = tmp_path / "source" / NAME / f"{NAME}.ipynb"
    notebook.write_text("mine", encoding="utf-8")
    (tmp_path / "late_policy.toml").unlink()
    with pytest.raises(WrongUsage, match=f"{NAME}.ipynb` is there already and differs.*Nothing was written.*--update"):
        written(duo, tmp_path)
    assert not (tmp_path / "late_policy.toml").exists()
    assert written(duo, tmp_path, update=True) == {"late_policy.toml", f"source/{NAME}/{NAME}.ipynb"}


def test_what_an_update_replaces_is_kept_and_named(
    duo: Course, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Every time anew, and not among what students get: all beside the source notebook is given out with it."""
    written(duo, tmp_path)
    notebook = tmp_path / "source" / NAME / f"{NAME}.ipynb"
    for text, copy in (("mine", f"{NAME}.ipynb"), ("mine", f"{NAME}.ipynb"), ("later", f"{NAME} (2).ipynb")):
        notebook.write_text(text, encoding="utf-8")
        code, out, _ = init(duo, tmp_path, capsys, "--update")
        assert code == 0
        assert f"1 file written in `{tmp_path}`:\n  source/{NAME}: {NAME}.ipynb\n" in out
        assert f"What was `source/{NAME}/{NAME}.ipynb` is kept as `replaced/{NAME}/{copy}`." in out
        assert (tmp_path / "replaced" / NAME / copy).read_text(encoding="utf-8") == text
    assert len(list((tmp_path / "replaced" / NAME).iterdir())) == 2
    assert [path.name for path in notebook.parent.iterdir()] == [notebook.name]


@pytest.mark.parametrize("name", ["class", "my class's"])
def test_what_is_next_can_be_typed(duo: Course, tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str) -> None:
    """From where one is, whatever the folder's name; with `--force` where nbgrader would refuse without."""
    folder = tmp_path / name
    _, out, _ = init(duo, folder, capsys)
    line = next(line for line in out.splitlines() if line.startswith("Next:"))
    assert shlex.split(line) == ["Next:", "cd", str(folder), "&&", "nbgrader", "generate_assignment", NAME]
    (folder / "release" / NAME).mkdir(parents=True)
    _, out, _ = init(duo, folder, capsys)
    assert out == f"`{folder}` is up to date: nothing was written.\n"
    (folder / "source" / NAME / f"{NAME}.ipynb").write_text("mine", encoding="utf-8")
    _, out, _ = init(duo, folder, capsys, "--update")
    assert f"&& nbgrader generate_assignment {NAME} --force\n" in out and "release_assignment --force" in out


def test_in_the_folder_itself_nobody_has_to_go_there(
    duo: Course, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is called as it was typed."""
    monkeypatch.chdir(tmp_path)
    _, out, _ = init(duo, Path(), capsys)
    assert "3 files written in `.`:\n  nbgrader_config.py, late_policy.toml\n" in out
    assert f"Next:  nbgrader generate_assignment {NAME}\n" in out


def test_a_folder_begun_with_one_assignment_is_not_filled_with_all(
    duo: Course, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without names it stays at those, and the others are named."""
    for other in ("other", "third"):
        shutil.copytree(duo.root / "assignments" / NAME, duo.root / "assignments" / other)
    course = Course(duo.root)
    init(course, tmp_path, capsys, NAME)
    code, out, _ = init(course, tmp_path, capsys, "--update")
    assert code == 0 and "Not there, and added where you name them: other, third." in out
    assert [path.name for path in (tmp_path / "source").iterdir()] == [NAME]


def test_a_folder_that_cannot_be_written_is_the_operators(duo: Course, tmp_path: Path) -> None:
    """A file stands where the folder should be."""
    (tmp_path / "source").write_text("", encoding="utf-8")
    with pytest.raises(OperatorError, match=r"`.*duo.ipynb` cannot be written: .*choose another folder"):
        written(duo, tmp_path)


def test_the_settings_are_read_and_name_the_course(duo: Course, tmp_path: Path) -> None:
    """Whatever signs the folder's name has."""
    folder = tmp_path / "it's a 'class' {x} \\ é"
    written(duo, folder)
    settings = load_folder(folder)
    assert settings.course == duo.root.resolve()
    assert settings.course_id == "it-s-a-class-x-3252fd"
    assert settings.config.ClearSolutions.code_stub == {"python": "raise NotImplementedError"}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("def double(x):", "def twice(x):"),
        ("    ### BEGIN SOLUTION\n    return 2 * x\n    ### END SOLUTION\n", "    return 2 * x\n"),
        (
            "def double(x):",
            "def double(x):\n    ### BEGIN SOLUTION\n    pass\n    ### END SOLUTION\n\n\ndef double(x):",
        ),
    ],
    ids=["not there", "no region", "twice"],
)
def test_an_exercise_that_no_notebook_can_be_made_of_is_the_authors(
    duo: Course, tmp_path: Path, before: str, after: str
) -> None:
    """It is to be there once, with a solution region; nothing is written."""
    path = duo.assignment(NAME).reference
    path.write_text(path.read_text(encoding="utf-8").replace(before, after), encoding="utf-8")
    with pytest.raises(AuthorError, match="does not define the exercise `double` exactly once.*Write it so."):
        written(duo, tmp_path / "class")
    assert not (tmp_path / "class").exists()


def test_without_solutions_there_is_no_notebook(duo: Course, tmp_path: Path) -> None:
    """What students have of a course is not enough."""
    assignment = duo.assignment(NAME)
    assignment.reference.unlink()
    with pytest.raises(AuthorError):
        source_notebook(assignment)


def students_version(notebook: Any) -> Any:
    """What nbgrader makes of it, by the settings that are written here."""
    settings = Config()
    settings.ClearSolutions.code_stub = {"python": "raise NotImplementedError"}
    settings.ClearSolutions.text_stub = "YOUR ANSWER HERE"
    settings.ClearMarkScheme.enforce_metadata = False
    resources = {"language": "python"}
    for preprocessor in (ClearSolutions, ClearMarkScheme):
        notebook, _ = preprocessor(config=settings).preprocess(notebook, resources)
    return notebook


@pytest.mark.parametrize("name", NAMES)
def test_every_assignment_has_a_notebook_that_tells_students_nothing(course: Course, name: str) -> None:
    """It is valid for nbgrader; students get the course's own stubs, and no line of a solution, rubric or answer."""
    assignment = course.assignment(name)
    notebook = nbformat.from_dict(json.loads(source_notebook(assignment)))  # type: ignore[no-untyped-call]  # no types
    for cell in notebook.cells:
        cell.source = "".join(cell.source)
    nbformat.validate(notebook)
    MetadataValidator().validate_nb(notebook)
    marked = {cell.metadata.nbgrader.grade_id: cell for cell in notebook.cells if "nbgrader" in cell.metadata}
    points = {exercise.name: exercise.points for exercise in assignment.spec.exercises}
    assert {one: marked[check_id(one)].metadata.nbgrader.points for one in points} == points
    released = students_version(notebook)
    sources = {cell.metadata.get("nbgrader", {}).get("grade_id", ""): cell.source for cell in released.cells}
    assert {one: sources[answer_id(one)] for one in points} == _stubs(assignment, points)
    everything = "\n".join(cell.source for cell in released.cells)
    public = assignment.reading.read_text(encoding="utf-8") + _stub_of(assignment)
    told = [line for line in _secrets(assignment) if line in everything and line not in public]
    assert told == []


@pytest.mark.parametrize("name", NAMES)
def test_a_notebook_speaks_of_what_its_students_have(course: Course, name: str) -> None:
    """They have it alone: no stub and no checks as files; and it says how they check, and what that needs."""
    assignment = course.assignment(name)
    cells = json.loads(source_notebook(assignment))["cells"]
    text = "\n".join("".join(cell["source"]) for cell in cells)
    assert f"{name}.py" not in text and "for you to read" not in text and "rectify check" not in text
    assert (
        f"check({assignment.spec.exercises[0].name})" in "".join(cells[0]["source"]) + text.partition("import check")[0]
    )
    assert "`pip install rectify-course`" in text


def _stub_of(assignment: Assignment) -> str:
    return cut_solution(assignment.reference.read_text(encoding="utf-8"), assignment.reference)


def _stubs(assignment: Assignment, names: dict[str, float]) -> dict[str, str]:
    _, pieces = module_pieces(_stub_of(assignment), assignment.spec.title)
    return {piece.defines: piece.text for piece in pieces if piece.defines in names}


def _secrets(assignment: Assignment) -> list[str]:
    """Every line of a solution; every line of a model answer and of a rubric that says something."""
    hidden = list(solution_lines(assignment.reference.read_text(encoding="utf-8")))
    for question in assignment.questions:
        parts = (question.answer, *(one.criterion for one in question.rubric))
        parts += tuple(one.mistake for one in question.common_mistakes)
        hidden += [line.strip() for part in parts for line in part.splitlines() if len(line.strip()) > 30]
    assert hidden
    return hidden


def test_what_is_cut_was_there(duo: Course) -> None:
    """The instructor's notebook has the model answer for whoever grades; the students' has a place for theirs."""
    text = source_notebook(duo.assignment(NAME))
    assert text.count(MODEL_ANSWER) == 2
    notebook = nbformat.from_dict(json.loads(text))  # type: ignore[no-untyped-call]  # nbformat has no types
    for cell in notebook.cells:
        cell.source = "".join(cell.source)
    released = students_version(notebook)
    assert MODEL_ANSWER not in "\n".join(cell.source for cell in released.cells)
    assert released.cells[-1].source == "YOUR ANSWER HERE"
