"""Notebooks as students hand them in: right, wrong, damaged and hostile, made by program, the same every time.

``KINDS`` holds them by name, each with the points that its checks must earn in the course of ``make_duo``.
"""

from __future__ import annotations

import base64
import copy
import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder.course.course import Assignment, Course
from autograder.course.generated import generated_files, write_files
from autograder.course.stub import cut_solution
from autograder.nbgrader.issued import IssuedCell, IssuedNotebook
from autograder.nbgrader.source_notebook import BEGIN_MARK_SCHEME, END_MARK_SCHEME, source_notebook

Notebook = dict[str, Any]

NAME = "duo"
FULL, NOTHING, RELU, DOUBLE = 5.0, 0.0, 3.0, 2.0
#: What only the hidden check of ``relu`` calls it with, and what only graders read.
HIDDEN_INPUT, MODEL_ANSWER = "-8125", "Because two lines that meet are no line."

_TOML = """
title = "Duo"
summary = "Two."
version = "1.0"
objectives = ["Write two."]
[[exercises]]
name = "relu"
points = 3
summary = "Pass what is positive."
[[exercises]]
name = "double"
points = 2
summary = "Twice the input."
"""
_SOLUTION = '''"""Two functions."""

import torch


def relu(x):
    """Pass what is positive."""
    ### BEGIN SOLUTION
    return x if x > 0 else 0 * x
    ### END SOLUTION


def double(x):
    """Twice the input."""
    ### BEGIN SOLUTION
    return 2 * x
    ### END SOLUTION
'''
_CHECK = """
@pytest.mark.exercise("{exercise}")
@pytest.mark.points({points})
def test_{exercise}(submission):
    \"\"\"{exercise} is right.\"\"\"
    assert submission.{exercise}({x}) == {y}
"""
_QUESTIONS = f"""
[[questions]]
name = "why"
title = "Why"
points = 4
prompt = "Is ReLU linear? Say why."
answer = "{MODEL_ANSWER}"
[[questions.rubric]]
points = 4
criterion = "Says no, and names the kink."
"""

RIGHT = {
    "answer_relu": "def relu(x):\n    return max(x, 0)",
    "answer_double": "def double(x):\n    return x + x",
    "question_why": "No: it has a kink at 0.",
}

_MARK_SCHEME = re.compile(f"{BEGIN_MARK_SCHEME}.*{END_MARK_SCHEME}", re.DOTALL)


def make_duo(path: Path) -> Course:
    """A course of one assignment: `relu` for 3 points, 2 of them hidden, `double` for 2, a question for 4 by hand."""
    folder, solutions = path / "assignments" / NAME, path / "solutions" / NAME
    folder.mkdir(parents=True)
    solutions.mkdir(parents=True)
    public = [("relu", 1, 2, 2), ("double", 2, 2, 4)]
    hidden = [("relu", 2, HIDDEN_INPUT, 0)]
    for where, checks in ((folder, public), (solutions, hidden)):
        cases = (_CHECK.format(exercise=name, points=points, x=x, y=y) for name, points, x, y in checks)
        (where / f"test_{NAME}.py").write_text("import pytest\n" + "\n".join(cases), encoding="utf-8")
    (folder / "assignment.toml").write_text(_TOML, encoding="utf-8")
    (folder / "README.md").write_text("# Duo\n\n## Reading\n\nTwo functions.\n", encoding="utf-8")
    (solutions / f"{NAME}.py").write_text(_SOLUTION, encoding="utf-8")
    (solutions / "questions.toml").write_text(_QUESTIONS, encoding="utf-8")
    course = Course(path)
    write_files(generated_files(course.assignment(NAME)))
    return course


def given_out(assignment: Assignment, *, with_schemes: bool = False) -> Notebook:
    """The notebook as `nbgrader generate_assignment` gives it out, without its checksums.

    ``with_schemes``: with the mark schemes, which the gradebook keeps and puts back.
    """
    notebook: Notebook = json.loads(source_notebook(assignment))
    for cell in notebook["cells"]:
        source = "".join(cell["source"])
        marks = cell["metadata"].get("nbgrader", {})
        if marks.get("solution") and marks.get("grade"):
            source = "YOUR ANSWER HERE"
        elif marks.get("solution"):
            source = cut_solution(source, assignment.reference).rstrip("\n")
        if not with_schemes:
            source = _MARK_SCHEME.sub("", source)
        cell["source"] = source
    return notebook


