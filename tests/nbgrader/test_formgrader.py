"""An assignment by the formgrader's buttons alone; and a hostile notebook, which does nothing to whoever opens it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.nbgrader.formgrader import serving_formgrader
from tests.nbgrader.gradebook_dump import dump_gradebook
from tests.nbgrader.instructor import Instructor
from tests.small_course import make_small_course

QUESTION = """
[[questions]]
name = "why"
title = "Why"
points = 2
prompt = "Why is the gradient 0 there?"
answer = "The function is flat."
[[questions.rubric]]
points = 2
criterion = "Says that it is flat."
"""

TAG = "<img src=x onerror='hit=1'>"
#: Texts that have been a tag or a link in some reading of Markdown, each in a cell of its own that a student adds.
ATTACKS = [
    TAG,
    "<script>hit=1</script>",
    "<svg onload='hit=1'></svg>",
    "<style onload='hit=1'></style>",
    "<iframe srcdoc='<script>parent.hit=1</script>'></iframe>",
    f"`{TAG}`",
    f"\\`{TAG}`",
    f"``` a`b\n{TAG}\n",
    f"```\n```\n{TAG}",
    f"~~~\n~~~\n{TAG}",
    f"- a\n\n      ```\n{TAG}",
    f"$`${TAG}`",
    f"$$`$${TAG}`",
    f"\\begin{{x}}`\\end{{x}}{TAG}`",
    f"| a | b |\n|---|---|\n| `{TAG} | ` |",
    f"<!-- {TAG} -->",
    f"{'long ' * 20_000}`{TAG}`",
    "[x](javascript:hit=1)",
    "[x](<javascript:hit=1>)",
    "[x](javascript\\:hit=1)",
    "[x](&#106;avascript:hit=1)",
    "[x](javascript&colon;hit=1)",
    "[x](vbscript:hit=1)",
    "![x](attachment:missing)",
    "[x]: javascript:hit=1\n\n[x]",
    "<javascript:hit=1>",
    "![x](x 'y\" onerror=hit=1 z=\"')",
    '![" onerror=hit=1 x="](x)',
    '``` " onmouseover=hit=1 x="\nfoo\n```',
]
#: What is live on a page within what was handed in: handlers, scripts, frames, and links that are programs.
LIVE = """within => [...document.querySelectorAll(within + ' *')].filter(one =>
    ['SCRIPT', 'IFRAME', 'OBJECT', 'EMBED'].includes(one.tagName)
    || [...one.attributes].some(its => its.name.startsWith('on') || /^\\s*(java|vb)script:/i.test(its.value))
).map(one => one.outerHTML.slice(0, 200))"""


@dataclass(frozen=True)
class Seen:
    """What the instructor saw."""

    folder: Path
    generated: str
    waiting: list[list[str]]
    autograded: str
    graded: list[list[str]]
    feedback: str
    live: list[str]
    hit: bool


@pytest.fixture(scope="module")
def seen(sandbox: None, browser: Any, tmp_path_factory: pytest.TempPathFactory) -> Seen:
    """One assignment made, graded and answered in the formgrader; only `init` is typed."""
    folder = tmp_path_factory.mktemp("formgrader")
    course, desk = folder / "course", folder / "desk"
    make_small_course(course)
    (course / "solutions/units/questions.toml").write_text(QUESTION, encoding="utf-8")
    desk.mkdir()
    instructor = Instructor(desk, folder / "home")
    instructor.types("rectify", "--course", course, "nbgrader", "init", ".")
    with serving_formgrader(instructor, browser) as formgrader:
        formgrader.rows("manage_assignments")
        generated = formgrader.press("assign")
        hand_in(desk)
        waiting = formgrader.rows("manage_submissions/units")
        autograded = formgrader.press("autograde")
        graded = formgrader.rows("manage_submissions/units")
        feedback = formgrader.press("generate-feedback")
        page = formgrader.open_submission("mallory", "units")
        live, hit = page.evaluate(LIVE, "#notebook-container"), page.evaluate("'hit' in window")
    return Seen(desk, generated, waiting, autograded, graded, feedback, live, hit)


def hand_in(desk: Path) -> None:
    """A notebook whose every text is an attack, on whoever looks at it: in answers, names, errors and added cells."""
    notebook = json.loads((desk / "release/units/units.ipynb").read_text(encoding="utf-8"))
    for cell in notebook["cells"]:
        name = cell["metadata"].get("nbgrader", {}).get("grade_id")
        if name == "answer_relu":
            cell["source"] = f"def relu(x):\n    raise ValueError({TAG!r})\n"
        elif name == "question_why":
            cell["source"] = TAG
        elif name == "check_relu":
            cell["cell_type"] = "<b onclick='hit()'>x"
    added = [{"cell_type": "markdown", "metadata": {}, "source": attack} for attack in ATTACKS]
    added += [{"cell_type": "raw", "metadata": {"raw_mimetype": kind}, "source": TAG} for kind in ("", "text/html")]
    picture = {"a": {'image/png" onerror=hit=1 x="': "AAAA"}}
    added += [{"cell_type": "markdown", "metadata": {}, "source": "![x](attachment:a)", "attachments": picture}]
    notebook["cells"] = [*notebook["cells"], *added]
    path = desk / "submitted/mallory/units/units.ipynb"
    path.parent.mkdir(parents=True)
    path.write_text(json.dumps(notebook), encoding="utf-8")


def test_the_buttons_work(seen: Seen) -> None:
    """Generate, autograde and generate feedback end well; between them the table says how far one is."""
    assert "Successfully" in seen.generated and "Traceback" not in seen.generated
    assert "Successfully" in seen.autograded and "Traceback" not in seen.autograded
    assert "Successfully" in seen.feedback and "Traceback" not in seen.feedback
    assert seen.waiting[0][1:5] == ["mallory", "None", "needs autograding", ""]
    assert seen.graded[0][1:5] == ["mallory", "None", "needs manual grading", "0 / 5"]


def test_the_button_grades_as_the_command_does(seen: Seen) -> None:
    """Inside the Jupyter server, and not in a kernel of it: an error in the answer is no points, and no accident."""
    gradebook = dump_gradebook(f"sqlite:///{seen.folder}/gradebook.db")
    assert gradebook["Grade units/mallory/units/check_relu"]["auto_score"] == 0
    text = (seen.folder / "autograded/mallory/units/units.ipynb").read_text(encoding="utf-8")
    assert "raised" in text and "ValueError" in text


def test_a_hostile_notebook_is_text_in_the_formgrader(seen: Seen) -> None:
    """Nothing in it runs, and nothing waits for a click: whoever grades is logged in to their own server."""
    assert not seen.hit
    assert not seen.live


def test_a_hostile_notebook_is_text_in_its_feedback(seen: Seen, browser: Any) -> None:
    """That page is for the student alone, unless they send it on."""
    page = browser.new_page()
    page.goto((seen.folder / "feedback/mallory/units/units.html").as_uri())
    live, hit = page.evaluate(LIVE, "#notebook-container"), page.evaluate("'hit' in window")
    page.close()
    assert not hit
    assert not live


def test_the_attacks_are_attacks(browser: Any) -> None:
    """Shown as they were handed in, they do run: the tests above see what they look for."""
    from nbconvert.filters.markdown_mistune import markdown2html_mistune

    page = browser.new_page()
    page.set_content(f"<div id=all>{''.join(map(markdown2html_mistune, ATTACKS[:2]))}</div>")
    page.wait_for_function("'hit' in window")
    assert len(page.evaluate(LIVE, "#all")) == 2
    page.close()
