"""Whatever is handed in, each graded cell is there once, of its type, with its marks, and the damage is said."""

from __future__ import annotations

import json
import re
from pathlib import Path

import nbformat
import pytest
from nbgrader.nbgraderformat import MetadataValidator

from autograder.course.course import Assignment
from autograder.nbgrader.issued import IssuedCell, IssuedNotebook
from autograder.nbgrader.mending import DAMAGE, mend, read_as_far_as_possible
from autograder.submission.notebook_json import read_cells
from autograder.submission.source import read_submission
from tests.nbgrader.notebooks import (
    KINDS,
    NAME,
    RIGHT,
    Notebook,
    answered,
    cell_of,
    code,
    cut,
    dumped,
    given_out,
    grade_id,
    issued_of,
    make_duo,
    text,
)


@pytest.fixture(scope="module")
def duo(tmp_path_factory: pytest.TempPathFactory) -> Assignment:
    """The assignment that all are handed in for."""
    return make_duo(tmp_path_factory.mktemp("course")).assignment(NAME)


@pytest.fixture(scope="module")
def given(duo: Assignment) -> Notebook:
    """What students got."""
    return given_out(duo)


def mended(duo: Assignment, content: bytes, folder: Path) -> Notebook:
    path = folder / f"{NAME}.ipynb"
    path.write_bytes(content)
    return mend(read_as_far_as_possible(path), issued_of(duo))


def damage_of(notebook: Notebook) -> str:
    return "\n".join(notebook["metadata"].get(DAMAGE, []))


@pytest.mark.parametrize("kind", KINDS)
def test_every_graded_cell_is_there_once_as_it_was_given_out(
    duo: Assignment, given: Notebook, tmp_path: Path, kind: str
) -> None:
    """The marks are those given out, locked cells hold what was given out, and the notebook is valid to nbgrader."""
    notebook = mended(duo, KINDS[kind].of(given), tmp_path)
    here = [grade_id(cell) for cell in notebook["cells"] if grade_id(cell)]
    assert len(set(here)) == len(here)
    for issued in issued_of(duo).cells:
        if issued.points is not None or issued.is_solution or issued.grade_id in here:
            cell = cell_of(notebook, issued.grade_id)
            assert cell["cell_type"] == issued.kind
            assert cell["metadata"]["nbgrader"] == issued.marks
            assert cell["source"] == issued.source or not issued.is_locked
    assert not any(cell.get("outputs") for cell in notebook["cells"])
    node = nbformat.from_dict(json.loads(json.dumps(notebook)))  # type: ignore[no-untyped-call]  # it has no types
    nbformat.validate(node)
    MetadataValidator().validate_nb(node)


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("check_cells_deleted", "`check_relu` was missing; it was put back as it was given out."),
        ("question_deleted", "`question_why` was missing; it was put back"),
        ("answer_deleted", "`answer_double` was missing; what it should define was looked for in all other cells."),
        ("merged", "`answer_double` was missing; what it should define"),
        ("everything_twice", r"`answer_relu` is there 2 times \(cell 3, cell 9\); cell 9 was taken for it."),
        ("answer_copied_then_stub_below", "`question_why` is there 2 times .*; text cell 1 was taken for it."),
        ("answer_made_markdown", r"`answer_relu` \(text cell 6\) was made a cell of 'markdown'; it is code again."),
        ("question_made_code", r"`question_why` \(cell 7\) was made a cell of 'code'; it is markdown again."),
        ("answer_in_a_check_cell", r"`check_relu` \(cell 4\) is a locked cell, and was changed;.* kept above it."),
        ("no_metadata", "9 cells without nbgrader's marks.*: `answer_relu`, `answer_double`, `question_why`."),
        ("checks_turned_into_solutions", "marks were changed in `check_relu`, `check_double`; they are again as they"),
        ("points_nan", "marks were changed in `reading_1`, .* and 4 more"),
        ("conflict_in_json", r"merge conflict \(line \d+\): its first side was read"),
        ("number_too_long", "^The notebook holds a number that is too long.[^\n]*$"),
    ],
)
def test_the_damage_is_said(duo: Assignment, given: Notebook, tmp_path: Path, kind: str, said: str) -> None:
    """In words, by the name of the cell; of a notebook that cannot be read, only why."""
    assert re.search(said, damage_of(mended(duo, KINDS[kind].of(given), tmp_path)))


@pytest.mark.parametrize(
    "kind", ["right", "untouched", "colab", "visual_studio_code", "windows_newlines", "byte_order_mark", "nbformat_3"]
)
def test_what_is_whole_is_not_called_damaged(duo: Assignment, given: Notebook, tmp_path: Path, kind: str) -> None:
    """Other programs save notebooks in their own ways, and nobody need hear of it."""
    notebook = mended(duo, KINDS[kind].of(given), tmp_path)
    assert DAMAGE not in notebook["metadata"]
    words = cell_of(notebook, "question_why")["source"]
    assert words == ("YOUR ANSWER HERE" if kind == "untouched" else RIGHT["question_why"])


@pytest.mark.parametrize(
    "kind",
    ["no_metadata", "metadata_of_wrong_types", "question_made_code", "everything_twice", "reversed", "nbformat_3"],
)
def test_answers_stand_in_their_cells(duo: Assignment, given: Notebook, tmp_path: Path, kind: str) -> None:
    """Whoever grades by hand finds each answer where it belongs."""
    notebook = mended(duo, KINDS[kind].of(given), tmp_path)
    for name, answer in RIGHT.items():
        assert cell_of(notebook, name)["source"].removeprefix("# ") == answer