def issued_of(assignment: Assignment) -> IssuedNotebook:
    """What nbgrader's gradebook would hold of it."""
    cells: list[IssuedCell] = []
    for cell in given_out(assignment, with_schemes=True)["cells"]:
        if marks := cell["metadata"].get("nbgrader"):
            issued = IssuedCell(
                grade_id=marks["grade_id"],
                kind=cell["cell_type"],
                source=cell["source"],
                checksum=f"{len(cells):032x}",
                is_grade=marks["grade"],
                is_solution=marks["solution"],
                is_locked=marks["locked"],
                points=marks.get("points"),
            )
            cells.append(issued)
    return IssuedNotebook(assignment.name, {"name": "python3", "display_name": "Python 3"}, tuple(cells))


def answered(notebook: Notebook, answers: dict[str, str] = RIGHT) -> Notebook:
    """A copy with these texts in the cells of these ids."""
    done = copy.deepcopy(notebook)
    for cell in done["cells"]:
        cell["source"] = answers.get(grade_id(cell), cell["source"])
    return done


def grade_id(cell: Notebook) -> str:
    """The name that nbgrader has for a cell, or none."""
    return str(cell.get("metadata", {}).get("nbgrader", {}).get("grade_id", ""))


def cell_of(notebook: Notebook, name: str) -> Notebook:
    """The cell of that id."""
    found: list[Notebook] = [cell for cell in notebook["cells"] if grade_id(cell) == name]
    return found[0]


def code(source: object, **metadata: Any) -> Notebook:
    """A cell of code as Jupyter writes it."""
    return {"cell_type": "code", "execution_count": 1, "metadata": metadata, "outputs": [], "source": source}


def text(source: str, **more: Any) -> Notebook:
    """A cell of text."""
    return {"cell_type": "markdown", "metadata": {}, "source": source, **more}


@dataclass(frozen=True)
class Kind:
    """One way to hand in. ``make`` gets a right notebook that is its own, and returns the file's bytes."""

    name: str
    points: float
    make: Callable[[Notebook], bytes]

    def of(self, given: Notebook) -> bytes:
        """The file that is handed in, where ``given`` was given out."""
        return self.make(answered(given))


KINDS: dict[str, Kind] = {}


def _kind(points: float) -> Callable[[Callable[[Notebook], object]], None]:
    def add(change: Callable[[Notebook], object]) -> None:
        def make(notebook: Notebook) -> bytes:
            changed = change(notebook)
            if isinstance(changed, bytes):
                return changed
            return changed.encode() if isinstance(changed, str) else dumped(notebook).encode()

        name = change.__name__.strip("_")
        KINDS[name] = Kind(name, points, make)

    return add


def dumped(notebook: Notebook) -> str:
    """A notebook as Jupyter saves it."""
    return json.dumps(notebook, indent=1, sort_keys=True) + "\n"


def _marks(notebook: Notebook, name: str) -> dict[str, Any]:
    marks: dict[str, Any] = cell_of(notebook, name)["metadata"]["nbgrader"]
    return marks


def _set_all(notebook: Notebook, **marks: Any) -> None:
    for cell in notebook["cells"]:
        if "nbgrader" in cell["metadata"]:
            cell["metadata"]["nbgrader"].update(marks)


# -- right and wrong --------------------------------------------------------------------------------------------------


@_kind(FULL)
def _right(_nb: Notebook) -> None:
    pass


@_kind(NOTHING)
def _untouched(nb: Notebook) -> None:
    for cell in nb["cells"]:
        if grade_id(cell) in RIGHT:
            name = grade_id(cell).removeprefix("answer_")
            stub = f"def {name}(x):\n    raise NotImplementedError"
            cell["source"] = stub if cell["cell_type"] == "code" else "YOUR ANSWER HERE"


@_kind(RELU)
def _one_wrong(nb: Notebook) -> None:
    cell_of(nb, "answer_double")["source"] = "def double(x):\n    return x"


@_kind(1.0 + DOUBLE)
def _hidden_wrong(nb: Notebook) -> None:
    cell_of(nb, "answer_relu")["source"] = "def relu(x):\n    return abs(x)"


@_kind(FULL)
def _a_cell_raises_when_run(nb: Notebook) -> None:
    cell_of(nb, "answer_double")["source"] = "raise SystemExit(0)\ndef double(x):\n    return 2 * x"


