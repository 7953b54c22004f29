"""A semester of one assignment and a few students, lived through by nbgrader's own commands."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.nbgrader.formgrader import serving_formgrader
from tests.nbgrader.gradebook_dump import Dump, dump_gradebook
from tests.nbgrader.instructor import Instructor

ROOT = Path(__file__).parent.parent.parent
ASSIGNMENT = "rectifiers"
DUE = "2026-03-01 12:00:00 UTC"
#: What eve tries: a file outside the sandbox, and a script in the browser of whoever grades her answer.
LOOT = "loot.txt"
TITLE = "taken over"
HTML = f"<img src=x onerror=\"document.title='{TITLE}'\">"


@dataclass(frozen=True)
class Semester:
    """The course folder after the semester, and the gradebook as nbgrader has it."""

    instructor: Instructor
    gradebook_url: str
    #: What people see on the way: page and feedback by student, tables of the formgrader by page.
    seen: dict[str, Any]

    @property
    def folder(self) -> Path:
        """The course folder."""
        return self.instructor.folder

    def gradebook(self) -> Dump:
        """All that it holds."""
        return dump_gradebook(self.gradebook_url)


def begin(folder: Path, home: Path) -> Instructor:
    """Make the course folder and hand in: all up to what nbgrader collects, with an exchange beside the folder."""
    course = folder / "course"
    course.mkdir()
    instructor = Instructor(course, home)
    exchange = folder / "exchange"
    instructor.types("rectify", "--course", ROOT, "nbgrader", "init", ".", ASSIGNMENT)
    with (course / "nbgrader_config.py").open("a", encoding="utf-8") as settings:
        settings.write(f'\nc.Exchange.root = "{exchange}"\n')
    policy = course / "late_policy.toml"
    policy.write_text(policy.read_text("utf-8").replace("percent = 0 ", "percent = 10 "), encoding="utf-8")
    instructor.types("nbgrader", "generate_assignment", ASSIGNMENT)
    instructor.types("nbgrader", "db", "assignment", "add", ASSIGNMENT, "--duedate", DUE)
    instructor.types("nbgrader", "release_assignment", ASSIGNMENT)
    hand_in(course, exchange / "course")
    instructor.types("nbgrader", "collect", ASSIGNMENT)
    return instructor


def grade(instructor: Instructor, browser: Any, gradebook_url: str, *autograde: str | Path) -> dict[str, Any]:
    """Grade with the command ``autograde``, then by hand in the formgrader, and with nbgrader's own once more."""
    instructor.types(*autograde)
    seen: dict[str, Any] = {"autograded": dump_gradebook(gradebook_url)}
    with serving_formgrader(instructor, browser) as formgrader:
        seen["before"] = formgrader.rows(f"manage_submissions/{ASSIGNMENT}")
        page = formgrader.open_submission("ada", ASSIGNMENT)
        formgrader.enter("question_maximum_form", "2.5")
        formgrader.enter("question_maximum_form-comment", "Mind the **sign**.")
        page = formgrader.open_submission("bob", ASSIGNMENT)
        seen["bob"] = page.inner_text("#notebook-container")
        page = formgrader.open_submission("eve", ASSIGNMENT)
        seen["eve"], seen["title"] = page.inner_text("#notebook-container"), page.title()
        seen["after"] = formgrader.rows(f"manage_submissions/{ASSIGNMENT}")
        seen["complaints"] = set(formgrader.complaints)
    instructor.types("nbgrader", "autograde", ASSIGNMENT, "--force")
    return seen


def again(first: Instructor, folder: Path, gradebook_url: str) -> Instructor:
    """The same course folder and hand-ins in another place, with another gradebook and nothing graded yet."""
    from nbgrader.api import Gradebook

    course = folder / "course"
    shutil.copytree(first.folder, course, ignore=shutil.ignore_patterns("gradebook.db*", "autograded", "feedback"))
    second = Instructor(course, folder / "home")
    shutil.copy(first.environment["RECTIFY_SECRET_FILE"], second.environment["RECTIFY_SECRET_FILE"])
    second.environment["RECTIFY_GRADEBOOK_URL"] = gradebook_url
    second.types("nbgrader", "generate_assignment", ASSIGNMENT, "--force")
    with Gradebook(gradebook_url) as gradebook:
        gradebook.update_or_create_assignment(ASSIGNMENT, duedate=DUE)
    return second


def hand_in(course: Path, exchange: Path) -> None:
    """What students send: ada all right and in time, bob one mistake and a day late, cy nothing done, eve no good."""
    solutions = _sources(course / "source" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb")
    answers = {name: source for name, source in solutions.items() if name.startswith("answer_")}
    capped = (ROOT / "solutions" / ASSIGNMENT / "misconceptions" / "relu_capped_at_six.py").read_text(encoding="utf-8")
    words = {"question_maximum_form": "For $a<1$ the two agree: `max(x, a * x)`."}
    thief = f"def relu(x):\n    open({str(course / LOOT)!r}, 'w').write('mine')\n    return x.clamp(min=0)\n"
    sent = {
        "ada+2026-03-01 11:59:59 UTC": answers | words,
        "bob+2026-03-02 11:00:00 UTC": answers | {"answer_relu": capped},
        "cy+2026-03-01 10:00:00 UTC": {},
        "eve+2026-03-01 10:00:00 UTC": answers | {"answer_relu": thief, "question_maximum_form": HTML},
    }
    for name, changed in sent.items():
        student, timestamp = name.split("+")
        folder = exchange / "inbound" / f"{student}+{ASSIGNMENT}+{timestamp}"
        shutil.copytree(course / "release" / ASSIGNMENT, folder)
        path = folder / f"{ASSIGNMENT}.ipynb"
        notebook = json.loads(path.read_text(encoding="utf-8"))
        for cell in notebook["cells"]:
            cell["source"] = changed.get(_grade_id(cell), cell["source"])
        path.write_text(json.dumps(notebook), encoding="utf-8")
        (folder / "timestamp.txt").write_text(timestamp, encoding="utf-8")
        (folder / "submission_secret.txt").write_text(student, encoding="utf-8")


def _sources(notebook: Path) -> dict[str, str]:
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    return {_grade_id(cell): "".join(cell["source"]) for cell in cells}


def _grade_id(cell: dict[str, Any]) -> str:
    return str(cell["metadata"].get("nbgrader", {}).get("grade_id", ""))
