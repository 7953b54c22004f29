"""The tool's own pages: everything is escaped, scripts are files of ours, and each page says who may frame it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape
from starlette.responses import HTMLResponse

from autograder.lti.platforms import frame_origins
from autograder.lti.settings import PREFIX
from autograder.lti.tool import Tool

_HERE = Path(__file__).parent
STATIC = _HERE / "static"
_CODE = re.compile(r"`([^`]+)`")


@cache
def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(_HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["prose"] = prose
    made.globals["prefix"] = PREFIX
    return made


def prose(text: str) -> Markup:
    """Text for a page: everything escaped, and what stands in backticks set as code."""
    return Markup(_CODE.sub(r"<code>\1</code>", str(escape(text))))  # noqa: S704  (escaped just there)


def page(
    tool: Tool,
    template: str,
    values: Mapping[str, object] | None = None,
    *,
    status: int = 200,
    form_targets: Sequence[str] = (),
) -> HTMLResponse:
    """A page. Its forms lead to ourselves and to the origins in ``form_targets``."""
    with tool.database.read() as connection:
        frames = " ".join(frame_origins(connection)) or "'none'"
    text = _environment().get_template(template).render({"title": tool.settings.title, **(values or {})})
    policy = (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; base-uri 'none'; "
        f"form-action 'self' {' '.join(form_targets)}; frame-ancestors {frames}"
    )
    return HTMLResponse(text, status, {"Content-Security-Policy": policy, "Cache-Control": "no-store"})
