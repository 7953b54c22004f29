"""The one jinja2 environment of all pages: everything is escaped, and an unknown name is an error."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from autograder.feedback.words import format_points, plain


@cache
def environment() -> Environment:
    """The environment, made at first use."""
    here = Path(__file__).parent
    made = Environment(
        loader=FileSystemLoader([here / "templates", here / "static"]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters["points"] = format_points
    made.filters["plain"] = plain
    made.filters["prose"] = prose
    return made


_CODE = re.compile(r"`([^`]+)`")


def prose(text: str) -> Markup:
    """Text for a page: everything escaped, and what stands in backticks set as code."""
    return Markup(_CODE.sub(r"<code>\1</code>", str(escape(plain(text)))))  # noqa: S704  (escaped just there)