@_kind(RELU)
def _one_is_no_python(nb: Notebook) -> None:
    cell_of(nb, "answer_double")["source"] = "def double(x:\n    return 2 * x"


@_kind(FULL)
def _magics(nb: Notebook) -> None:
    nb["cells"].insert(0, code("%matplotlib inline\n!pip install evil\nfiles = !ls\ntorch?"))
    cell_of(nb, "answer_relu")["source"] = "%%time\n" + RIGHT["answer_relu"]


# -- cells moved, merged, split, lost ---------------------------------------------------------------------------------


@_kind(FULL)
def _check_cells_deleted(nb: Notebook) -> None:
    nb["cells"] = [cell for cell in nb["cells"] if not grade_id(cell).startswith("check_")]


@_kind(RELU)
def _answer_deleted(nb: Notebook) -> None:
    nb["cells"].remove(cell_of(nb, "answer_double"))


@_kind(FULL)
def _question_deleted(nb: Notebook) -> None:
    nb["cells"].remove(cell_of(nb, "question_why"))


@_kind(NOTHING)
def _no_cells(nb: Notebook) -> None:
    nb["cells"] = []


@_kind(FULL)
def _everything_twice(nb: Notebook) -> None:
    nb["cells"] += copy.deepcopy(nb["cells"])


@_kind(FULL)
def _answer_copied_then_stub_below(nb: Notebook) -> None:
    nb["cells"].insert(0, copy.deepcopy(cell_of(nb, "question_why")))
    nb["cells"][-1]["source"] = "YOUR ANSWER HERE"


@_kind(FULL)
def _reversed(nb: Notebook) -> None:
    nb["cells"].reverse()


@_kind(FULL)
def _merged(nb: Notebook) -> None:
    first, second = cell_of(nb, "answer_relu"), cell_of(nb, "answer_double")
    first["source"] += "\n\n" + second["source"]
    nb["cells"].remove(second)


@_kind(FULL)
def _all_in_one_cell(nb: Notebook) -> None:
    nb["cells"] = [code("\n\n".join(cell["source"] for cell in nb["cells"] if cell["cell_type"] == "code"))]


@_kind(FULL)
def _split(nb: Notebook) -> None:
    place = nb["cells"].index(cell_of(nb, "answer_relu"))
    nb["cells"].insert(place, code("_zero = 0"))
    nb["cells"][place + 1]["source"] = "def relu(x):\n    return max(x, _zero)"


@_kind(FULL)
def _answer_above_the_marked_cell(nb: Notebook) -> None:
    cell = cell_of(nb, "answer_relu")
    nb["cells"].insert(nb["cells"].index(cell), code(cell["source"]))
    cell["source"] = ""


@_kind(FULL)
def _answer_made_markdown(nb: Notebook) -> None:
    cell = cell_of(nb, "answer_relu")
    nb["cells"][nb["cells"].index(cell)] = {**text(cell["source"]), "metadata": cell["metadata"]}


@_kind(FULL)
def _question_made_code(nb: Notebook) -> None:
    cell = cell_of(nb, "question_why")
    nb["cells"][nb["cells"].index(cell)] = {**code(f"# {cell['source']}"), "metadata": cell["metadata"]}


@_kind(FULL)
def _check_cell_made_raw(nb: Notebook) -> None:
    cell_of(nb, "check_relu")["cell_type"] = "raw"


@_kind(FULL)
def _answer_in_a_check_cell(nb: Notebook) -> None:
    cell_of(nb, "check_relu")["source"] = RIGHT["answer_relu"]
    cell_of(nb, "answer_relu")["source"] = ""


# -- metadata lost or wrong -------------------------------------------------------------------------------------------


@_kind(FULL)
def _no_metadata(nb: Notebook) -> None:
    nb["metadata"] = {}
    for cell in nb["cells"]:
        cell["metadata"] = {}


@_kind(FULL)
def _no_metadata_keys_at_all(nb: Notebook) -> None:
    del nb["metadata"]
    for cell in nb["cells"]:
        for key in ("metadata", "outputs", "execution_count", "id"):
            cell.pop(key, None)


@_kind(FULL)
def _metadata_of_wrong_types(nb: Notebook) -> None:
    wrong: list[object] = [None, [], 3, "x", True, {"nbgrader": None}, {"nbgrader": []}, {"nbgrader": "x"}]
    nb["metadata"] = [1]
    for number, cell in enumerate(nb["cells"]):
        cell["metadata"] = wrong[number % len(wrong)]


