"""A student's Markdown runs nothing and stops nothing, and what is no danger stays as it was written."""

from __future__ import annotations

import io
import json
import re
from typing import Any

import pytest
from nbconvert.exporters import HTMLExporter

from autograder.nbgrader.harmless import LONGEST, harmless

PICTURE = {"image/png": "AAAA"}


def shown(text: str, pictures: dict[str, dict[str, str]]) -> str:
    """The cell's HTML, as nbconvert makes it, which ends in an error at a picture that is not there."""
    cell = {"cell_type": "markdown", "id": "a", "metadata": {}, "source": harmless(text, pictures)}
    notebook = {"cells": [{**cell, "attachments": pictures}], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    exporter: Any = HTMLExporter
    return str(exporter(template_name="basic").from_file(io.StringIO(json.dumps(notebook)))[0])


@pytest.mark.parametrize(
    "text",
    ["For $x < 0$ and $a<=1$, `f(x)` is **flat**.", "[here](https://example.org/a?b=1&c=2)", "1. a & b\n2. c", "> why"],
)
def test_plain_answers_stay_as_they_are(text: str) -> None:
    """Formulas, code, links and lists are no danger."""
    assert harmless(text) == text


def test_a_formula_that_looks_like_a_tag_keeps_its_meaning() -> None:
    """A space more is nothing to a formula, where an entity would be something else."""
    assert harmless("$x<y$ and $a&b;$") == "$x< y$ and $a& b;$"


def test_a_picture_that_is_there_is_shown() -> None:
    """By a name that needs no escapes."""
    assert 'src="data:image/png;base64,AAAA"' in shown("![curve](attachment:curve-1.png)", {"curve-1.png": PICTURE})


@pytest.mark.parametrize(
    "text",
    [
        "![x](attachment:a.png)",
        "![x](attachment:curve.png.svg)",
        "![x](attachment\\:a.png)",
        "![x](&#97;ttachment:a.png)",
        "![x](<attachment:a b.png>)",
        "![x][a]\n\n[a]: attachment:a.png",
        "![x](attachment:)",
    ],
)
def test_a_picture_that_is_not_there_stops_no_page(text: str) -> None:
    """It is text, or a picture that is missing: a cell copied from elsewhere, a drawing that was left out."""
    assert "data:" not in shown(text, {"curve.png": PICTURE})


def test_a_text_too_long_to_be_an_answer_is_shown_as_typed() -> None:
    """Emphasis in emphasis takes the reader of Markdown minutes."""
    text = "*a _b " * LONGEST + "```" + " b_ a*" * LONGEST
    html = shown(text, {})
    assert "<em>" not in html and re.search(r"<pre><code>\*a _b \*a", html)