@pytest.mark.parametrize(
    ("place", "whole"),
    [
        ('"points": 3.', 6),
        ('"execution_count": nu', 3),
        ('"execution_count": null', 3),
        ('"solution": tru', 5),
        ("return max(", 5),
        ('"points": ', 6),
        ('"source": "No', 10),
        ('"nbformat": 4', 11),
        ("\n ]", 11),
    ],
)
def test_a_file_that_ends_anywhere_is_read_up_to_there(given: Notebook, place: str, whole: int) -> None:
    """A cut leaves half a word, half a number or half an escape; the cells before it are whole."""
    content = cut(given, place).decode()
    [said] = read_cells(content).remarks
    assert said == f"The notebook is cut short: its first {whole} cells were read, the rest is missing."


def test_half_an_escape_at_the_end_is_a_cut(given: Notebook) -> None:
    """JSON writes one letter with six signs."""
    whole = json.dumps({"cells": [code("a = 1"), code("b = 'ü'")]})
    end = whole.index("\\u00fc")
    for length in range(1, 6):
        read = read_cells(whole[: end + length])
        assert [cell.source for cell in read.cells] == ["a = 1"]


def test_of_an_old_notebook_that_is_cut_short_the_whole_cells_are_read(given: Notebook) -> None:
    """Format 3 keeps code under another key."""
    whole = KINDS["nbformat_3"].of(given).decode()
    read = read_cells(whole[: whole.index("def double")])
    assert RIGHT["answer_relu"] in [cell.source for cell in read.cells]
    assert "cut short" in read.remarks[0]


@pytest.mark.parametrize("words", ["MARK SCHEME", "HIDDEN TESTS"])
def test_a_cell_without_what_was_cut_out_of_it_is_untouched(words: str) -> None:
    """A task of the instructor's own: the gradebook keeps the lines that students never had."""
    kept = f"Draw both.\n### BEGIN {words}\n2 points each.\n### END {words}\nHand it in."
    task = IssuedCell("mine_task", "markdown", kept, "0" * 32, is_locked=True, is_task=True, points=4.0)
    issued = IssuedNotebook(NAME, {}, (task,))
    for released, changed in (("Draw both.\nHand it in.", False), ("Draw none.", True)):
        cell = {**text(released), "metadata": {"nbgrader": task.marks}}
        submitted = read_cells(json.dumps({"cells": [cell], "nbformat": 4, "nbformat_minor": 5, "metadata": {}}))
        notebook = mend(submitted, issued)
        assert cell_of(notebook, "mine_task")["source"] == kept
        assert ("`mine_task` (text cell 1) is a locked cell, and was changed" in damage_of(notebook)) is changed
        assert bool(damage_of(notebook)) is changed


def test_pictures_are_kept_and_nothing_else_that_was_pasted(duo: Assignment, given: Notebook, tmp_path: Path) -> None:
    """An SVG or a page can hold a script; a name that is no text cannot be written."""
    notebook = mended(duo, KINDS["attachments"].of(given), tmp_path)
    attached = cell_of(notebook, "question_why")["attachments"]
    assert set(attached) == {
        "plot.png",
        "both",
        "<script>alert(1)</script><img src=x onerror=alert(1)><svg/onload=alert(1)>.png",
    }
    assert {kind for bundle in attached.values() for kind in bundle} == {"image/png"}


def test_signs_that_cannot_be_written_cost_no_answer(duo: Assignment, given: Notebook, tmp_path: Path) -> None:
    """In a text, they are shown as what they are not."""
    notebook = mended(duo, KINDS["odd_signs_in_text"].of(given), tmp_path)
    assert cell_of(notebook, "question_why")["source"].startswith("No\ufffd: \ufffd \U0001f600")


def test_thousands_of_cells_keep_nobody_busy(duo: Assignment, given: Notebook, tmp_path: Path) -> None:
    """The graded cells stay, and so many of the student's own."""
    many = answered(given)
    many["cells"][:0] = [code("1")] * 5000 + [text("x" * 150_000)]
    notebook = mended(duo, dumped(many).encode(), tmp_path)
    assert len(notebook["cells"]) < 1020
    assert cell_of(notebook, "answer_relu")["source"] == RIGHT["answer_relu"]
    assert "Cells of the student's own after the first 1000 are not here: 4003." in damage_of(notebook)
    assert "text cell 5001 has 150000 characters; its first 100000 are here." in damage_of(notebook)


def test_many_copies_of_one_cell_are_not_all_named(duo: Assignment, given: Notebook, tmp_path: Path) -> None:
    """A note never grows with what was handed in."""
    many = answered(given)
    many["cells"] += [cell_of(many, "answer_relu")] * 500
    damage = damage_of(mended(duo, dumped(many).encode(), tmp_path))
    assert "`answer_relu` is there 501 times (cell 3, cell 7, cell 8, cell 9, cell 10 and 496 more)" in damage


def test_text_cells_that_define_are_read_in_one_pass(tmp_path: Path) -> None:
    """Twenty thousand of them: compared with one another, they would take minutes."""
    cells = [text(f"def f{number}(): 0") for number in range(20_000)]
    path = tmp_path / "many.ipynb"
    path.write_text(json.dumps({"cells": cells}), encoding="utf-8")
    assert len(read_submission(path).cells) == 20_000