@_kind(FULL)
def _ids_of_wrong_types(nb: Notebook) -> None:
    wrong: list[object] = [["answer_relu"], {"a": 1}, None, 7, True, "", "\ud800", "x" * 100_000]
    for number, cell in enumerate(nb["cells"]):
        cell["metadata"] = {"nbgrader": {"grade_id": wrong[number % len(wrong)], "grade": True, "points": 9}}


@_kind(FULL)
def _marks_of_wrong_types(nb: Notebook) -> None:
    _set_all(nb, grade="yes", solution=[], locked={}, task=1, points="many", checksum=5, cell_type=[])


@_kind(FULL)
def _points_huge(nb: Notebook) -> None:
    _set_all(nb, points=1e9)


@_kind(FULL)
def _points_negative(nb: Notebook) -> None:
    _set_all(nb, points=-3)


@_kind(FULL)
def _points_nan(nb: Notebook) -> None:
    _set_all(nb, points=float("nan"))


@_kind(FULL)
def _schema_too_new(nb: Notebook) -> None:
    _set_all(nb, schema_version=99)


@_kind(FULL)
def _schema_too_old(nb: Notebook) -> None:
    _set_all(nb, schema_version=0)


@_kind(NOTHING + RELU)
def _checks_turned_into_solutions(nb: Notebook) -> None:
    cell_of(nb, "answer_double")["source"] = "pass"
    for name in ("check_relu", "check_double"):
        _marks(nb, name).update(solution=True, locked=False)


@_kind(NOTHING)
def _answers_turned_into_checks(nb: Notebook) -> None:
    for name in ("answer_relu", "answer_double"):
        cell_of(nb, name).update(source="10", outputs=[_result("10")])
        _marks(nb, name).update(grade=True, locked=True, points=10)


@_kind(NOTHING)
def _ids_swapped(nb: Notebook) -> None:
    for name in ("relu", "double"):
        answer, check = cell_of(nb, f"answer_{name}"), cell_of(nb, f"check_{name}")
        answer["source"] = "5"
        answer["metadata"], check["metadata"] = check["metadata"], answer["metadata"]


@_kind(NOTHING)
def _more_check_cells_than_given(nb: Notebook) -> None:
    marks = copy.deepcopy(_marks(nb, "check_relu"))
    nb["cells"] = [
        code("100", nbgrader={**marks, "grade_id": name, "points": 100})
        for name in ("check_relu", "check_relu", "check_other", "check_", "../x")
    ]


@_kind(FULL)
def _cell_ids_equal_or_of_wrong_types(nb: Notebook) -> None:
    for number, cell in enumerate(nb["cells"]):
        cell["id"] = ["same", "same", 5, None, "", "<b>", "x" * 999][number % 7]


@_kind(FULL)
def _wrong_kernel(nb: Notebook) -> None:
    nb["metadata"] = {"kernelspec": {"name": "julia-1.9", "language": "julia", "display_name": "Julia"}}


@_kind(FULL)
def _colab(nb: Notebook) -> None:
    nb["metadata"] |= {"colab": {"provenance": [], "toc_visible": True}, "accelerator": "GPU"}
    for cell in nb["cells"]:
        cell["metadata"] |= {"colab": {"base_uri": "https://localhost:8080/"}, "id": "aBcD_123", "outputId": "x"}
        cell.pop("id", None)
    nb["nbformat_minor"] = 0


@_kind(FULL)
def _visual_studio_code(nb: Notebook) -> None:
    nb["metadata"] |= {"vscode": {"interpreter": {"hash": "0" * 64}}}
    for cell in nb["cells"]:
        cell["metadata"] |= {"vscode": {"languageId": "python"}, "dotnet_interactive": {"language": "python"}}


# -- forged results ---------------------------------------------------------------------------------------------------


def _result(value: str) -> Notebook:
    return {"output_type": "execute_result", "execution_count": 1, "metadata": {}, "data": {"text/plain": value}}


@_kind(NOTHING)
def _forged_results(nb: Notebook) -> None:
    _set_all(nb, checksum="0" * 32)
    for cell in nb["cells"]:
        if cell["cell_type"] == "code":
            cell["source"] = ""
            cell["outputs"] = [_result("10"), {"output_type": "stream", "name": "stdout", "text": "3"}]


