"""The one jinja2 environment of the pages: everything is escaped, and an unknown name is an error."""

from __future__ import annotations

import re
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from quizzes.texts.markup import to_inline_html


@cache
def environment() -> Environment:
    """The environment, made at first use."""
    made = Environment(
        loader=PackageLoader("quizzes.delivery.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["points"] = points
    made.filters["counted"] = counted
    made.filters["sentence"] = sentence
    made.filters["line"] = to_inline_html
    return made


def render(template: str, **context: object) -> Markup:
    """The template filled in. Nothing in it is a key that the context does not hold."""
    return Markup(environment().get_template(template).render(context).strip())  # noqa: S704  the environment escapes


def points(number: float) -> str:
    """``2``, ``2.5``, ``0.33``."""
    return f"{round(number, 2):g}"


def counted(number: float, one: str, several: str | None = None) -> str:
    """``1 point``, ``2 points``."""
    return f"{points(number)} {one if number == 1 else several or one + 's'}"


def sentence(said: object) -> Markup:
    """An error's words as a sentence: everything escaped, and what stands in backticks set as code."""
    words = str(said)
    whole = f"{words[:1].upper()}{words[1:]}" + ("" if words.endswith((".", "!", "?")) else ".")
    return Markup(re.sub(r"`([^`]+)`", r"<code>\1</code>", str(escape(whole))))  # noqa: S704  escaped just there
