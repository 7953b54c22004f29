"""Imports run one way: each package may know those below it, and none above."""

import ast
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

#: Every package of the engine and what it may import; ARCHITECTURE.md draws the same.
FLOORS = {
    "cli": {
        "web",
        "lti",
        "service",
        "doors",
        "gradetables",
        "nbgrader",
        "grading",
        "feedback",
        "testing",
        "contest",
        "sandbox",
        "submission",
        "course",
        "chart",
        "report",
        "errors",
    },
    "web": {"service", "gradetables", "feedback", "submission", "course", "chart", "report", "errors"},
    "lti": {"service", "feedback", "course", "report", "errors"},
    "service": {"grading", "feedback", "submission", "course", "report", "errors"},
    "doors": {"gradetables", "grading", "feedback", "sandbox", "submission", "course", "report", "errors"},
    "nbgrader": {"gradetables", "grading", "feedback", "sandbox", "submission", "course", "chart", "report", "errors"},
    "notebook": {"notebook_check"},
    "notebook_check": {
        "grading",
        "feedback",
        "testing",
        "sandbox",
        "submission",
        "course",
        "chart",
        "report",
        "errors",
    },
    "grading": {"feedback", "testing", "sandbox", "submission", "course", "chart", "report", "errors"},
    "pytest_plugin": {"testing", "sandbox", "submission", "course", "report", "errors"},
    "testing": {"contest", "sandbox", "submission", "course", "wire", "chart", "report", "errors"},
    "feedback": {"chart", "report"},
    "contest": {"chart", "errors"},
    "sandbox": {"wire", "course", "errors"},
    "gradetables": {"submission", "errors"},
    "submission": {"errors"},
    "course": {"submission", "errors"},
    "wire": set(),
    "report": {"chart"},
    "chart": set(),
    "errors": {"report"},
}


def imports_of(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


def modules() -> list[Path]:
    return sorted((ROOT / "autograder").rglob("*.py"))


@pytest.mark.parametrize("path", modules(), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_module_imports_only_what_lies_below_it(path: Path) -> None:
    """A module imports its own package and the floors below, never one above."""
    own = path.relative_to(ROOT / "autograder").with_suffix("").parts[0]
    if own == "__init__":
        return
    for name in imports_of(path):
        parts = name.split(".")
        assert parts[0] != "quizzes" or own in {"cli", "web"}, f"{path} imports {name}: only faces know quizzes"
        if parts[0] == "autograder" and len(parts) > 1:
            assert parts[1] in FLOORS[own] | {own}, f"{path} imports {name}"


def test_every_package_has_a_floor() -> None:
    """A new package has to be given its place."""
    found = {path.relative_to(ROOT / "autograder").with_suffix("").parts[0] for path in modules()} - {"__init__"}
    assert found == set(FLOORS)


def test_nobody_imports_their_own_package_by_its_front_door() -> None:
    """Inside `autograder.testing`, modules name one another, not the `__init__` that gathers them for authors."""
    for path in (ROOT / "autograder/testing").glob("*.py"):
        assert "autograder.testing" not in set(imports_of(path)), path


def test_what_runs_inside_the_sandbox_knows_nothing_of_the_trusted_side() -> None:
    """Behind the walls there are the standard library, torch, NumPy, the wire, and the inside itself."""
    for path in (ROOT / "autograder/sandbox/inside").glob("*.py"):
        ours = {name for name in imports_of(path) if name.startswith("autograder")}
        assert all(name.startswith(("autograder.wire", "autograder.sandbox.inside")) for name in ours), path


def test_quizzes_import_nothing_of_the_autograder() -> None:
    """The quizzes stand alone."""
    for path in (ROOT / "quizzes").rglob("*.py"):
        assert not any(name.startswith("autograder") for name in imports_of(path))


#: The parts of the quizzes that are packages, from the ground up; the models and all beside them lie below.
QUIZ_FLOORS = ("texts", "exchange", "delivery", "analysis")


def test_quizzes_have_floors_too() -> None:
    """Banks know of nobody who shows, exports or analyses them; each part knows those below it."""
    for path in (ROOT / "quizzes").rglob("*.py"):
        own = path.relative_to(ROOT / "quizzes").parts[0]
        above = QUIZ_FLOORS[QUIZ_FLOORS.index(own) + 1 :] if own in QUIZ_FLOORS else QUIZ_FLOORS
        for name in imports_of(path):
            assert name.split(".")[:1] != ["quizzes"] or name.split(".")[1:2] not in [[one] for one in above], (
                path,
                name,
            )


def test_torch_is_known_to_proofs_alone_among_the_quizzes() -> None:
    """Whoever lists, reads or grades a bank does not wait for torch."""
    for path in (ROOT / "quizzes").rglob("*.py"):
        assert path.stem.startswith("torch_") or not {"torch"} & {name.split(".")[0] for name in imports_of(path)}, path


def test_labs_know_charts_alone() -> None:
    """A lab computes and returns charts; the command line shows them."""
    for path in (ROOT / "labs").glob("*.py"):
        ours = {name for name in imports_of(path) if name.startswith("autograder")}
        assert ours <= {"autograder.chart"}, path


def test_the_engine_knows_no_assignment_by_name() -> None:
    """An assignment is content: no module of the engine names one, or one of its exercises."""
    names = {folder.name for folder in (ROOT / "assignments").iterdir()}
    for path in modules():
        strings = {
            node.value
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if isinstance(node, ast.Constant) and isinstance(node.value, str)
        }
        assert not names & strings, path


def test_a_file_is_one_noun() -> None:
    """No file of the engine or of the quizzes is longer than 300 lines."""
    files = [*modules(), *(ROOT / "quizzes").rglob("*.py")]
    long = {path: lines for path in files if (lines := path.read_text(encoding="utf-8").count("\n")) > 300}
    assert not long


def test_no_modules_import_each_other_in_a_circle() -> None:
    """Not even inside a function."""
    files = [*modules(), *(ROOT / "quizzes").rglob("*.py")]
    names = {".".join(path.relative_to(ROOT).with_suffix("").parts): path for path in files}
    graph = {name: {other for other in imports_of(path) if other in names} for name, path in names.items()}
    for_types_only = {"autograder.errors": {"autograder.report"}}
    graph = {name: others - for_types_only.get(name, set()) for name, others in graph.items()}
    list(TopologicalSorter(graph).static_order())  # raises CycleError, which names the circle