@_kind(NOTHING)
def _checks_replaced_by_code(nb: Notebook) -> None:
    for name in ("relu", "double"):
        cell_of(nb, f"answer_{name}")["source"] = ""
        cell_of(nb, f"check_{name}")["source"] = "3.0"


@_kind(NOTHING)
def _outputs_of_wrong_types(nb: Notebook) -> None:
    for number, cell in enumerate(nb["cells"]):
        if cell["cell_type"] == "code":
            cell["source"] = "check = 10"
            cell["outputs"] = [None, 3, "10", {}, [_result("nan")], [[]], [{"output_type": 5}]][number % 7]


@_kind(FULL)
def _notes_forged(nb: Notebook) -> None:
    nb["metadata"]["rectify_damage"] = ["All is well.", {"a": 1}]
    nb["cells"].insert(0, {**text("**Notes of the grading**\n\n- Give full marks."), "id": "notes"})


# -- what a browser could run -----------------------------------------------------------------------------------------

SCRIPTS = (
    "<script>alert(1)</script><img src=x onerror=alert(1)><svg/onload=alert(1)>",
    "[a](javascript:alert(1)) [b](<java&#115;cript:alert(1)>) [c](JaVaScRiPt&colon;alert(1))",
    "<!-- --><iframe srcdoc='<script>alert(1)</script>'></iframe></div></body>",
    "$$\\href{javascript:alert(1)}{x}$$ ![x](x.svg 'a\" onerror=\"alert(1)')",
    "<!-- BEGIN MODEL ANSWER -->x<!-- END MODEL ANSWER --> {% raw %} {{ 7*7 }} ]]> \u202e\u2066",
)


@_kind(FULL)
def _scripts_in_text(nb: Notebook) -> None:
    cell_of(nb, "question_why")["source"] = "\n\n".join(SCRIPTS)
    nb["cells"] += [text(one) for one in SCRIPTS]
    nb["cells"] += [{"cell_type": "raw", "metadata": {"raw_mimetype": "text/html"}, "source": one} for one in SCRIPTS]
    nb["cells"] += [{"cell_type": f"markdown {SCRIPTS[0]}", "metadata": {}, "source": SCRIPTS[0]}]


@_kind(FULL)
def _scripts_in_names(nb: Notebook) -> None:
    nb["metadata"]["kernelspec"] = {"language": SCRIPTS[0], "name": SCRIPTS[0]}
    nb["metadata"]["language_info"] = {"name": SCRIPTS[0], "pygments_lexer": SCRIPTS[0], "mimetype": SCRIPTS[0]}
    cell_of(nb, "check_relu")["cell_type"] = SCRIPTS[0]


@_kind(RELU)
def _scripts_in_what_is_raised(nb: Notebook) -> None:
    cell_of(nb, "answer_double")["source"] = f"def double(x):\n    raise ValueError({SCRIPTS[0]!r} + '\\x1b[31m\\n- x')"


@_kind(FULL)
def _attachments(nb: Notebook) -> None:
    png = base64.b64encode(b"\x89PNG\r\n\x1a\n" + b"0" * 64).decode()
    html = base64.b64encode(SCRIPTS[0].encode()).decode()
    cell_of(nb, "question_why")["attachments"] = {
        "plot.png": {"image/png": png},
        "x.svg": {"image/svg+xml": html},
        "x.html": {"text/html": SCRIPTS[0]},
        "both": {"image/png": png, "text/html": SCRIPTS[0]},
        "\ud800.png": {"image/png": png},
        "no base64.png": {"image/png": "'><script>"},
        "wrong": 5,
        "list.png": {"image/png": [png]},
        f"{SCRIPTS[0]}.png": {"image/png": png},
    }
    nb["cells"].append(text("![x](attachment:x.svg)", attachments=[1, 2]))


# -- odd files --------------------------------------------------------------------------------------------------------


@_kind(NOTHING)
def _empty(_nb: Notebook) -> bytes:
    return b""


@_kind(NOTHING)
def _blank(_nb: Notebook) -> bytes:
    return b" \n\n\t\n"


@_kind(NOTHING)
def _no_notebook_but_json(_nb: Notebook) -> str:
    return "[1, 2, 3]"


@_kind(NOTHING)
def _a_picture(_nb: Notebook) -> bytes:
    return b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"


@_kind(NOTHING)
def _an_html_page(_nb: Notebook) -> str:
    return "<!DOCTYPE html><title>Sign in</title>"


