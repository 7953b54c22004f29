"""What `rectify nbgrader autograde` says in the end: who has no score and why, what to do, what the settings lack."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.cli.nbgrader_autograde_command import _show
from autograder.cli.nbgrader_settings_remark import remark_on_settings
from autograder.errors import ExitCode
from autograder.nbgrader.class_grading import ClassGraded
from autograder.nbgrader.folder import NbgraderFolder, load_folder
from autograder.nbgrader.missing_settings import missing_for_policy, missing_for_sandbox
from tests.nbgrader.duo_class import make_settings

MACHINE, THEIRS = "No sandbox.", "`other` holds `x.ipynb`, and no `duo.ipynb`. Give the notebook that name."


def said(capsys: pytest.CaptureFixture[str], result: ClassGraded, code: ExitCode) -> str:
    assert _show("duo", result) == code
    return capsys.readouterr().out


def test_everybody_without_a_score_is_named_with_the_reason(capsys: pytest.CaptureFixture[str]) -> None:
    """Who shares a reason shares a line, and each kind has the advice that helps."""
    result = ClassGraded(
        graded=["ada"], ungraded=dict.fromkeys(("bob", "cy"), MACHINE), refused={"dan": THEIRS, "eve\x1b": "Else."}
    )
    lines = said(capsys, result, ExitCode.OPERATOR).splitlines()
    assert lines == [
        "1 submission of duo graded.",
        "Not to be graded as it was handed in, no score: 2",
        f"  dan: {THEIRS}",
        "  eve\ufffd: Else.",
        "Put that right, or ask them for it; then run the same command again.",
        "Not graded for no fault of theirs, no score: 2",
        f"  bob, cy: {MACHINE}",
        "Run the same command again for them.",
    ]


def test_a_wrong_name_is_not_said_to_go_away_by_itself(capsys: pytest.CaptureFixture[str]) -> None:
    """Where no machine failed, none is blamed."""
    text = said(capsys, ClassGraded(refused={"dan": THEIRS}), ExitCode.OPERATOR)
    assert "no fault of theirs" not in text and "Run the same" not in text


def test_of_many_the_first_are_named(capsys: pytest.CaptureFixture[str]) -> None:
    """A class of 200 without a sandbox is no screen full of names."""
    result = ClassGraded(ungraded={f"s{number:03}": MACHINE for number in range(200)})
    text = said(capsys, result, ExitCode.OPERATOR)
    assert "s019" in text and "s020" not in text and "  and 180 more\n" in text


def test_what_was_not_looked_at_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    """An empty folder, and notebooks under other names; neither is an error."""
    result = ClassGraded(graded=["ada"], empty=["bob", "cy"], passed_over={"ada": ("duo-Copy1.ipynb", "x.ipynb")})
    lines = said(capsys, result, ExitCode.OK).splitlines()
    assert "  ada: `duo-Copy1.ipynb`, `x.ipynb`" in lines
    assert "Handed in nothing, no score: 2" in lines
    assert "  bob, cy: the folder is empty." in lines


def test_what_comes_next_can_be_typed(capsys: pytest.CaptureFixture[str]) -> None:
    """Nbgrader 0.9.6 has no command `formgrader`: it is a page of Jupyter's."""
    last = said(capsys, ClassGraded(graded=["ada"]), ExitCode.OK).splitlines()[-1]
    assert "nbgrader formgrader" not in last
    assert "jupyter notebook (Nbgrader > Formgrader)" in last and "nbgrader generate_feedback duo" in last


def bare(folder: Path, *settings: str) -> NbgraderFolder:
    folder.mkdir()
    (folder / "nbgrader_config.py").write_text("\n".join(["c = get_config()", *settings]), encoding="utf-8")
    return load_folder(folder)


def test_a_folder_whose_settings_run_notebooks_is_remarked_on(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nbgrader's own step runs what students wrote; with the lines that are said, it does no longer."""
    clean = 'c.Autograde.sanitize_preprocessors = ["nbgrader.preprocessors.Execute"]'
    lines = missing_for_sandbox(bare(tmp_path / "a", clean), tmp_path)
    assert [line.split(" = ")[0].removeprefix("c.") for line in lines] == [
        "GradeInSandbox.course",
        "Autograde.exporter_class",
        "Autograde.sanitize_preprocessors",
        "Autograde.autograde_preprocessors",
    ]
    assert not missing_for_sandbox(bare(tmp_path / "b", clean, *lines), tmp_path)
    remark_on_settings("Code runs.", lines)
    assert capsys.readouterr().out.splitlines()[1:] == [f"    {line}" for line in lines]


def test_a_step_that_runs_beside_ours_is_remarked_on(tmp_path: Path) -> None:
    """By whatever name or class it is there."""
    ours = missing_for_sandbox(bare(tmp_path / "bare"), tmp_path)
    for number, step in enumerate(('"nbconvert.preprocessors.ExecutePreprocessor"', "Execute")):
        more = ("from nbgrader.preprocessors import Execute", f"c.Autograde.autograde_preprocessors.append({step})")
        assert missing_for_sandbox(bare(tmp_path / str(number), *ours, *more), tmp_path) == ours[-1:]


def test_what_init_writes_lacks_nothing(tmp_path: Path) -> None:
    """Neither the sandbox nor the late policy."""
    folder = make_settings(tmp_path)
    assert missing_for_sandbox(folder, tmp_path) == missing_for_policy(folder) == []