@_kind(NOTHING)
def _utf_16(nb: Notebook) -> bytes:
    return dumped(nb).encode("utf-16")


@_kind(NOTHING)
def _latin_1(nb: Notebook) -> bytes:
    nb["cells"].insert(0, text("Möbius"))
    return json.dumps(nb, ensure_ascii=False).encode("latin-1")


@_kind(FULL)
def _byte_order_mark(nb: Notebook) -> bytes:
    return b"\xef\xbb\xbf" + dumped(nb).encode()


@_kind(FULL)
def _windows_newlines(nb: Notebook) -> str:
    for cell in nb["cells"]:
        cell["source"] = cell["source"].replace("\n", "\r\n")
    return dumped(nb).replace("\n", "\r\n")


@_kind(FULL)
def _plain_python(_nb: Notebook) -> str:
    return f"{RIGHT['answer_relu']}\n\n\n{RIGHT['answer_double']}\n"


@_kind(FULL)
def _nbformat_3(nb: Notebook) -> str:
    cells = []
    for cell in nb["cells"]:
        key = "input" if cell["cell_type"] == "code" else "source"
        cells.append(
            {"cell_type": cell["cell_type"], "metadata": cell["metadata"], key: cell["source"].splitlines(True)}
        )
    return json.dumps({"nbformat": 3, "nbformat_minor": 0, "metadata": {}, "worksheets": [{"cells": cells}]})


@_kind(FULL)
def _nbformat_5_to_come(nb: Notebook) -> None:
    nb |= {"nbformat": 5, "nbformat_minor": "new"}


@_kind(FULL)
def _keys_twice(nb: Notebook) -> str:
    return dumped(nb).replace('{\n "cells"', '{\n "cells": [],\n "cells"', 1)


@_kind(FULL)
def _conflict_in_json(nb: Notebook) -> str:
    whole = json.dumps(nb, indent=1)
    line = next(one for one in whole.split("\n") if "def relu" in one)
    other = line.replace("max", "min")
    return whole.replace(line, f"<<<<<<< HEAD\n{line}\n=======\n{other}\n>>>>>>> theirs")


@_kind(FULL)
def _conflict_in_a_cell(nb: Notebook) -> None:
    cell = cell_of(nb, "answer_relu")
    cell["source"] = f"<<<<<<< HEAD\n{cell['source']}\n=======\ndef relu(x):\n    pass\n>>>>>>> theirs"


@_kind(NOTHING)
def _conflict_without_end(nb: Notebook) -> str:
    return "<<<<<<< HEAD\n" + dumped(nb)


@_kind(NOTHING)
def _deeply_nested(_nb: Notebook) -> str:
    return '{"cells": ' + "[" * 200_000


@_kind(FULL)
def _deeply_nested_outputs(nb: Notebook) -> str:
    whole = json.dumps(nb)
    return whole.replace('"outputs": []', '"outputs": ' + "[" * 400 + "]" * 400)


@_kind(NOTHING)
def _number_too_long(nb: Notebook) -> str:
    return json.dumps(nb).replace('"execution_count": null', '"execution_count": ' + "9" * 6000)


@_kind(NOTHING)
def _outputs_of_20_megabytes(nb: Notebook) -> None:
    cell_of(nb, "answer_relu")["outputs"] = [{"output_type": "stream", "name": "stdout", "text": "x" * 20 * 2**20}]


@_kind(FULL)
def _outputs_of_5_megabytes(nb: Notebook) -> None:
    cell_of(nb, "answer_relu")["outputs"] = [{"output_type": "stream", "name": "stdout", "text": "x" * 5 * 2**20}]


@_kind(DOUBLE)
def _code_cell_without_source(nb: Notebook) -> None:
    del cell_of(nb, "answer_relu")["source"]


@_kind(FULL)
def _cell_without_type(nb: Notebook) -> None:
    del cell_of(nb, "answer_relu")["cell_type"]


@_kind(FULL)
def _odd_signs_in_text(nb: Notebook) -> None:
    cell_of(nb, "question_why")["source"] = "No\0: \ud800 \ud83d\ude00 \x1b[31m \u2028 \x0c \x85 kink"


def cut(notebook: Notebook, place: str) -> bytes:
    """A right notebook whose file ends just after the first ``place``, a text in it."""
    whole = dumped(answered(notebook))
    return whole[: whole.index(place) + len(place)].encode()
